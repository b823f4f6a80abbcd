//! The stages of a programme, with the gaps between them said, and its tasks: beside the passport.

use super::super::rows::{Opened, add, deletion};
use super::{Known, term_fields};
use crate::components::{Pictogram, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::tied;
use crate::words::{Phrase, dates, plan as w, programme as words};
use crate::workspace::parts::field::{FieldRef, Shape, named_field};
use crate::workspace::parts::stored::stored_mark;
use leptos::prelude::*;
use opora_domain::{
    Fields, Locale, PartialDate, RecordId, RecordKind, Stage, Task, Term, Value, stage,
};

/// Between two rows of a programme there is room for others.
const ORDER_STEP: u64 = 1_024;

pub fn stages(opened: Opened, contents: Known, programme: RecordId) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let all =
        move || contents.with(|it| it.as_ref().map(|it| it.stages.clone()).unwrap_or_default());
    let ids = Memo::new(move |_| all().iter().map(|it| it.id).collect::<Vec<_>>());
    let rows = move || {
        let ids = ids.get();
        if ids.is_empty() {
            return view! { <p class="caption">{w::NO_STAGES.of(locale)}</p> }.into_any();
        }
        let rows: Vec<AnyView> = ids
            .into_iter()
            .map(|id| stage_row(opened, id, move || all().into_iter().find(|it| it.id == id)))
            .collect();
        view! { <ol class="rows" data-testid="stages">{rows}</ol> }.into_any()
    };
    let gaps = move || {
        let gaps = stage::gaps(&all()).into_iter().map(|gap| {
            let days = days_of(gap, locale);
            view! { <p class="note" data-testid="gap">{words::gap(locale, &days)}</p> }.into_any()
        });
        gaps.collect::<Vec<_>>()
    };
    let problem = RwSignal::new(None);
    let create = move |_| {
        let last = all().last().map_or(0, |it| it.order);
        let title = ("title", Value::from(w::NEW_STAGE.of(locale)));
        let fields = new_fields(programme, last, title);
        add(opened, RecordKind::Stage, "stage", fields, problem);
    };
    section(
        opened,
        "stages",
        words::STAGES.of(locale),
        view! { {rows}{gaps} }.into_any(),
        w::ADD_STAGE.of(locale),
        problem,
        create,
    )
}

fn stage_row(
    opened: Opened,
    id: RecordId,
    stage: impl Fn() -> Option<Stage> + Copy + Send + Sync + 'static,
) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let name = format!("stage-{id}");
    let is_open = opened.is_open(&name);
    let stage = Memo::new(move |_| stage());
    let field = move |name| FieldRef {
        record: id,
        kind: RecordKind::Stage,
        name,
    };
    let body = move || {
        if is_open.get() {
            let text = |field_name: &'static str, shape, label: Phrase| {
                let input = format!("{name}-{field_name}");
                let label = label.of(locale).to_owned();
                named_field(workspace, field(field_name), shape, input, label, None)
            };
            let fields = view! {
                {text("number", Shape::Line, words::NUMBER)}
                {text("title", Shape::Area, w::STAGE_TITLE)}
                {term_fields(workspace, field("term"), &name)}
                {text("note", Shape::Area, words::NOTE)}
            };
            let delete = deletion(workspace, id, w::DELETE.of(locale), || ());
            return opened.fields(&name, fields.into_any(), delete);
        }
        let Some(stage) = stage.get() else {
            return ().into_any();
        };
        let number = stage.number.map(|number| format!("{number} "));
        let title = stage.title.as_deref().map(tied).unwrap_or_default();
        let pencil = opened.may_edit.get().then(|| opened.pencil(&name, &title));
        view! {
            <div class="row__text">
                <p class="row__title" lang="ru">{number}{title}</p>
                <p class="row__line">{dates::term(&stage.term, locale)}</p>
                {stage.note.as_deref().map(|note| view! { <p class="row__line" lang="ru">{tied(note)}</p> })}
                {["number", "title", "term", "note"].map(|name| stored_mark(workspace, id, name)).into_iter().collect::<Vec<_>>()}
            </div>
            {pencil}
        }
        .into_any()
    };
    view! { <li class="row" data-testid="stage" data-record=id.to_string()>{body}</li> }.into_any()
}

