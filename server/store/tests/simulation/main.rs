//! The simulator's schedules over the real store: the same faults and the same invariants as in
//! `app/sync/simulator`, with an embedded SurrealDB below.
//!
//! `OPORA_DISTRICT_SEEDS` says how many schedules (default 6), `OPORA_DISTRICT_FIRST` from which
//! seed on (default 1). Where a backup may be put back the database is in a folder, as an operator
//! has it; otherwise mostly in memory. A kill of the process and what the disk then has is not this
//! test's: see `server/tests/crash.rs` and `server/tests/fsync.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it did"
)]

mod embedded;
mod folders;
mod mutant;
mod rows;

use embedded::Embedded;
use mutant::Mutant;
use opora_domain::NetworkId;
use opora_simulator::census::Census;
use opora_simulator::options::Options;
use opora_simulator::world::{Failure, Start};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Every so many schedules is in a folder whatever happens in it.
const FOLDER_EVERY: u64 = 8;
/// After so many schedules a long run says how far it is.
const TOLD_EVERY: u64 = 100;
/// So many schedules of the ordinary run.
const SEEDS_ORDINARY: u64 = 6;
/// Every mutant of the store has to be noticed within so many seeds from its first on.
const MUTANT_SEEDS_MAX: u64 = 150;

/// What came of one seed.
enum Came {
    Held(Census),
    Broken(String),
    /// The store answered with an error, or the simulator itself is wrong.
    Panicked,
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |number| number.parse().unwrap())
}

fn is_in_folder(seed: u64) -> bool {
    let faults = Options::draw(seed).faults;
    (faults.backup > 0 && faults.restore > 0) || seed.is_multiple_of(FOLDER_EVERY)
}

/// One schedule.
fn run(seed: u64, mutant: Option<Mutant>) -> Came {
    let running = || {
        let network = NetworkId::new("district").unwrap();
        let nodes = Options::draw(seed).nodes_older.len();
        let district = Embedded::open(network, nodes, is_in_folder(seed), seed);
        let start = Start::found(district.clone()).unwrap();
        if let Some(mutant) = mutant {
            district.arm(mutant);
        }
        let told = |failure: Box<Failure>| {
            let violation = failure.violation;
            let what = format!("{}: {}", violation.invariant, violation.what);
            format!("step {}: invariant {what}", failure.step)
        };
        match start.into_world(seed).run() {
            Ok(census) => match district.differs() {
                Some(what) => Came::Broken(format!("at the end: {what}")),
                None => Came::Held(census),
            },
            Err(failure) => Came::Broken(told(failure)),
        }
    };
    catch_unwind(AssertUnwindSafe(running)).unwrap_or(Came::Panicked)
}

fn on_all_cores(work: impl Fn() + Sync) {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(&work);
        }
    });
}

#[test]
fn every_schedule_holds_over_the_database() {
    let (first, count) = (
        number("OPORA_DISTRICT_FIRST", 1),
        number("OPORA_DISTRICT_SEEDS", SEEDS_ORDINARY),
    );
    let begun = Instant::now();
    let (next, violations, in_folders) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let met = Mutex::new(Census::default());
    on_all_cores(|| {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= count {
                return;
            }
            let seed = first + place;
            if place > 0 && place.is_multiple_of(TOLD_EVERY) {
                println!("schedules begun: {place}, {} s", begun.elapsed().as_secs());
            }
            in_folders.fetch_add(u64::from(is_in_folder(seed)), Ordering::Relaxed);
            match run(seed, None) {
                Came::Held(census) => met.lock().unwrap().take_in(census),
                Came::Broken(what) => {
                    violations.fetch_add(1, Ordering::Relaxed);
                    println!("seed {seed}, {what}");
                }
                Came::Panicked => {
                    violations.fetch_add(1, Ordering::Relaxed);
                    println!("seed {seed}: the store failed, or the test did");
                }
            }
        }
    });
    let (violations, in_folders) = (violations.into_inner(), in_folders.into_inner());
    println!("met: {}", met.into_inner().unwrap());
    println!(
        "seeds: {first} to {}, {in_folders} of them in a folder, {} s",
        first + count - 1,
        begun.elapsed().as_secs()
    );
    println!("schedules: {count}, violations: {violations}");
    assert_eq!(violations, 0);
}

/// A seed notices a mutant only if it finds nothing to say about the store itself, and an error of
/// the store is not enough.
fn noticed(mutant: Mutant) -> Option<(u64, String)> {
    // The other test says so of the first seeds.
    let holds = |seed| seed <= SEEDS_ORDINARY || matches!(run(seed, None), Came::Held(_));
    let first = mutant.first_seed();
    (first..first + MUTANT_SEEDS_MAX).find_map(|seed| match run(seed, Some(mutant)) {
        Came::Broken(what) if holds(seed) => Some((seed, what)),
        _ => None,
    })
}

#[test]
fn every_mutant_of_the_store_is_noticed() {
    let next = AtomicU64::new(0);
    let alive = Mutex::new(vec![]);
    on_all_cores(|| {
        while let Some(mutant) = Mutant::ALL.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
            match noticed(*mutant) {
                Some((seed, what)) => {
                    let what: String = what.chars().take(160).collect();
                    println!("mutant {mutant:?}: seed {seed}, {what}");
                }
                None => alive.lock().unwrap().push(*mutant),
            }
        }
    });
    let alive = alive.into_inner().unwrap();
    println!(
        "mutants of the store: {} of {} noticed",
        Mutant::ALL.len() - alive.len(),
        Mutant::ALL.len()
    );
    assert!(alive.is_empty(), "not noticed: {alive:?}");
}
