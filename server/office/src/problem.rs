//! What is told about a workbook: where, how grave, what was read, what is proposed. The words
//! are made when they are asked for, in the language asked for.

use opora_domain::{Locale, ProblemCode};
use serde::{Deserialize, Serialize};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// The row is stored; something in it could not be read and was left out or kept as text.
    Flagged,
    /// The row is not stored.
    Refused,
}

/// One problem of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub sheet: String,
    /// `J4`; empty when the problem is of the whole sheet.
    pub cell: String,
    pub severity: Severity,
    /// What stands in the cell.
    pub read: String,
    pub what: What,
}

/// What was found. `proposal` is a word or code near to what was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// The sheet is not part of the template.
    UnknownSheet {
        rows: usize,
        proposal: Option<&'static str>,
    },
    NoHeader,
    MissingColumn {
        header: &'static str,
    },
    /// The same, and no row can be read without it.
    NeededColumn {
        header: &'static str,
    },
    UnknownColumn {
        proposal: Option<&'static str>,
    },
    RepeatedColumn {
        first: String,
    },
    UnknownKey {
        proposal: Option<&'static str>,
    },
    RepeatedKey {
        first: String,
    },
    NoCode,
    /// An edge without a direction: who helps whom is not said.
    Undirected,
    NotACode {
        proposal: Option<String>,
    },
    DuplicateCode {
        first: String,
    },
    /// Not in the closed list; `instead` is the word stored for a new record.
    NotInList {
        instead: Option<String>,
        proposal: Option<&'static str>,
        words: Vec<&'static str>,
    },
    /// Not in the list, and kept all the same.
    KeptWord {
        proposal: Option<&'static str>,
        words: Vec<&'static str>,
    },
    NotANumber,
    /// No number and no year; the text is kept.
    NotAFigure,
    /// A key of the passport the template does not know; the line is kept.
    KeptKey {
        proposal: Option<&'static str>,
    },
    /// A key that stands once is there again; the line is kept among the others.
    KeptRepetition {
        first: String,
    },
    /// Nothing in the columns that are read.
    NothingKnown,
    NotACount,
    NotYesOrNo,
    NotADate,
    /// An end of a term that is not a date; the text is kept.
    NotAnEnd,
    EndBeforeStart,
    HalfAPlace,
    NotOnEarth,
    FormulaError,
    UnknownLink {
        proposal: Option<String>,
        is_refused: bool,
    },
    /// The short name is empty; the full one took its place.
    NameFromFullName,
    /// No value, and something had to be stored.
    Missing {
        instead: Option<String>,
    },
    /// A rule of the domain.
    Invalid(ProblemCode),
    /// The field is set once and the file has another value.
    FixedField {
        kept: String,
    },
    /// The record was deleted in the application.
    Deleted,
    NoTerritory,
    /// Another workbook of this import has the same code.
    InOtherFile {
        file: String,
        cell: String,
    },
    /// Rows of the last import that are not in this file.
    LeftAlone {
        rows: usize,
    },
}

