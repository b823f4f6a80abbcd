//! The road maps of the sample workbooks: every deadline's reading, numbers as they repeat, and who
//! answers for what.

use crate::book::id;
use crate::programme::{date, read};
use opora_domain::deadline::{DeadlineFlag, Reading};
use opora_domain::{Activity, RecordId, RecordKind};

#[test]
fn the_nineteen_activities_of_vengerovo_and_number_17_twice() {
    let activities = read("vengerovo", RecordKind::Activity, Activity::read);
    assert_eq!(activities.len(), 19);
    let numbers: Vec<_> = activities
        .iter()
        .filter_map(|it| it.number.as_deref())
        .collect();
    assert_eq!(&numbers[..2], ["1", "2."]);
    assert_eq!(
        numbers[10..12],
        ["11.", "12."],
        "a line break stood before it"
    );
    assert_eq!(&numbers[15..], ["16.", "17", "17.", "18."]);
    let mut sections: Vec<_> = activities
        .iter()
        .filter_map(|it| it.section.clone())
        .collect();
    sections.dedup();
    assert_eq!(
        sections.len(),
        5,
        "ten spaces before a section make no other one"
    );
    let year = |text| date(text);
    let range = |since, until| Reading::Range {
        since: year(since),
        until: year(until),
    };
    let yearly = Reading::Yearly { when_needed: false };
    let expected = [
        Reading::Many {
            parts: vec![
                Reading::Month {
                    on: date("2019-01"),
                },
                range("2019", "2024"),
            ],
        },
        range("2019", "2024"),
        yearly.clone(),
        Reading::Yearly { when_needed: true },
        yearly.clone(),
        Reading::WholePeriod { by_plan: false },
        Reading::Year { on: year("2019") },
        yearly.clone(),
        yearly.clone(),
        range("2019", "2024"),
        range("2019", "2024"),
        range("2019", "2014"),
        yearly.clone(),
        yearly.clone(),
        Reading::WholePeriod { by_plan: true },
        Reading::WholePeriod { by_plan: true },
        yearly,
        Reading::Continuous,
        Reading::Continuous,
    ];
    for (activity, expected) in activities.iter().zip(expected) {
        let number = activity.number.as_deref().unwrap();
        assert_eq!(activity.deadline.reading, expected, "{number}");
        let flags: &[DeadlineFlag] = match number {
            "12." => &[DeadlineFlag::EndBeforeStart],
            _ => &[],
        };
        assert_eq!(activity.deadline.flags, flags, "{number}");
    }
    assert_eq!(
        activities[0].deadline.text,
        "Январь 2019г.\n\n\n2019-2024г."
    );
    assert_eq!(
        activities[11].deadline.text, "2019-2014г.",
        "kept, not repaired"
    );
}

#[test]
fn those_who_answer_are_linked_where_they_are_surely_one() {
    let linked = |network: &str, activity: &Activity| -> Vec<(String, bool)> {
        let codes = [
            "vengerovo-uo",
            "vengerovo-imc",
            "vengerovo-school-1",
            "vengerovo-school-2",
            "vengerovo-school-tartasskaya",
            "yartsevo-committee",
            "yartsevo-ocprmso",
            "yartsevo-soiro",
        ];
        let name = |wanted: RecordId| {
            let of = |code: &&&str| id(network, RecordKind::Organisation, code) == wanted;
            codes.iter().find(of).copied().unwrap_or("?").to_owned()
        };
        let all = activity.responsible.iter();
        all.map(|it| {
            let text = it.organisation.map_or(it.text.clone(), name);
            (text, it.is_by_agreement())
        })
        .collect()
    };
    let of = |names: &[&str]| -> Vec<(String, bool)> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), false))
            .collect()
    };
    let vengerovo = read("vengerovo", RecordKind::Activity, Activity::read);
    for (place, names) in [
        (0, &["vengerovo-uo", "vengerovo-imc"][..]),
        (3, &["vengerovo-uo"]),
        (5, &["vengerovo-uo"]),
        (6, &["ОО"]),
        (7, &["vengerovo-uo", "МКОУ"]),
        (9, &["vengerovo-imc", "ОО"]),
        (
            14,
            &[
                "vengerovo-uo",
                "руководители общеобразовательных учреждений",
                "vengerovo-school-tartasskaya",
                "vengerovo-school-1",
                "vengerovo-school-2",
            ],
        ),
        (
            15,
            &[
                "vengerovo-uo",
                "руководители общеобразовательных учреждений",
                "vengerovo-school-1",
            ],
        ),
    ] {
        assert_eq!(
            linked("vengerovo", &vengerovo[place]),
            of(names),
            "row {place}"
        );
    }
    let yartsevo = read("yartsevo", RecordKind::Activity, Activity::read);
    let mut expected = of(&["yartsevo-committee", "yartsevo-ocprmso"]);
    expected.push(("yartsevo-soiro".to_owned(), true));
    assert_eq!(linked("yartsevo", &yartsevo[5]), expected);
    assert_eq!(
        yartsevo[5].responsible[2].text,
        "ГАУ СОИРО (по согласованию)"
    );
    assert_eq!(yartsevo[32].responsible, [], "nobody is named");
}

#[test]
fn the_road_map_of_yartsevo() {
    let activities = read("yartsevo", RecordKind::Activity, Activity::read);
    assert_eq!(activities.len(), 33);
    let range = |since, until| Reading::Range {
        since: date(since),
        until: date(until),
    };
    for (place, activity) in activities.iter().enumerate() {
        let expected = match place {
            0..6 => range("2018-02", "2018-03"),
            6..24 => range("2018-03", "2018-12"),
            24..32 => Reading::Until {
                until: date("2021"),
            },
            _ => Reading::FromUntil {
                since: date("2019-09"),
                until: date("2021"),
            },
        };
        assert_eq!(activity.deadline.reading, expected, "{place}");
        assert_eq!(activity.deadline.flags, []);
        let planned = activity.planned_value.as_ref();
        match place {
            0..5 => assert_eq!(
                planned.unwrap().reading,
                opora_domain::FigureReading::NotApplicable
            ),
            5 => assert_eq!(planned.unwrap().number(), Some(50.0)),
            _ => assert_eq!(planned, None),
        }
    }
    assert_eq!(
        activities[14].number, None,
        "between 8 and 9 one has no number"
    );
    let funded = activities.iter().filter(|it| it.funding_source.is_some());
    assert_eq!(funded.count(), 2);
}

#[test]
fn a_section_in_which_abinsk_lists_nothing_is_kept() {
    let activities = read("abinsk", RecordKind::Activity, Activity::read);
    assert_eq!(activities.len(), 8);
    let empty: Vec<_> = activities
        .iter()
        .filter(|it| it.is_empty_section())
        .collect();
    assert_eq!(empty.len(), 1);
    assert_eq!(
        empty[0].section.as_deref(),
        Some("IV. Информационная открытость реализации программы")
    );
    assert!(
        activities
            .iter()
            .all(|it| it.deadline.reading == Reading::Empty)
    );
}
