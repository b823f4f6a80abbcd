//! Rows, columns and sheets that cannot be taken: each is told with what is proposed.

use crate::book::PARTNERSHIP_HEADER;
use crate::book::{counts, events, organisations, partnerships, problems, report_of, territory};
use opora_office::Report;

fn partnership_row(cells: [&str; 11]) -> Report {
    report_of(&[
        territory(),
        organisations(),
        (
            "Партнёрства",
            vec![PARTNERSHIP_HEADER.to_vec(), cells.to_vec()],
        ),
    ])
}

fn problem(cell: &str, code: &str, read: &str) -> (String, String, String) {
    (cell.into(), code.into(), read.into())
}

#[test]
fn rows_that_cannot_be_stored_are_refused_with_what_is_proposed() {
    let mut sheet = organisations();
    let row = |code| vec![code, "школа", "Школа", "", "", "", "", "", "", "", "", ""];
    sheet.1.push(row(""));
    sheet.1.push(row("Школа 5"));
    sheet.1.push(row(" PROV-imc"));
    let report = report_of(&[territory(), sheet]);
    assert_eq!(counts(&report, "Организации"), [3, 0, 0, 0, 3, 0]);
    assert_eq!(
        problems(&report, "Организации"),
        [
            problem("A5", "no-code", ""),
            problem("A6", "not-a-code", "Школа 5"),
            problem("A7", "duplicate-code", "PROV-imc"),
        ]
    );
    assert!(
        report.problems[1].message.contains("«shkola-5»"),
        "{}",
        report.problems[1].message
    );
    assert!(
        report.problems[2].message.contains("A4"),
        "the first cell: {}",
        report.problems[2].message
    );
    assert_eq!(report.exit_status(), 2);
}

#[test]
fn a_partnership_with_a_side_nobody_knows_is_refused_not_turned_into_an_offer() {
    let report = partnership_row([
        "prov-p-1",
        "проект",
        "prov-imc",
        "prov-school-22",
        "",
        "",
        "",
        "",
        "",
        "действует",
        "",
    ]);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 0, 0, 1, 0]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("D2", "unknown-link", "prov-school-22")]
    );
    assert!(
        report.problems[0].message.contains("«prov-school-2»"),
        "{}",
        report.problems[0].message
    );

    let report = partnership_row([
        "prov-p-1",
        "проект",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "действует",
        "",
    ]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("C2", "no-side", "")]
    );
    let report = partnership_row([
        "prov-p-1",
        "проект",
        "prov-imc",
        "prov-imc",
        "",
        "",
        "",
        "",
        "",
        "действует",
        "",
    ]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("D2", "same-side", "prov-imc")]
    );
    let report = partnership_row([
        "prov-p-1",
        "дружба",
        "prov-imc",
        "",
        "",
        "",
        "",
        "",
        "",
        "действует",
        "",
    ]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("B2", "not-in-list", "дружба")]
    );
    let report = partnership_row([
        "prov-p-1",
        "проект",
        "prov-imc",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("J2", "missing", "")]
    );
    assert_eq!(
        counts(&report, "Партнёрства"),
        [0, 0, 0, 1, 0, 0],
        "«предложено» claims the least"
    );
}

#[test]
fn a_row_that_points_at_a_refused_row_says_so() {
    let mut sheet = organisations();
    sheet.1[1][2] = "";
    let report = report_of(&[territory(), sheet, partnerships(), events()]);
    assert_eq!(counts(&report, "Организации"), [2, 0, 0, 0, 1, 0]);
    assert_eq!(counts(&report, "Партнёрства"), [1, 0, 0, 0, 1, 0]);
    assert_eq!(counts(&report, "События"), [0, 0, 0, 0, 1, 0]);
    let link = report
        .problems
        .iter()
        .find(|it| it.sheet == "Партнёрства")
        .unwrap();
    assert_eq!(
        link.message,
        "Строка с этим кодом не взята. Строка не взята. Может быть, «prov-school-2»?"
    );
}

#[test]
fn no_column_and_no_sheet_is_passed_over_in_silence() {
    let mut sheet = organisations();
    sheet.1[0][3] = "Полное имя";
    sheet.1[0][11] = "Код";
    let report = report_of(&[
        territory(),
        sheet,
        (
            "Организация",
            vec![vec!["Код", "Тип"], vec!["a", "b"], vec!["c", "d"]],
        ),
        ("Лист1", vec![vec!["что-то"]]),
        (
            "Задачи",
            vec![
                vec!["План района"],
                vec!["№", "Текст "],
                vec!["", "Первая"],
                vec![],
                vec!["", "Вторая"],
            ],
        ),
    ]);
    assert_eq!(counts(&report, "Организации"), [3, 0, 0, 0, 0, 0]);
    assert_eq!(counts(&report, "Организация"), [0, 0, 0, 2, 0, 0]);
    assert_eq!(counts(&report, "Лист1"), [0, 0, 0, 1, 0, 0]);
    assert_eq!(counts(&report, "Задачи"), [2, 0, 0, 0, 0, 0]);
    let found: Vec<(&str, &str, &str)> = report
        .problems
        .iter()
        .map(|it| (it.sheet.as_str(), it.cell.as_str(), it.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Организации", "A1", "missing-column"),
            ("Организации", "A1", "missing-column"),
            ("Организации", "D1", "unknown-column"),
            ("Организации", "L1", "repeated-column"),
            ("Организация", "", "unknown-sheet"),
            ("Лист1", "", "unknown-sheet"),
            ("Задачи", "A1", "title-row"),
        ]
    );
    assert!(
        report.problems[4].message.contains("«Организации»"),
        "{}",
        report.problems[4].message
    );
}

#[test]
fn a_sheet_without_a_needed_column_or_header_is_refused_whole() {
    let mut sheet = partnerships();
    sheet.1[0][2] = "Откуда";
    let report = report_of(&[territory(), organisations(), sheet]);
    assert_eq!(
        counts(&report, "Партнёрства"),
        [0, 0, 0, 0, 2, 0],
        "no partner is lost in silence"
    );
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("A1", "missing-column", "")]
    );
    let mut sheet = partnerships();
    sheet.1.remove(0);
    let report = report_of(&[territory(), organisations(), sheet]);
    assert_eq!(counts(&report, "Партнёрства"), [0, 0, 0, 0, 2, 0]);
    assert_eq!(
        problems(&report, "Партнёрства"),
        [problem("", "no-header", "")]
    );
}

#[test]
fn keys_of_the_territory_are_counted_one_by_one() {
    let mut sheet = territory();
    sheet.1.push(vec!["Источник", ""]);
    sheet.1.push(vec!["Население", "40000"]);
    sheet.1.push(vec!["Регион", "Другая область"]);
    sheet.1.push(vec!["Центр: широта", "север"]);
    sheet.1.push(vec!["Центр: долгота", "38"]);
    let report = report_of(&[sheet, organisations()]);
    assert_eq!(counts(&report, "Территория"), [3, 0, 1, 3, 0, 0]);
    let found: Vec<(&str, &str)> = report
        .problems
        .iter()
        .map(|it| (it.cell.as_str(), it.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("A5", "unknown-key"),
            ("A6", "repeated-key"),
            ("B7", "not-a-number")
        ]
    );

    let mut sheet = territory();
    // A district without a name is none.
    sheet.1.remove(2);
    let report = report_of(&[sheet, organisations()]);
    assert_eq!(counts(&report, "Территория"), [0, 0, 0, 0, 1, 0]);
    assert_eq!(counts(&report, "Организации"), [0, 0, 0, 0, 3, 0]);
    assert_eq!(report.exit_status(), 2);
}
