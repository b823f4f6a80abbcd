//! What the workspace asks of the device it runs on, and what it is told.
//!
//! Nothing here stores or sends anything: the browser crate does, behind [`Device`]. The views
//! know neither IndexedDB nor fetch.

use opora_domain::{Locale, RecordId, Value};
use opora_sync::{
    CarryDone, Draft, HistoryLine, OpNumber, RejectNumber, Replica, SignIn, Timestamp,
};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// An answer that comes later.
pub type Answer<T> = Pin<Box<dyn Future<Output = T>>>;

/// What a person did, as drafts made at its turn: from the records as every earlier step has left
/// them. A value that is made from the one before (a list with one item changed) would otherwise
/// undo what is still on its way to the disk. Asked again when another tab was quicker.
pub type Drafting = Box<dyn Fn(&Replica) -> Vec<Draft>>;

/// The device: storage, line, clock.
pub trait Device {
    /// Stores what a person did, all of it or nothing, in the order of the calls. `Ok` only when
    /// it is durable, or when [`Unkept`] has been told; the time is the device's clock.
    fn edit(&self, drafting: Drafting) -> Answer<Result<Timestamp, SaveFailure>>;
    /// Forgets a refusal the person has dealt with.
    fn discard_reject(&self, number: RejectNumber) -> Answer<Result<(), SaveFailure>>;
    /// Sends a refused operation once more, as it would be made now.
    fn resend(&self, number: RejectNumber) -> Answer<Result<(), SaveFailure>>;
    /// Takes back what has not been sent; `false` when it may have left the device.
    fn withdraw(&self, n: OpNumber) -> Answer<Result<bool, SaveFailure>>;
    /// Offers everything that waits as a file of this name, to be carried to the district.
    fn carry_out(&self, name: &str) -> Answer<Result<(), SaveFailure>>;
    /// Brings a file of another device's waiting entries to the district.
    fn carry_in(&self, file: web_sys::File) -> Answer<Result<CarryDone, CarryFailure>>;
    /// A record's history, oldest change first. The device does not keep it.
    fn history(&self, record: RecordId) -> Answer<Result<Vec<HistoryLine>, HistoryFailure>>;
    /// A JSON file of the network that those who are signed in may have: what stands after
    /// `/api/network/SLUG/` in its address. The device does not keep it.
    fn member_file(&self, path: String) -> Answer<Result<Value, FileFailure>>;
    /// Asks for an exchange with the district now.
    fn sync_now(&self);
    fn sign_in(&self, sign_in: SignIn) -> Answer<Result<(), SignInFailure>>;
    /// Ends the session. What waits stays sealed on the device for this user.
    fn sign_out(&self) -> Answer<()>;
    /// Sends a workbook; `on_step` hears of the progress. Nothing of it is kept on the device.
    fn import(
        &self,
        file: web_sys::File,
        mode: ImportMode,
        locale: Locale,
        on_step: Rc<dyn Fn(ImportStep)>,
    ) -> Answer<Result<ImportReport, ImportFailure>>;
    /// Offers a text as a file to save.
    fn save_file(&self, name: &str, media_type: &str, text: &str);

    /// Visits begun and not yet recorded, of this user, newest first.
    fn visit_drafts(&self) -> Vec<VisitDraft>;
    /// Keeps a begun visit; returns when the device has it.
    fn keep_visit_draft(&self, draft: &VisitDraft) -> Result<Timestamp, SaveFailure>;
    fn drop_visit_draft(&self, record: RecordId);

    fn keep_locale(&self, locale: Locale);
    fn keep_theme(&self, theme: Theme);
    /// The person knows how much the browser lost.
    fn forget_loss(&self);
    /// Starts the new version: the service worker takes over and the page is loaded again.
    fn activate_update(&self);

    fn new_record_id(&self) -> RecordId;
    fn now(&self) -> Timestamp;
    /// A moment in the time zone of the device.
    fn moment(&self, at: Timestamp) -> Moment;
}

/// A point of time on the wall clock of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    /// Monday is 0.
    pub weekday: u8,
}

impl Moment {
    pub fn is_same_day(self, other: Moment) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }
}

/// Why the device could not keep something. The text stays in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveFailure {
    #[error("the device has no room left")]
    Full,
    #[error("the browser does not let the page store anything")]
    Forbidden,
    #[error("the record is not on the device any more")]
    Gone,
    #[error("nobody is signed in")]
    SignedOut,
    #[error("storage failed")]
    Broken,
}

