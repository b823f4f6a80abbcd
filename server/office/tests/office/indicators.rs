//! Computed indicators on the records of the samples and of the example district: numbers stated
//! and counted by hand, and the lists that make them.

use crate::book::id;
use crate::district::District;
use crate::programme::read;
use crate::samples::sample;
use opora_domain::{
    AgainstMinimum, Assessment, NetworkId, Organisation, OrganisationKind, Partnership,
    PartnershipKind, PartnershipStatus, Projected, Record, RecordId, RecordKind, Standing,
    StandingKind, Viewer, YearMinimums, project,
};
use opora_indicators::records::{Reader, facts};
use opora_indicators::{
    CellAt, Computed, Definition, Engine, Gap, Index, NoValue, Period, Prepared, Proof, Value,
    compute, shipped,
};
use opora_office::example::example_district;
use std::collections::{BTreeMap, BTreeSet};

fn seen(
    network: &NetworkId,
    records: Vec<(RecordKind, RecordId, opora_domain::Fields)>,
) -> Vec<Projected> {
    let viewer = Viewer::Coordinator {
        network: network.clone(),
    };
    let records = records.into_iter().map(|(kind, id, fields)| Record {
        id,
        kind,
        network: network.clone(),
        fields,
        parties: vec![],
        deleted: false,
    });
    records
        .filter_map(|record| project(&record, &viewer))
        .collect()
}

fn sample_records(name: &str) -> Vec<Projected> {
    let mut district = District::default();
    let (plan, _) = crate::book::plan_one(&sample(name), &district);
    district.apply(&plan);
    let records = district.records.into_iter();
    let records = records.map(|(id, (_, kind, it))| (kind, id, it.fields));
    seen(&NetworkId::new(name).unwrap(), records.collect())
}

fn example(schools: usize, seed: u64) -> Vec<Projected> {
    let network = NetworkId::new(opora_office::example::NETWORK).unwrap();
    seen(&network, example_district(schools, seed))
}

fn prepared(code: &str) -> Prepared {
    Prepared::new(shipped::definition_of(code).unwrap()).unwrap()
}

fn computed(records: &[Projected], definition: &Prepared, period: &str) -> Computed {
    compute(
        definition,
        &Index::new(facts(records)),
        period.parse().unwrap(),
    )
}

#[test]
fn numbers_of_the_samples_counted_by_hand() {
    let nobody = |members| Err(NoValue::AllUndecided { members });
    let share = |part, whole| Ok(Value::Share { part, whole });
    for (name, code, period, value, undecided) in [
        // The document names ten schools and no partnership of any of them.
        ("abinsk", "schools-in-network", "2018", share(0, 10), 0),
        // Six have the standing, and nobody says since when.
        (
            "abinsk",
            "schools-with-low-results",
            "2018",
            share(0, 10),
            6,
        ),
        ("abinsk", "supported-with-mentor", "2018", nobody(6), 6),
        ("abinsk", "activities-on-time", "2018", nobody(7), 7),
        // Three schools, four offers to schools that are not named, all of them planned.
        ("vengerovo", "schools-in-network", "2020", share(0, 3), 0),
        (
            "vengerovo",
            "resource-centres",
            "2020",
            Ok(Value::Number(0)),
            0,
        ),
        // Three schools had a partner in 2017 whom the document does not name.
        ("yartsevo", "schools-in-network", "2017", share(0, 7), 3),
        ("yartsevo", "schools-in-network", "2018", share(0, 7), 0),
        ("yartsevo", "teachers-trained", "2018", nobody(7), 7),
        ("yartsevo", "schools-in-competitions", "2018", nobody(7), 7),
    ] {
        let found = computed(&sample_records(name), &prepared(code), period);
        let said = format!("{name}, {code}, {period}");
        assert_eq!(found.value, value, "{said}: {:#?}", found.undecided);
        assert_eq!(found.undecided.len(), undecided, "{said}");
    }
    let found = computed(
        &sample_records("yartsevo"),
        &prepared("schools-in-network"),
        "2017",
    );
    let missing: Vec<_> = found
        .undecided
        .iter()
        .flat_map(|each| each.missing.iter().map(|it| (it.at, it.gap)))
        .collect();
    let expected: BTreeSet<_> = ["yartsevo-p-1", "yartsevo-p-2", "yartsevo-p-3"]
        .map(|code| id("yartsevo", RecordKind::Partnership, code))
        .map(|id| (Proof::Partnership(id), Gap::PartnerNotNamed))
        .into();
    assert_eq!(BTreeSet::from_iter(missing), expected);
}

