//! Record a visit. What is typed is kept from the first keystroke as a draft on the device, and
//! becomes an operation when the person says so.

use super::today::draft_rows;
use super::{barred_head, missing_record, opening};
use crate::components::{NoticeKind, Pictogram, icon, notice, notice_with, small_icon};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::workspace as w;
use crate::workspace::navigation::go;
use crate::workspace::parts::field::{error_line, problem_of};
use crate::workspace::parts::pair::pair_mark;
use crate::workspace::parts::stored::stored_words;
use crate::workspace::parts::{date_entry, wording};
use crate::workspace::place::Place;
use crate::workspace::ports::VisitDraft;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use crate::workspace::state::{Workspace, use_workspace};
use leptos::ev;
use leptos::prelude::*;
use opora_domain::{Fields, InteractionKind, Partnership, RecordId, RecordKind, Value, Viewer};
use opora_sync::Draft;

/// Asks which partnership the entry is about; shows the drafts.
pub fn any_visit_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let choices = opening::from_records(workspace, move |records| {
        let viewer = workspace.viewer_untracked();
        let drafts = draft_rows(workspace, records, workspace.device().visit_drafts());
        let mut own: Vec<&Partnership> = match viewer.organisation() {
            Some(own) => records.partnerships_of(own),
            None => records.partnerships.values().collect(),
        };
        own.retain(|p| !wording::is_half_known(p) && records.may_record_visit(&viewer, p.id));
        let own = ordered(own, |p| {
            let is_ended = u8::from(!p.status.is_open());
            format!(
                "{is_ended}{}",
                wording::partnership_title(records, p, locale)
            )
        });
        if own.is_empty() {
            return view! {
                {notice(NoticeKind::Empty, w::NO_PARTNERSHIPS.of(locale), w::NO_PARTNERSHIPS_SCHOOL.of(locale))}
            }
            .into_any();
        }
        let rows: Vec<AnyView> = own
            .iter()
            .map(|p| choice_row(workspace, records, p, viewer.organisation()))
            .collect();
        let drafts = (!drafts.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="drafts">
                    <div class="section__head"><h2 class="title-block" id="drafts">{w::DRAFTS.of(locale)}</h2></div>
                    <ul class="rows" data-testid="drafts">{drafts}</ul>
                </section>
            }
        });
        view! {
            {drafts}
            <section class="section" aria-labelledby="which">
                <div class="section__head">
                    <h2 class="title-block" id="which">{w::WHICH_PARTNERSHIP.of(locale)}</h2>
                </div>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    });
    view! { {barred_head(w::RECORD_VISIT.of(locale), ().into_any())}{choices} }
}

fn choice_row(
    workspace: Workspace,
    records: &Records,
    p: &Partnership,
    own: Option<RecordId>,
) -> AnyView {
    let locale = workspace.l();
    view! {
        <li class="row row--link row--partnership" data-testid="visit-choice">
            {pair_mark(records, p)}
            <div class="row__text">
                <a class="row__title" href=Place::Visit(p.id).path()>
                    {wording::partnership_seen_by(records, p, own, locale)}
                </a>
                <p class="row__line">{wording::partnership_line(p, locale)}</p>
            </div>
            <span class="row__end">{icon(Pictogram::ChevronRight)}</span>
        </li>
    }
    .into_any()
}

/// The form of one visit.
pub fn visit_page(partnership: RecordId) -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    let is_known = Memo::new(move |_| {
        workspace
            .records
            .with(|records| records.partnerships.contains_key(&partnership))
    });
    let may_record = Memo::new(move |_| {
        let viewer = workspace.viewer();
        workspace
            .records
            .with(|records| records.may_record_visit(&viewer, partnership))
    });
    move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        if !may_record.get() {
            return view! {
                {barred_head(w::RECORD_VISIT.of(locale), ().into_any())}
                {notice_with(NoticeKind::Forbidden, w::NOT_YOUR_PARTNERSHIP.of(locale), w::NOT_YOUR_PARTNERSHIP_TEXT.of(locale), view! {
                    <a class="button" href=Place::Partnership(partnership).path()>
                        {w::OPEN_RECORD.of(locale)}
                    </a>
                })}
            }
            .into_any();
        }
        form(workspace, partnership)
    }
}

