//! The module on its page: what happened goes in, what is to be seen comes out.
//!
//! One listener for everything. It decides nothing about networks: that is the rest of the crate.

mod canvas;
mod colours;
mod drawing;
mod flat;
mod gl;
mod hands;
mod legend;
mod overlay;
mod parts;
mod search;
mod svg;

use crate::camera::{Camera, Flight, Stage};
use crate::emphasis::{Emphasis, Eye};
use crate::find::Index;
use crate::grid::Grid;
use crate::keys::{Wish, wish};
use crate::picture::Picture;
use crate::sift::{Shown, Sift};
use crate::walk::{Move, Walk};
use canvas::Sheet;
use drawing::Drawing;
use hands::Hands;
use opora_graph::packed::PackedPicture;
use parts::Parts;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlElement, HtmlTemplateElement, KeyboardEvent};

/// Targets are found from so far, px.
const REACH: f64 = 24.0;
/// One step nearer or farther by key or button.
const STEP: f64 = 1.5;
/// Where one comes to when one goes to a mark that is small from afar.
const NEAR: f64 = 0.9;

/// A camera that has not moved for so long rests.
const REST_MS: i32 = 150;
/// While it moves names are placed anew so often.
const PLACE_MS: f64 = 1000.0;

/// How much may be done for a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// Only what is needed to see something.
    First,
    /// The next comes at once.
    Moving,
    /// As before, but the camera has moved for long enough to see who is there now.
    MovingLong,
    Still,
}

/// What calls back into the module: events, frames and observers. `Fn`, as it is called while it
/// runs: moving the focus is an event.
type Callback = Closure<dyn Fn(JsValue)>;

/// Brings a figure to life, once.
pub fn open(figure: &HtmlElement, template: &HtmlTemplateElement, packed: Option<&[u8]>) {
    let Some(parts) = Parts::find(figure, template) else {
        return;
    };
    let (picture, drawing) = match packed {
        Some(bytes) => match unpacked(&parts, bytes) {
            Some(found) => found,
            None => {
                Sheet::remove(&parts);
                return;
            }
        },
        None => match Drawing::of_server(&parts) {
            Some(found) => found,
            None => return,
        },
    };
    let page = Page::new(parts, picture, drawing);
    let page = Rc::new(RefCell::new(page));
    let callback = {
        let page = Rc::clone(&page);
        Callback::new(move |what: JsValue| {
            // What the module itself has set off, moving the focus, is known already.
            if let Ok(mut page) = page.try_borrow_mut() {
                page.hear(&what);
            }
        })
    };
    let mut page = page.borrow_mut();
    page.drawing.listen(&callback);
    if page.drawing.is_canvas() {
        page.template = Some(template.clone());
    } else {
        page.parts.install(template, &callback);
    }
    page.callback = Some(callback);
    if page.drawing.is_canvas() {
        page.sift_by_legend();
    }
    page.resize();
}

/// A picture that came as bytes, on a canvas of its own.
fn unpacked(parts: &Parts, bytes: &[u8]) -> Option<(Picture, Drawing)> {
    let sheet = Sheet::new(parts)?;
    let packed = PackedPicture::from_bytes(bytes).ok()?;
    let codes = packed.nodes.iter().map(|node| node.code.clone()).collect();
    let picture = Picture::unpacked(packed);
    let drawing = Drawing::canvas(parts, sheet, &picture, codes)?;
    Some((picture, drawing))
}

/// Everything about one figure.
struct Page {
    parts: Parts,
    picture: Picture,
    index: Index,
    grid: Grid,
    shown: Shown,
    stage: Stage,
    camera: Camera,
    flight: Option<Flight>,
    walk: Walk,
    /// Under the pointer, or touched.
    pointed: Option<u32>,
    is_focus_inside: bool,
    /// Chosen by a rectangle, or found.
    chosen: Vec<u32>,
    found: Vec<u32>,
    /// Which of the found is offered.
    offered: Option<usize>,
    hands: Hands,
    drawing: Drawing,
    callback: Option<Callback>,
    /// What waits for the first frame to be there.
    template: Option<HtmlTemplateElement>,
    is_frame_asked: bool,
    /// From where the last frame was seen.
    seen_from: Option<Camera>,
    /// The clock that tells when the camera rests.
    rest: Option<i32>,
    /// When names were placed.
    placed_ms: f64,
    /// Somebody else stands out than in the last frame.
    is_emphasis_old: bool,
}

