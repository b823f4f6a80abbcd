//! The assignment against trying everything, and its prices against solving anew.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping")]

use opora_steering::matching::{Assignment, Costs, Places, Unmet};
use proptest::prelude::*;

/// A problem small enough to try everything.
#[derive(Clone, Debug)]
struct Small {
    /// Row by row; `None` must not be.
    costs: Vec<Vec<Option<i32>>>,
    places: Vec<Vec<i32>>,
    unmet: i32,
}

impl Small {
    fn costs(&self) -> Costs {
        let mut costs = Costs::new(self.costs.len(), self.places.len(), Unmet(self.unmet)).unwrap();
        for (need, row) in self.costs.iter().enumerate() {
            for (helper, cost) in row.iter().enumerate() {
                if let Some(cost) = cost {
                    costs.allow(need, helper, *cost).unwrap();
                }
            }
        }
        costs
    }

    fn places(&self) -> Vec<Places> {
        self.places
            .iter()
            .map(|costs| Places::new(costs.clone()).unwrap())
            .collect()
    }

    /// The cheapest of all assignments: helper after helper takes any of the needs that are left.
    fn best(&self) -> i64 {
        let needs = self.costs.len();
        let all = 1usize << needs;
        let mut best = vec![None; all];
        best[0] = Some(0);
        for (helper, places) in self.places.iter().enumerate() {
            let mut next = best.clone();
            for (taken, before) in best.iter().enumerate() {
                let Some(before) = before else { continue };
                let left = (all - 1) & !taken;
                let mut some = left;
                while some > 0 {
                    if let Some(cost) = self.cost_of(helper, places, some) {
                        let after = &mut next[taken | some];
                        *after = Some(after.map_or(before + cost, |it: i64| it.min(before + cost)));
                    }
                    some = (some - 1) & left;
                }
            }
            best = next;
        }
        let with_unmet = best.iter().enumerate().filter_map(|(taken, cost)| {
            let unmet = needs - taken.count_ones() as usize;
            Some((*cost)? + i64::from(self.unmet) * unmet as i64)
        });
        with_unmet.min().unwrap()
    }

    fn cost_of(&self, helper: usize, places: &[i32], some: usize) -> Option<i64> {
        let taken = places.get(..some.count_ones() as usize)?;
        let mut sum: i64 = taken.iter().map(|it| i64::from(*it)).sum();
        for (need, row) in self.costs.iter().enumerate() {
            if some & (1 << need) != 0 {
                sum += i64::from(row[helper]?);
            }
        }
        Some(sum)
    }

    /// What an assignment costs, added up by itself; it must keep to what is allowed.
    fn added_up(&self, assignment: &Assignment) -> i64 {
        let mut loads = vec![0; self.places.len()];
        let mut sum = 0;
        for (need, row) in self.costs.iter().enumerate() {
            match assignment.helper_of(need) {
                None => sum += i64::from(self.unmet),
                Some(helper) => {
                    sum += i64::from(row[helper].expect("an assignment that must not be"));
                    sum += i64::from(self.places[helper][loads[helper]]);
                    loads[helper] += 1;
                }
            }
        }
        for (helper, load) in loads.iter().enumerate() {
            assert_eq!(assignment.load(helper), *load);
        }
        sum
    }
}

