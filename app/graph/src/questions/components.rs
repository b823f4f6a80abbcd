//! The parts of a network between which there is no partnership at all.

use super::adjacency::Adjacency;
use crate::order::sort_by_key;
use std::cmp::Reverse;

/// Connected components: the largest first, then by the first identity in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Components {
    /// The component of each node.
    pub of: Vec<usize>,
    /// The nodes of each component, ascending.
    pub members: Vec<Vec<usize>>,
}

impl Components {
    /// Whichever way help goes. An organisation without partnerships is a component of its own.
    /// O(nodes + edges), and O(c log c) for c components.
    pub fn of(adjacency: &Adjacency) -> Self {
        let none = adjacency.len();
        let mut label = vec![none; adjacency.len()];
        let mut count = 0;
        let mut queue = Vec::new();
        for root in 0..adjacency.len() {
            if label[root] != none {
                continue;
            }
            label[root] = count;
            queue.push(root);
            while let Some(at) = queue.pop() {
                for step in adjacency.of(at) {
                    if label[step.node] == none {
                        label[step.node] = count;
                        queue.push(step.node);
                    }
                }
            }
            count += 1;
        }
        let labels = label.into_iter().map(Some).collect::<Vec<_>>();
        let (of, members) = largest_first(&labels, count);
        Components {
            of: of.into_iter().map(Option::unwrap_or_default).collect(),
            members,
        }
    }
}

/// Numbers groups anew: the largest first, then by their first member. Groups without members
/// are dropped; labels are under `count`.
pub(super) fn largest_first(
    labels: &[Option<usize>],
    count: usize,
) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (node, label) in labels.iter().enumerate() {
        if let Some(label) = label {
            members[*label].push(node);
        }
    }
    members.retain(|group| !group.is_empty());
    sort_by_key(&mut members, |group| (Reverse(group.len()), group[0]));
    let mut of = vec![None; labels.len()];
    for (number, group) in members.iter().enumerate() {
        for node in group {
            of[*node] = Some(number);
        }
    }
    (of, members)
}
