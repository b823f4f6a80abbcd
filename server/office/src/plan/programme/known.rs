//! What is known of programmes and of rows without codes: those of earlier imports, and those people
//! made in the application. A row is marked by what the last import had and by what it says now.

use super::super::ExistingRecord;
use super::super::difference::last_of;
use super::super::matching::Mark;
use super::super::settle::Settling;
use super::PROGRAMME;
use crate::draft::{Draft, Said};
use opora_domain::choice::normal;
use opora_domain::{RecordId, RecordKind, Value};

pub(super) struct KnownProgramme {
    /// Its code, or its identity where it was made in the application.
    pub code: String,
    pub title: String,
    pub years: Option<(u16, u16)>,
    /// What people call it now.
    pub title_now: String,
}

/// The rows of one kind, and the number the next new one gets.
pub(super) struct KnownRows {
    pub rows: Vec<KnownRow>,
    pub next: usize,
}

pub(super) struct KnownRow {
    /// Its code, or its identity where it was made in the application.
    pub code: String,
    pub order: u64,
    pub mark: Mark,
    /// What people made of it since, and where they put it.
    pub mark_now: Mark,
    pub order_now: Option<u64>,
}

impl KnownRow {
    pub(super) fn new(code: String, order: u64, mark: Mark) -> Self {
        KnownRow {
            code,
            order,
            mark_now: mark.clone(),
            mark,
            order_now: Some(order),
        }
    }
}

impl Settling<'_> {
    /// Those of imports in their order, after those that were made in the application.
    pub(super) fn known_programmes(&self) -> Vec<KnownProgramme> {
        let imported = self.numbered(RecordKind::Programme, PROGRAMME);
        let imported = imported
            .into_iter()
            .map(|(number, record)| (format!("{PROGRAMME}{number}"), record));
        let made = self.made(RecordKind::Programme);
        made.into_iter()
            .chain(imported)
            .map(|(code, record)| KnownProgramme {
                code,
                title: normal(&last_text(&record, "title")),
                years: last_of(&record, "term").and_then(years_of),
                title_now: normal(&text_now(&record, "title")),
            })
            .collect()
    }

    /// The records of a kind people made in the application, by their code or identity.
    fn made(&self, kind: RecordKind) -> Vec<(String, ExistingRecord)> {
        let made = self.existing.made(self.network, kind).into_iter();
        made.filter_map(|id| {
            let record = self.existing.record(id)?;
            let code = Some(text_now(&record, "code")).filter(|code| !code.is_empty());
            Some((code.unwrap_or_else(|| id.to_string()), record))
        })
        .collect()
    }

    /// The records whose codes are this beginning and a number, deleted ones too, with the number.
    fn numbered(&self, kind: RecordKind, beginning: &str) -> Vec<(usize, ExistingRecord)> {
        /// Numbers are given one after the other and records stay for ever. A step the engine
        /// refused after all, because somebody wrote in between, leaves a gap.
        const GAP_MAX: usize = 64;
        let mut records: Vec<(usize, ExistingRecord)> = Vec::new();
        let mut number = 1;
        while number <= records.last().map_or(0, |it| it.0) + GAP_MAX {
            let code = format!("{beginning}{number}");
            let id = RecordId::of_import(self.network, kind, &code);
            records.extend(self.existing.record(id).map(|record| (number, record)));
            number += 1;
        }
        records
    }

    pub(super) fn known_rows(
        &self,
        kind: RecordKind,
        beginning: &str,
        programme: Option<&str>,
    ) -> KnownRows {
        let (fixed, text) = marking(kind);
        let mark = |record: &ExistingRecord, value: fn(&ExistingRecord, &str) -> String| {
            let join = |fields: &[&str]| folded(fields.iter().map(|field| value(record, field)));
            Mark {
                fixed: join(fixed),
                text: join(text),
                number: bare_number(&value(record, "number")),
            }
        };
        let numbered = self.numbered(kind, beginning);
        let next = numbered.last().map_or(0, |it| it.0) + 1;
        let imported = numbered
            .into_iter()
            .map(|(number, record)| (format!("{beginning}{number}"), record));
        let programme = programme.map(|it| self.identity(RecordKind::Programme, it).to_string());
        let is_of = |record: &ExistingRecord| match &programme {
            Some(programme) => text_now(record, "programme") == *programme,
            None => true,
        };
        let made = self.made(kind).into_iter();
        let made = made.filter(|(code, record)| {
            // One whose code an import would have given is among those already.
            is_of(record) && !code.starts_with(beginning)
        });
        let rows = imported
            .chain(made)
            .map(|(code, record)| KnownRow {
                code,
                order: last_of(&record, "order")
                    .and_then(Value::as_u64)
                    .unwrap_or(0),
                mark: mark(&record, last_text),
                mark_now: mark(&record, text_now),
                order_now: record.fields.get("order").and_then(Value::as_u64),
            })
            .collect();
        KnownRows { rows, next }
    }

    pub(super) fn mark(&self, draft: &Draft) -> Mark {
        let (fixed, text) = marking(draft.kind);
        let said = |field: &&str| match draft.said.get(*field) {
            Some(Said::Link(kind, code)) => self.identity(*kind, code).to_string(),
            said => text_of(said),
        };
        Mark {
            fixed: folded(fixed.iter().map(said)),
            text: folded(text.iter().map(said)),
            number: bare_number(&text_of(draft.said.get("number"))),
        }
    }
}

/// The fields a row is known by: those that must be equal, and those that may be corrected.
const fn marking(kind: RecordKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        RecordKind::Stage => (&[], &["title", "note"]),
        RecordKind::Indicator => (&[], &["title"]),
        RecordKind::Activity => (&[], &["section", "title"]),
        RecordKind::Assessment => (&["school", "year"], &["exam", "subject", "grade"]),
        RecordKind::ContextFact => (&["organisation", "year"], &["factor"]),
        RecordKind::Note => (&[], &["topic", "text"]),
        _ => (&[], &["text"]),
    }
}

fn folded(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.map(|text| normal(&text)).collect();
    texts.join("|")
}

pub(super) fn text_of(said: Option<&Said>) -> String {
    match said {
        Some(Said::Value(Value::String(text))) => text.clone(),
        _ => String::new(),
    }
}

fn last_text(record: &ExistingRecord, field: &str) -> String {
    let last = last_of(record, field).and_then(Value::as_str);
    last.unwrap_or_default().to_owned()
}

fn text_now(record: &ExistingRecord, field: &str) -> String {
    let now = record.fields.get(field).and_then(Value::as_str);
    now.unwrap_or_default().to_owned()
}

pub(super) fn years_of(term: &Value) -> Option<(u16, u16)> {
    let year = |end: &str| term.get(end)?.as_str()?.get(..4)?.parse().ok();
    let (since, until): (Option<u16>, Option<u16>) = (year("since"), year("until"));
    match (since, until) {
        (None, None) => None,
        (since, until) => Some((since.unwrap_or(0), until.unwrap_or(u16::MAX))),
    }
}

fn bare_number(number: &str) -> String {
    normal(number).trim_matches(['.', ' ', ')']).to_owned()
}
