//! The published forms: each sample falls into its own, a form says what the document says, and no
//! form invents anything.

use crate::district::District;
use crate::district_round_trips::{imported, seen_by, today};
use crate::documents::{keep, part, texts};
use calamine::{Data, Reader, Xlsx};
use opora_domain::{Locale, Network, NetworkId, Projected, RecordKind, Viewer};
use opora_office::DistrictContents;
use opora_office::documents::{
    Filing, FormPart, LAYOUTS, Layout, fitting, layout_of, write_form, write_form_tables,
};
use serde_json::{Value, json};
use std::io::Cursor;

fn seen(name: &str, district: &District) -> DistrictContents {
    let viewer = Viewer::Coordinator {
        network: NetworkId::new(name).unwrap(),
    };
    seen_by(district, name, viewer)
}

/// Two programmes of which there is no sample, as their documents have them.
fn drawn(name: &str) -> DistrictContents {
    let network = NetworkId::new(name).unwrap();
    let record = |number: u128, kind, fields: Value| Projected {
        id: format!("{number:032x}").parse().unwrap(),
        kind,
        network: network.clone(),
        fields: serde_json::from_value(fields).unwrap(),
        is_supported: false,
    };
    let (rows, plan, fact): (Vec<(&str, Value)>, &[&str], &[&str]) = match name {
        "partizansk" => (
            vec![
                (
                    "Доля школ с положительной динамикой",
                    json!(["60%", "70%", "80%"]),
                ),
                (
                    "Доля школ, охваченных методической работой",
                    json!(["100%", "100%", "100%"]),
                ),
            ],
            &["2022", "2023", "2024"],
            &[],
        ),
        _ => (
            vec![
                (
                    "Доля педагогов, включённых в сообщества",
                    json!(["29,3", "65"]),
                ),
                ("Доля вакантных должностей", json!(["40", "40"])),
                ("Доля школ, ставших ресурсными центрами", json!(["0", "15"])),
            ],
            &[],
            &["2019/2020", "2020/2021"],
        ),
    };
    let by = |periods: &[&str], values: &Value| -> Value {
        let values = values.as_array().cloned().unwrap_or_default();
        let pairs = periods.iter().zip(values);
        pairs
            .map(|(period, value)| json!({"period": period, "value": value}))
            .collect()
    };
    let mut records = vec![
        record(
            1,
            RecordKind::Network,
            json!({"region": "Край", "municipality": "Округ"}),
        ),
        record(
            2,
            RecordKind::Programme,
            json!({
                "title": "Повышение качества образования",
                "term": {"since": "2022", "until": "2024"},
            }),
        ),
    ];
    for (at, (title, values)) in rows.iter().enumerate() {
        let number = if name == "partizansk" {
            json!((at + 1).to_string())
        } else {
            Value::Null
        };
        records.push(record(
            10 + at as u128,
            RecordKind::Indicator,
            json!({
                "title": title, "number": number, "unit": "процент", "order": at,
                "plan": by(plan, values), "fact": by(fact, values),
            }),
        ));
    }
    for (at, title) in [
        "Поддержка профессионального развития",
        "Поддержка обучающихся",
    ]
    .iter()
    .enumerate()
    {
        records.push(record(20 + at as u128, RecordKind::Activity, json!({
            "title": title, "order": at, "number": if name == "partizansk" { json!(format!("{}.", at + 1)) } else { Value::Null },
        })));
    }
    let viewer = Viewer::Coordinator {
        network: network.clone(),
    };
    DistrictContents::new(network, viewer, records)
}

fn contents_of(name: &str) -> DistrictContents {
    match name {
        "partizansk" | "uglich" => drawn(name),
        _ => seen(name, &imported(name)),
    }
}

const ALL: [&str; 5] = ["abinsk", "vengerovo", "partizansk", "yartsevo", "uglich"];

fn with_filing<T>(name: &str, locale: Locale, make: impl Fn(&Filing<'_>) -> T) -> T {
    let contents = contents_of(name);
    let network: Network = contents.district().unwrap();
    make(&Filing {
        network: &network,
        contents: &contents.programmes()[0],
        locale,
        written_on: today(),
    })
}

fn own(name: &str) -> &'static Layout {
    layout_of(name).unwrap()
}

#[test]
fn each_programme_falls_into_its_own_form() {
    for name in ALL {
        let contents = contents_of(name);
        let found = fitting(&contents.programmes()[0]);
        assert_eq!(found.code, name);
    }
    assert_eq!(LAYOUTS.len(), ALL.len());
    assert!(layout_of("smolensk").is_none());
}

