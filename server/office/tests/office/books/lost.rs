//! No cell is lost: what a file says is in a record, in a note, or, whole, in the report beside the
//! reason it was refused for. Cells are counted: one record that says «2019» is not enough for two.

use super::seen::{Seen, plain};
use crate::district::District;
use opora_domain::deadline::{Deadline, Reading};
use opora_domain::{
    ActivityStatus, InteractionKind, Locality, OrganisationKind, PartialDate, PartnershipKind,
    PartnershipStatus, PlaceAccuracy, RecordKind, StandingKind, Value,
};
use opora_office::Report;
use std::collections::BTreeMap;

/// The keys of the two sheets of keys and values, as the README of the samples has them.
const KEYS: &[&str] = &[
    "регион",
    "муниципалитет",
    "источник",
    "центр: широта",
    "центр: долгота",
    "точность координат",
    "название",
    "другое название",
    "вид документа",
    "период с",
    "период по",
    "администратор",
    "исполнители",
    "цель",
    "цель (приложения)",
    "правовые основания",
    "финансирование",
    "направление расходов",
    "основное мероприятие",
    "утверждение",
    "ожидаемый результат",
    "основание прогноза",
    "механизм",
    "глоссарий",
    "не публиковать",
];

pub fn no_cell_is_lost(sheets: &[Seen], report: &Report, district: &District) {
    let mut found = Found::new(report, district);
    let mut lost = Vec::new();
    for sheet in sheets {
        let heads = heads(sheet, report);
        let has_keys = matches!(
            sheet.name.trim().to_lowercase().as_str(),
            "территория" | "программа"
        );
        for (row, cells) in &sheet.rows {
            for (column, text) in cells {
                // Names of columns and titles are told; here it is about what stands below them.
                let is_key = has_keys && KEYS.contains(&text.to_lowercase().trim_end_matches(':'));
                let is_head = heads.contains(row);
                let is_there = match is_head {
                    true => is_key || found.is_told(text) || has_header(sheet, report, text),
                    false => is_key || found.take(text),
                };
                if !is_there {
                    lost.push(format!("{} {row}:{column} «{text}»", sheet.name));
                }
            }
        }
    }
    assert!(lost.is_empty(), "lost: {lost:#?}\n{:#?}", report.problems);
}

/// The rows of a sheet that are names of columns or titles: those told as such, and the header.
fn heads(sheet: &Seen, report: &Report) -> Vec<u32> {
    let mut heads: Vec<u32> = Vec::new();
    let mut counted = 0;
    for problem in report.problems.iter().filter(|it| it.sheet == sheet.name) {
        if matches!(problem.code.as_str(), "title-row" | "header-row") {
            let digits = problem.cell.trim_start_matches(|c: char| c.is_alphabetic());
            heads.push(digits.parse().unwrap());
        }
    }
    for it in report.sheets.iter().filter(|it| it.sheet == sheet.name) {
        counted += it.rows;
    }
    // The header itself is the first row that is no title, unless every row was counted.
    if sheet.rows.len() > counted + heads.len() {
        let is_unknown = report.problems.iter().any(|it| {
            it.sheet == sheet.name && matches!(it.code.as_str(), "unknown-sheet" | "repeated-sheet")
        });
        let mut rows = sheet.rows.iter();
        let header =
            rows.find(|(row, cells)| !heads.contains(row) && (!is_unknown || cells.len() > 1));
        heads.extend(header.map(|it| *it.0));
    }
    heads
}

