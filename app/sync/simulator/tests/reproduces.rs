//! A seed says everything: the same one meets the same things, and a mutant is noticed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_simulator::mutant::Mutant;
use opora_simulator::runner::{self, Outcome};
use opora_simulator::world::Start;

fn met(seed: u64) -> String {
    match runner::run(&Start::in_memory().unwrap(), seed, None) {
        Outcome::Held(census) => census.to_string(),
        Outcome::Broken(failure) => panic!("{}", failure.violation.what),
        Outcome::Panicked => panic!("seed {seed} panicked"),
    }
}

#[test]
fn the_same_seed_meets_the_same() {
    for seed in 1..=10 {
        assert_eq!(met(seed), met(seed));
    }
    assert_ne!(met(1), met(2));
}

#[test]
fn a_mutant_is_noticed_and_its_diary_says_when() {
    let start = Start::in_memory().unwrap();
    let killed = runner::hunt(&start, 1, &[Mutant::ReceiptsNotStored]);
    let kill = killed[0].1.as_ref().unwrap();
    let diary = runner::diary(&start, kill.seed, Some(Mutant::ReceiptsNotStored));
    assert!(!diary.is_empty());
    assert_eq!(
        runner::diary(&start, kill.seed, None),
        Vec::<String>::new(),
        "without the mutant the same seed has nothing to tell"
    );
}
