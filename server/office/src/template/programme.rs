//! The sheets of a programme. Their rows have no code: `№` repeats and is no key.

use super::{
    Choice, Column, ColumnReading as R, KnownWord, PeriodCell as V, WITHHELD, column, extra,
    required,
};
use opora_domain::RecordKind;

/// The keys of `Программа`. A key that feeds paragraphs may stand in any number of rows.
pub(crate) const PROGRAMME_KEYS: &[Column] = &[
    column("Название", "Title", "title", R::Text),
    column("Другое название", "Other title", "other_title", R::Text),
    column(
        "Вид документа",
        "Kind of document",
        "document_kind",
        R::Text,
    ),
    column("Период с", "Period from", "term", R::Since),
    column("Период по", "Period to", "term", R::Until),
    column("Администратор", "Administrator", "administrator", R::Text),
    column("Исполнители", "Executors", "executors", R::Text),
    column("Цель", "Goal", "goal", R::Text),
    column("Цель (приложения)", "Goal (annexes)", "annex_goal", R::Text),
    column(
        "Правовые основания",
        "Legal bases",
        "legal_bases",
        R::Paragraph,
    ),
    column("Финансирование", "Funding", "funding", R::Paragraph),
    column("Направление расходов", "Spending", "spending", R::Paragraph),
    column(
        "Основное мероприятие",
        "Main activity",
        "main_activities",
        R::Paragraph,
    ),
    column("Утверждение", "Approval", "approvals", R::Paragraph),
    column(
        "Ожидаемый результат",
        "Expected result",
        "expected_results",
        R::Paragraph,
    ),
    column(
        "Основание прогноза",
        "Why it is expected",
        "forecast_bases",
        R::Paragraph,
    ),
    column("Механизм", "Mechanism", "mechanism", R::Paragraph),
    column("Глоссарий", "Glossary", "definitions", R::Paragraph),
    extra(column(
        "Не публиковать разделы",
        "Sections not published",
        "unpublished",
        R::Sections,
    )),
    WITHHELD,
];

const NUMBER: Column = column("№", "No.", "number", R::Text);

pub(super) const STAGES: &[Column] = &[
    NUMBER,
    column("Название", "Title", "title", R::Text),
    column("Начало", "Since", "term", R::Since),
    column("Окончание", "Until", "term", R::Until),
    column("Примечание", "Note", "note", R::Text),
    WITHHELD,
];

pub(super) const TASKS: &[Column] = &[
    NUMBER,
    required(column("Текст", "Text", "text", R::Text)),
    WITHHELD,
];

pub(super) const INDICATORS: &[Column] = &[
    NUMBER,
    required(column("Показатель", "Indicator", "title", R::Text)),
    column("Единица", "Unit", "unit", R::Word(KnownWord::Unit)),
    column(
        "Направление",
        "Direction",
        "direction",
        R::Word(KnownWord::Direction),
    ),
    column("База", "Base", "baseline", R::Figure),
    column("План", "Plan", "plan", R::PeriodValues(V::Figure)),
    column("Факт", "Fact", "fact", R::PeriodValues(V::Figure)),
    extra(column(
        "Пояснение",
        "Note on the fact",
        "fact_notes",
        R::PeriodValues(V::Note),
    )),
    extra(column("Примечание", "Note", "note", R::Text)),
    // By what it is computed: see `opora_indicators::own`.
    extra(column("Определение", "Definition", "source", R::Text)),
    WITHHELD,
];

pub(super) const ROAD_MAP: &[Column] = &[
    NUMBER,
    column("Раздел", "Section", "section", R::Text),
    required(column("Мероприятие", "Activity", "title", R::Text)),
    column("Срок", "Deadline", "deadline", R::Deadline),
    column(
        "Ответственные",
        "Responsible",
        "responsible",
        R::Responsible,
    ),
    column(
        "Источник финансирования",
        "Source of funding",
        "funding_source",
        R::Text,
    ),
    column(
        "Плановое значение",
        "Planned value",
        "planned_value",
        R::Figure,
    ),
    extra(column(
        "Статус",
        "Status",
        "status",
        R::Choice(Choice::Activity),
    )),
    extra(column("Дата выполнения", "Done on", "done_on", R::Date)),
    extra(column("Результат", "Result", "result", R::Text)),
    // Of single years, where the activity comes every year.
    column(
        "Отметка",
        "Status of",
        "year_status",
        R::PeriodValues(V::Status),
    ),
    column(
        "Исполнено",
        "Done in",
        "year_done",
        R::PeriodValues(V::Date),
    ),
    column(
        "Итог",
        "Result of",
        "year_results",
        R::PeriodValues(V::Text),
    ),
    // Thousand roubles: «Сумма 2020», «Сумма 2020, областной бюджет».
    column("Сумма", "Amount", "amounts", R::PeriodValues(V::Money)),
    extra(column(
        "Подтверждения (коды событий)",
        "Evidence (codes of events)",
        "evidence",
        R::Links(RecordKind::Interaction),
    )),
    WITHHELD,
];

pub(super) const RESULTS: &[Column] = &[
    required(column(
        "Школа (код)",
        "School (code)",
        "school",
        R::Link(RecordKind::Organisation),
    )),
    column("Год", "Year", "year", R::Year),
    column("Экзамен", "Exam", "exam", R::Word(KnownWord::Exam)),
    column("Предмет", "Subject", "subject", R::Text),
    column("Класс", "Class", "grade", R::Text),
    column("Участников", "Takers", "takers", R::Figure),
    column(
        "Преодолели порог",
        "Reached the minimum",
        "passed",
        R::Figure,
    ),
    column("Средний балл", "Mean mark", "mean", R::Figure),
    column("Минимальный балл", "Minimum mark", "minimum", R::Figure),
    column("Доля «2» %", "Marks “2”, %", "share_of_twos", R::Figure),
    column("Доля «3» %", "Marks “3”, %", "share_of_threes", R::Figure),
    column("Примечание", "Note", "note", R::Text),
];

pub(super) const CONTEXT: &[Column] = &[
    required(column(
        "Организация",
        "Organisation",
        "organisation",
        R::Owner,
    )),
    required(column("Фактор", "Factor", "factor", R::Text)),
    column("Значение", "Value", "value", R::Text),
    column("Единица", "Unit", "unit", R::Text),
    column("Год", "Year", "year", R::Text),
];

pub(super) const NOTES: &[Column] = &[
    column("Тема", "Topic", "topic", R::Text),
    required(column("Текст", "Text", "text", R::Text)),
];
