//! Words of the workspace. Short sentences; errors say what happened, what was kept and what to
//! do; no blame and no jargon.

mod fields;

pub use fields::field_label;

use super::Phrase;
use super::numbers::Noun;

pub const RECORDS: Noun = Noun::new(["запись", "записи", "записей"], ["record", "records"]);
pub const DECISIONS: Noun = Noun::new(["решение", "решения", "решений"], ["decision", "decisions"]);
pub const DIVERGENCES: Noun = Noun::new(
    ["расхождение", "расхождения", "расхождений"],
    ["difference", "differences"],
);
pub const REFUSALS: Noun = Noun::new(
    [
        "запись не принята",
        "записи не приняты",
        "записей не принято",
    ],
    ["record was not accepted", "records were not accepted"],
);
pub const WAITING: Noun = Noun::new(
    ["ждёт отправки", "ждут отправки", "ждут отправки"],
    ["waiting to send", "waiting to send"],
);
pub const OPEN_PARTNERSHIPS: Noun = Noun::new(
    [
        "действующее партнёрство",
        "действующих партнёрства",
        "действующих партнёрств",
    ],
    ["open partnership", "open partnerships"],
);
pub const SHEETS_CHANGES: Noun = Noun::new(
    ["изменение", "изменения", "изменений"],
    ["change", "changes"],
);
pub const EVENTS: Noun = Noun::new(["событие", "события", "событий"], ["event", "events"]);
pub const DAYS: Noun = Noun::new(["день", "дня", "дней"], ["day", "days"]);

// The frame.
crate::phrases! {
    SECTIONS = "Разделы", "Sections";
    TODAY = "Сегодня", "Today";
    MY_SCHOOL = "Моя школа", "My school";
    NETWORK = "Сеть", "Network";
    SCHOOLS = "Школы", "Schools";
    INBOX = "Входящие", "Inbox";
    IMPORT = "Загрузка книги", "Import";
    SETTINGS = "Настройки", "Settings";
    PARTNERSHIP = "Партнёрство", "Partnership";
    ORGANISATION = "Организация", "Organisation";
    BACK = "Назад", "Back";
    WAIT_FOR_YOU = "ждут вас:", "waiting for you:";
    SEARCH = "Найти школу или организацию", "Find a school or organisation";
    SCHOOL_EDITOR = "ведёт школу", "edits a school";
    OBSERVER = "наблюдатель", "observer";
    OTHER_LANGUAGE = "English", "Русский";
    RUS = "Рус", "Рус";
    ENG = "Eng", "Eng";
    NEW_VERSION = "Готова новая версия. Несохранённого нет.", "A new version is ready. Nothing is unsaved.";
    UPDATE = "Обновить", "Update";
    CLOSE = "Закрыть", "Close";
    OPEN_LEDGER = "Где мои записи", "Where my records are";
    RETRY = "Повторить", "Try again";
    LATER_COMING = "Загружаем этот раздел", "Loading this section";
    LATER_FAILED = "Раздел не загрузился", "This section did not load";
    LATER_OFFLINE_TEXT = "На этом устройстве он открывается впервые, а связи нет. Когда она появится, раздел откроется сам. Записи на устройстве целы.",
        "It is opened on this device for the first time, and there is no connection. It will open by itself when the connection is back. Your entries on this device are safe.";
    LATER_FAILED_TEXT = "Связь прервалась, или приложение на сервере обновилось. Повторите; если не поможет, загрузите страницу заново. Записи на устройстве целы.",
        "The connection broke off, or the app on the server has been updated. Try again; if that does not help, reload the page. Your entries on this device are safe.";
    RELOAD_PAGE = "Загрузить страницу заново", "Reload the page";
    TO_TODAY = "На главную", "To the start";
    NOT_FOUND = "Такой страницы нет", "There is no such page";
    NOT_FOUND_TEXT = "Адрес мог устареть. Ваши записи на месте.", "The address may be out of date. Your records are in place.";
    NO_RECORD = "Такой записи здесь нет", "This record is not here";
    NO_RECORD_TEXT = "Её могли удалить, или на этом устройстве её ещё нет. Ваши записи на месте.",
        "It may have been deleted, or this device does not have it yet. Your records are in place.";
}

