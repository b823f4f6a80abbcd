//! One network as large as a country: every question ends, and says what it must of its shape.

use crate::drawn::*;
use opora_domain::Organisation;
use opora_graph::questions::load::{isolates, loads};
use opora_graph::questions::neighbours::ego;
use opora_graph::questions::path::shortest_path;
use opora_graph::questions::time::days_of_change;
use opora_graph::questions::{
    Adjacency, AsOf, Changes, Communities, Components, Cuts, Day, SearchIndex, Union,
};
use opora_graph::{NetworkGraph, StatusFilter};
use std::time::Instant;

const SCHOOLS: usize = 40_000;
const PARTNERSHIPS: usize = 200_000;
const DISTRICT: usize = 40;

/// Districts of forty, a chain between them, and the rest of the partnerships within.
fn country() -> NetworkGraph {
    let towns = [
        "Ёлкино",
        "Усть-Лабинск",
        "Ленинское",
        "Сосновка",
        "Берёзово",
    ];
    let organisations = (0..SCHOOLS).map(|number| Organisation {
        name: format!("МБОУ СОШ № {number}"),
        settlement: Some(towns[number % towns.len()].to_owned()),
        ..school(number)
    });
    let mut numbers = Numbers::new(1);
    let partnerships = (0..PARTNERSHIPS).map(|number| {
        let (from, to) = if number < SCHOOLS - 1 {
            (number, number + 1)
        } else {
            let from = numbers.below(SCHOOLS);
            let other = 1 + numbers.below(DISTRICT - 1);
            (
                from,
                from - from % DISTRICT + (from % DISTRICT + other) % DISTRICT,
            )
        };
        let one = partnership(number, (Some(from), Some(to)), Active);
        dated(one, &format!("{}", 2000 + number % 20), "2022-05")
    });
    NetworkGraph::new(organisations.collect(), partnerships.collect(), Vec::new())
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "how long each took is worth reading, and no test"
)]
fn every_question_of_a_country_ends() {
    let mut at = Instant::now();
    let mut took = |what: &str| {
        println!("{what}: {:.1} ms", at.elapsed().as_secs_f64() * 1000.0);
        at = Instant::now();
    };
    let graph = country();
    assert_eq!(graph.edges.len(), PARTNERSHIPS);
    took("the graph");
    let adjacency = Adjacency::new(&graph, StatusFilter::Any);
    took("adjacency");
    let index = SearchIndex::new(&graph);
    took("index of words");
    assert_eq!(index.find("с", 20).len(), 20);
    took("search «с»");
    assert_eq!(index.find("мбоу сош 39999", 20).len(), 1);
    took("search «мбоу сош 39999»");
    assert_eq!(index.find("сош елк 123", 20)[0].node, 1_230);
    took("search «сош елк 123»");
    let path = shortest_path(&graph, &adjacency, 0, SCHOOLS - 1).unwrap();
    assert!(path.len() >= 2 * SCHOOLS / DISTRICT - 1 && path.len() < SCHOOLS);
    took("path");
    assert!(ego(&adjacency, SCHOOLS / 2, 3).nodes.len() > DISTRICT);
    took("ego");
    assert_eq!(Components::of(&adjacency).members.len(), 1);
    took("components");
    let cuts = Cuts::of(&adjacency);
    assert!(cuts.bridges().count() >= SCHOOLS / DISTRICT - 1);
    assert!(
        cuts.cut_vertices()
            .iter()
            .any(|each| each.cut_off > SCHOOLS / 4)
    );
    took("bridges and cut vertices");
    assert!(!loads(&graph).givers.is_empty());
    assert!(isolates(&graph).is_empty());
    took("loads and isolates");
    let communities = Communities::of(&adjacency);
    assert!(communities.modularity > 0.9);
    took("communities");
    let then = AsOf::day(
        &graph,
        &[],
        Day {
            year: 2010,
            month: 1,
            day: 1,
        },
    );
    assert_eq!(then.graph.edges.len(), PARTNERSHIPS / 20 * 11);
    took("as of a day");
    assert_eq!(days_of_change(&graph).len(), 21);
    took("days of change");
    let changes = Changes::between(&then.graph, &graph);
    assert_eq!(changes.partnerships_came.len(), PARTNERSHIPS / 20 * 9);
    took("changes");
    let union = Union::of(&then.graph, &graph);
    assert_eq!(union.graph.edges.len(), PARTNERSHIPS);
    took("union");
    // A chain is the deepest walk there is.
    let chain: Vec<_> = (1..SCHOOLS).map(|number| (number - 1, number)).collect();
    let chain = live(SCHOOLS, &chain);
    let adjacency = Adjacency::live(&chain);
    assert_eq!(Cuts::of(&adjacency).bridges().count(), SCHOOLS - 1);
    assert_eq!(
        shortest_path(&chain, &adjacency, 0, SCHOOLS - 1)
            .unwrap()
            .len(),
        SCHOOLS - 1
    );
    assert!(Communities::of(&adjacency).modularity > 0.9);
    took("a chain");
}
