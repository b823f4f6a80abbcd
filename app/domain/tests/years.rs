//! Activities that come every year: what is said of single years, and what waits for a mark.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::activity::years_with;
use opora_domain::deadline::due::Due;
use opora_domain::{
    Activity, ActivityStatus, Fields, NetworkId, PeriodValue, Projected, RecordId, RecordKind, Term,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn activity(fields: Value) -> Activity {
    let fields: Fields = serde_json::from_value(fields).unwrap();
    let problems = opora_domain::validate(RecordKind::Activity, &fields);
    assert_eq!(problems, []);
    Activity::read(&Projected {
        id: RecordId(Uuid::from_u128(1)),
        kind: RecordKind::Activity,
        network: NetworkId::new("a").unwrap(),
        fields,
        is_supported: false,
    })
}

fn whole() -> Term {
    Term {
        since: "2019".parse().ok(),
        until: "2021".parse().ok(),
        text: None,
    }
}

fn marks(all: &[(&str, &str)]) -> Value {
    let all = all.iter();
    all.map(|(year, word)| json!({"period": year, "value": word}))
        .collect()
}

/// «passed 2019», «until 2020», «never», and the years that wait.
fn said(activity: &Activity, today: &str) -> (String, Vec<u16>) {
    let today = today.parse().unwrap();
    let due = match activity.due(&whole(), today) {
        Due::Never => "never".to_owned(),
        Due::Unread => "unread".to_owned(),
        Due::Passed { on } => format!("passed {}", on.0),
        Due::Ahead(occasion) => format!("until {}", occasion.until.0),
    };
    (due, activity.missed_years(&whole(), today))
}

#[test]
fn a_year_nobody_marked_waits_after_its_last_day() {
    let yearly = |fields: &[(&str, Value)]| {
        let mut all = json!({"deadline": "ежегодно"});
        for (name, value) in fields {
            all[*name] = value.clone();
        }
        activity(all)
    };
    let status = |all: &[(&str, &str)]| ("year_status", marks(all));
    for (fields, today, due, missed) in [
        (vec![], "2019-06-01", "until 2019", vec![]),
        (vec![], "2020-06-01", "passed 2019", vec![2019]),
        (vec![], "2022-01-01", "passed 2019", vec![2019, 2020, 2021]),
        (
            vec![status(&[("2019", "выполнено")])],
            "2020-06-01",
            "until 2020",
            vec![],
        ),
        // The mark of this year goes before its end, and the next one comes.
        (
            vec![status(&[
                ("2019 г.", "Выполнено"),
                ("2020", "не выполнено"),
            ])],
            "2020-06-01",
            "until 2021",
            vec![],
        ),
        (
            vec![status(&[("2019", "выполняется")])],
            "2020-06-01",
            "passed 2019",
            vec![2019],
        ),
        // What was said of the whole settles the years nobody spoke of.
        (
            vec![("status", json!("cancelled"))],
            "2022-01-01",
            "never",
            vec![],
        ),
        (
            vec![
                ("status", json!("done")),
                status(&[("2020", "запланировано")]),
            ],
            "2022-01-01",
            "passed 2020",
            vec![2020],
        ),
        // Said to be under way, the whole settles nothing.
        (
            vec![("status", json!("under-way"))],
            "2020-06-01",
            "passed 2019",
            vec![2019],
        ),
        // A word of no list is kept and settles nothing.
        (
            vec![status(&[("2019", "частично")])],
            "2020-06-01",
            "passed 2019",
            vec![2019],
        ),
    ] {
        let activity = yearly(&fields);
        assert_eq!(
            said(&activity, today),
            (due.to_owned(), missed),
            "{fields:?} on {today}"
        );
    }
}

#[test]
fn an_activity_is_settled_when_every_year_is() {
    let status =
        |all: &[(&str, &str)]| activity(json!({"deadline": "ежегодно", "year_status": marks(all)}));
    let all = [
        ("2019", "выполнено"),
        ("2020", "отменено"),
        ("2021", "не выполнено"),
    ];
    assert!(status(&all).is_settled_in(&whole()));
    assert!(!status(&all[..2]).is_settled_in(&whole()));
    // Without the programme's years nobody knows how many there are.
    assert!(!status(&all).is_settled_in(&Term::default()));
    assert!(activity(json!({"deadline": "2019", "status": "done"})).is_settled_in(&whole()));
    assert!(!activity(json!({"deadline": "2019"})).is_settled_in(&whole()));
}

#[test]
fn other_deadlines_stand_as_they_did() {
    for (deadline, today, due) in [
        ("2019 г.", "2020-01-01", "passed 2019"),
        ("Январь 2019г.\n\n2019-2021г.", "2020-01-15", "until 2021"),
        ("весь период", "2022-01-01", "passed 2021"),
        ("постоянно", "2030-01-01", "never"),
        ("2019-2014г.", "2030-01-01", "unread"),
    ] {
        let open = activity(json!({"deadline": deadline}));
        assert_eq!(said(&open, today), (due.to_owned(), vec![]), "{deadline}");
        let done = activity(json!({"deadline": deadline, "status": "done"}));
        assert_eq!(said(&done, today).0, "never", "{deadline}");
    }
}

#[test]
fn a_year_that_waits_does_not_hide_the_next_one() {
    let open = activity(json!({"deadline": "ежегодно"}));
    let today = "2020-11-01".parse().unwrap();
    assert!(open.due(&whole(), today).is_passed());
    assert!(open.ahead(&whole(), today).is_in_quarter_of(today));
}

#[test]
fn what_three_fields_say_of_a_year_is_one_mark() {
    let one = activity(json!({
        "deadline": "ежегодно",
        "year_status": marks(&[("2020", "выполнено")]),
        "year_done": marks(&[("2020", "15.12.2020"), ("2019", "в срок")]),
        "year_results": marks(&[("2020", "5 семинаров")]),
    }));
    let mark = one.mark_of(2020).unwrap();
    assert_eq!(mark.status, Some(ActivityStatus::Done));
    assert_eq!(mark.done_on, "2020-12-15".parse().ok());
    assert_eq!(mark.result.as_deref(), Some("5 семинаров"));
    let other = one.mark_of(2019).unwrap();
    assert_eq!(
        (other.done_on, other.done_text.as_deref()),
        (None, Some("в срок"))
    );
}

#[test]
fn values_by_year_stand_in_the_order_of_time() {
    let value = |period: &str, value: &str| PeriodValue {
        period: period.to_owned(),
        value: value.to_owned(),
    };
    let before = [value("2021", "а"), value("когда-нибудь", "б")];
    let after = years_with(&before, "2020", "в").unwrap();
    assert_eq!(
        after,
        [
            value("2020", "в"),
            value("2021", "а"),
            value("когда-нибудь", "б")
        ]
    );
    let after = years_with(&after, "2020, область", "г").unwrap();
    assert_eq!(
        after[..2],
        [value("2020", "в"), value("2020, область", "г")]
    );
    assert_eq!(years_with(&[value("2020", "в")], "2020", " "), None);
}
