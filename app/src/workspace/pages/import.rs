//! The district's workbook: look first, then confirm. The file goes to the server and is kept
//! nowhere on the device.

use super::barred_head;
use crate::components::{NoticeKind, Pictogram, icon, notice, notice_with};
use crate::markup::{AnyView, IntoAny, IntoView, view};
use crate::words::numbers::{counted, whole};
use crate::words::workspace as w;
use crate::workspace::parts::wording;
use crate::workspace::place::Place;
use crate::workspace::ports::{
    ImportFailure, ImportMode, ImportReport, ImportSheet, ImportStep, LineState,
};
use crate::workspace::state::{Workspace, use_workspace};
use leptos::prelude::*;
use opora_domain::{Locale, Viewer};
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Rows of the long tables before «and so many more».
const ROWS_MAX: usize = 200;

/// How far the import has come.
enum Stage {
    Choosing,
    Running {
        mode: ImportMode,
        step: Option<ImportStep>,
    },
    Looked(ImportReport),
    Done(ImportReport),
    Failed(ImportFailure),
}

/// Choose, look, confirm.
pub fn import_page() -> impl IntoView {
    let workspace = use_workspace();
    let locale = workspace.l();
    if !matches!(workspace.viewer_untracked(), Viewer::Coordinator { .. }) {
        return view! {
            {barred_head(w::IMPORT_TITLE.of(locale), ().into_any())}
            {notice_with(NoticeKind::Forbidden, w::IMPORT_FORBIDDEN.of(locale), w::IMPORT_FORBIDDEN_TEXT.of(locale), view! {
                <a class="button" href=Place::Network.path()>{w::NETWORK.of(locale)}</a>
            })}
        }
        .into_any();
    }
    let stage = RwSignal::new(Stage::Choosing);
    let file = StoredValue::new_local(None::<web_sys::File>);
    let run = move |mode: ImportMode| {
        let Some(chosen) = file.get_value() else {
            return;
        };
        stage.set(Stage::Running { mode, step: None });
        let on_step: Rc<dyn Fn(ImportStep)> = Rc::new(move |step| {
            let _ = stage.try_set(Stage::Running {
                mode,
                step: Some(step),
            });
        });
        let answer = workspace.device().import(chosen, mode, locale, on_step);
        leptos::task::spawn_local(async move {
            let next = match (answer.await, mode) {
                (Ok(report), ImportMode::Preview) => Stage::Looked(report),
                (Ok(report), ImportMode::Confirm) => Stage::Done(report),
                (Err(failure), _) => Stage::Failed(failure),
            };
            let _ = stage.try_set(next);
        });
    };
    let take = move |chosen: Option<web_sys::File>| {
        if let Some(chosen) = chosen {
            file.set_value(Some(chosen));
            run(ImportMode::Preview);
        }
    };
    let again = move |_: leptos::ev::MouseEvent| stage.set(Stage::Choosing);
    let name =
        move || file.with_value(|file| file.as_ref().map(web_sys::File::name).unwrap_or_default());
    let draw = move |stage: &Stage| {
        match stage {
        Stage::Choosing => chooser(workspace, take),
        Stage::Running { mode, step } => progress(&name(), *mode, step.as_ref(), locale),
        Stage::Looked(report) => {
            let has_changes = !report.changes.is_empty();
            let confirm = match has_changes {
                true => view! {
                    <button type="button" class="button button--primary" data-testid="confirm-import"
                        on:click=move |_| run(ImportMode::Confirm)>{w::CONFIRM_IMPORT.of(locale)}</button>
                }
                .into_any(),
                false => view! { <p data-testid="no-changes">{w::NO_CHANGES.of(locale)}</p> }.into_any(),
            };
            view! {
                <h2 class="title-block">{w::WOULD_CHANGE.of(locale)}": «"{name()}"»"</h2>
                {report_view(report, locale)}
                <div class="actions">
                    {confirm}
                    <button type="button" class="button" on:click=again>{w::OTHER_FILE.of(locale)}</button>
                </div>
            }
            .into_any()
        }
        Stage::Done(report) => view! {
            <h2 class="title-block" data-testid="import-done">{w::HAS_CHANGED.of(locale)}</h2>
            {report_view(report, locale)}
            <div class="actions">
                <a class="button button--primary" href=Place::Network.path()>{w::NETWORK.of(locale)}</a>
                <button type="button" class="button" on:click=again>{w::OTHER_FILE.of(locale)}</button>
            </div>
        }
        .into_any(),
        Stage::Failed(failure) => {
            let (title, text) = failure_words(failure, locale);
            let kind = match failure {
                ImportFailure::Offline => NoticeKind::Offline,
                _ => NoticeKind::Failed,
            };
            view! {
                <div data-testid="import-failed">
                    {notice_with(kind, title, text, view! {
                        <button type="button" class="button" on:click=move |_| run(ImportMode::Preview)>
                            {w::RETRY.of(locale)}
                        </button>
                        <button type="button" class="button" on:click=again>{w::OTHER_FILE.of(locale)}</button>
                    })}
                </div>
            }
            .into_any()
        }
    }
    };
    let body = move || stage.with(draw);
    view! {
        {barred_head(w::IMPORT_TITLE.of(locale), ().into_any())}
        <p class="screen-lead">{w::IMPORT_LEAD.of(locale)}</p>
        <div class="import">{body}</div>
    }
    .into_any()
}

