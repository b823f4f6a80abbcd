//! The picture on its plate: the switch of views, the drawing with what is answered, and below it
//! what signs and arrows mean.

use super::answer::signs_view;
use super::files::files_view;
use super::summary::{count_organisations, count_partnerships};
use super::{by_name, enlivened, view_link};
use crate::components::{NoticeKind, notice_with};
use crate::pages::public::Visit;
use crate::pages::public::territories::part_name;
use crate::words::numbers::{counted, tied};
use crate::words::public;
use leptos::prelude::*;
use opora_domain::{Network, Organisation};
use opora_graph::filter::View;
use opora_graph::svg::{PictureOptions, picture, picture_of_answer};
use opora_graph::{Answer, Asked, NetworkGraph, Scene};

/// `shown` is what the filter left, `scene` its picture; `packed` as for [`super::NetworkPage`].
#[component]
pub fn Plate(
    visit: Visit,
    network: Network,
    shown: NetworkGraph,
    asked: Asked,
    #[prop(optional_no_strip)] answer: Option<Answer>,
    scene: Scene,
    #[prop(optional_no_strip)] packed: Option<String>,
) -> impl IntoView {
    let locale = visit.locale;
    let switch = |view: View| {
        let is_current = (asked.filter.view == view).then_some("true");
        let href = view_link(&visit, &network, &asked, view);
        view! {
            <a class="segmented__item" aria-current=is_current href=href>{view.label(locale)}</a>
        }
    };
    let switches = (switch(View::Network), switch(View::Map));
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
        let link = |organisation: &Organisation| {
            visit.organisation(&organisation.network, &organisation.code)
        };
        let options = picture_options(&visit, &network, &shown, &link);
        let svg = match &answer {
            Some(answer) => picture_of_answer(&scene, &options, &answer.emphasis),
            None => picture(&scene, &options),
        };
        view! { <div class="plate__picture" inner_html=svg></div> }.into_any()
    };
    let signs = answer.as_ref().map(|answer| signs_view(&visit, answer));
    let caption = match asked.filter.view {
        View::Network => public::ARROW,
        View::Map => public::ARROW_MAP,
    };
    let has_picture = !shown.nodes.is_empty() && visit.graph_view.is_some();
    let parts = has_picture.then(|| enlivened::parts(&visit, &network.slug));
    let permalink = visit.network(&network.slug, &asked.to_query());
    let unknown = (asked.filter.view == View::Map).then(|| unknown_view(&visit, &shown));
    view! {
        <div class="network__plate">
            <figure class="plate" data-picture=packed>
                {parts}
                <div class="plate__bar">
                    <div class="segmented" role="group" aria-label=public::VIEW.of(locale)>
                        {switches.0}{switches.1}
                    </div>
                </div>
                {drawing}
                <figcaption class="plate__foot">
                    {signs}
                    <p>{caption.of(locale)}</p>
                    <a href=permalink>{public::PERMALINK.of(locale)}</a>
                </figcaption>
            </figure>
            {unknown}
            {files_view(&visit, &network, &asked.to_query(), &part_name(&network, &visit.scope))}
        </div>
    }
}

pub fn picture_options<'a>(
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
