//! Words of the programme in the workspace: what a deadline was read as, and the road map as a
//! table one works in. What the public page says, too, is in [`super::programme`].

use super::dates;
use super::numbers::{NBSP, Noun, counted};
use opora_domain::deadline::due::{Day, Due, days_between};
use opora_domain::deadline::{Deadline, Reading};
use opora_domain::{Locale, PartialDate, Term};

pub const ROWS: Noun = Noun::new(["строка", "строки", "строк"], ["row", "rows"]);
pub const VALUES: Noun = Noun::new(["значение", "значения", "значений"], ["value", "values"]);
pub const TASKS: Noun = Noun::new(["задача", "задачи", "задач"], ["task", "tasks"]);
/// After «из».
pub const OF_ACTIVITIES: Noun = Noun::new(
    ["мероприятия", "мероприятий", "мероприятий"],
    ["activity", "activities"],
);
pub const DAYS_OVER: Noun = Noun::new(["день", "дня", "дней"], ["day", "days"]);

// The programme.
crate::phrases! {
    RESULT = "Результат", "Result";
    NEW_PROGRAMME = "Завести программу", "Start a programme";
    IMPORT_PROGRAMME = "Загрузить книгу района", "Import the district's workbook";
    NOTHING_COORDINATOR = "Загрузите книгу района с\u{a0}листами программы или заведите программу здесь.",
        "Import the district's workbook with the sheets of a programme, or start one here.";
    NOTHING_SCHOOL = "Когда координатор внесёт программу района, её паспорт и\u{a0}дорожная карта появятся здесь.",
        "When the coordinator enters the district's programme, its passport and road map will appear here.";
    NO_SUCH = "Такой программы здесь нет", "This programme is not here";
    ONE_OF_MANY = "Другие программы", "Other programmes";
    PROGRAMME_TITLE = "Новая программа", "New programme";
    READ_ONLY = "Программу ведёт координатор. Вам она открыта для чтения.", "The coordinator keeps the programme. You can read it.";
    fn edit_line(line: &str) = "Править: {line}", "Edit: {line}";
    READY = "Готово", "Done";
    PARAGRAPHS_HINT = "Пустая строка разделяет пункты.", "An empty line separates the items.";
    EXECUTORS_HINT = "Через точку с\u{a0}запятой", "Separated by semicolons";
    MORE_LINES = "Чего документ не говорит", "What the document does not say";
    ADD_STAGE = "Добавить этап", "Add a stage";
    ADD_TASK = "Добавить задачу", "Add a task";
    NEW_STAGE = "Новый этап", "New stage";
    NEW_TASK = "Новая задача", "New task";
    NO_STAGES = "Этапов пока нет.", "No stages yet.";
    NO_TASKS = "Задач пока нет.", "No tasks yet.";
    DELETE = "Удалить", "Delete";
    DELETE_SURE = "Удалить у всех? Вернуть можно будет из истории.", "Delete for everybody? It can be restored from the history.";
    DELETE_YES = "Да, удалить", "Yes, delete";
    KEEP = "Оставить", "Keep";
    TITLE = "Название", "Title";
    TASK = "Задача", "Task";
    STAGE_TITLE = "Название этапа", "Title of the stage";
    PUBLICATION = "Что видят все", "What everybody sees";
    PUBLICATION_TEXT = "Отмеченные разделы стоят на открытой странице программы и\u{a0}в\u{a0}её файлах. Район видит все.",
        "The marked sections stand on the programme's public page and in its files. The district sees all of them.";
    ALL_PUBLISHED = "Открыты все разделы.", "All sections are public.";
    fn kept_back(sections: &str) = "Не публикуются: {sections}.", "Not published: {sections}.";
    PROGRAMME_WITHHELD = "Программа не публикуется целиком.", "The programme is not published at all.";
    NAME_VERSION = "Назвать редакцию", "Name a version";
    NAME_VERSION_TEXT = "Редакция запоминает дорожную карту такой, какой она стоит сейчас. Её можно сравнить с\u{a0}другой и\u{a0}напечатать.",
        "A version remembers the road map as it stands now. It can be compared with another one and printed.";
    VERSION_TITLE = "Название", "Title";
    VERSION_TITLE_HINT = "Например: «Редакция 2, приказ №\u{a0}15»", "For example: “Version 2, order No. 15”";
    VERSION_DATE = "Дата утверждения", "Date of approval";
    VERSION_NOTE = "Примечание", "Note";
    SAVE_VERSION = "Запомнить редакцию", "Remember the version";
    VERSION_NEEDS_TITLE = "Дайте редакции название.", "Give the version a title.";
    NO_VERSIONS = "Редакций пока нет", "No versions yet";
    NO_VERSIONS_TEXT = "Когда дорожную карту утвердят, координатор назовёт её редакцией. Правки после этого будут видны рядом.",
        "When the road map is approved, the coordinator names a version. Corrections after it will be seen beside it.";
    NOW = "Дорожная карта сейчас", "The road map now";
    EARLIER = "Было", "Before";
    LATER = "Стало", "After";
    COMPARE_FROM = "Что сравнить", "Compare";
    COMPARE_WITH = "С\u{a0}чем", "With";
    WHAT_TO_SHOW = "Показать", "Show";
    SHOW_DIFFERENCE = "Различия", "Differences";
    SHOW_WHOLE = "Редакцию целиком", "The whole version";
    VERSION_LOADING = "Собираем дорожную карту из истории.", "Putting the road map together from the history.";
    VERSION_OFFLINE = "История хранится у\u{a0}района: без связи её не показать. Названия редакций здесь.",
        "The district keeps the history: it cannot be shown without a line. The titles of the versions are here.";
    VERSION_SIGNED_OUT = "Чтобы увидеть редакцию, войдите ещё раз.", "Sign in again to see the version.";
    VERSION_FAILED = "Район не ответил. Попробуйте ещё раз.", "The district did not answer. Try again.";
    VERSION_WAITS = "Название редакции ещё не дошло до района. После обмена она откроется.",
        "The version's title has not reached the district yet. It will open after the exchange.";
    AGAIN = "Ещё раз", "Again";
    NO_DIFFERENCE = "Различий нет.", "There are no differences.";
    fn difference_counts(added: usize, removed: usize, changed: usize, same: usize) =
        "Добавлено: {added}, снято: {removed}, изменено: {changed}, без изменений: {same}.",
        "Added: {added}, removed: {removed}, changed: {changed}, unchanged: {same}.";
    ROW_ADDED = "Добавлено", "Added";
    ROW_REMOVED = "Снято", "Removed";
    ROW_CHANGED = "Изменено", "Changed";
    WHAT = "Что", "What";
    EMPTY_CELL = "пусто", "empty";
    PRINT = "Напечатать", "Print";
    VERSION_DOCX = "Дорожная карта этой редакции (DOCX)", "Road map of this version (DOCX)";
    fn version_of(title: &str, day: &str) = "{title}, {day}", "{title}, {day}";
    fn named_at(when: &str) = "Названа {when}", "Named {when}";
    fn changed_cell(before: &str, after: &str) = "Было: {before}. Стало: {after}.", "Before: {before}. After: {after}.";
}

