//! The page of practices, and the links that lead there.

use super::*;
use crate::pages::public::PublicPractice;
use opora_domain::{Adoption, Practice};

fn published(kind: RecordKind, code: &str, mut fields: Value) -> Projected {
    fields["published"] = json!(true);
    seen(kind, code, fields)
}

fn shared() -> Vec<PublicPractice> {
    let practice = |code: &str, date: Value| {
        let fields = json!({
            "title": format!("Уроки вдвоём {code}"), "school": organisation_id("mentor"),
            "subject": "химия", "text": "Готовим урок.\n\nВедёт Гаврилова А. П.", "date": date,
            "link": "https://a.example/?a=\u{26}b",
        });
        Practice::read(&published(RecordKind::Practice, code, fields))
    };
    let adoption = |code: &str, of: &str, school: &str, date: &str| {
        let fields = json!({
            "practice": id(RecordKind::Practice, of), "school": organisation_id(school), "date": date,
        });
        Adoption::read(&published(RecordKind::Adoption, code, fields))
    };
    let adoptions = [
        adoption("a1", "1", "helped", "2026-10-05"),
        // Two devices of one school.
        adoption("a2", "1", "helped", "2026-10-01"),
        adoption("a3", "1", "seeking", "2026-09"),
        adoption("a4", "hidden", "seeking", "2026-09"),
    ];
    let practices = vec![
        practice("0", json!(null)),
        practice("1", json!("2025")),
        practice("2", json!("2026-03")),
    ];
    PublicPractice::put_together(practices, &adoptions)
}

fn practices_page(query: &str, practices: Vec<PublicPractice>) -> String {
    let District { network, graph, .. } = district();
    let organisations = graph.nodes.iter();
    let organisations = organisations
        .map(|node| node.organisation.clone())
        .collect();
    let visit = visit(&format!("/network/generated/practices{query}"));
    to_html(|| {
        view! { <PracticesPage visit=visit network=network practices=practices organisations=organisations/> }
    })
}

#[test]
fn practices_stand_newest_first_with_who_adopted_them() {
    let html = practices_page("", shared());
    check_document(&html);
    let text = text_of(&html);
    let places: Vec<_> = ["вдвоём 2", "вдвоём 1", "вдвоём 0"]
        .map(|title| text.find(title).expect("it is there"))
        .to_vec();
    assert!(places.is_sorted(), "{text}");
    assert!(!text.contains("Гаврилова"), "{text}");
    assert!(html.contains(r#"rel="noopener noreferrer""#));
    assert!(
        html.contains(r#"href="https://a.example/?a=&amp;b""#),
        "{html}"
    );
    // Each school once, the first day it named; in the order of days.
    assert_eq!(text.matches("Дальняя СОШ").count(), 1);
    let seeking = text.find("Крайняя СОШ").expect("named");
    assert!(seeking < text.find("Дальняя СОШ").expect("named"));
    assert!(text.contains("1 октября 2026"), "{text}");
    let english = text_of(&practices_page("?lang=en", shared()));
    assert!(
        english.contains("Best practices") && english.contains("Adopted by"),
        "{english}"
    );
}

#[test]
fn an_empty_bank_says_so_and_nothing_leads_to_it() {
    let html = practices_page("", vec![]);
    check_document(&html);
    assert!(text_of(&html).contains("Опубликованных практик пока нет"));
    assert!(!network_page("").contains("/practices"));
    assert!(!organisation_page("mentor", "").contains("/practices"));
}

#[test]
fn a_school_shows_its_practices() {
    let card = |code: &str| {
        let District {
            network,
            graph,
            interactions,
        } = district();
        let visit = visit(&format!("/network/generated/organisation/{code}"));
        let organisation = id(RecordKind::Organisation, code);
        to_html(|| {
            view! {
                <OrganisationPage visit=visit network=network graph=graph organisation=organisation
                    interactions=interactions practices=shared()/>
            }
        })
    };
    assert_eq!(text_of(&card("mentor")).matches("Своя практика").count(), 3);
    assert_eq!(
        text_of(&card("helped"))
            .matches("Внедрила практику")
            .count(),
        1
    );
    assert!(!card("alone").contains("/practices"));
    let place = format!(
        "/network/generated/practices#{}",
        id(RecordKind::Practice, "1")
    );
    assert!(card("helped").contains(&place));
}
