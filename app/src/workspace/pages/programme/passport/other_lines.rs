//! Lines of a passport under keys the template does not know, each under its own name. They stand
//! in one field: a change of one is laid into the lines as they are when its turn comes, and is
//! found by its key, not by its place.

use super::super::rows::Opened;
use super::{Known, read_line};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::NONE;
use crate::workspace::parts::field::{Input, problem_of, typed_field, value_in};
use crate::workspace::parts::stored::stored_mark;
use crate::workspace::parts::typing::{Drafts, Typing};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{RecordId, RecordKind, Value};
use opora_sync::Draft;
use serde_json::json;
use std::rc::Rc;

/// The field that keeps them.
const OTHER: &str = "other";

/// A line by its key; of several of one key by which of them it is.
#[derive(Clone, Debug, PartialEq)]
struct LineKey {
    key: String,
    nth: usize,
}

pub fn other_lines(opened: Opened, contents: Known, programme: RecordId) -> AnyView {
    let workspace = opened.workspace;
    let locale = workspace.l();
    // Drawn anew only when there is another line: a text may be being typed.
    let lines = Memo::new(move |_| {
        contents.with(|it| {
            let lines = it.as_ref().map(|it| it.programme.other.as_slice());
            let keys = lines.unwrap_or_default().iter().map(|line| &line.key);
            let keys: Vec<&String> = keys.collect();
            let earlier = |at: usize| keys.iter().take(at).filter(|key| **key == keys[at]).count();
            let keyed = (0..keys.len()).map(|at| LineKey {
                key: keys[at].clone(),
                nth: earlier(at),
            });
            keyed.collect::<Vec<_>>()
        })
    });
    (move || {
        let views: Vec<AnyView> = lines
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, line)| {
                let text = text_of(contents, line.clone());
                let name = format!("{OTHER}-{at}");
                let is_open = opened.is_open(&name);
                (move || {
                    let key = line.key.clone();
                    if is_open.get() {
                        let field = field(workspace, programme, &line, text, name.clone());
                        let fields = opened.fields(&name, field, ().into_any());
                        return view! { <div class="passport__line passport__line--open"><dt class="visually-hidden">{key}</dt><dd>{fields}</dd></div> }
                            .into_any();
                    }
                    let text = match text.get() {
                        text if text.is_empty() => NONE.of(locale).to_owned(),
                        text => text,
                    };
                    let pencil = opened.may_edit.get().then(|| opened.pencil(&name, &key));
                    read_line(key, vec![text], ().into_any(), pencil)
                })
                .into_any()
            })
            .collect();
        views
    })
    .into_any()
}

fn text_of(contents: Known, line: LineKey) -> Memo<String> {
    Memo::new(move |_| {
        contents.with(|it| {
            let lines = it.as_ref().map(|it| it.programme.other.as_slice());
            let mut of_key = lines
                .unwrap_or_default()
                .iter()
                .filter(|it| it.key == line.key);
            let found = of_key.nth(line.nth);
            found
                .map(|it| it.text.trim().to_owned())
                .unwrap_or_default()
        })
    })
}

fn field(
    workspace: Workspace,
    programme: RecordId,
    line: &LineKey,
    stored: Memo<String>,
    id: String,
) -> AnyView {
    let of = line.clone();
    let drafts: Drafts = Rc::new(move |text, replica| {
        let value = with_line(value_in(replica, programme, OTHER), &of, text);
        let locale = workspace.l();
        if let Some(problem) = problem_of(RecordKind::Programme, OTHER, &value, locale) {
            return Err(problem);
        }
        Ok(vec![Draft::Set {
            record: programme,
            field: OTHER.to_owned(),
            value,
        }])
    });
    let typing = Typing::new(workspace, stored, drafts, RwSignal::new(None));
    let mark = stored_mark(workspace, programme, OTHER);
    typed_field(typing, Input::Area, id, (line.key.clone(), mark), None)
}

/// The lines with another text of one; a line that somebody has taken away meanwhile comes back
/// with what was typed.
fn with_line(lines: Value, line: &LineKey, text: &str) -> Value {
    let mut lines = match lines {
        Value::Array(lines) => lines,
        _ => vec![],
    };
    let is_of_key = |it: &&mut Value| it.get("key").and_then(Value::as_str) == Some(&line.key);
    match lines.iter_mut().filter(is_of_key).nth(line.nth) {
        Some(found) => found["text"] = Value::from(text),
        None => lines.push(json!({ "key": line.key, "text": text })),
    }
    Value::Array(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(key: &str, nth: usize) -> LineKey {
        let key = key.to_owned();
        LineKey { key, nth }
    }

    #[test]
    fn one_line_changes_wherever_it_stands_and_the_others_stay() {
        let site = json!({ "key": "Сайт", "text": "" });
        let post = json!({ "key": "Почта", "text": "а" });
        let mended = json!({ "key": "Почта", "text": "б" });
        for (before, after) in [
            (json!([site, post]), json!([site, mended])),
            (json!([post, site]), json!([mended, site])),
            (json!([site]), json!([site, mended])),
            (Value::Null, json!([mended])),
        ] {
            assert_eq!(with_line(before, &line("Почта", 0), "б"), after);
        }
        let twice = with_line(json!([post, post]), &line("Почта", 1), "б");
        assert_eq!(twice, json!([post, mended]));
    }
}