// The road map.
crate::phrases! {
    NEW_ACTIVITY = "Мероприятие", "Activity";
    NEW_ACTIVITY_TITLE = "Новое мероприятие", "New activity";
    NO_ROWS = "Мероприятий пока нет", "No activities yet";
    NO_ROWS_COORDINATOR = "Добавьте первое или вставьте строки, скопированные из Excel: поставьте рамку на клетку и\u{a0}нажмите Ctrl+V.",
        "Add the first one, or paste rows copied from Excel: put the frame on a cell and press Ctrl+V.";
    NO_ROWS_SCHOOL = "Они появятся, когда координатор внесёт дорожную карту.", "They will appear when the coordinator enters the road map.";
    NOTHING_FITS = "Под эти условия не подходит ни одно мероприятие.", "No activity fits these conditions.";
    RESET = "Показать все", "Show all";
    WITH_SCALE = "Таблица и\u{a0}шкала", "Table and scale";
    WHOLE_TABLE = "Вся таблица", "Whole table";
    VIEW = "Вид", "View";
    ONLY = "Что показать", "What to show";
    ALL = "Все", "All";
    MINE = "Мои", "Mine";
    PASSED = "Срок прошёл", "Past the deadline";
    QUARTER = "В\u{a0}этом квартале", "This quarter";
    WITHOUT_STATUS = "Без статуса", "No status";
    UNREAD = "Срок непонятен", "Deadline unclear";
    FIND = "Слово из мероприятия", "A word of the activity";
    ANY_SECTION = "Все разделы", "All sections";
    ANY_STATUS = "Любой статус", "Any status";
    ANYBODY = "Все ответственные", "Anybody";
    SECTION = "Раздел", "Section";
    COPY = "Копировать в\u{a0}Excel", "Copy for Excel";
    fn copied(rows: &str) = "Скопировано: {rows}. Вставьте в\u{a0}Excel.", "Copied: {rows}. Paste it into Excel.";
    NOT_COPIED = "Браузер не дал скопировать. Нажмите Ctrl+A и\u{a0}Ctrl+C в\u{a0}таблице.", "The browser did not copy. Press Ctrl+A and Ctrl+C in the table.";
    fn shown(shown: usize, total: &str) = "Показано {shown} из {total}", "{shown} of {total} shown";
    KEYS = "Стрелки ведут по клеткам, Enter правит, Esc возвращает прежнее, Ctrl+Z отменяет, Ctrl+C и\u{a0}Ctrl+V меняются с\u{a0}Excel, Ctrl+Enter открывает мероприятие.",
        "Arrows move between the cells, Enter edits, Esc keeps what was there, Ctrl+Z undoes, Ctrl+C and Ctrl+V exchange with Excel, Ctrl+Enter opens the activity.";
    KEYS_READING = "Стрелки ведут по клеткам, Ctrl+C копирует для Excel, Enter открывает мероприятие.",
        "Arrows move between the cells, Ctrl+C copies for Excel, Enter opens the activity.";
    fn open(title: &str) = "Открыть: {title}", "Open: {title}";
    NO_STATUS = "не отмечено", "not marked";
    NO_STATUS_CHOICE = "Без статуса", "No status";
    LEGEND_DONE = "выполнено", "done";
    LEGEND_PLANNED = "запланировано", "planned";
    fn ended(day: &str, number: &str, of: &str) = "Программа закончилась {day} Не отмечено, чем кончилось: {number} из {of}.",
        "The programme ended on {day}. How it ended is not marked for {number} of {of}.";
    fn pasted(values: &str) = "Взято: {values}.", "Taken: {values}.";
    fn pasted_new(values: &str, rows: &str) = "Взято: {values}, новых строк: {rows}.", "Taken: {values}, new rows: {rows}.";
    PASTED_NOTHING = "Из вставленного ничего не взято.", "Nothing of what was pasted was taken.";
    PASTED_SAME = "Там уже стоит то же самое.", "The same stands there already.";
    fn not_taken(what: &str) = "Не взято: {what}", "Not taken: {what}";
    fn left_status(row: usize, text: &str) = "строка {row}: статуса «{text}» нет в\u{a0}списке", "row {row}: there is no status “{text}”";
    fn left_long(row: usize, column: &str) = "строка {row}, {column}: слишком длинно", "row {row}, {column}: too long";
    fn left_beyond(row: usize, text: &str) = "строка {row}: «{text}», такого столбца нет", "row {row}: “{text}”, there is no such column";
    fn left_title(row: usize) = "строка {row}: новая, но без названия мероприятия", "row {row}: new, but does not name an activity";
    NO_SUCH_STATUS = "Такого статуса нет в\u{a0}списке.", "There is no such status.";
    UNDO = "Отменить", "Undo";
    UNDONE = "Отменено.", "Undone.";
    fn undone_but(number: usize) = "Отменено, кроме изменённого после: {number}.", "Undone, except what was changed since: {number}.";
    fn cleared(values: &str) = "Очищено: {values}.", "Cleared: {values}.";
    fn changed(column: &str) = "Изменено: {column}.", "Changed: {column}.";
    ADDED = "Строка добавлена.", "A row was added.";
    CLOSE = "Закрыть", "Close";
    SWAP = "Конец раньше начала. Текст документа сохранён как есть; в\u{a0}сроки и\u{a0}просрочки строка не попадает, пока вы не решите.",
        "The end is before the start. The document's text is kept as it is; the row has no deadline until you decide.";
    fn only(year: &str) = "Только {year}", "Only {year}";
}

