//! The repulsion of all on all, approximately (Barnes and Hut 1986): nodes in Morton order, a
//! quadtree over them as flat arrays, walked once for every leaf.
//!
//! Built anew every time, which costs a tenth of the walk. No recursion: the tree lies in the order
//! of a walk, and every cell knows where the walk goes on if it is not entered.

use super::descent::Coordinates;
use super::lanes::{LANES, Lanes};

/// Nodes of a leaf at most, as long as their places differ.
const LEAF: usize = LANES;
/// Levels of the finest grid: places differ by a 65,536th of the side.
const LEVELS: u32 = 16;

/// Cells of the tree, in the order of a walk.
#[derive(Default)]
pub struct Quadtree {
    /// Node numbers in Morton order.
    order: Vec<u32>,
    /// Their codes, and what sorting needs beside.
    codes: Vec<u64>,
    spare: Vec<u64>,
    /// Coordinates in Morton order.
    x: Vec<f32>,
    y: Vec<f32>,
    masses: Vec<f32>,
    cells: Vec<Cell>,
    far: Vec<[f32; 3]>,
    waiting: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    /// Its nodes, as places in the order.
    start: u32,
    end: u32,
    /// The next cell of the walk if this one is not entered.
    skip: u32,
    /// 0 for the whole, [`LEVELS`] for the finest.
    level: u32,
    is_leaf: bool,
    /// Centre of gravity and mass.
    x: f32,
    y: f32,
    mass: f32,
    /// Square of the side.
    square: f32,
}

impl Quadtree {
    /// Sorts the first `count` places into cells.
    pub fn build(&mut self, all: &Coordinates, masses: &[f32]) {
        let count = masses.len();
        let side = self.sort(all, count);
        self.masses.clear();
        self.masses
            .extend(self.order.iter().map(|node| masses[*node as usize]));
        self.split(count);
        self.link();
        self.weigh(side);
    }

    /// Writes for every node the sum of (xᵢ − xⱼ) / ‖xᵢ − xⱼ‖² over all others; a cell farther away
    /// than its side / `theta` counts as one of its mass.
    pub fn repulsion(&mut self, theta: f32, out: &mut Coordinates) {
        let opening = 1.0 / (theta * theta);
        let mut far = std::mem::take(&mut self.far);
        for cell in self.cells.iter().filter(|cell| cell.is_leaf) {
            let (start, end) = (cell.start as usize, cell.end as usize);
            self.gather(start, end, opening, &mut far);
            for first in (start..end).step_by(LANES) {
                let count = (end - first).min(LANES);
                let (mut x, mut y): (Lanes, Lanes) = ([0.0; LANES], [0.0; LANES]);
                x[..count].copy_from_slice(&self.x[first..first + count]);
                y[..count].copy_from_slice(&self.y[first..first + count]);
                let (push_x, push_y) = pushes(&far, x, y);
                for lane in 0..count {
                    let node = self.order[first + lane] as usize;
                    out.put(node, (push_x[lane], push_y[lane]));
                }
            }
        }
        self.far = far;
    }

    /// How far each of the first `count` nodes is from the nearest of those beside it on the curve:
    /// mostly the nearest of all, never nearer.
    pub fn nearest(&mut self, all: &Coordinates, count: usize) -> Vec<f32> {
        const BESIDE: usize = 12;
        self.sort(all, count);
        let nearest = (0..count).map(|at| {
            let others = at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(count);
            let squares = others.filter(|other| *other != at).map(|other| {
                let (dx, dy) = (self.x[other] - self.x[at], self.y[other] - self.y[at]);
                dx * dx + dy * dy
            });
            f32::sqrt(squares.fold(f32::INFINITY, f32::min))
        });
        nearest.collect()
    }

