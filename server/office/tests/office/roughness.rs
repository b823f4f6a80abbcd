//! The roughnesses a workbook comes with, on the sheets that are read: each is survived, and
//! what could not be read is told with its cell.

use crate::book::{
    EVENT_HEADER, ORGANISATION_HEADER, PARTNERSHIP_HEADER, book, check_sums, counts, events, id,
    organisations, partnerships, plan_one, problems, report_of, territory,
};
use crate::district::District;
use opora_domain::{Fields, Locale, RecordKind};
use opora_office::{Report, Step, Workbook, read_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};
use serde_json::json;

fn created(workbook: &Workbook, kind: RecordKind, code: &str) -> Fields {
    let (plan, _) = plan_one(workbook, &District::default());
    let wanted = id("prov", kind, code);
    plan.steps
        .iter()
        .find_map(|step| match step {
            Step::Create { record, fields, .. } if *record == wanted => Some(fields.clone()),
            _ => None,
        })
        .unwrap_or_else(|| panic!("{code} is created"))
}

fn organisation_row(cells: [&str; 12]) -> Report {
    report_of(&[
        territory(),
        (
            "Организации",
            vec![ORGANISATION_HEADER.to_vec(), cells.to_vec()],
        ),
    ])
}

fn problem(cell: &str, code: &str, read: &str) -> (String, String, String) {
    (cell.into(), code.into(), read.into())
}

#[test]
fn titles_above_the_header_spaces_in_it_and_blank_rows_below() {
    let mut sheet = organisations();
    sheet.1[0][2] = "Краткое название ";
    sheet.1[0][7] = "  СТАТУСЫ";
    sheet.1.insert(0, vec!["Организации района"]);
    sheet
        .1
        .insert(1, vec!["Приложение № 1", "", "на 1 сентября"]);
    sheet.1.insert(3, vec![]);
    sheet.1.insert(5, vec!["", "   ", "\u{a0}"]);
    let report = report_of(&[territory(), sheet]);
    assert_eq!(counts(&report, "Организации"), [3, 0, 0, 0, 0, 0]);
    let told: Vec<_> = report
        .problems
        .iter()
        .map(|it| (&*it.code, &*it.read))
        .collect();
    assert_eq!(
        told,
        [
            ("title-row", "Организации района"),
            ("title-row", "Приложение № 1 | на 1 сентября"),
        ]
    );
}

#[test]
fn letter_case_spaces_and_yo_do_not_matter() {
    let workbook = book(&[
        (
            "территория",
            vec![
                vec!["поле ", "ЗНАЧЕНИЕ"],
                vec!["регион", " Проверочная область "],
                vec!["Муниципалитет ", "Проверочный район"],
            ],
        ),
        (
            "Организации ",
            vec![
                ORGANISATION_HEADER.to_vec(),
                vec![
                    " Prov-School-1 ",
                    "Школа",
                    "Школа № 1",
                    "",
                    "",
                    "ГОРОД",
                    "Да",
                    "шнор,  Точка Роста; шнор",
                    "",
                    "",
                    "",
                    "",
                ],
            ],
        ),
        (
            "Партнерства",
            vec![
                PARTNERSHIP_HEADER.to_vec(),
                vec![
                    "PROV-P-1",
                    "социальное партнерство",
                    "",
                    "prov-school-1 ",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "ПЛАНИРУЕТСЯ",
                    "",
                ],
            ],
        ),
    ]);
    let school = created(&workbook, RecordKind::Organisation, "prov-school-1");
    assert_eq!(school["kind"], "school");
    assert_eq!(school["locality"], "urban");
    assert_eq!(school["small"], true);
    assert_eq!(
        school["standings"],
        json!([{"kind": "low-results"}, {"kind": "growth-point"}])
    );
    let request = created(&workbook, RecordKind::Partnership, "prov-p-1");
    assert_eq!(request["kind"], "social-partnership");
    assert_eq!(request["status"], "proposed");
}

