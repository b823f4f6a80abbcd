//! Opening a round: what is asked, about which period, until when, and whom. One that repeats another
//! begins with its questions and schools and the period after. What is begun stays while the page is
//! open, whatever screen is looked at meanwhile.

use super::questions;
use super::taking_part::{all_schools, taking_part};
use super::templates::TEMPLATES;
use crate::components::{NoticeKind, notice_with};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::rounds as w;
use crate::words::workspace as words;
use crate::workspace::navigation::go;
use crate::workspace::pages::{barred_head, opening};
use crate::workspace::parts::field::error_line;
use crate::workspace::parts::{date_entry, wording};
use crate::workspace::place::Place;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Fields, RecordId, RecordKind, Round, Value, Viewer};
use opora_sync::Draft;
use std::cell::RefCell;

thread_local! {
    /// A form that was begun and not opened: of the page, and so of one person.
    static BEGUN: RefCell<Option<Begun>> = const { RefCell::new(None) };
}

/// What a form says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begun {
    /// The round it repeats.
    pub repeats: Option<RecordId>,
    pub title: String,
    pub period: String,
    pub due: String,
    pub questions: String,
    /// Schools that are not asked.
    pub left_out: Vec<RecordId>,
}

impl Begun {
    /// The round after this one: the same questions and schools, the next period, and the last day
    /// as much later.
    pub fn after(before: &Round, schools: &[RecordId], all: &[RecordId]) -> Self {
        let period = before.period.as_ref();
        let months = period.and_then(|period| period.length_months());
        let due = before
            .due
            .zip(months)
            .and_then(|(due, months)| due.months_later(months));
        let left_out = all.iter().filter(|school| !schools.contains(school));
        Begun {
            repeats: Some(before.id),
            title: before.title.clone(),
            period: period.and_then(|period| period.next()).unwrap_or_default(),
            due: due.map(date_entry::typed).unwrap_or_default(),
            questions: questions::lines(&before.questions),
            left_out: left_out.copied().collect(),
        }
    }
}

#[derive(Clone, Copy)]
struct Form {
    begun: RwSignal<Begun>,
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
    let fresh = || Begun {
        period: wording::today(&*workspace.device()).year().to_string(),
        ..Begun::default()
    };
    let begun = begun_before(None).unwrap_or_else(fresh);
    view! {
        {barred_head(w::NEW_ROUND.of(locale), ().into_any())}
        {form_page(workspace, begun, None)}
    }
    .into_any()
}

/// The form of the round after this one; `is_open` closes it.
pub fn repeated_round_page(
    workspace: Workspace,
    before: Round,
    is_open: RwSignal<bool>,
) -> AnyView {
    let locale = workspace.l();
    let made = || {
        workspace.records.with_untracked(|records| {
            let all: Vec<RecordId> = all_schools(records).into_iter().map(|(id, _)| id).collect();
            Begun::after(&before, &taking_part(records, &before), &all)
        })
    };
    let begun = begun_before(Some(before.id)).unwrap_or_else(made);
    let period = before.period.as_ref().map(|period| period.text.clone());
    let what = match period {
        Some(period) => format!("{}, {period}", before.title),
        None => before.title.clone(),
    };
    view! {
        {crate::workspace::pages::head(w::REPEAT_TITLE.of(locale), ().into_any())}
        <p class="screen-lead" data-testid="repeats">{w::repeats(locale, &what)}</p>
        {form_page(workspace, begun, Some(is_open))}
    }
    .into_any()
}

/// A form of this kind that was begun on this page.
fn begun_before(repeats: Option<RecordId>) -> Option<Begun> {
    BEGUN.with_borrow(|begun| begun.clone().filter(|begun| begun.repeats == repeats))
}

