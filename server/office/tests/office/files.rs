//! Files that are not what they seem: each gives a clear error and plans nothing.

use crate::book::{bytes, organisations, territory};
use crate::samples;
use opora_domain::Locale;
use opora_office::{FileError, FileErrorCode, SHEET_ROWS_MAX, read_workbook};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn refused(name: &str, bytes: &[u8]) -> FileError {
    let error = read_workbook(name, bytes).unwrap_err();
    assert!(
        error.message(Locale::Ru).contains("Ничего не записано."),
        "{error:?}"
    );
    assert!(
        error.message(Locale::En).contains("Nothing was written."),
        "{error:?}"
    );
    error
}

/// The same package with one part replaced, or added.
pub fn with_part(package: &[u8], name: &str, content: &mut dyn Read) -> Vec<u8> {
    with_packed_part(package, name, content, 1)
}

/// The same, packed from 1, quickly, to 9, tightly.
fn with_packed_part(package: &[u8], name: &str, content: &mut dyn Read, level: i64) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).unwrap();
        if part.name() != name {
            writer.raw_copy_file(part).unwrap();
        }
    }
    let packing = SimpleFileOptions::default().compression_level(Some(level));
    writer.start_file(name, packing).unwrap();
    std::io::copy(content, &mut writer).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_named() {
    const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let encrypted: Vec<u8> = COMPOUND
        .into_iter()
        .chain([0; 600])
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .chain([0; 64])
        .collect();
    let old: Vec<u8> = COMPOUND.into_iter().chain([0; 600]).collect();
    let package = |parts: &[&str]| {
        let mut document = ZipWriter::new(Cursor::new(Vec::new()));
        for part in parts {
            document
                .start_file(*part, SimpleFileOptions::default())
                .unwrap();
            document.write_all(b"<document/>").unwrap();
        }
        document.finish().unwrap().into_inner()
    };
    let document = package(&["word/document.xml"]);
    let table = package(&["mimetype", "content.xml", "styles.xml"]);
    let binary = package(&["[Content_Types].xml", "xl/workbook.bin"]);
    for (name, bytes, code, words) in [
        ("пусто.xlsx", vec![], FileErrorCode::Empty, "пуст"),
        (
            "фото.xlsx",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            FileErrorCode::NotAWorkbook,
            "рисунок",
        ),
        (
            "скан.xlsx",
            b"%PDF-1.7\n".to_vec(),
            FileErrorCode::NotAWorkbook,
            "PDF",
        ),
        (
            "a.csv",
            "Код;Тип\nprov-1;школа\n".into(),
            FileErrorCode::NotAWorkbook,
            "CSV",
        ),
        (
            "b.csv",
            vec![0xca, 0xee, 0xe4, b';', b'\n'],
            FileErrorCode::NotAWorkbook,
            "CSV",
        ),
        (
            "шум.xlsx",
            vec![0, 1, 2, 3, 250],
            FileErrorCode::NotAWorkbook,
            "не книга",
        ),
        (
            "письмо.xlsx",
            document,
            FileErrorCode::NotAWorkbook,
            "другого вида",
        ),
        ("таблица.xlsx", table, FileErrorCode::NotAWorkbook, ".ods"),
        (
            "двоичная.xlsx",
            binary,
            FileErrorCode::NotAWorkbook,
            ".xlsb",
        ),
        ("старая.xls", old.clone(), FileErrorCode::OldExcel, ".xls"),
        ("старая.xlsx", old, FileErrorCode::OldExcel, ".xls"),
        ("пароль.xlsx", encrypted, FileErrorCode::Encrypted, "парол"),
    ] {
        let error = refused(name, &bytes);
        assert_eq!(error.code(), code, "{name}");
        let message = error.message(Locale::Ru);
        assert!(message.contains(words), "{name}: {message}");
    }
}

#[test]
fn a_file_that_did_not_arrive_whole_is_damaged() {
    let whole = samples::bytes("yartsevo");
    for length in [
        4,
        30,
        1_000,
        whole.len() / 2,
        whole.len() - 100,
        whole.len() - 1,
    ] {
        assert_eq!(
            refused("часть.xlsx", &whole[..length]).code(),
            FileErrorCode::Damaged,
            "{length}"
        );
    }
    let broken = with_part(
        &whole,
        "xl/workbook.xml",
        &mut b"<workbook><sheets>".as_slice(),
    );
    assert_eq!(
        refused("сломана.xlsx", &broken).code(),
        FileErrorCode::Damaged
    );
    let mut corrupt = whole.clone();
    let middle = corrupt.len() / 2;
    corrupt[middle..middle + 64].fill(0x55);
    assert_eq!(
        refused("испорчена.xlsx", &corrupt).code(),
        FileErrorCode::Damaged
    );
}

