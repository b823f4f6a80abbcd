//! The fields of contests, of a school's part in one, and of people's development as counts. None of
//! it is public. Contests are the network's to know, as the share of schools that take part is
//! computed from them; counts of a small school would name its only teacher of a subject, so that they
//! stay between the school and its coordinator.

use super::Audience::{Members, Parties};
use super::Writer::{Once, Party};
use super::{FieldKind, FieldSpec, SHORT, field, required};
use crate::contest::{ContestLevel, ContestResult};
use crate::development::DevelopmentKind;
use crate::record::RecordKind;

pub(super) const CONTEST: &[FieldSpec] = &[
    field("code", FieldKind::Code, Members, Once),
    required(field("title", SHORT, Members, Party)),
    field("organiser", SHORT, Members, Party),
    required(field(
        "level",
        FieldKind::Choice(ContestLevel::CODES),
        Members,
        Party,
    )),
    field("year", SHORT, Members, Party),
    field("date", FieldKind::Date, Members, Party),
    // The school that entered it; absent: the coordinator did.
    field(
        "school",
        FieldKind::Link(RecordKind::Organisation),
        Members,
        Once,
    ),
];

pub(super) const PARTICIPATION: &[FieldSpec] = &[
    field("code", FieldKind::Code, Members, Once),
    required(field(
        "contest",
        FieldKind::Link(RecordKind::Contest),
        Members,
        Once,
    )),
    required(field(
        "school",
        FieldKind::Link(RecordKind::Organisation),
        Members,
        Once,
    )),
    field(
        "result",
        FieldKind::Choice(ContestResult::CODES),
        Members,
        Party,
    ),
];

pub(super) const DEVELOPMENT: &[FieldSpec] = &[
    field("code", FieldKind::Code, Parties, Once),
    required(field(
        "school",
        FieldKind::Link(RecordKind::Organisation),
        Parties,
        Once,
    )),
    required(field("year", SHORT, Parties, Once)),
    required(field(
        "kind",
        FieldKind::Choice(DevelopmentKind::CODES),
        Parties,
        Once,
    )),
    field("subject", SHORT, Parties, Once),
    // Absent: not known. 0 is a value.
    field("count", FieldKind::Count { max: 10_000 }, Parties, Party),
];