pub fn tasks(opened: Opened, contents: Known, programme: RecordId) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let all =
        move || contents.with(|it| it.as_ref().map(|it| it.tasks.clone()).unwrap_or_default());
    let ids = Memo::new(move |_| all().iter().map(|it| it.id).collect::<Vec<_>>());
    let rows = move || {
        let ids = ids.get();
        if ids.is_empty() {
            return view! { <p class="caption">{w::NO_TASKS.of(locale)}</p> }.into_any();
        }
        let rows: Vec<AnyView> = ids
            .into_iter()
            .map(|id| task_row(opened, id, move || all().into_iter().find(|it| it.id == id)))
            .collect();
        view! { <ol class="rows" data-testid="tasks">{rows}</ol> }.into_any()
    };
    let problem = RwSignal::new(None);
    let create = move |_| {
        let last = all().last().map_or(0, |it| it.order);
        let text = ("text", Value::from(w::NEW_TASK.of(locale)));
        add(
            opened,
            RecordKind::Task,
            "task",
            new_fields(programme, last, text),
            problem,
        );
    };
    section(
        opened,
        "tasks",
        words::TASKS.of(locale),
        rows.into_any(),
        w::ADD_TASK.of(locale),
        problem,
        create,
    )
}

fn task_row(
    opened: Opened,
    id: RecordId,
    task: impl Fn() -> Option<Task> + Copy + Send + Sync + 'static,
) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let name = format!("task-{id}");
    let is_open = opened.is_open(&name);
    let task = Memo::new(move |_| task());
    let field = move |name| FieldRef {
        record: id,
        kind: RecordKind::Task,
        name,
    };
    let body = move || {
        if is_open.get() {
            let text = |field_name: &'static str, shape, label: Phrase| {
                let input = format!("{name}-{field_name}");
                let label = label.of(locale).to_owned();
                named_field(workspace, field(field_name), shape, input, label, None)
            };
            let fields = view! {
                {text("number", Shape::Line, words::NUMBER)}
                {text("text", Shape::Area, w::TASK)}
            };
            let delete = deletion(workspace, id, w::DELETE.of(locale), || ());
            return opened.fields(&name, fields.into_any(), delete);
        }
        let Some(task) = task.get() else {
            return ().into_any();
        };
        let text = tied(&task.text);
        let number = task.number.map(|number| format!("{number} "));
        let pencil = opened.may_edit.get().then(|| opened.pencil(&name, &text));
        view! {
            <div class="row__text">
                <p lang="ru">{number}{text}</p>
                {stored_mark(workspace, id, "text")}
            </div>
            {pencil}
        }
        .into_any()
    };
    view! { <li class="row" data-testid="task" data-record=id.to_string()>{body}</li> }.into_any()
}

fn section(
    opened: Opened,
    id: &'static str,
    title: &'static str,
    body: AnyView,
    verb: &'static str,
    problem: RwSignal<Option<&'static str>>,
    create: impl Fn(leptos::ev::MouseEvent) + Copy + Send + 'static,
) -> AnyView {
    let button = move || {
        opened.may_edit.get().then(|| {
            view! {
                <div class="actions">
                    <button type="button" class="button button--compact" data-testid=format!("add-{id}") on:click=create>
                        {small_icon(Pictogram::Plus)}{verb}
                    </button>
                    {move || problem.get().map(|words| view! { <p class="field__error" role="alert">{words}</p> })}
                </div>
            }
        })
    };
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section__head"><h2 class="title-section" id=id>{title}</h2></div>
            {body}
            {button}
        </section>
    }
    .into_any()
}

fn new_fields(programme: RecordId, last: u64, said: (&str, Value)) -> Fields {
    let mut fields = Fields::new();
    fields.insert("programme".to_owned(), Value::from(programme.to_string()));
    fields.insert("order".to_owned(), Value::from(last + ORDER_STEP));
    fields.insert(said.0.to_owned(), said.1);
    fields
}

fn days_of(gap: stage::Gap, locale: Locale) -> String {
    let day =
        |(year, month, day): (u16, u8, u8)| PartialDate::new(year, Some(month), Some(day)).ok();
    let term = Term {
        since: day(gap.first_day),
        until: day(gap.last_day),
        text: None,
    };
    dates::term(&term, locale).unwrap_or_default()
}
