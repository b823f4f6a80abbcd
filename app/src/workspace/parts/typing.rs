//! Text while it is typed: stored on the device as soon as the typing settles, and when the field
//! or the page is left. A text that does not fit stays where it is, with the reason; what was
//! stored before is kept. Draws nothing: [`super::field`] and [`super::cell`] do.

use super::wording;
use crate::workspace::state::Workspace;
use leptos::ev;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use opora_sync::{Draft, Replica};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// What a text becomes, made of the records as they are when its turn comes; the error says what
/// happened and what is kept. Nothing to do where the text says what is stored already.
pub type Drafts = Rc<dyn Fn(&str, &Replica) -> Result<Vec<Draft>, String>>;

/// Typing settles for this long before it is stored.
const TYPING_SETTLES: Duration = Duration::from_millis(600);

/// One text: what is typed, what is stored, and what is wrong.
#[derive(Clone, Copy)]
pub struct Typing {
    workspace: Workspace,
    stored: Memo<String>,
    drafts: StoredValue<Drafts, LocalStorage>,
    pub text: RwSignal<String>,
    /// What is wrong; the cells of a table say it in one place.
    pub error: RwSignal<Option<String>>,
    pub is_invalid: RwSignal<bool>,
    /// What is typed is not stored yet.
    is_dirty: RwSignal<bool>,
    /// The newest text on its way to the disk.
    sent: StoredValue<Option<Sent>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

#[derive(Clone)]
struct Sent {
    number: u32,
    text: String,
}

impl Typing {
    /// `stored` is the text that stands for what is stored. Lives as long as its owner, which
    /// leaves nothing unsaved.
    pub fn new(
        workspace: Workspace,
        stored: Memo<String>,
        drafts: Drafts,
        error: RwSignal<Option<String>>,
    ) -> Self {
        let typing = Typing {
            workspace,
            stored,
            drafts: StoredValue::new_local(drafts),
            text: RwSignal::new(stored.get_untracked()),
            error,
            is_invalid: RwSignal::new(false),
            is_dirty: RwSignal::new(false),
            sent: StoredValue::new(None),
            timer: StoredValue::new(None),
        };
        // News of the district come into the field unless a person is typing in it.
        Effect::new(move |_| {
            let value = stored.get();
            if !typing.is_dirty.get_untracked() {
                typing.text.set(value);
            }
        });
        Effect::new(move |before: Option<()>| {
            workspace.retries.track();
            if before.is_some() {
                typing.save(true);
            }
        });
        let leaving = window_event_listener(ev::pagehide, move |_| typing.save(true));
        let hiding = window_event_listener(ev::visibilitychange, move |_| typing.save(true));
        on_cleanup(move || {
            leaving.remove();
            hiding.remove();
            typing.save(true);
        });
        typing
    }

    pub fn typed(self, text: String) {
        self.text.set(text);
        self.is_dirty.set(true);
        self.forget_error();
        self.stop_timer();
        let timer = set_timeout_with_handle(move || self.save(false), TYPING_SETTLES).ok();
        self.timer.set_value(timer);
    }

    /// Stores what is typed. While the person is still typing (`is_final` false) a text that does
    /// not read yet is left alone.
    pub fn save(self, is_final: bool) {
        if self.is_dirty.try_get_untracked() != Some(true) {
            return;
        }
        if is_final {
            self.stop_timer();
        }
        let (Some(text), Some(stored), Some(sent), Some(drafts)) = (
            self.text.try_get_untracked(),
            self.stored.try_get_untracked(),
            self.sent.try_get_value(),
            self.drafts.try_get_value(),
        ) else {
            return;
        };
        match &sent {
            // Looked at again when the one on its way is there; who leaves does not wait.
            Some(sent) if !is_final || sent.text == text => return,
            None if text.trim() == stored => return self.settle(is_final),
            _ => {}
        }
        let read = self.workspace.records.with_untracked(|records| {
            let replica = records.replica.as_ref();
            replica.map(|replica| drafts(text.trim(), replica))
        });
        match read {
            None => return,
            Some(Err(words)) if is_final => return self.fail(words),
            Some(Err(_)) => return,
            Some(Ok(drafts)) if drafts.is_empty() && sent.is_none() => {
                return self.settle(is_final);
            }
            Some(Ok(_)) => {}
        }
        let number = sent.map_or(0, |sent| sent.number.wrapping_add(1));
        self.sent.set_value(Some(Sent {
            number,
            text: text.clone(),
        }));
        let problem = Rc::new(RefCell::new(None));
        let (found, typed) = (problem.clone(), text.clone());
        let saved = self.workspace.edit_by(Box::new(move |replica| {
            let drafts = drafts(typed.trim(), replica);
            *found.borrow_mut() = drafts.as_ref().err().cloned();
            drafts.unwrap_or_default()
        }));
        let locale = self.workspace.l();
        leptos::task::spawn_local(async move {
            let result = saved.await;
            // The page may have been left meanwhile, then nobody is there to be told; or a later
            // text is on its way, then that has the word.
            let is_newest =
                |sent: &Option<Sent>| sent.as_ref().is_some_and(|it| it.number == number);
            if self.sent.try_with_value(is_newest) != Some(true) {
                return;
            }
            self.sent.set_value(None);
            let problem = match result {
                Ok(_) => problem.take(),
                Err(failure) => Some(wording::save_failure_words(failure, locale).to_owned()),
            };
            match problem {
                Some(words) => self.fail(words),
                None if self.text.get_untracked() == text => self.settle(is_final),
                None => self.save(false),
            }
        });
    }

    /// What is typed is what is stored.
    fn settle(self, is_final: bool) {
        self.is_dirty.set(false);
        self.forget_error();
        if is_final {
            self.text.set(self.stored.get_untracked());
        }
    }

    fn fail(self, words: String) {
        self.is_invalid.set(true);
        self.error.set(Some(words));
    }

    /// An error of another cell stays.
    fn forget_error(self) {
        if self.is_invalid.get_untracked() {
            self.is_invalid.set(false);
            self.error.set(None);
        }
    }

    fn stop_timer(self) {
        self.timer.try_update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    }
}
