//! Definitions in words, in both languages. `words.txt` was read as text before it was kept; a
//! change of it is to be read again.

use crate::drawn::share;
use opora_domain::Locale;
use opora_indicators::{Definition, shipped};

/// What the shipped ones do not say.
const CONDITIONS: [&str; 10] = [
    r#"{"not": {"partnership": {"kinds": ["mentoring", "consulting"], "side": "gives", "when": "at-end"}}}"#,
    r#"{"partnership": {"at_least": 2, "subjects": ["математика", "физика", "химия"], "with": ["culture", "sport"], "statuses": ["active"], "when": "begun"}}"#,
    r#"{"not": {"partnership": {"at_least": 21, "side": "receives", "statuses": ["proposed", "agreed"]}}}"#,
    r#"{"not": {"any": ["small", {"all": ["in-network", {"competed": {}}]}]}}"#,
    r#"{"all": [{"any": ["small", {"locality": "rural"}]}, {"not": {"interactions": {"kinds": ["seminar"], "on": ["community"], "side": "gives"}}}, {"interactions": {"at_least": 3, "side": "receives"}}]}"#,
    r#"{"all": [{"kind": ["school"]}, {"not": {"standing": {"kinds": ["growth-point"], "when": "begun"}}}, {"not": {"standing": {"kinds": ["low-results", "500-plus"]}}}]}"#,
    r#"{"any": [{"has": {"count": "tutored", "at_least": 5}}, {"not": {"has": {"count": "psychologists", "at_least": 1}}}, {"not": {"has": {"count": "internet-mbit", "at_least": 100}}}]}"#,
    r#"{"any": [{"assessed": {"shown": "below-minimum", "exams": ["ege", "oge"], "subjects": ["математика"]}}, {"not": {"assessed": {"shown": "improved"}}}]}"#,
    r#"{"not": {"competed": {"levels": ["municipal", "regional", "federal"], "at_least": 11}}}"#,
    r#"{"all": [{"all": ["small"]}, {"not": {"not": {"locality": "urban"}}}, {"any": [{"standing": {"kinds": ["high-results"], "when": "at-start"}}, {"not": {"assessed": {"shown": "below-minimum"}}}]}]}"#,
];

fn said(definition: &Definition) -> String {
    let [ru, en] = [Locale::Ru, Locale::En].map(|locale| definition.words(locale));
    format!("{ru}\n{en}\n")
}

fn written() -> String {
    let mut text = String::new();
    for definition in shipped::definitions() {
        let title = definition.title.text(Locale::Ru);
        text += &format!("# {title}\n{}\n", said(&definition));
    }
    for condition in CONDITIONS {
        let mut definition = share("", condition).definition().clone();
        definition.periods.truncate(1);
        text += &format!("# {condition}\n{}\n", said(&definition));
    }
    text
}

#[test]
fn every_definition_is_said_as_it_was_read_aloud() {
    let (written, kept) = (written(), include_str!("words.txt"));
    for (now, before) in written.lines().zip(kept.lines()) {
        assert_eq!(now, before);
    }
    assert_eq!(written, kept);
}

#[test]
fn evidence_and_sums_are_said() {
    let mut definition = share("\"small\"", "\"in-network\"").definition().clone();
    let mut said = |interactions, result: &str, locale| {
        definition.evidence.interactions = interactions;
        definition.result = serde_json::from_str(result).unwrap();
        definition.words(locale)
    };
    let has = |text: String, part: &str| assert!(text.contains(part), "{text}");
    let share = "\"share\"";
    has(said(1, share, Locale::Ru), "записано хотя бы одно событие.");
    has(said(2, share, Locale::Ru), "записано не менее 2 событий.");
    has(said(21, share, Locale::Ru), "записано не менее 21 события.");
    has(
        said(111, share, Locale::Ru),
        "записано не менее 111 событий.",
    );
    has(
        said(1, share, Locale::En),
        "when at least one interaction is recorded on it",
    );
    has(
        said(3, share, Locale::En),
        "when at least 3 interactions are recorded on it",
    );
    let sum = r#"{"sum": {"of": "teachers"}}"#;
    has(
        said(0, sum, Locale::Ru),
        "Число педагогов в школах, которые были малокомплектными и при этом были включены",
    );
    has(
        said(0, sum, Locale::En),
        "Number of teachers at schools that were small schools and also were included",
    );
    let of = r#"{"share-of": {"part": "young", "whole": "teachers"}}"#;
    let ru = said(0, of, Locale::Ru);
    has(
        ru.clone(),
        "Процент педагогов моложе 35 лет в школах, которые были включены",
    );
    has(
        ru,
        "от числа педагогов в школах, которые были малокомплектными.",
    );
    let count = "\"count\"";
    has(
        said(0, count, Locale::Ru),
        "периода), среди школ, которые были малокомплектными.",
    );
}
