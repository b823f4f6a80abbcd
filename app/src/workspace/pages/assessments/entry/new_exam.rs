//! The form for a subject that no result is of yet: it opens rows, and makes no record by itself.

use super::super::{Shown, open_school, schools};
use super::{Entry, Row};
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::indicators as w;
use leptos::ev;
use leptos::prelude::*;
use opora_domain::choice::normal;
use opora_domain::{ExamKind, Examined};

/// A subject that no result is of yet.
pub fn new_exam(entry: Entry, shown: Shown) -> AnyView {
    let locale = entry.workspace.l();
    let subject = NodeRef::<leptos::html::Input>::new();
    let grade = NodeRef::<leptos::html::Input>::new();
    let kind = RwSignal::new(ExamKind::Ege);
    let error = RwSignal::new(None::<String>);
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(subject), Some(grade)) = (subject.get_untracked(), grade.get_untracked()) else {
            return;
        };
        let (name, class) = (
            subject.value().trim().to_owned(),
            grade.value().trim().to_owned(),
        );
        if name.is_empty() {
            error.set(Some(w::NEED_SUBJECT.of(locale).to_owned()));
            return;
        }
        error.set(None);
        let exam = Examined {
            exam: Some(kind.get_untracked()),
            subject: normal(&name),
            grade: normal(&class),
        };
        let mut title = format!("{}, {name}", kind.get_untracked().label(locale));
        if !class.is_empty() {
            title.push_str(", ");
            title.push_str(&w::grade_words(locale, &class));
        }
        let Some(school) = open_school(entry.workspace, shown)
            .or_else(|| schools(entry.workspace).first().map(|(id, _)| *id))
        else {
            return;
        };
        entry.added.update(|added| {
            if !added.iter().any(|row| row.exam == exam) {
                added.push(Row {
                    school,
                    exam: exam.clone(),
                    subject: name,
                    grade: class,
                    name: title,
                    again: None,
                });
            }
        });
        shown.exam.set(Some(exam));
        subject.set_value("");
        grade.set_value("");
    };
    let chips: Vec<AnyView> = ExamKind::ALL
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                <button type="button" class="chip"
                    aria-pressed=move || if kind.get() == one { "true" } else { "false" }
                    on:click=move |_| kind.set(one)>{one.label(locale)}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <form class="form results__new" on:submit=add data-testid="add-exam" aria-labelledby="other-exam">
            <h2 class="title-section" id="other-exam">{w::OTHER_EXAM.of(locale)}</h2>
            <div class="field" role="group" aria-label=w::EXAM.of(locale)><div class="chips">{chips}</div></div>
            <div class="field-row">
                <div class="field">
                    <label class="field__label" for="new-subject">{w::SUBJECT.of(locale)}</label>
                    <input class="field__input" id="new-subject" type="text" autocomplete="off" node_ref=subject
                        aria-describedby="new-subject-error"/>
                </div>
                <div class="field">
                    <label class="field__label" for="new-grade">{w::GRADE.of(locale)}</label>
                    <input class="field__input" id="new-grade" type="text" autocomplete="off" node_ref=grade/>
                </div>
            </div>
            <div id="new-subject-error" role="alert">
                {move || error.get().map(|words| view! { <p class="field__error">{words}</p> })}
            </div>
            <div class="actions">
                <button type="submit" class="button">{icon(Pictogram::Plus)}{w::ADD_SUBJECT.of(locale)}</button>
            </div>
        </form>
    }
    .into_any()
}
