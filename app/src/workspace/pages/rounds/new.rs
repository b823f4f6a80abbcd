//! Opening a round: what is asked, about which period, until when, and whom.

use super::questions;
use super::templates::TEMPLATES;
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::rounds as w;
use crate::words::workspace as words;
use crate::workspace::navigation::go;
use crate::workspace::pages::barred_head;
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::{date_entry, wording};
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use leptos::prelude::*;
use opora_domain::{Fields, OrganisationKind, RecordId, RecordKind, Value, Viewer};
use opora_sync::Draft;

#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    period: RwSignal<String>,
    due: RwSignal<String>,
    questions: RwSignal<String>,
    /// Schools that are not asked.
    left_out: RwSignal<Vec<RecordId>>,
    error: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
}

/// The form of a new round.
pub fn new_round_page(workspace: Workspace) -> AnyView {
    let locale = workspace.l();
    if !matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }) {
        return view! {
            {barred_head(w::NEW_ROUND.of(locale), ().into_any())}
            {notice_with(NoticeKind::Forbidden, w::OPEN_FORBIDDEN.of(locale), w::OPEN_FORBIDDEN_TEXT.of(locale), view! {
                <a class="button" href=Place::Rounds.path()>{w::ROUNDS.of(locale)}</a>
            })}
        }
        .into_any();
    }
    let form = Form {
        title: RwSignal::new(String::new()),
        period: RwSignal::new(wording::today(&*workspace.device()).year().to_string()),
        due: RwSignal::new(String::new()),
        questions: RwSignal::new(String::new()),
        left_out: RwSignal::new(Vec::new()),
        error: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    let input = |id: &'static str,
                 label: &'static str,
                 hint: Option<&'static str>,
                 text: RwSignal<String>| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <input class="field__input" id=id data-testid=id type="text" autocomplete="off"
                    aria-describedby=format!("{id}-hint")
                    prop:value=text on:input=move |event| text.set(event_target_value(&event))/>
                <p class="field__hint" id=format!("{id}-hint")>{hint.unwrap_or_default()}</p>
            </div>
        }
        .into_any()
    };
    let chips: Vec<AnyView> = TEMPLATES
        .iter()
        .map(|template| {
            let take = move |_| {
                form.questions.set(template.lines.of(locale).to_owned());
                if form.title.with_untracked(String::is_empty) {
                    form.title.set(template.title.of(locale).to_owned());
                }
            };
            view! {
                <button type="button" class="chip" data-testid=format!("template-{}", template.code)
                    on:click=take>{template.title.of(locale)}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        {barred_head(w::NEW_ROUND.of(locale), ().into_any())}
        <div class="form" data-testid="round-form">
            <div class="field" role="group" aria-label=w::TEMPLATES.of(locale)>
                <span class="field__label">{w::TEMPLATES.of(locale)}</span>
                <div class="chips">{chips}</div>
            </div>
            {input("round-title", w::TITLE.of(locale), None, form.title)}
            <div class="field-row">
                {input("round-period", w::PERIOD.of(locale), Some(w::PERIOD_HINT.of(locale)), form.period)}
                {input("round-due", w::DUE.of(locale), Some(w::DUE_HINT.of(locale)), form.due)}
            </div>
            <div class="field">
                <label class="field__label" for="round-questions">{w::QUESTIONS.of(locale)}</label>
                <textarea class="field__input" id="round-questions" data-testid="round-questions" rows="8"
                    aria-describedby="round-questions-hint" prop:value=form.questions
                    on:input=move |event| form.questions.set(event_target_value(&event))></textarea>
                <p class="field__hint" id="round-questions-hint">{w::QUESTIONS_HINT.of(locale)}</p>
            </div>
            {schools(workspace, form)}
            {error_line("round", form.error)}
            <div class="actions">
                <button type="button" class="button button--primary" data-testid="open-round"
                    on:click=move |_| open(workspace, form)>{w::OPEN_ROUND.of(locale)}</button>
            </div>
        </div>
    }
    .into_any()
}

fn all_schools(workspace: Workspace) -> Vec<(RecordId, String)> {
    workspace.records.with(|records| {
        let all = records.organisations.values();
        let schools = all.filter(|it| it.kind == OrganisationKind::School);
        ordered(
            schools.map(|it| (it.id, tied(&it.name))).collect(),
            |(_, name)| name.clone(),
        )
    })
}

fn schools(workspace: Workspace, form: Form) -> AnyView {
    let locale = workspace.l();
    let all = Memo::new(move |_| all_schools(workspace));
    let boxes = move || {
        let rows = all.get().into_iter().map(|(id, name)| {
            let toggle = move |_| {
                form.left_out
                    .update(|left_out| match left_out.iter().position(|it| *it == id) {
                        Some(at) => {
                            left_out.remove(at);
                        }
                        None => left_out.push(id),
                    });
            };
            view! {
                <li><label class="checkbox">
                    <input type="checkbox" class="checkbox__box" data-testid="asked-school"
                        prop:checked=move || form.left_out.with(|left_out| !left_out.contains(&id))
                        on:change=toggle/>
                    <span>{name}</span>
                </label></li>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{w::SCHOOLS.of(locale)}</legend>
            <div class="chips">
                <button type="button" class="chip" on:click=move |_| form.left_out.set(Vec::new())>{w::ALL_SCHOOLS.of(locale)}</button>
                <button type="button" class="chip" data-testid="no-schools"
                    on:click=move |_| form.left_out.set(all.get_untracked().into_iter().map(|(id, _)| id).collect())>
                    {w::NO_SCHOOLS.of(locale)}
                </button>
            </div>
            <ul class="rounds__schools">{boxes}</ul>
        </fieldset>
    }
    .into_any()
}

/// Everything the form says, or what is wrong with it.
fn drafts(workspace: Workspace, form: Form, round: RecordId) -> Result<Vec<Draft>, String> {
    let locale = workspace.l();
    let title = form.title.get_untracked().trim().to_owned();
    if title.is_empty() {
        return Err(w::NEED_TITLE.of(locale).to_owned());
    }
    let asked = questions::read(&form.questions.get_untracked(), locale)?;
    let due =
        date_entry::read(&form.due.get_untracked()).map_err(|problem| problem.words(locale))?;
    let left_out = form.left_out.get_untracked();
    let schools: Vec<RecordId> = untrack(|| all_schools(workspace))
        .into_iter()
        .map(|(id, _)| id)
        .filter(|id| !left_out.contains(id))
        .collect();
    if schools.is_empty() {
        return Err(w::NEED_SCHOOLS.of(locale).to_owned());
    }
    let viewer = workspace.viewer_untracked();
    let network = viewer
        .network()
        .ok_or_else(|| words::NOT_SAVED_SIGNED_OUT.of(locale).to_owned())?;
    let mut fields = Fields::from([
        ("title".to_owned(), Value::from(title)),
        ("questions".to_owned(), questions::value(&asked)),
    ]);
    let period = form.period.get_untracked().trim().to_owned();
    if !period.is_empty() {
        fields.insert("period".to_owned(), Value::from(period));
    }
    if let Some(due) = due {
        fields.insert("due".to_owned(), Value::from(due.to_string()));
    }
    if let Some(problem) = opora_domain::validate(RecordKind::Round, &fields).first() {
        return Err(format!("{}.", wording::capital(problem.code.label(locale))));
    }
    let mut drafts = vec![Draft::Create {
        record: round,
        kind: RecordKind::Round,
        fields,
    }];
    drafts.extend(questions::returns(network, round, &schools, &asked));
    Ok(drafts)
}

fn open(workspace: Workspace, form: Form) {
    let locale = workspace.l();
    if form.is_busy.get_untracked() {
        return;
    }
    let round = workspace.device().new_record_id();
    let drafts = match drafts(workspace, form, round) {
        Ok(drafts) => drafts,
        Err(problem) => return form.error.set(Some(problem)),
    };
    form.error.set(None);
    form.is_busy.set(true);
    let saved = workspace.edit(drafts);
    leptos::task::spawn_local(async move {
        match saved.await {
            Ok(_) => {
                workspace.say(w::OPENED.of(locale));
                go(workspace, &Place::Round(round).path());
            }
            Err(failure) => {
                let _ = form.is_busy.try_set(false);
                let words = wording::save_failure_words(failure, locale).to_owned();
                let _ = form.error.try_set(Some(words));
            }
        }
    });
}
