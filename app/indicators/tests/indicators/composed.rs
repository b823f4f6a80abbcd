//! Definitions as a coordinator may compose them: random ones obey the laws of the shipped ones, read
//! in both languages, and come through the form's parts and through their own text unchanged.

use crate::laws::{check_lists, periods, random};
use opora_domain::{
    InteractionKind, Locale, Locality, OrganisationKind, PartnershipKind, PartnershipStatus,
    StandingKind,
};
use opora_indicators::definition::{
    Evidence, Gaps, HasCompeted, HasCount, HasInteractions, HasPartnership, HasStanding,
    IsAssessed, Members, Parts, Shown, Side, Title,
};
use opora_indicators::facts::{ActivityStatus, CompetitionLevel, CountKind, Exam};
use opora_indicators::generated::Generated;
use opora_indicators::{
    Condition, Definition, Index, Outcome, PeriodKind, Prepared, Value, When, compute,
};
use std::collections::BTreeSet;

const SUBJECTS: [&str; 4] = ["математика", "физика", "Русский  язык", "астрономия"];
const SUMMABLE: [CountKind; 4] = [
    CountKind::Teachers,
    CountKind::Tutored,
    CountKind::Young,
    CountKind::Pupils,
];

/// Some of a list, each once; none, when `least` allows it.
fn some_of<T: Copy>(generated: &mut Generated, list: &[T], least: usize) -> Vec<T> {
    let mut left = list.to_vec();
    let most = (list.len() - least).min(3) + 1;
    let count = least + generated.below(most);
    let mut taken = Vec::new();
    for _ in 0..count.min(list.len()) {
        taken.push(left.remove(generated.below(left.len())));
    }
    taken
}

fn at_least(generated: &mut Generated) -> u32 {
    1 + generated.below(3) as u32
}

fn of_organisations(generated: &mut Generated) -> Condition {
    let subjects = |generated: &mut Generated| {
        let some = some_of(generated, &SUBJECTS, 0);
        some.into_iter().map(str::to_owned).collect()
    };
    match generated.below(10) {
        0 => Condition::Standing(HasStanding {
            kinds: some_of(generated, StandingKind::ALL, 1),
            when: generated.one_of(When::ALL),
        }),
        1 | 2 => Condition::Partnership(HasPartnership {
            kinds: some_of(generated, PartnershipKind::ALL, 0),
            subjects: subjects(generated),
            statuses: some_of(generated, PartnershipStatus::ALL, 1),
            side: generated.one_of(Side::ALL),
            with: some_of(generated, OrganisationKind::ALL, 0),
            when: generated.one_of(When::ALL),
            at_least: at_least(generated),
        }),
        3 => Condition::Interactions(HasInteractions {
            kinds: some_of(generated, InteractionKind::ALL, 0),
            on: some_of(generated, PartnershipKind::ALL, 0),
            side: generated.one_of(Side::ALL),
            at_least: at_least(generated),
        }),
        4 => Condition::InNetwork,
        5 => Condition::Competed(HasCompeted {
            levels: some_of(generated, CompetitionLevel::ALL, 0),
            at_least: at_least(generated),
        }),
        6 => Condition::Has(HasCount {
            count: generated.one_of(CountKind::ALL),
            at_least: 1 + generated.below(1_000) as u32,
        }),
        7 => Condition::Assessed(IsAssessed {
            shown: generated.one_of(Shown::ALL),
            exams: some_of(generated, Exam::ALL, 0),
            subjects: subjects(generated),
        }),
        8 => Condition::Kind(some_of(generated, OrganisationKind::ALL, 1)),
        _ => match generated.below(2) {
            0 => Condition::Locality(generated.one_of(Locality::ALL)),
            _ => Condition::Small,
        },
    }
}

fn of_activities(generated: &mut Generated) -> Condition {
    match generated.below(4) {
        0 => Condition::Due,
        1 => Condition::OnTime,
        2 => Condition::Status(some_of(generated, ActivityStatus::ALL, 1)),
        _ => Condition::Section("Раздел 1".to_owned()),
    }
}

