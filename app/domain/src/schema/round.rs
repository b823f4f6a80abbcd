//! The fields of a monitoring round and of what a school returns. None of it is public: of a round
//! those who are signed in know, of a return only its school, beside the coordinator and the observer.

use super::Audience::{Members, Parties};
use super::Writer::{Coordinator, Once, Party};
use super::{FieldKind, FieldSpec, LONG, SHORT, field, required};
use crate::record::RecordKind;
use crate::round::QUESTIONS_MAX;

pub(super) const ROUND: &[FieldSpec] = &[
    required(field("title", SHORT, Members, Coordinator)),
    field("period", SHORT, Members, Coordinator),
    field("due", FieldKind::Date, Members, Coordinator),
    required(field(
        "questions",
        FieldKind::Questions {
            items_max: QUESTIONS_MAX,
        },
        Members,
        Coordinator,
    )),
    // Refuses nothing: what comes later is late.
    field("locked", FieldKind::Flag, Members, Coordinator),
    field("note", LONG, Members, Coordinator),
    // The round this one repeats: its answers stand beside as «last time».
    field("repeats", FieldKind::Link(RecordKind::Round), Members, Once),
];

pub(super) const RETURN: &[FieldSpec] = &[
    required(field(
        "round",
        FieldKind::Link(RecordKind::Round),
        Parties,
        Once,
    )),
    required(field(
        "school",
        FieldKind::Link(RecordKind::Organisation),
        Parties,
        Once,
    )),
    required(field("factor", SHORT, Parties, Once)),
    field("unit", SHORT, Parties, Once),
    field("value", LONG, Parties, Party),
    field("note", LONG, Parties, Party),
    // Whom a round leaves out is nobody else's business: it stands where the school's answers do.
    field("left_out", FieldKind::Flag, Parties, Coordinator),
];