// One activity.
crate::phrases! {
    TO_ROAD_MAP = "В дорожную карту", "To the road map";
    READING = "Как читается срок", "How the deadline is read";
    RESPONSIBLE_HINT = "Через точку с\u{a0}запятой. Точное имя организации станет ссылкой на неё.", "Separated by semicolons. An organisation's exact name becomes a link to it.";
    YEARS = "По годам", "Year by year";
    YEARS_TEXT = "Отметка года важнее отметки мероприятия в\u{a0}целом. Год без отметки после своего последнего дня считается просроченным.",
        "What is said of a year goes before what is said of the whole activity. A year nobody marked is overdue after its last day.";
    fn years_settled(done: usize, of: &str) = "Отмечено лет: {done} из {of}", "Years marked: {done} of {of}";
    YEAR = "Год", "Year";
    YEAR_STATUS = "Состояние", "State";
    YEAR_DAY = "Когда", "When";
    YEAR_RESULT = "Что сделано", "What was done";
    fn of_year(what: &str, year: &str) = "{what}, {year}", "{what}, {year}";
    fn unread_word(text: &str) = "«{text}»: такого состояния нет в\u{a0}списке", "“{text}”: there is no such state";
    AS_WHOLE = "как мероприятие в\u{a0}целом", "as the whole activity";
    WHOLE_STATUS_HINT = "Для мероприятия в\u{a0}целом. Годы отмечаются ниже.", "Of the activity as a whole. The years are marked below.";
    YEAR_OVER = "прошёл", "over";
    YEAR_NOW = "идёт", "now";
    YEAR_AHEAD = "впереди", "ahead";
    AMOUNTS = "Суммы по годам, тыс.\u{a0}руб.", "Amounts by year, thousand roubles";
    AMOUNTS_TABLE = "Таблица сумм", "Table of amounts";
    AMOUNTS_HINT = "Текст хранится как набран. «x» или прочерк: здесь суммы не бывает.", "The text is kept as it is typed. “x” or a dash: no amount belongs here.";
    NO_AMOUNTS = "Суммы не указаны.", "No amounts are given.";
    NO_SOURCE = "Источник не указан", "No source named";
    fn amount_of(year: &str, source: &str) = "Сумма, {year}, {source}", "Amount, {year}, {source}";
    ADD_SOURCE = "Ещё источник", "Another source";
    SOURCE_NAME = "Как называется источник", "What the source is called";
    fn unread_amount(column: &str, text: &str) = "{column}: «{text}» не читается как сумма", "{column}: “{text}” does not read as an amount";
    NO_TERM = "У\u{a0}программы не указан срок: годы для сумм взять неоткуда.", "The programme has no term, so there are no years for amounts.";
    EVIDENCE = "Подтверждения", "Evidence";
    NO_EVIDENCE = "Событий, которые подтверждают мероприятие, пока нет.", "No events prove the activity yet.";
    EVIDENCE_GONE = "Событие удалено", "The event was deleted";
    ADD_EVIDENCE = "Добавить событие", "Add an event";
    EVIDENCE_ORGANISATION = "Чьи события", "Whose events";
    EVIDENCE_ANYBODY = "Всех организаций", "Of all organisations";
    EVIDENCE_SINCE = "С\u{a0}какого дня", "Since which day";
    fn take_evidence(what: &str) = "Подтверждает: {what}", "Proves it: {what}";
    TAKE = "Подтверждает", "Proves it";
    fn drop_evidence(what: &str) = "Убрать: {what}", "Take out: {what}";
    NOTHING_TO_TAKE = "Подходящих событий нет. События записывают в\u{a0}партнёрствах.", "No events fit. Events are recorded in partnerships.";
    fn more_events(number: usize) = "И ещё {number}: уточните организацию или день.", "And {number} more: choose an organisation or a day.";
    NOT_PUBLISHED = "Не публикуется", "Not published";
    DELETE_ACTIVITY = "Удалить мероприятие", "Delete the activity";
}

