//! Practices, contests and counts of development out as a workbook and in again: the same records,
//! whatever people wrote. Names of sheets and columns are here as a reader finds them.

use crate::book::{id, plan_one};
use crate::district::District;
use crate::district_round_trips::{
    coordinator, dump, imported, network, seen_by, text, through_a_file, today, written,
};
use opora_domain::{Fields, RecordId, RecordKind, Value, Viewer};
use opora_office::{ExistingRecord, Step, read_workbook, write_district};
use proptest::prelude::*;
use serde_json::json;

const NAME: &str = "yartsevo";

fn school(number: usize) -> RecordId {
    let codes = ["yartsevo-school-2", "yartsevo-school-6"];
    id(NAME, RecordKind::Organisation, codes[number % codes.len()])
}

/// Stores a record under the identity its code gives; what has no value is left out.
fn add(district: &mut District, kind: RecordKind, place: usize, fields: Value) -> RecordId {
    let code = format!("{}-{}", kind.code(), place + 1);
    let mut fields: Fields = serde_json::from_value(fields).unwrap();
    fields.retain(|_, value| !value.is_null());
    fields.insert("code".to_owned(), json!(code));
    assert_eq!(opora_domain::validate(kind, &fields), []);
    let record = id(NAME, kind, &code);
    let it = ExistingRecord {
        fields,
        ..Default::default()
    };
    district.records.insert(record, (network(NAME), kind, it));
    record
}

fn shared() -> District {
    let mut district = imported(NAME);
    let practice = add(
        &mut district,
        RecordKind::Practice,
        0,
        json!({
            "title": "Уроки вдвоём", "school": school(0), "subject": "химия", "theme": "Пробелы",
            "text": "=1+1", "result": "90", "date": "2026-03", "link": "https://a.example/b?c=d",
            "published": true,
        }),
    );
    let adoption = json!({"practice": practice, "school": school(1), "date": "2026-10-01", "published": false});
    add(&mut district, RecordKind::Adoption, 0, adoption);
    let contest = json!({
        "title": "Смотр", "organiser": "ИМЦ", "level": "regional", "year": "2025/2026",
        "date": "2026", "school": school(0),
    });
    let contest = add(&mut district, RecordKind::Contest, 0, contest);
    let part = json!({"contest": contest, "school": school(0), "result": "winner"});
    add(&mut district, RecordKind::Participation, 0, part);
    let count = json!({"school": school(0), "year": "2026", "kind": "plans", "subject": "химия", "count": 0});
    add(&mut district, RecordKind::Development, 0, count);
    district
}

#[test]
fn what_schools_share_comes_back() {
    let district = shared();
    // Identities too: what the samples have stays as it is beside it.
    assert_eq!(dump(&through_a_file(&district, NAME)), dump(&district));
}

#[test]
fn made_in_the_application_it_is_known_again() {
    let mut district = imported(NAME);
    let made = id("elsewhere", RecordKind::Practice, "made");
    let fields = json!({"title": "Без кода", "school": school(0)});
    let it = ExistingRecord {
        fields: serde_json::from_value(fields).unwrap(),
        ..Default::default()
    };
    let entry = (network(NAME), RecordKind::Practice, it);
    district.records.insert(made, entry);
    let file = written(&district, NAME, coordinator(NAME));
    let workbook = read_workbook("export.xlsx", &file.bytes).unwrap();
    assert_eq!(plan_one(&workbook, &district).0.steps, []);
}

#[test]
fn a_file_of_a_school_has_no_counts_of_others() {
    let district = shared();
    let viewer = Viewer::School {
        network: network(NAME),
        organisation: school(0),
    };
    let contents = seen_by(&district, NAME, viewer);
    let file = write_district(&contents, None, today()).unwrap();
    let workbook = read_workbook("export.xlsx", &file.bytes).unwrap();
    assert!(!workbook.has_rows_of(RecordKind::Development));
    assert!(workbook.has_rows_of(RecordKind::Participation));
    assert_eq!(plan_one(&workbook, &district).0.steps, []);
}

fn date() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![
        None,
        Some("2024"),
        Some("2025-02"),
        Some("2026-11-23"),
    ])
}

fn filled() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_schools_share_comes_back(
        practices in prop::collection::vec(
            (text(), filled(), filled(), filled(), date(), any::<Option<bool>>(), 0usize..2),
            1..6,
        ),
        adoptions in prop::collection::vec((0usize..6, date(), any::<Option<bool>>(), 0usize..2), 0..6),
        contests in prop::collection::vec((text(), filled(), filled(), 0usize..4, date(), 0usize..3), 1..6),
        parts in prop::collection::vec((0usize..6, prop::option::of(0usize..3), 0usize..2), 0..6),
        counts in prop::collection::vec((text(), 0usize..5, filled(), prop::option::of(0u32..10_000)), 0..6),
    ) {
        use opora_domain::{ContestLevel, ContestResult, DevelopmentKind};
        let mut district = imported(NAME);
        district.records.retain(|_, it| matches!(it.1, RecordKind::Network | RecordKind::Organisation));
        let mut cards = vec![];
        for (place, (title, subject, body, link, date, published, of)) in practices.into_iter().enumerate() {
            let link = link.map(|text| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>());
            cards.push(add(&mut district, RecordKind::Practice, place, json!({
                "title": title, "school": school(of), "subject": subject, "theme": body, "text": body,
                "result": subject, "date": date, "published": published,
                "link": link.map(|text| format!("https://a.example/{text}")),
            })));
        }
        for (place, (card, date, published, of)) in adoptions.into_iter().enumerate() {
            add(&mut district, RecordKind::Adoption, place, json!({
                "practice": cards[card % cards.len()], "school": school(of), "date": date,
                "published": published,
            }));
        }
        let mut all = vec![];
        for (place, (title, organiser, year, level, date, of)) in contests.into_iter().enumerate() {
            all.push(add(&mut district, RecordKind::Contest, place, json!({
                "title": title, "organiser": organiser, "year": year, "date": date,
                "level": ContestLevel::CODES[level], "school": (of < 2).then(|| school(of)),
            })));
        }
        for (place, (contest, result, of)) in parts.into_iter().enumerate() {
            add(&mut district, RecordKind::Participation, place, json!({
                "contest": all[contest % all.len()], "school": school(of),
                "result": result.map(|at| ContestResult::CODES[at]),
            }));
        }
        for (place, (year, kind, subject, count)) in counts.into_iter().enumerate() {
            add(&mut district, RecordKind::Development, place, json!({
                "school": school(place), "year": year, "kind": DevelopmentKind::CODES[kind],
                "subject": subject, "count": count,
            }));
        }
        let file = written(&district, NAME, coordinator(NAME));
        let workbook = read_workbook("", &file.bytes).unwrap();
        let mut other = District::default();
        let (plan, _) = plan_one(&workbook, &other);
        for step in &plan.steps {
            let is_new = matches!(step, Step::Create { .. });
            prop_assert!(is_new);
        }
        other.apply(&plan);
        prop_assert_eq!(dump(&other), dump(&district));
        prop_assert_eq!(&plan_one(&workbook, &district).0.steps, &[]);
    }
}
