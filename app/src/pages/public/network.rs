//! `/network/SLUG`: the summary in words, what can be asked and its answer, the picture with its
//! legend that filters, and the same network as a list.

mod answer;
pub(super) mod ask;
pub(super) mod enlivened;
pub(super) mod files;
pub(super) mod legend;
mod list;
pub(super) mod plate;
mod summary;
mod tree;

pub use summary::{SummarySentence, network_sentence};

use super::territories::{part_name, path_view};
use super::{Place, Shell, Visit};
use crate::components::{Fact, NoticeKind, notice, ruled_facts};
use crate::words::numbers::tied;
use crate::words::{dates, practices, programme, public, questions};
use answer::{AnswerSection, title_of};
use ask::AskForm;
use legend::Legend;
use leptos::prelude::*;
use list::NetworkList;
use opora_domain::{Locale, Network, Organisation};
use opora_graph::filter::{Filter, StatusFilter, View};
use opora_graph::question::Listing;
use opora_graph::{Answer, Arrangement, Asked, NetworkGraph, Scene, Summary};
use plate::Plate;
use summary::SummaryAside;

/// A network. `graph` is the whole network with every status; `asked` comes from the query;
/// `answer` is what [`opora_graph::question::answer`] says to it; `scene` is the picture of all
/// of it, when the server has it at hand; `packed` is the address of a packed picture of the whole
/// network, instead of a scene, when there are too many marks for one. With `is_from_afar`, `graph`
/// is only what answers the question, out of a network that is shown by territory.
#[component]
pub fn NetworkPage(
    visit: Visit,
    network: Network,
    graph: NetworkGraph,
    asked: Asked,
    #[prop(optional_no_strip)] answer: Option<Answer>,
    #[prop(optional_no_strip)] scene: Option<Scene>,
    #[prop(optional_no_strip)] packed: Option<String>,
    #[prop(optional)] is_from_afar: bool,
    #[prop(optional)] has_programme: bool,
    #[prop(optional)] has_practices: bool,
) -> impl IntoView {
    let locale = visit.locale;
    let name = part_name(&network, &visit.scope);
    let preview = visit.picture(&network.slug, "preview.png", &asked.to_query());
    let head = head_view(&visit, &network, &graph, has_programme, has_practices);
    // Windows and bookmarks say what was asked.
    let mut title = public::network_title(locale, &name);
    if let Some(answer) = &answer {
        title = format!("{} · {title}", title_of(&visit, answer));
    }
    let content = if is_from_afar {
        answer_view(&visit, &network, &graph, &asked, answer, (scene, packed)).into_any()
    } else if graph.nodes.is_empty() {
        let title = public::NETWORK_EMPTY.of(locale);
        let text = public::NETWORK_EMPTY_TEXT.of(locale);
        view! { {notice(NoticeKind::Empty, title, text)} }.into_any()
    } else {
        // What is drawn on a canvas is not drawn here: there are too many for the layout by name.
        let scene = scene.or_else(|| packed.is_some().then(Scene::default));
        let scene = scene.unwrap_or_else(|| {
            let arrangement = Arrangement::new(&graph, &asked.stands_in(), network.centre);
            let scene = arrangement.scene_asked(&asked, answer.as_ref());
            scene.unwrap_or_default()
        });
        content_view(&visit, &network, &graph, &asked, answer, (scene, packed)).into_any()
    };
    view! {
        <Shell visit=visit place=Place::InNetwork title=title
            description=public::network_description(locale, &name) is_example=network.is_example preview=preview head=head>
            {content}
        </Shell>
    }
}

