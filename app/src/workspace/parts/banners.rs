//! Bars across the top of the content: what the person has to know, with the way on.

use super::carried::save_to_file;
use super::wording;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::counted;
use crate::words::workspace as w;
use crate::workspace::place::Place;
use crate::workspace::ports::{LineState, StorageTrouble, Unkept};
use crate::workspace::state::Workspace;
use leptos::prelude::*;

/// Storage trouble, expired sign-in, a server in trouble, and what has just been done.
pub fn banners(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let trouble = move || match workspace.trouble.get() {
        None => ().into_any(),
        Some(StorageTrouble::NotSaved(failure)) => view! {
            <div class="banner banner--red" role="alert" data-testid="not-saved">
                <p>{wording::save_failure_words(failure, locale)}</p>
                <button type="button" class="button button--compact"
                    data-testid="retry"
                    on:click=move |_| {
                        workspace.trouble.set(None);
                        workspace.retries.update(|count| *count += 1);
                        workspace.device().sync_now();
                    }>
                    {w::RETRY.of(locale)}
                </button>
            </div>
        }
        .into_any(),
        Some(StorageTrouble::Evicted { pending }) => view! {
            <div class="banner banner--red" role="alert" data-testid="evicted">
                <p>{w::evicted(locale, &counted(pending, &w::RECORDS, locale))}</p>
                <button type="button" class="button button--compact"
                    data-testid="understood"
                    on:click=move |_| workspace.device().forget_loss()>
                    {w::UNDERSTOOD.of(locale)}
                </button>
            </div>
        }
        .into_any(),
    };
    let unkept = move || {
        let Unkept { pending } = workspace.unkept.get()?;
        let earlier = (pending > 0)
            .then(|| w::unkept_pending(locale, &counted(pending, &w::RECORDS, locale)));
        let save = move || {
            let waits = workspace
                .records
                .with(|records| records.waiting_count() > 0);
            waits.then(|| save_to_file(workspace))
        };
        let bar = view! {
            <div class="banner banner--red" role="alert" data-testid="unkept">
                <p>{w::UNKEPT.of(locale)}{earlier}</p>
                {save}
                <a class="button button--compact" href="/app" rel="external">{w::RETRY.of(locale)}</a>
            </div>
        };
        Some(bar.into_any())
    };
    let line = Memo::new(move |_| workspace.line.get());
    let line = move || match line.get() {
        LineState::SignedOut => view! {
            <div class="banner" role="status" data-testid="session-over">
                <p>{w::SESSION_OVER.of(locale)}</p>
                <a class="button button--compact" href=Place::SignIn.path()>
                    {w::SIGN_IN_AGAIN.of(locale)}
                </a>
            </div>
        }
        .into_any(),
        LineState::ServerTrouble { .. } => view! {
            <div class="banner" role="status"><p>{w::SERVER_TROUBLE.of(locale)}</p></div>
        }
        .into_any(),
        LineState::VersionTrouble => view! {
            <div class="banner" role="status">
                <p>{w::VERSION_TROUBLE.of(locale)}</p>
                <button type="button" class="button button--compact"
                    on:click=move |_| workspace.device().activate_update()>
                    {w::UPDATE.of(locale)}
                </button>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    };
    let notice = move || {
        workspace.notice.get().map(|notice| {
            view! {
                <div class="banner banner--done" role="status" data-testid="notice">
                    <p>{notice.words}</p>
                    <button type="button" class="button button--compact"
                        on:click=move |_| workspace.notice.set(None)>
                        {w::CLOSE.of(locale)}
                    </button>
                </div>
            }
        })
    };
    view! { <div class="banners">{unkept}{trouble}{line}{notice}</div> }.into_any()
}

/// «Готова новая версия»: never by itself.
pub fn version_bar(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    (move || {
        workspace.is_update_ready.get().then(|| {
            view! {
                <div class="version-bar" role="status" data-testid="new-version">
                    <span>{w::NEW_VERSION.of(locale)}</span>
                    <button type="button" class="number"
                        on:click=move |_| workspace.device().activate_update()>
                        {w::UPDATE.of(locale)}
                    </button>
                </div>
            }
        })
    })
    .into_any()
}
