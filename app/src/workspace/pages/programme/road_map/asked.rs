//! What is asked of a road map: which rows, in which order. Pure; the day is given.

use super::columns::Column;
use crate::workspace::state::order::ordered;
use opora_domain::choice::normal;
use opora_domain::deadline::due::Due;
use opora_domain::{Activity, ActivityStatus, PartialDate, RecordId, Term};

/// One of the chips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    /// One's own organisation answers for it.
    Mine,
    /// The deadline has passed and nobody has said how it ended; of what comes yearly, of one year.
    Passed,
    /// It ends in the quarter of today.
    Quarter,
    WithoutStatus,
    /// The deadline could not be read or contradicts itself.
    Unread,
}

/// A status that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Is(ActivityStatus),
    /// None is said.
    None,
}

/// Everything that is asked at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub only: Only,
    /// Folded by [`normal`]; empty for rows without a section.
    pub section: Option<String>,
    pub status: Option<Wanted>,
    /// A name as it stands in the cell, folded.
    pub responsible: Option<String>,
    pub text: String,
    /// By which column, and whether the other way round; `None` is the document's order.
    pub sort: Option<(Column, bool)>,
}

/// By whom, when, and in which programme it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    pub own: Option<RecordId>,
    pub today: PartialDate,
    pub term: Term,
}

impl Only {
    pub const ALL: [Only; 6] = [
        Only::All,
        Only::Mine,
        Only::Passed,
        Only::Quarter,
        Only::WithoutStatus,
        Only::Unread,
    ];

    /// In addresses and test hooks.
    pub const fn code(self) -> &'static str {
        match self {
            Only::All => "all",
            Only::Mine => "mine",
            Only::Passed => "passed",
            Only::Quarter => "quarter",
            Only::WithoutStatus => "no-status",
            Only::Unread => "unread",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Only::ALL.into_iter().find(|it| it.code() == code)
    }

    pub fn fits(self, activity: &Activity, asking: &Asking) -> bool {
        let (term, today) = (&asking.term, asking.today);
        match self {
            Only::All => true,
            Only::Mine => is_of(activity, asking.own),
            Only::Passed => activity.due(term, today).is_passed(),
            Only::Quarter => activity.ahead(term, today).is_in_quarter_of(today),
            Only::WithoutStatus => {
                let is_marked = activity.years.iter().any(|it| it.status.is_some());
                activity.status.is_none() && !is_marked
            }
            Only::Unread => activity.deadline.due(term, today) == Due::Unread,
        }
    }
}

/// Does this organisation answer for the activity?
pub fn is_of(activity: &Activity, own: Option<RecordId>) -> bool {
    own.is_some() && activity.responsible.iter().any(|it| it.organisation == own)
}

impl Asked {
    /// The identities of the rows that fit, in order.
    pub fn answer<'a>(
        &self,
        rows: impl Iterator<Item = &'a Activity>,
        asking: &Asking,
    ) -> Vec<RecordId> {
        let words = normal(&self.text);
        let fitting = rows.filter(|row| self.fits(row, &words, asking)).collect();
        let sorted = match self.sort {
            None => fitting,
            Some((column, is_reversed)) => sorted(fitting, column, is_reversed, asking),
        };
        sorted.into_iter().map(|row| row.id).collect()
    }

    fn fits(&self, row: &Activity, words: &str, asking: &Asking) -> bool {
        let section = || normal(row.section.as_deref().unwrap_or_default());
        self.only.fits(row, asking)
            && self
                .section
                .as_ref()
                .is_none_or(|wanted| *wanted == section())
            && match self.status {
                None => true,
                Some(Wanted::Is(status)) => row.status == Some(status),
                Some(Wanted::None) => row.status.is_none(),
            }
            && self
                .responsible
                .as_ref()
                .is_none_or(|wanted| row.responsible.iter().any(|it| normal(&it.text) == *wanted))
            && (words.is_empty() || says(row, words))
    }
}

/// The words stand somewhere in the row.
fn says(row: &Activity, words: &str) -> bool {
    let names = row.responsible.iter().map(|it| it.text.as_str());
    let texts = [
        &row.number,
        &row.section,
        &row.title,
        &row.funding_source,
        &row.result,
    ];
    let texts = texts.into_iter().filter_map(|it| it.as_deref());
    let mut all = texts.chain(names).chain([row.deadline.text.as_str()]);
    all.any(|text| normal(text).contains(words))
}

/// Rows without a value stand last, whichever way round.
fn sorted<'a>(
    rows: Vec<&'a Activity>,
    column: Column,
    is_reversed: bool,
    asking: &Asking,
) -> Vec<&'a Activity> {
    let (mut told, silent): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .map(|row| (key(row, column, asking), row))
        .partition(|(key, _)| !key.is_empty());
    // Equal ones stay in the document's order either way.
    if is_reversed {
        told.reverse();
    }
    let mut told = ordered(told, |(key, _)| key.clone());
    if is_reversed {
        told.reverse();
    }
    told.into_iter().chain(silent).map(|(_, row)| row).collect()
}

/// What a row is sorted by; empty when it says nothing.
fn key(row: &Activity, column: Column, asking: &Asking) -> String {
    match column {
        // The first day by which something is asked; a text that names none stands last.
        Column::Deadline => {
            let occasions = row.deadline.occasions(&asking.term);
            let first = occasions.first().map(|it| it.until);
            first
                .map(|(y, m, d)| format!("{y:04}{m:02}{d:02}"))
                .unwrap_or_default()
        }
        Column::Status => {
            let at = |status| ActivityStatus::ALL.iter().position(|it| *it == status);
            row.status
                .and_then(at)
                .map(|at| at.to_string())
                .unwrap_or_default()
        }
        _ => counted(&normal(&column.text(row, opora_domain::Locale::Ru))),
    }
}

/// «2.10» after «2.9»: every number in the text gets as long as any.
fn counted(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>12}"));
            digits.clear();
        }
        if letter != '\0' {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod tests;