#[test]
fn schools_of_yartsevo_below_the_minimum_with_their_results() {
    let definition = Definition::read(
        r#"{"code": "below-minimum", "title": {"ru": "Ниже минимума", "en": "Below the minimum"},
            "of": "schools", "counted": {"assessed": {"shown": "below-minimum", "exams": ["ege"]}},
            "result": "share", "periods": ["calendar-year"], "gaps": "tell"}"#,
    );
    let definition = Prepared::new(definition.unwrap()).unwrap();
    let records = sample_records("yartsevo");
    let school = |code: &str| id("yartsevo", RecordKind::Organisation, code);
    let (two, six) = (school("yartsevo-school-2"), school("yartsevo-school-6"));
    for (year, expected) in [
        ("2014", vec![(six, 1)]),
        ("2015", vec![(six, 1)]),
        ("2016", vec![(two, 2), (six, 2)]),
        ("2017", vec![(two, 2), (six, 2)]),
        ("2018", vec![]),
    ] {
        let found = computed(&records, &definition, year);
        let numerator: BTreeMap<_, _> = found
            .numerator
            .iter()
            .map(|member| (member.id, member.evidence.len()))
            .collect();
        assert_eq!(numerator, BTreeMap::from_iter(expected), "{year}");
        let results = |proof: &Proof| matches!(proof, Proof::Assessment(_));
        assert!(
            found
                .numerator
                .iter()
                .all(|member| member.evidence.iter().all(results))
        );
        // Nobody else is said to have passed: of them the minimum or the mean is not known.
        assert_eq!(found.numerator.len() + found.undecided.len(), 7, "{year}");
    }
}

/// Every result of the document stands to its year's minimum as a reader finds it there.
#[test]
fn results_of_yartsevo_against_the_minimum_of_their_year() {
    use AgainstMinimum::{Below, NoMean, NoMinimum, Reached};
    let results = read("yartsevo", RecordKind::Assessment, Assessment::read);
    let minimums = YearMinimums::of(&results);
    let found: Vec<_> = results.iter().map(|one| minimums.against(one)).collect();
    let below = |by| Below { by };
    let expected = [
        // Засижевская
        NoMean,
        NoMean,
        NoMinimum,
        NoMean,
        // Суетовская
        NoMean,
        NoMinimum,
        NoMinimum,
        NoMinimum,
        NoMinimum,
        // № 2
        NoMinimum,
        below(8.8),
        below(6.42),
        NoMinimum,
        below(6.34),
        below(5.0),
        NoMinimum,
        // № 6
        below(14.0),
        Reached { by: 1.5 },
        below(1.8),
        below(6.0),
        below(4.0),
        below(11.0),
        below(6.5),
        // № 4, 7 and 10: shares of marks
        NoMean,
        NoMean,
        NoMean,
        NoMean,
        NoMean,
    ];
    assert_eq!(found, expected);
}

/// The example district has days everywhere: who is counted can be told by comparing them.
#[test]
fn schools_with_a_mentor_in_the_example_district_counted_anew() {
    let records = example(40, 1);
    let organisations: Vec<_> = of_kind(&records, RecordKind::Organisation, Organisation::read);
    let partnerships: Vec<_> = of_kind(&records, RecordKind::Partnership, Partnership::read);
    let index = Index::new(facts(&records));
    let definition = prepared("supported-with-mentor");
    for (period, first, last) in [
        ("2024/25", (2024, 9, 1), (2025, 8, 31)),
        ("2025/26", (2025, 9, 1), (2026, 8, 31)),
        ("2026-h1", (2026, 1, 1), (2026, 6, 30)),
    ] {
        let overlaps = |since: Option<opora_domain::PartialDate>,
                        until: Option<opora_domain::PartialDate>| {
            since.is_some_and(|since| since.first_day() <= last)
                && until.is_none_or(|until| until.last_day() >= first)
        };
        let is_supported = |standing: &Standing| {
            matches!(
                standing.kind,
                StandingKind::LowResults | StandingKind::AdverseConditions
            ) && overlaps(standing.since, standing.until)
        };
        let denominator: BTreeSet<_> = organisations
            .iter()
            .filter(|it| it.kind == OrganisationKind::School)
            .filter(|it| it.standings.iter().any(is_supported))
            .map(|it| it.id)
            .collect();
        let numerator: BTreeSet<_> = partnerships
            .iter()
            .filter(|it| it.kind == PartnershipKind::Mentoring && it.from.is_some())
            .filter(|it| {
                matches!(
                    it.status,
                    PartnershipStatus::Active
                        | PartnershipStatus::Completed
                        | PartnershipStatus::EndedEarly
                ) && overlaps(it.term.since, it.term.until)
            })
            .filter_map(|it| it.to.filter(|to| denominator.contains(to)))
            .collect();
        let found = compute(&definition, &index, period.parse().unwrap());
        let ids = |list: &[opora_indicators::Member]| -> BTreeSet<_> {
            list.iter().map(|member| member.id).collect()
        };
        assert_eq!(ids(&found.denominator), denominator, "{period}");
        assert_eq!(ids(&found.numerator), numerator, "{period}");
        assert!(!numerator.is_empty() && numerator.len() < denominator.len());
        // Each is proved by its partnership with a mentor.
        for member in &found.numerator {
            let is_its = |proof: &Proof| match proof {
                Proof::Partnership(id) => partnerships
                    .iter()
                    .any(|it| it.id == *id && it.to == Some(member.id)),
                _ => false,
            };
            assert!(!member.evidence.is_empty() && member.evidence.iter().all(is_its));
        }
    }
}

