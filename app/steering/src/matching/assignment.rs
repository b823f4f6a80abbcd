//! Minimum-cost assignment of needs to helpers with places, exactly.
//!
//! Needs are taken one after another, each along the cheapest way to a free place, moving needs that
//! are assigned already where that is cheaper for all (successive shortest paths: Edmonds and Karp,
//! 1972; Tomizawa, 1971). What one more need costs a helper may grow with each (a convex cost), which
//! is how loads are kept even. Whole numbers throughout: the sum is exact, and the same everywhere.
//! Of several assignments of one cost the order of needs and helpers decides.

use super::search::Search;

/// An assignment that must not be: dearer than anything that is added up on a way.
const FORBIDDEN: i32 = 1 << 29;
/// The largest cost of one assignment, one place or one unmet need. No distance or potential is
/// farther from 0 than twice as much, which leaves four of them to an instruction of any processor.
pub const COST_MAX: i32 = 250_000_000;

/// What it costs to assign a need to a helper, a row for each need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    needs: usize,
    helpers: usize,
    /// Row by row; the last column is "unmet".
    of: Vec<i32>,
}

/// What it costs when a need stays unmet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmet(pub i32);

/// What each further place of a helper costs beside: as many numbers as places, none smaller than
/// the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<i32>);

/// Why numbers are no problem to solve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAProblem {
    /// A cost is below 0 or above [`COST_MAX`].
    OutOfRange,
    /// A place is cheaper than the one before it.
    Falling,
    /// A need or helper that is not there.
    NoSuch,
}

/// The cheapest assignment, and what is known of its alternatives.
#[derive(Clone, Debug)]
pub struct Assignment {
    search: Search,
    cost: i64,
}

impl Costs {
    /// Nothing may be assigned yet.
    pub fn new(needs: usize, helpers: usize, unmet: Unmet) -> Result<Self, NotAProblem> {
        in_range(unmet.0)?;
        let mut of = vec![FORBIDDEN; needs * (helpers + 1)];
        for need in 0..needs {
            of[need * (helpers + 1) + helpers] = unmet.0;
        }
        Ok(Costs { needs, helpers, of })
    }

    /// Allows a helper for a need.
    pub fn allow(&mut self, need: usize, helper: usize, cost: i32) -> Result<(), NotAProblem> {
        in_range(cost)?;
        *self.at(need, helper)? = cost;
        Ok(())
    }

    /// Forbids a helper for a need.
    pub fn forbid(&mut self, need: usize, helper: usize) -> Result<(), NotAProblem> {
        *self.at(need, helper)? = FORBIDDEN;
        Ok(())
    }

    /// What assigning them costs; `None` where it must not be.
    pub fn cost(&self, need: usize, helper: usize) -> Option<i32> {
        if need >= self.needs || helper >= self.helpers {
            return None;
        }
        Some(self.of[need * (self.helpers + 1) + helper]).filter(|cost| *cost < FORBIDDEN)
    }

    pub fn needs(&self) -> usize {
        self.needs
    }

    pub fn helpers(&self) -> usize {
        self.helpers
    }

    /// The costs of a need, the last of them of staying unmet.
    pub(super) fn row(&self, need: usize) -> &[i32] {
        let width = self.helpers + 1;
        &self.of[need * width..(need + 1) * width]
    }

    fn at(&mut self, need: usize, helper: usize) -> Result<&mut i32, NotAProblem> {
        if need >= self.needs || helper >= self.helpers {
            return Err(NotAProblem::NoSuch);
        }
        Ok(&mut self.of[need * (self.helpers + 1) + helper])
    }
}

impl Places {
    /// Places whose costs grow, or stay.
    pub fn new(costs: Vec<i32>) -> Result<Self, NotAProblem> {
        for cost in &costs {
            in_range(*cost)?;
        }
        match costs.is_sorted() {
            true => Ok(Places(costs)),
            false => Err(NotAProblem::Falling),
        }
    }

    /// So many places that cost nothing beside.
    pub fn free(count: usize) -> Self {
        Places(vec![0; count])
    }

    /// The cost of the place after so many.
    pub(super) fn after(&self, taken: usize) -> Option<i32> {
        self.0.get(taken).copied()
    }
}

impl Assignment {
    /// Solves; `places` has an entry for each helper, missing ones have no place.
    pub fn solve(costs: &Costs, places: &[Places]) -> Self {
        let mut search = Search::new(costs, places);
        for need in 0..costs.needs() {
            search.assign(costs, need);
        }
        let cost = search.cost(costs);
        Assignment { search, cost }
    }

    /// The helper of each need; `None` for an unmet one.
    pub fn helper_of(&self, need: usize) -> Option<usize> {
        self.search.helper_of(need)
    }

    /// The sum of what is assigned, of the places taken, and of what stays unmet.
    pub fn cost(&self) -> i64 {
        self.cost
    }

    /// How many needs a helper has.
    pub fn load(&self, helper: usize) -> usize {
        self.search.load(helper)
    }

    /// By how much the whole would be dearer with this helper for this need, the rest assigned anew
    /// as is best then; 0 for the one it has. `None` where it must not be, or there is no place.
    pub fn prices(&self, costs: &Costs, need: usize) -> Vec<Option<i32>> {
        self.search.prices(costs, need)
    }
}

fn in_range(cost: i32) -> Result<(), NotAProblem> {
    match (0..=COST_MAX).contains(&cost) {
        true => Ok(()),
        false => Err(NotAProblem::OutOfRange),
    }
}
