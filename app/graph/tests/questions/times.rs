//! The network as of a day, by hand.

use crate::drawn::*;
use opora_domain::{Interaction, InteractionKind, NetworkId, StandingKind};
use opora_graph::NetworkGraph;
use opora_graph::questions::time::{Dated, days_of_change};
use opora_graph::questions::{AsOf, Day};

fn day(text: &str) -> Day {
    Day::first_of(text.parse().unwrap())
}

fn whole() -> NetworkGraph {
    let mut first = supported(0);
    first.standings = vec![
        standing(StandingKind::LowResults, "2019-09-01", "2021"),
        standing(StandingKind::GrowthPoint, "", ""),
    ];
    let between = |number, status| partnership(number, (Some(1), Some(0)), status);
    let partnerships = vec![
        dated(between(0, Completed), "2018-03-01", "2020-06-30"),
        dated(between(1, Active), "2020", ""),
        between(2, Active),
        dated(between(3, Completed), "2018-03-01", ""),
        dated(partnership(4, (Some(1), None), Proposed), "", "2020-12-31"),
    ];
    NetworkGraph::new(vec![first, school(1)], partnerships, Vec::new())
}

#[test]
fn dates_are_read_and_doubt_is_listed() {
    let whole = whole();
    let doubtful = |number| Dated::Partnership(partnership_id(number));
    // Day; partnerships that are there; those of them in doubt.
    let cases: [(&str, &[usize], &[usize]); 7] = [
        ("2018-02-28", &[4], &[4]),
        ("2018-03-01", &[0, 3, 4], &[3, 4]),
        ("2020-01-01", &[0, 1, 3, 4], &[1, 3, 4]),
        ("2020-06-30", &[0, 1, 3, 4], &[1, 3, 4]),
        ("2020-07-01", &[1, 3, 4], &[1, 3, 4]),
        ("2020-12-31", &[1, 3, 4], &[3, 4]),
        ("2021-01-01", &[1, 3], &[3]),
    ];
    for (text, expected, in_doubt) in cases {
        let then = AsOf::day(&whole, &[], day(text));
        let edges = then.graph.edges.iter().map(|edge| edge.partnership.id);
        let ends = then.graph.open_ends.iter().map(|end| end.partnership.id);
        let there: Vec<_> = edges.chain(ends).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|number| partnership_id(*number))
            .collect();
        assert_eq!(there, expected, "{text}");
        for number in 0..5 {
            let is_listed = then.perhaps.contains(&doubtful(number));
            assert_eq!(is_listed, in_doubt.contains(&number), "{text}: {number}");
        }
        assert!(then.undated.contains(&doubtful(2)), "{text}");
        let is_under_way = |at: usize| then.graph.edges[at].partnership.status == Active;
        assert!((0..then.graph.edges.len()).all(is_under_way), "{text}");
    }
}

#[test]
fn standings_hold_for_their_time() {
    let whole = whole();
    let growth = Dated::Standing {
        organisation: organisation_id(0),
        standing: StandingKind::GrowthPoint,
    };
    for (text, has_low_results) in [
        ("2019-08-31", false),
        ("2019-09-01", true),
        ("2021-12-31", true),
        ("2022-01-01", false),
    ] {
        let then = AsOf::day(&whole, &[], day(text));
        let first = &then.graph.nodes[0].organisation;
        assert_eq!(
            first.standings.len(),
            usize::from(has_low_results),
            "{text}"
        );
        assert_eq!(first.is_supported, has_low_results, "{text}");
        assert!(then.undated.contains(&growth), "{text}");
        assert!(then.support_unknown.is_empty(), "{text}");
    }
}

#[test]
fn support_without_dates_is_not_guessed() {
    let mut undated = supported(0);
    undated.standings = vec![standing(StandingKind::LowResults, "", "")];
    let seen_by_the_public = supported(1);
    let whole = NetworkGraph::new(
        vec![undated, seen_by_the_public, school(2)],
        Vec::new(),
        Vec::new(),
    );
    let then = AsOf::day(&whole, &[], day("2020"));
    assert_eq!(
        then.support_unknown,
        [organisation_id(0), organisation_id(1)]
    );
    let supported: Vec<_> = then
        .graph
        .nodes
        .iter()
        .map(|n| n.organisation.is_supported)
        .collect();
    assert_eq!(supported, [true, true, false]);
}

#[test]
fn only_what_took_place_by_then_is_counted() {
    let met = |number: usize, date: &str| Interaction {
        id: partnership_id(1000 + number),
        network: NetworkId::new("drawn").unwrap(),
        code: None,
        partnership: Some(partnership_id(1)),
        kind: InteractionKind::Seminar,
        date: date.parse().ok(),
        participants: None,
        topic: None,
        discussion: None,
        private_note: None,
        recorded_by: None,
    };
    let met = [
        met(0, "2020-02"),
        met(1, "2020-03-15"),
        met(2, ""),
        met(3, "2021"),
    ];
    for (text, expected) in [
        ("2020-02-28", 0),
        ("2020-02-29", 1),
        ("2020-03-15", 2),
        ("2021-12-30", 2),
        ("2021-12-31", 3),
    ] {
        let then = AsOf::day(&whole(), &met, day(text));
        let mut edges = then.graph.edges.iter();
        let edge = edges
            .find(|edge| edge.partnership.id == partnership_id(1))
            .unwrap();
        assert_eq!(edge.interactions, expected, "{text}");
    }
}

#[test]
fn the_days_of_change_are_those_at_which_the_graph_changes() {
    let whole = whole();
    let days = days_of_change(&whole);
    let expected = [
        "2018-03-01",
        "2019-09-01",
        "2020-01-01",
        "2020-07-01",
        "2021-01-01",
        "2022-01-01",
    ];
    assert_eq!(days, expected.map(day));
    let standings_and_relations = |at: Day| {
        let graph = AsOf::day(&whole, &[], at).graph;
        (
            graph.nodes[0].organisation.standings.clone(),
            graph.edges,
            graph.open_ends,
        )
    };
    let mut at = day("2017-12-30");
    while at < day("2022-03") {
        let changes = standings_and_relations(at) != standings_and_relations(at.next());
        assert_eq!(changes, days.contains(&at.next()), "{at:?}");
        at = at.next();
    }
}