#[test]
fn a_file_too_big_is_not_even_opened() {
    let mut file = samples::bytes("abinsk");
    file.resize(opora_office::FILE_BYTES_MAX + 1, 0);
    assert_eq!(refused("большая.xlsx", &file).code(), FileErrorCode::TooBig);
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let whole = samples::bytes("abinsk");
    let mut spaces = std::io::repeat(b' ').take(18_000_000);
    let bomb = with_packed_part(&whole, "xl/worksheets/sheet1.xml", &mut spaces, 6);
    assert!(bomb.len() < 200_000, "small outside: {}", bomb.len());
    assert_eq!(
        refused("бомба.xlsx", &bomb).code(),
        FileErrorCode::UnpacksTooBig
    );

    // A part nobody reads is not unpacked, and still counts.
    let mut spaces = std::io::repeat(b' ').take(18_000_000);
    let picture = with_packed_part(&whole, "xl/media/image1.png", &mut spaces, 6);
    assert_eq!(
        refused("рисунок.xlsx", &picture).code(),
        FileErrorCode::UnpacksTooBig
    );

    // The same, declaring that the part has a hundred bytes.
    let mut lie = bomb;
    let declared = 18_000_000_u32.to_le_bytes();
    let mut lies = 0;
    for at in 0..lie.len() - 4 {
        if lie[at..at + 4] == declared {
            lie[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies >= 1, "the declared size was found");
    let code = refused("ложь.xlsx", &lie).code();
    assert!(
        matches!(code, FileErrorCode::UnpacksTooBig | FileErrorCode::Damaged),
        "{code:?}"
    );
}

#[test]
fn a_package_of_many_parts_is_not_opened() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..2_001 {
        writer
            .start_file(format!("xl/part{part}.xml"), SimpleFileOptions::default())
            .unwrap();
    }
    let package = writer.finish().unwrap().into_inner();
    assert_eq!(
        refused("части.xlsx", &package).code(),
        FileErrorCode::UnpacksTooBig
    );
}

/// A sheet of so many narrow rows, written part by part: a writer of spreadsheets takes seconds.
fn rows(count: u32) -> Vec<u8> {
    let small = bytes(&[("Организации", vec![vec!["Код", "Тип"]])]);
    let mut sheet = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>",
    );
    for row in 2..=count {
        sheet.push_str(&format!(
            "<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>"
        ));
    }
    sheet.push_str("</sheetData></worksheet>");
    with_part(&small, "xl/worksheets/sheet1.xml", &mut sheet.as_bytes())
}

#[test]
fn two_hundred_thousand_rows_are_a_clear_error() {
    let error = refused("много.xlsx", &rows(200_000));
    assert_eq!(
        error,
        FileError::TooManyRows {
            sheet: Some("Организации".into()),
            rows_max: SHEET_ROWS_MAX
        }
    );
    assert_eq!(
        error.message(Locale::Ru),
        "На листе «Организации» больше 10\u{a0}000 строк. Ничего не записано. Разделите лист на несколько книг."
    );
}

#[test]
fn sheets_nobody_knows_are_an_error_when_there_is_nothing_else() {
    let error = refused("чужая.xlsx", &bytes(&[("Лист1", vec![vec!["a", "b"]])]));
    assert_eq!(
        error,
        FileError::NoKnownSheet {
            found: vec!["Лист1".into()]
        }
    );
    let error = refused(
        "безымянная.xlsx",
        &bytes(&[("Задачи", vec![vec!["№", "Текст"], vec!["1", "x"]])]),
    );
    assert_eq!(error.code(), FileErrorCode::NoNetwork);
}

#[test]
fn the_example_district_takes_no_workbook() {
    let organisations = (
        "Организации",
        vec![
            vec!["Код", "Тип", "Краткое название"],
            vec!["example-school-1", "школа", "Школа 1"],
            vec!["example-school-2", "школа", "Школа 2"],
        ],
    );
    let error = refused("учебный.xlsx", &bytes(&[organisations]));
    assert_eq!(error, FileError::ExampleDistrict);
}

#[test]
fn a_name_says_nothing_about_a_file() {
    let book = bytes(&[territory(), organisations()]);
    assert!(read_workbook("таблица.png", &book).is_ok());
    assert!(read_workbook("", &book).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Changes of the package itself.
    #[test]
    fn no_bytes_break_the_reader(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut file = samples::bytes("vengerovo");
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        let _ = read_workbook("мутант.xlsx", &file);
    }

    /// Changes inside the parts, past the checksums of the zip.
    #[test]
    fn no_xml_breaks_the_reader(
        part in prop::sample::select(vec![
            "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml",
            "xl/_rels/workbook.xml.rels", "_rels/.rels",
        ]),
        changes in proptest::collection::vec(
            (any::<prop::sample::Index>(), prop::sample::select(b"<>/\"'=&;0 9aZr\0\xff".to_vec())),
            1..8,
        ),
    ) {
        let whole = samples::bytes("vengerovo");
        let mut archive = ZipArchive::new(Cursor::new(&whole)).unwrap();
        let mut content = Vec::new();
        archive.by_name(part).unwrap().read_to_end(&mut content).unwrap();
        for (at, byte) in changes {
            let at = at.index(content.len());
            content[at] = byte;
        }
        let mutant = with_part(&whole, part, &mut content.as_slice());
        if let Ok(workbook) = read_workbook("мутант.xlsx", &mutant) {
            let (_, file) = crate::book::plan_one(&workbook, &crate::district::District::default());
            crate::book::check_sums(&file.report(Locale::Ru));
        }
    }
}
