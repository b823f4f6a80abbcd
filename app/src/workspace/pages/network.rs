//! The network as a picture and as a list, filtered by kind of help.

use super::{barred_head, opening};
use crate::components::edge_mark;
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::tied;
use crate::words::workspace as w;
use crate::workspace::navigation::go;
use crate::workspace::place::Place;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{Family, Organisation, Standing, StandingKind};
use opora_graph::{Filter, Role, Scene, svg};
use wasm_bindgen::JsCast;

/// How the network is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Showing {
    Picture,
    List,
}

/// Picture and list.
pub fn network_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let showing = RwSignal::new(Showing::Picture);
    let family = RwSignal::new(None::<Family>);
    let switch = move |of: Showing, words: &'static str, code: &'static str| {
        view! {
            <button type="button" class="segmented__item" data-testid=code
                aria-pressed=move || if showing.get() == of { "true" } else { "false" }
                on:click=move |_| showing.set(of)>{words}</button>
        }
    };
    let chip = move |of: Option<Family>| {
        let words = of.map_or(w::ALL_KINDS.of(locale), |family| family.label(locale));
        let mark = of.map(|family| view! { {edge_mark(family)} });
        view! {
            <button type="button" class="chip"
                data-testid=format!("family-{}", of.map_or("all", Family::code))
                aria-pressed=move || if family.get() == of { "true" } else { "false" }
                on:click=move |_| family.set(of)>{mark}{words}</button>
        }
    };
    let chips: Vec<_> = std::iter::once(None)
        .chain(Family::ALL.iter().copied().map(Some))
        .map(chip)
        .collect();
    let body = opening::from_records(workspace, move |records| {
        draw(workspace, records, showing.get(), family.get())
    });
    let actions = view! {
        <div class="segmented" role="group" aria-label=w::VIEW.of(locale)>
            {switch(Showing::Picture, w::PICTURE.of(locale), "show-picture")}
            {switch(Showing::List, w::LIST.of(locale), "show-list")}
        </div>
    };
    view! {
        {barred_head(w::NETWORK.of(locale), actions.into_any())}
        <div class="chips" role="group" aria-label=w::KINDS_OF_HELP.of(locale)>{chips}</div>
        {body}
    }
}

fn draw(
    workspace: Workspace,
    records: &Records,
    showing: Showing,
    family: Option<Family>,
) -> AnyView {
    let locale = workspace.l();
    if records.organisations.is_empty() {
        return view! {
            {opening::none(workspace, w::NO_ORGANISATIONS.of(locale), w::NO_ORGANISATIONS_TEXT.of(locale))}
        }
        .into_any();
    }
    match showing {
        Showing::Picture => picture(workspace, records, family),
        Showing::List => {
            let shown: Vec<&Organisation> = records
                .organisations
                .values()
                .filter(|organisation| {
                    family.is_none_or(|family| {
                        records
                            .partnerships_of(organisation.id)
                            .iter()
                            .any(|p| p.kind.family() == family)
                    })
                })
                .collect();
            let shown = super::organisations::by_kind_and_name(shown);
            super::organisations::table(workspace, records, &shown)
        }
    }
}

fn picture(workspace: Workspace, records: &Records, family: Option<Family>) -> AnyView {
    let locale = workspace.l();
    let mut filter = Filter::default();
    if let Some(family) = family {
        // The filter names what is hidden.
        filter
            .families
            .extend(Family::ALL.iter().copied().filter(|other| *other != family));
    }
    let centre = records.network.as_ref().and_then(|network| network.centre);
    let municipality = records
        .network
        .as_ref()
        .map(|network| tied(&network.municipality))
        .unwrap_or_default();
    let scene = Scene::new(records.graph(), &filter, centre);
    let link = |organisation: &Organisation| Place::Organisation(organisation.id).path();
    let drawing = svg::picture(
        &scene,
        &svg::PictureOptions {
            locale,
            link: &link,
            selected: workspace.viewer_untracked().organisation(),
            shows_standings: true,
            title: w::picture_title(locale, &municipality),
            description: w::PICTURE_TEXT.of(locale).to_owned(),
        },
    );
    // The links of an SVG are no HTML links: they are followed here.
    let follow = move |event: leptos::ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a").ok().flatten());
        if let Some(href) = link.and_then(|link| link.get_attribute("href")) {
            event.prevent_default();
            go(workspace, &href);
        }
    };
    view! {
        <div class="plate">
            <div class="plate__picture" data-testid="picture" on:click=follow inner_html=drawing></div>
        </div>
        {standings_legend(workspace)}
        {super::today::as_of(workspace, records)}
    }
    .into_any()
}

/// What the marks inside the rings mean: only the signed-in see them.
fn standings_legend(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let supported = Role::Supported {
        has_live_mentor: true,
    };
    let of = |kind: StandingKind| Standing {
        kind,
        since: None,
        until: None,
    };
    let item = |role: Role, standings: &[Standing], words: &'static str| {
        let mark = svg::standing_symbol_svg(role, standings, 24);
        view! { <li><span class="mark" inner_html=mark></span>{words}</li> }
    };
    let kinds = [
        StandingKind::LowResults,
        StandingKind::AdverseConditions,
        StandingKind::RiskGroup,
        StandingKind::GrowthPoint,
    ];
    let items: Vec<_> = kinds
        .iter()
        .map(|kind| {
            let role = if kind.is_supported() {
                supported
            } else {
                Role::School
            };
            item(role, &[of(*kind)], kind.label(locale))
        })
        .collect();
    let alone = item(
        Role::Supported {
            has_live_mentor: false,
        },
        &[],
        w::WITHOUT_MENTOR.of(locale),
    );
    view! {
        <ul class="legend-line" aria-label=w::STANDINGS.of(locale)>{items}{alone}</ul>
    }
    .into_any()
}
