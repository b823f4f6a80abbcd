//! Words of indicators and of exam results in the workspace.

use super::numbers::Noun;

pub const SCHOOLS_OF: Noun = Noun::new(["школы", "школ", "школ"], ["school", "schools"]);
pub const ORGANISATIONS_OF: Noun = Noun::new(
    ["организации", "организаций", "организаций"],
    ["organisation", "organisations"],
);
pub const ACTIVITIES_OF: Noun = Noun::new(
    ["мероприятия", "мероприятий", "мероприятий"],
    ["activity", "activities"],
);
pub const PROOFS: Noun = Noun::new(
    ["свидетельство", "свидетельства", "свидетельств"],
    ["piece of evidence", "pieces of evidence"],
);
pub const INDICATORS_COUNTED: Noun = Noun::new(
    ["показатель", "показателя", "показателей"],
    ["indicator", "indicators"],
);

crate::phrases! {
    INDICATORS = "Показатели", "Indicators";
    INDICATOR = "Показатель", "Indicator";
    OF_PROGRAMME = "Показатели программы", "Indicators of the programme";
    OF_NETWORK = "Вычисляются из сети", "Computed from the network";
    OF_NETWORK_TEXT = "Каждое число открывается: из кого оно сложилось и чем это подтверждено.",
        "Every number opens: who it is made of and what proves it.";
    WITHOUT_DATA = "Пока не хватает данных", "Not enough data yet";
    NONE_YET = "В программе района показателей пока нет", "The district's programme has no indicators yet";
    NONE_YET_TEXT = "Они появятся, когда координатор загрузит книгу района. То, что видно из самой сети, уже посчитано ниже.",
        "They will appear when the coordinator imports the district's workbook. What the network itself shows is computed below.";
    PERIOD = "Период", "Period";
    NUMBER = "№", "No.";
    BASE = "База", "Base";
    PLAN = "План", "Plan";
    FACT = "Факт", "Actual";
    STATE = "Состояние", "State";
    VALUE = "Значение", "Value";
    BASE_LABEL = "база", "base";
    PLAN_LABEL = "план", "plan";
    FACT_LABEL = "факт", "actual";
    UNDATED = "без периода", "no period";
    COMPUTED = "вычислен из\u{a0}сети", "computed from the network";
    ENTERED = "вносят люди", "entered by people";
    fn number_of(number: &str) = "Показатель {number}", "Indicator {number}";
    fn fact_of(title: &str, period: &str) = "Факт, {period}: {title}", "Actual, {period}: {title}";
    fn part_of_whole(part: &str, whole: &str) = "{part} из {whole}", "{part} of {whole}";
    fn in_period(period: &str) = "за {period}", "for {period}";
    fn on_day(day: &str) = "на {day}", "on {day}";
    fn plan_is(plan: &str) = "План {plan}", "Plan {plan}";
    fn short_by(number: &str) = "не хватает {number}", "short by {number}";
    fn over_by(number: &str) = "выше допустимого на {number}", "above the limit by {number}";
    MET = "план выполнен", "plan met";
    RUNNING = "период идёт", "still running";
    fn between(least: &str, most: &str) = "от {least} до {most}, если узнать недостающее", "{least} to {most} once what is missing is known";
    PLAN_FACT_TABLE = "План и факт по периодам", "Plan and actual by period";
    OTHER_PERIOD = "Другой период", "Another period";
    ADD_PERIOD = "Добавить период", "Add a period";
    NO_NUMBER = "Впишите факт за этот период.", "Write the actual value of this period.";
    ADD_PERIOD_HINT = "2022, 2022/2023, 1 полугодие 2022 или 3 квартал 2022", "2022, 2022/2023, 1 полугодие 2022 or 3 квартал 2022";
    NOT_A_PERIOD = "В этих словах нет года. Напишите 2022, 2022/2023 или «1 полугодие 2022».",
        "These words name no year. Write 2022, 2022/2023 or “1 полугодие 2022”.";
    NOTE = "Примечание к факту", "Note on the actual values";
    NOTE_HINT = "Откуда число, что в нём не учтено", "Where the number comes from, what it leaves out";
    HOW = "Как считаем.", "How it is counted.";
    HOW_ENTERED = "Факт вносит координатор.", "The coordinator enters the actual values.";
    WHERE_FROM = "Откуда факт", "Where the actual values come from";
    BY_PEOPLE = "вносит координатор", "the coordinator enters them";
    WHERE_FROM_HINT = "Если выбрать определение, факт будет посчитан из сети; внесённое раньше сохранится.",
        "With a definition the values are computed from the network; what was entered stays.";
    UNKNOWN_SOURCE = "Определение этого показателя знает только новая версия программы.",
        "Only a newer version of the program knows this indicator's definition.";
    DELETED_SOURCE = "Определение, по которому считался этот показатель, удалено. Показан факт, внесённый раньше.",
        "The definition this indicator was computed by was deleted. What was entered before is shown.";
    DELETED_DEFINITION = "определение удалено", "the definition was deleted";
    OWN = "составлено в районе", "composed in the district";
    COMPOSE = "Составить показатель", "Compose an indicator";
    CHANGE = "Изменить определение", "Change the definition";
    AFTER_THIS = "Составить по образцу", "Compose after this one";
    FACT_NOTES = "Пояснения к факту", "Notes on the actual values";
    FACT_NOTE = "Пояснение", "Note";
    ENTERED_BY = "Кто и когда внёс", "Who entered it, and when";
    fn note_on(period: &str) = "Пояснение, {period}", "Note, {period}";
    WHO_ENTERED = "Показать, кто вносил", "Show who entered";
    WHO_OFFLINE = "Кто и когда внёс, хранится в районе: для этого нужна связь.",
        "Who entered it and when is kept by the district: this needs a line.";
    ENTERED_UNKNOWN = "в истории нет", "not in the history";
    ENTERED_BEFORE = "внесено раньше", "entered before";
    MADE_OF = "Из чего сложилось число", "What the number is made of";
    DENOMINATOR = "Знаменатель", "Denominator";
    NUMERATOR = "Числитель", "Numerator";
    LEFT_OUT = "Не вошли", "Not counted";
    UNDECIDED = "Не хватает данных", "Data missing";
    NOBODY = "Никого", "Nobody";
    MEMBER = "Школа", "School";
    ORGANISATION = "Организация", "Organisation";
    ACTIVITY = "Мероприятие", "Activity";
    WHY = "Чем подтверждено", "What proves it";
    EVIDENCE = "Свидетельства", "Evidence";
    WHY_COUNTED = "Почему вошла в\u{a0}числитель", "Why it is in the numerator";
    WHY_AMONG = "Почему вошла в\u{a0}знаменатель", "Why it is in the denominator";
    WHY_UNDECIDED = "Чего не хватает", "What is missing";
    fn not_counted(why: &str) = "не вошла: {why}", "not counted: {why}";
    fn undecided_as(why: &str) = "не решено: {why}", "not decided: {why}";
    NO_SUCH_PARTNERSHIP = "таких партнёрств нет", "no such partnership";
    fn only_proposed(name: &str, status: &str) = "{name}, {status}", "{name}, {status}";
    fn ended(day: &str) = "партнёрство закончилось {day}", "the partnership ended {day}";
    NO_EVENTS = "за период событий не записано", "no events were recorded in the period";
    CONDITION_FAILS = "условие не выполнено", "the condition does not hold";
    NEW_TAB_PUBLIC = "Открыть карточку", "Open the card";
    fn more_events(count: &str) = "Ещё {count}", "{count} more";
    fn standing(words: &str) = "Статус: {words}", "Standing: {words}";
    ITS_RECORD = "По своей карточке", "By its own card";
    NO_PROOF_NEEDED = "Условие само по себе: отдельной записи не нужно.", "The condition itself: no further record is needed.";
    SHOW = "Показать", "Show";
}