#[test]
fn the_lists_make_the_numbers_of_every_definition() {
    let definitions: Vec<_> = shipped::definitions()
        .into_iter()
        .map(|one| Prepared::new(one).unwrap())
        .collect();
    let mut values = 0;
    let districts = (1..6).map(|seed| example(8 + seed as usize * 7, seed));
    let samples = ["abinsk", "vengerovo", "yartsevo"].map(sample_records);
    for records in districts.chain(samples) {
        let known: BTreeSet<_> = records.iter().map(|record| record.id).collect();
        let index = Index::new(facts(&records));
        for definition in &definitions {
            for period in ["2018", "2024", "2025/26", "2026-h1", "2025-q4"] {
                let found = compute(definition, &index, period.parse().unwrap());
                let said = format!("{} in {period}", definition.definition().code);
                let sum = |list: &[opora_indicators::Member]| -> u64 {
                    list.iter().map(|member| member.weight).sum()
                };
                match found.value {
                    Ok(Value::Share { part, whole }) => {
                        assert_eq!(
                            (part, whole),
                            (sum(&found.numerator), sum(&found.denominator)),
                            "{said}"
                        );
                        values += 1;
                    }
                    Ok(Value::Number(number)) => {
                        assert_eq!(number, sum(&found.numerator), "{said}");
                        values += 1;
                    }
                    Err(_) => {}
                }
                let named = found.numerator.iter().chain(&found.denominator);
                for member in named {
                    assert!(known.contains(&member.id), "{said}");
                    let evidence = member.evidence.iter().map(|proof| proof.record());
                    assert!(evidence.clone().all(|id| known.contains(&id)), "{said}");
                }
            }
        }
    }
    assert!(values > 200, "{values} numbers");
}

#[test]
fn the_status_of_one_partnership_changes_exactly_the_indicators_that_name_it() {
    let mut records = example(40, 3);
    let definitions: Vec<_> = shipped::definitions()
        .into_iter()
        .map(|one| Prepared::new(one).unwrap())
        .collect();
    let periods: Vec<Period> = ["2024", "2025/26", "2026-h1"]
        .map(|text| text.parse().unwrap())
        .into();
    let all = |records: &[Projected]| -> BTreeMap<CellAt, Computed> {
        let index = Index::new(facts(records));
        let cells = definitions
            .iter()
            .enumerate()
            .flat_map(|(definition, one)| {
                let index = &index;
                periods.iter().enumerate().map(move |(period, when)| {
                    (CellAt { definition, period }, compute(one, index, *when))
                })
            });
        cells.collect()
    };
    let mut engine = Engine::new(
        Index::new(facts(&records)),
        definitions.clone(),
        periods.clone(),
    );
    let reader = Reader::new(&records);
    let mut before = all(&records);
    let mut seen_changes = BTreeMap::<PartnershipKind, usize>::new();
    let places: Vec<usize> = (0..records.len())
        .filter(|at| records[*at].kind == RecordKind::Partnership)
        .collect();
    for (turn, at) in places.into_iter().enumerate() {
        let kind = Partnership::read(&records[at]).kind;
        let status = ["proposed", "active", "completed"][turn % 3];
        records[at]
            .fields
            .insert("status".to_owned(), status.into());
        let changes = engine.put(reader.fact(&records[at]).unwrap());
        let after = all(&records);
        let changed: BTreeSet<_> = after
            .iter()
            .filter(|(cell, computed)| before[cell] != **computed)
            .map(|(cell, _)| *cell)
            .collect();
        // What the engine says it asked anew holds everything that is another.
        let touched = BTreeSet::from_iter(changes.touched);
        assert!(changed.is_subset(&touched), "{kind:?}");
        for cell in &changed {
            let code = definitions[cell.definition].definition().code.as_str();
            assert!(names(code, kind), "{code} does not name {kind:?}");
        }
        for (cell, computed) in &after {
            assert_eq!(engine.value(*cell).unwrap(), computed.value);
        }
        *seen_changes.entry(kind).or_default() += changed.len();
        before = after;
    }
    assert!(
        seen_changes[&PartnershipKind::Mentoring] > 0,
        "{seen_changes:?}"
    );
}

