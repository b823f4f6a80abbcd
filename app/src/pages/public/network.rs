//! `/network/SLUG`: the summary in words, the picture with its legend that filters, and the same
//! network as a list.

mod enlivened;
mod legend;
mod list;
mod summary;

pub use summary::SummarySentence;

use super::{Place, Shell, Visit};
use crate::components::{Fact, NoticeKind, notice, notice_with, ruled_facts};
use crate::words::numbers::{counted, tied};
use crate::words::{dates, public};
use legend::Legend;
use leptos::prelude::*;
use list::NetworkList;
use opora_domain::{Locale, Network, Organisation};
use opora_graph::filter::{Filter, StatusFilter, View};
use opora_graph::svg::{PictureOptions, picture};
use opora_graph::{NetworkGraph, Scene, Summary};
use summary::{SummaryAside, count_organisations, count_partnerships};

/// A network. `graph` is the whole network with every status; `filter` comes from the query;
/// `scene` is the picture of both, when the server has it at hand; `packed` is the address of a
/// packed picture of the whole network, instead of a scene, when there are too many marks for one.
#[component]
pub fn NetworkPage(
    visit: Visit,
    network: Network,
    graph: NetworkGraph,
    filter: Filter,
    #[prop(optional_no_strip)] scene: Option<Scene>,
    #[prop(optional_no_strip)] packed: Option<String>,
) -> impl IntoView {
    let locale = visit.locale;
    let name = network.municipality.clone();
    let head = head_view(&visit, &network, &graph);
    let content = if graph.nodes.is_empty() {
        let title = public::NETWORK_EMPTY.of(locale);
        let text = public::NETWORK_EMPTY_TEXT.of(locale);
        view! { {notice(NoticeKind::Empty, title, text)} }.into_any()
    } else {
        content_view(&visit, &network, &graph, &filter, (scene, packed)).into_any()
    };
    view! {
        <Shell visit=visit place=Place::InNetwork title=public::network_title(locale, &name)
            description=public::network_description(locale, &name) is_example=network.is_example head=head>
            {content}
        </Shell>
    }
}

fn head_view(visit: &Visit, network: &Network, graph: &NetworkGraph) -> AnyView {
    let locale = visit.locale;
    let mut facts = vec![Fact::new(
        public::REGION.of(locale),
        Some(network.region.clone()),
    )];
    // A school year is said of a network in which something is being recorded.
    if graph.edges.iter().any(|edge| edge.interactions > 0) {
        facts.push(Fact::new(
            public::SCHOOL_YEAR.of(locale),
            Some(dates::school_year(visit.today)),
        ));
        facts.push(Fact::new(
            public::DATA_OF.of(locale),
            Some(dates::date(visit.today, locale)),
        ));
    }
    view! {
        <div class="cover__head">
            <div class="cover__words">
                <h1 class="title-public" lang="ru">{network.municipality.clone()}</h1>
                <p class="cover__sub">{public::NETWORK_SUB.of(locale)}</p>
            </div>
            {ruled_facts(locale, facts)}
        </div>
    }
    .into_any()
}

fn content_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    filter: &Filter,
    (scene, packed): (Option<Scene>, Option<String>),
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let shown = graph.filtered(filter);
    let summary = Summary::of(graph);
    let ended = count_ended(graph);
    view! {
        <div class="summary">
            <p class="lead"><SummarySentence locale=locale summary=summary.clone() base=String::new()/></p>
            <div class="summary__aside">
                <SummaryAside visit=visit.clone() graph=graph.clone() summary=summary.clone()/>
                {network.source.clone().map(|source| view! {
                    <p class="caption">{public::source(locale, &source)}</p>
                })}
            </div>
        </div>
        {views_view(visit, network, filter)}
        <div class="network-page">
            <section class="network" id="picture" aria-label=public::PICTURE_HEADING.of(locale)>
                {plate_view(visit, network, graph, &shown, filter, (scene, packed))}
                <Legend visit=visit.clone() graph=graph.clone() filter=filter.clone() summary=summary/>
            </section>
            <NetworkList visit=visit.clone() shown=shown filter=filter.clone() ended=ended
                has_meetings=graph.edges.iter().any(|edge| edge.interactions > 0)/>
        </div>
    }
}

/// On a phone the list comes first and the picture last: a way to jump.
fn views_view(visit: &Visit, network: &Network, filter: &Filter) -> impl IntoView + use<> {
    let locale = visit.locale;
    let picture = |view: View| {
        let query = Filter {
            view,
            ..filter.clone()
        }
        .to_query();
        format!("{}#picture", visit.network(&network.slug, &query))
    };
    view! {
        <nav class="segmented network-views" aria-label=public::VIEW.of(locale)>
            <a class="segmented__item" href="#list" aria-current="true">{public::LIST.of(locale)}</a>
            <a class="segmented__item" href=picture(View::Network)>{public::PICTURE.of(locale)}</a>
            <a class="segmented__item" href=picture(View::Map)>{View::Map.label(locale)}</a>
        </nav>
    }
}