fn form_page(workspace: Workspace, begun: Begun, is_open: Option<RwSignal<bool>>) -> AnyView {
    let locale = workspace.l();
    let form = Form {
        begun: RwSignal::new(begun),
        error: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    Effect::new(move |before: Option<()>| {
        let begun = form.begun.get();
        if before.is_some() {
            BEGUN.set(Some(begun));
        }
    });
    let is_before_first_pull = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.is_before_first_pull())
    });
    let cancel = is_open.map(|is_open| {
        let close = move |_| {
            BEGUN.set(None);
            is_open.set(false);
        };
        view! { <button type="button" class="button" data-testid="cancel-repeat" on:click=close>{w::CANCEL.of(locale)}</button> }
    });
    let templates = is_open.is_none().then(|| templates(workspace, form));
    let fields = view! {
        <div class="form" data-testid="round-form">
            {templates}
            {input(form, "round-title", w::TITLE.of(locale), None, |begun| &mut begun.title)}
            <div class="field-row">
                {input(form, "round-period", w::PERIOD.of(locale), Some(w::PERIOD_HINT.of(locale)), |begun| &mut begun.period)}
                {input(form, "round-due", w::DUE.of(locale), Some(w::DUE_HINT.of(locale)), |begun| &mut begun.due)}
            </div>
            <div class="field">
                <label class="field__label" for="round-questions">{w::QUESTIONS.of(locale)}</label>
                <textarea class="field__input" id="round-questions" data-testid="round-questions" rows="8"
                    aria-describedby="round-questions-hint"
                    prop:value=move || form.begun.with(|begun| begun.questions.clone())
                    on:input=move |event| form.begun.update(|begun| begun.questions = event_target_value(&event))></textarea>
                <p class="field__hint" id="round-questions-hint">{w::QUESTIONS_HINT.of(locale)}</p>
                <p class="field__hint">{w::FORMS_HINT.of(locale)}</p>
            </div>
        </div>
    };
    // Whom it asks has to be known whole: with half of the district's schools here, «all» would be half.
    let schools = move || match is_before_first_pull.get() {
        true => opening::first_load(workspace),
        false => schools(workspace, form),
    };
    view! {
        {fields}
        <div class="form">
            {schools}
            {error_line("round", form.error)}
            <div class="actions">
                <button type="button" class="button button--primary" data-testid="open-round"
                    prop:disabled=move || form.is_busy.get() || is_before_first_pull.get()
                    on:click=move |_| open(workspace, form)>{w::OPEN_ROUND.of(locale)}</button>
                {cancel}
            </div>
        </div>
    }
    .into_any()
}

fn input(
    form: Form,
    id: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    part: fn(&mut Begun) -> &mut String,
) -> AnyView {
    let text = move || {
        form.begun
            .with(|begun| std::mem::take(part(&mut begun.clone())))
    };
    let type_in = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        form.begun.update(|begun| *part(begun) = text);
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <input class="field__input" id=id data-testid=id type="text" autocomplete="off"
                aria-describedby=format!("{id}-hint")
                prop:value=text on:input=type_in/>
            <p class="field__hint" id=format!("{id}-hint")>{hint.unwrap_or_default()}</p>
        </div>
    }
    .into_any()
}