#[test]
fn real_dates_numbers_and_flags_of_excel() {
    let mut writer = Writer::new();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (name, rows) in [territory(), organisations()] {
        let sheet = writer.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, column, text).unwrap();
            }
        }
        if name == "Организации" {
            sheet.write_boolean(1, 6, true).unwrap();
            sheet.write_number(1, 8, 44.867).unwrap();
            sheet.write_string(1, 9, "38,158").unwrap();
            sheet
                .write_formula(2, 11, Formula::new("=1/0").set_result("#DIV/0!"))
                .unwrap();
        }
    }
    let sheet = writer.add_worksheet().set_name("Партнёрства").unwrap();
    for (column, text) in (0..).zip(PARTNERSHIP_HEADER) {
        sheet.write_string(0, column, text).unwrap();
    }
    for (column, text) in (0..).zip(["prov-p-1", "проект", "prov-imc", "prov-school-1"]) {
        sheet.write_string(1, column, text).unwrap();
    }
    for (column, text) in (0..).zip(["prov-p-2", "проект", "prov-imc"]) {
        sheet.write_string(2, column, text).unwrap();
    }
    let broken = Formula::new("=1/0").set_result("#DIV/0!");
    sheet.write_formula(2, 3, broken).unwrap();
    let date = ExcelDateTime::from_ymd(2020, 9, 1).unwrap();
    sheet.write_datetime_with_format(1, 7, &date, &day).unwrap();
    sheet.write_number(1, 8, 2024).unwrap();
    let workbook = read_workbook("настоящая.xlsx", &writer.save_to_buffer().unwrap()).unwrap();
    let school = created(&workbook, RecordKind::Organisation, "prov-school-1");
    assert_eq!(school["small"], true);
    assert_eq!(
        school["place"],
        json!({"latitude": 44.867, "longitude": 38.158})
    );
    let project = created(&workbook, RecordKind::Partnership, "prov-p-1");
    assert_eq!(
        project["term"],
        json!({"since": "2020-09-01", "until": "2024"})
    );
    let report = plan_one(&workbook, &District::default())
        .1
        .report(Locale::Ru);
    assert!(
        problems(&report, "Организации").contains(&problem("L3", "formula-error", "#DIV/0!")),
        "{report:#?}"
    );
    assert_eq!(
        problems(&report, "Партнёрства"),
        [
            problem("J2", "missing", ""),
            problem("D3", "unknown-link", "#DIV/0!"),
            problem("J3", "missing", ""),
        ],
        "a side that cannot be read does not make an offer"
    );
}

#[test]
fn terms_in_every_notation() {
    for (since, until, expected) in [
        ("2019", "2024", json!({"since": "2019", "until": "2024"})),
        (
            "2019 год",
            "30.06.2020",
            json!({"since": "2019", "until": "2020-06-30"}),
        ),
        (
            "март 2018",
            "декабрь 2018",
            json!({"since": "2018-03", "until": "2018-12"}),
        ),
        ("", "До 2021 года", json!({"until": "2021"})),
        ("с 2019 года", "", json!({"since": "2019"})),
    ] {
        let mut sheet = partnerships();
        sheet.1[1][7] = since;
        sheet.1[1][8] = until;
        let workbook = book(&[territory(), organisations(), sheet]);
        assert_eq!(
            created(&workbook, RecordKind::Partnership, "prov-p-1")["term"],
            expected
        );
    }
}

#[test]
fn an_unreadable_term_keeps_the_authors_words() {
    for (since, until, expected, code, cell) in [
        (
            "2019",
            "2014",
            json!({"text": "2019 – 2014"}),
            "end-before-start",
            "I2",
        ),
        (
            "весной",
            "2020",
            json!({"until": "2020", "text": "весной"}),
            "unreadable-term",
            "H2",
        ),
        (
            "2019",
            "по мере сил",
            json!({"since": "2019", "text": "по мере сил"}),
            "unreadable-term",
            "I2",
        ),
        (
            "2019-2024",
            "",
            json!({"text": "2019-2024"}),
            "unreadable-term",
            "H2",
        ),
    ] {
        let mut sheet = partnerships();
        sheet.1[1][7] = since;
        sheet.1[1][8] = until;
        let sheets = [territory(), organisations(), sheet];
        let workbook = book(&sheets);
        assert_eq!(
            created(&workbook, RecordKind::Partnership, "prov-p-1")["term"],
            expected
        );
        let report = report_of(&sheets);
        assert_eq!(
            counts(&report, "Партнёрства"),
            [1, 0, 0, 1, 0, 0],
            "stored and flagged"
        );
        let found = problems(&report, "Партнёрства");
        assert_eq!(
            (found.len(), found[0].0.as_str(), found[0].1.as_str()),
            (1, cell, code)
        );
        assert_eq!(report.exit_status(), 0);
    }
}

#[test]
fn a_flagged_row_is_stored_and_says_what_it_lacks() {
    let report = organisation_row([
        "prov-1",
        "школла",
        "Школа № 1",
        "",
        "",
        "пригород",
        "наверное",
        "ШНОР, отличники",
        "север",
        "38,1",
        "",
        "",
    ]);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 1, 0, 0]);
    assert_eq!(
        problems(&report, "Организации"),
        [
            problem("B2", "not-in-list", "школла"),
            problem("F2", "not-in-list", "пригород"),
            problem("G2", "not-yes-or-no", "наверное"),
            problem("H2", "not-in-list", "отличники"),
            problem("I2", "not-a-number", "север"),
        ],
        "every problem of the row"
    );
    assert_eq!(
        report.problems[0].message,
        "Этого слова нет в списке, записано «другое». Строка взята, прочитанное сохранено в \
         примечаниях. Может быть, «школа»?"
    );
    assert!(
        report.problems[1].message.ends_with("Список: город, село."),
        "{}",
        report.problems[1].message
    );
}

