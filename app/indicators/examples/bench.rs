//! `cargo xtask bench indicators`: how long it takes to compute indicators anew and to follow an
//! edit. `--json` prints one line of JSON. Nothing here is a test: it fails by being read.
//!
//! Milliseconds are the processor's for this thread where Linux tells them
//! (`/proc/thread-self/schedstat`), so that a busy machine spoils less; elsewhere the clock's. Of
//! edits both are told: Linux counts the processor's in steps of some milliseconds, and the clock
//! goes on while others have the processor. What an edit costs by itself is the least of several
//! rounds of the same edits, each on an engine made anew: others seldom come in at the same edit in
//! every round. The longest of those is named, and so is the edit that is known to be the worst: the
//! first interaction of a period, after which everybody is asked anew.

#![expect(clippy::print_stdout, reason = "what it is for")]
#![expect(
    clippy::unwrap_used,
    reason = "a program that measures stops when it cannot"
)]

use opora_indicators::generated::Generated;
use opora_indicators::{CellAt, Definition, Engine, Fact, Index, Period, Prepared, shipped};
use std::time::Instant;

const SCHOOLS: usize = 1_000;
const DEFINITIONS: usize = 40;
const PERIODS: u16 = 10;
const SEED: u64 = 5;
const RUNS: usize = 21;
const EDITS: usize = 300;
const ROUNDS: usize = 9;

/// Beside the shipped ones, so that there are forty: nested ones and such as ask for evidence.
const FURTHER: [&str; 12] = [
    r#"{"all": [{"standing": {"kinds": ["low-results"]}}, {"not": "small"}]}"#,
    r#"{"any": [{"partnership": {"kinds": ["mentoring"], "at_least": 2}}, {"interactions": {"at_least": 3}}]}"#,
    r#"{"interactions": {"kinds": ["seminar", "master-class"], "side": "receives", "at_least": 2}}"#,
    r#"{"interactions": {"side": "gives"}}"#,
    r#"{"partnership": {"subjects": ["математика"], "side": "receives"}}"#,
    r#"{"partnership": {"with": ["culture", "sport"], "when": "at-end"}}"#,
    r#"{"partnership": {"kinds": ["mentoring"], "side": "gives", "when": "begun"}}"#,
    r#"{"all": ["in-network", {"not": {"competed": {}}}, {"locality": "rural"}]}"#,
    r#"{"assessed": {"shown": "below-minimum", "subjects": ["математика"]}}"#,
    r#"{"any": ["small", {"has": {"count": "teachers", "at_least": 10}}]}"#,
    r#"{"not": {"partnership": {"statuses": ["proposed", "agreed"]}}}"#,
    r#"{"all": [{"standing": {"kinds": ["growth-point"], "when": "at-end"}}, {"interactions": {}}]}"#,
];

fn main() {
    let facts = Generated::new(SEED).district(SCHOOLS);
    let index = Index::new(facts.iter().cloned());
    let periods: Vec<Period> = (0..PERIODS)
        .map(|number| (2015 + number).to_string().parse().unwrap())
        .collect();
    let prepared = definitions();
    let mut engine = Engine::new(index, prepared.clone(), periods.clone());
    let cells: Vec<CellAt> = (0..DEFINITIONS)
        .flat_map(|definition| {
            (0..usize::from(PERIODS)).map(move |period| CellAt { definition, period })
        })
        .collect();
    let with_a_number = |engine: &Engine| {
        let numbers = cells.iter().filter_map(|at| engine.value(*at)?.ok());
        numbers.count()
    };
    let numbers = with_a_number(&engine);

    let anew = measured(RUNS, || engine.recompute());
    let lists = measured(5, || {
        let members: usize = cells
            .iter()
            .filter_map(|at| engine.computed(*at))
            .map(|found| found.numerator.len() + found.denominator.len())
            .sum();
        assert!(members > 0);
    });
    let mut generated = Generated::new(SEED + 1);
    let mut edits = (0..EDITS).map(|_| edit(&mut generated)).collect::<Vec<_>>();
    let mut changed = 0;
    let [followed, on_processor] = clocked(EDITS, || {
        changed += engine.put(edits.pop().unwrap()).changed.len();
    });
    let made = |facts: &[Fact]| {
        let index = Index::new(facts.iter().cloned());
        Engine::new(index, prepared.clone(), periods.clone())
    };
    let (by_itself, longest) = least_of_rounds(&facts, made);
    let first = first_of_a_period(&facts, made);
    let organisations = SCHOOLS + SCHOOLS / 20 + 1;
    let facts = facts.len();
    if std::env::args().any(|argument| argument == "--json") {
        println!(
            "{{\"schools\":{SCHOOLS},\"organisations\":{organisations},\"facts\":{facts},\
             \"definitions\":{DEFINITIONS},\"periods\":{PERIODS},\"cells\":{},\"numbers\":{numbers},\
             \"anew_ms\":{},\"lists_ms\":{},\"edit_ms\":{},\"edit_processor_ms\":{},\
             \"edit_by_itself_ms\":{},\"longest_edit\":\"{longest}\",\"first_of_a_period_ms\":{},\"edits\":{EDITS},\"changed\":{changed}}}",
            cells.len(),
            json(&anew),
            json(&lists),
            json(&followed),
            json(&on_processor),
            json(&by_itself),
            json(&first)
        );
        return;
    }
    println!(
        "{SCHOOLS} schools, {facts} facts, {DEFINITIONS} definitions, {PERIODS} periods: {} cells, \
         {numbers} of them with a number",
        cells.len()
    );
    println!("{:<34} {:>9} {:>9} {:>9}", "ms", "median", "least", "most");
    line("all numbers anew", &anew);
    line("all lists with their evidence", &lists);
    line(&format!("one of {EDITS} edits, by the clock"), &followed);
    line("the same, by the processor", &on_processor);
    line(&format!("the same, least of {ROUNDS} rounds"), &by_itself);
    line("the first interaction of a period", &first);
    println!("{changed} cells were changed by the edits; the longest of the rounds: {longest}");
}

