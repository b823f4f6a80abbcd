//! Reads a programme as a critical colleague would: what in it contradicts itself, what cannot be
//! and what is missing. Pure, and about one programme as one viewer sees it.
//!
//! It changes nothing, blocks nothing and has no words: a finding is a kind with its values and the
//! places it is about. Documents are allowed to be rough; every finding is a question to their
//! author, and the gravity says how urgent.

mod indicators;
mod road_map;
mod stages;
mod targets;

use crate::stage::Gap;
use crate::{ProgrammeContents, RecordId, RecordKind, Term};
use serde::Serialize;

crate::choice! {
    /// How much a finding asks of the author.
    Gravity {
        Contradiction = "contradiction", "противоречие", "contradiction";
        Doubt = "doubt", "вопрос", "question";
        Information = "information", "к сведению", "for information";
    }
}

/// A field of a record a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Spot {
    pub kind: RecordKind,
    pub record: RecordId,
    /// As in [`crate::schema`].
    pub field: &'static str,
}

/// Something a programme says that deserves a second look.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    #[serde(flatten)]
    pub what: FindingKind,
    /// Never empty; of several the order is that of the document.
    pub at: Vec<Spot>,
}

impl Finding {
    pub const fn gravity(&self) -> Gravity {
        self.what.gravity()
    }
}

/// A quantity whose unit is no percent and no piece, as it stands inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    MegabitsPerSecond,
    Hours,
    SquareMetres,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum FindingKind {
    /// One stage is there twice, and neither of the two terms lies within the other.
    StagesDisagree { first: Term, second: Term },
    /// Two stages of one plan run at the same time, for longer than the date they share.
    StagesOverlap,
    /// Days between stages. Legal: for information only.
    StagesGap { gap: Gap },
    /// The end is before the start: «2019-2014г.».
    ImpossibleRange { text: String },
    /// A number stands at several rows between which it is not counted anew.
    RepeatedNumber { number: String },
    /// Two texts about the same thing name two targets.
    DifferentTargets {
        measure: Measure,
        first: f64,
        second: f64,
    },
    /// Two indicators of one unit, of which one names all that the other does.
    OverlappingIndicators { are_named_alike: bool },
    /// A share of more than a hundred percent, or of less than none.
    ImpossibleShare { value: f64 },
    /// The plan of a period asks for less than was reached in it or before.
    PlanBelowFact {
        period: String,
        plan: f64,
        fact_period: String,
        fact: f64,
    },
    /// The plan moves against the direction that is said to be better.
    PlanAgainstDirection { before: f64, planned: f64 },
    /// A deadline or a stage lies, partly at least, outside of the programme's term.
    OutsideTerm { text: String },
    /// A deadline that could not be read.
    UnreadDeadline { text: String },
    /// Activities nobody answers for.
    NoResponsible,
    /// Activities without a deadline.
    NoDeadline,
    /// Indicators with a plan and no base to judge it by.
    NoBase,
    /// The document has two titles.
    TwoTitles,
    /// The annexes word the goal in another way.
    TwoGoals,
}

impl FindingKind {
    pub const fn gravity(&self) -> Gravity {
        match self {
            FindingKind::StagesDisagree { .. }
            | FindingKind::ImpossibleRange { .. }
            | FindingKind::DifferentTargets { .. }
            | FindingKind::ImpossibleShare { .. }
            | FindingKind::PlanAgainstDirection { .. }
            | FindingKind::OutsideTerm { .. } => Gravity::Contradiction,
            FindingKind::StagesOverlap
            | FindingKind::RepeatedNumber { .. }
            | FindingKind::OverlappingIndicators { .. }
            | FindingKind::PlanBelowFact { .. }
            | FindingKind::UnreadDeadline { .. }
            | FindingKind::NoResponsible
            | FindingKind::NoBase
            | FindingKind::TwoGoals => Gravity::Doubt,
            FindingKind::StagesGap { .. } | FindingKind::NoDeadline | FindingKind::TwoTitles => {
                Gravity::Information
            }
        }
    }

