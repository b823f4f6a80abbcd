//! The state of an assignment under way: who has whom, and a potential of every node under which no
//! arc of the residual network is negative. Ways are found by Dijkstra's rule over a dense table.

use super::assignment::{Costs, Places};

/// Nothing leads there.
const FAR: i32 = 1 << 28;

#[derive(Clone, Debug)]
pub struct Search {
    places: Vec<Places>,
    /// Of each need, a column: a helper, or the last for "unmet".
    of_need: Vec<usize>,
    /// Of each column, its needs.
    of_column: Vec<Vec<usize>>,
    need_potential: Vec<i32>,
    column_potential: Vec<i32>,
    // Kept between searches, so that nothing is allocated anew for each.
    distance: Vec<i32>,
    /// The same of columns not reached for good yet; of others more than any distance.
    open: Vec<i32>,
    /// Need over which a column was reached.
    over: Vec<u32>,
    closed: Vec<usize>,
}

impl Search {
    pub fn new(costs: &Costs, places: &[Places]) -> Self {
        let columns = costs.helpers() + 1;
        let mut places = places.to_vec();
        places.resize(costs.helpers(), Places::default());
        Search {
            places,
            of_need: vec![usize::MAX; costs.needs()],
            of_column: vec![Vec::new(); columns],
            need_potential: vec![0; costs.needs()],
            column_potential: vec![0; columns],
            distance: vec![0; columns],
            open: vec![0; columns],
            over: vec![0; columns],
            closed: Vec::with_capacity(columns),
        }
    }

    pub fn helper_of(&self, need: usize) -> Option<usize> {
        let column = *self.of_need.get(need)?;
        (column < self.places.len()).then_some(column)
    }

    pub fn load(&self, helper: usize) -> usize {
        self.of_column.get(helper).map_or(0, Vec::len)
    }

    pub fn cost(&self, costs: &Costs) -> i64 {
        let assigned =
            (0..costs.needs()).map(|need| i64::from(costs.row(need)[self.of_need[need]]));
        let places = self.places.iter().enumerate().flat_map(|(helper, places)| {
            (0..self.load(helper)).filter_map(|taken| places.after(taken))
        });
        let places = places.map(i64::from);
        assigned.sum::<i64>() + places.sum::<i64>()
    }

    /// Gives one more need a column.
    pub fn assign(&mut self, costs: &Costs, need: usize) {
        let mut nearest = self.begin(costs, need);
        self.closed.clear();
        let mut end = FAR;
        let mut last = usize::MAX;
        while nearest < end {
            // The first of several.
            let Some(column) = self.open.iter().position(|it| *it == nearest) else {
                break;
            };
            self.open[column] = i32::MAX;
            self.closed.push(column);
            if let Some(cost) = self.next_place(column) {
                let through = nearest + cost + self.column_potential[column];
                if through < end {
                    (end, last) = (through, column);
                }
                // As near as can be: no other way is nearer.
                if end <= nearest {
                    break;
                }
            }
            let of_column = self.of_column[column].len();
            if self.closed.len() == 1 {
                self.over.fill(need as u32);
            }
            let from = nearest;
            if of_column == 0 {
                nearest = self.open.iter().copied().min().unwrap_or(FAR);
            }
            for at in 0..of_column {
                nearest = self.reach_over(costs, self.of_column[column][at], from);
            }
        }
        self.settle(need, end);
        self.walk_back(need, last);
    }

    /// How far every column is from a need alone; answers the least.
    fn begin(&mut self, costs: &Costs, need: usize) -> i32 {
        let arcs = costs.row(need).iter().zip(&self.column_potential);
        let reached = self.distance.iter_mut().zip(&mut self.open);
        let mut nearest = FAR;
        for ((cost, potential), (distance, open)) in arcs.zip(reached) {
            let arc = cost - potential;
            *distance = arc;
            *open = arc;
            nearest = nearest.min(arc);
        }
        nearest
    }