impl Page {
    fn new(parts: Parts, picture: Picture, drawing: Drawing) -> Self {
        let stage = Stage {
            picture: (picture.width, picture.height),
            ..Stage::default()
        };
        Page {
            index: Index::new(&picture.marks),
            grid: Grid::new(&picture.marks),
            shown: Shown::all(&picture),
            camera: stage.fit(),
            stage,
            flight: None,
            walk: Walk::default(),
            pointed: None,
            is_focus_inside: false,
            chosen: Vec::new(),
            found: Vec::new(),
            offered: None,
            hands: Hands::default(),
            callback: None,
            template: None,
            is_frame_asked: false,
            seen_from: None,
            rest: None,
            placed_ms: 0.0,
            is_emphasis_old: true,
            parts,
            picture,
            drawing,
        }
    }

    fn hear(&mut self, what: &JsValue) {
        if let Some(now_ms) = what.as_f64() {
            self.draw(now_ms);
        } else if what.is_null() {
            // The camera rests.
            self.ask_frame();
        } else if let Some(event) = what.dyn_ref::<Event>() {
            self.happened(event);
        } else {
            // An observer: the size may have changed, or the theme.
            self.drawing.forget_colours();
            self.resize();
        }
    }

    fn happened(&mut self, event: &Event) {
        match event.type_().as_str() {
            "keydown" => {
                if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
                    if self.parts.is_search(event) {
                        self.typed(key);
                    } else if self.parts.is_on_ground(event) {
                        self.pressed(key);
                    }
                }
            }
            "input" => self.search(),
            "focusin" => self.focused(event),
            "focusout" => {
                self.is_focus_inside = false;
                if self.pointed.is_none() {
                    self.parts.show_card(None);
                }
                self.look_anew();
            }
            // Of a media query, or of the legend's form.
            "change" => {
                if self.parts.is_legend(event) {
                    if self.drawing.is_canvas() {
                        self.sift_by_legend();
                    }
                } else {
                    self.drawing.forget_colours();
                    self.ask_frame();
                }
            }
            "webglcontextlost" => {
                self.drawing.fall_back(&self.parts);
                self.look_anew();
            }
            "click" if self.parts.is_tool(event) => self.used(event),
            _ => self.handled(event),
        }
    }

    fn pressed(&mut self, key: &KeyboardEvent) {
        if key.ctrl_key() || key.alt_key() || key.meta_key() {
            return;
        }
        let Some(wish) = wish(&key.code()) else {
            return;
        };
        key.prevent_default();
        match wish {
            Wish::Search => self.parts.focus_search(),
            Wish::Nearer => self.zoom(STEP),
            Wish::Farther => self.zoom(1.0 / STEP),
            Wish::Fit => self.fly(self.stage.fit()),
            Wish::Walk(step) => {
                if self.walk.go(step, &self.picture, &self.shown) {
                    self.chosen.clear();
                    self.arrive();
                }
            }
        }
    }

    /// After a step of the walk: focus, camera and words follow.
    fn arrive(&mut self) {
        self.pointed = None;
        self.is_focus_inside = true;
        match self.walk.here() {
            Some(mark) => {
                let at = self.picture.marks[mark as usize].at;
                let target = self.target();
                let margin = REACH * 3.0;
                // Among thousands one comes nearer to see whom one has reached.
                let to = if self.drawing.is_canvas() && target.zoom < NEAR / 2.0 {
                    self.stage.onto(&target, at, NEAR)
                } else {
                    self.stage.revealed(&target, at, margin)
                };
                self.fly(to);
                let said = self.parts.words.of(&self.picture, &self.shown, mark);
                self.parts.say(&said.aloud());
                self.parts.show_card(Some(&said));
                self.drawing.focus(&self.parts, mark, &said);
            }
            None => {
                self.parts.show_card(None);
                self.parts.focus_ground();
            }
        }
        self.look_anew();
    }

    fn focused(&mut self, event: &Event) {
        let is_keyboard = !self.hands.are_down();
        let mark = self.drawing.mark_of(&self.parts, event);
        if mark != self.walk.here() {
            // By another way than the keys: with the pointer, or with the tab key from outside.
            let step = mark.map_or(Move::Leave, Move::To);
            self.walk.go(step, &self.picture, &self.shown);
        }
        self.is_focus_inside = mark.is_some() && is_keyboard;
        self.look_anew();
    }

    /// A button of the tools.
    fn used(&mut self, event: &Event) {
        match self.parts.task(event).as_deref() {
            Some("nearer") => self.zoom(STEP),
            Some("farther") => self.zoom(1.0 / STEP),
            Some("fit") => self.fly(self.stage.fit()),
            Some("found") => self.choose_found(event),
            _ => {}
        }
    }

    fn zoom(&mut self, factor: f64) {
        let middle = (self.stage.width / 2.0, self.stage.height / 2.0);
        let to = self.stage.zoomed(&self.target(), factor, middle);
        self.fly(to);
    }

    /// Where the camera is going, or is.
    fn target(&self) -> Camera {
        self.flight.map_or(self.camera, |flight| flight.to)
    }

    fn fly(&mut self, to: Camera) {
        if to == self.target() {
            return;
        }
        self.flight = Some(Flight {
            from: self.camera,
            to,
            started_ms: parts::now_ms(),
            duration_ms: self.parts.motion_ms(),
        });
        self.ask_frame();
    }

    /// At once, as the hand moves.
    fn set(&mut self, camera: Camera) {
        self.flight = None;
        self.camera = camera;
        self.ask_frame();
    }

    fn resize(&mut self) {
        let is_fit = self.stage.width == 0.0 || self.stage.is_fit(&self.camera);
        let (width, height) = self.drawing.size(&self.parts);
        if (width, height) != (self.stage.width, self.stage.height) {
            self.stage.width = width;
            self.stage.height = height;
            self.flight = None;
            self.camera = if is_fit {
                self.stage.fit()
            } else {
                self.stage.panned(&self.camera, (0.0, 0.0))
            };
        }
        self.ask_frame();
    }

    fn sift_by_legend(&mut self) {
        let sift: Sift = legend::read(&self.parts);
        self.shown = sift.of(&self.picture, &self.index);
        if self.walk.here().is_some_and(|mark| !self.shown.mark(mark)) {
            self.walk = Walk::default();
        }
        self.pointed = self.pointed.filter(|mark| self.shown.mark(*mark));
        self.look_anew();
    }

    fn look_anew(&mut self) {
        self.is_emphasis_old = true;
        self.ask_frame();
    }

    fn ask_frame(&mut self) {
        if !self.is_frame_asked
            && let Some(callback) = &self.callback
        {
            self.is_frame_asked = parts::ask_frame(callback);
        }
    }

    fn draw(&mut self, now_ms: f64) {
        self.is_frame_asked = false;
        if let Some(flight) = self.flight {
            let (camera, is_over) = flight.at(now_ms.max(flight.started_ms));
            self.camera = camera;
            if is_over {
                self.flight = None;
            } else {
                self.ask_frame();
            }
        }
        let eye = self.eye();
        if std::mem::take(&mut self.is_emphasis_old) {
            let emphasis = Emphasis::of(&self.picture, &self.shown, eye, &self.chosen);
            self.drawing.emphasise(emphasis);
        }
        self.parts.set_zoomed(!self.stage.is_fit(&self.camera));
        let first: Vec<u32> = eye.map(|eye| eye.mark).into_iter().collect();
        let near: Vec<u32> = match eye {
            Some(eye) => {
                let partners = self
                    .picture
                    .partners(eye.mark, |step| self.shown.step(step));
                first.into_iter().chain(partners).collect()
            }
            None => self.chosen.clone(),
        };
        let seen_from = self.seen_from.replace(self.camera);
        let pace = match seen_from {
            None => Pace::First,
            Some(before) if before == self.camera => Pace::Still,
            Some(_) if now_ms > self.placed_ms + PLACE_MS => Pace::MovingLong,
            Some(_) => Pace::Moving,
        };
        if matches!(pace, Pace::Still | Pace::MovingLong) {
            self.placed_ms = now_ms;
        }
        self.drawing.draw(
            &self.parts,
            &self.picture,
            &self.shown,
            &self.grid,
            (&self.stage, &self.camera),
            &near,
            (self.hands.rectangle(), pace),
        );
        if !self.drawing.is_canvas() {
            return;
        }
        if let Some(template) = self.template.take()
            && let Some(callback) = &self.callback
        {
            // The first frame is there: now what one uses on it.
            self.parts.install(&template, callback);
            self.resize();
        }
        if matches!(pace, Pace::Moving | Pace::MovingLong)
            && let Some(callback) = &self.callback
        {
            self.rest = parts::ask_later(callback, REST_MS, self.rest);
        }
    }

    fn eye(&self) -> Option<Eye> {
        let keyboard = self.walk.here().filter(|_| self.is_focus_inside);
        let of = |is_keyboard: bool| move |mark: u32| Eye { mark, is_keyboard };
        self.pointed
            .map(of(false))
            .or_else(|| keyboard.map(of(true)))
    }
}