// Where my records are.
crate::phrases! {
    ALL_RECEIVED = "Всё получено районом", "All received";
    SAVED_HERE = "Сохранено здесь", "Saved here";
    NO_LINE = "Связи нет", "No connection";
    fn no_line_waiting(count: &str) = "связи нет, {count}", "no connection, {count}";
    NOTHING_WAITS = "ничего не ждёт отправки", "nothing is waiting";
    fn needs_sign_in(count: &str) = "{count}, нужен вход", "{count}, sign-in needed";
    SIGN_IN_TO_SEND = "чтобы получать новости, войдите", "sign in to get news";
    SENDING = "Отправляем", "Sending";
    fn of_total(done: usize, total: usize) = "{done} из {total}", "{done} of {total}";
    NEEDS_DECISION = "Нужно ваше решение", "Your decision is needed";
    NOT_ACCEPTED = "Не принято", "Not accepted";
    fn with_reason(count: &str) = "{count} с причиной", "{count} with the reason";
    NOT_SAVED = "Не сохранено", "Not saved";
    NOT_SAVED_MORE = "что случилось и что делать", "what happened and what to do";
    NOT_YET = "ещё не сверено с районом", "not compared with the district yet";
    NOT_YET_SHORT = "не сверено", "not compared yet";
    ALL_RECEIVED_SHORT = "Всё получено", "All received";
    MENU = "Меню", "Menu";
    EXAMPLE = "Пример", "Example";
    fn today_at(time: &str) = "сегодня в {time}", "today at {time}";
    fn yesterday_at(time: &str) = "вчера в {time}", "yesterday at {time}";
    YESTERDAY = "вчера", "yesterday";
    fn day_at(day: &str, time: &str) = "{day} в {time}", "{day} at {time}";
    fn here_at(time: &str) = "здесь, {time}", "here, {time}";
    WITH_DISTRICT = "у района", "with the district";
    DECIDE_FIELD = "два значения, решить", "two values, decide";
}

// Banners.
crate::phrases! {
    SESSION_OVER = "Вход устарел. Записи сохраняются здесь и уйдут после входа.",
        "The sign-in has expired. Records are saved here and will leave after you sign in.";
    SIGN_IN_AGAIN = "Войти", "Sign in";
    VERSION_TROUBLE = "Эта версия приложения устарела для района. Записи целы и ждут здесь. Обновите страницу.",
        "This version of the app is out of date for the district. Your records are safe and wait here. Reload the page.";
    SERVER_TROUBLE = "Район отвечает с ошибкой. Записи целы, попробуем ещё раз сами.",
        "The district answers with an error. Your records are safe; we will try again by ourselves.";
    NOT_SAVED_FULL = "Не удалось сохранить на этом устройстве: кончилось место. Текст остался в поле. Освободите место и нажмите «Повторить» или скопируйте текст.",
        "Could not save on this device: there is no room left. The text is still in the field. Free some room and press “Try again”, or copy the text.";
    NOT_SAVED_FORBIDDEN = "Не удалось сохранить на этом устройстве: браузер запрещает хранение. Текст остался в поле. Разрешите хранение для этого сайта или откройте обычное окно.",
        "Could not save on this device: the browser does not allow it. The text is still in the field. Allow storage for this site or open a normal window.";
    NOT_SAVED_BROKEN = "Не удалось сохранить на этом устройстве. Текст остался в поле, сохранённое раньше цело. Нажмите «Повторить» или скопируйте текст и перезагрузите страницу.",
        "Could not save on this device. The text is still in the field, and what was saved earlier is safe. Press “Try again”, or copy the text and reload the page.";
    NOT_SAVED_GONE = "Эту запись тем временем удалили. Текст остался в поле: скопируйте его, если он нужен.",
        "This record has been deleted meanwhile. The text is still in the field: copy it if you need it.";
    NOT_SAVED_SIGNED_OUT = "Сначала войдите. Текст остался в поле.", "Sign in first. The text is still in the field.";
    fn evicted(count: &str) = "Браузер очистил хранилище этого сайта. Не успели уйти: {count}. Если был сохранён файл ожидающего, он поможет восстановить их; остальное придёт от района.",
        "The browser has cleared this site's storage. Not sent in time: {count}. A saved file of waiting records will help to restore them; everything else comes from the district.";
    UNDERSTOOD = "Понятно", "Understood";
    UNKEPT = "Браузер не открыл хранилище: на устройстве ничего не сохраняется. Записи уходят в район при связи. Прежде чем закрыть страницу, дождитесь отправки или сохраните ожидающее в файл.",
        "The browser did not open its storage: nothing is kept on the device. Records leave when there is a connection. Before closing the page, wait until they have left, or save what waits to a file.";
    fn unkept_pending(count: &str) = " Сохранённое раньше не читается и не тронуто. Ждали отправки: {count}.",
        " What was saved earlier cannot be read and is untouched. Waiting to send: {count}.";
    PAGE_ONLY = "только на этой странице", "on this page only";
}

