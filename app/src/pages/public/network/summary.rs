//! The network in a sentence whose numbers open, and the few names one should know.

use crate::pages::public::Visit;
use crate::words::numbers::{Noun, counted, tied, whole};
use crate::words::public;
use leptos::prelude::*;
use opora_domain::{Locale, RecordId};
use opora_graph::{NetworkGraph, Summary};

/// Names given before the rest becomes a number.
const NAMES_MAX: usize = 4;
/// Mentors named.
const MENTORS_MAX: usize = 2;

pub fn count_organisations(number: usize, locale: Locale) -> String {
    counted(number, &public::ORGANISATIONS, locale)
}

pub fn count_partnerships(number: usize, locale: Locale) -> String {
    counted(number, &public::PARTNERSHIPS, locale)
}

/// The network in one line without links: «40 школ, 83 партнёрства; ищут наставника 3 школы».
pub fn network_sentence(locale: Locale, summary: &Summary) -> String {
    let mut sentence = format!(
        "{}, {}",
        counted(summary.schools, &public::SCHOOLS, locale),
        count_partnerships(summary.partnerships, locale)
    );
    if summary.without_mentor > 0 {
        let number = whole(summary.without_mentor, locale);
        sentence.push_str(&public::look_for_mentor(locale, &number));
    }
    sentence
}

/// «В сети 40 школ и 15 других организаций, между ними 83 партнёрства. Район поддерживает 14
/// школ: у 11 есть школа-наставник, 3 её ищут.» Numbers link to the list of the page at `base`
/// (empty: this page).
#[component]
pub fn SummarySentence(locale: Locale, summary: Summary, base: String) -> impl IntoView {
    let link = |anchor: &str, words: String| {
        view! { <a class="number" href=format!("{base}#{anchor}")>{words}</a> }
    };
    let number =
        |anchor: &str, number: usize, noun: &Noun| link(anchor, counted(number, noun, locale));

    let parts = (
        number("list", summary.schools, &public::SCHOOLS),
        (summary.other_organisations > 0).then(|| {
            let others = number(
                "list",
                summary.other_organisations,
                &public::OTHER_ORGANISATIONS,
            );
            view! { " " {public::AND.of(locale)} " " {others} }
        }),
        (summary.partnerships > 0).then(|| {
            let between = number("list", summary.partnerships, &public::PARTNERSHIPS);
            view! { {public::BETWEEN_THEM.of(locale)} {between} }
        }),
    );
    let none =
        (summary.partnerships == 0).then(|| format!(" {}", public::NO_PARTNERSHIPS.of(locale)));
    let supported = (summary.supported > 0).then(|| {
        let anchor = if summary.without_mentor > 0 { "seeking" } else { "supported" };
        let schools = number(anchor, summary.supported, &public::SCHOOLS_ACCUSATIVE);
        let mentors = match (summary.with_mentor, summary.without_mentor) {
            (0, _) => public::NO_MENTOR_NAMED.of(locale).into_any(),
            (_, 0) => public::ALL_HAVE_MENTOR.of(locale).into_any(),
            (with, without) => {
                let seeking = link("seeking", whole(without, locale));
                let verb = if public::SCHOOLS.after(without, locale) == public::SCHOOLS.after(1, locale) {
                    public::SEEKS_IT
                } else {
                    public::SEEK_IT
                };
                view! {
                    {public::have_mentor(locale, &whole(with, locale))} ", " {seeking} " " {verb.of(locale)}
                }
                .into_any()
            }
        };
        view! { " " {public::DISTRICT_SUPPORTS.of(locale)} " " {schools} {mentors} }
    });
    let ends: Vec<AnyView> = [
        (summary.offers, &public::OFFERS),
        (summary.requests, &public::REQUESTS),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, noun)| number("list", count, noun).into_any())
    .collect();
    let open = (!ends.is_empty()).then(|| {
        view! { " " {public::WAIT_FOR_SIDE.of(locale)} " " {listed(ends)} "." }
    });
    view! { {public::IN_NETWORK.of(locale)} " " {parts.0}{parts.1}{parts.2} "." {none}{supported}{open} }
}

/// Who carries most, who is alone, what has been recorded.
#[component]
pub fn SummaryAside(visit: Visit, graph: NetworkGraph, summary: Summary) -> impl IntoView {
    let locale = visit.locale;
    let link = |id: RecordId| {
        let organisation = &graph.nodes[graph.index_of(id)?].organisation;
        let address = visit.organisation(&organisation.network, &organisation.code);
        Some(view! { <a href=address lang="ru">{tied(&organisation.name)}</a> })
    };
    let mentors: Vec<AnyView> = summary
        .mentors
        .iter()
        .filter(|(_, mentees)| *mentees > 1)
        .take(MENTORS_MAX)
        .filter_map(|(id, mentees)| {
            Some(view! { {link(*id)?} {format!(" ({mentees})")} }.into_any())
        })
        .collect();
    let all = summary.schools + summary.other_organisations;
    let alone = &summary.isolates;
    let isolates = (!alone.is_empty() && alone.len() < all).then(|| {
        if alone.len() <= NAMES_MAX {
            let names = alone.iter().filter_map(|id| Some(link(*id)?.into_any())).collect();
            view! { {public::NOT_CONNECTED.of(locale)} " " {listed(names)} }.into_any()
        } else {
            let number = counted(alone.len(), &public::ORGANISATIONS, locale);
            view! { {public::NOT_CONNECTED.of(locale)} " " <a class="number" href="#list">{number}</a> }.into_any()
        }
    });
    let meetings = (summary.interactions > 0)
        .then(|| public::recorded_meetings(locale, &whole(summary.interactions, locale)));
    view! {
        {(!mentors.is_empty()).then(|| view! {
            <p>{public::MOST_MENTEES.of(locale)} " " {listed(mentors)} "."</p>
        })}
        {isolates.map(|isolates| view! { <p>{isolates} "."</p> })}
        {meetings.map(|meetings| view! { <p>{meetings}</p> })}
    }
}

/// Parts with commas between.
fn listed(parts: Vec<AnyView>) -> impl IntoView {
    parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| view! { {(index > 0).then_some(", ")} {part} })
        .collect_view()
}
