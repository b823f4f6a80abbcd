//! Stores that are wrong on purpose. None has a hook for it: the database itself is told to do
//! something else in the store's own transaction, or the operator forgets something.

/// One fault of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The answers are not part of the commit.
    ReceiptsForgotten,
    /// The sequence is not counted up with the data.
    SequenceStands,
    /// A value that lost is not written into the history.
    LoserForgotten,
    /// The change log leaves out a line now and then.
    LogLineMissing,
    /// A record's fields are written and its versions are not.
    VersionsKept,
    /// A visit does not concern its partnership's new side.
    PartiesKept,
    /// A deleted visit is there all the same.
    DeletionForgotten,
    /// A backup is put back and nobody runs `opora restored`.
    LineageKept,
}

impl Mutant {
    pub const ALL: [Mutant; 8] = [
        Mutant::ReceiptsForgotten,
        Mutant::SequenceStands,
        Mutant::LoserForgotten,
        Mutant::LogLineMissing,
        Mutant::VersionsKept,
        Mutant::PartiesKept,
        Mutant::DeletionForgotten,
        Mutant::LineageKept,
    ];

    /// The first seed that noticed it when this was written: only to be quick.
    pub const fn first_seed(self) -> u64 {
        match self {
            Mutant::ReceiptsForgotten | Mutant::LoserForgotten | Mutant::VersionsKept => 1,
            Mutant::LogLineMissing | Mutant::PartiesKept => 2,
            Mutant::DeletionForgotten => 3,
            Mutant::SequenceStands => 31,
            Mutant::LineageKept => 78,
        }
    }

    /// What the database is told, in its own words.
    pub const fn statement(self) -> Option<&'static str> {
        Some(match self {
            Mutant::ReceiptsForgotten => {
                "DEFINE EVENT forget ON receipt WHEN $event = 'CREATE' THEN (DELETE $after.id)"
            }
            Mutant::SequenceStands => {
                "DEFINE EVENT stand ON head WHEN $after.seq > $before.seq \
                 THEN (UPDATE $after.id SET seq = $before.seq)"
            }
            Mutant::LoserForgotten => {
                "DEFINE EVENT forget ON history WHEN $event = 'CREATE' \
                 AND string::contains($after.entry, '\"event\":\"conflict\"') THEN (DELETE $after.id)"
            }
            Mutant::LogLineMissing => {
                "DEFINE EVENT forget ON change WHEN $event = 'CREATE' AND $after.seq % 7 = 0 \
                 THEN (DELETE $after.id)"
            }
            Mutant::VersionsKept => {
                "DEFINE EVENT keep ON organisation WHEN $event = 'UPDATE' \
                 AND $after.seq > $before.seq \
                 THEN (UPDATE $after.id SET sync = $before.sync)"
            }
            Mutant::PartiesKept => {
                "DEFINE EVENT keep ON interaction WHEN $event = 'UPDATE' \
                 AND $after.seq > $before.seq \
                 THEN (UPDATE $after.id SET parties = $before.parties)"
            }
            Mutant::DeletionForgotten => {
                "DEFINE EVENT keep ON interaction WHEN $after.deleted AND !$before.deleted \
                 THEN (UPDATE $after.id SET deleted = false)"
            }
            Mutant::LineageKept => return None,
        })
    }
}
