//! Questions as addresses say them, and their answers on networks by hand.

use crate::drawn::*;
use opora_domain::{PartialDate, PartnershipKind};
use opora_graph::question::{End, Listing, Ready, Said, answer};
use opora_graph::questions::Day;
use opora_graph::{Answer, Asked, NetworkGraph, Question};

pub fn day(text: &str) -> Day {
    Day::first_of(text.parse::<PartialDate>().unwrap())
}

pub fn ask(graph: &NetworkGraph, query: &str) -> Answer {
    let asked = Asked::from_query(query);
    answer(&asked, graph, &[], day("2026-11-22")).unwrap()
}

#[test]
fn addresses_are_read_and_written_alike() {
    let find = |text: &str| Some(Question::Find(text.to_owned()));
    let about = |code: &str, steps| {
        let code = code.to_owned();
        Some(Question::About { code, steps })
    };
    let path = |from: &str, to: &str| {
        let (from, to) = (from.to_owned(), to.to_owned());
        Some(Question::Path { from, to })
    };
    let cases = [
        (
            "find=%D0%BB%D0%B5%D1%81",
            find("лес"),
            "find=%D0%BB%D0%B5%D1%81",
        ),
        ("find=a+b%26c", find("a b&c"), "find=a%20b%26c"),
        ("find=", find(""), "find="),
        ("about=x", about("x", 1), "about=x"),
        ("about=x&steps=3", about("x", 3), "about=x&steps=3"),
        ("about=x&steps=99", about("x", 3), "about=x&steps=3"),
        ("about=x&steps=-1", about("x", 1), "about=x"),
        ("from=x&to=y", path("x", "y"), "from=x&to=y"),
        ("to=y", path("", "y"), "to=y"),
        ("from=&to=", path("", ""), "from="),
        (
            "only=alone",
            Some(Question::Only(Ready::Alone)),
            "only=alone",
        ),
        (
            "since=2024",
            Some(Question::Since(day("2024-01-01"))),
            "since=2024-01-01",
        ),
        (
            "on=2024-09",
            Some(Question::On(day("2024-09-01"))),
            "on=2024-09-01",
        ),
        (
            "between=2025..2024",
            Some(Question::Between(day("2024"), day("2025"))),
            "between=2024-01-01..2025-01-01",
        ),
        (
            "when=on&date=2024-02-29&and=",
            Some(Question::On(day("2024-02-29"))),
            "on=2024-02-29",
        ),
        (
            "date=2024&and=2025&when=since",
            Some(Question::Between(day("2024"), day("2025"))),
            "between=2024-01-01..2025-01-01",
        ),
        ("on=2023-02-29", Some(Question::UnreadDay), "on="),
        ("between=..", Some(Question::UnreadDay), "on="),
        ("when=since&date=", Some(Question::UnreadDay), "on="),
        ("only=%00&about=&when=never&steps=2", None, ""),
        // Of several the first in the order of the documentation.
        ("find=a&only=hubs&about=x&from=y", path("y", ""), "from=y"),
    ];
    for (query, question, canonical) in cases {
        assert_eq!(Question::from_query(query), question, "{query}");
        let written = question
            .as_ref()
            .map(Question::to_query)
            .unwrap_or_default();
        assert_eq!(written, canonical, "{query}");
        assert_eq!(Question::from_query(&written), question, "{written}");
    }
    let long = format!("find={}", "я".repeat(5000));
    assert_eq!(Question::from_query(&long), find(&"я".repeat(200)));
}

#[test]
fn a_page_is_one_address() {
    let query = "hide=social&status=any&view=map&about=x&steps=2&list=settlements";
    let asked = Asked::from_query(query);
    assert_eq!(asked.to_query(), query);
    assert_eq!(asked.listing, Listing::Settlements);
    assert_eq!(
        asked.asking(None).to_query(),
        "hide=social&status=any&view=map&list=settlements"
    );
    assert_eq!(Asked::default().to_query(), "");
    assert_eq!(Asked::from_query("list=x&list=&&=&%"), Asked::default());
}

/// 0 mentors 1 and 2; 3 helps 0; 4 has only an ended partnership with 1; 5 only a request; 6 is
/// alone; a project joins 2 and 3.
pub fn district() -> NetworkGraph {
    let mut project = partnership(3, (Some(2), Some(3)), Active);
    project.kind = PartnershipKind::JointProject;
    let partnerships = vec![
        partnership(0, (Some(0), Some(1)), Active),
        partnership(1, (Some(0), Some(2)), Active),
        partnership(2, (Some(3), Some(0)), Active),
        project,
        partnership(4, (Some(1), Some(4)), Completed),
        partnership(5, (None, Some(5)), Proposed),
    ];
    let organisations = vec![
        school(0),
        supported(1),
        supported(2),
        school(3),
        supported(4),
        school(5),
        school(6),
    ];
    NetworkGraph::new(organisations, partnerships, Vec::new())
}

