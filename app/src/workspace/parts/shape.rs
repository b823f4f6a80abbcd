//! How the value of a field is typed: the text that stands for it, and the value a text stands for.

use super::date_entry;
use crate::words::workspace as w;
use crate::workspace::state::names::Names;
use crate::workspace::state::records::Records;
use opora_domain::{Locale, PartialDate, Responsible, Term, Value};
use serde::Deserialize;

/// How a value is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Line,
    Area,
    Count,
    /// Short texts, separated by commas.
    List,
    /// Texts of any length, separated by empty lines.
    Paragraphs,
    /// Names of those who answer, separated by semicolons.
    Names,
    Date,
    /// Parts of a term.
    Since,
    Until,
    TermText,
}

impl Shape {
    /// The text that stands for a value.
    pub fn show(self, value: &Value) -> String {
        let term = || Term::deserialize(value).unwrap_or_default();
        let date = |date: Option<PartialDate>| date.map(date_entry::typed).unwrap_or_default();
        match self {
            Shape::Line | Shape::Area => value.as_str().unwrap_or("").to_owned(),
            Shape::Count => value
                .as_u64()
                .map(|count| count.to_string())
                .unwrap_or_default(),
            Shape::List => Vec::<String>::deserialize(value)
                .unwrap_or_default()
                .join(", "),
            Shape::Paragraphs => Vec::<String>::deserialize(value)
                .unwrap_or_default()
                .join("\n\n"),
            Shape::Names => {
                let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let names = all.iter().filter_map(|it| it.get("text")?.as_str());
                names.collect::<Vec<_>>().join("; ")
            }
            Shape::Date => date(PartialDate::deserialize(value).ok()),
            Shape::Since => date(term().since),
            Shape::Until => date(term().until),
            Shape::TermText => term().text.unwrap_or_default(),
        }
    }

    /// The value a text stands for. The error says what happened and what is kept.
    pub fn read(
        self,
        text: &str,
        current: &Value,
        records: &Records,
        locale: Locale,
    ) -> Result<Value, String> {
        let trimmed = text.trim();
        let date = |earlier: Option<PartialDate>| {
            date_entry::read(trimmed).map_err(|problem| {
                format!(
                    "{} {}",
                    problem.words(locale),
                    date_entry::kept(earlier, locale)
                )
            })
        };
        let mut term = Term::deserialize(current).unwrap_or_default();
        match self {
            Shape::Line | Shape::Area if trimmed.is_empty() => Ok(Value::Null),
            Shape::Line | Shape::Area => Ok(Value::String(trimmed.to_owned())),
            Shape::Count if trimmed.is_empty() => Ok(Value::Null),
            Shape::Count => trimmed.parse::<u64>().map(Value::from).map_err(|_| {
                let kept = match current.as_u64() {
                    Some(count) => w::kept(locale, &count.to_string()),
                    None => w::NOTHING_KEPT.of(locale).to_owned(),
                };
                format!("{} {kept}", w::NOT_A_NUMBER.of(locale))
            }),
            Shape::List => {
                let items: Vec<Value> = trimmed
                    .split([',', ';', '\n'])
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(Value::from)
                    .collect();
                Ok(if items.is_empty() {
                    Value::Null
                } else {
                    Value::Array(items)
                })
            }
            Shape::Paragraphs => Ok(paragraphs(trimmed)),
            Shape::Names if trimmed.is_empty() => Ok(Value::Null),
            Shape::Names => {
                let before = Vec::<Responsible>::deserialize(current).unwrap_or_default();
                let names = Names::of(records.organisations.values());
                let all = names.responsible(trimmed, &before);
                Ok(serde_json::to_value(all).unwrap_or(Value::Null))
            }
            Shape::Date => Ok(match date(PartialDate::deserialize(current).ok())? {
                Some(date) => Value::String(date.to_string()),
                None => Value::Null,
            }),
            Shape::Since => {
                term.since = date(term.since)?;
                Ok(term_value(term))
            }
            Shape::Until => {
                term.until = date(term.until)?;
                Ok(term_value(term))
            }
            Shape::TermText => {
                term.text = (!trimmed.is_empty()).then(|| trimmed.to_owned());
                Ok(term_value(term))
            }
        }
    }
}

/// Items with an empty line between two.
fn paragraphs(text: &str) -> Value {
    let mut items: Vec<String> = vec![String::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), items.last_mut()) {
            (false, Some(item)) if item.is_empty() => item.push_str(line),
            (false, Some(item)) => {
                item.push('\n');
                item.push_str(line);
            }
            (true, Some(item)) if !item.is_empty() => items.push(String::new()),
            _ => {}
        }
    }
    items.retain(|item| !item.is_empty());
    match items.is_empty() {
        true => Value::Null,
        false => Value::from(items),
    }
}

fn term_value(term: Term) -> Value {
    if term == Term::default() {
        return Value::Null;
    }
    serde_json::to_value(term).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_separates_items_and_a_line_break_does_not() {
        let records = Records::default();
        let read = |text: &str| Shape::Paragraphs.read(text, &Value::Null, &records, Locale::Ru);
        let items = Value::from(vec!["первый\nи дальше", "второй"]);
        assert_eq!(read("первый\nи дальше\n\n \nвторой\n"), Ok(items.clone()));
        assert_eq!(read(&Shape::Paragraphs.show(&items)), Ok(items));
        assert_eq!(read(" \n"), Ok(Value::Null));
    }
}
