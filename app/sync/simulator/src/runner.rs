//! Runs many seeds on all cores. A panic in a schedule is reported, and never counts as a mutant
//! killed.

use crate::census::Census;
use crate::district::memory::Memory;
use crate::invariant::Violation;
use crate::mutant::Mutant;
use crate::options::Options;
use crate::world::{Failure, Start};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// Every mutant has to be noticed within so many seeds.
pub const SEEDS_MAX: u64 = 10_000;
/// More broken schedules than these are counted, not told.
const TOLD_MAX: u64 = 20;

/// What came of one seed.
pub enum Outcome {
    Held(Census),
    Broken(Box<Failure>),
    Panicked,
}

/// What came of many.
#[derive(Default)]
pub struct Schedules {
    pub violations: u64,
    pub census: Census,
}

/// Who noticed a mutant.
pub struct Kill {
    pub seed: u64,
    pub violation: Violation,
}

/// One seed again, with a diary; empty when every invariant held.
pub fn diary(start: &Start<Memory>, seed: u64, mutant: Option<Mutant>) -> Vec<String> {
    match start.world(seed, mutant).with_diary().run() {
        Ok(_) => vec![],
        Err(failure) => failure.diary,
    }
}

pub fn run(start: &Start<Memory>, seed: u64, mutant: Option<Mutant>) -> Outcome {
    let world = AssertUnwindSafe(|| start.world(seed, mutant).run());
    match catch_unwind(world) {
        Ok(Ok(census)) => Outcome::Held(census),
        Ok(Err(failure)) => Outcome::Broken(failure),
        Err(_) => Outcome::Panicked,
    }
}

/// Runs so many schedules from a seed on, and tells of broken ones as it finds them.
pub fn run_schedules(
    start: &Start<Memory>,
    first: u64,
    count: u64,
    tell: impl Fn(u64, &Outcome) + Sync,
) -> Schedules {
    let next = AtomicU64::new(0);
    let found = Mutex::new(Schedules::default());
    on_all_cores(|| {
        let mut met = Census::default();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= count {
                break;
            }
            let seed = first.wrapping_add(place);
            match run(start, seed, None) {
                Outcome::Held(census) => met.take_in(census),
                outcome => {
                    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                    found.violations += 1;
                    if found.violations <= TOLD_MAX {
                        tell(seed, &outcome);
                    }
                }
            }
        }
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.census.take_in(met);
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Looks for the first seed that notices each mutant; `None` where there is none.
pub fn hunt(start: &Start<Memory>, first: u64, mutants: &[Mutant]) -> Vec<(Mutant, Option<Kill>)> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(vec![]);
    on_all_cores(|| {
        while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            let kill = hunt_one(start, first, *mutant);
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.push((*mutant, kill));
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(mutant, _)| mutants.iter().position(|one| one == mutant));
    found
}

/// A seed notices a mutant only if it finds nothing to say about the protocol itself.
fn hunt_one(start: &Start<Memory>, first: u64, mutant: Mutant) -> Option<Kill> {
    (0..SEEDS_MAX).find_map(|place| {
        let seed = first.wrapping_add(place);
        match run(start, seed, Some(mutant)) {
            Outcome::Broken(failure) if matches!(run(start, seed, None), Outcome::Held(_)) => {
                Some(Kill {
                    seed,
                    violation: failure.violation,
                })
            }
            _ => None,
        }
    })
}

fn on_all_cores(work: impl Fn() + Sync) {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(&work);
        }
    });
}

/// The circumstances of a seed, for a person who wants to see them.
pub fn circumstances(seed: u64) -> Options {
    Options::draw(seed)
}
