//! Networks drawn with a few numbers. Organisation `n` has the `n`-th identity, partnership `n`
//! the `n`-th of its own, so that indices of a graph are these numbers.

use opora_domain::{
    NetworkId, Organisation, OrganisationKind, Partnership, PartnershipKind, PartnershipStatus,
    RecordId, Standing, StandingKind, Term,
};
use opora_graph::NetworkGraph;

pub use opora_domain::PartnershipStatus::{Active, Agreed, Completed, Proposed};

pub fn organisation_id(number: usize) -> RecordId {
    format!("{:032x}", number + 1).parse().unwrap()
}

pub fn partnership_id(number: usize) -> RecordId {
    format!("{:032x}", number + (1 << 40)).parse().unwrap()
}

pub fn school(number: usize) -> Organisation {
    Organisation {
        id: organisation_id(number),
        network: NetworkId::new("drawn").unwrap(),
        code: format!("drawn-{number}"),
        kind: OrganisationKind::School,
        name: format!("Школа {number}"),
        full_name: None,
        settlement: None,
        locality: None,
        is_small: None,
        pupils: None,
        standings: Vec::new(),
        is_supported: false,
        place: None,
        note: None,
    }
}

pub fn supported(number: usize) -> Organisation {
    Organisation {
        is_supported: true,
        ..school(number)
    }
}

pub fn partnership(
    number: usize,
    sides: (Option<usize>, Option<usize>),
    status: PartnershipStatus,
) -> Partnership {
    Partnership {
        id: partnership_id(number),
        network: NetworkId::new("drawn").unwrap(),
        code: None,
        kind: PartnershipKind::Mentoring,
        from: sides.0.map(organisation_id),
        to: sides.1.map(organisation_id),
        theme: None,
        subjects: Vec::new(),
        agreement: None,
        term: Term::default(),
        status,
        source: None,
    }
}

pub fn dated(mut one: Partnership, since: &str, until: &str) -> Partnership {
    one.term.since = since.parse().ok();
    one.term.until = until.parse().ok();
    one
}

pub fn standing(kind: StandingKind, since: &str, until: &str) -> Standing {
    Standing {
        kind,
        since: since.parse().ok(),
        until: until.parse().ok(),
    }
}

/// So many schools and mentoring between them.
pub fn graph(schools: usize, edges: &[(usize, usize, PartnershipStatus)]) -> NetworkGraph {
    let between = |(number, (from, to, status)): (usize, &(usize, usize, PartnershipStatus))| {
        partnership(number, (Some(*from), Some(*to)), *status)
    };
    NetworkGraph::new(
        (0..schools).map(school).collect(),
        edges.iter().enumerate().map(between).collect(),
        Vec::new(),
    )
}

/// The same, all of it live.
pub fn live(schools: usize, edges: &[(usize, usize)]) -> NetworkGraph {
    let edges: Vec<_> = edges
        .iter()
        .map(|(from, to)| (*from, *to, Active))
        .collect();
    graph(schools, &edges)
}

/// Numbers from a seed (xorshift).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        numbers.below(2);
        numbers
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % bound as u64).unwrap()
    }
}
