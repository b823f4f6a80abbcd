//! Screens that are not in what is loaded first: each set of them is a chunk of the program that is
//! loaded when one of them is first opened. Where the service worker has been installed the chunk is
//! on the device already, with a line or without.
//!
//! It does not say which screens those are: [`super::screen`] does.

use super::{barred_head, opening};
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::workspace as w;
use crate::workspace::parts::frame::{focus_heading, title_of};
use crate::workspace::place::Place;
use crate::workspace::ports::LineState;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// What a function in a chunk gives: how the screen is drawn. It is drawn only where it is to stand,
/// as what is reactive belongs to the place where it is made.
pub type Later = Result<Box<dyn FnOnce() -> AnyView>, NotLoaded>;

/// A screen on its way.
pub type Arriving = Pin<Box<dyn Future<Output = Later>>>;

/// Declares how screens that come in chunks are asked for: `SET: NAME(ARGUMENTS) => SCREEN;`.
/// What a screen reaches and nothing outside its set does is in the set's chunk.
macro_rules! in_chunks {
    ($($set:ident: $name:ident($($argument:ident: $kind:ty),*) => $screen:expr;)*) => {$(
        fn $name($($argument: $kind),*) -> $crate::workspace::pages::later::Arriving {
            use $crate::workspace::pages::later::Later;

            #[leptos::wasm_split::wasm_split($set, wasm_split_path = leptos::wasm_split, fallible)]
            fn $name($($argument: $kind),*) -> Later {
                Ok(Box::new(move || $crate::markup::IntoAny::into_any($screen)))
            }
            Box::pin($name($($argument),*))
        }
    )*};
}
pub(crate) use in_chunks;

/// The chunk could not be loaded; the next attempt begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        NotLoaded
    }
}

/// How far the chunk of a screen has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asked,
    Here,
    Failed { is_offline: bool },
}

/// Shows a screen that may have to be loaded first: its heading and a skeleton until it is there, and
/// clear words when it cannot be loaded. A chunk that is there is drawn at once.
pub fn comes_later(
    workspace: Workspace,
    place: Place,
    open: impl Fn() -> Arriving + 'static,
) -> AnyView {
    drawn(workspace, place, Box::new(open))
}

fn drawn(workspace: Workspace, place: Place, open: Box<dyn Fn() -> Arriving>) -> AnyView {
    let stage = RwSignal::new(Stage::Asked);
    let is_down = Memo::new(move |_| {
        matches!(
            workspace.line.get(),
            LineState::Offline { .. } | LineState::ServerTrouble { .. }
        )
    });
    (move || {
        if let Stage::Failed { is_offline } = stage.get()
            // When the line is back it is asked for again by itself.
            && (!is_offline || is_down.get())
        {
            return failed(workspace, place, is_offline, stage);
        }
        let mut arriving = open();
        match arriving
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(Ok(draw)) => draw(),
            Poll::Ready(Err(NotLoaded)) => failed(workspace, place, false, stage),
            Poll::Pending => {
                leptos::task::spawn_local(async move {
                    let next = match arriving.await {
                        Ok(_) => Stage::Here,
                        Err(NotLoaded) => Stage::Failed {
                            is_offline: is_down.try_get_untracked().unwrap_or_default(),
                        },
                    };
                    turn_to(stage, next);
                });
                coming(workspace, place)
            }
        }
    })
    .into_any()
}

/// Shows the next stage; the focus stays with the heading if it was there.
fn turn_to(stage: RwSignal<Stage>, next: Stage) {
    let page = document();
    let is_focused = page
        .active_element()
        .is_some_and(|element| element.matches("main, main h1").unwrap_or_default());
    // Somebody may have left the screen meanwhile.
    if stage.try_set(next).is_none() && is_focused {
        request_animation_frame(move || focus_heading(&page));
    }
}

/// The button that was pressed goes: the focus goes to the heading.
fn ask_again(stage: RwSignal<Stage>) {
    stage.set(Stage::Asked);
    request_animation_frame(|| focus_heading(&document()));
}

fn coming(workspace: Workspace, place: Place) -> AnyView {
    let locale = workspace.l();
    view! {
        <div aria-busy="true" data-testid="later-coming">
            {barred_head(title_of(place).of(locale), ().into_any())}
            {opening::skeleton()}
            <p role="status">{w::LATER_COMING.of(locale)}</p>
        </div>
    }
    .into_any()
}

fn failed(workspace: Workspace, place: Place, is_offline: bool, stage: RwSignal<Stage>) -> AnyView {
    let locale = workspace.l();
    let (kind, text) = match is_offline {
        true => (NoticeKind::Offline, w::LATER_OFFLINE_TEXT),
        false => (NoticeKind::Failed, w::LATER_FAILED_TEXT),
    };
    view! {
        {barred_head(title_of(place).of(locale), ().into_any())}
        <div role="alert" data-testid="later-failed">
            {notice_with(kind, w::LATER_FAILED.of(locale), text.of(locale), view! {
                <button type="button" class="button button--primary" data-testid="later-retry"
                    on:click=move |_| ask_again(stage)>{w::RETRY.of(locale)}</button>
                <a class="button" href=place.path() rel="external">{w::RELOAD_PAGE.of(locale)}</a>
            })}
        </div>
    }
    .into_any()
}
