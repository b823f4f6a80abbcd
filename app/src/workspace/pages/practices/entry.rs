//! The grid of one school and year: subjects down, kinds of development across, a count in each cell,
//! stored as it is typed. Adds nothing up while it is typed: that is the table of sums.

use super::counts::{KINDS, cell as cell_of, subjects};
use super::development::{heads, subject_words};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::practices as w;
use crate::words::workspace as words;
use crate::workspace::parts::cell::{Cell, cell};
use crate::workspace::parts::field::{error_line, problem_of};
use crate::workspace::parts::typing::Drafts;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::{DevelopmentKind, Fields, RecordId, RecordKind, Value};
use opora_sync::{Draft, Replica};
use std::rc::Rc;

/// The grid and the line that adds a subject.
pub fn grid(workspace: Workspace, school: RecordId, year: String) -> AnyView {
    let locale = workspace.l();
    let added = RwSignal::new(Vec::<String>::new());
    let error = RwSignal::new(None::<String>);
    // The rows: a cell that is stored must not have them drawn anew.
    let all = Memo::new(move |_| {
        let mut all = workspace.records.with(|records| subjects(records, school));
        for subject in added.get() {
            if !all.iter().any(|known| normal(known) == normal(&subject)) {
                all.push(subject);
            }
        }
        let mut all = ordered(all, |subject| normal(subject));
        all.push(String::new());
        all
    });
    let table = move || {
        let rows: Vec<AnyView> = all
            .get()
            .iter()
            .enumerate()
            .map(|(at, subject)| row(workspace, at, school, &year, subject, error))
            .collect();
        view! {
            <div class="table-sheet">
                <table class="table table--rows practices__grid" data-testid="counts-grid">
                    <thead><tr><th scope="col">{w::SUBJECT.of(locale)}</th>{heads(locale)}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let name = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let subject = name.get_untracked().trim().to_owned();
        let value = Value::from(subject.clone());
        let problem = problem_of(RecordKind::Development, "subject", &value, locale);
        match (subject.is_empty(), problem) {
            (true, _) => {}
            (_, Some(problem)) => error.set(Some(problem)),
            _ => {
                added.update(|added| added.push(subject));
                name.set(String::new());
                error.set(None);
            }
        }
    };
    view! {
        {table}
        {error_line("counts", error)}
        <form class="practices__choice" on:submit=add>
            <div class="field practices__select">
                <label class="field__label" for="new-subject">{w::SUBJECT_NAME.of(locale)}</label>
                <input class="field__input" id="new-subject" data-testid="new-subject" type="text" autocomplete="off"
                    prop:value=name on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <button type="submit" class="button" data-testid="add-subject">{icon(Pictogram::Plus)}{w::ADD_SUBJECT.of(locale)}</button>
        </form>
    }
    .into_any()
}

fn row(
    workspace: Workspace,
    at: usize,
    school: RecordId,
    year: &str,
    subject: &str,
    error: RwSignal<Option<String>>,
) -> AnyView {
    let locale = workspace.l();
    let shown = subject_words(subject, locale);
    let cells: Vec<AnyView> = KINDS
        .iter()
        .enumerate()
        .map(|(column, kind)| {
            let label = wording::capital(kind.label(locale));
            let key = Key {
                workspace,
                school,
                year: year.to_owned(),
                kind: *kind,
                subject: subject.to_owned(),
            };
            let stored = key.clone();
            let stored = Memo::new(move |_| stored.text());
            let drafts: Drafts = Rc::new(move |text, replica| key.drafts(text, replica));
            let input = cell(
                workspace,
                Cell {
                    at: (at, column),
                    label: w::cell(locale, kind.label(locale), &shown),
                    test_id: "count",
                    stored,
                    drafts,
                    paste: None,
                    error,
                },
            );
            view! { <td data-label=label>{input}</td> }.into_any()
        })
        .collect();
    view! {
        <tr data-testid="counts-entry"><th scope="row" class="table__name">{shown}</th>{cells}</tr>
    }
    .into_any()
}

/// Which cell it is.
#[derive(Clone)]
struct Key {
    workspace: Workspace,
    school: RecordId,
    year: String,
    kind: DevelopmentKind,
    subject: String,
}

impl Key {
    /// What is known of it, tracked.
    fn text(&self) -> String {
        self.workspace.records.with(|records| {
            let network = records.network.as_ref().map(|network| &network.slug);
            let known = network.and_then(|network| {
                cell_of(
                    records,
                    network,
                    self.school,
                    &self.year,
                    self.kind,
                    &self.subject,
                )
                .ok()
            });
            let count = known.and_then(|one| one.count);
            count.map(|count| count.to_string()).unwrap_or_default()
        })
    }

    /// What a typed text becomes: a first count makes the record, unless an earlier step has made it.
    fn drafts(&self, text: &str, replica: &Replica) -> Result<Vec<Draft>, String> {
        let locale = self.workspace.l();
        let count = match text {
            "" => Value::Null,
            text => match text.parse::<u32>() {
                Ok(count) => Value::from(count),
                Err(_) => return Err(w::NOT_A_COUNT.of(locale).to_owned()),
            },
        };
        if let Some(problem) = problem_of(RecordKind::Development, "count", &count, locale) {
            return Err(problem);
        }
        let viewer = self.workspace.viewer_untracked();
        let network = viewer
            .network()
            .ok_or_else(|| words::NOT_SAVED_SIGNED_OUT.of(locale).to_owned())?;
        let known = self.workspace.records.with_untracked(|records| {
            cell_of(
                records,
                network,
                self.school,
                &self.year,
                self.kind,
                &self.subject,
            )
        });
        let (record, is_known) = match known {
            Ok(known) => (known.id, true),
            Err(record) => (record, replica.visible(record).is_some()),
        };
        Ok(match is_known {
            true => vec![Draft::Set {
                record,
                field: "count".to_owned(),
                value: count,
            }],
            false if count.is_null() => vec![],
            false => {
                let mut fields = Fields::from([
                    ("school".to_owned(), Value::from(self.school.to_string())),
                    ("year".to_owned(), Value::from(self.year.clone())),
                    ("kind".to_owned(), Value::from(self.kind.code())),
                    ("count".to_owned(), count),
                ]);
                if !self.subject.is_empty() {
                    fields.insert("subject".to_owned(), Value::from(self.subject.clone()));
                }
                vec![Draft::Create {
                    record,
                    kind: RecordKind::Development,
                    fields,
                }]
            }
        })
    }
}
