//! Words of what is asked of a network on its public page, and of the answers. An answer says
//! what is recorded; it judges no school.

use super::numbers::Noun;

/// After «помогает», «не больше чем».
pub const ORGANISATIONS_DATIVE: Noun = Noun::new(
    ["организации", "организациям", "организациям"],
    ["organisation", "organisations"],
);
pub const STEPS: Noun = Noun::new(["шаг", "шага", "шагов"], ["step", "steps"]);
/// After «в пределах».
pub const STEPS_GENITIVE: Noun = Noun::new(["шага", "шагов", "шагов"], ["step", "steps"]);
/// After «собирают сеть в».
pub const GROUPS: Noun = Noun::new(["группу", "группы", "групп"], ["group", "groups"]);
/// Partnerships, offers and requests together.
pub const RECORDS: Noun = Noun::new(["запись", "записи", "записей"], ["record", "records"]);
/// Before the number of organisations.
pub const FALL_OFF: Noun = Noun::new(
    [
        "от\u{a0}остальных отделится",
        "от\u{a0}остальных отделятся",
        "от\u{a0}остальных отделятся",
    ],
    ["cut off from the rest:", "cut off from the rest:"],
);
pub const LEFT_ALONE: Noun = Noun::new(
    [
        "без помощи останется",
        "без помощи останутся",
        "без помощи останутся",
    ],
    ["left without help:", "left without help:"],
);

