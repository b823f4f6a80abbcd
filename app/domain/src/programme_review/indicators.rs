//! Indicators: values that cannot be, plans that ask for less or move the wrong way, two indicators
//! of the same, numbers and bases.

use super::{Finding, FindingKind, Spot, bare_number, repeated};
use crate::deadline::Deadline;
use crate::figure::Figure;
use crate::word_stems::stems;
use crate::{
    Direction, Indicator, IndicatorUnit, PeriodFigure, ProgrammeContents, Progress, RecordKind,
};

/// Said of any indicator, so that it tells none apart.
const SAID_OF_ALL: [&str; 9] = [
    "доля",
    "охват",
    "количество",
    "число",
    "наличие",
    "процент",
    "которые",
    "включая",
    "общей",
];
/// Fewer words than these are too few to say that two indicators are of one thing.
const WORDS_MIN: usize = 4;

pub(super) fn review(contents: &ProgrammeContents, findings: &mut Vec<Finding>) {
    let indicators: Vec<&Indicator> = contents.indicators.iter().collect();
    for indicator in &indicators {
        shares(indicator, findings);
        periods(indicator, findings);
        if let Some(direction) = indicator.direction {
            against(indicator, direction, findings);
            below_fact(indicator, direction, findings);
        }
    }
    let number = |it: &&Indicator| bare_number(it.number.as_ref());
    for (number, group) in repeated(indicators.iter(), number) {
        findings.push(Finding {
            what: FindingKind::RepeatedNumber { number },
            at: group.into_iter().map(|it| spot(it, "number")).collect(),
        });
    }
    overlapping(&indicators, findings);
    let without_base: Vec<Spot> = indicators
        .iter()
        .filter(|it| it.baseline.is_none() && it.plan.iter().any(|it| it.figure.number().is_some()))
        .map(|it| spot(it, "baseline"))
        .collect();
    if !without_base.is_empty() {
        findings.push(Finding {
            what: FindingKind::NoBase,
            at: without_base,
        });
    }
}

fn spot(indicator: &Indicator, field: &'static str) -> Spot {
    Spot {
        kind: RecordKind::Indicator,
        record: indicator.id,
        field,
    }
}

/// Of a share: nothing is more than all of it.
fn shares(indicator: &Indicator, findings: &mut Vec<Finding>) {
    if indicator.unit != Some(IndicatorUnit::Percent) {
        return;
    }
    let base = indicator.baseline.iter().map(|it| ("baseline", it));
    let plan = indicator.plan.iter().map(|it| ("plan", &it.figure));
    let fact = indicator.fact.iter().map(|it| ("fact", &it.figure));
    for (field, figure) in base.chain(plan).chain(fact) {
        if let Some(value) = figure.number()
            && !(0.0..=100.0).contains(&value)
        {
            findings.push(Finding {
                what: FindingKind::ImpossibleShare { value },
                at: vec![spot(indicator, field)],
            });
        }
    }
}

/// «2024-2019» over a column.
fn periods(indicator: &Indicator, findings: &mut Vec<Finding>) {
    for (field, figures) in [("plan", &indicator.plan), ("fact", &indicator.fact)] {
        for it in figures {
            if !Deadline::read(&it.period.text).flags.is_empty() {
                let text = it.period.text.clone();
                findings.push(Finding {
                    what: FindingKind::ImpossibleRange { text },
                    at: vec![spot(indicator, field)],
                });
            }
        }
    }
}

/// In time where it is said, in the document's order where it is not.
fn in_time(figures: &[PeriodFigure]) -> Vec<(&PeriodFigure, f64)> {
    let mut known: Vec<(&PeriodFigure, f64)> = figures
        .iter()
        .filter_map(|it| Some((it, it.figure.number()?)))
        .collect();
    if known
        .iter()
        .all(|(it, _)| it.period.first_month().is_some())
    {
        known.sort_by_key(|(it, _)| it.period.first_month());
    }
    known
}

/// Each step of the plan, from the base on; the first that goes the wrong way is told.
fn against(indicator: &Indicator, direction: Direction, findings: &mut Vec<Finding>) {
    let base = indicator.baseline.as_ref().and_then(Figure::number);
    let plan = in_time(&indicator.plan).into_iter().map(|(_, value)| value);
    let steps: Vec<f64> = base.into_iter().chain(plan).collect();
    let wrong = steps
        .windows(2)
        .find(|pair| direction.judge(pair[0], pair[1]) == Progress::Worse);
    if let Some([before, planned]) = wrong {
        findings.push(Finding {
            what: FindingKind::PlanAgainstDirection {
                before: *before,
                planned: *planned,
            },
            at: vec![spot(indicator, "plan")],
        });
    }
}

/// A plan that asks for less than a fact of an earlier period: of its own period it would only say
/// that more was done than planned.
fn below_fact(indicator: &Indicator, direction: Direction, findings: &mut Vec<Finding>) {
    let facts = in_time(&indicator.fact);
    for (planned, plan) in in_time(&indicator.plan) {
        let Some(month) = planned.period.first_month() else {
            continue;
        };
        let before = |(it, _): &&(&PeriodFigure, f64)| {
            let of_fact = it.period.first_month();
            of_fact.is_some_and(|of_fact| of_fact < month)
        };
        let last = facts.iter().rfind(before);
        if let Some((reached, fact)) = last
            && direction.judge(*fact, plan) == Progress::Worse
        {
            findings.push(Finding {
                what: FindingKind::PlanBelowFact {
                    period: planned.period.text.clone(),
                    plan,
                    fact_period: reached.period.text.clone(),
                    fact: *fact,
                },
                at: vec![spot(indicator, "plan"), spot(indicator, "fact")],
            });
        }
    }
}

/// Of one unit, and one names all that the other does.
fn overlapping(indicators: &[&Indicator], findings: &mut Vec<Finding>) {
    let generic: Vec<String> = SAID_OF_ALL.iter().flat_map(|word| stems(word)).collect();
    let named: Vec<(&Indicator, Vec<String>)> = indicators
        .iter()
        .filter(|it| !it.is_heading())
        .map(|it| {
            let mut words = stems(&it.title);
            words.retain(|word| !generic.contains(word));
            (*it, words)
        })
        .collect();
    for (at, (one, words)) in named.iter().enumerate() {
        for (other, other_words) in &named[at + 1..] {
            let are_of_one_unit = match (one.unit, other.unit) {
                (Some(unit), Some(other)) => unit == other,
                _ => one.unit_text == other.unit_text,
            };
            // A part and its whole have the same words.
            let are_of_one_family = one.parent == Some(other.id) || other.parent == Some(one.id);
            let (fewer, more) = match words.len() <= other_words.len() {
                true => (words, other_words),
                false => (other_words, words),
            };
            let are_of_one_thing =
                fewer.len() >= WORDS_MIN && fewer.iter().all(|word| more.contains(word));
            let are_named_alike =
                crate::choice::normal(&one.title) == crate::choice::normal(&other.title);
            let is_said_of_parts = one.parent != other.parent && are_named_alike;
            if are_of_one_unit
                && !are_of_one_family
                && !is_said_of_parts
                && (are_named_alike || are_of_one_thing)
            {
                findings.push(Finding {
                    what: FindingKind::OverlappingIndicators { are_named_alike },
                    at: vec![spot(one, "title"), spot(other, "title")],
                });
            }
        }
    }
}