    /// Orders the nodes along the Morton curve; tells the side of the square round them.
    fn sort(&mut self, all: &Coordinates, count: usize) -> f32 {
        let (mut left, mut top) = (f32::INFINITY, f32::INFINITY);
        let (mut right, mut bottom) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        for node in 0..count {
            left = left.min(all.x[node]);
            right = right.max(all.x[node]);
            top = top.min(all.y[node]);
            bottom = bottom.max(all.y[node]);
        }
        let side = (right - left).max(bottom - top).max(f32::MIN_POSITIVE);
        let scale = 65_535.0 / side;
        self.codes.clear();
        self.codes.extend((0..count).map(|node| {
            let column = ((all.x[node] - left) * scale) as u32;
            let row = ((all.y[node] - top) * scale) as u32;
            u64::from(spaced(column) | spaced(row) << 1) << 32 | node as u64
        }));
        self.spare.resize(count, 0);
        for byte in 4..8 {
            let mut starts = [0_u32; 257];
            for code in &self.codes {
                starts[(code >> (8 * byte) & 255) as usize + 1] += 1;
            }
            for at in 0..256 {
                starts[at + 1] += starts[at];
            }
            for code in &self.codes {
                let at = &mut starts[(code >> (8 * byte) & 255) as usize];
                self.spare[*at as usize] = *code;
                *at += 1;
            }
            std::mem::swap(&mut self.codes, &mut self.spare);
        }
        self.order.clear();
        self.order
            .extend(self.codes.iter().map(|code| *code as u32));
        self.x.clear();
        self.x
            .extend(self.order.iter().map(|node| all.x[*node as usize]));
        self.y.clear();
        self.y
            .extend(self.order.iter().map(|node| all.y[*node as usize]));
        side
    }

    /// Makes the cells: ranges of codes that share their first bits.
    fn split(&mut self, count: usize) {
        self.cells.clear();
        self.waiting.clear();
        if count > 0 {
            self.waiting.push((0, count as u32));
        }
        while let Some((start, end)) = self.waiting.pop() {
            let first = (self.codes[start as usize] >> 32) as u32;
            let last = (self.codes[end as usize - 1] >> 32) as u32;
            // Where first and last part ways; cells with one child only are passed over.
            let level = (first ^ last).leading_zeros() / 2;
            let is_leaf = (end - start) as usize <= LEAF || level >= LEVELS;
            self.cells.push(Cell {
                start,
                end,
                level: level.min(LEVELS),
                is_leaf,
                ..Cell::default()
            });
            if is_leaf {
                continue;
            }
            let shift = 30 - 2 * level + 32;
            let quarter = |code: &u64| code >> shift & 3;
            let codes = &self.codes[start as usize..end as usize];
            let bounds = [1, 2, 3]
                .map(|number| start + codes.partition_point(|code| quarter(code) < number) as u32);
            let children = [
                (start, bounds[0]),
                (bounds[0], bounds[1]),
                (bounds[1], bounds[2]),
                (bounds[2], end),
            ];
            self.waiting
                .extend(children.iter().rev().filter(|(start, end)| start < end));
        }
    }

    /// Tells every cell where the walk goes on behind it: at the first later cell that begins
    /// where this one ends.
    fn link(&mut self) {
        let end = self.cells.len() as u32;
        self.waiting.clear();
        // Open cells as (their end, their number), innermost last.
        for at in 0..self.cells.len() {
            let start = self.cells[at].start;
            while let Some((_, open)) = self.waiting.pop_if(|(ends, _)| *ends <= start) {
                self.cells[open as usize].skip = at as u32;
            }
            self.waiting.push((self.cells[at].end, at as u32));
        }
        while let Some((_, open)) = self.waiting.pop() {
            self.cells[open as usize].skip = end;
        }
    }

    /// Masses and centres, children before their parents.
    fn weigh(&mut self, side: f32) {
        for at in (0..self.cells.len()).rev() {
            let cell = self.cells[at];
            let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
            if cell.is_leaf {
                for node in cell.start as usize..cell.end as usize {
                    x += self.x[node] * self.masses[node];
                    y += self.y[node] * self.masses[node];
                    mass += self.masses[node];
                }
            } else {
                let mut child = at + 1;
                while child < cell.skip as usize {
                    let each = self.cells[child];
                    x += each.x * each.mass;
                    y += each.y * each.mass;
                    mass += each.mass;
                    child = each.skip as usize;
                }
            }
            let side = side / (1_u32 << cell.level) as f32;
            let cell = &mut self.cells[at];
            (cell.x, cell.y, cell.mass) = (x / mass, y / mass, mass);
            cell.square = side * side;
        }
    }

