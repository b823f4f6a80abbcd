//! Definitions a network has of its own: what an indicator's source leads to, and texts that mean
//! nothing, by damage, by malice, or because a newer program wrote them.

use opora_domain::{Direction, Locale, NetworkId, OwnDefinition, RecordId};
use opora_indicators::definition::Title;
use opora_indicators::generated::Generated;
use opora_indicators::{Catalogue, Definition, Flaw, Own, Source, shipped};

const GOOD: &str = r#"{"of": "schools", "counted": "in-network", "result": "share",
    "periods": ["calendar-year"], "gaps": "tell"}"#;

fn id(number: u128) -> RecordId {
    format!("{number:032x}").parse().unwrap()
}

fn own(number: u128, title: &str, source: &str) -> OwnDefinition {
    OwnDefinition {
        id: id(number),
        network: NetworkId::new("drawn").unwrap(),
        title: title.to_owned(),
        other_title: None,
        source: source.to_owned(),
        direction: Some(Direction::MoreIsBetter),
        note: None,
    }
}

fn title() -> Title {
    Title {
        ru: "Доля".to_owned(),
        en: "Share".to_owned(),
    }
}

#[test]
fn a_source_leads_to_a_shipped_an_own_or_a_written_out_definition() {
    let catalogue = Catalogue::of(vec![
        own(2, "Яблоко", GOOD),
        own(1, "Арбуз", GOOD),
        own(3, "Новое", r#"{"of": "villages"}"#),
    ]);
    let titles: Vec<_> = catalogue
        .own
        .iter()
        .map(|one| one.record.title.as_str())
        .collect();
    assert_eq!(titles, ["Арбуз", "Новое", "Яблоко"]);
    assert_eq!(catalogue.known().count(), shipped::definitions().len() + 2);
    let found = |source: &str| {
        catalogue
            .source(source)
            .definition()
            .map(|one| one.title.ru)
    };
    assert_eq!(found(&id(2).to_string()).as_deref(), Some("Яблоко"));
    assert_eq!(
        found(" schools-in-network "),
        Some("Доля школ, включённых в сетевое взаимодействие".to_owned())
    );
    let written = serde_json::to_string(&shipped::definitions()[3]).unwrap();
    assert_eq!(
        found(&written),
        Some(shipped::definitions()[3].title.ru.clone())
    );
    assert_eq!(catalogue.source(&id(9).to_string()), Source::Deleted);
    for unknown in [&id(3).to_string(), "no-such-code", "{", "", r#"{"of": 1}"#] {
        assert_eq!(catalogue.source(unknown), Source::Unknown, "{unknown}");
    }
    assert_eq!(
        catalogue.direction(&id(1).to_string()),
        Some(Direction::MoreIsBetter)
    );
    assert_eq!(catalogue.direction("schools-in-network"), None);
    // The English title is the Russian one where there is no other.
    let [one, ..] = &catalogue.own[..] else {
        panic!("there are three");
    };
    assert_eq!(one.read.as_ref().unwrap().title.text(Locale::En), "Арбуз");
}

#[test]
fn texts_that_mean_nothing_are_refused_in_words() {
    let deep = |levels: usize| {
        let nested = format!(
            "{}\"small\"{}",
            r#"{"not": "#.repeat(levels),
            "}".repeat(levels)
        );
        GOOD.replacen(r#""in-network""#, &nested, 1)
    };
    let wide = format!("[{}]", vec![r#""small""#; 200].join(","));
    for (text, said) in [
        (deep(7), "вложены глубже"),
        (deep(5_000), "это не JSON"),
        (
            GOOD.replacen("in-network", "in-orbit", 1),
            "слова «in-orbit» нет",
        ),
        (
            GOOD.replacen(r#""of""#, r#""since": 5, "of""#, 1),
            "поля «since» нет",
        ),
        (
            GOOD.replacen(r#""of""#, r#""code": "x", "of""#, 1),
            "«code» хранится отдельно",
        ),
        (
            GOOD.replacen(r#""in-network""#, &format!(r#"{{"any": {wide}}}"#), 1),
            "больше",
        ),
        (format!("{GOOD}{}", " ".repeat(70_000)), "слишком длинный"),
        ("[]".to_owned(), "другого вида"),
        ("\u{0}".to_owned(), "это не JSON"),
        (String::new(), "это не JSON"),
    ] {
        let read = Own::read(own(1, "Доля", &text)).read;
        let Err(problems) = read else {
            panic!("{said}: taken");
        };
        let words: Vec<String> = problems.iter().map(|it| it.message(Locale::Ru)).collect();
        assert!(
            words.iter().any(|it| it.contains(said)),
            "{said}: {words:?}"
        );
        assert!(problems.iter().all(|it| !it.message(Locale::En).is_empty()));
    }
    // A record without a title names nothing.
    assert!(Own::read(own(1, " ", GOOD)).read.is_err());
}

#[test]
fn no_damaged_text_breaks_a_reader() {
    let mut generated = Generated::new(11);
    let texts: Vec<String> = shipped::definitions()
        .iter()
        .map(Definition::declared)
        .collect();
    let mut refused = 0;
    for _ in 0..5_000 {
        let mut bytes = texts[generated.below(texts.len())].clone().into_bytes();
        for _ in 0..1 + generated.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = generated.below(bytes.len());
            match generated.below(3) {
                0 => bytes[at] = generated.one_of(br#"{}[]",:0-e"#),
                1 => drop(bytes.remove(at)),
                _ => bytes.truncate(at + 1),
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match Definition::read_named(&text, "damaged", &title()) {
            // What is still read can be said and asked.
            Ok(definition) => assert!(!definition.words(Locale::Ru).is_empty()),
            Err(problems) => {
                assert!(!problems.is_empty());
                refused += 1;
            }
        }
    }
    assert!(refused > 3_000, "{refused}");
}

#[test]
fn a_newer_language_is_said_to_be_unknown_and_not_guessed() {
    let newer = GOOD.replacen(r#""in-network""#, r#"{"twinned": {"with": "school"}}"#, 1);
    let read = Definition::read_named(&newer, "newer", &title());
    let problems = read.unwrap_err();
    assert!(matches!(&problems[0].flaw, Flaw::UnknownWord { name, .. } if name == "twinned"));
}
