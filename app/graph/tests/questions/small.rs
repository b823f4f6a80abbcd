//! Small networks by hand.

use crate::drawn::*;
use opora_domain::{Organisation, PartnershipKind, StandingKind};
use opora_graph::questions::changes::{SidesChange, StandingChange, StatusChange};
use opora_graph::questions::cuts::left_without_support;
use opora_graph::questions::load::{Instead, isolates, loads};
use opora_graph::questions::neighbours::{ego, neighbours};
use opora_graph::questions::path::shortest_path;
use opora_graph::questions::search::FoundIn;
use opora_graph::questions::union::Presence;
use opora_graph::questions::{
    Adjacency, Changes, Communities, Components, Cuts, Direction, SearchIndex, Union,
};
use opora_graph::{NetworkGraph, StatusFilter};

fn all(graph: &NetworkGraph) -> Adjacency {
    Adjacency::new(graph, StatusFilter::Any)
}

fn named(names: &[(&str, &str, Option<&str>)]) -> NetworkGraph {
    let organisations = names
        .iter()
        .enumerate()
        .map(|(number, (name, code, settlement))| Organisation {
            name: (*name).to_owned(),
            code: (*code).to_owned(),
            settlement: settlement.map(str::to_owned),
            ..school(number)
        });
    NetworkGraph::new(organisations.collect(), Vec::new(), Vec::new())
}

#[test]
fn search_finds_beginnings_of_words_ranked() {
    let graph = named(&[
        ("МБОУ СОШ № 57", "len-57", Some("Ленинское")),
        ("МБОУ СОШ № 5", "len-5", Some("Ленинское")),
        ("Ёлкинская школа", "elk-1", Some("Ёлкино")),
        ("Гимназия «Ленинская»", "gym", None),
        ("Школа им. Ленина", "usl-2", Some("Усть-Лабинск")),
    ]);
    let index = SearchIndex::new(&graph);
    let cases: [(&str, &[usize]); 14] = [
        ("5", &[1, 0]),
        ("сош 5", &[1, 0]),
        ("МБОУ сош № 57", &[0]),
        ("елк", &[2]),
        ("ЁЛКИНО", &[2]),
        ("е\u{308}лк", &[2]),
        ("лен", &[3, 4, 1, 0]),
        ("len", &[1, 0]),
        ("LEN-57", &[0]),
        ("лабинск", &[4]),
        ("усть-лаб шк", &[4]),
        ("инская", &[]),
        ("сош гимназия", &[]),
        (" «-» ", &[]),
    ];
    for (query, expected) in cases {
        let found: Vec<usize> = index.find(query, 10).iter().map(|each| each.node).collect();
        assert_eq!(found, expected, "{query}");
    }
    assert_eq!(index.find("лен", 2).len(), 2);
    assert!(index.find("лен", 0).is_empty());
    assert_eq!(index.find("ёлкинская", 1)[0].field, FoundIn::NameStart);
    assert_eq!(index.find("усть школа", 1)[0].field, FoundIn::Settlement);
    assert!(SearchIndex::new(&live(0, &[])).find("а", 5).is_empty());
}

#[test]
fn neighbours_stand_by_kind_and_direction() {
    let edges = [(1, 0), (0, 2), (0, 1), (3, 0)];
    let mut partnerships: Vec<_> = (0..4)
        .map(|at| partnership(at, (Some(edges[at].0), Some(edges[at].1)), Active))
        .collect();
    partnerships[2].kind = PartnershipKind::Consulting;
    let graph = NetworkGraph::new((0..4).map(school).collect(), partnerships, Vec::new());
    let found: Vec<_> = neighbours(&graph, &all(&graph), 0)
        .iter()
        .map(|each| (each.kind, each.direction, each.node, each.edge))
        .collect();
    let mentoring = PartnershipKind::Mentoring;
    assert_eq!(
        found,
        [
            (mentoring, Direction::Gives, 2, 1),
            (mentoring, Direction::Receives, 1, 0),
            (mentoring, Direction::Receives, 3, 3),
            (PartnershipKind::Consulting, Direction::Gives, 1, 2),
        ]
    );
}

#[test]
fn an_ego_network_goes_up_to_three_steps() {
    let graph = live(6, &[(0, 1), (2, 1), (2, 3), (3, 4), (0, 2), (4, 5)]);
    let adjacency = all(&graph);
    let of = |node, steps| {
        let ego = ego(&adjacency, node, steps);
        let nodes: Vec<_> = ego
            .nodes
            .iter()
            .map(|near| (near.node, near.steps))
            .collect();
        (nodes, ego.edges)
    };
    assert_eq!(of(0, 1), (vec![(0, 0), (1, 1), (2, 1)], vec![0, 1, 4]));
    let two = (vec![(0, 0), (1, 1), (2, 1), (3, 2)], vec![0, 1, 2, 4]);
    assert_eq!(of(0, 2), two);
    let three = (
        vec![(0, 0), (1, 1), (2, 1), (3, 2), (4, 3)],
        vec![0, 1, 2, 3, 4],
    );
    assert_eq!(of(0, 3), three);
    assert_eq!((of(0, 9), of(0, 0)), (of(0, 3), of(0, 1)));
    assert_eq!(of(7, 1), (vec![], vec![]));
}

