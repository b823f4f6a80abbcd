//! The fields of every kind of record: shape, who sees, who writes. To add a field, add a line
//! here, a typed reading beside its record, and its words in the app.

mod definition;
mod development;
mod practice;
mod programme;
mod round;

use crate::RecordId;
use crate::record::{RecordKind, Value};
use crate::{InteractionKind, Locality, OrganisationKind, PartnershipKind, PartnershipStatus};

/// Version of the tables below; it travels with every message. 1 knew the first four kinds, 2
/// those of a programme, 3 rounds and returns; 4 came with practices, contests, development and
/// definitions, with the years, amounts, evidence and versions of a road map, with rounds that repeat
/// another and schools left out of one.
pub const SCHEMA_VERSION: u32 = 4;

/// The version a kind of record came with. A program of an earlier one cannot read it and is
/// not sent it.
pub const fn version_of(kind: RecordKind) -> u32 {
    match kind {
        RecordKind::Network
        | RecordKind::Organisation
        | RecordKind::Partnership
        | RecordKind::Interaction => 1,
        RecordKind::Programme
        | RecordKind::Stage
        | RecordKind::Task
        | RecordKind::Indicator
        | RecordKind::Activity
        | RecordKind::Assessment
        | RecordKind::ContextFact
        | RecordKind::Note => 2,
        RecordKind::Round | RecordKind::Return => 3,
        RecordKind::Practice
        | RecordKind::Contest
        | RecordKind::Development
        | RecordKind::Adoption
        | RecordKind::Participation
        | RecordKind::Definition => 4,
    }
}

/// The shape a value must have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// Text of at most so many characters.
    Text {
        chars_max: usize,
    },
    /// A Latin slug that names the record in its network.
    Code,
    /// One of the codes.
    Choice(&'static [&'static str]),
    Flag,
    /// A whole number from 0.
    Count {
        max: u64,
    },
    /// [`crate::Place`]
    Place,
    /// [`crate::Term`]
    Term,
    /// [`crate::PartialDate`]
    Date,
    /// A list of [`crate::Standing`].
    Standings,
    /// A list of short texts.
    TextList {
        items_max: usize,
    },
    /// The identity of a record of this kind in the same network.
    Link(RecordKind),
    /// Texts of any length whose order means something.
    Paragraphs {
        items_max: usize,
    },
    /// A list of [`crate::programme::PassportLine`].
    PassportLines {
        items_max: usize,
    },
    /// A list of [`crate::figure::PeriodValue`].
    PeriodValues {
        items_max: usize,
    },
    /// A list of [`crate::activity::Responsible`].
    Responsible {
        items_max: usize,
    },
    /// The address of a page: see [`crate::practice::is_web_address`].
    WebAddress,
    /// The identities of records of this kind in the same network, each once.
    Links {
        kind: RecordKind,
        items_max: usize,
    },
    /// Some of the codes, each once.
    Choices(&'static [&'static str]),
    /// A list of [`crate::programme_version::ProgrammeVersion`].
    Versions {
        items_max: usize,
    },
    /// A list of [`crate::round::Question`], each of another factor.
    Questions {
        items_max: usize,
    },
}

/// Who sees a field, beside the coordinator and the observer of the network, who see all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Public,
    /// Everybody signed in to this network.
    Members,
    /// The organisations the record is about.
    Parties,
    /// The organisation that recorded it.
    Owner,
}

/// Who writes a field, beside the coordinator of the network, who writes all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The organisations the record is about.
    Party,
    /// Only the coordinator.
    Coordinator,
    /// Nobody after creation.
    Once,
}

/// One field of one kind of record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldSpec {
    pub name: &'static str,
    pub kind: FieldKind,
    pub is_required: bool,
    pub audience: Audience,
    pub writer: Writer,
}

const SHORT: FieldKind = FieldKind::Text { chars_max: 300 };
const LONG: FieldKind = FieldKind::Text { chars_max: 10_000 };

const fn field(
    name: &'static str,
    kind: FieldKind,
    audience: Audience,
    writer: Writer,
) -> FieldSpec {
    FieldSpec {
        name,
        kind,
        is_required: false,
        audience,
        writer,
    }
}

const fn required(spec: FieldSpec) -> FieldSpec {
    FieldSpec {
        is_required: true,
        ..spec
    }
}

use Audience::{Members, Owner, Parties, Public};
use Writer::{Coordinator, Once, Party};

const NETWORK: &[FieldSpec] = &[
    // A programme may name its municipality and not the region it is in.
    field("region", SHORT, Public, Coordinator),
    required(field("municipality", SHORT, Public, Coordinator)),
    field("source", LONG, Public, Coordinator),
    field("centre", FieldKind::Place, Public, Coordinator),
    field("example", FieldKind::Flag, Public, Once),
];

