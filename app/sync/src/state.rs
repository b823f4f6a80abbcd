//! A record as the server keeps it for sync, and as a viewer may have it.

use crate::operation::OpNumber;
use crate::protocol::HistoryLine;
use opora_domain::schema::{SCHEMA_VERSION, fields_of, links_in};
use opora_domain::{
    DeviceId, FieldName, Projected, Record, RecordId, RecordKind, UserId, Value, Viewer,
    can_see_field, project,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A position in a network's one sequence. Given in the transaction that writes the change, so
/// that its order is the order of commits. `Seq(0)` is before everything.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

/// Milliseconds since 1970-01-01 UTC, of whichever clock is named where it is used.
pub type Timestamp = i64;

/// Who last set a field, and when in the sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub seq: Seq,
    pub device: DeviceId,
    pub n: OpNumber,
    /// Two changes of a list were both taken: what stands there is not what the device has sent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_mixed: bool,
}

impl Stamp {
    /// Does an operation that `device` makes next know what stands there? Its own earlier operations
    /// it does, because each of them knew what it replaced.
    pub fn is_own(&self, device: DeviceId) -> bool {
        self.device == device && !self.is_mixed
    }
}

fn is_false(is: &bool) -> bool {
    !is
}

/// The sequence number at which a conflict's candidate came: unique in its network. A candidate
/// that replaces another has another name, so that nobody decides about one they never saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConflictId(pub Seq);

/// A value with who gave it and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub value: Value,
    pub user: UserId,
    /// A role or an organisation; never a person's name.
    pub label: String,
    /// By the device's clock.
    pub at: Timestamp,
}

/// Two people changed one field while apart. The canonical value stays in the record until a
/// person decides; this keeps the other one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    pub id: ConflictId,
    pub field: FieldName,
    /// What both started from, as the later device saw it.
    pub base: Value,
    /// The value the district has.
    pub theirs: Held,
    /// The value that came later.
    pub mine: Held,
    /// Where `mine` came from: a further edit there replaces the candidate.
    pub device: DeviceId,
    pub n: OpNumber,
}

/// A record with all that sync needs to know of it. Stays on the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordState {
    pub record: Record,
    /// The last change of anything about the record.
    pub seq: Seq,
    pub versions: BTreeMap<FieldName, Stamp>,
    /// Who gave the present value of a field: what a conflict shows as «theirs».
    pub authors: BTreeMap<FieldName, Held>,
    pub conflicts: Vec<Conflict>,
    /// Per field: what the last import wrote, and the version it wrote it at.
    pub imported: BTreeMap<FieldName, (Value, Seq)>,
}

impl RecordState {
    /// The version of a field; `Seq(0)` when it was never set.
    pub fn version(&self, field: &str) -> Seq {
        self.versions.get(field).map_or(Seq(0), |stamp| stamp.seq)
    }

    /// The records it points at.
    pub fn links(&self) -> impl Iterator<Item = RecordId> {
        let record = &self.record;
        fields_of(record.kind)
            .iter()
            .filter_map(|spec| Some((spec.kind, record.fields.get(spec.name)?)))
            .flat_map(|(kind, value)| links_in(kind, value))
            .map(|(_, id)| id)
    }
}

/// A record as one viewer has it on the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordView {
    #[serde(flatten)]
    pub projected: Projected,
    pub seq: Seq,
    pub versions: BTreeMap<FieldName, Seq>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

impl RecordView {
    pub fn id(&self) -> RecordId {
        self.projected.id
    }

    pub fn kind(&self) -> RecordKind {
        self.projected.kind
    }
}

/// What `viewer` may have of a record, through [`project`]; `None` when it has left the view.
/// Versions and conflicts of fields the viewer may not see stay behind, and conflicts are shown
/// only to those whom the record concerns.
pub fn view(state: &RecordState, viewer: &Viewer) -> Option<RecordView> {
    let projected = project(&state.record, viewer)?;
    let visible = |field: &str| can_see_field(&state.record, viewer, field);
    let versions = state
        .versions
        .iter()
        .filter(|(field, _)| visible(field))
        .map(|(field, stamp)| (field.clone(), stamp.seq))
        .collect();
    let is_concerned = is_concerned(&state.record, viewer);
    let conflicts = state
        .conflicts
        .iter()
        .filter(|conflict| is_concerned && visible(&conflict.field))
        .cloned()
        .collect();
    Some(RecordView {
        projected,
        seq: state.seq,
        versions,
        conflicts,
    })
}

