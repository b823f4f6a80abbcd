//! Laws over random networks. The seed of a failing one is in the message.

use opora_indicators::definition::{Gaps, Outcome};
use opora_indicators::generated::{Generated, id};
use opora_indicators::{
    CellAt, Computed, Engine, Fact, FactKind, Index, NoValue, Period, Prepared, Value, compute,
    shipped,
};
use std::collections::{BTreeMap, BTreeSet};

const SEEDS: u64 = 40;
const PERIODS: [&str; 8] = [
    "2017", "2019", "2021", "2020/21", "2020-h2", "2018-q2", "2023", "1950",
];

fn definitions() -> Vec<Prepared> {
    let mut all: Vec<Prepared> = shipped::definitions()
        .into_iter()
        .map(|each| Prepared::new(each).unwrap())
        .collect();
    let conditions = [
        r#"{"not": {"any": ["in-network", "small", {"locality": "rural"}]}}"#,
        r#"{"all": [{"partnership": {"when": "at-start", "subjects": ["математика"]}}, {"not": {"competed": {}}}]}"#,
        r#"{"any": [{"interactions": {"at_least": 2}}, {"has": {"count": "teachers", "at_least": 10}}, {"assessed": {"shown": "below-minimum"}}]}"#,
        r#"{"partnership": {"when": "begun", "at_least": 2}}"#,
        r#"{"not": {"assessed": {"shown": "improved", "exams": ["ege", "oge"]}}}"#,
    ];
    for counted in conditions {
        all.push(crate::drawn::share("", counted));
        all.push(crate::drawn::share(
            r#"{"any": [{"standing": {"kinds": ["low-results", "500-plus"]}}, "in-network"]}"#,
            counted,
        ));
    }
    all
}

pub fn periods() -> Vec<Period> {
    PERIODS.iter().map(|each| each.parse().unwrap()).collect()
}

pub fn random(seed: u64) -> Vec<Fact> {
    let mut generated = Generated::new(seed);
    generated.doubtful = [0, 10, 50][(seed % 3) as usize];
    let schools = 2 + generated.below(30);
    generated.district(schools)
}

/// Everything the lists have to say for themselves.
pub fn check_lists(prepared: &Prepared, found: &Computed, said: &str) {
    let ids = |list: &[opora_indicators::Member]| -> Vec<_> { list.iter().map(|m| m.id).collect() };
    let (numerator, denominator) = (ids(&found.numerator), ids(&found.denominator));
    let undecided: Vec<_> = found.undecided.iter().map(|each| each.id).collect();
    for list in [&numerator, &denominator, &undecided] {
        assert!(list.windows(2).all(|two| two[0] < two[1]), "{said}");
    }
    let (numerator, denominator, undecided) = (
        BTreeSet::from_iter(numerator),
        BTreeSet::from_iter(denominator),
        BTreeSet::from_iter(undecided),
    );
    assert!(numerator.is_subset(&denominator), "{said}");
    assert!(numerator.is_disjoint(&undecided), "{said}");
    assert!(
        found.undecided.iter().all(|each| !each.missing.is_empty()),
        "{said}"
    );
    for member in found.numerator.iter().chain(&found.denominator) {
        assert!(
            member.evidence.windows(2).all(|two| two[0] < two[1]),
            "{said}"
        );
    }
    let sum = |list: &[opora_indicators::Member]| list.iter().map(|m| m.weight).sum::<u64>();
    let (part, whole) = (sum(&found.numerator), sum(&found.denominator));
    let definition = prepared.definition();
    match found.value {
        Ok(Value::Share { part: p, whole: w }) => {
            assert_eq!((p, w), (part, whole), "{said}");
            assert!(w > 0 && p <= w, "{said}");
        }
        Ok(Value::Number(number)) => assert_eq!(number, part, "{said}"),
        Err(NoValue::EmptyDenominator) => assert_eq!(whole, 0, "{said}"),
        Err(NoValue::AllUndecided { members }) => {
            assert!(denominator.is_subset(&undecided), "{said}");
            assert_eq!(members as usize, undecided.len(), "{said}");
        }
        Err(NoValue::SomeUndecided { members }) => {
            assert_eq!(definition.gaps, Gaps::Withhold, "{said}");
            assert_eq!(members as usize, undecided.len(), "{said}");
        }
        Err(NoValue::OtherPeriod) => assert!(denominator.is_empty(), "{said}"),
    }
    if let Some((least, most)) = found.between {
        let value = found.value.unwrap().number();
        assert!(least.number() <= value && value <= most.number(), "{said}");
    }
}

