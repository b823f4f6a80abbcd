//! «Спросить сеть»: a search, the ready questions as links, and folded forms for a path and for
//! dates. GET forms without script; `opora_graph::Question` reads what they send. Every question
//! leads to the anchor of its answer, so that reading goes on there.

use super::answer::say_day;
use super::order_of_name;
use crate::pages::public::Visit;
use crate::words::dates;
use crate::words::numbers::tied;
use crate::words::questions;
use leptos::prelude::*;
use opora_domain::{Locale, Network};
use opora_graph::filter::pairs_of;
use opora_graph::question::Ready;
use opora_graph::questions::Day;
use opora_graph::questions::time::days_of_change;
use opora_graph::{Asked, NetworkGraph, Question};

/// Up to so many organisations are offered by name; beyond it people type.
const OFFERED_MAX: usize = 300;

/// `graph` is the whole network: also who is hidden may be asked about. Without it, names are
/// typed and only questions about few organisations are offered.
#[component]
pub fn AskForm(
    visit: Visit,
    network: Network,
    #[prop(optional_no_strip)] graph: Option<NetworkGraph>,
    asked: Asked,
) -> impl IntoView {
    let locale = visit.locale;
    let action = action_of(&visit, &network);
    let kept = asked.asking(None).to_query();
    let wanted = match &asked.question {
        Some(Question::Find(text)) => text.clone(),
        _ => String::new(),
    };
    let graph = graph.as_ref();
    let offered = graph.filter(|graph| graph.nodes.len() <= OFFERED_MAX);
    let is_offered = offered.is_some();
    let names = offered.map(|graph| {
        let names = by_name(graph).into_iter();
        let names = names.map(|node| {
            let name = graph.nodes[node].organisation.name.clone();
            view! { <option value=name></option> }
        });
        view! { <datalist id="names">{names.collect_view()}</datalist> }
    });
    let ready = graph.map(|graph| ready_view(&visit, &network, graph, &asked));
    let more = more_view(&visit, &network, graph, &asked);
    view! {
        <section class="ask" aria-labelledby="ask-title">
            <h2 class="title-section ask__title" id="ask-title">{questions::ASK.of(locale)}</h2>
            <form class="ask__find" method="get" role="search" action=action>
                {hidden_fields(&visit, &kept)}
                <label class="field__label" for="find">{questions::FIND_LABEL.of(locale)}</label>
                <span class="ask__line">
                    <input class="field__input" type="search" id="find" name="find" value=wanted
                        list=is_offered.then_some("names") autocomplete="off" maxlength="200"/>
                    <button class="button" type="submit">{questions::FIND.of(locale)}</button>
                </span>
                {names}
            </form>
            {ready}
            {more}
        </section>
    }
}

/// Where the forms lead: the page, at its answer. A form's own query takes the place of any other.
fn action_of(visit: &Visit, network: &Network) -> String {
    let address = visit.network(&network.slug, "");
    let path = address.split('?').next().unwrap_or_default();
    format!("{path}#answer")
}

/// What a form keeps of the address: the part that is looked at, the filter, the list, the
/// language named in it.
pub fn hidden_fields(visit: &Visit, query: &str) -> AnyView {
    let kept = pairs_of(query).map(|(name, value)| {
        view! { <input type="hidden" name=name value=value/> }
    });
    let language = visit.named_language().map(|named| {
        view! { <input type="hidden" name="lang" value=named.tag()/> }
    });
    let scope = visit.kept_pairs().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value.to_owned()/> }
    });
    view! { {scope.collect_view()}{kept.collect_view()}{language} }.into_any()
}

/// One organisation to choose, but not that of the code `except`; to type where there are too many
/// to choose from.
pub fn organisations_field(
    graph: Option<&NetworkGraph>,
    id: &'static str,
    name: &'static str,
    label: &'static str,
    (chosen, except): (&str, &str),
    locale: Locale,
) -> AnyView {
    let offered = graph.filter(|graph| graph.nodes.len() <= OFFERED_MAX);
    let field = if let Some(graph) = offered {
        let organisations = by_name(graph).into_iter();
        let organisations = organisations.map(|node| &graph.nodes[node].organisation);
        let organisations = organisations.filter(|organisation| organisation.code != except);
        let options = organisations.map(|organisation| {
            let is_chosen = organisation.code == chosen;
            let code = organisation.code.clone();
            view! { <option value=code selected=is_chosen>{tied(&organisation.name)}</option> }
        });
        view! {
            <span class="select"><select class="field__input" id=id name=name>
                <option value="">{questions::CHOOSE.of(locale)}</option>
                {options.collect_view()}
            </select></span>
        }
        .into_any()
    } else {
        let chosen = chosen.to_owned();
        view! { <input class="field__input" id=id name=name value=chosen maxlength="200" autocomplete="off"/> }
            .into_any()
    };
    view! {
        <div class="field"><label class="field__label" for=id>{label}</label>{field}</div>
    }
    .into_any()
}