// Sign-in.
crate::phrases! {
    SIGN_IN = "Вход", "Sign in";
    SIGN_IN_LEAD = "Рабочее место района и школы", "The workspace of districts and schools";
    LOGIN = "Имя для входа", "Login";
    PASSWORD = "Пароль", "Password";
    DO_SIGN_IN = "Войти", "Sign in";
    SIGNING_IN = "Входим", "Signing in";
    WRONG = "Имя или пароль не подошли. Проверьте раскладку и регистр букв и попробуйте ещё раз.",
        "The login or password did not fit. Check the keyboard layout and letter case and try again.";
    TOO_MANY = "Слишком много попыток. Подождите минуту и попробуйте снова.",
        "Too many attempts. Wait a minute and try again.";
    SIGN_IN_OFFLINE = "Связи с районом нет, проверить пароль нельзя. Введённое осталось в полях.",
        "There is no connection, so the password cannot be checked. What you typed is still in the fields.";
    SIGN_IN_SERVER = "Район отвечает с ошибкой. Попробуйте через несколько минут.",
        "The district answers with an error. Try again in a few minutes.";
    SIGNED_OUT_OFFLINE = "Здесь ещё никто не входил, а связи нет. Для первого входа нужна связь; потом приложение открывается и без неё.",
        "Nobody has signed in here yet, and there is no connection. The first sign-in needs one; after that the app opens without it.";
    PASSWORD_NOT_KEPT = "Пароль на устройстве не хранится.", "The password is not kept on the device.";
    FILL_LOGIN = "Введите имя для входа.", "Enter your login.";
    FILL_PASSWORD = "Введите пароль.", "Enter your password.";
    TO_PUBLIC = "Открытые страницы", "Public pages";
}

// Opening and the five states.
crate::phrases! {
    OPENING = "Открываем записи этого устройства", "Opening this device's records";
    fn first_load(count: &str) = "Получаем данные района: {count}", "Getting the district's data: {count}";
    NOTHING_HERE_OFFLINE = "На этом устройстве данных района ещё нет", "This device has no data of the district yet";
    NOTHING_HERE_OFFLINE_TEXT = "Связи сейчас нет. Когда она появится, данные придут сами.",
        "There is no connection now. The data will come by themselves when it is back.";
    fn as_of(moment: &str) = "Показано то, что есть на устройстве: данные района от {moment}.",
        "You see what is on this device: the district's data of {moment}.";
}

