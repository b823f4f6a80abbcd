//! The next version of a network stands where the one before stood.

use crate::generated::{like_abinsk, like_yartsevo, partnership};
use crate::{all, district_scene, drawn};
use opora_domain::{Partnership, PartnershipKind, PartnershipStatus, RecordId};
use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::{DISTANCE_MIN, FormerLayout, LARGE_FROM, Layout, layout};
use opora_graph::{Arrangement, Filter, NetworkGraph};
use std::collections::BTreeMap;

/// What is hardly seen as a move, px: less than a third of the least distance of two marks.
const UNSEEN: f64 = 8.0;

fn with(graph: &NetworkGraph, relations: &[(usize, usize)]) -> NetworkGraph {
    let id = |node: usize| Some(graph.nodes[node].organisation.id);
    let fresh = relations.iter().enumerate().map(|(at, (from, to))| {
        let number = 900_000 + graph.edges.len() + at;
        let active = PartnershipStatus::Active;
        Partnership {
            from: id(*from),
            to: id(*to),
            ..partnership(number, PartnershipKind::Mentoring, None, None, active)
        }
    });
    rebuilt(graph, |_| true, fresh)
}

fn without(graph: &NetworkGraph, node: usize) -> NetworkGraph {
    let id = Some(graph.nodes[node].organisation.id);
    let keeps = |each: &Partnership| each.from != id && each.to != id;
    rebuilt(graph, keeps, std::iter::empty())
}

fn rebuilt(
    graph: &NetworkGraph,
    keeps: impl Fn(&Partnership) -> bool,
    fresh: impl Iterator<Item = Partnership>,
) -> NetworkGraph {
    let organisations = graph.nodes.iter().map(|node| node.organisation.clone());
    let edges = graph.edges.iter().map(|edge| &edge.partnership);
    let open = graph.open_ends.iter().map(|end| &end.partnership);
    let partnerships = edges.chain(open).filter(|each| keeps(each)).cloned();
    NetworkGraph::new(
        organisations.collect(),
        partnerships.chain(fresh).collect(),
        Vec::new(),
    )
}

fn tied(graph: &NetworkGraph) -> Vec<usize> {
    (0..graph.nodes.len())
        .filter(|node| graph.nodes[*node].degree > 0)
        .collect()
}

fn alone(graph: &NetworkGraph) -> Vec<usize> {
    (0..graph.nodes.len())
        .filter(|node| graph.nodes[*node].degree == 0)
        .collect()
}

/// Two who have partners and are none of each other, far apart in the order of identities.
fn strangers(graph: &NetworkGraph) -> Option<(usize, usize)> {
    let tied = tied(graph);
    let are_partners = |a: usize, b: usize| {
        let mut edges = graph.edges.iter();
        edges.any(|edge| (edge.from, edge.to) == (a, b) || (edge.from, edge.to) == (b, a))
    };
    let of = |a: &usize| {
        let mut others = tied.iter().rev();
        let far = others.find(|b| *b != a && !are_partners(*a, **b))?;
        Some((*a, *far))
    };
    tied.iter().find_map(of)
}

fn places(graph: &NetworkGraph, layout: &Layout) -> BTreeMap<RecordId, (f64, f64)> {
    let ids = graph.nodes.iter().map(|node| node.organisation.id);
    ids.zip(layout.positions.iter().copied()).collect()
}

/// The longest way of anybody who had partners before and has some still.
fn longest_way(
    (old, before): (&NetworkGraph, &FormerLayout),
    (new, after): (&NetworkGraph, &FormerLayout),
) -> f64 {
    let (from, to) = (places(old, before.layout()), places(new, after.layout()));
    let still = tied(new)
        .into_iter()
        .map(|node| new.nodes[node].organisation.id);
    still
        .filter(|id| old.nodes[old.index_of(*id).unwrap()].degree > 0)
        .map(|id| (from[&id].0 - to[&id].0).hypot(from[&id].1 - to[&id].1))
        .fold(0.0, f64::max)
}

