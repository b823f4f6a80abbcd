//! Copying to a spreadsheet and pasting from one. What of a block was not taken is said row by
//! row.

use super::block;
use super::changes::Said;
use super::columns::NotTaken;
use super::grid::{At, Grid};
use super::pasting::{Left, Plan, filling, plan};
use crate::words::numbers::counted;
use crate::words::plan as w;
use leptos::ev::ClipboardEvent;
use leptos::prelude::*;
use opora_domain::{Activity, Locale, RecordId, Value};
use wasm_bindgen::JsCast;

/// Lines about what was not taken; the rest is counted.
const LINES_MAX: usize = 5;

impl Grid {
    /// Puts the selected cells on the clipboard; several rows with the names of their columns.
    pub fn copy(self, event: &ClipboardEvent) {
        if self.editing.get_untracked().is_some() {
            return;
        }
        let Some(data) = event.clipboard_data() else {
            return;
        };
        let rows = self.selected_texts();
        let is_put = data.set_data("text/plain", &block::write(&rows)).is_ok()
            && data.set_data("text/html", &block::html(&rows)).is_ok();
        if is_put {
            event.prevent_default();
            let rows = counted(rows.len(), &w::ROWS, self.workspace.l());
            self.said
                .set(Some(Said::note(w::copied(self.workspace.l(), &rows))));
        }
    }

    /// Copies everything shown. By the command of the browser, as a district's own server may be
    /// reached without https, where the newer way does not exist.
    pub fn copy_all(self) {
        let (rows, columns) = self.size();
        let (cursor, anchor) = (self.cursor.get_untracked(), self.anchor.get_untracked());
        let focused = document().active_element();
        self.cursor.set(At { row: 1, column: 0 });
        self.anchor.set(Some(At {
            row: rows,
            column: columns.saturating_sub(1),
        }));
        if let Some(cell) = self.cell(At { row: 1, column: 0 }) {
            let _ = cell.focus();
        }
        let page = document().dyn_into::<web_sys::HtmlDocument>();
        let is_done = page.is_ok_and(|page| page.exec_command("copy").unwrap_or(false));
        self.cursor.set(cursor);
        self.anchor.set(anchor);
        if let Some(focused) = focused.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = focused.focus();
        }
        if !is_done {
            let words = w::NOT_COPIED.of(self.workspace.l()).to_owned();
            self.said.set(Some(Said::note(words)));
        }
    }

    fn selected_texts(self) -> Vec<Vec<String>> {
        let locale = self.workspace.l();
        let (first, last) = self.selection();
        let columns: Vec<_> = (first.column..=last.column)
            .filter_map(|column| self.column(column))
            .collect();
        let rows = (first.row..=last.row).filter_map(|row| self.activity(row));
        rows.map(|row| {
            columns
                .iter()
                .map(|column| column.text(&row, locale))
                .collect()
        })
        .collect()
    }

    /// Takes a block from the focused cell on.
    pub fn paste(self, event: &ClipboardEvent) {
        if self.editing.get_untracked().is_some() || !self.may_edit.get_untracked() {
            return;
        }
        let data = event.clipboard_data();
        let text = data
            .and_then(|data| data.get_data("text/plain").ok())
            .unwrap_or_default();
        if text.trim_matches(['\r', '\n']).is_empty() {
            return;
        }
        event.prevent_default();
        let (first, last) = self.selection();
        let cells = block::read(&text);
        let height = last.row - first.row + 1;
        let cells = filling(cells, height, last.column - first.column + 1);
        let (shown, columns) = (self.shown.get_untracked(), self.columns.get_untracked());
        let rows: Vec<Activity> = shown
            .iter()
            .filter_map(|id| self.activity_of(*id))
            .collect();
        let rows: Vec<&Activity> = rows.iter().collect();
        let at = (first.row - 1, first.column);
        let plan = plan(&cells, &rows, &columns, at, &self.names());
        self.carry_out(plan, first, cells.len());
    }

    fn carry_out(self, plan: Plan, first: At, height: usize) {
        let locale = self.workspace.l();
        let taken = plan.taken();
        let more = left_words(&plan.not_taken, locale);
        if taken == 0 {
            let words = if more.is_empty() {
                w::PASTED_SAME
            } else {
                w::PASTED_NOTHING
            };
            let is_problem = !more.is_empty();
            let words = words.of(locale).to_owned();
            self.said.set(Some(Said {
                more,
                is_problem,
                ..Said::note(words)
            }));
            return;
        }
        let new = plan.new.len();
        let words = match new {
            0 => w::pasted(locale, &counted(taken, &w::VALUES, locale)),
            _ => w::pasted_new(
                locale,
                &counted(taken, &w::VALUES, locale),
                &new.to_string(),
            ),
        };
        let (rows, columns) = self.size();
        let made = plan.new.into_iter().enumerate().map(|(index, said)| {
            let mut fields = self.new_fields(rows, new as u64, index as u64);
            fields.extend(
                said.into_iter()
                    .map(|(name, value): (_, Value)| (name.to_owned(), value)),
            );
            fields
        });
        let made = made.collect();
        self.write(plan.sets, made, move |_: Vec<RecordId>| {
            self.said.set(Some(Said {
                more,
                ..Said::done(words)
            }));
            // What was pasted stays selected, as far as it is of the rows that were there.
            let last = (first.row + height - 1).min(rows);
            if height > 1 && last > first.row {
                let column = first.column.min(columns.saturating_sub(1));
                self.anchor.set(Some(At { row: last, column }));
            }
            self.focus_soon();
        });
    }
}

/// What was not taken, line by line.
fn left_words(left: &[Left], locale: Locale) -> Vec<String> {
    let line = |left: &Left| match left.why {
        NotTaken::NoSuchStatus => w::left_status(locale, left.row, &left.text),
        NotTaken::TooLong => {
            let column = left.column.map_or("", |column| column.label().of(locale));
            w::left_long(locale, left.row, column)
        }
        NotTaken::BeyondColumns => w::left_beyond(locale, left.row, &short(&left.text)),
        NotTaken::NoTitle => w::left_title(locale, left.row),
    };
    let mut lines: Vec<String> = left
        .iter()
        .take(LINES_MAX)
        .map(|left| w::not_taken(locale, &line(left)))
        .collect();
    if left.len() > LINES_MAX {
        let rest = (left.len() - LINES_MAX).to_string();
        lines.push(crate::words::workspace::and_more(locale, &rest));
    }
    lines
}

fn short(text: &str) -> String {
    const CHARS_MAX: usize = 40;
    match text.chars().count() > CHARS_MAX {
        true => text.chars().take(CHARS_MAX).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
