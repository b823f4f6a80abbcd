//! What is told about a workbook: where, how grave, what was read, what is proposed. The words
//! are made when they are asked for, in the language asked for.

mod words;

use opora_domain::{Locale, ProblemCode};
use serde::{Deserialize, Serialize};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// The row is stored; something in it could not be read and was kept as text.
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
    /// What is stored nowhere, whole: a refused row, or the rows of a refused sheet, one text each.
    pub whole: Vec<String>,
}

/// What was found. `proposal` is a word or code near to what was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// The sheet is not part of the template; its rows are kept in notes.
    UnknownSheet {
        rows: usize,
        proposal: Option<&'static str>,
    },
    /// A second sheet of this name, where one makes one record; its rows are kept in notes.
    RepeatedSheet {
        rows: usize,
    },
    /// Its author has hidden the sheet.
    HiddenSheet,
    /// Above the row of headers.
    TitleRow,
    /// A further line of the header, the numbers of the columns, or the header once more.
    HeaderRow,
    /// Another word for a column or key of the template.
    ReadAs {
        header: &'static str,
    },
    NoHeader,
    MissingColumn {
        header: &'static str,
    },
    /// The same, and no row can be read without it.
    NeededColumn {
        header: &'static str,
    },
    /// `is_kept`: something stands in it, and went into notes.
    UnknownColumn {
        proposal: Option<&'static str>,
        is_kept: bool,
    },
    RepeatedColumn {
        first: String,
        is_kept: bool,
    },
    /// Values without a header above them.
    HeadlessColumn,
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
    /// A value of the passport without a key; the line is kept.
    KeptNameless,
    /// A row that is none of its sheet's, as this column is empty, or all that are known; it is
    /// kept in a note.
    KeptRow {
        header: Option<&'static str>,
    },
    /// One text over the whole table, taken for the section of the rows below it.
    LineAsSection,
    /// The same, taken for the heading of the indicators below it.
    LineAsHeading,
    /// The same, kept in a note.
    LineKept,
    NotACount,
    NotYesOrNo,
    NotADate,
    /// An end of a term that is not a date; the text is kept.
    NotAnEnd,
    EndBeforeStart,
    HalfAPlace,
    /// How exact a place is, and no place.
    NoPlace,
    NotOnEarth,
    FormulaError,
    /// The program that wrote the file has not worked the formula out.
    FormulaUnvalued,
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
    /// The same, of a value that few may see: it is not put into a note.
    NotKept(ProblemCode),
    /// The field is set once and the file has another value.
    FixedField {
        kept: String,
    },
    /// The record was deleted in the application.
    Deleted,
    NoTerritory,
    /// The document names the municipality and not its region.
    NoRegion,
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
            What::RepeatedSheet { .. } => "repeated-sheet",
            What::HiddenSheet => "hidden-sheet",
            What::TitleRow => "title-row",
            What::HeaderRow => "header-row",
            What::ReadAs { .. } => "read-as",
            What::HeadlessColumn => "headless-column",
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
            What::KeptNameless => "nameless-key",
            What::KeptRow { header: None } => "nothing-known",
            What::KeptRow { .. } => "kept-row",
            What::LineAsSection | What::LineAsHeading | What::LineKept => "line-across",
            What::NotACount => "not-a-count",
            What::NotYesOrNo => "not-yes-or-no",
            What::NotADate => "not-a-date",
            What::NotAnEnd => "unreadable-term",
            What::EndBeforeStart => "end-before-start",
            What::HalfAPlace | What::NoPlace => "half-a-place",
            What::NotOnEarth => "not-on-earth",
            What::FormulaError | What::FormulaUnvalued => "formula-error",
            What::UnknownLink { .. } => "unknown-link",
            What::NameFromFullName | What::Missing { .. } | What::NoRegion => "missing",
            What::Invalid(code) | What::NotKept(code) => code.code(),
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
            (What::NoTerritory, Severity::Refused) => {
                locale.pick(" Ни одна строка не взята.", " No row was taken.")
            }
            (What::NoHeader | What::NeededColumn { .. }, Severity::Refused) => locale.pick(
                " Строки листа не взяты.",
                " The rows of the sheet were not taken.",
            ),
            (_, Severity::Refused) => locale.pick(" Строка не взята.", " The row was not taken."),
            (What::NotAnEnd | What::EndBeforeStart | What::NotAFigure, Severity::Flagged) => {
                locale.pick(" Текст сохранён как есть.", " The text was kept as it is.")
            }
            (
                What::NotInList { .. }
                | What::NotANumber
                | What::NotACount
                | What::NotYesOrNo
                | What::NotADate
                | What::HalfAPlace
                | What::NoPlace
                | What::NotOnEarth
                | What::Invalid(_),
                Severity::Flagged,
            ) => locale.pick(
                " Строка взята, прочитанное сохранено в примечаниях.",
                " The row was taken, what was read was kept in the notes.",
            ),
            (What::FormulaError | What::FormulaUnvalued | What::NotKept(_), Severity::Flagged) => {
                locale.pick(
                    " Строка взята без этого значения.",
                    " The row was taken without this value.",
                )
            }
            _ => "",
        };
        format!("{happened}{outcome}{proposal}")
    }

    /// What stands in the cell is stored nowhere: the report has it whole.
    pub(crate) const fn is_told_whole(&self) -> bool {
        matches!(self, What::TitleRow | What::HeaderRow | What::NotKept(_))
    }
}
