//! Which organisation a name in a road map surely means. Names are written in every case, shortened
//! and with or without the legal form; a name that fits two organisations, or none, stays a text.

use super::ExistingRecord;
use super::difference::same;
use super::settle::Settling;
use crate::draft::Said;
use crate::workbook::Workbook;
use opora_domain::choice::normal;
use opora_domain::word_stems::stem;
use opora_domain::{Fields, RecordId, RecordKind, Responsible, Value};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Names of organisations, folded, and who is called so.
#[derive(Default)]
pub(super) struct OrganisationNames {
    known: BTreeMap<Vec<String>, BTreeSet<RecordId>>,
}

impl OrganisationNames {
    fn learn(&mut self, id: RecordId, name: &str) {
        let words = folded(name);
        if !words.is_empty() {
            self.known.entry(words).or_default().insert(id);
        }
    }

    /// The organisation of this name, where it is surely one.
    fn find(&self, name: &str) -> Option<RecordId> {
        let words = folded(name);
        let mut called = self
            .known
            .get(&words)
            .or_else(|| {
                // «администрация МКОУ Тартасской СОШ» is the school itself.
                let rest = words.strip_prefix(&[stem("администрация")])?;
                self.known.get(rest)
            })?
            .iter();
        match (called.next(), called.next()) {
            (Some(id), None) => Some(*id),
            _ => None,
        }
    }

    /// The names with their organisations. What the file last said stays as it was linked then when
    /// a person has changed it since: a district that learns a name is no edit of the file.
    pub(super) fn responsible(
        &self,
        names: &[String],
        before: Option<(&ExistingRecord, &str)>,
    ) -> Value {
        if let Some((before, field)) = before
            && let Some((last, _)) = before.imported.get(field)
            && !same(last, before.fields.get(field).unwrap_or(&Value::Null))
        {
            let items = last.as_array().map(Vec::as_slice).unwrap_or_default();
            let texts = items.iter().filter_map(|item| item.get("text")?.as_str());
            if texts.eq(names.iter().map(String::as_str)) {
                return last.clone();
            }
        }
        // What people linked themselves stays linked when it comes back.
        if let Some((before, field)) = before
            && let Some(now) = before.fields.get(field)
            && before
                .imported
                .get(field)
                .is_none_or(|(last, _)| !same(last, now))
        {
            let items = now.as_array().map(Vec::as_slice).unwrap_or_default();
            let texts = items.iter().filter_map(|item| item.get("text")?.as_str());
            if texts.eq(names.iter().map(String::as_str)) {
                return now.clone();
            }
        }
        let all = names.iter().map(|name| Responsible {
            text: name.clone(),
            organisation: self.find(name),
        });
        json!(all.collect::<Vec<_>>())
    }
}

impl Settling<'_> {
    /// Learns what the organisations of the district and of these workbooks are called.
    pub(super) fn learn_organisations(&mut self, workbooks: &[&Workbook]) {
        let mut names = OrganisationNames::default();
        let drafts = workbooks.iter().flat_map(|workbook| &workbook.drafts);
        for draft in drafts.filter(|draft| draft.kind == RecordKind::Organisation) {
            let id = self.identity(draft.kind, &draft.code);
            if !self.is_there(id) {
                continue;
            }
            for field in ["name", "full_name"] {
                if let Some(Said::Value(Value::String(name))) = draft.said.get(field) {
                    names.learn(id, name);
                }
            }
        }
        for id in self
            .existing
            .imported(self.network, RecordKind::Organisation)
        {
            let fields: Fields = self
                .existing
                .record(id)
                .map(|it| it.fields)
                .unwrap_or_default();
            for field in ["name", "full_name"] {
                if let Some(name) = fields.get(field).and_then(Value::as_str) {
                    names.learn(id, name);
                }
            }
        }
        self.organisations = names;
    }
}

/// The words of a name that tell organisations apart, each without its ending.
fn folded(name: &str) -> Vec<String> {
    // Said of a name, and no part of it.
    let name = normal(name)
        .replace("(по согласованию)", " ")
        .replace('№', " № ");
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '№' || c == '-'));
    words
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty() && !is_legal_form(word))
        .map(stem)
        .collect()
}

/// What kind of body an organisation is in law: every second one has the same.
fn is_legal_form(word: &str) -> bool {
    const FORMS: &[&str] = &[
        "мбоу",
        "мкоу",
        "маоу",
        "моу",
        "гбоу",
        "гкоу",
        "гаоу",
        "гоу",
        "мбу",
        "мку",
        "мау",
        "му",
        "гбу",
        "гку",
        "гау",
        "гу",
        "мбудо",
        "мкудо",
        "маудо",
        "мбуддо",
        "мбдоу",
        "мкдоу",
        "мадоу",
        "муниципальное",
        "бюджетное",
        "казенное",
        "автономное",
        "дпо",
        "до",
        "ано",
        "нко",
        "фгбоу",
        "во",
        "огбоу",
        "огбу",
        "огау",
        "кгбу",
        "кгау",
        "кгбоу",
        "гбпоу",
        "гапоу",
        "гаудпо",
        "мбудпо",
    ];
    FORMS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_domain::NetworkId;

    #[test]
    fn a_name_is_linked_where_it_is_surely_one() {
        let Ok(network) = NetworkId::new("a") else {
            unreachable!()
        };
        let id = |code| RecordId::of_import(&network, RecordKind::Organisation, code);
        let mut names = OrganisationNames::default();
        for (code, name) in [
            ("uo", "Управление образования"),
            (
                "uo",
                "Управление образования администрации Венгеровского района",
            ),
            ("imc", "МКОУ ДПО ИМЦ"),
            ("imc", "МКОУ ДПО «Информационно-методический центр»"),
            ("s1", "Венгеровская СОШ №1"),
            ("s2", "МКОУ Венгеровская СОШ № 2"),
            ("s3", "Тартасская СОШ"),
            ("soiro", "ГАУ ДПО СОИРО"),
            ("one", "Детский дом"),
            ("two", "Детский дом"),
        ] {
            names.learn(id(code), name);
        }
        for (name, expected) in [
            (
                "Управление образования администрации Венгеровского района.",
                Some("uo"),
            ),
            ("управлением образования", Some("uo")),
            ("МКОУ ДПО «Информационно-методический центр»", Some("imc")),
            ("информационно-методического центра", Some("imc")),
            ("МКОУ Венгеровской СОШ №1", Some("s1")),
            ("МКОУ Венгеровской СОШ № 1", Some("s1")),
            ("МКОУ Венгеровской СОШ №2", Some("s2")),
            ("администрация МКОУ Тартасской СОШ", Some("s3")),
            ("ГАУ СОИРО (по согласованию)", Some("soiro")),
            ("ОО", None),
            ("МКОУ", None),
            ("Венгеровская СОШ", None),
            ("руководители общеобразовательных учреждений", None),
            ("Детский дом", None),
            ("Управление культуры", None),
        ] {
            assert_eq!(names.find(name), expected.map(id), "{name}");
        }
    }
}
