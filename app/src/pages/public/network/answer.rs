//! The answer to what was asked of the network: a section of its own right after the form, in
//! words, with links to the organisations and the evidence of their partnerships.

mod moments;
mod near;
mod places;
mod telling;
mod way;

use crate::pages::public::Visit;
use crate::words::numbers::tied;
use crate::words::questions;
use leptos::prelude::*;
use moments::{day_in_words, days_in_words};
use opora_domain::Network;
use opora_graph::filter::{Filter, StatusFilter};
use opora_graph::question::{Answer, Said, Sign};
use opora_graph::{Asked, Question, svg};
use telling::Telling;

pub use moments::day_in_words as say_day;

/// Size of a sign beside its word, px.
const SIGN_PX: u32 = 16;

/// The section, with the anchor `answer` that every question leads to.
#[component]
pub fn AnswerSection(
    visit: Visit,
    network: Network,
    asked: Asked,
    answer: Answer,
    is_from_afar: bool,
) -> impl IntoView {
    let locale = visit.locale;
    let telling = Telling {
        is_from_afar,
        visit: &visit,
        network: &network,
        asked: &asked,
        graph: &answer.graph,
    };
    let body = match &answer.said {
        Said::NothingToFind => sentence(questions::NOTHING_TO_FIND.of(locale)),
        Said::NoSuch => sentence(questions::NO_SUCH.of(locale)),
        Said::SameEnds(_) => sentence(questions::SAME_ENDS.of(locale)),
        Said::UnreadDay => sentence(questions::UNREAD_DAY.of(locale)),
        Said::Found {
            one,
            others,
            left_out,
        } => near::found(&telling, one.as_ref(), others, *left_out),
        Said::Around(around) => near::around(&telling, around),
        Said::Ends { from, to } => way::ends(&telling, *from, *to),
        Said::Path { from, steps, .. } => way::path(&telling, *from, steps.as_deref()),
        Said::Alone(isolates) => places::alone(&telling, isolates),
        Said::Hubs(loads) => places::hubs(&telling, loads),
        Said::Weak { places, left_out } => places::weak(&telling, places, *left_out),
        Said::Together(communities) => places::together(&telling, communities),
        Said::On(told) => moments::on(&telling, told),
        Said::Changed(told) => moments::changed(&telling, told),
    };
    let title = title_of(&visit, &answer);
    let forget = visit.network(&network.slug, &asked.asking(None).to_query());
    let filter = filter_view(&telling);
    view! {
        <section class="section answer" id="answer" tabindex="-1" aria-labelledby="answer-title">
            <div class="section__head"><h2 class="title-block" id="answer-title">{title}</h2></div>
            {body}
            {filter}
            <p class="caption"><a href=forget>{questions::FORGET.of(locale)}</a></p>
        </section>
    }
}

fn sentence(words: &'static str) -> AnyView {
    view! { <p class="answer__lead">{words}</p> }.into_any()
}

/// What was asked, as a heading.
pub fn title_of(visit: &Visit, answer: &Answer) -> String {
    let locale = visit.locale;
    let name = |node: usize| tied(&answer.graph.nodes[node].organisation.name);
    match (&answer.question, &answer.said) {
        (Question::Find(text), _) => questions::title_find(locale, text),
        (_, Said::Around(around)) => questions::title_about(locale, &name(around.node)),
        (Question::About { .. }, _) => questions::TITLE_NO_SUCH.of(locale).to_owned(),
        (_, Said::Path { from, to, .. }) => questions::title_path(locale, &name(*from), &name(*to)),
        (Question::Path { .. }, _) => questions::TITLE_PATH.of(locale).to_owned(),
        (Question::Only(ready), _) => ready.label(locale).to_owned(),
        (_, Said::On(told)) => questions::title_on(locale, &day_in_words(told.day, locale)),
        (_, Said::Changed(told)) => {
            questions::title_changed(locale, &days_in_words(told.from, told.to, locale))
        }
        _ => questions::TITLE_UNREAD_DAY.of(locale).to_owned(),
    }
}

/// That only a part was asked, and the way to ask all of it.
fn filter_view(telling: &Telling) -> Option<impl IntoView + use<>> {
    let filter = &telling.asked.filter;
    let is_part = !filter.families.is_empty()
        || !filter.roles.is_empty()
        || filter.subject.is_some()
        || matches!(filter.status, StatusFilter::Only(_));
    is_part.then(|| {
        let locale = telling.locale();
        let all = Asked {
            filter: Filter {
                view: filter.view,
                ..Filter::default()
            },
            ..telling.asked.clone()
        };
        let href = telling
            .visit
            .network(&telling.network.slug, &all.to_query());
        view! {
            <p class="caption">
                {questions::FILTER_COUNTS.of(locale)} " "
                <a href=format!("{href}#answer")>{questions::ASK_ALL.of(locale)}</a>
            </p>
        }
    })
}

/// What the signs of the answer in the picture mean: a line below the picture.
pub fn signs_view(visit: &Visit, answer: &Answer) -> Option<impl IntoView + use<>> {
    let locale = visit.locale;
    let emphasis = &answer.emphasis;
    let signs = [
        (Sign::Gained, questions::SIGN_GAINED),
        (Sign::Lost, questions::SIGN_LOST),
        (Sign::Perhaps, questions::SIGN_PERHAPS),
    ];
    let signs = signs
        .into_iter()
        .filter(|(sign, _)| emphasis.signs.values().any(|each| each == sign))
        .map(|(sign, words)| {
            let drawing = svg::sign_symbol_svg(sign, SIGN_PX);
            view! { <li><span class="sign-mark" inner_html=drawing></span>{words.of(locale)}</li> }
        })
        .collect_view();
    let has_signs = !emphasis.signs.is_empty();
    let strong = emphasis.strong.is_some();
    (has_signs || strong).then(|| {
        let list = has_signs.then(|| {
            view! { <ul class="legend-line" aria-label=questions::SIGNS.of(locale)>{signs}</ul> }
        });
        let words = strong.then(|| view! { <p>{questions::STRONG.of(locale)}</p> });
        view! { <div class="plate__answer">{words}{list}</div> }
    })
}
