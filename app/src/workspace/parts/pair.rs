//! Who helps whom, as marks: the giving side, the line, the receiving side.

use crate::components::{marks_of_pair, open_end_mark};
use crate::markup::{AnyView, IntoAny, view};
use crate::workspace::state::records::Records;
use opora_domain::{Openness, Partnership, RecordId};
use opora_graph::Role;

/// The marks of a partnership, an offer or a request. Decorative.
pub fn pair_mark(records: &Records, partnership: &Partnership) -> AnyView {
    let family = partnership.kind.family();
    match (partnership.from, partnership.to, partnership.openness()) {
        (Some(from), Some(to), Openness::Partnership) => {
            let (from, to) = (role_of(records, from), role_of(records, to));
            match (from, to) {
                (Some(from), Some(to)) => view! { {marks_of_pair(from, family, to)} }.into_any(),
                _ => view! { {open_end_mark(Openness::Offer, family)} }.into_any(),
            }
        }
        (_, _, openness) => view! { {open_end_mark(openness, family)} }.into_any(),
    }
}

/// The role of an organisation in the network on the device.
pub fn role_of(records: &Records, id: RecordId) -> Option<Role> {
    let graph = records.graph();
    graph
        .index_of(id)
        .and_then(|index| graph.nodes.get(index))
        .map(|node| node.role)
}