fn plate_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    shown: &NetworkGraph,
    filter: &Filter,
    (scene, packed): (Option<Scene>, Option<String>),
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let view_link = |view: View| {
        let query = Filter {
            view,
            ..filter.clone()
        }
        .to_query();
        let is_current = (filter.view == view).then_some("true");
        view! {
            <a class="segmented__item" aria-current=is_current href=visit.network(&network.slug, &query)>
                {view.label(locale)}
            </a>
        }
    };
    let drawing = if shown.nodes.is_empty() {
        let reset = visit.network(&network.slug, "");
        view! {
            {notice_with(NoticeKind::Empty, public::NOTHING_SHOWN.of(locale), public::NOTHING_SHOWN_TEXT.of(locale), view! {
                <a class="button" href=reset>{public::RESET.of(locale)}</a>
            })}
        }
        .into_any()
    } else if packed.is_some() {
        view! {
            <div class="plate__picture"><p class="graph-waits">{public::PICTURE_WAITS.of(locale)}</p></div>
        }
        .into_any()
    } else {
        let scene = scene.unwrap_or_else(|| Scene::new(graph, filter, network.centre));
        let svg = picture(
            &scene,
            &options(visit, network, shown, &|organisation| {
                visit.organisation(&organisation.network, &organisation.code)
            }),
        );
        view! { <div class="plate__picture" inner_html=svg></div> }.into_any()
    };
    let caption = match filter.view {
        View::Network => public::ARROW,
        View::Map => public::ARROW_MAP,
    };
    let has_picture = !shown.nodes.is_empty() && visit.graph_view.is_some();
    let parts = has_picture.then(|| enlivened::parts(visit, &network.slug));
    view! {
        <div class="network__plate">
            <figure class="plate" data-picture=packed>
                {parts}
                <div class="plate__bar">
                    <div class="segmented" role="group" aria-label=public::VIEW.of(locale)>
                        {view_link(View::Network)}{view_link(View::Map)}
                    </div>
                </div>
                {drawing}
                <figcaption class="plate__foot">
                    <p>{caption.of(locale)}</p>
                    <a href=visit.network(&network.slug, &filter.to_query())>{public::PERMALINK.of(locale)}</a>
                </figcaption>
            </figure>
            {(filter.view == View::Map).then(|| unknown_view(visit, shown))}
        </div>
    }
}

fn options<'a>(
    visit: &Visit,
    network: &Network,
    shown: &NetworkGraph,
    link: &'a dyn Fn(&Organisation) -> String,
) -> PictureOptions<'a> {
    let locale = visit.locale;
    let ends = shown.open_ends.len();
    PictureOptions {
        locale,
        link,
        selected: None,
        shows_standings: false,
        title: format!(
            "{}: {}",
            public::PICTURE_HEADING.of(locale),
            network.municipality
        ),
        description: public::picture_description(
            locale,
            &count_organisations(shown.nodes.len(), locale),
            &count_partnerships(shown.edges.len(), locale),
            &counted(ends, &public::OPEN_ENDS, locale),
        ),
    }
}

/// Who has no place on the map, in words.
fn unknown_view(visit: &Visit, shown: &NetworkGraph) -> Option<impl IntoView + use<>> {
    let locale = visit.locale;
    let unknown: Vec<_> = by_name(shown, |organisation| organisation.place.is_none());
    if unknown.is_empty() {
        return None;
    }
    let number = counted(unknown.len(), &public::ORGANISATIONS_GENITIVE, locale);
    let names = unknown.into_iter().map(|organisation| {
        let address = visit.organisation(&organisation.network, &organisation.code);
        view! { <li lang="ru"><a href=address>{tied(&organisation.name)}</a></li> }
    });
    Some(view! {
        <aside class="note place-unknown" aria-labelledby="place-unknown">
            <h2 class="title-section" id="place-unknown">{public::PLACE_UNKNOWN.of(locale)}</h2>
            <p>{public::place_unknown_of(locale, &number)}</p>
            <ul>{names.collect_view()}</ul>
        </aside>
    })
}

/// Relations that are over.
fn count_ended(graph: &NetworkGraph) -> usize {
    let edges = graph.edges.iter().map(|edge| &edge.partnership);
    let ends = graph.open_ends.iter().map(|end| &end.partnership);
    edges
        .chain(ends)
        .filter(|partnership| !partnership.status.is_open())
        .count()
}

/// The organisations that are wanted, in the order of their names.
fn by_name(graph: &NetworkGraph, wants: impl Fn(&Organisation) -> bool) -> Vec<Organisation> {
    let mut found: Vec<Organisation> = graph
        .nodes
        .iter()
        .map(|node| &node.organisation)
        .filter(|organisation| wants(organisation))
        .cloned()
        .collect();
    found.sort_by_key(|organisation| order_of_name(&organisation.name));
    found
}

/// Names sort by letters, and by the numbers inside them: «СОШ № 6» before «СОШ № 10».
pub(super) fn order_of_name(name: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for letter in opora_domain::choice::normal(&tied(name))
        .chars()
        .chain([' '])
    {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        if letter.is_alphanumeric() || letter == ' ' || letter == '№' {
            out.push(letter);
        }
    }
    out
}

/// How a status filter is named in the legend's form.
pub(super) fn status_words(status: StatusFilter, locale: Locale) -> &'static str {
    match status {
        StatusFilter::Open => public::STATUS_OPEN.of(locale),
        StatusFilter::Any => public::STATUS_ANY.of(locale),
        StatusFilter::Only(status) => status.label(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_the_numbers_inside_them() {
        let mut names = ["СОШ № 10", "СОШ № 6", "«Абинская» школа", "СОШ №1"];
        names.sort_by_key(|name| order_of_name(name));
        assert_eq!(names, ["«Абинская» школа", "СОШ №1", "СОШ № 6", "СОШ № 10"]);
    }
}
