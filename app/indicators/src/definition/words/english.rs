//! The English sentences. Predicates are in the past plural.

use super::{Speech, clause, row};
use crate::definition::{
    Condition, Definition, Gaps, HasInteractions, HasPartnership, IsAssessed, Members, Outcome,
    Shown, Side,
};
use crate::facts::CountKind;
use crate::period::When;
use opora_domain::{Locale, Locality};

const EN: Locale = Locale::En;

const SPEECH: Speech = Speech {
    and: " and also ",
    either: "either ",
    or: ", or ",
    predicate,
};

pub fn sentences(definition: &Definition) -> String {
    let mut sentences = vec![subject(definition)];
    let periods: Vec<_> = definition
        .periods
        .iter()
        .map(|each| each.label(EN))
        .collect();
    sentences.push(format!("Period: {}.", periods.join(", ")));
    if definition.evidence.interactions > 0 {
        sentences.push(format!(
            "A partnership counts when at least {} on it in the period.",
            match definition.evidence.interactions {
                1 => "one interaction is recorded".to_owned(),
                number => format!("{number} interactions are recorded"),
            }
        ));
    }
    let (told, one) = match definition.of {
        Members::Schools => ("Schools", "school"),
        Members::Organisations => ("Organisations", "organisation"),
        Members::Activities => ("Activities", "activity"),
    };
    sentences.push(match definition.gaps {
        Gaps::Tell => format!("{told} with missing data are shown apart."),
        Gaps::Withhold => {
            format!("While data are missing on any {one}, there is no number.")
        }
    });
    sentences.join(" ")
}

/// What is counted, among whom.
fn subject(definition: &Definition) -> String {
    let members = definition.of.label(EN);
    let among = clause(definition.among.as_ref(), &SPEECH);
    let counted = clause(definition.counted.as_ref(), &SPEECH);
    let of = |clause: Option<&String>| match clause {
        Some(clause) => format!("{members} that {clause}"),
        None => format!("all {members}"),
    };
    match (definition.result, &counted) {
        (Outcome::Share, _) => format!(
            "Percentage of {}, among {}.",
            of(counted.as_ref()),
            of(among.as_ref())
        ),
        (Outcome::Count, None) => format!("Number of {}.", of(among.as_ref())),
        (Outcome::Count, Some(_)) if among.is_none() => {
            format!("Number of {}.", of(counted.as_ref()))
        }
        (Outcome::Count, Some(_)) => format!(
            "Number of {}, among {}.",
            of(counted.as_ref()),
            of(among.as_ref())
        ),
        (Outcome::ShareOf { part, whole }, _) => {
            let (part, whole) = (part.label(EN), whole.label(EN));
            let part = match &counted {
                Some(_) => format!("{part} at {},", of(counted.as_ref())),
                None => part.to_owned(),
            };
            let at = of(among.as_ref());
            format!("Number of {part} as a percentage of the number of {whole} at {at}.")
        }
        (Outcome::Sum { of: kind }, _) => {
            let both: Vec<String> = [among, counted].into_iter().flatten().collect();
            let both = (!both.is_empty()).then(|| both.join(SPEECH.and));
            format!("Number of {} at {}.", kind.label(EN), of(both.as_ref()))
        }
    }
}

fn predicate(condition: &Condition, is_negated: bool) -> String {
    let had = if is_negated { "did not have" } else { "had" };
    let were = if is_negated { "were not" } else { "were" };
    match condition {
        // Groups are taken apart before.
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => String::new(),
        Condition::Standing(one) => {
            let kinds = quoted(one.kinds.iter().map(|each| each.label(EN)));
            match one.when {
                When::Begun => format!("{were} given in the period the standing {kinds}"),
                when => format!("{had} {} the standing {kinds}", time(when, is_negated)),
            }
        }
        Condition::Partnership(one) => partnership(one, is_negated),
        Condition::InNetwork => format!(
            "{were} included in the network (at least one partnership with both sides named that \
             was live at some time in the period)"
        ),
        Condition::Interactions(one) => interactions(one, is_negated),
        Condition::Competed(one) => {
            let levels: Vec<String> = one
                .levels
                .iter()
                .map(|each| each.label(EN).into())
                .collect();
            let levels = match levels.as_slice() {
                [] => String::new(),
                levels => format!(" at {} level", row(levels, "or")),
            };
            let number = number(one.at_least, is_negated, ["competition", "competitions"]);
            let took = took_part(one.at_least, is_negated);
            format!("{took} in {number}{levels} in the period")
        }
        Condition::Has(one) => {
            let bound = if is_negated { "below" } else { "of at least" };
            let number = one.at_least;
            if one.count == CountKind::InternetMbit {
                return format!("had in the period access to the Internet {bound} {number} Mbit/s");
            }
            let count = one.count.label(EN);
            format!("had in the period a number of {count} {bound} {number}")
        }
        Condition::Assessed(one) => assessed(one, is_negated),
        Condition::Kind(kinds) => {
            let kinds = quoted(kinds.iter().map(|each| each.label(EN)));
            format!("{were} of the kind {kinds}")
        }
        Condition::Locality(Locality::Urban) => format!("{were} in a town"),
        Condition::Locality(Locality::Rural) => format!("{were} in a village"),
        Condition::Small => format!("{were} small schools"),
        Condition::Due => format!("{were} due in the period"),
        Condition::OnTime => format!("{were} done on time"),
        Condition::Status(statuses) => {
            let statuses = quoted(statuses.iter().map(|each| each.label(EN)));
            format!("{had} the status {statuses}")
        }
        Condition::Section(section) => format!("{were} in the section “{section}”"),
    }
}

