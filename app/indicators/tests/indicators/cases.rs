//! Cases computed by hand.

use crate::drawn::*;
use opora_domain::InteractionKind::{Consultation, Seminar};
use opora_domain::OrganisationKind::{Culture, MethodCentre};
use opora_domain::PartnershipKind::{Community, Mentoring, MethodSupport, NetworkProgramme};
use opora_domain::PartnershipStatus::{Active, Agreed, Completed, EndedEarly, Proposed};
use opora_domain::StandingKind::{AdverseConditions, GrowthPoint, LowResults, ResourceCentre};
use opora_domain::deadline::Deadline;
use opora_domain::{RecordId, Term};
use opora_indicators::facts::{Activity, ActivityStatus, CompetitionLevel, CountKind, Due};
use opora_indicators::{Computed, Fact, FactKind, Gap, NoValue, Prepared, Proof, Value};

/// Numerator, denominator, undecided, all by number, and the value.
fn check(
    prepared: &Prepared,
    facts: &[Fact],
    when: &str,
    (numerator, denominator, undecided): (&[usize], &[usize], &[usize]),
    value: Result<f64, NoValue>,
) -> Computed {
    let found = computed(prepared, facts, when);
    let kind = match prepared.definition().of {
        opora_indicators::definition::Members::Activities => FactKind::Activity,
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
fn district() -> Vec<Fact> {
    vec![
        school(1, &[(LowResults, "2018", "")]),
        school(2, &[(LowResults, "2019-01-01", "2020-12-31")]),
        school(3, &[(AdverseConditions, "2015-09", "")]),
        school(4, &[(LowResults, "2021-02-01", "")]),
        school(5, &[]),
        organisation(6, MethodCentre, &[]),
    ]
}

#[test]
fn a_share_with_its_lists_and_evidence() {
    let mut facts = district();
    facts.extend([
        partnership(1, Mentoring, (5, 1), Active, ("2019-09-01", "")),
        partnership(2, Mentoring, (5, 2), Proposed, ("2019-09-01", "")),
        partnership(3, Mentoring, (5, 4), Active, ("2021-03-01", "")),
    ]);
    let mentor = shipped("supported-with-mentor");
    let found = check(
        &mentor,
        &facts,
        "2020",
        (&[1], &[1, 2, 3], &[]),
        Ok(100.0 / 3.0),
    );
    let one = &found.numerator[0];
    assert_eq!(
        one.evidence,
        [Proof::Partnership(id(FactKind::Partnership, 1))]
    );
    let evidence: Vec<_> = found
        .denominator
        .iter()
        .map(|each| &each.evidence)
        .collect();
    let organisation = |number| id(FactKind::Organisation, number);
    assert_eq!(
        evidence,
        [
            &[Proof::Standing(organisation(1), LowResults)],
            &[Proof::Standing(organisation(2), LowResults)],
            &[Proof::Standing(organisation(3), AdverseConditions)],
        ]
    );
    let share = Value::Share { part: 1, whole: 3 };
    assert_eq!(found.between, Some((share, share)));
    check(
        &mentor,
        &facts,
        "2021",
        (&[1, 4], &[1, 3, 4], &[]),
        Ok(200.0 / 3.0),
    );
    check(&mentor, &facts, "2018", (&[], &[1, 3], &[]), Ok(0.0));
    check(&mentor, &facts, "2016", (&[], &[3], &[]), Ok(0.0));
    check(
        &mentor,
        &facts,
        "2014",
        (&[], &[], &[]),
        Err(NoValue::EmptyDenominator),
    );
    // From September 2015 on, whichever day that was.
    check(&mentor, &facts, "2015/16", (&[], &[3], &[]), Ok(0.0));
    check(&mentor, &facts, "2015-q3", (&[], &[3], &[]), Ok(0.0));
    // The school has been a low one since some day of 2018.
    let quarter = check(&mentor, &facts, "2018-q3", (&[], &[3], &[1]), Ok(0.0));
    assert_eq!(
        quarter.between,
        Some((
            Value::Share { part: 0, whole: 2 },
            Value::Share { part: 0, whole: 1 }
        ))
    );
    assert_eq!(quarter.undecided[0].missing[0].gap, Gap::TooCoarse);
}

#[test]
fn the_time_of_a_partnership_by_its_status() {
    let mentor = shipped("supported-with-mentor");
    let dates = ("2020-02", "2020-08");
    for (status, (since, until), when, expected) in [
        (Active, ("2020", ""), "2020", Some(true)),
        (Active, ("2020", ""), "2021", Some(true)),
        (Active, ("2020", ""), "2019", Some(false)),
        (Active, ("2020", ""), "2020-q2", None),
        (Active, ("", ""), "2020", None),
        (Active, ("", "2020-05"), "2020", Some(true)),
        (Active, ("", "2020-05"), "2019", None),
        (Active, ("", "2020-05"), "2021", Some(false)),
        (Completed, dates, "2020-h1", Some(true)),
        (Completed, dates, "2020-q4", Some(false)),
        (Completed, ("2020-02", ""), "2020", Some(true)),
        (Completed, ("2020-02", ""), "2021", None),
        (
            EndedEarly,
            ("2020-02-01", "2020-02-20"),
            "2020-q1",
            Some(true),
        ),
        (Agreed, dates, "2020", Some(false)),
        (Proposed, dates, "2020", Some(false)),
        (Active, ("2019", "2014"), "2020", None),
    ] {
        let facts = [
            school(1, &[(LowResults, "2010", "")]),
            school(2, &[]),
            partnership(1, Mentoring, (2, 1), status, (since, until)),
        ];
        let found = computed(&mentor, &facts, when);
        let said = match (found.numerator.len(), found.undecided.len()) {
            (1, 0) => Some(true),
            (0, 1) => None,
            (0, 0) => Some(false),
            other => panic!("{other:?}"),
        };
        assert_eq!(said, expected, "{status:?} {since}–{until} in {when}");
    }
}

#[test]
fn a_partner_that_is_not_named_is_missing_and_one_that_is_gone_is_none() {
    let mentor = shipped("supported-with-mentor");
    let mut facts = vec![
        school(1, &[(LowResults, "2018-01", "")]),
        school(2, &[(LowResults, "2018-01", "")]),
        school(3, &[(LowResults, "2018-01", "")]),
        partnership(1, Mentoring, (0, 1), Active, ("2019-01", "")),
        partnership(2, Mentoring, (9, 2), Active, ("2019-01", "")),
        partnership(3, Mentoring, (3, 3), Active, ("2019-01", "")),
    ];
    let found = check(&mentor, &facts, "2020", (&[], &[1, 2, 3], &[1]), Ok(0.0));
    assert_eq!(found.undecided[0].missing[0].gap, Gap::PartnerNotNamed);
    facts.push(school(9, &[]));
    check(
        &mentor,
        &facts,
        "2020",
        (&[2], &[1, 2, 3], &[1]),
        Ok(100.0 / 3.0),
    );
}

#[test]
fn evidence_that_is_required_is_counted_in_the_period() {
    let mentor = shipped("supported-with-proven-mentor");
    let mut facts = vec![
        school(1, &[(LowResults, "2018-01", "")]),
        school(2, &[]),
        partnership(1, Mentoring, (2, 1), Active, ("2019-01", "")),
    ];
    // Nobody recorded anything: a gap, not a zero.
    let nothing = Err(NoValue::AllUndecided { members: 1 });
    let found = check(&mentor, &facts, "2020", (&[], &[1], &[1]), nothing);
    assert_eq!(found.undecided[0].missing[0].gap, Gap::NotRecorded);
    facts.push(interaction(1, 1, Consultation, "2020-03-05"));
    let found = check(&mentor, &facts, "2020", (&[1], &[1], &[]), Ok(100.0));
    assert_eq!(
        found.numerator[0].evidence,
        [
            Proof::Partnership(id(FactKind::Partnership, 1)),
            Proof::Interaction(id(FactKind::Interaction, 1)),
        ]
    );
    check(&mentor, &facts, "2021", (&[], &[1], &[1]), nothing);
    // Somebody else recorded something in 2021: then it is a zero.
    facts.push(partnership(2, Community, (2, 1), Active, ("2019-01", "")));
    facts.push(interaction(2, 2, Seminar, "2021-04-01"));
    check(&mentor, &facts, "2021", (&[], &[1], &[]), Ok(0.0));
    facts.push(interaction(3, 1, Seminar, "2021"));
    check(&mentor, &facts, "2021-q1", (&[], &[1], &[1]), nothing);
}

#[test]
fn methodical_work_is_a_partnership_or_a_meeting() {
    let mut facts = district();
    facts.extend([
        partnership(1, MethodSupport, (6, 1), Active, ("2019-01", "")),
        partnership(2, Mentoring, (5, 2), Active, ("2019-01", "")),
        partnership(3, NetworkProgramme, (5, 3), Active, ("2019-01", "")),
        interaction(1, 2, Seminar, "2020-05-05"),
        interaction(2, 3, Seminar, "2019-05-05"),
    ]);
    let covered = shipped("supported-in-method-work");
    let found = check(
        &covered,
        &facts,
        "2020",
        (&[1, 2], &[1, 2, 3], &[]),
        Ok(200.0 / 3.0),
    );
    assert_eq!(
        found.numerator[1].evidence,
        [Proof::Interaction(id(FactKind::Interaction, 1))]
    );
    check(
        &covered,
        &facts,
        "2019",
        (&[1, 3], &[1, 2, 3], &[]),
        Ok(200.0 / 3.0),
    );
}

#[test]
fn conditions_on_partners_numbers_and_subjects() {
    let mut facts = district();
    facts.extend([
        organisation(7, Culture, &[]),
        partnership(1, Mentoring, (5, 1), Active, ("2019-01", "")),
        partnership(2, Community, (7, 1), Active, ("2019-01", "")),
        partnership(3, Mentoring, (5, 2), Active, ("2019-01", "")),
    ]);
    let cases: [(&str, &[usize]); 10] = [
        (r#"{"partnership": {"with": ["culture"]}}"#, &[1]),
        (r#"{"partnership": {"at_least": 2}}"#, &[1, 5]),
        (
            r#"{"partnership": {"at_least": 2, "side": "receives"}}"#,
            &[1],
        ),
        (
            r#"{"partnership": {"subjects": [" математика "]}}"#,
            &[1, 2, 5],
        ),
        (r#"{"partnership": {"subjects": ["физика"]}}"#, &[]),
        (r#"{"partnership": {"statuses": ["proposed"]}}"#, &[]),
        (r#"{"not": {"partnership": {}}}"#, &[3, 4]),
        (
            r#"{"partnership": {"side": "gives", "with": ["school"]}}"#,
            &[5],
        ),
        (
            r#"{"all": [{"partnership": {}}, {"not": {"partnership": {"side": "gives"}}}]}"#,
            &[1, 2],
        ),
        (
            r#"{"any": [{"kind": ["culture"]}, {"standing": {"kinds": ["adverse-conditions"]}}]}"#,
            &[3],
        ),
    ];
    for (counted, expected) in cases {
        let value = Ok(expected.len() as f64 * 20.0);
        check(
            &share("", counted),
            &facts,
            "2020",
            (expected, &[1, 2, 3, 4, 5], &[]),
            value,
        );
    }
}

#[test]
fn competitions_that_nobody_recorded_are_a_gap() {
    let mut facts = district();
    let prepared = shipped("schools-in-competitions");
    let all = [1, 2, 3, 4, 5];
    let nothing = Err(NoValue::AllUndecided { members: 5 });
    check(&prepared, &facts, "2020", (&[], &all, &all), nothing);
    facts.push(competition(1, 1, CompetitionLevel::Regional, "2020-03"));
    facts.push(competition(2, 2, CompetitionLevel::School, "2020-03"));
    facts.push(competition(3, 3, CompetitionLevel::Municipal, "2020"));
    check(&prepared, &facts, "2020", (&[1, 3], &all, &[]), Ok(40.0));
    let found = check(&prepared, &facts, "2019/20", (&[1], &all, &[3]), Ok(20.0));
    assert_eq!(
        found.between,
        Some((
            Value::Share { part: 1, whole: 5 },
            Value::Share { part: 2, whole: 5 }
        ))
    );
    check(&prepared, &facts, "2018", (&[], &all, &all), nothing);
}

#[test]
fn shares_of_teachers_leave_out_who_gave_no_number() {
    let facts = [
        school(1, &[]),
        school(2, &[]),
        school(3, &[]),
        school(4, &[]),
        count(1, 1, CountKind::Teachers, 20, ("2020", "2020")),
        count(2, 1, CountKind::Tutored, 5, ("2020-09-01", "2020-09-01")),
        count(3, 2, CountKind::Teachers, 12, ("2020", "2020")),
        count(4, 3, CountKind::Teachers, 10, ("2020", "2020")),
        count(5, 3, CountKind::Tutored, 11, ("2020", "2020")),
        count(6, 4, CountKind::Teachers, 7, ("2020-01", "2020-01")),
        count(7, 4, CountKind::Teachers, 10, ("2020-09", "2020-09")),
        count(8, 4, CountKind::Tutored, 0, ("2020", "2020")),
    ];
    let tutored = shipped("teachers-tutored");
    let found = check(
        &tutored,
        &facts,
        "2020",
        (&[1, 4], &[1, 4], &[2, 3]),
        Ok(500.0 / 30.0),
    );
    assert_eq!(found.value, Ok(Value::Share { part: 5, whole: 30 }));
    assert_eq!(found.between, None);
    let gaps: Vec<_> = found
        .undecided
        .iter()
        .map(|each| each.missing[0].gap)
        .collect();
    assert_eq!(gaps, [Gap::NoCount, Gap::MoreThanWhole]);
    let total = shipped("teachers-tutored-total");
    let withheld = Err(NoValue::SomeUndecided { members: 1 });
    check(
        &total,
        &facts,
        "2020",
        (&[1, 3, 4], &[1, 2, 3, 4], &[2]),
        withheld,
    );
    let complete: Vec<Fact> = facts
        .into_iter()
        .filter(|fact| fact.id() != id(FactKind::Organisation, 2))
        .collect();
    check(
        &total,
        &complete,
        "2020",
        (&[1, 3, 4], &[1, 3, 4], &[]),
        Ok(16.0),
    );
    // A count over the year is none of a half of it.
    check(
        &prepared_sum_of_half_years(),
        &complete,
        "2020-h2",
        (&[1], &[1, 3, 4], &[3, 4]),
        Ok(5.0),
    );
}

fn prepared_sum_of_half_years() -> Prepared {
    prepared(
        r#"{"code": "drawn", "title": {"ru": "Сумма", "en": "Sum"}, "of": "schools",
        "result": {"sum": {"of": "tutored"}}, "gaps": "tell", "periods": ["half-year"]}"#,
    )
}

#[test]
fn centres_are_counted_and_those_that_became_one_shared() {
    let facts = [
        school(
            1,
            &[
                (ResourceCentre, "2019-02", ""),
                (GrowthPoint, "2020-09-01", ""),
            ],
        ),
        school(2, &[(GrowthPoint, "2020-09-01", "2020-11-30")]),
        school(3, &[(GrowthPoint, "", "")]),
        organisation(4, MethodCentre, &[(ResourceCentre, "2018", "2020-12-31")]),
    ];
    let all = [1, 2, 3, 4];
    check(
        &shipped("resource-centres"),
        &facts,
        "2020",
        (&[1, 4], &all, &[]),
        Ok(2.0),
    );
    check(
        &shipped("resource-centres"),
        &facts,
        "2021",
        (&[1], &all, &[]),
        Ok(1.0),
    );
    let found = check(
        &shipped("growth-points"),
        &facts,
        "2020",
        (&[1], &all, &[3]),
        Ok(1.0),
    );
    assert_eq!(found.between, Some((Value::Number(1), Value::Number(2))));
    assert_eq!(found.undecided[0].missing[0].gap, Gap::NoDates);
    let became = shipped("schools-that-became-centres");
    check(
        &became,
        &facts,
        "2020",
        (&[1, 2], &[1, 2, 3], &[3]),
        Ok(200.0 / 3.0),
    );
    check(
        &became,
        &facts,
        "2019",
        (&[1], &[1, 2, 3], &[3]),
        Ok(100.0 / 3.0),
    );
}

#[test]
fn results_below_the_minimum_and_results_that_rose() {
    let facts = [
        school(1, &[]),
        school(2, &[]),
        school(3, &[]),
        assessment(1, 1, ("математика", "2016"), (10, 4), (22.5, 27.0)),
        assessment(2, 1, ("математика", "2017"), (8, 4), (40.0, 27.0)),
        assessment(3, 2, ("биология", "2016"), (6, 6), (50.0, 36.0)),
        assessment(4, 2, ("математика", "2017"), (5, 1), (25.6, 27.0)),
    ];
    let all: &[usize] = &[1, 2, 3];
    let below = share("", r#"{"assessed": {"shown": "below-minimum"}}"#);
    check(&below, &facts, "2016", (&[1], all, &[3]), Ok(100.0 / 3.0));
    check(&below, &facts, "2017", (&[2], all, &[3]), Ok(100.0 / 3.0));
    let biology = share(
        "",
        r#"{"assessed": {"shown": "below-minimum", "subjects": ["Биология"]}}"#,
    );
    check(&biology, &facts, "2016", (&[], all, &[1, 3]), Ok(0.0));
    let improved = share("", r#"{"assessed": {"shown": "improved"}}"#);
    let found = check(
        &improved,
        &facts,
        "2017",
        (&[1], all, &[3]),
        Ok(100.0 / 3.0),
    );
    assert_eq!(found.numerator[0].evidence.len(), 2);
    let nothing = Err(NoValue::AllUndecided { members: 3 });
    let found = check(&improved, &facts, "2016", (&[], all, all), nothing);
    assert_eq!(found.undecided[0].missing[0].gap, Gap::NoPreviousResult);
}

fn activity(number: usize, deadline: &str, status: ActivityStatus, done_on: &str) -> Fact {
    let programme = Term {
        since: "2018".parse().ok(),
        until: "2021".parse().ok(),
        text: None,
    };
    Fact::Activity(Activity {
        id: id(FactKind::Activity, number),
        section: Some("1.1. Подготовительный этап".to_owned()),
        title: format!("Мероприятие {number}"),
        due: Due::of(&Deadline::read(deadline).reading, &programme),
        status,
        done_on: done_on.parse().ok(),
        responsible: Vec::new(),
        evidence: vec![id(FactKind::Interaction, number)],
    })
}

#[test]
fn activities_by_the_deadlines_of_the_documents() {
    use ActivityStatus::{Cancelled, Done, Planned, UnderWay};
    let facts = [
        activity(1, "февраль – март 2018 год", Done, "2018-03-31"),
        activity(2, "февраль – март 2018 год", Done, "2018-04"),
        activity(3, "2018 г.", Done, ""),
        activity(4, "март - декабрь 2018 год", UnderWay, ""),
        activity(5, "2018 г.", Cancelled, ""),
        activity(6, "ежегодно", Done, "2018-05-01"),
        activity(7, "До 2021 года", Done, "2020-05-01"),
        activity(8, "2019-2014г.", Planned, ""),
        activity(9, "весь период", Planned, ""),
    ];
    let on_time = shipped("activities-on-time");
    let found = check(
        &on_time,
        &facts,
        "2018",
        (&[1], &[1, 2, 3, 4], &[3, 6, 8]),
        Ok(25.0),
    );
    assert_eq!(
        found.numerator[0].evidence,
        [
            Proof::Activity(id(FactKind::Activity, 1)),
            Proof::OfActivity(id(FactKind::Interaction, 1)),
        ]
    );
    let gaps: Vec<_> = found
        .undecided
        .iter()
        .map(|each| each.missing[0].gap)
        .collect();
    assert_eq!(gaps, [Gap::NoDayDone, Gap::NoDeadline, Gap::NoDeadline]);
    // «До 2021 года» ends with 2020 or with 2021: done by either.
    check(
        &on_time,
        &facts,
        "2020",
        (&[], &[], &[6, 7, 8]),
        Err(NoValue::AllUndecided { members: 3 }),
    );
    check(&on_time, &facts, "2021", (&[], &[9], &[6, 7, 8]), Ok(0.0));
    check(
        &on_time,
        &facts,
        "2018-q1",
        (&[1], &[1, 2], &[6, 8]),
        Ok(50.0),
    );
}

#[test]
fn what_a_viewer_does_not_see_is_missing() {
    let mut hidden = school(1, &[]);
    if let Fact::Organisation(one) = &mut hidden {
        one.is_supported = true;
    }
    let found = check(
        &shipped("supported-in-network"),
        &[hidden, school(2, &[])],
        "2020",
        (&[], &[], &[1]),
        Err(NoValue::AllUndecided { members: 1 }),
    );
    assert_eq!(found.undecided[0].missing[0].gap, Gap::StandingsNotSeen);
}

#[test]
fn a_period_of_another_kind_has_no_number() {
    let found = computed(&shipped("teachers-tutored"), &district(), "2020-q1");
    assert_eq!(found.value, Err(NoValue::OtherPeriod));
    assert_eq!((found.numerator.len(), found.denominator.len()), (0, 0));
}
