//! The headers of the template, as the README of the samples has them, for workbooks that are
//! written here as their author would have written them.

pub const KEYS: [&str; 2] = ["Поле", "Значение"];
pub const ORGANISATIONS: [&str; 12] = crate::book::ORGANISATION_HEADER;
pub const PARTNERSHIPS: [&str; 11] = crate::book::PARTNERSHIP_HEADER;
pub const TASKS: [&str; 2] = ["№", "Текст"];
pub const ROAD_MAP: [&str; 7] = [
    "№",
    "Раздел",
    "Мероприятие",
    "Срок",
    "Ответственные",
    "Источник финансирования",
    "Плановое значение",
];
pub const CONTEXT: [&str; 5] = ["Организация", "Фактор", "Значение", "Единица", "Год"];
pub const NOTES: [&str; 2] = ["Тема", "Текст"];
