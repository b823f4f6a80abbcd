//! Rough programmes and corrected ones: every row is accounted for, and only what was edited
//! changes. The district is generated: no such district exists.

use crate::book::{
    Sheet, book, check_sums, counts, id, organisations, plan_one, problems, report_of, territory,
};
use crate::district::District;
use crate::programme::records;
use crate::samples::sample;
use opora_domain::{Activity, Indicator, Locale, Programme, RecordId, RecordKind, Value};
use opora_office::{Plan, Step};

fn passport<'a>() -> Sheet<'a> {
    (
        "Программа",
        vec![
            vec!["ПАСПОРТ", ""],
            vec!["Поле ", "Значение"],
            vec!["Название", "Поддержка школ района"],
            vec!["Период с", "2023"],
            vec!["Период по", "2025 год"],
            vec!["Утверждение", "приказ № 1"],
            vec!["Утверждение", "приказ № 2"],
            vec!["Администратор", ""],
        ],
    )
}

fn indicators<'a>() -> Sheet<'a> {
    (
        "Показатели",
        vec![
            vec![
                "№",
                "Показатель",
                "Единица",
                "Направление",
                "База",
                "План 2024",
                "Факт 2023/2024",
            ],
            vec![
                "1.",
                "Доля школ в сети",
                "ПРОЦЕНТ",
                "больше лучше",
                "10,5",
                "20%",
                "18",
            ],
            vec![
                "2",
                "Доля вакансий",
                "процент",
                "меньше лучше",
                "8",
                "5",
                "",
            ],
            vec![
                "2.1",
                "в том числе сельских",
                "чел.",
                "больше",
                "нет данных",
                "x",
                "",
            ],
        ],
    )
}

fn road_map<'a>() -> Sheet<'a> {
    (
        "Дорожная карта",
        vec![
            vec![
                "№",
                "Раздел",
                "Мероприятие",
                "Срок",
                "Ответственные",
                "Источник финансирования",
                "Плановое значение",
            ],
            vec![
                "1.",
                "I. Кадры",
                "Провести курсы учителей математики",
                "март 2023",
                "ИМЦ; школы",
                "",
                "",
            ],
            vec![
                "2.",
                "I. Кадры",
                "Открыть стажировочную площадку",
                "когда-нибудь",
                "",
                "",
                "",
            ],
            vec!["", "", "", "", "", "", ""],
            vec![
                "2.",
                "II. Среда",
                "Обновить компьютеры в сельских школах",
                "2023-2025",
                "",
                "",
                "много",
            ],
        ],
    )
}

fn sheets<'a>() -> Vec<Sheet<'a>> {
    vec![
        territory(),
        organisations(),
        passport(),
        indicators(),
        road_map(),
    ]
}

