//! A generated network as a graph that can be drawn: kinds of help that suit who gives it, and
//! states mostly under way. Nothing of it is stored anywhere.

use super::{GeneratedKind, GeneratedNetwork};
use crate::network_graph::NetworkGraph;
use crate::seeded::Seeded;
use opora_domain::{
    NetworkId, Organisation, OrganisationKind, Partnership, PartnershipKind, PartnershipStatus,
    RecordId, RecordKind, Term,
};

/// Of a hundred schools, how many the district supports; of a hundred organisations, how many have
/// an offer or a request of their own.
const SUPPORTED: usize = 30;
const OPEN: usize = 3;

impl GeneratedNetwork {
    /// The network as a graph. `None` when the slug is not one.
    pub fn graph(&self, slug: &str, seed: u64) -> Option<NetworkGraph> {
        let network = NetworkId::new(slug).ok()?;
        let mut random = Seeded::new(seed);
        let organisations: Vec<Organisation> = (0..self.kinds.len())
            .map(|node| self.organisation(node, &network, &mut random))
            .collect();
        let mut partnerships = Vec::new();
        let id = |node: u32| organisations[node as usize].id;
        for (from, to) in &self.edges {
            let is_helped = organisations[*to as usize].is_supported;
            let kind = kind_of(self.kinds[*from as usize], is_helped, &mut random);
            let (from, to) = (Some(id(*from)), Some(id(*to)));
            partnerships.push(partnership(
                partnerships.len(),
                &network,
                kind,
                (from, to),
                &mut random,
            ));
        }
        for (node, organisation) in organisations.iter().enumerate() {
            if random.below(100) < OPEN {
                let kind = kind_of(self.kinds[node], false, &mut random);
                let side = Some(organisation.id);
                let sides = if random.below(2) == 0 {
                    (side, None)
                } else {
                    (None, side)
                };
                partnerships.push(partnership(
                    partnerships.len(),
                    &network,
                    kind,
                    sides,
                    &mut random,
                ));
            }
        }
        Some(NetworkGraph::new(organisations, partnerships, Vec::new()))
    }

    fn organisation(&self, node: usize, network: &NetworkId, random: &mut Seeded) -> Organisation {
        use GeneratedKind::{Alone, Centre, Institute, Mentor, Partner, School};
        let kind = match self.kinds[node] {
            Institute => OrganisationKind::Institute,
            Centre => OrganisationKind::MethodCentre,
            Partner => OrganisationKind::Culture,
            Mentor | School | Alone => OrganisationKind::School,
        };
        let may_need = matches!(self.kinds[node], School | Alone);
        Organisation {
            id: RecordId::of_import(network, RecordKind::Organisation, &node.to_string()),
            network: network.clone(),
            code: format!("generated-{}", node + 1),
            kind,
            name: self.name(node),
            full_name: None,
            region: None,
            municipality: None,
            settlement: None,
            locality: None,
            is_small: None,
            pupils: None,
            standings: Vec::new(),
            is_supported: may_need && random.below(100) < SUPPORTED,
            place: None,
            note: None,
        }
    }
}

fn kind_of(giver: GeneratedKind, is_helped: bool, random: &mut Seeded) -> PartnershipKind {
    use PartnershipKind::{
        Community, InternshipSite, JointProject, Mentoring, MethodSupport, NetworkProgramme,
        ResourceSharing, SocialPartnership,
    };
    match giver {
        GeneratedKind::Institute | GeneratedKind::Centre => {
            [MethodSupport, Community][random.below(2)]
        }
        GeneratedKind::Partner => [SocialPartnership, JointProject][random.below(2)],
        GeneratedKind::Mentor if is_helped => Mentoring,
        GeneratedKind::Mentor => [Mentoring, InternshipSite][random.below(2)],
        GeneratedKind::School | GeneratedKind::Alone => {
            [NetworkProgramme, ResourceSharing][random.below(2)]
        }
    }
}

fn partnership(
    number: usize,
    network: &NetworkId,
    kind: PartnershipKind,
    (from, to): (Option<RecordId>, Option<RecordId>),
    random: &mut Seeded,
) -> Partnership {
    Partnership {
        id: RecordId::of_import(network, RecordKind::Partnership, &number.to_string()),
        network: network.clone(),
        code: None,
        kind,
        from,
        to,
        theme: None,
        subjects: Vec::new(),
        agreement: None,
        term: Term::default(),
        status: match random.below(12) {
            0 => PartnershipStatus::Proposed,
            1 | 2 => PartnershipStatus::Agreed,
            _ => PartnershipStatus::Active,
        },
        source: None,
    }
}
