//! `/network/SLUG/practices`: what schools of the network share, as far as the coordinator has
//! published it. Readable and printable without script; has no files and no search.

use super::{Place, Shell, Visit};
use crate::components::{NoticeKind, notice};
use crate::words::numbers::tied;
use crate::words::{Phrase, dates, practices as words};
use leptos::prelude::*;
use opora_domain::{Adoption, Network, Organisation, PartialDate, Practice, RecordId};

/// A published practice and who adopted it.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicPractice {
    pub practice: Practice,
    /// Each school once, with the first day it names; in the order of these days.
    pub adoptions: Vec<Adoption>,
}

impl PublicPractice {
    /// Puts together what the projection let through: the newest practice first, those without a
    /// date last. An adoption of a practice that is not public says nothing.
    pub fn put_together(practices: Vec<Practice>, adoptions: &[Adoption]) -> Vec<Self> {
        let day = |date: Option<PartialDate>| date.map(PartialDate::first_day);
        let mut all: Vec<Self> = practices
            .into_iter()
            .map(|practice| {
                let of_it = adoptions
                    .iter()
                    .filter(|it| it.practice == Some(practice.id));
                let mut own: Vec<Adoption> = of_it.cloned().collect();
                own.sort_by_key(|it| (it.date.is_none(), day(it.date), it.id));
                let mut schools = vec![];
                own.retain(|it| {
                    let is_new = !schools.contains(&it.school);
                    schools.push(it.school);
                    is_new
                });
                PublicPractice {
                    practice,
                    adoptions: own,
                }
            })
            .collect();
        all.sort_by_key(|it| (std::cmp::Reverse(day(it.practice.date)), it.practice.id));
        all
    }

    /// It is this school's, or the school adopted it.
    pub fn is_of(&self, organisation: RecordId) -> bool {
        self.practice.school == Some(organisation)
            || self
                .adoptions
                .iter()
                .any(|it| it.school == Some(organisation))
    }
}

/// All published practices of a network.
#[component]
pub fn PracticesPage(
    visit: Visit,
    network: Network,
    practices: Vec<PublicPractice>,
    organisations: Vec<Organisation>,
) -> impl IntoView {
    let locale = visit.locale;
    let name = network.municipality.clone();
    let home = visit.network(&network.slug, "");
    let head = view! {
        <nav class="path" aria-label=crate::words::public::PATH.of(locale)>
            <ol><li><a href=home lang="ru">{network.municipality.clone()}</a></li></ol>
        </nav>
        <div class="cover__head"><div class="cover__words">
            <h1 class="title-page">{words::OF_NETWORK.of(locale)}</h1>
            <p class="cover__sub">{words::LEAD.of(locale)}</p>
        </div></div>
    }
    .into_any();
    let content = match practices.is_empty() {
        true => view! { {notice(NoticeKind::Empty, words::NOTHING.of(locale), words::NOTHING_TEXT.of(locale))} }
            .into_any(),
        false => practices
            .iter()
            .map(|it| card(&visit, it, &organisations))
            .collect_view()
            .into_any(),
    };
    view! {
        <Shell visit=visit place=Place::InNetwork title=words::title(locale, &name)
            description=words::description(locale, &name) is_example=network.is_example head=head>
            {content}
        </Shell>
    }
}

fn card(visit: &Visit, of: &PublicPractice, organisations: &[Organisation]) -> AnyView {
    let locale = visit.locale;
    let practice = &of.practice;
    let id = practice.id.to_string();
    let lines: [(Phrase, &Option<String>); 4] = [
        (words::SUBJECT, &practice.subject),
        (words::THEME, &practice.theme),
        (words::TEXT, &practice.text),
        (words::RESULT, &practice.result),
    ];
    let lines = lines.into_iter().filter_map(|(label, text)| {
        let text = text.as_deref()?;
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty());
        let paragraphs = paragraphs.map(|line| view! { <p lang="ru">{tied(line)}</p> });
        Some(line_view(
            label.of(locale),
            paragraphs.collect_view().into_any(),
        ))
    });
    let link = practice.link.clone().map(|address| {
        let words = address.clone();
        let link =
            view! { <a class="practice__link" href=address rel="noopener noreferrer">{words}</a> };
        line_view(words::SOURCE.of(locale), link.into_any())
    });
    let adopted = of.adoptions.iter().filter_map(|adoption| {
        let school = school_link(visit, organisations, adoption.school)?;
        let since = adoption.date.map(|date| dates::since(date, locale));
        Some(view! { <li>{school}{since.map(|since| format!(", {since}"))}</li> })
    });
    let adopted: Vec<_> = adopted.collect();
    let adopted = (!adopted.is_empty()).then(|| {
        line_view(
            words::ADOPTED_BY.of(locale),
            view! { <ul>{adopted}</ul> }.into_any(),
        )
    });
    let school = school_link(visit, organisations, practice.school);
    let date = practice.date.map(|date| dates::date(date, locale));
    view! {
        <section class="section practice" id=id.clone() aria-labelledby=format!("{id}-title")>
            <div class="section__head">
                <h2 class="title-block" lang="ru" id=format!("{id}-title")>{tied(&practice.title)}</h2>
                {date.map(|date| view! { <p class="caption">{date}</p> })}
            </div>
            {school.map(|school| view! { <p class="practice__by">{school}</p> })}
            <dl class="passport">{lines.collect_view()}{link}{adopted}</dl>
        </section>
    }
    .into_any()
}

fn line_view(label: &'static str, body: AnyView) -> AnyView {
    view! { <div class="passport__line"><dt>{label}</dt><dd>{body}</dd></div> }.into_any()
}

fn school_link(
    visit: &Visit,
    organisations: &[Organisation],
    id: Option<RecordId>,
) -> Option<AnyView> {
    let school = organisations.iter().find(|it| Some(it.id) == id)?;
    let address = visit.organisation(&school.network, &school.code);
    Some(view! { <a href=address lang="ru">{tied(&school.name)}</a> }.into_any())
}

/// The practices of one school, its own and those it adopted, for its card.
pub fn of_organisation(
    visit: &Visit,
    network: &Network,
    practices: &[PublicPractice],
    organisation: RecordId,
) -> Option<AnyView> {
    let locale = visit.locale;
    let own = practices.iter().filter(|it| it.is_of(organisation));
    let rows = own.map(|it| {
        let what = match it.practice.school == Some(organisation) {
            true => words::OWN,
            false => words::ADOPTED,
        };
        let address = visit.practices(&network.slug, Some(&it.practice.id));
        view! {
            <li class="offer"><div class="offer__text">
                <p class="strong"><a href=address lang="ru">{tied(&it.practice.title)}</a></p>
                <p>{what.of(locale)}</p>
            </div></li>
        }
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let section = view! {
        <section class="section" aria-labelledby="practices">
            <div class="section__head"><h2 class="title-block" id="practices">{words::PRACTICES.of(locale)}</h2></div>
            <ul>{rows}</ul>
        </section>
    };
    Some(section.into_any())
}
