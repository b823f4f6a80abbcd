//! A new card: its title and whose it is. Everything else is typed into the card, which saves itself,
//! so that nothing is lost with a form.

use super::reading::{may_enter, schools};
use super::select;
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::practices as w;
use crate::workspace::navigation::go;
use crate::workspace::pages::barred_head;
use crate::workspace::parts::field::{error_line, problem_of};
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Fields, RecordKind, Value};
use opora_sync::Draft;

/// The form of a new card.
pub fn new_practice_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    let viewer = workspace.viewer_untracked();
    if !may_enter(&viewer) {
        return forbidden(
            workspace,
            w::NEW_PRACTICE.of(locale),
            SharedPlace::Practices,
        );
    }
    let title = RwSignal::new(String::new());
    let own = viewer.organisation();
    let school = RwSignal::new(own.map(|id| id.to_string()).unwrap_or_default());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let text = title.get_untracked().trim().to_owned();
        let of = school.get_untracked();
        let problem = match (text.is_empty(), of.is_empty()) {
            (true, _) => Some(w::NEED_TITLE.of(locale).to_owned()),
            (_, true) => Some(w::NEED_SCHOOL.of(locale).to_owned()),
            _ => {
                let value = Value::from(text.clone());
                problem_of(RecordKind::Practice, "title", &value, locale)
            }
        };
        if problem.is_some() {
            return error.set(problem);
        }
        is_busy.set(true);
        let record = workspace.device().new_record_id();
        let fields = Fields::from([
            ("title".to_owned(), Value::from(text)),
            ("school".to_owned(), Value::from(of)),
        ]);
        let saved = workspace.edit(vec![Draft::Create {
            record,
            kind: RecordKind::Practice,
            fields,
        }]);
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    workspace.say(w::BEGUN.of(locale));
                    go(
                        workspace,
                        &Place::Shared(SharedPlace::Practice(record)).path(),
                    );
                }
                Err(failure) => {
                    let _ = is_busy.try_set(false);
                    let words = wording::save_failure_words(failure, locale).to_owned();
                    let _ = error.try_set(Some(words));
                }
            }
        });
    };
    let whose = own.is_none().then(|| {
        let all = workspace.records.with_untracked(|records| schools(records));
        select(
            "practice-school",
            w::AUTHOR.of(locale),
            w::CHOOSE_SCHOOL.of(locale),
            all,
            school,
        )
    });
    view! {
        {barred_head(w::NEW_PRACTICE.of(locale), ().into_any())}
        <form class="form" data-testid="practice-form" on:submit=begin>
            <div class="field">
                <label class="field__label" for="practice-title">{w::TITLE.of(locale)}</label>
                <input class="field__input" id="practice-title" data-testid="practice-title" type="text" autocomplete="off"
                    aria-describedby="practice-title-hint"
                    prop:value=title on:input=move |event| title.set(event_target_value(&event))/>
                <p class="field__hint" id="practice-title-hint">{w::BEGIN_HINT.of(locale)}</p>
            </div>
            {whose}
            {error_line("practice", error)}
            <div class="actions">
                <button type="submit" class="button button--primary" data-testid="begin-practice">{w::BEGIN.of(locale)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The screen of who may not enter anything.
pub fn forbidden(workspace: Workspace, title: &'static str, back: SharedPlace) -> AnyView {
    let locale = workspace.l();
    let words = match back {
        SharedPlace::Contests => w::CONTESTS,
        _ => w::PRACTICES,
    };
    view! {
        {barred_head(title, ().into_any())}
        {notice_with(NoticeKind::Forbidden, w::MAY_NOT.of(locale), w::MAY_NOT_TEXT.of(locale), view! {
            <a class="button" href=Place::Shared(back).path()>{words.of(locale)}</a>
        })}
    }
    .into_any()
}
