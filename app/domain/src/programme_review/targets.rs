//! Targets inside texts: «не медленнее 1 Мбит/сек» in an indicator and «100 Мбит/сек» in an
//! activity. Only quantities whose unit says what is measured; percents and pieces are of anything.

use super::{Finding, FindingKind, Measure, Spot};
use crate::word_stems::stems;
use crate::{ProgrammeContents, RecordId, RecordKind};

/// A quantity in a text, and what the text is about.
struct Target {
    measure: Measure,
    value: f64,
    about: Vec<String>,
    spot: Spot,
}

impl Measure {
    /// Words two texts must have in common to be about one thing: a rate in bits is of a line and of
    /// little else, hours are of anything.
    const fn words_in_common_min(self) -> usize {
        match self {
            Measure::MegabitsPerSecond => 1,
            Measure::Hours | Measure::SquareMetres => 2,
        }
    }
}

pub(super) fn review(contents: &ProgrammeContents, findings: &mut Vec<Finding>) {
    let mut targets: Vec<Target> = vec![];
    for indicator in &contents.indicators {
        let spot = spot(RecordKind::Indicator, indicator.id, "title");
        collect(&indicator.title, spot, &mut targets);
    }
    for activity in &contents.activities {
        if let Some(title) = &activity.title {
            let spot = spot(RecordKind::Activity, activity.id, "title");
            collect(title, spot, &mut targets);
        }
    }
    for task in &contents.tasks {
        let spot = spot(RecordKind::Task, task.id, "text");
        collect(&task.text, spot, &mut targets);
    }
    for (at, one) in targets.iter().enumerate() {
        for other in &targets[at + 1..] {
            let in_common = one
                .about
                .iter()
                .filter(|it| other.about.contains(it))
                .count();
            let is_same_thing =
                one.measure == other.measure && in_common >= one.measure.words_in_common_min();
            // One text may say «от 1 до 100».
            if is_same_thing && one.value != other.value && one.spot != other.spot {
                findings.push(Finding {
                    what: FindingKind::DifferentTargets {
                        measure: one.measure,
                        first: one.value,
                        second: other.value,
                    },
                    at: vec![one.spot, other.spot],
                });
            }
        }
    }
}

const fn spot(kind: RecordKind, record: RecordId, field: &'static str) -> Spot {
    Spot {
        kind,
        record,
        field,
    }
}

fn collect(text: &str, spot: Spot, targets: &mut Vec<Target>) {
    let folded = crate::choice::normal(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        // «100Мбит/с» and «100 Мбит/с»
        let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
            .unwrap_or(digits.len());
        let (number, rest) = digits.split_at(end);
        let number = number.trim_end_matches(['.', ',']).replace(',', ".");
        let Ok(value) = number.parse::<f64>() else {
            continue;
        };
        let next = words.get(at + 1).copied().unwrap_or_default();
        let unit = if rest.is_empty() { next } else { rest };
        let after = words.get(at + 2).copied().unwrap_or_default();
        if let Some((measure, factor)) = measure(unit, after) {
            // The unit's own words tell nothing apart.
            let about = stems(text)
                .into_iter()
                .filter(|it| !it.contains("бит") && !it.starts_with("час"))
                .filter(|it| !it.contains(|c: char| c.is_ascii_digit()))
                .collect();
            targets.push(Target {
                measure,
                value: crate::figure::rounded(value * factor),
                about,
                spot,
            });
        }
    }
}

/// The measure of a unit's words, and how many of its units one of them is.
fn measure(unit: &str, after: &str) -> Option<(Measure, f64)> {
    let bare = unit.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    for (beginning, factor) in [("кбит/с", 0.001), ("мбит/с", 1.0), ("гбит/с", 1_000.0)]
    {
        if bare.starts_with(beginning) {
            return Some((Measure::MegabitsPerSecond, factor));
        }
    }
    match bare {
        "час" | "часа" | "часов" | "ч" => Some((Measure::Hours, 1.0)),
        "м2" | "кв.м" => Some((Measure::SquareMetres, 1.0)),
        "кв" if after.starts_with('м') => Some((Measure::SquareMetres, 1.0)),
        _ => None,
    }
}