fn small() -> impl Strategy<Value = Small> {
    (
        0..=8usize,
        0..=8usize,
        prop::sample::select(vec![3i32, 20, 1_000]),
    )
        .prop_flat_map(|(needs, helpers, range)| {
            let cost = prop::option::weighted(0.8, 0..range);
            let row = prop::collection::vec(cost, helpers);
            let costs = prop::collection::vec(row, needs);
            let places = prop::collection::vec(0..range / 2 + 1, 0..4).prop_map(|mut places| {
                places.sort_unstable();
                places
            });
            (costs, prop::collection::vec(places, helpers), 0..range * 2)
        })
        .prop_map(|(costs, places, unmet)| Small {
            costs,
            places,
            unmet,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn nothing_is_cheaper(problem in small()) {
        let assignment = Assignment::solve(&problem.costs(), &problem.places());
        prop_assert_eq!(assignment.cost(), problem.added_up(&assignment));
        prop_assert_eq!(assignment.cost(), problem.best());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Forcing a pair costs what solving with that pair alone allowed shows.
    #[test]
    fn a_price_is_the_difference_of_solving_anew(problem in small()) {
        let costs = problem.costs();
        let assignment = Assignment::solve(&costs, &problem.places());
        for need in 0..costs.needs() {
            let prices = assignment.prices(&costs, need);
            for (helper, price) in prices.iter().enumerate() {
                let by_hand = forced_best(&problem, need, helper);
                prop_assert_eq!(price.map(i64::from), by_hand.map(|best| best - assignment.cost()), "need {}, helper {}", need, helper);
            }
        }
    }

    #[test]
    fn the_same_every_time(problem in small()) {
        let solve = || Assignment::solve(&problem.costs(), &problem.places());
        let (one, other) = (solve(), solve());
        for need in 0..problem.costs.len() {
            prop_assert_eq!(one.helper_of(need), other.helper_of(need));
        }
    }
}

/// The best with a pair forced, by trying everything; `None` when it cannot be.
fn forced_best(problem: &Small, need: usize, helper: usize) -> Option<i64> {
    let dear = 1_000_000;
    let cost = problem.costs[need][helper]?;
    if problem.places[helper].is_empty() {
        return None;
    }
    let mut forced = problem.clone();
    for (other, cost) in forced.costs[need].iter_mut().enumerate() {
        *cost = (other == helper).then_some(0);
    }
    // Everything else is dearer by as much, which is taken out of the sum again.
    for row in forced.costs.iter_mut() {
        for cost in row.iter_mut().flatten() {
            *cost += dear;
        }
    }
    forced.costs[need][helper] = Some(0);
    forced.unmet += dear;
    let others = (problem.costs.len() - 1) as i64;
    Some(forced.best() - i64::from(dear) * others + i64::from(cost))
}

#[test]
fn an_even_load_is_cheaper_than_a_heap_on_one() {
    let mut costs = Costs::new(3, 2, Unmet(1_000)).unwrap();
    for need in 0..3 {
        costs.allow(need, 0, 10).unwrap();
        costs.allow(need, 1, 11).unwrap();
    }
    let growing = || Places::new(vec![0, 5, 20]).unwrap();
    let assignment = Assignment::solve(&costs, &[growing(), growing()]);
    assert_eq!((assignment.load(0), assignment.load(1)), (2, 1));
    assert_eq!(assignment.cost(), 10 + 10 + 11 + 5);
    let heaped = Assignment::solve(&costs, &[Places::free(3), Places::free(3)]);
    assert_eq!((heaped.load(0), heaped.load(1)), (3, 0));
}

#[test]
fn numbers_that_are_no_problem_are_refused() {
    use opora_steering::matching::assignment::{COST_MAX, NotAProblem};
    assert_eq!(Costs::new(1, 1, Unmet(-1)), Err(NotAProblem::OutOfRange));
    let mut costs = Costs::new(1, 1, Unmet(COST_MAX)).unwrap();
    assert_eq!(
        costs.allow(0, 0, COST_MAX + 1),
        Err(NotAProblem::OutOfRange)
    );
    assert_eq!(costs.allow(1, 0, 0), Err(NotAProblem::NoSuch));
    assert_eq!(costs.allow(0, 1, 0), Err(NotAProblem::NoSuch));
    assert_eq!(Places::new(vec![2, 1]), Err(NotAProblem::Falling));
    assert_eq!(costs.cost(0, 0), None, "nothing is allowed by itself");
    let nobody = Assignment::solve(&costs, &[Places::free(1)]);
    assert_eq!(
        (nobody.helper_of(0), nobody.cost()),
        (None, i64::from(COST_MAX))
    );
}
