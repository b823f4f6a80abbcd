//! `cargo xtask bench matching`: how long the best assignment takes beside scipy's solver, on the
//! same problems in turn. `--json` prints one line of JSON. Nothing here is a test: it fails by
//! being read, and by a sum that is not the peer's.
//!
//! Milliseconds are the processor's for the thread where Linux tells them
//! (`/proc/thread-self/schedstat`), so that a busy machine spoils less; elsewhere the clock's. The
//! peer is started by `OPORA_BENCH_PYTHON OPORA_BENCH_PEER`; without it Opora is measured alone.

#![expect(clippy::print_stdout, reason = "what it is for")]
#![expect(
    clippy::unwrap_used,
    reason = "a program that measures stops when it cannot"
)]

use opora_steering::matching::{Assignment, Costs, Places, Unmet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

/// Needs and helpers with 1 to 5 places each; in the last there are hardly more places than needs.
const SIZES: [(usize, usize); 4] = [(50, 30), (500, 300), (1_000, 600), (1_700, 600)];
const RUNS: usize = 15;
/// Milliseconds of one measurement.
const BATCH_MS: f64 = 60.0;
const SEED: u64 = 88_172_645_463_325_252;
const UNMET: i32 = 100_000_000;

struct Problem {
    name: &'static str,
    needs: usize,
    helpers: usize,
    of: Vec<i32>,
    places: Vec<usize>,
}

impl Problem {
    /// Costs of any size, or distances in a space of three qualities as schools have them.
    fn generated((needs, helpers): (usize, usize), is_of_space: bool) -> Self {
        let mut state = SEED;
        let mut below = |end: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % end) as i32
        };
        let places = (0..helpers).map(|_| 1 + below(5) as usize).collect();
        let mut spots = |count: usize| -> Vec<[i32; 3]> {
            (0..count)
                .map(|_| [below(10_000), below(10_000), below(10_000)])
                .collect()
        };
        let (of_needs, of_helpers) = (spots(needs), spots(helpers));
        let mut of = Vec::with_capacity(needs * helpers);
        for need in &of_needs {
            for helper in &of_helpers {
                let apart = need
                    .iter()
                    .zip(helper)
                    .map(|(one, other)| (one - other).abs());
                of.push(match is_of_space {
                    true => apart.sum(),
                    false => below(1_000_000),
                });
            }
        }
        Problem {
            name: if is_of_space { "distances" } else { "random" },
            needs,
            helpers,
            of,
            places,
        }
    }

    fn costs(&self) -> Costs {
        let mut costs = Costs::new(self.needs, self.helpers, Unmet(UNMET)).unwrap();
        for (at, cost) in self.of.iter().enumerate() {
            costs
                .allow(at / self.helpers, at % self.helpers, *cost)
                .unwrap();
        }
        costs
    }
}

/// The other solver, in a process of its own.
struct Peer {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Peer {
    fn start() -> Option<Self> {
        let python = std::env::var_os("OPORA_BENCH_PYTHON")?;
        let script = std::env::var_os("OPORA_BENCH_PEER")?;
        let mut child = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (to, from) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Peer { child, to, from })
    }

    /// `None` when it has ended: its package is missing.
    fn take(&mut self, problem: &Problem) -> Option<()> {
        let (needs, helpers) = (problem.needs, problem.helpers);
        let places = &problem.places;
        writeln!(
            self.to,
            r#"{{"needs": {needs}, "helpers": {helpers}, "places": {places:?}}}"#
        )
        .ok()?;
        let bytes: Vec<u8> = problem.of.iter().flat_map(|it| it.to_le_bytes()).collect();
        self.to.write_all(&bytes).ok()
    }

    fn run(&mut self) -> Option<(f64, i64)> {
        writeln!(self.to, "run").ok()?;
        let mut line = String::new();
        self.from.read_line(&mut line).ok()?;
        let mut numbers = line
            .split(|it: char| !it.is_ascii_digit() && !".e-".contains(it))
            .filter_map(|it| it.parse::<f64>().ok());
        Some((numbers.next()?, numbers.next()? as i64))
    }
}