impl What {
    /// The wire code.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            What::UnknownSheet { .. } => "unknown-sheet",
            What::NoHeader => "no-header",
            What::MissingColumn { .. } | What::NeededColumn { .. } => "missing-column",
            What::UnknownColumn { .. } => "unknown-column",
            What::RepeatedColumn { .. } => "repeated-column",
            What::UnknownKey { .. } => "unknown-key",
            What::RepeatedKey { .. } => "repeated-key",
            What::NoCode => "no-code",
            What::Undirected => "undirected",
            What::NotACode { .. } => "not-a-code",
            What::DuplicateCode { .. } | What::InOtherFile { .. } => "duplicate-code",
            What::NotInList { .. } | What::KeptWord { .. } => "not-in-list",
            What::NotANumber => "not-a-number",
            What::NotAFigure => "kept-as-text",
            What::KeptKey { .. } => "unknown-key",
            What::KeptRepetition { .. } => "repeated-key",
            What::NothingKnown => "nothing-known",
            What::NotACount => "not-a-count",
            What::NotYesOrNo => "not-yes-or-no",
            What::NotADate => "not-a-date",
            What::NotAnEnd => "unreadable-term",
            What::EndBeforeStart => "end-before-start",
            What::HalfAPlace => "half-a-place",
            What::NotOnEarth => "not-on-earth",
            What::FormulaError => "formula-error",
            What::UnknownLink { .. } => "unknown-link",
            What::NameFromFullName | What::Missing { .. } => "missing",
            What::Invalid(code) => code.code(),
            What::FixedField { .. } => "fixed-field",
            What::Deleted => "deleted",
            What::NoTerritory => "no-territory",
            What::LeftAlone { .. } => "left-alone",
        }
    }

    /// What happened and what to do, in words.
    pub(crate) fn message(&self, severity: Severity, locale: Locale) -> String {
        let (happened, proposal) = match locale {
            Locale::Ru => (self.russian(), self.proposal_in_russian()),
            Locale::En => (self.english(), self.proposal_in_english()),
        };
        let outcome = match (self, severity) {
            (_, Severity::Refused) => locale.pick(" Строка не взята.", " The row was not taken."),
            (What::NotAnEnd | What::EndBeforeStart | What::NotAFigure, Severity::Flagged) => {
                locale.pick(" Текст сохранён как есть.", " The text was kept as it is.")
            }
            (
                What::NotInList { instead: None, .. }
                | What::NotANumber
                | What::NotACount
                | What::NotYesOrNo
                | What::NotADate
                | What::HalfAPlace
                | What::NotOnEarth
                | What::FormulaError
                | What::Invalid(_),
                Severity::Flagged,
            ) => locale.pick(
                " Строка взята без этого значения.",
                " The row was taken without this value.",
            ),
            _ => "",
        };
        format!("{happened}{outcome}{proposal}")
    }

    fn russian(&self) -> String {
        match self {
            What::UnknownSheet { rows, .. } => format!("Такого листа нет в шаблоне, строк: {rows}."),
            What::NoHeader => "На листе не найдена строка заголовков.".into(),
            What::MissingColumn { header } => format!("Нет столбца «{header}»; остальные прочитаны."),
            What::NeededColumn { header } => format!("Нет столбца «{header}», без него строки не прочитать."),
            What::UnknownColumn { .. } => "Такого столбца нет в шаблоне, он пропущен.".into(),
            What::RepeatedColumn { first } => format!("Столбец повторяется, прочитан первый, {first}."),
            What::UnknownKey { .. } => "Такого поля нет в шаблоне, оно не прочитано.".into(),
            What::RepeatedKey { first } => format!("Поле повторяется, прочитано первое, {first}."),
            What::NoCode => "Код не заполнен.".into(),
            What::Undirected => "У связи нет направления: не сказано, кто кому помогает.".into(),
            What::NotACode { .. } => "Код пишется латинскими буквами, цифрами и дефисом.".into(),
            What::DuplicateCode { first } => format!("Этот код уже стоит в ячейке {first}."),
            What::InOtherFile { file, cell } => format!("Этот код уже есть в файле «{file}», ячейка {cell}."),
            What::NotInList { instead: Some(instead), .. } => format!("Этого слова нет в списке, записано «{instead}»."),
            What::NotInList { .. } => "Этого слова нет в списке.".into(),
            What::KeptWord { .. } => "Этого слова нет в списке, оно сохранено как есть.".into(),
            What::NotANumber => "Здесь ожидается число.".into(),
            What::NotAFigure => "Число не прочитано.".into(),
            What::KeptKey { .. } => "Такого поля нет в шаблоне, оно сохранено как есть.".into(),
            What::KeptRepetition { first } => format!("Поле уже стоит в ячейке {first}; эта строка сохранена среди прочих."),
            What::NothingKnown => "В известных столбцах этой строки ничего нет.".into(),
            What::NotACount => "Здесь ожидается целое число от 0.".into(),
            What::NotYesOrNo => "Здесь ожидается «да» или «нет».".into(),
            What::NotADate => "Дата не прочитана.".into(),
            What::NotAnEnd => "Срок не прочитан.".into(),
            What::EndBeforeStart => "Окончание раньше начала.".into(),
            What::HalfAPlace => "Нужны обе координаты, а названа одна.".into(),
            What::NotOnEarth => "Таких координат нет: широта до 90, долгота до 180 градусов.".into(),
            What::FormulaError => "В ячейке ошибка формулы.".into(),
            What::UnknownLink { is_refused: true, .. } => "Строка с этим кодом не взята.".into(),
            What::UnknownLink { .. } => "Строки с этим кодом нет ни в книге, ни в районе.".into(),
            What::NameFromFullName => "Краткое название не заполнено, взято полное.".into(),
            What::Missing { instead: Some(instead) } => format!("Не заполнено, записано «{instead}»."),
            What::Missing { instead: None } => "Не заполнено.".into(),
            What::Invalid(code) => capital(code.label(Locale::Ru)),
            What::FixedField { kept } => format!("Это поле задаётся один раз; осталось «{kept}»."),
            What::Deleted => "Эта запись удалена в районе.".into(),
            What::NoTerritory => "Такого района ещё нет, а в книге нет листа «Территория» с регионом и муниципалитетом.".into(),
            What::LeftAlone { rows } => format!("В файле больше нет строк, прочитанных раньше: {rows}. Записи оставлены."),
        }
    }

    fn english(&self) -> String {
        match self {
            What::UnknownSheet { rows, .. } => format!("The template has no such sheet, rows: {rows}."),
            What::NoHeader => "The row of headers was not found on the sheet.".into(),
            What::MissingColumn { header } => format!("There is no column “{header}”; the others were read."),
            What::NeededColumn { header } => format!("There is no column “{header}”, and no row can be read without it."),
            What::UnknownColumn { .. } => "The template has no such column; it was passed over.".into(),
            What::RepeatedColumn { first } => format!("The column is there twice; the first one, {first}, was read."),
            What::UnknownKey { .. } => "The template has no such field; it was not read.".into(),
            What::RepeatedKey { first } => format!("The field is there twice; the first one, {first}, was read."),
            What::NoCode => "The code is not filled in.".into(),
            What::Undirected => "The edge has no direction: it does not say who helps whom.".into(),
            What::NotACode { .. } => "A code has Latin letters, digits and hyphens.".into(),
            What::DuplicateCode { first } => format!("This code already stands in cell {first}."),
            What::InOtherFile { file, cell } => format!("This code is already in the file “{file}”, cell {cell}."),
            What::NotInList { instead: Some(instead), .. } => format!("This word is not in the list; “{instead}” was stored."),
            What::NotInList { .. } => "This word is not in the list.".into(),
            What::KeptWord { .. } => "This word is not in the list; it was kept as it is.".into(),
            What::NotANumber => "A number is expected here.".into(),
            What::NotAFigure => "The number was not read.".into(),
            What::KeptKey { .. } => "The template has no such field; it was kept as it is.".into(),
            What::KeptRepetition { first } => format!("The field already stands in cell {first}; this line was kept among the others."),
            What::NothingKnown => "The columns that are read have nothing in this row.".into(),
            What::NotACount => "A whole number from 0 is expected here.".into(),
            What::NotYesOrNo => "“да” or “нет” is expected here.".into(),
            What::NotADate => "The date was not read.".into(),
            What::NotAnEnd => "The term was not read.".into(),
            What::EndBeforeStart => "The end is before the start.".into(),
            What::HalfAPlace => "Both coordinates are needed, and one is given.".into(),
            What::NotOnEarth => "There are no such coordinates: latitude is up to 90, longitude up to 180 degrees.".into(),
            What::FormulaError => "The cell holds an error of a formula.".into(),
            What::UnknownLink { is_refused: true, .. } => "The row with this code was not taken.".into(),
            What::UnknownLink { .. } => "Neither the workbook nor the district has a row with this code.".into(),
            What::NameFromFullName => "The short name is not filled in; the full one was taken.".into(),
            What::Missing { instead: Some(instead) } => format!("Not filled in; “{instead}” was stored."),
            What::Missing { instead: None } => "Not filled in.".into(),
            What::Invalid(code) => capital(code.label(Locale::En)),
            What::FixedField { kept } => format!("This field is set once; “{kept}” stays."),
            What::Deleted => "This record was deleted in the district.".into(),
            What::NoTerritory => "There is no such district yet, and the workbook has no sheet «Территория» with region and municipality.".into(),
            What::LeftAlone { rows } => format!("Rows read earlier are no longer in the file: {rows}. The records were left alone."),
        }
    }

    fn proposal_in_russian(&self) -> String {
        match self {
            What::NotInList {
                proposal: Some(word),
                ..
            }
            | What::KeptWord {
                proposal: Some(word),
                ..
            } => format!(" Может быть, «{word}»?"),
            What::NotInList { words, .. } | What::KeptWord { words, .. } => {
                format!(" Список: {}.", words.join(", "))
            }
            What::UnknownSheet {
                proposal: Some(name),
                ..
            }
            | What::UnknownColumn {
                proposal: Some(name),
            }
            | What::UnknownKey {
                proposal: Some(name),
            }
            | What::KeptKey {
                proposal: Some(name),
            } => format!(" Может быть, «{name}»?"),
            What::NotACode {
                proposal: Some(code),
            }
            | What::UnknownLink {
                proposal: Some(code),
                ..
            } => format!(" Может быть, «{code}»?"),
            What::NotADate | What::NotAnEnd => {
                " Пишите «2019», «март 2018» или «30.06.2020».".into()
            }
            What::Deleted => " Её можно вернуть в приложении.".into(),
            _ => String::new(),
        }
    }

    fn proposal_in_english(&self) -> String {
        match self {
            What::NotInList {
                proposal: Some(word),
                ..
            }
            | What::KeptWord {
                proposal: Some(word),
                ..
            } => format!(" Perhaps “{word}”?"),
            What::NotInList { words, .. } | What::KeptWord { words, .. } => {
                format!(" The list: {}.", words.join(", "))
            }
            What::UnknownSheet {
                proposal: Some(name),
                ..
            }
            | What::UnknownColumn {
                proposal: Some(name),
            }
            | What::UnknownKey {
                proposal: Some(name),
            }
            | What::KeptKey {
                proposal: Some(name),
            } => format!(" Perhaps “{name}”?"),
            What::NotACode {
                proposal: Some(code),
            }
            | What::UnknownLink {
                proposal: Some(code),
                ..
            } => format!(" Perhaps “{code}”?"),
            What::NotADate | What::NotAnEnd => " Write «2019», «март 2018» or «30.06.2020».".into(),
            What::Deleted => " It can be restored in the application.".into(),
            _ => String::new(),
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
