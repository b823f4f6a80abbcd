//! A new version of the app: noticed, offered, never taken by itself.

use leptos::prelude::RwSignal;
use leptos::prelude::Set;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, ServiceWorker, ServiceWorkerRegistration, ServiceWorkerState};

/// Watches the service worker and sets the signal when a new version waits.
pub fn watch(is_ready: RwSignal<bool>) {
    leptos::task::spawn_local(async move {
        let Some(registration) = registration().await else {
            return;
        };
        if registration.waiting().is_some() && has_controller() {
            is_ready.set(true);
        }
        let watched = registration.clone();
        let found = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
            if let Some(worker) = watched.installing() {
                watch_worker(worker, is_ready);
            }
        });
        registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
        found.forget();
    });
}

/// Asks the server whether there is a new version.
pub fn look() {
    leptos::task::spawn_local(async {
        if let Some(registration) = registration().await
            && let Ok(asked) = registration.update()
        {
            // Without an answer it is asked again another time.
            let _ = JsFuture::from(asked).await;
        }
    });
}

/// Lets the waiting version take over; the page is loaded again when it has.
pub fn activate() {
    leptos::task::spawn_local(async move {
        let Some(container) = container() else { return };
        let Some(waiting) = registration().await.and_then(|known| known.waiting()) else {
            crate::reload();
            return;
        };
        let taken = Closure::<dyn FnMut(Event)>::new(|_: Event| crate::reload());
        container.set_oncontrollerchange(Some(taken.as_ref().unchecked_ref()));
        taken.forget();
        let message = js_sys::Object::new();
        if js_sys::Reflect::set(&message, &"type".into(), &"activate".into()).is_err()
            || waiting.post_message(&message).is_err()
        {
            crate::reload();
        }
    });
}

fn watch_worker(worker: ServiceWorker, is_ready: RwSignal<bool>) {
    let watched = worker.clone();
    let changed = Closure::<dyn FnMut(Event)>::new(move |_: Event| {
        // Without a controller this is the first installation, not a new version.
        if watched.state() == ServiceWorkerState::Installed && has_controller() {
            is_ready.set(true);
        }
    });
    worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

fn has_controller() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

fn container() -> Option<web_sys::ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // A page without TLS has none.
    let present = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    (!present.is_undefined()).then(|| navigator.service_worker())
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let promise = container()?.ready().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
