//! Stages: terms that disagree, overlap, leave a gap, cannot be, or leave the programme's term.

use super::{Finding, FindingKind, Spot, bare_number, impossible_range, repeated};
use crate::choice::normal;
use crate::stage::gaps;
use crate::{ProgrammeContents, RecordKind, Stage, Term};

pub(super) fn review(contents: &ProgrammeContents, findings: &mut Vec<Finding>) {
    let stages = &contents.stages;
    let term = &contents.programme.term;
    for stage in stages {
        if let Some(text) = impossible_range(&stage.term) {
            findings.push(Finding {
                what: FindingKind::ImpossibleRange { text },
                at: vec![spot(stage, "term")],
            });
        } else if leaves(&stage.term, term) {
            let text = stage.title.clone().unwrap_or_default();
            findings.push(Finding {
                what: FindingKind::OutsideTerm { text },
                at: vec![spot(stage, "term")],
            });
        }
    }
    disagreements(stages, findings);
    for plan in plans(stages) {
        overlaps(&plan, findings);
        let whole: Vec<Stage> = plan.iter().map(|stage| (*stage).clone()).collect();
        for gap in gaps(&whole) {
            let before = plan.iter().rfind(|stage| {
                let until = stage.term.until;
                until.is_some_and(|until| until.last_day() < gap.first_day)
            });
            let after = plan.iter().find(|stage| {
                let since = stage.term.since;
                since.is_some_and(|since| since.first_day() > gap.last_day)
            });
            let at: Vec<Spot> = before
                .into_iter()
                .chain(after)
                .map(|stage| spot(stage, "term"))
                .collect();
            findings.push(Finding {
                what: FindingKind::StagesGap { gap },
                at,
            });
        }
        for (number, group) in repeated(plan.iter(), |it| bare_number(it.number.as_ref())) {
            findings.push(Finding {
                what: FindingKind::RepeatedNumber { number },
                at: group.into_iter().map(|it| spot(it, "number")).collect(),
            });
        }
    }
}

fn spot(stage: &Stage, field: &'static str) -> Spot {
    Spot {
        kind: RecordKind::Stage,
        record: stage.id,
        field,
    }
}

/// A document may give its stages twice, in the passport and in the plan: numbers of as many parts
/// (1, 2 and 1.1, 1.2) are of one plan, and so are all without a number.
fn plans(stages: &[Stage]) -> Vec<Vec<&Stage>> {
    let mut plans: Vec<(usize, Vec<&Stage>)> = vec![];
    for stage in stages {
        let number = bare_number(stage.number.as_ref()).unwrap_or_default();
        let parts = number.split('.').count();
        match plans.iter_mut().find(|(known, _)| *known == parts) {
            Some((_, plan)) => plan.push(stage),
            None => plans.push((parts, vec![stage])),
        }
    }
    plans.into_iter().map(|(_, plan)| plan).collect()
}

/// The same stage twice: one title, but for the word «этап».
fn disagreements(stages: &[Stage], findings: &mut Vec<Finding>) {
    let name = |stage: &Stage| {
        let title = normal(stage.title.as_deref()?);
        let words = title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && *word != "этап");
        let name = words.collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    };
    for (_, group) in repeated(stages.iter(), name) {
        for (at, first) in group.iter().enumerate() {
            for second in &group[at + 1..] {
                if disagree(&first.term, &second.term) {
                    findings.push(Finding {
                        what: FindingKind::StagesDisagree {
                            first: first.term.clone(),
                            second: second.term.clone(),
                        },
                        at: vec![spot(first, "term"), spot(second, "term")],
                    });
                }
            }
        }
    }
}

/// Neither lies within the other. An end that is not known disagrees with nothing.
fn disagree(one: &Term, other: &Term) -> bool {
    let lies_within = |inner: &Term, outer: &Term| !leaves(inner, outer);
    let knows_something = |term: &Term| term.since.is_some() || term.until.is_some();
    knows_something(one)
        && knows_something(other)
        && !lies_within(one, other)
        && !lies_within(other, one)
}

/// Some of the inner term's known ends lies outside of the outer one's known ends.
pub(super) fn leaves(inner: &Term, outer: &Term) -> bool {
    let days = |date: Option<crate::PartialDate>| date.map(|it| (it.first_day(), it.last_day()));
    let (inner_since, inner_until) = (days(inner.since), days(inner.until));
    let (outer_since, outer_until) = (days(outer.since), days(outer.until));
    let starts = |end: Option<(_, _)>| matches!((end, outer_since), (Some((_, last)), Some((first, _))) if last < first);
    let ends = |end: Option<(_, _)>| matches!((end, outer_until), (Some((first, _)), Some((_, last))) if first > last);
    starts(inner_since) || starts(inner_until) || ends(inner_since) || ends(inner_until)
}

/// Stages of one plan at the same time. A month or year in which one ends and the next begins is
/// how people write it, and is none.
fn overlaps(plan: &[&Stage], findings: &mut Vec<Finding>) {
    for (at, one) in plan.iter().enumerate() {
        for other in &plan[at + 1..] {
            let ends = (
                one.term.since,
                one.term.until,
                other.term.since,
                other.term.until,
            );
            let (Some(one_since), Some(one_until), Some(since), Some(until)) = ends else {
                continue;
            };
            let touches = one_until == since || until == one_since;
            let is_ordered = one.term.is_ordered() && other.term.is_ordered();
            let shares_days = one_since.first_day() <= until.last_day()
                && since.first_day() <= one_until.last_day();
            if is_ordered && shares_days && !touches {
                findings.push(Finding {
                    what: FindingKind::StagesOverlap,
                    at: vec![spot(one, "term"), spot(other, "term")],
                });
            }
        }
    }
}
