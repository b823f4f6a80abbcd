//! What can be said in each kind of condition, as a table: which parts it has, how each is chosen, and
//! from what. A condition is read and changed by the names its text has, so that the form says
//! everything the language does and nothing else; what is nested deeper the form keeps and does not open.

use crate::words::Phrase;
use crate::words::definitions as w;
use opora_domain::{
    ActivityStatus, InteractionKind, Locale, Locality, OrganisationKind, PartnershipKind,
    PartnershipStatus, StandingKind,
};
use opora_indicators::When;
use opora_indicators::definition::{Condition, Shown, Side};
use opora_indicators::facts::{CompetitionLevel, CountKind, Exam};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The codes of a list with their words.
pub type Options = fn(Locale) -> Vec<(&'static str, &'static str)>;

/// How a part is chosen.
#[derive(Clone, Copy)]
pub enum Choosing {
    /// Any number of a list.
    Many(Options),
    /// One of a list.
    One(Options),
    /// A whole number.
    Number,
    /// A comma list of texts.
    Texts,
    /// One text.
    Text,
}

/// A part of a condition. The name is that of its text; empty: the condition is nothing else.
#[derive(Clone, Copy)]
pub struct Control {
    pub name: &'static str,
    pub label: Phrase,
    pub choosing: Choosing,
}

/// A kind of condition.
pub struct ConditionKind {
    /// As its text is called.
    pub code: &'static str,
    pub label: Phrase,
    pub is_of_activities: bool,
    pub controls: &'static [Control],
    /// What a new one says, as JSON.
    fresh: &'static str,
}

macro_rules! options {
    ($list:ty) => {
        |locale| {
            <$list>::ALL
                .iter()
                .map(|it| (it.code(), it.label(locale)))
                .collect()
        }
    };
}

const fn part(name: &'static str, label: Phrase, choosing: Choosing) -> Control {
    Control {
        name,
        label,
        choosing,
    }
}

const fn kind(
    code: &'static str,
    label: Phrase,
    fresh: &'static str,
    controls: &'static [Control],
) -> ConditionKind {
    ConditionKind {
        code,
        label,
        is_of_activities: false,
        controls,
        fresh,
    }
}

const fn of_activities(kind: ConditionKind) -> ConditionKind {
    ConditionKind {
        is_of_activities: true,
        ..kind
    }
}

use Choosing::{Many, Number, One, Text, Texts};

const WHEN: Control = part("when", w::WHEN, One(options!(When)));
const SIDE: Control = part("side", w::SIDE, One(options!(Side)));
const AT_LEAST: Control = part("at_least", w::AT_LEAST, Number);
const SUBJECTS: Control = part("subjects", w::SUBJECTS, Texts);

