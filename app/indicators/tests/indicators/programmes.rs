//! A programme whose indicators the network computes: for those who are signed in and for everybody.

use crate::drawn::{district, partnership};
use opora_domain::programme_contents::Origin;
use opora_domain::{
    Indicator, NetworkId, OwnDefinition, PartnershipKind, PartnershipStatus, ProgrammeContents,
    Projected, RecordId, RecordKind, Viewer,
};
use opora_indicators::programme::{Readers, fill, has_computed};
use opora_indicators::{Catalogue, Condition, Definition, Fact, Index, shipped};
use serde_json::{Value, json};

fn id(number: u128) -> RecordId {
    format!("{number:032x}").parse().unwrap()
}

fn projected(number: u128, kind: RecordKind, fields: &Value) -> Projected {
    Projected {
        id: id(number),
        kind,
        network: NetworkId::new("drawn").unwrap(),
        fields: serde_json::from_value(fields.clone()).unwrap(),
        is_supported: false,
    }
}

/// A programme of indicators of these sources; each has an old fact and a plan of three years.
fn contents(sources: &[Option<&str>]) -> ProgrammeContents {
    let programme = projected(1, RecordKind::Programme, &json!({"title": "П"}));
    let indicators = sources.iter().enumerate().map(|(at, source)| {
        let fields = json!({
            "title": format!("Показатель {at}"), "source": source, "order": at,
            "plan": [{"period": "2020", "value": "50"}, {"period": "2021/2022", "value": "60"},
                {"period": "очередной год", "value": "70"}],
            "fact": [{"period": "2020", "value": "13"}],
        });
        projected(10 + at as u128, RecordKind::Indicator, &fields)
    });
    let records = std::iter::once(programme).chain(indicators).collect();
    ProgrammeContents::of(records, &Viewer::Public).remove(0)
}

fn index() -> Index {
    let mut facts: Vec<Fact> = district();
    let live = PartnershipStatus::Active;
    facts.push(partnership(
        1,
        PartnershipKind::Mentoring,
        (5, 1),
        live,
        ("2019", ""),
    ));
    Index::new(facts)
}

fn facts_of(contents: &ProgrammeContents) -> Vec<Vec<(String, String)>> {
    let of = |one: &Indicator| {
        let facts = one.fact.iter();
        facts
            .map(|it| (it.period.text.clone(), it.figure.text.clone()))
            .collect()
    };
    contents.indicators.iter().map(of).collect()
}

fn filled(sources: &[Option<&str>], readers: Readers) -> ProgrammeContents {
    let own = OwnDefinition {
        id: id(77),
        network: NetworkId::new("drawn").unwrap(),
        title: "Своё".to_owned(),
        other_title: None,
        source: shipped::definition_of("schools-in-network")
            .unwrap()
            .declared(),
        direction: None,
        note: None,
    };
    let mut contents = contents(sources);
    let today = "2021-03-01".parse().unwrap();
    fill(
        &mut contents,
        &index(),
        &Catalogue::of(vec![own]),
        readers,
        today,
    );
    contents
}

fn pair(period: &str, value: &str) -> (String, String) {
    (period.to_owned(), value.to_owned())
}

#[test]
fn computed_facts_stand_where_people_would_enter_them() {
    let own = id(77).to_string();
    let gone = id(78).to_string();
    let sources = [
        None,
        Some("schools-in-network"),
        Some(own.as_str()),
        Some("supported-with-mentor"),
        Some(gone.as_str()),
        Some("of-a-newer-program"),
    ];
    let contents = filled(&sources, Readers::Members);
    assert!(has_computed(&contents));
    // Two of five schools have a partner; of the three supported in 2020 one has a mentor.
    let of_network = vec![pair("2020", "40"), pair("2021/2022", "40")];
    assert_eq!(
        facts_of(&contents),
        [
            vec![pair("2020", "13")],
            of_network.clone(),
            of_network,
            vec![pair("2020", "33,3"), pair("2021/2022", "33,3")],
            // The definition is gone: what people entered is all there is.
            vec![pair("2020", "13")],
            // A number nobody can compute is none, and an old one is not it.
            vec![],
        ]
    );
    let origin = |at: usize| contents.fact_source(contents.indicators[at].id);
    assert_eq!(origin(0), None);
    assert!(matches!(origin(2), Some(Origin::Computed { ru, en })
        if ru.contains("школ") && en.contains("schools")));
    assert_eq!(origin(4), Some(&Origin::Deleted));
    assert_eq!(origin(5), Some(&Origin::Unknown));
}

