//! Small things the device remembers outside the database: language, theme, the last session,
//! begun visits, and the mark by which a lost database is noticed.

use gloo_storage::{LocalStorage, Storage};
use opora_app::workspace::ports::{SaveFailure, Theme, VisitDraft};
use opora_domain::{DeviceId, Locale, UserId};
use opora_sync::SessionInfo;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const THEME: &str = "opora.theme";
const LANGUAGE: &str = "opora.lang";
/// The last session, so that the app opens without a line. Also watched by the other tabs.
pub const SESSION: &str = "opora.session";
const DEVICE: &str = "opora.device";
const SIGN_OUT_OWED: &str = "opora.sign-out-owed";

/// What the database held when it was last written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceMark {
    pub device: DeviceId,
    pub pending: usize,
}

pub fn theme() -> Theme {
    LocalStorage::get(THEME).unwrap_or_default()
}

pub fn keep_theme(theme: Theme) {
    // A setting that is not kept is asked for again: nothing is lost.
    let _ = LocalStorage::set(THEME, theme);
}

pub fn locale() -> Option<Locale> {
    LocalStorage::get(LANGUAGE).ok()
}

pub fn keep_locale(locale: Locale) {
    let _ = LocalStorage::set(LANGUAGE, locale);
}

pub fn session() -> Option<SessionInfo> {
    LocalStorage::get(SESSION).ok()
}

pub fn keep_session(session: &SessionInfo) {
    if self::session().as_ref() != Some(session) {
        let _ = LocalStorage::set(SESSION, session);
    }
}

pub fn forget_session() {
    LocalStorage::delete(SESSION);
}

/// The mark of a user's database, if one was ever made here.
pub fn device_mark(user: UserId) -> Option<DeviceMark> {
    marks().get(&user.to_string()).copied()
}

pub fn keep_device_mark(user: UserId, mark: DeviceMark) {
    let mut marks = marks();
    if marks.insert(user.to_string(), mark) != Some(mark) {
        let _ = LocalStorage::set(DEVICE, marks);
    }
}

fn marks() -> BTreeMap<String, DeviceMark> {
    LocalStorage::get(DEVICE).unwrap_or_default()
}

/// Begun visits of a user, newest first.
pub fn visit_drafts(user: UserId) -> Vec<VisitDraft> {
    LocalStorage::get(drafts_key(user)).unwrap_or_default()
}

/// Keeps the begun visits; the error says that the device has no room or does not store at all.
pub fn keep_visit_drafts(user: UserId, drafts: &[VisitDraft]) -> Result<(), SaveFailure> {
    LocalStorage::set(drafts_key(user), drafts).map_err(|_| SaveFailure::Full)
}

fn drafts_key(user: UserId) -> String {
    format!("opora.visits.{user}")
}

/// The person signed out while the line was down: the server is told first of all, next time.
pub fn is_sign_out_owed() -> bool {
    LocalStorage::get(SIGN_OUT_OWED).unwrap_or(false)
}

pub fn keep_sign_out_owed(is_owed: bool) {
    if is_owed {
        let _ = LocalStorage::set(SIGN_OUT_OWED, true);
    } else {
        LocalStorage::delete(SIGN_OUT_OWED);
    }
}
