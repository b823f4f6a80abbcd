//! The elements of a figure, and what the page's template adds: tools, card, regions for words.

use super::{Callback, REACH};
use crate::picture::Point;
use crate::speech::{Said, Words};
use opora_graph::RoleKind;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AddEventListenerOptions, Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement,
    HtmlTemplateElement, MutationObserver, MutationObserverInit, ResizeObserver, Window,
};

pub struct Parts {
    pub figure: HtmlElement,
    /// What holds the picture: it is looked at, pointed at and walked through.
    pub ground: HtmlElement,
    pub words: Words,
    /// The address of an organisation's page, with `{}` for its code.
    pub link: String,
    pub search: Option<HtmlInputElement>,
    pub list: Option<HtmlElement>,
    card: Option<HtmlElement>,
    said: Option<HtmlElement>,
    pub proxy: Option<HtmlElement>,
    is_zoomed: bool,
    is_near: bool,
}

/// Events of the picture itself.
const GROUND_EVENTS: &[&str] = &[
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "pointerleave",
    "wheel",
    "click",
    "dragstart",
    "keydown",
    "focusin",
    "focusout",
];

impl Parts {
    pub fn find(figure: &HtmlElement, template: &HtmlTemplateElement) -> Option<Self> {
        let ground = child(figure, ".plate__picture")?;
        let word = |name: &str| {
            let mut attribute = String::from("data-");
            attribute.push_str(name);
            template.get_attribute(&attribute).unwrap_or_default()
        };
        let role = |kind: &RoleKind| {
            let mut name = String::from("role-");
            name.push_str(kind.code());
            word(&name)
        };
        Some(Parts {
            figure: figure.clone(),
            ground,
            words: Words {
                helped_by: word("helped-by"),
                helps: word("helps"),
                alone: word("alone"),
                more: word("more"),
                without_mentor: word("without-mentor"),
                group: word("group"),
                selected: word("selected"),
                found: word("found"),
                nothing_found: word("nothing-found"),
                shelf: word("shelf"),
                roles: RoleKind::ALL.iter().map(role).collect(),
            },
            link: word("link"),
            search: None,
            list: None,
            card: None,
            said: None,
            proxy: None,
            is_zoomed: false,
            is_near: false,
        })
    }

    /// Puts the template's parts into their places and begins to listen.
    pub fn install(&mut self, template: &HtmlTemplateElement, callback: &Callback) {
        let content = template.content();
        let put = |selector: &str, into: &HtmlElement| -> Option<HtmlElement> {
            let found = content.query_selector(selector).ok()??;
            into.append_child(&found).ok()?;
            found.dyn_into().ok()
        };
        let bar = child(&self.figure, ".plate__bar").unwrap_or_else(|| self.figure.clone());
        let tools = put(".graph-tools", &bar);
        self.card = put(".graph-card", &self.ground);
        self.proxy = put(".graph-proxy", &self.ground);
        self.said = put(".graph-said", &self.figure);
        put(".graph-keys", &self.figure);
        if let Some(tools) = &tools {
            self.search = child(tools, "input").and_then(|found| found.dyn_into().ok());
            self.list = child(tools, "ul");
        }
        for (name, value) in [
            ("tabindex", "0"),
            ("role", "application"),
            ("aria-describedby", "graph-keys"),
        ] {
            let _ = self.ground.set_attribute(name, value);
        }
        if let Some(label) = template.get_attribute("data-label") {
            let _ = self.ground.set_attribute("aria-label", &label);
        }

        for name in GROUND_EVENTS {
            listen(&self.ground, name, callback);
        }
        if let Some(tools) = &tools {
            for name in ["click", "input", "keydown"] {
                listen(tools, name, callback);
            }
        }
        if let Some(legend) = self.legend() {
            listen(&legend, "change", callback);
        }
        if let Some(window) = web_sys::window() {
            for query in ["(prefers-color-scheme: dark)", "(forced-colors: active)"] {
                if let Ok(Some(media)) = window.match_media(query) {
                    listen(&media, "change", callback);
                    // A list nobody holds may be forgotten together with its listeners.
                    std::mem::forget(media);
                }
            }
        }
        let function = callback.as_ref().unchecked_ref();
        if let Ok(observer) = ResizeObserver::new(function) {
            observer.observe(&self.ground);
        }
        if let Ok(observer) = MutationObserver::new(function)
            && let Some(root) = document().and_then(|document| document.document_element())
        {
            let theme = MutationObserverInit::new();
            theme.set_attribute_filter(&js_sys::Array::of1(&"data-theme".into()));
            let _ = observer.observe_with_options(&root, &theme);
        }
    }

    /// The form of the page that filters.
    pub fn legend(&self) -> Option<HtmlElement> {
        document()?
            .query_selector("form.legend")
            .ok()??
            .dyn_into()
            .ok()
    }