fn condition(generated: &mut Generated, of: Members, depth: usize) -> Condition {
    let several = |generated: &mut Generated| -> Vec<Condition> {
        let mut parts: Vec<Condition> = Vec::new();
        for _ in 0..1 + generated.below(3) {
            let part = condition(generated, of, depth + 1);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    };
    match generated.below(if depth < 4 { 7 } else { 4 }) {
        4 => Condition::All(several(generated)),
        5 => Condition::Any(several(generated)),
        6 => Condition::Not(Box::new(condition(generated, of, depth + 1))),
        _ if of == Members::Activities => of_activities(generated),
        _ => of_organisations(generated),
    }
}

/// Any definition the language has.
pub fn definition(generated: &mut Generated, number: usize) -> Definition {
    let of = match generated.below(6) {
        0 => Members::Activities,
        1 => Members::Organisations,
        _ => Members::Schools,
    };
    let among = (generated.below(3) > 0).then(|| condition(generated, of, 1));
    let counted = condition(generated, of, 1);
    let result = match generated.below(6) {
        0 => Outcome::Count,
        1 if of != Members::Activities => Outcome::ShareOf {
            part: generated.one_of(&SUMMABLE[1..]),
            whole: CountKind::Teachers,
        },
        2 if of != Members::Activities => Outcome::Sum {
            of: generated.one_of(&SUMMABLE),
        },
        _ => Outcome::Share,
    };
    Definition {
        code: format!("random-{number}"),
        title: Title {
            ru: format!("Случайное {number}"),
            en: format!("Random {number}"),
        },
        of,
        among,
        counted: (generated.below(20) > 0 || result == Outcome::Share).then_some(counted),
        result,
        periods: some_of(generated, PeriodKind::ALL, 1),
        evidence: Evidence {
            interactions: match of {
                Members::Activities => 0,
                _ => generated.below(3).saturating_sub(1) as u32,
            },
        },
        gaps: generated.one_of(Gaps::ALL),
    }
}

fn definitions(seed: u64, count: usize) -> Vec<Definition> {
    let mut generated = Generated::new(seed);
    (0..count)
        .map(|number| definition(&mut generated, number))
        .collect()
}

#[test]
fn the_lists_of_random_definitions_make_their_numbers() {
    let (mut values, mut shares) = (0, 0);
    for seed in 0..40 {
        let index = Index::new(random(seed));
        for definition in definitions(seed + 500, 60) {
            let code = definition.code.clone();
            let prepared = match Prepared::new(definition) {
                Ok(prepared) => prepared,
                Err(problems) => panic!("seed {seed}, {code}: {problems:?}"),
            };
            for period in periods() {
                let found = compute(&prepared, &index, period);
                check_lists(&prepared, &found, &format!("seed {seed}, {code}, {period}"));
                values += usize::from(found.value.is_ok());
                let is_share = matches!(found.value, Ok(Value::Share { part, whole }) if part > 0 && part < whole);
                shares += usize::from(is_share);
            }
        }
    }
    assert!(
        values > 2_000 && shares > 200,
        "{values} numbers, {shares} shares"
    );
}

#[test]
fn what_the_form_takes_apart_and_joins_means_the_same() {
    let mut taken_apart = 0;
    for seed in 0..20 {
        let index = Index::new(random(seed));
        for definition in definitions(seed + 900, 40) {
            let rejoined = Definition {
                among: Parts::of(definition.among.as_ref()).condition(),
                counted: Parts::of(definition.counted.as_ref()).condition(),
                ..definition.clone()
            };
            taken_apart += usize::from(Parts::of(definition.counted.as_ref()).parts.len() > 1);
            let both = [definition, rejoined].map(|one| Prepared::new(one).unwrap());
            for period in periods() {
                let [before, after] = [&both[0], &both[1]].map(|one| compute(one, &index, period));
                assert_eq!(before, after, "seed {seed}, {}", both[0].definition().code);
            }
        }
    }
    assert!(taken_apart > 50, "{taken_apart}");
}

#[test]
fn random_definitions_are_kept_as_text_and_read_in_both_languages() {
    let mut sentences = BTreeSet::new();
    for definition in definitions(3, 2_000) {
        let text = definition.declared();
        let read = Definition::read_named(&text, &definition.code, &definition.title);
        assert_eq!(read.as_ref(), Ok(&definition), "{text}");
        for locale in [Locale::Ru, Locale::En] {
            let words = definition.words(locale);
            assert!(words.ends_with('.') && words.len() > 40, "{words}");
            sentences.insert(words);
        }
    }
    // Different definitions are said differently; some are the same by chance.
    assert!(sentences.len() > 3_000, "{}", sentences.len());
}
