//! The periods an indicator is measured in, and what it means that something falls into one when
//! its dates are known to a year or a month only.
//!
//! A period is asked about as if it were over: there is no clock here.

use crate::truth::Truth;
use opora_domain::{Locale, PartialDate, PeriodReading};
use serde::{Deserialize, Serialize};
use std::fmt;

opora_domain::choice! {
    /// The calendars of plans and reports. Half-years and quarters are those of the calendar year.
    PeriodKind {
        CalendarYear = "calendar-year", "календарный год", "calendar year";
        AcademicYear = "academic-year", "учебный год", "academic year";
        HalfYear = "half-year", "полугодие", "half-year";
        Quarter = "quarter", "квартал", "quarter";
    }
}

opora_domain::choice! {
    /// At what time of the period something has to hold.
    When {
        During = "during", "в течение периода", "at some time in the period";
        AtStart = "at-start", "на начало периода", "at the beginning of the period";
        AtEnd = "at-end", "на конец периода", "at the end of the period";
        Begun = "begun", "с началом в этом периоде", "beginning in the period";
    }
}

/// One period. Written `2020`, `2019/20`, `2020-h1` or `2020-q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: u16,
    kind: PeriodKind,
    /// 1 or 2 of a half-year, 1 to 4 of a quarter, 1 of a year.
    part: u8,
}

/// The text is not a period of the years 1900 to 2198.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPeriod(pub String);

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a period: {:?}", self.0)
    }
}

impl std::error::Error for NotAPeriod {}

impl Period {
    /// The year is the one in which the period begins; `part` counts from 1. `None` when there is
    /// no such period.
    pub fn new(kind: PeriodKind, year: u16, part: u8) -> Option<Self> {
        let parts = match kind {
            PeriodKind::CalendarYear | PeriodKind::AcademicYear => 1,
            PeriodKind::HalfYear => 2,
            PeriodKind::Quarter => 4,
        };
        ((1900..2199).contains(&year) && (1..=parts).contains(&part)).then_some(Period {
            year,
            kind,
            part,
        })
    }

    /// The period the words of a document name; `None` for several years and for words without one.
    pub fn of_reading(reading: PeriodReading) -> Option<Self> {
        match reading {
            PeriodReading::Year { year } => Period::new(PeriodKind::CalendarYear, year, 1),
            PeriodReading::AcademicYear { since } => {
                Period::new(PeriodKind::AcademicYear, since, 1)
            }
            PeriodReading::HalfYear { year, half } => Period::new(PeriodKind::HalfYear, year, half),
            PeriodReading::Quarter { year, quarter } => {
                Period::new(PeriodKind::Quarter, year, quarter)
            }
            PeriodReading::Years { .. } | PeriodReading::Unnamed | PeriodReading::Empty => None,
        }
    }

    /// The period of a kind that a month (1 to 12) lies in.
    pub fn with_month(kind: PeriodKind, year: u16, month: u8) -> Option<Self> {
        let month = month.clamp(1, 12);
        let (year, part) = match kind {
            PeriodKind::CalendarYear => (year, 1),
            PeriodKind::AcademicYear => (year - u16::from(month < 9), 1),
            PeriodKind::HalfYear => (year, month.div_ceil(6)),
            PeriodKind::Quarter => (year, month.div_ceil(3)),
        };
        Period::new(kind, year, part)
    }

    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The first and the last day.
    pub fn days(self) -> Days {
        let (year, part) = (self.year, self.part);
        let (first, last) = match self.kind {
            PeriodKind::CalendarYear => ((year, 1), (year, 12)),
            PeriodKind::AcademicYear => ((year, 9), (year + 1, 8)),
            PeriodKind::HalfYear => ((year, part * 6 - 5), (year, part * 6)),
            PeriodKind::Quarter => ((year, part * 3 - 2), (year, part * 3)),
        };
        let days_in_last = opora_domain::period::days_in_month(last.0, last.1);
        Days {
            first: Day::new(first.0, first.1, 1),
            last: Day::new(last.0, last.1, days_in_last),
        }
    }

    /// The one before of the same kind; `None` before the year 1900.
    pub fn previous(self) -> Option<Self> {
        if self.part > 1 {
            return Period::new(self.kind, self.year, self.part - 1);
        }
        let last_part = match self.kind {
            PeriodKind::CalendarYear | PeriodKind::AcademicYear => 1,
            PeriodKind::HalfYear => 2,
            PeriodKind::Quarter => 4,
        };
        Period::new(self.kind, self.year - 1, last_part)
    }

    /// As a document writes it, so that it is read as the same period: «2019/2020», «1 полугодие
    /// 2020».
    pub fn document_words(self) -> String {
        let Period { year, part, .. } = self;
        match self.kind {
            PeriodKind::CalendarYear => year.to_string(),
            PeriodKind::AcademicYear => format!("{year}/{}", year + 1),
            PeriodKind::HalfYear => format!("{part} полугодие {year}"),
            PeriodKind::Quarter => format!("{part} квартал {year}"),
        }
    }

