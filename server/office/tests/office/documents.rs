//! Documents of the samples' programmes: their parts are well formed, and what a reader looks for is
//! in them. With `OPORA_DOCUMENTS=folder` they are left there, to be looked at as pages.

use crate::district_round_trips::{imported, seen_by, today};
use opora_domain::{Locale, NetworkId, Viewer};
use opora_office::documents::{DocumentKind, Filing, write_document, write_tables};
use std::io::Cursor;

const FILES: [(DocumentKind, &str); 3] = [
    (DocumentKind::Passport, "passport"),
    (DocumentKind::RoadMap, "road-map"),
    (DocumentKind::IndicatorReport, "indicators"),
];

fn with_filing<T>(name: &str, locale: Locale, make: impl Fn(&Filing<'_>) -> T) -> T {
    let viewer = Viewer::Coordinator {
        network: NetworkId::new(name).unwrap(),
    };
    let district = seen_by(&imported(name), name, viewer);
    let programmes = district.programmes();
    make(&Filing {
        network: &district.district().unwrap(),
        contents: &programmes[0],
        locale,
        written_on: today(),
    })
}

pub fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = package.by_name(name).unwrap();
    std::io::read_to_string(&mut part).unwrap()
}

pub fn keep(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("OPORA_DOCUMENTS") {
        std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
    }
}

/// The texts of a part, in their order, with the spaces people type.
pub fn texts(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut texts = String::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Text(text) => {
                texts.push_str(&text.xml10_content());
                texts.push('\n');
            }
            _ => {}
        }
    }
    texts.replace('\u{a0}', " ")
}

#[test]
fn every_document_of_the_samples_is_well_formed() {
    for name in ["abinsk", "vengerovo", "yartsevo"] {
        for locale in [Locale::Ru, Locale::En] {
            for (kind, file) in FILES {
                let bytes =
                    with_filing(name, locale, |filing| write_document(filing, kind)).unwrap();
                let same = with_filing(name, locale, |filing| write_document(filing, kind));
                assert!(same.unwrap() == bytes, "the same bytes each time");
                for parts in [
                    "[Content_Types].xml",
                    "_rels/.rels",
                    "docProps/core.xml",
                    "word/styles.xml",
                    "word/settings.xml",
                    "word/footer1.xml",
                    "word/_rels/document.xml.rels",
                ] {
                    texts(&part(&bytes, parts));
                }
                let text = texts(&part(&bytes, "word/document.xml"));
                let head = locale.pick("Руководитель", "Head");
                assert!(
                    text.contains(head),
                    "{name} {file}: a line for the signature"
                );
                keep(&format!("{name}-{file}-{}.docx", locale.tag()), &bytes);
            }
            let tables = with_filing(name, locale, write_tables).unwrap();
            keep(&format!("{name}-tables-{}.xlsx", locale.tag()), &tables);
        }
    }
}

#[test]
fn a_road_map_says_what_the_document_says() {
    let bytes = with_filing("vengerovo", Locale::Ru, |filing| {
        write_document(filing, DocumentKind::RoadMap)
    })
    .unwrap();
    let xml = part(&bytes, "word/document.xml");
    let text = texts(&xml);
    for wanted in [
        "2019-2014г.",
        "Ежегодно (по мере необходимости)",
        "2019–2024 гг.",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    // Nobody writes who pays for it, so there is no column.
    assert!(!text.contains("Источник финансирования"));
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2);
    let rows = xml.matches("<w:tr>").count();
    assert_eq!(xml.matches("<w:cantSplit/>").count(), rows, "no row breaks");
    assert!(xml.contains(r#"w:orient="landscape""#));
    // A section whose name has spaces before it in one row is one.
    assert_eq!(text.matches("5. Информационная открытость").count(), 1);
}

#[test]
fn numbers_are_written_as_the_language_does() {
    let mut district = imported("yartsevo");
    let indicator = crate::book::id(
        "yartsevo",
        opora_domain::RecordKind::Indicator,
        "programme-1-indicator-5",
    );
    let values = |text: &str| serde_json::json!([{"period": "очередной год", "value": text}]);
    district.edit(indicator, "fact", values("12,5"));
    let viewer = Viewer::Coordinator {
        network: NetworkId::new("yartsevo").unwrap(),
    };
    let seen = seen_by(&district, "yartsevo", viewer);
    let programmes = seen.programmes();
    for (locale, number, judged) in [
        (Locale::Ru, "12,5", "не достигнут"),
        (Locale::En, "12.5", "not met"),
    ] {
        let filing = Filing {
            network: &seen.district().unwrap(),
            contents: &programmes[0],
            locale,
            written_on: today(),
        };
        let bytes = write_document(&filing, DocumentKind::IndicatorReport).unwrap();
        let text = texts(&part(&bytes, "word/document.xml"));
        assert!(text.contains(number), "{text}");
        // Less is better, and 12,5 is more than the planned 0.
        assert!(text.contains(judged), "{text}");
        keep(&format!("yartsevo-fact-{}.docx", locale.tag()), &bytes);
        let tables = write_tables(&filing).unwrap();
        keep(&format!("yartsevo-fact-{}.xlsx", locale.tag()), &tables);
    }
}

#[test]
fn the_tables_have_the_columns_of_published_ones() {
    use calamine::{Data, Reader, Xlsx};
    let bytes = with_filing("yartsevo", Locale::Ru, write_tables).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Показатели", "План мероприятий"]);
    let indicators = book.worksheet_range("Показатели").unwrap();
    let rows: Vec<Vec<String>> = indicators
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let header = rows.iter().position(|row| row[0] == "№ п/п").unwrap();
    assert_eq!(
        rows[header][..5],
        [
            "№ п/п",
            "Наименование показателя",
            "Единица измерения",
            "Базовое значение",
            "очередной год"
        ]
    );
    assert_eq!(rows[header + 1][4..6], ["план", "факт"]);
    assert_eq!(rows[header + 2][..6], ["1", "2", "3", "4", "5", "6"]);
    // 25% and 100% of the document stand there as the numbers their neighbours are.
    let third = header + 3 + 2;
    let value =
        |column: u32| indicators.get_value((third as u32 + indicators.start().unwrap().0, column));
    assert_eq!(value(3), Some(&Data::Float(25.0)));
    assert_eq!(value(4), Some(&Data::Float(100.0)));
}
