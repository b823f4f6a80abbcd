//! One measured run of the native layout, as a line of JSON: `ORGANISATIONS RELATIONS SEED`.
//!
//! Time is the processor's for this thread where Linux tells it (`/proc/thread-self/schedstat`),
//! so that a busy machine spoils less; elsewhere the clock's.

#![expect(clippy::print_stdout, reason = "what it is for")]

use opora_graph::layout::large::Rounds;
use opora_graph_bench::{Bench, Moves};
use std::time::Instant;

/// Rounds of the refinement to take the mean of.
const ROUNDS: u32 = 60;
/// What the seed of the further relations is ahead of the network's.
const GROWTH_SEED: u64 = 9;

fn main() {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let [organisations, relations, seed] = numbers[..] else {
        println!("usage: opora-graph-bench ORGANISATIONS RELATIONS SEED");
        return;
    };
    let mut bench = Bench::new(organisations as usize, relations as usize, seed);
    let clock = Clock::start();
    let fingerprint = bench.place();
    let whole_ms = clock.ms();
    let quality = bench.quality();
    let largest = bench.largest();
    let round_ms = Rounds::with(&largest, 1, |rounds| {
        let clock = Clock::start();
        (0..ROUNDS).for_each(|_| rounds.round());
        clock.ms() / f64::from(ROUNDS)
    });
    // As if every organisation took part, as it does in the other engines.
    let round_ms = round_ms * organisations as f64 / largest.len().max(1) as f64;
    let clock = Clock::start();
    let moves = bench.moves_of_a_hundredth(seed + GROWTH_SEED);
    let warm_ms = clock.ms();
    let moves = moves.unwrap_or(Moves {
        mean: 0.0,
        most: 0.0,
    });
    println!(
        "{{\"whole_ms\":{whole_ms:.3},\"round_ms\":{round_ms:.4},\"stress\":{:.5},\
         \"neighbourhood\":{:.5},\"fingerprint\":\"{fingerprint:016x}\",\
         \"warm_ms\":{warm_ms:.3},\"moved_mean\":{:.5},\"moved_most\":{:.5}}}",
        quality.stress, quality.neighbourhood, moves.mean, moves.most
    );
}

/// A stretch of the thread's time.
struct Clock {
    begun: Instant,
    on_processor: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Clock {
            begun: Instant::now(),
            on_processor: on_processor_ms(),
        }
    }

    fn ms(&self) -> f64 {
        match (on_processor_ms(), self.on_processor) {
            (Some(now), Some(then)) => now - then,
            _ => self.begun.elapsed().as_secs_f64() * 1e3,
        }
    }
}

/// How long this thread has run on a processor; `None` where nobody tells.
fn on_processor_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0.0).then_some(nanoseconds / 1e6)
}
