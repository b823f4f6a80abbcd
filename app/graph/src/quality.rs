//! How well a drawing shows a graph: sampled stress and neighbourhood preservation, for tests and
//! for comparing engines. No engine of ours minimises what is measured here directly.
//!
//! Only pairs of one connected component count: how far components stand apart says nothing.

use crate::layout::large::CompactGraph;
use crate::seeded::Seeded;

/// What a drawing is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Mean of ((s·‖xᵢ − xⱼ‖ − dᵢⱼ) / dᵢⱼ)² over the sampled pairs, d in hops, s the scale that
    /// makes it least. 0 is perfect; less is better.
    pub stress: f64,
    /// Mean share of the nearest neighbours in the graph that are among as many nearest in the
    /// drawing. 1 is perfect; more is better.
    pub neighbourhood: f64,
}

/// Neighbours asked about (NP@10).
pub const NEIGHBOURS: usize = 10;

/// Measures a drawing by all pairs that begin at `samples` nodes drawn by the seed (all nodes when
/// there are fewer).
///
/// Neighbourhood preservation: of each sampled node, the `k` nearest in the drawing are looked up,
/// `k` being 10 or the size of its component less one. A hit is one that lies among the `k`
/// nearest by hops; where the `k`th ring is not wanted whole, any of that ring counts until the
/// number is full. Nodes without an edge do not count.
pub fn quality(
    graph: &CompactGraph,
    positions: &[(f32, f32)],
    samples: usize,
    seed: u64,
) -> Quality {
    let count = graph.len();
    let mut sources: Vec<u32> = (0..count as u32).collect();
    Seeded::new(seed).shuffle(&mut sources);
    sources.truncate(samples);
    let (mut sum_ratio, mut sum_square, mut pairs) = (0.0_f64, 0.0_f64, 0.0_f64);
    let (mut hits, mut asked) = (0.0_f64, 0.0_f64);
    let mut hops = vec![u16::MAX; count];
    let mut reached = Vec::with_capacity(count);
    let mut near: Vec<(f32, u32)> = Vec::with_capacity(count);
    for source in sources {
        graph.hops_from(source, &mut hops, &mut reached);
        let at = positions[source as usize];
        let square_to = |node: u32| {
            let (x, y) = positions[node as usize];
            (x - at.0) * (x - at.0) + (y - at.1) * (y - at.1)
        };
        for node in &reached[1..] {
            let ratio = f64::sqrt(f64::from(square_to(*node))) / f64::from(hops[*node as usize]);
            sum_ratio += ratio;
            sum_square += ratio * ratio;
            pairs += 1.0;
        }
        let wanted = NEIGHBOURS.min(reached.len() - 1);
        if wanted == 0 {
            continue;
        }
        near.clear();
        let others = (0..count as u32).filter(|node| *node != source);
        near.extend(others.map(|node| (square_to(node), node)));
        let order = |a: &(f32, u32), b: &(f32, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        if wanted < near.len() {
            near.select_nth_unstable_by(wanted - 1, order);
        }
        // `reached` is in order of hops, so the last wanted one tells the ring that is cut.
        let ring = hops[reached[wanted] as usize];
        let inner = reached[1..=wanted]
            .iter()
            .filter(|node| hops[**node as usize] < ring)
            .count();
        let (mut inside, mut on_ring) = (0, 0);
        for (_, node) in &near[..wanted] {
            match hops[*node as usize].cmp(&ring) {
                std::cmp::Ordering::Less => inside += 1,
                std::cmp::Ordering::Equal => on_ring += 1,
                std::cmp::Ordering::Greater => {}
            }
        }
        hits += (inside + on_ring.min(wanted - inner)) as f64 / wanted as f64;
        asked += 1.0;
    }
    // Σ(s·r − 1)² is least at s = Σr / Σr², where it is N − (Σr)² / Σr².
    let stress = if sum_square > 0.0 {
        (pairs - sum_ratio * sum_ratio / sum_square) / pairs
    } else {
        f64::from(pairs > 0.0)
    };
    Quality {
        stress,
        neighbourhood: if asked > 0.0 { hits / asked } else { 1.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(count: u32) -> CompactGraph {
        let edges: Vec<(u32, u32, f32)> = (1..count).map(|node| (node - 1, node, 1.0)).collect();
        CompactGraph::new(count as usize, &edges)
    }

    #[test]
    fn a_straight_path_is_perfect_at_any_scale() {
        for scale in [0.1, 1.0, 70.0] {
            let line: Vec<(f32, f32)> = (0..40).map(|at| (at as f32 * scale, 3.0)).collect();
            let quality = quality(&path(40), &line, 40, 1);
            assert!(quality.stress < 1e-6, "{quality:?}");
            assert!(quality.neighbourhood > 0.99, "{quality:?}");
        }
    }

    #[test]
    fn a_shuffled_path_is_worse_in_both() {
        let mut places: Vec<u32> = (0..200).collect();
        Seeded::new(5).shuffle(&mut places);
        let line: Vec<(f32, f32)> = places.iter().map(|at| (*at as f32, 0.0)).collect();
        let quality = quality(&path(200), &line, 200, 1);
        assert!(quality.stress > 0.3, "{quality:?}");
        assert!(quality.neighbourhood < 0.2, "{quality:?}");
    }

    #[test]
    fn everybody_at_one_point_is_as_bad_as_can_be() {
        let quality = quality(&path(50), &[(1.0, 1.0); 50], 50, 1);
        assert_eq!(quality.stress, 1.0);
    }

    #[test]
    fn nobody_and_somebody_alone_are_measured_too() {
        let alone = CompactGraph::new(1, &[]);
        assert_eq!(quality(&CompactGraph::new(0, &[]), &[], 9, 1).stress, 0.0);
        assert_eq!(quality(&alone, &[(0.0, 0.0)], 9, 1).neighbourhood, 1.0);
    }
}
