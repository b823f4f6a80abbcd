//! What the review finds in the programmes of the samples. Each line was looked up in the document:
//! none is made up, and what README.md of the samples calls a contradiction is among them.

use crate::district_round_trips::{imported, seen_by};
use opora_domain::programme_review::{Spot, review};
use opora_domain::{NetworkId, ProgrammeContents, Viewer};

/// «gravity code: number or title beginning …» of every finding.
fn found(name: &str) -> Vec<String> {
    let viewer = Viewer::Coordinator {
        network: NetworkId::new(name).unwrap(),
    };
    let programmes = seen_by(&imported(name), name, viewer).programmes();
    assert_eq!(programmes.len(), 1);
    let contents = &programmes[0];
    let findings = review(contents).into_iter().map(|finding| {
        let at: Vec<String> = finding.at.iter().map(|it| called(contents, it)).collect();
        let (gravity, code) = (finding.gravity().code(), finding.what.code());
        format!("{gravity} {code}: {}", at.join(" | "))
    });
    findings.collect()
}

fn called(contents: &ProgrammeContents, spot: &Spot) -> String {
    let beginning = |text: &str| text.chars().take(24).collect::<String>();
    let rows = contents
        .stages
        .iter()
        .map(|it| (it.id, it.number.clone(), it.title.clone()));
    let rows = rows.chain(
        contents
            .indicators
            .iter()
            .map(|it| (it.id, it.number.clone(), Some(it.title.clone()))),
    );
    let mut rows = rows.chain(
        contents
            .activities
            .iter()
            .map(|it| (it.id, it.number.clone(), it.title.clone())),
    );
    match rows.find(|(id, ..)| *id == spot.record) {
        Some((_, Some(number), _)) => number,
        Some((_, None, title)) => beginning(&title.unwrap_or_default()),
        None => spot.field.to_owned(),
    }
}

#[test]
fn abinsk() {
    // The slides list no deadline and nobody responsible, and leave July and August 2020 out.
    let all = "Организационная инфрастр | Нормативно-правовая база | Финансовый механизм прог \
               | Кадровый потенциал: руко | Материально-техническая  | Создать и расширить сете \
               | Передавать лучшие практи";
    assert_eq!(
        found("abinsk"),
        [
            &format!("doubt no-responsible: {all}"),
            "information stages-gap: III | IV",
            &format!("information no-deadline: {all}"),
        ]
    );
}

#[test]
fn vengerovo() {
    assert_eq!(
        found("vengerovo"),
        [
            // «2019-2014г.»
            "contradiction impossible-range: 12.",
            // 1 Mbit/s in an indicator, 100 in an activity.
            "contradiction different-targets: 8. | 9.",
            // Learning at a distance: 1% and 20%.
            "doubt overlapping-indicators: 4. | 7.",
            // The document has no column for it.
            "doubt no-base: 1. | 2. | 3. | 4. | 5. | 6. | 7. | 8. | 9. | 10. | 11.",
            "doubt repeated-number: 17 | 17.",
        ]
    );
}

#[test]
fn yartsevo() {
    assert_eq!(
        found("yartsevo"),
        [
            // 2019 and 2020 in the passport, March to December 2018 in the plan.
            "contradiction stages-disagree: 2 | 1.2.",
            "doubt two-goals: goal | annex_goal",
            // The last one of section 1.3.
            "doubt no-responsible: 9.",
            "information two-titles: title | other_title",
        ]
    );
}