fn taken(sheets: &[Sheet<'_>]) -> District {
    let mut district = District::default();
    let (plan, _) = plan_one(&book(sheets), &district);
    district.apply(&plan);
    district
}

/// `kind field` of every change, `kind +` of every new record.
fn changes(plan: &Plan) -> Vec<(RecordKind, String)> {
    let change = |step: &Step| match step {
        Step::Create { kind, .. } => (*kind, "+".to_owned()),
        Step::Set { kind, field, .. } => (*kind, field.clone()),
    };
    plan.steps.iter().map(change).collect()
}

fn id_of(kind: RecordKind, number: usize) -> RecordId {
    let code = format!("programme-1-{}-{number}", kind.code());
    crate::book::id("prov", kind, &code)
}

#[test]
fn words_and_numbers_that_cannot_be_read_are_kept_and_flagged() {
    let report = report_of(&sheets());
    assert_eq!(counts(&report, "Программа"), [5, 0, 1, 0, 0, 0]);
    assert_eq!(counts(&report, "Показатели"), [2, 0, 0, 1, 0, 0]);
    assert_eq!(counts(&report, "Дорожная карта"), [1, 0, 0, 2, 0, 0]);
    let problem = |cell: &str, code: &str, read: &str| (cell.into(), code.into(), read.into());
    assert_eq!(
        problems(&report, "Показатели"),
        [
            problem("C4", "not-in-list", "чел."),
            problem("D4", "not-in-list", "больше"),
            problem("E4", "kept-as-text", "нет данных"),
        ]
    );
    assert_eq!(
        problems(&report, "Дорожная карта"),
        [
            problem("D3", "unreadable-term", "когда-нибудь"),
            problem("G5", "kept-as-text", "много"),
        ]
    );
    assert_eq!(report.exit_status(), 0);
    let (plan, _) = plan_one(&book(&sheets()), &District::default());
    let indicators: Vec<Indicator> = records(&plan, RecordKind::Indicator)
        .iter()
        .map(Indicator::read)
        .collect();
    assert_eq!(indicators[2].unit_text.as_deref(), Some("чел."));
    assert_eq!(indicators[2].baseline.as_ref().unwrap().text, "нет данных");
    assert_eq!(indicators[2].parent, Some(indicators[1].id));
    assert_eq!(indicators[0].fact[0].period.text, "2023/2024");
    assert!(
        indicators[1].fact.is_empty(),
        "an empty cell is a gap and no zero"
    );
    let activities: Vec<Activity> = records(&plan, RecordKind::Activity)
        .iter()
        .map(Activity::read)
        .collect();
    assert_eq!(activities[1].deadline.text, "когда-нибудь");
    assert_eq!(
        activities[0].responsible[0].organisation,
        Some(crate::book::id(
            "prov",
            RecordKind::Organisation,
            "prov-imc"
        ))
    );
}

#[test]
fn lines_of_the_passport_nobody_knows_are_kept_in_order() {
    let mut sheets = sheets();
    sheets[2].1.push(vec!["Куратор", "отдел"]);
    sheets[2].1.push(vec!["Название", "Второе название"]);
    sheets[2].1.push(vec!["Куратор", "ещё отдел"]);
    sheets[2].1.push(vec!["", "без ключа"]);
    let report = report_of(&sheets);
    assert_eq!(counts(&report, "Программа"), [5, 0, 1, 4, 0, 0]);
    let (plan, _) = plan_one(&book(&sheets), &District::default());
    let programme = Programme::read(&records(&plan, RecordKind::Programme)[0]);
    let other: Vec<_> = programme
        .other
        .iter()
        .map(|line| (line.key.as_str(), line.text.as_str()))
        .collect();
    assert_eq!(
        other,
        [
            ("Куратор", "отдел"),
            ("Название", "Второе название"),
            ("Куратор", "ещё отдел"),
            ("", "без ключа"),
        ]
    );
    assert_eq!(programme.title.as_deref(), Some("Поддержка школ района"));
    assert_eq!(programme.approvals, ["приказ № 1", "приказ № 2"]);
    let district = taken(&sheets);
    assert_eq!(plan_one(&book(&sheets), &district).0.steps, []);
}

#[test]
fn a_corrected_file_changes_only_what_differs() {
    let district = taken(&sheets());
    assert_eq!(
        plan_one(&book(&sheets()), &district).0.steps,
        [],
        "nothing was edited"
    );

    let mut edited = sheets();
    edited[4].1[1][2] = "Провести курсы для учителей математики";
    edited[4].1[2][3] = "май 2023";
    edited[2].1[6][1] = "приказ № 3";
    edited[3].1[2][5] = "4";
    let (plan, file) = plan_one(&book(&edited), &district);
    assert_eq!(
        changes(&plan),
        [
            (RecordKind::Programme, "approvals".to_owned()),
            (RecordKind::Indicator, "plan".to_owned()),
            (RecordKind::Activity, "title".to_owned()),
            (RecordKind::Activity, "deadline".to_owned()),
        ]
    );
    assert_eq!(plan.steps[2].record(), id_of(RecordKind::Activity, 1));
    let report = file.report(Locale::Ru);
    check_sums(&report);
    assert_eq!(
        counts(&report, "Программа"),
        [0, 1, 5, 0, 0, 0],
        "one of two approvals"
    );
    assert_eq!(counts(&report, "Дорожная карта"), [0, 2, 0, 1, 0, 0]);
}

#[test]
fn a_row_put_in_taken_out_or_moved_touches_no_other() {
    let district = taken(&sheets());
    let mut edited = sheets();
    edited[4].1.insert(
        2,
        vec![
            "1а.",
            "I. Кадры",
            "Наставничество молодых педагогов",
            "",
            "",
            "",
            "",
        ],
    );
    let (plan, _) = plan_one(&book(&edited), &district);
    assert_eq!(changes(&plan), [(RecordKind::Activity, "+".to_owned())]);
    assert_eq!(plan.steps[0].record(), id_of(RecordKind::Activity, 4));
    let mut later = taken(&sheets());
    later.apply(&plan);
    assert_eq!(plan_one(&book(&edited), &later).0.steps, []);

    let mut edited = sheets();
    edited[4].1.remove(1);
    let (plan, file) = plan_one(&book(&edited), &district);
    assert_eq!(plan.steps, [], "a row that left the file deletes nothing");
    let report = file.report(Locale::Ru);
    assert!(report.problems.iter().any(|it| it.code == "left-alone"));

    let mut edited = sheets();
    let first = edited[4].1.remove(1);
    edited[4].1.push(first);
    let (plan, _) = plan_one(&book(&edited), &district);
    assert_eq!(changes(&plan), [(RecordKind::Activity, "order".to_owned())]);
    assert_eq!(plan.steps[0].record(), id_of(RecordKind::Activity, 1));
}

#[test]
fn what_people_changed_since_is_not_overwritten() {
    let mut district = taken(&sheets());
    let activity = id_of(RecordKind::Activity, 1);
    district.edit(activity, "title", Value::from("Совсем другие слова"));
    district.edit(
        activity,
        "responsible",
        serde_json::json!([{"text": "РМО"}]),
    );
    district.edit(activity, "status", Value::from("done"));
    assert_eq!(plan_one(&book(&sheets()), &district).0.steps, []);
    let mut edited = sheets();
    edited[4].1[1][2] = "Провести курсы учителей физики";
    let (plan, _) = plan_one(&book(&edited), &district);
    assert_eq!(changes(&plan), [(RecordKind::Activity, "title".to_owned())]);
    district.apply(&plan);
    assert_eq!(district.conflicts.len(), 1, "both values are kept");
}

#[test]
fn a_deleted_row_does_not_come_back() {
    let mut district = taken(&sheets());
    district.get_mut(id_of(RecordKind::Activity, 2)).deleted = true;
    let (plan, _) = plan_one(&book(&sheets()), &district);
    assert_eq!(plan.steps, []);
}

#[test]
fn refused_rows_give_no_number_and_double_nothing() {
    let mut sheets = sheets();
    sheets[3]
        .1
        .insert(1, vec!["0.", "", "процент", "", "", "", ""]);
    let mut header = vec!["Школа (код)", "Год", "Экзамен", "Предмет"];
    header.push("Участников");
    let result = |school: &'static str| vec![school, "2025", "ОГЭ", "математика", "12"];
    let rows = vec![header, result("prov-school-77"), result("prov-school-1")];
    sheets.push(("Результаты", rows));
    let report = report_of(&sheets);
    assert_eq!(
        counts(&report, "Показатели"),
        [2, 0, 0, 2, 0, 0],
        "an indicator without a name is a note"
    );
    assert_eq!(counts(&report, "Результаты"), [1, 0, 0, 0, 1, 0]);
    let district = taken(&sheets);
    assert_eq!(district.count(RecordKind::Indicator), 3);
    let first = id("prov", RecordKind::Assessment, "assessment-1");
    assert!(district.records.contains_key(&first));
    assert_eq!(plan_one(&book(&sheets), &district).0.steps, []);
}

#[test]
fn a_programme_of_later_years_is_another_one() {
    let mut district = taken(&sheets());
    let mut next = sheets();
    next[2].1[3][1] = "2026";
    next[2].1[4][1] = "2028";
    let (plan, _) = plan_one(&book(&next), &district);
    let created = |kind| {
        let is_new = |step: &&Step| matches!(step, Step::Create { kind: of, .. } if *of == kind);
        plan.steps.iter().filter(is_new).count()
    };
    assert_eq!(created(RecordKind::Programme), 1);
    assert_eq!(created(RecordKind::Activity), 3);
    assert_eq!(
        plan.steps.len(),
        1 + 3 + 3,
        "the first programme is left as it is"
    );
    district.apply(&plan);
    for sheets in [sheets(), next] {
        assert_eq!(plan_one(&book(&sheets), &district).0.steps, []);
    }
}

#[test]
fn rows_without_a_passport_have_a_programme_all_the_same() {
    let parts = [territory(), organisations(), road_map()];
    let mut district = taken(&parts);
    assert_eq!(district.count(RecordKind::Programme), 1);
    assert_eq!(plan_one(&book(&parts), &district).0.steps, []);
    // The passport comes later, and is of the same programme.
    let (plan, _) = plan_one(&book(&sheets()), &district);
    assert!(!changes(&plan).contains(&(RecordKind::Programme, "+".to_owned())));
    district.apply(&plan);
    assert_eq!(district.count(RecordKind::Programme), 1);
    assert_eq!(district.count(RecordKind::Activity), 3);
}

#[test]
fn a_result_of_an_unknown_school_is_refused_with_the_reason() {
    let results = (
        "Результаты",
        vec![
            vec![
                "Школа (код)",
                "Год",
                "Экзамен",
                "Предмет",
                "Класс",
                "Участников",
            ],
            vec!["prov-school-1", "2023", "егэ", "физика", "11", "12"],
            vec!["prov-school-9", "2023", "ЕГЭ", "физика", "11", "3"],
            vec!["prov-school-1", "2024", "ЕГЭ", "физика", "11", "0"],
        ],
    );
    let parts = [territory(), organisations(), results];
    let report = report_of(&parts);
    assert_eq!(counts(&report, "Результаты"), [2, 0, 0, 0, 1, 0]);
    let district = taken(&parts);
    assert_eq!(district.count(RecordKind::Assessment), 2);
    // The next year's file adds to it: a result is never taken for that of another year.
    let mut next = parts.clone();
    next[2].1.truncate(2);
    next[2].1[1][1] = "2025";
    let (plan, _) = plan_one(&book(&next), &district);
    assert_eq!(changes(&plan), [(RecordKind::Assessment, "+".to_owned())]);
}

#[test]
fn every_correction_of_a_sample_changes_one_field() {
    let mut district = District::default();
    let (plan, _) = plan_one(&sample("vengerovo"), &district);
    district.apply(&plan);
    // As if the last import had had another deadline: the file was corrected since.
    let activity = crate::book::id("vengerovo", RecordKind::Activity, "programme-1-activity-12");
    let record = district.get_mut(activity);
    let wrong = Value::from("2019-2024г.");
    record.fields.insert("deadline".to_owned(), wrong.clone());
    if let Some(imported) = record.imported.get_mut("deadline") {
        imported.0 = wrong;
    }
    let (plan, _) = plan_one(&sample("vengerovo"), &district);
    assert_eq!(
        changes(&plan),
        [(RecordKind::Activity, "deadline".to_owned())]
    );
    assert_eq!(plan.steps[0].record(), activity);
}