// What is due, on «Сегодня».
crate::phrases! {
    fn passed_title(number: &str) = "{number}: срок прошёл", "{number}: past the deadline";
    fn number_title(number: &str) = "Мероприятие {number}: срок прошёл", "Activity {number}: past the deadline";
    fn of_years(what: &str, years: &str) = "{what} ({years})", "{what} ({years})";
    ONE_PASSED = "Срок мероприятия прошёл", "An activity is past its deadline";
    fn answers(names: &str) = "отвечает {names}", "{names} answers for it";
    fn deadline_was(deadline: &str) = "Срок: {deadline}", "Deadline: {deadline}";
    MARK = "Отметить, чем кончилось", "Say how it ended";
    SHOW_THEM = "Показать строки", "Show the rows";
    UNMARKED = "Не отмечено, чем кончилось:", "How they ended is not marked:";
    ENDED_TITLE = "Программа закончилась", "The programme has ended";
    NEXT = "Что дальше", "What is next";
    fn all_quarter(number: &str) = "Все в\u{a0}этом квартале: {number}", "All of this quarter: {number}";
    fn lead_passed(number: &str) = "Срок прошёл: {number}.", "Past the deadline: {number}.";
}

/// «Просрочено на 8 дней»; from two months on the day itself.
pub fn overdue(on: Day, today: PartialDate, locale: Locale) -> String {
    const DAYS_MAX: u32 = 60;
    let days = days_between(on, today.first_day());
    if days <= DAYS_MAX {
        let days = counted(
            usize::try_from(days).unwrap_or_default(),
            &DAYS_OVER,
            locale,
        );
        return match locale {
            Locale::Ru => format!("Просрочено на {days}"),
            Locale::En => format!("{days} overdue"),
        };
    }
    let day = day_words(on, locale);
    match locale {
        Locale::Ru => format!("Срок прошёл {day}"),
        Locale::En => format!("Was due on {day}"),
    }
}

