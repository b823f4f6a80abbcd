//! The state of the table: what is shown, where the frame stands, what is being typed.

use super::super::contents::Contents;
use super::super::may_edit;
use super::asked::{Asked, Asking};
use super::changes::{Said, Step};
use super::columns::Column;
use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use leptos::html;
use leptos::prelude::*;
use opora_domain::{Activity, RecordId};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A cell: row 0 is the head. The column is counted among those shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    pub row: usize,
    pub column: usize,
}

/// The cell that is being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editing {
    pub record: RecordId,
    pub column: Column,
}

/// Everything of the table. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct Grid {
    pub workspace: Workspace,
    pub contents: Memo<Option<Arc<Contents>>>,
    pub asked: RwSignal<Asked>,
    pub asking: Memo<Asking>,
    pub has_scale: RwSignal<bool>,
    pub columns: Memo<Vec<Column>>,
    /// The rows in order. Made anew when something else is asked or a row comes or goes; a change
    /// of a value moves no row from under the hand.
    pub shown: Memo<Vec<RecordId>>,
    pub cursor: RwSignal<At>,
    /// The other corner of the selection.
    pub anchor: RwSignal<Option<At>>,
    pub editing: RwSignal<Option<Editing>>,
    pub typed: RwSignal<String>,
    pub problem: RwSignal<Option<String>>,
    pub said: RwSignal<Option<Said>>,
    pub steps: StoredValue<Vec<Step>>,
    pub may_edit: Memo<bool>,
    pub table: NodeRef<html::Table>,
}

impl Grid {
    pub fn new(workspace: Workspace, programme: RecordId) -> Self {
        let contents = Memo::new(move |_| {
            workspace
                .records
                .with(|records| Contents::of(records, Some(programme)).map(Arc::new))
        });
        let asking = Memo::new(move |_| Asking {
            own: workspace.viewer().organisation(),
            today: wording::today(&*workspace.device()),
            term: contents.with(|it| {
                it.as_ref()
                    .map(|it| it.programme.term.clone())
                    .unwrap_or_default()
            }),
        });
        let asked = RwSignal::new(Asked::default());
        let ids = Memo::new(move |_| {
            contents.with(|it| {
                it.iter()
                    .flat_map(|it| it.rows().map(|row| row.id))
                    .collect::<Vec<_>>()
            })
        });
        let shown = Memo::new(move |_| {
            ids.track();
            let contents = contents.get_untracked();
            let asking = asking.get();
            let rows = contents.iter().flat_map(|it| it.rows());
            asked.with(|asked| asked.answer(rows, &asking))
        });
        let has_scale = RwSignal::new(true);
        let has_values = Memo::new(move |_| {
            contents.with(|it| {
                it.iter()
                    .flat_map(|it| it.rows())
                    .any(|row| row.planned_value.is_some())
            })
        });
        let columns = Memo::new(move |_| match has_scale.get() {
            true => Column::BESIDE_SCALE.to_vec(),
            false => {
                let is_there = |it: &Column| *it != Column::PlannedValue || has_values.get();
                Column::ALL.into_iter().filter(is_there).collect()
            }
        });
        let grid = Grid {
            workspace,
            contents,
            asked,
            asking,
            has_scale,
            columns,
            shown,
            cursor: RwSignal::new(At { row: 1, column: 0 }),
            anchor: RwSignal::new(None),
            editing: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            said: RwSignal::new(None),
            steps: StoredValue::new(vec![]),
            may_edit: may_edit(workspace),
            table: NodeRef::new(),
        };
        // After every drawing the one stop of the tab key and the selection are marked.
        Effect::new(move |_| {
            grid.shown.track();
            grid.columns.track();
            grid.contents.track();
            grid.cursor.track();
            grid.anchor.track();
            grid.editing.track();
            request_animation_frame(move || grid.mark());
        });
        grid.keep_when_left();
        grid
    }

    /// The activity of a row; none of the head.
    pub fn activity(self, row: usize) -> Option<Activity> {
        let id = self.id(row)?;
        self.activity_of(id)
    }

    pub fn activity_of(self, id: RecordId) -> Option<Activity> {
        self.contents
            .with_untracked(|it| it.as_ref()?.rows().find(|row| row.id == id).cloned())
    }

    /// The identity of a row; none of the head.
    pub fn id(self, row: usize) -> Option<RecordId> {
        self.shown
            .with_untracked(|shown| shown.get(row.checked_sub(1)?).copied())
    }

    pub fn column(self, column: usize) -> Option<Column> {
        self.columns
            .with_untracked(|columns| columns.get(column).copied())
    }

