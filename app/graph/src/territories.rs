//! A network too large for marks of single organisations, seen from afar: organisations gathered
//! into regions, municipalities or settlements, and their relations merged.
//!
//! A territory is what the organisations themselves name; nobody is put into one by guessing, and
//! those that name none are a territory of their own without a name. It counts and merges only:
//! where territories stand and how they are drawn is in [`drawn`].

pub mod drawn;

use crate::filter::{Filter, encoded, pairs_of};
use crate::lettering::natural_key;
use crate::network_graph::{NetworkGraph, Node};
use crate::order::sort_by_key;
use crate::roles::Role;
use opora_domain::{Organisation, RecordId};
use std::collections::BTreeMap;

/// The part of a network that is looked at: the whole of it, one region, one municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    pub region: Option<String>,
    /// In that region, or in a network of one region only.
    pub municipality: Option<String>,
}

opora_domain::choice! {
    /// What one mark of a picture stands for.
    Level {
        Regions = "regions", "Регионы", "Regions";
        Municipalities = "municipalities", "Муниципалитеты", "Municipalities";
        Settlements = "settlements", "Населённые пункты", "Settlements";
        Organisations = "organisations", "Организации", "Organisations";
    }
}

/// A part with more organisations is gathered into territories, if it has any.
pub const ORGANISATIONS_MAX: usize = 500;

/// Up to so many can also be shown one by one, on a canvas; who reads without script keeps the
/// territories.
pub const SINGLE_MARKS_MAX: usize = 5_000;

/// Longest name kept from an address, in characters.
const NAME_CHARS_MAX: usize = 300;

/// A part of a network, gathered.
#[derive(Clone, Debug, PartialEq)]
pub struct Territories {
    pub level: Level,
    /// By name, numbers inside names by value; the one without a name last.
    pub territories: Vec<Territory>,
    /// Relations between two of them, by their places.
    pub ties: Vec<Tie>,
    /// With how many relations the part is bound to what lies outside it, by territory there; most
    /// first.
    pub outside: Vec<(Scope, usize)>,
}

/// Organisations of one territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Territory {
    /// `None`: those that name none.
    pub name: Option<String>,
    /// What opening it leads to; `None` when there is nothing below it to open.
    pub scope: Option<Scope>,
    pub organisations: usize,
    /// Schools the district supports.
    pub supported: usize,
    /// Of them, without an active mentor.
    pub without_mentor: usize,
    /// Organisations without any relation that is shown.
    pub alone: usize,
    /// Relations that are shown between two of its own.
    pub inside: usize,
    /// Who helps most others of those who stand here, with the number of relations given.
    pub carries_most: Option<(RecordId, usize)>,
}

/// Relations between two territories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Place of the one that comes first, and of the other.
    pub a: usize,
    pub b: usize,
    /// Given by the first, and by the other.
    pub forth: usize,
    pub back: usize,
}

impl Tie {
    pub const fn count(&self) -> usize {
        self.forth + self.back
    }
}

impl Scope {
    pub fn is_whole(&self) -> bool {
        *self == Scope::default()
    }

    /// The organisation stands in this part.
    pub fn holds(&self, organisation: &Organisation) -> bool {
        let is_in = |wanted: &Option<String>, named: &Option<String>| {
            wanted.is_none() || wanted.as_deref() == named.as_deref()
        };
        is_in(&self.region, &organisation.region)
            && is_in(&self.municipality, &organisation.municipality)
    }

    /// Reads the query of an address, without its `?`. What it does not know it ignores.
    pub fn from_query(query: &str) -> Self {
        let mut scope = Scope::default();
        for (key, value) in pairs_of(query) {
            let name: String = value.trim().chars().take(NAME_CHARS_MAX).collect();
            let name = Some(name).filter(|name| !name.is_empty());
            match key.as_str() {
                "region" => scope.region = name,
                "municipality" => scope.municipality = name,
                _ => {}
            }
        }
        scope
    }

    /// The query of this part, without `?`; empty for the whole.
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        for (key, value) in self.pairs() {
            let separator = if query.is_empty() { "" } else { "&" };
            query.push_str(&format!("{separator}{key}={}", encoded(value)));
        }
        query
    }

    /// The names in an address or a form, and what stands there.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let named = [
            ("region", &self.region),
            ("municipality", &self.municipality),
        ];
        named
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.as_deref()?)))
    }

    /// The name of the part: that of its smallest territory; `None` for the whole.
    pub fn name(&self) -> Option<&str> {
        self.municipality.as_deref().or(self.region.as_deref())
    }

    /// The part one step larger; `None` for the whole.
    pub fn wider(&self) -> Option<Scope> {
        match (&self.region, &self.municipality) {
            (None, None) => None,
            (Some(_), Some(_)) => Some(Scope {
                region: self.region.clone(),
                municipality: None,
            }),
            _ => Some(Scope::default()),
        }
    }
}

impl NetworkGraph {
    /// The organisations of a part with the relations between them. Roles stay those of the whole
    /// network; counts are of the part.
    pub fn within(&self, scope: &Scope) -> NetworkGraph {
        self.part(|node| scope.holds(&node.organisation), |_| true)
    }