/// What each edit takes by the clock, the least of the rounds, ascending; and what the longest one is.
fn least_of_rounds(facts: &[Fact], made: impl Fn(&[Fact]) -> Engine) -> (Vec<f64>, String) {
    let mut generated = Generated::new(SEED + 1);
    let edits: Vec<Fact> = (0..EDITS).map(|_| edit(&mut generated)).collect();
    let mut least = vec![(f64::INFINITY, 0); EDITS];
    for _ in 0..ROUNDS {
        let mut engine = made(facts);
        for (at, edit) in edits.iter().cloned().enumerate() {
            let begun = Instant::now();
            let changes = engine.put(edit);
            let took = begun.elapsed().as_secs_f64() * 1e3;
            least[at] = (least[at].0.min(took), changes.touched.len());
        }
    }
    let longest = (0..EDITS).max_by(|a, b| least[*a].0.total_cmp(&least[*b].0));
    let longest = longest.map_or_else(String::new, |at| {
        format!("{}, {} cells asked", edits[at].kind().code(), least[at].1)
    });
    let mut all: Vec<f64> = least.into_iter().map(|it| it.0).collect();
    all.sort_by(f64::total_cmp);
    (all, longest)
}

/// The first interaction in a period in which nobody recorded any: what was a gap for everybody is
/// none any more. One number a round, ascending.
fn first_of_a_period(facts: &[Fact], made: impl Fn(&[Fact]) -> Engine) -> Vec<f64> {
    let is_of_it = |fact: &Fact| match fact {
        Fact::Interaction(one) => one.date.is_none_or(|date| date.year() == 2020),
        _ => false,
    };
    let first = facts.iter().find(|fact| match fact {
        Fact::Interaction(one) => one.date.is_some_and(|date| date.year() == 2020),
        _ => false,
    });
    let Some(first) = first else { return vec![] };
    let others: Vec<Fact> = facts
        .iter()
        .filter(|fact| !is_of_it(fact))
        .cloned()
        .collect();
    let mut all: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let mut engine = made(&others);
            let begun = Instant::now();
            let changes = engine.put(first.clone());
            let took = begun.elapsed().as_secs_f64() * 1e3;
            assert!(!changes.touched.is_empty());
            took
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all
}

fn definitions() -> Vec<Prepared> {
    let further = FURTHER.iter().map(|counted| {
        let json = format!(
            r#"{{"code": "further", "title": {{"ru": "Доля", "en": "Share"}}, "of": "schools",
            "counted": {counted}, "result": "share", "periods": ["calendar-year"],
            "evidence": {{"interactions": 1}}, "gaps": "tell"}}"#
        );
        Definition::read(&json).unwrap()
    });
    let all = shipped::definitions().into_iter().chain(further);
    let prepared: Vec<Prepared> = all
        .take(DEFINITIONS)
        .map(|each| Prepared::new(each).unwrap())
        .collect();
    assert_eq!(prepared.len(), DEFINITIONS);
    prepared
}

/// What people change in a day: meetings, partnerships, standings, counts.
fn edit(generated: &mut Generated) -> Fact {
    let organisations = SCHOOLS + SCHOOLS / 20 + 1;
    let partnerships = SCHOOLS * 5 / 2;
    match generated.below(10) {
        0..4 => {
            let number = generated.below(SCHOOLS * 8);
            generated.interaction(number, partnerships)
        }
        4..7 => {
            let number = generated.below(partnerships);
            generated.partnership(number, organisations)
        }
        7 => {
            let number = generated.below(organisations);
            generated.organisation(number, SCHOOLS)
        }
        8 => {
            let number = generated.below(SCHOOLS * 6);
            generated.count(number, SCHOOLS)
        }
        _ => {
            let number = generated.below(SCHOOLS);
            generated.competition(number, SCHOOLS)
        }
    }
}

/// Milliseconds of each run, ascending.
fn measured(runs: usize, mut run: impl FnMut()) -> Vec<f64> {
    let mut all: Vec<f64> = (0..runs)
        .map(|_| {
            let (begun, on_processor) = (Instant::now(), on_processor_ms());
            run();
            match (on_processor_ms(), on_processor) {
                (Some(now), Some(then)) => now - then,
                _ => begun.elapsed().as_secs_f64() * 1e3,
            }
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all
}

/// Milliseconds of each run by the clock and by the processor, each ascending.
fn clocked(runs: usize, mut run: impl FnMut()) -> [Vec<f64>; 2] {
    let mut by_clock = Vec::with_capacity(runs);
    let by_processor = measured(runs, || {
        let begun = Instant::now();
        run();
        by_clock.push(begun.elapsed().as_secs_f64() * 1e3);
    });
    by_clock.sort_by(f64::total_cmp);
    [by_clock, by_processor]
}

fn line(name: &str, sorted: &[f64]) {
    let (median, least, most) = spread(sorted);
    println!("{name:<34} {median:>9.3} {least:>9.3} {most:>9.3}");
}

fn json(sorted: &[f64]) -> String {
    let (median, least, most) = spread(sorted);
    format!("{{\"median\":{median:.3},\"least\":{least:.3},\"most\":{most:.3}}}")
}

fn spread(sorted: &[f64]) -> (f64, f64, f64) {
    let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
    (at(sorted.len() / 2), at(0), at(sorted.len() - 1))
}

/// How long this thread has run on a processor; `None` where nobody tells.
fn on_processor_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    (nanoseconds > 0.0).then_some(nanoseconds / 1e6)
}
