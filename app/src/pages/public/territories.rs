//! `/network/SLUG` of a network too large to be shown organisation by organisation: its
//! territories as a picture and as a table, each leading to its own part of the network.

use super::network::ask::AskForm;
use super::network::files::files_view;
use super::network::legend::{Legend, status_field};
use super::network::{SummarySentence, enlivened};
use super::{Place, Shell, Visit};
use crate::components::edge_mark;
use crate::words::numbers::{tied, whole};
use crate::words::{NONE, public, questions};
use leptos::prelude::*;
use opora_domain::{Family, Network};
use opora_graph::filter::Filter;
use opora_graph::territories::drawn::{TerritoriesOptions, picture};
use opora_graph::territories::{Scope, Territory};
use opora_graph::{Asked, NetworkGraph, Summary, Territories};
use std::sync::Arc;

/// Territories outside that are named before the rest is left out.
const OUTSIDE_MAX: usize = 12;

/// The same part organisation by organisation, for those who have a script.
#[derive(Clone)]
pub struct SingleMarks {
    /// Of the packed picture.
    pub address: String,
    /// The part, for its legend.
    pub graph: Arc<NetworkGraph>,
}

/// A network, or a part of it, from afar. `graph` is the whole network, for the names of those
/// who carry most; `summary` is of the part. With `singles` a script puts a mark for each
/// organisation into the territories' place; `has_singles` offers that.
#[component]
pub fn TerritoriesPage(
    visit: Visit,
    network: Network,
    graph: Arc<NetworkGraph>,
    asked: Asked,
    summary: Arc<Summary>,
    territories: Arc<Territories>,
    #[prop(optional_no_strip)] singles: Option<SingleMarks>,
    #[prop(optional)] has_singles: bool,
) -> impl IntoView {
    let locale = visit.locale;
    let filter = asked.filter.clone();
    let name = part_name(&network, &visit.scope);
    let preview = visit.picture(&network.slug, "preview.png", &filter.to_query());
    let head = view! {
        {path_view(&visit, &network)}
        <div class="cover__head"><div class="cover__words">
            <h1 class="title-public" lang="ru">{name.clone()}</h1>
            <p class="cover__sub">{public::NETWORK_SUB.of(locale)}</p>
        </div></div>
    }
    .into_any();
    view! {
        <Shell visit=visit.clone() place=Place::InNetwork title=public::network_title(locale, &name)
            description=public::network_description(locale, &name) is_example=network.is_example preview=preview head=head>
            <div class="summary">
                <p class="lead">
                    <SummarySentence locale=locale summary=Summary::clone(&summary) base=String::new()/>
                </p>
                <div class="summary__aside">{outside_view(&visit, &network, &territories)}</div>
            </div>
            <AskForm visit=visit.clone() network=network.clone() graph=None asked=asked.clone()/>
            {asked.question.is_some().then(|| view! {
                <p class="note" id="answer" tabindex="-1">{questions::ASK_INSIDE.of(locale)}</p>
            })}
            <div class="network-page">
                <section class="network" id="picture" aria-label=public::PICTURE_HEADING.of(locale)>
                    {plate_view(&visit, &network, &filter, &territories, singles.as_ref(), has_singles)}
                    {match singles {
                        Some(SingleMarks { graph, .. }) => {
                            let (graph, summary) = (NetworkGraph::clone(&graph), Summary::clone(&summary));
                            let asked = Asked { filter: filter.clone(), ..Asked::default() };
                            view! { <Legend visit=visit.clone() graph=graph asked=asked summary=summary/> }.into_any()
                        }
                        None => filter_view(&visit, &network, &filter, &summary).into_any(),
                    }}
                </section>
                {table_view(&visit, &network, &graph, &filter, &territories)}
            </div>
        </Shell>
    }
}

/// What a part of the network is called.
pub(super) fn part_name(network: &Network, scope: &Scope) -> String {
    scope.name().unwrap_or(&network.municipality).to_owned()
}

