//! The scale of a road map: years or months side by side, and on every row the shape of its
//! deadline. Each form of a deadline has a shape of its own, so that officials recognise what the
//! document says; what could not be read is a dashed box, never a guess. Decorative: the
//! deadline's own text stands beside it.

use opora_domain::deadline::{Deadline, Reading};
use opora_domain::{PartialDate, Term};

/// Height of a row's picture, px.
const HEIGHT: u32 = 18;
/// Height of a shape, px.
const BAR: i64 = 9;
/// Width of a month where months are the columns, and of a year where years are, px.
const MONTH_WIDTH: u32 = 28;
const YEAR_WIDTH: u32 = 56;
/// The least a year needs for its label, and the most that still looks like one row, px.
const YEAR_WIDTH_MIN: u32 = 40;
const YEAR_WIDTH_MAX: u32 = 96;
/// More months than this are shown as years.
const MONTHS_MAX: u32 = 18;

/// From the first month to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeScale {
    first: u32,
    months: u32,
    /// Of a month or of a year, px.
    column_width: u32,
}

/// A column of the scale's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub year: u16,
    /// 1 to 12; `None` for a whole year.
    pub month: Option<u8>,
}

impl TimeScale {
    /// The scale of a period; `None` when it ends before it begins or is longer than 60 years.
    pub fn new(since: PartialDate, until: PartialDate) -> Option<Self> {
        let (first, last) = (first_month(since), last_month(until));
        let months = last.checked_sub(first)? + 1;
        if months > 60 * 12 {
            return None;
        }
        if months > MONTHS_MAX {
            // Years are the columns: whole ones.
            let first = first / 12 * 12;
            return Some(TimeScale {
                first,
                months: (last / 12 + 1) * 12 - first,
                column_width: YEAR_WIDTH,
            });
        }
        Some(TimeScale {
            first,
            months,
            column_width: MONTH_WIDTH,
        })
    }