/// Which of the shipped definitions a partnership of a kind can move, as their words say it.
fn names(code: &str, kind: PartnershipKind) -> bool {
    use PartnershipKind::{Community, Mentoring, NetworkProgramme};
    match code {
        "schools-in-network"
        | "supported-in-network"
        | "strong-schools-that-help"
        | "supported-with-outside-partners" => true,
        "supported-with-mentor" | "supported-with-proven-mentor" => kind == Mentoring,
        // Or by a meeting, whatever the partnership is.
        "supported-in-method-work" => true,
        "supported-in-network-programmes" => kind == NetworkProgramme,
        "supported-in-communities" => kind == Community,
        _ => false,
    }
}

fn of_kind<T>(records: &[Projected], kind: RecordKind, read: fn(&Projected) -> T) -> Vec<T> {
    let own = records.iter().filter(|record| record.kind == kind);
    own.map(read).collect()
}

/// The same network as the coordinator and as everybody sees it; of its activities some are withheld.
fn both_views(schools: usize, seed: u64) -> [Vec<Projected>; 2] {
    let network = NetworkId::new(opora_office::example::NETWORK).unwrap();
    let records = example_district(schools, seed).into_iter().enumerate();
    let records: Vec<Record> = records
        .map(|(at, (kind, id, mut fields))| {
            if kind == RecordKind::Activity && at.is_multiple_of(3) {
                fields.insert("withheld".to_owned(), serde_json::json!(true));
            }
            Record {
                id,
                kind,
                network: network.clone(),
                fields,
                parties: vec![],
                deleted: false,
            }
        })
        .collect();
    let coordinator = Viewer::Coordinator { network };
    [coordinator, Viewer::Public].map(|viewer| {
        let seen = records.iter().filter_map(|record| project(record, &viewer));
        seen.collect()
    })
}

#[test]
fn what_everybody_is_shown_is_the_number_the_coordinator_has() {
    let further = [
        r#"{"of": "schools", "among": {"locality": "rural"}, "counted": {"partnership": {"with": ["school", "supplementary"], "at_least": 2}},
            "result": "share", "periods": ["calendar-year", "academic-year"], "gaps": "tell"}"#,
        r#"{"of": "organisations", "among": {"not": {"kind": ["school"]}}, "counted": {"interactions": {"side": "gives"}},
            "result": "count", "periods": ["calendar-year", "academic-year"], "evidence": {"interactions": 1}, "gaps": "withhold"}"#,
        r#"{"of": "schools", "counted": {"any": ["small", {"partnership": {"subjects": ["математика"], "when": "at-end"}}]},
            "result": "share", "periods": ["calendar-year", "academic-year"], "evidence": {"interactions": 2}, "gaps": "tell"}"#,
        r#"{"of": "activities", "counted": {"status": ["done"]}, "result": "share", "periods": ["calendar-year", "academic-year"], "gaps": "tell"}"#,
    ];
    let title = opora_indicators::definition::Title {
        ru: "Своё".to_owned(),
        en: "Own".to_owned(),
    };
    let own = further.iter().enumerate().map(|(at, text)| {
        Definition::read_named(text, &format!("own-{at}"), &title)
            .unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
    });
    let definitions: Vec<Definition> = shipped::definitions().into_iter().chain(own).collect();
    let (mut public, mut numbers) = (0, 0);
    // Of those that read what is not public, how many would have shown a wrong number.
    let mut would_be_wrong = BTreeSet::new();
    for seed in 1..5 {
        let [whole, seen] = both_views(15 + seed as usize * 5, seed);
        assert_ne!(whole, seen, "something is not public");
        let [whole, seen] = [whole, seen].map(|records| Index::new(facts(&records)));
        for definition in &definitions {
            let prepared = Prepared::new(definition.clone()).unwrap();
            for period in ["2024", "2025", "2025/26", "2026"] {
                let period = period.parse().unwrap();
                let [true_one, public_one] =
                    [&whole, &seen].map(|index| compute(&prepared, index, period));
                let code = &definition.code;
                if definition.reads_public_fields() {
                    assert_eq!(public_one, true_one, "{code}, {period}, seed {seed}");
                    public += 1;
                    numbers += usize::from(true_one.value.is_ok_and(|it| it.number() > 0.0));
                } else if public_one.value != true_one.value {
                    would_be_wrong.insert(code.clone());
                }
            }
        }
    }
    assert!(
        public > 50 && numbers > 30,
        "{public} asked, {numbers} numbers"
    );
    assert!(would_be_wrong.len() > 3, "{would_be_wrong:?}");
}