    pub fn is_legend(&self, event: &Event) -> bool {
        target(event).is_some_and(|element| is_inside(&element, "form.legend"))
    }

    pub fn is_search(&self, event: &Event) -> bool {
        target(event).is_some_and(|element| element.tag_name().eq_ignore_ascii_case("input"))
    }

    pub fn is_on_ground(&self, event: &Event) -> bool {
        target(event).is_some_and(|element| self.ground.contains(Some(&element)))
    }

    pub fn is_tool(&self, event: &Event) -> bool {
        self.task(event).is_some()
    }

    /// What a button is there for.
    pub fn task(&self, event: &Event) -> Option<String> {
        let button = target(event)?.closest("[data-do]").ok()??;
        button.get_attribute("data-do")
    }

    /// Where an event with a pointer happened, px from the upper left of the picture.
    pub fn place(&self, (x, y): (i32, i32)) -> Point {
        let rect = self.ground.get_bounding_client_rect();
        (
            f64::from(x) - rect.left() - f64::from(self.ground.client_left()),
            f64::from(y) - rect.top() - f64::from(self.ground.client_top()),
        )
    }

    /// Says something to those who listen.
    pub fn say(&self, words: &str) {
        if let Some(said) = &self.said {
            said.set_text_content(Some(words));
        }
    }

    /// Shows in a corner what is said of one organisation, or nothing.
    pub fn show_card(&self, said: Option<&Said>) {
        let Some(card) = &self.card else {
            return;
        };
        card.set_hidden(said.is_none());
        let Some(said) = said else {
            return;
        };
        let put = |selector: &str, words: &str| {
            if let Some(part) = child(card, selector) {
                part.set_text_content(Some(words));
            }
        };
        put(".graph-card__name", &said.name);
        put(".graph-card__role", &said.role);
        let mut relations = String::new();
        for relation in &said.relations {
            relations.push_str(relation);
            relations.push('\n');
        }
        put(".graph-card__relations", &relations);
    }

    /// The card stands where the pointer is not.
    pub fn keep_card_off(&self, at: Point) {
        if let Some(card) = &self.card {
            let (width, height) = (
                f64::from(self.ground.client_width()),
                f64::from(self.ground.client_height()),
            );
            let is_there = at.0 > width / 2.0 && at.1 > height / 2.0;
            let _ = card
                .class_list()
                .toggle_with_force("graph-card--left", is_there);
        }
    }

    pub fn focus_search(&self) {
        if let Some(search) = &self.search {
            let _ = search.focus();
            search.select();
        }
    }

    pub fn focus_ground(&self) {
        let _ = self.ground.focus();
    }

    /// With a finger one moves the page over a picture that is seen whole, and else the picture.
    pub fn set_zoomed(&mut self, is_zoomed: bool) {
        if is_zoomed != self.is_zoomed {
            self.is_zoomed = is_zoomed;
            let _ = self
                .ground
                .toggle_attribute_with_force("data-zoomed", is_zoomed);
        }
    }

    /// A click would reach somebody.
    pub fn set_near(&mut self, is_near: bool) {
        if is_near != self.is_near {
            self.is_near = is_near;
            let _ = self
                .ground
                .toggle_attribute_with_force("data-near", is_near);
        }
    }

    /// How long a movement takes, ms; 0 for those who want none.
    pub fn motion_ms(&self) -> f64 {
        let wants_none = web_sys::window()
            .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok())
            .flatten()
            .is_some_and(|media| media.matches());
        if wants_none { 0.0 } else { 320.0 }
    }

    /// How far from a mark a pointer may be, px of the screen.
    pub const fn reach() -> f64 {
        REACH
    }
}

pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub fn child(of: &Element, selector: &str) -> Option<HtmlElement> {
    of.query_selector(selector).ok()??.dyn_into().ok()
}

pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

pub fn is_inside(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// Ms since the page was opened, on the clock of frames.
pub fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

/// Asks for a frame; tells whether one will come.
pub fn ask_frame(callback: &Callback) -> bool {
    web_sys::window().is_some_and(|window: Window| {
        window
            .request_animation_frame(callback.as_ref().unchecked_ref())
            .is_ok()
    })
}

pub fn listen(to: &EventTarget, name: &str, callback: &Callback) {
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let _ = to.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        callback.as_ref().unchecked_ref(),
        &options,
    );
}

/// Calls with `null` after so many ms, and no more by the clock that was set before.
pub fn ask_later(callback: &Callback, ms: i32, before: Option<i32>) -> Option<i32> {
    let window = web_sys::window()?;
    if let Some(clock) = before {
        window.clear_timeout_with_handle(clock);
    }
    let callback = callback.as_ref().unchecked_ref();
    window
        .set_timeout_with_callback_and_timeout_and_arguments_1(callback, ms, &JsValue::NULL)
        .ok()
}
