//! A network from afar: whatever is gathered adds up to what was given, and the picture of it says
//! so, whatever the names are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use opora_domain::{
    NetworkId, Organisation, OrganisationKind, Partnership, PartnershipKind, PartnershipStatus,
    RecordId,
};
use opora_graph::generated::GeneratedNetwork;
use opora_graph::territories::drawn::{TerritoriesOptions, picture};
use opora_graph::territories::{ORGANISATIONS_MAX, Territory};
use opora_graph::{Filter, Level, NetworkGraph, Scope, Territories};

fn id(number: usize) -> RecordId {
    format!("00000000-0000-7000-8000-{number:012x}")
        .parse()
        .unwrap()
}

fn organisation(number: usize, region: Option<&str>, municipality: Option<&str>) -> Organisation {
    Organisation {
        id: id(number),
        network: NetworkId::new("generated").unwrap(),
        code: format!("o{number}"),
        kind: OrganisationKind::School,
        name: format!("Школа {number}"),
        full_name: None,
        region: region.map(str::to_owned),
        municipality: municipality.map(str::to_owned),
        settlement: None,
        locality: None,
        is_small: None,
        pupils: None,
        standings: Vec::new(),
        is_supported: number.is_multiple_of(3),
        place: None,
        note: None,
    }
}

fn partnership(number: usize, from: usize, to: usize) -> Partnership {
    Partnership {
        id: id(1_000_000 + number),
        network: NetworkId::new("generated").unwrap(),
        kind: PartnershipKind::ALL[number % PartnershipKind::ALL.len()],
        status: PartnershipStatus::ALL[number % PartnershipStatus::ALL.len()],
        from: Some(id(from)),
        to: Some(id(to)),
        code: None,
        theme: None,
        subjects: Vec::new(),
        agreement: None,
        term: opora_domain::Term::default(),
        source: None,
    }
}

fn generated(organisations: usize, relations: usize, seed: u64) -> NetworkGraph {
    let made = GeneratedNetwork::new(organisations, relations, seed);
    let organisations = (0..made.kinds.len()).map(|node| {
        let municipality = made.municipalities[node];
        let region = made.regions[municipality as usize];
        organisation(
            node,
            Some(&format!("Регион {region}")),
            Some(&format!("Район {municipality}")),
        )
    });
    let partnerships = made
        .edges
        .iter()
        .enumerate()
        .map(|(number, (from, to))| partnership(number, *from as usize, *to as usize));
    NetworkGraph::new(organisations.collect(), partnerships.collect(), Vec::new())
}

fn sum(of: &Territories, count: fn(&Territory) -> usize) -> usize {
    of.territories.iter().map(count).sum()
}

fn options<'a>(link: &'a dyn Fn(&Scope) -> String) -> TerritoriesOptions<'a> {
    TerritoriesOptions {
        locale: opora_domain::Locale::Ru,
        link,
        title: "Картина".to_owned(),
        description: String::new(),
        unnamed: "Не указано",
    }
}

#[test]
fn what_is_gathered_adds_up_at_every_level() {
    let graph = generated(6_000, 24_000, 7);
    for query in ["", "status=any", "hide=mentoring&hide=role-supported"] {
        let filter = Filter::from_query(query);
        let shown = graph.filtered(&filter);
        let mut waiting = vec![Scope::default()];
        let mut levels = vec![];
        while let Some(scope) = waiting.pop() {
            let level = graph.level_of(&scope, &filter);
            let of = Territories::of(&graph, &scope, &filter, level);
            let part = shown.within(&scope);
            assert_eq!(sum(&of, |each| each.organisations), part.nodes.len());
            let between: usize = of.ties.iter().map(|tie| tie.count()).sum();
            assert_eq!(sum(&of, |each| each.inside) + between, part.edges.len());
            let outside: usize = of.outside.iter().map(|(_, count)| count).sum();
            let crossing = shown.edges.iter().filter(|edge| {
                let holds = |node: usize| scope.holds(&shown.nodes[node].organisation);
                holds(edge.from) != holds(edge.to)
            });
            assert_eq!(outside, crossing.count(), "{scope:?} {query}");
            let alone = part.nodes.iter().filter(|node| {
                let whole = shown.index_of(node.organisation.id).unwrap();
                shown.nodes[whole].degree == 0
            });
            assert_eq!(sum(&of, |each| each.alone), alone.count());
            levels.push(level);
            if level != Level::Organisations {
                assert!(part.nodes.len() > ORGANISATIONS_MAX);
                waiting.extend(of.territories.into_iter().filter_map(|each| each.scope));
            }
        }
        for level in [Level::Regions, Level::Municipalities, Level::Organisations] {
            assert!(levels.contains(&level), "{level:?} {query}");
        }
    }
}

