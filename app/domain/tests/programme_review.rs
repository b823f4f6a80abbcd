//! The review of programmes: for each kind of finding a small programme that has it, and a neighbour
//! that does not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::programme_review::{Finding, Gravity, review};
use opora_domain::{
    Activity, Fields, Indicator, NetworkId, Programme, ProgrammeContents, Projected, RecordId,
    RecordKind, Stage, Task, Value, validate,
};
use serde_json::json;

/// A programme out of the fields of its records; nothing else is known of it.
fn programme(parts: &Value) -> ProgrammeContents {
    let network = NetworkId::new("a").unwrap();
    let projected = |kind: RecordKind, place: usize, fields: &Value| {
        let mut fields: Fields = serde_json::from_value(fields.clone()).unwrap();
        if kind != RecordKind::Programme {
            fields.insert("order".to_owned(), json!(place));
        }
        assert_eq!(validate(kind, &fields), [], "{fields:?}");
        Projected {
            id: RecordId::of_import(&network, kind, &place.to_string()),
            kind,
            network: network.clone(),
            fields,
            is_supported: false,
        }
    };
    let all = |name: &str, kind: RecordKind| -> Vec<Projected> {
        let records = parts.get(name).and_then(Value::as_array);
        let records = records.into_iter().flatten().enumerate();
        records
            .map(|(place, fields)| projected(kind, place, fields))
            .collect()
    };
    let passport = parts.get("passport").cloned().unwrap_or(json!({}));
    ProgrammeContents {
        fact_sources: vec![],
        programme: Programme::read(&projected(RecordKind::Programme, 0, &passport)),
        stages: all("stages", RecordKind::Stage)
            .iter()
            .map(Stage::read)
            .collect(),
        tasks: all("tasks", RecordKind::Task)
            .iter()
            .map(Task::read)
            .collect(),
        indicators: all("indicators", RecordKind::Indicator)
            .iter()
            .map(Indicator::read)
            .collect(),
        activities: all("activities", RecordKind::Activity)
            .iter()
            .map(Activity::read)
            .collect(),
    }
}

/// «code: field of the place in its list, …»
fn told(finding: &Finding) -> String {
    let network = NetworkId::new("a").unwrap();
    let places = finding.at.iter().map(|spot| {
        let place = (0..100)
            .find(|place| {
                spot.record == RecordId::of_import(&network, spot.kind, &place.to_string())
            })
            .unwrap();
        format!("{}.{}", place, spot.field)
    });
    let places: Vec<String> = places.collect();
    format!("{}: {}", finding.what.code(), places.join(" "))
}

fn check(parts: Value, expected: &[&str]) {
    let found: Vec<String> = review(&programme(&parts)).iter().map(told).collect();
    assert_eq!(found, expected, "{parts:#}");
}

fn stages_of(all: &[(&str, &str, &str, &str)]) -> Value {
    let stages = all.iter().map(|(number, title, since, until)| {
        let mut term = json!({});
        for (name, end) in [("since", since), ("until", until)] {
            if !end.is_empty() {
                term[name] = json!(end);
            }
        }
        json!({"number": number, "title": title, "term": term})
    });
    json!({"stages": stages.collect::<Vec<_>>()})
}

#[test]
fn stages() {
    // One stage with two terms, of which neither is the more exact.
    let twice = |since, until| {
        stages_of(&[
            ("2", "Практический", "2019", "2020"),
            ("1.2.", "Практический этап", since, until),
        ])
    };
    check(
        twice("2018-03", "2018-12"),
        &["stages-disagree: 0.term 1.term"],
    );
    check(twice("2019-03", "2020-05"), &[]);
    check(twice("", "2020"), &[]);
    let two = |since, until, next| {
        stages_of(&[("1", "Первый", since, until), ("2", "Второй", next, "2021")])
    };
    check(
        two("2018", "2019-06", "2019-03"),
        &["stages-overlap: 0.term 1.term"],
    );
    // A month or year in which one ends and the next begins.
    check(two("2018", "2019-03", "2019-03"), &[]);
    check(two("2018", "2019", "2020"), &[]);
    // Two plans of one programme lie over each other.
    check(
        stages_of(&[
            ("1", "Первый", "2018", "2018"),
            ("1.1", "Начало", "2018-02", "2018-03"),
        ]),
        &[],
    );
    check(two("2018", "2018", "2020"), &["stages-gap: 0.term 1.term"]);
    check(two("2018", "", "2020"), &[]);
    let unread = json!({"stages": [{"title": "Первый", "term": {"text": "2019 – 2014"}}]});
    check(unread, &["impossible-range: 0.term"]);
    let words = json!({"stages": [{"title": "Первый", "term": {"text": "по приказу"}}]});
    check(words, &[]);
    let numbers = |one, other| {
        stages_of(&[
            (one, "Первый", "2018", "2018"),
            (other, "Второй", "2019", "2019"),
        ])
    };
    check(numbers("I", "I."), &["repeated-number: 0.number 1.number"]);
    check(numbers("I", "II"), &[]);
    let outside = |until: &str| {
        json!({
            "passport": {"term": {"since": "2018", "until": "2020"}},
            "stages": [{"title": "Первый", "term": {"since": "2019", "until": until}}],
        })
    };
    check(outside("2021"), &["outside-term: 0.term"]);
    check(outside("2020-12-31"), &[]);
}

