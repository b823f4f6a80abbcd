//! The years of an activity that comes every year: what was said of each, and which of them still
//! want something said. What was said of a year goes before what was said of the whole; a whole
//! that is settled settles the years nobody spoke of.

use super::{Activity, ActivityStatus};
use crate::deadline::due::{Due, Occasion};
use crate::deadline::{Reading, read_date};
use crate::figure::{PeriodValue, with_value};
use crate::period::{PartialDate, Term};
use crate::reporting_period::Period;

/// What was said of one year. The words are kept as they were written; what cannot be read of them
/// is in the text alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearMark {
    /// «2020», as it is stored.
    pub period: String,
    /// The calendar year it is of; `None` where the words name none.
    pub year: Option<u16>,
    /// «выполнено»
    pub status_text: Option<String>,
    pub status: Option<ActivityStatus>,
    /// «15.12.2020»
    pub done_text: Option<String>,
    pub done_on: Option<PartialDate>,
    pub result: Option<String>,
}

/// One time at which an activity asks for something, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    pub occasion: Occasion,
    /// Of this year, or of the whole where that settles it.
    pub status: Option<ActivityStatus>,
    pub done_on: Option<PartialDate>,
    /// What was said of this very year.
    pub mark: Option<YearMark>,
}

impl Instance {
    pub fn is_settled(&self) -> bool {
        self.status.is_some_and(ActivityStatus::is_settled)
    }
}

impl YearMark {
    /// There is a word for the status, and it is none of the list.
    pub const fn has_unread_status(&self) -> bool {
        self.status_text.is_some() && self.status.is_none()
    }
}

/// Joins what three fields say of the same years.
pub(super) fn marks(
    statuses: Vec<PeriodValue>,
    days: Vec<PeriodValue>,
    results: Vec<PeriodValue>,
) -> Vec<YearMark> {
    let mut all: Vec<YearMark> = Vec::new();
    for (place, values) in [statuses, days, results].into_iter().enumerate() {
        for PeriodValue { period, value } in values {
            let known = all.iter().position(|mark| mark.period == period.trim());
            let at = known.unwrap_or_else(|| {
                all.push(YearMark {
                    year: year_of(&period),
                    period: period.trim().to_owned(),
                    status_text: None,
                    status: None,
                    done_text: None,
                    done_on: None,
                    result: None,
                });
                all.len() - 1
            });
            let Some(mark) = all.get_mut(at) else {
                continue;
            };
            match place {
                0 => {
                    mark.status = ActivityStatus::from_template(&value)
                        .or_else(|| ActivityStatus::from_code(&value));
                    mark.status_text = Some(value);
                }
                1 => {
                    mark.done_on = value.parse().ok().or_else(|| read_date(&value));
                    mark.done_text = Some(value);
                }
                _ => mark.result = Some(value),
            }
        }
    }
    all
}

/// «2020», «2020 г.»: a year alone. The reader of periods reads more; this one is part of what the
/// workspace boots with.
fn year_of(words: &str) -> Option<u16> {
    let words = words.trim();
    let year = words.get(..4)?;
    let rest = words.get(4..)?.trim().trim_end_matches('.');
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    let is_alone = matches!(rest, "" | "г" | "год");
    let year = year.parse().ok().filter(|_| is_year && is_alone)?;
    (1900..2200).contains(&year).then_some(year)
}

/// The values of a field by year with that of one column as given; `None` when none is left.
pub fn years_with(values: &[PeriodValue], column: &str, value: &str) -> Option<Vec<PeriodValue>> {
    let mut all = with_value(values, column, value);
    // A reader of the file expects them in the order of time; what stands behind a comma is no
    // part of it.
    all.sort_by_key(|each| {
        let year = each.period.split(',').next().unwrap_or_default();
        let month = Period::read(year).first_month();
        (month.is_none(), month)
    });
    (!all.is_empty()).then_some(all)
}

