//! Many definitions over many periods of one network, kept up to date edit by edit: an edit asks
//! anew only of the members it is about, and only where a definition names what it changed.
//!
//! It keeps the numbers and one byte a member; lists and evidence are made when they are asked for.

use crate::answer::{Answer, Totals};
use crate::compute::compute;
use crate::computed::{Computed, NoValue, Value};
use crate::evaluate::{At, Silent};
use crate::facts::{Fact, FactKind};
use crate::index::{Index, Touched};
use crate::period::Period;
use crate::prepared::{Prepared, Weights};
use crate::truth::Truth;
use opora_domain::RecordId;
use std::collections::BTreeSet;

/// The indicators of one network.
#[derive(Clone, Debug)]
pub struct Engine {
    index: Index,
    definitions: Vec<Prepared>,
    periods: Vec<Period>,
    /// What was recorded in each period.
    recorded: Vec<Recorded>,
    /// By definition, then by period.
    cells: Vec<Cell>,
}

/// One definition in one period, by their places in what the engine was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAt {
    pub definition: usize,
    pub period: usize,
}

/// What an edit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Where members were asked anew: their evidence may be another. Ascending.
    pub touched: Vec<CellAt>,
    /// Of these, where somebody's answer is another: a number, a list or who is undecided.
    pub changed: Vec<CellAt>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Recorded {
    interactions: bool,
    competitions: bool,
}

#[derive(Clone, Debug, Default)]
struct Cell {
    totals: Totals,
    /// Of each member, by slot: two bits among, two bits counted, one when its weights are known.
    states: Vec<u8>,
    /// Of each member, where they are not all ones.
    weights: Vec<(u32, u32)>,
}

impl Engine {
    /// Computes everything. Definitions and periods keep their places.
    pub fn new(index: Index, definitions: Vec<Prepared>, periods: Vec<Period>) -> Self {
        let mut engine = Engine {
            recorded: Vec::new(),
            cells: vec![Cell::default(); definitions.len() * periods.len()],
            index,
            definitions,
            periods,
        };
        engine.recompute();
        engine
    }

    /// Computes everything anew.
    pub fn recompute(&mut self) {
        self.recorded = self.recorded_now();
        for cell in self.all_cells() {
            self.recompute_cell(cell);
        }
    }

    pub fn definitions(&self) -> &[Prepared] {
        &self.definitions
    }

    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The number, O(1). `None` when there is no such cell.
    pub fn value(&self, at: CellAt) -> Option<Result<Value, NoValue>> {
        let (prepared, cell) = (self.definitions.get(at.definition)?, self.cell(at)?);
        Some(if self.is_computed(at) {
            cell.totals.value(prepared.definition())
        } else {
            Err(NoValue::OtherPeriod)
        })
    }

    /// The number with its lists, as [`compute`] gives them. `None` when there is no such cell.
    pub fn computed(&self, at: CellAt) -> Option<Computed> {
        let prepared = self.definitions.get(at.definition)?;
        let period = self.periods.get(at.period)?;
        Some(compute(prepared, &self.index, *period))
    }

    /// Takes in a fact, new or changed.
    pub fn put(&mut self, fact: Fact) -> Changes {
        let kind = fact.kind();
        let touched = self.index.put(fact);
        self.follow(kind, &touched)
    }

    /// Takes out a fact.
    pub fn remove(&mut self, kind: FactKind, id: RecordId) -> Changes {
        let touched = self.index.remove(kind, id);
        self.follow(kind, &touched)
    }

    fn follow(&mut self, kind: FactKind, touched: &Touched) -> Changes {
        let mut anew = BTreeSet::new();
        if matches!(kind, FactKind::Interaction | FactKind::Competition) {
            anew = self.follow_recorded();
        }
        let mut changes = Changes::default();
        for cell in self.all_cells() {
            if !self.is_computed(cell) {
                continue;
            }
            let prepared = &self.definitions[cell.definition];
            let has_changed = if anew.contains(&cell) {
                self.recompute_cell(cell)
            } else if touched.aspects.iter().any(|each| prepared.names(*each)) {
                let members = if prepared.is_of_activities() {
                    &touched.activities
                } else {
                    &touched.organisations
                };
                if members.is_empty() {
                    continue;
                }
                self.ask_anew(cell, members)
            } else {
                continue;
            };
            changes.touched.push(cell);
            if has_changed {
                changes.changed.push(cell);
            }
        }
        changes
    }

    /// The first record of a period, or the loss of its last one, decides about everybody.
    fn follow_recorded(&mut self) -> BTreeSet<CellAt> {
        let now = self.recorded_now();
        let mut anew = BTreeSet::new();
        for (period, (now, before)) in now.iter().zip(&self.recorded).enumerate() {
            for (definition, prepared) in self.definitions.iter().enumerate() {
                let is_new = now.interactions != before.interactions
                    && prepared.asks_interactions()
                    || now.competitions != before.competitions && prepared.asks_competitions();
                if is_new {
                    anew.insert(CellAt { definition, period });
                }
            }
        }
        self.recorded = now;
        anew
    }

