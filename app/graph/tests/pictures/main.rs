//! Pictures of generated networks: alike every time, complete, and free of collisions.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod drawing;
mod following;
mod generated;
mod laws;
mod looking;
mod meaning;
mod standing;

use generated::{district, like_abinsk, like_vengerovo, like_yartsevo};
use opora_domain::Locale;
use opora_graph::svg::{self, PictureOptions};
use opora_graph::{Filter, NetworkGraph, Scene, View};
use std::sync::OnceLock;

fn drawn(scene: &Scene) -> String {
    svg::picture(scene, &options(false))
}

fn options(shows_standings: bool) -> PictureOptions<'static> {
    PictureOptions {
        locale: Locale::Ru,
        link: &|organisation| format!("/network/generated/organisation/{}", organisation.code),
        selected: None,
        shows_standings,
        title: "Сеть".to_owned(),
        description: "Созданный программой район".to_owned(),
    }
}

/// The district's default scene, laid out once for all tests.
fn district_scene() -> Scene {
    static SCENE: OnceLock<Scene> = OnceLock::new();
    SCENE
        .get_or_init(|| Scene::new(&district(1), &Filter::default(), None))
        .clone()
}

/// A scene of a filter that asks for the default's status and view, so that positions are shared.
fn scene_of(name: &str, graph: &NetworkGraph) -> Scene {
    if name == "district" {
        district_scene()
    } else {
        Scene::new(graph, &Filter::default(), None)
    }
}

fn all() -> Vec<(&'static str, NetworkGraph)> {
    vec![
        ("district", district(1)),
        ("yartsevo", like_yartsevo()),
        ("abinsk", like_abinsk()),
        ("vengerovo", like_vengerovo()),
        (
            "empty",
            NetworkGraph::new(Vec::new(), Vec::new(), Vec::new()),
        ),
    ]
}

fn map() -> Filter {
    Filter {
        view: View::Map,
        ..Filter::default()
    }
}
