//! Words of the bank of practices, of contests, and of people's development as counts.

use super::numbers::Noun;

pub const SCHOOLS: Noun = Noun::new(["школа", "школы", "школ"], ["school", "schools"]);
pub const PRACTICES_COUNTED: Noun = Noun::new(
    ["практика", "практики", "практик"],
    ["practice", "practices"],
);
pub const ADOPTIONS_COUNTED: Noun = Noun::new(
    ["внедрение", "внедрения", "внедрений"],
    ["adoption", "adoptions"],
);

crate::phrases! {
    PRACTICES = "Практики", "Practices";
    PRACTICE = "Практика", "Practice";
    // Public.
    OF_NETWORK = "Лучшие практики", "Best practices";
    fn title(name: &str) = "{name}: лучшие практики", "{name}: best practices";
    fn description(name: &str) = "Чем школы сети делятся друг с другом: {name}", "What the schools of the network share with each other: {name}";
    LEAD = "Чем школы сети делятся друг с другом. Карточку пишет школа, публикует координатор.", "What the schools of the network share with each other. A school writes the card, the coordinator publishes it.";
    NOTHING = "Опубликованных практик пока нет", "No practices have been published yet";
    NOTHING_TEXT = "Они появятся здесь, когда школы опишут свой опыт и координатор его опубликует.", "They appear here once schools have described what they do and the coordinator has published it.";
    SUBJECT = "Предмет", "Subject";
    THEME = "Тема", "Theme";
    TEXT = "Как это делается", "How it is done";
    RESULT = "Результат", "Result";
    SOURCE = "Подробнее", "More about it";
    ADOPTED_BY = "Внедрили", "Adopted by";
    OWN = "Своя практика", "Its own practice";
    ADOPTED = "Внедрила практику", "Adopted the practice";
}