/// A day with its year.
pub fn day_words((year, month, day): Day, locale: Locale) -> String {
    PartialDate::new(year, Some(month), Some(day))
        .map(|day| dates::date(day, locale))
        .unwrap_or_default()
}

/// What a deadline was read as, where that says more than its text; `None` where there is nothing
/// to say or it could not be read. Of what comes yearly or takes the whole period: which years.
pub fn reading(deadline: &Deadline, whole: &Term, locale: Locale) -> Option<String> {
    if !deadline.flags.is_empty() {
        return None;
    }
    let words = match &deadline.reading {
        Reading::Yearly { when_needed: false } | Reading::WholePeriod { .. } => {
            dates::term(whole, locale)?
        }
        Reading::Yearly { .. } | Reading::ByPlan | Reading::Continuous => return None,
        reading => words_of(reading, whole, locale)?,
    };
    (said(&words) != said(&deadline.text)).then_some(words)
}

/// What is wrong with a deadline, in words.
pub fn problem(deadline: &Deadline, locale: Locale) -> Option<String> {
    if deadline.reading == Reading::Unreadable {
        return Some(super::programme::UNREAD_DEADLINE.of(locale).to_owned());
    }
    let flags: Vec<&str> = deadline
        .flags
        .iter()
        .map(|flag| flag.label(locale))
        .collect();
    (!flags.is_empty()).then(|| flags.join(", "))
}

/// How a deadline is dealt with, under a field in which it is typed.
pub fn how_read(text: &str, whole: &Term, today: PartialDate, locale: Locale) -> String {
    let deadline = Deadline::read(text);
    if let Some(problem) = problem(&deadline, locale) {
        return capital_of(&problem);
    }
    let words = words_of(&deadline.reading, whole, locale).unwrap_or_default();
    let due = match deadline.due(whole, today) {
        Due::Passed { on } => overdue(on, today, locale),
        _ => String::new(),
    };
    match (words.is_empty(), due.is_empty()) {
        (true, _) => String::new(),
        (false, true) => capital_of(&words),
        (false, false) => format!("{}. {due}", capital_of(&words)),
    }
}

fn capital_of(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(opora_domain::letters::capital);
    first.into_iter().chain(letters).collect()
}

