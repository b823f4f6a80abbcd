//! Which sections of a programme stand on its public page and in its public files: a switch each,
//! for the coordinator. Whoever only reads is told what is kept back.

use super::contents::Contents;
use super::rows::Opened;
use crate::markup::{AnyView, IntoAny, view};
use crate::words::plan as w;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::wording::{self, capital};
use leptos::prelude::*;
use opora_domain::publication::{FIELD, unpublished};
use opora_domain::{ProgrammeSection, RecordId, Value};
use opora_sync::Draft;
use std::sync::Arc;

/// The section beside the passport.
pub fn publication(
    opened: Opened,
    contents: Memo<Option<Arc<Contents>>>,
    programme: RecordId,
) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let error = RwSignal::new(None::<String>);
    let kept_back = Memo::new(move |_| {
        contents.with(|it| {
            let programme = it.as_ref().map(|it| &it.programme);
            let sections = programme.map(|it| it.unpublished.clone());
            (
                sections.unwrap_or_default(),
                programme.is_some_and(|it| it.is_withheld),
            )
        })
    });
    let switch = move |section: ProgrammeSection| {
        let is_published = move || kept_back.with(|(sections, _)| !sections.contains(&section));
        let choose = move |_: leptos::ev::Event| {
            let will_be_published = kept_back.with_untracked(|it| it.0.contains(&section));
            let saved = workspace.edit_by(Box::new(move |replica| {
                let view = replica.visible(programme);
                let before = view.map(|view| unpublished(&view.projected.fields));
                let before = before.unwrap_or_default();
                // In the order of the document, whoever switched first.
                let after = ProgrammeSection::ALL.iter().filter(|known| {
                    if **known == section {
                        !will_be_published
                    } else {
                        before.contains(known)
                    }
                });
                let after: Vec<Value> = after.map(|it| Value::from(it.code())).collect();
                vec![Draft::Set {
                    record: programme,
                    field: FIELD.to_owned(),
                    value: match after.is_empty() {
                        true => Value::Null,
                        false => Value::Array(after),
                    },
                }]
            }));
            leptos::task::spawn_local(async move {
                let words = saved.await.err();
                let words = words.map(|it| wording::save_failure_words(it, locale).to_owned());
                let _ = error.try_set(words);
            });
        };
        view! {
            <li><label class="checkbox">
                <input type="checkbox" class="checkbox__box" data-testid=format!("publish-{}", section.code())
                    prop:checked=is_published on:change=choose/>
                <span>{capital(section.label(locale))}</span>
            </label></li>
        }
        .into_any()
    };
    let said = move || {
        let (sections, is_withheld) = kept_back.get();
        if is_withheld {
            return view! { <p class="note">{w::PROGRAMME_WITHHELD.of(locale)}</p> }.into_any();
        }
        if opened.may_edit.get() {
            let switches: Vec<AnyView> =
                ProgrammeSection::ALL.iter().map(|it| switch(*it)).collect();
            return view! {
                <p class="caption">{w::PUBLICATION_TEXT.of(locale)}</p>
                <ul class="programme__switches" data-testid="publication">{switches}</ul>
            }
            .into_any();
        }
        let names: Vec<&str> = sections.iter().map(|it| it.label(locale)).collect();
        let words = match names.is_empty() {
            true => w::ALL_PUBLISHED.of(locale).to_owned(),
            false => w::kept_back(locale, &names.join(", ")),
        };
        view! { <p class="caption">{words}</p> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="publication">
            <div class="section__head">
                <h2 class="title-section" id="publication">{w::PUBLICATION.of(locale)}</h2>
                {stored_mark(workspace, programme, FIELD)}
            </div>
            {said}
            {error_line("publication", error)}
        </section>
    }
    .into_any()
}