    /// The row of an activity and the place of a column, where they are shown.
    pub fn at(self, record: RecordId, column: Column) -> Option<At> {
        let row = self
            .shown
            .with_untracked(|shown| shown.iter().position(|id| *id == record))?;
        let column = self
            .columns
            .with_untracked(|all| all.iter().position(|it| *it == column))?;
        Some(At {
            row: row + 1,
            column,
        })
    }

    /// Rows and columns there are, the head not counted.
    pub fn size(self) -> (usize, usize) {
        let rows = self.shown.with_untracked(Vec::len);
        (rows, self.columns.with_untracked(Vec::len))
    }

    /// First and last row and column of the selection; the head is never part of it.
    pub fn selection(self) -> (At, At) {
        let cursor = self.cursor.get_untracked();
        let anchor = self.anchor.get_untracked().unwrap_or(cursor);
        let (rows, columns) = self.size();
        let row = |row: usize| row.clamp(1, rows.max(1));
        let column = |column: usize| column.min(columns.saturating_sub(1));
        let first = At {
            row: row(cursor.row.min(anchor.row)),
            column: column(cursor.column.min(anchor.column)),
        };
        let last = At {
            row: row(cursor.row.max(anchor.row)),
            column: column(cursor.column.max(anchor.column)),
        };
        (first, last)
    }

    /// Moves the frame and the focus. With `is_extending` the selection grows from where it was.
    pub fn go(self, to: At, is_extending: bool) {
        let (rows, columns) = self.size();
        let to = At {
            row: to.row.min(rows),
            column: to.column.min(columns.saturating_sub(1)),
        };
        let from = self.cursor.get_untracked();
        self.anchor.update(|anchor| match is_extending {
            true => *anchor = anchor.or(Some(from)),
            false => *anchor = None,
        });
        self.cursor.set(to);
        self.focus_soon();
    }

    /// Gives the cell of the frame the focus, once it is drawn.
    pub fn focus_soon(self) {
        request_animation_frame(move || {
            let Some(cursor) = self.cursor.try_get_untracked() else {
                return;
            };
            if let Some(cell) = self.cell(cursor) {
                let _ = cell.focus();
            }
        });
    }

    /// The focus came into a cell: the frame is there.
    pub fn entered(self, event: &web_sys::Event) {
        let at = self.cell_of(event);
        if let Some(at) = at.filter(|at| *at != self.cursor.get_untracked()) {
            self.cursor.set(at);
        }
    }

    /// The cell an event came from.
    pub fn cell_of(self, event: &web_sys::Event) -> Option<At> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let at = target
            .closest("[data-at]")
            .ok()??
            .get_attribute("data-at")?;
        let (row, column) = at.split_once(':')?;
        Some(At {
            row: row.parse().ok()?,
            column: column.parse().ok()?,
        })
    }

    pub fn cell(self, at: At) -> Option<HtmlElement> {
        let At { row, column } = at;
        self.find(&format!("[data-at=\"{row}:{column}\"]"))
    }

    pub fn find(self, selector: &str) -> Option<HtmlElement> {
        let table = self.table.try_get_untracked()??;
        table.query_selector(selector).ok()??.dyn_into().ok()
    }

    /// Marks the stop of the tab key and the selected cells. By hand: a live value for each cell
    /// would be run at every press of an arrow.
    fn mark(self) {
        let Some(Some(table)) = self.table.try_get_untracked() else {
            return;
        };
        let all = |selector: &str| {
            let found = table.query_selector_all(selector).ok();
            let found = found
                .into_iter()
                .flat_map(|list| (0..list.length()).filter_map(move |at| list.item(at)));
            found
                .filter_map(|node| node.dyn_into::<Element>().ok())
                .collect::<Vec<_>>()
        };
        for cell in all("[data-at][tabindex=\"0\"]") {
            let _ = cell.set_attribute("tabindex", "-1");
        }
        for cell in all("[data-at][aria-selected]") {
            let _ = cell.remove_attribute("aria-selected");
        }
        let (rows, columns) = self.size();
        let cursor = self.cursor.get_untracked();
        let stop = At {
            row: cursor.row.min(rows),
            column: cursor.column.min(columns.saturating_sub(1)),
        };
        if let Some(cell) = self.cell(stop) {
            let _ = cell.set_attribute("tabindex", "0");
        }
        if self.anchor.get_untracked().is_none() {
            return;
        }
        let (first, last) = self.selection();
        for row in first.row..=last.row {
            for column in first.column..=last.column {
                if let Some(cell) = self.cell(At { row, column }) {
                    let _ = cell.set_attribute("aria-selected", "true");
                }
            }
        }
    }
}