fn words_of(reading: &Reading, whole: &Term, locale: Locale) -> Option<String> {
    let term = |since, until| {
        let text = None;
        dates::term(&Term { since, until, text }, locale)
    };
    let of_whole = || {
        term(whole.since, whole.until)
            .map(|it| format!(": {it}"))
            .unwrap_or_default()
    };
    Some(match reading {
        Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => {
            dates::date(*on, locale)
        }
        Reading::Range { since, until } => term(Some(*since), Some(*until))?,
        Reading::From { since } => term(Some(*since), None)?,
        Reading::Until { until } => term(None, Some(*until))?,
        Reading::FromUntil { since, until } => {
            let since = dates::since(*since, locale);
            format!("{since}, {}", dates::until(*until, locale))
        }
        Reading::Many { parts } => {
            let parts = parts
                .iter()
                .filter_map(|part| words_of(part, whole, locale));
            parts.collect::<Vec<_>>().join("; ")
        }
        Reading::Yearly { when_needed: false } => {
            format!("{}{}", locale.pick("каждый год", "every year"), of_whole())
        }
        Reading::Yearly { when_needed: true } => locale
            .pick("каждый год, если нужно", "every year, if needed")
            .to_owned(),
        Reading::WholePeriod { by_plan: false } => {
            format!(
                "{}{}",
                locale.pick("весь период", "the whole period"),
                of_whole()
            )
        }
        Reading::WholePeriod { by_plan: true } => {
            let words = locale.pick("весь период, по плану", "the whole period, by plan");
            format!("{words}{}", of_whole())
        }
        Reading::ByPlan => locale
            .pick("по отдельному плану", "by a plan of its own")
            .to_owned(),
        Reading::Continuous => locale.pick("без конца", "without end").to_owned(),
        Reading::Unreadable | Reading::Empty => return None,
    })
}

/// What a text says, without the words that only hold it together: «с марта по декабрь 2018 г.»
/// and «март - декабрь 2018 год» are alike, and so need not stand under each other.
fn said(text: &str) -> Vec<String> {
    const JOINTS: [&str; 14] = [
        "г",
        "гг",
        "год",
        "года",
        "году",
        "годы",
        "с",
        "со",
        "по",
        "до",
        "не",
        "позднее",
        "и",
        "если",
    ];
    let text = opora_domain::choice::normal(text).replace(NBSP, " ");
    // «2024г.» is a year and a word.
    let mut words: Vec<String> = vec![];
    let mut kind = None;
    for letter in text.chars() {
        let now = letter.is_alphanumeric().then(|| letter.is_numeric());
        match (now, words.last_mut()) {
            (Some(_), Some(word)) if now == kind => word.push(letter),
            (Some(_), _) => words.push(letter.to_string()),
            (None, _) => {}
        }
        kind = now;
    }
    words.retain(|word| !JOINTS.contains(&word.as_str()));
    // «марта», «март» and «марте» are one month.
    let short = |word: &String| match word.chars().all(char::is_numeric) {
        true => word.clone(),
        false => word.chars().take(3).collect(),
    };
    words.iter().map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Term {
        Term {
            since: "2019".parse().ok(),
            until: "2024".parse().ok(),
            text: None,
        }
    }

    #[test]
    fn a_reading_is_said_where_the_text_does_not_say_it() {
        let told = |text: &str| {
            let words = reading(&Deadline::read(text), &whole(), Locale::Ru);
            words.map(|words| words.replace(NBSP, " "))
        };
        assert_eq!(told("2019 г."), None);
        assert_eq!(told("март - декабрь 2018 год"), None);
        assert_eq!(told("30.06.2020").as_deref(), Some("30 июня 2020 г."));
        assert_eq!(told("2019-2024г."), None);
        assert_eq!(told("Январь 2019г.\n\n2019-2024г."), None);
        assert_eq!(told("ежегодно").as_deref(), Some("2019–2024 гг."));
        assert_eq!(
            told("весь период (по плану)").as_deref(),
            Some("2019–2024 гг.")
        );
        assert_eq!(
            told("2019-2014г."),
            None,
            "what contradicts itself is not read to anybody"
        );
        assert_eq!(told("когда-нибудь"), None);
    }

    #[test]
    fn days_over_are_counted_and_later_the_day_is_said() {
        let today = "2026-11-23".parse().expect("a date of the test");
        let told = |on| overdue(on, today, Locale::Ru).replace(NBSP, " ");
        assert_eq!(told((2026, 11, 15)), "Просрочено на 8 дней");
        assert_eq!(told((2026, 11, 22)), "Просрочено на 1 день");
        assert_eq!(told((2019, 12, 31)), "Срок прошёл 31 декабря 2019 г.");
        assert_eq!(
            overdue((2026, 11, 15), today, Locale::En).replace(NBSP, " "),
            "8 days overdue"
        );
    }
}