fn failure_words(failure: &ImportFailure, locale: Locale) -> (String, String) {
    let text = |title: crate::words::Phrase, text: crate::words::Phrase| {
        (title.of(locale).to_owned(), text.of(locale).to_owned())
    };
    match failure {
        ImportFailure::Offline => text(w::IMPORT_OFFLINE, w::IMPORT_OFFLINE_TEXT),
        ImportFailure::SignedOut => text(w::SIGN_IN, w::LINE_SIGNED_OUT),
        ImportFailure::BrokenOff => text(w::IMPORT_FAILED, w::IMPORT_BROKEN),
        ImportFailure::Refused { message, .. } => (
            w::IMPORT_FAILED.of(locale).to_owned(),
            format!("{message} {}", w::IMPORT_FAILED_TEXT.of(locale))
                .trim()
                .to_owned(),
        ),
    }
}

fn chooser(
    workspace: Workspace,
    take: impl Fn(Option<web_sys::File>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let locale = workspace.l();
    let is_over = RwSignal::new(false);
    let is_down = move || {
        matches!(
            workspace.line.get(),
            LineState::Offline { .. } | LineState::ServerTrouble { .. }
        )
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let file = event
            .data_transfer()
            .and_then(|data| data.files())
            .and_then(|files| files.get(0));
        take(file);
    };
    let chosen = move |event: leptos::ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let file = input
            .and_then(|input| input.files())
            .and_then(|files| files.get(0));
        take(file);
    };
    (move || match is_down() {
        true => view! {
            {notice(NoticeKind::Offline, w::IMPORT_OFFLINE.of(locale), w::IMPORT_OFFLINE_TEXT.of(locale))}
        }
        .into_any(),
        false => view! {
            <div class="drop-zone" data-testid="drop-zone"
                data-over=move || if is_over.get() { "true" } else { "false" }
                on:dragover=move |event| { event.prevent_default(); is_over.set(true); }
                on:dragleave=move |_| is_over.set(false)
                on:drop=dropped>
                <p>{w::DROP_FILE.of(locale)}</p>
                <input class="visually-hidden" id="workbook" data-testid="workbook" type="file"
                    accept=".xlsx,.gexf,.graphml,.csv"
                    on:change=chosen/>
                <label class="button" for="workbook">
                    {icon(Pictogram::File)}{w::CHOOSE_FILE.of(locale)}
                </label>
            </div>
        }
        .into_any(),
    })
    .into_any()
}

fn progress(file: &str, mode: ImportMode, step: Option<&ImportStep>, locale: Locale) -> AnyView {
    let title = match mode {
        ImportMode::Preview => w::reading(locale, file),
        ImportMode::Confirm => w::writing(locale, file),
    };
    let number = |number: u64| whole(usize::try_from(number).unwrap_or(usize::MAX), locale);
    let (bar, foot) = match step {
        Some(step) if step.total > 0 => (
            view! {
                <progress class="progress__bar" value=step.done.to_string() max=step.total.to_string()
                    aria-label=title.clone()></progress>
            }
            .into_any(),
            w::stage_of(locale, stage_words(&step.stage, locale), &number(step.done), &number(step.total)),
        ),
        Some(step) => (
            view! { <progress class="progress__bar" aria-label=title.clone()></progress> }.into_any(),
            stage_words(&step.stage, locale).to_owned(),
        ),
        None => (
            view! { <progress class="progress__bar" aria-label=title.clone()></progress> }.into_any(),
            String::new(),
        ),
    };
    view! {
        <div class="progress" data-testid="import-progress">
            <p role="status">{title}</p>
            {bar}
            <div class="progress__foot"><p class="caption">{foot}</p></div>
        </div>
    }
    .into_any()
}

