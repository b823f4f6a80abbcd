//! Milliseconds.
use opora_steering::matching::{Assignment, Costs, Places, Unmet};
use std::time::Instant;
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    s.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
}
fn main() {
    for (needs, helpers) in [(50, 30), (500, 300), (1000, 600), (1700, 600)] {
        for is_placed in [false, true] {
            let mut state = 88_172_645_463_325_252;
            let mut at = || (next(&mut state) % 1000) as i32;
            let a: Vec<(i32, i32, i32)> = (0..needs).map(|_| (at(), at(), at())).collect();
            let b: Vec<(i32, i32, i32)> = (0..helpers).map(|_| (at(), at(), at())).collect();
            let mut costs = Costs::new(needs, helpers, Unmet(1_000_000)).unwrap();
            for (n, x) in a.iter().enumerate() {
                for (h, y) in b.iter().enumerate() {
                    let cost = match is_placed {
                        true => (x.0 - y.0).abs() + (x.1 - y.1).abs() + (x.2 - y.2).abs(),
                        false => at() * 1000 + at(),
                    };
                    costs.allow(n, h, cost).unwrap();
                }
            }
            let places: Vec<Places> = (0..helpers)
                .map(|_| Places::free(1 + (at() % 5) as usize))
                .collect();
            let sum: usize = 0;
            let begun = Instant::now();
            let assignment = Assignment::solve(&costs, &places);
            println!(
                "{needs}x{helpers} {is_placed} {:?} {} {sum}",
                begun.elapsed(),
                assignment.cost()
            );
            let begun = Instant::now();
            let prices = assignment.prices(&costs, 7);
            println!(
                "  prices {:?} {:?}",
                begun.elapsed(),
                prices
                    .iter()
                    .flatten()
                    .map(|it| i64::from(*it))
                    .sum::<i64>()
            );
        }
    }
}
