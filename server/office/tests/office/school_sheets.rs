//! A school's sheet: on one page, in both languages, as a document and as a page; nothing of another
//! school is on it.

use crate::documents::{keep, part, texts};
use opora_domain::{
    Assessment, Interaction, Locale, Network, NetworkId, Organisation, Partnership, Projected,
    RecordId, RecordKind, YearMinimums,
};
use opora_office::documents::{Counted, SchoolSheet, school_page, write_school};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn id(number: u128) -> RecordId {
    format!("{number:032x}").parse().unwrap()
}

fn record(number: u128, kind: RecordKind, fields: Value) -> Projected {
    Projected {
        id: id(number),
        kind,
        network: NetworkId::new("drawn").unwrap(),
        fields: serde_json::from_value(fields).unwrap(),
        is_supported: false,
    }
}

fn sheet(locale: Locale, rows: usize) -> SchoolSheet {
    let partnership = |number: usize| {
        let (from, to) = if number.is_multiple_of(2) {
            (id(3), id(2))
        } else {
            (id(2), id(4))
        };
        Partnership::read(&record(
            100 + number as u128,
            RecordKind::Partnership,
            json!({
                "kind": "mentoring", "from": from, "to": to, "status": "active",
                "term": {"since": format!("20{:02}-09", 10 + number)},
            }),
        ))
    };
    let meeting = |number: usize| {
        Interaction::read(&record(
            200 + number as u128,
            RecordKind::Interaction,
            json!({
                "partnership": id(100), "kind": "seminar", "date": format!("2026-{:02}-12", 1 + number % 9),
                "topic": "Подготовка к <ОГЭ> & разбор «ошибок»",
            }),
        ))
    };
    let result = |number: usize| {
        Assessment::read(&record(
            300 + number as u128,
            RecordKind::Assessment,
            json!({
                "school": id(2), "year": (2015 + number).to_string(), "exam": "ЕГЭ", "subject": "Математика",
                "takers": "12", "mean": "29,66", "minimum": "36", "order": number,
            }),
        ))
    };
    let results: Vec<Assessment> = (0..rows).map(result).collect();
    SchoolSheet {
        network: Network::read(&record(
            1,
            RecordKind::Network,
            json!({"region": "Край", "municipality": "Округ"}),
        )),
        organisation: Organisation::read(&record(
            2,
            RecordKind::Organisation,
            json!({
                "code": "school-1", "kind": "school", "name": "МБОУ СОШ № 1",
                "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 1»",
                "settlement": "с. Первое", "pupils": 214,
                "standings": [{"kind": "low-results", "since": "2019-09-01"}],
            }),
        )),
        partnerships: (0..rows).map(partnership).collect(),
        interactions: (0..rows).map(meeting).collect(),
        minimums: YearMinimums::of(&results),
        results,
        period: "2026/27 учебный год".to_owned(),
        indicators: (0..rows)
            .map(|number| {
                let all = [Counted::Counts, Counted::CountsNot, Counted::Undecided];
                (format!("Показатель {number}"), all[number % 3])
            })
            .collect(),
        names: BTreeMap::from([
            (id(3), "Лицей № 3".to_owned()),
            (id(4), "Школа № 4".to_owned()),
        ]),
        locale,
        written_on: "2026-11-23".parse().unwrap(),
    }
}

#[test]
fn it_says_what_is_known_and_where_a_result_stands() {
    for (locale, wanted) in [
        (
            Locale::Ru,
            [
                "ШНОР, с 1 сентября 2019",
                "помогает ей: Лицей № 3",
                "29,66",
                "ниже на 6,34",
                "засчитана",
                "не хватает данных",
            ],
        ),
        (
            Locale::En,
            [
                "low results, since 1 September 2019",
                "is helped by: Лицей № 3",
                "29.66",
                "below by 6.34",
                "counts",
                "data missing",
            ],
        ),
    ] {
        let bytes = write_school(&sheet(locale, 3)).unwrap();
        keep(&format!("school-{}.docx", locale.tag()), &bytes);
        let text = texts(&part(&bytes, "word/document.xml"));
        let page = school_page(&sheet(locale, 3), "/assets/opora.css");
        keep(&format!("school-{}.html", locale.tag()), page.as_bytes());
        for wanted in wanted {
            assert!(text.contains(wanted), "{wanted}: {text}");
            assert!(
                page.replace('\u{a0}', " ").contains(wanted),
                "{wanted}: {page}"
            );
        }
        // What people wrote is text, not markup.
        assert!(page.contains("&lt;ОГЭ&gt; &amp; разбор") && !page.contains("<ОГЭ>"));
        assert!(!page.contains("style=") && !page.contains("<script"));
    }
}

#[test]
fn a_long_history_is_cut_and_counted_and_an_empty_one_is_said() {
    let text = |rows| {
        let bytes = write_school(&sheet(Locale::Ru, rows)).unwrap();
        keep(&format!("school-{rows}-rows.docx"), &bytes);
        texts(&part(&bytes, "word/document.xml"))
    };
    let long = text(30);
    assert_eq!(long.matches("(показано 5 из 30)").count(), 3, "{long}");
    assert!(long.contains("(показано 3 из 30)"), "{long}");
    // The newest are kept.
    assert!(long.contains("2044") && !long.contains("2015"));
    let empty = text(0);
    assert_eq!(empty.matches("Ничего не записано.").count(), 4);
}
