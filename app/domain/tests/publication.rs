//! Sections of a programme that its coordinator does not publish.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use opora_domain::schema::fields_of;
use opora_domain::{
    Fields, NetworkId, ProgrammeContents, ProgrammeSection, Projected, Record, RecordId,
    RecordKind, Viewer, project, published,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn network() -> NetworkId {
    NetworkId::new("a").unwrap()
}

fn record(number: u128, kind: RecordKind, fields: Value) -> Record {
    let fields: Fields = serde_json::from_value(fields).unwrap();
    assert_eq!(opora_domain::validate(kind, &fields), [], "{kind:?}");
    Record {
        id: id(number),
        kind,
        network: network(),
        fields,
        parties: vec![],
        deleted: false,
    }
}

/// A programme with a row of each kind, and a second one of which nothing is kept back.
fn programmes(unpublished: Value) -> Vec<Record> {
    let rows = |first: u128, programme: u128| {
        let of = id(programme);
        [
            record(
                first,
                RecordKind::Stage,
                json!({"programme": of, "title": "этап"}),
            ),
            record(
                first + 1,
                RecordKind::Task,
                json!({"programme": of, "text": "задача"}),
            ),
            record(
                first + 2,
                RecordKind::Indicator,
                json!({
                    "programme": of, "title": "показатель",
                    "plan": [{"period": "2020", "value": "5"}],
                    "fact": [{"period": "2020", "value": "4"}],
                }),
            ),
            record(
                first + 3,
                RecordKind::Activity,
                json!({
                    "programme": of, "title": "мероприятие", "deadline": "ежегодно",
                    "status": "done", "result": "сделано", "done_on": "2020-05-01",
                    "year_status": [{"period": "2020", "value": "выполнено"}],
                    "year_done": [{"period": "2020", "value": "2020-05-01"}],
                    "year_results": [{"period": "2020", "value": "итог"}],
                    "amounts": [{"period": "2020", "value": "10"}],
                }),
            ),
        ]
    };
    let mut all = vec![
        record(
            1,
            RecordKind::Programme,
            json!({
                "title": "Первая", "goal": "цель", "term": {"since": "2019"},
                "funding": ["бюджет"], "unpublished": unpublished,
                "versions": [{"id": "1", "title": "Редакция", "date": "", "note": ""}],
            }),
        ),
        record(
            2,
            RecordKind::Programme,
            json!({"title": "Вторая", "goal": "другая"}),
        ),
    ];
    all.extend(rows(10, 1));
    all.extend(rows(20, 2));
    all
}

fn seen(records: &[Record], viewer: &Viewer) -> Vec<Projected> {
    let seen = records.iter().filter_map(|it| project(it, viewer));
    published(seen.collect(), viewer)
}

fn outsiders() -> [Viewer; 2] {
    let network = NetworkId::new("b").unwrap();
    [Viewer::Public, Viewer::Coordinator { network }]
}

fn members() -> [Viewer; 3] {
    let network = network();
    [
        Viewer::Coordinator {
            network: network.clone(),
        },
        Viewer::Observer {
            network: network.clone(),
        },
        Viewer::School {
            network,
            organisation: id(90),
        },
    ]
}

#[test]
fn every_section_is_kept_back_from_those_outside_and_from_nobody_else() {
    for section in ProgrammeSection::ALL {
        let records = programmes(json!([section.code()]));
        let all = programmes(Value::Null);
        for viewer in outsiders() {
            let (with, without) = (seen(&records, &viewer), seen(&all, &viewer));
            let kinds = |of: &[Projected], programme: u128| -> Vec<RecordKind> {
                let own = of.iter().filter(|it| {
                    it.id == id(programme)
                        || it.fields.get("programme") == Some(&json!(id(programme)))
                });
                own.map(|it| it.kind).collect()
            };
            // Of the other programme everything stays.
            assert_eq!(kinds(&with, 2), kinds(&without, 2), "{section:?}");
            let gone = match section {
                ProgrammeSection::Stages => Some(RecordKind::Stage),
                ProgrammeSection::Tasks => Some(RecordKind::Task),
                ProgrammeSection::Indicators => Some(RecordKind::Indicator),
                ProgrammeSection::RoadMap => Some(RecordKind::Activity),
                ProgrammeSection::Passport | ProgrammeSection::Results => None,
            };
            let mut expected = kinds(&without, 1);
            expected.retain(|kind| Some(*kind) != gone);
            assert_eq!(kinds(&with, 1), expected, "{section:?}");
        }
        for viewer in members() {
            let text = |records: &[Record]| {
                let mut seen = seen(records, &viewer);
                for it in &mut seen {
                    it.fields.remove("unpublished");
                }
                serde_json::to_string(&seen).unwrap()
            };
            assert_eq!(text(&records), text(&all), "{section:?} for {viewer:?}");
        }
    }
}

#[test]
fn of_a_passport_kept_back_its_title_and_term_stay() {
    let records = programmes(json!(["passport"]));
    for viewer in outsiders() {
        let seen = project(&records[0], &viewer).unwrap();
        let names: Vec<&str> = seen.fields.keys().map(String::as_str).collect();
        assert_eq!(names, ["term", "title", "unpublished"]);
        for spec in fields_of(RecordKind::Programme) {
            let sees = opora_domain::can_see_field(&records[0], &viewer, spec.name);
            let is_left = ["code", "title", "term", "unpublished"].contains(&spec.name);
            assert_eq!(sees, is_left, "{}", spec.name);
        }
    }
}

#[test]
fn results_kept_back_leave_the_plan() {
    let records = programmes(json!(["results"]));
    for viewer in outsiders() {
        let seen = seen(&records, &viewer);
        let fields = |number: u128| -> Vec<String> {
            let found = seen.iter().find(|it| it.id == id(number)).unwrap();
            found.fields.keys().cloned().collect()
        };
        assert_eq!(fields(12), ["plan", "programme", "title"]);
        assert_eq!(fields(13), ["amounts", "deadline", "programme", "title"]);
        // The other programme says both.
        assert!(fields(22).contains(&"fact".to_owned()));
        assert!(fields(23).contains(&"status".to_owned()));
    }
}

#[test]
fn rows_of_a_programme_that_is_not_seen_are_not_seen_either() {
    let mut records = programmes(Value::Null);
    records[0].fields.insert("withheld".to_owned(), json!(true));
    let seen = seen(&records, &Viewer::Public);
    assert!(
        seen.iter()
            .all(|it| it.id.0.as_u128() == 2 || it.id.0.as_u128() >= 20)
    );
    assert_eq!(seen.len(), 5);
}

#[test]
fn pages_and_files_are_made_of_what_is_published() {
    let records = programmes(json!(["road-map", "tasks"]));
    let made = |viewer: &Viewer| {
        let seen = records.iter().filter_map(|it| project(it, viewer));
        let all = ProgrammeContents::of(seen.collect(), viewer);
        let sizes = all.iter().map(|it| {
            let name = it.programme.title.clone().unwrap();
            (
                name,
                it.stages.len(),
                it.tasks.len(),
                it.indicators.len(),
                it.activities.len(),
            )
        });
        sizes.collect::<Vec<_>>()
    };
    let first = "Первая".to_owned();
    assert!(made(&Viewer::Public).contains(&(first.clone(), 1, 0, 1, 0)));
    for viewer in members() {
        assert!(made(&viewer).contains(&(first.clone(), 1, 1, 1, 1)));
    }
}
