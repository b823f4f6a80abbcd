//! Nodes and edges in either order: of sheets, of columns, of files.

use crate::book::{
    book, bytes, check_sums, counts, events, organisations, partnerships, plan_one, problems,
    territory,
};
use crate::district::District;
use opora_domain::Locale;
use opora_office::{Step, plan, read_workbook};

#[test]
fn sheets_and_columns_in_any_order_give_the_same_steps() {
    let straight = [territory(), organisations(), partnerships(), events()];
    let (expected, _) = plan_one(&book(&straight), &District::default());
    let mut reversed = straight;
    reversed.reverse();
    for sheet in &mut reversed {
        if sheet.0 != "Территория" {
            sheet.1.iter_mut().for_each(|row| row.reverse());
        }
    }
    let (found, file) = plan_one(&book(&reversed), &District::default());
    assert_eq!(found.steps, expected.steps);
    let report = file.report(Locale::Ru);
    assert_eq!(report.problems, []);
    assert_eq!(
        report.sheets[0].sheet, "События",
        "the report keeps the order of the file"
    );
}

#[test]
fn partnerships_may_come_in_an_earlier_file_than_organisations() {
    let whole = [territory(), organisations(), partnerships(), events()];
    let (expected, _) = plan_one(&book(&whole), &District::default());
    let part = |sheets| read_workbook("часть.xlsx", &bytes(sheets)).unwrap();
    let workbooks = [
        part(&[events()]),
        part(&[partnerships()]),
        part(&[territory(), organisations()]),
    ];
    assert!(
        workbooks.iter().all(|it| it.network().as_str() == "prov"),
        "told by the codes alone"
    );
    let plans = plan(&workbooks, &District::default());
    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0].steps, expected.steps);
    let mut district = District::default();
    district.apply(&plans[0]);

    // The partnerships alone, once the organisations are there.
    let (plan, file) = plan_one(&workbooks[1], &district);
    assert_eq!(plan.steps, []);
    assert_eq!(
        counts(&file.report(Locale::Ru), "Партнёрства"),
        [0, 0, 2, 0, 0, 0]
    );
}

#[test]
fn without_its_organisations_a_partnership_is_refused_and_not_half_taken() {
    let report = crate::book::report_of(&[territory(), partnerships()]);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 0, 0, 2, 0]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [
            ("C2".into(), "unknown-link".into(), "prov-school-1".into()),
            ("D2".into(), "unknown-link".into(), "prov-school-2".into()),
            ("C3".into(), "unknown-link".into(), "prov-imc".into()),
        ],
        "every problem, not the first"
    );
    assert_eq!(report.exit_status(), 2);
}

#[test]
fn without_a_territory_there_is_no_district_to_put_rows_in() {
    let (plan, file) = plan_one(
        &book(&[organisations(), partnerships()]),
        &District::default(),
    );
    assert_eq!(plan.steps, []);
    let report = file.report(Locale::Ru);
    check_sums(&report);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 0, 3, 0]);
    assert_eq!(
        problems(&report, "Территория"),
        [(String::new(), "no-territory".into(), String::new())]
    );
}

#[test]
fn a_code_in_two_files_is_taken_once() {
    let first = read_workbook("первая.xlsx", &bytes(&[territory(), organisations()])).unwrap();
    let mut changed = organisations();
    changed.1[1][2] = "Другое название";
    let second = read_workbook("вторая.xlsx", &bytes(&[territory(), changed])).unwrap();
    let plans = plan(&[first, second], &District::default());
    let created = plans[0]
        .steps
        .iter()
        .filter(|step| matches!(step, Step::Create { .. }))
        .count();
    assert_eq!(created, 4);
    let report = plans[0].files[1].report(Locale::Ru);
    check_sums(&report);
    assert_eq!(counts(&report, "Организации"), [0, 0, 2, 0, 1, 0]);
    let problem = &report.problems[0];
    assert_eq!(
        (problem.cell.as_str(), problem.code.as_str()),
        ("A2", "duplicate-code")
    );
    assert!(
        problem.message.contains("первая.xlsx"),
        "{}",
        problem.message
    );
}

#[test]
fn a_row_refused_in_one_file_is_taken_from_another() {
    let mut broken = organisations();
    broken.1[1][2] = "";
    let first = read_workbook("первая.xlsx", &bytes(&[territory(), broken])).unwrap();
    let whole = [territory(), organisations(), partnerships()];
    let second = read_workbook("вторая.xlsx", &bytes(&whole)).unwrap();
    let plans = plan(&[first.clone(), second], &District::default());
    let reports: Vec<_> = plans[0]
        .files
        .iter()
        .map(|file| file.report(Locale::Ru))
        .collect();
    assert_eq!(counts(&reports[0], "Организации"), [2, 0, 0, 0, 1, 0]);
    assert_eq!(counts(&reports[1], "Организации"), [1, 0, 2, 0, 0, 0]);
    assert_eq!(counts(&reports[1], "Партнёрства"), [2, 0, 0, 0, 0, 0]);
    let plans = plan(&[first.clone(), first], &District::default());
    let second = plans[0].files[1].report(Locale::Ru);
    assert_eq!(
        counts(&second, "Организации"),
        [0, 0, 2, 0, 1, 0],
        "refused twice is not unchanged"
    );
}