/// A name of a column: of the template, told as one that is not, or in front of what a note keeps.
fn has_header(sheet: &Seen, report: &Report, text: &str) -> bool {
    let name = text.to_lowercase().replace('ё', "е");
    let first = name
        .split([' ', ',', ':', '\n', '(', '.'])
        .next()
        .unwrap_or_default();
    let is_of_template = [
        "поле",
        "значение",
        "код",
        "тип",
        "краткое",
        "полное",
        "населенный",
        "малокомплектная",
        "статусы",
        "статус",
        "широта",
        "долгота",
        "точность",
        "примечание",
        "вид",
        "от",
        "к",
        "тема",
        "предметы",
        "основание",
        "начало",
        "окончание",
        "источник",
        "№",
        "название",
        "текст",
        "показатель",
        "единица",
        "направление",
        "база",
        "план",
        "факт",
        "раздел",
        "мероприятие",
        "срок",
        "ответственные",
        "плановое",
        "школа",
        "год",
        "экзамен",
        "предмет",
        "класс",
        "участников",
        "преодолели",
        "средний",
        "минимальный",
        "доля",
        "организация",
        "фактор",
    ]
    .contains(&first);
    let is_told = report.problems.iter().any(|it| {
        it.sheet == sheet.name
            && plain(&it.read) == text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    is_of_template || is_told
}

/// What is stored, and what the report has whole.
struct Found {
    /// Every text of every record, with how often it is there.
    leaves: BTreeMap<String, usize>,
    /// Notes and refused rows, in which a text stands among others.
    pages: Vec<String>,
}

impl Found {
    fn new(report: &Report, district: &District) -> Self {
        let mut found = Found {
            leaves: BTreeMap::new(),
            pages: Vec::new(),
        };
        let mut notes: Vec<(Option<u64>, String)> = Vec::new();
        for (_, kind, it) in district.records.values() {
            for (field, value) in &it.fields {
                if field == "order" || (field == "code" && it.fields.contains_key("order")) {
                    continue;
                }
                found.leaf(value, district);
            }
            if *kind == RecordKind::ContextFact && !it.fields.contains_key("organisation") {
                found.add("муниципалитет");
            }
            if *kind == RecordKind::Note
                && let Some(Value::String(text)) = it.fields.get("text")
            {
                notes.push((it.fields["order"].as_u64(), plain(text)));
            }
        }
        // A text too long for one note goes on in the next.
        notes.sort();
        let mut is_going_on = false;
        for (_, text) in notes {
            let is_long = text.chars().count() > 29_000;
            match found.pages.last_mut() {
                Some(page) if is_going_on => *page = format!("{page} {text}"),
                _ => found.pages.push(text),
            }
            is_going_on = is_long;
        }
        for problem in &report.problems {
            found.pages.extend(problem.whole.iter().map(|it| plain(it)));
            if problem.code == "formula-error" {
                found.pages.push(plain(&problem.read));
            }
        }
        found
    }

    fn add(&mut self, text: &str) {
        *self.leaves.entry(plain(text)).or_default() += 1;
    }

    fn leaf(&mut self, value: &Value, district: &District) {
        match value {
            Value::Null => {}
            Value::Bool(flag) => self.add(if *flag { "да" } else { "нет" }),
            Value::Number(number) => self.add(&number.as_f64().unwrap().to_string()),
            Value::String(text) => {
                let linked = text.parse().ok().and_then(|id| district.records.get(&id));
                match linked.and_then(|it| it.2.fields.get("code")) {
                    Some(code) => self.add(code.as_str().unwrap()),
                    None => self.add(text),
                }
            }
            Value::Array(items) => items.iter().for_each(|it| self.leaf(it, district)),
            Value::Object(parts) => {
                // The two ends of a term that could not be read are one text.
                if let Some((since, until)) = parts
                    .get("text")
                    .and_then(Value::as_str)
                    .and_then(|it| it.split_once(" – "))
                {
                    self.add(since);
                    self.add(until);
                }
                parts.values().for_each(|it| self.leaf(it, district));
            }
        }
    }

    /// The text is there once more than it was taken. A list may be there item by item.
    fn take(&mut self, text: &str) -> bool {
        let ways = candidates(text);
        let is_there = ways.iter().any(|it| self.take_leaf(it));
        // Of two cells that say the same, one may stand in a record and the other in a note.
        if is_there || ways.iter().any(|it| self.is_told(it)) {
            return true;
        }
        let items: Vec<&str> = text.split([',', ';', '\n']).collect();
        let items: Vec<&str> = items.into_iter().map(str::trim).collect();
        items.len() > 1
            && items.iter().filter(|it| !it.is_empty()).all(|item| {
                // A list names a thing once.
                candidates(item)
                    .iter()
                    .any(|it| self.leaves.contains_key(it))
                    || self.is_told(item)
            })
    }

    fn take_leaf(&mut self, text: &str) -> bool {
        let Some(left) = self.leaves.get_mut(text) else {
            return false;
        };
        let is_left = *left > 0;
        *left = left.saturating_sub(1);
        is_left
    }

    /// It stands in a note or in the report: a line, or what is behind the name of a column.
    fn is_told(&self, text: &str) -> bool {
        let text = plain(text);
        self.pages.iter().any(|page| {
            page.match_indices(&text).any(|(at, _)| {
                let (before, behind) = (&page[..at], &page[at + text.len()..]);
                let begins =
                    before.is_empty() || [" ", "\n", "«"].iter().any(|it| before.ends_with(it));
                let ends = behind.is_empty()
                    || ["\n", " |", ":", " (", ";"]
                        .iter()
                        .any(|it| behind.starts_with(it));
                begins && ends
            })
        })
    }
}

/// The ways a text of a cell may be stored.
fn candidates(text: &str) -> Vec<String> {
    let text = plain(text);
    let mut all = vec![text.clone(), text.to_lowercase()];
    let number = text.replace(',', ".").replace([' ', '\u{a0}'], "");
    all.extend(
        number
            .trim_end_matches('%')
            .parse::<f64>()
            .ok()
            .map(|it| it.to_string()),
    );
    let date = |date: PartialDate| date.to_string();
    match Deadline::read(&text).reading {
        Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => all.push(date(on)),
        Reading::From { since } => all.push(date(since)),
        Reading::Until { until } => all.push(date(until)),
        _ => {}
    }
    let word = text.split('(').next().unwrap_or_default();
    let codes = [
        OrganisationKind::from_template(&text).map(OrganisationKind::code),
        Locality::from_template(&text).map(Locality::code),
        PartnershipKind::from_template(&text).map(PartnershipKind::code),
        PartnershipStatus::from_template(&text).map(PartnershipStatus::code),
        InteractionKind::from_template(&text).map(InteractionKind::code),
        ActivityStatus::from_template(&text).map(ActivityStatus::code),
        PlaceAccuracy::from_template(&text).map(PlaceAccuracy::code),
        StandingKind::from_template(word).map(StandingKind::code),
    ];
    all.extend(codes.into_iter().flatten().map(str::to_owned));
    all
}

#[test]
fn a_lost_cell_is_noticed() {
    let bytes = crate::samples::bytes("vengerovo");
    let it = super::import(&bytes).unwrap();
    let mut sheets = super::seen::sheets(&bytes);
    no_cell_is_lost(&sheets, &it.report, &it.district);
    // A text nobody stored, and one that is there once and is asked for twice.
    let cases = [
        ("Дорожная карта", 3, 2, "Текст, которого никто не сохранил"),
        (
            "Дорожная карта",
            3,
            9,
            "Управление образования администрации Венгеровского района, тайно",
        ),
        ("Задачи", 2, 7, "Вести мониторинг положения дел в школах"),
        ("Показатели", 3, 6, "4%"),
    ];
    for (name, row, column, text) in cases {
        let sheet = sheets.iter_mut().find(|it| it.name == name).unwrap();
        let cells = sheet.rows.get_mut(&row).unwrap();
        let before = cells.insert(column, text.to_owned());
        let checked =
            std::panic::AssertUnwindSafe(|| no_cell_is_lost(&sheets, &it.report, &it.district));
        assert!(std::panic::catch_unwind(checked).is_err(), "{text}");
        let cells = sheets.iter_mut().find(|it| it.name == name).unwrap();
        let cells = cells.rows.get_mut(&row).unwrap();
        match before {
            Some(before) => cells.insert(column, before),
            None => cells.remove(&column),
        };
    }
}
