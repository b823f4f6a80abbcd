//! One cell as the author left it, and the readings of it that need no template: text, number,
//! yes and no, date. A reading gives `None` for what it cannot read and never guesses.

use opora_domain::PartialDate;
use opora_domain::choice::normal;
use opora_domain::deadline::{Deadline, Reading, read_date};

/// The content of a cell that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Trimmed; line breaks inside are `\n`.
    Text(String),
    Number {
        value: f64,
        /// Shown with a percent sign: 0.04 stands there as 4 %.
        is_percent: bool,
    },
    /// A real date of Excel, as exact as its cell shows it; the time of the day is dropped.
    Date(PartialDate),
    Flag(bool),
    /// `#REF!` and its like.
    Error(String),
}

impl Cell {
    /// What the author sees in the cell, as near as it can be told.
    pub(crate) fn shown(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Error(text) => text.clone(),
            Cell::Number {
                value,
                is_percent: false,
            } => as_excel_shows(*value).to_string(),
            Cell::Number {
                value,
                is_percent: true,
            } => format!("{}%", percent(*value)),
            Cell::Date(date) => match (date.month(), date.day()) {
                (Some(month), Some(day)) => format!("{day:02}.{month:02}.{}", date.year()),
                (Some(month), None) => format!("{month:02}.{}", date.year()),
                _ => date.year().to_string(),
            },
            Cell::Flag(true) => "да".to_owned(),
            Cell::Flag(false) => "нет".to_owned(),
        }
    }

    /// The text of the cell; `None` for an error of a formula.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Cell::Error(_) => None,
            cell => Some(cell.shown()),
        }
    }

    /// A number: with a decimal comma or point, as text or not. A percent in any of the three
    /// notations (0.04 shown as 4 %, `4%`, 4) is 4.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Cell::Number {
                value,
                is_percent: false,
            } => Some(*value),
            Cell::Number {
                value,
                is_percent: true,
            } => Some(percent(*value)),
            Cell::Text(text) => {
                let bare = text.strip_suffix('%').unwrap_or(text);
                let bare: String = bare
                    .chars()
                    .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
                    .map(|c| match c {
                        ',' => '.',
                        '−' => '-',
                        c => c,
                    })
                    .collect();
                let is_plain = bare
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
                bare.parse()
                    .ok()
                    .filter(|value: &f64| is_plain && value.is_finite())
            }
            _ => None,
        }
    }

    /// A whole number from 0.
    pub(crate) fn count(&self) -> Option<u64> {
        let number = self.number()?;
        (number >= 0.0 && number.fract() == 0.0 && number < 1e15).then_some(number as u64)
    }

    /// «да» or «нет».
    pub(crate) fn flag(&self) -> Option<bool> {
        match self {
            Cell::Flag(flag) => Some(*flag),
            Cell::Number { value, .. } if *value == 1.0 => Some(true),
            Cell::Number { value, .. } if *value == 0.0 => Some(false),
            Cell::Text(text) => match normal(text).as_str() {
                "да" | "yes" | "1" | "+" => Some(true),
                "нет" | "no" | "0" | "-" | "–" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// A date known to a year, a month or a day.
    pub(crate) fn date(&self) -> Option<PartialDate> {
        match self {
            Cell::Date(date) => Some(*date),
            Cell::Number { .. } | Cell::Text(_) => read_date(&self.shown()),
            _ => None,
        }
    }

    /// The start of a term: a date, or «с 2019 года».
    pub(crate) fn since(&self) -> Option<PartialDate> {
        self.date()
            .or_else(|| match Deadline::read(&self.shown()).reading {
                Reading::From { since } => Some(since),
                _ => None,
            })
    }

    /// The end of a term: a date, or a bound such as «До 2021 года».
    pub(crate) fn until(&self) -> Option<PartialDate> {
        self.date()
            .or_else(|| match Deadline::read(&self.shown()).reading {
                Reading::Until { until } => Some(until),
                _ => None,
            })
    }
}

/// Excel computes with more digits than the fifteen it shows: 0.1 + 0.2 is 0.3 to its author.
fn as_excel_shows(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// 0.07 × 100 is 7.000000000000001: two hundredths of a percent are more than anyone types.
fn percent(fraction: f64) -> f64 {
    (fraction * 1e6).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn plain(value: f64) -> Cell {
        Cell::Number {
            value,
            is_percent: false,
        }
    }

    #[test]
    fn numbers_in_every_notation_of_the_samples() {
        for (cell, expected) in [
            (plain(25.6), Some(25.6)),
            (text("22,5"), Some(22.5)),
            (text("3,0"), Some(3.0)),
            (text("76,75"), Some(76.75)),
            (text("90"), Some(90.0)),
            (text("13%"), Some(13.0)),
            (text("13 %"), Some(13.0)),
            (
                Cell::Number {
                    value: 0.04,
                    is_percent: true,
                },
                Some(4.0),
            ),
            (
                Cell::Number {
                    value: 0.07,
                    is_percent: true,
                },
                Some(7.0),
            ),
            (
                Cell::Number {
                    value: 1.0,
                    is_percent: true,
                },
                Some(100.0),
            ),
            (text("1\u{a0}200"), Some(1200.0)),
            (text("x"), None),
            (text("1,2,3"), None),
            (text("inf"), None),
            (text("1e5"), None),
            (text(""), None),
        ] {
            assert_eq!(cell.number(), expected, "{cell:?}");
        }
    }

    #[test]
    fn a_result_of_a_formula_has_the_digits_its_author_sees() {
        for (value, shown) in [
            (0.1 + 0.2, "0.3"),
            (100.0 / 3.0, "33.3333333333333"),
            (25.6, "25.6"),
            (0.0, "0"),
            (-0.5, "-0.5"),
            (123_456_789_012.0, "123456789012"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(plain(value).shown(), shown);
        }
        let date = |text: &str| text.parse().map(|date| Cell::Date(date).shown()).ok();
        assert_eq!(date("2023-09-01").as_deref(), Some("01.09.2023"));
        assert_eq!(date("2023-09").as_deref(), Some("09.2023"));
        assert_eq!(date("2023").as_deref(), Some("2023"));
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(plain(12.0).count(), Some(12));
        assert_eq!(text("12").count(), Some(12));
        for cell in [
            plain(12.5),
            plain(-1.0),
            plain(f64::NAN),
            text("двенадцать"),
        ] {
            assert_eq!(cell.count(), None, "{cell:?}");
        }
    }

    #[test]
    fn dates_from_numbers_texts_and_excel() {
        let date = |text: &str| text.parse::<PartialDate>().ok();
        assert_eq!(plain(2019.0).date(), date("2019"));
        assert_eq!(text("2019 год").date(), date("2019"));
        assert_eq!(text("30.06.2020").date(), date("2020-06-30"));
        assert_eq!(
            plain(43_831.0).date(),
            None,
            "a serial number nobody marked as a date"
        );
        assert_eq!(text("До 2021 года").until(), date("2021"));
        assert_eq!(text("До 2021 года").since(), None);
        assert_eq!(text("с 2019 года").since(), date("2019"));
        assert_eq!(text("2019-2014г.").until(), None);
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(text("Да").flag(), Some(true));
        assert_eq!(text(" нет ").flag(), Some(false));
        assert_eq!(Cell::Flag(true).flag(), Some(true));
        assert_eq!(text("наверное").flag(), None);
    }
}