fn main() {
    let is_json = std::env::args().any(|it| it == "--json");
    let mut peer = Peer::start();
    let mut rows = Vec::new();
    for size in SIZES {
        for is_of_space in [false, true] {
            let problem = Problem::generated(size, is_of_space);
            let costs = problem.costs();
            let places: Vec<Places> = problem.places.iter().map(|it| Places::free(*it)).collect();
            if peer.as_mut().is_some_and(|it| it.take(&problem).is_none()) {
                peer = None;
            }
            let (mut own, mut others, mut prices) = (vec![], vec![], vec![]);
            for _ in 0..RUNS {
                let (took, assignment) = timed(|| Assignment::solve(&costs, &places));
                own.push(took);
                prices.push(timed(|| assignment.prices(&costs, 0)).0);
                match peer.as_mut().and_then(Peer::run) {
                    Some((took, cost)) => {
                        assert_eq!(assignment.cost(), cost, "the peer's sum is another");
                        others.push(took);
                    }
                    None => peer = None,
                }
            }
            rows.push((
                problem,
                Spread::of(own),
                Spread::of(prices),
                Spread::of(others),
            ));
        }
    }
    if let Some(mut peer) = peer {
        drop(peer.to);
        peer.child.wait().unwrap();
    }
    if is_json {
        println!("{}", json(&rows));
    } else {
        table(&rows);
    }
}

type Row = (Problem, Spread, Spread, Spread);

fn table(rows: &[Row]) {
    println!("Milliseconds, median (least to most) of {RUNS}, in turn. The sums are the same.");
    println!("| needs × helpers | costs | Opora | prices of one need | scipy | scipy ÷ Opora |");
    println!("|---|---|---|---|---|---|");
    for (problem, own, prices, others) in rows {
        let times = match others.median > 0.0 {
            true => format!("{:.1}", others.median / own.median),
            false => "–".to_owned(),
        };
        println!(
            "| {} × {} | {} | {own} | {prices} | {others} | {times} |",
            problem.needs, problem.helpers, problem.name
        );
    }
}

fn json(rows: &[Row]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(problem, own, prices, others)| {
            let (needs, helpers, name) = (problem.needs, problem.helpers, problem.name);
            format!(
                r#"{{"needs": {needs}, "helpers": {helpers}, "costs": "{name}", "opora_ms": {}, "prices_ms": {}, "scipy_ms": {}}}"#,
                own.median, prices.median, others.median
            )
        })
        .collect();
    format!("[{}]", rows.join(", "))
}

#[derive(Default)]
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        match (all.first(), all.get(all.len() / 2), all.last()) {
            (Some(least), Some(median), Some(most)) => Spread {
                least: *least,
                median: *median,
                most: *most,
            },
            _ => Spread::default(),
        }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{:.2} ({:.2}–{:.2})",
            self.median, self.least, self.most
        )
    }
}

/// Of one of as many as take [`BATCH_MS`]: Linux counts the processor's time in steps of some.
fn timed<T>(what: impl Fn() -> T) -> (f64, T) {
    let begun = Instant::now();
    let done = what();
    let once = begun.elapsed().as_secs_f64() * 1_000.0;
    let times = (BATCH_MS / once.max(0.001)).clamp(1.0, 10_000.0) as u32;
    let begun = (Instant::now(), on_processor_ms());
    for _ in 0..times {
        std::hint::black_box(what());
    }
    let took = match (begun.1, on_processor_ms()) {
        (Some(before), Some(after)) => after - before,
        _ => begun.0.elapsed().as_secs_f64() * 1_000.0,
    };
    (took / f64::from(times), done)
}

/// How long this thread has run on a processor; `None` where nobody tells.
fn on_processor_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0.0).then_some(nanoseconds / 1e6)
}
