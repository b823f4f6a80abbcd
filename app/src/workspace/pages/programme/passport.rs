//! The passport of a programme with its stages and tasks: read as the document has it, and by the
//! coordinator edited line by line, each field stored as it is typed.

mod other_lines;
mod stages;

use super::contents::Contents;
use super::publication::publication;
use super::rows::Opened;
use super::{may_edit, others, tabs};
use crate::components::{Pictogram, amount_totals, small_icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::numbers::{counted, tied};
use crate::words::{Phrase, dates, plan as w, programme as words, workspace as ww};
use crate::workspace::pages::head;
use crate::workspace::parts::field::{FieldRef, Shape, named_field};
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::place::ProgrammePlace;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{AmountTotals, Locale, Programme, RecordId, RecordKind};
use other_lines::other_lines;
use stages::{stages, tasks};
use std::sync::Arc;

/// A line of the passport: its field and how it is typed.
#[derive(Clone, Copy)]
struct Line {
    field: &'static str,
    label: Phrase,
    shape: Shape,
    hint: Option<Phrase>,
}

const fn line(field: &'static str, label: Phrase, shape: Shape) -> Line {
    let hint = match shape {
        Shape::Paragraphs => Some(w::PARAGRAPHS_HINT),
        _ => None,
    };
    Line {
        field,
        label,
        shape,
        hint,
    }
}

/// In the order of the document.
const LINES: [Line; 17] = [
    line("title", w::TITLE, Shape::Area),
    line("other_title", words::OTHER_TITLE, Shape::Area),
    line("document_kind", words::KIND, Shape::Line),
    line("term", words::TERM, Shape::Since),
    line("approvals", words::APPROVALS, Shape::Paragraphs),
    line("legal_bases", words::LEGAL_BASES, Shape::Paragraphs),
    line("administrator", words::ADMINISTRATOR, Shape::Area),
    Line {
        field: "executors",
        label: words::EXECUTORS,
        shape: Shape::Area,
        hint: Some(w::EXECUTORS_HINT),
    },
    line("goal", words::GOAL, Shape::Area),
    line("annex_goal", words::ANNEX_GOAL, Shape::Area),
    line("main_activities", words::MAIN_ACTIVITIES, Shape::Paragraphs),
    line(
        "expected_results",
        words::EXPECTED_RESULTS,
        Shape::Paragraphs,
    ),
    line("forecast_bases", words::FORECAST_BASES, Shape::Paragraphs),
    line("mechanism", words::MECHANISM, Shape::Paragraphs),
    line("funding", words::FUNDING, Shape::Paragraphs),
    line("spending", words::SPENDING, Shape::Paragraphs),
    line("definitions", words::DEFINITIONS, Shape::Paragraphs),
];

type Known = Memo<Option<Arc<Contents>>>;

/// The passport of a programme; `asked` is how its address names it.
pub fn passport(workspace: Workspace, programme: RecordId, asked: Option<RecordId>) -> AnyView {
    let locale = workspace.l();
    let contents: Known = Memo::new(move |_| {
        workspace
            .records
            .with(|records| Contents::of(records, Some(programme)).map(Arc::new))
    });
    let opened = Opened::new(workspace, may_edit(workspace));
    let name = move || {
        contents.with(|it| {
            let name = it.as_ref().map(|it| it.programme.name(locale));
            tied(name.unwrap_or_default())
        })
    };
    let lead = move || {
        let contents = contents.get()?;
        let term = dates::term(&contents.programme.term, locale);
        let tasks = contents.tasks.len();
        let tasks = (tasks > 0).then(|| counted(tasks, &w::TASKS, locale));
        let activities = counted(contents.rows().count(), &words::ACTIVITIES, locale);
        let parts = [term, tasks, Some(activities)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some(parts.join(" · "))
    };
    let lines: Vec<AnyView> = LINES
        .iter()
        .map(|line| line_view(opened, contents, programme, *line))
        .collect();
    let totals = Memo::new(move |_| {
        contents.with(|it| AmountTotals::of(it.iter().flat_map(|it| it.rows())))
    });
    let read_only = move || {
        let words = w::READ_ONLY.of(locale);
        (!opened.may_edit.get())
            .then(|| view! { <p class="note" data-testid="read-only">{words}</p> })
    };
    view! {
        {head(name, ().into_any())}
        <p class="screen-lead">{lead}</p>
        {tabs(workspace, asked, ProgrammePlace::Passport(asked))}
        {read_only}
        <div class="columns programme__columns">
            <div><section class="section" aria-labelledby="passport">
                <div class="section__head">
                    <h2 class="title-block" id="passport">{words::PASSPORT.of(locale)}</h2>
                </div>
                <dl class="passport" data-testid="passport">{lines}{other_lines(opened, contents, programme)}</dl>
                {silent_lines(opened, contents)}
                {move || totals.with(|totals| amount_totals(totals, locale))}
            </section></div>
            <div class="columns__aside">
                {stages(opened, contents, programme)}
                {tasks(opened, contents, programme)}
                {publication(opened, contents, programme)}
                {others(workspace, programme, ProgrammePlace::Passport)}
            </div>
        </div>
    }
    .into_any()
}

/// What a line says, item by item; nothing when the document is silent.
fn texts_of(programme: &Programme, field: &str, locale: Locale) -> Vec<String> {
    let one = |text: &Option<String>| text.iter().cloned().collect();
    match field {
        "title" => one(&programme.title),
        "other_title" => one(&programme.other_title),
        "document_kind" => one(&programme.document_kind),
        "term" => one(&dates::term(&programme.term, locale)),
        "administrator" => one(&programme.administrator),
        "executors" => programme
            .executors()
            .into_iter()
            .map(str::to_owned)
            .collect(),
        "goal" => one(&programme.goal),
        "annex_goal" => one(&programme.annex_goal),
        "approvals" => programme.approvals.clone(),
        "legal_bases" => programme.legal_bases.clone(),
        "main_activities" => programme.main_activities.clone(),
        "expected_results" => programme.expected_results.clone(),
        "forecast_bases" => programme.forecast_bases.clone(),
        "mechanism" => programme.mechanism.clone(),
        "funding" => programme.funding.clone(),
        "spending" => programme.spending.clone(),
        "definitions" => programme.definitions.clone(),
        _ => vec![],
    }
}

fn line_view(opened: Opened, contents: Known, programme: RecordId, line: Line) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    let is_open = opened.is_open(line.field);
    let texts = Memo::new(move |_| {
        contents.with(|it| {
            let programme = it.as_ref().map(|it| &it.programme);
            programme
                .map(|it| texts_of(it, line.field, locale))
                .unwrap_or_default()
        })
    });
    let label = line.label.of(locale);
    (move || {
        if is_open.get() {
            let fields = fields_of(workspace, programme, line, locale);
            let fields = opened.fields(line.field, fields, ().into_any());
            return view! { <div class="passport__line passport__line--open"><dt class="visually-hidden">{label}</dt><dd>{fields}</dd></div> }
                .into_any();
        }
        let texts = texts.get();
        if texts.is_empty() {
            return ().into_any();
        }
        let pencil = opened.may_edit.get().then(|| opened.pencil(line.field, label));
        read_line(label.to_owned(), texts, stored_mark(workspace, programme, line.field), pencil)
    })
    .into_any()
}

fn read_line(label: String, texts: Vec<String>, mark: AnyView, pencil: Option<AnyView>) -> AnyView {
    let body = match texts.as_slice() {
        [only] => view! { <p lang="ru">{tied(only)}</p> }.into_any(),
        _ => {
            let items: Vec<AnyView> = texts
                .iter()
                .map(|text| view! { <li lang="ru">{tied(text)}</li> }.into_any())
                .collect();
            view! { <ul>{items}</ul> }.into_any()
        }
    };
    view! {
        <div class="passport__line">
            <dt>{label}" "{mark}</dt>
            <dd>{body}{pencil}</dd>
        </div>
    }
    .into_any()
}

fn fields_of(workspace: Workspace, programme: RecordId, line: Line, locale: Locale) -> AnyView {
    let field = FieldRef {
        record: programme,
        kind: RecordKind::Programme,
        name: line.field,
    };
    if line.field == "term" {
        return term_fields(workspace, field, "term");
    }
    let hint = line.hint.map(|hint| hint.of(locale));
    let label = line.label.of(locale).to_owned();
    named_field(
        workspace,
        field,
        line.shape,
        line.field.to_owned(),
        label,
        hint,
    )
}

/// The fields of a term: both ends, and the document's own words.
fn term_fields(workspace: Workspace, field: FieldRef, id: &str) -> AnyView {
    let locale = workspace.l();
    let part = |shape, part: &str, label: Phrase| {
        let label = label.of(locale).to_owned();
        named_field(workspace, field, shape, format!("{id}-{part}"), label, None)
    };
    view! {
        <div class="field-row">
            {part(Shape::Since, "since", ww::SINCE)}
            {part(Shape::Until, "until", ww::UNTIL)}
        </div>
        <p class="field__hint">{ww::DATE_HINT.of(locale)}</p>
        {part(Shape::TermText, "text", ww::TERM_TEXT)}
    }
    .into_any()
}

/// The lines the document does not have: the coordinator may fill them in.
fn silent_lines(opened: Opened, contents: Known) -> AnyView {
    let locale = opened.workspace.l();
    let silent = Memo::new(move |_| {
        contents.with(|it| {
            let programme = it.as_ref().map(|it| &it.programme);
            let is_silent = |line: &Line| {
                programme.is_some_and(|it| texts_of(it, line.field, locale).is_empty())
            };
            LINES
                .iter()
                .filter(|line| is_silent(line))
                .map(|line| line.field)
                .collect::<Vec<_>>()
        })
    });
    (move || {
        let silent = silent.get();
        if silent.is_empty() || !opened.may_edit.get() {
            return ().into_any();
        }
        let chips: Vec<AnyView> = LINES
            .iter()
            .filter(|line| silent.contains(&line.field))
            .map(|line| {
                let field = line.field;
                view! {
                    <button type="button" class="chip" data-testid=format!("fill-{field}")
                        on:click=move |_| opened.open(field)>
                        {small_icon(Pictogram::Plus)}{line.label.of(locale)}
                    </button>
                }
                .into_any()
            })
            .collect();
        view! {
            <p class="caption programme__silent" id="silent">{w::MORE_LINES.of(locale)}</p>
            <div class="chips" role="group" aria-labelledby="silent">{chips}</div>
        }
        .into_any()
    })
    .into_any()
}
