//! Values of an activity that stand for a year each: every one is stored with the whole list of
//! its field, and the others of the list stay as they are.

use crate::markup::AnyView;
use crate::workspace::parts::cell::{Cell, cell};
use crate::workspace::parts::typing::Drafts;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::activity::years_with;
use opora_domain::figure::period_values;
use opora_domain::{PeriodValue, RecordId, Value};
use opora_sync::{Draft, Replica};
use serde_json::json;
use std::rc::Rc;

/// One value: of which record, in which field, under which column.
#[derive(Clone)]
pub struct OfYear {
    pub workspace: Workspace,
    pub record: RecordId,
    pub field: &'static str,
    /// «2020», «2020, областной бюджет»
    pub column: String,
}

impl OfYear {
    /// The stored text, kept up to date; empty where there is none.
    pub fn stored(&self) -> Memo<String> {
        let of = self.clone();
        Memo::new(move |_| of.find(&of.values()))
    }

    fn find(&self, values: &[PeriodValue]) -> String {
        let found = values
            .iter()
            .find(|value| value.period.trim() == self.column);
        found.map(|value| value.value.clone()).unwrap_or_default()
    }

    /// All values of the field as they stand now, tracked.
    fn values(&self) -> Vec<PeriodValue> {
        self.workspace.records.with(|records| {
            let view = records.views.get(&self.record);
            view.map(|view| period_values(&view.projected.fields, self.field))
                .unwrap_or_default()
        })
    }

    /// The draft that gives this year this text and leaves the others as they are by then.
    pub fn draft(&self, replica: &Replica, text: &str) -> Draft {
        let view = replica.visible(self.record);
        let before = view.map(|view| period_values(&view.projected.fields, self.field));
        let before = before.unwrap_or_default();
        let after = years_with(&before, &self.column, text).unwrap_or_default();
        let items: Vec<Value> = after
            .iter()
            .map(|each| json!({"period": each.period, "value": each.value}))
            .collect();
        Draft::Set {
            record: self.record,
            field: self.field.to_owned(),
            value: match items.is_empty() {
                true => Value::Null,
                false => Value::Array(items),
            },
        }
    }

    /// A cell for the text; `read` makes what is stored of what was typed, `show` the reverse.
    pub fn cell(
        self,
        at: (usize, usize),
        label: String,
        test_id: &'static str,
        [show, read]: [Reading; 2],
        error: RwSignal<Option<String>>,
    ) -> AnyView {
        let workspace = self.workspace;
        let kept = self.stored();
        let stored =
            Memo::new(move |_| kept.with(|text| show(text)).unwrap_or_else(|_| kept.get()));
        let drafts: Drafts =
            Rc::new(move |text, replica| Ok(vec![self.draft(replica, &read(text)?)]));
        cell(
            workspace,
            Cell {
                at,
                label,
                test_id,
                stored,
                drafts,
                paste: None,
                error,
            },
        )
    }
}

/// What a text becomes; the error says what is wrong with it.
pub type Reading = fn(&str) -> Result<String, String>;

/// A text as it stands.
pub fn as_it_is(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}
