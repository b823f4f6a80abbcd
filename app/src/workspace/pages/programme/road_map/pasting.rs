//! What a pasted block changes in the road map: decided before anything is changed, so that what
//! is not taken can be said. Changes nothing itself.

use super::columns::{Column, NotTaken};
use crate::workspace::state::names::Names;
use opora_domain::{Activity, RecordId, Value};

/// What is to be done with a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub sets: Vec<Change>,
    /// The fields of new rows, in order: those below the last row.
    pub new: Vec<Vec<(&'static str, Value)>>,
    pub not_taken: Vec<Left>,
}

/// A value of a row that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub record: RecordId,
    pub field: &'static str,
    pub value: Value,
}

/// A cell of the block that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Row of the block, from 1.
    pub row: usize,
    pub column: Option<Column>,
    pub text: String,
    pub why: NotTaken,
}

impl Plan {
    /// How many cells are taken.
    pub fn taken(&self) -> usize {
        self.sets.len() + self.new.iter().map(Vec::len).sum::<usize>()
    }
}

/// The plan of a block whose first cell goes to row `top` and column `left` of what is shown. A
/// cell that says what stands there already is no change and none that was left.
pub fn plan(
    block: &[Vec<String>],
    rows: &[&Activity],
    columns: &[Column],
    (top, left): (usize, usize),
    names: &Names,
) -> Plan {
    let mut plan = Plan::default();
    for (down, cells) in block.iter().enumerate() {
        let before = rows.get(top + down).copied();
        let is_new = before.is_none();
        let leave = |column, text: &str, why| Left {
            row: down + 1,
            column,
            text: text.trim().to_owned(),
            why,
        };
        let mut read: Vec<(Column, Value)> = vec![];
        for (right, text) in cells.iter().enumerate() {
            let Some(column) = columns.get(left + right).copied() else {
                if !text.trim().is_empty() {
                    plan.not_taken
                        .push(leave(None, text, NotTaken::BeyondColumns));
                }
                continue;
            };
            match column.value(text, before, names) {
                Ok(value) => read.push((column, value)),
                Err(why) => plan.not_taken.push(leave(Some(column), text, why)),
            }
        }
        if is_new {
            read.retain(|(_, value)| !value.is_null());
            let has_title = read.iter().any(|(column, _)| *column == Column::Title);
            if has_title {
                let fields = read
                    .into_iter()
                    .map(|(column, value)| (column.field(), value));
                plan.new.push(fields.collect());
            } else if !read.is_empty() {
                plan.not_taken
                    .push(leave(None, &cells.join(" "), NotTaken::NoTitle));
            }
            continue;
        }
        let Some(row) = before else { continue };
        for (column, value) in read {
            if value_of(row, column, names).as_ref() != Some(&value) {
                plan.sets.push(Change {
                    record: row.id,
                    field: column.field(),
                    value,
                });
            }
        }
    }
    plan
}

/// The value a cell holds now, as a text typed there would give it.
fn value_of(row: &Activity, column: Column, names: &Names) -> Option<Value> {
    let text = column.text(row, opora_domain::Locale::Ru);
    column.value(&text, Some(row), names).ok()
}

/// One cell for all cells of a selection of so many rows and columns; any other block as it is.
pub fn filling(block: Vec<Vec<String>>, rows: usize, columns: usize) -> Vec<Vec<String>> {
    match block.as_slice() {
        [only] if only.len() == 1 => vec![vec![only[0].clone(); columns]; rows],
        _ => block,
    }
}

#[cfg(test)]
mod tests {
    use super::super::asked::tests::activity;
    use super::*;

    fn block(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect()
    }

    fn nobody() -> Names {
        Names::of(std::iter::empty())
    }

    #[test]
    fn a_block_goes_right_and_down_from_the_focused_cell() {
        let rows = [
            activity(1, &[("title", "Первое")]),
            activity(2, &[("title", "Второе")]),
        ];
        let shown: Vec<&Activity> = rows.iter().collect();
        let columns = [Column::Title, Column::Deadline, Column::Status];
        let plan = plan(
            &block(&[&["2019 г.", "выполнено"], &["", "Done"]]),
            &shown,
            &columns,
            (0, 1),
            &nobody(),
        );
        let told: Vec<_> = plan
            .sets
            .iter()
            .map(|it| (it.record, it.field, it.value.clone()))
            .collect();
        assert_eq!(
            told,
            [
                (rows[0].id, "deadline", Value::from("2019 г.")),
                (rows[0].id, "status", Value::from("done")),
            ]
        );
        // An empty cell over an empty one changes nothing; «Done» is no word of the list.
        assert_eq!(plan.not_taken.len(), 1);
        assert_eq!(
            (plan.not_taken[0].row, plan.not_taken[0].why),
            (2, NotTaken::NoSuchStatus)
        );
    }

    #[test]
    fn what_does_not_fit_is_said_and_the_rest_is_taken() {
        let rows = [activity(1, &[("title", "Первое")])];
        let shown: Vec<&Activity> = rows.iter().collect();
        let columns = [Column::Title, Column::Status];
        let plan = plan(
            &block(&[
                &["Первое", "сделано наполовину", "лишнее", ""],
                &["Новое", "выполняется"],
                &["", "выполняется"],
            ]),
            &shown,
            &columns,
            (0, 0),
            &nobody(),
        );
        assert_eq!(plan.sets, [], "the same title is no change");
        assert_eq!(
            plan.new,
            [vec![
                ("title", Value::from("Новое")),
                ("status", Value::from("under-way"))
            ]]
        );
        let why: Vec<_> = plan
            .not_taken
            .iter()
            .map(|it| (it.row, it.column, it.why))
            .collect();
        assert_eq!(
            why,
            [
                (1, Some(Column::Status), NotTaken::NoSuchStatus),
                (1, None, NotTaken::BeyondColumns),
                (3, None, NotTaken::NoTitle),
            ]
        );
        assert_eq!(plan.taken(), 2);
    }

    #[test]
    fn an_empty_cell_empties_what_is_there() {
        let rows = [activity(1, &[("title", "Первое"), ("result", "было")])];
        let shown: Vec<&Activity> = rows.iter().collect();
        let plan = plan(
            &block(&[&[""]]),
            &shown,
            &[Column::Result],
            (0, 0),
            &nobody(),
        );
        assert_eq!(plan.sets.len(), 1);
        assert!(plan.sets[0].value.is_null());
    }

    #[test]
    fn one_cell_fills_a_selection() {
        assert_eq!(
            filling(block(&[&["а"]]), 2, 2),
            block(&[&["а", "а"], &["а", "а"]])
        );
        assert_eq!(filling(block(&[&["а", "б"]]), 3, 1), block(&[&["а", "б"]]));
    }
}