fn time(when: When, is_negated: bool) -> &'static str {
    match when {
        When::During if is_negated => "at any time in the period",
        when => when.label(EN),
    }
}

fn partnership(one: &HasPartnership, is_negated: bool) -> String {
    let is_none = is_negated && one.at_least == 1;
    let helped = match (one.side, is_none) {
        (Side::Gives, false) => "gave help in",
        (Side::Gives, true) => "did not give help in",
        (Side::Receives, false) => "received help in",
        (Side::Receives, true) => "did not receive help in",
        (Side::Either, false) => "were in",
        (Side::Either, true) => "were not in",
    };
    let number = number(one.at_least, is_negated, ["partnership", "partnerships"]);
    let mut text = format!("{helped} {number}");
    if !one.kinds.is_empty() {
        let kinds = quoted(one.kinds.iter().map(|each| each.label(EN)));
        text += &format!(" of the kind {kinds}");
    }
    if !one.subjects.is_empty() {
        let subjects = quoted(one.subjects.iter().map(String::as_str));
        text += &format!(" in the subject {subjects}");
    }
    if !one.with.is_empty() {
        let with = quoted(one.with.iter().map(|each| each.label(EN)));
        text += &format!(" with a partner of the kind {with}");
    }
    let statuses = quoted(one.statuses.iter().map(|each| each.label(EN)));
    let when = time(one.when, is_none);
    text + &format!(" {when} (status of the partnership: {statuses})")
}

fn interactions(one: &HasInteractions, is_negated: bool) -> String {
    let number = number(one.at_least, is_negated, ["interaction", "interactions"]);
    let mut text = format!("{} in {number}", took_part(one.at_least, is_negated));
    if !one.kinds.is_empty() {
        let kinds = quoted(one.kinds.iter().map(|each| each.label(EN)));
        text += &format!(" of the kind {kinds}");
    }
    if !one.on.is_empty() {
        let kinds = quoted(one.on.iter().map(|each| each.label(EN)));
        text += &format!(" on a partnership of the kind {kinds}");
    }
    text += match one.side {
        Side::Gives => " on the side that gives help",
        Side::Receives => " on the side that receives help",
        Side::Either => "",
    };
    text + " in the period"
}

fn assessed(one: &IsAssessed, is_negated: bool) -> String {
    let text = match (one.shown, is_negated) {
        (Shown::BelowMinimum, false) => "had in the period a mean below the minimum",
        (Shown::BelowMinimum, true) => "did not have in the period a mean below the minimum",
        (Shown::Improved, false) => {
            "had a greater share of takers who passed than in the period before"
        }
        (Shown::Improved, true) => {
            "did not have a greater share of takers who passed than in the period before"
        }
    };
    let mut what = Vec::new();
    if !one.exams.is_empty() {
        let exams: Vec<_> = one.exams.iter().map(|each| each.label(EN)).collect();
        what.push(format!("exams: {}", exams.join(", ")));
    }
    if !one.subjects.is_empty() {
        what.push(format!("subjects: {}", one.subjects.join(", ")));
    }
    if what.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({})", what.join("; "))
    }
}

fn took_part(at_least: u32, is_negated: bool) -> &'static str {
    if is_negated && at_least == 1 {
        "did not take part"
    } else {
        "took part"
    }
}

fn number(at_least: u32, is_negated: bool, noun: [&str; 2]) -> String {
    let [one, many] = noun;
    match (at_least, is_negated) {
        (1, false) => format!("at least one {one}"),
        (1, true) => format!("any {one}"),
        (number, false) => format!("at least {number} {many}"),
        (number, true) => format!("fewer than {number} {many}"),
    }
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("“{word}”")).collect();
    row(&words, "or")
}
