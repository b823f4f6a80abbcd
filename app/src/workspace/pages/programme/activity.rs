//! One activity: everything the record says, the years of what comes yearly, its amounts, what proves it,
//! and its history. The
//! coordinator edits it field by field; on a phone this is where the road map is edited.

mod amounts;
mod evidence;
mod years;

use super::contents::Contents;
use super::may_edit;
use super::road_map::is_ended;
use super::rows::deletion;
use crate::components::{Fact, TimeScale, ruled_facts};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{dates, plan as w, programme as words};
use crate::workspace::navigation::go;
use crate::workspace::pages::{head, missing_record, opening};
use crate::workspace::parts::field::{FieldRef, Shape, choice_field, named_field};
use crate::workspace::parts::history::history_section;
use crate::workspace::parts::wording::{self, capital};
use crate::workspace::place::{Place, ProgrammePlace};
use crate::workspace::state::Workspace;
use crate::workspace::state::records::Records;
use leptos::prelude::*;
use opora_domain::deadline::due::Due;
use opora_domain::{Activity, ActivityStatus, RecordId, RecordKind, Value};

/// What the scale is to fill, px.
const SCALE_WIDTH: u32 = 320;

/// The page of one activity.
pub fn activity(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let is_known = Memo::new(move |_| {
        workspace
            .records
            .with(|records| read(records, id).is_some())
    });
    let may_edit = may_edit(workspace);
    let title = move || {
        workspace.records.with(|records| {
            let activity = read(records, id);
            activity
                .and_then(|it| it.title)
                .as_deref()
                .map(tied)
                .unwrap_or_default()
        })
    };
    (move || {
        if !is_known.get() {
            return missing_record(workspace);
        }
        let fields = move || match may_edit.get() {
            true => form(workspace, id),
            false => read_only(workspace, id),
        };
        view! {
            {head(title, ().into_any())}
            {opening::from_records(workspace, move |records| lead(workspace, records, id))}
            <div class="columns programme__columns">
                <div>
                    {fields}
                    {years::years(workspace, id)}
                    {amounts::amounts(workspace, id)}
                    {evidence::evidence(workspace, id)}
                    {history_section(workspace, id, RecordKind::Activity)}
                </div>
                <div class="columns__aside">
                    {opening::from_records(workspace, move |records| reading(workspace, records, id))}
                </div>
            </div>
            {move || may_edit.get().then(|| {
                let back = move || go(workspace, &Place::Programme(ProgrammePlace::RoadMap(None)).path());
                view! { <div class="actions">{deletion(workspace, id, w::DELETE_ACTIVITY.of(locale), back)}</div> }
            })}
        }
        .into_any()
    })
    .into_any()
}

fn read(records: &Records, id: RecordId) -> Option<Activity> {
    let view = records.views.get(&id)?;
    (view.kind() == RecordKind::Activity).then(|| Activity::read(&view.projected))
}

