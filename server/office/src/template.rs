//! The municipal template: its sheets, the columns of each, and what every column becomes. To
//! read one more sheet, give it columns here.
//!
//! The source of the names is the README of the sample workbooks.

mod practices;
mod programme;
mod rounds;
mod words;

pub(crate) use programme::PROGRAMME_KEYS;
pub(crate) use rounds::part_of_question;
pub(crate) use words::{Choice, KnownWord, accuracy_words, standing_words};

use opora_domain::{Locale, RecordKind};

/// A sheet of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SheetKind {
    /// Key and value; one record, the network.
    Territory,
    /// One row, one record.
    Records(RecordKind),
    /// Key and value, keys repeat; one record, the programme.
    Programme,
    /// One row, one record, and no code by which a row could be known again.
    Rows(RecordKind),
    /// One row, one question; rows of one code are one round.
    Rounds,
    /// One row, one return, known again by what it answers.
    Returns,
}

impl SheetKind {
    /// The kind of record a row of the sheet is, or is a part of.
    pub(crate) const fn records(self) -> RecordKind {
        match self {
            SheetKind::Territory => RecordKind::Network,
            SheetKind::Programme => RecordKind::Programme,
            SheetKind::Records(kind) | SheetKind::Rows(kind) => kind,
            SheetKind::Rounds => RecordKind::Round,
            SheetKind::Returns => RecordKind::Return,
        }
    }
}

/// One sheet of the template.
pub(crate) struct SheetSpec {
    pub name: &'static str,
    pub kind: SheetKind,
    pub columns: &'static [Column],
}

/// One column: its header, the field it feeds and how a cell of it is read.
pub(crate) struct Column {
    pub header: &'static str,
    /// What an English reader calls it.
    pub english: &'static str,
    /// The field of the record; several columns may feed one field.
    pub field: &'static str,
    pub reading: ColumnReading,
    /// Without this column no row of the sheet can be read. A missing side is not an empty one:
    /// without `От` every partnership would turn into a request.
    pub is_required: bool,
    /// Not a column of the template: what a district keeps beyond it. A file without it lacks
    /// nothing, and it is written only where something stands in it.
    pub is_extra: bool,
}

impl Column {
    pub(crate) const fn label(&self, locale: Locale) -> &'static str {
        locale.pick(self.header, self.english)
    }
}

/// How a cell of a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnReading {
    /// The code of the row itself.
    Code,
    Text,
    Choice(Choice),
    Flag,
    Count,
    Date,
    /// A comma list of standings.
    Standings,
    /// A comma list of texts.
    List,
    /// The code of a row of another sheet.
    Link(RecordKind),
    Latitude,
    Longitude,
    Accuracy,
    Since,
    Until,
    /// Only named here: a sheet of keys and values is read by its keys.
    Unread,
    /// One of the rows of this key: together they make a list.
    Paragraph,
    /// A word of a list that is short but not closed: any other is kept and flagged.
    Word(KnownWord),
    /// A number whose text is kept.
    Figure,
    /// A year or a school year whose text is kept.
    Year,
    /// The text of a deadline, whose reading is told.
    Deadline,
    /// A semicolon list of names, perhaps of organisations.
    Responsible,
    /// The code of an organisation, or the word «муниципалитет».
    Owner,
    /// Any number of columns, one per period: `План 2022`.
    PeriodValues(PeriodCell),
    /// The codes of rows of another sheet, parted by semicolons. One that is not there is told and
    /// left out.
    Links(RecordKind),
    /// Names of sections of a programme, parted by commas.
    Sections,
    /// A part of a question: the rows of one code make a list.
    Question,
}

/// What stands in the columns of periods. Any text is kept; what it should be is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PeriodCell {
    Figure,
    /// A word of [`Choice::Activity`].
    Status,
    Date,
    /// Thousand roubles.
    Money,
    Text,
    /// Words about a value: `Пояснение 2022`.
    Note,
}

const fn column(
    header: &'static str,
    english: &'static str,
    field: &'static str,
    reading: ColumnReading,
) -> Column {
    Column {
        header,
        english,
        field,
        reading,
        is_required: false,
        is_extra: false,
    }
}

const fn extra(column: Column) -> Column {
    Column {
        is_extra: true,
        ..column
    }
}