    /// Columns that are nearer when this need moves on; answers the least distance of those that
    /// are open. Those that are closed are not nearer: no arc is negative.
    fn reach_over(&mut self, costs: &Costs, moved: usize, from: i32) -> i32 {
        let base = from + self.need_potential[moved];
        let arcs = costs.row(moved).iter().zip(&self.column_potential);
        let reached = self.distance.iter_mut().zip(&mut self.open);
        let mut nearest = FAR;
        for (((cost, potential), (distance, open)), over) in arcs.zip(reached).zip(&mut self.over) {
            let through = base + cost - potential;
            let is_nearer = through < *distance;
            *distance = if is_nearer { through } else { *distance };
            *open = if is_nearer { through } else { *open };
            *over = if is_nearer { moved as u32 } else { *over };
            nearest = nearest.min(*open);
        }
        nearest
    }

    /// Keeps all arcs of the residual network from being negative.
    fn settle(&mut self, need: usize, end: i32) {
        self.need_potential[need] = -end;
        for column in &self.closed {
            let nearer = self.distance[*column] - end;
            if nearer < 0 {
                self.column_potential[*column] += nearer;
                for moved in &self.of_column[*column] {
                    self.need_potential[*moved] += nearer;
                }
            }
        }
    }

    /// Takes the way that was found: each need on it moves one column on.
    fn walk_back(&mut self, need: usize, last: usize) {
        let mut column = last;
        // Straight to a column: nobody moves.
        let is_straight = self.closed.len() == 1;
        loop {
            let moved = match is_straight {
                true => need,
                false => self.over[column] as usize,
            };
            let before = self.of_need[moved];
            self.of_need[moved] = column;
            self.of_column[column].push(moved);
            if moved == need {
                return;
            }
            self.of_column[before].retain(|it| *it != moved);
            column = before;
        }
    }

    /// What the next place of a column costs; unmet needs have as many as they like.
    fn next_place(&self, column: usize) -> Option<i32> {
        match self.places.get(column) {
            Some(places) => places.after(self.of_column[column].len()),
            None => Some(0),
        }
    }

    /// What is given back when a column has one need less.
    fn last_place(&self, column: usize) -> Option<i32> {
        let before = self.of_column[column].len().checked_sub(1)?;
        match self.places.get(column) {
            Some(places) => places.after(before),
            None => Some(0),
        }
    }

    /// By how much the whole is dearer with each helper for this need. The need leaves its column,
    /// whose place becomes free; how far every other column is from there is found backwards.
    pub fn prices(&self, costs: &Costs, need: usize) -> Vec<Option<i32>> {
        let Some(own) = self.of_need.get(need).copied() else {
            return Vec::new();
        };
        let columns = self.column_potential.len();
        // One node more than columns: the sink, which every taken place leads to and back from.
        let sink = columns;
        let mut distance = vec![FAR; columns + 1];
        let mut is_closed = vec![false; columns + 1];
        distance[own] = 0;
        loop {
            let open = (0..=columns).filter(|node| !is_closed[*node] && distance[*node] < FAR);
            let Some(node) = open.min_by_key(|node| distance[*node]) else {
                break;
            };
            is_closed[node] = true;
            let far = distance[node];
            let mut reach = |node: usize, through: i32| {
                if through < distance[node] {
                    distance[node] = through;
                }
            };
            if node == sink {
                for column in 0..columns {
                    if let Some(cost) = self.next_place(column) {
                        reach(column, far + cost + self.column_potential[column]);
                    }
                }
                continue;
            }
            // From the sink: the last place taken in this column is given back.
            if let Some(cost) = self.last_place(node) {
                reach(sink, far - cost - self.column_potential[node]);
            }
            for (column, needs) in self.of_column.iter().enumerate() {
                for moved in needs {
                    if *moved != need && column != node {
                        let arc = costs.row(*moved)[node] + self.need_potential[*moved]
                            - self.column_potential[node];
                        reach(column, far + arc);
                    }
                }
            }
        }
        let row = costs.row(need);
        let price = |helper: usize| {
            costs.cost(need, helper)?;
            let arc = row[helper] + self.need_potential[need] - self.column_potential[helper];
            Some(arc + distance[helper]).filter(|price| *price < FAR)
        };
        (0..self.places.len()).map(price).collect()
    }
}
