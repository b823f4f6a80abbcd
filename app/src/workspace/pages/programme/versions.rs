//! Versions of the road map: named moments, two of them beside each other, and each of them whole,
//! to be printed. The titles are on the device; what stood in the road map then is put together by
//! the district from its history, and needs a line.

mod difference;
mod drawing;
mod past;

use super::contents::Contents;
use super::{may_edit, tabs};
use crate::components::{NoticeKind, Pictogram, icon, notice, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{dates, plan as w, programme as words};
use crate::workspace::pages::barred_head;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::wording;
use crate::workspace::place::ProgrammePlace;
use crate::workspace::state::Workspace;
use drawing::{difference_view, whole_view};
use leptos::prelude::*;
use opora_domain::programme_version::FIELD;
use opora_domain::{Activity, ProgrammeVersion, RecordId};
use opora_sync::Draft;
use past::{Asked, Past, file_of};
use serde_json::json;
use std::sync::Arc;

/// Everything of the screen. Cheap to copy into closures.
#[derive(Clone, Copy)]
struct Versions {
    workspace: Workspace,
    programme: RecordId,
    contents: Memo<Option<Arc<Contents>>>,
    known: Memo<Vec<ProgrammeVersion>>,
    /// The identity of the version looked at.
    before: RwSignal<Option<String>>,
    /// What it is compared with; `None` is the road map now.
    after: RwSignal<Option<String>>,
    is_whole: RwSignal<bool>,
    past: Past,
}

/// The versions of a programme; `asked` is how its address names it.
pub fn versions(workspace: Workspace, programme: RecordId, asked: Option<RecordId>) -> AnyView {
    let locale = workspace.l();
    let contents = Memo::new(move |_| {
        workspace
            .records
            .with(|records| Contents::of(records, Some(programme)).map(Arc::new))
    });
    let known = Memo::new(move |_| {
        contents.with(|it| {
            let all = it.as_ref().map(|it| it.programme.versions.clone());
            all.unwrap_or_default()
        })
    });
    let screen = Versions {
        workspace,
        programme,
        contents,
        known,
        before: RwSignal::new(known.with_untracked(|all| all.last().map(|it| it.id.clone()))),
        after: RwSignal::new(None),
        is_whole: RwSignal::new(false),
        past: Past::new(workspace, programme),
    };
    let lead = move || {
        let contents = contents.get()?;
        let name = tied(contents.programme.name(locale));
        let term = dates::term(&contents.programme.term, locale);
        let term = term.map(|term| format!(", {term}"));
        Some(view! { <p class="caption road-map__of" lang="ru">{name}{term}</p> })
    };
    let may_edit = may_edit(workspace);
    let naming = move || may_edit.get().then(|| naming(screen));
    let body = move || match known.with(Vec::is_empty) {
        true => notice(
            NoticeKind::Empty,
            w::NO_VERSIONS.of(locale),
            w::NO_VERSIONS_TEXT.of(locale),
        ),
        false => view! { {asking(screen)}{move || answer(screen)} }.into_any(),
    };
    view! {
        {barred_head(words::VERSIONS.of(locale), ().into_any())}
        {lead}
        {tabs(workspace, asked, ProgrammePlace::Versions(asked))}
        {body}
        {naming}
    }
    .into_any()
}

impl Versions {
    /// What a version is called, with its day.
    fn name(self, id: Option<&str>) -> String {
        let locale = self.workspace.l();
        let Some(id) = id else {
            return w::NOW.of(locale).to_owned();
        };
        self.known.with(|all| {
            let found = all.iter().find(|it| it.id == id);
            found.map(|it| called(it, locale)).unwrap_or_default()
        })
    }

    fn now(self) -> Vec<Activity> {
        self.contents
            .with(|it| it.as_ref().map(|it| it.activities.clone()))
            .unwrap_or_default()
    }
}

fn called(version: &ProgrammeVersion, locale: opora_domain::Locale) -> String {
    match version.date.trim() {
        "" => tied(&version.title),
        date => w::version_of(locale, &tied(&version.title), date),
    }
}

/// Which versions, and how they are shown.
fn asking(screen: Versions) -> AnyView {
    let locale = screen.workspace.l();
    let choice = move |id: &'static str,
                       label: &'static str,
                       has_now: bool,
                       chosen: RwSignal<Option<String>>| {
        let options = move || {
            let mut options: Vec<AnyView> = vec![];
            if has_now {
                let is_chosen = move || chosen.get().is_none();
                options.push(
                    view! { <option value="" prop:selected=is_chosen>{w::NOW.of(locale)}</option> }
                        .into_any(),
                );
            }
            let known = screen.known.get();
            options.extend(known.into_iter().rev().map(|version| {
                let name = called(&version, locale);
                let of = version.id.clone();
                let is_chosen = move || chosen.with(|it| it.as_deref() == Some(of.as_str()));
                view! { <option value=version.id.clone() prop:selected=is_chosen>{name}</option> }
                    .into_any()
            }));
            options
        };
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <span class="select"><select class="field__input" id=id data-testid=id
                    on:change=move |event| {
                        let value = event_target_value(&event);
                        chosen.set((!value.is_empty()).then_some(value));
                    }>{options}</select></span>
            </div>
        }
        .into_any()
    };
    let button = move |is_whole: bool, words: &'static str, code: &'static str| {
        view! {
            <button type="button" class="segmented__item" data-testid=code
                aria-pressed=move || if screen.is_whole.get() == is_whole { "true" } else { "false" }
                on:click=move |_| screen.is_whole.set(is_whole)>{words}</button>
        }
    };
    let with = move || {
        (!screen.is_whole.get()).then(|| {
            choice(
                "version-with",
                w::COMPARE_WITH.of(locale),
                true,
                screen.after,
            )
        })
    };
    let file = move || {
        let id = screen.before.get()?;
        let address = file_of(screen.workspace, screen.programme, "road-map.docx", &id)?;
        Some(
            view! { <a class="button button--text" href=address download data-testid="version-docx">{icon(Pictogram::File)}{w::VERSION_DOCX.of(locale)}</a> },
        )
    };
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="versions__bar">
            <div class="segmented" role="group" aria-label=w::WHAT_TO_SHOW.of(locale)>
                {button(false, w::SHOW_DIFFERENCE.of(locale), "show-difference")}
                {button(true, w::SHOW_WHOLE.of(locale), "show-whole")}
            </div>
            <div class="field-row">
                {choice("version-of", w::COMPARE_FROM.of(locale), false, screen.before)}
                {with}
            </div>
            <div class="actions">
                <button type="button" class="button" data-testid="print-version" on:click=print>
                    {icon(Pictogram::Print)}{w::PRINT.of(locale)}
                </button>
                {file}
            </div>
        </div>
    }
    .into_any()
}

