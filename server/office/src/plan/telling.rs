//! Tells what a required closed list had instead of one of its words.

use super::FilePlan;
use crate::draft::{Draft, Place, UnreadChoice};
use crate::nearest::nearest;
use crate::problem::{Severity, What};
use opora_domain::Locale;

/// `instead` is the code stored for a new record; without it nothing is stored.
pub(super) fn tell_choice(
    draft: &mut Draft,
    unread: UnreadChoice,
    severity: Severity,
    instead: Option<&str>,
    file: &mut FilePlan,
) {
    let UnreadChoice {
        choice, word, cell, ..
    } = unread;
    let instead = instead
        .and_then(|code| choice.label(code, Locale::Ru))
        .map(str::to_owned);
    let what = match &word {
        None => What::Missing { instead },
        Some(word) => What::NotInList {
            instead,
            proposal: nearest(word, choice.words()),
            words: choice.words(),
        },
    };
    let place = Place {
        cell,
        read: word.unwrap_or_default(),
    };
    draft.tell(&mut file.findings, place, severity, what);
}