/// The texts of a begun visit, as signals, and where they are.
#[derive(Clone, Copy)]
struct Entry {
    workspace: Workspace,
    record: RecordId,
    partnership: RecordId,
    kind: RwSignal<String>,
    date: RwSignal<String>,
    participants: RwSignal<String>,
    topic: RwSignal<String>,
    discussion: RwSignal<String>,
    private_note: RwSignal<String>,
    /// The field last kept on the device, and when.
    kept: RwSignal<Option<(&'static str, String)>>,
    is_done: StoredValue<bool>,
}

impl Entry {
    /// The begun visit of this partnership, or a new one.
    fn of(workspace: Workspace, partnership: RecordId) -> Self {
        let device = workspace.device();
        let begun = device
            .visit_drafts()
            .into_iter()
            .find(|draft| draft.partnership == partnership);
        // A draft whose record exists has been recorded: only its removal did not happen.
        let is_recorded = |record: RecordId| {
            workspace
                .records
                .with_untracked(|records| records.views.contains_key(&record))
        };
        let begun = match begun {
            Some(draft) if is_recorded(draft.record) => {
                device.drop_visit_draft(draft.record);
                None
            }
            begun => begun,
        };
        let draft = begun.unwrap_or_else(|| VisitDraft {
            record: device.new_record_id(),
            partnership,
            kind: InteractionKind::LessonVisit.code().to_owned(),
            date: wording::today(&*device).to_string(),
            participants: String::new(),
            topic: String::new(),
            discussion: String::new(),
            private_note: String::new(),
            at: 0,
        });
        Entry {
            workspace,
            record: draft.record,
            partnership,
            kind: RwSignal::new(draft.kind),
            date: RwSignal::new(draft.date),
            participants: RwSignal::new(draft.participants),
            topic: RwSignal::new(draft.topic),
            discussion: RwSignal::new(draft.discussion),
            private_note: RwSignal::new(draft.private_note),
            kept: RwSignal::new(None),
            is_done: StoredValue::new(false),
        }
    }

    /// Keeps everything typed so far; `field` is the one that has changed.
    fn keep(self, field: &'static str) {
        if self.is_done.get_value() {
            return;
        }
        let draft = VisitDraft {
            record: self.record,
            partnership: self.partnership,
            kind: self.kind.get_untracked(),
            date: self.date.get_untracked(),
            participants: self.participants.get_untracked(),
            topic: self.topic.get_untracked(),
            discussion: self.discussion.get_untracked(),
            private_note: self.private_note.get_untracked(),
            at: 0,
        };
        let device = self.workspace.device();
        match device.keep_visit_draft(&draft) {
            Ok(at) => {
                let time = wording::moment_short(&*device, at, self.workspace.l());
                self.kept.set(Some((field, time)));
            }
            // Said in a bar above; the text stays in the form.
            Err(_) => self.kept.set(None),
        }
    }

    /// The fields of the interaction, or the first problem: the field's name and what is wrong.
    fn fields(self) -> Result<Fields, (&'static str, String)> {
        let locale = self.workspace.l();
        let mut fields = Fields::new();
        let mut put = |name: &'static str, value: Value| match problem_of(
            RecordKind::Interaction,
            name,
            &value,
            locale,
        ) {
            Some(problem) => Err((name, problem)),
            None => {
                if !value.is_null() {
                    fields.insert(name.to_owned(), value);
                }
                Ok(())
            }
        };
        let text = |signal: RwSignal<String>| match signal.get_untracked().trim() {
            "" => Value::Null,
            text => Value::from(text),
        };
        put("partnership", Value::from(self.partnership.to_string()))?;
        put("kind", Value::from(self.kind.get_untracked()))?;
        let date = match date_entry::read(&self.date.get_untracked()) {
            Ok(Some(date)) => Value::from(date.to_string()),
            Ok(None) => Value::Null,
            Err(problem) => return Err(("date", problem.words(locale))),
        };
        put("date", date)?;
        let participants = self.participants.get_untracked();
        let participants = match participants.trim() {
            "" => Value::Null,
            number => match number.parse::<u64>() {
                Ok(number) => Value::from(number),
                Err(_) => return Err(("participants", w::NOT_A_NUMBER.of(locale).to_owned())),
            },
        };
        put("participants", participants)?;
        put("topic", text(self.topic))?;
        put("discussion", text(self.discussion))?;
        put("private_note", text(self.private_note))?;
        if let Viewer::School { organisation, .. } = self.workspace.viewer_untracked() {
            put("recorded_by", Value::from(organisation.to_string()))?;
        }
        Ok(fields)
    }
}

