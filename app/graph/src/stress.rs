//! A first drawing of one connected component: sparse no more than needed at this size, all pairs
//! by stochastic gradient descent on stress (Zheng, Pawar, Goodman 2018, arXiv:1710.04626).
//!
//! It knows distances along edges only; what else makes a picture readable is [`crate::settle`]'s
//! work.

use crate::geometry::{Point, direction, distance, moved};
use crate::seeded::Seeded;

/// Rounds of the descent.
const ROUNDS: usize = 30;
/// Step of the last round (ε of the paper).
const LAST_STEP: f64 = 0.1;

/// Hops between all pairs of a connected graph of `count` nodes, row by row.
pub fn hops(count: usize, edges: &[(usize, usize)]) -> Vec<u16> {
    let mut neighbours = vec![Vec::new(); count];
    for &(a, b) in edges {
        neighbours[a].push(b);
        neighbours[b].push(a);
    }
    let mut hops = vec![u16::MAX; count * count];
    let mut queue = std::collections::VecDeque::new();
    for source in 0..count {
        let row = &mut hops[source * count..(source + 1) * count];
        row[source] = 0;
        queue.push_back(source);
        while let Some(node) = queue.pop_front() {
            for &next in &neighbours[node] {
                if row[next] == u16::MAX {
                    row[next] = row[node] + 1;
                    queue.push_back(next);
                }
            }
        }
    }
    hops
}

/// Positions in units of one hop. `hops` as [`hops`] gives them.
pub fn spread(count: usize, hops: &[u16], seed: u64) -> Vec<Point> {
    let mut seeded = Seeded::new(seed);
    let side = f64::sqrt(count as f64);
    let mut positions: Vec<Point> = (0..count)
        .map(|_| (seeded.unit() * side, seeded.unit() * side))
        .collect();
    let mut pairs: Vec<(usize, usize)> = (0..count)
        .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
        .collect();
    let longest = hops
        .iter()
        .copied()
        .filter(|hop| *hop < u16::MAX)
        .max()
        .unwrap_or(1)
        .max(1);
    let first_step = f64::from(longest) * f64::from(longest);
    let factor = libm::pow(LAST_STEP / first_step, 1.0 / (ROUNDS - 1) as f64);
    let mut step = first_step;
    for _ in 0..ROUNDS {
        seeded.shuffle(&mut pairs);
        for &(a, b) in &pairs {
            let wanted = f64::from(hops[a * count + b]);
            let share = (step / (wanted * wanted)).min(1.0);
            let now = distance(positions[a], positions[b]);
            let along = direction(positions[a], positions[b]);
            let by = share * (now - wanted) / 2.0;
            positions[a] = moved(positions[a], along, by);
            positions[b] = moved(positions[b], along, -by);
        }
        step *= factor;
    }
    positions
}
