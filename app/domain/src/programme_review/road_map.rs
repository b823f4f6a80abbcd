//! The road map: deadlines that cannot be or leave the programme's term, repeated numbers, and what
//! no row says.

use super::stages::leaves;
use super::{Finding, FindingKind, Spot, bare_number, repeated};
use crate::choice::normal;
use crate::deadline::Reading;
use crate::{Activity, ProgrammeContents, RecordKind, Task, Term};

pub(super) fn review(contents: &ProgrammeContents, findings: &mut Vec<Finding>) {
    let all = &contents.activities;
    for activity in all {
        if let Some(what) = of_deadline(activity, &contents.programme.term) {
            findings.push(Finding {
                what,
                at: vec![spot(activity, "deadline")],
            });
        }
    }
    for scope in counted_together(all) {
        for (number, group) in repeated(scope.into_iter(), |it| bare_number(it.number.as_ref())) {
            findings.push(Finding {
                what: FindingKind::RepeatedNumber { number },
                at: group.into_iter().map(|it| spot(it, "number")).collect(),
            });
        }
    }
    let number = |task: &Task| bare_number(task.number.as_ref());
    for (number, group) in repeated(contents.tasks.iter(), number) {
        let at = group.into_iter().map(|task| Spot {
            kind: RecordKind::Task,
            record: task.id,
            field: "number",
        });
        findings.push(Finding {
            what: FindingKind::RepeatedNumber { number },
            at: at.collect(),
        });
    }
    missing(all, findings);
}

fn spot(activity: &Activity, field: &'static str) -> Spot {
    Spot {
        kind: RecordKind::Activity,
        record: activity.id,
        field,
    }
}

fn of_deadline(activity: &Activity, term: &Term) -> Option<FindingKind> {
    let deadline = &activity.deadline;
    let text = || deadline.text.clone();
    if !deadline.flags.is_empty() {
        return Some(FindingKind::ImpossibleRange { text: text() });
    }
    if deadline.reading == Reading::Unreadable {
        return Some(FindingKind::UnreadDeadline { text: text() });
    }
    let mut terms = vec![];
    terms_of(&deadline.reading, &mut terms);
    let is_outside = terms.iter().any(|it| leaves(it, term));
    is_outside.then(|| FindingKind::OutsideTerm { text: text() })
}

fn terms_of(reading: &Reading, out: &mut Vec<Term>) {
    let (since, until) = match reading {
        Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => {
            (Some(*on), Some(*on))
        }
        Reading::Range { since, until } | Reading::FromUntil { since, until } => {
            (Some(*since), Some(*until))
        }
        Reading::From { since } => (Some(*since), None),
        Reading::Until { until } => (None, Some(*until)),
        Reading::Many { parts } => return parts.iter().for_each(|part| terms_of(part, out)),
        Reading::Yearly { .. }
        | Reading::WholePeriod { .. }
        | Reading::ByPlan
        | Reading::Continuous
        | Reading::Unreadable
        | Reading::Empty => return,
    };
    out.push(Term {
        since,
        until,
        text: None,
    });
}

/// Rows among which a number should stand once. A document counts its activities through all
/// sections, or begins anew in a section, which then begins with 1.
fn counted_together(activities: &[Activity]) -> Vec<Vec<&Activity>> {
    let mut scopes: Vec<Vec<&Activity>> = vec![];
    let mut section: Option<Option<String>> = None;
    for activity in activities {
        let own = activity.section.as_deref().map(normal);
        let is_new_section = section.as_ref() != Some(&own);
        if is_new_section {
            section = Some(own.clone());
            let of_section = activities
                .iter()
                .filter(|it| it.section.as_deref().map(normal) == own);
            let first = of_section
                .filter_map(|it| bare_number(it.number.as_ref()))
                .next();
            let begins_anew = first
                .is_some_and(|number| matches!(number.rsplit('.').next(), Some("1" | "i" | "а")));
            if begins_anew || scopes.is_empty() {
                scopes.push(vec![]);
            }
        }
        if let Some(scope) = scopes.last_mut() {
            scope.push(activity);
        }
    }
    scopes
}

/// What no row says is one finding for all rows of the kind: a document without a column is
/// silent once.
fn missing(activities: &[Activity], findings: &mut Vec<Finding>) {
    let real = || activities.iter().filter(|it| it.title.is_some());
    let nobody: Vec<Spot> = real()
        .filter(|it| it.responsible.is_empty())
        .map(|it| spot(it, "responsible"))
        .collect();
    let undated: Vec<Spot> = real()
        .filter(|it| it.deadline.reading == Reading::Empty)
        .map(|it| spot(it, "deadline"))
        .collect();
    for (what, at) in [
        (FindingKind::NoResponsible, nobody),
        (FindingKind::NoDeadline, undated),
    ] {
        if !at.is_empty() {
            findings.push(Finding { what, at });
        }
    }
}