// Today.
crate::phrases! {
    NEEDS_YOU = "Ждёт вас", "Needs you";
    NOTHING_NEEDS_YOU = "Ничего не ждёт вашего решения.", "Nothing needs your decision.";
    fn lead_decisions(number: &str) = "За вами {number}.", "You have {number}.";
    TWO_VALUES = "Два значения одного поля", "Two values of one field";
    COMPARE = "Сравнить и решить", "Compare and decide";
    WAS_REFUSED = "Запись не принята", "A record was not accepted";
    SEE_REASON = "Посмотреть причину", "See the reason";
    RECORD_VISIT = "Записать событие", "Record an event";
    WAITS_HERE = "Ждёт отправки", "Waiting to send";
    WHERE_RECORDS = "Где мои записи", "Where my records are";
    MY_PARTNERSHIPS = "Наши партнёрства", "Our partnerships";
    DISTRICT_PARTNERSHIPS = "Действующие партнёрства", "Open partnerships";
    NO_PARTNERSHIPS = "Партнёрств пока нет", "No partnerships yet";
    NO_PARTNERSHIPS_SCHOOL = "Когда район или другая школа назовёт партнёрство с вами, оно появится здесь.",
        "When the district or another school names a partnership with you, it will appear here.";
    NO_PARTNERSHIPS_COORDINATOR = "Загрузите книгу района или создайте партнёрство.",
        "Import the district's workbook or create a partnership.";
    NEW_PARTNERSHIP = "Создать партнёрство", "Create a partnership";
    BEGUN_VISITS = "Начатые записи", "Begun entries";
    CONTINUE = "Продолжить", "Continue";
    LAST_EVENTS = "Последние события", "Latest events";
    NO_EVENTS = "Событий ещё не записано.", "No events have been recorded yet.";
    ALL = "Показать все", "Show all";
    fn day_title(weekday: &str, day: &str) = "{weekday}, {day}", "{weekday}, {day}";
}

// Network and organisations.
crate::phrases! {
    VIEW = "Вид", "View";
    PICTURE = "Рисунок", "Picture";
    LIST = "Список", "List";
    KINDS_OF_HELP = "Виды помощи", "Kinds of help";
    ALL_KINDS = "все", "all";
    fn picture_title(municipality: &str) = "{municipality}: кто кому помогает", "{municipality}: who helps whom";
    PICTURE_TEXT = "Рисунок сети. То же самое есть списком.", "A picture of the network. The same is available as a list.";
    ORGANISATIONS = "Организации", "Organisations";
    NAME = "Название", "Name";
    KIND = "Вид", "Kind";
    SETTLEMENT = "Населённый пункт", "Settlement";
    PARTNERS = "Партнёрств", "Partnerships";
    FIND = "Название или населённый пункт", "Name or settlement";
    fn nothing_found(query: &str) = "По запросу «{query}» ничего не нашлось.", "Nothing was found for “{query}”.";
    RESET = "Сбросить", "Reset";
    NO_ORGANISATIONS = "Организаций пока нет", "No organisations yet";
    NO_ORGANISATIONS_TEXT = "Они появятся, когда координатор загрузит книгу района.",
        "They will appear when the coordinator imports the district's workbook.";
    fn found(number: &str) = "Найдено: {number}", "Found: {number}";
    HELPS = "Кому помогает", "Whom it helps";
    IS_HELPED = "Кто помогает", "Who helps it";
    OFFERS_REQUESTS = "Предложения и запросы", "Offers and requests";
    NOT_NAMED = "второй стороны нет", "other side not named";
    fn not_yours_text(own: &str) = "Вы ведёте {own}. Здесь показано то, что открыто вам.", "You edit {own}. What is open to you is shown here.";
    WITHOUT_MENTOR = "без живого наставника", "without a live mentor";
    EDIT_CARD = "Изменить карточку", "Edit the card";
    SHEET_PAGE = "Лист организации для печати", "Sheet of the organisation, to print";
    SHEET_FILE = "тот же в\u{a0}DOCX", "the same as DOCX";
    CARD = "Карточка", "Card";
    STANDINGS = "Статус школы", "Standing of the school";
    PUBLIC_PAGE = "Открытая страница", "Public page";
}