/// The coordinator does not publish the row.
const WITHHELD: Column = extra(column(
    "Не публиковать",
    "Not published",
    "withheld",
    R::Flag,
));

const fn required(column: Column) -> Column {
    Column {
        is_required: true,
        ..column
    }
}

/// A column of a sheet that is only counted.
const fn named(header: &'static str) -> Column {
    column(header, header, "", ColumnReading::Unread)
}

use ColumnReading as R;

/// The headers of a sheet of keys and values.
pub(crate) const KEY_HEADER: &str = "Поле";
pub(crate) const VALUE_HEADER: &str = "Значение";

/// The keys of `Территория`.
pub(crate) const TERRITORY_KEYS: &[Column] = &[
    column("Регион", "Region", "region", R::Text),
    column("Муниципалитет", "Municipality", "municipality", R::Text),
    column("Источник", "Source", "source", R::Text),
    column("Центр: широта", "Centre: latitude", "centre", R::Latitude),
    column(
        "Центр: долгота",
        "Centre: longitude",
        "centre",
        R::Longitude,
    ),
    column(
        "Точность координат",
        "Accuracy of the place",
        "centre",
        R::Accuracy,
    ),
];

/// The columns of a sheet of keys and values.
pub(crate) const KEY_VALUE: &[Column] =
    &[required(named(KEY_HEADER)), required(named(VALUE_HEADER))];

const ORGANISATIONS: &[Column] = &[
    required(column("Код", "Code", "code", R::Code)),
    column("Тип", "Kind", "kind", R::Choice(Choice::Organisation)),
    column("Краткое название", "Short name", "name", R::Text),
    column("Полное название", "Full name", "full_name", R::Text),
    column("Населённый пункт", "Settlement", "settlement", R::Text),
    column(
        "Тип местности",
        "Town or village",
        "locality",
        R::Choice(Choice::Locality),
    ),
    column("Малокомплектная", "Small school", "small", R::Flag),
    column("Статусы", "Standings", "standings", R::Standings),
    column("Широта", "Latitude", "place", R::Latitude),
    column("Долгота", "Longitude", "place", R::Longitude),
    column(
        "Точность координат",
        "Accuracy of the place",
        "place",
        R::Accuracy,
    ),
    column("Примечание", "Note", "note", R::Text),
    extra(column("Учеников", "Pupils", "pupils", R::Count)),
    extra(column("Регион", "Region", "region", R::Text)),
    extra(column(
        "Муниципалитет",
        "Municipality",
        "municipality",
        R::Text,
    )),
];

const PARTNERSHIPS: &[Column] = &[
    required(column("Код", "Code", "code", R::Code)),
    column("Вид", "Kind", "kind", R::Choice(Choice::Partnership)),
    required(column(
        "От",
        "From",
        "from",
        R::Link(RecordKind::Organisation),
    )),
    required(column("К", "To", "to", R::Link(RecordKind::Organisation))),
    column("Тема", "Theme", "theme", R::Text),
    column("Предметы", "Subjects", "subjects", R::List),
    column("Основание", "Agreement", "agreement", R::Text),
    column("Начало", "Since", "term", R::Since),
    column("Окончание", "Until", "term", R::Until),
    column("Статус", "Status", "status", R::Choice(Choice::Status)),
    column("Источник", "Source", "source", R::Text),
];

/// `События` is not in the sample workbooks; its columns are defined here.
const EVENTS: &[Column] = &[
    required(column("Код", "Code", "code", R::Code)),
    required(column(
        "Партнёрство",
        "Partnership",
        "partnership",
        R::Link(RecordKind::Partnership),
    )),
    column("Вид", "Kind", "kind", R::Choice(Choice::Interaction)),
    column("Дата", "Date", "date", R::Date),
    column("Участников", "Participants", "participants", R::Count),
    column("Тема", "Topic", "topic", R::Text),
    column("Что обсудили", "What was discussed", "discussion", R::Text),
    column("Примечание", "Private note", "private_note", R::Text),
];

