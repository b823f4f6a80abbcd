//! What every field of the schema is called on a screen. The schema says which fields there are.

use crate::words::Phrase;
use opora_domain::RecordKind;

/// The label of every field of the schema; the field's own name when it is new to this list.
pub fn field_label(kind: RecordKind, field: &str) -> Option<Phrase> {
    const fn phrase(ru: &'static str, en: &'static str) -> Option<Phrase> {
        Some(Phrase { ru, en })
    }
    match (kind, field) {
        (RecordKind::Network, "centre") => phrase("Центр района", "Centre of the district"),
        (RecordKind::Network, "example") => phrase("Пример", "Example"),
        (RecordKind::Organisation, "kind") => phrase("Вид организации", "Kind of organisation"),
        (RecordKind::Organisation, "name") => phrase("Название", "Name"),
        (RecordKind::Organisation, "full_name") => phrase("Полное название", "Full name"),
        (RecordKind::Organisation, "settlement") => phrase("Населённый пункт", "Settlement"),
        (RecordKind::Organisation, "locality") => phrase("Город или село", "Town or village"),
        (RecordKind::Organisation, "small") => phrase("Малокомплектная", "Small school"),
        (RecordKind::Organisation, "pupils") => phrase("Учеников", "Pupils"),
        (RecordKind::Organisation, "standings") => phrase("Статусы", "Standings"),
        (RecordKind::Organisation, "place") => phrase("Место на карте", "Place on the map"),
        (RecordKind::Partnership, "kind") => phrase("Вид помощи", "Kind of help"),
        (RecordKind::Partnership, "from") => phrase("Кто помогает", "Who helps"),
        (RecordKind::Partnership, "to") => phrase("Кому помогают", "Who is helped"),
        (RecordKind::Partnership, "theme") => phrase("Тема", "Theme"),
        (RecordKind::Partnership, "subjects") => phrase("Предметы", "Subjects"),
        (RecordKind::Partnership, "agreement") => {
            phrase("Соглашение или основание", "Agreement or legal basis")
        }
        (RecordKind::Partnership, "term") => phrase("Срок", "Term"),
        (RecordKind::Partnership, "status") => phrase("Статус", "Status"),
        (RecordKind::Interaction, "partnership") => phrase("Партнёрство", "Partnership"),
        (RecordKind::Interaction, "kind") => phrase("Что было", "What took place"),
        (RecordKind::Interaction, "participants") => phrase("Участников", "Participants"),
        (RecordKind::Interaction, "topic") => {
            phrase("Предмет и класс, тема", "Subject and class, topic")
        }
        (RecordKind::Interaction, "discussion") => phrase("Что обсудили", "What was discussed"),
        (RecordKind::Interaction, "private_note") => {
            phrase("Заметка для своих", "Note for one's own side")
        }
        (RecordKind::Interaction, "recorded_by") => phrase("Кто записал", "Recorded by"),
        (RecordKind::Programme | RecordKind::Definition, "other_title") => {
            phrase("Другое название", "Other title")
        }
        (RecordKind::Programme, "document_kind") => phrase("Вид документа", "Kind of document"),
        (RecordKind::Programme, "term") => phrase("Период", "Period"),
        (RecordKind::Programme, "administrator") => phrase("Администратор", "Administrator"),
        (RecordKind::Programme, "executors") => phrase("Исполнители", "Executors"),
        (RecordKind::Programme, "goal") => phrase("Цель", "Goal"),
        (RecordKind::Programme, "annex_goal") => {
            phrase("Цель (приложения)", "Goal (as the annexes word it)")
        }
        (RecordKind::Programme, "legal_bases") => phrase("Правовые основания", "Legal bases"),
        (RecordKind::Programme, "funding") => phrase("Финансирование", "Funding"),
        (RecordKind::Programme, "spending") => phrase("Направление расходов", "What is paid for"),
        (RecordKind::Programme, "main_activities") => {
            phrase("Основное мероприятие", "Main activity")
        }
        (RecordKind::Programme, "approvals") => phrase("Утверждение", "Approvals"),
        (RecordKind::Programme, "expected_results") => {
            phrase("Ожидаемый результат", "Expected results")
        }
        (RecordKind::Programme, "forecast_bases") => {
            phrase("Основание прогноза", "Why it is expected")
        }
        (RecordKind::Programme, "mechanism") => phrase("Механизм", "Mechanism"),
        (RecordKind::Programme, "definitions") => phrase("Глоссарий", "Glossary"),
        (RecordKind::Programme, "other") => phrase("Прочее", "Other lines"),
        (RecordKind::Programme, "unpublished") => phrase(
            "Разделы, которые не публикуются",
            "Sections that are not published",
        ),
        (RecordKind::Programme, "versions") => phrase("Редакции", "Versions"),
        (RecordKind::Stage, "term") => phrase("Сроки", "Dates"),
        (RecordKind::Task, "text") => phrase("Задача", "Task"),
        (RecordKind::Indicator, "title") => phrase("Показатель", "Indicator"),
        (RecordKind::Indicator, "parent") => phrase("Часть показателя", "Part of the indicator"),
        (RecordKind::Indicator | RecordKind::Definition, "direction") => {
            phrase("Направление", "Direction")
        }
        (RecordKind::Indicator, "baseline") => phrase("База", "Base"),
        (RecordKind::Indicator, "plan") => phrase("План", "Plan"),
        (RecordKind::Indicator, "fact") => phrase("Факт", "Fact"),
        (RecordKind::Activity, "section") => phrase("Раздел", "Section"),
        (RecordKind::Activity, "title") => phrase("Мероприятие", "Activity"),
        (RecordKind::Activity, "deadline") => phrase("Срок", "Deadline"),
        (RecordKind::Activity, "responsible") => phrase("Ответственные", "Who answers for it"),
        (RecordKind::Activity, "funding_source") => {
            phrase("Источник финансирования", "Source of funding")
        }
        (RecordKind::Activity, "planned_value") => phrase("Плановое значение", "Planned value"),
        (RecordKind::Activity, "status") => phrase("Состояние", "State"),
        (RecordKind::Activity, "done_on") => phrase("Когда выполнено", "Done on"),
        (RecordKind::Activity, "result") => phrase("Что сделано", "What was done"),
        (RecordKind::Activity, "year_status") => phrase("Состояние по годам", "State by year"),
        (RecordKind::Activity, "year_done") => {
            phrase("Когда выполнено, по годам", "Done on, by year")
        }
        (RecordKind::Activity, "year_results") => {
            phrase("Что сделано, по годам", "What was done, by year")
        }
        (RecordKind::Activity, "amounts") => phrase(
            "Суммы по годам, тыс. руб.",
            "Amounts by year, thousand roubles",
        ),
        (RecordKind::Activity, "evidence") => phrase("Подтверждения", "Evidence"),
        (RecordKind::Assessment, "exam") => phrase("Экзамен", "Exam"),
        (RecordKind::Assessment, "grade") => phrase("Класс", "Class"),
        (RecordKind::Assessment, "takers") => phrase("Участников", "Takers"),
        (RecordKind::Assessment, "passed") => phrase("Преодолели порог", "Reached the minimum"),
        (RecordKind::Assessment, "mean") => phrase("Средний балл", "Mean mark"),
        (RecordKind::Assessment, "minimum") => phrase("Минимальный балл", "Minimum mark"),
        (RecordKind::Assessment, "share_of_twos") => phrase("Доля «2», %", "Marks “2”, %"),
        (RecordKind::Assessment, "share_of_threes") => phrase("Доля «3», %", "Marks “3”, %"),
        (RecordKind::ContextFact, "organisation") => phrase("Организация", "Organisation"),
        (RecordKind::ContextFact, "factor") => phrase("Фактор", "Factor"),
        (RecordKind::ContextFact, "value") => phrase("Значение", "Value"),
        (RecordKind::Note, "topic") => phrase("Тема", "Topic"),
        (RecordKind::Note, "text") => phrase("Текст", "Text"),
        (RecordKind::Round, "period") => phrase("Период", "Period"),
        (RecordKind::Round, "due") => phrase("Срок", "Due"),
        (RecordKind::Round, "questions") => phrase("Вопросы", "Questions"),
        (RecordKind::Round, "repeats") => phrase("Повторяет сбор", "Repeats the round"),
        (RecordKind::Return, "left_out") => phrase("Не участвует", "Not taking part"),
        (RecordKind::Round, "locked") => phrase("Сбор закрыт", "Closed"),
        (RecordKind::Return, "round") => phrase("Сбор", "Round"),
        (RecordKind::Return, "factor") => phrase("Вопрос", "Question"),
        (RecordKind::Return, "value") => phrase("Ответ", "Answer"),
        (RecordKind::Practice, "theme") => phrase("О чём", "What it is about"),
        (RecordKind::Practice, "text") => phrase("Как это делается", "How it is done"),
        (RecordKind::Practice, "result") => phrase("Результат", "Result"),
        (RecordKind::Practice, "link") => phrase("Ссылка", "Link"),
        (RecordKind::Adoption, "practice") => phrase("Практика", "Practice"),
        (RecordKind::Contest, "organiser") => phrase("Организатор", "Organiser"),
        (RecordKind::Contest, "level") => phrase("Уровень", "Level"),
        (RecordKind::Participation, "contest") => phrase("Конкурс", "Contest"),
        (RecordKind::Participation, "result") => phrase("Итог", "Result"),
        (RecordKind::Development, "kind") => phrase("Что считаем", "What is counted"),
        (RecordKind::Development, "count") => phrase("Педагогов", "Teachers"),
        (_, "region") => phrase("Регион", "Region"),
        (_, "municipality") => phrase("Муниципалитет", "Municipality"),
        (_, "title") => phrase("Название", "Title"),
        (_, "published") => phrase("Опубликовано", "Published"),
        (_, "school") => phrase("Школа", "School"),
        (_, "subject") => phrase("Предмет", "Subject"),
        (_, "date") => phrase("Дата", "Date"),
        (_, "programme") => phrase("Программа", "Programme"),
        (_, "order") => phrase("Порядок", "Order"),
        (_, "number") => phrase("№", "No."),
        (_, "unit") => phrase("Единица", "Unit"),
        (_, "year") => phrase("Год", "Year"),
        (_, "note" | "fact_notes") => phrase("Примечание", "Note"),
        (_, "withheld") => phrase("Не публиковать", "Do not publish"),
        (_, "code") => phrase("Код", "Code"),
        (_, "source") => phrase("Источник", "Source"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_domain::schema::fields_of;

    #[test]
    fn every_field_of_the_schema_has_a_label() {
        for kind in RecordKind::ALL {
            for field in fields_of(*kind) {
                assert!(
                    field_label(*kind, field.name).is_some(),
                    "{kind:?} {}",
                    field.name
                );
            }
        }
    }
}
