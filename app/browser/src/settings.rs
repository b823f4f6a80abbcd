//! Small things the device remembers outside the database: language, theme, the last session,
//! begun visits, and the mark by which a lost database is noticed.

use gloo_storage::{LocalStorage, Storage};
use opora_app::workspace::ports::{SaveFailure, Theme, VisitDraft};
use opora_device::json::{items, number, parsed, read, text};
use opora_domain::{Locale, UserId, Viewer};
use opora_sync::SessionInfo;
use serde_json::{Value, json};

const THEME: &str = "opora.theme";
const LANGUAGE: &str = "opora.lang";
/// The last session, so that the app opens without a line. Also watched by the other tabs.
pub const SESSION: &str = "opora.session";
const SIGN_OUT_OWED: &str = "opora.sign-out-owed";

/// What the database held when it was last written; nothing, where there never was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceMark {
    /// Operations that waited.
    pub pending: usize,
    /// Of earlier databases, and the person has not been told yet.
    pub lost: usize,
}

/// Does the browser let the page store at all? Asked before gloo, which takes it for granted.
fn has_storage() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

/// Null when nothing is kept, or nothing that can be read.
fn kept(key: &str) -> Value {
    match has_storage() {
        true => {
            let text = LocalStorage::raw().get_item(key).ok().flatten();
            text.map_or(Value::Null, |text| read(&text))
        }
        false => Value::Null,
    }
}

/// `false` when the device has no room, or does not store at all.
fn keep(key: &str, value: &Value) -> bool {
    has_storage()
        && LocalStorage::raw()
            .set_item(key, &value.to_string())
            .is_ok()
}

fn forget(key: &str) {
    if has_storage() {
        LocalStorage::delete(key);
    }
}

pub fn theme() -> Theme {
    match kept(THEME).as_str() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

pub fn keep_theme(theme: Theme) {
    let theme = match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    // A setting that is not kept is asked for again: nothing is lost.
    keep(THEME, &theme.into());
}

pub fn locale() -> Option<Locale> {
    Locale::from_tag(kept(LANGUAGE).as_str()?)
}

pub fn keep_locale(locale: Locale) {
    keep(LANGUAGE, &locale.tag().into());
}

pub fn session() -> Option<SessionInfo> {
    opora_device::json::session(&kept(SESSION))
}

pub fn keep_session(session: &SessionInfo) {
    if self::session().as_ref() == Some(session) {
        return;
    }
    let role = match &session.viewer {
        Viewer::Public => "public",
        Viewer::School { .. } => "school",
        Viewer::Coordinator { .. } => "coordinator",
        Viewer::Observer { .. } => "observer",
    };
    let mut viewer = json!({ "role": role });
    if let Some(network) = session.viewer.network() {
        viewer["network"] = network.as_str().into();
    }
    if let Viewer::School { organisation, .. } = &session.viewer {
        viewer["organisation"] = organisation.to_string().into();
    }
    let session = json!({
        "user": session.user.to_string(),
        "login": session.login,
        "label": session.label,
        "viewer": viewer,
        "network": session.network.as_str(),
        "network_title": session.network_title,
    });
    keep(SESSION, &session);
}

pub fn forget_session() {
    forget(SESSION);
}

/// The mark of a user's database, if one was ever made here.
pub fn device_mark(user: UserId) -> DeviceMark {
    let mark = kept(&mark_key(user));
    let count = |name| usize::try_from(number(&mark, name)).unwrap_or(0);
    DeviceMark {
        pending: count("pending"),
        lost: count("lost"),
    }
}

pub fn keep_device_mark(user: UserId, mark: DeviceMark) {
    if device_mark(user) != mark {
        let DeviceMark { pending, lost } = mark;
        keep(
            &mark_key(user),
            &json!({ "pending": pending, "lost": lost }),
        );
    }
}

fn mark_key(user: UserId) -> String {
    format!("opora.device.{user}")
}

/// Begun visits of a user, newest first.
pub fn visit_drafts(user: UserId) -> Vec<VisitDraft> {
    let drafts = json!({ "drafts": kept(&drafts_key(user)) });
    let read = |draft: &Value| {
        Some(VisitDraft {
            record: parsed(draft, "record")?,
            partnership: parsed(draft, "partnership")?,
            kind: text(draft, "kind"),
            date: text(draft, "date"),
            participants: text(draft, "participants"),
            topic: text(draft, "topic"),
            discussion: text(draft, "discussion"),
            private_note: text(draft, "private_note"),
            at: draft.get("at").and_then(Value::as_i64).unwrap_or(0),
        })
    };
    items(&drafts, "drafts").iter().filter_map(read).collect()
}

/// Keeps the begun visits; the error says that the device has no room or does not store at all.
pub fn keep_visit_drafts(user: UserId, drafts: &[VisitDraft]) -> Result<(), SaveFailure> {
    let written: Vec<Value> = drafts
        .iter()
        .map(|draft| {
            json!({
                "record": draft.record.to_string(),
                "partnership": draft.partnership.to_string(),
                "kind": draft.kind,
                "date": draft.date,
                "participants": draft.participants,
                "topic": draft.topic,
                "discussion": draft.discussion,
                "private_note": draft.private_note,
                "at": draft.at,
            })
        })
        .collect();
    match keep(&drafts_key(user), &Value::Array(written)) {
        true => Ok(()),
        false => Err(SaveFailure::Full),
    }
}

fn drafts_key(user: UserId) -> String {
    format!("opora.visits.{user}")
}

/// The person signed out while the line was down: the server is told first of all, next time.
pub fn is_sign_out_owed() -> bool {
    kept(SIGN_OUT_OWED) == Value::Bool(true)
}

pub fn keep_sign_out_owed(is_owed: bool) {
    if is_owed {
        keep(SIGN_OUT_OWED, &true.into());
    } else {
        forget(SIGN_OUT_OWED);
    }
}