#[test]
fn half_a_place_and_a_place_off_the_earth_are_left_out() {
    let report = organisation_row([
        "prov-1",
        "школа",
        "Школа",
        "",
        "",
        "",
        "",
        "",
        "55,1",
        "",
        "",
        "",
    ]);
    assert_eq!(
        problems(&report, "Организации"),
        [problem("J2", "half-a-place", "")]
    );
    let report = organisation_row([
        "prov-1",
        "школа",
        "Школа",
        "",
        "",
        "",
        "",
        "",
        "155,1",
        "38",
        "",
        "",
    ]);
    assert_eq!(
        problems(&report, "Организации"),
        [problem("I2", "not-on-earth", "155,1")]
    );
    let report = organisation_row([
        "prov-1",
        "школа",
        "Школа",
        "",
        "",
        "",
        "",
        "",
        "55",
        "38",
        "примерно",
        "",
    ]);
    assert_eq!(
        problems(&report, "Организации"),
        [problem("K2", "not-in-list", "примерно")]
    );
}

#[test]
fn an_empty_short_name_is_taken_from_the_full_one() {
    let report = organisation_row([
        "prov-1",
        "школа",
        "",
        "МБОУ СОШ № 1",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ]);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 1, 0, 0]);
    let report = organisation_row(["prov-1", "школа", "", "", "", "", "", "", "", "", "", ""]);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 0, 1, 0]);
    assert_eq!(
        problems(&report, "Организации"),
        [problem("C2", "missing", "")]
    );
}

#[test]
fn events_are_read_with_their_own_columns() {
    let sheets = [territory(), organisations(), partnerships(), events()];
    let event = created(&book(&sheets), RecordKind::Interaction, "prov-e-1");
    assert_eq!(event["kind"], "lesson-visit");
    assert_eq!(event["date"], "2026-03-14");
    assert_eq!(event["participants"], 12);
    assert_eq!(event["topic"], "Физика, 8 класс");
    assert_eq!(event["discussion"], "План");
    assert_eq!(event["private_note"], "Личное");
    assert_eq!(
        event["partnership"],
        id("prov", RecordKind::Partnership, "prov-p-1").to_string()
    );

    let mut sheet = events();
    sheet
        .1
        .push(vec!["prov-e-2", "prov-p-1", "посиделки", "март 2026", "x"]);
    sheet
        .1
        .push(vec!["prov-e-3", "prov-p-1", "семинар", "на днях", ""]);
    sheet.1.push(vec!["prov-e-4", "", "семинар", "2026", ""]);
    let report = report_of(&[territory(), organisations(), partnerships(), sheet]);
    assert_eq!(counts(&report, "События"), [1, 0, 0, 1, 2, 0]);
    assert_eq!(
        problems(&report, "События"),
        [
            problem("C3", "not-in-list", "посиделки"),
            problem("E3", "not-a-count", "x"),
            problem("D4", "not-a-date", "на днях"),
            problem("D4", "missing", "на днях"),
            problem("B5", "missing", ""),
        ]
    );
}

#[test]
fn texts_too_long_are_left_out_and_said() {
    let long = "я".repeat(301);
    let report = organisation_row([
        "prov-1",
        "школа",
        "Школа",
        "",
        &long,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ]);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 1, 0, 0]);
    assert_eq!(problems(&report, "Организации")[0].1, "too-long");
}

#[test]
fn messages_are_there_in_english() {
    let mut sheet = organisations();
    sheet.1[1][1] = "школла";
    let workbook = book(&[territory(), sheet, ("События", vec![EVENT_HEADER.to_vec()])]);
    let report = plan_one(&workbook, &District::default())
        .1
        .report(Locale::En);
    check_sums(&report);
    assert_eq!(
        report.problems[0].message,
        "This word is not in the list; “другое” was stored. The row was taken, what was read was \
         kept in the notes. Perhaps “школа”?"
    );
}

#[test]
fn one_odd_code_does_not_move_a_workbook_to_another_district() {
    let mut sheet = organisations();
    sheet.1[3][0] = "imc";
    let workbook = book(&[territory(), sheet]);
    assert_eq!(workbook.network().as_str(), "prov");
    let mut sheet = organisations();
    for (row, code) in sheet
        .1
        .iter_mut()
        .skip(1)
        .zip(["school-1", "school-2", "school-3"])
    {
        row[0] = code;
    }
    let workbook = book(&[territory(), sheet]);
    assert_eq!(
        workbook.network().as_str(),
        "proverochnyy-rayon",
        "«school» names no district"
    );
}