#[test]
fn a_path_says_who_helps_whom() {
    // Two ways of two steps; the second partnership of 1 and 3 is the live one.
    let edges = [
        (2, 0, Active),
        (2, 3, Active),
        (1, 0, Active),
        (1, 3, Completed),
        (3, 1, Active),
        (3, 4, Proposed),
    ];
    let graph = graph(6, &edges);
    let said = |adjacency: &Adjacency, from, to| {
        let path = shortest_path(&graph, adjacency, from, to)?;
        let said = path
            .iter()
            .map(|step| (step.from, step.to, step.edge, step.direction));
        Some(said.collect::<Vec<_>>())
    };
    use Direction::{Gives, Receives};
    let first = (0, 1, 2, Receives);
    let any = all(&graph);
    assert_eq!(said(&any, 0, 3), Some(vec![first, (1, 3, 4, Receives)]));
    let on = vec![first, (1, 3, 4, Receives), (3, 4, 5, Gives)];
    assert_eq!(said(&any, 0, 4), Some(on));
    assert_eq!(said(&any, 0, 0), Some(vec![]));
    assert_eq!(said(&any, 0, 5), None);
    assert_eq!(said(&any, 0, 6), None);
    assert_eq!(said(&Adjacency::live(&graph), 0, 4), None);
}

#[test]
fn hubs_carry_more_than_twice_the_median() {
    let mut edges: Vec<_> = (1..6).map(|to| (0, to, Active)).collect();
    edges.extend([
        (0, 1, Active),
        (6, 7, Active),
        (7, 8, Active),
        (8, 6, Completed),
    ]);
    let graph = graph(9, &edges);
    let loads = loads(&graph);
    let said: Vec<_> = loads
        .givers
        .iter()
        .map(|load| (load.node, load.partnerships, load.helped, load.is_hub))
        .collect();
    assert_eq!(said, [(0, 6, 5, true), (6, 1, 1, false), (7, 1, 1, false)]);
    assert_eq!((loads.median_helped, loads.partnerships), (1, 8));
}

#[test]
fn the_supported_who_are_alone_come_first() {
    let mut organisations: Vec<_> = (0..7).map(school).collect();
    for number in [2, 4, 5] {
        organisations[number] = supported(number);
    }
    organisations[0].kind = opora_domain::OrganisationKind::Sport;
    let partnerships = vec![
        partnership(0, (Some(3), Some(5)), Active),
        partnership(1, (Some(3), Some(2)), Agreed),
        partnership(2, (Some(3), Some(1)), Completed),
        partnership(3, (None, Some(4)), Proposed),
        partnership(4, (None, Some(4)), Completed),
    ];
    let graph = NetworkGraph::new(organisations, partnerships, Vec::new());
    let alone: Vec<_> = isolates(&graph)
        .iter()
        .map(|each| (each.node, each.is_supported, each.instead, each.open_ends))
        .collect();
    assert_eq!(
        alone,
        [
            (4, true, Instead::Nothing, 1),
            (2, true, Instead::Planned, 0),
            (6, false, Instead::Nothing, 0),
            (1, false, Instead::Ended, 0),
            (0, false, Instead::Nothing, 0),
        ]
    );
}

#[test]
fn what_is_cut_off_is_listed() {
    // A triangle 0 1 2; 2 holds 3 and the triangle 4 5 6; between 7 and 8 two partnerships.
    let edges = [
        (0, 1),
        (1, 2),
        (2, 0),
        (2, 3),
        (4, 2),
        (4, 5),
        (5, 6),
        (6, 4),
        (7, 8),
        (8, 7),
    ];
    let graph = live(10, &edges);
    let cuts = Cuts::of(&all(&graph));
    let bridges: Vec<_> = cuts
        .bridges()
        .map(|each| (each.edge, each.cut_off))
        .collect();
    assert_eq!(bridges, [(3, 1), (4, 3)]);
    assert_eq!(cuts.beyond(3), [3]);
    assert_eq!(cuts.beyond(4), [4, 5, 6]);
    assert!(cuts.beyond(0).is_empty());
    let cut_vertices: Vec<_> = cuts
        .cut_vertices()
        .iter()
        .map(|c| (c.node, c.cut_off))
        .collect();
    assert_eq!(cut_vertices, [(2, 3), (4, 2)]);
    assert_eq!(cuts.cut_off_by(2), [vec![0, 1], vec![3]]);
    assert_eq!(cuts.cut_off_by(4), [vec![5, 6]]);
    assert_eq!(cuts.cut_off_by(7), Vec::<Vec<usize>>::new());
}

#[test]
fn who_has_no_other_help_is_left_without_support() {
    let edges = [
        (0, 1, Active),
        (0, 2, Active),
        (3, 2, Active),
        (0, 4, Active),
        (5, 4, Completed),
    ];
    let graph = graph(6, &edges);
    assert_eq!(left_without_support(&Adjacency::live(&graph), 0), [1, 4]);
    assert_eq!(left_without_support(&all(&graph), 0), [1]);
    assert!(left_without_support(&all(&graph), 1).is_empty());
}