// Partnership and visit.
crate::phrases! {
    CONDITIONS = "Условия", "Terms";
    PROVES = "Подтверждает:", "Proves:";
    EVENTS_OF = "События", "Events";
    SINCE = "Начало", "Start";
    UNTIL = "Окончание", "End";
    TERM_TEXT = "Срок словами документа", "The term in the document's words";
    DATE_HINT = "День, месяц и год или только год: 31.05.2027, 05.2027, 2027",
        "Day, month and year, or only the year: 31.05.2027, 05.2027, 2027";
    SUBJECTS_HINT = "Через запятую", "Separated by commas";
    OTHER_SIDE = "Вторая сторона", "The other side";
    CHOOSE = "Выберите организацию", "Choose an organisation";
    NAME_SIDE = "Назвать сторону", "Name the side";
    SIDE_EXPLAINED = "Второй стороны нет. Её называет координатор, когда обе школы согласны.",
        "The other side is not named. The coordinator names it when both schools agree.";
    GIVES = "Кто помогает", "Who helps";
    RECEIVES = "Кому помогают", "Who is helped";
    READ_ONLY = "Это партнёрство ведут его стороны и координатор. Вы видите то, что открыто вам.",
        "This partnership is edited by its sides and the coordinator. You see what is open to you.";
    CREATE = "Создать партнёрство", "Create partnership";
    NEW_TITLE = "Новое партнёрство", "New partnership";
    NEW_FORBIDDEN = "Новые партнёрства создаёт координатор", "The coordinator creates new partnerships";
    NEW_FORBIDDEN_TEXT = "Вы ведёте партнёрства своей школы и записываете события.", "You edit your school's partnerships and record events.";
    NEW_EXPLAINED = "Если вторая сторона ещё не известна, оставьте её пустой: получится предложение или запрос.",
        "If the other side is not known yet, leave it empty: this makes an offer or a request.";
    NOBODY = "ещё не названа", "not named yet";
    CREATED = "Партнёрство сохранено здесь и уйдёт району само.", "The partnership is saved here and will leave for the district by itself.";
    WHAT_HAPPENED = "Что было", "What took place";
    WHEN = "Когда", "When";
    PARTICIPANTS = "Участников", "Participants";
    FEWER = "меньше", "fewer";
    MORE = "больше", "more";
    TOPIC = "Предмет и класс, тема", "Subject and class, topic";
    DISCUSSED = "Что обсудили", "What was discussed";
    PRIVATE_NOTE = "Заметка для своих", "Note for your own side";
    NOT_PUBLISHED = "не публикуется", "not published";
    DRAFTS = "Черновики", "Drafts";
    DROP_DRAFT = "Убрать черновик", "Remove draft";
    WHICH_PARTNERSHIP = "О каком партнёрстве запись", "Which partnership the entry is about";
    RECORDED = "Событие записано здесь и уйдёт району само.", "The event is recorded here and will leave for the district by itself.";
    NOT_YOUR_PARTNERSHIP = "Это партнёрство не ваше", "This partnership is not yours";
    NOT_YOUR_PARTNERSHIP_TEXT = "События записывают его стороны и координатор.", "Its sides and the coordinator record events.";
    fn we_help(name: &str) = "Мы помогаем: {name}", "We help: {name}";
    fn they_help(name: &str) = "{name} помогает нам", "{name} helps us";
    DELETE_EVENT = "Удалить запись…", "Delete entry…";
    DELETE_SURE = "Удалить эту запись у всех? Это видно в истории.", "Delete this entry for everyone? History keeps it.";
    DELETE = "Удалить", "Delete";
    KEEP = "Оставить", "Keep";
    fn recorded_by(name: &str) = "записала {name}", "recorded by {name}";
}

