//! Web Locks: one holder among all tabs of the browser.
//!
//! Where the browser has none (a page without TLS), everyone gets the lock at once: the store's
//! own check of generations still keeps tabs from overwriting each other.

use futures::channel::oneshot;
use futures::future;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Holds a lock until dropped, or until another tab takes it away.
pub struct Held {
    release: Option<Function>,
    lost: Option<oneshot::Receiver<()>>,
}

impl Held {
    /// Comes when another tab has taken the lock away; otherwise never.
    pub async fn lost(&mut self) {
        match &mut self.lost {
            Some(lost) => drop(lost.await),
            None => future::pending().await,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // The lock is given back when its promise resolves; nothing to do should it fail.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Waits for a lock.
pub async fn hold(name: &str) -> Held {
    request(name, None).await.unwrap_or(FREE)
}

/// Takes a lock if it is free; `None` when another tab has it.
pub async fn try_hold(name: &str) -> Option<Held> {
    request(name, Some("ifAvailable")).await
}

/// Takes a lock away from a tab that does not answer any more.
pub async fn steal(name: &str) -> Held {
    request(name, Some("steal")).await.unwrap_or(FREE)
}

const FREE: Held = Held {
    release: None,
    lost: None,
};

async fn request(name: &str, how: Option<&str>) -> Option<Held> {
    let free = Some(FREE);
    let Some((locks, request)) = lock_manager() else {
        return free;
    };
    let options = Object::new();
    if let Some(how) = how
        && Reflect::set(&options, &how.into(), &JsValue::TRUE).is_err()
    {
        return free;
    }
    let (sender, receiver) = oneshot::channel::<Option<Held>>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let (taken_away, lost) = oneshot::channel();
    let lost = RefCell::new(Some(lost));
    let granted = Closure::once_into_js({
        let sender = sender.clone();
        move |lock: JsValue| -> JsValue {
            let Some(sender) = sender.borrow_mut().take() else {
                return JsValue::UNDEFINED;
            };
            if lock.is_null() || lock.is_undefined() {
                let _ = sender.send(None);
                return JsValue::UNDEFINED;
            }
            let mut release = None;
            let promise = Promise::new(&mut |resolve: Function, _reject: Function| {
                release = Some(resolve);
            });
            // A receiver that is gone drops `Held`, which gives the lock back.
            let lost = lost.take();
            let _ = sender.send(Some(Held { release, lost }));
            promise.into()
        }
    });
    match request.call3(&locks, &name.into(), &options, &granted) {
        Ok(promise) => {
            // A refused request (the document is going away) must not leave the caller waiting.
            if let Ok(promise) = promise.dyn_into::<Promise>() {
                wasm_bindgen_futures::spawn_local(async move {
                    if wasm_bindgen_futures::JsFuture::from(promise).await.is_ok() {
                        return;
                    }
                    match sender.borrow_mut().take() {
                        Some(sender) => drop(sender.send(Some(FREE))),
                        // It was granted before: another tab has taken it.
                        None => drop(taken_away.send(())),
                    }
                });
            }
        }
        Err(_) => return free,
    }
    receiver.await.unwrap_or(free)
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    if locks.is_undefined() || locks.is_null() {
        return None;
    }
    let request = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into::<Function>()
        .ok()?;
    Some((locks, request))
}