fn head_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    has_programme: bool,
    has_practices: bool,
) -> AnyView {
    let locale = visit.locale;
    let programme = has_programme.then(|| {
        let address = visit.programme(&network.slug, None);
        view! { <p><a href=address>{programme::OF_NETWORK.of(locale)}</a></p> }
    });
    let practices = has_practices.then(|| {
        let address = visit.practices(&network.slug, None);
        view! { <p><a href=address>{practices::OF_NETWORK.of(locale)}</a></p> }
    });
    let mut facts = vec![Fact::new(
        public::REGION.of(locale),
        Some(network.region.clone()).filter(|it| !it.is_empty()),
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
        {path_view(visit, network)}
        <div class="cover__head">
            <div class="cover__words">
                <h1 class="title-public" lang="ru">{part_name(network, &visit.scope)}</h1>
                <p class="cover__sub">{public::NETWORK_SUB.of(locale)}</p>
                {programme}
                {practices}
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
    asked: &Asked,
    answer: Option<Answer>,
    (scene, packed): (Scene, Option<String>),
) -> impl IntoView + use<> {
    let summary = Summary::of(graph);
    // Picture, legend and list are of the moment that was asked about.
    let (shown, of_then) = match &answer {
        Some(answer) => (answer.graph.clone(), answer.then.clone()),
        None => (graph.filtered(&asked.filter), None),
    };
    let ended = if of_then.is_some() {
        0
    } else {
        count_ended(graph)
    };
    let of_then = of_then.unwrap_or_else(|| graph.clone());
    let legend_summary = Summary::of(&of_then);
    let answered = answered_view(visit, network, asked, &answer, false);
    // The groups the sentence's numbers lead to are those of the table.
    let base = if asked.listing == Listing::Table {
        String::new()
    } else {
        let table = Asked {
            listing: Listing::Table,
            ..asked.clone()
        };
        visit.network(&network.slug, &table.to_query())
    };
    view! {
        <div class="summary">
            <p class="lead"><SummarySentence locale=visit.locale summary=summary.clone() base=base/></p>
            <div class="summary__aside">
                <SummaryAside visit=visit.clone() graph=graph.clone() summary=summary/>
                {network.source.clone().map(|source| view! {
                    <p class="caption">{public::source(visit.locale, &source)}</p>
                })}
            </div>
        </div>
        <AskForm visit=visit.clone() network=network.clone() graph=Some(graph.clone()) asked=asked.clone()/>
        {answered}
        {views_view(visit, network, asked)}
        <div class="network-page">
            <section class="network" id="picture" aria-label=public::PICTURE_HEADING.of(visit.locale)>
                <Plate visit=visit.clone() network=network.clone() shown=shown.clone() asked=asked.clone()
                    answer=answer scene=scene packed=packed/>
                <Legend visit=visit.clone() graph=of_then asked=asked.clone() summary=legend_summary/>
            </section>
            <NetworkList visit=visit.clone() shown=shown asked=asked.clone() ended=ended
                has_meetings=graph.edges.iter().any(|edge| edge.interactions > 0)/>
        </div>
    }
}

fn answered_view(
    visit: &Visit,
    network: &Network,
    asked: &Asked,
    answer: &Option<Answer>,
    is_from_afar: bool,
) -> Option<AnyView> {
    let answer = answer.clone()?;
    let (visit, network, asked) = (visit.clone(), network.clone(), asked.clone());
    let section = view! {
        <AnswerSection visit=visit network=network asked=asked answer=answer is_from_afar=is_from_afar/>
    };
    Some(section.into_any())
}

/// What answers a question asked of a network that is too large to be shown but by territory.
fn answer_view(
    visit: &Visit,
    network: &Network,
    graph: &NetworkGraph,
    asked: &Asked,
    answer: Option<Answer>,
    (scene, packed): (Option<Scene>, Option<String>),
) -> impl IntoView + use<> {
    let locale = visit.locale;
    let answered = answered_view(visit, network, asked, &answer, true);
    let shown = graph.filtered(&asked.filter);
    let back = visit.network(&network.slug, &asked.filter.to_query());
    let seen = (!graph.nodes.is_empty()).then(|| {
        let summary = Summary::of(graph);
        view! {
            {views_view(visit, network, asked)}
            <div class="network-page">
                <section class="network" id="picture" aria-label=public::PICTURE_HEADING.of(locale)>
                    <Plate visit=visit.clone() network=network.clone() shown=shown.clone() asked=asked.clone()
                        answer=answer scene=scene.unwrap_or_default() packed=packed/>
                    <Legend visit=visit.clone() graph=graph.clone() asked=asked.clone() summary=summary/>
                </section>
                <NetworkList visit=visit.clone() shown=shown asked=asked.clone() ended=0
                    has_meetings=graph.edges.iter().any(|edge| edge.interactions > 0)/>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="summary"><p class="lead">
            {questions::FROM_AFAR.of(locale)} " " <a href=back>{questions::BACK_TO_TERRITORIES.of(locale)}</a>
        </p></div>
        <AskForm visit=visit.clone() network=network.clone() graph=None asked=asked.clone()/>
        {answered}
        {seen}
    }
}

/// The address of the same page with another view.
fn view_link(visit: &Visit, network: &Network, asked: &Asked, view: View) -> String {
    let filter = Filter {
        view,
        ..asked.filter.clone()
    };
    let asked = Asked {
        filter,
        ..asked.clone()
    };
    visit.network(&network.slug, &asked.to_query())
}

/// On a phone the list comes first and the picture last: a way to jump.
fn views_view(visit: &Visit, network: &Network, asked: &Asked) -> impl IntoView + use<> {
    let locale = visit.locale;
    let picture = |view: View| format!("{}#picture", view_link(visit, network, asked, view));
    view! {
        <nav class="segmented network-views" aria-label=public::VIEW.of(locale)>
            <a class="segmented__item" href="#list" aria-current="true">{public::LIST.of(locale)}</a>
            <a class="segmented__item" href=picture(View::Network)>{public::PICTURE.of(locale)}</a>
            <a class="segmented__item" href=picture(View::Map)>{View::Map.label(locale)}</a>
        </nav>
    }
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
    found.sort_by_cached_key(|organisation| order_of_name(&organisation.name));
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
