//! Words of the history, of carrying by hand and of taking back.

crate::phrases! {
    HISTORY = "История записи", "History of the record";
    SHOW_HISTORY = "Показать историю", "Show the history";
    HISTORY_LOADING = "Спрашиваем район…", "Asking the district…";
    HISTORY_OFFLINE = "История хранится в районе: её видно, когда есть связь.",
        "The history is kept in the district: it can be seen when there is a connection.";
    HISTORY_SIGNED_OUT = "Войдите, чтобы увидеть историю.", "Sign in to see the history.";
    HISTORY_FAILED = "Район не смог показать историю. Попробуйте позже.",
        "The district could not show the history. Try again later.";
    HISTORY_EMPTY = "Изменений пока нет.", "No changes yet.";
    CREATED = "Запись создана", "The record was made";
    DELETED = "Запись удалена", "The record was deleted";
    RESTORED = "Запись возвращена", "The record was brought back";
    fn changed(field: &str, from: &str, to: &str) = "{field}: было {from}, стало {to}", "{field}: was {from}, is {to}";
    fn lost(field: &str, to: &str) = "{field}: {to}. Второе значение, решает человек", "{field}: {to}. A second value, a person decides";
    fn withdrawn(field: &str, from: &str) = "{field}: {from}. Второе значение снято тем, кто его дал", "{field}: {from}. The second value was taken back by its author";
    fn resolved(field: &str, to: &str) = "{field}: решено, {to}", "{field}: decided, {to}";
    fn bring_back(value: &str) = "Вернуть: {value}", "Bring back: {value}";
    BROUGHT_BACK = "Значение возвращено. Оно уйдёт в район как обычная правка.",
        "The value is back. It goes to the district as an ordinary change.";

    RESEND = "Послать ещё раз", "Send once more";
    RESTORE_AND_SEND = "Вернуть запись и послать", "Bring the record back and send";
    SAVE_REFUSED = "Сохранить отказы как текст", "Save the refused as text";
    REFUSED_FILE_NAME = "otkazy.txt", "refused.txt";

    CARRY_TITLE = "Записи, принесённые в файле", "Entries brought in a file";
    CARRY_TEXT = "Школа без связи сохраняет ожидающее в файл. Выберите его здесь: записи войдут в район с правами той школы, и ничего не удвоится, когда её связь вернётся.",
        "A school without a connection saves what waits to a file. Choose it here: the entries enter the district with that school's rights, and nothing is doubled when its connection is back.";
    CARRY_CHOOSE = "Выбрать файл .opora", "Choose an .opora file";
    CARRY_RUNNING = "Передаём району…", "Handing it to the district…";
    fn carry_done(label: &str, received: &str, refused: &str) = "{label}: принято {received}, отказано {refused}.", "{label}: received {received}, refused {refused}.";
    fn carry_conflicts(conflicted: &str) = "Ждут решения: {conflicted}.", "Wait for a decision: {conflicted}.";
    CARRY_OFFLINE = "Нет связи с районом. Файл цел, принесите его ещё раз.",
        "No connection to the district. The file is whole, bring it again.";
    CARRY_SIGNED_OUT = "Войдите, чтобы передать файл.", "Sign in to hand the file over.";
    CARRY_UNREADABLE = "Это не файл с записями Опоры. Ничего не записано.",
        "This is not a file of Opora's entries. Nothing was written.";
    CARRY_UNKNOWN_MAKER = "Записи сделаны под именем, у которого нет доступа к району. Ничего не записано, файл цел.",
        "The entries were made under a name without access to the district. Nothing was written, the file is whole.";
    CARRY_TOO_NEW = "Файл сделан более новой программой. Он цел, обновите сервер.",
        "The file was made by a newer program. It is whole, update the server.";
    CARRY_GAP = "Перед этим файлом был другой: сначала принесите его. Ничего не записано.",
        "There was another file before this one: bring it first. Nothing was written.";
    CARRY_OTHER_LIFE = "Файл сделан до того, как район вернули к резервной копии. Ничего не записано. Ожидающее цело на устройстве, где файл сделан: откройте там Опору со связью, и оно уйдёт само. Файл сохраните.",
        "The file was made before the district went back to a backup. Nothing was written. What waits is safe on the device that made it: open Opora there with a connection and it will be sent. Keep the file.";
    CARRY_FAILED = "Район не смог принять файл. Ничего не записано наполовину, файл цел.",
        "The district could not take the file. Nothing was written by halves, the file is whole.";

    fn decided_so(field: &str, value: &str) = "Решено: {field}, {value}.", "Decided: {field}, {value}.";
    UNDO = "Отменить", "Undo";
    UNDONE_HERE = "Решение отменено, оба значения на месте.", "The decision is undone, both values are in place.";
    UNDONE_SENT = "Прежнее значение возвращено. Второе видно в истории записи.",
        "The former value is back. The second one can be seen in the record's history.";
}
