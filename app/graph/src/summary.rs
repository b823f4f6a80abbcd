//! The numbers of a network that its sentence is made of. Words are the app's.

use crate::filter::StatusFilter;
use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use crate::roles::{Role, RoleKind};
use opora_domain::{Family, Openness, OrganisationKind, Partnership, RecordId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Counts of one network. Relations are counted when they are open (proposed, agreed or active).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub schools: usize,
    pub other_organisations: usize,
    /// Both sides named.
    pub partnerships: usize,
    pub offers: usize,
    pub requests: usize,
    pub supported: usize,
    /// Supported schools with an active mentor.
    pub with_mentor: usize,
    /// Supported schools without one.
    pub without_mentor: usize,
    /// Organisations that mentor actively with the number of their mentees: most first, then by
    /// name and id. Also those whose mark says another role.
    pub mentors: Vec<(RecordId, u32)>,
    /// The three with most open partnerships, most first, then by name and id; nobody without any.
    pub hubs: Vec<(RecordId, usize)>,
    /// Organisations with no open partnership, by name and id. They may have offers or requests.
    pub isolates: Vec<RecordId>,
    /// Interactions recorded on the open partnerships.
    pub interactions: usize,
    /// Open partnerships, offers and requests of each family, all families present.
    pub families: BTreeMap<Family, FamilyCount>,
    /// Organisations of each role, all roles present; they add up to all organisations.
    pub roles: BTreeMap<RoleKind, usize>,
}

/// How many relations of one family there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FamilyCount {
    pub partnerships: usize,
    pub open_ends: usize,
}

/// How many hubs are named.
const HUBS_MAX: usize = 3;

impl Summary {
    /// Counts. Give the whole network: relations that have ended are left out here.
    pub fn of(whole: &NetworkGraph) -> Self {
        let is_open = |each: &Partnership| StatusFilter::Open.lets_through(each.status);
        let edges = || whole.edges.iter().filter(|edge| is_open(&edge.partnership));
        let open_ends = whole.open_ends.iter();
        let open_ends = open_ends.filter(|end| is_open(&end.partnership));
        let mut summary = Summary {
            partnerships: edges().count(),
            interactions: edges().map(|edge| edge.interactions).sum(),
            families: Family::ALL
                .iter()
                .map(|each| (*each, FamilyCount::default()))
                .collect(),
            roles: RoleKind::ALL.iter().map(|each| (*each, 0)).collect(),
            ..Summary::default()
        };
        let mut degrees = vec![0_usize; whole.nodes.len()];
        for edge in edges() {
            degrees[edge.from] += 1;
            degrees[edge.to] += 1;
            summary
                .families
                .entry(edge.family)
                .or_default()
                .partnerships += 1;
        }
        for end in open_ends {
            summary.families.entry(end.family).or_default().open_ends += 1;
            match end.openness {
                Openness::Offer => summary.offers += 1,
                Openness::Request => summary.requests += 1,
                Openness::Partnership => {}
            }
        }

        let mut by_name: Vec<usize> = (0..whole.nodes.len()).collect();
        sort_by_key(&mut by_name, |index| {
            let organisation = &whole.nodes[*index].organisation;
            (
                opora_domain::choice::normal(&organisation.name),
                organisation.id,
            )
        });
        for index in by_name {
            let node = &whole.nodes[index];
            let id = node.organisation.id;
            *summary.roles.entry(node.role.kind()).or_default() += 1;
            if node.organisation.kind == OrganisationKind::School {
                summary.schools += 1;
            } else {
                summary.other_organisations += 1;
            }
            if let Role::Supported { has_live_mentor } = node.role {
                summary.supported += 1;
                summary.with_mentor += usize::from(has_live_mentor);
                summary.without_mentor += usize::from(!has_live_mentor);
            }
            if node.mentees > 0 {
                summary.mentors.push((id, node.mentees));
            }
            match degrees[index] {
                0 => summary.isolates.push(id),
                degree => summary.hubs.push((id, degree)),
            }
        }
        // Stable sorts: equals stay in the order of names.
        sort_by_key(&mut summary.mentors, |(_, mentees)| Reverse(*mentees));
        sort_by_key(&mut summary.hubs, |(_, degree)| Reverse(*degree));
        summary.hubs.truncate(HUBS_MAX);
        summary
    }
}