#[test]
fn the_lists_make_the_number() {
    let definitions = definitions();
    let mut outcomes: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..SEEDS {
        let index = Index::new(random(seed));
        for prepared in &definitions {
            for period in periods() {
                let found = compute(prepared, &index, period);
                let code = &prepared.definition().code;
                check_lists(prepared, &found, &format!("seed {seed}, {code}, {period}"));
                let outcome = match found.value {
                    Ok(Value::Share { part: 0, .. }) => "none".to_owned(),
                    Ok(Value::Share { part, whole }) if part == whole => "all".to_owned(),
                    Ok(_) => "some".to_owned(),
                    Err(reason) => format!("{reason:?}").split(' ').next().unwrap().to_owned(),
                };
                *outcomes.entry(outcome).or_default() += 1;
            }
        }
    }
    // Every way to end has been gone.
    let ways = [
        "none",
        "all",
        "some",
        "EmptyDenominator",
        "AllUndecided",
        "SomeUndecided",
    ];
    for way in ways {
        assert!(
            outcomes.get(way).is_some_and(|count| *count > 20),
            "{way}: {outcomes:?}"
        );
    }
}

#[test]
fn the_order_of_facts_does_not_matter() {
    let definitions = definitions();
    for seed in 0..SEEDS {
        let facts = random(seed);
        let mut mixed = facts.clone();
        let mut generated = Generated::new(seed + 1_000);
        for last in (1..mixed.len()).rev() {
            mixed.swap(last, generated.below(last + 1));
        }
        let (index, mixed) = (Index::new(facts), Index::new(mixed));
        for prepared in &definitions {
            for period in periods() {
                let code = &prepared.definition().code;
                assert_eq!(
                    compute(prepared, &index, period),
                    compute(prepared, &mixed, period),
                    "seed {seed}, {code}, {period}"
                );
            }
        }
    }
}

/// A fact that is another one than any there, or one in place of another.
fn edit(generated: &mut Generated, schools: usize) -> Fact {
    let organisations = schools + 2;
    let number = generated.below(schools * 3);
    match generated.below(8) {
        0 => generated.organisation(number % organisations, schools),
        1 | 2 => generated.partnership(number, organisations),
        3 | 4 => generated.interaction(number, schools * 3),
        5 => generated.competition(number, organisations),
        6 if number.is_multiple_of(2) => generated.count(number, organisations),
        6 => generated.assessment(number, organisations),
        _ => generated.activity(number),
    }
}

fn all_of(engine: &Engine) -> Vec<(CellAt, Computed)> {
    let mut all = Vec::new();
    for definition in 0..engine.definitions().len() {
        for period in 0..engine.periods().len() {
            let at = CellAt { definition, period };
            all.push((at, engine.computed(at).unwrap()));
        }
    }
    all
}

/// What counts as changed: numbers, lists and who is undecided, not the evidence.
fn outline(found: &Computed) -> impl PartialEq + std::fmt::Debug + use<> {
    let list = |list: &[opora_indicators::Member]| -> Vec<_> {
        list.iter().map(|each| (each.id, each.weight)).collect()
    };
    let undecided: Vec<_> = found.undecided.iter().map(|each| each.id).collect();
    (
        found.value,
        found.between,
        list(&found.numerator),
        list(&found.denominator),
        undecided,
    )
}