/// Programme, section and number.
fn lead(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let Some(activity) = read(records, id) else {
        return ().into_any();
    };
    let place = ProgrammePlace::RoadMap(activity.programme);
    let number = activity
        .number
        .map(|number| format!("{} {number}", words::NUMBER.of(locale)));
    let parts = [number, activity.section.as_deref().map(tied)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let parts = (!parts.is_empty()).then(|| format!(" · {}", parts.join(" · ")));
    let withheld = activity
        .is_withheld
        .then(|| view! { " "<span class="tag">{w::NOT_PUBLISHED.of(locale)}</span> });
    view! {
        <p class="screen-lead">
            <a href=Place::Programme(place).path() data-testid="to-road-map">{words::ROAD_MAP.of(locale)}</a>
            {parts}{withheld}
        </p>
    }
    .into_any()
}

fn form(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let field = |name| FieldRef {
        record: id,
        kind: RecordKind::Activity,
        name,
    };
    let label = |name: &str| wording::field_words(RecordKind::Activity, name, locale);
    let text = |name: &'static str, shape, hint: Option<&'static str>| {
        named_field(
            workspace,
            field(name),
            shape,
            name.to_owned(),
            label(name),
            hint,
        )
    };
    let statuses = ActivityStatus::ALL
        .iter()
        .map(|it| (Value::from(it.code()), it.code(), capital(it.label(locale))))
        .chain([(
            Value::Null,
            "none",
            w::NO_STATUS_CHOICE.of(locale).to_owned(),
        )])
        .collect();
    let is_yearly = Memo::new(move |_| {
        let records = workspace.records.get();
        read(&records, id).is_some_and(|it| it.is_yearly())
    });
    let whole_hint = move || {
        let words = w::WHOLE_STATUS_HINT.of(locale);
        is_yearly
            .get()
            .then(|| view! { <p class="field__hint">{words}</p> })
    };
    view! {
        <section class="section" data-testid="activity-form">
            <div class="form">
                {choice_field(workspace, field("status"), label("status"), statuses)}
                {whole_hint}
                {text("done_on", Shape::Date, Some(crate::words::workspace::DATE_HINT.of(locale)))}
                {text("result", Shape::Area, None)}
                {text("deadline", Shape::Area, None)}
                {text("responsible", Shape::Names, Some(w::RESPONSIBLE_HINT.of(locale)))}
                {text("title", Shape::Area, None)}
                <div class="field-row">{text("number", Shape::Line, None)}{text("planned_value", Shape::Line, None)}</div>
                {text("section", Shape::Area, None)}
                {text("funding_source", Shape::Area, None)}
            </div>
        </section>
    }
    .into_any()
}

fn read_only(workspace: Workspace, id: RecordId) -> AnyView {
    let locale = workspace.l();
    opening::from_records(workspace, move |records| {
        let Some(activity) = read(records, id) else {
            return ().into_any();
        };
        let label = |name: &str| wording::field_words(RecordKind::Activity, name, locale);
        let status = activity.status.map(|status| capital(status.label(locale)));
        let status = status.unwrap_or_else(|| w::NO_STATUS.of(locale).to_owned());
        let deadline = Some(activity.deadline.text.clone()).filter(|text| !text.is_empty());
        let facts = vec![
            Fact::new(label("status"), Some(status)),
            Fact::new(
                label("done_on"),
                activity.done_on.map(|day| dates::date(day, locale)),
            ),
            Fact::new(label("result"), activity.result.clone()),
            Fact::new(label("deadline"), deadline),
            Fact::new(
                label("planned_value"),
                activity.planned_value.map(|it| it.text),
            ),
            Fact::new(label("funding_source"), activity.funding_source.clone()),
        ];
        view! {
            <section class="section">
                <p class="note" data-testid="read-only">{w::READ_ONLY.of(locale)}</p>
                {ruled_facts(locale, facts)}
            </section>
        }
        .into_any()
    })
}

/// How the deadline is read, on its scale; who answers; the years of what comes yearly.
fn reading(workspace: Workspace, records: &Records, id: RecordId) -> AnyView {
    let locale = workspace.l();
    let Some(activity) = read(records, id) else {
        return ().into_any();
    };
    let today = wording::today(&*workspace.device());
    let contents = Contents::of(records, activity.programme);
    let term = contents
        .as_ref()
        .map(|it| it.programme.term.clone())
        .unwrap_or_default();
    let words = w::how_read(&activity.deadline.text, &term, today, locale);
    let due = activity.due(&term, today);
    let is_late = due.is_passed() && !is_ended(&term, today);
    let class = match due {
        Due::Unread => "programme__problem",
        _ if is_late => "programme__problem",
        _ => "caption",
    };
    let state = match activity.status {
        Some(ActivityStatus::Done) => "scale--done",
        Some(ActivityStatus::Cancelled | ActivityStatus::NotDone) => "scale--off",
        _ if is_late => "scale--late",
        _ => "",
    };
    let scale = TimeScale::of(&term, std::iter::once(&activity.deadline))
        .filter(|_| !activity.deadline.text.is_empty())
        .map(|scale| scale.in_width(SCALE_WIDTH));
    let scale = scale.map(|scale| {
        let label = |column: crate::components::time_scale::Column| match column.month {
            Some(month) => month.to_string(),
            None => column.year.to_string(),
        };
        let picture = scale.head(today, label) + &scale.shapes(&activity.deadline, state);
        view! { <div class="activity__scale" inner_html=picture></div> }
    });
    let deadline = (!words.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="reading">
                <div class="section__head"><h2 class="title-section" id="reading">{w::READING.of(locale)}</h2></div>
                <p class=class data-testid="how-read">{words}</p>
                {scale}
            </section>
        }
    });
    let who: Vec<AnyView> = activity
        .responsible
        .iter()
        .map(|it| {
            let name = tied(&it.text);
            match it
                .organisation
                .filter(|id| records.organisations.contains_key(id))
            {
                Some(id) => {
                    let path = Place::Organisation(id).path();
                    view! { <li class="row"><a href=path lang="ru">{name}</a></li> }.into_any()
                }
                None => view! { <li class="row" lang="ru">{name}</li> }.into_any(),
            }
        })
        .collect();
    let who = (!who.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="who">
                <div class="section__head"><h2 class="title-section" id="who">{words::RESPONSIBLE.of(locale)}</h2></div>
                <ul class="rows">{who}</ul>
            </section>
        }
    });
    view! { {deadline}{who} }.into_any()
}
