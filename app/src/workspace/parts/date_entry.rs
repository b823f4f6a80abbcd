//! Dates as people type them: `31.05.2027`, `05.2027`, `2027`, also with `-` or `/`, or ISO.
//! Never guesses: what is not a date of the calendar is said to be none.

use crate::words::dates;
use crate::words::numbers::{Noun, counted};
use crate::words::workspace as w;
use opora_domain::period::days_in_month;
use opora_domain::{Locale, PartialDate};

const DAYS_GENITIVE: Noun = Noun::new(["день", "дня", "дней"], ["day", "days"]);

/// What is wrong with a typed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    NotADate,
    NoSuchMonth,
    NoSuchDay { year: u16, month: u8 },
    YearOut,
}

impl DateProblem {
    /// What happened, in a sentence.
    pub fn words(self, locale: Locale) -> String {
        match self {
            DateProblem::NotADate => w::NOT_A_DATE.of(locale).to_owned(),
            DateProblem::NoSuchMonth => w::NO_SUCH_MONTH.of(locale).to_owned(),
            DateProblem::YearOut => w::YEAR_OUT.of(locale).to_owned(),
            DateProblem::NoSuchDay { year, month } => {
                let days = usize::from(days_in_month(year, month));
                let name = w::MONTHS_PREPOSITIONAL
                    .get(usize::from(month).wrapping_sub(1))
                    .map_or("", |name| name.of(locale));
                w::month_has(locale, name, &counted(days, &DAYS_GENITIVE, locale))
            }
        }
    }
}

/// Reads a typed date; `None` when nothing was typed.
pub fn read(text: &str) -> Result<Option<PartialDate>, DateProblem> {
    let text = text
        .trim()
        .trim_end_matches("г.")
        .trim_end_matches('г')
        .trim();
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = text
        .split(['.', '-', '/', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Vec<u16> = parts
        .iter()
        .map(|part| part.parse().map_err(|_| DateProblem::NotADate))
        .collect::<Result<_, _>>()?;
    let is_year = |index: usize| parts.get(index).is_some_and(|part| part.len() == 4);
    let (year, month, day) = match numbers.as_slice() {
        [year] if is_year(0) => (*year, None, None),
        [year, month] if is_year(0) => (*year, Some(*month), None),
        [month, year] if is_year(1) => (*year, Some(*month), None),
        [year, month, day] if is_year(0) => (*year, Some(*month), Some(*day)),
        [day, month, year] if is_year(2) => (*year, Some(*month), Some(*day)),
        _ => return Err(DateProblem::NotADate),
    };
    if !(1900..2200).contains(&year) {
        return Err(DateProblem::YearOut);
    }
    let small = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
    let month = month.map(small);
    if month.is_some_and(|month| !(1..=12).contains(&month)) {
        return Err(DateProblem::NoSuchMonth);
    }
    PartialDate::new(year, month, day.map(small))
        .map(Some)
        .map_err(|_| DateProblem::NoSuchDay {
            year,
            month: month.unwrap_or(1),
        })
}

/// A date as it stands in a field: `31.05.2027`.
pub fn typed(date: PartialDate) -> String {
    match (date.month(), date.day()) {
        (Some(month), Some(day)) => format!("{day:02}.{month:02}.{:04}", date.year()),
        (Some(month), None) => format!("{month:02}.{:04}", date.year()),
        _ => format!("{:04}", date.year()),
    }
}

/// «Прежнее значение, 31 мая 2027 г., сохранено.»
pub fn kept(earlier: Option<PartialDate>, locale: Locale) -> String {
    match earlier {
        Some(date) => w::kept(locale, &dates::date(date, locale)),
        None => w::NOTHING_KEPT.of(locale).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_typed() {
        for (text, date) in [
            ("31.05.2027", "2027-05-31"),
            ("1.5.2027", "2027-05-01"),
            ("05.2027", "2027-05"),
            ("2027", "2027"),
            ("2027 г.", "2027"),
            ("2027-05-31", "2027-05-31"),
            ("31/05/2027", "2027-05-31"),
        ] {
            let read = read(text).expect("reads").expect("is a date");
            assert_eq!(read.to_string(), date, "{text}");
        }
        assert_eq!(read("  "), Ok(None));
    }

    #[test]
    fn what_is_no_date_is_explained() {
        for (text, problem) in [
            (
                "31.06.2027",
                DateProblem::NoSuchDay {
                    year: 2027,
                    month: 6,
                },
            ),
            (
                "29.02.2027",
                DateProblem::NoSuchDay {
                    year: 2027,
                    month: 2,
                },
            ),
            ("01.13.2027", DateProblem::NoSuchMonth),
            ("01.01.1027", DateProblem::YearOut),
            ("весна", DateProblem::NotADate),
            ("31.05", DateProblem::NotADate),
            ("31.05.27", DateProblem::NotADate),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn a_wrong_day_names_the_month() {
        let problem = DateProblem::NoSuchDay {
            year: 2027,
            month: 6,
        };
        assert_eq!(problem.words(Locale::Ru), "В июне 30\u{a0}дней.");
        assert_eq!(problem.words(Locale::En), "June has 30\u{a0}days.");
    }
}