// Ledger.
crate::phrases! {
    LEDGER = "Где мои записи", "Where my records are";
    fn line_down_since(moment: &str) = "Связи нет {moment}. Записи останутся на устройстве и уйдут сами, когда она появится.",
        "No connection {moment}. Records stay on the device and leave by themselves when it is back.";
    fn since_time(time: &str) = "с {time}", "since {time}";
    LINE_UP = "Связь есть. Записи уходят сами, нажимать ничего не нужно.",
        "The connection is there. Records leave by themselves; there is nothing to press.";
    LINE_UNKNOWN = "Проверяем связь с районом.", "Checking the connection.";
    LINE_SIGNED_OUT = "Вход устарел. Записи останутся на устройстве и уйдут после входа.",
        "The sign-in has expired. Records stay on the device and leave after you sign in.";
    LINE_REVOKED = "Доступ к району закрыт. Что не ушло, лежит среди отказов целиком.",
        "Access to the district was taken away. What had not left is among the refused, whole.";
    PLACE_WAITING = "Ждут здесь", "Waiting here";
    PLACE_RECEIVED = "Получил район", "Received by the district";
    PLACE_DECISION = "Ждут решения", "Waiting for a decision";
    PLACE_REFUSED = "Не приняты", "Not accepted";
    fn last_at(moment: &str) = "последняя {moment}", "the last one {moment}";
    NONE_YET = "пока ничего", "nothing yet";
    DECIDE = "Решить", "Decide";
    FIX = "Исправить", "Fix";
    DISCARD = "Убрать", "Remove";
    DISCARD_SURE = "Убрать насовсем? Района эта запись не достигла.", "Remove for good? The district never got this record.";
    DISCARD_YES = "Убрать насовсем", "Remove for good";
    RECORD_SAFE = "Ваша правка сохранена здесь.", "Your edit is kept here.";
    SAVE_TO_FILE = "Сохранить ожидающее в файл", "Save what waits to a file";
    NOTHING_TO_SAVE = "Ждать нечему: файл не нужен.", "Nothing waits: no file is needed.";
    NEW_RECORD = "новая запись", "new record";
    DELETION = "удаление", "deletion";
    RESTORATION = "возвращение", "restoration";
    DECISION = "решение", "decision";
    CLEARED = "очищено", "cleared";
    fn two_values_of(field: &str) = "{field}: два значения.", "{field}: two values.";
    fn decided_by_others(field: &str) = "{field}: два значения. Решает координатор.", "{field}: two values. The coordinator decides.";
    FILE_NAME = "ozhidaet.opora", "waiting.opora";
}

// Decisions.
crate::phrases! {
    INBOX_TITLE = "Нужно решить", "To decide";
    fn some_of(from: usize, to: usize, count: usize) = "{from}–{to} из {count}", "{from}–{to} of {count}";
    AFTER = "Дальше", "Next";
    INBOX_EMPTY = "Решать нечего", "Nothing to decide";
    INBOX_EMPTY_TEXT = "Если двое изменят одно и то же без связи, оба значения появятся здесь, и ни одно не пропадёт.",
        "If two people change the same thing while apart, both values appear here and neither is lost.";
    WAS = "Было", "It was";
    MINE = "У вас", "Yours";
    THEIRS = "В районе", "In the district";
    LATER = "Пришло позже", "Came later";
    YOU = "вы", "you";
    OTHER_VALUE = "Другое значение", "Another value";
    MEANWHILE = "Пока не решено, действует значение района. Оба значения останутся в истории.",
        "Until it is decided, the district's value holds. Both values stay in the history.";
    fn keep_value(value: &str) = "Оставить {value}", "Keep {value}";
    CHOOSE_VALUE = "Выберите значение", "Choose a value";
    DECIDED = "Решение сохранено здесь и уйдёт району само.", "The decision is saved here and will leave for the district by itself.";
    EMPTY_VALUE = "пусто", "empty";
    fn question(field: &str) = "{field}: какое значение верно?", "{field}: which value is right?";
    NOT_FOR_YOU = "Решает координатор или стороны партнёрства.", "The coordinator or the partnership's sides decide.";
    OPEN_RECORD = "Открыть запись", "Open the record";
}

