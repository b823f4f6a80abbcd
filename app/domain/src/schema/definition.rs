//! The fields of a definition the network has of its own. Everybody may read what a published number
//! counts; what is kept beside it is for those who are signed in. The coordinator writes it.

use super::Audience::{Members, Public};
use super::Writer::Coordinator;
use super::{FieldKind, FieldSpec, LONG, SHORT, field, required};

/// As much as the language reads at once.
const DECLARED: FieldKind = FieldKind::Text { chars_max: 33_000 };

pub(super) const DEFINITION: &[FieldSpec] = &[
    required(field("title", SHORT, Public, Coordinator)),
    // What an English reader calls it.
    field("other_title", SHORT, Public, Coordinator),
    // In the language of `opora_indicators::definition`, without code and title: the record has them.
    // Nothing here reads it; what a program does not understand it says so and shows no number.
    required(field("source", DECLARED, Public, Coordinator)),
    field("direction", SHORT, Public, Coordinator),
    field("note", LONG, Members, Coordinator),
];
