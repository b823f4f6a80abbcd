//! The fields of a practice and of its adoption by a school. What is public of them is so only once
//! the coordinator has published the record: see [`crate::project`].

use super::Audience::Public;
use super::Writer::{Coordinator, Once, Party};
use super::{FieldKind, FieldSpec, LONG, SHORT, field, required};
use crate::record::RecordKind;

const SCHOOL: FieldSpec = required(field(
    "school",
    FieldKind::Link(RecordKind::Organisation),
    Public,
    Once,
));
/// Nobody but the coordinator makes a record public.
const PUBLISHED: FieldSpec = field("published", FieldKind::Flag, Public, Coordinator);

pub(super) const PRACTICE: &[FieldSpec] = &[
    field("code", FieldKind::Code, Public, Once),
    required(field("title", SHORT, Public, Party)),
    // Whose practice it is.
    SCHOOL,
    field("subject", SHORT, Public, Party),
    field("theme", LONG, Public, Party),
    field("text", LONG, Public, Party),
    field("result", LONG, Public, Party),
    field("date", FieldKind::Date, Public, Party),
    field("link", FieldKind::WebAddress, Public, Party),
    PUBLISHED,
];

pub(super) const ADOPTION: &[FieldSpec] = &[
    field("code", FieldKind::Code, Public, Once),
    required(field(
        "practice",
        FieldKind::Link(RecordKind::Practice),
        Public,
        Once,
    )),
    SCHOOL,
    field("date", FieldKind::Date, Public, Party),
    PUBLISHED,
];
