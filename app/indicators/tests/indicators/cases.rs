//! Cases computed by hand: partnerships, their time, their evidence.

use crate::drawn::*;
use opora_domain::InteractionKind::{Consultation, Seminar};
use opora_domain::OrganisationKind::Culture;
use opora_domain::PartnershipKind::{Community, Mentoring, MethodSupport, NetworkProgramme};
use opora_domain::PartnershipStatus::{Active, Agreed, Completed, EndedEarly, Proposed};
use opora_domain::StandingKind::{AdverseConditions, LowResults};
use opora_indicators::{FactKind, Gap, NoValue, Proof, Value};

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
