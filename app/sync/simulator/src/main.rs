//! `opora-simulator`: runs schedules, hunts mutants, and says what came of it. What it simulates is
//! said in the library.

use opora_simulator::district::memory::Memory;
use opora_simulator::mutant::Mutant;
use opora_simulator::runner::{self, Outcome};
use opora_simulator::world::Start;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

const USAGE: &str =
    "usage: opora-simulator --schedules N [--seed S] [--mutant NAME] [--no-mutants] [--diary]";

/// What the command line says.
struct Arguments {
    schedules: u64,
    seed: u64,
    mutants: Vec<Mutant>,
    /// Tell of broken schedules step by step.
    has_diary: bool,
}

fn main() -> ExitCode {
    let mut out = io::stdout();
    let done = match arguments(std::env::args().skip(1)) {
        Ok(arguments) => simulate(&arguments, &mut out),
        Err(what) => writeln!(out, "{what}\n{USAGE}").map(|()| false),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) | Err(_) => ExitCode::FAILURE,
    }
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut arguments = Arguments {
        schedules: 1_000,
        seed: 1,
        mutants: Mutant::ALL.to_vec(),
        has_diary: false,
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--no-mutants" => {
                arguments.mutants.clear();
                continue;
            }
            "--diary" => {
                arguments.has_diary = true;
                continue;
            }
            _ => {}
        }
        let value = words.next().ok_or(format!("{word} needs a value"))?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| format!("not a number: {value}"))
        };
        match word.as_str() {
            "--schedules" => arguments.schedules = number()?,
            "--seed" => arguments.seed = number()?,
            "--mutant" => {
                let named = Mutant::ALL.iter().filter(|mutant| mutant.name() == value);
                arguments.mutants = named.copied().collect();
                if arguments.mutants.is_empty() {
                    return Err(format!("no mutant is called {value}"));
                }
            }
            _ => return Err(format!("what is {word}?")),
        }
    }
    Ok(arguments)
}

/// True when every invariant held and every mutant was noticed.
fn simulate(arguments: &Arguments, out: &mut (impl Write + Send)) -> io::Result<bool> {
    let Some(start) = Start::in_memory() else {
        writeln!(out, "the district to start with is refused")?;
        return Ok(false);
    };
    let shared = Mutex::new(&mut *out);
    let done = runner::run_schedules(
        &start,
        arguments.seed,
        arguments.schedules,
        |seed, outcome| {
            let mut out = shared.lock().unwrap_or_else(PoisonError::into_inner);
            // The closing lines say it too, should this one not get out.
            let _ = tell(&start, seed, outcome, arguments.has_diary, &mut **out);
        },
    );
    writeln!(out, "met: {}", done.census)?;
    let mut killed = 0;
    let hunted = runner::hunt(&start, arguments.seed, &arguments.mutants);
    for (mutant, kill) in &hunted {
        match kill {
            Some(kill) => {
                killed += 1;
                writeln!(
                    out,
                    "mutant {}: killed by seed {} (invariant {})",
                    mutant.name(),
                    kill.seed,
                    kill.violation.invariant
                )?;
                if hunted.len() == 1 {
                    writeln!(out, "  {}", kill.violation.what)?;
                }
            }
            None => writeln!(
                out,
                "mutant {}: alive after {} seeds: {}",
                mutant.name(),
                runner::SEEDS_MAX,
                mutant.about()
            )?,
        }
    }
    writeln!(
        out,
        "schedules: {}, violations: {}",
        arguments.schedules, done.violations
    )?;
    writeln!(out, "mutants: {killed} of {} killed", hunted.len())?;
    Ok(done.violations == 0 && killed == hunted.len())
}

/// One broken schedule, in a way that it can be run again.
fn tell(
    start: &Start<Memory>,
    seed: u64,
    outcome: &Outcome,
    has_diary: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    if has_diary {
        for line in runner::diary(start, seed, None) {
            writeln!(out, "  {line}")?;
        }
    }
    match outcome {
        Outcome::Broken(failure) => writeln!(
            out,
            "seed {seed}, step {}: invariant {}: {}\n  {:?}",
            failure.step, failure.violation.invariant, failure.violation.what, failure.options
        )?,
        Outcome::Panicked => writeln!(
            out,
            "seed {seed}: the simulator itself panicked\n  {:?}",
            runner::circumstances(seed)
        )?,
        Outcome::Held(_) => {}
    }
    out.flush()
}
