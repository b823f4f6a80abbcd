//! The scale of a road map: years or months side by side, and on every row the shape of its
//! deadline. Each form of a deadline has a shape of its own, so that officials recognise what the
//! document says; what could not be read is a dashed box, never a guess. Decorative: the
//! deadline's own text stands beside it.

use opora_domain::PartialDate;
use opora_domain::deadline::{Deadline, Reading};

/// Height of a row's picture, px.
const HEIGHT: u32 = 18;
/// Height of a shape, px.
const BAR: i64 = 9;
/// Width of a month where months are the columns, and of a year where years are, px.
const MONTH_WIDTH: u32 = 28;
const YEAR_WIDTH: u32 = 56;
/// More months than this are shown as years.
const MONTHS_MAX: u32 = 18;

/// From the first month to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeScale {
    first: u32,
    months: u32,
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
            });
        }
        Some(TimeScale { first, months })
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
            self.months / 12 * YEAR_WIDTH
        } else {
            self.months * MONTH_WIDTH
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
        if deadline.flags.is_empty() {
            self.draw(&deadline.reading, &mut shapes);
        } else {
            self.unread(&mut shapes);
        }
        let now = first_month(today);
        if (self.first..self.first + self.months).contains(&now) {
            let day = i64::from(today.day().unwrap_or(15)) - 1;
            let (left, right) = (self.x(now), self.x(now + 1));
            let x = left + (right - left) * day / 31;
            shapes.push_str(&format!(
                r#"<path class="scale__today" d="M{x} 0v{HEIGHT}"/>"#
            ));
        }
        format!(
            r#"<svg class="scale" viewBox="0 0 {0} {HEIGHT}" width="{0}" height="{HEIGHT}" aria-hidden="true" focusable="false">{shapes}</svg>"#,
            self.width()
        )
    }

    fn draw(&self, reading: &Reading, out: &mut String) {
        let end = self.first + self.months - 1;
        match reading {
            Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => {
                self.bar(first_month(*on), last_month(*on), "scale__bar", out);
            }
            Reading::Range { since, until } => {
                self.bar(first_month(*since), last_month(*until), "scale__bar", out);
            }
            Reading::From { since } => self.open_end(first_month(*since), out),
            Reading::Until { until } => self.bound(self.first, last_month(*until), out),
            Reading::FromUntil { since, until } => {
                self.bound(first_month(*since), last_month(*until), out);
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
            Reading::WholePeriod { .. } => self.bar(self.first, end, "scale__bar", out),
            Reading::Continuous => self.open_end(self.first, out),
            Reading::ByPlan | Reading::Unreadable => self.unread(out),
            Reading::Empty => {}
        }
    }

    /// Px from the left of a month's beginning; months outside stand at the edges.
    fn x(&self, month: u32) -> i64 {
        let inside = month.clamp(self.first, self.first + self.months) - self.first;
        i64::from(inside * self.width() / self.months)
    }

    fn bar(&self, from: u32, until: u32, class: &str, out: &mut String) {
        // What lies wholly outside of the period is not drawn at its edge.
        if until >= self.first && from < self.first + self.months {
            self.rect(self.x(from) + 1, self.x(until + 1) - 1, class, out);
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
    fn open_end(&self, from: u32, out: &mut String) {
        let (left, right) = (self.x(from) + 1, i64::from(self.width()) - 1);
        let (top, bottom) = ((i64::from(HEIGHT) - BAR) / 2, (i64::from(HEIGHT) + BAR) / 2);
        let (neck, middle) = (right - 7, i64::from(HEIGHT) / 2);
        out.push_str(&format!(
            r#"<path class="scale__bar" d="M{left} {top}H{neck}L{right} {middle}L{neck} {bottom}H{left}Z"/>"#
        ));
    }

    /// A bound: a short way to a strong end.
    fn bound(&self, from: u32, until: u32, out: &mut String) {
        let right = self.x(until + 1) - 1;
        let left = self.x(from).max(right - 60) + 1;
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
        // A deadline outside of the period is not moved into it.
        assert_eq!(counted("2030 год", "scale__bar"), 0);
        assert!(shape("постоянно").contains("L335 9"));
    }
}
