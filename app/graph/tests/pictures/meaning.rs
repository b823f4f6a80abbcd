//! Roles, counts and filters.

use crate::generated::{district, id, interaction, like_yartsevo, organisation, partnership};
use opora_domain::{OrganisationKind, PartnershipStatus, RecordKind};
use opora_graph::{Filter, NetworkGraph, Role, StatusFilter, Summary};

#[test]
fn the_order_of_the_records_does_not_matter() {
    let forwards = like_yartsevo();
    let mut organisations: Vec<_> = forwards
        .nodes
        .iter()
        .map(|node| node.organisation.clone())
        .collect();
    let mut partnerships: Vec<_> = forwards
        .edges
        .iter()
        .map(|edge| edge.partnership.clone())
        .collect();
    partnerships.extend(forwards.open_ends.iter().map(|end| end.partnership.clone()));
    organisations.reverse();
    partnerships.reverse();
    let backwards = NetworkGraph::new(organisations, partnerships, Vec::new());
    assert_eq!(forwards, backwards);
}

#[test]
fn roles_follow_live_mentoring_only() {
    use opora_domain::PartnershipKind::Mentoring;
    let mut organisations: Vec<_> = (0..4)
        .map(|number| {
            organisation(
                number,
                OrganisationKind::School,
                &format!("Школа № {number}"),
            )
        })
        .collect();
    organisations[0].is_supported = true;
    organisations[1].is_supported = true;
    let partnerships = vec![
        partnership(0, Mentoring, Some(2), Some(0), PartnershipStatus::Active),
        partnership(1, Mentoring, Some(3), Some(1), PartnershipStatus::Proposed),
        partnership(2, Mentoring, Some(2), Some(0), PartnershipStatus::Active),
    ];
    let graph = NetworkGraph::new(
        organisations,
        partnerships,
        vec![interaction(0, 0, "2026-03"), interaction(1, 0, "2026-01")],
    );
    let role = |number| {
        graph.nodes[graph
            .index_of(id(RecordKind::Organisation, number))
            .unwrap()]
        .role
    };
    assert_eq!(
        role(0),
        Role::Supported {
            has_live_mentor: true
        }
    );
    assert_eq!(
        role(1),
        Role::Supported {
            has_live_mentor: false
        }
    );
    assert_eq!(role(2), Role::Mentor { mentees: 1 });
    assert_eq!(role(3), Role::School);
    let edge = graph
        .edges
        .iter()
        .find(|edge| edge.interactions > 0)
        .unwrap();
    assert_eq!(
        (edge.interactions, edge.last_interaction),
        (2, "2026-03".parse().ok())
    );
}

#[test]
fn the_summary_adds_up() {
    let summary = Summary::of(&district(1));
    assert_eq!(
        (
            summary.schools,
            summary.other_organisations,
            summary.supported
        ),
        (40, 15, 14)
    );
    assert_eq!(
        summary.with_mentor + summary.without_mentor,
        summary.supported
    );
    assert_eq!(summary.roles.values().sum::<usize>(), 55);
    assert_eq!(
        summary
            .families
            .values()
            .map(|count| count.partnerships)
            .sum::<usize>(),
        summary.partnerships
    );
    let open_ends: usize = summary.families.values().map(|count| count.open_ends).sum();
    assert_eq!(open_ends, summary.offers + summary.requests);
    assert!(
        summary
            .mentors
            .windows(2)
            .all(|pair| pair[0].1 >= pair[1].1)
    );
    assert_eq!(summary.hubs.len(), 3);

    let thin = Summary::of(&like_yartsevo());
    assert_eq!(
        (thin.partnerships, thin.offers, thin.requests),
        (1, 4, 0),
        "ended requests are not open"
    );
    assert_eq!((thin.isolates.len(), thin.without_mentor), (10, 4));
}

#[test]
fn a_filter_without_script_reads_as_its_permalink() {
    let form = Filter::from_query(
        "legend=1&show=site&show=method&show=resource&show=social&show=role-supported&show=role-mentor&show=role-centre&show=role-partner&status=any&subject=%D0%A5%D0%B8%D0%BC%D0%B8%D1%8F+8&view=map",
    );
    assert_eq!(
        form.to_query(),
        "hide=mentoring&hide=role-school&status=any&subject=%D0%A5%D0%B8%D0%BC%D0%B8%D1%8F%208&view=map"
    );
    assert_eq!(Filter::from_query(&form.to_query()), form);
    assert_eq!(form.subject.as_deref(), Some("Химия 8"));
    assert_eq!(
        Filter::from_query("legend=1").families.len(),
        5,
        "nothing ticked, nothing shown"
    );
    assert_eq!(
        Filter::from_query("hide=nonsense&status=never&view=&lang=en"),
        Filter::default()
    );
    assert_eq!(Filter::default().to_query(), "");
    assert_eq!(
        StatusFilter::from_code("agreed"),
        Some(StatusFilter::Only(PartnershipStatus::Agreed))
    );
}