fn assert_is_sound(name: &str, graph: &NetworkGraph, layout: &Layout) {
    assert_eq!(layout.positions.len(), graph.nodes.len(), "{name}");
    for (node, at) in layout.positions.iter().enumerate() {
        let is_on_plate =
            (0.0..=layout.width).contains(&at.0) && (0.0..=layout.height).contains(&at.1);
        assert!(is_on_plate, "{name}: {node} {at:?}");
        for other in &layout.positions[node + 1..] {
            let away = (at.0 - other.0).hypot(at.1 - other.1);
            assert!(away >= DISTANCE_MIN * 0.999, "{name}: {node}: {away}");
        }
    }
    let mut shelf = layout.shelf.clone();
    shelf.sort_unstable();
    assert_eq!(shelf, alone(graph), "{name}");
    if let Some((left, top, width, height)) = layout.shelf_frame {
        for node in tied(graph) {
            let (x, y) = layout.positions[node];
            let is_inside = x > left && x < left + width && y > top && y < top + height;
            assert!(!is_inside, "{name}: {node} stands on the shelf");
        }
    }
}

/// Networks that are read name by name: those of all tests, and some generated ones.
fn small() -> Vec<(&'static str, NetworkGraph)> {
    let generated = [(20, 24), (45, 60), (80, 120)].map(|(organisations, relations)| {
        let network = GeneratedNetwork::new(organisations, relations, 2);
        ("generated", network.graph("generated", 2).unwrap())
    });
    all()
        .into_iter()
        .chain(generated)
        .filter(|(_, graph)| !tied(graph).is_empty())
        .collect()
}

#[test]
fn nothing_changed_is_the_same_layout() {
    for (name, graph) in all() {
        let before = FormerLayout::following(&graph, None);
        assert_eq!(*before.layout(), layout(&graph), "{name}");
        let mut renamed = graph.clone();
        for node in &mut renamed.nodes {
            node.organisation.name.push('а');
        }
        assert_eq!(FormerLayout::following(&renamed, Some(&before)), before);
    }
}

#[test]
fn a_partnership_of_two_who_have_some_moves_nobody() {
    let mut seen = 0;
    for (name, graph) in small() {
        let Some(strangers) = strangers(&graph) else {
            continue;
        };
        let before = FormerLayout::following(&graph, None);
        let grown = with(&graph, &[strangers]);
        seen += 1;
        let after = FormerLayout::following(&grown, Some(&before));
        assert_ne!(before, after, "{name}");
        assert_eq!(
            places(&graph, before.layout()),
            places(&grown, after.layout()),
            "{name}"
        );
        assert_is_sound(name, &grown, after.layout());
    }
    assert!(seen > 1, "some networks have two to bind");
}

#[test]
fn a_first_partner_moves_nobody_else_who_has_some() {
    for (name, graph) in small() {
        let Some(newcomer) = alone(&graph).first().copied() else {
            continue;
        };
        let before = FormerLayout::following(&graph, None);
        let mentor = tied(&graph)[0];
        let grown = with(&graph, &[(mentor, newcomer)]);
        let after = FormerLayout::following(&grown, Some(&before));
        assert_eq!(
            longest_way((&graph, &before), (&grown, &after)),
            0.0,
            "{name}"
        );
        assert_is_sound(name, &grown, after.layout());
        let places = &after.layout().positions;
        let way =
            (places[mentor].0 - places[newcomer].0).hypot(places[mentor].1 - places[newcomer].1);
        assert!(way < 420.0, "{name}: {way} px from the only partner");
        // And back again: alone once more, one stands on the shelf.
        let back = FormerLayout::following(&graph, Some(&after));
        assert_eq!(
            longest_way((&grown, &after), (&graph, &back)),
            0.0,
            "{name}"
        );
        assert_is_sound(name, &graph, back.layout());
    }
}

#[test]
fn two_from_the_shelf_stand_below_and_move_nobody() {
    let mut seen = 0;
    for (name, graph) in small() {
        let [first, second, ..] = alone(&graph)[..] else {
            continue;
        };
        let before = FormerLayout::following(&graph, None);
        let grown = with(&graph, &[(first, second)]);
        let after = FormerLayout::following(&grown, Some(&before));
        assert_eq!(
            longest_way((&graph, &before), (&grown, &after)),
            0.0,
            "{name}"
        );
        assert_is_sound(name, &grown, after.layout());
        let height = |node: usize| after.layout().positions[node].1;
        let is_below = |node: usize| height(first) > height(node) && height(second) > height(node);
        assert!(tied(&graph).into_iter().all(is_below), "{name}");
        seen += 1;
    }
    assert!(seen > 1, "the networks have some who are alone");
}