    fn recorded_now(&self) -> Vec<Recorded> {
        let of = |period: &Period| Recorded {
            interactions: self.index.has_interactions(period.days()),
            competitions: self.index.has_competitions(period.days()),
        };
        self.periods.iter().map(of).collect()
    }

    fn all_cells(&self) -> Vec<CellAt> {
        let periods = self.periods.len();
        (0..self.cells.len())
            .map(|each| CellAt {
                definition: each / periods,
                period: each % periods,
            })
            .collect()
    }

    fn cell(&self, at: CellAt) -> Option<&Cell> {
        if at.period >= self.periods.len() {
            return None;
        }
        self.cells
            .get(at.definition * self.periods.len() + at.period)
    }

    fn is_computed(&self, at: CellAt) -> bool {
        let periods = &self.definitions[at.definition].definition().periods;
        periods.contains(&self.periods[at.period].kind())
    }

    /// Asks everybody; whether anything is another now.
    fn recompute_cell(&mut self, at: CellAt) -> bool {
        if !self.is_computed(at) {
            return false;
        }
        let prepared = &self.definitions[at.definition];
        let question = self.question(at.period);
        let count = if prepared.is_of_activities() {
            self.index.activities.len()
        } else {
            self.index.organisations.len()
        };
        let mut cell = Cell::default();
        cell.make_room(count, prepared.weights);
        for member in 0..count as u32 {
            let answer = Answer::of(&question, prepared, member, (&mut Silent, &mut Silent));
            cell.totals.add(answer);
            cell.set(member, answer);
        }
        let place = at.definition * self.periods.len() + at.period;
        let before = std::mem::replace(&mut self.cells[place], cell);
        let now = &self.cells[place];
        (0..count as u32).any(|member| before.get(member) != now.get(member))
    }

    /// Asks some; whether an answer of theirs is another now.
    fn ask_anew(&mut self, at: CellAt, members: &BTreeSet<u32>) -> bool {
        let prepared = &self.definitions[at.definition];
        let question = self.question(at.period);
        let answers: Vec<(u32, Answer)> = members
            .iter()
            .map(|member| {
                let traces = (&mut Silent, &mut Silent);
                (*member, Answer::of(&question, prepared, *member, traces))
            })
            .collect();
        let weights = prepared.weights;
        let cell = &mut self.cells[at.definition * self.periods.len() + at.period];
        let mut has_changed = false;
        for (member, answer) in answers {
            cell.make_room(member as usize + 1, weights);
            let before = cell.get(member);
            if before != answer {
                cell.totals.take(before);
                cell.totals.add(answer);
                cell.set(member, answer);
                has_changed = true;
            }
        }
        has_changed
    }

    fn question(&self, period: usize) -> At<'_> {
        let recorded = self.recorded[period];
        let period = self.periods[period];
        At {
            index: &self.index,
            period: period.days(),
            previous: period.previous().map(Period::days),
            has_interactions: recorded.interactions,
            has_competitions: recorded.competitions,
        }
    }
}

const KNOWN: u8 = 1 << 4;
/// [`Answer::OUTSIDE`].
const OUTSIDE: u8 = KNOWN;

impl Cell {
    fn make_room(&mut self, count: usize, weights: Weights) {
        if self.states.len() < count {
            self.states.resize(count, OUTSIDE);
            if weights != Weights::Ones {
                self.weights.resize(count, (0, 0));
            }
        }
    }

    fn set(&mut self, member: u32, answer: Answer) {
        let known = if answer.weights.is_some() { KNOWN } else { 0 };
        self.states[member as usize] = bits_of(answer.among) | bits_of(answer.counted) << 2 | known;
        if !self.weights.is_empty() {
            self.weights[member as usize] = answer.weights.unwrap_or((0, 0));
        }
    }

    fn get(&self, member: u32) -> Answer {
        let state = self.states.get(member as usize).copied().unwrap_or(OUTSIDE);
        let (among, counted) = (truth_of(state), truth_of(state >> 2));
        let weights = match self.weights.get(member as usize) {
            Some(weights) => *weights,
            None if among == Truth::Fails => (0, 0),
            None => (u32::from(counted == Truth::Holds), 1),
        };
        Answer {
            among,
            counted,
            weights: (state & KNOWN != 0).then_some(weights),
        }
    }
}

const fn bits_of(truth: Truth) -> u8 {
    match truth {
        Truth::Fails => 0,
        Truth::Open => 1,
        Truth::Holds => 2,
    }
}

const fn truth_of(bits: u8) -> Truth {
    match bits & 3 {
        0 => Truth::Fails,
        1 => Truth::Open,
        _ => Truth::Holds,
    }
}