/// The texts of both documents in the programme's own form.
fn own_texts(name: &str) -> [String; 2] {
    with_filing(name, Locale::Ru, |filing| {
        [FormPart::Indicators, FormPart::Plan].map(|which| {
            let bytes = write_form(filing, own(name), which).unwrap();
            keep(&format!("form-{name}-{which:?}.docx"), &bytes);
            texts(&part(&bytes, "word/document.xml"))
        })
    })
}

#[test]
fn the_forms_have_the_headings_of_the_documents() {
    for (name, of_indicators, of_plan) in [
        (
            "abinsk",
            &["ОЖИДАЕМЫЕ РЕЗУЛЬТАТЫ И ЭФФЕКТЫ"][..],
            &[
                "МЕРОПРИЯТИЯ («ДОРОЖНАЯ КАРТА»)",
                "– ",
                "I. Организационно-управленческие мероприятия",
            ][..],
        ),
        (
            "vengerovo",
            &[
                "Планируемые результаты",
                "Наименование показателя",
                "Индикатор",
                "13 %",
            ],
            &[
                "План основных мероприятий",
                "Мероприятия",
                "Сроки",
                "Ответственные",
                "2019-2014г.",
            ],
        ),
        (
            "partizansk",
            &[
                "Показатели реализации Программы",
                "№ п/п",
                "2022",
                "2023",
                "2024",
                "60 %",
                "100 %",
            ],
            &[
                "Основные мероприятия программы по направлениям деятельности",
                "1. Поддержка профессионального развития",
            ],
        ),
        (
            "yartsevo",
            &[
                "Приложение № 1",
                "ЦЕЛЕВЫЕ ПОКАЗАТЕЛИ",
                "Единица измерения",
                "Базовое значение показателей по годам на очередной финансовый год",
                "Планируемое значение показателей на очередной год",
                "Цель программы: ",
                "4.1.",
            ],
            &[
                "Приложение № 2",
                "ПЛАН",
                "Исполнитель мероприятия",
                "Источник финансирования (расшифровать)",
                "2018",
                "2021",
                "1.1. Подготовительный этап: февраль – март 2018 год",
            ],
        ),
        (
            "uglich",
            &[
                "Показатели и результаты",
                "Показатель (%)",
                "2019/2020",
                "2020/2021",
                "29,3",
                "0",
            ],
            &["Ключевые механизмы поддержки", "2. Поддержка обучающихся"],
        ),
    ] {
        let [indicators, plan] = own_texts(name);
        for (text, wanted) in [(&indicators, of_indicators), (&plan, of_plan)] {
            for wanted in wanted {
                assert!(text.contains(wanted), "{name}: {wanted}\n{text}");
            }
            assert!(
                text.contains("Руководитель") && text.contains("(подпись)"),
                "{name}"
            );
        }
    }
}

#[test]
fn every_form_can_be_filled_by_every_programme() {
    for name in ALL {
        for layout in LAYOUTS {
            for locale in [Locale::Ru, Locale::En] {
                with_filing(name, locale, |filing| {
                    for which in [FormPart::Indicators, FormPart::Plan] {
                        let bytes = write_form(filing, layout, which).unwrap();
                        texts(&part(&bytes, "word/document.xml"));
                        if locale == Locale::Ru {
                            keep(
                                &format!("any-{name}-{}-{which:?}.docx", layout.code),
                                &bytes,
                            );
                        }
                    }
                    let tables = write_form_tables(filing, layout).unwrap();
                    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(tables.clone())).unwrap();
                    assert_eq!(book.sheet_names().len(), 2);
                    for sheet in book.sheet_names() {
                        assert!(book.worksheet_range(&sheet).unwrap().height() > 2, "{name}");
                    }
                    if layout.code == name && locale == Locale::Ru {
                        keep(&format!("form-{name}.xlsx"), &tables);
                    }
                });
            }
        }
    }
}

#[test]
fn numbers_are_numbers_and_gaps_are_no_zeros() {
    let bytes = with_filing("uglich", Locale::Ru, |filing| {
        write_form_tables(filing, own("uglich"))
    })
    .unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Показатели").unwrap();
    let row = |title: &str| -> Vec<Data> {
        let found = sheet
            .rows()
            .find(|row| row[0].to_string().starts_with(title));
        found
            .unwrap_or_else(|| panic!("{title} is not there"))
            .to_vec()
    };
    assert_eq!(
        row("Доля педагогов")[1..3],
        [Data::Float(29.3), Data::Float(65.0)]
    );
    assert_eq!(row("Доля школ, ставших")[1], Data::Float(0.0));
    // Yartsevo's row 4 only heads its parts: nothing stands in it, not even a dash.
    let [indicators, _] = own_texts("yartsevo");
    let at = indicators.find("Доля школ, показавших:").unwrap();
    let rest = &indicators[at..];
    let next = rest.lines().nth(1).unwrap_or_default();
    assert_eq!(next.trim(), "4.1.", "{rest}");
}
