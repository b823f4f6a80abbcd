//! A number as a document gives it: the author's text and what can be read from it. Texts are
//! stored, readings are made when asked for, so that nothing an author wrote is ever rounded away
//! or guessed. Does not know what is counted: that is the record's unit.

use crate::Locale;
use crate::record::{Fields, Value};
use serde::{Deserialize, Serialize};

/// A value of a table: the text of its cell and its reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// As it stands in the document, without spaces around it.
    pub text: String,
    pub reading: FigureReading,
}

/// What a text says as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureReading {
    /// `25%` is 25 with the sign, `25` is 25 without: the unit says what it counts.
    Number { value: f64, has_percent_sign: bool },
    /// «x»: the author says that nothing belongs here.
    NotApplicable,
    /// Words, or several numbers.
    Words,
}

/// A value of one period, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodValue {
    /// As the column says it: «2022», «2019/2020», «очередной год»; empty when it says nothing.
    pub period: String,
    /// The text of the cell.
    pub value: String,
}

/// The values by period of a field. By hand: this is read where the workspace boots, and a reader
/// made for the type would be more code.
pub fn period_values(fields: &Fields, name: &str) -> Vec<PeriodValue> {
    let items = fields.get(name).and_then(Value::as_array);
    let read = |item: &Value| {
        let part = |name: &str| Some(item.get(name)?.as_str()?.to_owned());
        Some(PeriodValue {
            period: part("period")?,
            value: part("value")?,
        })
    };
    items.into_iter().flatten().filter_map(read).collect()
}

/// The values with that of one period as given: in its place, behind the others when it is new,
/// and out when the text is empty. Nothing is said of the other periods.
pub fn with_value(values: &[PeriodValue], period: &str, value: &str) -> Vec<PeriodValue> {
    let mut all = values.to_vec();
    let place = all
        .iter()
        .position(|each| each.period.trim() == period.trim());
    match (place, value.trim()) {
        (Some(place), "") => {
            all.remove(place);
        }
        (Some(place), value) => value.clone_into(&mut all[place].value),
        (None, "") => {}
        (None, value) => all.push(PeriodValue {
            period: period.trim().to_owned(),
            value: value.to_owned(),
        }),
    }
    all
}

/// What is said of one period; `None` when nothing is, or only spaces are. Of two the last counts.
pub fn value_of<'a>(values: &'a [PeriodValue], period: &str) -> Option<&'a str> {
    let found = values
        .iter()
        .rev()
        .find(|each| each.period.trim() == period.trim());
    found
        .map(|each| each.value.trim())
        .filter(|value| !value.is_empty())
}

/// The values as a field stores them; without any, as an absent field.
pub fn stored(values: &[PeriodValue]) -> crate::Value {
    match values.is_empty() {
        true => crate::Value::Null,
        false => values
            .iter()
            .map(|each| serde_json::json!({"period": each.period, "value": each.value}))
            .collect(),
    }
}

