//! Operations, versions, merge, and the device's replica: the same code on both ends of the line.
//!
//! Pure: no clock, no randomness, no input or output; time and identities are arguments. The
//! promise kept here: what a person saved is, at every moment, in exactly one of four places
//! they can see: waiting on the device ([`Replica::outbox`]), received by the district, waiting
//! for a decision ([`Conflict`]), or refused with the reason ([`Reject`]).

pub mod batch;
pub mod merge;
pub mod operation;
pub mod past;
pub mod picture;
pub mod protocol;
pub mod replica;
pub mod state;
pub mod wire;

pub use batch::{Batch, Needs, Prepared};
pub use operation::{Action, Base, OpNumber, Operation, Outcome};
pub use picture::Picture;
pub use protocol::{
    ApiError, CarryDone, HistoryLine, OpResult, PROTOCOL_VERSION, PullRequest, PullResponse,
    PushRequest, PushResponse, SessionInfo, SignIn,
};
pub use replica::{
    Draft, Effect, Meta, News, NotPossible, Page, PageNumber, Reject, RejectNumber, Replica,
};
pub use state::{
    Conflict, ConflictId, Held, HistoryEntry, HistoryEvent, RecordState, RecordView, Seq, Stamp,
    Timestamp, view, view_history, view_token, view_token_of,
};
pub use wire::Wire;