/// The version whole, or what is not the same.
fn answer(screen: Versions) -> AnyView {
    let locale = screen.workspace.l();
    let Some(before) = screen.before.get() else {
        return ().into_any();
    };
    let note = screen.known.with(|all| {
        let found = all.iter().find(|it| it.id == before);
        found.map(|it| it.note.clone()).filter(|it| !it.is_empty())
    });
    let earlier = match screen.past.get(&before) {
        Asked::Known(past) => past,
        other => return waiting(screen, other, before),
    };
    let device = screen.workspace.device();
    let when = wording::moment_words(&*device, earlier.named_at, locale);
    let when = w::named_at(locale, &when);
    let note = note.map(|note| view! { <p class="note" lang="ru">{tied(&note)}</p> });
    let name = screen.name(Some(&before));
    if screen.is_whole.get() {
        return view! {
            <section class="section" aria-labelledby="version">
                <div class="section__head"><h2 class="title-block" id="version" lang="ru">{name}</h2></div>
                <p class="caption">{when}</p>
                {note}
                {whole_view(&earlier.activities, locale)}
            </section>
        }
        .into_any();
    }
    let after = screen.after.get();
    let later = match after.clone() {
        None => screen.now(),
        Some(id) => match screen.past.get(&id) {
            Asked::Known(past) => past.activities.clone(),
            other => return waiting(screen, other, id),
        },
    };
    let names = [name, screen.name(after.as_deref())];
    view! {
        <section class="section" aria-labelledby="version">
            <div class="section__head"><h2 class="title-block" id="version">{w::SHOW_DIFFERENCE.of(locale)}</h2></div>
            <p class="caption">{when}</p>
            {note}
            {difference_view(&earlier.activities, &later, names, locale)}
        </section>
    }
    .into_any()
}

