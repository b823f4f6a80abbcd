//! What a picture shows of an answer: which marks and lines keep their strength, which carry a
//! sign. Positions are never part of it.

use crate::network_graph::NetworkGraph;
use opora_domain::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// What the answer is about. Everything else steps back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// Organisations, partnerships, offers and requests of the answer; `None` when all are.
    pub strong: Option<BTreeSet<RecordId>>,
    /// Lines that carry a sign.
    pub signs: BTreeMap<RecordId, Sign>,
    /// Marks that carry a number, such as that of their group.
    pub numbers: BTreeMap<RecordId, usize>,
}

/// A sign on a line: a shape, so that it is told without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// There after, not before: a plus.
    Gained,
    /// There before, not after: a minus.
    Lost,
    /// Nobody wrote when exactly: a question mark.
    Perhaps,
}

impl Sign {
    /// The word in class names.
    pub const fn code(self) -> &'static str {
        match self {
            Sign::Gained => "gained",
            Sign::Lost => "lost",
            Sign::Perhaps => "perhaps",
        }
    }
}

impl Emphasis {
    /// Everything keeps its strength.
    pub fn all() -> Self {
        Self::default()
    }

    /// These organisations and partnerships, by their indices.
    pub fn of(
        graph: &NetworkGraph,
        nodes: impl IntoIterator<Item = usize>,
        edges: impl IntoIterator<Item = usize>,
    ) -> Self {
        let nodes = nodes.into_iter().map(|at| graph.nodes[at].organisation.id);
        let edges = edges.into_iter().map(|at| graph.edges[at].partnership.id);
        Emphasis {
            strong: Some(nodes.chain(edges).collect()),
            ..Self::default()
        }
    }

    /// Keeps its strength.
    pub fn is_strong(&self, id: RecordId) -> bool {
        self.strong
            .as_ref()
            .is_none_or(|strong| strong.contains(&id))
    }
}
