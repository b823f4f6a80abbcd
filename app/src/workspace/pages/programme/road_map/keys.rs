//! What the keys and the mouse do in the table.

use super::grid::{At, Grid};
use crate::workspace::navigation::go;
use crate::workspace::place::{Place, ProgrammePlace};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Rows of one page.
const PAGE: usize = 10;

impl Grid {
    pub fn key(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let is_done = match self.editing.get_untracked() {
            Some(_) => self.key_while_editing(event),
            None => self.key_on_cells(event),
        };
        if is_done {
            event.prevent_default();
        }
    }

    fn key_while_editing(self, event: &KeyboardEvent) -> bool {
        let At { row, column } = self.cursor.get_untracked();
        // A line break in a cell is made as in a spreadsheet.
        let is_break = event.alt_key() || event.shift_key() || event.ctrl_key();
        match event.key().as_str() {
            "Enter" if event.alt_key() || event.ctrl_key() => {
                self.break_line();
                true
            }
            "Enter" if is_break => false,
            "Enter" => {
                self.commit(Some(At {
                    row: row + 1,
                    column,
                }));
                true
            }
            "Escape" => {
                self.cancel();
                true
            }
            "Tab" if self.is_in_editor(event) && event.shift_key() => {
                self.commit(Some(At {
                    row,
                    column: column.saturating_sub(1),
                }));
                true
            }
            "Tab" if self.is_in_editor(event) && !self.has_proposals() => {
                self.commit(Some(At {
                    row,
                    column: column + 1,
                }));
                true
            }
            _ => false,
        }
    }

    fn key_on_cells(self, event: &KeyboardEvent) -> bool {
        let is_command = event.ctrl_key() || event.meta_key();
        // By the place of the key: on a Russian keyboard it gives another letter.
        match event.code().as_str() {
            "KeyZ" if is_command && !event.shift_key() => {
                self.undo();
                return true;
            }
            "KeyA" if is_command => {
                let (rows, columns) = self.size();
                self.cursor.set(At { row: 1, column: 0 });
                self.anchor.set(Some(At {
                    row: rows,
                    column: columns.saturating_sub(1),
                }));
                return true;
            }
            _ => {}
        }
        let cursor = self.cursor.get_untracked();
        let At { row, column } = cursor;
        let (rows, columns) = self.size();
        let last = columns.saturating_sub(1);
        let is_far = event.ctrl_key() || event.meta_key();
        let to = match event.key().as_str() {
            "ArrowUp" if is_far => At { row: 1, column },
            "ArrowUp" => At {
                row: row.saturating_sub(1),
                column,
            },
            "ArrowDown" if is_far => At { row: rows, column },
            "ArrowDown" => At {
                row: row + 1,
                column,
            },
            "ArrowLeft" if is_far => At { row, column: 0 },
            "ArrowLeft" => At {
                row,
                column: column.saturating_sub(1),
            },
            "ArrowRight" if is_far => At { row, column: last },
            "ArrowRight" => At {
                row,
                column: column + 1,
            },
            "Home" if is_far => At { row: 1, column: 0 },
            "Home" => At { row, column: 0 },
            "End" if is_far => At {
                row: rows,
                column: last,
            },
            "End" => At { row, column: last },
            "PageUp" => At {
                row: row.saturating_sub(PAGE).max(1),
                column,
            },
            "PageDown" => At {
                row: row + PAGE,
                column,
            },
            _ => return self.act(event, cursor),
        };
        self.go(to, event.shift_key());
        true
    }

    /// A key that moves nowhere.
    fn act(self, event: &KeyboardEvent, cursor: At) -> bool {
        let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
        match event.key().as_str() {
            "Enter" if cursor.row == 0 => self.sort(cursor.column),
            "Enter" if is_command || !self.may_edit.get_untracked() => self.open_activity(cursor),
            "Enter" | "F2" => self.begin(cursor, None),
            "Escape" => self.anchor.set(None),
            "Delete" | "Backspace" => self.clear(),
            key if key.chars().count() == 1 && key != " " && !is_command && cursor.row > 0 => {
                self.begin(cursor, Some(key));
            }
            _ => return false,
        }
        true
    }

    /// By this column, then the other way round, then in the document's order again.
    pub fn sort(self, column: usize) {
        let Some(column) = self.column(column) else {
            return;
        };
        self.asked.update(|asked| {
            asked.sort = match asked.sort {
                Some((sorted, false)) if sorted == column => Some((column, true)),
                Some((sorted, true)) if sorted == column => None,
                _ => Some((column, false)),
            };
        });
    }

    /// A press of the mouse: the frame goes there, with shift the selection grows.
    pub fn press(self, event: &leptos::ev::MouseEvent) {
        let Some(at) = self.cell_of(event) else {
            return;
        };
        if self.editing.get_untracked().is_some() && at == self.cursor.get_untracked() {
            return;
        }
        let from = self.cursor.get_untracked();
        match event.shift_key() && at.row > 0 {
            true => self.anchor.update(|anchor| *anchor = anchor.or(Some(from))),
            false => self.anchor.set(None),
        }
    }

    fn open_activity(self, cursor: At) {
        if let Some(id) = self.id(cursor.row) {
            go(
                self.workspace,
                &Place::Programme(ProgrammePlace::Activity(id)).path(),
            );
        }
    }
}