#[test]
fn who_lost_all_partners_goes_to_the_shelf() {
    let mut seen = 0;
    for (name, graph) in small() {
        let before = FormerLayout::following(&graph, None);
        let leaf = |node: &usize| graph.nodes[*node].degree == 1;
        let Some(leaf) = tied(&graph).into_iter().find(leaf) else {
            continue;
        };
        let shrunk = without(&graph, leaf);
        let after = FormerLayout::following(&shrunk, Some(&before));
        let way = longest_way((&graph, &before), (&shrunk, &after));
        assert_eq!(way, 0.0, "{name}");
        assert_is_sound(name, &shrunk, after.layout());
        assert!(after.layout().shelf.contains(&leaf), "{name}");
        seen += 1;
    }
    assert!(seen > 0, "somebody has one partner only");
}

/// One of the two, or a partner of theirs.
fn is_within(graph: &NetworkGraph, node: usize, (a, b): (usize, usize)) -> bool {
    let is_end = |node: usize| node == a || node == b;
    is_end(node)
        || graph.edges.iter().any(|edge| {
            (edge.from == node && is_end(edge.to)) || (edge.to == node && is_end(edge.from))
        })
}

#[test]
fn one_partnership_moves_nobody_visibly_in_a_large_network() {
    for (organisations, relations) in [(LARGE_FROM, 700), (1_500, 3_000), (5_000, 10_000)] {
        let network = GeneratedNetwork::new(organisations, relations, 3);
        let graph = network.graph("generated", 3).unwrap();
        let before = FormerLayout::following(&graph, None);
        for relation in [
            strangers(&graph).unwrap(),
            (tied(&graph)[1], alone(&graph)[0]),
            (alone(&graph)[0], alone(&graph)[1]),
        ] {
            let grown = with(&graph, &[relation]);
            let after = FormerLayout::following(&grown, Some(&before));
            let (old, new) = (&before.layout().positions, &after.layout().positions);
            for node in tied(&graph) {
                let way = (old[node].0 - new[node].0).hypot(old[node].1 - new[node].1);
                let is_near = is_within(&grown, node, relation);
                let most = if is_near { UNSEEN } else { 0.0 };
                assert!(
                    way <= most,
                    "{organisations}, {relation:?}: {node} {way} px"
                );
            }
            if organisations < 5_000 {
                assert_is_sound("large", &grown, after.layout());
            }
        }
    }
}

#[test]
fn after_many_changes_all_is_laid_out_from_nothing() {
    let mut graph = like_yartsevo();
    let mut standing = FormerLayout::following(&graph, None);
    let mut is_mended_once = false;
    let mut is_laid_out_anew = false;
    for step in 0..20 {
        let count = graph.nodes.len();
        let relation = (step * 7 % count, (step * 11 + 3) % count);
        if relation.0 == relation.1 {
            continue;
        }
        let grown = with(&graph, &[relation]);
        let after = FormerLayout::following(&grown, Some(&standing));
        assert_is_sound("yartsevo", &grown, after.layout());
        if *after.layout() == layout(&grown) {
            is_laid_out_anew = true;
        } else {
            is_mended_once = true;
        }
        (graph, standing) = (grown, after);
    }
    assert!(is_mended_once && is_laid_out_anew);
    // Another network altogether has nothing to follow.
    let other = like_abinsk();
    let after = FormerLayout::following(&other, Some(&standing));
    assert_eq!(*after.layout(), layout(&other));
}

#[test]
fn an_arrangement_follows_and_tells_where_all_stand() {
    let graph = crate::generated::district(1);
    let filter = Filter::default();
    let (first, standing) = Arrangement::following(&graph, &filter, None, None);
    assert_eq!(first.scene(&filter).unwrap(), district_scene());
    let grown = with(&graph, &[strangers(&graph).unwrap()]);
    let (second, _) = Arrangement::following(&grown, &filter, None, standing.as_ref());
    let (before, after) = (
        first.scene(&filter).unwrap(),
        second.scene(&filter).unwrap(),
    );
    assert_eq!(before.edges.len() + 1, after.edges.len());
    for (old, new) in before.nodes.iter().zip(&after.nodes) {
        assert_eq!(old.at, new.at);
    }
    assert_ne!(drawn(&before), drawn(&after));
    let (_, on_map) = Arrangement::following(&graph, &crate::map(), None, None);
    assert_eq!(on_map, None);
}
