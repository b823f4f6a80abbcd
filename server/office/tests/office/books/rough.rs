//! Single peculiarities of workbooks nobody has sent yet, each with what becomes of it, in the
//! words a deputy head reads.

use super::author::{CONTEXT, ROAD_MAP, TASKS};
use super::paper::{Ink, Page, bytes};
use super::{Imported, import, imported, told, uglich};
use crate::files::with_part;
use opora_domain::{Fields, RecordKind};
use serde_json::json;
use std::io::Read;

/// Uglich with one more sheet, or another one of the same name.
fn with(page: Page) -> Imported {
    let mut pages = uglich::book();
    pages.retain(|it| it.name != page.name);
    pages.push(page);
    imported(&pages)
}

/// The records of a kind in the order of the file.
fn records(it: &Imported, kind: RecordKind) -> Vec<&Fields> {
    let records = it.district.records.values().filter(|it| it.1 == kind);
    let mut records: Vec<&Fields> = records.map(|it| &it.2.fields).collect();
    records.sort_by_key(|fields| fields["order"].as_u64());
    records
}

fn texts(it: &Imported, kind: RecordKind, field: &str) -> Vec<String> {
    let records = records(it, kind).into_iter();
    let text = |fields: &Fields| {
        fields
            .get(field)
            .and_then(|it| it.as_str().map(str::to_owned))
    };
    records
        .map(|fields| text(fields).unwrap_or_default())
        .collect()
}

fn last_note(it: &Imported) -> String {
    texts(it, RecordKind::Note, "text").pop().unwrap()
}

fn message<'a>(it: &'a Imported, code: &str) -> &'a str {
    let mut problems = it.report.problems.iter();
    let problem = problems.find(|problem| problem.code == code).unwrap();
    &problem.message
}

#[test]
fn a_sheet_nobody_knows_is_kept_as_notes() {
    let it = with(Page::new(
        "Критерии",
        &[
            &["Критерии оценки руководителей"],
            &["№", "Критерий", "Баллы"],
            &["1", "Динамика результатов", "5"],
            &[],
            &["2", "Сетевое взаимодействие"],
        ],
    ));
    assert_eq!(told(&it.report), [("Критерии", "", "unknown-sheet")]);
    assert_eq!(
        message(&it, "unknown-sheet"),
        "Такого листа нет в шаблоне. Его строки сохранены в примечаниях: 3."
    );
    let topics = texts(&it, RecordKind::Note, "topic");
    assert_eq!(topics.iter().filter(|it| *it == "Критерии").count(), 3);
    let notes = texts(&it, RecordKind::Note, "text");
    assert_eq!(
        &notes[notes.len() - 3..],
        [
            "Критерии оценки руководителей",
            "№: 1\nКритерий: Динамика результатов\nБаллы: 5",
            "№: 2\nКритерий: Сетевое взаимодействие",
        ]
    );
}

#[test]
fn columns_nobody_knows_are_kept_beside_the_row() {
    let mut header = ROAD_MAP.to_vec();
    header[3] = "Сроки исполнения";
    header.push("Объём, тыс. руб.");
    let it = with(Page::new(
        "Дорожная карта",
        &[
            &header,
            &["1.", "", "Курсы для педагогов", "2022", "", "", "", "12,5"],
            &[
                "2.",
                "",
                "Семинар",
                "в течение года",
                "",
                "",
                "",
                "",
                "",
                "не забыть",
            ],
        ],
    ));
    assert_eq!(
        told(&it.report),
        [("Дорожная карта", "D3", "unreadable-term")]
    );
    assert_eq!(message(&it, "read-as"), "Прочитано как «Срок».");
    assert_eq!(
        message(&it, "unknown-column"),
        "Такого столбца нет в шаблоне; что в нём стоит, сохранено в примечаниях."
    );
    let notes = texts(&it, RecordKind::Note, "text");
    assert_eq!(
        &notes[notes.len() - 2..],
        [
            "1. Курсы для педагогов\nОбъём, тыс. руб.: 12,5",
            "2. Семинар\nСтолбец J: не забыть"
        ]
    );
    assert_eq!(
        texts(&it, RecordKind::Activity, "deadline"),
        ["2022", "в течение года"]
    );
}