    /// The stable code, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            FindingKind::StagesDisagree { .. } => "stages-disagree",
            FindingKind::StagesOverlap => "stages-overlap",
            FindingKind::StagesGap { .. } => "stages-gap",
            FindingKind::ImpossibleRange { .. } => "impossible-range",
            FindingKind::RepeatedNumber { .. } => "repeated-number",
            FindingKind::DifferentTargets { .. } => "different-targets",
            FindingKind::OverlappingIndicators { .. } => "overlapping-indicators",
            FindingKind::ImpossibleShare { .. } => "impossible-share",
            FindingKind::PlanBelowFact { .. } => "plan-below-fact",
            FindingKind::PlanAgainstDirection { .. } => "plan-against-direction",
            FindingKind::OutsideTerm { .. } => "outside-term",
            FindingKind::UnreadDeadline { .. } => "unread-deadline",
            FindingKind::NoResponsible => "no-responsible",
            FindingKind::NoDeadline => "no-deadline",
            FindingKind::NoBase => "no-base",
            FindingKind::TwoTitles => "two-titles",
            FindingKind::TwoGoals => "two-goals",
        }
    }
}

/// Everything found in a programme, the gravest first, then in the order of the document's parts:
/// passport, stages, indicators, road map. The same programme gives the same findings.
pub fn review(contents: &ProgrammeContents) -> Vec<Finding> {
    let mut findings = vec![];
    passport(contents, &mut findings);
    stages::review(contents, &mut findings);
    indicators::review(contents, &mut findings);
    road_map::review(contents, &mut findings);
    targets::review(contents, &mut findings);
    findings.sort_by_key(Finding::gravity);
    findings
}

fn passport(contents: &ProgrammeContents, findings: &mut Vec<Finding>) {
    let programme = &contents.programme;
    let spot = |field| Spot {
        kind: RecordKind::Programme,
        record: programme.id,
        field,
    };
    let differ = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => crate::choice::normal(one) != crate::choice::normal(other),
        _ => false,
    };
    if differ(&programme.title, &programme.other_title) {
        findings.push(Finding {
            what: FindingKind::TwoTitles,
            at: vec![spot("title"), spot("other_title")],
        });
    }
    if differ(&programme.goal, &programme.annex_goal) {
        findings.push(Finding {
            what: FindingKind::TwoGoals,
            at: vec![spot("goal"), spot("annex_goal")],
        });
    }
    if let Some(text) = impossible_range(&programme.term) {
        findings.push(Finding {
            what: FindingKind::ImpossibleRange { text },
            at: vec![spot("term")],
        });
    }
}

/// The text of a term whose end is before its start. An import keeps such a term as text.
fn impossible_range(term: &Term) -> Option<String> {
    if let (Some(since), Some(until)) = (term.since, term.until)
        && !term.is_ordered()
    {
        return Some(format!("{since} – {until}"));
    }
    let text = term.text.as_deref()?;
    let is_impossible = !crate::deadline::Deadline::read(text).flags.is_empty();
    is_impossible.then(|| text.to_owned())
}

/// Groups by an equal key, in the order in which the keys first stand there; groups of one are
/// left out.
fn repeated<'a, T, K: PartialEq>(
    items: impl Iterator<Item = &'a T>,
    key: impl Fn(&T) -> Option<K>,
) -> Vec<(K, Vec<&'a T>)> {
    let mut groups: Vec<(K, Vec<&'a T>)> = vec![];
    for item in items {
        let Some(key) = key(item) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(item),
            None => groups.push((key, vec![item])),
        }
    }
    groups.retain(|(_, group)| group.len() > 1);
    groups
}

/// A number without the points around it: «17.» and «17» are one.
fn bare_number(number: Option<&String>) -> Option<String> {
    let bare = crate::choice::normal(number?);
    let bare = bare.trim_matches(['.', ')', ' ', '№']);
    (!bare.is_empty()).then(|| bare.to_owned())
}
