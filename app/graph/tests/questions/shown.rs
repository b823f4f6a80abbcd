//! Answers about other moments than the present, and what pictures show of answers.

use crate::asked::{ask, day, district};
use crate::drawn::*;
use opora_domain::Family;
use opora_graph::filter::{Filter, StatusFilter, View};
use opora_graph::question::{Changed, Said, Sign, answer};
use opora_graph::questions::Day;
use opora_graph::svg::{PictureOptions, picture, picture_of_answer};
use opora_graph::{Arrangement, Asked, NetworkGraph};

fn over_time() -> NetworkGraph {
    let between = |number, sides: (usize, usize), status| {
        partnership(number, (Some(sides.0), Some(sides.1)), status)
    };
    let partnerships = vec![
        dated(between(0, (0, 1), Completed), "2020-09-01", "2022-05-31"),
        dated(between(1, (0, 2), Active), "2021-09-01", ""),
        dated(between(2, (0, 3), Active), "2022", ""),
        between(3, (1, 2), Active),
        dated(partnership(4, (Some(0), None), Proposed), "2022-09-01", ""),
    ];
    let organisations = vec![school(0), supported(1), supported(2), school(3)];
    NetworkGraph::new(organisations, partnerships, Vec::new())
}

#[test]
fn a_day_is_answered_with_the_steps_to_the_next_changes() {
    let graph = over_time();
    let then = ask(&graph, "on=2021-10-01");
    let shown: Vec<_> = then
        .graph
        .edges
        .iter()
        .map(|edge| edge.partnership.id)
        .collect();
    assert_eq!(shown, [partnership_id(0), partnership_id(1)]);
    match &then.said {
        Said::On(told) => {
            assert_eq!(told.previous, Some(day("2021-09-01")));
            assert_eq!(told.next, Some(day("2022-01-01")));
            assert_eq!((told.perhaps.len(), told.undated), (0, 1));
            assert!(told.is_support_unknown);
        }
        said => panic!("{said:?}"),
    }
    let doubtful = ask(&graph, "on=2022-02-01");
    assert_eq!(
        doubtful.emphasis.signs.get(&partnership_id(2)),
        Some(&Sign::Perhaps)
    );
    assert_eq!(doubtful.emphasis.strong, None);
    // Stepping on from the first day leads through all of them, and ends.
    let mut days = vec![day("2020-09-01")];
    while let Said::On(told) = ask(&graph, &format!("on={}", days[days.len() - 1])).said {
        let Some(next) = told.next else { break };
        days.push(next);
        assert!(days.len() < 10);
    }
    let days: Vec<String> = days.iter().map(Day::to_string).collect();
    assert_eq!(
        days,
        [
            "2020-09-01",
            "2021-09-01",
            "2022-01-01",
            "2022-06-01",
            "2022-09-01"
        ]
    );
}

#[test]
fn changes_are_told_of_dated_things_only() {
    let graph = over_time();
    let changed = |query: &str| match ask(&graph, query).said {
        Said::Changed(told) => told,
        said => panic!("{said:?}"),
    };
    let told = changed("between=2021-10-01..2022-10-01");
    assert_eq!((told.came.len(), told.went.len()), (1, 1));
    assert_eq!(
        (told.ends_came.len(), told.ends_went.len(), told.undated),
        (1, 0, 1)
    );
    let answer = ask(&graph, "between=2021-10-01..2022-10-01");
    assert_eq!(
        answer.emphasis.signs.get(&partnership_id(0)),
        Some(&Sign::Lost)
    );
    assert_eq!(
        answer.emphasis.signs.get(&partnership_id(2)),
        Some(&Sign::Gained)
    );
    assert!(!answer.emphasis.is_strong(partnership_id(1)));
    let Changed { from, to, .. } = changed("since=2021-10-01");
    assert_eq!((from, to), (day("2021-10-01"), day("2026-11-22")));
    assert!(changed("since=2024").is_nothing());
    // What changed from a day to an earlier one is what changed between them.
    assert_eq!(changed("between=2022-10-01..2021-10-01"), told);
}

#[test]
fn nothing_moves_whatever_is_asked() {
    let graph = over_time();
    let scenes = |queries: &[&str]| -> Vec<Vec<_>> {
        let positions = queries.iter().map(|query| {
            let asked = Asked::from_query(query);
            let answer = answer(&asked, &graph, &[], day("2026-11-22"));
            let arrangement = Arrangement::new(&graph, &asked.stands_in(), None);
            let scene = arrangement.scene_asked(&asked, answer.as_ref()).unwrap();
            scene.nodes.iter().map(|node| node.at).collect()
        });
        positions.collect()
    };
    let now = scenes(&["", "only=hubs", "from=drawn-1&to=drawn-2", "find=drawn-1"]);
    assert!(now.iter().all(|each| each == &now[0]));
    let times = scenes(&[
        "on=2020-01-01",
        "on=2021-10-01",
        "since=2021",
        "between=2020..2030",
    ]);
    assert!(times.iter().all(|each| each == &times[0]));
}

#[test]
fn the_picture_shows_the_answer_and_nothing_else_changes() {
    let graph = district();
    let options = PictureOptions {
        locale: opora_domain::Locale::Ru,
        link: &|organisation| organisation.code.clone(),
        selected: None,
        shows_standings: false,
        title: String::new(),
        description: String::new(),
    };
    let drawn = |query: &str| {
        let asked = Asked::from_query(query);
        let answer = answer(&asked, &graph, &[], day("2026-11-22"));
        let arrangement = Arrangement::new(&graph, &asked.stands_in(), None);
        let scene = arrangement.scene_asked(&asked, answer.as_ref()).unwrap();
        match answer {
            Some(answer) => picture_of_answer(&scene, &options, &answer.emphasis),
            None => picture(&scene, &options),
        }
    };
    let path = drawn("from=drawn-1&to=drawn-3");
    assert!(path.contains("has-answer"));
    let strong =
        path.matches(r#"<a class="node"#).count() - path.matches("is-context\" href").count();
    assert_eq!(strong, 3);
    // Without its classes it is the picture of the page.
    let plain = path.replace(" has-answer", "").replace(" is-context", "");
    let tags = |svg: &str| {
        let mut tags: Vec<String> = svg.split('<').map(str::to_owned).collect();
        tags.sort_unstable();
        tags
    };
    // Strong lines lie above: the same in another order.
    assert_eq!(tags(&plain), tags(&drawn("")));
    assert!(drawn("only=bridges").contains(r#"<g class="rank""#));
    assert!(!drawn("about=nobody").contains("is-context"));
}

#[test]
fn a_question_of_time_stands_in_the_union_of_all_moments() {
    let asked = Asked::from_query("on=2020&status=active&hide=social&view=map");
    let expected = Filter {
        status: StatusFilter::Any,
        view: View::Map,
        ..Filter::default()
    };
    assert_eq!(asked.stands_in(), expected);
    let asked = Asked::from_query("only=alone&hide=social");
    assert!(asked.stands_in().families.contains(&Family::Social));
}