#[cfg(feature = "csr")]
crate::phrases! {
    CONTESTS = "Конкурсы", "Contests";
    CONTEST = "Конкурс", "Contest";
    DEVELOPMENT = "Развитие", "Development";
    SECTIONS = "Опыт и развитие", "Experience and development";
    // The bank of practices.
    NEW_PRACTICE = "Новая практика", "New practice";
    NONE_YET = "Практик пока нет", "No practices yet";
    NONE_YET_SCHOOL = "Опишите, что получается в вашей школе: другим школам сети это пригодится. Связь не нужна.", "Describe what works at your school: it will help the others. No line needed.";
    NONE_YET_COORDINATOR = "Карточку может завести школа или вы за неё. Публично видно только то, что вы опубликуете.", "A school can begin a card, or you for it. The public sees only what you publish.";
    NONE_YET_OBSERVER = "Здесь появятся карточки, когда школы опишут свой опыт.", "Cards appear here once schools have described what they do.";
    FIND = "Найти практику", "Find a practice";
    ALL_SUBJECTS = "Все предметы", "All subjects";
    ALL_SCHOOLS = "Все школы", "All schools";
    ANY_STATE = "Все карточки", "All cards";
    ONLY_PUBLISHED = "Опубликованные", "Published";
    ONLY_UNPUBLISHED = "Неопубликованные", "Not published";
    AUTHOR = "Чья практика", "Whose practice";
    STATE = "Публикация", "Publication";
    NOTHING_FOUND = "Таких карточек нет", "No such cards";
    NOTHING_FOUND_TEXT = "Измените слова поиска или покажите все карточки.", "Change the words or show all cards.";
    SHOW_ALL = "Показать все", "Show all";
    fn found(count: &str) = "Показано: {count}", "Shown: {count}";
    PUBLISHED = "опубликована", "published";
    UNPUBLISHED = "не опубликована", "not published";
    fn adopted_count(schools: &str) = "внедрили: {schools}", "adopted by {schools}";
    TITLE = "Название", "Title";
    SCHOOL = "Школа", "School";
    CHOOSE_SCHOOL = "Выберите школу", "Choose a school";
    BEGIN = "Завести карточку", "Begin the card";
    BEGIN_HINT = "Остальное впишете в карточку: она сохраняется сама.", "The rest goes into the card, which saves itself.";
    NEED_TITLE = "Впишите название.", "Write a title.";
    NEED_SCHOOL = "Выберите школу.", "Choose a school.";
    MAY_NOT = "Карточку заводят школа и координатор", "Schools and the coordinator begin cards";
    MAY_NOT_TEXT = "Вам видны все карточки сети.", "You see all cards of the network.";
    BEGUN = "Карточка заведена на этом устройстве", "The card is on this device";
    EDIT = "Изменить", "Edit";
    DONE = "Готово", "Done";
    LINK_HINT = "Адрес страницы: https://…", "The address of a page: https://…";
    DATE_HINT = "День, месяц и год через точку или только год", "Day, month and year with dots, or the year alone";
    TEXT_HINT = "Без имён и данных детей и педагогов: карточка может стать публичной.", "Without names or data of children and teachers: the card may become public.";
    BARE = "Карточка пока пустая: есть только название.", "The card is empty so far: there is only its title.";
    PUBLISH = "Опубликовать", "Publish";
    UNPUBLISH = "Снять с публикации", "Take off the public page";
    PUBLISHED_NOW = "Практика опубликована", "The practice is published";
    UNPUBLISHED_NOW = "Практика снята с публикации", "The practice is not public any more";
    PUBLISHED_NOTE = "Опубликована: карточку читают все. Пока это так, школа её не меняет, меняет координатор.", "Published: everybody reads the card. While it is, the coordinator changes it and the school does not.";
    UNPUBLISHED_NOTE = "Не опубликована: карточку видят только те, кто вошёл в сеть района.", "Not published: only those who are signed in to the district's network see the card.";
    ON_PUBLIC_PAGE = "На публичной странице", "On the public page";
    fn more_to_publish(count: &str) = "Ещё не опубликовано: {count}", "Not published yet: {count}";
    PUBLISH_ADOPTIONS = "Опубликовать и их", "Publish these too";
    ADOPTIONS = "Кто внедрил", "Who adopted it";
    NO_ADOPTIONS = "Пока никто.", "Nobody yet.";
    ADOPT = "Внедряем у себя", "We work by it";
    ADOPT_FOR = "Отметить школу", "Note a school";
    ADOPTED_NOW = "Внедрение отмечено", "The adoption is noted";
    SINCE = "С какого дня", "Since";
    fn since(date: &str) = "с {date}", "since {date}";
    NO_DATE = "дата не указана", "no date";
    TAKE_BACK = "Убрать отметку", "Take it back";
    fn take_back_of(school: &str) = "Убрать отметку: {school}", "Take back: {school}";
    TAKEN_BACK = "Отметка убрана", "Taken back";
    DELETE = "Удалить карточку", "Delete the card";
    DELETE_SURE = "Удалить совсем", "Delete for good";
    KEEP = "Оставить", "Keep it";
    DELETED = "Карточка удалена", "The card was deleted";
    OF_SCHOOL = "Практики школы", "The school's practices";
    // Contests.
    NEW_CONTEST = "Новый конкурс", "New contest";
    NO_CONTESTS = "Конкурсов и грантов пока нет", "No contests or grants yet";
    NO_CONTESTS_TEXT = "Внесите первый: из участия школ считается показатель «доля школ, участвующих в конкурсах».", "Enter the first: the indicator “share of schools in competitions” is computed from who takes part.";
    NO_CONTESTS_OBSERVER = "Здесь появятся конкурсы, когда их внесут школы или координатор.", "Contests appear here once schools or the coordinator have entered them.";
    LEVEL = "Уровень", "Level";
    YEAR = "Год", "Year";
    YEAR_HINT = "2026 или 2025/2026", "2026 or 2025/2026";
    NO_YEAR = "Год не указан", "No year";
    NEED_LEVEL = "Выберите уровень.", "Choose a level.";
    ENTER = "Внести", "Enter";
    KNOWN = "Такой конкурс этого года уже внесён.", "This contest of this year has been entered already.";
    OPEN_KNOWN = "Открыть его", "Open it";
    ENTERED = "Конкурс внесён на этом устройстве", "The contest is on this device";
    PARTICIPANTS = "Участники", "Participants";
    NO_PARTICIPANTS = "Школы пока не отмечены.", "No schools are noted yet.";
    TAKE_PART = "Мы участвуем", "We take part";
    OUTCOME = "Итог", "Result";
    fn outcome_of(school: &str) = "Итог: {school}", "Result: {school}";
    NO_OUTCOME = "итога пока нет", "no result yet";
    PART_NOTED = "Участие отмечено", "The participation is noted";
    TO_INDICATOR = "Доля школ, участвующих в конкурсах", "Share of schools in competitions";
    // Development.
    DEVELOPMENT_LEAD = "Сколько педагогов школы участвуют в сообществах, прошли курсы, имеют индивидуальный план. Только числа, без имён.", "How many of a school's teachers are in communities, took courses, have an individual plan. Counts only, no names.";
    NO_COUNTS = "Чисел за этот год пока нет", "No counts of this year yet";
    NO_COUNTS_TEXT = "Их вносит школа или координатор за неё. Пусто значит «не знаем», ноль значит «никого».", "A school enters them, or the coordinator for it. Empty means unknown, zero means nobody.";
    ENTRY = "Ввод", "Entry";
    BY_SCHOOL = "По школам", "By school";
    BY_SUBJECT = "По предметам", "By subject";
    NO_SUBJECT = "без предмета", "of no single subject";
    TOTAL = "Всего", "Total";
    ADD_SUBJECT = "Добавить предмет", "Add a subject";
    SUBJECT_NAME = "Предмет", "Subject";
    fn cell(kind: &str, subject: &str) = "{subject}: {kind}", "{subject}: {kind}";
    NOT_A_COUNT = "Впишите целое число. Прежнее значение сохранено.", "Write a whole number. The earlier value is kept.";
    UNKNOWN_SCHOOL = "Выберите школу, чтобы внести числа.", "Choose a school to enter counts.";
}
