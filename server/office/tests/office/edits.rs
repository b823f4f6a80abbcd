//! An edited file changes just what was edited, and never overwrites what people did meanwhile.

use crate::book::{
    Sheet, book, check_sums, counts, events, id, organisations, partnerships, plan_one, problems,
    territory,
};
use crate::district::District;
use opora_domain::{Locale, RecordKind, Value};
use opora_office::{PlannedChange, Step, plan};
use serde_json::json;

fn sheets<'a>() -> Vec<Sheet<'a>> {
    vec![territory(), organisations(), partnerships(), events()]
}

fn imported() -> District {
    let mut district = District::default();
    let (plan, _) = plan_one(&book(&sheets()), &district);
    assert_eq!(plan.steps.len(), 1 + 3 + 2 + 1);
    district.apply(&plan);
    district
}

fn with<'a>(sheet: usize, row: usize, column: usize, text: &'a str) -> Vec<Sheet<'a>> {
    let mut sheets = sheets();
    sheets[sheet].1[row][column] = text;
    sheets
}

#[test]
fn an_edited_cell_changes_one_field() {
    let district = imported();
    let (plan, file) = plan_one(&book(&with(1, 2, 2, "Школа № 22")), &district);
    let school = id("prov", RecordKind::Organisation, "prov-school-2");
    assert_eq!(
        plan.steps,
        [Step::Set {
            record: school,
            kind: RecordKind::Organisation,
            field: "name".into(),
            value: json!("Школа № 22"),
            base_version: district.get(school).versions.get("name").copied(),
            was: Some(json!("Школа № 2")),
        }]
    );
    let report = file.report(Locale::Ru);
    check_sums(&report);
    assert_eq!(counts(&report, "Организации"), [0, 1, 2, 0, 0, 0]);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 2, 0, 0, 0]);
    assert_eq!(
        file.preview(Locale::Ru).changes,
        [PlannedChange {
            sheet: "Организации".into(),
            cell: "C3".into(),
            is_new: false,
            title: "Школа № 22".into(),
            field: "Краткое название".into(),
            from: "Школа № 2".into(),
            to: "Школа № 22".into(),
        }]
    );
}

#[test]
fn an_emptied_cell_empties_the_field() {
    let mut district = imported();
    let (plan, _) = plan_one(&book(&with(2, 1, 4, "")), &district);
    assert_eq!(plan.steps.len(), 1);
    district.apply(&plan);
    let record = district.get(id("prov", RecordKind::Partnership, "prov-p-1"));
    assert_eq!(record.fields["theme"], Value::Null);
    let (plan, _) = plan_one(&book(&with(2, 1, 4, "")), &district);
    assert_eq!(plan.steps, [], "and once is enough");
}

#[test]
fn what_the_application_wrote_stays_when_the_file_was_not_edited() {
    let mut district = imported();
    let school = id("prov", RecordKind::Organisation, "prov-school-1");
    district.edit(school, "name", json!("Первая школа"));
    district.edit(school, "settlement", json!("Проверочное"));
    let (plan, file) = plan_one(&book(&sheets()), &district);
    assert_eq!(plan.steps, []);
    assert_eq!(
        counts(&file.report(Locale::Ru), "Организации"),
        [0, 0, 3, 0, 0, 0]
    );
}

#[test]
fn both_changed_opens_a_conflict_once() {
    let mut district = imported();
    let school = id("prov", RecordKind::Organisation, "prov-school-1");
    let base = district.get(school).versions["name"];
    district.edit(school, "name", json!("Первая школа"));
    let edited = book(&with(1, 1, 2, "СОШ № 1"));
    let (plan, _) = plan_one(&edited, &district);
    let [
        Step::Set {
            base_version,
            value,
            ..
        },
    ] = plan.steps.as_slice()
    else {
        panic!("one step: {:?}", plan.steps);
    };
    assert_eq!(
        (*base_version, value),
        (Some(base), &json!("СОШ № 1")),
        "the version of the last import"
    );
    district.apply(&plan);
    assert_eq!(district.conflicts.len(), 1);
    assert_eq!(
        district.get(school).fields["name"],
        "Первая школа",
        "nothing is overwritten"
    );
    assert_eq!(
        plan_one(&edited, &district).0.steps,
        [],
        "the same file does not ask again"
    );
}

