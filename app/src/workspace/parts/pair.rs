//! Who helps whom, as marks: the giving side, the line, the receiving side.

use crate::components::{OpenEndMark, PairMark};
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::{Openness, Partnership, RecordId};
use opora_graph::Role;

/// The marks of a partnership, an offer or a request. Decorative.
pub fn pair_mark(records: &Records, partnership: &Partnership) -> AnyView {
    let family = partnership.kind.family();
    match (partnership.from, partnership.to, partnership.openness()) {
        (Some(from), Some(to), Openness::Partnership) => {
            let (from, to) = (role_of(records, from), role_of(records, to));
            match (from, to) {
                (Some(from), Some(to)) => {
                    view! { <PairMark from=from family=family to=to/> }.into_any()
                }
                _ => view! { <OpenEndMark openness=Openness::Offer family=family/> }.into_any(),
            }
        }
        (_, _, openness) => view! { <OpenEndMark openness=openness family=family/> }.into_any(),
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
