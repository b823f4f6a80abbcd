//! Words of composing a definition of an indicator, and of the forms indicators are filed in.

crate::phrases! {
    NEW = "Новый показатель из сети", "A new indicator from the network";
    CHANGING = "Определение показателя", "Definition of an indicator";
    FORBIDDEN = "Определения составляет координатор", "The coordinator composes definitions";
    FORBIDDEN_TEXT = "Готовые показатели видны всем в районе.", "Everybody in the district sees the indicators.";
    LEAD = "Скажите, кого считать и кто засчитывается: число посчитается само, по записям сети.",
        "Say who is asked about and who counts: the number is computed from the network's records.";
    TITLE = "Название", "Title";
    TITLE_EN = "Название по-английски", "English title";
    TITLE_EN_HINT = "Не обязательно: без него стоит русское", "Optional: the Russian one stands in its place";
    OF = "Кого считаем", "Who is asked about";
    SCHOOLS = "школы", "schools";
    ORGANISATIONS = "все организации", "all organisations";
    ACTIVITIES = "мероприятия программы", "activities of the programme";
    AMONG = "Среди каких", "Among which";
    AMONG_HINT = "Знаменатель: из кого считается доля", "The denominator: of whom the share is taken";
    AMONG_ALL = "Среди всех.", "Among all of them.";
    COUNTED = "Кто засчитывается", "Who counts";
    COUNTED_HINT = "Числитель: за кого стоит единица", "The numerator: who adds to the number";
    COUNTED_ALL = "Все из знаменателя.", "All of the denominator.";
    JOINED = "Как соединены условия", "How the conditions are joined";
    ALL_HOLD = "верны все условия", "all conditions hold";
    ANY_HOLDS = "верно хотя бы одно", "at least one holds";
    ADD_CONDITION = "Добавить условие", "Add a condition";
    fn condition_number(number: &str) = "Условие {number}", "Condition {number}";
    fn remove_condition(which: &str) = "{which}: убрать", "{which}: remove";
    NEGATED = "наоборот: не имеет этого", "the contrary: does not have this";
    NESTED = "Это условие составлено из нескольких. Оно сохранится как есть; его слова – в предложении ниже.",
        "This condition is made of several. It is kept as it is; its words are in the sentence below.";
    STANDING = "имеет статус", "has a standing";
    STANDINGS = "Статусы", "Standings";
    PARTNERSHIP = "участвует в партнёрстве", "has a partnership";
    PARTNERSHIP_KINDS = "Виды помощи (ни одного: любые)", "Kinds of help (none: any)";
    SIDE = "На какой стороне", "On which side";
    PARTNERS = "Кто партнёр (ни одного: любой)", "Who the partner is (none: anybody)";
    STATUSES = "Состояния", "Statuses";
    SUBJECTS = "Предметы через запятую (пусто: любые)", "Subjects with commas between (empty: any)";
    WHEN = "Когда", "When";
    AT_LEAST = "Не меньше скольких", "At least how many";
    INTERACTIONS = "участвует в событиях", "takes part in events";
    INTERACTION_KINDS = "Что было (ни одного: любые)", "What took place (none: anything)";
    ON_PARTNERSHIPS = "По партнёрствам вида (ни одного: любым)", "On partnerships of kind (none: any)";
    IN_NETWORK = "включена в сетевое взаимодействие", "is in the network";
    COMPETED = "участвует в конкурсах и проектах", "takes part in competitions and projects";
    LEVELS = "Уровни (ни одного: любые)", "Levels (none: any)";
    HAS = "имеет не меньше…", "has at least…";
    COUNT = "Чего", "Of what";
    ASSESSED = "по результатам экзаменов", "by exam results";
    SHOWN = "Что видно по результатам", "What the results show";
    EXAMS = "Экзамены (ни одного: любые)", "Exams (none: any)";
    KIND = "организация такого вида", "an organisation of a kind";
    KINDS = "Виды организаций", "Kinds of organisations";
    LOCALITY = "в городе или на селе", "in a town or a village";
    SMALL = "малокомплектная школа", "a small school";
    DUE = "срок приходится на период", "is due in the period";
    ON_TIME = "выполнено в срок", "was done on time";
    STATUS = "в таком состоянии", "has a status";
    SECTION = "из раздела", "of a section";
    RESULT = "Что за число", "What the number is";
    SHARE = "доля, %", "a share, %";
    COUNT_OF = "количество, единиц", "a count";
    SHARE_OF = "доля от числа, %", "a share of a number, %";
    SUM = "сумма чисел, единиц", "a sum of numbers";
    PART = "Часть", "The part";
    WHOLE = "Целое", "The whole";
    SUM_OF = "Сумма чего", "The sum of what";
    PERIODS = "За какие периоды", "For which periods";
    EVIDENCE = "Сколько событий подтверждают партнёрство", "How many events prove a partnership";
    EVIDENCE_HINT = "0: достаточно самой записи о партнёрстве", "0: the record of the partnership is enough";
    GAPS = "Если о ком-то не хватает данных", "If data are missing about somebody";
    DIRECTION = "Что лучше", "Which way is better";
    NOT_SAID = "не указано", "not said";
    NOTE = "Примечание для своих", "Note for those signed in";
    SENTENCE = "Как это читается", "How it reads";
    NOT_YET = "Пока не читается:", "It does not read yet:";
    PREVIEW = "Что получается сейчас", "What comes out now";
    fn previewed(period: &str, words: &str) = "{period}: {words}", "{period}: {words}";
    fn without_data(number: &str) = "{number} без данных", "{number} without data";
    fn problem_of(place: &str, what: &str) = "{place}: {what}.", "{place}: {what}.";
    fn problem_of_part(place: &str, number: &str, what: &str) = "{place}, условие {number}: {what}.",
        "{place}, condition {number}: {what}.";
    NEED_TITLE = "Впишите название.", "Write a title.";
    KEEP = "Сохранить определение", "Keep the definition";
    KEPT = "Определение сохранено", "The definition is kept";
    DELETE = "Удалить определение", "Delete the definition";
    DELETE_TEXT = "Показатели, которые по нему считались, останутся без числа из сети; внесённое раньше в них сохранится.",
        "Indicators computed by it lose the network's number; what was entered in them before stays.";
    fn used_by(indicators: &str) = "По нему считаются показатели: {indicators}.", "Indicators computed by it: {indicators}.";
    DELETED = "Определение удалено", "The definition is deleted";
}

