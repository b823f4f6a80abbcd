//! Sends a workbook and reads the progress the server tells, line by line.

use gloo_net::http::Request;
use js_sys::{Reflect, Uint8Array};
use opora_app::workspace::ports::{ImportFailure, ImportMode, ImportReport, ImportStep};
use opora_domain::Locale;
use opora_sync::ApiError;
use serde::Deserialize;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ReadableStreamDefaultReader};

/// One line of the answer.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Progress(ImportStep),
    Report(ImportReport),
    Error(ApiError),
}

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
    let request = Request::post(&path)
        .header("content-type", "application/octet-stream")
        .body(JsValue::from(file))
        .map_err(|_| ImportFailure::Offline)?;
    let response = request.send().await.map_err(|_| ImportFailure::Offline)?;
    match response.status() {
        401 => return Err(ImportFailure::SignedOut),
        502 | 504 => return Err(ImportFailure::Offline),
        _ => {}
    }
    if !response.ok() {
        let text = response
            .text()
            .await
            .map_err(|_| ImportFailure::BrokenOff)?;
        return Err(refusal(&text));
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
    match serde_json::from_slice::<Line>(line) {
        Ok(Line::Progress(step)) => on_step(step),
        Ok(Line::Report(report)) => *last = Some(Ok(report)),
        Ok(Line::Error(error)) => {
            *last = Some(Err(ImportFailure::Refused {
                code: error.code,
                message: error.message,
            }));
        }
        Err(_) => {}
    }
}

fn refusal(text: &str) -> ImportFailure {
    #[derive(Deserialize)]
    struct Wrapped {
        error: ApiError,
    }
    let error = serde_json::from_str::<ApiError>(text)
        .or_else(|_| serde_json::from_str::<Wrapped>(text).map(|wrapped| wrapped.error));
    match error {
        Ok(error) => ImportFailure::Refused {
            code: error.code,
            message: error.message,
        },
        Err(_) => ImportFailure::Refused {
            code: String::new(),
            message: String::new(),
        },
    }
}