#[test]
fn a_tie_tells_who_gives() {
    let organisations = vec![
        organisation(0, Some("А"), None),
        organisation(1, Some("Б"), None),
        organisation(2, Some("Б"), None),
        organisation(3, None, None),
    ];
    let relation = |number, from, to| Partnership {
        status: PartnershipStatus::Active,
        ..partnership(number, from, to)
    };
    let relations = vec![
        relation(0, 0, 1),
        relation(1, 0, 2),
        relation(2, 2, 0),
        relation(3, 1, 2),
    ];
    let graph = NetworkGraph::new(organisations, relations, Vec::new());
    let of = Territories::of(
        &graph,
        &Scope::default(),
        &Filter::default(),
        Level::Regions,
    );
    let names: Vec<Option<&str>> = of
        .territories
        .iter()
        .map(|each| each.name.as_deref())
        .collect();
    assert_eq!(names, [Some("А"), Some("Б"), None]);
    assert_eq!((of.ties[0].forth, of.ties[0].back), (2, 1));
    assert_eq!(of.territories[0].carries_most, Some((id(0), 2)));
    assert_eq!(of.territories[1].inside, 1);
    assert_eq!(
        (of.territories[2].alone, of.territories[2].carries_most),
        (1, None)
    );
    // Those that name no territory are a territory, which there is no way into.
    assert_eq!(of.territories[2].scope, None);
}

#[test]
fn an_address_names_a_part_and_nothing_else() {
    for (region, municipality) in [
        (None, None),
        (Some("Ростовская область"), None),
        (Some("a&b=c%+?#\"<'"), Some("Район № 5")),
    ] {
        let scope = Scope {
            region: region.map(str::to_owned),
            municipality: municipality.map(str::to_owned),
        };
        assert_eq!(Scope::from_query(&scope.to_query()), scope);
        let mixed = format!("status=any&{}&lang=en", scope.to_query());
        assert_eq!(Scope::from_query(&mixed), scope);
    }
    assert!(Scope::from_query("region=&municipality=%20").is_whole());
    let long = Scope::from_query(&format!("region={}", "я".repeat(100_000)));
    assert_eq!(long.region.map(|name| name.chars().count()), Some(300));
}

#[test]
fn the_picture_has_every_territory_and_no_foreign_markup() {
    let hostile = "<script>alert(1)</script>\" onclick='x' & \u{7}";
    let organisations = (0..30).map(|number| match number {
        0 => organisation(number, Some(hostile), None),
        1 => organisation(number, None, None),
        _ => organisation(number, Some(&format!("Регион {}", number % 9)), None),
    });
    let relations = (2..29).map(|number| partnership(number, number, number + 1));
    let graph = NetworkGraph::new(organisations.collect(), relations.collect(), Vec::new());
    let filter = Filter::from_query("status=any");
    let of = Territories::of(&graph, &Scope::default(), &filter, Level::Regions);
    let link = |scope: &Scope| format!("/network/x?{}", scope.to_query());
    let svg = picture(&of, &options(&link));
    assert!(
        !svg.contains("<script") && !svg.contains(" onclick='"),
        "{svg}"
    );
    assert!(!svg.contains("style="));
    assert_eq!(svg.matches(r#"class="territory""#).count(), 11);
    assert_eq!(svg.matches("<a ").count(), 10);
    assert!(svg.contains("Не указано"));
    assert_eq!(svg, picture(&of, &options(&link)), "the same bytes");
}

#[test]
fn discs_and_names_do_not_lie_on_each_other() {
    let graph = generated(3_000, 9_000, 3);
    let filter = Filter::default();
    let of = Territories::of(&graph, &Scope::default(), &filter, Level::Municipalities);
    let svg = picture(&of, &options(&|_| String::new()));
    let at: Vec<(f64, f64)> = svg
        .split(r#"transform="translate("#)
        .skip(1)
        .map(|rest| {
            let (x, y) = rest.split_once(')').unwrap().0.split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect();
    assert_eq!(at.len(), of.territories.len());
    for (index, a) in at.iter().enumerate() {
        for b in &at[..index] {
            let apart = f64::hypot(a.0 - b.0, a.1 - b.1);
            assert!(apart >= 110.0, "{apart} px");
        }
    }
}