    /// What one mark stands for when this part is shown through this filter.
    pub fn level_of(&self, scope: &Scope, filter: &Filter) -> Level {
        let shown =
            |node: &&Node| scope.holds(&node.organisation) && filter.shows_role(node.role.kind());
        let of_part = || self.nodes.iter().filter(shown);
        if of_part().count() <= ORGANISATIONS_MAX {
            return Level::Organisations;
        }
        let are_several = |level: Level| {
            let mut names = of_part().map(|node| name_at(level, &node.organisation));
            let first = names.next();
            names.any(|name| Some(name) != first)
        };
        [Level::Regions, Level::Municipalities, Level::Settlements]
            .into_iter()
            .find(|level| are_several(*level))
            .unwrap_or(Level::Organisations)
    }
}

impl Territories {
    /// Gathers a part of a network as the filter shows it. Of [`Level::Organisations`] nothing
    /// is gathered: all are one territory.
    pub fn of(graph: &NetworkGraph, scope: &Scope, filter: &Filter, level: Level) -> Self {
        let (of_node, mut territories) = gathered(graph, scope, filter, level);
        let mut has_relation = vec![false; graph.nodes.len()];
        let mut gives = vec![0_usize; graph.nodes.len()];
        let mut merged: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        let mut outside: BTreeMap<Scope, usize> = BTreeMap::new();
        let is_role_shown: Vec<bool> = graph
            .nodes
            .iter()
            .map(|node| filter.shows_role(node.role.kind()))
            .collect();
        for edge in &graph.edges {
            let is_shown = is_role_shown[edge.from] && is_role_shown[edge.to];
            if !is_shown || !filter.shows(&edge.partnership) {
                continue;
            }
            for end in [edge.from, edge.to] {
                has_relation[end] = true;
            }
            gives[edge.from] += 1;
            match (of_node[edge.from], of_node[edge.to]) {
                (Some(from), Some(to)) if from == to => territories[from].inside += 1,
                (Some(from), Some(to)) => {
                    let (forth, back) = merged.entry((from.min(to), from.max(to))).or_default();
                    *if from < to { forth } else { back } += 1;
                }
                (Some(_), None) => count_outside(graph, scope, edge.to, &mut outside),
                (None, Some(_)) => count_outside(graph, scope, edge.from, &mut outside),
                (None, None) => {}
            }
        }
        for (node, at) in of_node.iter().enumerate() {
            let Some(at) = *at else { continue };
            let territory = &mut territories[at];
            territory.alone += usize::from(!has_relation[node]);
            let most = territory.carries_most.map_or(0, |(_, most)| most);
            if gives[node] > most {
                territory.carries_most = Some((graph.nodes[node].organisation.id, gives[node]));
            }
        }
        let mut outside: Vec<(Scope, usize)> = outside.into_iter().collect();
        sort_by_key(&mut outside, |(_, count)| std::cmp::Reverse(*count));
        Territories {
            level,
            territories,
            ties: merged
                .into_iter()
                .map(|((a, b), (forth, back))| Tie { a, b, forth, back })
                .collect(),
            outside,
        }
    }
}

/// The name of the territory of this level that an organisation names; empty when it names none.
fn name_at(level: Level, organisation: &Organisation) -> &str {
    let name = match level {
        Level::Regions => &organisation.region,
        Level::Municipalities => &organisation.municipality,
        Level::Settlements => &organisation.settlement,
        Level::Organisations => &None,
    };
    name.as_deref().unwrap_or("")
}

/// The territory of each node that is shown in the part, and the territories with their people.
fn gathered(
    graph: &NetworkGraph,
    scope: &Scope,
    filter: &Filter,
    level: Level,
) -> (Vec<Option<usize>>, Vec<Territory>) {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        if scope.holds(&node.organisation) && filter.shows_role(node.role.kind()) {
            let name = name_at(level, &node.organisation);
            members.entry(name).or_default().push(index);
        }
    }
    let mut sorted: Vec<(&str, Vec<usize>)> = members.into_iter().collect();
    sort_by_key(&mut sorted, |(name, _)| {
        (name.is_empty(), natural_key(name))
    });
    let mut of_node = vec![None; graph.nodes.len()];
    let mut territories = Vec::with_capacity(sorted.len());
    for (at, (name, nodes)) in sorted.into_iter().enumerate() {
        let mut territory = Territory {
            name: Some(name)
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
            scope: below(scope, level, name),
            organisations: nodes.len(),
            supported: 0,
            without_mentor: 0,
            alone: 0,
            inside: 0,
            carries_most: None,
        };
        for node in nodes {
            of_node[node] = Some(at);
            let role = graph.nodes[node].role;
            territory.supported += usize::from(matches!(role, Role::Supported { .. }));
            territory.without_mentor += usize::from(role.is_without_mentor());
        }
        territories.push(territory);
    }
    (of_node, territories)
}

/// The part that one territory of a level is.
fn below(scope: &Scope, level: Level, name: &str) -> Option<Scope> {
    let name = Some(name.to_owned()).filter(|name| !name.is_empty())?;
    match level {
        Level::Regions => Some(Scope {
            region: Some(name),
            municipality: None,
        }),
        Level::Municipalities => Some(Scope {
            region: scope.region.clone(),
            municipality: Some(name),
        }),
        Level::Settlements | Level::Organisations => None,
    }
}

/// Counts a relation that leads out of the part, by the nearest territory beside it.
fn count_outside(
    graph: &NetworkGraph,
    scope: &Scope,
    node: usize,
    outside: &mut BTreeMap<Scope, usize>,
) {
    let Organisation {
        region,
        municipality,
        ..
    } = &graph.nodes[node].organisation;
    let is_same_region = scope.region.is_none() || scope.region == *region;
    let beside = Scope {
        region: region.clone(),
        municipality: municipality.clone().filter(|_| is_same_region),
    };
    *outside.entry(beside).or_default() += 1;
}