#[test]
fn periods_that_lie_ahead_are_left_out_when_somebody_looks() {
    let contents = filled(&[Some("schools-in-network"), None], Readers::Members);
    let at = |day: &str| facts_of(&contents.clone().begun_by(day.parse().unwrap()));
    assert_eq!(at("2019-12-31")[0], []);
    assert_eq!(at("2021-08-31")[0], [pair("2020", "40")]);
    assert_eq!(at("2021-09-01")[0].len(), 2);
    // What people entered is theirs, whenever.
    assert_eq!(at("2019-12-31")[1], [pair("2020", "13")]);
}

#[test]
fn the_public_gets_no_number_that_is_made_of_what_it_may_not_see() {
    let sources = [
        Some("schools-in-network"),
        // Standings are for those who are signed in.
        Some("supported-with-mentor"),
        Some("supported-improved"),
        Some("teachers-tutored"),
        // Activities can be withheld.
        Some("activities-on-time"),
    ];
    let contents = filled(&sources, Readers::Public);
    let facts = facts_of(&contents);
    assert_eq!(facts[0], [pair("2020", "40"), pair("2021/2022", "40")]);
    for (at, facts) in facts.iter().enumerate().skip(1) {
        assert_eq!(facts, &[], "{at}");
        let id = contents.indicators[at].id;
        assert_eq!(contents.fact_source(id), Some(&Origin::ForMembers), "{at}");
    }
}

#[test]
fn a_definition_is_public_only_with_all_its_parts() {
    let public = shipped::definition_of("schools-in-network").unwrap();
    assert!(public.reads_public_fields());
    let hidden = r#"{"standing": {"kinds": ["low-results"]}}"#;
    for wrapped in [
        hidden.to_owned(),
        format!(r#"{{"not": {hidden}}}"#),
        format!(r#"{{"any": ["in-network", {{"all": ["small", {hidden}]}}]}}"#),
    ] {
        let condition: Condition = serde_json::from_str(&wrapped).unwrap();
        let counted = Definition {
            counted: Some(condition.clone()),
            ..public.clone()
        };
        let among = Definition {
            among: Some(condition),
            ..public.clone()
        };
        assert!(
            !counted.reads_public_fields() && !among.reads_public_fields(),
            "{wrapped}"
        );
    }
}

#[test]
fn a_plan_that_names_no_year_is_computed_for_the_years_of_its_programme() {
    let mut contents = contents(&[Some("schools-in-network")]);
    contents.programme.term.since = "2019".parse().ok();
    contents.programme.term.until = "2021".parse().ok();
    contents.indicators[0]
        .plan
        .retain(|it| it.period.text == "очередной год");
    contents.indicators[0].fact.clear();
    let mut unnamed = contents.clone();
    let today = "2021-03-01".parse().unwrap();
    fill(
        &mut contents,
        &index(),
        &Catalogue::of(vec![]),
        Readers::Public,
        today,
    );
    let years = ["2019", "2020", "2021"].map(|year| pair(year, "40"));
    assert_eq!(facts_of(&contents), [years]);
    // Nor does it know its years: the running one.
    unnamed.programme.term = opora_domain::Term::default();
    fill(
        &mut unnamed,
        &index(),
        &Catalogue::of(vec![]),
        Readers::Public,
        today,
    );
    assert_eq!(facts_of(&unnamed), [[pair("2021", "40")]]);
}
