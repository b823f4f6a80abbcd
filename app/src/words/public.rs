//! Words of the public pages. Public words: «школа, которой помогают», never a standing, never a
//! comparison by results.

use super::numbers::Noun;

pub const SCHOOLS: Noun = Noun::new(["школа", "школы", "школ"], ["school", "schools"]);
/// After «поддерживает».
pub const SCHOOLS_ACCUSATIVE: Noun = Noun::new(["школу", "школы", "школ"], ["school", "schools"]);
pub const OTHER_ORGANISATIONS: Noun = Noun::new(
    [
        "другая организация",
        "другие организации",
        "других организаций",
    ],
    ["other organisation", "other organisations"],
);
pub const ORGANISATIONS: Noun = Noun::new(
    ["организация", "организации", "организаций"],
    ["organisation", "organisations"],
);
/// After «у»: «у 2 организаций».
pub const ORGANISATIONS_GENITIVE: Noun = Noun::new(
    ["организации", "организаций", "организаций"],
    ["organisation", "organisations"],
);
pub const PARTNERSHIPS: Noun = Noun::new(
    ["партнёрство", "партнёрства", "партнёрств"],
    ["partnership", "partnerships"],
);
pub const OFFERS: Noun = Noun::new(
    [
        "предложение помощи",
        "предложения помощи",
        "предложений помощи",
    ],
    ["offer of help", "offers of help"],
);
pub const REQUESTS: Noun = Noun::new(
    [
        "запрос о\u{a0}помощи",
        "запроса о\u{a0}помощи",
        "запросов о\u{a0}помощи",
    ],
    ["request for help", "requests for help"],
);
/// Followed by «без второй стороны».
pub const OPEN_ENDS: Noun = Noun::new(
    [
        "предложение или запрос",
        "предложения или запроса",
        "предложений или запросов",
    ],
    ["offer or request", "offers or requests"],
);
pub const OFFERS_SHORT: Noun = Noun::new(
    ["предложение", "предложения", "предложений"],
    ["offer", "offers"],
);
pub const REQUESTS_SHORT: Noun =
    Noun::new(["запрос", "запроса", "запросов"], ["request", "requests"]);
pub const PARTNERS: Noun = Noun::new(
    ["партнёр", "партнёра", "партнёров"],
    ["partner", "partners"],
);
pub const PARTNERS_DATIVE: Noun = Noun::new(
    ["партнёру", "партнёрам", "партнёрам"],
    ["partner", "partners"],
);
pub const MEETINGS: Noun = Noun::new(["встреча", "встречи", "встреч"], ["meeting", "meetings"]);
pub const PEOPLE: Noun = Noun::new(
    ["участник", "участника", "участников"],
    ["participant", "participants"],
);
pub const NETWORKS: Noun = Noun::new(["сеть", "сети", "сетей"], ["network", "networks"]);

