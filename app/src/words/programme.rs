//! Words of a programme: passport, stages, tasks, indicators, road map.

use super::numbers::Noun;

pub const ACTIVITIES: Noun = Noun::new(
    ["мероприятие", "мероприятия", "мероприятий"],
    ["activity", "activities"],
);
pub const INDICATORS: Noun = Noun::new(
    ["показатель", "показателя", "показателей"],
    ["indicator", "indicators"],
);

crate::phrases! {
    PROGRAMME = "Программа", "Programme";
    PROGRAMMES = "Программы", "Programmes";
    OF_NETWORK = "Программа сети", "The network's programme";
    ALL_NETWORK = "Сеть района", "The district's network";
    fn title(name: &str) = "{name}: программа", "{name}: programme";
    fn description(name: &str) = "Паспорт, этапы, показатели и дорожная карта: {name}", "Passport, stages, indicators and road map: {name}";
    PASSPORT = "Паспорт", "Passport";
    OTHER_TITLE = "Другое название", "Other title";
    KIND = "Вид документа", "Kind of document";
    TERM = "Срок", "Term";
    ADMINISTRATOR = "Администратор", "Administrator";
    EXECUTORS = "Исполнители", "Executors";
    GOAL = "Цель", "Goal";
    ANNEX_GOAL = "Цель по приложениям", "Goal, as the annexes word it";
    LEGAL_BASES = "Правовые основания", "Legal bases";
    FUNDING = "Финансирование", "Funding";
    SPENDING = "Направления расходов", "Spending";
    MAIN_ACTIVITIES = "Основные мероприятия", "Main activities";
    APPROVALS = "Утверждение", "Approvals";
    EXPECTED_RESULTS = "Ожидаемые результаты", "Expected results";
    FORECAST_BASES = "Основание прогноза", "Basis of the forecast";
    MECHANISM = "Механизм", "Mechanism";
    DEFINITIONS = "Глоссарий", "Glossary";
    STAGES = "Этапы", "Stages";
    STAGE = "Этап", "Stage";
    NOTE = "Примечание", "Note";
    fn gap(days: &str) = "Между этапами перерыв: {days}", "A gap between stages: {days}";
    TASKS = "Задачи", "Tasks";
    INDICATORS_TITLE = "Показатели", "Indicators";
    NUMBER = "№", "No.";
    INDICATOR = "Показатель", "Indicator";
    UNIT = "Единица", "Unit";
    BASE = "База", "Base";
    BASE_LABEL = "база", "base";
    PLAN = "план", "plan";
    FACT = "факт", "fact";
    fn plan_of(period: &str) = "План {period}", "Plan {period}";
    fn fact_of(period: &str) = "Факт {period}", "Actual {period}";
    UNDATED = "без периода", "no period";
    COMPUTED_FACTS = "Вычислено из\u{a0}записей сети", "Computed from the network's records";
    FOR_MEMBERS = "Считается по\u{a0}сведениям, которые видны только участникам сети: здесь числа нет.",
        "Computed from what only the network's members see: there is no number here.";
    DELETED_DEFINITION = "Определение, по\u{a0}которому считался показатель, удалено; показан факт, внесённый раньше.",
        "The definition it was computed by was deleted; what was entered before is shown.";
    UNKNOWN_DEFINITION = "Определение показателя этой программе неизвестно: числа нет.",
        "This program does not know the indicator's definition: there is no number.";
    PLANNED_BETTER = "по плану лучше", "planned to get better";
    PLANNED_WORSE = "по плану хуже", "planned to get worse";
    PLANNED_UNCHANGED = "по плану без изменений", "planned to stay";
    AS_PICTURES = "План и факт рисунками", "Plan and fact as pictures";
    NOT_APPLICABLE = "не применяется", "not applicable";
    ROAD_MAP = "Дорожная карта", "Road map";
    VERSIONS = "Редакции", "Versions";
    ACTIVITY = "Мероприятие", "Activity";
    RESPONSIBLE = "Ответственные", "Responsible";
    DEADLINE = "Срок, как в\u{a0}документе", "Deadline, as in the document";
    STATUS = "Статус", "Status";
    PLANNED_VALUE = "Плановое значение", "Planned value";
    FUNDED_BY = "Источник финансирования", "Funded by";
    EMPTY_SECTION = "В документе в\u{a0}этом разделе мероприятий нет.", "The document lists nothing in this section.";
    WITHOUT_SECTION = "Без раздела", "Without a section";
    UNREAD_DEADLINE = "срок не прочитан, текст сохранён", "could not be read, the text is kept";
    AMOUNTS = "Суммы по дорожной карте, тыс.\u{a0}руб.", "Amounts of the road map, thousand roubles";
    AMOUNT_SOURCE = "Источник", "Source";
    AMOUNT_TOTAL = "Всего", "Total";
    NO_SOURCE = "Источник не указан", "No source named";
    fn unread_amounts(number: usize) = "Не прочитано и\u{a0}в\u{a0}суммы не вошло: {number}", "Could not be read and are in no sum: {number}";
    fn amount_line(source: &str, sums: &str) = "{source}: {sums}", "{source}: {sums}";
    KEPT_BACK = "Раздел не публикуется.", "This section is not published.";
    YEARS_MARKED = "по годам", "by year";
    NOTHING = "Программа района пока не внесена.", "The district's programme has not been entered yet.";
    NOTHING_TEXT = "Здесь будут паспорт, этапы, показатели и\u{a0}дорожная карта.", "The passport, stages, indicators and road map will be here.";
    FILES = "Скачать", "Download";
    FILE_PASSPORT = "Паспорт (DOCX)", "Passport (DOCX)";
    FILE_ROAD_MAP = "Дорожная карта (DOCX)", "Road map (DOCX)";
    FILE_INDICATORS = "Отчёт о\u{a0}показателях (DOCX)", "Report on indicators (DOCX)";
    FILE_TABLES = "Показатели и\u{a0}план (XLSX)", "Indicators and plan (XLSX)";
    FILE_WORKBOOK = "Книга по шаблону (XLSX)", "Workbook of the template (XLSX)";
    LEGEND_BAR = "срок", "term";
    LEGEND_BOUND = "до срока", "until";
    LEGEND_OPEN = "без конца", "without end";
    LEGEND_WHEN_NEEDED = "по мере необходимости", "when needed";
    LEGEND_UNREAD = "срок не прочитан", "could not be read";
}
