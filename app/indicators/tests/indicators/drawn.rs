//! Networks drawn by hand: organisation `n`, partnership `n` and so on have the `n`-th identity of
//! their kind.

use opora_domain::{
    Interaction, InteractionKind, NetworkId, Organisation, OrganisationKind, Partnership,
    PartnershipKind, PartnershipStatus, RecordId, Standing, StandingKind, Term,
};
use opora_indicators::definition::Members;
use opora_indicators::facts::{Assessment, Competition, CompetitionLevel, Count, CountKind, Exam};
use opora_indicators::{
    Computed, Definition, Fact, FactKind, Index, NoValue, Period, Prepared, Value, compute,
};

pub fn id(kind: FactKind, number: usize) -> RecordId {
    format!("{:031x}{}", number, kind as u8).parse().unwrap()
}

pub fn school(number: usize, standings: &[(StandingKind, &str, &str)]) -> Fact {
    organisation(number, OrganisationKind::School, standings)
}

pub fn organisation(
    number: usize,
    kind: OrganisationKind,
    standings: &[(StandingKind, &str, &str)],
) -> Fact {
    let standings: Vec<Standing> = standings
        .iter()
        .map(|(kind, since, until)| Standing {
            kind: *kind,
            since: since.parse().ok(),
            until: until.parse().ok(),
        })
        .collect();
    Fact::Organisation(Organisation {
        id: id(FactKind::Organisation, number),
        network: NetworkId::new("drawn").unwrap(),
        code: format!("drawn-{number}"),
        kind,
        name: format!("Школа {number}"),
        full_name: None,
        region: None,
        municipality: None,
        settlement: None,
        locality: None,
        is_small: None,
        pupils: None,
        is_supported: standings.iter().any(|each| each.kind.is_supported()),
        standings,
        place: None,
        note: None,
    })
}

/// Numbers from 1; 0 is a side that is not named.
pub fn partnership(
    number: usize,
    kind: PartnershipKind,
    (from, to): (usize, usize),
    status: PartnershipStatus,
    (since, until): (&str, &str),
) -> Fact {
    let side = |number: usize| (number > 0).then(|| id(FactKind::Organisation, number));
    Fact::Partnership(Partnership {
        id: id(FactKind::Partnership, number),
        network: NetworkId::new("drawn").unwrap(),
        code: None,
        kind,
        from: side(from),
        to: side(to),
        theme: None,
        subjects: vec!["Математика".to_owned()],
        agreement: None,
        term: Term {
            since: since.parse().ok(),
            until: until.parse().ok(),
            text: None,
        },
        status,
        source: None,
    })
}

pub fn interaction(number: usize, on: usize, kind: InteractionKind, date: &str) -> Fact {
    Fact::Interaction(Interaction {
        id: id(FactKind::Interaction, number),
        network: NetworkId::new("drawn").unwrap(),
        code: None,
        partnership: Some(id(FactKind::Partnership, on)),
        kind,
        date: date.parse().ok(),
        participants: None,
        topic: None,
        discussion: None,
        private_note: None,
        recorded_by: None,
    })
}

pub fn competition(number: usize, of: usize, level: CompetitionLevel, date: &str) -> Fact {
    Fact::Competition(Competition {
        id: id(FactKind::Competition, number),
        organisation: id(FactKind::Organisation, of),
        level,
        date: date.parse().ok(),
    })
}

pub fn count(
    number: usize,
    of: usize,
    kind: CountKind,
    value: u32,
    (since, until): (&str, &str),
) -> Fact {
    Fact::Count(Count {
        id: id(FactKind::Count, number),
        organisation: id(FactKind::Organisation, of),
        kind,
        value,
        over: Term {
            since: since.parse().ok(),
            until: until.parse().ok(),
            text: None,
        },
    })
}

pub fn assessment(
    number: usize,
    of: usize,
    (subject, date): (&str, &str),
    (takers, passed): (u32, u32),
    (mean, minimum): (f64, f64),
) -> Fact {
    Fact::Assessment(Assessment {
        id: id(FactKind::Assessment, number),
        organisation: id(FactKind::Organisation, of),
        exam: Exam::Ege,
        subject: subject.to_owned(),
        date: date.parse().ok(),
        takers: Some(takers),
        passed: Some(passed),
        mean: Some(mean),
        minimum: Some(minimum),
    })
}

pub fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// A share of schools for all kinds of periods, with these conditions as JSON.
pub fn share(among: &str, counted: &str) -> Prepared {
    let among = match among {
        "" => String::new(),
        among => format!(r#""among": {among},"#),
    };
    prepared(&format!(
        r#"{{"code": "drawn", "title": {{"ru": "Доля", "en": "Share"}}, "of": "schools",
        {among} "counted": {counted}, "result": "share", "gaps": "tell",
        "periods": ["calendar-year", "academic-year", "half-year", "quarter"]}}"#
    ))
}

pub fn prepared(json: &str) -> Prepared {
    match Definition::read(json) {
        Ok(definition) => Prepared::new(definition).unwrap(),
        Err(problems) => panic!("{problems:?}\n{json}"),
    }
}

pub fn shipped(code: &str) -> Prepared {
    let mut all = opora_indicators::shipped::definitions().into_iter();
    Prepared::new(all.find(|each| each.code == code).unwrap()).unwrap()
}

pub fn computed(prepared: &Prepared, facts: &[Fact], when: &str) -> Computed {
    compute(prepared, &Index::new(facts.to_vec()), period(when))
}

/// Numbers of the members of a list.
pub fn numbers(kind: FactKind, ids: impl IntoIterator<Item = RecordId>) -> Vec<usize> {
    let of = |wanted: RecordId| (0..10_000).find(|number| id(kind, *number) == wanted);
    ids.into_iter().map(|each| of(each).unwrap()).collect()
}

/// Numerator, denominator, undecided, all by number, and the value.
pub fn check(
    prepared: &Prepared,
    facts: &[Fact],
    when: &str,
    (numerator, denominator, undecided): (&[usize], &[usize], &[usize]),
    value: Result<f64, NoValue>,
) -> Computed {
    let found = computed(prepared, facts, when);
    let kind = match prepared.definition().of {
        Members::Activities => FactKind::Activity,
        _ => FactKind::Organisation,
    };
    let all = |ids: Vec<RecordId>| numbers(kind, ids);
    let lists = (
        all(found.numerator.iter().map(|each| each.id).collect()),
        all(found.denominator.iter().map(|each| each.id).collect()),
        all(found.undecided.iter().map(|each| each.id).collect()),
    );
    let expected = (numerator.to_vec(), denominator.to_vec(), undecided.to_vec());
    assert_eq!(lists, expected, "{when}: {found:#?}");
    assert_eq!(found.value.map(Value::number), value, "{when}");
    found
}

/// Schools 1 to 3 are supported, 4 is since 2021 only, 5 is a mentor; 6 is a centre.
pub fn district() -> Vec<Fact> {
    vec![
        school(1, &[(StandingKind::LowResults, "2018", "")]),
        school(2, &[(StandingKind::LowResults, "2019-01-01", "2020-12-31")]),
        school(3, &[(StandingKind::AdverseConditions, "2015-09", "")]),
        school(4, &[(StandingKind::LowResults, "2021-02-01", "")]),
        school(5, &[]),
        organisation(6, OrganisationKind::MethodCentre, &[]),
    ]
}