#[test]
fn two_lines_of_headers_and_numbered_columns() {
    let mut page = Page::new(
        "Показатели",
        &[
            &["Приложение 2"],
            &[
                "№ п/п",
                "Наименование показателя",
                "Единица измерения",
                "План",
                "",
                "",
                "Факт",
            ],
            &["", "", "", "2022", "2023", "2024 г.", "2021/2022"],
            &["1", "2", "3", "4", "5", "6", "7"],
            &[
                "1",
                "Доля школ в сети",
                "процент",
                "20%",
                "25%",
                "30 %",
                "н/д",
            ],
            &["Итого по району"],
        ],
    );
    for column in 0..7 {
        page.put(3, column, Ink::Number(f64::from(column) + 1.0));
    }
    page.merged = vec![(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5)];
    let it = with(page.clone());
    let indicators = records(&it, RecordKind::Indicator);
    assert_eq!(indicators.len(), 1);
    assert_eq!(
        indicators[0]["plan"],
        json!([
            {"period": "2022", "value": "20%"}, {"period": "2023", "value": "25%"},
            {"period": "2024 г.", "value": "30 %"},
        ])
    );
    assert_eq!(
        indicators[0]["fact"],
        json!([{"period": "2021/2022", "value": "н/д"}])
    );
    assert_eq!(
        told(&it.report),
        [
            ("Показатели", "G5", "kept-as-text"),
            ("Показатели", "A6", "line-across"),
        ]
    );
    assert_eq!(last_note(&it), "№ п/п: Итого по району");
    // Not merged it is read the same.
    page.merged.clear();
    let flat = with(page);
    assert_eq!(
        records(&flat, RecordKind::Indicator)[0]["plan"],
        indicators[0]["plan"]
    );
}

#[test]
fn a_line_over_the_table_names_the_section_below_it() {
    let it = with(Page::new(
        "Дорожная карта",
        &[
            &ROAD_MAP,
            &["1. Организационные мероприятия"],
            &["1.1", "", "Приказ", "до 01.09.2023"],
            &["1.2", "Своё", "Совещание", "ежегодно"],
            &["2. Работа с кадрами"],
            &["2.1", "", "Курсы", "август–сентябрь"],
            &["* сроки могут быть изменены"],
        ],
    ));
    assert_eq!(
        texts(&it, RecordKind::Activity, "section"),
        [
            "1. Организационные мероприятия",
            "Своё",
            "2. Работа с кадрами"
        ]
    );
    assert_eq!(
        message(&it, "line-across"),
        "Один текст на всю строку: принят за название раздела для строк под ним."
    );
    assert_eq!(last_note(&it), "№: * сроки могут быть изменены");
}

#[test]
fn a_cell_over_several_rows_is_said_of_each() {
    let mut page = Page::new(
        "Дорожная карта",
        &[
            &ROAD_MAP,
            &["1", "Кадры", "Курсы", "2022", "ММС"],
            &["2", "", "Семинары", "", "ММС"],
            &[],
            &["3", "", "Вебинары"],
        ],
    );
    page.merged = vec![(1, 1, 4, 1), (1, 3, 2, 3)];
    let it = with(page);
    assert_eq!(texts(&it, RecordKind::Activity, "section"), ["Кадры"; 3]);
    assert_eq!(
        texts(&it, RecordKind::Activity, "deadline"),
        ["2022", "2022", ""]
    );
}

#[test]
fn a_second_table_below_is_read_by_its_own_header() {
    let it = with(Page::new(
        "Задачи",
        &[
            &TASKS,
            &["1", "Первая"],
            &[],
            &["Текст", "№"],
            &["Вторая", "2"],
        ],
    ));
    assert_eq!(texts(&it, RecordKind::Task, "text"), ["Первая", "Вторая"]);
    assert_eq!(texts(&it, RecordKind::Task, "number"), ["1", "2"]);
    assert_eq!(told(&it.report), []);
}

