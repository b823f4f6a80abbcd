//! The words of the documents, in both languages. What the documents quote stays as it is written.

use opora_domain::Locale;

/// A phrase in both languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase(pub(super) &'static str, pub(super) &'static str);

impl Phrase {
    pub(super) const fn of(self, locale: Locale) -> &'static str {
        locale.pick(self.0, self.1)
    }
}

macro_rules! phrases {
    ($($name:ident = $ru:literal, $en:literal;)*) => {
        $(pub(super) const $name: Phrase = Phrase($ru, $en);)*
    };
}

phrases! {
    APPROVED = "УТВЕРЖДЕНО", "APPROVED";
    TO_APPROVE = "УТВЕРЖДАЮ", "TO BE APPROVED";
    PASSPORT = "ПАСПОРТ ПРОГРАММЫ", "PROGRAMME PASSPORT";
    ROAD_MAP = "ДОРОЖНАЯ КАРТА", "ROAD MAP";
    ROAD_MAP_SUB = "План мероприятий", "Plan of activities";
    INDICATORS = "ОТЧЁТ О ДОСТИЖЕНИИ ПОКАЗАТЕЛЕЙ", "REPORT ON INDICATORS";
    INDICATORS_SHEET = "Показатели", "Indicators";
    ROAD_MAP_SHEET = "План мероприятий", "Plan of activities";
    ANSWERS_SHEET = "Ответы", "Answers";
    MISSING_SHEET = "Не ответили", "Not answered";
    NOTES_SHEET = "Примечания", "Notes";
    LEFT_OUT_SHEET = "Не участвуют", "Not taking part";
    SCHOOL = "Школа", "School";
    FILLED = "Заполнено", "Filled";
    POINTS = "Баллы", "Points";
    DUE = "срок до", "due";
    CLOSED = "сбор закрыт", "closed";
    ANSWERED = "Ответили", "Answered";
    NUMBERS = "Из них числом", "Of them numbers";
    SUM = "Сумма", "Sum";
    MEAN = "Среднее", "Mean";
    YES = "Ответили «да»", "Answered “yes”";
    LEFT = "Осталось", "Left";
    QUESTIONS = "Вопросы", "Questions";
    QUESTION = "Вопрос", "Question";
    ANSWER = "Ответ", "Answer";
    NOTE = "Примечание", "Note";
    NOTHING_ANSWERED = "все вопросы", "all questions";
    ALL_ANSWERED = "Ответили все школы.", "All schools have answered.";
    NOT_ASKED_ANY_MORE = "вопрос больше не задаётся", "not asked any more";
    NAME = "Наименование программы", "Name of the programme";
    OTHER_TITLE = "Другое название", "Other name";
    KIND = "Вид документа", "Kind of document";
    TERM = "Срок реализации", "Term";
    LEGAL_BASES = "Правовые основания", "Legal bases";
    ADMINISTRATOR = "Администратор программы", "Administrator";
    EXECUTORS = "Исполнители", "Executors";
    GOAL = "Цель программы", "Goal";
    ANNEX_GOAL = "Цель, как она указана в приложениях", "Goal, as the annexes word it";
    TASKS = "Задачи программы", "Tasks";
    STAGES = "Этапы реализации", "Stages";
    INDICATOR_NAMES = "Целевые показатели", "Target indicators";
    MAIN_ACTIVITIES = "Основные мероприятия", "Main activities";
    EXPECTED_RESULTS = "Ожидаемые результаты", "Expected results";
    FORECAST_BASES = "Основание прогноза", "Basis of the forecast";
    MECHANISM = "Механизм реализации", "Mechanism";
    FUNDING = "Финансирование", "Funding";
    SPENDING = "Направления расходов", "Spending";
    DEFINITIONS = "Глоссарий", "Glossary";
    LINE = "Раздел паспорта", "Section of the passport";
    CONTENT = "Содержание", "Content";
    NUMBER = "№ п/п", "No.";
    ACTIVITY = "Наименование мероприятия", "Activity";
    DEADLINE = "Срок", "Deadline";
    RESPONSIBLE = "Ответственные исполнители", "Responsible";
    FUNDED_BY = "Источник финансирования", "Source of funding";
    PLANNED_VALUE = "Плановое значение", "Planned value";
    STATUS = "Статус", "Status";
    RESULT = "Результат", "Result";
    AMOUNTS = "Сумма по годам, тыс. руб.", "Amount by year, thousand roubles";
    AMOUNTS_SUM = "Суммы по дорожной карте, тыс. руб.", "Amounts of the road map, thousand roubles";
    AMOUNTS_WHOLE = "Всего", "Total";
    NO_SOURCE = "источник не указан", "no source named";
    UNREAD_AMOUNTS = "Не прочитано и в суммы не вошло", "Could not be read and are in no sum";
    EMPTY_SECTION = "мероприятия не указаны", "no activities are listed";
    INDICATOR = "Наименование показателя", "Indicator";
    UNIT = "Единица измерения", "Unit";
    BASE = "Базовое значение", "Base";
    PLAN = "план", "plan";
    FACT = "факт", "actual";
    UNDATED = "период не указан", "no period";
    DONE = "Достижение плана", "Plan met";
    IS_DONE = "достигнут", "met";
    IS_NOT_DONE = "не достигнут", "not met";
    GAP = "—", "—";
    GAP_NOTE = "— данных нет.", "— no data.";
    LESS_NOTE = "↓ Показатель тем лучше, чем меньше значение.", "↓ The smaller the value, the better.";
    COMPUTED_FACTS = "Факт вычислен из записей сети:", "Computed from the network's records:";
    FOR_MEMBERS = "Считается по сведениям, которые видны только участникам сети: в открытом документе числа нет.",
        "Computed from what only the network's members see: there is no number in a public document.";
    DELETED_DEFINITION = "Определение, по которому считался показатель, удалено; указан факт, внесённый раньше.",
        "The definition it was computed by was deleted; what was entered before is given.";
    UNKNOWN_DEFINITION = "Определение показателя этой программе неизвестно: числа нет.",
        "This program does not know the indicator's definition: there is no number.";
    NOTES_ON_FACTS = "Пояснения к факту:", "Notes on the actual values:";
    NO_INDICATORS = "Показатели не внесены.", "No indicators have been entered.";
    NO_ACTIVITIES = "Мероприятия не внесены.", "No activities have been entered.";
    HEAD = "Руководитель", "Head";
    SIGNATURE = "(подпись)", "(signature)";
    FULL_NAME = "(расшифровка подписи)", "(name in full)";
    DATE_LINE = "«____» ______________ 20___ г.", "“____” ______________ 20___";
    AS_OF = "Сведения на", "As of";
    KIND_OF_ORGANISATION = "Вид организации", "Kind of organisation";
    STANDINGS = "Статусы", "Standings";
    PUPILS = "Учеников", "Pupils";
    PARTNERSHIPS = "Партнёрства", "Partnerships";
    MEETINGS = "Что было", "What took place";
    RESULTS = "Результаты экзаменов", "Exam results";
    IN_INDICATORS = "В показателях сети", "In the network's indicators";
    NOTHING_RECORDED = "Ничего не записано.", "Nothing is recorded.";
    SHOWN = "показано", "shown";
    KIND_OF_HELP = "Вид помощи", "Kind of help";
    WITH_WHOM = "С кем", "With whom";
    HELPS = "помогает:", "helps:";
    IS_HELPED = "помогает ей:", "is helped by:";
    NOT_NAMED = "не названа", "not named";
    DATE = "Дата", "Date";
    WHAT_TOOK_PLACE = "Событие", "Event";
    TOPIC = "Тема", "Topic";
    YEAR = "Год", "Year";
    EXAM_AND_SUBJECT = "Экзамен и предмет", "Exam and subject";
    TAKERS = "Участников", "Takers";
    MEAN_MARK = "Средний балл", "Mean mark";
    AGAINST_MINIMUM = "К минимуму года", "Against the year's minimum";
    BELOW_BY = "ниже на", "below by";
    REACHED = "достигнут", "reached";
    NOT_TAKEN = "не сдавали", "not taken";
    THE_SCHOOL = "Школа", "The school";
    COUNTS = "засчитана", "counts";
    COUNTS_NOT = "не засчитана", "does not count";
    DATA_MISSING = "не хватает данных", "data missing";
    EXAMPLE = "Учебный пример, такого района нет", "An example: there is no such district";
    PAGE_OF = "из", "of";
}
