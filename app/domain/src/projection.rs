//! The only door out: [`project`] decides what anyone sees of a record.
//!
//! Sync, pages, exports and logs of content all go through it. It does not decide who may write:
//! that is [`crate::grants`].

use crate::organisation::Standing;
use crate::persons::value_without_names;
use crate::record::{Fields, Record, RecordKind, Value, link, structured};
use crate::schema::{Audience, field_of, fields_of};
use crate::{NetworkId, RecordId};
use serde::{Deserialize, Serialize};

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "lowercase")]
pub enum Viewer {
    /// Anybody, not signed in.
    Public,
    /// Edits the data of one school.
    School {
        network: NetworkId,
        organisation: RecordId,
    },
    /// Steers a network.
    Coordinator { network: NetworkId },
    /// Reads everything of a network, changes nothing.
    Observer { network: NetworkId },
}

impl Viewer {
    /// The network the viewer belongs to.
    pub fn network(&self) -> Option<&NetworkId> {
        match self {
            Viewer::Public => None,
            Viewer::School { network, .. }
            | Viewer::Coordinator { network }
            | Viewer::Observer { network } => Some(network),
        }
    }

    /// The organisation the viewer speaks for.
    pub fn organisation(&self) -> Option<RecordId> {
        match self {
            Viewer::School { organisation, .. } => Some(*organisation),
            _ => None,
        }
    }
}

/// A record as one viewer may see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Projected {
    pub id: RecordId,
    pub kind: RecordKind,
    pub network: NetworkId,
    pub fields: Fields,
    /// The district supports this school. Derived from its standings, which the public does not
    /// see themselves.
    #[serde(
        default,
        rename = "supported",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub is_supported: bool,
}

/// What `viewer` may see of `record`; `None` when it may not even know that the record exists.
///
/// Signed-in users of one network see another network as the public does.
pub fn project(record: &Record, viewer: &Viewer) -> Option<Projected> {
    if record.deleted {
        return None;
    }
    // Who may see no field of it does not learn that it exists.
    if !fields_of(record.kind)
        .iter()
        .any(|spec| sees(record, viewer, spec.audience))
    {
        return None;
    }
    let is_outside = viewer.network() != Some(&record.network);
    let fields: Fields = fields_of(record.kind)
        .iter()
        .filter(|spec| sees(record, viewer, spec.audience))
        .filter(|spec| !is_outside || !is_kept_back(record, spec.name))
        .filter_map(|spec| {
            let value = record
                .fields
                .get(spec.name)
                .filter(|value| !value.is_null())?;
            // Such texts name people; they did not ask to stand on a public page.
            let value = match is_outside && may_name_people(record.kind) {
                true => value_without_names(value),
                false => value.clone(),
            };
            Some((spec.name.to_owned(), value))
        })
        .collect();
    Some(Projected {
        id: record.id,
        kind: record.kind,
        network: record.network.clone(),
        fields,
        is_supported: is_supported(record),
    })
}

/// May `viewer` see this field of `record`, whether or not it has a value?
pub fn can_see_field(record: &Record, viewer: &Viewer, field: &str) -> bool {
    let is_outside = viewer.network() != Some(&record.network);
    field_of(record.kind, field).is_some_and(|spec| sees(record, viewer, spec.audience))
        && !(is_outside && is_kept_back(record, field))
}

fn sees(record: &Record, viewer: &Viewer, audience: Audience) -> bool {
    if viewer.network() != Some(&record.network) {
        return audience == Audience::Public && !is_withheld(record);
    }
    match viewer {
        Viewer::Public => audience == Audience::Public,
        Viewer::Coordinator { .. } | Viewer::Observer { .. } => true,
        Viewer::School { organisation, .. } => match audience {
            Audience::Public | Audience::Members => true,
            Audience::Parties => record.parties.contains(organisation),
            Audience::Owner => link(&record.fields, "recorded_by") == Some(*organisation),
        },
    }
}

/// It belongs to a passport that the coordinator does not publish. Of the other sections
/// [`crate::published`] decides, as their rows do not say it themselves.
fn is_kept_back(record: &Record, field: &str) -> bool {
    record.kind == RecordKind::Programme && !crate::publication::leaves(&record.fields, field)
}

/// The coordinator does not publish this record: withheld it, or, of what schools write themselves,
/// has not said that it may be seen.
fn is_withheld(record: &Record) -> bool {
    let says = |field: &str| record.fields.get(field).and_then(Value::as_bool) == Some(true);
    match record.kind {
        RecordKind::Practice | RecordKind::Adoption => !says("published"),
        // Only kinds that have such a field can be withheld.
        _ => says("withheld"),
    }
}

/// Its texts are copied from a document, told by a school, or written for a report, whatever those say.
const fn may_name_people(kind: RecordKind) -> bool {
    match kind {
        RecordKind::Programme
        | RecordKind::Stage
        | RecordKind::Task
        | RecordKind::Indicator
        | RecordKind::Activity
        | RecordKind::Assessment
        | RecordKind::ContextFact
        | RecordKind::Note
        | RecordKind::Practice
        | RecordKind::Contest
        | RecordKind::Definition => true,
        RecordKind::Network
        | RecordKind::Organisation
        | RecordKind::Partnership
        | RecordKind::Interaction
        | RecordKind::Round
        | RecordKind::Return
        | RecordKind::Adoption
        | RecordKind::Participation
        | RecordKind::Development => false,
    }
}

fn is_supported(record: &Record) -> bool {
    record.kind == RecordKind::Organisation
        && structured::<Vec<Standing>>(&record.fields, "standings")
            .unwrap_or_default()
            .iter()
            .any(|standing| standing.kind.is_supported() && standing.until.is_none())
}
