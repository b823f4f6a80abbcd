//! Cells pasted from a spreadsheet into a table of ours: read, stored in one step, and said: how
//! many were taken, and which had no place.

use super::wording;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use crate::words::numbers::counted;
use crate::workspace::ports::Drafting;
use crate::workspace::state::Workspace;
use leptos::prelude::*;

/// More of what was left is not named one by one.
const LEFT_NAMED_MAX: usize = 12;

/// What becomes of pasted cells.
pub struct Pasted {
    pub taken: usize,
    /// Texts for which the table has no row, no column, or none the person may fill.
    pub left: Vec<String>,
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

/// Stores what was pasted; what was left and a failure are said beside the table.
pub fn store_pasted(
    workspace: Workspace,
    drafting: Drafting,
    pasted: Pasted,
    error: RwSignal<Option<String>>,
) {
    let locale = workspace.l();
    let saved = workspace.edit_by(drafting);
    leptos::task::spawn_local(async move {
        let words = match saved.await {
            Err(failure) => Some(wording::save_failure_words(failure, locale).to_owned()),
            Ok(_) => {
                let cells = counted(pasted.taken, &w::CELLS, locale);
                workspace.say(&w::pasted(locale, &cells));
                left_words(&pasted.left, workspace)
            }
        };
        let _ = error.try_set(words);
    });
}

fn left_words(left: &[String], workspace: Workspace) -> Option<String> {
    let locale = workspace.l();
    let mut named: Vec<String> = left
        .iter()
        .take(LEFT_NAMED_MAX)
        .map(|text| format!("«{text}»"))
        .collect();
    if left.len() > LEFT_NAMED_MAX {
        named.push("…".to_owned());
    }
    (!named.is_empty()).then(|| w::left_out(locale, &named.join(", ")))
}

/// What went wrong with a cell, under its table.
pub fn error_words(error: RwSignal<Option<String>>) -> AnyView {
    view! {
        <div role="alert" data-testid="error-cells">
            {move || error.get().map(|words| view! { <p class="field__error">{words}</p> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_is_typed_and_more_are_pasted() {
        assert_eq!(pasted_rows("12,5\r\n"), None);
        let rows = pasted_rows("12,5\t13\n\t14\n").expect("two rows");
        assert_eq!(rows, [["12,5", "13"], ["", "14"]]);
    }
}