crate::phrases! {
    EXAMPLE = "Пример: данные созданы программой, такого района нет", "Example: the data are generated, no such district exists";
    EXAMPLE_SHORT = "Пример: такого района нет", "Example: no such district exists";

    // The shell.
    SKIP = "К\u{a0}содержанию", "Skip to content";
    NAVIGATION = "Разделы", "Sections";
    PATH = "Где вы", "Where you are";
    NETWORKS_ENTRY = "Сети районов", "District networks";
    SIGN_IN = "Войти", "Sign in";
    WORKSPACE = "В\u{a0}рабочее место", "To the workspace";
    RUSSIAN = "Русский", "Русский";
    ENGLISH = "English", "English";
    NOT_COMPARED = "Школы не сравниваются по результатам. Данные о\u{a0}детях и сотрудниках не публикуются.",
        "Schools are not compared by results. No data on children or staff are published.";

    // The list of networks.
    SCHOOLS_HELP_SCHOOLS = "Школы помогают школам", "Schools help schools";
    NETWORKS_SUB = "Сети поддержки школ по районам: кто кому помогает, чем и что уже сделано",
        "School support networks by district: who helps whom, with what, and what has been done";
    NETWORKS_DESCRIPTION = "Открытые сети поддержки школ: партнёрства, предложения и запросы о\u{a0}помощи по районам",
        "Open school support networks: partnerships, offers and requests for help by district";
    NO_NETWORKS = "Сетей пока нет", "No networks yet";
    NO_NETWORKS_TEXT = "Здесь появятся районы, когда координатор загрузит книгу района.",
        "Districts will appear here when a coordinator imports a district's workbook.";
    fn source(title: &str) = "Источник: {title}", "Source (in Russian): {title}";

    // A network.
    fn network_title(municipality: &str) = "{municipality}: сеть поддержки школ", "{municipality}: school support network";
    fn network_description(municipality: &str) = "{municipality}: кто из школ и организаций кому помогает", "{municipality}: which schools and organisations help whom";
    NETWORK_SUB = "Сеть поддержки школ района: кто кому помогает, чем и что уже сделано",
        "The district's school support network: who helps whom, with what, and what has been done";
    REGION = "Регион", "Region";
    SCHOOL_YEAR = "Учебный год", "School year";
    DATA_OF = "Данные на", "Data as of";
    IN_NETWORK = "В\u{a0}сети", "The network has";
    AND = "и", "and";
    BETWEEN_THEM = ", между ними ", ", and between them ";
    NO_PARTNERSHIPS = "Партнёрств между ними пока не названо.", "No partnerships between them have been named yet.";
    DISTRICT_SUPPORTS = "Район поддерживает", "The district supports";
    NO_MENTOR_NAMED = ": школа-наставник пока не названа ни у\u{a0}одной.", ": none has a named mentor school yet.";
    fn have_mentor(number: &str) = ": у\u{a0}{number} есть школа-наставник", ": {number} have a mentor school";
    ALL_HAVE_MENTOR = ": у\u{a0}каждой есть школа-наставник.", ": each has a mentor school.";
    SEEK_IT = "её ищут.", "are looking for one.";
    SEEKS_IT = "её ищет.", "is looking for one.";
    WAIT_FOR_SIDE = "Второй стороны пока нет:", "The other side is not named yet:";
    MOST_MENTEES = "Больше всего подопечных:", "Most mentored schools:";
    NOT_CONNECTED = "Пока ни с\u{a0}кем не связаны:", "Not connected with anyone yet:";
    fn recorded_meetings(number: &str) = "Встреч по этим партнёрствам: {number}.", "Meetings on these partnerships: {number}.";
    VIEW = "Вид", "View";
    PICTURE_HEADING = "Картина сети", "Picture of the network";
    LIST = "Список", "List";
    PICTURE = "Картина", "Picture";
    fn picture_description(organisations: &str, partnerships: &str, ends: &str) =
        "На картине {organisations}, {partnerships} и {ends} без второй стороны. То же самое есть ниже списком.",
        "The picture has {organisations}, {partnerships} and {ends} without the other side. The same is given below as a list.";
    ARROW = "Стрелка ведёт к\u{a0}тому, кому помогают. Расположение знаков не связано с\u{a0}картой.",
        "The arrow points at who is helped. The position of marks has nothing to do with the map.";
    ARROW_MAP = "Стрелка ведёт к\u{a0}тому, кому помогают. Места показаны с\u{a0}точностью до населённого пункта; границ и дорог на картине нет.",
        "The arrow points at who is helped. Places are exact to a settlement; no borders or roads are drawn.";
    PLACE_UNKNOWN = "Место неизвестно", "Place unknown";
    fn place_unknown_of(number: &str) =
        "Место неизвестно у\u{a0}{number}: в\u{a0}источнике оно не указано. На картине они стоят кругом с\u{a0}надписью «место неизвестно».",
        "The place of {number} is unknown: the source does not give it. In the picture they stand in a ring labelled “place unknown”.";
    // What a script adds to the picture.
    PICTURE_KEYS = "Стрелка вниз ведёт к\u{a0}организации и к\u{a0}её партнёрам, вверх назад. Влево и вправо к\u{a0}соседним. N: следующий партнёр. Backspace: откуда пришли. Косая черта: поиск. Enter открывает страницу, Escape выводит наружу.",
        "Arrow down leads to an organisation and to its partners, arrow up back. Left and right to those beside. N: the next partner. Backspace: where you came from. Slash: search. Enter opens the page, Escape leaves.";
    FIND_ORGANISATION = "Найти организацию", "Find an organisation";
    FOUND_ORGANISATIONS = "Найденные организации", "Organisations found";
    SIZE = "Размер", "Size";
    NEARER = "Ближе", "Nearer";
    FARTHER = "Дальше", "Farther";
    WHOLE = "Вся картина", "The whole picture";
    PICTURE_WAITS = "Картина большая и открывается со скриптом. То же самое есть ниже списком.",
        "The picture is large and needs a script to open. The same is given below as a list.";
    SAID_HELPED_BY = "Кто помогает: {}", "Helped by: {}";
    SAID_HELPS = "Кому помогает: {}", "Helps: {}";
    SAID_ALONE = "Пока ни с\u{a0}кем не связана", "Not connected with anyone yet";
    SAID_MORE = "и ещё {}", "and {} more";
    SAID_WITHOUT_MENTOR = "наставника нет", "no mentor";
    SAID_GROUP = "организаций: {}", "organisations: {}";
    SAID_SELECTED = "Выбрано организаций: {}", "Organisations selected: {}";
    SAID_FOUND = "Найдено: {}", "Found: {}";
    SAID_NOTHING_FOUND = "Ничего не найдено", "Nothing found";
    SAID_SHELF = "Пока ни с\u{a0}кем не связаны", "Not connected with anyone yet";
    FILES = "Скачать или вставить на\u{a0}свой сайт", "Download, or put on your own site";
    FILES_PICTURE = "Рисунок", "The picture";
    FILES_NETWORK = "Сеть для других программ", "The network for other programs";
    FILES_TABLES = "Таблицы CSV", "CSV tables";
    FILES_NODES = "Организации", "Organisations";
    FILES_EDGES = "Связи", "Relations";
    EMBED = "На\u{a0}своём сайте", "On your own site";
    EMBED_LOOK = "Посмотреть страницу для вставки", "See the page to embed";
    EMBED_CODE = "Код для вставки", "Code to embed";
    EMBED_WHOLE = "Открыть сеть целиком", "Open the whole network";
    PERMALINK = "Ссылка на этот вид", "Link to this view";

    // The legend.
    LEGEND = "Условные обозначения", "Legend";
    LEGEND_HINT = "Снимите отметку, чтобы скрыть. К\u{a0}списку ниже применяются те же отметки.",
        "Clear a box to hide. The same boxes apply to the list below.";
    WHO = "Кто", "Who";
    SEEKING = "из них ищут наставника", "of them looking for a mentor";
    MENTOR_SIZE = "чем больше подопечных, тем крупнее", "the more mentored schools, the larger";
    HOW = "Как помогают", "How they help";
    fn also_open(ends: &str) = "и {ends}", "and {ends}";
    fn open_end(number: &str) = "Открытый конец: предложение или запрос, вторая сторона ещё не названа. Таких {number}.",
        "An open end: an offer or a request whose other side is not named yet. There are {number}.";
    WHEN = "Состояние", "State";
    STATUS_OPEN = "Идут и готовятся", "Under way and planned";
    STATUS_ANY = "Все, и завершённые", "All, ended ones too";
    SUBJECT = "Предмет", "Subject";
    ALL_SUBJECTS = "Все предметы", "All subjects";
    SHOW = "Показать", "Show";
    RESET = "Сбросить", "Reset";
    ENDED_HIDDEN = "Завершённые здесь не показаны:", "Ended ones are not shown here:";
    SHOW_ENDED = "показать и их", "show them too";

    // The list.
    SAME_AS_LIST = "Та же сеть списком", "The same network as a list";
    ORGANISATION = "Организация", "Organisation";
    ROLE = "Роль в\u{a0}сети", "Role in the network";
    HELPS = "Кому помогает", "Helps";
    HELPED_BY = "Кто помогает", "Is helped by";
    LAST_MEETING = "Последняя встреча", "Last meeting";
    GROUP_SEEKING = "Ищут наставника", "Looking for a mentor";
    GROUP_SUPPORTED = "Им помогают", "Being helped";
    ALSO_MENTOR = "также наставник", "also a mentor";
    fn more(partners: &str) = "ещё {partners}", "{partners} more";
    fn line_mentor(name: &str) = "наставник {name}", "mentored by {name}";
    fn line_helped(partners: &str) = "помощь дают {partners}", "helped by {partners}";
    fn line_helped_one(partners: &str) = "помощь даёт {partners}", "helped by {partners}";
    fn line_helps(partners: &str) = "помогает {partners}", "helps {partners}";
    fn line_planned(number: &str) = "намечено: {number}", "planned: {number}";
    OFFER_OPEN = "предложение, партнёр не назван", "an offer, no partner named";
    REQUEST_OPEN = "запрос, партнёр не назван", "a request, no partner named";
    NOTHING_SHOWN = "По этим отметкам показывать нечего", "Nothing matches these boxes";
    NOTHING_SHOWN_TEXT = "Все организации скрыты. Верните отметки или сбросьте отбор.", "All organisations are hidden. Tick boxes again or reset.";
    NETWORK_EMPTY = "В\u{a0}сети пока нет организаций", "The network has no organisations yet";
    NETWORK_EMPTY_TEXT = "Здесь будут школы, центры и партнёры района, когда координатор их запишет.",
        "Schools, centres and partners of the district will appear here when the coordinator records them.";

    // An organisation.
    fn organisation_description(name: &str, municipality: &str) = "{name}, {municipality}: кто помогает и кому", "{name}, {municipality}: who helps and who is helped";
    ORGANISATIONS_ENTRY = "Организации", "Organisations";
    SCHOOL_IS_HELPED_BY = "Школе помогают", "The school is helped by";
    SCHOOL_IS_HELPED_BY_ONE = "Школе помогает", "The school is helped by";
    ORGANISATION_IS_HELPED_BY = "Организации помогают", "The organisation is helped by";
    ORGANISATION_IS_HELPED_BY_ONE = "Организации помогает", "The organisation is helped by";
    SCHOOL_HELPS = "Школа помогает", "The school helps";
    ORGANISATION_HELPS = "Организация помогает", "The organisation helps";
    IT_HELPS = "Сама помогает", "It helps";
    THIS_YEAR_PASSED = "В\u{a0}этом учебном году записано:", "Recorded this school year:";
    MENTOR_IS = "Наставник:", "Mentor:";
    MENTORS_ARE = "Наставники:", "Mentors:";
    NO_MENTOR = "Школа ищет наставника.", "The school is looking for a mentor.";
    NO_PARTNERS_YET = "Партнёров пока нет.", "No partners yet.";
    NO_PARTNERS_NAMED = "Партнёры пока не названы.", "No partners have been named yet.";
    fn planned(number: &str) = "Намечено: {number}.", "Planned: {number}.";
    fn only_planned(number: &str) = "Действующих партнёрств пока нет, намечено: {number}.", "No active partnerships yet, planned: {number}.";
    WHO_HELPS_SCHOOL = "Кто помогает школе", "Who helps the school";
    WHO_HELPS = "Кто помогает", "Who helps";
    WHOM_SCHOOL_HELPS = "Кому помогает школа", "Whom the school helps";
    WHOM_HELPS = "Кому помогает", "Whom it helps";
    NOW = "идут и готовятся", "under way and planned";
    SHARES = "Чем делится", "What it offers";
    SHARES_HINT = "партнёр ещё не назван", "no partner named yet";
    SEEKS = "Какую помощь ищет", "What help it seeks";
    ENDED = "Завершённые", "Ended";
    NO_RELATIONS = "Партнёрств пока нет", "No partnerships yet";
    NO_RELATIONS_TEXT = "В\u{a0}данных района не названо ни одного партнёрства, предложения или запроса этой организации. Это пробел в\u{a0}данных, а не оценка.",
        "The district's data name no partnership, offer or request of this organisation. This is a gap in the data, not a judgement.";
    fn last_on(date: &str) = "последняя {date}", "last on {date}";
    NO_MEETINGS = "встреч не записано", "no meetings recorded";
    OPEN_ENDED = "без срока", "no end date";
    SETTLEMENT = "Поселение", "Settlement";
    LOCALITY = "Местность", "Locality";
    PUPILS_LABEL = "Учеников", "Pupils";
    SMALL = "малокомплектная", "small school";
    DISTRICT = "Район", "District";
    CENTRE = "центр района", "district centre";
    fn map_name(name: &str) = "Место: {name}", "Place: {name}";
    TO_SETTLEMENT = "Место: с\u{a0}точностью до населённого пункта", "Place: exact to the settlement";
    TO_BUILDING = "Место: с\u{a0}точностью до здания", "Place: exact to the building";
    ACCURACY_UNKNOWN = "Место: точность не указана", "Place: accuracy not given";
    PLACE_UNKNOWN_HERE = "Место на карте неизвестно: в\u{a0}данных оно не указано.", "Place on the map unknown: the data do not give it.";
    DONE_THIS_YEAR = "Что сделано в\u{a0}этом учебном году", "Done this school year";
    NOT_RECORDED_YET = "В\u{a0}этом учебном году встреч не записано.", "No meetings recorded this school year.";
    fn all_meetings(number: &str) = "Все {number}", "All {number}";

    fn look_for_mentor(number: &str) = "; наставника пока нет у\u{a0}{number}", "; {number} without a mentor yet";

    // A network from afar.
    WHOLE_NETWORK = "Вся сеть", "The whole network";
    TERRITORY_UNNAMED = "Территория не указана", "Territory not given";
    TERRITORIES_CAPTION = "Круг: организации одной территории, чем больше круг, тем их больше. Кольцо: школы, которым помогают; пунктир — без наставника. Линия: партнёрства между территориями.",
        "A disc stands for the organisations of one territory: the larger, the more. Its ring stands for the schools being helped; dashes are those without a mentor. A line stands for partnerships between territories.";
    fn territories_description(territories: &str, partnerships: &str) =
        "На картине территории: {territories}. Между ними партнёрств: {partnerships}. То же самое есть ниже списком.",
        "The picture has territories: {territories}. Partnerships between them: {partnerships}. The same is given below as a list.";
    MARKS = "Что показывает картина", "What the picture shows";
    BY_TERRITORY = "По территориям", "By territory";
    ALL_ORGANISATIONS = "Все организации", "All organisations";
    TERRITORY = "Территория", "Territory";
    ORGANISATIONS_HEAD = "Организации", "Organisations";
    SUPPORTED_HEAD = "Школы, которым помогают", "Schools being helped";
    WITHOUT_MENTOR_HEAD = "Из них без наставника", "Of them without a mentor";
    ALONE_HEAD = "Без партнёров", "Without partners";
    INSIDE_HEAD = "Партнёрства внутри", "Partnerships inside";
    CARRIES_MOST_HEAD = "Помогает больше всех", "Helps most";
    OUTSIDE = "Связи с\u{a0}другими территориями", "Ties to other territories";

    // What is not there.
    NOT_FOUND = "Такой страницы нет", "There is no such page";
    NOT_FOUND_TEXT = "Адрес мог измениться, или запись удалена. Открытые данные районов на месте.",
        "The address may have changed, or the record was deleted. The open data of the districts are in place.";
    TO_NETWORKS = "К\u{a0}списку сетей", "To the list of networks";
    FAILED = "Страница не открылась", "The page did not open";
    FAILED_TEXT = "Данные целы, ошибка записана. Попробуйте ещё раз через минуту.",
        "The data are safe and the error is recorded. Try again in a minute.";
    RETRY = "Повторить", "Try again";
    FORBIDDEN = "Эта страница не для вас", "This page is not open to you";
    FORBIDDEN_TEXT = "Её видят только участники этой сети. Открытые страницы доступны всем.",
        "Only members of this network see it. The open pages are there for everyone.";
}
