//! The legend that filters: a GET form whose ticked boxes say what is shown. It needs no script;
//! `opora_graph::Filter` reads what it sends.

use super::ask::hidden_fields;
use super::status_words;
use crate::components::{edge_mark, open_end_mark, role_mark};
use crate::pages::public::Visit;
use crate::words::numbers::{counted, whole};
use crate::words::public;
use leptos::prelude::*;
use opora_domain::{Family, Openness, PartnershipStatus};
use opora_graph::filter::{Filter, StatusFilter, role_value};
use opora_graph::{Asked, NetworkGraph, Role, RoleKind, Summary};
use std::collections::BTreeSet;

/// `graph` is the whole network, at the moment asked about: families and roles it does not have at all get no row.
#[component]
pub fn Legend(visit: Visit, graph: NetworkGraph, asked: Asked, summary: Summary) -> impl IntoView {
    let filter = &asked.filter;
    let locale = visit.locale;
    let network = graph
        .nodes
        .first()
        .map(|node| node.organisation.network.clone());
    let address = network
        .map(|network| visit.network(&network, ""))
        .unwrap_or_default();
    let action = address.split('?').next().unwrap_or_default().to_owned();
    // Counts of what the form's other fields let through, whatever is ticked.
    let counted_part = graph.filtered(&Filter {
        families: BTreeSet::new(),
        roles: BTreeSet::new(),
        ..filter.clone()
    });
    let ends = counted_part.open_ends.len();
    let has_family = |family: Family| {
        graph.edges.iter().any(|edge| edge.family == family)
            || graph.open_ends.iter().any(|end| end.family == family)
    };
    let (families, absent): (Vec<Family>, Vec<Family>) =
        Family::ALL.iter().partition(|family| has_family(**family));
    let roles = RoleKind::ALL.iter().map(|role| {
        let count = summary.roles.get(role).copied().unwrap_or_default();
        role_rows(*role, count, &summary, filter, locale)
    });
    let family_rows = families
        .iter()
        .map(|family| family_row(*family, &counted_part, filter, locale));
    let hidden = absent.into_iter().map(|family| {
        view! { <input type="hidden" name="show" value=family.code()/> }
    });
    // The view, the question and the kind of list; the rest are the form's own fields.
    let kept = Asked {
        filter: Filter {
            view: filter.view,
            ..Filter::default()
        },
        ..asked.clone()
    }
    .to_query();
    let sample = counted_part
        .open_ends
        .first()
        .map(|end| (end.openness, end.family));
    view! {
        <form class="legend" method="get" action=action>
            <input type="hidden" name="legend" value="1"/>
            {hidden_fields(&visit, &kept)}
            {hidden.collect_view()}
            <div>
                <h2 class="title-section">{public::LEGEND.of(locale)}</h2>
                <p class="legend__hint caption">{public::LEGEND_HINT.of(locale)}</p>
            </div>
            <fieldset class="legend__group">
                <legend class="legend__title">{public::WHO.of(locale)}</legend>
                {roles.collect_view()}
            </fieldset>
            {(!families.is_empty()).then(|| view! {
                <fieldset class="legend__group">
                    <legend class="legend__title">{public::HOW.of(locale)}</legend>
                    {family_rows.collect_view()}
                </fieldset>
            })}
            {sample.map(|(openness, family)| view! {
                <p class="legend__open-end">
                    {open_end_mark(openness, family)}
                    {public::open_end(locale, &whole(ends, locale))}
                </p>
            })}
            {(!families.is_empty()).then(|| selects(&graph, filter, locale))}
            <div class="actions">
                <button class="button button--primary" type="submit">{public::SHOW.of(locale)}</button>
                <a class="button button--text" href=address>{public::RESET.of(locale)}</a>
            </div>
        </form>
    }
}

