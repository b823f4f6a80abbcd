//! Dates as the documents give them: a year, a month, a day; and terms made of two of them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date known to a year, a month or a day. Written `2019`, `2018-03` or `2020-06-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The text is not a date of the calendar between the years 1900 and 2199.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0:?}")]
pub struct NotADate(pub String);

impl PartialDate {
    /// Checks a date against the calendar; years from 1900 to 2199.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, NotADate> {
        let fits = (1900..2200).contains(&year)
            && match (month, day) {
                (None, None) => true,
                (None, Some(_)) => false,
                (Some(month), None) => (1..=12).contains(&month),
                (Some(month), Some(day)) => {
                    (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)
                }
            };
        if fits {
            Ok(PartialDate { year, month, day })
        } else {
            Err(NotADate(format!("{year}-{month:?}-{day:?}")))
        }
    }

    pub const fn year(self) -> u16 {
        self.year
    }
    pub const fn month(self) -> Option<u8> {
        self.month
    }
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// So many months later, as exactly as it was known: the 31st becomes the last day of a shorter
    /// month. A date known to its year goes on by whole years only. `None` beyond the year 2199.
    pub fn months_later(self, months: u16) -> Option<Self> {
        let Some(month) = self.month else {
            return PartialDate::new(self.year + months / 12, None, None).ok();
        };
        let all = self.year * 12 + u16::from(month) - 1 + months;
        let year = all / 12;
        let month = u8::try_from(all % 12 + 1).ok()?;
        let day = self.day.map(|day| day.min(days_in_month(year, month)));
        PartialDate::new(year, Some(month), day).ok()
    }

    /// The first day the date can mean, as `(year, month, day)`.
    pub fn first_day(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day the date can mean, as `(year, month, day)`.
    pub fn last_day(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (
            self.year,
            month,
            self.day.unwrap_or(days_in_month(self.year, month)),
        )
    }
}

/// Days of a month of the Gregorian calendar; 0 when there is no such month.
pub const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl std::str::FromStr for PartialDate {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let part = |part: &str, length: usize| -> Result<u16, NotADate> {
            if part.len() != length || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(wrong());
            }
            part.parse().map_err(|_| wrong())
        };
        let parts: Vec<&str> = text.split('-').collect();
        let small = |text: &str| part(text, 2).and_then(|n| u8::try_from(n).map_err(|_| wrong()));
        match parts.as_slice() {
            [year] => PartialDate::new(part(year, 4)?, None, None),
            [year, month] => PartialDate::new(part(year, 4)?, Some(small(month)?), None),
            [year, month, day] => {
                PartialDate::new(part(year, 4)?, Some(small(month)?), Some(small(day)?))
            }
            _ => Err(wrong()),
        }
        .map_err(|_| wrong())
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

/// From when until when; either end may be open. One field, so that its two ends are merged
/// together. `text` keeps the author's words when they could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Term {
    /// No end lies before its start, as far as both are known.
    pub fn is_ordered(&self) -> bool {
        match (self.since, self.until) {
            (Some(since), Some(until)) => since.first_day() <= until.last_day(),
            _ => true,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.since.is_none() && self.until.is_none() && self.text.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_alike() {
        for text in ["2019", "2018-03", "2020-06-30", "2020-02-29"] {
            let date: PartialDate = text.parse().expect(text);
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn months_later_is_a_day_of_the_calendar() {
        for (text, months, expected) in [
            ("2026-12-01", 6, Some("2027-06-01")),
            ("2026-08-31", 6, Some("2027-02-28")),
            ("2027-08-31", 6, Some("2028-02-29")),
            ("2026-10", 3, Some("2027-01")),
            ("2026", 12, Some("2027")),
            ("2026", 6, Some("2026")),
            ("2199-12-01", 1, None),
        ] {
            let date: PartialDate = text.parse().expect(text);
            let later = date.months_later(months).map(|date| date.to_string());
            assert_eq!(later.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "19",
            "2019-13",
            "2019-02-29",
            "2019-06-31",
            "2019-6-1",
            "2019-06-01-01",
            "abcd",
            "1899",
            "٢٠١٩",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_term_within_one_year_is_ordered() {
        let term = |since: &str, until: &str| Term {
            since: since.parse().ok(),
            until: until.parse().ok(),
            text: None,
        };
        assert!(term("2017", "2017").is_ordered());
        assert!(term("2018-03", "2018").is_ordered());
        assert!(!term("2019", "2014").is_ordered());
        assert!(!term("2018-03-02", "2018-03-01").is_ordered());
    }
}