#[test]
fn a_search_knows_the_one_that_is_meant() {
    let graph = district();
    let found = |text: &str| match ask(&graph, &format!("find={text}")).said {
        Said::Found {
            one,
            others,
            left_out,
        } => (one.map(|around| around.node), others.len(), left_out),
        said => panic!("{said:?}"),
    };
    assert_eq!(found("drawn-3"), (Some(3), 0, 0));
    assert_eq!(found("%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0+2"), (Some(2), 0, 0));
    assert_eq!(found("%D1%88%D0%BA"), (None, 7, 0));
    assert_eq!(found("zzz"), (None, 0, 0));
    // As a page writes the name, not as the record does; others begin alike.
    let of_number = |number: usize| {
        let mut one = school(number);
        one.name = format!("СОШ №{}", [1, 10, 12][number]);
        one
    };
    let alike = NetworkGraph::new((0..3).map(of_number).collect(), Vec::new(), Vec::new());
    match ask(&alike, "find=%D1%81%D0%BE%D1%88+%E2%84%96+1").said {
        Said::Found { one, others, .. } => {
            assert_eq!(one.map(|around| around.node), Some(0));
            assert_eq!(others, [1, 2]);
        }
        said => panic!("{said:?}"),
    }
    assert_eq!(ask(&graph, "find=+%2C").said, Said::NothingToFind);
    let many: Vec<_> = (0..50).map(school).collect();
    let many = NetworkGraph::new(many, Vec::new(), Vec::new());
    match ask(&many, "find=%D1%88").said {
        Said::Found {
            others, left_out, ..
        } => assert_eq!((others.len(), left_out), (20, 30)),
        said => panic!("{said:?}"),
    }
}

#[test]
fn who_is_asked_about_is_found_by_code_or_name_or_not_at_all() {
    let graph = district();
    let node = |query: &str| match ask(&graph, query).said {
        Said::Around(around) => Some((around.node, around.ego.nodes.len(), around.ego.edges.len())),
        _ => None,
    };
    assert_eq!(node("about=drawn-1"), Some((1, 2, 1)));
    assert_eq!(node("about=drawn-1&steps=2"), Some((1, 4, 4)));
    assert_eq!(
        node("about=%D0%A8%D0%9A%D0%9E%D0%9B%D0%90+1"),
        Some((1, 2, 1))
    );
    assert_eq!(ask(&graph, "about=nobody").said, Said::NoSuch);
    // Hidden by the filter: not among those shown.
    assert_eq!(
        ask(&graph, "about=drawn-1&hide=role-supported").said,
        Said::NoSuch
    );
}

#[test]
fn a_path_goes_along_what_is_shown() {
    let graph = district();
    let path = |query: &str| match ask(&graph, query).said {
        Said::Path { from, to, steps } => {
            let ways = steps.map(|steps| steps.iter().map(|step| step.to).collect::<Vec<_>>());
            (from, to, ways)
        }
        said => panic!("{said:?}"),
    };
    assert_eq!(path("from=drawn-1&to=drawn-3"), (1, 3, Some(vec![0, 3])));
    assert_eq!(path("from=drawn-2&to=drawn-3"), (2, 3, Some(vec![3])));
    let without_projects = "from=drawn-2&to=drawn-3&hide=social";
    assert_eq!(path(without_projects), (2, 3, Some(vec![0, 3])));
    assert_eq!(path("from=drawn-2&to=drawn-6"), (2, 6, None));
    assert_eq!(path("from=drawn-1&to=drawn-4"), (1, 4, None));
    assert_eq!(
        path("from=drawn-1&to=drawn-4&status=any"),
        (1, 4, Some(vec![4]))
    );
    let ends = |query: &str| match ask(&graph, query).said {
        Said::Ends { from, to } => (from, to),
        said => panic!("{said:?}"),
    };
    assert_eq!(ends("from=drawn-1"), (End::Found(1), End::NotNamed));
    assert_eq!(
        ends("from=%3Cscript%3E&to=drawn-1"),
        (End::NotFound, End::Found(1))
    );
    // Several begin so: which one is meant is not guessed.
    assert_eq!(ends("to=%D1%88%D0%BA"), (End::NotNamed, End::NotFound));
    assert_eq!(
        ask(&graph, "from=drawn-1&to=drawn-1").said,
        Said::SameEnds(1)
    );
}

#[test]
fn ready_questions_are_answered_of_live_help() {
    let graph = district();
    match ask(&graph, "only=alone").said {
        Said::Alone(alone) => {
            let nodes: Vec<_> = alone.iter().map(|each| each.node).collect();
            assert_eq!(nodes, [4, 5, 6]);
            assert_eq!(
                alone[0].instead,
                opora_graph::questions::load::Instead::Ended
            );
        }
        said => panic!("{said:?}"),
    }
    match ask(&graph, "only=hubs").said {
        Said::Hubs(loads) => assert_eq!((loads.givers[0].node, loads.givers[0].helped), (0, 2)),
        said => panic!("{said:?}"),
    }
    let weak = ask(&graph, "only=bridges");
    match &weak.said {
        Said::Weak { places, left_out } => {
            assert_eq!((places[0].node, *left_out), (0, 0));
            assert_eq!(
                (&places[0].cut_off[..], &places[0].unsupported[..]),
                (&[1][..], &[1, 2][..])
            );
        }
        said => panic!("{said:?}"),
    }
    assert_eq!(weak.emphasis.numbers.get(&organisation_id(0)), Some(&1));
    let together = ask(&graph, "only=communities");
    match &together.said {
        Said::Together(communities) => assert!(communities.of[6].is_none()),
        said => panic!("{said:?}"),
    }
    assert!(!together.emphasis.is_strong(organisation_id(6)));
    // Without mentoring lines only the project's two sides are not alone.
    match ask(&graph, "only=alone&hide=mentoring").said {
        Said::Alone(alone) => assert_eq!(alone.len(), 5),
        said => panic!("{said:?}"),
    }
}
