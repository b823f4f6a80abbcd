//! Generated example networks with the structure of the real thing, of any size: for tests and
//! for measuring, always named as generated.
//!
//! Regions have municipalities, these a centre, mentors who carry many, partners outside schools,
//! and schools: some alone, most with few relations. It makes structure (and, for drawing, a graph
//! of it: [`drawn`]), and it is no forecast of any real region.

mod drawn;

use crate::seeded::Seeded;
use std::collections::BTreeSet;

/// What an organisation does in the generated network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratedKind {
    /// Serves a region's centres; one a region.
    Institute,
    /// Serves a municipality's schools; one a municipality.
    Centre,
    /// A school that helps many.
    Mentor,
    /// A partner outside schools.
    Partner,
    School,
    /// A school without any relation.
    Alone,
}

/// A generated network. Nodes stand by municipality, municipalities by region.
#[derive(Clone, Debug)]
pub struct GeneratedNetwork {
    pub kinds: Vec<GeneratedKind>,
    /// The municipality of each node.
    pub municipalities: Vec<u32>,
    /// The region of each municipality.
    pub regions: Vec<u32>,
    /// Giver and receiver, every pair once, ascending.
    pub edges: Vec<(u32, u32)>,
}

/// Municipalities of a region.
const MUNICIPALITIES: usize = 24;
/// Organisations of a municipality: the fewest, and how many more a large one has.
const SMALLEST: f64 = 12.0;
const LARGER_BY: f64 = 120.0;
/// Of a hundred municipalities, how many keep to themselves.
const SECLUDED: usize = 6;
/// How often a drawn relation may exist already before the network counts as full.
const MISSES_MAX: usize = 200_000;

impl GeneratedNetwork {
    /// Makes a network of so many organisations and relations; fewer relations when there are not
    /// so many different pairs. The same seed makes the same network.
    pub fn new(organisations: usize, relations: usize, seed: u64) -> Self {
        let mut making = Making::cast(organisations, Seeded::new(seed));
        making.tie_municipalities();
        making.tie_further(relations);
        let mut edges: Vec<(u32, u32)> = making.edges.into_iter().collect();
        // The skeleton came first; what is beyond the number asked for is left out evenly.
        if edges.len() > relations {
            making.random.shuffle(&mut edges);
            edges.truncate(relations);
            edges.sort_unstable();
        }
        GeneratedNetwork {
            kinds: making.kinds,
            municipalities: making.municipalities,
            regions: making.regions,
            edges,
        }
    }

    /// A name that cannot be taken for a real one.
    pub fn name(&self, node: usize) -> String {
        let kind = match self.kinds[node] {
            GeneratedKind::Institute => "институт",
            GeneratedKind::Centre => "методический центр",
            GeneratedKind::Partner => "партнёр",
            _ => "школа",
        };
        let municipality = self.municipalities[node] + 1;
        format!("Пример {}: {kind}, район {municipality}", node + 1)
    }

    /// The network after some time: so many further relations between organisations that have
    /// some already, drawn like the first ones. Nobody joins and nothing ends.
    pub fn grown(&self, relations: usize, seed: u64) -> Self {
        let mut making = Making::of(self, Seeded::new(seed));
        making.tie_further(self.edges.len() + relations);
        GeneratedNetwork {
            edges: making.edges.into_iter().collect(),
            ..self.clone()
        }
    }
}

/// A network in the making.
struct Making {
    random: Seeded,
    kinds: Vec<GeneratedKind>,
    municipalities: Vec<u32>,
    regions: Vec<u32>,
    /// First node of each municipality, and the end.
    starts: Vec<usize>,
    /// Municipalities that have no relation with others.
    secluded: Vec<bool>,
    edges: BTreeSet<(u32, u32)>,
}

impl Making {
    fn cast(organisations: usize, mut random: Seeded) -> Self {
        let (mut kinds, mut municipalities) = (Vec::new(), Vec::new());
        let (mut regions, mut starts) = (Vec::new(), vec![0]);
        while kinds.len() < organisations {
            let municipality = regions.len();
            let unit = random.unit();
            let size = (SMALLEST + LARGER_BY * unit * unit * unit) as usize;
            let size = size.min(organisations - kinds.len());
            for place in 0..size {
                let kind = match place {
                    0 if municipality.is_multiple_of(MUNICIPALITIES) => GeneratedKind::Institute,
                    0 | 1 if !kinds_end_with_centre(&kinds, &municipalities, municipality) => {
                        GeneratedKind::Centre
                    }
                    _ => match random.below(100) {
                        0..10 => GeneratedKind::Mentor,
                        10..24 => GeneratedKind::Partner,
                        24..29 => GeneratedKind::Alone,
                        _ => GeneratedKind::School,
                    },
                };
                kinds.push(kind);
                municipalities.push(municipality as u32);
            }
            regions.push((municipality / MUNICIPALITIES) as u32);
            starts.push(kinds.len());
        }
        let secluded = secluded(regions.len());
        Making {
            random,
            kinds,
            municipalities,
            regions,
            starts,
            secluded,
            edges: BTreeSet::new(),
        }
    }

