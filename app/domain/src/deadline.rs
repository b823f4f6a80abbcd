//! Deadlines as people write them: keeps the author's text, reads what can be read, and says
//! what is wrong with it. Never repairs a text: «2019-2014г.» stays a range whose end lies before
//! its start.

pub mod due;
mod grammar;
mod words;

use crate::period::{PartialDate, Term};
use serde::{Deserialize, Serialize};

/// A deadline: the author's text and what could be read from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// As it stands in the document, line breaks included; only spaces around it are gone.
    pub text: String,
    pub reading: Reading,
    /// What is wrong with it, though it could be read.
    pub flags: Vec<DeadlineFlag>,
}

/// What a text says about time. Ends of a range are included in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Reading {
    Day {
        on: PartialDate,
    },
    Month {
        on: PartialDate,
    },
    Year {
        on: PartialDate,
    },
    /// «март - декабрь 2018 год»
    Range {
        since: PartialDate,
        until: PartialDate,
    },
    /// «с 2019 года»
    From {
        since: PartialDate,
    },
    /// «До 2021 года»: a bound; the text does not say whether 2021 belongs to it.
    Until {
        until: PartialDate,
    },
    /// «сентябрь 2019 год до 2021 года»: a start and a bound.
    FromUntil {
        since: PartialDate,
        until: PartialDate,
    },
    /// Several deadlines in one text.
    Many {
        parts: Vec<Reading>,
    },
    /// Every year, or every year when there is need.
    Yearly {
        when_needed: bool,
    },
    /// The whole period of the programme or road map.
    WholePeriod {
        by_plan: bool,
    },
    /// As a plan kept elsewhere says.
    ByPlan,
    /// All the time.
    Continuous,
    /// There is text, and it could not be read.
    Unreadable,
    /// There is no text.
    Empty,
}

crate::choice! {
    /// What is wrong with a deadline that could be read.
    DeadlineFlag {
        EndBeforeStart = "end-before-start", "окончание раньше начала", "the end is before the start";
    }
}

impl Deadline {
    /// Reads a text. Total: whatever cannot be read is [`Reading::Unreadable`].
    pub fn read(text: &str) -> Self {
        let text = text.trim().to_owned();
        let reading = grammar::read(&text);
        let mut flags = Vec::new();
        if !is_ordered(&reading) {
            flags.push(DeadlineFlag::EndBeforeStart);
        }
        Deadline {
            text,
            reading,
            flags,
        }
    }
}

/// Reads one date known to a year, a month or a day: `2019`, `2019 год`, `март 2018`,
/// `30.06.2020`, `30 июня 2020 г.`, `2020-06-30`. `None` for a bound, a range or anything else.
pub fn read_date(text: &str) -> Option<PartialDate> {
    match grammar::read(text.trim()) {
        Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => Some(on),
        _ => None,
    }
}

fn is_ordered(reading: &Reading) -> bool {
    match reading {
        Reading::Range { since, until } | Reading::FromUntil { since, until } => Term {
            since: Some(*since),
            until: Some(*until),
            text: None,
        }
        .is_ordered(),
        Reading::Many { parts } => parts.iter().all(is_ordered),
        _ => true,
    }
}
