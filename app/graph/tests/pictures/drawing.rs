//! The markup: complete, safe, and no more than asked for.

use crate::generated::{like_yartsevo, organisation, partnership};
use crate::{all, district_scene, drawn, options, scene_of};
use opora_domain::{Family, OrganisationKind, PartnershipStatus};
use opora_graph::svg::{self, PictureOptions};
use opora_graph::{Filter, NetworkGraph, Scene};

#[test]
fn every_organisation_is_a_link_and_every_relation_is_drawn() {
    for (name, graph) in all() {
        for query in ["", "status=any&view=map"] {
            let filter = Filter::from_query(query);
            let scene = if query.is_empty() {
                scene_of(name, &graph)
            } else {
                Scene::new(&graph, &filter, None)
            };
            let svg = drawn(&scene);
            for node in &graph.nodes {
                let link = format!(
                    "href=\"/network/generated/organisation/{}\"",
                    node.organisation.code
                );
                assert_eq!(svg.matches(&link).count(), 1, "{name}: {link}");
            }
            let mut drawn_edges: Vec<_> = scene
                .edges
                .iter()
                .flat_map(|edge| edge.partnerships.clone())
                .collect();
            drawn_edges.sort();
            let wanted: Vec<_> = graph
                .edges
                .iter()
                .map(|edge| &edge.partnership)
                .filter(|each| filter.shows(each))
                .map(|each| each.id)
                .collect();
            assert_eq!(drawn_edges, wanted, "{name}");
            let wanted = graph
                .open_ends
                .iter()
                .filter(|end| filter.shows(&end.partnership))
                .count();
            assert_eq!(scene.open_ends.len(), wanted, "{name}");
            assert_eq!(svg.matches("class=\"open-end ").count(), wanted, "{name}");
        }
    }
}

#[test]
fn the_markup_keeps_the_pages_policy() {
    let mut organisation = organisation(
        0,
        OrganisationKind::School,
        "\"><script>alert('1')</script>&\u{7}",
    );
    organisation.code = "\"onload=\"x".to_owned();
    let graph = NetworkGraph::new(vec![organisation], Vec::new(), Vec::new());
    let svg = drawn(&Scene::new(&graph, &Filter::default(), None));
    for forbidden in ["style=", "<style", "<script", "onload=\"", "url("] {
        assert!(!svg.contains(forbidden), "{forbidden}: {svg}");
    }
    assert!(
        svg::standalone(
            &Scene::new(&graph, &Filter::default(), None),
            &options(false)
        )
        .contains("<style>")
    );
}

#[test]
fn a_picture_of_a_district_is_small() {
    let svg = drawn(&district_scene());
    assert!(svg.len() < 60_000, "{}", svg.len());
}

#[test]
fn standings_are_drawn_only_when_asked_for() {
    let scene = district_scene();
    assert!(!svg::picture(&scene, &options(false)).contains("shape-standing"));
    assert!(svg::picture(&scene, &options(true)).contains("shape-standing"));
}

#[test]
fn selecting_takes_the_colour_from_the_rest() {
    let graph = like_yartsevo();
    let scene = Scene::new(&graph, &Filter::default(), None);
    let selected = Some(graph.nodes[graph.edges[0].from].organisation.id);
    let svg = svg::picture(
        &scene,
        &PictureOptions {
            selected,
            ..options(false)
        },
    );
    assert_eq!(svg.matches(" is-selected").count(), 1);
    // All but the selected and its partner; the two offers of the partner.
    assert_eq!(svg.matches("<a class=\"node ").count(), 12);
    assert_eq!(svg.matches(" is-context").count(), 10 + 2);
}

#[test]
fn more_than_three_lines_become_one_with_a_number() {
    use opora_domain::PartnershipKind as Kind;
    let organisations = vec![
        organisation(0, OrganisationKind::School, "А"),
        organisation(1, OrganisationKind::School, "Б"),
    ];
    let kinds = [
        Kind::Mentoring,
        Kind::MethodSupport,
        Kind::JointProject,
        Kind::InternshipSite,
    ];
    let several = |count: usize| {
        let partnerships = (0..count).map(|number| {
            partnership(
                number,
                kinds[number],
                Some(0),
                Some(1),
                PartnershipStatus::Active,
            )
        });
        NetworkGraph::new(organisations.clone(), partnerships.collect(), Vec::new())
    };
    let three = Scene::new(&several(3), &Filter::default(), None);
    assert_eq!(three.edges.len(), 3);
    let four = Scene::new(&several(4), &Filter::default(), None);
    assert_eq!(
        (
            four.edges.len(),
            four.edges[0].partnerships.len(),
            four.edges[0].family
        ),
        (1, 4, Family::Mentoring)
    );
    assert!(drawn(&four).contains("class=\"count\""));
}