// Import.
crate::phrases! {
    IMPORT_TITLE = "Загрузка книги района", "Import of the district's workbook";
    IMPORT_LEAD = "Сначала посмотрим, что изменится. Ничего не запишем, пока вы не подтвердите.",
        "First we look at what would change. Nothing is written until you confirm.";
    DROP_FILE = "Перетащите сюда файл или выберите его: .xlsx, .gexf, .graphml, .csv", "Drop a file here or choose one: .xlsx, .gexf, .graphml, .csv";
    CHOOSE_FILE = "Выбрать файл", "Choose a file";
    IMPORT_OFFLINE = "Для загрузки нужна связь", "Importing needs a connection";
    IMPORT_OFFLINE_TEXT = "Файл остаётся у вас. Вернитесь сюда, когда связь появится.",
        "The file stays with you. Come back when the connection is there.";
    IMPORT_FORBIDDEN = "Книгу района загружает координатор", "The coordinator imports the workbook";
    IMPORT_FORBIDDEN_TEXT = "Вам открыты сеть и карточки.", "The network and the cards are open to you.";
    fn reading(file: &str) = "Читаем «{file}»", "Reading “{file}”";
    fn writing(file: &str) = "Вносим изменения из «{file}»", "Writing the changes of “{file}”";
    fn stage_of(stage: &str, done: &str, total: &str) = "{stage}: {done} из {total}", "{stage}: {done} of {total}";
    STAGE_READING = "Читаем листы", "Reading the sheets";
    STAGE_COMPARING = "Сравниваем с районом", "Comparing with the district";
    STAGE_WRITING = "Записываем", "Writing";
    WOULD_CHANGE = "Что изменится", "What would change";
    HAS_CHANGED = "Изменения внесены", "The changes are made";
    NO_CHANGES = "Изменений нет: в районе уже всё то же самое.", "No changes: the district already has the same.";
    SHEET = "Лист", "Sheet";
    ROWS = "Строк", "Rows";
    CREATED_N = "Создано", "Created";
    CHANGED_N = "Изменено", "Changed";
    UNCHANGED_N = "Без изменений", "Unchanged";
    FLAGGED_N = "С пометкой", "Flagged";
    REFUSED_N = "Не принято", "Refused";
    UNREAD_N = "Не читаем пока", "Not read yet";
    CELL = "Ячейка", "Cell";
    READ_VALUE = "Прочитано", "Read";
    REMARK = "Замечание", "Remark";
    PROBLEMS = "Замечания", "Remarks";
    NO_PROBLEMS = "Замечаний нет.", "No remarks.";
    CHANGES = "Изменения", "Changes";
    RECORD = "Запись", "Record";
    FIELD = "Поле", "Field";
    FROM_VALUE = "Было", "Was";
    TO_VALUE = "Станет", "Becomes";
    CONFIRM_IMPORT = "Внести изменения", "Make the changes";
    OTHER_FILE = "Другой файл", "Another file";
    IMPORT_BROKEN = "Ответ района оборвался. Записанное целым куском сохранено; повторная загрузка ничего не удвоит.",
        "The answer broke off. What was written as a whole is kept; importing again doubles nothing.";
    IMPORT_FAILED = "Файл не прочитан", "The file was not read";
    IMPORT_FAILED_TEXT = "В районе ничего не изменилось.", "Nothing was changed in the district.";
    fn and_more(count: &str) = "и ещё {count}", "and {count} more";
}