impl Figure {
    /// Reads a text. Total: whatever is no number is [`FigureReading::Words`].
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let reading = match number(text) {
            Some((value, has_percent_sign)) => FigureReading::Number {
                value,
                has_percent_sign,
            },
            // Latin and Cyrillic, small and capital.
            None if matches!(text, "x" | "X" | "х" | "Х") => FigureReading::NotApplicable,
            None => FigureReading::Words,
        };
        Figure {
            text: text.to_owned(),
            reading,
        }
    }

    /// The number, if it is one.
    pub const fn number(&self) -> Option<f64> {
        match self.reading {
            FigureReading::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// A whole number from 0.
    pub fn count(&self) -> Option<u64> {
        self.number()
            .filter(|value| *value >= 0.0 && value.fract() == 0.0 && *value < 1e15)
            .map(|value| value as u64)
    }
}

/// A number with the decimal sign of the language, and at most four decimals.
pub fn number_words(value: f64, locale: Locale) -> String {
    let text = rounded(value).to_string();
    match locale {
        Locale::Ru => text.replace('.', ","),
        Locale::En => text,
    }
}

/// Differences of decimals, without the dust of binary fractions: four decimals.
pub fn rounded(value: f64) -> f64 {
    let rounded = (value * 1e4).round() / 1e4;
    // No minus before a zero.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A number with a decimal comma or point, spaces between thousands, perhaps a percent sign.
fn number(text: &str) -> Option<(f64, bool)> {
    let bare = text.strip_suffix('%');
    let has_percent_sign = bare.is_some();
    let bare: String = bare
        .unwrap_or(text)
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
    let value: f64 = bare.parse().ok().filter(|_| is_plain)?;
    value.is_finite().then_some((value, has_percent_sign))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn numbers_in_every_notation() {
        for (text, value, sign) in [
            ("22,5", 22.5, false),
            ("27.2", 27.2, false),
            ("3,0", 3.0, false),
            ("90", 90.0, false),
            ("13%", 13.0, true),
            (" 4.5 % ", 4.5, true),
            ("1\u{a0}200", 1_200.0, false),
            ("−3", -3.0, false),
        ] {
            assert_eq!(
                Figure::read(text).reading,
                FigureReading::Number {
                    value,
                    has_percent_sign: sign
                },
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_kept() {
        for text in ["x", "X", "х", "Х"] {
            assert_eq!(Figure::read(text).reading, FigureReading::NotApplicable);
        }
        for text in ["да", "1,2,3", "inf", "1e5", "10-15", "%", ""] {
            let figure = Figure::read(text);
            assert_eq!(figure.reading, FigureReading::Words, "{text}");
            assert_eq!(figure.text, text);
        }
    }

    #[test]
    fn one_period_changes_and_the_others_stay() {
        let value = |period: &str, value: &str| PeriodValue {
            period: period.to_owned(),
            value: value.to_owned(),
        };
        let all = [value("2019", "25%"), value("2020", "x")];
        for (period, text, expected) in [
            (
                "2019",
                " 30,5 ",
                vec![value("2019", "30,5"), value("2020", "x")],
            ),
            (
                "2021",
                "40",
                vec![
                    value("2019", "25%"),
                    value("2020", "x"),
                    value("2021", "40"),
                ],
            ),
            ("2020", "", vec![value("2019", "25%")]),
            ("2021", " ", all.to_vec()),
        ] {
            assert_eq!(with_value(&all, period, text), expected, "{period}: {text}");
        }
    }

    #[test]
    fn notes_stand_beside_the_values_of_their_periods() {
        let notes = with_value(&[], " 2019 ", "без вечерней школы; до 1 марта");
        let notes = with_value(&notes, "2020", "новая методика");
        assert_eq!(
            value_of(&notes, "2019"),
            Some("без вечерней школы; до 1 марта")
        );
        assert_eq!(value_of(&notes, "2021"), None);
        let stored = stored(&notes);
        assert_eq!(
            stored,
            serde_json::json!([
                {"period": "2019", "value": "без вечерней школы; до 1 марта"},
                {"period": "2020", "value": "новая методика"},
            ])
        );
        let read: Vec<PeriodValue> = serde_json::from_value(stored).unwrap();
        assert_eq!(read, notes);
        // Taking the only one out leaves the field empty, not a list of nothing.
        let none = with_value(&notes[..1], "2019", " ");
        assert_eq!(super::stored(&none), crate::Value::Null);
        // Written twice by a document: the last one is what an indicator's fact is, too.
        let twice = [
            notes[0].clone(),
            PeriodValue {
                period: "2019".to_owned(),
                value: "второе".to_owned(),
            },
        ];
        assert_eq!(value_of(&twice, "2019"), Some("второе"));
    }

    #[test]
    fn differences_have_no_dust() {
        assert_eq!(rounded(36.0 - 29.66), 6.34);
        assert_eq!(number_words(36.0 - 29.66, Locale::Ru), "6,34");
        assert_eq!(number_words(-0.00001, Locale::En), "0");
    }
}
