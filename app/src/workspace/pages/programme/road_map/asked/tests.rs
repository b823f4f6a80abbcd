//! Filters and orders of a road map.

use super::*;
use opora_domain::{NetworkId, Projected, RecordKind, Value};

/// An activity with these fields.
pub(crate) fn activity(number: u8, fields: &[(&str, &str)]) -> Activity {
    let mut all: opora_domain::Fields = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Value::from(*text)))
        .collect();
    if let Some(names) = all
        .get("responsible")
        .and_then(Value::as_str)
        .map(str::to_owned)
    {
        let organisation = id(90).to_string();
        let one = serde_json::json!([{ "text": names, "organisation": organisation }]);
        all.insert("responsible".to_owned(), one);
    }
    Activity::read(&Projected {
        id: id(number),
        kind: RecordKind::Activity,
        network: NetworkId::new("test").expect("a network of the test"),
        is_supported: false,
        fields: all,
    })
}

fn id(number: u8) -> RecordId {
    let text = format!("0190f3a2-0000-7000-8000-0000000000{number:02}");
    text.parse().expect("an identity of the test")
}

fn asking(today: &str) -> Asking {
    Asking {
        own: Some(id(90)),
        today: today.parse().expect("a date of the test"),
        term: Term {
            since: "2019".parse().ok(),
            until: "2024".parse().ok(),
            text: None,
        },
    }
}

fn numbers(answer: &[RecordId], rows: &[Activity]) -> Vec<String> {
    let number = |id: &RecordId| rows.iter().find(|row| row.id == *id)?.number.clone();
    answer.iter().filter_map(number).collect()
}

fn rows() -> Vec<Activity> {
    vec![
        activity(
            1,
            &[
                ("number", "1"),
                ("deadline", "2019 г."),
                ("section", "Первый  раздел"),
            ],
        ),
        activity(
            2,
            &[("number", "2"), ("deadline", "2019 г."), ("status", "done")],
        ),
        activity(
            3,
            &[
                ("number", "3"),
                ("deadline", "2019-2014г."),
                ("section", "первый раздел"),
            ],
        ),
        activity(
            4,
            &[
                ("number", "4"),
                ("deadline", "ежегодно"),
                ("responsible", "МОЦ"),
            ],
        ),
        activity(
            5,
            &[
                ("number", "5"),
                ("deadline", "декабрь 2020"),
                ("status", "planned"),
            ],
        ),
        activity(
            6,
            &[
                ("number", "6"),
                ("deadline", "постоянно"),
                ("title", "Ёлка и Мониторинг"),
            ],
        ),
    ]
}

fn only(only: Only, today: &str) -> Vec<String> {
    let rows = rows();
    let asked = Asked {
        only,
        ..Asked::default()
    };
    numbers(&asked.answer(rows.iter(), &asking(today)), &rows)
}

#[test]
fn chips_show_what_they_say() {
    assert_eq!(only(Only::All, "2020-11-23").len(), 6);
    assert_eq!(only(Only::Mine, "2020-11-23"), ["4"]);
    // Done is done, an unread deadline is never overdue, a yearly one after every year that nobody
    // marked.
    assert_eq!(only(Only::Passed, "2019-12-31"), Vec::<String>::new());
    assert_eq!(only(Only::Passed, "2020-11-23"), ["1", "4"]);
    assert_eq!(only(Only::Passed, "2025-01-01"), ["1", "4", "5"]);
    assert_eq!(only(Only::Quarter, "2020-11-23"), ["4", "5"]);
    assert_eq!(only(Only::Quarter, "2020-09-23"), Vec::<String>::new());
    assert_eq!(
        only(Only::WithoutStatus, "2020-11-23"),
        ["1", "3", "4", "6"]
    );
    assert_eq!(only(Only::Unread, "2020-11-23"), ["3"]);
}

#[test]
fn filters_hold_together() {
    let rows = rows();
    let ask = |asked: Asked| numbers(&asked.answer(rows.iter(), &asking("2020-11-23")), &rows);
    let section = Some("первый раздел".to_owned());
    assert_eq!(
        ask(Asked {
            section: section.clone(),
            ..Asked::default()
        }),
        ["1", "3"]
    );
    assert_eq!(
        ask(Asked {
            section,
            only: Only::Unread,
            ..Asked::default()
        }),
        ["3"]
    );
    assert_eq!(
        ask(Asked {
            status: Some(Wanted::Is(ActivityStatus::Done)),
            ..Asked::default()
        }),
        ["2"]
    );
    let responsible = Some("моц".to_owned());
    assert_eq!(
        ask(Asked {
            responsible,
            ..Asked::default()
        }),
        ["4"]
    );
    assert_eq!(
        ask(Asked {
            text: " елка и  МОНИ".to_owned(),
            ..Asked::default()
        }),
        ["6"]
    );
    assert_eq!(
        ask(Asked {
            text: "2014".to_owned(),
            ..Asked::default()
        }),
        ["3"]
    );
}

#[test]
fn numbers_sort_as_numbers_and_the_silent_stand_last() {
    let rows = vec![
        activity(1, &[("number", "2.10")]),
        activity(2, &[("number", "2.9"), ("deadline", "2020")]),
        activity(3, &[("deadline", "когда-нибудь")]),
        activity(4, &[("number", "10."), ("deadline", "март 2019")]),
    ];
    let ask = |column, is_reversed| {
        let asked = Asked {
            sort: Some((column, is_reversed)),
            ..Asked::default()
        };
        asked.answer(rows.iter(), &asking("2020-11-23"))
    };
    let order = |numbers: [u8; 4]| numbers.map(id).to_vec();
    assert_eq!(ask(Column::Number, false), order([2, 1, 4, 3]));
    assert_eq!(ask(Column::Number, true), order([4, 1, 2, 3]));
    assert_eq!(ask(Column::Deadline, false), order([4, 2, 1, 3]));
    assert_eq!(ask(Column::Deadline, true), order([2, 4, 1, 3]));
}
