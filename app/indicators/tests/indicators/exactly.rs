//! One edit changes exactly the indicators that name what it changed.

use crate::drawn::*;
use opora_domain::PartnershipKind::{Community, Mentoring, NetworkProgramme};
use opora_domain::PartnershipStatus::{Active, Completed, Proposed};
use opora_domain::{InteractionKind, PartnershipKind, PartnershipStatus, StandingKind};
use opora_indicators::definition::CARRIED_OUT;
use opora_indicators::facts::CountKind;
use opora_indicators::generated::Generated;
use opora_indicators::{Changes, Condition, Engine, Fact, Index, Prepared, compute, shipped};
use std::collections::BTreeSet;

fn district() -> Vec<Fact> {
    let low = [(StandingKind::LowResults, "2018-01", "")];
    vec![
        school(1, &low),
        school(2, &low),
        school(3, &[(StandingKind::HighResults, "2018-01", "")]),
        school(4, &[]),
        partnership(1, Mentoring, (3, 1), Proposed, ("2020-01", "")),
        partnership(2, Community, (4, 2), Active, ("2020-01", "")),
        partnership(3, NetworkProgramme, (4, 2), Proposed, ("2020-01", "")),
        interaction(1, 2, InteractionKind::Seminar, "2020-05-01"),
        count(1, 1, CountKind::Teachers, 20, ("2020", "2020")),
        count(2, 1, CountKind::Tutored, 5, ("2020", "2020")),
    ]
}

fn engine() -> Engine {
    let definitions = shipped::definitions().into_iter();
    let prepared = definitions
        .map(|each| Prepared::new(each).unwrap())
        .collect();
    Engine::new(
        Index::new(district()),
        prepared,
        vec![period("2020"), period("2019")],
    )
}

/// Codes of what changed, and that all of it did in 2020.
fn changed(engine: &Engine, changes: &Changes) -> BTreeSet<String> {
    let code = |at: &opora_indicators::CellAt| {
        assert_eq!(at.period, 0, "{changes:?}");
        engine.definitions()[at.definition]
            .definition()
            .code
            .clone()
    };
    changes.changed.iter().map(code).collect()
}

fn check(
    kind: PartnershipKind,
    number: usize,
    to: usize,
    status: PartnershipStatus,
    codes: &[&str],
) {
    let mut engine = engine();
    let from = if kind == Mentoring { 3 } else { 4 };
    let changes = engine.put(partnership(
        number,
        kind,
        (from, to),
        status,
        ("2020-01", ""),
    ));
    let expected: BTreeSet<String> = codes.iter().map(|&code| code.to_owned()).collect();
    assert_eq!(
        changed(&engine, &changes),
        expected,
        "{kind:?} becomes {status:?}"
    );
}

#[test]
fn the_status_of_one_partnership() {
    check(
        Mentoring,
        1,
        1,
        Active,
        &[
            "schools-in-network",
            "supported-in-network",
            "supported-with-mentor",
            "strong-schools-that-help",
        ],
    );
    // School 2 is in the network already.
    check(
        NetworkProgramme,
        3,
        2,
        Active,
        &["supported-in-network-programmes"],
    );
    // Completed, nobody says when: it was live in 2020 surely, as it began in its January.
    check(Community, 2, 2, Completed, &[]);
    check(
        Community,
        2,
        2,
        Proposed,
        &[
            "schools-in-network",
            "supported-in-network",
            "supported-in-communities",
        ],
    );
    check(Mentoring, 1, 1, Proposed, &[]);
}

#[test]
fn only_what_names_it_is_asked_anew() {
    let mut engine = engine();
    let touched = |engine: &Engine, changes: &Changes| -> BTreeSet<String> {
        let code = |at: &opora_indicators::CellAt| {
            engine.definitions()[at.definition]
                .definition()
                .code
                .clone()
        };
        changes.touched.iter().map(code).collect()
    };
    let changes = engine.put(count(2, 1, CountKind::Tutored, 6, ("2020", "2020")));
    let expected = ["teachers-tutored", "teachers-tutored-total"];
    assert_eq!(
        touched(&engine, &changes),
        expected.map(str::to_owned).into()
    );
    let changes = engine.put(count(3, 1, CountKind::Young, 6, ("2020", "2020")));
    assert_eq!(changes, Changes::default());
    let changes = engine.put(interaction(2, 1, InteractionKind::Other, "2020-06-01"));
    // A proposed partnership proves nothing, and no definition asks for this kind of meeting.
    assert_eq!(changes, Changes::default());
    let changes = engine.put(interaction(3, 1, InteractionKind::Seminar, "2020-06-01"));
    let expected = ["supported-in-method-work".to_owned()];
    assert_eq!(touched(&engine, &changes), expected.into());
}

/// Whether a condition names a partnership of this kind and one of these statuses, read from the
/// definition as it is written.
fn names(condition: &Condition, kind: PartnershipKind, statuses: [PartnershipStatus; 2]) -> bool {
    let has = |list: &[PartnershipStatus]| statuses.iter().any(|status| list.contains(status));
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| names(part, kind, statuses))
        }
        Condition::Not(part) => names(part, kind, statuses),
        Condition::Partnership(one) => {
            (one.kinds.is_empty() || one.kinds.contains(&kind)) && has(&one.statuses)
        }
        Condition::InNetwork => has(&CARRIED_OUT),
        // A meeting took place whatever became of the partnership.
        _ => false,
    }
}

#[test]
fn in_random_networks_nothing_else_changes() {
    let (mut differ, mut same) = (0, 0);
    for seed in 0..150 {
        let mut generated = Generated::new(seed);
        let facts = generated.district(12);
        let partnerships: Vec<_> = facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Partnership(one) => Some(one.clone()),
                _ => None,
            })
            .collect();
        let mut one = partnerships[generated.below(partnerships.len())].clone();
        let before_status = one.status;
        one.status = generated.one_of(PartnershipStatus::ALL);
        let definitions = shipped::definitions().into_iter();
        let prepared = definitions
            .map(|each| Prepared::new(each).unwrap())
            .collect();
        let periods = ["2018", "2020", "2022"].map(period).to_vec();
        let before = Index::new(facts);
        let mut engine = Engine::new(before.clone(), prepared, periods);
        let changes = engine.put(Fact::Partnership(one.clone()));
        for (definition, prepared) in engine.definitions().iter().enumerate() {
            let wanted = prepared.definition();
            let conditions = [&wanted.among, &wanted.counted];
            let is_named = conditions
                .into_iter()
                .flatten()
                .any(|each| names(each, one.kind, [before_status, one.status]));
            let touched = changes
                .touched
                .iter()
                .filter(|at| at.definition == definition);
            assert!(
                is_named || touched.count() == 0,
                "seed {seed}, {}",
                wanted.code
            );
            for each in engine.periods() {
                let now = compute(prepared, engine.index(), *each);
                let has_changed = now != compute(prepared, &before, *each);
                assert!(
                    is_named || !has_changed,
                    "seed {seed}, {}, {each}",
                    wanted.code
                );
                differ += usize::from(has_changed);
                same += usize::from(!has_changed);
            }
        }
    }
    assert!(differ > 100 && same > 1_000, "{differ}, {same}");
}
