//! Pages that say why there is nothing: not found, failed, forbidden.

use super::{Place, Shell, Visit};
use crate::components::{NoticeKind, notice_with};
use crate::words::{Phrase, public};
use leptos::prelude::*;

/// 404.
#[component]
pub fn NotFoundPage(visit: Visit) -> impl IntoView {
    absence(
        visit,
        NoticeKind::Empty,
        public::NOT_FOUND,
        public::NOT_FOUND_TEXT,
        false,
    )
}

/// 500: what happened is in the log, not here.
#[component]
pub fn ErrorPage(visit: Visit) -> impl IntoView {
    absence(
        visit,
        NoticeKind::Failed,
        public::FAILED,
        public::FAILED_TEXT,
        true,
    )
}

/// 403.
#[component]
pub fn ForbiddenPage(visit: Visit) -> impl IntoView {
    absence(
        visit,
        NoticeKind::Forbidden,
        public::FORBIDDEN,
        public::FORBIDDEN_TEXT,
        false,
    )
}

fn absence(
    visit: Visit,
    kind: NoticeKind,
    title: Phrase,
    text: Phrase,
    offers_retry: bool,
) -> impl IntoView {
    let locale = visit.locale;
    let here = visit.path_and_query.clone();
    let home = visit.link("/", "");
    let head = view! {
        <div class="cover__head"><h1 class="title-public">{title.of(locale)}</h1></div>
    };
    view! {
        <Shell visit=visit place=Place::Nowhere title=title.of(locale) description=text.of(locale) head=head.into_any()>
            {notice_with(kind, title.of(locale), text.of(locale), view! {
                {offers_retry.then(|| view! {
                    <a class="button button--primary" href=here>{public::RETRY.of(locale)}</a>
                })}
                <a class="button" href=home>{public::TO_NETWORKS.of(locale)}</a>
            })}
        </Shell>
    }
}