fn role_rows(
    role: RoleKind,
    count: usize,
    summary: &Summary,
    filter: &Filter,
    locale: opora_domain::Locale,
) -> Option<impl IntoView + use<>> {
    if count == 0 {
        return None;
    }
    let note = (role == RoleKind::Mentor && count > 1).then(|| public::MENTOR_SIZE.of(locale));
    let is_supported = role == RoleKind::Supported;
    let all_seek = is_supported && summary.with_mentor == 0;
    let seeking = (is_supported && summary.without_mentor > 0).then(|| {
        view! {
            <div class="legend__row legend__row--part">
                <span class="legend__label">
                    {role_mark(Role::Supported { has_live_mentor: false })}
                    <span class="legend__words">{public::SEEKING.of(locale)}</span>
                </span>
                <span class="legend__count">{whole(summary.without_mentor, locale)}</span>
            </div>
        }
    });
    Some(view! {
        <div class="legend__row">
            <label class="legend__label">
                <input class="checkbox__box" type="checkbox" name="show" value=role_value(role)
                    checked=filter.shows_role(role)/>
                {role_mark(sample_of(role, all_seek))}
                <span class="legend__words">{role.label(locale)}{note.map(|note| view! { <small>{note}</small> })}</span>
            </label>
            <span class="legend__count">{whole(count, locale)}</span>
        </div>
        {seeking}
    })
}

/// The mark that stands for a role. Nobody with a mentor: the ring is shown as all of them are.
fn sample_of(role: RoleKind, all_seek: bool) -> Role {
    match role {
        RoleKind::Supported => Role::Supported {
            has_live_mentor: !all_seek,
        },
        RoleKind::Mentor => Role::Mentor { mentees: 2 },
        RoleKind::School => Role::School,
        RoleKind::Centre => Role::Centre,
        RoleKind::Partner => Role::Partner,
    }
}

fn family_row(
    family: Family,
    part: &NetworkGraph,
    filter: &Filter,
    locale: opora_domain::Locale,
) -> impl IntoView + use<> {
    let count = part
        .edges
        .iter()
        .filter(|edge| edge.family == family)
        .count();
    let ends_of = |openness: Openness, noun| {
        let count = part
            .open_ends
            .iter()
            .filter(|end| end.family == family && end.openness == openness)
            .count();
        (count > 0).then(|| counted(count, noun, locale))
    };
    let ends: Vec<String> = [
        ends_of(Openness::Offer, &public::OFFERS_SHORT),
        ends_of(Openness::Request, &public::REQUESTS_SHORT),
    ]
    .into_iter()
    .flatten()
    .collect();
    let ends = (!ends.is_empty()).then(|| public::also_open(locale, &ends.join(", ")));
    view! {
        <div class="legend__row">
            <label class="legend__label">
                <input class="checkbox__box" type="checkbox" name="show" value=family.code()
                    checked=filter.shows_family(family)/>
                {edge_mark(family)}
                <span class="legend__words">{family.label(locale)}{ends.map(|ends| view! { <small>{ends}</small> })}</span>
            </label>
            <span class="legend__count">{whole(count, locale)}</span>
        </div>
    }
}

/// Which statuses are shown.
pub fn status_field(filter: &Filter, locale: opora_domain::Locale) -> impl IntoView + use<> {
    let statuses = [StatusFilter::Open, StatusFilter::Any]
        .into_iter()
        .chain(
            PartnershipStatus::ALL
                .iter()
                .map(|status| StatusFilter::Only(*status)),
        )
        .map(|status| {
            view! {
                <option value=status.code() selected=filter.status == status>
                    {status_words(status, locale)}
                </option>
            }
        });
    view! {
        <div class="field">
            <label class="field__label" for="status">{public::WHEN.of(locale)}</label>
            <span class="select"><select class="field__input" id="status" name="status">
                {statuses.collect_view()}
            </select></span>
        </div>
    }
}

fn selects(
    graph: &NetworkGraph,
    filter: &Filter,
    locale: opora_domain::Locale,
) -> impl IntoView + use<> {
    let subjects = graph.subjects();
    let subject_field = (!subjects.is_empty()).then(|| {
        let chosen = filter.subject.as_deref().map(opora_domain::choice::normal);
        let options = subjects.into_iter().map(|subject| {
            let is_chosen = chosen.as_deref() == Some(&opora_domain::choice::normal(&subject));
            view! { <option value=subject.clone() selected=is_chosen>{subject.clone()}</option> }
        });
        view! {
            <div class="field">
                <label class="field__label" for="subject">{public::SUBJECT.of(locale)}</label>
                <span class="select"><select class="field__input" id="subject" name="subject">
                    <option value="">{public::ALL_SUBJECTS.of(locale)}</option>
                    {options.collect_view()}
                </select></span>
            </div>
        }
    });
    view! {
        <div class="field-row">
            {status_field(filter, locale)}
            {subject_field}
        </div>
    }
}