const ORGANISATION: &[FieldSpec] = &[
    required(field("code", FieldKind::Code, Public, Once)),
    required(field(
        "kind",
        FieldKind::Choice(OrganisationKind::CODES),
        Public,
        Coordinator,
    )),
    required(field("name", SHORT, Public, Party)),
    field(
        "full_name",
        FieldKind::Text { chars_max: 1_000 },
        Public,
        Party,
    ),
    field("region", SHORT, Public, Coordinator),
    field("municipality", SHORT, Public, Coordinator),
    field("settlement", SHORT, Public, Party),
    field(
        "locality",
        FieldKind::Choice(Locality::CODES),
        Public,
        Party,
    ),
    field("small", FieldKind::Flag, Public, Party),
    field("pupils", FieldKind::Count { max: 20_000 }, Public, Party),
    field("standings", FieldKind::Standings, Members, Coordinator),
    field("place", FieldKind::Place, Public, Party),
    // A note may name a person: it stays between the organisation and its coordinator.
    field("note", LONG, Parties, Party),
];

const PARTNERSHIP: &[FieldSpec] = &[
    field("code", FieldKind::Code, Public, Once),
    required(field(
        "kind",
        FieldKind::Choice(PartnershipKind::CODES),
        Public,
        Party,
    )),
    field(
        "from",
        FieldKind::Link(RecordKind::Organisation),
        Public,
        Coordinator,
    ),
    field(
        "to",
        FieldKind::Link(RecordKind::Organisation),
        Public,
        Coordinator,
    ),
    field("theme", LONG, Public, Party),
    field(
        "subjects",
        FieldKind::TextList { items_max: 40 },
        Public,
        Party,
    ),
    field("agreement", LONG, Members, Party),
    field("term", FieldKind::Term, Public, Party),
    required(field(
        "status",
        FieldKind::Choice(PartnershipStatus::CODES),
        Public,
        Party,
    )),
    field("source", LONG, Members, Coordinator),
];

const INTERACTION: &[FieldSpec] = &[
    field("code", FieldKind::Code, Members, Once),
    required(field(
        "partnership",
        FieldKind::Link(RecordKind::Partnership),
        Public,
        Once,
    )),
    required(field(
        "kind",
        FieldKind::Choice(InteractionKind::CODES),
        Public,
        Party,
    )),
    required(field("date", FieldKind::Date, Public, Party)),
    field(
        "participants",
        FieldKind::Count { max: 100_000 },
        Public,
        Party,
    ),
    field(
        "topic",
        FieldKind::Text { chars_max: 1_000 },
        Members,
        Party,
    ),
    field("discussion", LONG, Parties, Party),
    field("private_note", LONG, Owner, Party),
    field(
        "recorded_by",
        FieldKind::Link(RecordKind::Organisation),
        Members,
        Once,
    ),
];

/// The fields of a kind of record, in the order they are shown.
pub const fn fields_of(kind: RecordKind) -> &'static [FieldSpec] {
    match kind {
        RecordKind::Network => NETWORK,
        RecordKind::Organisation => ORGANISATION,
        RecordKind::Partnership => PARTNERSHIP,
        RecordKind::Interaction => INTERACTION,
        RecordKind::Programme => programme::PROGRAMME,
        RecordKind::Stage => programme::STAGE,
        RecordKind::Task => programme::TASK,
        RecordKind::Indicator => programme::INDICATOR,
        RecordKind::Activity => programme::ACTIVITY,
        RecordKind::Assessment => programme::ASSESSMENT,
        RecordKind::ContextFact => programme::CONTEXT_FACT,
        RecordKind::Note => programme::NOTE,
        RecordKind::Round => round::ROUND,
        RecordKind::Return => round::RETURN,
        RecordKind::Practice => practice::PRACTICE,
        RecordKind::Adoption => practice::ADOPTION,
        RecordKind::Contest => development::CONTEST,
        RecordKind::Participation => development::PARTICIPATION,
        RecordKind::Development => development::DEVELOPMENT,
        RecordKind::Definition => definition::DEFINITION,
    }
}

/// The records a value of this shape points at, and of which kind each has to be.
pub fn links_in(kind: FieldKind, value: &Value) -> Vec<(RecordKind, RecordId)> {
    match kind {
        FieldKind::Link(target) => {
            let id = value.as_str().and_then(|text| text.parse().ok());
            id.map(|id| (target, id)).into_iter().collect()
        }
        FieldKind::Links { kind, .. } => {
            let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
            all.iter()
                .filter_map(|it| it.as_str()?.parse().ok())
                .map(|id| (kind, id))
                .collect()
        }
        FieldKind::Responsible { .. } => {
            let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
            all.iter()
                .filter_map(|it| it.get("organisation")?.as_str()?.parse().ok())
                .map(|id| (RecordKind::Organisation, id))
                .collect()
        }
        _ => vec![],
    }
}

/// The field of that name.
pub fn field_of(kind: RecordKind, name: &str) -> Option<&'static FieldSpec> {
    fields_of(kind).iter().find(|spec| spec.name == name)
}
