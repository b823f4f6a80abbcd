//! What a device asks for, one field at a time, and what became of it.

use crate::state::{ConflictId, Seq, Timestamp};
use opora_domain::{FieldName, Fields, RecordId, RecordKind, Refusal, Value};
use serde::{Deserialize, Serialize};

/// The number of an operation on its device: from 1, without gaps. Together with the device it
/// makes an operation idempotent.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct OpNumber(pub u64);

impl OpNumber {
    pub const fn next(self) -> Self {
        OpNumber(self.0 + 1)
    }
}

/// What a field was based on when the person changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// The version the device had from the district; `Seq(0)` when the field was never set.
    Version(Seq),
    /// An earlier operation of the same device, not yet confirmed when this one was made;
    /// `root` is the confirmed version under that chain, used should the earlier one be refused.
    Own { n: OpNumber, root: Seq },
    /// A version of another life of the database: only the value itself can tell.
    Unknown,
}

/// One operation of one device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    pub n: OpNumber,
    pub record: RecordId,
    pub kind: RecordKind,
    #[serde(flatten)]
    pub action: Action,
    /// The device's clock, kept for the history only: it orders nothing.
    pub at: Timestamp,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Action {
    Create {
        fields: Fields,
    },
    /// Sets one field; `null` clears it.
    Set {
        field: FieldName,
        value: Value,
        base: Base,
        /// What stood in the field when the person changed it, for the decision and the history.
        #[serde(default, skip_serializing_if = "Value::is_null")]
        was: Value,
    },
    /// Deletes a record seen at this sequence number.
    Delete {
        base: Seq,
    },
    /// Brings a deleted record back, as it was.
    Restore {
        /// The last sequence number the device had of it; for the history only.
        base: Seq,
    },
    /// Decides a conflict with one of its values or a third one.
    Resolve {
        conflict: ConflictId,
        field: FieldName,
        value: Value,
        /// The version of the field the person decided upon.
        base: Seq,
    },
}

impl Action {
    /// The one field the action is about, if it is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Action::Set { field, .. } | Action::Resolve { field, .. } => Some(field),
            Action::Create { .. } | Action::Delete { .. } | Action::Restore { .. } => None,
        }
    }
}

/// What became of an operation. Kept per `(device, n)`, so that a repeated push gets the same
/// answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "lowercase")]
pub enum Outcome {
    /// Done, at this sequence number.
    Applied { seq: Seq },
    /// The field already had this value, at this version.
    Unchanged { version: Seq },
    /// Both values are kept; a person decides.
    Conflicted { seq: Seq, conflict: ConflictId },
    /// Not done. The operation comes back to the device whole.
    Refused {
        code: Refusal,
        fields: Vec<FieldName>,
    },
}
