//! The document around every public page: head, cover with navigation and languages, foot.

use super::Visit;
use crate::components::{ExampleStrip, logo};
use crate::words::{LANGUAGE, OPORA, public};
use leptos::prelude::*;
use opora_domain::Locale;

/// Where in the site a page is, for the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of networks itself.
    Networks,
    /// Somewhere below it.
    InNetwork,
    /// Nowhere: an error.
    Nowhere,
}

/// A complete document but for its doctype. `title` is the document's name without the
/// product's; `head` stands on the cover under the navigation and holds the page's `h1`.
#[component]
pub fn Shell(
    visit: Visit,
    place: Place,
    #[prop(into)] title: String,
    #[prop(into)] description: String,
    #[prop(optional)] is_example: bool,
    /// The path of the picture that stands for the page where it is passed on.
    #[prop(optional)]
    preview: Option<String>,
    head: AnyView,
    children: Children,
) -> impl IntoView {
    let locale = visit.locale;
    // Who passes a page on needs a whole address; without one there is no picture.
    let preview = preview
        .zip(visit.origin.clone())
        .map(|(path, origin)| format!("{}{path}", origin.trim_end_matches('/')));
    let full_title = format!("{title} · {}", OPORA.of(locale));
    let home = visit.link("/", "");
    let is_current = match place {
        Place::Networks => Some("page"),
        Place::InNetwork => Some("true"),
        Place::Nowhere => None,
    };
    let door = if visit.is_signed_in {
        public::WORKSPACE
    } else {
        public::SIGN_IN
    };
    // Parts of one type each: a page would be too deep a type otherwise.
    let document_head = view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{full_title}</title>
            <meta name="description" content=description.clone()/>
            {passed_on(title.clone(), description, preview)}
            <link rel="stylesheet" href=visit.stylesheet.clone()/>
            <link rel="alternate" hreflang="ru" href=visit.in_language(Locale::Ru)/>
            <link rel="alternate" hreflang="en" href=visit.in_language(Locale::En)/>
        </head>
    }
    .into_any();
    let header = view! {
        <header>
            {is_example.then(|| view! { <ExampleStrip locale=locale/> })}
            <div class="cover"><div class="cover__inner page">
                <div class="cover__bar">
                    <a class="cover__logo" href=home.clone()>{logo()}{OPORA.of(locale)}</a>
                    <nav class="cover__nav" aria-label=public::NAVIGATION.of(locale)>
                        <a class="cover__entry" href=home aria-current=is_current>
                            {public::NETWORKS_ENTRY.of(locale)}
                        </a>
                    </nav>
                    <Languages visit=visit.clone()/>
                    <a class="button" href="/app">{door.of(locale)}</a>
                </div>
                {head}
            </div></div>
        </header>
    }
    .into_any();
    view! {
        <html lang=locale.tag()>
            {document_head}
            <body>
                <a class="skip-link" href="#main">{public::SKIP.of(locale)}</a>
                {header}
                <main class="page" id="main">{children()}</main>
                <footer class="foot">
                    <div class="page"><p>{public::NOT_COMPARED.of(locale)}</p></div>
                </footer>
            </body>
        </html>
    }
}

/// What stands for the page where people pass it on.
fn passed_on(title: String, description: String, preview: Option<String>) -> AnyView {
    let picture = preview.map(|address| {
        view! {
            {open_graph("og:image", address)}
            {open_graph("og:image:width", "1200".to_owned())}
            {open_graph("og:image:height", "630".to_owned())}
            <meta name="twitter:card" content="summary_large_image"/>
        }
        .into_any()
    });
    view! { {open_graph("og:title", title)} {open_graph("og:description", description)} {picture} }
        .into_any()
}

/// One line of Open Graph, whose attribute HTML does not know.
fn open_graph(property: &'static str, content: String) -> AnyView {
    let property = leptos::attr::custom::custom_attribute("property", property);
    view! { <meta {..property} content=content/> }.into_any()
}

/// The switch of languages: the current one is a word, the other a link to this very page.
#[component]
fn Languages(visit: Visit) -> impl IntoView {
    let word = |locale: Locale, words: &'static str| {
        if visit.locale == locale {
            view! { <b class="language__current" lang=locale.tag()>{words}</b> }.into_any()
        } else {
            let tag = locale.tag();
            view! { <a href=visit.in_language(locale) lang=tag hreflang=tag>{words}</a> }.into_any()
        }
    };
    view! {
        <nav class="language" aria-label=LANGUAGE.of(visit.locale)>
            {word(Locale::Ru, public::RUSSIAN.ru)}
            {word(Locale::En, public::ENGLISH.en)}
        </nav>
    }
}
