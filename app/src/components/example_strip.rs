//! The strip that says, first thing on a page, that the data are an example.

use crate::words::public;
use leptos::prelude::*;
use opora_domain::Locale;

/// Says that no such district exists. Show it wherever data of an example network are shown.
#[component]
pub fn ExampleStrip(locale: Locale) -> impl IntoView {
    view! {
        <p class="example-strip">
            <span class="example-strip__long">{public::EXAMPLE.of(locale)}</span>
            <span class="example-strip__short">{public::EXAMPLE_SHORT.of(locale)}</span>
        </p>
    }
}