fn stage_words(stage: &str, locale: Locale) -> &str {
    match stage {
        "reading" => w::STAGE_READING.of(locale),
        "comparing" => w::STAGE_COMPARING.of(locale),
        "writing" => w::STAGE_WRITING.of(locale),
        other => other,
    }
}

fn report_view(report: &ImportReport, locale: Locale) -> AnyView {
    view! {
        {sheets(&report.sheets, locale)}
        {problems(report, locale)}
        {changes(report, locale)}
    }
    .into_any()
}

fn sheets(sheets: &[ImportSheet], locale: Locale) -> AnyView {
    let heads: Vec<_> = [
        w::ROWS,
        w::CREATED_N,
        w::CHANGED_N,
        w::UNCHANGED_N,
        w::FLAGGED_N,
        w::REFUSED_N,
        w::UNREAD_N,
    ]
    .map(|words| view! { <th scope="col" class="table__number">{words.of(locale)}</th> })
    .into_iter()
    .collect();
    let rows: Vec<_> = sheets
        .iter()
        .map(|sheet| {
            let counts = [
                sheet.rows,
                sheet.created,
                sheet.changed,
                sheet.unchanged,
                sheet.flagged,
                sheet.refused,
                sheet.unread,
            ];
            let cells: Vec<_> = counts
                .iter()
                .map(|count| view! { <td class="table__number">{*count}</td> })
                .collect();
            view! {
                <tr data-sheet=sheet.sheet.clone()>
                    <th scope="row" class="table__name">{sheet.sheet.clone()}</th>{cells}
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::WOULD_CHANGE.of(locale)>
            <table class="table" data-testid="import-sheets">
                <thead><tr><th scope="col">{w::SHEET.of(locale)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn problems(report: &ImportReport, locale: Locale) -> AnyView {
    if report.problems.is_empty() {
        return view! { <p class="caption">{w::NO_PROBLEMS.of(locale)}</p> }.into_any();
    }
    let rows: Vec<_> = report
        .problems
        .iter()
        .take(ROWS_MAX)
        .map(|problem| {
            view! {
                <tr data-code=problem.code.clone()>
                    <td>{problem.sheet.clone()}</td>
                    <td>{problem.cell.clone()}</td>
                    <td>{problem.read.clone()}</td>
                    <td>{problem.message.clone()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <h3 class="title-section">{w::PROBLEMS.of(locale)}" "{report.problems.len()}</h3>
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::PROBLEMS.of(locale)>
            <table class="table" data-testid="import-problems">
                <thead><tr>
                    <th scope="col">{w::SHEET.of(locale)}</th>
                    <th scope="col">{w::CELL.of(locale)}</th>
                    <th scope="col">{w::READ_VALUE.of(locale)}</th>
                    <th scope="col">{w::REMARK.of(locale)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {more(report.problems.len(), locale)}
        </div>
    }
    .into_any()
}

fn changes(report: &ImportReport, locale: Locale) -> AnyView {
    if report.changes.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = report
        .changes
        .iter()
        .take(ROWS_MAX)
        .map(|change| {
            let field = match change.is_new {
                true => w::NEW_RECORD.of(locale).to_owned(),
                false => change.field.clone(),
            };
            view! {
                <tr>
                    <td>{change.sheet.clone()}" "{change.cell.clone()}</td>
                    <td>{change.title.clone()}</td>
                    <td>{field}</td>
                    <td>{change.from.clone()}</td>
                    <td>{change.to.clone()}</td>
                </tr>
            }
        })
        .collect();
    let total = report.changes.len() + report.changes_left_out;
    let count = counted(total, &w::SHEETS_CHANGES, locale);
    view! {
        <h3 class="title-section">{wording::capital(&count)}</h3>
        <div class="table-sheet" role="region" tabindex="0" aria-label=w::CHANGES.of(locale)>
            <table class="table" data-testid="import-changes">
                <thead><tr>
                    <th scope="col">{w::CELL.of(locale)}</th>
                    <th scope="col">{w::RECORD.of(locale)}</th>
                    <th scope="col">{w::FIELD.of(locale)}</th>
                    <th scope="col">{w::FROM_VALUE.of(locale)}</th>
                    <th scope="col">{w::TO_VALUE.of(locale)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {more(total, locale)}
        </div>
    }
    .into_any()
}

fn more(total: usize, locale: Locale) -> AnyView {
    let left = total.saturating_sub(ROWS_MAX);
    (left > 0)
        .then(|| view! { <p class="table-sheet__foot">{w::and_more(locale, &whole(left, locale))}</p> })
        .into_any()
}