impl Activity {
    /// What was said of this year.
    pub fn mark_of(&self, year: u16) -> Option<&YearMark> {
        self.years.iter().find(|mark| mark.year == Some(year))
    }

    /// Every time it asks for something, in order of the ends. `whole` is the programme's term.
    pub fn instances(&self, whole: &Term) -> Vec<Instance> {
        let of = |occasion: Occasion| {
            let mark = occasion.year.and_then(|year| self.mark_of(year)).cloned();
            let own = mark.as_ref().and_then(|mark| mark.status);
            let is_yearly = occasion.year.is_some();
            let of_whole = self
                .status
                .filter(|status| !is_yearly || status.is_settled());
            let done_on = match is_yearly {
                // The day on which the whole was done says nothing of one year.
                true => mark.as_ref().and_then(|mark| mark.done_on),
                false => self.done_on,
            };
            Instance {
                occasion,
                status: own.or(of_whole),
                done_on,
                mark,
            }
        };
        self.deadline.occasions(whole).into_iter().map(of).collect()
    }

    /// Its years, one by one; empty for what does not come every year.
    pub fn yearly(&self, whole: &Term) -> Vec<Instance> {
        let mut all = self.instances(whole);
        all.retain(|it| it.occasion.year.is_some());
        all
    }

    /// Somebody has said how all of it ended: the whole, or every single year.
    pub fn is_settled_in(&self, whole: &Term) -> bool {
        if self.is_settled() {
            // A year that was said to be still to do goes before what was said of the whole.
            return self.yearly(whole).iter().all(Instance::is_settled);
        }
        let all = self.instances(whole);
        !all.is_empty()
            && all.iter().all(|it| it.occasion.year.is_some())
            && all.iter().all(Instance::is_settled)
    }

    /// Where its deadline stands on the day `today`, for what nobody has said the end of: the first
    /// year that is over, all that is over, or what comes next. [`Due::Never`] when nothing is
    /// left to be said.
    pub fn due(&self, whole: &Term, today: PartialDate) -> Due {
        let of_text = self.deadline.due(whole, today);
        if matches!(of_text, Due::Unread | Due::Never) {
            return match self.is_settled() {
                true => Due::Never,
                false => of_text,
            };
        }
        let day = today.first_day();
        let mut open = self.instances(whole);
        open.retain(|it| !it.is_settled());
        let is_missed = |it: &&Instance| it.occasion.year.is_some() && it.occasion.is_over(day);
        if let Some(missed) = open.iter().find(is_missed) {
            return Due::Passed {
                on: missed.occasion.until,
            };
        }
        let ahead = open.iter().find(|it| !it.occasion.is_over(day));
        match (ahead, open.last()) {
            (Some(next), _) => Due::Ahead(next.occasion),
            (None, Some(last)) => Due::Passed {
                on: last.occasion.until,
            },
            (None, None) => Due::Never,
        }
    }

    /// What comes next of it, also where an earlier year still waits for its mark.
    pub fn ahead(&self, whole: &Term, today: PartialDate) -> Due {
        let day = today.first_day();
        let open = self.instances(whole).into_iter();
        let mut open = open.filter(|it| !it.is_settled() && !it.occasion.is_over(day));
        open.next().map_or(Due::Never, |it| Due::Ahead(it.occasion))
    }

    /// The years that are over and of which nobody has said how they ended.
    pub fn missed_years(&self, whole: &Term, today: PartialDate) -> Vec<u16> {
        let day = today.first_day();
        let open = self.yearly(whole).into_iter();
        open.filter(|it| !it.is_settled() && it.occasion.is_over(day))
            .filter_map(|it| it.occasion.year)
            .collect()
    }

    /// It comes every year, whether or not the programme's years are known.
    pub fn is_yearly(&self) -> bool {
        fn names(reading: &Reading) -> bool {
            match reading {
                Reading::Yearly { .. } => true,
                Reading::Many { parts } => parts.iter().any(names),
                _ => false,
            }
        }
        names(&self.deadline.reading)
    }
}