    fn of(network: &GeneratedNetwork, random: Seeded) -> Self {
        let mut starts = vec![0; network.regions.len() + 1];
        for municipality in &network.municipalities {
            starts[*municipality as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Making {
            random,
            kinds: network.kinds.clone(),
            municipalities: network.municipalities.clone(),
            regions: network.regions.clone(),
            starts,
            secluded: secluded(network.regions.len()),
            edges: network.edges.iter().copied().collect(),
        }
    }

    fn add(&mut self, from: usize, to: usize) -> bool {
        let is_alone = |node: usize| self.kinds[node] == GeneratedKind::Alone;
        let is_known = self.edges.contains(&(to as u32, from as u32));
        let (home, other) = (self.municipalities[from], self.municipalities[to]);
        let is_far =
            home != other && (self.secluded[home as usize] || self.secluded[other as usize]);
        if from == to || is_known || is_far || is_alone(from) || is_alone(to) {
            return false;
        }
        self.edges.insert((from as u32, to as u32))
    }

    /// Every school that is not alone has somebody; centres know the institute, mostly.
    fn tie_municipalities(&mut self) {
        for municipality in 0..self.regions.len() {
            let (start, end) = (self.starts[municipality], self.starts[municipality + 1]);
            let region_start = municipality / MUNICIPALITIES * MUNICIPALITIES;
            let institute = self.starts[region_start];
            for node in start..end {
                match self.kinds[node] {
                    GeneratedKind::Centre if self.random.below(100) < 85 => {
                        self.add(institute, node);
                    }
                    GeneratedKind::Institute if region_start > 0 => {
                        // Institutes know one earlier one.
                        let other = self.random.below(region_start / MUNICIPALITIES);
                        self.add(self.starts[other * MUNICIPALITIES], node);
                    }
                    GeneratedKind::School | GeneratedKind::Mentor | GeneratedKind::Partner => {
                        let helper = self.helper_in(municipality);
                        self.add(helper, node);
                    }
                    _ => {}
                }
            }
        }
    }

    fn tie_further(&mut self, relations: usize) {
        let count = self.regions.len();
        let mut misses = 0;
        while self.edges.len() < relations && misses < MISSES_MAX && !self.kinds.is_empty() {
            let node = self.random.below(self.kinds.len());
            let home = self.municipalities[node] as usize;
            let region_start = home / MUNICIPALITIES * MUNICIPALITIES;
            let in_region = MUNICIPALITIES.min(count - region_start);
            // Most help is near: own municipality, a neighbouring one, the region, anywhere.
            let from = match self.random.below(1000) {
                0..880 => home,
                880..970 => region_start + (home - region_start + 1) % in_region,
                970..995 => region_start + self.random.below(in_region),
                _ => self.random.below(count),
            };
            let helper = self.helper_in(from);
            if !self.add(helper, node) {
                misses += 1;
            }
        }
    }

    /// Somebody who helps in a municipality: the centre, a mentor (the first ones carry most), a
    /// partner or, seldom, any school.
    fn helper_in(&mut self, municipality: usize) -> usize {
        let (start, end) = (self.starts[municipality], self.starts[municipality + 1]);
        let wanted = match self.random.below(100) {
            0..22 => GeneratedKind::Centre,
            22..62 => GeneratedKind::Mentor,
            62..85 => GeneratedKind::Partner,
            _ => GeneratedKind::School,
        };
        let unit = self.random.unit();
        // The long tail: the square favours those who stand first.
        let first = start + ((end - start) as f64 * unit * unit) as usize;
        let found = (first..end).find(|node| self.kinds[*node] == wanted);
        found.unwrap_or_else(|| start + self.random.below(end - start))
    }
}

/// Which of so many municipalities keep to themselves: none that has an institute.
fn secluded(municipalities: usize) -> Vec<bool> {
    let mut random = Seeded::new(municipalities as u64);
    (0..municipalities)
        .map(|at| random.below(100) < SECLUDED && !at.is_multiple_of(MUNICIPALITIES))
        .collect()
}

fn kinds_end_with_centre(
    kinds: &[GeneratedKind],
    municipalities: &[u32],
    municipality: usize,
) -> bool {
    kinds.last() == Some(&GeneratedKind::Centre)
        && municipalities.last() == Some(&(municipality as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_the_size_asked_for_and_the_structure_of_the_real_thing() {
        for (organisations, relations) in [(500, 1_000), (5_000, 10_000)] {
            let network = GeneratedNetwork::new(organisations, relations, 1);
            assert_eq!(network.kinds.len(), organisations);
            assert_eq!(network.edges.len(), relations);
            let mut degrees = vec![0; organisations];
            for (from, to) in &network.edges {
                assert_ne!(from, to);
                degrees[*from as usize] += 1;
                degrees[*to as usize] += 1;
            }
            degrees.sort_unstable();
            assert_eq!(degrees[organisations / 50], 0, "some are alone");
            assert!(degrees[organisations / 2] <= 3, "most have few");
            assert!(degrees[organisations - 1] >= 15, "some carry many");
            assert!(network.name(0).starts_with("Пример"));
        }
    }

    #[test]
    fn growing_adds_and_changes_nothing() {
        let network = GeneratedNetwork::new(500, 1_000, 1);
        let grown = network.grown(10, 2);
        assert_eq!(grown.edges.len(), 1_010);
        assert!(network.edges.iter().all(|edge| grown.edges.contains(edge)));
    }

    #[test]
    fn tiny_and_overfull_networks_end() {
        for organisations in 0..6 {
            let network = GeneratedNetwork::new(organisations, 1_000, 1);
            assert_eq!(network.kinds.len(), organisations);
            assert!(network.edges.len() <= organisations * organisations);
        }
    }
}
