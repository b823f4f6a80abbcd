//! Sends a workbook and reads the progress the server tells, line by line.

use js_sys::{Reflect, Uint8Array};
use opora_app::workspace::ports::{
    ImportChange, ImportFailure, ImportMode, ImportProblem, ImportReport, ImportSheet, ImportStep,
};
use opora_device::fetch::Request;
use opora_device::json::{items, number, read, text};
use opora_domain::Locale;
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ReadableStreamDefaultReader};

/// Sends the file; the last line of the answer is the report.
pub async fn import(
    file: File,
    mode: ImportMode,
    locale: Locale,
    on_step: Rc<dyn Fn(ImportStep)>,
) -> Result<ImportReport, ImportFailure> {
    let mode = match mode {
        ImportMode::Preview => "preview",
        ImportMode::Confirm => "confirm",
    };
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    let path = format!("/api/import?name={name}&mode={mode}&lang={}", locale.tag());
    let offline = |_| ImportFailure::Offline;
    let request = Request::post(&path, "application/octet-stream", &file).map_err(offline)?;
    let response = request.send().await.map_err(offline)?;
    match response.status() {
        401 => return Err(ImportFailure::SignedOut),
        502 | 504 => return Err(ImportFailure::Offline),
        _ => {}
    }
    if !response.ok() {
        let answer = response
            .text()
            .await
            .map_err(|_| ImportFailure::BrokenOff)?;
        return Err(refusal(&read(&answer)));
    }
    let body = response.body().ok_or(ImportFailure::BrokenOff)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut unread: Vec<u8> = vec![];
    let mut last = None;
    while let Some(chunk) = next_chunk(&reader).await? {
        unread.extend(chunk);
        while let Some(end) = unread.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = unread.drain(..=end).collect();
            take_line(&line, &on_step, &mut last);
        }
    }
    take_line(&unread, &on_step, &mut last);
    last.unwrap_or(Err(ImportFailure::BrokenOff))
}

async fn next_chunk(
    reader: &ReadableStreamDefaultReader,
) -> Result<Option<Vec<u8>>, ImportFailure> {
    let broken = |_: JsValue| ImportFailure::BrokenOff;
    let step = JsFuture::from(reader.read()).await.map_err(broken)?;
    let is_done = Reflect::get(&step, &"done".into())
        .map_err(broken)?
        .is_truthy();
    if is_done {
        return Ok(None);
    }
    let value = Reflect::get(&step, &"value".into()).map_err(broken)?;
    let bytes: Uint8Array = value.dyn_into().map_err(broken)?;
    Ok(Some(bytes.to_vec()))
}

fn take_line(
    line: &[u8],
    on_step: &Rc<dyn Fn(ImportStep)>,
    last: &mut Option<Result<ImportReport, ImportFailure>>,
) {
    if line.iter().all(u8::is_ascii_whitespace) {
        return;
    }
    let line = read(std::str::from_utf8(line).unwrap_or_default());
    if let Some(step) = line.get("progress") {
        on_step(ImportStep {
            stage: text(step, "stage"),
            done: number(step, "done"),
            total: number(step, "total"),
        });
    } else if let Some(report) = line.get("report") {
        *last = Some(Ok(report_of(report)));
    } else if let Some(error) = line.get("error") {
        *last = Some(Err(refusal(error)));
    }
}

fn report_of(report: &Value) -> ImportReport {
    let sheet = |sheet: &Value| ImportSheet {
        sheet: text(sheet, "sheet"),
        rows: number(sheet, "rows"),
        created: number(sheet, "created"),
        changed: number(sheet, "changed"),
        unchanged: number(sheet, "unchanged"),
        flagged: number(sheet, "flagged"),
        refused: number(sheet, "refused"),
        unread: number(sheet, "unread"),
    };
    let problem = |problem: &Value| ImportProblem {
        sheet: text(problem, "sheet"),
        cell: text(problem, "cell"),
        code: text(problem, "code"),
        read: text(problem, "read"),
        message: text(problem, "message"),
    };
    let change = |change: &Value| ImportChange {
        sheet: text(change, "sheet"),
        cell: text(change, "cell"),
        is_new: change.get("is_new") == Some(&Value::Bool(true)),
        title: text(change, "title"),
        field: text(change, "field"),
        from: text(change, "from"),
        to: text(change, "to"),
    };
    ImportReport {
        file: text(report, "file"),
        sheets: items(report, "sheets").iter().map(sheet).collect(),
        problems: items(report, "problems").iter().map(problem).collect(),
        changes: items(report, "changes").iter().map(change).collect(),
        changes_left_out: usize::try_from(number(report, "changes_left_out")).unwrap_or(0),
    }
}

/// An error as the server writes it, alone or under its name.
fn refusal(error: &Value) -> ImportFailure {
    let error = error.get("error").unwrap_or(error);
    ImportFailure::Refused {
        code: text(error, "code"),
        message: text(error, "message"),
    }
}
