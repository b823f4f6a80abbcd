//! Faults put into the protocol on purpose. Each has to be noticed by an invariant, otherwise the
//! simulator proves nothing. The engine has no hooks for them: a mutant sits at a seam, where
//! operations, batches, answers, effects or rows pass from one part to the next.

macro_rules! mutants {
    ($($variant:ident = $name:literal, $about:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Mutant { $(#[doc = $about] $variant,)* }

        impl Mutant {
            pub const ALL: &[Mutant] = &[$(Mutant::$variant,)*];

            pub const fn name(self) -> &'static str {
                match self { $(Mutant::$variant => $name,)* }
            }

            pub const fn about(self) -> &'static str {
                match self { $(Mutant::$variant => $about,)* }
            }
        }
    };
}

mutants! {
    // What the batch is given.
    BaseUnchecked = "base-unchecked", "a set is based on whatever stands there now";
    NewestClockWins = "newest-clock-wins", "the value with the later device clock replaces the other";
    OwnBaseUnchecked = "own-base-unchecked", "an own earlier operation as base counts as the present version";
    BaseForgotten = "base-forgotten", "nobody can say any more what a value was based on";
    DeleteUnchecked = "delete-unchecked", "a deletion has seen everything";
    EditRevives = "edit-revives", "an edit of a deleted record is accepted";
    DecisionUnchecked = "decision-unchecked", "a decision is about whatever stands there now";
    OwnForgotten = "own-forgotten", "what the device has changed itself counts as somebody else's";
    MixedTrusted = "mixed-trusted", "a list with items of others counts as its device's own";
    SecondCandidate = "second-candidate", "a further edit opens a second conflict beside its own";
    CandidateOfOthers = "candidate-of-others", "a candidate replaces the one of another device";
    ListsOverwrite = "lists-overwrite", "a list replaces the items others added";
    InteractionsNotLoaded = "interactions-not-loaded", "a partnership's new side is not handed on";
    ReceiptsForgotten = "receipts-forgotten", "what was received before is applied again";
    WrongAuthor = "wrong-author", "entries carried by hand count as the carrier's";
    // The commit.
    StaleCommit = "stale-commit", "a node commits though another was faster";
    HistoryLineMissing = "history-line-missing", "a value that lost is not written into the history";
    AnsweredBeforeCommit = "answered-before-commit", "the answer leaves before the commit";
    ReceiptsNotStored = "receipts-not-stored", "the answers are not part of the commit";
    LogLineMissing = "log-line-missing", "the change log leaves out deletions";
    // What the node answers.
    ConflictHidden = "conflict-hidden", "answers leave conflicts out";
    CursorTooFar = "cursor-too-far", "a page's cursor is one further than its records";
    HeadAsCursor = "head-as-cursor", "a full page's cursor is the head";
    NotProjected = "not-projected", "everybody gets what the coordinator sees";
    ResetNeedsCursor = "reset-needs-cursor", "a device between its first page and its second is never started anew";
    LeaveNeedsCursor = "leave-needs-cursor", "deletions are not announced to a device whose cursor is still 0";
    NoLifeTrusted = "no-life-trusted", "a device that names no life of the database is taken to know this one";
    LeaveMissing = "leave-missing", "a deleted record is not announced";
    ViewUnchecked = "view-unchecked", "another role does not start a device anew";
    LineageUnchecked = "lineage-unchecked", "a restored database is taken for the one before";
    StalePicture = "stale-picture", "a node does not ask how far the database is";
    ShortLogTrusted = "short-log-trusted", "a node catches up from a log that was cut";
    RevocationSilent = "revocation-silent", "a revoked account gets empty answers";
    // What the device's shell does.
    RefusalDropped = "refusal-dropped", "a refused operation leaves the outbox and is not kept";
    TornTransaction = "torn-transaction", "the effects of one step are stored in two transactions";
    NumbersNotStored = "numbers-not-stored", "an edit is stored without the next number";
    SentMarkNotStored = "sent-mark-not-stored", "a push leaves before it is marked as sent";
    LeaveIgnored = "leave-ignored", "the shell does not pass on what left the view";
    ResetIgnored = "reset-ignored", "the shell takes a reset for an ordinary page";
    BasesKept = "bases-kept", "after a restored backup what waits keeps its versions";
    NumbersKept = "numbers-kept", "a new device identity goes on with the old numbers";
    LateAnswers = "late-answers", "an answer nobody waits for any more is taken";
    OlderOverwrites = "older-overwrites", "an older copy of a record replaces a newer one";
    SentWithdrawn = "sent-withdrawn", "an operation that may have left is withdrawn";
    SignOutDiscards = "sign-out-discards", "signing out clears what waits";
    PurgeFirst = "purge-first", "on revocation what waits is cleared before it is set aside";
    RevocationIgnored = "revocation-ignored", "the shell takes a revocation for a lost line";
    TrayReplaced = "tray-replaced", "a new refusal is stored over the last one";
}
