//! What holds for any network, tried on many small ones.

use crate::generated::{network, organisation, partnership};
use opora_domain::{
    Family, OrganisationKind, PartnershipKind, PartnershipStatus, Place, RecordId, RecordKind,
};
use opora_graph::{Filter, NetworkGraph, RoleKind, Scene, StatusFilter, Summary, View};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn any_network() -> impl Strategy<Value = NetworkGraph> {
    let relation = (
        0..9usize,
        prop::option::of(0..14usize),
        prop::option::of(0..14usize),
        0..5usize,
    );
    let node = (
        0..12usize,
        any::<bool>(),
        prop::option::of((44.0..70.0f64, 30.0..60.0f64)),
        "[А-Яа-яA-z №0-9«»]{0,60}",
    );
    (
        prop::collection::vec(node, 0..12),
        prop::collection::vec(relation, 0..24),
    )
        .prop_map(|(nodes, relations)| {
            let organisations =
                nodes
                    .into_iter()
                    .enumerate()
                    .map(|(number, (kind, is_supported, place, name))| {
                        let mut each = organisation(number, OrganisationKind::ALL[kind], &name);
                        each.is_supported = is_supported;
                        each.place = place.map(|(latitude, longitude)| Place {
                            latitude,
                            longitude,
                            accuracy: None,
                        });
                        each
                    });
            let partnerships =
                relations
                    .into_iter()
                    .enumerate()
                    .map(|(number, (kind, from, to, status))| {
                        partnership(
                            number,
                            PartnershipKind::ALL[kind],
                            from,
                            to,
                            PartnershipStatus::ALL[status],
                        )
                    });
            NetworkGraph::new(organisations.collect(), partnerships.collect(), Vec::new())
        })
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let families = prop::sample::subsequence(Family::ALL, 0..=Family::ALL.len());
    let roles = prop::sample::subsequence(RoleKind::ALL, 0..=RoleKind::ALL.len());
    let status = prop_oneof![
        Just(StatusFilter::Open),
        Just(StatusFilter::Any),
        prop::sample::select(PartnershipStatus::ALL).prop_map(StatusFilter::Only),
    ];
    let subject = prop::option::of("[а-яa-z+&=%№ ]{0,12}[а-я]");
    (
        families,
        roles,
        status,
        subject,
        prop::sample::select(View::ALL),
    )
        .prop_map(|(families, roles, status, subject, view)| Filter {
            families: families.into_iter().collect(),
            roles: roles.into_iter().collect(),
            status,
            subject: subject.map(|subject| subject.trim().to_owned()),
            view,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_shown_stands_on_the_plate(graph in any_network(), filter in any_filter()) {
        let scene = Scene::new(&graph, &filter, None);
        for node in &scene.nodes {
            prop_assert!(node.at.0 > 0.0 && node.at.0 < scene.width, "{:?}", node.at);
            prop_assert!(node.at.1 > 0.0 && node.at.1 < scene.height, "{:?}", node.at);
        }
        let ends = scene.edges.iter().flat_map(|edge| [edge.curve.start, edge.curve.end]);
        for (x, y) in ends.chain(scene.open_ends.iter().map(|end| end.ring)) {
            prop_assert!(x.is_finite() && y.is_finite());
        }
        prop_assert_eq!(scene.edges.iter().map(|edge| edge.partnerships.len()).sum::<usize>(), graph.filtered(&filter).edges.len());
    }

    #[test]
    fn a_filter_survives_its_address(filter in any_filter()) {
        prop_assert_eq!(Filter::from_query(&filter.to_query()), filter);
    }

    #[test]
    fn a_summary_counts_everybody_once(graph in any_network()) {
        let summary = Summary::of(&graph);
        prop_assert_eq!(summary.schools + summary.other_organisations, graph.nodes.len());
        prop_assert_eq!(summary.roles.values().sum::<usize>(), graph.nodes.len());
        let isolates: BTreeSet<RecordId> = summary.isolates.iter().copied().collect();
        prop_assert_eq!(isolates.len(), summary.isolates.len());
        prop_assert!(!isolates.contains(&RecordId::of_import(&network(), RecordKind::Organisation, "none")));
    }

    #[test]
    fn any_address_is_read(query in ".{0,80}") {
        let filter = Filter::from_query(&query);
        prop_assert_eq!(Filter::from_query(&filter.to_query()), filter);
    }
}
