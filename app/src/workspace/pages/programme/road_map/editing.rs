//! Editing in the cell: what is typed waits in the cell until it is entered, by Enter, by leaving
//! the cell or by leaving the page; Esc keeps what was there.

use super::changes::Said;
use super::columns::{Column, NotTaken};
use super::grid::{At, Editing, Grid};
use super::pasting::Change;
use crate::words::{plan as w, workspace as ww};
use crate::workspace::state::names::Names;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::{Activity, Fields, Value};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, Node};

/// Between two rows of an import there is room for this many.
const ORDER_STEP: u64 = 1_024;

impl Grid {
    /// Opens the editor of a cell. `key` is what was typed to open it: it takes the place of what
    /// is there, as in a spreadsheet.
    pub fn begin(self, at: At, key: Option<&str>) {
        let (Some(activity), Some(column)) = (self.activity(at.row), self.column(at.column)) else {
            return;
        };
        if !self.may_edit.get_untracked() {
            return;
        }
        let text = match (column, key) {
            (Column::Status, _) => activity
                .status
                .map(|it| it.code())
                .unwrap_or_default()
                .to_owned(),
            (_, Some(key)) => key.to_owned(),
            (_, None) => column.text(&activity, self.workspace.l()),
        };
        self.typed.set(text);
        self.problem.set(None);
        self.anchor.set(None);
        self.cursor.set(at);
        self.editing.set(Some(Editing {
            record: activity.id,
            column,
        }));
        let is_whole = column == Column::Title
            && key.is_none()
            && activity.title.as_deref() == Some(w::NEW_ACTIVITY_TITLE.of(self.workspace.l()));
        self.focus_editor(is_whole);
    }

    fn focus_editor(self, is_all_selected: bool) {
        request_animation_frame(move || {
            let Some(editor) = self.find("[data-editor]") else {
                return;
            };
            let _ = editor.focus();
            if let Some(area) = editor.dyn_ref::<HtmlTextAreaElement>() {
                if is_all_selected {
                    area.select();
                } else {
                    let end = u32::try_from(area.value().encode_utf16().count()).ok();
                    let _ = area.set_selection_range(end.unwrap_or(0), end.unwrap_or(0));
                }
            }
        });
    }

    /// Enters what is typed; the frame goes to `next` when it is stored.
    pub fn commit(self, next: Option<At>) {
        let editing = self.editing.try_get_untracked().flatten();
        let Some(Editing { record, column }) = editing else {
            return;
        };
        let Some(activity) = self.activity_of(record) else {
            // Somebody has deleted the row meanwhile: the text stays until the person lets go.
            self.problem
                .set(Some(ww::NOT_SAVED_GONE.of(self.workspace.l()).to_owned()));
            return;
        };
        let text = self.typed.get_untracked();
        let before = self.value_of(&activity, column);
        match column.value(&text, Some(&activity), &self.names()) {
            Err(why) => {
                let words = match why {
                    NotTaken::NoSuchStatus => w::NO_SUCH_STATUS,
                    _ => ww::TOO_LONG,
                };
                self.problem
                    .set(Some(words.of(self.workspace.l()).to_owned()));
            }
            Ok(value) if value == before => self.close(next),
            // Without a title it would be the name of an empty section.
            Ok(value) if column == Column::Title && value.is_null() => {
                self.problem
                    .set(Some(ww::MUST_FILL.of(self.workspace.l()).to_owned()));
            }
            Ok(value) => {
                let change = Change {
                    record,
                    field: column.field(),
                    value,
                };
                let words = w::changed(self.workspace.l(), &said_column(column, self));
                self.write(vec![change], vec![], move |_| {
                    self.said.set(Some(Said::done(words)));
                    // Who types on, or elsewhere, is not done yet.
                    let is_here = self.editing.get_untracked() == Some(Editing { record, column });
                    if is_here && self.typed.get_untracked() == text {
                        self.close(next);
                    }
                });
            }
        }
    }

    /// Keeps what was there.
    pub fn cancel(self) {
        self.close(None);
        self.focus_soon();
    }

    fn close(self, next: Option<At>) {
        self.editing.set(None);
        self.problem.set(None);
        if let Some(next) = next {
            self.go(next, false);
        }
    }

    /// The focus leaves something in the table: an open editor enters what is typed.
    pub fn left(self, event: &ev::FocusEvent) {
        // A cell that gave its place to the editor may lose the focus, too.
        let (Some(from), Some(cell)) = (event.target(), self.find("[data-editing]")) else {
            return;
        };
        let is_in_cell = |it: web_sys::EventTarget| {
            let node: Option<Node> = it.dyn_into().ok();
            node.is_some_and(|node| cell.contains(Some(&node)))
        };
        if self.editing.get_untracked().is_none() || !is_in_cell(from) {
            return;
        }
        let is_inside = event.related_target().is_some_and(is_in_cell);
        // A window that loses the focus leaves the editor open.
        if !is_inside && document().has_focus().unwrap_or(true) {
            self.commit(None);
        }
    }

