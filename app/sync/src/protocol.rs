//! The messages between device and server. Their golden copies are kept for ever in
//! `tests/golden`.

use crate::operation::{OpNumber, Operation, Outcome};
use crate::state::{RecordView, Seq};
use opora_domain::{DeviceId, NetworkId, RecordId, UserId, Viewer};
use serde::{Deserialize, Serialize};

/// Version of the messages below.
pub const PROTOCOL_VERSION: u32 = 1;
/// Most operations in one push.
pub const PUSH_OPERATIONS_MAX: usize = 500;
/// Most records in one page of a pull.
pub const PULL_RECORDS_MAX: usize = 500;

/// Operations of one device, in the order of their numbers, without gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushRequest {
    pub protocol: u32,
    pub schema: u32,
    pub network: NetworkId,
    pub device: DeviceId,
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
