//! What changed between two states of one network, whatever tells them apart: two dates, two
//! sequence numbers, before and after an import.
//!
//! It compares what one viewer sees of both: give graphs made for the same viewer. A partnership
//! whose named side left has gone with it, as [`NetworkGraph::new`] keeps no such relation. It does
//! not compare texts (names, themes, notes): the history of the records has them.

use crate::network_graph::NetworkGraph;
use opora_domain::{Organisation, Partnership, PartnershipStatus, RecordId, StandingKind};

/// Differences, each list by ascending identity. O(nodes + edges + standings squared of one school).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub organisations_came: Vec<RecordId>,
    pub organisations_went: Vec<RecordId>,
    /// Among organisations that are there before and after. For those who see standings.
    pub standings: Vec<StandingChange>,
    /// The district began or ceased to support them: also for those who see no standings.
    pub support: Vec<SupportChange>,
    /// Also offers and requests.
    pub partnerships_came: Vec<RecordId>,
    pub partnerships_went: Vec<RecordId>,
    pub statuses: Vec<StatusChange>,
    /// Another partner was named, or a first one, or one was taken back.
    pub sides: Vec<SidesChange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandingChange {
    pub organisation: RecordId,
    pub standing: StandingKind,
    /// Gained; otherwise lost. A standing that only got other dates is neither.
    pub is_gained: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportChange {
    pub organisation: RecordId,
    /// What holds after.
    pub is_supported: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusChange {
    pub partnership: RecordId,
    pub before: PartnershipStatus,
    pub after: PartnershipStatus,
}

/// Giving and receiving side, before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SidesChange {
    pub partnership: RecordId,
    pub before: (Option<RecordId>, Option<RecordId>),
    pub after: (Option<RecordId>, Option<RecordId>),
}

impl Changes {
    pub fn between(before: &NetworkGraph, after: &NetworkGraph) -> Self {
        let mut changes = Changes::default();
        let (old, new) = (organisations(before), organisations(after));
        for pair in pairs(&old, &new, |each| each.id) {
            match pair {
                (Some(old), Some(new)) => changes.organisation(old, new),
                (Some(old), None) => changes.organisations_went.push(old.id),
                (None, Some(new)) => changes.organisations_came.push(new.id),
                (None, None) => {}
            }
        }
        let (old, new) = (relations(before), relations(after));
        for pair in pairs(&old, &new, |each| each.id) {
            match pair {
                (Some(old), Some(new)) => changes.partnership(old, new),
                (Some(old), None) => changes.partnerships_went.push(old.id),
                (None, Some(new)) => changes.partnerships_came.push(new.id),
                (None, None) => {}
            }
        }
        changes
    }

    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    fn organisation(&mut self, old: &Organisation, new: &Organisation) {
        let has = |one: &Organisation, kind| one.standings.iter().any(|each| each.kind == kind);
        for standing in StandingKind::ALL {
            let is_gained = has(new, *standing);
            if is_gained != has(old, *standing) {
                self.standings.push(StandingChange {
                    organisation: new.id,
                    standing: *standing,
                    is_gained,
                });
            }
        }
        if old.is_supported != new.is_supported {
            self.support.push(SupportChange {
                organisation: new.id,
                is_supported: new.is_supported,
            });
        }
    }

    fn partnership(&mut self, old: &Partnership, new: &Partnership) {
        if old.status != new.status {
            self.statuses.push(StatusChange {
                partnership: new.id,
                before: old.status,
                after: new.status,
            });
        }
        let (before, after) = ((old.from, old.to), (new.from, new.to));
        if before != after {
            self.sides.push(SidesChange {
                partnership: new.id,
                before,
                after,
            });
        }
    }
}

fn organisations(graph: &NetworkGraph) -> Vec<&Organisation> {
    graph.nodes.iter().map(|node| &node.organisation).collect()
}

/// Partnerships, offers and requests, by ascending identity.
fn relations(graph: &NetworkGraph) -> Vec<&Partnership> {
    let edges: Vec<&Partnership> = graph.edges.iter().map(|edge| &edge.partnership).collect();
    let ends: Vec<&Partnership> = graph.open_ends.iter().map(|end| &end.partnership).collect();
    let both = pairs(&edges, &ends, |each| each.id);
    both.into_iter()
        .filter_map(|(edge, end)| edge.or(end).copied())
        .collect()
}

/// Goes through two lists that ascend, and puts together what has one key.
pub(super) fn pairs<'a, T, K: Ord>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&T) -> K,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut pairs = Vec::with_capacity(old.len().max(new.len()));
    let (mut old, mut new) = (old, new);
    loop {
        let order = match (old.first(), new.first()) {
            (Some(a), Some(b)) => key(a).cmp(&key(b)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return pairs,
        };
        let mut taken = (None, None);
        if let [first, rest @ ..] = old
            && order.is_le()
        {
            taken.0 = Some(first);
            old = rest;
        }
        if let [first, rest @ ..] = new
            && order.is_ge()
        {
            taken.1 = Some(first);
            new = rest;
        }
        pairs.push(taken);
    }
}
