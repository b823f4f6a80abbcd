//! The words of what is told about a workbook, in both languages. Which of them are said is decided
//! in [`super`].

use super::What;
use opora_domain::Locale;

impl What {
    pub(super) fn russian(&self) -> String {
        match self {
            What::UnknownSheet { rows: 0, .. } => "Такого листа нет в шаблоне, и на нём ничего нет.".into(),
            What::UnknownSheet { rows, .. } => format!("Такого листа нет в шаблоне. Его строки сохранены в примечаниях: {rows}."),
            What::RepeatedSheet { rows } => format!("Лист с этим названием уже прочитан. Строки этого листа сохранены в примечаниях: {rows}."),
            What::HiddenSheet => "Лист в книге скрыт. Он прочитан, как и остальные.".into(),
            What::TitleRow => "Строка над таблицей: это её название, записи из неё нет.".into(),
            What::HeaderRow => "Это строка заголовков, данных в ней нет.".into(),
            What::ReadAs { header } => format!("Прочитано как «{header}»."),
            What::NoRegion => "Регион не назван: район будет показан без него.".into(),
            What::HeadlessColumn => "У столбца нет заголовка; что в нём стоит, сохранено в примечаниях.".into(),
            What::NoHeader => "На листе не найдена строка заголовков.".into(),
            What::MissingColumn { header } => format!("Нет столбца «{header}»; остальные прочитаны."),
            What::NeededColumn { header } => format!("Нет столбца «{header}», без него строки не прочитать."),
            What::UnknownColumn { is_kept: true, .. } => "Такого столбца нет в шаблоне; что в нём стоит, сохранено в примечаниях.".into(),
            What::UnknownColumn { .. } => "Такого столбца нет в шаблоне, он пропущен.".into(),
            What::RepeatedColumn { first, is_kept: true } => format!("Столбец повторяется. Прочитан первый, {first}; что стоит в этом, сохранено в примечаниях."),
            What::RepeatedColumn { first, .. } => format!("Столбец повторяется, прочитан первый, {first}."),
            What::UnknownKey { .. } => "Такого поля нет в шаблоне; оно сохранено в примечаниях.".into(),
            What::RepeatedKey { first } => format!("Поле повторяется. Прочитано первое, {first}; это сохранено в примечаниях."),
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
            What::KeptNameless => "Поле не названо; значение сохранено среди прочих строк программы.".into(),
            What::KeptRow { header: None } => "В столбцах шаблона в этой строке ничего нет; она сохранена в примечаниях.".into(),
            What::KeptRow { header: Some(header) } => format!("Не заполнено «{header}», поэтому вся строка сохранена в примечаниях."),
            What::LineAsSection => "Один текст на всю строку: принят за название раздела для строк под ним.".into(),
            What::LineKept => "Один текст на всю строку: сохранён в примечаниях.".into(),
            What::LineAsHeading => "Один текст на всю строку: принят за заголовок показателей под ним.".into(),
            What::NotACount => "Здесь ожидается целое число от 0.".into(),
            What::NotYesOrNo => "Здесь ожидается «да» или «нет».".into(),
            What::NotADate => "Дата не прочитана.".into(),
            What::NotAnEnd => "Срок не прочитан.".into(),
            What::EndBeforeStart => "Окончание раньше начала.".into(),
            What::HalfAPlace => "Нужны обе координаты, а названа одна.".into(),
            What::NoPlace => "Точность названа, а координат нет.".into(),
            What::NotOnEarth => "Таких координат нет: широта до 90, долгота до 180 градусов.".into(),
            What::FormulaError => "В ячейке ошибка формулы.".into(),
            What::FormulaUnvalued => "В ячейке формула, а её значения в файле нет: откройте книгу в Excel, сохраните и загрузите снова.".into(),
            What::UnknownLink { is_refused: true, .. } => "Строка с этим кодом не взята.".into(),
            What::UnknownLink { .. } => "Строки с этим кодом нет ни в книге, ни в районе.".into(),
            What::NameFromFullName => "Краткое название не заполнено, взято полное.".into(),
            What::Missing { instead: Some(instead) } => format!("Не заполнено, записано «{instead}»."),
            What::Missing { instead: None } => "Не заполнено.".into(),
            What::Invalid(code) => capital(code.label(Locale::Ru)),
            What::NotKept(code) => format!("{} Видеть это могут не все, поэтому целиком оно осталось только в этом отчёте.", capital(code.label(Locale::Ru))),
            What::FixedField { kept } => format!("Это поле задаётся один раз; осталось «{kept}»."),
            What::Deleted => "Эта запись удалена в районе.".into(),
            What::NoTerritory => "Такого района ещё нет, а в книге нет листа «Территория» с регионом и муниципалитетом.".into(),
            What::LeftAlone { rows } => format!("В файле больше нет строк, прочитанных раньше: {rows}. Записи оставлены."),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            What::UnknownSheet { rows: 0, .. } => "The template has no such sheet, and nothing stands on it.".into(),
            What::UnknownSheet { rows, .. } => format!("The template has no such sheet. Its rows were kept in the notes: {rows}."),
            What::RepeatedSheet { rows } => format!("A sheet of this name has been read already. The rows of this one were kept in the notes: {rows}."),
            What::HiddenSheet => "The sheet is hidden in the workbook. It was read like the others.".into(),
            What::TitleRow => "A row above the table: it is its title, and no record.".into(),
            What::HeaderRow => "This is a row of headers, there are no data in it.".into(),
            What::ReadAs { header } => format!("Read as “{header}”."),
            What::NoRegion => "The region is not named: the district will be shown without it.".into(),
            What::HeadlessColumn => "The column has no header; what stands in it was kept in the notes.".into(),
            What::NoHeader => "The row of headers was not found on the sheet.".into(),
            What::MissingColumn { header } => format!("There is no column “{header}”; the others were read."),
            What::NeededColumn { header } => format!("There is no column “{header}”, and no row can be read without it."),
            What::UnknownColumn { is_kept: true, .. } => "The template has no such column; what stands in it was kept in the notes.".into(),
            What::UnknownColumn { .. } => "The template has no such column; it was passed over.".into(),
            What::RepeatedColumn { first, is_kept: true } => format!("The column is there twice. The first one, {first}, was read; what stands in this one was kept in the notes."),
            What::RepeatedColumn { first, .. } => format!("The column is there twice; the first one, {first}, was read."),
            What::UnknownKey { .. } => "The template has no such field; it was kept in the notes.".into(),
            What::RepeatedKey { first } => format!("The field is there twice. The first one, {first}, was read; this one was kept in the notes."),
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
            What::KeptNameless => "The field has no name; its value was kept among the other lines of the programme.".into(),
            What::KeptRow { header: None } => "The columns of the template have nothing in this row; it was kept in the notes.".into(),
            What::KeptRow { header: Some(header) } => format!("“{header}” is not filled in, so the whole row was kept in the notes."),
            What::LineAsSection => "One text over the whole row: taken for the title of the section of the rows below it.".into(),
            What::LineKept => "One text over the whole row: kept in the notes.".into(),
            What::LineAsHeading => "One text over the whole row: taken for the heading of the indicators below it.".into(),
            What::NotACount => "A whole number from 0 is expected here.".into(),
            What::NotYesOrNo => "“да” or “нет” is expected here.".into(),
            What::NotADate => "The date was not read.".into(),
            What::NotAnEnd => "The term was not read.".into(),
            What::EndBeforeStart => "The end is before the start.".into(),
            What::HalfAPlace => "Both coordinates are needed, and one is given.".into(),
            What::NoPlace => "The accuracy is given, and no coordinates.".into(),
            What::NotOnEarth => "There are no such coordinates: latitude is up to 90, longitude up to 180 degrees.".into(),
            What::FormulaError => "The cell holds an error of a formula.".into(),
            What::FormulaUnvalued => "The cell holds a formula, and the file has no value of it: open the workbook in Excel, save it and load it again.".into(),
            What::UnknownLink { is_refused: true, .. } => "The row with this code was not taken.".into(),
            What::UnknownLink { .. } => "Neither the workbook nor the district has a row with this code.".into(),
            What::NameFromFullName => "The short name is not filled in; the full one was taken.".into(),
            What::Missing { instead: Some(instead) } => format!("Not filled in; “{instead}” was stored."),
            What::Missing { instead: None } => "Not filled in.".into(),
            What::Invalid(code) => capital(code.label(Locale::En)),
            What::NotKept(code) => format!("{} Not everybody may see it, so it stays whole in this report only.", capital(code.label(Locale::En))),
            What::FixedField { kept } => format!("This field is set once; “{kept}” stays."),
            What::Deleted => "This record was deleted in the district.".into(),
            What::NoTerritory => "There is no such district yet, and the workbook has no sheet «Территория» with region and municipality.".into(),
            What::LeftAlone { rows } => format!("Rows read earlier are no longer in the file: {rows}. The records were left alone."),
        }
    }

    pub(super) fn proposal_in_russian(&self) -> String {
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
                ..
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

    pub(super) fn proposal_in_english(&self) -> String {
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
                ..
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
