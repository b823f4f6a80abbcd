//! Pointers on the picture: hovering, tapping, moving it, two fingers, a rectangle with Shift.

use super::parts::{Parts, is_inside, target};
use super::{Page, STEP};
use crate::picture::Point;
use crate::selection::in_rectangle;
use crate::sizes::within;
use crate::speech::{decimal, filled};
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent, PointerEvent, WheelEvent};

/// What the pointers are doing.
#[derive(Clone, Debug, Default)]
pub struct Hands {
    /// Those that are down, and where they were last.
    down: Vec<(i32, Point)>,
    start: Point,
    has_moved: bool,
    is_touch: bool,
    /// The other corner, while a rectangle is drawn.
    corner: Option<Point>,
    at: Point,
}

/// A pointer that moved no farther has clicked, px.
const STILL: f64 = 5.0;

impl Hands {
    pub fn are_down(&self) -> bool {
        !self.down.is_empty()
    }

    /// The rectangle that is being drawn, px of the screen.
    pub fn rectangle(&self) -> Option<(Point, Point)> {
        self.corner.map(|corner| (corner, self.at))
    }

    /// The middle of the pointers, and how far the first two are apart.
    fn spread(&self) -> (Point, f64) {
        match self.down.as_slice() {
            [(_, a), (_, b), ..] => {
                let (dx, dy) = (a.0 - b.0, a.1 - b.1);
                (
                    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0),
                    f64::sqrt(dx * dx + dy * dy),
                )
            }
            [(_, a)] => (*a, 1.0),
            [] => ((0.0, 0.0), 1.0),
        }
    }
}