#[test]
fn a_cell_filled_in_later_does_not_overwrite_the_application() {
    let mut district = imported();
    let school = id("prov", RecordKind::Organisation, "prov-school-1");
    district.edit(school, "settlement", json!("Проверочное"));
    let (plan, _) = plan_one(&book(&with(1, 1, 4, "Другое")), &district);
    district.apply(&plan);
    assert_eq!(district.conflicts.len(), 1);
    assert_eq!(district.get(school).fields["settlement"], "Проверочное");
}

#[test]
fn what_a_person_took_out_of_a_list_does_not_come_back_with_the_file() {
    let mut district = imported();
    let partnership = id("prov", RecordKind::Partnership, "prov-p-1");
    district.edit(partnership, "subjects", json!(["физика"]));
    let edited = book(&with(2, 1, 5, "физика, химия, биология"));
    let (plan, file) = plan_one(&edited, &district);
    district.apply(&plan);
    let subjects = &district.get(partnership).fields["subjects"];
    assert_eq!(*subjects, json!(["физика", "биология"]));
    let change = &file.preview(Locale::Ru).changes[0];
    assert_eq!(change.from, "физика", "the report tells what stands there");
    assert_eq!(
        plan_one(&edited, &district).0.steps,
        [],
        "and once is enough"
    );
}

#[test]
fn what_a_person_put_into_a_list_stays_when_the_file_gets_its_first_items() {
    let mut district = District::default();
    let (plan, _) = plan_one(&book(&with(2, 1, 5, "")), &district);
    district.apply(&plan);
    let partnership = id("prov", RecordKind::Partnership, "prov-p-1");
    district.edit(partnership, "subjects", json!(["история"]));
    let (plan, _) = plan_one(&book(&with(2, 1, 5, "физика")), &district);
    district.apply(&plan);
    let subjects = &district.get(partnership).fields["subjects"];
    assert_eq!(*subjects, json!(["история", "физика"]));
}

#[test]
fn the_same_change_on_both_sides_is_no_change() {
    let mut district = imported();
    let school = id("prov", RecordKind::Organisation, "prov-school-1");
    district.edit(school, "name", json!("СОШ № 1"));
    assert_eq!(
        plan_one(&book(&with(1, 1, 2, "СОШ № 1")), &district)
            .0
            .steps,
        []
    );
}

#[test]
fn a_row_that_left_the_file_deletes_nothing() {
    let district = imported();
    let mut sheets = sheets();
    sheets[3].1.pop();
    let (plan, file) = plan_one(&book(&sheets), &district);
    assert_eq!(plan.steps, []);
    let report = file.report(Locale::Ru);
    let note = report
        .problems
        .iter()
        .find(|it| it.code == "left-alone")
        .unwrap();
    assert_eq!(
        (note.sheet.as_str(), note.message.as_str()),
        (
            "События",
            "В файле больше нет строк, прочитанных раньше: 1. Записи оставлены.",
        )
    );
    assert_eq!(report.exit_status(), 0);
}

#[test]
fn a_deleted_record_is_not_brought_back_by_a_file() {
    let mut district = imported();
    let school = id("prov", RecordKind::Organisation, "prov-school-2");
    district.get_mut(school).deleted = true;
    let (plan, file) = plan_one(&book(&sheets()), &district);
    assert_eq!(plan.steps, []);
    assert_eq!(
        file.report(Locale::Ru).exit_status(),
        0,
        "an unedited file says nothing new"
    );
    let (plan, file) = plan_one(&book(&with(1, 2, 2, "Школа № 22")), &district);
    assert_eq!(plan.steps, []);
    let report = file.report(Locale::Ru);
    check_sums(&report);
    assert_eq!(
        problems(&report, "Организации"),
        [("A3".into(), "deleted".into(), "prov-school-2".into())]
    );
}

#[test]
fn a_value_that_cannot_be_read_leaves_the_old_one() {
    let district = imported();
    let (plan, file) = plan_one(&book(&with(1, 1, 1, "шкалка")), &district);
    // What was read is kept beside it.
    let [Step::Create { kind, fields, .. }] = plan.steps.as_slice() else {
        panic!("one note: {:?}", plan.steps);
    };
    assert_eq!(*kind, RecordKind::Note);
    assert_eq!(fields["text"], "prov-school-1 Школа № 1\nТип: шкалка");
    let report = file.report(Locale::Ru);
    assert_eq!(counts(&report, "Организации"), [0, 0, 2, 1, 0, 0]);
    assert!(
        report.problems[0]
            .message
            .starts_with("Этого слова нет в списке. Строка взята, прочитанное сохранено")
    );
}

