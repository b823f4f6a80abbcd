//! Marks of the network in running content: the same drawings as in the picture, decorative
//! beside words.

use crate::markup::*;
use opora_domain::{Family, Openness};
use opora_graph::{Role, svg};

/// Size in px of a mark beside a word: that of the picture.
pub const MARK_PX: u32 = 24;

/// The mark of a role.
pub fn role_mark(role: Role) -> impl IntoView {
    role_mark_of_size(role, MARK_PX)
}

/// The mark of a role, so many px wide.
pub fn role_mark_of_size(role: Role, size: u32) -> impl IntoView {
    view! { <span class="mark" inner_html=svg::symbol_svg(role, size)></span> }
}

/// The line of a kind of help.
pub fn edge_mark(family: Family) -> impl IntoView {
    view! { <span class="line-mark" inner_html=svg::edge_symbol_svg(family)></span> }
}

/// The line of an offer or a request, with its empty side.
pub fn open_end_mark(openness: Openness, family: Family) -> impl IntoView {
    view! { <span class="line-mark" inner_html=svg::open_end_symbol_svg(openness, family)></span> }
}

/// Who helps whom: the giving side, the line, the receiving side.
pub fn marks_of_pair(from: Role, family: Family, to: Role) -> impl IntoView {
    view! {
        <span class="pair-mark">{role_mark(from)}{edge_mark(family)}{role_mark(to)}</span>
    }
}