crate::phrases! {
    // Asking.
    ASK = "Спросить сеть", "Ask the network";
    FIND_LABEL = "Название, код или поселение", "Name, code or settlement";
    FIND = "Найти", "Find";
    READY = "Готовые вопросы", "Ready questions";
    fn changed_since(term: &str) = "Что изменилось {term}", "What has changed {term}";
    MORE = "Путь между двумя, другая дата", "A path between two, another date";
    MORE_PATH = "Путь между двумя", "A path between two";
    END_FIRST = "Первая организация", "First organisation";
    END_SECOND = "Вторая организация", "Second organisation";
    CHOOSE = "Выберите", "Choose";
    SHOW_PATH = "Показать путь", "Show the path";
    DATE = "Дата", "Date";
    DATE_UNTIL = "По дату, если не по сегодня", "Until, if not today";
    SHOW_DAY = "Сеть на дату", "The network on the date";
    SHOW_CHANGES = "Что изменилось с\u{a0}даты", "What has changed since";

    // Around every answer.
    FROM_AFAR = "Здесь только то, что отвечает на\u{a0}вопрос.", "Only what answers the question is here.";
    ASK_INSIDE = "Этот вопрос задают одной территории: выберите её на\u{a0}рисунке или в\u{a0}таблице.", "This is asked of one territory: choose it in the picture or the table.";
    BACK_TO_TERRITORIES = "Вся сеть по\u{a0}территориям", "The whole network by territory";
    FORGET = "Убрать вопрос", "Clear the question";
    FILTER_COUNTS = "Ответ учитывает отбор в\u{a0}условных обозначениях.", "The answer takes the legend's filter into account.";
    ASK_ALL = "Спросить всю сеть", "Ask the whole network";
    fn and_others(number: &str) = "ещё {number}", "{number} more";

    // Search.
    fn title_find(text: &str) = "Поиск: {text}", "Search: {text}";
    NOTHING_TO_FIND = "Напишите название, код или поселение.", "Type a name, a code or a settlement.";
    NOT_FOUND = "Ничего не нашлось. Ищутся начала слов: в\u{a0}названии, коде и поселении.", "Nothing was found. The search looks for beginnings of words in name, code and settlement.";
    fn found(number: &str) = "Найдено: {number}.", "Found: {number}.";
    fn also_found(number: &str) = "Ещё найдено: {number}", "Also found: {number}";
    fn found_left_out(number: &str) = "Не показано: {number}. Уточните слова.", "Not shown: {number}. Add a word.";
    MENTOR = "наставник:", "mentor:";
    MENTORS = "наставники:", "mentors:";
    SEEKS_MENTOR = "ищет наставника", "looking for a mentor";

    // Around one organisation.
    fn title_about(name: &str) = "Сеть вокруг: {name}", "The network around: {name}";
    fn within(steps: &str, organisations: &str, partnerships: &str) =
        "В\u{a0}пределах {steps}: {organisations}, между всеми {partnerships}.",
        "Within {steps}: {organisations}, with {partnerships} between them all.";
    NO_PARTNERSHIPS = "Партнёрств здесь не записано.", "No partnerships are recorded here.";
    HOW_FAR = "Насколько далеко", "How far";
    WHO_HELPS_IT = "Кто ей помогает", "Who helps it";
    WHOM_IT_HELPS = "Кому она помогает", "Whom it helps";
    WITH_WHOM = "С\u{a0}кем вместе", "Together with";
    FURTHER = "Дальше", "Further";
    fn after_steps(steps: &str) = "Через {steps}:", "After {steps}:";
    AROUND = "Сеть вокруг", "The network around";
    PATH_TO = "Путь до…", "Path to…";
    CARD = "Карточка", "Card";
    NO_SUCH = "Такой организации среди показанных нет. Найдите её по названию.", "There is no such organisation among those shown. Find it by its name.";
    TITLE_NO_SUCH = "Сеть вокруг организации", "The network around an organisation";

    // A path.
    TITLE_PATH = "Путь между двумя организациями", "A path between two organisations";
    fn title_path(from: &str, to: &str) = "Как связаны {from} и\u{a0}{to}", "How {from} and {to} are connected";
    CHOOSE_ENDS = "Выберите две организации.", "Choose two organisations.";
    fn choose_other(name: &str) = "Одна сторона пути названа: {name}. Выберите вторую.", "One end of the path is named: {name}. Choose the other.";
    END_NOT_FOUND = "Организации с\u{a0}таким названием среди показанных нет, или их несколько. Выберите из списка.", "No organisation of that name is shown, or there are several. Choose from the list.";
    SAME_ENDS = "Обе стороны пути одна и\u{a0}та же организация. Выберите две разные.", "Both ends of the path are the same organisation. Choose two different ones.";
    NO_PATH = "По показанным партнёрствам они не связаны.", "They are not connected along the partnerships shown.";
    fn path_length(steps: &str) = "Кратчайший путь: {steps}.", "The shortest path: {steps}.";
    fn helps(giver: &str, receiver: &str) = "Помогает {giver}, помощь получает {receiver}", "{giver} helps {receiver}";
    fn together(one: &str, other: &str) = "Вместе {one} и\u{a0}{other}", "{one} and {other} together";

    // Who is alone.
    fn alone(number: &str) = "Без действующих партнёрств: {number}.", "Without any active partnership: {number}.";
    fn alone_supported(number: &str, schools: &str) = "Без действующих партнёрств: {number}, из них район поддерживает {schools}.", "Without any active partnership: {number}, of which the district supports {schools}.";
    NOBODY_ALONE = "Таких нет: у\u{a0}каждой показанной организации есть действующее партнёрство.", "Nobody: every organisation shown has an active partnership.";
    INSTEAD_NOTHING = "партнёрств не записано", "no partnerships recorded";
    INSTEAD_ENDED = "прежние партнёрства завершены", "earlier partnerships have ended";
    INSTEAD_PLANNED = "партнёрство намечено", "a partnership is planned";
    fn waits(ends: &str) = "второй стороны ждёт {ends}", "{ends} without the other side";
    UNRECORDED = "Помощь, которую никто не записал, здесь не видна.", "Help that nobody recorded is not seen here.";

    // Who carries most.
    fn givers(number: &str, median: &str) = "Действующую помощь дают {number}; половина из них помогает не больше чем {median}.", "Giving active help: {number}; half of them help no more than {median}.";
    fn giver(number: &str) = "Действующую помощь даёт {number}.", "Giving active help: {number}.";
    NO_GIVERS = "Действующей помощи пока не записано.", "No active help is recorded yet.";
    fn helps_many(number: &str) = "помогает {number}", "helps {number}";
    MUCH = "много против остальных", "much against the rest";

    // What breaks.
    WEAK = "Кто держит других: что случится, если организация уйдёт. Считаются действующие партнёрства.", "Who holds others: what happens if an organisation leaves. Active partnerships count.";
    NOT_WEAK = "Таких мест нет: если уйдёт любая одна организация, остальные останутся связаны и\u{a0}с\u{a0}помощью.", "There is none: if any one organisation leaves, the others stay connected and helped.";
    fn weak_left_out(number: &str) = "Есть ещё {number}, без которых потеряют не больше.", "There are {number} more without which no more is lost.";

    // Who keeps together.
    fn groups(number: &str) = "Действующие партнёрства собирают сеть в\u{a0}{number}: внутри группы связей больше, чем наружу. Номера групп стоят у\u{a0}знаков на картине.", "Active partnerships gather the network into {number}: more ties lie inside a group than lead out. The picture has the number of the group beside each mark.";
    NO_GROUPS = "Действующих партнёрств нет, поэтому групп тоже нет.", "There are no active partnerships, hence no groups.";
    fn group(number: &str) = "Группа {number}", "Group {number}";
    fn inside(organisations: &str, partnerships: &str) = "{organisations}, внутри {partnerships}", "{organisations}, {partnerships} inside";
    fn outside(number: &str) = "Вне групп, без действующих партнёрств: {number}.", "Outside the groups, without active partnerships: {number}.";

    // A day.
    fn title_on(date: &str) = "Сеть на {date}", "The network on {date}";
    fn on_day(partnerships: &str) = "По записанным срокам на эту дату: {partnerships}.", "By the recorded dates on this day: {partnerships}.";
    fn on_day_ends(partnerships: &str, ends: &str) = "По записанным срокам на эту дату: {partnerships} и\u{a0}{ends} без второй стороны.", "By the recorded dates on this day: {partnerships}, and {ends} without the other side.";
    fn perhaps(number: &str) = "Точно не известно о\u{a0}части из них, {number}: срок записан неполно. На картине у\u{a0}них знак вопроса.", "Not certain, {number}: their dates are incomplete. They carry a question mark in the picture.";
    fn undated(number: &str) = "Без дат: {number}. Когда они действовали, не известно, на картине их нет.", "Without dates: {number}. When they held is not known, and the picture leaves them out.";
    SUPPORT_NOW = "Кого район поддерживал тогда, открытые данные не говорят: показаны те, кого он поддерживает сейчас.", "The open data do not tell whom the district supported then: those it supports now are shown.";
    STEPS_OF_TIME = "Даты, когда что-то изменилось", "Dates on which something changed";
    EARLIER = "Раньше", "Earlier";
    LATER = "Позже", "Later";
    NO_EARLIER = "Раньше изменений не записано", "No earlier change is recorded";
    NO_LATER = "Позже изменений не записано", "No later change is recorded";
    WHAT_CHANGED_THEN = "Что изменилось с\u{a0}предыдущей даты", "What has changed since the earlier date";
    UNREAD_DAY = "Такой даты нет. Напишите год, месяц и\u{a0}день, например 2024-09-01.", "There is no such date. Write year, month and day, such as 2024-09-01.";
    TITLE_UNREAD_DAY = "Сеть на дату", "The network on a date";

    // Changes.
    fn title_changed(term: &str) = "Что изменилось {term}", "What changed, {term}";
    fn came_and_went(came: &str, went: &str) = "Началось: {came}. Закончилось: {went}.", "Begun: {came}. Ended: {went}.";
    fn ends_came_and_went(came: &str, went: &str) = "Предложений и\u{a0}запросов: появилось {came}, закрыто {went}.", "Offers and requests: {came} new, {went} closed.";
    fn met(meetings: &str) = "Встреч за это время: {meetings}.", "Meetings in this time: {meetings}.";
    NOTHING_CHANGED = "По записанным датам ничего не изменилось.", "By the recorded dates nothing changed.";
    CAME = "Началось", "Begun";
    WENT = "Закончилось", "Ended";
    ENDS_CAME = "Новые предложения и\u{a0}запросы", "New offers and requests";
    ENDS_WENT = "Закрытые предложения и\u{a0}запросы", "Closed offers and requests";
    fn undated_changes(number: &str) = "Без дат: {number}. Изменились ли они, не известно.", "Without dates: {number}. Whether they changed is not known.";

    // Signs on the picture.
    SIGNS = "Знаки ответа на картине", "Signs of the answer in the picture";
    SIGN_GAINED = "началось", "begun";
    SIGN_LOST = "закончилось", "ended";
    SIGN_PERHAPS = "точно не известно", "not certain";
    STRONG = "Ответ на картине яркий, остальное бледнее; знаки стоят там\u{a0}же, где без вопроса.", "The picture has the answer strong and the rest pale; marks stand where they stand without a question.";

    // The list by settlement.
    LISTING = "Вид списка", "Kind of list";
    NO_SETTLEMENT = "Поселение не указано", "Settlement not given";
}