/// Why there is nothing to show yet, and what helps.
fn waiting(screen: Versions, asked: Asked, id: String) -> AnyView {
    let locale = screen.workspace.l();
    let words = asked.words().of(locale);
    let again = (!matches!(asked, Asked::Loading | Asked::Known(_))).then(|| {
        view! {
            <div class="actions"><button type="button" class="button" data-testid="version-again"
                on:click=move |_| screen.past.ask(&id)>{w::AGAIN.of(locale)}</button></div>
        }
    });
    view! { <p class="note" role="status" data-testid="version-note">{words}</p>{again} }.into_any()
}

/// The form that names the road map as it stands now.
fn naming(screen: Versions) -> AnyView {
    let workspace = screen.workspace;
    let locale = workspace.l();
    let [title, date, note] = [(); 3].map(|()| RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let field = move |id: &'static str,
                      label: &'static str,
                      text: RwSignal<String>,
                      hint: Option<&'static str>| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <input class="field__input" id=id data-testid=id type="text" autocomplete="off" prop:value=text
                    aria-describedby=hint.map(|_| format!("{id}-hint"))
                    on:input=move |event| text.set(event_target_value(&event))/>
                {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            </div>
        }
        .into_any()
    };
    let save = move || {
        let text = |of: RwSignal<String>| of.get_untracked().trim().to_owned();
        if text(title).is_empty() {
            error.set(Some(w::VERSION_NEEDS_TITLE.of(locale).to_owned()));
            return;
        }
        let id = workspace.device().new_record_id().to_string();
        let version = ProgrammeVersion {
            id: id.clone(),
            title: text(title),
            date: text(date),
            note: text(note),
        };
        let saved = workspace.edit_by(Box::new(move |replica| {
            let view = replica.visible(screen.programme);
            let all = view.map(|view| ProgrammeVersion::read_all(&view.projected.fields));
            let mut all = all.unwrap_or_default();
            all.push(version.clone());
            let items: Vec<_> = all
                .iter()
                .map(|it| json!({"id": it.id, "title": it.title, "date": it.date, "note": it.note}))
                .collect();
            vec![Draft::Set {
                record: screen.programme,
                field: FIELD.to_owned(),
                value: items.into(),
            }]
        }));
        leptos::task::spawn_local(async move {
            let failure = saved.await.err();
            let is_saved = failure.is_none();
            let words = failure.map(|it| wording::save_failure_words(it, locale).to_owned());
            let _ = error.try_set(words);
            if is_saved {
                for text in [title, date, note] {
                    let _ = text.try_set(String::new());
                }
                let _ = screen.before.try_set(Some(id));
            }
        });
    };
    view! {
        <section class="section versions__naming" aria-labelledby="naming">
            <div class="section__head">
                <h2 class="title-section" id="naming">{w::NAME_VERSION.of(locale)}</h2>
                {stored_mark(workspace, screen.programme, FIELD)}
            </div>
            <p class="caption">{w::NAME_VERSION_TEXT.of(locale)}</p>
            <form class="form" on:submit=move |event: leptos::ev::SubmitEvent| {
                event.prevent_default();
                save();
            }>
                {field("version-title", w::VERSION_TITLE.of(locale), title, Some(w::VERSION_TITLE_HINT.of(locale)))}
                {error_line("version-title", error)}
                {field("version-date", w::VERSION_DATE.of(locale), date, None)}
                {field("version-note", w::VERSION_NOTE.of(locale), note, None)}
                <div class="actions"><button type="submit" class="button button--primary" data-testid="save-version">
                    {small_icon(Pictogram::Check)}{w::SAVE_VERSION.of(locale)}
                </button></div>
            </form>
        </section>
    }
    .into_any()
}