/// From the whole network to the part that is looked at; nothing on the page of the whole.
pub(super) fn path_view(visit: &Visit, network: &Network) -> Option<impl IntoView + use<>> {
    let mut steps = vec![];
    let mut scope = visit.scope.wider();
    while let Some(part) = scope {
        let words = match part.is_whole() {
            true => network.municipality.clone(),
            false => part_name(network, &part),
        };
        steps.push((visit.part(&network.slug, &part, ""), words));
        scope = part.wider();
    }
    let steps = steps.into_iter().rev().map(|(address, words)| {
        view! { <li><a href=address lang="ru">{words}</a></li> }
    });
    (!visit.scope.is_whole()).then(|| {
        view! {
            <nav class="path" aria-label=public::PATH.of(visit.locale)>
                <ol>{steps.collect_view()}</ol>
            </nav>
        }
    })
}

fn plate_view(
    visit: &Visit,
    network: &Network,
    filter: &Filter,
    territories: &Territories,
    singles: Option<&SingleMarks>,
    has_singles: bool,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let query = filter.to_query();
    let link = |scope: &Scope| visit.part(&network.slug, scope, &query);
    let switch = |wants_single_marks: bool, words: &'static str| {
        let is_current = (singles.is_some() == wants_single_marks).then_some("true");
        let there = visit.with_single_marks(wants_single_marks);
        let href = format!("{}#picture", there.network(&network.slug, &query));
        view! { <a class="segmented__item" aria-current=is_current href=href>{words}</a> }
    };
    let switches = has_singles.then(|| {
        view! {
            <div class="plate__bar"><div class="segmented plate__marks" role="group" aria-label=public::MARKS.of(locale)>
                {switch(false, public::BY_TERRITORY.of(locale))}
                {switch(true, public::ALL_ORGANISATIONS.of(locale))}
            </div></div>
        }
    });
    let parts = singles.map(|_| enlivened::parts(visit, &network.slug));
    let caption_of_singles = singles.map(|_| {
        view! { <p class="plate__of-canvas">{public::ARROW.of(locale)}</p> }
    });
    let svg = picture(
        territories,
        &territories_options(visit, network, territories, &link),
    );
    view! {
        <div class="network__plate">
            <figure class="plate" data-picture=singles.map(|singles| singles.address.clone())>
                {parts}
                {switches}
                <div class="plate__picture" inner_html=svg></div>
                <figcaption class="plate__foot">
                    <p class="plate__of-territories">{public::TERRITORIES_CAPTION.of(locale)}</p>
                    {caption_of_singles}
                    <a href=visit.network(&network.slug, &query)>{public::PERMALINK.of(locale)}</a>
                </figcaption>
            </figure>
            {files_view(visit, network, &query, &part_name(network, &visit.scope))}
        </div>
    }
}

pub(super) fn territories_options<'a>(
    visit: &Visit,
    network: &Network,
    territories: &Territories,
    link: &'a dyn Fn(&Scope) -> String,
) -> TerritoriesOptions<'a> {
    let locale = visit.locale;
    let between: usize = territories.ties.iter().map(|tie| tie.count()).sum();
    let name = part_name(network, &visit.scope);
    TerritoriesOptions {
        locale,
        link,
        title: format!("{}: {name}", public::PICTURE_HEADING.of(locale)),
        description: public::territories_description(
            locale,
            &whole(territories.territories.len(), locale),
            &whole(between, locale),
        ),
        unnamed: public::TERRITORY_UNNAMED.of(locale),
    }
}

/// Which relations count: the part of the legend's form that makes sense from afar.
fn filter_view(
    visit: &Visit,
    network: &Network,
    filter: &Filter,
    summary: &Summary,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let address = visit.network(&network.slug, "");
    let action = address.split('?').next().unwrap_or_default().to_owned();
    let families = Family::ALL.iter().map(|family| {
        let count = summary
            .families
            .get(family)
            .map_or(0, |count| count.partnerships);
        view! {
            <div class="legend__row">
                <label class="legend__label">
                    <input class="checkbox__box" type="checkbox" name="show" value=family.code()
                        checked=filter.shows_family(*family)/>
                    {edge_mark(*family)}
                    <span class="legend__words">{family.label(locale)}</span>
                </label>
                <span class="legend__count">{whole(count, locale)}</span>
            </div>
        }
    });
    // Roles are not chosen here; those hidden elsewhere stay hidden.
    let roles = opora_graph::RoleKind::ALL
        .iter()
        .filter(|role| filter.shows_role(**role))
        .map(|role| {
            let value = opora_graph::filter::role_value(*role);
            view! { <input type="hidden" name="show" value=value/> }
        });
    view! {
        <form class="legend" method="get" action=action>
            <input type="hidden" name="legend" value="1"/>
            {visit.scope.pairs().map(|(name, value)| {
                view! { <input type="hidden" name=name value=value.to_owned()/> }
            }).collect_view()}
            {visit.named_language().map(|named| view! {
                <input type="hidden" name="lang" value=named.tag()/>
            })}
            {roles.collect_view()}
            <div>
                <h2 class="title-section">{public::LEGEND.of(locale)}</h2>
                <p class="legend__hint caption">{public::LEGEND_HINT.of(locale)}</p>
            </div>
            <fieldset class="legend__group">
                <legend class="legend__title">{public::HOW.of(locale)}</legend>
                {families.collect_view()}
            </fieldset>
            {status_field(filter, locale)}
            <div class="actions">
                <button class="button button--primary" type="submit">{public::SHOW.of(locale)}</button>
                <a class="button button--text" href=address>{public::RESET.of(locale)}</a>
            </div>
        </form>
    }
}

