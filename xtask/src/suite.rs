//! `cargo xtask test`: the steps, their order, one line for each and a closing line.
//!
//! A step's own output goes to `target/test-logs/STEP.log` and is shown when the step fails. What
//! a step does lies in `suite/steps.rs`; nothing is tried twice.

mod browser;
mod remote;
mod steps;

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::workspace::Workspace;
use steps::{STEPS, Step};

/// Every so often a long step says that it is alive, for people and for patient machines.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// Prints the steps in their order.
pub fn list() {
    for step in STEPS {
        let kind = if step.is_on_demand {
            " (only when asked for)"
        } else {
            ""
        };
        println!("{:<14} {}{kind}", step.name, step.about);
    }
}

/// Runs the chosen steps, or all that are not on demand; the closing line counts steps.
pub fn run(workspace: &Workspace, only: &[String], keep_going: bool) -> anyhow::Result<ExitCode> {
    for name in only {
        if !STEPS.iter().any(|step| step.name == name) {
            bail!("there is no step {name}; `cargo xtask test --list` prints them");
        }
    }
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| {
            if only.is_empty() {
                !step.is_on_demand
            } else {
                only.iter().any(|name| name == step.name)
            }
        })
        .collect();

    let started = Instant::now();
    let mut failed: Vec<&str> = Vec::new();
    let mut passed = 0_usize;
    let mut not_run = 0_usize;
    let mut tests = 0_u64;
    for step in &chosen {
        let is_blocked = step.needs.iter().any(|need| failed.contains(need));
        if (!failed.is_empty() && !keep_going) || is_blocked {
            println!("-       {:<14} not run", step.name);
            not_run += 1;
            continue;
        }
        let mut log = Log::create(workspace, step.name)?;
        let step_started = Instant::now();
        let outcome = (step.perform)(workspace, &mut log);
        let seconds = step_started.elapsed().as_secs_f32();
        let counted = log.counted_tests();
        tests += counted;
        let note = if counted > 0 {
            format!("  {counted} tests")
        } else {
            String::new()
        };
        match outcome {
            Ok(()) => {
                passed += 1;
                println!("ok      {:<14} {seconds:>7.1} s{note}", step.name);
            }
            Err(error) => {
                failed.push(step.name);
                println!("{}", log.text());
                println!(
                    "FAILED  {:<14} {seconds:>7.1} s{note}  {error:#}",
                    step.name
                );
            }
        }
    }

    println!(
        "{tests} tests in {} steps, {not_run} not run, {:.0} s",
        chosen.len(),
        started.elapsed().as_secs_f32()
    );
    println!("{passed} passed, {} failed", failed.len());
    Ok(if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Where a step's programs write.
pub struct Log {
    step: &'static str,
    path: PathBuf,
    file: File,
}

impl Log {
    fn create(workspace: &Workspace, step: &'static str) -> anyhow::Result<Log> {
        let folder = workspace.target.join("test-logs");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{step}.log"));
        let file = File::create(&path).with_context(|| format!("creating {}", path.display()))?;
        Ok(Log { step, path, file })
    }

    /// Runs a program to its end; an exit status other than 0 is an error.
    pub fn finish(&mut self, command: &mut Command) -> anyhow::Result<()> {
        let shown = shown(command);
        self.note(&format!("$ {shown}"))?;
        let mut child = self.start(command)?;
        let started = Instant::now();
        let mut last_sign = started;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if last_sign.elapsed() >= HEARTBEAT {
                last_sign = Instant::now();
                println!(
                    "…       {:<14} {:>5} s  {shown}",
                    self.step,
                    started.elapsed().as_secs()
                );
            }
            thread::sleep(Duration::from_millis(50));
        };
        if !status.success() {
            bail!("{shown}: {status}");
        }
        Ok(())
    }

    /// Starts a program that writes into this log and lets it run.
    pub fn start(&self, command: &mut Command) -> anyhow::Result<std::process::Child> {
        command
            .stdin(Stdio::null())
            .stdout(self.file.try_clone()?)
            .stderr(self.file.try_clone()?)
            .env("CARGO_TERM_COLOR", "never")
            .spawn()
            .with_context(|| format!("starting {}", shown(command)))
    }

    /// Adds a line of the suite's own.
    pub fn note(&mut self, line: &str) -> anyhow::Result<()> {
        Ok(writeln!(self.file, "{line}")?)
    }

    /// How many tests have passed so far in this step.
    pub fn counted_tests(&self) -> u64 {
        counted_tests(&self.text())
    }

    fn text(&self) -> String {
        fs::read(&self.path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}

/// The command as one would type it, without the folders of its program.
fn shown(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    std::iter::once(name)
        .chain(
            command
                .get_args()
                .map(|part| part.to_string_lossy().into_owned()),
        )
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many tests a log says have passed: lines of cargo test, cargo-nextest and Playwright.
fn counted_tests(log: &str) -> u64 {
    log.lines()
        .filter_map(|line| {
            let line = line.trim();
            let is_summary = line.starts_with("test result:")
                || line.starts_with("Summary [")
                || line
                    .split_once(" passed (")
                    .is_some_and(|(count, _)| count.parse::<u64>().is_ok());
            let before = line.split_once(" passed")?.0;
            if is_summary {
                before.rsplit(' ').next()?.parse::<u64>().ok()
            } else {
                None
            }
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_tests_are_counted_from_three_kinds_of_summary() {
        let log = "running 2 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\
            \x20    Summary [   0.105s] 30 tests run: 30 passed, 0 skipped\n\
            \x20 7 passed (12.3s)\n\
            a sentence about 99 passed things\n";
        assert_eq!(counted_tests(log), 12 + 30 + 7);
    }

    #[test]
    fn steps_need_only_what_stands_before_them() {
        for (position, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(
                    STEPS[..position]
                        .iter()
                        .any(|earlier| earlier.name == *need),
                    "{} needs {need}",
                    step.name
                );
            }
        }
    }
}
