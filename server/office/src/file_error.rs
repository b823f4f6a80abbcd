//! Why a whole file was not read. Nothing of such a file is planned, so nothing of it is written.

use crate::network_file::NetworkFileProblem;
use opora_domain::Locale;

opora_domain::choice! {
    /// The wire codes of [`FileError`].
    FileErrorCode {
        Empty = "empty-file", "пустой файл", "empty file";
        TooBig = "file-too-big", "файл слишком велик", "file too big";
        NotAWorkbook = "not-a-workbook", "не книга Excel", "not an Excel workbook";
        OldExcel = "old-excel", "книга старого Excel", "workbook of an old Excel";
        Encrypted = "encrypted", "книга под паролем", "workbook with a password";
        Damaged = "damaged", "файл повреждён", "damaged file";
        UnpacksTooBig = "unpacks-too-big", "слишком много внутри файла", "too much inside the file";
        TooManyRows = "too-many-rows", "слишком много строк", "too many rows";
        NoKnownSheet = "no-known-sheet", "нет знакомых листов", "no known sheet";
        NoNetwork = "no-network", "не назван район", "no district named";
        NetworkFile = "network-file", "файл сети не прочитан", "network file not read";
        ExampleDistrict = "example-district", "учебный район", "the example district";
    }
}

/// Why a file could not be read as a municipal workbook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {bytes} bytes, the limit is {bytes_max}")]
    TooBig { bytes: usize, bytes_max: usize },
    /// Something else under any name.
    #[error("not a zip with a workbook in it")]
    NotAWorkbook { looks_like: Looks },
    /// The format before 2007, or another of its container.
    #[error("an .xls workbook")]
    OldExcel,
    #[error("the workbook is encrypted")]
    Encrypted,
    /// The beginning is that of a workbook and the rest cannot be read; `detail` is for the log.
    #[error("the workbook is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the file unpacks to more than is allowed: {detail}")]
    UnpacksTooBig { detail: String },
    /// `sheet` is `None` when all sheets together have too many.
    #[error("more than {rows_max} rows in {sheet:?}")]
    TooManyRows {
        sheet: Option<String>,
        rows_max: usize,
    },
    #[error("none of the sheets {found:?} is known")]
    NoKnownSheet { found: Vec<String> },
    #[error("neither codes nor a municipality name the district")]
    NoNetwork,
    /// The file speaks of the generated district, which takes no real facts.
    #[error("the workbook names the example district")]
    ExampleDistrict,
    /// A file of nodes and edges that is hostile or broken.
    #[error("line {line}: {problem:?}")]
    NetworkFile {
        line: usize,
        problem: NetworkFileProblem,
    },
}

/// What a file that is no workbook seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    Picture,
    Pdf,
    Text,
    /// Of LibreOffice, such as `.ods`.
    OpenDocument,
    /// An Excel workbook in another format, `.xlsb`.
    BinaryWorkbook,
    OtherDocument,
    Unknown,
}

impl FileError {
    pub const fn code(&self) -> FileErrorCode {
        match self {
            FileError::Empty => FileErrorCode::Empty,
            FileError::TooBig { .. } => FileErrorCode::TooBig,
            FileError::NotAWorkbook { .. } => FileErrorCode::NotAWorkbook,
            FileError::OldExcel => FileErrorCode::OldExcel,
            FileError::Encrypted => FileErrorCode::Encrypted,
            FileError::Damaged { .. } => FileErrorCode::Damaged,
            FileError::UnpacksTooBig { .. } => FileErrorCode::UnpacksTooBig,
            FileError::TooManyRows { .. } => FileErrorCode::TooManyRows,
            FileError::NoKnownSheet { .. } => FileErrorCode::NoKnownSheet,
            FileError::NoNetwork => FileErrorCode::NoNetwork,
            FileError::ExampleDistrict => FileErrorCode::ExampleDistrict,
            FileError::NetworkFile { .. } => FileErrorCode::NetworkFile,
        }
    }

    /// What happened, that nothing was written, and what to do.
    pub fn message(&self, locale: Locale) -> String {
        let (happened, advice) = match locale {
            Locale::Ru => self.russian(),
            Locale::En => self.english(),
        };
        let kept = locale.pick("Ничего не записано.", "Nothing was written.");
        format!("{happened} {kept} {advice}")
    }