impl Page {
    /// Events of pointers.
    pub fn handled(&mut self, event: &Event) {
        let name = event.type_();
        if let Some(wheel) = event.dyn_ref::<WheelEvent>() {
            self.turned(wheel);
        } else if name == "click" {
            if let Some(click) = event.dyn_ref::<MouseEvent>() {
                self.clicked(click);
            }
        } else if name == "dragstart" {
            // Of a link: the hand moves the picture.
            event.prevent_default();
        } else if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
            let at = self.parts.place((pointer.client_x(), pointer.client_y()));
            match name.as_str() {
                "pointerdown" => self.lowered(pointer, at),
                "pointermove" => self.moved(pointer, at),
                "pointerleave" if !self.hands.are_down() && !self.hands.is_touch => {
                    self.point_at(None)
                }
                "pointerup" | "pointercancel" => self.lifted(pointer),
                _ => {}
            }
        }
    }

    /// With Ctrl, as a touchpad's pinch sends it, the wheel comes nearer; else the page scrolls.
    fn turned(&mut self, wheel: &WheelEvent) {
        if !wheel.ctrl_key() && !wheel.meta_key() {
            return;
        }
        wheel.prevent_default();
        // Lines and pages count as so many px.
        let unit = [1.0, 16.0, 240.0][(wheel.delta_mode() as usize).min(2)];
        let turned = within(wheel.delta_y() * unit, -120.0, 120.0);
        let factor = 1.0 + turned.abs() * (STEP - 1.0) / 120.0;
        let factor = if turned > 0.0 { 1.0 / factor } else { factor };
        let at = self.parts.place((wheel.client_x(), wheel.client_y()));
        self.set(self.stage.zoomed(&self.camera, factor, at));
    }

    fn lowered(&mut self, pointer: &PointerEvent, at: Point) {
        if pointer.button() != 0 {
            return;
        }
        let hands = &mut self.hands;
        hands.is_touch = pointer.pointer_type() == "touch";
        if hands.down.is_empty() {
            hands.start = at;
            hands.has_moved = false;
            hands.corner = pointer.shift_key().then_some(at);
        }
        hands.at = at;
        hands.down.push((pointer.pointer_id(), at));
    }

    fn moved(&mut self, pointer: &PointerEvent, at: Point) {
        let id = pointer.pointer_id();
        let Some(place) = self.hands.down.iter().position(|(known, _)| *known == id) else {
            if pointer.pointer_type() != "touch" {
                self.parts.keep_card_off(at);
                let mark = self.mark_near(at);
                self.point_at(mark);
            }
            return;
        };
        let away = (at.0 - self.hands.start.0).abs() + (at.1 - self.hands.start.1).abs();
        if !self.hands.has_moved {
            if away < STILL && self.hands.down.len() < 2 {
                return;
            }
            self.hands.has_moved = true;
            // From now on it is ours wherever it goes.
            let _ = self.parts.ground.set_pointer_capture(id);
        }
        let before = self.hands.spread();
        self.hands.down[place].1 = at;
        self.hands.at = at;
        if self.hands.corner.is_some() {
            self.ask_frame();
            return;
        }
        let after = self.hands.spread();
        let by = (after.0.0 - before.0.0, after.0.1 - before.0.1);
        let mut camera = self.stage.panned(&self.camera, by);
        if self.hands.down.len() > 1 {
            camera = self
                .stage
                .zoomed(&camera, after.1 / before.1.max(1.0), after.0);
        }
        self.set(camera);
    }

    fn lifted(&mut self, pointer: &PointerEvent) {
        let id = pointer.pointer_id();
        self.hands.down.retain(|(known, _)| *known != id);
        if !self.hands.down.is_empty() {
            return;
        }
        if let Some((a, b)) = self.hands.rectangle()
            && self.hands.has_moved
        {
            let a = self.stage.to_picture(&self.camera, a);
            let b = self.stage.to_picture(&self.camera, b);
            self.chosen = in_rectangle(&self.grid, a, b);
            self.chosen.retain(|mark| self.shown.mark(*mark));
            let count = decimal(self.chosen.len() as i64);
            self.parts.say(&filled(&self.parts.words.selected, &count));
            self.pointed = None;
            self.look_anew();
        }
        self.hands.corner = None;
        self.ask_frame();
    }

    fn clicked(&mut self, click: &MouseEvent) {
        if std::mem::take(&mut self.hands.has_moved) {
            click.prevent_default();
            return;
        }
        // Enter on a link clicks it without any pointer.
        if click.detail() == 0 {
            return;
        }
        let at = self.parts.place((click.client_x(), click.client_y()));
        let mark = self.mark_near(at);
        let is_link = target(click).is_some_and(|element| is_inside(&element, "a"));
        let is_modified = click.ctrl_key() || click.meta_key() || click.shift_key();
        if self.hands.is_touch {
            // The first tap shows whom one would reach, the second goes there.
            if mark.is_none() || mark != self.pointed {
                click.prevent_default();
                if let Some(mark) = mark {
                    let place = self
                        .stage
                        .to_screen(&self.camera, self.picture.marks[mark as usize].at);
                    self.parts.keep_card_off(place);
                }
                self.chosen.clear();
                self.point_at(mark);
                return;
            }
        } else if mark.is_none() && !self.chosen.is_empty() {
            self.chosen.clear();
            self.look_anew();
        }
        if let Some(mark) = mark
            && !is_link
            && !is_modified
        {
            self.drawing.visit(&self.parts, mark);
        }
    }

    fn mark_near(&self, at: Point) -> Option<u32> {
        let within = Parts::reach() / self.camera.zoom;
        let at = self.stage.to_picture(&self.camera, at);
        self.grid.nearest(at, within, |mark| self.shown.mark(mark))
    }

    /// Looks at the mark under the pointer, or at none.
    fn point_at(&mut self, mark: Option<u32>) {
        if mark == self.pointed {
            return;
        }
        self.pointed = mark;
        self.parts.set_near(mark.is_some());
        let said = mark.map(|mark| self.parts.words.of(&self.picture, &self.shown, mark));
        self.parts.show_card(said.as_ref());
        self.look_anew();
    }
}