/// A road map in one section; of each activity what differs from a whole one.
fn road_map(rows: &[Value]) -> Value {
    let rows = rows.iter().enumerate().map(|(place, row)| {
        let mut whole = json!({
            "section": "I", "title": format!("Дело {place}"), "deadline": "2019",
            "responsible": [{"text": "ОО"}],
        });
        for (name, value) in row.as_object().unwrap() {
            whole[name] = value.clone();
        }
        whole
    });
    json!({
        "passport": {"term": {"since": "2018", "until": "2020"}},
        "activities": rows.collect::<Vec<_>>(),
    })
}

#[test]
fn road_maps() {
    check(road_map(&[json!({})]), &[]);
    for (deadline, expected) in [
        ("2019-2014г.", &["impossible-range: 0.deadline"] as &[&str]),
        ("2019-2020г.", &[]),
        ("скоро", &["unread-deadline: 0.deadline"]),
        ("ежегодно", &[]),
        ("март 2021", &["outside-term: 0.deadline"]),
        ("2017-2018 гг.", &["outside-term: 0.deadline"]),
        ("до 2021 года", &["outside-term: 0.deadline"]),
        ("до 2020 года", &[]),
        ("Январь 2019г.\n2019-2021г.", &["outside-term: 0.deadline"]),
        ("", &["no-deadline: 0.deadline"]),
    ] {
        check(road_map(&[json!({"deadline": deadline})]), expected);
    }
    check(
        road_map(&[
            json!({"responsible": []}),
            json!({}),
            json!({"responsible": []}),
        ]),
        &["no-responsible: 0.responsible 2.responsible"],
    );
    // A section without activities is answered for by nobody.
    let empty = json!({"title": null, "responsible": [], "deadline": ""});
    check(road_map(&[json!({}), empty]), &[]);
}

#[test]
fn numbers_of_a_road_map() {
    let numbered = |rows: &[(&str, &str)]| {
        let rows = rows.iter();
        let rows = rows.map(|(section, number)| json!({"section": section, "number": number}));
        road_map(&rows.collect::<Vec<_>>())
    };
    // Counted through all sections.
    check(
        numbered(&[("4", "16."), ("4", "17"), ("5", "17."), ("5", "18.")]),
        &["repeated-number: 1.number 2.number"],
    );
    // Counted anew in each.
    check(
        numbered(&[("4", "1."), ("4", "2."), ("5", "1."), ("5", "2.")]),
        &[],
    );
    check(
        numbered(&[("4", "1."), ("4", "2."), ("5", "1."), ("5", "1.")]),
        &["repeated-number: 2.number 3.number"],
    );
    check(numbered(&[("4", ""), ("4", ""), ("5", "")]), &[]);
    let tasks =
        |second| json!({"tasks": [{"number": "1", "text": "А"}, {"number": second, "text": "Б"}]});
    check(tasks("1."), &["repeated-number: 0.number 1.number"]);
    check(tasks("2."), &[]);
}

/// One indicator; what differs from a sound one.
fn indicator(changes: Value) -> Value {
    let mut whole = json!({
        "title": "Доля школ в сети района", "unit": "Процент", "direction": "больше лучше",
        "baseline": "10",
        "plan": [{"period": "2019", "value": "20"}, {"period": "2020", "value": "30"}],
    });
    for (name, value) in changes.as_object().unwrap() {
        whole[name] = value.clone();
    }
    whole
}

#[test]
fn values_of_an_indicator() {
    let one = |changes| json!({"indicators": [indicator(changes)]});
    let value = |period: &str, value: &str| json!([{"period": period, "value": value}]);
    check(one(json!({})), &[]);
    check(one(json!({"baseline": null})), &["no-base: 0.baseline"]);
    check(one(json!({"baseline": "0"})), &[]);
    // Nothing is planned, so that nothing has to be compared.
    check(one(json!({"baseline": null, "plan": []})), &[]);
    check(
        one(json!({"plan": value("2019", "101")})),
        &["impossible-share: 0.plan"],
    );
    check(one(json!({"plan": value("2019", "100%")})), &[]);
    check(
        one(json!({"unit": "единица", "plan": value("2019", "101")})),
        &[],
    );
    check(
        one(json!({"fact": value("2020", "120")})),
        &["impossible-share: 0.fact"],
    );
    check(
        one(json!({"plan": value("2019", "9")})),
        &["plan-against-direction: 0.plan"],
    );
    // Unchanged is neither progress nor failure.
    check(one(json!({"plan": value("2019", "10")})), &[]);
    check(
        one(json!({"direction": "меньше лучше", "plan": value("2019", "9")})),
        &[],
    );
    check(
        one(json!({"direction": null, "plan": value("2019", "9")})),
        &[],
    );
    // Years are put in order: the document may have the newest first.
    let turned = json!([{"period": "2020", "value": "30"}, {"period": "2019", "value": "20"}]);
    check(one(json!({"plan": turned})), &[]);
    check(
        one(json!({"fact": value("2019", "35")})),
        &["plan-below-fact: 0.plan 0.fact"],
    );
    // In its own year it was more than planned, which is no contradiction.
    check(one(json!({"fact": value("2020", "35")})), &[]);
    check(one(json!({"fact": value("очередной год", "35")})), &[]);
    check(
        one(json!({"plan": value("2024-2019", "20")})),
        &["impossible-range: 0.plan"],
    );
}