    fn russian(&self) -> (String, &'static str) {
        match self {
            FileError::NetworkFile { line, problem } => {
                let (happened, advice) = problem.russian();
                (format!("Строка {line}: {happened}"), advice)
            }
            FileError::Empty => (
                "Файл пуст.".into(),
                "Проверьте, что книга сохранена, и выберите её ещё раз.",
            ),
            FileError::TooBig { bytes_max, .. } => (
                format!("Файл больше {}\u{a0}МБ.", bytes_max / 1_000_000),
                "Уберите из книги рисунки и лишние листы или разделите её.",
            ),
            FileError::NotAWorkbook { looks_like } => (
                match looks_like {
                    Looks::Picture => "Это не книга Excel: внутри рисунок.",
                    Looks::Pdf => "Это не книга Excel: внутри документ PDF.",
                    Looks::Text => "Это не книга Excel: внутри простой текст, например CSV.",
                    Looks::OpenDocument => "Это не книга Excel: внутри документ OpenDocument, например .ods.",
                    Looks::BinaryWorkbook => "Это двоичная книга Excel (.xlsb).",
                    Looks::OtherDocument => "Это не книга Excel: внутри документ другого вида.",
                    Looks::Unknown => "Это не книга Excel.",
                }
                .into(),
                "Нужен файл .xlsx: в Excel или LibreOffice выберите «Сохранить как» и вид «Книга Excel (.xlsx)».",
            ),
            FileError::OldExcel => (
                "Это книга старого Excel (.xls).".into(),
                "Откройте её и сохраните как «Книга Excel (.xlsx)».",
            ),
            FileError::Encrypted => (
                "Книга закрыта паролем.".into(),
                "Откройте её, снимите пароль и сохраните.",
            ),
            FileError::Damaged { .. } => (
                "Файл повреждён или передан не до конца.".into(),
                "Откройте книгу в Excel, сохраните ещё раз и повторите.",
            ),
            FileError::UnpacksTooBig { .. } => (
                "Внутри файла больше данных, чем бывает в книге района.".into(),
                "Скопируйте нужные листы в новую книгу и повторите.",
            ),
            FileError::TooManyRows {
                sheet: Some(sheet),
                rows_max,
            } => (
                format!("На листе «{sheet}» больше {} строк.", grouped(*rows_max)),
                "Разделите лист на несколько книг.",
            ),
            FileError::TooManyRows {
                sheet: None,
                rows_max,
            } => (
                format!("Во всей книге больше {} строк.", grouped(*rows_max)),
                "Разделите её на несколько книг.",
            ),
            FileError::NoKnownSheet { found } => (
                format!(
                    "В книге нет ни одного листа шаблона; есть {}.",
                    quoted(found)
                ),
                "Листы шаблона: «Территория», «Организации», «Партнёрства», «События».",
            ),
            FileError::NoNetwork => (
                "Не понять, какой это район: нет ни муниципалитета, ни кодов с общим началом."
                    .into(),
                "Заполните «Муниципалитет» на листе «Территория».",
            ),
            FileError::ExampleDistrict => (
                "Коды в книге начинаются с «example»: так назван учебный район, в нём нет настоящих школ."
                    .into(),
                "Дайте кодам начало по названию своего района.",
            ),
        }
    }

    fn english(&self) -> (String, &'static str) {
        match self {
            FileError::NetworkFile { line, problem } => {
                let (happened, advice) = problem.english();
                (format!("Line {line}: {happened}"), advice)
            }
            FileError::Empty => ("The file is empty.".into(), "Check that the workbook is saved and choose it again."),
            FileError::TooBig { bytes_max, .. } => (
                format!("The file is larger than {}\u{a0}MB.", bytes_max / 1_000_000),
                "Remove pictures and sheets that are not needed, or split it.",
            ),
            FileError::NotAWorkbook { looks_like } => (
                match looks_like {
                    Looks::Picture => "This is not an Excel workbook: it is a picture.",
                    Looks::Pdf => "This is not an Excel workbook: it is a PDF document.",
                    Looks::Text => "This is not an Excel workbook: it is plain text, such as CSV.",
                    Looks::OpenDocument => "This is not an Excel workbook: it is an OpenDocument file, such as .ods.",
                    Looks::BinaryWorkbook => "This is a binary Excel workbook (.xlsb).",
                    Looks::OtherDocument => "This is not an Excel workbook: it is a document of another kind.",
                    Looks::Unknown => "This is not an Excel workbook.",
                }
                .into(),
                "An .xlsx file is needed: in Excel or LibreOffice choose “Save as” and the type “Excel workbook (.xlsx)”.",
            ),
            FileError::OldExcel => (
                "This is a workbook of an old Excel (.xls).".into(),
                "Open it and save it as “Excel workbook (.xlsx)”.",
            ),
            FileError::Encrypted => (
                "The workbook is closed with a password.".into(),
                "Open it, remove the password and save it.",
            ),
            FileError::Damaged { .. } => (
                "The file is damaged or did not arrive whole.".into(),
                "Open the workbook in Excel, save it again and repeat.",
            ),
            FileError::UnpacksTooBig { .. } => (
                "There is more data in the file than a district's workbook has.".into(),
                "Copy the sheets that are needed to a new workbook and repeat.",
            ),
            FileError::TooManyRows { sheet: Some(sheet), rows_max } => (
                format!("The sheet “{sheet}” has more than {} rows.", grouped(*rows_max)),
                "Split the sheet into several workbooks.",
            ),
            FileError::TooManyRows { sheet: None, rows_max } => (
                format!("The whole workbook has more than {} rows.", grouped(*rows_max)),
                "Split it into several workbooks.",
            ),
            FileError::NoKnownSheet { found } => (
                format!("No sheet of the template is in the workbook; it has {}.", quoted(found)),
                "The sheets of the template: «Территория», «Организации», «Партнёрства», «События».",
            ),
            FileError::NoNetwork => (
                "The district cannot be told: there is neither a municipality nor codes with one beginning.".into(),
                "Fill in «Муниципалитет» on the sheet «Территория».",
            ),
            FileError::ExampleDistrict => (
                "The codes in the workbook begin with “example”: that is the example district, which has no real schools.".into(),
                "Let the codes begin with the name of your own district.",
            ),
        }
    }
}

/// `20000` as `20 000`, with a space that does not break.
fn grouped(number: usize) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    if thousands == 0 {
        rest.to_string()
    } else {
        format!("{thousands}\u{a0}{rest:03}")
    }
}

fn quoted(names: &[String]) -> String {
    let shown = names
        .iter()
        .take(5)
        .map(|name| format!("«{name}»"))
        .collect::<Vec<_>>();
    shown.join(", ")
}
