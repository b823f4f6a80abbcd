//! The five states in which a screen has something else to say than its content. Loading is the
//! screen's own skeleton: see the style sheet's `_states`.

use super::Pictogram;
use crate::markup::*;

/// Why the content is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Empty,
    Failed,
    Offline,
    Forbidden,
}

/// What would be here and why it is not.
pub fn notice(kind: NoticeKind, title: impl Into<String>, text: impl Into<String>) -> AnyView {
    drawn(kind, title.into(), text.into(), None)
}

/// The same, and what can be done: links and buttons.
pub fn notice_with(
    kind: NoticeKind,
    title: impl Into<String>,
    text: impl Into<String>,
    actions: impl IntoView + 'static,
) -> AnyView {
    drawn(kind, title.into(), text.into(), Some(actions.into_any()))
}

fn drawn(kind: NoticeKind, title: String, text: String, actions: Option<AnyView>) -> AnyView {
    let (state, pictogram) = match kind {
        NoticeKind::Empty => ("empty", Pictogram::Empty),
        NoticeKind::Failed => ("error", Pictogram::Failed),
        NoticeKind::Offline => ("offline", Pictogram::Offline),
        NoticeKind::Forbidden => ("forbidden", Pictogram::Forbidden),
    };
    view! {
        <section class="state" data-state=state>
            <svg class="icon state__icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"
                inner_html=pictogram.drawing()></svg>
            <h2 class="state__title">{title}</h2>
            <p>{text}</p>
            {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
        </section>
    }
    .into_any()
}