fn table_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    filter: &Filter,
    territories: &Territories,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let query = filter.to_query();
    let rows = territories
        .territories
        .iter()
        .map(|territory| row_view(visit, network, graph, &query, territory));
    let head = |words: &'static str, id: Option<&'static str>| {
        view! { <th scope="col" class="table__number" id=id>{words}</th> }
    };
    view! {
        <section class="section network-list" id="list">
            <div class="list-head">
                <h2 class="title-block" id="list-title">{public::SAME_AS_LIST.of(locale)}</h2>
                <p class="caption">
                    {territories.level.label(locale)} ": " {whole(territories.territories.len(), locale)}
                </p>
            </div>
            <div class="table-sheet" role="region" tabindex="0" aria-labelledby="list-title">
                <table class="table">
                    <thead><tr>
                        <th scope="col">{public::TERRITORY.of(locale)}</th>
                        {head(public::ORGANISATIONS_HEAD.of(locale), None)}
                        {head(public::SUPPORTED_HEAD.of(locale), Some("supported"))}
                        {head(public::WITHOUT_MENTOR_HEAD.of(locale), Some("seeking"))}
                        {head(public::ALONE_HEAD.of(locale), None)}
                        {head(public::INSIDE_HEAD.of(locale), None)}
                        <th scope="col">{public::CARRIES_MOST_HEAD.of(locale)}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    query: &str,
    territory: &Territory,
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let name = match (&territory.name, &territory.scope) {
        (Some(name), Some(scope)) => {
            let address = visit.part(&network.slug, scope, query);
            view! { <a href=address lang="ru">{tied(name)}</a> }.into_any()
        }
        (Some(name), None) => view! { <span lang="ru">{tied(name)}</span> }.into_any(),
        (None, _) => public::TERRITORY_UNNAMED.of(locale).into_any(),
    };
    let carries = territory.carries_most.and_then(|(id, count)| {
        let organisation = &graph.nodes[graph.index_of(id)?].organisation;
        let address = visit.organisation(&organisation.network, &organisation.code);
        Some(view! { <a href=address lang="ru">{tied(&organisation.name)}</a> {format!(" ({count})")} })
    });
    let number = |count: usize| {
        view! { <td class="table__number">{whole(count, locale)}</td> }
    };
    view! {
        <tr>
            <th scope="row" class="table__name">{name}</th>
            {number(territory.organisations)}
            {number(territory.supported)}
            {number(territory.without_mentor)}
            {number(territory.alone)}
            {number(territory.inside)}
            <td>{match carries {
                Some(carries) => carries.into_any(),
                None => NONE.of(locale).into_any(),
            }}</td>
        </tr>
    }
}

/// With whom the part is bound beyond itself.
fn outside_view(
    visit: &Visit,
    network: &Network,
    territories: &Territories,
) -> Option<impl IntoView + use<>> {
    let locale = visit.locale;
    (!territories.outside.is_empty()).then(|| {
        let named = territories.outside.iter().take(OUTSIDE_MAX).map(|(scope, count)| {
            let address = visit.part(&network.slug, scope, "");
            let name = scope.name().unwrap_or(public::TERRITORY_UNNAMED.of(locale)).to_owned();
            view! { <li><a href=address lang="ru">{tied(&name)}</a> " (" {whole(*count, locale)} ")"</li> }
        });
        view! {
            <h2 class="title-section">{public::OUTSIDE.of(locale)}</h2>
            <ul class="outside">{named.collect_view()}</ul>
        }
    })
}
