//! Where things stand: alike every time, apart from each other, and honest on the map.

use crate::generated::{
    district, like_abinsk, like_vengerovo, like_yartsevo, organisation, vengerovo,
};
use crate::{all, district_scene, drawn, map, scene_of};
use opora_domain::{Family, OrganisationKind, Place};
use opora_graph::layout::{DISTANCE_MIN, layout};
use opora_graph::{Arrangement, Filter, NetworkGraph, RoleKind, Scene, View};

/// FNV-1a over the bits of all positions.
fn fingerprint(positions: &[(f64, f64)]) -> u64 {
    let bytes = positions
        .iter()
        .flat_map(|(x, y)| [x.to_bits(), y.to_bits()])
        .flat_map(u64::to_le_bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn one_network_has_one_picture() {
    let graph = district(3);
    let first = layout(&graph);
    // Twice, on a part that is quick to lay out.
    let part = graph.filtered(&Filter::from_query("hide=role-partner&hide=role-school"));
    assert_eq!(layout(&part), layout(&part));
    // A change of this number moves every published picture: say so in the commit.
    assert_eq!(
        fingerprint(&first.positions),
        GOLDEN,
        "{:#x}",
        fingerprint(&first.positions)
    );
}

const GOLDEN: u64 = 0xb0ba_c992_45dc_8f22;

#[test]
fn marks_keep_their_distance() {
    for (name, graph) in all() {
        for scene in [
            scene_of(name, &graph),
            Scene::new(&graph, &map(), Some(vengerovo())),
        ] {
            for (index, node) in scene.nodes.iter().enumerate() {
                for other in &scene.nodes[index + 1..] {
                    let (dx, dy) = (node.at.0 - other.at.0, node.at.1 - other.at.1);
                    let away = (dx * dx + dy * dy).sqrt();
                    let least = if scene.view == View::Map {
                        DISTANCE_MIN - 1.0
                    } else {
                        DISTANCE_MIN
                    };
                    assert!(
                        away >= least,
                        "{name}: {} {}: {away}",
                        node.organisation.name,
                        other.organisation.name
                    );
                    assert!(away > node.role.half_size() + other.role.half_size());
                }
            }
        }
    }
}

#[test]
fn names_stay_on_the_plate_and_seldom_meet() {
    for (name, graph) in all() {
        let scene = scene_of(name, &graph);
        let mut met = 0.0;
        for (index, node) in scene.nodes.iter().enumerate() {
            let rect = node.label.rect;
            assert!(
                rect.left >= 0.0
                    && rect.top >= 0.0
                    && rect.right <= scene.width
                    && rect.bottom <= scene.height,
                "{name}: {}: {rect:?}",
                node.organisation.name
            );
            let others = scene.nodes[index + 1..].iter();
            met += others
                .map(|other| rect.overlap(other.label.rect))
                .sum::<f64>();
        }
        assert!(met < 400.0, "{name}: names cover {met} px² of each other");
    }
}

#[test]
fn hiding_moves_nobody() {
    let graph = district(1);
    let filter = Filter::from_query("hide=method&hide=role-partner");
    let arrangement = Arrangement::new(&graph, &Filter::default(), None);
    let before = arrangement.scene(&Filter::default()).unwrap();
    let after = arrangement.scene(&filter).unwrap();
    assert!(
        arrangement
            .scene(&Filter::from_query("status=any"))
            .is_none()
    );
    assert_eq!(before, district_scene());
    assert!(after.nodes.len() < before.nodes.len() && !after.nodes.is_empty());
    for node in &after.nodes {
        let same = before
            .nodes
            .iter()
            .find(|other| other.organisation.id == node.organisation.id)
            .unwrap();
        assert_eq!(same.at, node.at);
    }
    assert!(after.edges.iter().all(|edge| edge.family != Family::Method));
    assert!(
        after
            .nodes
            .iter()
            .all(|node| node.role.kind() != RoleKind::Partner)
    );
}

#[test]
fn the_unconnected_stand_on_the_shelf() {
    let scene = Scene::new(&like_abinsk(), &Filter::default(), None);
    assert!(scene.nodes.iter().all(|node| node.is_on_shelf));
    assert_eq!(scene.shelf.unwrap().count, 13);
    let scene = Scene::new(&like_yartsevo(), &Filter::default(), None);
    assert_eq!(
        scene.nodes.iter().filter(|node| !node.is_on_shelf).count(),
        2
    );
    assert!(drawn(&scene).contains("Пока ни с\u{a0}кем не связаны"));
}

#[test]
fn a_place_nobody_recorded_is_not_invented() {
    let scene = Scene::new(&like_vengerovo(), &map(), Some(vengerovo()));
    let unknown: Vec<_> = scene
        .nodes
        .iter()
        .filter(|node| node.is_place_unknown)
        .collect();
    assert_eq!(unknown.len(), 3);
    let ring = scene.unknown.as_ref().unwrap();
    for node in unknown {
        let (x, y) = (
            (node.at.0 - ring.center.0) / ring.radius_x,
            (node.at.1 - ring.center.1) / ring.radius_y,
        );
        assert!((x * x + y * y - 1.0).abs() < 1e-6);
    }
    // Two schools share a point: both stand aside of it, a line leads there.
    assert_eq!(scene.leaders.len(), 2);
    assert_eq!(scene.leaders[0].1, scene.leaders[1].1);
    assert!(drawn(&scene).contains("место неизвестно"));
}

#[test]
fn north_is_up_on_the_map() {
    let mut north = organisation(0, OrganisationKind::School, "Северная СОШ");
    north.place = Some(Place {
        latitude: 55.9,
        longitude: 32.7,
        accuracy: None,
    });
    let mut south = organisation(1, OrganisationKind::School, "Южная СОШ");
    south.place = Some(Place {
        latitude: 55.1,
        longitude: 32.7,
        accuracy: None,
    });
    let graph = NetworkGraph::new(vec![north, south], Vec::new(), Vec::new());
    let scene = Scene::new(&graph, &map(), None);
    let at = |name: &str| {
        scene
            .nodes
            .iter()
            .find(|node| node.organisation.name.starts_with(name))
            .unwrap()
            .at
    };
    assert!(at("Северная").1 < at("Южная").1 - 100.0);
}
