//! A definition in sentences, for people who have to agree on it: everything it says, nothing
//! else. How the sentences go is a matter of each language; what they are made of is decided here.

mod english;
mod russian;

use super::{Condition, Definition};
use opora_domain::Locale;

/// All sentences of a definition.
pub fn of(definition: &Definition, locale: Locale) -> String {
    match locale {
        Locale::Ru => russian::sentences(definition),
        Locale::En => english::sentences(definition),
    }
}

/// What differs between the languages where conditions are joined.
struct Speech {
    /// «A и при этом B»
    and: &'static str,
    /// «либо A, либо B»
    either: &'static str,
    or: &'static str,
    /// One condition as a predicate of «которые …», said of the contrary when negated.
    predicate: fn(&Condition, bool) -> String,
}

/// Conditions as they are said: «не» stands at single ones only (De Morgan), and groups within
/// groups of the same kind are one.
enum Said<'a> {
    One(&'a Condition, bool),
    And(Vec<Said<'a>>),
    Or(Vec<Said<'a>>),
}

impl<'a> Said<'a> {
    fn of(condition: &'a Condition, is_negated: bool) -> Self {
        let (parts, is_and) = match condition {
            Condition::Not(part) => return Said::of(part, !is_negated),
            Condition::All(parts) => (parts, !is_negated),
            Condition::Any(parts) => (parts, is_negated),
            one => return Said::One(one, is_negated),
        };
        let mut flat = Vec::new();
        for part in parts {
            match (Said::of(part, is_negated), is_and) {
                (Said::And(inner), true) | (Said::Or(inner), false) => flat.extend(inner),
                (other, _) => flat.push(other),
            }
        }
        match (flat.pop(), is_and) {
            (Some(only), _) if flat.is_empty() => only,
            (Some(last), true) => {
                flat.push(last);
                Said::And(flat)
            }
            (Some(last), false) => {
                flat.push(last);
                Said::Or(flat)
            }
            (None, _) => Said::And(flat),
        }
    }

    fn text(&self, speech: &Speech) -> String {
        match self {
            Said::One(condition, is_negated) => (speech.predicate)(condition, *is_negated),
            Said::Or(parts) => {
                let texts: Vec<String> = parts.iter().map(|part| part.text(speech)).collect();
                format!("{}{}", speech.either, texts.join(speech.or))
            }
            Said::And(parts) => {
                let text = |(index, part): (usize, &Said<'_>)| match part {
                    // What follows would seem to belong to the last of the «либо».
                    Said::Or(_) if index + 1 < parts.len() => format!("({})", part.text(speech)),
                    _ => part.text(speech),
                };
                let texts: Vec<String> = parts.iter().enumerate().map(text).collect();
                texts.join(speech.and)
            }
        }
    }
}

/// The condition as a predicate; `None` when there is none.
fn clause(condition: Option<&Condition>, speech: &Speech) -> Option<String> {
    Some(Said::of(condition?, false).text(speech))
}

/// Words in a row, the last after «или»: «A, B или C».
fn row(words: &[String], or: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}
