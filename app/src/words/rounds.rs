//! Words of monitoring rounds, of what schools return, and of a school's social passport.

use super::numbers::Noun;

pub const ANSWERS_LEFT: Noun = Noun::new(["ответ", "ответа", "ответов"], ["answer", "answers"]);
pub const SCHOOLS_DATIVE: Noun = Noun::new(["школа", "школы", "школ"], ["school", "schools"]);
pub const LATE: Noun = Noun::new(["поздний", "поздних", "поздних"], ["late", "late"]);

crate::phrases! {
    ROUNDS = "Сборы", "Rounds";
    ROUND = "Сбор сведений", "Round";
    NEW_ROUND = "Новый сбор", "New round";
    NONE_YET = "Сборов пока нет", "No rounds yet";
    NONE_YET_TEXT = "Здесь появятся сборы сведений, когда координатор их откроет.", "Rounds appear here once the coordinator opens them.";
    NONE_YET_COORDINATOR = "Откройте первый сбор: школы увидят вопросы и заполнят их даже без связи.", "Open the first round: schools will see the questions and answer them even without a line.";
    OPEN_FORBIDDEN = "Сбор открывает координатор", "The coordinator opens rounds";
    OPEN_FORBIDDEN_TEXT = "Вашей школе сбор будет виден, когда его откроют.", "Your school will see a round once it is open.";
    NOT_ASKED = "Вашу школу в этом сборе не спрашивают", "Your school is not asked in this round";
    NOT_ASKED_TEXT = "Ответов вашей школы в нём нет, заполнять ничего не нужно.", "There is nothing here for your school to fill in.";
    NO_SHEETS = "Ответов этого сбора пока нет", "No answers of this round yet";
    NO_SHEETS_TEXT = "Они появятся, когда устройство сверится с районом.", "They appear once the device has been compared with the district.";
    fn part_of(filled: &str, all: &str) = "{filled}\u{a0}из\u{a0}{all}", "{filled} of {all}";
    fn due_on(day: &str) = "срок до\u{a0}{day}", "due {day}";
    fn overdue_since(day: &str) = "срок прошёл {day}", "was due {day}";
    LOCKED = "сбор закрыт", "closed";
    OPEN = "сбор идёт", "open";
    TITLE = "Название", "Title";
    PERIOD = "За какой период", "Period";
    PERIOD_HINT = "2026, 2026/2027 или «1 полугодие 2026»", "2026, 2026/2027 or “1 полугодие 2026”";
    DUE = "Срок", "Due";
    DUE_HINT = "День, месяц и год через точку", "Day, month and year with dots";
    QUESTIONS = "Вопросы", "Questions";
    QUESTIONS_HINT = "По одному в строке. Единица и подсказка через точку с запятой: «Вакансии; единиц; на 1 сентября». Можно вставить столбцы из Excel.",
        "One a line. Unit and hint after semicolons: “Vacancies; posts; on 1 September”. Columns can be pasted from Excel.";
    TEMPLATES = "Готовые вопросы", "Ready questions";
    SCHOOLS = "Кого спрашиваем", "Who is asked";
    ALL_SCHOOLS = "Все школы", "All schools";
    NO_SCHOOLS = "Никого", "None";
    OPEN_ROUND = "Открыть сбор", "Open the round";
    NEED_TITLE = "Впишите название.", "Write a title.";
    NEED_QUESTIONS = "Впишите хотя бы один вопрос.", "Write at least one question.";
    fn repeated(factor: &str) = "Вопрос «{factor}» стоит дважды.", "The question “{factor}” is there twice.";
    TOO_MANY = "Вопросов больше шестидесяти или строка слишком длинная.", "More than sixty questions, or a line is too long.";
    NEED_SCHOOLS = "Выберите хотя бы одну школу.", "Choose at least one school.";
    OPENED = "Сбор открыт", "The round is open";
    ADD_QUESTIONS = "Добавить вопросы", "Add questions";
    ADDED = "Вопросы добавлены", "Questions were added";
    LOCK = "Закрыть сбор", "Close the round";
    UNLOCK = "Открыть снова", "Open again";
    LOCKED_NOW = "Сбор закрыт. То, что придёт позже, будет отмечено как позднее", "The round is closed. What comes later will be marked late";
    UNLOCKED_NOW = "Сбор снова открыт", "The round is open again";
    SCHOOL = "Школа", "School";
    FILLED = "Заполнено", "Filled";
    STATE = "Состояние", "State";
    COMPLETE = "заполнено", "complete";
    NOT_BEGUN = "не начинали", "not begun";
    IN_WORK = "заполняют", "in work";
    fn late_count(count: &str) = "после закрытия: {count}", "after closing: {count}";
    fn complete_schools(part: &str) = "Заполнили всё: {part}", "Complete: {part}";
    QUESTION = "Вопрос", "Question";
    ANSWER = "Ответ", "Answer";
    UNIT = "Единица", "Unit";
    NOTE = "Примечание", "Note";
    STORED = "Где ответ", "Where it is";
    fn answer_to(factor: &str) = "Ответ: {factor}", "Answer: {factor}";
    fn note_to(factor: &str) = "Примечание: {factor}", "Note: {factor}";
    SAVES = "Сохраняется само на этом устройстве, связь не нужна.", "Saved on this device as you type, no line needed.";
    LOCKED_FOR_SCHOOL = "Сбор закрыт: исправление уйдёт как позднее. Координатор увидит прежнее и новое значение.",
        "The round is closed: a correction goes as a late one. The coordinator sees the old and the new value.";
    CORRECT = "Исправить", "Correct";
    HOW_CHANGED = "Как менялись ответы", "How the answers changed";
    CHANGES = "Изменения", "Changes";
    NO_CHANGES = "без изменений", "no changes";
    LATE_MARK = "позднее", "late";
    CORRECTED_MARK = "исправлено", "corrected";
    NOT_ANSWERED = "нет ответа", "no answer";
    WAITS_HERE = "ещё не ушло району", "not sent yet";
    LOADING = "Читаем историю ответов…", "Reading the history of the answers…";
    HISTORY_OFFLINE = "Без связи видны нынешние ответы; кто и когда их менял, покажет район.", "Without a line the present answers are shown; the district knows who changed them and when.";
    HISTORY_FAILED = "История ответов не прочитана. Сами ответы на месте.", "The history was not read. The answers themselves are here.";
    TRY_AGAIN = "Прочитать ещё раз", "Try again";
    fn waits_for_you(title: &str, left: &str) = "Сбор «{title}» ждёт вас: осталось {left}", "“{title}” waits for you: {left} left";
    fn not_answered(title: &str, schools: &str) = "Сбор «{title}»: не ответили {schools}", "“{title}”: not answered by {schools}";
    FILL_IN = "Заполнить", "Fill in";
    SEE = "Посмотреть", "See";
    DUE_SECTION = "Сборы сведений", "Rounds";
    PASSPORT = "Социальный паспорт", "Social passport";
    PASSPORT_LEAD = "Условия школы по годам: сведения из документов района и ответы школы. Где данных нет, так и сказано.",
        "The school's conditions by year: the district's documents and the school's answers. Where nothing is known, that is said.";
    PASSPORT_EMPTY = "Сведений об условиях школы пока нет", "Nothing is known of the school's conditions yet";
    PASSPORT_EMPTY_TEXT = "Они появятся из книги района или из ответов школы в сборах.", "They come from the district's workbook or from the school's answers.";
    FACTOR = "Сведение", "Factor";
    NO_YEAR = "без года", "no year";
    OF_SCHOOL = "ответ школы", "the school's answer";
    OF_DOCUMENT = "из документа", "from a document";
}
