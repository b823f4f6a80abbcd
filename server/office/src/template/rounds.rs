//! The sheets of monitoring. `Мониторинг` has a row a question: what is of the round stands in the
//! first of its rows, under its code. `Ответы` has a row a school and question, answered or not; it is
//! known again by what it answers and needs no code. Both are defined here: no sample has them.

use super::{Column, ColumnReading as R, column, extra, required};
use opora_domain::RecordKind;

pub(super) const ROUNDS: &[Column] = &[
    required(column("Код", "Code", "code", R::Code)),
    column("Название", "Title", "title", R::Text),
    column("Период", "Period", "period", R::Text),
    column("Срок", "Due", "due", R::Date),
    column("Закрыт", "Closed", "locked", R::Flag),
    extra(column(
        "Повторяет",
        "Repeats",
        "repeats",
        R::Link(RecordKind::Round),
    )),
    extra(column("Пояснение", "Explanation", "note", R::Text)),
    required(column("Вопрос", "Question", "questions", R::Question)),
    column("Единица", "Unit", "questions", R::Question),
    extra(column("Подсказка", "Hint", "questions", R::Question)),
];

pub(super) const RETURNS: &[Column] = &[
    required(column(
        "Код сбора",
        "Code of the round",
        "round",
        R::Link(RecordKind::Round),
    )),
    required(column(
        "Школа (код)",
        "School (code)",
        "school",
        R::Link(RecordKind::Organisation),
    )),
    required(column("Вопрос", "Question", "factor", R::Text)),
    column("Единица", "Unit", "unit", R::Text),
    required(column("Ответ", "Answer", "value", R::Text)),
    column("Примечание", "Note", "note", R::Text),
    extra(column(
        "Не участвует",
        "Not taking part",
        "left_out",
        R::Flag,
    )),
];

/// The part of a question a column of `Мониторинг` holds.
pub(crate) fn part_of_question(column: &Column) -> Option<&'static str> {
    match (column.reading, column.header) {
        (R::Question, "Вопрос") => Some("factor"),
        (R::Question, "Единица") => Some("unit"),
        (R::Question, _) => Some("hint"),
        _ => None,
    }
}
