//! Builds workbooks for tests. The district in them, «Проверочный район», is generated: no such
//! district exists.

use opora_domain::{Locale, NetworkId, RecordId, RecordKind};
use opora_office::{FilePlan, Plan, Report, Workbook, plan, read_workbook};
use rust_xlsxwriter::Workbook as Writer;

use crate::district::District;

/// A sheet: its name and its rows of texts; `""` is an empty cell.
pub type Sheet<'a> = (&'a str, Vec<Vec<&'a str>>);

pub const ORGANISATION_HEADER: [&str; 12] = [
    "Код",
    "Тип",
    "Краткое название",
    "Полное название",
    "Населённый пункт",
    "Тип местности",
    "Малокомплектная",
    "Статусы",
    "Широта",
    "Долгота",
    "Точность координат",
    "Примечание",
];
pub const PARTNERSHIP_HEADER: [&str; 11] = [
    "Код",
    "Вид",
    "От",
    "К",
    "Тема",
    "Предметы",
    "Основание",
    "Начало",
    "Окончание",
    "Статус",
    "Источник",
];
pub const EVENT_HEADER: [&str; 8] = [
    "Код",
    "Партнёрство",
    "Вид",
    "Дата",
    "Участников",
    "Тема",
    "Что обсудили",
    "Примечание",
];

pub fn territory<'a>() -> Sheet<'a> {
    (
        "Территория",
        vec![
            vec!["Поле", "Значение"],
            vec!["Регион", "Проверочная область"],
            vec!["Муниципалитет", "Проверочный район"],
        ],
    )
}

/// Organisations with a code, a kind and a name each.
pub fn organisations<'a>() -> Sheet<'a> {
    (
        "Организации",
        vec![
            ORGANISATION_HEADER.to_vec(),
            vec![
                "prov-school-1",
                "школа",
                "Школа № 1",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
            vec![
                "prov-school-2",
                "школа",
                "Школа № 2",
                "",
                "",
                "",
                "",
                "ШНОР",
                "",
                "",
                "",
                "",
            ],
            vec![
                "prov-imc",
                "методический центр",
                "ИМЦ",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
            ],
        ],
    )
}

pub fn partnerships<'a>() -> Sheet<'a> {
    (
        "Партнёрства",
        vec![
            PARTNERSHIP_HEADER.to_vec(),
            vec![
                "prov-p-1",
                "наставничество",
                "prov-school-1",
                "prov-school-2",
                "Уроки",
                "физика, химия",
                "",
                "2025",
                "2027",
                "действует",
                "",
            ],
            vec![
                "prov-p-2",
                "консультирование",
                "prov-imc",
                "",
                "",
                "",
                "",
                "",
                "",
                "планируется",
                "",
            ],
        ],
    )
}

pub fn events<'a>() -> Sheet<'a> {
    (
        "События",
        vec![
            EVENT_HEADER.to_vec(),
            vec![
                "prov-e-1",
                "prov-p-1",
                "посещение урока",
                "14.03.2026",
                "12",
                "Физика, 8 класс",
                "План",
                "Личное",
            ],
        ],
    )
}

pub fn bytes(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut writer = Writer::new();
    for (name, rows) in sheets {
        let sheet = writer.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                if !text.is_empty() {
                    let (row, column) =
                        (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                    sheet.write_string(row, column, *text).unwrap();
                }
            }
        }
    }
    writer.save_to_buffer().unwrap()
}

pub fn book(sheets: &[Sheet<'_>]) -> Workbook {
    read_workbook("проверка.xlsx", &bytes(sheets)).unwrap()
}

/// Plans one workbook against a district.
pub fn plan_one(workbook: &Workbook, district: &District) -> (Plan, FilePlan) {
    let mut plans = plan(std::slice::from_ref(workbook), district);
    let plan = plans.remove(0);
    let file = plan.files[0].clone();
    (plan, file)
}

pub fn report_of(sheets: &[Sheet<'_>]) -> Report {
    let report = plan_one(&book(sheets), &District::default())
        .1
        .report(Locale::Ru);
    check_sums(&report);
    report
}

/// Every row is counted once.
pub fn check_sums(report: &Report) {
    for it in &report.sheets {
        let sum = it.created + it.changed + it.unchanged + it.flagged + it.refused + it.unread;
        assert_eq!(sum, it.rows, "{it:?}");
    }
}

/// `created changed unchanged flagged refused unread` of one sheet.
pub fn counts(report: &Report, sheet: &str) -> [usize; 6] {
    let it = report.sheets.iter().find(|it| it.sheet == sheet).unwrap();
    [
        it.created,
        it.changed,
        it.unchanged,
        it.flagged,
        it.refused,
        it.unread,
    ]
}

/// `cell code read` of every problem of a sheet that is worse than a note.
pub fn problems(report: &Report, sheet: &str) -> Vec<(String, String, String)> {
    report
        .problems
        .iter()
        .filter(|it| it.sheet == sheet && it.severity != opora_office::Severity::Note)
        .map(|it| (it.cell.clone(), it.code.clone(), it.read.clone()))
        .collect()
}

pub fn id(network: &str, kind: RecordKind, code: &str) -> RecordId {
    RecordId::of_import(&NetworkId::new(network).unwrap(), kind, code)
}
