//! Who works with whom more than with the others: communities by modularity.
//!
//! The method of Louvain (V. Blondel et al., 2008) in whole numbers, so that no rounding decides;
//! at the end a community that does not hang together is divided into what does (which never
//! lowers the modularity). It finds a good division, not the best one: that is NP-hard.

use super::adjacency::Adjacency;
use super::components::largest_first;

/// Communities: the largest first, then by the first identity in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// The community of each node; `None` for an organisation without partnerships, of which
    /// nothing is known here.
    pub of: Vec<Option<usize>>,
    /// The nodes of each community, ascending.
    pub members: Vec<Vec<usize>>,
    /// How much more partnerships lie inside communities than chance would put there: from -0.5
    /// to 1 (M. Newman, M. Girvan, 2004); 0 without partnerships.
    pub modularity: f64,
}

/// Most walks over all nodes on one level, and most levels: rarely more than a dozen are used.
const WALKS_MAX: usize = 64;
const LEVELS_MAX: usize = 32;

/// One level: nodes are communities of the level below.
struct Level {
    starts: Vec<usize>,
    /// Neighbour and the partnerships between.
    steps: Vec<(usize, i64)>,
    /// Twice the partnerships inside each node.
    inside: Vec<i64>,
}

impl Communities {
    /// Finds them. Every partnership counted weighs one, whichever way help goes. Equal gains go
    /// to the community of the first identity. O(edges) for each walk, at most `WALKS_MAX` times
    /// `LEVELS_MAX` of them.
    pub fn of(adjacency: &Adjacency) -> Self {
        let mut level = Level::first(adjacency);
        let mut labels: Vec<usize> = (0..adjacency.len()).collect();
        for _ in 0..LEVELS_MAX {
            let Some((community, count)) = level.moved() else {
                break;
            };
            for label in &mut labels {
                *label = community[*label];
            }
            level = level.gathered(&community, count);
        }
        let (labels, count) = hanging_together(adjacency, &labels);
        let (of, members) = largest_first(&labels, count);
        let modularity = modularity(adjacency, &of, members.len());
        Communities {
            of,
            members,
            modularity,
        }
    }
}

impl Level {
    fn first(adjacency: &Adjacency) -> Self {
        let count = adjacency.len();
        let mut starts = vec![0];
        let mut steps = Vec::new();
        for node in 0..count {
            steps.extend(adjacency.of(node).iter().map(|step| (step.node, 1)));
            starts.push(steps.len());
        }
        Level {
            starts,
            steps,
            inside: vec![0; count],
        }
    }

    fn len(&self) -> usize {
        self.inside.len()
    }

    fn of(&self, node: usize) -> &[(usize, i64)] {
        &self.steps[self.starts[node]..self.starts[node + 1]]
    }

    /// Moves nodes one by one to where modularity gains most, until none does. The community of
    /// each node and their number; `None` if nobody moved.
    fn moved(&self) -> Option<(Vec<usize>, usize)> {
        let weights: Vec<i64> = (0..self.len())
            .map(|node| self.inside[node] + self.of(node).iter().map(|(_, w)| w).sum::<i64>())
            .collect();
        let all: i64 = weights.iter().sum();
        let mut totals = weights.clone();
        let mut community: Vec<usize> = (0..self.len()).collect();
        let mut towards = vec![0_i64; self.len()];
        let mut seen = Vec::new();
        let mut has_moved = false;
        for _ in 0..WALKS_MAX {
            let mut moves = 0;
            for node in 0..self.len() {
                let own = community[node];
                for (other, weight) in self.of(node) {
                    let there = community[*other];
                    if towards[there] == 0 {
                        seen.push(there);
                    }
                    towards[there] += weight;
                }
                totals[own] -= weights[node];
                // Times the square of all weights, which is the same for all. Whole numbers up to
                // 2^31 partnerships.
                let gain = |there: usize| towards[there] * all - totals[there] * weights[node];
                let (mut best, mut best_gain) = (own, gain(own));
                for there in &seen {
                    let gained = gain(*there);
                    let is_first = best != own && gained == best_gain && *there < best;
                    if gained > best_gain || is_first {
                        (best, best_gain) = (*there, gained);
                    }
                }
                totals[best] += weights[node];
                community[node] = best;
                moves += usize::from(best != own);
                for there in seen.drain(..) {
                    towards[there] = 0;
                }
            }
            if moves == 0 {
                break;
            }
            has_moved = true;
        }
        has_moved.then(|| renumbered(&community))
    }

