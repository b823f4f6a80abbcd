//! Facts that people enter: a cell for each period, stored with the whole list of the indicator.

use crate::markup::AnyView;
use crate::workspace::parts::cell::{Cell, Drafts, Paste, cell};
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::figure::with_value;
use opora_domain::record::structured;
use opora_domain::{PeriodValue, RecordId, Value};
use opora_sync::Draft;
use serde_json::json;
use std::rc::Rc;

/// The field that keeps what is entered.
pub const FACT: &str = "fact";

/// A cell for the fact of one period.
pub fn fact_cell(
    workspace: Workspace,
    record: RecordId,
    period: &str,
    label: String,
    at: (usize, usize),
    (paste, error): (Option<Paste>, RwSignal<Option<String>>),
) -> AnyView {
    let of = period.to_owned();
    let stored = Memo::new(move |_| {
        workspace.records.with(|records| {
            let values = values_of(records, record).into_iter();
            let found = values.rev().find(|value| value.period.trim() == of);
            found.map(|value| value.value).unwrap_or_default()
        })
    });
    let period = period.to_owned();
    let drafts: Drafts =
        Rc::new(move |text| Ok(vec![draft_of(workspace, record, &[(&period, text)])]));
    cell(
        workspace,
        Cell {
            at,
            label,
            test_id: "fact",
            stored,
            drafts,
            paste,
            error,
        },
    )
}

/// The draft that gives these periods these values and leaves the others.
pub fn draft_of(workspace: Workspace, record: RecordId, values: &[(&str, &str)]) -> Draft {
    let before = workspace
        .records
        .with_untracked(|records| values_of(records, record));
    let after = values.iter().fold(before, |before, (period, value)| {
        with_value(&before, period, value)
    });
    let items: Vec<Value> = after
        .iter()
        .map(|each| json!({"period": each.period, "value": each.value}))
        .collect();
    Draft::Set {
        record,
        field: FACT.to_owned(),
        value: match items.is_empty() {
            true => Value::Null,
            false => Value::Array(items),
        },
    }
}

/// Stores what was pasted; a failure is said beside the table.
pub fn store_pasted(workspace: Workspace, drafts: Vec<Draft>, error: RwSignal<Option<String>>) {
    let saved = workspace.edit(drafts);
    let locale = workspace.l();
    leptos::task::spawn_local(async move {
        let words = saved.await.err().map(|failure| {
            crate::workspace::parts::wording::save_failure_words(failure, locale).to_owned()
        });
        let _ = error.try_set(words);
    });
}

/// Pasted text as rows of cells, when it is more than one value.
pub fn pasted_rows(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.trim_end_matches(['\r', '\n']);
    let rows: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split('\t').map(|it| it.trim().to_owned()).collect())
        .collect();
    (rows.len() > 1 || rows.iter().any(|row| row.len() > 1)).then_some(rows)
}

fn values_of(records: &Records, record: RecordId) -> Vec<PeriodValue> {
    let view = records.views.get(&record);
    view.and_then(|view| structured(&view.projected.fields, FACT))
        .unwrap_or_default()
}