// Exam results.
crate::phrases! {
    RESULTS = "Результаты экзаменов", "Exam results";
    RESULTS_LEAD = "Результаты экзаменов видят только те, кто вошёл. Школы по ним не сравнивают публично.",
        "Only those who are signed in see exam results. Schools are never compared by them in public.";
    NO_RESULTS = "Результатов пока нет", "No results yet";
    NO_RESULTS_TEXT = "Их приносит книга района, а школа вносит свои здесь.", "The district's workbook brings them, and a school enters its own here.";
    BY_SUBJECT = "По предмету", "By subject";
    BY_SCHOOL = "По школе", "By school";
    EXAM_SUBJECT = "Экзамен и\u{a0}предмет", "Exam and subject";
    EXAM = "Экзамен", "Exam";
    SUBJECT = "Предмет", "Subject";
    GRADE = "Класс", "Grade";
    YEAR = "Год", "Year";
    SCHOOL = "Школа", "School";
    TREND = "По годам", "Over the years";
    fn grade_words(grade: &str) = "{grade} класс", "grade {grade}";
    fn minimum(mark: &str) = "минимум {mark}", "minimum {mark}";
    MINIMUM_UNKNOWN = "минимум не назван", "minimum not stated";
    fn below(by: &str) = "ниже минимума на\u{a0}{by}", "below the minimum by {by}";
    fn above(by: &str) = "выше минимума на\u{a0}{by}", "above the minimum by {by}";
    AT_MINIMUM = "ровно минимум", "exactly the minimum";
    NOT_TAKEN = "не сдавали", "not taken";
    IN_WORDS = "без среднего балла", "no mean mark";
    fn twos(share: &str) = "«2»: {share}", "mark 2: {share}";
    fn threes(share: &str) = "«3»: {share}", "mark 3: {share}";
    fn took(takers: &str) = "сдавали {takers}", "taken by {takers}";
    fn passed_of(passed: &str, takers: &str) = "порог прошли {passed} из {takers}", "{passed} of {takers} passed";
    ENTER = "Вносить результаты", "Enter results";
    STOP_ENTERING = "К сравнению", "Back to comparing";
    TAKERS = "Участников", "Takers";
    PASSED = "Прошли порог", "Passed";
    MEAN = "Средний балл", "Mean mark";
    MINIMUM = "Минимум", "Minimum";
    TWOS = "«2», %", "Mark 2, %";
    THREES = "«3», %", "Mark 3, %";
    ENTRY_HINT = "Сохраняется само. Никто не сдавал: 0 участников. Из Excel можно вставить сразу несколько ячеек.",
        "Saved as you type. Nobody took it: 0 takers. Several cells can be pasted from Excel at once.";
    OTHER_EXAM = "Другой экзамен или предмет", "Another exam or subject";
    ADD_SUBJECT = "Добавить предмет", "Add a subject";
    fn cell_of(what: &str, whose: &str) = "{what}: {whose}", "{what}: {whose}";
    fn pasted(cells: &str) = "Вставлено: {cells}", "Pasted: {cells}";
    fn left_out(cells: &str) = "Не взято, места для этого здесь нет: {cells}", "Not taken, there is no place for it here: {cells}";
    fn entered_again(name: &str) = "{name} · внесено ещё раз", "{name} · entered again";
    NOT_YOURS = "Свои результаты вносит школа, все результаты — координатор.", "A school enters its own results, the coordinator all of them.";
    NEED_YEAR = "Впишите год, например 2026.", "Write the year, for example 2026.";
    NEED_SUBJECT = "Впишите предмет.", "Write the subject.";
    BELOW_SUMMARY = "Ниже минимума своего года", "Below the minimum of their year";
    fn below_count(count: &str) = "Ниже минимума своего года: {count}", "Below the minimum of their year: {count}";
}

pub const RESULTS_COUNTED: Noun = Noun::new(
    ["результат", "результата", "результатов"],
    ["result", "results"],
);
pub const CELLS: Noun = Noun::new(["ячейка", "ячейки", "ячеек"], ["cell", "cells"]);
