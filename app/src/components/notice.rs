//! The five states in which a screen has something else to say than its content. Loading is the
//! screen's own skeleton: see the style sheet's `_states`.

use super::Pictogram;
use leptos::prelude::*;

/// Why the content is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Empty,
    Failed,
    Offline,
    Forbidden,
}

/// What would be here, why it is not, and what can be done (as children: links and buttons).
#[component]
pub fn Notice(
    kind: NoticeKind,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
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
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </section>
    }
}
