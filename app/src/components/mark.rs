//! Marks of the network in running content: the same drawings as in the picture, decorative
//! beside words.

use leptos::prelude::*;
use opora_domain::{Family, Openness};
use opora_graph::{Role, svg};

/// Size in px of a mark beside a word: that of the picture.
pub const MARK_PX: u32 = 24;

/// The mark of a role.
#[component]
pub fn RoleMark(role: Role, #[prop(default = MARK_PX)] size: u32) -> impl IntoView {
    view! { <span class="mark" inner_html=svg::symbol_svg(role, size)></span> }
}

/// The line of a kind of help.
#[component]
pub fn EdgeMark(family: Family) -> impl IntoView {
    view! { <span class="line-mark" inner_html=svg::edge_symbol_svg(family)></span> }
}

/// The line of an offer or a request, with its empty side.
#[component]
pub fn OpenEndMark(openness: Openness, family: Family) -> impl IntoView {
    view! { <span class="line-mark" inner_html=svg::open_end_symbol_svg(openness, family)></span> }
}

/// Who helps whom: the giving side, the line, the receiving side.
#[component]
pub fn PairMark(from: Role, family: Family, to: Role) -> impl IntoView {
    view! {
        <span class="pair-mark"><RoleMark role=from/><EdgeMark family=family/><RoleMark role=to/></span>
    }
}