fn form(workspace: Workspace, partnership: RecordId) -> AnyView {
    let locale = workspace.l();
    let entry = Entry::of(workspace, partnership);
    let is_busy = RwSignal::new(false);
    let date_error = RwSignal::new(None::<String>);
    let participants_error = RwSignal::new(None::<String>);
    let form_error = RwSignal::new(None::<String>);

    let record = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        for error in [date_error, participants_error, form_error] {
            error.set(None);
        }
        let fields = match entry.fields() {
            Ok(fields) => fields,
            Err(("date", problem)) => return date_error.set(Some(problem)),
            Err(("participants", problem)) => return participants_error.set(Some(problem)),
            Err((name, problem)) => {
                let label = wording::field_words(RecordKind::Interaction, name, locale);
                return form_error.set(Some(format!("{label}: {problem}")));
            }
        };
        is_busy.set(true);
        let draft = Draft::Create {
            record: entry.record,
            kind: RecordKind::Interaction,
            fields,
        };
        let saved = workspace.edit(vec![draft]);
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    let _ = entry.is_done.try_set_value(true);
                    workspace.device().drop_visit_draft(entry.record);
                    workspace.say(w::RECORDED.of(locale));
                    go(workspace, &Place::Partnership(partnership).path());
                }
                Err(failure) => {
                    let _ = is_busy.try_set(false);
                    let words = wording::save_failure_words(failure, locale).to_owned();
                    let _ = form_error.try_set(Some(words));
                }
            }
        });
    };
    Effect::new(move |before: Option<()>| {
        workspace.retries.track();
        if before.is_some() {
            entry.keep("discussion");
        }
    });
    let drafts = view! { <a href=Place::AnyVisit.path() data-testid="drafts-link">{w::DRAFTS.of(locale)}</a> };
    view! {
        {barred_head(w::RECORD_VISIT.of(locale), drafts.into_any())}
        <form class="form" novalidate on:submit=record data-testid="visit-form">
            {about(workspace, partnership)}
            {kinds(entry)}
            <div class="field-row">
                {date_field(entry, date_error)}
                {participants_field(entry, participants_error)}
            </div>
            {text(entry, "topic", w::TOPIC.of(locale), entry.topic, false)}
            {text(entry, "discussion", w::DISCUSSED.of(locale), entry.discussion, true)}
            {private_note(entry)}
            {error_line("visit", form_error)}
            <div class="action-bar">
                <button type="submit" class="button button--primary button--wide" data-testid="record"
                    aria-busy=move || is_busy.get().then_some("true")>
                    {w::RECORD_VISIT.of(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The partnership the entry is about, as a mark.
fn about(workspace: Workspace, partnership: RecordId) -> AnyView {
    let locale = workspace.l();
    let own = workspace.viewer_untracked().organisation();
    workspace.records.with_untracked(|records| {
        let Some(p) = records.partnerships.get(&partnership) else { return ().into_any() };
        view! {
            <a class="row row--plain" href=Place::AnyVisit.path()>
                {pair_mark(records, p)}
                <div class="row__text">
                    <p class="row__title">{wording::partnership_seen_by(records, p, own, locale)}</p>
                    <p class="row__line">{wording::partnership_line(p, locale)}</p>
                </div>
                <span class="row__end">{icon(Pictogram::ChevronDown)}</span>
            </a>
        }
        .into_any()
    })
}

fn kinds(entry: Entry) -> AnyView {
    let locale = entry.workspace.l();
    let chips: Vec<_> = InteractionKind::ALL
        .iter()
        .copied()
        .map(|of| {
            let is_chosen = Memo::new(move |_| entry.kind.with(|kind| kind == of.code()));
            view! {
                <button type="button" class="chip" data-testid=format!("visit-kind-{}", of.code())
                    aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
                    on:click=move |_| {
                        entry.kind.set(of.code().to_owned());
                        entry.keep("kind");
                    }>
                    {move || is_chosen.get().then(|| view! { {small_icon(Pictogram::Check)} })}
                    {wording::capital(of.label(locale))}
                </button>
            }
        })
        .collect();
    view! {
        <div class="field" role="group" aria-labelledby="visit-kind-label">
            <div class="field__head">
                <span class="field__label" id="visit-kind-label">{w::WHAT_HAPPENED.of(locale)}</span>
                {kept_mark(entry, "kind")}
            </div>
            <div class="chips">{chips}</div>
        </div>
    }
    .into_any()
}

fn date_field(entry: Entry, error: RwSignal<Option<String>>) -> AnyView {
    let locale = entry.workspace.l();
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for="visit-date">{w::WHEN.of(locale)}</label>
                {kept_mark(entry, "date")}
            </div>
            <input class="field__input" id="visit-date" data-testid="visit-date" type="date"
                aria-describedby="visit-date-error"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=entry.date
                on:input=move |event| {
                    entry.date.set(event_target_value(&event));
                    entry.keep("date");
                }/>
            {error_line("visit-date", error)}
        </div>
    }
    .into_any()
}

fn participants_field(entry: Entry, error: RwSignal<Option<String>>) -> AnyView {
    let locale = entry.workspace.l();
    let step = move |by: i64| {
        let present = entry
            .participants
            .with_untracked(|text| text.trim().parse::<i64>().unwrap_or(0));
        entry.participants.set((present + by).max(0).to_string());
        entry.keep("participants");
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for="visit-participants">{w::PARTICIPANTS.of(locale)}</label>
                {kept_mark(entry, "participants")}
            </div>
            <div class="stepper">
                <button type="button" class="stepper__button" aria-label=w::FEWER.of(locale)
                    data-testid="visit-fewer" on:click=move |_| step(-1)>
                    {icon(Pictogram::Minus)}
                </button>
                <input class="field__input stepper__input" id="visit-participants"
                    data-testid="visit-participants" inputmode="numeric" autocomplete="off"
                    aria-describedby="visit-participants-error"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=entry.participants
                    on:input=move |event| {
                        entry.participants.set(event_target_value(&event));
                        entry.keep("participants");
                    }/>
                <button type="button" class="stepper__button" aria-label=w::MORE.of(locale)
                    data-testid="visit-more" on:click=move |_| step(1)>
                    {icon(Pictogram::Plus)}
                </button>
            </div>
            {error_line("visit-participants", error)}
        </div>
    }
    .into_any()
}

fn text(
    entry: Entry,
    name: &'static str,
    label: &'static str,
    signal: RwSignal<String>,
    is_long: bool,
) -> AnyView {
    let id = format!("visit-{name}");
    let on_input = move |event: ev::Event| {
        signal.set(event_target_value(&event));
        entry.keep(name);
    };
    let input = match is_long {
        true => view! {
            <textarea class="field__input" id=id.clone() data-testid=id.clone() rows="4"
                prop:value=signal on:input=on_input></textarea>
        }
        .into_any(),
        false => view! {
            <input class="field__input" id=id.clone() data-testid=id.clone() type="text" autocomplete="off"
                prop:value=signal on:input=on_input/>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for=id>{label}</label>
                {kept_mark(entry, name)}
            </div>
            {input}
        </div>
    }
    .into_any()
}

fn private_note(entry: Entry) -> AnyView {
    let locale = entry.workspace.l();
    view! {
        <div class="field field--private">
            <div class="field__head">
                <label class="field__label" for="visit-private-note">
                    {small_icon(Pictogram::Note)}" "{w::PRIVATE_NOTE.of(locale)}
                </label>
                {kept_mark(entry, "private_note")}
            </div>
            <textarea class="field__input" id="visit-private-note" data-testid="visit-private-note" rows="2"
                aria-describedby="visit-private-note-hint" prop:value=entry.private_note
                on:input=move |event| {
                    entry.private_note.set(event_target_value(&event));
                    entry.keep("private_note");
                }></textarea>
            <p class="field__hint" id="visit-private-note-hint">{w::NOT_PUBLISHED.of(locale)}</p>
        </div>
    }
    .into_any()
}

/// «✓ здесь, 10:42» beside every field that was kept since the form was opened.
fn kept_mark(entry: Entry, name: &'static str) -> AnyView {
    let locale = entry.workspace.l();
    let time = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        entry.kept.with(|kept| {
            if let Some((field, at)) = kept
                && *field == name
            {
                time.set(Some(at.clone()));
            }
        });
    });
    (move || {
        time.get()
            .map(|time| stored_words(name, "here", w::here_at(locale, &time)))
    })
    .into_any()
}