#[test]
fn what_a_record_cannot_hold_is_kept_and_said() {
    let mut pages = uglich::book();
    let sheet = &mut pages[1];
    assert_eq!(sheet.name, "Организации");
    for (column, text) in [
        (1, "школла"),
        (5, "пригород"),
        (6, "наверное"),
        (7, "ШНОР, отличники"),
        (8, "север"),
    ] {
        sheet.write(1, column, text);
    }
    let it = imported(&pages);
    assert_eq!(
        last_note(&it),
        "uglich-uo Управление образования АУМР\nТип: школла\nТип местности: пригород\n\
         Малокомплектная: наверное\nСтатусы: отличники\nШирота: север"
    );
    assert_eq!(
        message(&it, "not-yes-or-no"),
        "Здесь ожидается «да» или «нет». Строка взята, прочитанное сохранено в примечаниях."
    );
}

/// A note of an organisation is between it and the coordinator; the notes of the district are for
/// every member.
#[test]
fn what_few_may_see_does_not_become_a_note_for_all() {
    let mut pages = uglich::book();
    let long = format!("Телефон директора {}", "я".repeat(10_000));
    pages[1].write(1, 11, &long);
    let it = imported(&pages);
    let problem = it
        .report
        .problems
        .iter()
        .find(|it| it.code == "too-long")
        .unwrap();
    assert_eq!(problem.whole, [long.as_str()]);
    assert!(
        problem.message.contains("только в этом отчёте"),
        "{}",
        problem.message
    );
    let notes = texts(&it, RecordKind::Note, "text");
    assert!(notes.iter().all(|it| !it.contains("Телефон директора")));
}

#[test]
fn a_refused_row_is_in_the_report_whole() {
    let it = with(Page::new(
        "Контекст",
        &[
            &CONTEXT,
            &[
                "МБОУ «СОШ № 1», МБОУ «СОШ № 50»",
                "педагоги-психологи",
                "0",
                "человек",
                "2022",
            ],
        ],
    ));
    let problem = &it
        .report
        .problems
        .iter()
        .find(|it| it.code == "unknown-link")
        .unwrap();
    assert_eq!(
        problem.whole,
        ["МБОУ «СОШ № 1», МБОУ «СОШ № 50» | педагоги-психологи | 0 | человек | 2022"]
    );
    assert!(
        problem.message.ends_with("Строка не взята."),
        "{}",
        problem.message
    );
    assert_eq!(it.report.exit_status(), 2);
}

#[test]
fn a_hidden_sheet_is_read_and_said() {
    let mut pages = uglich::book();
    pages[4].is_hidden = true;
    pages[4].hidden_rows = vec![2];
    let it = imported(&pages);
    assert_eq!(it.district.count(RecordKind::ContextFact), 3);
    assert_eq!(
        message(&it, "hidden-sheet"),
        "Лист в книге скрыт. Он прочитан, как и остальные."
    );
}

/// A program that writes workbooks may leave the working out of formulas to Excel.
#[test]
fn a_formula_without_a_value_is_not_a_blank_cell() {
    let mut pages = uglich::book();
    pages[3].put(1, 5, Ink::Formula("=SUM(F3:F4)".to_owned(), "7".to_owned()));
    let whole = bytes(&pages);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
    let part = "xl/worksheets/sheet4.xml";
    let mut sheet = String::new();
    archive
        .by_name(part)
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    let unvalued = sheet.replace("<f>SUM(F3:F4)</f><v>7</v>", "<f>SUM(F3:F4)</f>");
    assert_ne!(unvalued, sheet);
    let file = with_part(&whole, part, &mut unvalued.as_bytes());
    let workbook = opora_office::read_workbook("", &file).unwrap();
    let (_, plan) = crate::book::plan_one(&workbook, &crate::district::District::default());
    let report = plan.report(opora_domain::Locale::Ru);
    let problem = report
        .problems
        .iter()
        .find(|it| it.code == "formula-error")
        .unwrap();
    assert_eq!(
        (problem.cell.as_str(), problem.read.as_str()),
        ("F2", "=SUM(F3:F4)")
    );
    assert_eq!(
        problem.message,
        "В ячейке формула, а её значения в файле нет: откройте книгу в Excel, сохраните и загрузите \
         снова. Строка взята без этого значения."
    );
    // With the value it is a number like any other.
    let it = import(&whole).unwrap();
    assert_eq!(
        records(&it, RecordKind::Indicator)[0]["fact"][0],
        json!({"period": "2019/2020", "value": "7"})
    );
}