/// Values that lost and values that stood before are for those whom the record concerns: its
/// parties, and who steers or watches the network.
fn is_concerned(record: &Record, viewer: &Viewer) -> bool {
    viewer.network() == Some(&record.network)
        && match viewer {
            Viewer::Public => false,
            Viewer::Coordinator { .. } | Viewer::Observer { .. } => true,
            Viewer::School { organisation, .. } => record.parties.contains(organisation),
        }
}

/// What `viewer` may have of a record's history: nothing of a record that does not concern it, and
/// of lines about the whole record only the fields in its view.
pub fn view_history(
    state: &RecordState,
    viewer: &Viewer,
    entries: Vec<HistoryEntry>,
) -> Vec<HistoryLine> {
    // A deleted record's history is seen by those who saw the record.
    let mut present = state.record.clone();
    present.deleted = false;
    if project(&present, viewer).is_none() || !is_concerned(&present, viewer) {
        return vec![];
    }
    let visible = |field: &str| can_see_field(&present, viewer, field);
    let part = |value: Value, field: &Option<FieldName>| match (field, value) {
        (None, Value::Object(mut fields)) => {
            fields.retain(|field, _| visible(field));
            Value::Object(fields)
        }
        (_, value) => value,
    };
    let mut lines = vec![];
    for entry in entries {
        if entry.field.as_ref().is_some_and(|field| !visible(field)) {
            continue;
        }
        lines.push(HistoryLine {
            seq: entry.seq,
            event: entry.event,
            from: part(entry.from, &entry.field),
            to: part(entry.to, &entry.field),
            field: entry.field,
            label: entry.label,
            at_device: entry.at_device,
            at_server: entry.at_server,
        });
    }
    lines
}

/// Names the view a viewer has. When it changes, because the account got another role or because
/// the table of who sees what has changed, devices fetch everything anew. Never 0.
pub fn view_token(viewer: &Viewer) -> u32 {
    view_token_of(viewer, SCHEMA_VERSION)
}

/// The view a program of this schema has, which is not sent the kinds that came after it: once it
/// knows them, it fetches everything anew.
pub fn view_token_of(viewer: &Viewer, schema: u32) -> u32 {
    let (role, network, organisation) = match viewer {
        Viewer::Public => (0, None, None),
        Viewer::School {
            network,
            organisation,
        } => (1, Some(network), Some(organisation)),
        Viewer::Coordinator { network } => (2, Some(network), None),
        Viewer::Observer { network } => (3, Some(network), None),
    };
    let bytes = schema
        .to_le_bytes()
        .into_iter()
        .chain([role])
        .chain(
            network
                .into_iter()
                .flat_map(|network| network.as_str().bytes()),
        )
        .chain(organisation.into_iter().flat_map(|id| *id.0.as_bytes()));
    // FNV-1a: the same on every machine and in every build.
    let hash = bytes.fold(0x811c_9dc5u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash.max(1)
}

/// What happened, for the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HistoryEvent {
    Created,
    Set,
    /// A value that lost to a newer one and waits for a decision.
    Conflict,
    /// A candidate was replaced or taken back by its own device.
    Withdrawn,
    Resolved,
    Deleted,
    Restored,
}

/// One line of a record's history. Values that lost are in it too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub seq: Seq,
    pub record: RecordId,
    pub event: HistoryEvent,
    pub field: Option<FieldName>,
    pub from: Value,
    pub to: Value,
    pub user: UserId,
    pub label: String,
    pub device: DeviceId,
    pub n: OpNumber,
    /// By the device's clock.
    pub at_device: Timestamp,
    /// By the server's clock.
    pub at_server: Timestamp,
}
