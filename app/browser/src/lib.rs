//! The workspace in the browser: mounts the views and gives them a device.
//!
//! Draws nothing itself. The views are `opora_app::workspace`; the rules are `opora_sync`.

mod clock;
mod device;
mod exchange;
mod live;
mod lock;
mod settings;
mod shell;
mod updates;
mod workbook;

use crate::device::Browser;
use crate::shell::Shell;
use opora_app::workspace::Workspace;
use opora_app::workspace::ports::Theme;
use opora_app::workspace::state::Signals;
use opora_domain::Locale;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Called by the page's own script when the module is ready.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    let locale = settings::locale().unwrap_or_default();
    let theme = settings::theme();
    show_locale(locale);
    show_theme(theme);
    opora_app::workspace::mount(move || {
        // Signals belong to the owner that `mount` makes.
        let signals = Signals::new(locale, theme);
        let shell = Shell::new(signals);
        updates::watch(signals.is_update_ready);
        leptos::task::spawn_local(shell.clone().open());
        Workspace::new(signals, Rc::new(Browser(shell)))
    });
}

/// Sets the language of the page.
fn show_locale(locale: Locale) {
    set_root_attribute("lang", Some(locale.tag()));
}

/// Sets the theme of the page; the system's choice is no attribute.
fn show_theme(theme: Theme) {
    let theme = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    set_root_attribute("data-theme", theme);
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Loads another address, with everything in memory gone.
fn go_to(path: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(path);
    }
}

/// Does a person see this tab?
fn is_in_sight() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|page| page.visibility_state() == web_sys::VisibilityState::Visible)
}

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Asks the browser not to throw the database away when room gets scarce.
fn ask_to_persist() {
    if let Some(window) = web_sys::window()
        && let Ok(storage) = js_sys::Reflect::get(&window.navigator(), &"storage".into())
        && !storage.is_undefined()
        && let Ok(asked) = window.navigator().storage().persist()
    {
        leptos::task::spawn_local(async move {
            // The answer changes nothing: a loss would be noticed by the device's mark.
            let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
        });
    }
}
