//! The picture of a network as a file of its own, for documents, previews and printing.

use super::Visit;
use super::network::plate::picture_options;
use super::territories::{part_name, territories_options};
use opora_domain::Network;
use opora_graph::svg;
use opora_graph::territories::drawn;
use opora_graph::{NetworkGraph, Scene, Territories};

/// A part of a network, organisation by organisation. `shown` is what the filter left of it.
pub fn scene_file(visit: &Visit, network: &Network, shown: &NetworkGraph, scene: &Scene) -> String {
    let link = |organisation: &opora_domain::Organisation| {
        visit.organisation(&organisation.network, &organisation.code)
    };
    svg::standalone(scene, &picture_options(visit, network, shown, &link))
}

/// A part of a network from afar; `query` is the filter's.
pub fn territories_file(
    visit: &Visit,
    network: &Network,
    territories: &Territories,
    query: &str,
) -> String {
    let link = |scope: &opora_graph::Scope| visit.part(&network.slug, scope, query);
    drawn::standalone(
        territories,
        &territories_options(visit, network, territories, &link),
    )
}

/// What the file is called, without its extension: «Абинский район» or the part's own name.
pub fn picture_name(visit: &Visit, network: &Network) -> String {
    part_name(network, &visit.scope)
}
