//! The generated example district: the same for the same seed, valid, connected like a real one,
//! and without a person in it.

use opora_domain::{
    Fields, NetworkId, Openness, Organisation, Partnership, PartnershipKind, PartnershipStatus,
    Projected, RecordId, RecordKind, StandingKind, Viewer, validate,
};
use opora_office::example::{NETWORK, example_district};
use std::collections::{BTreeMap, BTreeSet};

type District = Vec<(RecordKind, RecordId, Fields)>;

fn network() -> NetworkId {
    NetworkId::new(NETWORK).unwrap()
}

fn seen(district: &District, kind: RecordKind) -> Vec<Projected> {
    let viewer = Viewer::Coordinator { network: network() };
    district
        .iter()
        .filter(|it| it.0 == kind)
        .map(|(kind, id, fields)| {
            let record = opora_domain::Record {
                id: *id,
                kind: *kind,
                network: network(),
                fields: fields.clone(),
                parties: Vec::new(),
                deleted: false,
            };
            opora_domain::project(&record, &viewer).unwrap()
        })
        .collect()
}

fn organisations(district: &District) -> Vec<Organisation> {
    seen(district, RecordKind::Organisation)
        .iter()
        .map(Organisation::read)
        .collect()
}

fn partnerships(district: &District) -> Vec<Partnership> {
    seen(district, RecordKind::Partnership)
        .iter()
        .map(Partnership::read)
        .collect()
}

#[test]
fn one_seed_makes_one_district() {
    assert_eq!(example_district(40, 7), example_district(40, 7));
    assert_ne!(example_district(40, 7), example_district(40, 8));
}

#[test]
fn every_record_is_valid_and_comes_after_those_it_points_at() {
    for (schools, seed) in [
        (0, 1),
        (8, 1),
        (12, 2),
        (39, 3),
        (40, 1),
        (40, 2026),
        (150, 4),
        (200, 5),
    ] {
        let district = example_district(schools, seed);
        let mut before: BTreeSet<RecordId> = BTreeSet::new();
        let mut codes = BTreeSet::new();
        for (kind, id, fields) in &district {
            assert_eq!(validate(*kind, fields), [], "{kind:?} {fields:?}");
            for name in ["from", "to", "partnership", "recorded_by"] {
                if let Some(link) = opora_domain::record::link(fields, name) {
                    assert!(before.contains(&link), "{name} of {fields:?}");
                }
            }
            assert!(before.insert(*id), "one identity, one record: {fields:?}");
            assert!(codes.insert((*kind, fields.get("code").cloned().map(|it| it.to_string()))));
        }
        let names: BTreeSet<String> = organisations(&district)
            .into_iter()
            .map(|it| it.name)
            .collect();
        assert_eq!(
            names.len(),
            schools.max(8) + 15,
            "names of {schools} schools are different"
        );
    }
}

#[test]
fn it_is_marked_as_an_example() {
    let district = example_district(40, 1);
    let (kind, id, fields) = &district[0];
    assert_eq!(
        (*kind, *id),
        (RecordKind::Network, RecordId::of_network(&network()))
    );
    assert_eq!(fields["example"], true);
    assert_eq!(fields["municipality"], "Пример района");
    assert_eq!(fields["region"], "Пример: данные созданы программой");
}

#[test]
fn it_has_the_numbers_of_the_mock_up() {
    for seed in [1, 2, 3, 2026] {
        let district = example_district(40, seed);
        let organisations = organisations(&district);
        assert_eq!(organisations.len(), 55);
        assert_eq!(
            organisations.iter().filter(|it| it.is_supported).count(),
            14
        );
        assert_eq!(
            organisations.iter().filter(|it| it.place.is_none()).count(),
            2,
            "places unknown"
        );
        let partnerships = partnerships(&district);
        assert!(
            (114..=126).contains(&partnerships.len()),
            "{}",
            partnerships.len()
        );
        let active = |kinds: &[PartnershipKind]| {
            partnerships
                .iter()
                .filter(|it| it.status == PartnershipStatus::Active && kinds.contains(&it.kind))
                .count()
        };
        use PartnershipKind as K;
        assert_eq!(active(&[K::Mentoring]), 11);
        assert_eq!(active(&[K::InternshipSite]), 7);
        assert_eq!(active(&[K::NetworkProgramme, K::ResourceSharing]), 14);
        let method = active(&[K::MethodSupport, K::Consulting, K::Community]);
        assert!((26..=30).contains(&method), "{method}");
        let social = active(&[K::JointProject, K::SocialPartnership]);
        assert!((25..=29).contains(&social), "{social}");
        for status in PartnershipStatus::ALL {
            assert!(
                partnerships
                    .iter()
                    .filter(|it| it.status == *status)
                    .count()
                    >= 4,
                "{status:?}"
            );
        }
        let open = |openness| {
            partnerships
                .iter()
                .filter(|it| it.openness() == openness)
                .count()
        };
        assert_eq!((open(Openness::Request), open(Openness::Offer)), (3, 3));
        let interactions = district
            .iter()
            .filter(|it| it.0 == RecordKind::Interaction)
            .count();
        assert!((400..=900).contains(&interactions), "{interactions}");
    }
}