    /// What pushes the nodes of a leaf: far cells as one each, near ones node by node.
    fn gather(&self, start: usize, end: usize, opening: f32, far: &mut Vec<[f32; 3]>) {
        far.clear();
        let (mut left, mut top) = (self.x[start], self.y[start]);
        let (mut right, mut bottom) = (left, top);
        for node in start + 1..end {
            left = left.min(self.x[node]);
            right = right.max(self.x[node]);
            top = top.min(self.y[node]);
            bottom = bottom.max(self.y[node]);
        }
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            // From the cell's centre to the nearest point of the box round the leaf.
            let dx = (left - cell.x).max(cell.x - right).max(0.0);
            let dy = (top - cell.y).max(cell.y - bottom).max(0.0);
            if dx * dx + dy * dy > cell.square * opening {
                far.push([cell.x, cell.y, cell.mass]);
                at = cell.skip as usize;
            } else if cell.is_leaf {
                let (start, end) = (cell.start as usize, cell.end as usize);
                far.extend(
                    (start..end).map(|node| [self.x[node], self.y[node], self.masses[node]]),
                );
                at = cell.skip as usize;
            } else {
                at += 1;
            }
        }
    }
}

/// The sum of the pushes on each node of a pack; what stands at its own point does not push.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn pushes(far: &[[f32; 3]], x: Lanes, y: Lanes) -> (Lanes, Lanes) {
    let (mut push_x, mut push_y): (Lanes, Lanes) = ([0.0; LANES], [0.0; LANES]);
    for [at_x, at_y, mass] in far {
        for lane in 0..LANES {
            let (dx, dy) = (x[lane] - at_x, y[lane] - at_y);
            let by = mass / (dx * dx + dy * dy + 1e-9);
            push_x[lane] += dx * by;
            push_y[lane] += dy * by;
        }
    }
    (push_x, push_y)
}

/// The lower 16 bits, a gap after each.
fn spaced(bits: u32) -> u32 {
    let mut spaced = bits & 0xffff;
    spaced = (spaced | spaced << 8) & 0x00ff_00ff;
    spaced = (spaced | spaced << 4) & 0x0f0f_0f0f;
    spaced = (spaced | spaced << 2) & 0x3333_3333;
    (spaced | spaced << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeded::Seeded;

    fn exact(all: &Coordinates, count: usize) -> Vec<(f32, f32)> {
        (0..count)
            .map(|a| {
                (0..count).fold((0.0, 0.0), |sum, b| {
                    let (dx, dy) = (all.x[a] - all.x[b], all.y[a] - all.y[b]);
                    let square = dx * dx + dy * dy + 1e-9;
                    (sum.0 + dx / square, sum.1 + dy / square)
                })
            })
            .collect()
    }

    fn approximate(all: &Coordinates, count: usize, theta: f32) -> Coordinates {
        let mut tree = Quadtree::default();
        let mut out = Coordinates::new(count);
        tree.build(all, &vec![1.0; count]);
        tree.repulsion(theta, &mut out);
        out
    }

    #[test]
    fn the_tree_comes_near_the_sum_over_all() {
        for count in [1, 2, 7, 8, 9, 100, 1_000] {
            let all = Coordinates::scattered(count, &mut Seeded::new(count as u64));
            let near = approximate(&all, count, 1.0);
            let exact = exact(&all, count);
            let (mut off, mut whole) = (0.0, 1e-9);
            for (node, (x, y)) in exact.iter().enumerate() {
                off += (near.x[node] - x).powi(2) + (near.y[node] - y).powi(2);
                whole += x * x + y * y;
            }
            assert!(
                (off / whole).sqrt() < 0.02,
                "{count}: {}",
                (off / whole).sqrt()
            );
        }
    }

    #[test]
    fn all_at_one_point_end_and_do_not_push() {
        let mut all = Coordinates::new(300);
        all.x.fill(4.0);
        let out = approximate(&all, 300, 0.9);
        assert!(out.x.iter().chain(&out.y).all(|push| *push == 0.0));
    }

    #[test]
    fn every_node_is_in_one_leaf() {
        let all = Coordinates::scattered(777, &mut Seeded::new(3));
        let mut tree = Quadtree::default();
        tree.build(&all, &[1.0; 777]);
        let leaves: Vec<&Cell> = tree.cells.iter().filter(|cell| cell.is_leaf).collect();
        assert_eq!(
            leaves.iter().map(|leaf| leaf.end - leaf.start).sum::<u32>(),
            777
        );
        assert!(leaves.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(tree.cells[0].mass, 777.0);
    }
}