#[test]
fn an_edit_that_breaks_a_rule_is_refused_whole() {
    let district = imported();
    let mut sheets = with(2, 2, 2, "");
    sheets[2].1[2][4] = "Новая тема";
    let (plan, file) = plan_one(&book(&sheets), &district);
    assert_eq!(plan.steps, [], "neither the side nor the theme");
    let report = file.report(Locale::Ru);
    check_sums(&report);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [("C3".into(), "no-side".into(), String::new())]
    );
    assert_eq!(report.exit_status(), 2);
}

#[test]
fn what_is_set_once_stays() {
    let district = imported();
    let (plan, file) = plan_one(&book(&with(3, 1, 1, "prov-p-2")), &district);
    assert_eq!(plan.steps, []);
    let report = file.report(Locale::Ru);
    assert_eq!(
        problems(&report, "События"),
        [("B2".into(), "fixed-field".into(), "prov-p-2".into())]
    );
    assert!(
        report.problems[0].message.contains("«prov-p-1»"),
        "{}",
        report.problems[0].message
    );
}

#[test]
fn a_missing_column_says_nothing_about_its_field() {
    let district = imported();
    let mut sheets = sheets();
    for row in &mut sheets[2].1 {
        row.remove(4);
    }
    let (plan, file) = plan_one(&book(&sheets), &district);
    assert_eq!(plan.steps, []);
    let report = file.report(Locale::Ru);
    assert!(
        report
            .problems
            .iter()
            .any(|it| it.code == "missing-column" && it.message.contains("«Тема»"))
    );
}

#[test]
fn a_record_made_in_the_application_with_the_code_is_the_one_meant() {
    let mut district = imported();
    let school = id("prov", RecordKind::Organisation, "prov-school-1");
    let mut made = district.records.remove(&school).unwrap();
    made.2.imported.clear();
    let own = opora_domain::RecordId("0190a000-0000-7000-8000-000000000001".parse().unwrap());
    district.records.insert(own, made);
    let (plan, _) = plan_one(&book(&with(1, 1, 2, "СОШ № 1")), &district);
    assert!(plan.steps.iter().any(
        |step| matches!(step, Step::Set { record, field, .. } if *record == own && field == "name")
    ));
    assert!(
        !plan
            .steps
            .iter()
            .any(|step| matches!(step, Step::Create { .. }))
    );
}

#[test]
fn one_coordinate_changed_counts_one_row_of_the_territory() {
    let with_centre = |latitude: &'static str| {
        let mut sheets = sheets();
        sheets[0].1.push(vec!["Центр: широта", latitude]);
        sheets[0].1.push(vec!["Центр: долгота", "38,5"]);
        book(&sheets)
    };
    let mut district = District::default();
    for plan in plan(&[with_centre("44,5")], &district) {
        district.apply(&plan);
    }
    let (plan, file) = plan_one(&with_centre("44,6"), &district);
    assert_eq!(plan.steps.len(), 1);
    assert_eq!(
        counts(&file.report(Locale::Ru), "Территория"),
        [0, 1, 3, 0, 0, 0]
    );
}

#[test]
fn half_of_a_term_does_not_replace_the_whole() {
    let district = imported();
    let mut sheets = sheets();
    for row in &mut sheets[2].1 {
        row.remove(7);
    }
    let (plan, _) = plan_one(&book(&sheets), &district);
    assert_eq!(
        plan.steps,
        [],
        "without the column «Начало» the term is not spoken of"
    );
}

#[test]
fn an_emptied_name_stays_and_the_rest_of_the_row_is_taken() {
    let district = imported();
    let mut sheets = with(1, 1, 2, "");
    sheets[1].1[1][4] = "Проверочное";
    let (plan, file) = plan_one(&book(&sheets), &district);
    let fields: Vec<&str> = plan
        .steps
        .iter()
        .map(|step| match step {
            Step::Set { field, .. } => field.as_str(),
            Step::Create { .. } => "created",
        })
        .collect();
    assert_eq!(fields, ["settlement"]);
    let report = file.report(Locale::Ru);
    assert_eq!(counts(&report, "Организации"), [0, 0, 2, 1, 0, 0]);
    assert_eq!(
        problems(&report, "Организации"),
        [("C2".into(), "missing".into(), String::new())]
    );
}
