//! What the views read: signals the device's shell sets, and the one way to reach the device.
//!
//! Decides nothing about sync: that is `opora_sync`; this only holds its latest picture.

pub mod line;
pub mod names;
pub mod order;
pub mod records;

use crate::workspace::ports::{
    Answer, Device, Drafting, LineState, Opening, SaveFailure, StorageTrouble, Theme, Unkept,
};
use leptos::prelude::*;
use opora_domain::{FieldName, Locale, RecordId, Viewer};
use opora_sync::{Draft, SessionInfo, Timestamp};
use records::Records;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Everything reactive, and the device. Cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct Workspace {
    device: StoredValue<Rc<dyn Device>, LocalStorage>,
    /// The path in the address bar.
    pub path: RwSignal<String>,
    pub locale: RwSignal<Locale>,
    pub theme: RwSignal<Theme>,
    pub opening: RwSignal<Opening>,
    pub session: RwSignal<Option<SessionInfo>>,
    pub records: RwSignal<Arc<Records>>,
    pub line: RwSignal<LineState>,
    pub trouble: RwSignal<Option<StorageTrouble>>,
    /// Set where nothing can be kept on the device.
    pub unkept: RwSignal<Option<Unkept>>,
    pub is_update_ready: RwSignal<bool>,
    /// Fields stored since the page was opened: they say where they are.
    pub touched: RwSignal<Vec<(RecordId, FieldName)>>,
    /// What has just been done: said on the next screen, gone on the one after.
    pub notice: RwSignal<Option<Notice>>,
    /// Counts the person's wishes to store again what could not be stored.
    pub retries: RwSignal<u32>,
}

/// Words about what has just been done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub words: String,
    /// It has not been carried to another screen yet.
    pub is_fresh: bool,
}

/// The signals alone: made first, handed to the shell and to the views.
#[derive(Clone, Copy)]
pub struct Signals {
    pub locale: RwSignal<Locale>,
    pub theme: RwSignal<Theme>,
    pub opening: RwSignal<Opening>,
    pub session: RwSignal<Option<SessionInfo>>,
    pub records: RwSignal<Arc<Records>>,
    pub line: RwSignal<LineState>,
    pub trouble: RwSignal<Option<StorageTrouble>>,
    pub unkept: RwSignal<Option<Unkept>>,
    pub is_update_ready: RwSignal<bool>,
}

impl Signals {
    /// A workspace about to open.
    pub fn new(locale: Locale, theme: Theme) -> Self {
        Signals {
            locale: RwSignal::new(locale),
            theme: RwSignal::new(theme),
            opening: RwSignal::new(Opening::Loading),
            session: RwSignal::new(None),
            records: RwSignal::new(Arc::new(Records::default())),
            line: RwSignal::new(LineState::Unknown),
            trouble: RwSignal::new(None),
            unkept: RwSignal::new(None),
            is_update_ready: RwSignal::new(false),
        }
    }
}

impl Workspace {
    pub fn new(signals: Signals, device: Rc<dyn Device>) -> Self {
        let Signals {
            locale,
            theme,
            opening,
            session,
            records,
            line,
            trouble,
            unkept,
            is_update_ready,
        } = signals;
        Workspace {
            device: StoredValue::new_local(device),
            path: RwSignal::new(String::new()),
            locale,
            theme,
            opening,
            session,
            records,
            line,
            trouble,
            unkept,
            is_update_ready,
            touched: RwSignal::new(vec![]),
            notice: RwSignal::new(None),
            retries: RwSignal::new(0),
        }
    }

    /// Says what has just been done.
    pub fn say(self, words: &str) {
        self.notice.set(Some(Notice {
            words: words.to_owned(),
            is_fresh: true,
        }));
    }

    /// Another screen was opened: what was said on the last one goes.
    pub fn turn_page(self) {
        if let Some(notice) = self.notice.get_untracked() {
            let next = notice.is_fresh.then_some(Notice {
                is_fresh: false,
                ..notice
            });
            self.notice.set(next);
        }
    }

    pub fn device(self) -> Rc<dyn Device> {
        self.device.get_value()
    }

    /// The language, not tracked: a change of language draws the whole screen anew.
    pub fn l(self) -> Locale {
        self.locale.get_untracked()
    }

    /// Who looks; the public until somebody signed in.
    pub fn viewer(self) -> Viewer {
        self.session.with(|session| {
            session
                .as_ref()
                .map_or(Viewer::Public, |session| session.viewer.clone())
        })
    }

    /// As [`Workspace::viewer`], not tracked.
    pub fn viewer_untracked(self) -> Viewer {
        self.session.with_untracked(|session| {
            session
                .as_ref()
                .map_or(Viewer::Public, |session| session.viewer.clone())
        })
    }

    /// Stores drafts that do not depend on what was there before.
    pub fn edit(self, drafts: Vec<Draft>) -> Answer<Result<Timestamp, SaveFailure>> {
        self.edit_by(Box::new(move |_| drafts.clone()))
    }

    /// Stores what is made at its turn of what is there then, and notes which fields were touched.
    pub fn edit_by(self, drafting: Drafting) -> Answer<Result<Timestamp, SaveFailure>> {
        let touched = Rc::new(RefCell::new(Vec::<(RecordId, FieldName)>::new()));
        let noted = touched.clone();
        let stored = self.device().edit(Box::new(move |replica| {
            let drafts = drafting(replica);
            let fields = drafts.iter().filter_map(|draft| match draft {
                Draft::Set { record, field, .. } => Some((*record, field.clone())),
                _ => None,
            });
            *noted.borrow_mut() = fields.collect();
            drafts
        }));
        Box::pin(async move {
            let at = stored.await?;
            let mut touched = touched.take();
            if !touched.is_empty() {
                self.touched.update(|known| {
                    touched.retain(|field| !known.contains(field));
                    known.append(&mut touched);
                });
            }
            Ok(at)
        })
    }
}

/// The workspace of the page being drawn.
pub fn use_workspace() -> Workspace {
    expect_context::<Workspace>()
}