    /// «2019/20 учебный год», «1-е полугодие 2020 года».
    pub fn label(self, locale: Locale) -> String {
        let Period { year, part, .. } = self;
        let next = (year + 1) % 100;
        match (self.kind, locale) {
            (PeriodKind::CalendarYear, Locale::Ru) => format!("{year} год"),
            (PeriodKind::CalendarYear, Locale::En) => year.to_string(),
            (PeriodKind::AcademicYear, Locale::Ru) => format!("{year}/{next:02} учебный год"),
            (PeriodKind::AcademicYear, Locale::En) => format!("academic year {year}/{next:02}"),
            (PeriodKind::HalfYear, Locale::Ru) => format!("{part}-е полугодие {year} года"),
            (PeriodKind::HalfYear, Locale::En) => format!("half-year {part} of {year}"),
            (PeriodKind::Quarter, Locale::Ru) => format!("{part}-й квартал {year} года"),
            (PeriodKind::Quarter, Locale::En) => format!("quarter {part} of {year}"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Period { year, part, .. } = self;
        match self.kind {
            PeriodKind::CalendarYear => write!(f, "{year}"),
            PeriodKind::AcademicYear => write!(f, "{year}/{:02}", (year + 1) % 100),
            PeriodKind::HalfYear => write!(f, "{year}-h{part}"),
            PeriodKind::Quarter => write!(f, "{year}-q{part}"),
        }
    }
}

impl std::str::FromStr for Period {
    type Err = NotAPeriod;

    /// Reads what `Display` writes, and the academic year also as `2019/2020`.
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let wrong = || NotAPeriod(text.to_owned());
        let number = |digits: &str| -> Option<u16> {
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten()
        };
        let year = text.get(..4).and_then(number).ok_or_else(wrong)?;
        let rest = text.get(4..).ok_or_else(wrong)?;
        let (kind, part) = if rest.is_empty() {
            (PeriodKind::CalendarYear, 1)
        } else if let Some(next) = rest.strip_prefix('/') {
            let follows = match next.len() {
                2 => number(next) == Some((year + 1) % 100),
                4 => number(next) == Some(year + 1),
                _ => false,
            };
            let part = if follows { 1 } else { 0 };
            (PeriodKind::AcademicYear, part)
        } else if let Some(part) = rest.strip_prefix("-h") {
            (PeriodKind::HalfYear, number(part).unwrap_or(0))
        } else if let Some(part) = rest.strip_prefix("-q") {
            (PeriodKind::Quarter, number(part).unwrap_or(0))
        } else {
            return Err(wrong());
        };
        let part = u8::try_from(part).unwrap_or(0);
        Period::new(kind, year, part).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

/// A day of the calendar, or the end of time in either direction. Ordered; one number, because
/// millions are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    pub const MIN: Day = Day(0);
    pub const MAX: Day = Day(u32::MAX);

    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Day(((year as u32) << 9) | ((month as u32) << 5) | day as u32)
    }

    /// The first day a date can mean.
    pub fn first_of(date: PartialDate) -> Self {
        let (year, month, day) = date.first_day();
        Day::new(year, month, day)
    }

    /// Greater for later days; says nothing else.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The last day a date can mean.
    pub fn last_of(date: PartialDate) -> Self {
        let (year, month, day) = date.last_day();
        Day::new(year, month, day)
    }
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: Day,
    pub last: Day,
}

impl Days {
    /// The days a date can mean.
    pub fn of(date: PartialDate) -> Self {
        Days {
            first: Day::first_of(date),
            last: Day::last_of(date),
        }
    }

    /// Whether one unknown day out of these lies in a period.
    pub fn lie_in(self, period: Days) -> Truth {
        if period.first <= self.first && self.last <= period.last {
            Truth::Holds
        } else if self.last < period.first || period.last < self.first {
            Truth::Fails
        } else {
            Truth::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_words_of_documents_find_their_period() {
        for (kind, year, month, expected) in [
            (PeriodKind::CalendarYear, 2026, 11, "2026"),
            (PeriodKind::AcademicYear, 2026, 8, "2025/26"),
            (PeriodKind::AcademicYear, 2026, 9, "2026/27"),
            (PeriodKind::HalfYear, 2026, 6, "2026-h1"),
            (PeriodKind::HalfYear, 2026, 7, "2026-h2"),
            (PeriodKind::Quarter, 2026, 1, "2026-q1"),
            (PeriodKind::Quarter, 2026, 3, "2026-q1"),
            (PeriodKind::Quarter, 2026, 12, "2026-q4"),
        ] {
            let found = Period::with_month(kind, year, month);
            let words = found.map(|found| (found.to_string(), found.document_words()));
            let (code, words) = words.unwrap_or_default();
            assert_eq!(code, expected, "{year}-{month}");
            let read = opora_domain::Period::read(&words).reading;
            assert_eq!(Period::of_reading(read), found, "{expected}");
        }
        for words in ["очередной год", "2019-2024", ""] {
            let read = opora_domain::Period::read(words).reading;
            assert_eq!(Period::of_reading(read), None, "{words}");
        }
    }
}
