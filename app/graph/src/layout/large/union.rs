//! One layout for many moments: before and after, or a slider of years. All that ever was is laid
//! out once; a moment only shows less.
//!
//! It also carries places over from one version of a network to the next, by identity.

use super::compact::CompactGraph;
use super::{Anchor, Point};

/// A network at one time.
#[derive(Clone, Debug)]
pub struct Moment<Id> {
    pub nodes: Vec<Id>,
    pub edges: Vec<(Id, Id)>,
}

/// All moments in one.
#[derive(Clone, Debug)]
pub struct Union<Id> {
    /// Ascending.
    pub nodes: Vec<Id>,
    /// Its edges weigh the more the longer they were there: 1 for those of every moment.
    pub graph: CompactGraph,
    /// Of each moment, in order, which nodes are shown, ascending.
    pub shown: Vec<Vec<u32>>,
}

impl<Id: Ord + Copy> Union<Id> {
    /// An edge whose ends are not among a moment's nodes is left out.
    pub fn of(moments: &[Moment<Id>]) -> Self {
        let mut nodes: Vec<Id> = moments
            .iter()
            .flat_map(|moment| &moment.nodes)
            .copied()
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        let number = |id: &Id| nodes.binary_search(id).ok().map(|at| at as u32);
        let share = 1.0 / moments.len().max(1) as f32;
        let (mut edges, mut shown) = (Vec::new(), Vec::new());
        for moment in moments {
            let mut here: Vec<u32> = moment.nodes.iter().filter_map(number).collect();
            here.sort_unstable();
            here.dedup();
            let known = |id: &Id| number(id).filter(|at| here.binary_search(at).is_ok());
            let mut ties: Vec<(u32, u32)> = moment
                .edges
                .iter()
                .filter_map(|(a, b)| Some((known(a)?, known(b)?)))
                .map(|(a, b)| (a.min(b), a.max(b)))
                .collect();
            ties.sort_unstable();
            ties.dedup();
            edges.extend(ties.into_iter().map(|(a, b)| (a, b, share)));
            shown.push(here);
        }
        Union {
            graph: CompactGraph::new(nodes.len(), &edges),
            nodes,
            shown,
        }
    }
}

/// Anchors for a network's nodes out of the places of an earlier version; both lists of identities
/// are ascending. `is_pinned` says which of the earlier ones a person has put where they are.
pub fn carried<Id: Ord>(
    earlier: &[Id],
    places: &[Point],
    is_pinned: impl Fn(&Id) -> bool,
    nodes: &[Id],
) -> Vec<Option<Anchor>> {
    nodes
        .iter()
        .map(|id| {
            let at = *places.get(earlier.binary_search(id).ok()?)?;
            Some(Anchor {
                at,
                is_pinned: is_pinned(id),
            })
        })
        .collect()
}
