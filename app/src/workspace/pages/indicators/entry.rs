//! Facts that people enter: a cell for each period, stored with the whole list of the indicator.

use crate::markup::AnyView;
use crate::workspace::parts::cell::{Cell, Paste, cell};
use crate::workspace::parts::typing::Drafts;
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::figure;
use opora_domain::record::structured;
use opora_domain::{PeriodValue, RecordId};
use opora_sync::{Draft, RecordView, Replica};
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
    let drafts: Drafts = Rc::new(move |text, replica| {
        Ok(vec![draft_of(replica, (record, FACT), &[(&period, text)])])
    });
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

/// The draft that gives these periods these values in a field that keeps some by period, and leaves
/// the others as they are by then.
pub fn draft_of(
    replica: &Replica,
    (record, field): (RecordId, &str),
    values: &[(&str, &str)],
) -> Draft {
    let before = values_in(replica.visible(record).as_ref(), field);
    let after = values.iter().fold(before, |before, (period, value)| {
        figure::with_value(&before, period, value)
    });
    Draft::Set {
        record,
        field: field.to_owned(),
        value: figure::stored(&after),
    }
}

fn values_of(records: &Records, record: RecordId) -> Vec<PeriodValue> {
    values_in(records.views.get(&record).map(|view| &**view), FACT)
}

fn values_in(view: Option<&RecordView>, field: &str) -> Vec<PeriodValue> {
    view.and_then(|view| structured(&view.projected.fields, field))
        .unwrap_or_default()
}