#[test]
fn indicators_of_the_same() {
    let two = |one: &str, other: &str, unit: &str| {
        let all = [
            indicator(json!({"number": "1", "title": one})),
            indicator(json!({"number": "2", "title": other, "unit": unit})),
        ];
        json!({"indicators": all})
    };
    let found = ["overlapping-indicators: 0.title 1.title"];
    check(
        two("Доля школ в сети", "Доля школ в  сети", "процент"),
        &found,
    );
    check(two("Доля школ в сети", "Доля школ в сети", "единица"), &[]);
    check(
        two(
            "Доля учеников школ «роста», которые учатся с дистанционными технологиями",
            "Охват учеников школ «роста» дистанционными технологиями",
            "процент",
        ),
        &found,
    );
    check(
        two(
            "Доля школ со стабильно низкими результатами",
            "Доля школ со стабильно высокими результатами",
            "процент",
        ),
        &[],
    );
    // Too little is said to be sure.
    check(two("Доля педагогов", "Доля педагогов школ", "процент"), &[]);
    check(
        two(
            "Доля педагогов школ «роста» района до 35 лет",
            "Доля педагогов школ «роста» района, повысивших квалификацию",
            "процент",
        ),
        &[],
    );
    let mut repeated = two("Доля школ в сети", "Доля педагогов на курсах", "процент");
    check(repeated.clone(), &[]);
    repeated["indicators"][1]["number"] = json!("1.");
    check(repeated, &["repeated-number: 0.number 1.number"]);
}

#[test]
fn targets_inside_texts() {
    let two = |one: &str, other: &str| {
        let mut parts = road_map(&[json!({"title": other})]);
        parts["indicators"] = json!([indicator(json!({"title": one}))]);
        parts
    };
    let found = ["different-targets: 0.title 0.title"];
    let line = "Доля школ с Интернетом не медленнее 1 Мбит/сек";
    check(two(line, "Интернет не медленнее 100 Мбит/сек"), &found);
    check(two(line, "Скорость Интернета от 1 Мбит/с"), &[]);
    check(two(line, "Скорость Интернета: 0,5Мбит/с"), &found);
    check(two(line, "Линия связи на 1000 кбит/с в Интернет"), &[]);
    check(two(line, "Курсы для 100 педагогов"), &[]);
    let courses = "Доля педагогов на курсах не менее 72 часов";
    check(two(courses, "Курсы педагогов не менее 16 часов"), &found);
    // Hours are of anything.
    check(two(courses, "Работа кружков не менее 16 часов"), &[]);
}

#[test]
fn passports() {
    let titles = |other: &str| json!({"passport": {"title": "Перевод школ", "other_title": other}});
    check(
        titles("Повышение качества"),
        &["two-titles: 0.title 0.other_title"],
    );
    check(titles("перевод  школ"), &[]);
    let goals = |other: &str| json!({"passport": {"goal": "Доступность", "annex_goal": other}});
    check(goals("Результаты"), &["two-goals: 0.goal 0.annex_goal"]);
    check(goals("доступность"), &[]);
}

#[test]
fn the_gravest_comes_first() {
    let parts = json!({
        "passport": {"title": "А", "other_title": "Б", "goal": "В", "annex_goal": "Г"},
        "activities": [{"title": "Дело", "deadline": "2019-2014г.", "responsible": [{"text": "ОО"}]}],
    });
    let found: Vec<Gravity> = review(&programme(&parts))
        .iter()
        .map(Finding::gravity)
        .collect();
    assert_eq!(
        found,
        [Gravity::Contradiction, Gravity::Doubt, Gravity::Information]
    );
    // For programs, with the places.
    let told = serde_json::to_value(&review(&programme(&parts))[0]).unwrap();
    assert_eq!(told["code"], "impossible-range");
    assert_eq!(told["text"], "2019-2014г.");
    assert_eq!(told["at"][0]["field"], "deadline");
}
