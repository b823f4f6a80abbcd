//! Which orders of words are deadlines. Reads only what it fully understands: one word too many
//! and the text is unreadable, because half a deadline is a wrong one.

use super::Reading;
use super::words::{Word, folded, words};
use crate::period::PartialDate;

/// Reads a trimmed text.
pub(super) fn read(text: &str) -> Reading {
    let text = folded(text);
    if text.trim().is_empty() {
        return Reading::Empty;
    }
    // A line break may fall inside a phrase, so the whole text is tried first.
    let whole = text.replace('\n', " ");
    if let Some(reading) =
        phrase(&whole).or_else(|| dates(&whole, None).map(|(reading, _)| reading))
    {
        return reading;
    }
    let parts: Vec<&str> = text
        .split(['\n', ';', ','])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return Reading::Unreadable;
    }
    // «март, май 2018»: the year stands once, at the end.
    let mut year = None;
    let mut readings = Vec::with_capacity(parts.len());
    for part in parts.iter().rev() {
        if let Some(reading) = phrase(part) {
            readings.push(reading);
        } else if let Some((reading, first_year)) = dates(part, year) {
            year = Some(first_year);
            readings.push(reading);
        } else {
            return Reading::Unreadable;
        }
    }
    readings.reverse();
    Reading::Many { parts: readings }
}

/// The fixed phrases, with or without brackets and commas.
fn phrase(text: &str) -> Option<Reading> {
    let plain: String = text
        .chars()
        .map(|c| {
            if matches!(c, '(' | ')' | ',' | '.') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(match plain.as_str() {
        "ежегодно" | "каждый год" => Reading::Yearly { when_needed: false },
        "ежегодно по мере необходимости" => {
            Reading::Yearly { when_needed: true }
        }
        "весь период" | "в течение всего периода" => {
            Reading::WholePeriod { by_plan: false }
        }
        "весь период по плану" => Reading::WholePeriod { by_plan: true },
        "по плану" | "согласно плану" => Reading::ByPlan,
        "постоянно" | "на постоянной основе" => Reading::Continuous,
        _ => return None,
    })
}

/// Dates, ranges and bounds, and the year of the first of them. `year` is the one a month
/// without its own year takes.
fn dates(text: &str, year: Option<u16>) -> Option<(Reading, u16)> {
    let words = words(text)?;
    let mut rest = words.as_slice();
    let opening = match rest.first()? {
        word @ (Word::Since | Word::Before | Word::Through) => {
            rest = &rest[1..];
            Some(*word)
        }
        _ => None,
    };
    let (first, rest) = point(rest)?;
    let Some((joint, rest)) = rest.split_first() else {
        let on = first.date(year)?;
        let reading = match opening {
            None => at(on),
            Some(Word::Since) => Reading::From { since: on },
            Some(_) => Reading::Until { until: on },
        };
        return Some((reading, on.year()));
    };
    if !matches!(joint, Word::Dash | Word::Through | Word::Before)
        || !matches!(opening, None | Some(Word::Since))
    {
        return None;
    }
    let (second, rest) = point(rest)?;
    if !rest.is_empty() {
        return None;
    }
    let until = second.date(year)?;
    let since = first.date(Some(until.year()))?;
    let reading = if *joint == Word::Before {
        Reading::FromUntil { since, until }
    } else {
        Reading::Range { since, until }
    };
    Some((reading, since.year()))
}

/// A date whose year may stand elsewhere.
struct Point {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<u16>,
}

impl Point {
    fn date(&self, other_year: Option<u16>) -> Option<PartialDate> {
        PartialDate::new(self.year.or(other_year)?, self.month, self.day).ok()
    }
}

/// One date at the start of `words`, and what follows it.
fn point(words: &[Word]) -> Option<(Point, &[Word])> {
    let (point, rest) = match words {
        [Word::Date(day, month, year), rest @ ..] => (
            Point {
                day: *day,
                month: Some(*month),
                year: Some(*year),
            },
            rest,
        ),
        [
            Word::Day(day),
            Word::Month(month),
            Word::Year(year),
            rest @ ..,
        ] => (
            Point {
                day: Some(*day),
                month: Some(*month),
                year: Some(*year),
            },
            rest,
        ),
        [Word::Day(day), Word::Month(month), rest @ ..] => (
            Point {
                day: Some(*day),
                month: Some(*month),
                year: None,
            },
            rest,
        ),
        [Word::Month(month), Word::Year(year), rest @ ..] => (
            Point {
                day: None,
                month: Some(*month),
                year: Some(*year),
            },
            rest,
        ),
        [Word::Month(month), rest @ ..] => (
            Point {
                day: None,
                month: Some(*month),
                year: None,
            },
            rest,
        ),
        [Word::Year(year), rest @ ..] => (
            Point {
                day: None,
                month: None,
                year: Some(*year),
            },
            rest,
        ),
        _ => return None,
    };
    // «год» belongs to a year that has just been named, and to nothing else.
    match rest {
        [Word::OfYear, rest @ ..] if point.year.is_some() => Some((point, rest)),
        rest => Some((point, rest)),
    }
}

fn at(on: PartialDate) -> Reading {
    match (on.month(), on.day()) {
        (_, Some(_)) => Reading::Day { on },
        (Some(_), None) => Reading::Month { on },
        (None, None) => Reading::Year { on },
    }
}
