//! The messages between device and server. Their golden copies are kept for ever in
//! `tests/golden`.

use crate::operation::{OpNumber, Operation, Outcome};
use crate::state::{HistoryEvent, RecordView, Seq, Timestamp};
use opora_domain::{DeviceId, FieldName, NetworkId, RecordId, UserId, Value, Viewer};
use serde::{Deserialize, Serialize};

/// Version of the messages below. Version 1 was JSON and is still answered; version 2 is the
/// compact form of [`crate::wire`].
pub const PROTOCOL_VERSION: u32 = 2;
/// Most operations in one push.
pub const PUSH_OPERATIONS_MAX: usize = 500;
/// Most records in one page of a pull, where the device does not say.
pub const PULL_RECORDS: usize = 500;
/// Most records in one page of a pull that a device may ask for.
pub const PULL_RECORDS_MAX: usize = 2_000;

/// Operations of one device, in the order of their numbers, without gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushRequest {
    pub protocol: u32,
    pub schema: u32,
    pub network: NetworkId,
    pub device: DeviceId,
    /// Which life of the database the device has talked to; 0 when it does not know.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lineage: u32,
    pub operations: Vec<Operation>,
}

/// What became of one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpResult {
    pub n: OpNumber,
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// The answer to every operation pushed, durable before it is sent, and the records they touched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushResponse {
    pub results: Vec<OpResult>,
    pub records: Vec<RecordView>,
    /// The network's sequence after the push.
    pub head: Seq,
}

/// Asks for everything that changed after `cursor`; `Seq(0)` asks for everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullRequest {
    pub protocol: u32,
    pub schema: u32,
    pub network: NetworkId,
    pub cursor: Seq,
    /// What the device has was made for this view; 0 before the first answer.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub view: u32,
    /// Which life of the database the device has talked to; 0 when it does not know.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lineage: u32,
}

/// The present state of what changed, one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullResponse {
    pub records: Vec<RecordView>,
    /// Records that left the viewer's view; to be forgotten on the device.
    pub leave: Vec<RecordId>,
    /// Where to go on from.
    pub cursor: Seq,
    pub has_more: bool,
    /// The device has to forget its records before it takes these: its view has changed, or the
    /// database is not the one its cursor belongs to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_reset: bool,
    /// [`crate::view_token`] of the viewer.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub view: u32,
    /// This life of the database. A restored backup starts a new one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lineage: u32,
}

/// What came of entries carried by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryDone {
    /// Whose entries: a role or an organisation.
    pub label: String,
    pub received: usize,
    /// Received, and waiting for a decision.
    pub conflicted: usize,
    /// Refused; the device of the maker is told the reasons when it has a line.
    pub refused: usize,
}

impl CarryDone {
    pub fn of(label: &str, results: &[OpResult]) -> Self {
        let count = |is: fn(&Outcome) -> bool| results.iter().filter(|r| is(&r.outcome)).count();
        let refused = count(|outcome| matches!(outcome, Outcome::Refused { .. }));
        CarryDone {
            label: label.to_owned(),
            received: results.len() - refused,
            conflicted: count(|outcome| matches!(outcome, Outcome::Conflicted { .. })),
            refused,
        }
    }
}

/// One line of a record's history, as a viewer may have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryLine {
    pub seq: Seq,
    pub event: HistoryEvent,
    /// `None` when the line is about the whole record.
    pub field: Option<FieldName>,
    pub from: Value,
    pub to: Value,
    /// A role or an organisation; never a person's name.
    pub label: String,
    /// By the clock of the device that changed it.
    pub at_device: Timestamp,
    /// By the server's clock.
    pub at_server: Timestamp,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Name and password.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignIn {
    pub login: String,
    pub password: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionInfo {
    pub user: UserId,
    pub login: String,
    /// The role or organisation, as others see it.
    pub label: String,
    pub viewer: Viewer,
    pub network: NetworkId,
    /// The name of the network's municipality.
    pub network_title: String,
}

/// An error the server answers with; `code` is stable, `message` is for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    pub code: String,
    pub message: String,
}
