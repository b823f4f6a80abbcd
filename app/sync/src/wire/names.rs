//! The numbers of field names and kinds. Append only: a number given once is never given again,
//! because stored rows and older programs know it. A program takes a number it does not know for
//! damage, so a record of a newer kind is not sent to an older program (`Picture::news`).

use super::bytes::{Reader, WireError, Writer};
use opora_domain::{FieldName, RecordKind};

/// A name's number is its place here, from 1. A name that is not here travels as text after a 0.
pub const NAMES: &[&str] = &[
    "region",
    "municipality",
    "source",
    "centre",
    "example",
    "code",
    "kind",
    "name",
    "full_name",
    "settlement",
    "locality",
    "small",
    "pupils",
    "standings",
    "place",
    "note",
    "from",
    "to",
    "theme",
    "subjects",
    "agreement",
    "term",
    "status",
    "partnership",
    "date",
    "participants",
    "topic",
    "discussion",
    "private_note",
    "recorded_by",
    "title",
    "other_title",
    "document_kind",
    "administrator",
    "executors",
    "goal",
    "annex_goal",
    "legal_bases",
    "funding",
    "spending",
    "main_activities",
    "approvals",
    "expected_results",
    "forecast_bases",
    "mechanism",
    "definitions",
    "other",
    "withheld",
    "programme",
    "order",
    "number",
    "text",
    "parent",
    "unit",
    "direction",
    "baseline",
    "plan",
    "fact",
    "section",
    "deadline",
    "responsible",
    "funding_source",
    "planned_value",
    "result",
    "school",
    "year",
    "exam",
    "subject",
    "grade",
    "takers",
    "passed",
    "mean",
    "minimum",
    "share_of_twos",
    "share_of_threes",
    "organisation",
    "factor",
    "value",
    "period",
    "due",
    "questions",
    "locked",
    "round",
];

/// A kind's number is its place here, from 0.
pub const KINDS: &[RecordKind] = &[
    RecordKind::Network,
    RecordKind::Organisation,
    RecordKind::Partnership,
    RecordKind::Interaction,
    RecordKind::Programme,
    RecordKind::Stage,
    RecordKind::Task,
    RecordKind::Indicator,
    RecordKind::Activity,
    RecordKind::Assessment,
    RecordKind::ContextFact,
    RecordKind::Note,
    RecordKind::Round,
    RecordKind::Return,
    RecordKind::Practice,
    RecordKind::Contest,
    RecordKind::Development,
    RecordKind::Adoption,
    RecordKind::Participation,
    RecordKind::Definition,
];

pub(super) fn write_name(out: &mut Writer, name: &str) {
    match NAMES.iter().position(|known| *known == name) {
        Some(place) => out.count(place + 1),
        None => {
            out.byte(0);
            out.text(name);
        }
    }
}

pub(super) fn read_name(from: &mut Reader) -> Result<FieldName, WireError> {
    match from.number()? {
        0 => from.text().map(str::to_owned),
        number => NAMES
            .get(number as usize - 1)
            .map(|name| (*name).to_owned())
            .ok_or(WireError::Malformed("field name")),
    }
}

pub(super) fn kind_number(kind: RecordKind) -> u8 {
    KINDS
        .iter()
        .position(|known| *known == kind)
        .map_or(u8::MAX, |place| place as u8)
}

pub(super) fn kind_of(number: u8) -> Result<RecordKind, WireError> {
    KINDS
        .get(usize::from(number))
        .copied()
        .ok_or(WireError::Malformed("kind"))
}
