//! The fields of a programme and of what belongs to it. What a published document says is public,
//! unless the coordinator withholds the record; results of schools, facts about their conditions
//! and notes are for those who are signed in. All of it is the coordinator's to write, but a school
//! enters its own results.

use super::Audience::{Members, Public};
use super::Writer::{Coordinator, Once, Party};
use super::{FieldKind, FieldSpec, SHORT, field, required};
use crate::activity::ActivityStatus;
use crate::programme_version;
use crate::publication::{self, ProgrammeSection};
use crate::record::RecordKind;

/// As much as a cell of a spreadsheet can hold.
const CELL: FieldKind = FieldKind::Text { chars_max: 33_000 };
const BY_YEAR: FieldKind = FieldKind::PeriodValues { items_max: 100 };
const PARAGRAPHS: FieldKind = FieldKind::Paragraphs { items_max: 1_000 };

const fn public(name: &'static str, kind: FieldKind) -> FieldSpec {
    field(name, kind, Public, Coordinator)
}

const fn members(name: &'static str, kind: FieldKind) -> FieldSpec {
    field(name, kind, Members, Coordinator)
}

/// What a school says of its own results.
const fn result(name: &'static str, kind: FieldKind) -> FieldSpec {
    field(name, kind, Members, Party)
}

const CODE: FieldSpec = field("code", FieldKind::Code, Public, Once);
const MEMBERS_CODE: FieldSpec = field("code", FieldKind::Code, Members, Once);
const OF_PROGRAMME: FieldSpec = field(
    "programme",
    FieldKind::Link(RecordKind::Programme),
    Public,
    Once,
);
const ORDER_KIND: FieldKind = FieldKind::Count {
    max: 1_000_000_000_000,
};
const ORDER: FieldSpec = public("order", ORDER_KIND);
const MEMBERS_ORDER: FieldSpec = members("order", ORDER_KIND);
const NUMBER: FieldSpec = public("number", SHORT);
/// The record is not shown outside of the network: see `project`.
const WITHHELD: FieldSpec = members("withheld", FieldKind::Flag);

pub(super) const PROGRAMME: &[FieldSpec] = &[
    CODE,
    public("title", CELL),
    public("other_title", CELL),
    public("document_kind", CELL),
    public("term", FieldKind::Term),
    public("administrator", CELL),
    public("executors", CELL),
    public("goal", CELL),
    public("annex_goal", CELL),
    public("legal_bases", PARAGRAPHS),
    public("funding", PARAGRAPHS),
    public("spending", PARAGRAPHS),
    public("main_activities", PARAGRAPHS),
    public("approvals", PARAGRAPHS),
    public("expected_results", PARAGRAPHS),
    public("forecast_bases", PARAGRAPHS),
    public("mechanism", PARAGRAPHS),
    public("definitions", PARAGRAPHS),
    // What nobody has looked at may name a person.
    members("other", FieldKind::PassportLines { items_max: 1_000 }),
    // The public may know that a section is kept back: it is told so in its place.
    public(
        publication::FIELD,
        FieldKind::Choices(ProgrammeSection::CODES),
    ),
    members(
        programme_version::FIELD,
        FieldKind::Versions { items_max: 200 },
    ),
    WITHHELD,
];

pub(super) const STAGE: &[FieldSpec] = &[
    CODE,
    OF_PROGRAMME,
    ORDER,
    NUMBER,
    public("title", CELL),
    public("term", FieldKind::Term),
    public("note", CELL),
    WITHHELD,
];

pub(super) const TASK: &[FieldSpec] = &[
    CODE,
    OF_PROGRAMME,
    ORDER,
    NUMBER,
    required(public("text", CELL)),
    WITHHELD,
];

pub(super) const INDICATOR: &[FieldSpec] = &[
    CODE,
    OF_PROGRAMME,
    ORDER,
    NUMBER,
    required(public("title", CELL)),
    public("parent", FieldKind::Link(RecordKind::Indicator)),
    public("unit", SHORT),
    public("direction", SHORT),
    public("baseline", CELL),
    public("plan", FieldKind::PeriodValues { items_max: 500 }),
    public("fact", FieldKind::PeriodValues { items_max: 500 }),
    public("note", CELL),
    // What is said of the fact of one period. May name who counted it: not for the public.
    members("fact_notes", FieldKind::PeriodValues { items_max: 500 }),
    // Where the facts come from: the code of a definition that comes with the product, the identity
    // of one of the network's own, or one as JSON. Absent: people enter them.
    public("source", CELL),
    WITHHELD,
];

pub(super) const ACTIVITY: &[FieldSpec] = &[
    CODE,
    OF_PROGRAMME,
    ORDER,
    NUMBER,
    public("section", CELL),
    public("title", CELL),
    public("deadline", CELL),
    public("responsible", FieldKind::Responsible { items_max: 500 }),
    public("funding_source", CELL),
    public("planned_value", CELL),
    public("status", FieldKind::Choice(ActivityStatus::CODES)),
    public("done_on", FieldKind::Date),
    public("result", CELL),
    // Of single years of what comes every year: word of the status, day, what was done.
    public("year_status", BY_YEAR),
    public("year_done", BY_YEAR),
    public("year_results", BY_YEAR),
    // Thousand roubles by year, or by year and source.
    public("amounts", FieldKind::PeriodValues { items_max: 500 }),
    members(
        "evidence",
        FieldKind::Links {
            kind: RecordKind::Interaction,
            items_max: 500,
        },
    ),
    WITHHELD,
];

pub(super) const ASSESSMENT: &[FieldSpec] = &[
    MEMBERS_CODE,
    required(field(
        "school",
        FieldKind::Link(RecordKind::Organisation),
        Members,
        Once,
    )),
    MEMBERS_ORDER,
    members("year", SHORT),
    members("exam", SHORT),
    members("subject", SHORT),
    members("grade", SHORT),
    result("takers", SHORT),
    result("passed", SHORT),
    result("mean", SHORT),
    members("minimum", SHORT),
    result("share_of_twos", SHORT),
    result("share_of_threes", SHORT),
    result("note", CELL),
];

pub(super) const CONTEXT_FACT: &[FieldSpec] = &[
    MEMBERS_CODE,
    members("organisation", FieldKind::Link(RecordKind::Organisation)),
    MEMBERS_ORDER,
    required(members("factor", CELL)),
    members("value", CELL),
    members("unit", SHORT),
    members("year", SHORT),
];

pub(super) const NOTE: &[FieldSpec] = &[
    MEMBERS_CODE,
    MEMBERS_ORDER,
    members("topic", CELL),
    required(members("text", CELL)),
];