#[test]
fn it_is_connected_like_a_real_one() {
    for seed in [1, 2, 3, 2026] {
        let district = example_district(40, seed);
        let partnerships = partnerships(&district);
        let active: Vec<&Partnership> = partnerships
            .iter()
            .filter(|it| it.status == PartnershipStatus::Active)
            .collect();
        let mut mentees: BTreeMap<RecordId, usize> = BTreeMap::new();
        let mut mentored: BTreeSet<RecordId> = BTreeSet::new();
        let mut tied: BTreeSet<RecordId> = BTreeSet::new();
        for it in &active {
            tied.extend(it.from.into_iter().chain(it.to));
            if it.kind == PartnershipKind::Mentoring {
                *mentees.entry(it.from.unwrap()).or_default() += 1;
                mentored.insert(it.to.unwrap());
            }
        }
        assert!(
            mentees.values().all(|count| (1..=4).contains(count)),
            "{mentees:?}"
        );
        assert!(
            mentees.values().any(|count| *count == 4) && mentees.values().any(|count| *count == 1)
        );
        let organisations = organisations(&district);
        let seeking: Vec<&str> = organisations
            .iter()
            .filter(|it| it.is_supported && !mentored.contains(&it.id))
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(
            seeking,
            ["Ольховская СОШ", "Крутологская ООШ", "Степновская ООШ"]
        );
        let alone: Vec<&str> = organisations
            .iter()
            .filter(|it| !tied.contains(&it.id))
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(alone, ["Степновская ООШ", "Централизованная бухгалтерия"]);
        assert!(organisations.iter().any(|it| {
            it.standings
                .iter()
                .any(|s| s.kind == StandingKind::HighResults)
        }));
    }
}

#[test]
fn interactions_span_three_years_and_some_partnerships_are_silent() {
    let district = example_district(40, 1);
    let dates: Vec<(RecordId, String)> = district
        .iter()
        .filter(|it| it.0 == RecordKind::Interaction)
        .map(|(_, _, fields)| {
            let partnership = opora_domain::record::link(fields, "partnership").unwrap();
            (partnership, fields["date"].as_str().unwrap().to_owned())
        })
        .collect();
    for year in ["2024", "2025", "2026"] {
        assert!(
            dates.iter().filter(|it| it.1.starts_with(year)).count() > 60,
            "{year}"
        );
    }
    assert!(dates.iter().all(|it| it.1.as_str() <= "2026-11-20"));
    let partnerships = partnerships(&district);
    for (id, date) in &dates {
        let term = &partnerships.iter().find(|it| it.id == *id).unwrap().term;
        assert!(
            term.since.is_some_and(|since| since.to_string() <= *date),
            "not before it began"
        );
        assert!(
            term.until.is_none_or(|until| *date <= until.to_string()),
            "not after it ended"
        );
    }
    let silent = partnerships
        .iter()
        .filter(|it| it.status == PartnershipStatus::Active)
        .filter(|it| {
            !dates
                .iter()
                .any(|(id, date)| *id == it.id && date.as_str() >= "2026-08-24")
        })
        .count();
    assert!(
        (5..=40).contains(&silent),
        "without a meeting in 90 days: {silent}"
    );
}

#[test]
fn no_person_is_named() {
    let district = example_district(200, 3);
    for (_, _, fields) in &district {
        for (name, value) in fields {
            let text = value.to_string();
            for mark in ["вич ", "вна ", "директор", "учитель ", "@", "+7"] {
                // «учитель проходит» names nobody; a surname would follow with a capital letter.
                let found = text.match_indices(mark).any(|(at, mark)| {
                    mark != "учитель " || text[at + mark.len()..].starts_with(char::is_uppercase)
                });
                assert!(!found, "{name}: {text}");
            }
            let is_initials = text.split_whitespace().any(|word| {
                word.chars().filter(|c| *c == '.').count() == 2
                    && word.chars().count() == 4
                    && word.starts_with(char::is_uppercase)
            });
            assert!(!is_initials, "{name}: {text}");
        }
    }
}
