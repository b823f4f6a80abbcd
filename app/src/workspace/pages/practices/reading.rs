//! Practices and contests as the screens show them: put in order, with who has part in each. What one
//! school said twice, from two devices, stands once.

use crate::words::numbers::tied;
use crate::workspace::parts::wording;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::choice::normal;
use opora_domain::{
    Adoption, Contest, Locale, OrganisationKind, Participation, Practice, RecordId, RecordKind,
    Viewer,
};
use opora_sync::RecordView;

/// The records of a kind.
pub fn of_kind(records: &Records, kind: RecordKind) -> impl Iterator<Item = &RecordView> {
    let views = records.views.values().map(|view| &**view);
    views.filter(move |view| view.kind() == kind)
}

/// All practices by title.
pub fn practices(records: &Records) -> Vec<Practice> {
    let all = of_kind(records, RecordKind::Practice).map(|view| Practice::read(&view.projected));
    ordered(all.collect(), |one| normal(&one.title))
}

pub fn practice(records: &Records, id: RecordId) -> Option<Practice> {
    let view = records.views.get(&id)?;
    (view.kind() == RecordKind::Practice).then(|| Practice::read(&view.projected))
}

/// A school that adopted a practice.
#[derive(Clone, PartialEq)]
pub struct Adopting {
    pub school: RecordId,
    pub name: String,
    /// The first is the one that is shown; further ones came from another device.
    pub adoptions: Vec<Adoption>,
}

/// Who adopted a practice, by name.
pub fn adopting(records: &Records, practice: RecordId, locale: Locale) -> Vec<Adopting> {
    let mut all: Vec<Adopting> = Vec::new();
    for view in of_kind(records, RecordKind::Adoption) {
        let adoption = Adoption::read(&view.projected);
        let (true, Some(school)) = (adoption.practice == Some(practice), adoption.school) else {
            continue;
        };
        match all.iter_mut().find(|it| it.school == school) {
            Some(known) => known.adoptions.push(adoption),
            None => all.push(Adopting {
                school,
                name: wording::organisation_name(records, school, locale),
                adoptions: vec![adoption],
            }),
        }
    }
    ordered(all, |it| it.name.clone())
}

/// All contests: the newest year first, in a year by title.
pub fn contests(records: &Records) -> Vec<Contest> {
    let all = of_kind(records, RecordKind::Contest).map(|view| Contest::read(&view.projected));
    ordered(all.collect(), |one| {
        let (year, month) = one.year.first_month().unwrap_or((0, 0));
        let from_the_end = 9_999_u16.saturating_sub(year);
        format!(
            "{from_the_end:04}{:02}{}",
            12 - month.min(12),
            normal(&one.title)
        )
    })
}

pub fn contest(records: &Records, id: RecordId) -> Option<Contest> {
    let view = records.views.get(&id)?;
    (view.kind() == RecordKind::Contest).then(|| Contest::read(&view.projected))
}

/// A school that took part in a contest.
#[derive(Clone, PartialEq)]
pub struct TakingPart {
    pub school: RecordId,
    pub name: String,
    /// The first is the one that is shown.
    pub participations: Vec<Participation>,
}

/// Who took part in a contest, by name.
pub fn taking_part(records: &Records, contest: RecordId, locale: Locale) -> Vec<TakingPart> {
    let mut all: Vec<TakingPart> = Vec::new();
    for view in of_kind(records, RecordKind::Participation) {
        let one = Participation::read(&view.projected);
        let (true, Some(school)) = (one.contest == Some(contest), one.school) else {
            continue;
        };
        match all.iter_mut().find(|it| it.school == school) {
            Some(known) => known.participations.push(one),
            None => all.push(TakingPart {
                school,
                name: wording::organisation_name(records, school, locale),
                participations: vec![one],
            }),
        }
    }
    ordered(all, |it| it.name.clone())
}

/// Schools of the network by name, as the options of a choice.
pub fn schools(records: &Records) -> Vec<(String, String)> {
    let all = records.organisations.values();
    let schools = all.filter(|it| it.kind == OrganisationKind::School);
    let named = schools.map(|it| (it.id.to_string(), tied(&it.name)));
    ordered(named.collect(), |(_, name)| name.clone())
}

/// May the viewer enter anything here?
pub const fn may_enter(viewer: &Viewer) -> bool {
    matches!(viewer, Viewer::Coordinator { .. } | Viewer::School { .. })
}