fn templates(workspace: Workspace, form: Form) -> AnyView {
    let locale = workspace.l();
    let chips: Vec<AnyView> = TEMPLATES
        .iter()
        .map(|template| {
            let take = move |_| {
                form.begun.update(|begun| {
                    template.lines.of(locale).clone_into(&mut begun.questions);
                    let is_of_template = TEMPLATES
                        .iter()
                        .any(|other| begun.title == other.title.of(locale));
                    if begun.title.is_empty() || is_of_template {
                        template.title.of(locale).clone_into(&mut begun.title);
                    }
                });
            };
            view! {
                <button type="button" class="chip" data-testid=format!("template-{}", template.code)
                    on:click=take>{template.title.of(locale)}</button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="field" role="group" aria-label=w::TEMPLATES.of(locale)>
            <span class="field__label">{w::TEMPLATES.of(locale)}</span>
            <div class="chips">{chips}</div>
        </div>
    }
    .into_any()
}

fn schools(workspace: Workspace, form: Form) -> AnyView {
    let locale = workspace.l();
    let all = Memo::new(move |_| workspace.records.with(|records| all_schools(records)));
    let boxes = move || {
        let rows = all.get().into_iter().map(|(id, name)| {
            let toggle = move |_| {
                form.begun.update(|begun| {
                    let left_out = &mut begun.left_out;
                    match left_out.iter().position(|it| *it == id) {
                        Some(at) => {
                            left_out.remove(at);
                        }
                        None => left_out.push(id),
                    }
                });
            };
            view! {
                <li><label class="checkbox">
                    <input type="checkbox" class="checkbox__box" data-testid="asked-school"
                        prop:checked=move || form.begun.with(|begun| !begun.left_out.contains(&id))
                        on:change=toggle/>
                    <span>{name}</span>
                </label></li>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    };
    let leave_out = move |left_out: Vec<RecordId>| {
        form.begun.update(|begun| begun.left_out = left_out);
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{w::SCHOOLS.of(locale)}</legend>
            <div class="chips">
                <button type="button" class="chip" on:click=move |_| leave_out(Vec::new())>{w::ALL_SCHOOLS.of(locale)}</button>
                <button type="button" class="chip" data-testid="no-schools"
                    on:click=move |_| leave_out(all.get_untracked().into_iter().map(|(id, _)| id).collect())>
                    {w::NO_SCHOOLS.of(locale)}
                </button>
            </div>
            <ul class="rounds__schools">{boxes}</ul>
        </fieldset>
    }
    .into_any()
}

/// Everything the form says, or what is wrong with it.
fn drafts(workspace: Workspace, begun: &Begun, round: RecordId) -> Result<Vec<Draft>, String> {
    let locale = workspace.l();
    let title = begun.title.trim().to_owned();
    if title.is_empty() {
        return Err(w::NEED_TITLE.of(locale).to_owned());
    }
    let asked = questions::read(&begun.questions, locale)?;
    let due = date_entry::read(&begun.due).map_err(|problem| problem.words(locale))?;
    let schools: Vec<RecordId> = workspace
        .records
        .with_untracked(|records| all_schools(records))
        .into_iter()
        .map(|(id, _)| id)
        .filter(|id| !begun.left_out.contains(id))
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
    let period = begun.period.trim().to_owned();
    if !period.is_empty() {
        fields.insert("period".to_owned(), Value::from(period));
    }
    if let Some(due) = due {
        fields.insert("due".to_owned(), Value::from(due.to_string()));
    }
    if let Some(before) = begun.repeats {
        fields.insert("repeats".to_owned(), Value::from(before.to_string()));
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
    let drafts = match form
        .begun
        .with_untracked(|begun| drafts(workspace, begun, round))
    {
        Ok(drafts) => drafts,
        Err(problem) => return form.error.set(Some(problem)),
    };
    form.error.set(None);
    form.is_busy.set(true);
    let saved = workspace.edit(drafts);
    leptos::task::spawn_local(async move {
        match saved.await {
            Ok(_) => {
                BEGUN.set(None);
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

#[cfg(test)]
mod tests {
    use super::*;
    use opora_domain::{NetworkId, Period, Question};
    use uuid::Uuid;

    #[test]
    fn the_next_round_asks_the_same_a_period_later() {
        let id = |number: u128| RecordId(Uuid::from_u128(number));
        let before = Round {
            id: id(9),
            network: NetworkId::new("a").unwrap(),
            title: "Кадры".to_owned(),
            period: Some(Period::read("1 полугодие 2026")),
            due: "2026-08-31".parse().ok(),
            questions: vec![
                Question {
                    factor: "Вакансии".to_owned(),
                    unit: Some("единиц".to_owned()),
                    hint: None,
                },
                Question {
                    factor: "Где; и когда".to_owned(),
                    unit: None,
                    hint: Some("в двух; трёх словах".to_owned()),
                },
            ],
            is_locked: true,
            note: None,
            repeats: None,
        };
        let begun = Begun::after(&before, &[id(1), id(3)], &[id(1), id(2), id(3)]);
        assert_eq!(begun.repeats, Some(before.id));
        assert_eq!(begun.title, "Кадры");
        assert_eq!(begun.period, "2 полугодие 2026");
        assert_eq!(begun.due, "28.02.2027");
        assert_eq!(begun.left_out, [id(2)]);
        let read = questions::read(&begun.questions, opora_domain::Locale::Ru);
        assert_eq!(read.unwrap(), before.questions);
        // Without a period nothing is guessed.
        let before = Round {
            period: None,
            ..before
        };
        let begun = Begun::after(&before, &[], &[]);
        assert_eq!((begun.period.as_str(), begun.due.as_str()), ("", ""));
    }
}