    /// The next level: communities become nodes.
    fn gathered(&self, community: &[usize], count: usize) -> Self {
        let (member_starts, members) = by_label(community, count);
        let mut next = Level {
            starts: vec![0],
            steps: Vec::new(),
            inside: vec![0; count],
        };
        let mut towards = vec![0_i64; count];
        let mut seen = Vec::new();
        for number in 0..count {
            for node in &members[member_starts[number]..member_starts[number + 1]] {
                next.inside[number] += self.inside[*node];
                for (other, weight) in self.of(*node) {
                    let there = community[*other];
                    if there == number {
                        next.inside[number] += weight;
                        continue;
                    }
                    if towards[there] == 0 {
                        seen.push(there);
                    }
                    towards[there] += weight;
                }
            }
            for there in seen.drain(..) {
                next.steps.push((there, towards[there]));
                towards[there] = 0;
            }
            next.starts.push(next.steps.len());
        }
        next
    }
}

/// Labels as numbers without gaps, in the order in which they first appear.
fn renumbered(labels: &[usize]) -> (Vec<usize>, usize) {
    let mut numbers = vec![usize::MAX; labels.len()];
    let mut count = 0;
    let numbered = labels.iter().map(|label| {
        if numbers[*label] == usize::MAX {
            numbers[*label] = count;
            count += 1;
        }
        numbers[*label]
    });
    (numbered.collect(), count)
}

/// Members of each label in one flat list, and where each begins.
fn by_label(labels: &[usize], count: usize) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; count + 1];
    for label in labels {
        starts[label + 1] += 1;
    }
    for label in 0..count {
        starts[label + 1] += starts[label];
    }
    let mut next = starts.clone();
    let mut members = vec![0; labels.len()];
    for (node, label) in labels.iter().enumerate() {
        members[next[*label]] = node;
        next[*label] += 1;
    }
    (starts, members)
}

/// The pieces of the labels that hang together; nodes without partnerships are in none.
fn hanging_together(adjacency: &Adjacency, labels: &[usize]) -> (Vec<Option<usize>>, usize) {
    let mut pieces = vec![None; labels.len()];
    let mut count = 0;
    let mut queue = Vec::new();
    for root in 0..labels.len() {
        if pieces[root].is_some() || adjacency.of(root).is_empty() {
            continue;
        }
        pieces[root] = Some(count);
        queue.push(root);
        while let Some(at) = queue.pop() {
            for step in adjacency.of(at) {
                if labels[step.node] == labels[root] && pieces[step.node].is_none() {
                    pieces[step.node] = Some(count);
                    queue.push(step.node);
                }
            }
        }
        count += 1;
    }
    (pieces, count)
}

fn modularity(adjacency: &Adjacency, of: &[Option<usize>], count: usize) -> f64 {
    let mut inside = vec![0_usize; count];
    let mut total = vec![0_usize; count];
    for (node, number) in of.iter().enumerate() {
        let Some(number) = *number else { continue };
        let steps = adjacency.of(node);
        total[number] += steps.len();
        inside[number] += steps
            .iter()
            .filter(|step| of[step.node] == Some(number))
            .count();
    }
    let all = total.iter().sum::<usize>();
    if all == 0 {
        return 0.0;
    }
    let share = |part: usize| part as f64 / all as f64;
    let terms = inside.iter().zip(&total);
    terms
        .map(|(inside, total)| share(*inside) - share(*total) * share(*total))
        .sum()
}