// Settings.
crate::phrases! {
    LANGUAGE = "Язык", "Language";
    THEME = "Вид", "Appearance";
    THEME_SYSTEM = "как в системе", "as the system";
    THEME_LIGHT = "светлый", "light";
    THEME_DARK = "тёмный", "dark";
    RUSSIAN = "Русский", "Русский";
    ENGLISH = "English", "English";
    ACCOUNT = "Вход", "Account";
    SIGN_OUT = "Выйти", "Sign out";
    fn sign_out_waiting(count: &str) = "Ещё не ушло району: {count}. При выходе записи останутся на устройстве, закрытые для других, и уйдут после вашего входа.",
        "Not sent yet: {count}. When you sign out, they stay on the device, closed to others, and leave after you sign in again.";
    fn sign_out_unkept(count: &str) = "Ещё не ушло району: {count}. Хранилище закрыто: при выходе эти записи пропадут. Отправьте их или сохраните в файл.",
        "Not sent yet: {count}. The storage is closed: when you sign out, these records are gone. Send them or save them to a file.";
    SIGN_OUT_LOSE = "Выйти без них", "Sign out without them";
    SEND_FIRST = "Отправить сейчас", "Send now";
    SIGN_OUT_ANYWAY = "Выйти, записи останутся", "Sign out, records stay";
    ABOUT = "Об Опоре", "About Opora";
    ABOUT_TEXT = "Сети поддержки школ. Записи сохраняются на устройстве и сверяются с районом сами.",
        "School support networks. Records are saved on the device and compared with the district by themselves.";
    fn version(version: &str) = "Версия {version}", "Version {version}";
    fn device(id: &str) = "Устройство {id}", "Device {id}";
}

// Problems of a field.
crate::phrases! {
    fn kept(value: &str) = "Прежнее значение, {value}, сохранено.", "The earlier value, {value}, is kept.";
    NOTHING_KEPT = "Поле пока пусто, остальное сохранено.", "The field is empty so far; everything else is kept.";
    NOT_A_DATE = "Дата не прочитана. Пишите день, месяц и год через точку.", "The date was not understood. Write day, month and year with dots.";
    fn month_has(month: &str, days: &str) = "В {month} {days}.", "{month} has {days}.";
    NO_SUCH_MONTH = "В году 12\u{a0}месяцев.", "A year has 12\u{a0}months.";
    YEAR_OUT = "Год пишется от 1900 до 2199.", "The year is between 1900 and 2199.";
    NOT_A_NUMBER = "Нужно целое число.", "A whole number is needed.";
    END_FIRST = "Окончание раньше начала.", "The end is before the start.";
    TOO_LONG = "Слишком длинно.", "Too long.";
    MUST_FILL = "Это поле нужно заполнить.", "This field has to be filled in.";
    DOES_NOT_FIT = "Значение не подходит.", "The value does not fit.";
    YES = "да", "yes";
    NO = "нет", "no";
}

/// «в январе», for [`month_has`].
pub const MONTHS_PREPOSITIONAL: [Phrase; 12] = [
    Phrase {
        ru: "январе",
        en: "January",
    },
    Phrase {
        ru: "феврале",
        en: "February",
    },
    Phrase {
        ru: "марте",
        en: "March",
    },
    Phrase {
        ru: "апреле",
        en: "April",
    },
    Phrase {
        ru: "мае",
        en: "May",
    },
    Phrase {
        ru: "июне",
        en: "June",
    },
    Phrase {
        ru: "июле",
        en: "July",
    },
    Phrase {
        ru: "августе",
        en: "August",
    },
    Phrase {
        ru: "сентябре",
        en: "September",
    },
    Phrase {
        ru: "октябре",
        en: "October",
    },
    Phrase {
        ru: "ноябре",
        en: "November",
    },
    Phrase {
        ru: "декабре",
        en: "December",
    },
];

/// From Monday.
pub const WEEKDAYS: [Phrase; 7] = [
    Phrase {
        ru: "Понедельник",
        en: "Monday",
    },
    Phrase {
        ru: "Вторник",
        en: "Tuesday",
    },
    Phrase {
        ru: "Среда",
        en: "Wednesday",
    },
    Phrase {
        ru: "Четверг",
        en: "Thursday",
    },
    Phrase {
        ru: "Пятница",
        en: "Friday",
    },
    Phrase {
        ru: "Суббота",
        en: "Saturday",
    },
    Phrase {
        ru: "Воскресенье",
        en: "Sunday",
    },
];
