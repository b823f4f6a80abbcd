//! What must hold in every schedule. Where each is checked is said beside it.

use std::fmt;

/// One promise of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariant {
    /// Every operation that was durably saved is waiting on the disk of its device, received by
    /// the district, or refused on the disk of its device; or gone by the person's will. Never
    /// nowhere, never waiting and refused at once. (`ledger`)
    FourPlaces,
    /// An operation is applied once, however often and wherever it arrives. (`oracle`)
    Once,
    /// A value, a candidate, an item of a list or a record is replaced, decided, taken out or
    /// deleted only by somebody who had it on the screen. (`oracle::knowledge`)
    NoSilentOverwrite,
    /// History and records say the same: every applied or candidate value is in the history, with
    /// its author, and a candidate stays with its record until it is decided, or replaced or
    /// withdrawn by its own device. (`oracle`)
    History,
    /// The sequence has no gap, a record's number is its last change, the change log says so too.
    /// (`oracle`)
    Sequence,
    /// What a device has only gets newer, unless its view or the database's life has changed; and
    /// it has everything up to its cursor. (`device::reading`)
    MonotonicReads,
    /// When the line is perfect and every program is up to date, nothing waits any more, and every
    /// device has just what its viewer may have: fields, versions, conflicts. (`heal`)
    Heal,
    /// Nothing the viewer may not see lies on a device's disk, also not in dead copies; nothing at
    /// all after revocation. Whom a record concerns is right. (`heal`, `oracle`)
    Privacy,
    /// A person is asked to decide, or to decide or delete once more, only when somebody else really
    /// was there first.
    /// (`oracle::knowledge`)
    NoNeedlessConflict,
    /// What a device would wake up with is what it had in memory. (`device`)
    DiskIsMemory,
}

impl Invariant {
    const fn number_and_words(self) -> (u8, &'static str) {
        match self {
            Invariant::FourPlaces => (1, "four places"),
            Invariant::Once => (2, "once"),
            Invariant::NoSilentOverwrite => (3, "no silent overwrite"),
            Invariant::History => (4, "history"),
            Invariant::Sequence => (5, "sequence"),
            Invariant::MonotonicReads => (6, "monotonic reads"),
            Invariant::Heal => (7, "heal"),
            Invariant::Privacy => (8, "privacy"),
            Invariant::NoNeedlessConflict => (9, "no needless conflict"),
            Invariant::DiskIsMemory => (10, "disk is memory"),
        }
    }
}

impl fmt::Display for Invariant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, words) = self.number_and_words();
        write!(out, "{number} {words}")
    }
}

/// An invariant does not hold.
#[derive(Clone, Debug)]
pub struct Violation {
    pub invariant: Invariant,
    pub what: String,
}

/// An invariant does not hold, with what was found.
pub fn broken<T>(invariant: Invariant, what: impl Into<String>) -> Result<T, Violation> {
    Err(Violation {
        invariant,
        what: what.into(),
    })
}