/// Every sheet of the template, in its order.
pub(crate) const SHEETS: &[SheetSpec] = &[
    SheetSpec {
        name: "Территория",
        kind: SheetKind::Territory,
        columns: KEY_VALUE,
    },
    SheetSpec {
        name: "Организации",
        kind: SheetKind::Records(RecordKind::Organisation),
        columns: ORGANISATIONS,
    },
    SheetSpec {
        name: "Партнёрства",
        kind: SheetKind::Records(RecordKind::Partnership),
        columns: PARTNERSHIPS,
    },
    SheetSpec {
        name: "События",
        kind: SheetKind::Records(RecordKind::Interaction),
        columns: EVENTS,
    },
    SheetSpec {
        name: "Программа",
        kind: SheetKind::Programme,
        columns: KEY_VALUE,
    },
    SheetSpec {
        name: "Этапы",
        kind: SheetKind::Rows(RecordKind::Stage),
        columns: programme::STAGES,
    },
    SheetSpec {
        name: "Задачи",
        kind: SheetKind::Rows(RecordKind::Task),
        columns: programme::TASKS,
    },
    SheetSpec {
        name: "Показатели",
        kind: SheetKind::Rows(RecordKind::Indicator),
        columns: programme::INDICATORS,
    },
    SheetSpec {
        name: "Дорожная карта",
        kind: SheetKind::Rows(RecordKind::Activity),
        columns: programme::ROAD_MAP,
    },
    SheetSpec {
        name: "Результаты",
        kind: SheetKind::Rows(RecordKind::Assessment),
        columns: programme::RESULTS,
    },
    SheetSpec {
        name: "Контекст",
        kind: SheetKind::Rows(RecordKind::ContextFact),
        columns: programme::CONTEXT,
    },
    SheetSpec {
        name: "Примечания",
        kind: SheetKind::Rows(RecordKind::Note),
        columns: programme::NOTES,
    },
    SheetSpec {
        name: "Практики",
        kind: SheetKind::Records(RecordKind::Practice),
        columns: practices::PRACTICES,
    },
    SheetSpec {
        name: "Внедрение практик",
        kind: SheetKind::Records(RecordKind::Adoption),
        columns: practices::ADOPTIONS,
    },
    SheetSpec {
        name: "Конкурсы",
        kind: SheetKind::Records(RecordKind::Contest),
        columns: practices::CONTESTS,
    },
    SheetSpec {
        name: "Участие в конкурсах",
        kind: SheetKind::Records(RecordKind::Participation),
        columns: practices::PARTICIPATIONS,
    },
    SheetSpec {
        name: "Развитие",
        kind: SheetKind::Records(RecordKind::Development),
        columns: practices::DEVELOPMENT,
    },
    SheetSpec {
        name: "Мониторинг",
        kind: SheetKind::Rounds,
        columns: rounds::ROUNDS,
    },
    SheetSpec {
        name: "Ответы",
        kind: SheetKind::Returns,
        columns: rounds::RETURNS,
    },
];

/// The column of this header.
pub(crate) fn column_named(kind: RecordKind, header: &str) -> Option<&'static Column> {
    columns_of(kind)
        .iter()
        .find(|column| column.header == header)
}

/// The columns that feed a field.
pub(crate) fn columns_for(kind: RecordKind, field: &str) -> Vec<&'static Column> {
    let known = columns_of(kind).iter();
    known.filter(|column| column.field == field).collect()
}

/// The columns of the sheet that feeds records of this kind; for the network, its keys.
pub(crate) const fn columns_of(kind: RecordKind) -> &'static [Column] {
    match kind {
        RecordKind::Network => TERRITORY_KEYS,
        RecordKind::Organisation => ORGANISATIONS,
        RecordKind::Partnership => PARTNERSHIPS,
        RecordKind::Interaction => EVENTS,
        RecordKind::Programme => programme::PROGRAMME_KEYS,
        RecordKind::Stage => programme::STAGES,
        RecordKind::Task => programme::TASKS,
        RecordKind::Indicator => programme::INDICATORS,
        RecordKind::Activity => programme::ROAD_MAP,
        RecordKind::Assessment => programme::RESULTS,
        RecordKind::ContextFact => programme::CONTEXT,
        RecordKind::Note => programme::NOTES,
        RecordKind::Practice => practices::PRACTICES,
        RecordKind::Adoption => practices::ADOPTIONS,
        RecordKind::Contest => practices::CONTESTS,
        RecordKind::Participation => practices::PARTICIPATIONS,
        RecordKind::Development => practices::DEVELOPMENT,
        RecordKind::Round => rounds::ROUNDS,
        RecordKind::Return => rounds::RETURNS,
        // A workbook has no sheet of them.
        RecordKind::Definition => &[],
    }
}
