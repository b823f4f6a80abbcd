//! What the picture's module puts onto the page, in a `<template>`: whoever reads without script
//! sees nothing of it. All words the module says are here, as it has none of its own.

use crate::components::{Pictogram, icon};
use crate::pages::public::Visit;
use crate::words::public;
use leptos::prelude::*;
use opora_domain::NetworkId;
use opora_domain::letters::all_small;
use opora_graph::Role;

/// Tools, a card, regions for words, and the words. `network` is where organisations have their
/// pages.
pub fn parts(visit: &Visit, network: &NetworkId) -> impl IntoView + use<> {
    let locale = visit.locale;
    // The module puts a code into the braces.
    let link = visit.organisation(network, "{}");
    let role = |role: Role| all_small(role.label(locale));
    let supported = Role::Supported {
        has_live_mentor: true,
    };
    let tool = |task: &'static str, of: Pictogram, words: &'static str| {
        view! {
            <button type="button" class="graph-zoom__button" data-do=task aria-label=words title=words>
                {icon(of)}
            </button>
        }
    };
    view! {
        <template class="graph-parts" data-link=link data-label=public::PICTURE_HEADING.of(locale)
            data-helped-by=public::SAID_HELPED_BY.of(locale) data-helps=public::SAID_HELPS.of(locale)
            data-alone=public::SAID_ALONE.of(locale) data-more=public::SAID_MORE.of(locale)
            data-without-mentor=public::SAID_WITHOUT_MENTOR.of(locale)
            data-group=public::SAID_GROUP.of(locale) data-selected=public::SAID_SELECTED.of(locale)
            data-found=public::SAID_FOUND.of(locale)
            data-nothing-found=public::SAID_NOTHING_FOUND.of(locale)
            data-shelf=public::SAID_SHELF.of(locale)
            data-role-supported=role(supported) data-role-mentor=role(Role::Mentor { mentees: 1 })
            data-role-school=role(Role::School) data-role-centre=role(Role::Centre)
            data-role-partner=role(Role::Partner)>
            <div class="graph-tools">
                <div class="graph-search">
                    <label class="visually-hidden" for="graph-search">{public::FIND_ORGANISATION.of(locale)}</label>
                    <input class="graph-search__field" id="graph-search" type="search" role="combobox"
                        autocomplete="off" aria-expanded="false" aria-autocomplete="list"
                        aria-controls="graph-found" placeholder=public::FIND_ORGANISATION.of(locale)/>
                    <ul class="graph-search__found" id="graph-found" role="listbox" hidden
                        aria-label=public::FOUND_ORGANISATIONS.of(locale)></ul>
                </div>
                <div class="graph-zoom" role="group" aria-label=public::SIZE.of(locale)>
                    {tool("farther", Pictogram::Minus, public::FARTHER.of(locale))}
                    {tool("nearer", Pictogram::Plus, public::NEARER.of(locale))}
                    {tool("fit", Pictogram::Whole, public::WHOLE.of(locale))}
                </div>
            </div>
            <div class="graph-card" aria-hidden="true" hidden>
                <b class="graph-card__name" lang="ru"></b>
                <span class="graph-card__role"></span>
                <p class="graph-card__relations"></p>
            </div>
            <a class="graph-proxy" tabindex="-1" hidden></a>
            <p class="graph-said visually-hidden" aria-live="polite"></p>
            <p class="graph-keys visually-hidden" id="graph-keys">{public::PICTURE_KEYS.of(locale)}</p>
        </template>
    }
}
