//! From a card into the network: what is around this organisation, and the path to another.

use crate::pages::public::Visit;
use crate::words::numbers::counted;
use crate::words::questions;
use leptos::prelude::*;
use opora_domain::Organisation;
use opora_graph::Question;
use opora_graph::questions::neighbours::STEPS_MAX;

pub fn ways_view(visit: &Visit, organisation: &Organisation) -> impl IntoView + use<> {
    let locale = visit.locale;
    let ask = |question: Question| {
        let address = visit.network(&organisation.network, &question.to_query());
        format!("{address}#answer")
    };
    let around = (1..=STEPS_MAX).map(|steps| {
        let code = organisation.code.clone();
        let href = ask(Question::About { code, steps });
        view! { <li><a class="chip" href=href>{counted(steps, &questions::STEPS, locale)}</a></li> }
    });
    let path = ask(Question::Path {
        from: organisation.code.clone(),
        to: String::new(),
    });
    view! {
        <nav class="ways" aria-labelledby="around">
            <p class="caption" id="around">{questions::AROUND.of(locale)}</p>
            <ul class="chips">
                {around.collect_view()}
                <li><a class="chip" href=path>{questions::PATH_TO.of(locale)}</a></li>
            </ul>
        </nav>
    }
}