/// Why a file of entries was not taken. The entries are safe on the device that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CarryFailure {
    #[error("no line")]
    Offline,
    #[error("nobody is signed in")]
    SignedOut,
    #[error("not a file of entries")]
    Unreadable,
    #[error("the entries are by a name without access")]
    UnknownMaker,
    #[error("made by a newer program")]
    TooNew,
    #[error("earlier entries of the device are missing")]
    Gap,
    #[error("made before the district went back to a backup")]
    OtherLife,
    #[error("the server failed")]
    Server,
}

/// Why there is no history to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryFailure {
    #[error("no line")]
    Offline,
    #[error("nobody is signed in")]
    SignedOut,
    #[error("the server failed")]
    Server,
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFailure {
    #[error("no line")]
    Offline,
    #[error("nobody is signed in")]
    SignedOut,
    #[error("the district has no such file")]
    Missing,
    #[error("the server failed")]
    Server,
}

/// Why signing in did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInFailure {
    #[error("unknown login or wrong password")]
    Wrong,
    #[error("too many attempts")]
    TooMany,
    #[error("no line")]
    Offline,
    #[error("the server failed")]
    Server,
}

/// The line to the district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Nothing has been tried yet.
    Unknown,
    Online,
    Offline {
        since: Timestamp,
    },
    /// Operations on their way.
    Sending {
        done: usize,
        total: usize,
    },
    /// The district wants a sign-in; work goes on.
    SignedOut,
    /// The district answers, but with an error; it is asked again by itself.
    ServerTrouble {
        since: Timestamp,
    },
    /// The district has taken the access away; what waited is among the refused.
    Revoked,
    /// This version of the app is too old or too new for the district.
    VersionTrouble,
}

/// How far the workspace has come in opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The device's store is being read.
    Loading,
    Ready,
    SignedOut,
    /// Nobody was ever signed in here, and there is no line to do it.
    SignedOutOffline,
}

/// Something about the device's storage the person has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageTrouble {
    /// The browser has emptied the store while operations waited in it.
    Evicted { pending: usize },
    /// The last attempt to store failed.
    NotSaved(SaveFailure),
}

/// The browser keeps nothing for us: the records live as long as the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unkept {
    /// How many entries wait in the store that does not open, as far as the device knows.
    pub pending: usize,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// A visit being written down: kept from the first keystroke, until it becomes an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitDraft {
    /// The identity the interaction will have, so that recording twice makes one record.
    pub record: RecordId,
    pub partnership: RecordId,
    /// Code of an interaction kind.
    pub kind: String,
    /// As typed.
    pub date: String,
    pub participants: String,
    pub topic: String,
    pub discussion: String,
    pub private_note: String,
    /// By this device's clock.
    pub at: Timestamp,
}

/// Look only, or write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    Preview,
    Confirm,
}

/// Progress of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportStep {
    pub stage: String,
    pub done: u64,
    pub total: u64,
}

/// What an import did, or would do: the server's report, in the language asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportReport {
    pub file: String,
    pub sheets: Vec<ImportSheet>,
    pub problems: Vec<ImportProblem>,
    /// The first of the changes.
    pub changes: Vec<ImportChange>,
    /// How many more there are.
    pub changes_left_out: usize,
}

/// The rows of one sheet, each counted once: a stored row with a remark counts as flagged only.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportSheet {
    pub sheet: String,
    pub rows: u64,
    pub created: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub flagged: u64,
    pub refused: u64,
    pub unread: u64,
}

/// A problem of one cell, or of a whole sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportProblem {
    pub sheet: String,
    pub cell: String,
    pub code: String,
    /// What stands in the cell.
    pub read: String,
    pub message: String,
}

/// One value that is or would be written, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportChange {
    pub sheet: String,
    pub cell: String,
    /// The record is a new one: `field` is empty.
    pub is_new: bool,
    /// What the record is called.
    pub title: String,
    pub field: String,
    pub from: String,
    pub to: String,
}

/// Why an import did not happen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportFailure {
    #[error("no line")]
    Offline,
    #[error("sign-in needed")]
    SignedOut,
    #[error("{code}: {message}")]
    Refused { code: String, message: String },
    #[error("the answer broke off")]
    BrokenOff,
}