#[test]
fn components_and_communities_stand_largest_first() {
    // Two squares with their diagonals and one partnership between; a pair; one alone.
    let square = |a: usize| {
        [
            (a, a + 1),
            (a + 1, a + 2),
            (a + 2, a + 3),
            (a + 3, a),
            (a, a + 2),
            (a + 1, a + 3),
        ]
    };
    let mut edges = vec![(0, 1)];
    edges.extend(square(2));
    edges.extend(square(6));
    edges.push((5, 6));
    let graph = live(11, &edges);
    let components = Components::of(&all(&graph));
    assert_eq!(
        components.members,
        [(2..10).collect::<Vec<_>>(), vec![0, 1], vec![10]]
    );
    assert_eq!(components.of, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    let communities = Communities::of(&all(&graph));
    assert_eq!(
        communities.members,
        [vec![2, 3, 4, 5], vec![6, 7, 8, 9], vec![0, 1]]
    );
    assert_eq!(communities.of[9..], [Some(1), None]);
    // 13 of 14 partnerships inside; ends 13, 13 and 2 of 28.
    let expected = 13.0 / 14.0 - (169.0 + 169.0 + 4.0) / 784.0;
    assert!((communities.modularity - expected).abs() < 1e-12);
    let nobody = Communities::of(&all(&live(2, &[])));
    assert_eq!((nobody.members.len(), nobody.modularity), (0, 0.0));
}

fn before_and_after() -> (NetworkGraph, NetworkGraph) {
    let low = standing(StandingKind::LowResults, "2020", "");
    let growth = standing(StandingKind::GrowthPoint, "2021", "");
    let mut changed = school(1);
    changed.standings = vec![low];
    let before = NetworkGraph::new(
        vec![school(0), changed.clone(), school(2), school(3)],
        vec![
            partnership(0, (Some(0), Some(1)), Proposed),
            partnership(1, (Some(0), Some(3)), Active),
            partnership(2, (Some(0), None), Proposed),
            partnership(3, (Some(2), Some(0)), Active),
        ],
        Vec::new(),
    );
    changed.standings = vec![growth];
    changed.is_supported = true;
    let after = NetworkGraph::new(
        vec![school(0), changed, school(2), school(4)],
        vec![
            partnership(0, (Some(0), Some(1)), Active),
            partnership(2, (Some(0), Some(4)), Proposed),
            partnership(3, (Some(1), Some(0)), Active),
            partnership(4, (None, Some(2)), Proposed),
        ],
        Vec::new(),
    );
    (before, after)
}

#[test]
fn changes_between_two_states() {
    let (before, after) = before_and_after();
    let id = organisation_id;
    let changes = Changes::between(&before, &after);
    assert_eq!(changes.organisations_came, [id(4)]);
    assert_eq!(changes.organisations_went, [id(3)]);
    let standing = |standing, is_gained| StandingChange {
        organisation: id(1),
        standing,
        is_gained,
    };
    let expected = [
        standing(StandingKind::LowResults, false),
        standing(StandingKind::GrowthPoint, true),
    ];
    assert_eq!(changes.standings, expected);
    assert_eq!(changes.support.len(), 1);
    assert!(changes.support[0].is_supported);
    assert_eq!(changes.partnerships_came, [partnership_id(4)]);
    assert_eq!(changes.partnerships_went, [partnership_id(1)]);
    let status = StatusChange {
        partnership: partnership_id(0),
        before: Proposed,
        after: Active,
    };
    assert_eq!(changes.statuses, [status]);
    let sides = |number, before, after| SidesChange {
        partnership: partnership_id(number),
        before,
        after,
    };
    let expected = [
        sides(2, (Some(id(0)), None), (Some(id(0)), Some(id(4)))),
        sides(3, (Some(id(2)), Some(id(0))), (Some(id(1)), Some(id(0)))),
    ];
    assert_eq!(changes.sides, expected);
    assert!(Changes::between(&after, &after).is_empty());
}

#[test]
fn the_union_shows_either_state() {
    use Presence::{After, Before, Both};
    let (before, after) = before_and_after();
    let union = Union::of(&before, &after);
    assert_eq!(union.nodes, [Both, Both, Both, Before, After]);
    // Numbers 0, 1, 2 (an edge only after), and 3 twice, as its giving side changed.
    assert_eq!(union.edges, [Both, Before, After, Before, After]);
    assert_eq!(union.open_ends, [Before, After]);
    let sides: Vec<_> = union
        .graph
        .edges
        .iter()
        .map(|edge| (edge.from, edge.to))
        .collect();
    assert_eq!(sides, [(0, 1), (0, 3), (0, 4), (2, 0), (1, 0)]);
    assert_eq!(union.graph.nodes[0].degree, 5);
    let same = Union::of(&after, &after);
    assert_eq!(same.graph, after);
    assert!(same.edges.iter().all(|each| *each == Both));
}
