//! The sheets of practices, contests and development, which are not in the sample workbooks: their
//! columns are defined here. Every row has a code.

use super::{Choice, Column, ColumnReading as R, column, required};
use opora_domain::RecordKind;

const CODE: Column = required(column("Код", "Code", "code", R::Code));
const SCHOOL: Column = required(column(
    "Школа (код)",
    "School (code)",
    "school",
    R::Link(RecordKind::Organisation),
));
const PUBLISHED: Column = column("Опубликовано", "Published", "published", R::Flag);

pub(super) const PRACTICES: &[Column] = &[
    CODE,
    required(column("Название", "Title", "title", R::Text)),
    SCHOOL,
    column("Предмет", "Subject", "subject", R::Text),
    column("Тема", "Theme", "theme", R::Text),
    column("Описание", "Description", "text", R::Text),
    column("Результат", "Result", "result", R::Text),
    column("Дата", "Date", "date", R::Date),
    column("Ссылка", "Link", "link", R::Text),
    PUBLISHED,
];

pub(super) const ADOPTIONS: &[Column] = &[
    CODE,
    required(column(
        "Практика (код)",
        "Practice (code)",
        "practice",
        R::Link(RecordKind::Practice),
    )),
    SCHOOL,
    column("Дата", "Date", "date", R::Date),
    PUBLISHED,
];

pub(super) const CONTESTS: &[Column] = &[
    CODE,
    required(column("Название", "Title", "title", R::Text)),
    column("Организатор", "Organiser", "organiser", R::Text),
    column("Уровень", "Level", "level", R::Choice(Choice::ContestLevel)),
    column("Год", "Year", "year", R::Year),
    column("Дата", "Date", "date", R::Date),
    // Who entered it; empty: the coordinator.
    column(
        "Внесла школа (код)",
        "Entered by school (code)",
        "school",
        R::Link(RecordKind::Organisation),
    ),
];

pub(super) const PARTICIPATIONS: &[Column] = &[
    CODE,
    required(column(
        "Конкурс (код)",
        "Contest (code)",
        "contest",
        R::Link(RecordKind::Contest),
    )),
    SCHOOL,
    column("Итог", "Result", "result", R::Choice(Choice::ContestResult)),
];

pub(super) const DEVELOPMENT: &[Column] = &[
    CODE,
    SCHOOL,
    required(column("Год", "Year", "year", R::Year)),
    required(column(
        "Вид",
        "Kind",
        "kind",
        R::Choice(Choice::Development),
    )),
    column("Предмет", "Subject", "subject", R::Text),
    column("Педагогов", "Teachers", "count", R::Count),
];
