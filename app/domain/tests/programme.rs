//! What belongs to a programme: readings of records, gaps of stages, judgements, validation.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::deadline::{DeadlineFlag, Reading};
use opora_domain::{
    Activity, AgainstMinimum, Assessment, Direction, Fields, Indicator, IndicatorUnit, NetworkId,
    ProblemCode, Progress, Projected, Record, RecordId, RecordKind, Refusal, Stage, Value, Viewer,
    YearMinimums, gaps, may_write, validate,
};
use serde_json::json;

fn projected(kind: RecordKind, fields: Value) -> Projected {
    let fields: Fields = serde_json::from_value(fields).unwrap();
    assert_eq!(validate(kind, &fields), [], "{fields:?}");
    let network = NetworkId::new("a").unwrap();
    Projected {
        id: RecordId::of_import(&network, kind, "1"),
        kind,
        network,
        fields,
        is_supported: false,
    }
}

fn stage(since: Option<&str>, until: Option<&str>) -> Stage {
    let mut term = serde_json::Map::new();
    for (name, end) in [("since", since), ("until", until)] {
        term.extend(end.map(|end| (name.to_owned(), json!(end))));
    }
    Stage::read(&projected(RecordKind::Stage, json!({"term": term})))
}

#[test]
fn gaps_between_stages_are_found_in_any_order() {
    let summer = opora_domain::Gap {
        first_day: (2020, 7, 1),
        last_day: (2020, 8, 31),
    };
    let mut stages = vec![
        stage(Some("2017"), Some("2017")),
        stage(Some("2018"), Some("2018")),
        stage(Some("2019"), Some("2020-06-30")),
        stage(Some("2020-09-01"), None),
    ];
    assert_eq!(gaps(&stages), [summer]);
    stages.reverse();
    assert_eq!(gaps(&stages), [summer]);
    // One that covers the gap, and one that is open to the past, which says nothing.
    stages.push(stage(Some("2018-03"), Some("2020-12")));
    stages.push(stage(None, Some("2030")));
    assert_eq!(gaps(&stages), []);
    let leap = [
        stage(Some("2019"), Some("2020-02-28")),
        stage(Some("2020-03"), Some("2020-03")),
    ];
    assert_eq!(gaps(&leap)[0].first_day, (2020, 2, 29));
    assert_eq!(gaps(&leap)[0].last_day, (2020, 2, 29));
}

#[test]
fn a_direction_judges_and_unchanged_is_unchanged() {
    use Direction::{LessIsBetter, MoreIsBetter};
    assert_eq!(MoreIsBetter.judge(25.0, 40.0), Progress::Better);
    assert_eq!(LessIsBetter.judge(22.0, 16.0), Progress::Better);
    assert_eq!(LessIsBetter.judge(16.0, 22.0), Progress::Worse);
    assert_eq!(MoreIsBetter.judge(40.0, 40.0), Progress::Unchanged);
}

#[test]
fn an_indicator_keeps_the_words_and_reads_them() {
    let read = |fields| Indicator::read(&projected(RecordKind::Indicator, fields));
    let indicator = read(json!({
        "title": "Доля школ", "unit": "Процент", "direction": "меньше лучше", "baseline": "22,5",
        "plan": [{"period": "2022", "value": "16%"}, {"period": "2023", "value": "x"}],
    }));
    assert_eq!(indicator.unit, Some(IndicatorUnit::Percent));
    assert_eq!(indicator.unit_text.as_deref(), Some("Процент"));
    assert_eq!(indicator.baseline.as_ref().unwrap().number(), Some(22.5));
    assert_eq!(indicator.plan[0].figure.number(), Some(16.0));
    assert_eq!(indicator.planned_progress(), Some(Progress::Better));
    let heading = read(json!({"title": "Доля школ, показавших:", "number": "4"}));
    assert!(heading.is_heading() && !indicator.is_heading());
    assert_eq!(heading.planned_progress(), None, "a gap is a gap");
    let odd = read(json!({"title": "Охват", "unit": "чел./день", "direction": "как получится"}));
    assert_eq!((odd.unit, odd.direction), (None, None));
    assert_eq!(odd.unit_text.as_deref(), Some("чел./день"));
}

#[test]
fn an_activity_reads_its_deadline_and_keeps_what_is_wrong_with_it() {
    let activity = Activity::read(&projected(
        RecordKind::Activity,
        json!({
            "title": "Поддержка", "deadline": "2019-2014г.", "planned_value": "x",
            "responsible": [{"text": "ОО"}, {"text": "ГАУ СОИРО (по согласованию)"}],
        }),
    ));
    assert_eq!(activity.deadline.text, "2019-2014г.");
    assert_eq!(activity.deadline.flags, [DeadlineFlag::EndBeforeStart]);
    assert!(!activity.responsible[0].is_by_agreement());
    assert!(activity.responsible[1].is_by_agreement());
    let section = Activity::read(&projected(RecordKind::Activity, json!({"section": "IV"})));
    assert!(section.is_empty_section());
    assert_eq!(section.deadline.reading, Reading::Empty);
}

