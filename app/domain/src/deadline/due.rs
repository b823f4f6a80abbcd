//! When a deadline asks for something: its occasions, and whether the last of them has passed.
//!
//! Only what was read for certain counts. A text that could not be read, or contradicts itself, is
//! never overdue; «постоянно», «по плану» and «по мере необходимости» name no day. «До 2021 года»
//! leaves open whether 2021 belongs to it: it passes with the last day it can mean.

use super::{Deadline, Reading};
use crate::period::{PartialDate, Term};

/// Year, month and day.
pub type Day = (u16, u8, u8);

/// Years a yearly deadline unfolds into, at most.
const YEARS_MAX: u16 = 60;

/// One time at which a deadline asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The first day, where the text or the programme names one.
    pub since: Option<Day>,
    /// The last day.
    pub until: Day,
    /// The year of a deadline that comes every year.
    pub year: Option<u16>,
}

/// Where a deadline stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// It names no day.
    Never,
    /// There is a text, and it could not be read or contradicts itself.
    Unread,
    /// All occasions are over; the last day of the last one.
    Passed { on: Day },
    /// The first occasion that is not over yet.
    Ahead(Occasion),
}

impl Occasion {
    /// It goes on on this day.
    pub fn is_on(&self, day: Day) -> bool {
        day <= self.until && self.since.is_none_or(|since| since <= day)
    }

    pub fn is_over(&self, day: Day) -> bool {
        self.until < day
    }
}

impl Deadline {
    /// Every occasion, in order of their ends. `whole` is the term of the programme: what comes
    /// yearly or takes the whole period needs it, and without its ends has no occasion.
    pub fn occasions(&self, whole: &Term) -> Vec<Occasion> {
        let mut out = Vec::new();
        if self.flags.is_empty() {
            collect(&self.reading, whole, &mut out);
        }
        out.sort_by_key(|occasion| occasion.until);
        out
    }

    /// Where the deadline stands on the day `today` (its first day when it is no day).
    pub fn due(&self, whole: &Term, today: PartialDate) -> Due {
        if self.reading == Reading::Unreadable || !self.flags.is_empty() {
            return Due::Unread;
        }
        let occasions = self.occasions(whole);
        let today = today.first_day();
        let ahead = occasions.iter().find(|occasion| !occasion.is_over(today));
        match (ahead, occasions.last()) {
            (Some(occasion), _) => Due::Ahead(*occasion),
            (None, Some(last)) => Due::Passed { on: last.until },
            (None, None) => Due::Never,
        }
    }
}

impl Due {
    pub const fn is_passed(self) -> bool {
        matches!(self, Due::Passed { .. })
    }

    /// Its next occasion ends in the quarter of this day.
    pub fn is_in_quarter_of(self, today: PartialDate) -> bool {
        let (year, month, _) = today.first_day();
        let quarter = |month: u8| (month.max(1) - 1) / 3;
        match self {
            Due::Ahead(Occasion { until, .. }) => {
                until.0 == year && quarter(until.1) == quarter(month)
            }
            _ => false,
        }
    }
}

/// Whole days from one day to a later one; 0 when it is not later.
pub fn days_between(from: Day, to: Day) -> u32 {
    number(to).saturating_sub(number(from))
}

/// Days since 1 March of the year 0 of the Gregorian calendar (H. Hinnant, `days_from_civil`).
fn number((year, month, day): Day) -> u32 {
    let (year, month, day) = (u32::from(year), u32::from(month), u32::from(day));
    let year = if month <= 2 {
        year.saturating_sub(1)
    } else {
        year
    };
    let month = (month + 9) % 12;
    let days_of_years = year * 365 + year / 4 - year / 100 + year / 400;
    days_of_years + (month * 153 + 2) / 5 + day
}

fn collect(reading: &Reading, whole: &Term, out: &mut Vec<Occasion>) {
    let mut add = |since: Option<PartialDate>, until: PartialDate| {
        out.push(Occasion {
            since: since.map(PartialDate::first_day),
            until: until.last_day(),
            year: None,
        });
    };
    match reading {
        Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => add(Some(*on), *on),
        Reading::Range { since, until } | Reading::FromUntil { since, until } => {
            add(Some(*since), *until);
        }
        Reading::Until { until } => add(None, *until),
        Reading::Many { parts } => parts.iter().for_each(|part| collect(part, whole, out)),
        Reading::WholePeriod { .. } => {
            if let Some(until) = whole.until {
                add(whole.since, until);
            }
        }
        Reading::Yearly { when_needed: false } => {
            if let (Some(since), Some(until)) = (whole.since, whole.until) {
                yearly(since.first_day(), until.last_day(), out);
            }
        }
        Reading::From { .. }
        | Reading::Yearly { when_needed: true }
        | Reading::ByPlan
        | Reading::Continuous
        | Reading::Unreadable
        | Reading::Empty => {}
    }
}

/// One occasion a calendar year, cut at the ends of the period.
fn yearly(since: Day, until: Day, out: &mut Vec<Occasion>) {
    let last = until.0.min(since.0.saturating_add(YEARS_MAX - 1));
    for year in since.0..=last {
        out.push(Occasion {
            since: Some(since.max((year, 1, 1))),
            until: until.min((year, 12, 31)),
            year: Some(year),
        });
    }
}