    /// The scale of a programme: its own term, or what the deadlines span where it is silent.
    pub fn of<'a>(term: &Term, deadlines: impl Iterator<Item = &'a Deadline>) -> Option<Self> {
        let mut dates: Vec<PartialDate> = vec![];
        for deadline in deadlines.filter(|deadline| deadline.flags.is_empty()) {
            dates_of(&deadline.reading, &mut dates);
        }
        let since = term
            .since
            .or_else(|| dates.iter().copied().min_by_key(|date| date.first_day()))?;
        let until = term
            .until
            .or_else(|| dates.iter().copied().max_by_key(|date| date.last_day()))?;
        TimeScale::new(since, until)
    }

    /// The same, as near to so many px as its columns can be.
    pub fn in_width(mut self, width: u32) -> Self {
        let columns = if self.is_by_year() {
            self.months / 12
        } else {
            self.months
        };
        let (least, most) = if self.is_by_year() {
            (YEAR_WIDTH_MIN, YEAR_WIDTH_MAX)
        } else {
            (MONTH_WIDTH, YEAR_WIDTH_MIN)
        };
        self.column_width = (width / columns.max(1)).clamp(least, most);
        self
    }

    pub const fn is_by_year(&self) -> bool {
        self.months > MONTHS_MAX
    }

    pub fn columns(&self) -> Vec<Column> {
        let step = if self.is_by_year() { 12 } else { 1 };
        (self.first..self.first + self.months)
            .step_by(step)
            .map(|at| Column {
                year: (at / 12) as u16,
                month: (step == 1).then_some((at % 12 + 1) as u8),
            })
            .collect()
    }

    /// Width of the whole scale, px.
    pub const fn width(&self) -> u32 {
        if self.is_by_year() {
            self.months / 12 * self.column_width
        } else {
            self.months * self.column_width
        }
    }

    /// The row's picture: lines between the columns, the day of today, the deadline's shapes.
    pub fn row(&self, deadline: &Deadline, today: PartialDate) -> String {
        let mut shapes = String::new();
        for column in 1..self.columns().len() as u32 {
            let x = column * self.width() / self.columns().len() as u32;
            shapes.push_str(&format!(
                r#"<path class="scale__line" d="M{x} 0v{HEIGHT}"/>"#
            ));
        }
        self.draw_deadline(deadline, &mut shapes);
        if let Some(x) = self.day(today) {
            shapes.push_str(&format!(
                r#"<path class="scale__today" d="M{x} 0v{HEIGHT}"/>"#
            ));
        }
        format!(
            r#"<svg class="scale" viewBox="0 0 {0} {HEIGHT}" width="{0}" height="{HEIGHT}" aria-hidden="true" focusable="false">{shapes}</svg>"#,
            self.width()
        )
    }

    /// The deadline's shapes alone; `state` is a class that says how far the activity has come.
    pub fn shapes(&self, deadline: &Deadline, state: &str) -> String {
        let mut shapes = String::new();
        self.draw_deadline(deadline, &mut shapes);
        format!(
            r#"<svg class="scale {state}" viewBox="0 0 {0} {HEIGHT}" width="{0}" height="{HEIGHT}" aria-hidden="true" focusable="false">{shapes}</svg>"#,
            self.width()
        )
    }

    /// The lines behind the shapes, as high as the cell: they join from row to row.
    pub fn ground(&self, today: PartialDate) -> String {
        let mut lines = String::new();
        let count = self.columns().len() as u32;
        for column in 0..=count {
            let x = column * self.width() / count.max(1);
            lines.push_str(&format!(
                r#"<line class="scale__line" x1="{x}" x2="{x}" y1="0" y2="100%"/>"#
            ));
        }
        if let Some(x) = self.day(today) {
            lines.push_str(&format!(
                r#"<line class="scale__today" x1="{x}" x2="{x}" y1="0" y2="100%"/>"#
            ));
        }
        format!(
            r#"<svg class="scale-ground" width="{}" height="100%" aria-hidden="true" focusable="false">{lines}</svg>"#,
            self.width() + 1
        )
    }

    /// The labels of the columns, in the middle of each; that of today is marked.
    pub fn head(&self, today: PartialDate, label: impl Fn(Column) -> String) -> String {
        let mut labels = String::new();
        let now = first_month(today);
        for (at, column) in self.columns().into_iter().enumerate() {
            let x = at as u32 * self.column_width + self.column_width / 2;
            let is_now = match column.month {
                Some(month) => u32::from(column.year) * 12 + u32::from(month) - 1 == now,
                None => u32::from(column.year) == now / 12,
            };
            let class = if is_now {
                "scale__label scale__label--now"
            } else {
                "scale__label"
            };
            labels.push_str(&format!(
                r#"<text class="{class}" x="{x}" y="13">{}</text>"#,
                label(column)
            ));
        }
        format!(
            r#"<svg class="scale" viewBox="0 0 {0} {HEIGHT}" width="{0}" height="{HEIGHT}" aria-hidden="true" focusable="false">{labels}</svg>"#,
            self.width()
        )
    }

    fn draw_deadline(&self, deadline: &Deadline, out: &mut String) {
        if deadline.flags.is_empty() {
            self.draw(&deadline.reading, out);
        } else {
            self.unread(out);
        }
    }

    /// Px from the left to a day of the scale.
    fn day(&self, day: PartialDate) -> Option<i64> {
        let month = first_month(day);
        let is_inside = (self.first..self.first + self.months).contains(&month);
        is_inside.then(|| self.within(month, i64::from(day.day().unwrap_or(15)) - 1))
    }

    fn draw(&self, reading: &Reading, out: &mut String) {
        let end = self.first + self.months - 1;
        match reading {
            Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => {
                self.bar(*on, *on, out);
            }
            Reading::Range { since, until } => self.bar(*since, *until, out),
            Reading::From { since } => self.open_end(self.start(*since), out),
            Reading::Until { until } => self.bound(0, self.end(*until), out),
            Reading::FromUntil { since, until } => {
                self.bound(self.start(*since), self.end(*until), out);
            }
            Reading::Many { parts } => parts.iter().for_each(|part| self.draw(part, out)),
            Reading::Yearly { when_needed: true } => {
                let y = HEIGHT / 2;
                let width = self.width();
                out.push_str(&format!(
                    r#"<path class="scale__when-needed" d="M2 {y}H{width}"/>"#
                ));
            }
            Reading::Yearly { when_needed: false } => {
                for year in self.first / 12..=end / 12 {
                    // Some time in the year: a box in its middle.
                    let from = (year * 12).max(self.first);
                    let until = (year * 12 + 11).min(end);
                    let (left, right) = (self.x(from), self.x(until + 1));
                    let middle = i64::midpoint(left, right);
                    self.rect(middle - 8, middle + 8, "scale__bar", out);
                }
            }
            Reading::WholePeriod { .. } => {
                self.rect(1, i64::from(self.width()) - 1, "scale__bar", out);
            }
            Reading::Continuous => self.open_end(0, out),
            Reading::ByPlan | Reading::Unreadable => self.unread(out),
            Reading::Empty => {}
        }
    }

    /// Px from the left of a month's beginning; months outside stand at the edges.
    fn x(&self, month: u32) -> i64 {
        let inside = month.clamp(self.first, self.first + self.months) - self.first;
        i64::from(inside * self.width() / self.months)
    }

    /// Px from the left of a date's first day.
    fn start(&self, date: PartialDate) -> i64 {
        let (_, _, day) = date.first_day();
        self.within(first_month(date), i64::from(day) - 1)
    }

    /// Px from the left of the end of a date's last day.
    fn end(&self, date: PartialDate) -> i64 {
        match date.day() {
            Some(day) => self.within(last_month(date), i64::from(day)),
            None => self.x(last_month(date) + 1),
        }
    }

    /// Px from the left after so many days of a month.
    fn within(&self, month: u32, days: i64) -> i64 {
        let (left, right) = (self.x(month), self.x(month + 1));
        left + (right - left) * days / 31
    }

    fn bar(&self, since: PartialDate, until: PartialDate, out: &mut String) {
        // What lies wholly outside of the period is not drawn at its edge.
        let (first, last) = (first_month(since), last_month(until));
        if last >= self.first && first < self.first + self.months {
            self.rect(
                self.start(since) + 1,
                self.end(until) - 1,
                "scale__bar",
                out,
            );
        }
    }

    fn rect(&self, left: i64, right: i64, class: &str, out: &mut String) {
        let y = (i64::from(HEIGHT) - BAR) / 2;
        let width = (right - left).max(4);
        out.push_str(&format!(
            r#"<rect class="{class}" x="{left}" y="{y}" width="{width}" height="{BAR}" rx="1.5"/>"#
        ));
    }

    /// A bar that goes on: its right end is a point.
    fn open_end(&self, from: i64, out: &mut String) {
        let (left, right) = (from + 1, i64::from(self.width()) - 1);
        let (top, bottom) = ((i64::from(HEIGHT) - BAR) / 2, (i64::from(HEIGHT) + BAR) / 2);
        let (neck, middle) = (right - 7, i64::from(HEIGHT) / 2);
        out.push_str(&format!(
            r#"<path class="scale__bar" d="M{left} {top}H{neck}L{right} {middle}L{neck} {bottom}H{left}Z"/>"#
        ));
    }

    /// A bound: a short way to a strong end.
    fn bound(&self, from: i64, until: i64, out: &mut String) {
        let right = until - 1;
        let left = from.max(right - 60) + 1;
        let (top, bottom) = ((i64::from(HEIGHT) - BAR) / 2, (i64::from(HEIGHT) + BAR) / 2);
        out.push_str(&format!(
            r#"<path class="scale__way" d="M{left} {top}H{right}M{left} {bottom}H{right}"/><path class="scale__bound" d="M{right} {}V{}"/>"#,
            top - 3,
            bottom + 3
        ));
    }

    fn unread(&self, out: &mut String) {
        self.rect(1, i64::from(self.width()) - 1, "scale__unread", out);
    }
}

