//! What keeps its strength in a picture: everything, one organisation with its partners, or what
//! an answer is about.
//!
//! A trait, so that the workspace, whose pictures have no answers, carries none of their drawing.

use crate::scene::{Curve, Scene, SceneEdge, SceneNode, SceneOpenEnd};
use opora_domain::RecordId;
use std::collections::BTreeSet;

/// Decides for every mark and line whether it steps back, and may draw upon it.
pub trait Strength {
    /// A class of the whole picture, with a space before, or nothing.
    fn class(&self) -> &'static str;
    fn is_selected(&self, node: usize) -> bool;
    fn is_node_context(&self, index: usize, node: &SceneNode) -> bool;
    fn is_edge_context(&self, edge: &SceneEdge) -> bool;
    fn is_end_context(&self, end: &SceneOpenEnd) -> bool;
    /// What lies over a line, inside its group.
    fn draw_on_line(&self, _out: &mut String, _partnerships: &[RecordId], _curve: &Curve) {}
    /// What lies over a mark, relative to its middle.
    fn draw_on_mark(&self, _out: &mut String, _node: &SceneNode) {}
}

/// Who keeps colour when one organisation is selected.
pub struct Focus {
    is_asked: bool,
    selected: Option<usize>,
    near: BTreeSet<usize>,
}

impl Focus {
    pub fn of(scene: &Scene, selected: Option<RecordId>) -> Self {
        let is_asked = selected.is_some();
        let selected = selected.and_then(|id| {
            scene
                .nodes
                .iter()
                .position(|node| node.organisation.id == id)
        });
        let mut near = BTreeSet::new();
        if let Some(selected) = selected {
            near.insert(selected);
            for edge in &scene.edges {
                if edge.from == selected || edge.to == selected {
                    near.extend([edge.from, edge.to]);
                }
            }
        }
        Focus {
            is_asked,
            selected,
            near,
        }
    }
}

impl Strength for Focus {
    fn class(&self) -> &'static str {
        if self.is_asked { " has-selection" } else { "" }
    }

    fn is_selected(&self, node: usize) -> bool {
        self.selected == Some(node)
    }

    fn is_node_context(&self, index: usize, _: &SceneNode) -> bool {
        self.selected.is_some() && !self.near.contains(&index)
    }

    fn is_edge_context(&self, edge: &SceneEdge) -> bool {
        self.selected
            .is_some_and(|selected| edge.from != selected && edge.to != selected)
    }

    fn is_end_context(&self, end: &SceneOpenEnd) -> bool {
        self.selected.is_some_and(|selected| end.node != selected)
    }
}
