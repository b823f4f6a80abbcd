//! Cases computed by hand: competitions, numbers of teachers, centres, results, activities.

use crate::drawn::*;
use opora_domain::OrganisationKind::MethodCentre;
use opora_domain::StandingKind::{GrowthPoint, ResourceCentre};
use opora_domain::deadline::Deadline;
use opora_domain::{NetworkId, Projected, RecordKind, Term};
use opora_indicators::facts::{
    Activity, ActivityStatus, ActivityYear, CompetitionLevel, CountKind, Due,
};
use opora_indicators::period::Day;
use opora_indicators::{Fact, FactKind, Gap, NoValue, Prepared, Proof, Value};

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

/// Contests as records: a school's part in one is the evidence, its level and day are the contest's.
#[test]
fn contests_of_the_register_are_counted() {
    let network = NetworkId::new("drawn").unwrap();
    let record = |kind, number: usize, fields: serde_json::Value| Projected {
        id: id(FactKind::Competition, number),
        kind,
        network: network.clone(),
        fields: serde_json::from_value(fields).unwrap(),
        is_supported: false,
    };
    let part = |number: usize, contest: usize, of: usize| {
        let contest = id(FactKind::Competition, contest);
        let school = id(FactKind::Organisation, of);
        let fields = serde_json::json!({"contest": contest, "school": school, "result": "prize"});
        record(RecordKind::Participation, number, fields)
    };
    let contest = |number: usize, level: &str, year: &str, date: Option<&str>| {
        let fields = serde_json::json!({
            "title": "Смотр", "level": level, "year": year, "date": date,
        });
        record(RecordKind::Contest, number, fields)
    };
    let records = [
        contest(100, "municipal", "2020", None),
        contest(101, "regional", "2019/2020", Some("2020-03-01")),
        contest(102, "federal", "2020", None),
        contest(103, "municipal", "2019/2020", None),
        part(200, 100, 1),
        part(201, 101, 2),
        part(202, 102, 3),
        part(203, 103, 4),
        // Of a contest nobody knows of nothing is known.
        part(204, 999, 5),
    ];
    let mut facts = district();
    facts.extend(opora_indicators::records::facts(&records));
    let prepared = shipped("schools-in-competitions");
    let all = [1, 2, 3, 4, 5];
    let found = check(&prepared, &facts, "2020", (&[1, 2], &all, &[4]), Ok(40.0));
    let evidence = found.numerator.iter().flat_map(|one| &one.evidence);
    let evidence: Vec<Proof> = evidence.copied().collect();
    for part in &records[4..6] {
        assert!(
            evidence.contains(&Proof::Competition(part.id)),
            "{evidence:?}"
        );
    }
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
        status: Some(status),
        done_on: done_on.parse().ok(),
        years: Vec::new(),
        responsible: Vec::new(),
        evidence: vec![id(FactKind::Interaction, number)],
    })
}

#[test]
fn an_activity_nobody_spoke_of_is_a_gap() {
    let Fact::Activity(known) = activity(1, "2018 г.", ActivityStatus::NotDone, "") else {
        unreachable!();
    };
    let silent = Fact::Activity(Activity {
        id: id(FactKind::Activity, 2),
        status: None,
        ..known.clone()
    });
    let on_time = shipped("activities-on-time");
    // Whether it was cancelled is not known either, so that it may not even belong there.
    let nothing = Err(NoValue::AllUndecided { members: 1 });
    check(
        &on_time,
        std::slice::from_ref(&silent),
        "2018",
        (&[], &[], &[2]),
        nothing,
    );
    let facts = [Fact::Activity(known), silent];
    let found = check(&on_time, &facts, "2018", (&[], &[1], &[2]), Ok(0.0));
    assert_eq!(found.undecided[0].missing[0].gap, Gap::NotFilledIn);
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

/// Of what comes every year each year is counted in its own period.
#[test]
fn the_years_of_an_activity_are_counted_each_in_its_own() {
    use ActivityStatus::{Cancelled, Done, NotDone};
    let year = |year: u16, status: Option<ActivityStatus>, done_on: &str| ActivityYear {
        due: Day::new(year, 12, 31),
        status,
        done_on: done_on.parse().ok(),
    };
    let Fact::Activity(plain) = activity(1, "ежегодно", Done, "") else {
        unreachable!();
    };
    let yearly = |number: usize, years: Vec<ActivityYear>| {
        Fact::Activity(Activity {
            id: id(FactKind::Activity, number),
            years,
            ..plain.clone()
        })
    };
    let facts = [
        yearly(
            1,
            vec![
                year(2018, Some(Done), "2018-12-31"),
                year(2019, Some(Done), "2020-01-15"),
                year(2020, Some(Done), "2020-05-01"),
            ],
        ),
        yearly(
            2,
            vec![
                year(2018, Some(NotDone), ""),
                year(2019, Some(Cancelled), ""),
                year(2020, None, ""),
            ],
        ),
        yearly(
            3,
            vec![year(2018, Some(Done), ""), year(2020, Some(Done), "2020")],
        ),
    ];
    let on_time = shipped("activities-on-time");
    let found = check(
        &on_time,
        &facts,
        "2018",
        (&[1], &[1, 2, 3], &[3]),
        Ok(100.0 / 3.0),
    );
    assert_eq!(found.undecided[0].missing[0].gap, Gap::NoDayDone);
    // The year's mark counts, not the activity's own: what was cancelled in 2019 is not asked for.
    check(&on_time, &facts, "2019", (&[], &[1], &[]), Ok(0.0));
    // «2020» as the day it was done is not after the last day of 2020.
    let found = check(
        &on_time,
        &facts,
        "2020",
        (&[1, 3], &[1, 3], &[2]),
        Ok(100.0),
    );
    assert_eq!(found.undecided[0].missing[0].gap, Gap::NotFilledIn);
    // Its years end with December: no other quarter asks for them.
    let nothing = Err(NoValue::EmptyDenominator);
    check(&on_time, &facts, "2018-q3", (&[], &[], &[]), nothing);
}