    /// What is typed is entered when the page is left or hidden.
    pub fn keep_when_left(self) {
        let leaving = window_event_listener(ev::pagehide, move |_| self.commit(None));
        let hiding = window_event_listener(ev::visibilitychange, move |_| self.commit(None));
        on_cleanup(move || {
            leaving.remove();
            hiding.remove();
            self.commit(None);
        });
    }

    /// A line break where the caret stands.
    pub fn break_line(self) {
        let editor = self.find("[data-editor]");
        let Some(area) = editor.and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()) else {
            return;
        };
        let at = area.selection_start().ok().flatten().unwrap_or(0);
        let end = area.selection_end().ok().flatten().unwrap_or(at);
        if area
            .set_range_text_with_start_and_end("\n", at, end)
            .is_ok()
        {
            let _ = area.set_selection_range(at + 1, at + 1);
            self.typed.set(area.value());
        }
    }

    pub fn is_in_editor(self, event: &ev::KeyboardEvent) -> bool {
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlElement>().ok());
        target.is_some_and(|it| it.has_attribute("data-editor"))
    }

    /// Something to choose stands under the editor.
    pub fn has_proposals(self) -> bool {
        self.find("[data-editing] button").is_some()
    }

    /// Puts a proposal into the editor and enters it.
    pub fn take(self, text: String) {
        self.typed.set(text);
        let at = self.cursor.get_untracked();
        self.commit(Some(at));
    }

    /// Empties the selected cells.
    pub fn clear(self) {
        if !self.may_edit.get_untracked() {
            return;
        }
        let (first, last) = self.selection();
        let mut sets = vec![];
        for row in first.row..=last.row {
            for column in first.column..=last.column {
                let (Some(activity), Some(column)) = (self.activity(row), self.column(column))
                else {
                    continue;
                };
                if column != Column::Title && !self.value_of(&activity, column).is_null() {
                    let (record, field) = (activity.id, column.field());
                    sets.push(Change {
                        record,
                        field,
                        value: Value::Null,
                    });
                }
            }
        }
        if sets.is_empty() {
            return;
        }
        let locale = self.workspace.l();
        let count = crate::words::numbers::counted(sets.len(), &w::VALUES, locale);
        self.write(sets, vec![], move |_| {
            self.said.set(Some(Said::done(w::cleared(locale, &count))));
        });
    }

    /// A new row below the frame, in its section; its title is open to be typed over.
    pub fn add_row(self) {
        if !self.may_edit.get_untracked() {
            return;
        }
        let locale = self.workspace.l();
        let mut fields = self.new_fields(self.cursor.get_untracked().row, 1, 0);
        fields.insert(
            "title".to_owned(),
            Value::from(w::NEW_ACTIVITY_TITLE.of(locale)),
        );
        // A filter would hide the new row at once.
        self.asked.update(|asked| {
            let sort = asked.sort;
            *asked = super::asked::Asked {
                sort,
                ..Default::default()
            };
        });
        self.write(vec![], vec![fields], move |made| {
            self.said
                .set(Some(Said::done(w::ADDED.of(locale).to_owned())));
            // The row is drawn first.
            request_animation_frame(move || {
                let at = made.first().and_then(|id| self.at(*id, Column::Title));
                if let Some(at) = at {
                    self.begin(at, None);
                }
            });
        });
    }

    /// Programme, place and section of the `index`th of `count` new rows below a row.
    pub fn new_fields(self, row: usize, count: u64, index: u64) -> Fields {
        let mut fields = Fields::new();
        let contents = self.contents.get_untracked();
        let Some(contents) = contents.as_ref() else {
            return fields;
        };
        let above = self
            .activity(row)
            .or_else(|| contents.rows().last().cloned());
        let order = match &above {
            None => ORDER_STEP * (index + 1),
            Some(above) => {
                let orders = contents.activities.iter().map(|it| it.order);
                let next = orders.filter(|order| *order > above.order).min();
                let room = next.map_or(ORDER_STEP * (count + 1), |next| next - above.order);
                above.order + room * (index + 1) / (count + 1)
            }
        };
        let id = contents.programme.id.to_string();
        fields.insert("programme".to_owned(), Value::from(id));
        fields.insert("order".to_owned(), Value::from(order));
        if let Some(section) = above.and_then(|it| it.section) {
            fields.insert("section".to_owned(), Value::from(section));
        }
        fields
    }

    pub fn names(self) -> Names {
        self.workspace
            .records
            .with_untracked(|records| Names::of(records.organisations.values()))
    }

    fn value_of(self, activity: &Activity, column: Column) -> Value {
        let text = column.text(activity, self.workspace.l());
        column
            .value(&text, Some(activity), &self.names())
            .unwrap_or(Value::Null)
    }
}

fn said_column(column: Column, grid: Grid) -> String {
    column.label().of(grid.workspace.l()).to_lowercase()
}