/// Every kind of condition, in the order in which they are offered.
pub const KINDS: &[ConditionKind] = &[
    kind(
        "standing",
        w::STANDING,
        r#"{"standing": {"kinds": ["low-results", "adverse-conditions"]}}"#,
        &[
            part("kinds", w::STANDINGS, Many(options!(StandingKind))),
            WHEN,
        ],
    ),
    kind(
        "partnership",
        w::PARTNERSHIP,
        r#"{"partnership": {"kinds": ["mentoring"], "side": "receives"}}"#,
        &[
            part(
                "kinds",
                w::PARTNERSHIP_KINDS,
                Many(options!(PartnershipKind)),
            ),
            SIDE,
            part("with", w::PARTNERS, Many(options!(OrganisationKind))),
            part("statuses", w::STATUSES, Many(options!(PartnershipStatus))),
            SUBJECTS,
            WHEN,
            AT_LEAST,
        ],
    ),
    kind(
        "interactions",
        w::INTERACTIONS,
        r#"{"interactions": {}}"#,
        &[
            part(
                "kinds",
                w::INTERACTION_KINDS,
                Many(options!(InteractionKind)),
            ),
            part("on", w::ON_PARTNERSHIPS, Many(options!(PartnershipKind))),
            SIDE,
            AT_LEAST,
        ],
    ),
    kind("in-network", w::IN_NETWORK, r#""in-network""#, &[]),
    kind(
        "competed",
        w::COMPETED,
        r#"{"competed": {}}"#,
        &[
            part("levels", w::LEVELS, Many(options!(CompetitionLevel))),
            AT_LEAST,
        ],
    ),
    kind(
        "has",
        w::HAS,
        r#"{"has": {"count": "teachers", "at_least": 1}}"#,
        &[part("count", w::COUNT, One(options!(CountKind))), AT_LEAST],
    ),
    kind(
        "assessed",
        w::ASSESSED,
        r#"{"assessed": {"shown": "improved"}}"#,
        &[
            part("shown", w::SHOWN, One(options!(Shown))),
            part("exams", w::EXAMS, Many(options!(Exam))),
            SUBJECTS,
        ],
    ),
    kind(
        "kind",
        w::KIND,
        r#"{"kind": []}"#,
        &[part("", w::KINDS, Many(options!(OrganisationKind)))],
    ),
    kind(
        "locality",
        w::LOCALITY,
        r#"{"locality": "rural"}"#,
        &[part("", w::LOCALITY, One(options!(Locality)))],
    ),
    kind("small", w::SMALL, r#""small""#, &[]),
    of_activities(kind("due", w::DUE, r#""due""#, &[])),
    of_activities(kind("on-time", w::ON_TIME, r#""on-time""#, &[])),
    of_activities(kind(
        "status",
        w::STATUS,
        r#"{"status": []}"#,
        &[part("", w::STATUSES, Many(options!(ActivityStatus)))],
    )),
    of_activities(kind(
        "section",
        w::SECTION,
        r#"{"section": ""}"#,
        &[part("", w::SECTION, Text)],
    )),
];

/// The kind a condition is of; `None` for one of several conditions.
pub fn kind_of(condition: &Condition) -> Option<&'static ConditionKind> {
    let code = match serde_json::to_value(condition).ok()? {
        Value::String(code) => code,
        Value::Object(only) => only.into_iter().next()?.0,
        _ => return None,
    };
    KINDS.iter().find(|kind| kind.code == code)
}

/// A new condition of a kind.
pub fn fresh(code: &str) -> Option<Condition> {
    let kind = KINDS.iter().find(|kind| kind.code == code)?;
    serde_json::from_str(kind.fresh).ok()
}

/// What a part says: the codes or texts of a list, one text, or a number as text.
pub fn said(condition: &Condition, name: &str) -> Vec<String> {
    let texts = |value: &Value| match value {
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        _ => vec![],
    };
    match body(condition) {
        Some(Value::Object(parts)) if !name.is_empty() => parts.get(name).map(texts),
        Some(value) if name.is_empty() => Some(texts(&value)),
        _ => None,
    }
    .unwrap_or_default()
}

/// The condition with one part saying this; as it was where that cannot be said.
pub fn with(condition: &Condition, control: &Control, said: &[String]) -> Condition {
    let first = || said.first().cloned().unwrap_or_default();
    let value = match control.choosing {
        Many(_) | Texts => json!(said),
        One(_) | Text => json!(first()),
        // What is no number is none: the definition then says which are allowed.
        Number => json!(first().trim().parse::<u32>().unwrap_or(0)),
    };
    let Some(kind) = kind_of(condition) else {
        return condition.clone();
    };
    let body = match body(condition) {
        Some(Value::Object(mut parts)) if !control.name.is_empty() => {
            parts.insert(control.name.to_owned(), value);
            Value::Object(parts)
        }
        _ => value,
    };
    let whole = Value::Object(Map::from_iter([(kind.code.to_owned(), body)]));
    Condition::deserialize(&whole).unwrap_or_else(|_| condition.clone())
}

fn body(condition: &Condition) -> Option<Value> {
    match serde_json::to_value(condition).ok()? {
        Value::Object(only) => only.into_iter().next().map(|(_, body)| body),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_of_the_language_has_its_kind_and_a_new_one_is_of_it() {
        for kind in KINDS {
            let new = fresh(kind.code).unwrap_or_else(|| panic!("{} is not read", kind.code));
            assert_eq!(kind_of(&new).map(|it| it.code), Some(kind.code));
            // What stands in a new one is found where its controls look.
            for control in kind.controls {
                if let One(options) = control.choosing {
                    let said = said(&new, control.name);
                    let codes: Vec<_> = options(Locale::Ru).into_iter().map(|it| it.0).collect();
                    assert!(
                        said.len() == 1 && codes.contains(&said[0].as_str()),
                        "{} {}: {said:?}",
                        kind.code,
                        control.name
                    );
                }
            }
        }
        for code in ["all", "any", "not"] {
            let nested = format!(
                r#"{{"{code}": {}}}"#,
                if code == "not" { r#""small""# } else { "[]" }
            );
            let nested: Condition =
                serde_json::from_str(&nested).unwrap_or_else(|it| panic!("{it}"));
            assert!(kind_of(&nested).is_none(), "{code}");
        }
    }

    #[test]
    fn every_choice_is_taken_and_comes_back() {
        let mut taken = 0;
        for kind in KINDS {
            for control in kind.controls {
                let new = fresh(kind.code).unwrap_or(Condition::Small);
                let tries: Vec<Vec<String>> = match control.choosing {
                    Many(options) => {
                        let all: Vec<String> = options(Locale::En)
                            .into_iter()
                            .map(|it| it.0.to_owned())
                            .collect();
                        vec![vec![], all[..1].to_vec(), all]
                    }
                    One(options) => {
                        let all = options(Locale::En).into_iter();
                        all.map(|it| vec![it.0.to_owned()]).collect()
                    }
                    Number => vec![vec!["1".to_owned()], vec!["12".to_owned()]],
                    Texts => vec![vec![], vec!["математика".to_owned(), "физика".to_owned()]],
                    Text => vec![vec!["Раздел 1".to_owned()]],
                };
                for said_now in tries {
                    let changed = with(&new, control, &said_now);
                    assert_eq!(
                        said(&changed, control.name),
                        said_now,
                        "{} {}",
                        kind.code,
                        control.name
                    );
                    taken += 1;
                }
            }
        }
        // Each control in more than one way, but for the lines of free text.
        let controls: usize = KINDS.iter().map(|kind| kind.controls.len()).sum();
        assert!(taken > controls, "{taken} of {controls}");
    }

    #[test]
    fn what_is_no_number_is_kept_as_none_and_said_by_the_definition() {
        let Some(new) = fresh("interactions") else {
            panic!("there is such a kind");
        };
        let changed = with(&new, &AT_LEAST, &["много".to_owned()]);
        assert_eq!(said(&changed, "at_least"), ["0"]);
    }
}