fn by_name(graph: &NetworkGraph) -> Vec<usize> {
    let mut nodes: Vec<usize> = (0..graph.nodes.len()).collect();
    nodes.sort_by_cached_key(|node| order_of_name(&graph.nodes[*node].organisation.name));
    nodes
}

fn ready_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    asked: &Asked,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let link = |question: Question, words: String| {
        let is_current = (asked.question.as_ref() == Some(&question)).then_some("true");
        let query = asked.asking(Some(question)).to_query();
        let href = format!("{}#answer", visit.network(&network.slug, &query));
        view! { <a class="chip" href=href aria-current=is_current>{words}</a> }
    };
    let ready = Ready::ALL
        .iter()
        .map(|ready| link(Question::Only(*ready), ready.label(locale).to_owned()));
    let moments = moments_of(visit, graph).map(|(since, on)| {
        let since_words = since.date().map(|date| dates::since(date, locale));
        let changed = questions::changed_since(locale, &since_words.unwrap_or_default());
        let as_of = questions::title_on(locale, &say_day(on, locale));
        view! {
            {link(Question::Since(since), changed)}
            {link(Question::On(on), as_of)}
        }
    });
    view! {
        <nav class="chips ask__ready" aria-label=questions::READY.of(locale)>
            {ready.collect_view()}{moments}
        </nav>
    }
}

/// The first day of this school year, and the last day until today on which something changed;
/// `None` where nothing has dates.
fn moments_of(visit: &Visit, graph: &NetworkGraph) -> Option<(Day, Day)> {
    let days = days_of_change(graph);
    let today = Day::last_of(visit.today);
    let since = Day {
        year: dates::first_year_of_school_year(visit.today),
        month: 9,
        day: 1,
    };
    let until_today = days.iter().rev().find(|day| **day <= today);
    let on = until_today.or(days.first()).copied()?;
    Some((since, on))
}

/// The forms for a path and for dates, folded away: most people need neither.
fn more_view(
    visit: &Visit,
    network: &Network,
    graph: Option<&NetworkGraph>,
    asked: &Asked,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let kept = asked.asking(None).to_query();
    let (from, to) = match &asked.question {
        Some(Question::Path { from, to }) => (from.clone(), to.clone()),
        Some(Question::About { code, .. }) => (code.clone(), String::new()),
        _ => Default::default(),
    };
    let ends = [
        ("path-from", "from", questions::END_FIRST, from),
        ("path-to", "to", questions::END_SECOND, to),
    ]
    .map(|(id, name, label, chosen)| {
        organisations_field(graph, id, name, label.of(locale), (&chosen, ""), locale)
    });
    let path = view! {
        <form class="ask__form" method="get" action=action_of(visit, network)>
            {hidden_fields(visit, &kept)}
            {ends.into_iter().collect_view()}
            <button class="button" type="submit">{questions::SHOW_PATH.of(locale)}</button>
        </form>
    };
    let has_dates = graph.and_then(|graph| moments_of(visit, graph)).is_some();
    let dates = has_dates.then(|| dates_form(visit, network, asked, &kept));
    let is_open = matches!(asked.question, Some(Question::UnreadDay));
    view! {
        <details class="fold ask__more" open=is_open>
            <summary>{if has_dates { questions::MORE } else { questions::MORE_PATH }.of(locale)}</summary>
            <div class="ask__forms">{path}{dates}</div>
        </details>
    }
}

fn dates_form(
    visit: &Visit,
    network: &Network,
    asked: &Asked,
    kept: &str,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let (first, last) = match &asked.question {
        Some(Question::On(day) | Question::Since(day)) => (Some(*day), None),
        Some(Question::Between(from, to)) => (Some(*from), Some(*to)),
        _ => (None, None),
    };
    let field = |id: &'static str, name: &'static str, label: &'static str, day: Option<Day>| {
        let value = day.map(|day| day.to_string());
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <input class="field__input" type="date" id=id name=name value=value/>
            </div>
        }
    };
    view! {
        <form class="ask__form" method="get" action=action_of(visit, network)>
            {hidden_fields(visit, kept)}
            {field("date", "date", questions::DATE.of(locale), first)}
            {field("date-until", "and", questions::DATE_UNTIL.of(locale), last)}
            <div class="actions">
                <button class="button" type="submit" name="when" value="on">{questions::SHOW_DAY.of(locale)}</button>
                <button class="button" type="submit" name="when" value="since">{questions::SHOW_CHANGES.of(locale)}</button>
            </div>
        </form>
    }
}