/// The published forms.
pub mod forms {
    crate::phrases! {
        FORMS = "Официальные формы", "Official forms";
        FORM = "Форма", "Form";
        FITTING = "та, чьи столбцы есть в программе", "the one whose columns the programme has";
        ANNEXES = "приложения к программе: база и цель, источники и годы (Ярцево)", "annexes: base and target, sources and years (Yartsevo)";
        ROAD_MAP = "дорожная карта: индикатор, сроки, ответственные (Венгерово)", "road map: one number, deadlines, people (Vengerovo)";
        BY_YEAR = "показатели по годам (Партизанск)", "indicators by year (Partizansk)";
        RESULTS = "показатели и результаты по учебным годам (Углич)", "results by school year (Uglich)";
        LISTS = "перечни по направлениям (Абинск)", "lists by direction (Abinsk)";
        INDICATORS = "Показатели (DOCX)", "Indicators (DOCX)";
        PLAN = "План мероприятий (DOCX)", "Plan of activities (DOCX)";
        TABLES = "Показатели и план (XLSX)", "Indicators and plan (XLSX)";
        HINT = "Файлы готовит район: нужна связь. Чего в форме нет, в файл не попадёт.",
            "The district makes the files: a line is needed. What the form has no place for is not in the file.";
    }
}