/// A small picture of how a deadline of this text is drawn, for a legend.
pub fn scale_sample(text: &str, state: &str) -> Option<String> {
    let month = |month| PartialDate::new(2020, Some(month), None).ok();
    let scale = TimeScale::new(month(1)?, month(2)?)?;
    Some(scale.shapes(&Deadline::read(text), state))
}

fn dates_of(reading: &Reading, out: &mut Vec<PartialDate>) {
    match reading {
        Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => out.push(*on),
        Reading::Range { since, until } | Reading::FromUntil { since, until } => {
            out.extend([*since, *until]);
        }
        Reading::From { since } => out.push(*since),
        Reading::Until { until } => out.push(*until),
        Reading::Many { parts } => parts.iter().for_each(|part| dates_of(part, out)),
        Reading::Yearly { .. }
        | Reading::WholePeriod { .. }
        | Reading::ByPlan
        | Reading::Continuous
        | Reading::Unreadable
        | Reading::Empty => {}
    }
}

fn first_month(date: PartialDate) -> u32 {
    let (year, month, _) = date.first_day();
    u32::from(year) * 12 + u32::from(month) - 1
}

fn last_month(date: PartialDate) -> u32 {
    let (year, month, _) = date.last_day();
    u32::from(year) * 12 + u32::from(month) - 1
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "dates of tests are dates")]
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_are_the_columns_of_a_long_period_and_months_of_a_short_one() {
        let long = TimeScale::new(date("2018-03"), date("2021")).unwrap();
        let years: Vec<u16> = long.columns().iter().map(|column| column.year).collect();
        assert_eq!(years, [2018, 2019, 2020, 2021]);
        let short = TimeScale::new(date("2026-09"), date("2027-08-31")).unwrap();
        assert_eq!(short.columns().len(), 12);
        assert_eq!(short.columns()[4].month, Some(1));
        assert_eq!(TimeScale::new(date("2019"), date("2014")), None);
    }

    #[test]
    fn a_scale_takes_the_room_there_is_and_its_lines_stand_between_the_columns() {
        let term = Term {
            since: Some(date("2017")),
            until: Some(date("2020")),
            text: None,
        };
        let scale = TimeScale::of(&term, std::iter::empty()).unwrap();
        assert_eq!(scale.in_width(340).width(), 4 * 85);
        assert_eq!(scale.in_width(1_000).width(), 4 * YEAR_WIDTH_MAX);
        assert_eq!(scale.in_width(10).width(), 4 * YEAR_WIDTH_MIN);
        let ground = scale.in_width(340).ground(date("2018-01-01"));
        assert!(
            ground.contains(r#"class="scale__line" x1="85""#),
            "{ground}"
        );
        assert!(
            ground.contains(r#"class="scale__today" x1="85""#),
            "{ground}"
        );
        let outside = scale.ground(date("2026-11-23"));
        assert!(
            !outside.contains("scale__today"),
            "today is not put at the edge"
        );
        let deadlines = ["март 2018", "2019-2014г."].map(Deadline::read);
        let silent = TimeScale::of(&Term::default(), deadlines.iter()).unwrap();
        assert_eq!(
            silent.columns().len(),
            1,
            "what contradicts itself spans nothing"
        );
    }

    #[test]
    fn every_form_has_its_shape_and_what_is_wrong_is_not_drawn_as_read() {
        let scale = TimeScale::new(date("2019"), date("2024")).unwrap();
        let shape = |text: &str| scale.row(&Deadline::read(text), date("2026-11-23"));
        let counted = |text: &str, class: &str| shape(text).matches(class).count();
        assert_eq!(counted("2019 г.", "scale__bar"), 1);
        assert_eq!(counted("Январь 2019г.\n\n2019-2024г.", "scale__bar"), 2);
        assert_eq!(counted("ежегодно", "scale__bar"), 6);
        assert_eq!(
            counted("Ежегодно (по мере необходимости)", "scale__when-needed"),
            1
        );
        assert_eq!(counted("До 2021 года", "scale__bound"), 1);
        assert_eq!(counted("2019-2014г.", "scale__unread"), 1);
        assert_eq!(counted("2019-2014г.", "scale__bar"), 0);
        assert_eq!(counted("", "<rect"), 0);
        // A bound to the day stands at the day.
        let months = TimeScale::new(date("2026-09"), date("2027-08")).unwrap();
        let bound = months.shapes(&Deadline::read("до 15 ноября 2026"), "scale--late");
        assert!(
            bound.contains(r#"class="scale__bound" d="M68 1V16""#),
            "{bound}"
        );
        assert!(months.day(date("2026-11-23")) > Some(68));
        // A deadline outside of the period is not moved into it.
        assert_eq!(counted("2030 год", "scale__bar"), 0);
        assert!(shape("постоянно").contains("L335 9"));
    }
}