#[test]
fn following_edits_gives_what_counting_anew_gives() {
    let mut seen = (0, 0, 0);
    for seed in 0..15 {
        let mut generated = Generated::new(seed + 77);
        let schools = 2 + generated.below(8);
        let mut engine = Engine::new(Index::default(), definitions(), periods());
        let mut facts: BTreeMap<(FactKind, opora_domain::RecordId), Fact> = BTreeMap::new();
        let mut before = all_of(&engine);
        for step in 0..50 {
            let said = format!("seed {seed}, step {step}");
            let fact = edit(&mut generated, schools);
            let key = (fact.kind(), fact.id());
            let changes = if generated.below(5) == 0 {
                facts.remove(&key);
                engine.remove(key.0, key.1)
            } else {
                facts.insert(key, fact.clone());
                engine.put(fact)
            };
            let now = all_of(&engine);
            let anew = Index::new(facts.values().cloned());
            let touched: BTreeSet<_> = changes.touched.iter().copied().collect();
            let changed: BTreeSet<_> = changes.changed.iter().copied().collect();
            assert!(changed.is_subset(&touched), "{said}");
            for ((at, now), (_, before)) in now.iter().zip(&before) {
                let prepared = &engine.definitions()[at.definition];
                let code = &prepared.definition().code;
                let said = format!("{said}, {code}, {}", now.period);
                assert_eq!(*now, compute(prepared, &anew, now.period), "{said}");
                assert_eq!(engine.value(*at), Some(now.value), "{said}");
                if now != before {
                    assert!(touched.contains(at), "{said}");
                }
                if outline(now) != outline(before) {
                    assert!(changed.contains(at), "{said}");
                    seen.0 += 1;
                }
                seen.1 += usize::from(!touched.contains(at));
            }
            seen.2 += changes.touched.len();
            before = now;
        }
    }
    assert!(
        seen.0 > 1_000 && seen.1 > 10_000 && seen.2 > 1_000,
        "{seen:?}"
    );
}

#[test]
fn what_is_unrelated_changes_nothing() {
    let others = 100_000;
    for seed in 0..SEEDS {
        let mut engine = Engine::new(Index::new(random(seed)), definitions(), periods());
        let before = all_of(&engine);
        let mut generated = Generated::new(seed);
        // Organisations that are no schools, without standings, and what is between them: only
        // definitions of organisations have them as members.
        let mut changes = Vec::new();
        for number in others..others + 5 {
            let Fact::Organisation(mut one) = generated.organisation(number, 0) else {
                panic!("not an organisation");
            };
            one.standings.clear();
            one.is_supported = false;
            changes.push(engine.put(Fact::Organisation(one)));
        }
        for number in others..others + 9 {
            let Fact::Partnership(mut one) = generated.partnership(number, 5) else {
                panic!("not a partnership");
            };
            let mut side = || Some(id(FactKind::Organisation, others + generated.below(5)));
            (one.from, one.to) = (side(), side());
            changes.push(engine.put(Fact::Partnership(one)));
        }
        // A count and a meeting of nobody the network has.
        changes.push(engine.put(generated.count(others, 1_000_000)));
        for change in changes {
            for at in change.changed {
                let definition = engine.definitions()[at.definition].definition();
                let is_of_them =
                    definition.of == opora_indicators::definition::Members::Organisations;
                assert!(is_of_them, "seed {seed}, {}", definition.code);
            }
        }
        for ((at, now), (_, before)) in all_of(&engine).iter().zip(&before) {
            let definition = engine.definitions()[at.definition].definition();
            if definition.of == opora_indicators::definition::Members::Organisations {
                // They join the denominator of a count and leave its number alone.
                assert_eq!(definition.result, Outcome::Count);
                assert_eq!(
                    now.numerator, before.numerator,
                    "seed {seed}, {}",
                    definition.code
                );
            } else {
                assert_eq!(now, before, "seed {seed}, {}", definition.code);
            }
        }
    }
}
