//! The network as nodes, edges and open ends, in an order that depends on identities only.
//!
//! It keeps every relation it is given whose named sides are among the organisations. It guesses
//! no partner and hides nothing: that is [`crate::filter`]'s work.

use crate::order::sort_by_key;
use crate::roles::Role;
use opora_domain::{
    Family, Interaction, Openness, Organisation, PartialDate, Partnership, PartnershipStatus,
    RecordId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The organisations of a network and what is between them. Made for one viewer.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkGraph {
    /// By ascending id.
    pub nodes: Vec<Node>,
    /// Partnerships with both sides named, by ascending id.
    pub edges: Vec<Edge>,
    /// Offers and requests, by ascending id.
    pub open_ends: Vec<OpenEnd>,
}

/// One organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub organisation: Organisation,
    pub role: Role,
    /// How many edges of this graph end here.
    pub degree: usize,
    /// How many of them give help.
    pub gives: usize,
    /// How many of them receive help.
    pub receives: usize,
    /// How many offers and requests of this graph stand here.
    pub open_ends: usize,
    /// How many organisations it mentors actively, also where its role says something else.
    pub mentees: u32,
}

/// A partnership with both sides named.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    pub partnership: Partnership,
    /// Index of the node that gives.
    pub from: usize,
    /// Index of the node that receives.
    pub to: usize,
    pub family: Family,
    /// The latest date of its interactions, by the last day the date can mean.
    pub last_interaction: Option<PartialDate>,
    /// How many interactions are recorded on it.
    pub interactions: usize,
}

/// An offer or a request: a partnership with one side named.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnd {
    pub partnership: Partnership,
    /// Index of the side that is named.
    pub node: usize,
    pub openness: Openness,
    pub family: Family,
}