#[test]
fn a_result_is_compared_with_the_minimum_of_its_year() {
    let school = RecordId::of_import(&NetworkId::new("a").unwrap(), RecordKind::Organisation, "s");
    let read = |mut fields: Value| {
        fields["school"] = json!(school);
        Assessment::read(&projected(RecordKind::Assessment, fields))
    };
    let below = read(json!({"mean": "29,66", "minimum": "36", "takers": "12"}));
    assert_eq!(below.below_minimum_by(), Some(6.34));
    assert!(!below.is_small_group());
    let above = read(json!({"mean": "40.5", "minimum": "39", "takers": "4", "passed": "0"}));
    assert_eq!(above.below_minimum_by(), None);
    assert_eq!(above.margin(), Some(1.5));
    assert!(above.is_small_group());
    assert_eq!(above.passed.unwrap().count(), Some(0), "0 is a value");
    let unknown = read(json!({"mean": "22,5"}));
    assert_eq!(unknown.margin(), None);
    assert!(unknown.is_small_group(), "nobody knows how many took it");
}

#[test]
fn a_minimum_is_of_the_year_and_not_taken_is_no_zero() {
    let school = RecordId::of_import(&NetworkId::new("a").unwrap(), RecordKind::Organisation, "s");
    let read = |mut fields: Value| {
        fields["school"] = json!(school);
        fields["exam"] = json!("ЕГЭ");
        Assessment::read(&projected(RecordKind::Assessment, fields))
    };
    let biology = |year: &str, mean: &str, minimum: &str| {
        let mut fields = json!({"subject": "Биология", "year": year, "mean": mean});
        if !minimum.is_empty() {
            fields["minimum"] = json!(minimum);
        }
        read(fields)
    };
    let all = [
        biology("2016", "25", "36"),
        biology("2016", "40,5", ""),
        biology("2017", "0", "36"),
        biology("2018", "30", "36"),
        biology("2018", "31", "37"),
        biology("2018", "31", ""),
        read(json!({"subject": "биология ", "year": "2016", "takers": "0"})),
        read(json!({"subject": "биология", "year": "2016", "mean": "х"})),
        read(json!({"subject": "биология", "year": "2016", "share_of_twos": "48%"})),
        read(json!({"subject": "биология", "year": "2016"})),
        read(json!({"subject": "история", "year": "2016", "mean": "25"})),
    ];
    let minimums = YearMinimums::of(&all);
    let found: Vec<_> = all.iter().map(|one| minimums.against(one)).collect();
    use AgainstMinimum::*;
    assert_eq!(
        found,
        [
            Below { by: 11.0 },
            Reached { by: 4.5 },
            Below { by: 36.0 },
            Below { by: 6.0 },
            Below { by: 6.0 },
            // Two are stated: which of them it was is not guessed.
            NoMinimum,
            NotTaken,
            NotTaken,
            NoMean,
            NoData,
            NoMinimum,
        ]
    );
}

#[test]
fn a_school_enters_its_own_results_and_nobody_elses() {
    let network = NetworkId::new("a").unwrap();
    let school = |code: &str| RecordId::of_import(&network, RecordKind::Organisation, code);
    let record = Record {
        id: RecordId::of_import(&network, RecordKind::Assessment, "1"),
        kind: RecordKind::Assessment,
        network: network.clone(),
        fields: Fields::new(),
        parties: vec![school("own")],
        deleted: false,
    };
    let viewer = |code: &str| Viewer::School {
        network: network.clone(),
        organisation: school(code),
    };
    for (who, field, is_creation, expected) in [
        ("own", None, true, Ok(())),
        ("own", Some("mean"), false, Ok(())),
        ("own", Some("takers"), false, Ok(())),
        // Which exam it was stays as it was entered, and the minimum is the district's to state.
        ("own", Some("subject"), false, Err(Refusal::ReadOnly)),
        ("own", Some("minimum"), false, Err(Refusal::ReadOnly)),
        ("own", Some("school"), false, Err(Refusal::FixedField)),
        ("own", None, false, Err(Refusal::NotAllowed)),
        ("other", None, true, Err(Refusal::NotAllowed)),
        ("other", Some("mean"), false, Err(Refusal::NotAllowed)),
    ] {
        let found = may_write(&viewer(who), &record, field, is_creation);
        assert_eq!(found, expected, "{who}: {field:?}, {is_creation}");
    }
}

#[test]
fn lists_of_another_shape_are_refused() {
    for (kind, field, value, code) in [
        (
            RecordKind::Programme,
            "legal_bases",
            json!("одна"),
            ProblemCode::WrongShape,
        ),
        (
            RecordKind::Programme,
            "other",
            json!([{"ключ": "a"}]),
            ProblemCode::WrongShape,
        ),
        (
            RecordKind::Programme,
            "funding",
            json!(vec!["a"; 1_001]),
            ProblemCode::TooLong,
        ),
        (
            RecordKind::Indicator,
            "plan",
            json!([{"period": 2022, "value": "1"}]),
            ProblemCode::WrongShape,
        ),
        (
            RecordKind::Activity,
            "responsible",
            json!([{"text": "я".repeat(33_001)}]),
            ProblemCode::TooLong,
        ),
        (
            RecordKind::Activity,
            "status",
            json!("почти"),
            ProblemCode::NotAChoice,
        ),
    ] {
        let mut fields = Fields::from([(field.to_owned(), value)]);
        if kind == RecordKind::Indicator {
            fields.insert("title".to_owned(), json!("a"));
        }
        let problems = validate(kind, &fields);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(
            (problems[0].field.as_str(), problems[0].code),
            (field, code)
        );
    }
}