impl NetworkGraph {
    /// Sorts by identity, finds the roles and counts the evidence.
    ///
    /// A relation whose named side is not among the organisations is left out, as are duplicates
    /// of an identity. A relation of an organisation with itself is an edge of no direction and is
    /// left out too. A mentoring partnership counts as live when its status is active; whether
    /// the partners met lately is not asked here, as there is no clock.
    pub fn new(
        organisations: Vec<Organisation>,
        partnerships: Vec<Partnership>,
        interactions: Vec<Interaction>,
    ) -> Self {
        // Of two with one identity the last one counts.
        let mut organisations = organisations;
        sort_by_key(&mut organisations, |each| each.id);
        let organisations = last_of_each(organisations, |each| each.id);
        let mut partnerships = partnerships;
        sort_by_key(&mut partnerships, |each| each.id);
        let partnerships = last_of_each(partnerships, |each| each.id);
        let index = |id: RecordId| {
            let found = organisations.binary_search_by_key(&id, |each: &Organisation| each.id);
            found.ok()
        };
        let evidence = evidence_of(&interactions);

        let mut edges = Vec::new();
        let mut open_ends = Vec::new();
        for partnership in partnerships {
            let family = partnership.kind.family();
            let at = |side: Option<RecordId>| side.map(index);
            match (at(partnership.from), at(partnership.to)) {
                (Some(Some(from)), Some(Some(to))) if from != to => {
                    let (interactions, last_interaction) =
                        evidence.get(&partnership.id).copied().unwrap_or_default();
                    edges.push(Edge {
                        partnership,
                        from,
                        to,
                        family,
                        last_interaction,
                        interactions,
                    });
                }
                (Some(Some(node)), None) | (None, Some(Some(node))) => {
                    let openness = partnership.openness();
                    open_ends.push(OpenEnd {
                        partnership,
                        node,
                        openness,
                        family,
                    });
                }
                _ => {}
            }
        }

        let mut mentees: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); organisations.len()];
        let mut has_live_mentor = vec![false; organisations.len()];
        for edge in edges.iter().filter(|edge| is_live_mentoring(edge)) {
            mentees[edge.from].insert(edge.to);
            has_live_mentor[edge.to] = true;
        }
        let nodes = organisations
            .into_iter()
            .enumerate()
            .map(|(index, organisation)| {
                let mentees = u32::try_from(mentees[index].len()).unwrap_or(u32::MAX);
                let role = Role::of(&organisation, mentees, has_live_mentor[index]);
                Node {
                    organisation,
                    role,
                    degree: 0,
                    gives: 0,
                    receives: 0,
                    open_ends: 0,
                    mentees,
                }
            })
            .collect();
        let mut graph = NetworkGraph {
            nodes,
            edges,
            open_ends,
        };
        graph.count();
        graph
    }

    /// The index of an organisation.
    pub fn index_of(&self, id: RecordId) -> Option<usize> {
        self.nodes
            .binary_search_by(|node| node.organisation.id.cmp(&id))
            .ok()
    }

    /// The edges that end at a node, in order.
    pub fn edges_of(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges
            .iter()
            .filter(move |edge| edge.from == node || edge.to == node)
    }

    /// The offers and requests of a node, in order.
    pub fn open_ends_of(&self, node: usize) -> impl Iterator<Item = &OpenEnd> {
        self.open_ends.iter().filter(move |end| end.node == node)
    }

    /// An organisation with its partners and what is between it and them; roles stay those of the
    /// whole.
    pub fn around(&self, id: RecordId) -> NetworkGraph {
        let Some(centre) = self.index_of(id) else {
            return self.part(|_| false, |_| false);
        };
        let mut near = BTreeSet::from([id]);
        for edge in self.edges_of(centre) {
            near.extend([edge.from, edge.to].map(|end| self.nodes[end].organisation.id));
        }
        self.part(
            |node| near.contains(&node.organisation.id),
            |each| each.from == Some(id) || each.to == Some(id),
        )
    }

    /// The part made of the nodes and relations that are wanted; roles stay as they are, counts
    /// are of the part. An edge needs both its nodes.
    pub(crate) fn part(
        &self,
        wants_node: impl Fn(&Node) -> bool,
        wants: impl Fn(&Partnership) -> bool,
    ) -> Self {
        let mut moved = vec![None; self.nodes.len()];
        let mut nodes = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            if wants_node(node) {
                moved[index] = Some(nodes.len());
                nodes.push(node.clone());
            }
        }
        let edges = self
            .edges
            .iter()
            .filter(|edge| wants(&edge.partnership))
            .filter_map(|edge| {
                Some(Edge {
                    from: moved[edge.from]?,
                    to: moved[edge.to]?,
                    ..edge.clone()
                })
            })
            .collect();
        let open_ends = self
            .open_ends
            .iter()
            .filter(|end| wants(&end.partnership))
            .filter_map(|end| {
                Some(OpenEnd {
                    node: moved[end.node]?,
                    ..end.clone()
                })
            })
            .collect();
        let mut graph = NetworkGraph {
            nodes,
            edges,
            open_ends,
        };
        graph.count();
        graph
    }

    fn count(&mut self) {
        for node in &mut self.nodes {
            (node.degree, node.gives, node.receives, node.open_ends) = (0, 0, 0, 0);
        }
        for edge in &self.edges {
            self.nodes[edge.from].degree += 1;
            self.nodes[edge.from].gives += 1;
            self.nodes[edge.to].degree += 1;
            self.nodes[edge.to].receives += 1;
        }
        for end in &self.open_ends {
            self.nodes[end.node].open_ends += 1;
        }
    }
}

/// A mentoring edge whose status is active.
pub fn is_live_mentoring(edge: &Edge) -> bool {
    edge.family == Family::Mentoring && edge.partnership.status == PartnershipStatus::Active
}

/// Things sorted by identity, the last one of each.
fn last_of_each<T>(mut sorted: Vec<T>, id: fn(&T) -> RecordId) -> Vec<T> {
    sorted.reverse();
    sorted.dedup_by_key(|each| id(each));
    sorted.reverse();
    sorted
}

/// Number and latest date of the interactions of each partnership.
fn evidence_of(interactions: &[Interaction]) -> BTreeMap<RecordId, (usize, Option<PartialDate>)> {
    let mut evidence: BTreeMap<RecordId, (usize, Option<PartialDate>)> = BTreeMap::new();
    for interaction in interactions {
        let Some(partnership) = interaction.partnership else {
            continue;
        };
        let (count, last) = evidence.entry(partnership).or_default();
        *count += 1;
        if let Some(date) = interaction.date
            && last.is_none_or(|last| last.last_day() < date.last_day())
        {
            *last = Some(date);
        }
    }
    evidence
}
