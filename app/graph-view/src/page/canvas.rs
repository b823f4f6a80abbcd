//! A picture on a canvas: who paints it, the names over it, and a link that carries the focus.

use super::colours::Colours;
use super::flat::Flat;
use super::gl::Gl;
use super::overlay::Overlay;
use super::parts::{Parts, document, listen};
use super::{Callback, Pace};
use crate::camera::{Camera, Stage};
use crate::emphasis::Emphasis;
use crate::grid::Grid;
use crate::names::{Name, Names, carried};
use crate::picture::{Picture, Point};
use crate::shapes::{Glyph, Stroke, glyphs, strokes};
use crate::sift::Shown;
use crate::sizes::{scale, within};
use crate::speech::{Said, decimal, filled};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Event, HtmlCanvasElement};

pub struct CanvasDrawing {
    canvas: HtmlCanvasElement,
    painter: Painter,
    overlay: Overlay,
    colours: Option<Colours>,
    emphasis: Emphasis,
    names: Names,
    codes: Vec<String>,
    glyphs: Vec<Glyph>,
    strokes: Vec<Stroke>,
    /// The mark the proxy stands for.
    focused: std::cell::Cell<Option<u32>>,
    is_emphasis_new: bool,
    /// The names that stand there, and from where they were placed.
    placed: Vec<Name>,
    placed_from: Option<Camera>,
}

/// A canvas in the picture's place, before it is known what will be on it: the graphics processor
/// is made ready while the picture is read.
pub struct Sheet {
    canvas: HtmlCanvasElement,
    painter: Painter,
}

enum Painter {
    Gl(Box<Gl>),
    Flat(Flat),
}

/// More pixels than this to a px cost more than one sees.
const RATIO_MAX: f64 = 2.0;

impl Sheet {
    pub fn new(parts: &Parts) -> Option<Self> {
        let ratio = ratio();
        let ready = || -> Option<HtmlCanvasElement> {
            let canvas = made(parts)?;
            let ground = &parts.ground;
            let size = (ground.client_width().into(), ground.client_height().into());
            fit(&canvas, size, ratio);
            Some(canvas)
        };
        let _ = parts.ground.class_list().add_1("plate__picture--drawn");
        let canvas = ready()?;
        if let Some(gl) = Gl::new(&canvas) {
            let painter = Painter::Gl(Box::new(gl));
            return Some(Sheet { canvas, painter });
        }
        // A canvas that was asked for WebGL gives nothing else.
        canvas.remove();
        let canvas = ready()?;
        let painter = Painter::Flat(Flat::new(&canvas)?);
        Some(Sheet { canvas, painter })
    }

    /// Leaves the page as it was: what the server drew is seen again.
    pub fn remove(parts: &Parts) {
        while let Ok(Some(canvas)) = parts.ground.query_selector("canvas") {
            canvas.remove();
        }
        let _ = parts.ground.class_list().remove_1("plate__picture--drawn");
    }
}

impl CanvasDrawing {
    /// `None` when the machine has no room for it, or no canvas for the names.
    pub fn new(parts: &Parts, sheet: Sheet, picture: &Picture, codes: Vec<String>) -> Option<Self> {
        let (glyphs, strokes) = (glyphs(picture), strokes(picture));
        let Sheet {
            canvas,
            mut painter,
        } = sheet;
        if let Painter::Gl(gl) = &mut painter {
            gl.fill(&glyphs, &strokes)?;
        }
        let over = made(parts)?;
        let context = context_of(&over)?;
        Some(CanvasDrawing {
            canvas,
            painter,
            overlay: Overlay::new(over, context, parts, picture),
            colours: None,
            emphasis: Emphasis::default(),
            names: Names::new(picture),
            codes,
            glyphs,
            strokes,
            focused: std::cell::Cell::new(None),
            is_emphasis_new: true,
            placed: Vec::new(),
            placed_from: None,
        })
    }

    /// Hears when the graphics processor goes.
    pub fn listen(&self, callback: &Callback) {
        listen(&self.canvas, "webglcontextlost", callback);
    }

    /// Paints without the graphics processor from now on.
    pub fn fall_back(&mut self, parts: &Parts) {
        let Some(canvas) = made(parts) else {
            return;
        };
        // Below the names, where the other was.
        let _ = self.canvas.replace_with_with_node_1(&canvas);
        if let Some(flat) = Flat::new(&canvas) {
            self.painter = Painter::Flat(flat);
            self.canvas = canvas;
            self.is_emphasis_new = true;
        }
    }

    pub fn forget_colours(&mut self) {
        self.colours = None;
    }

    pub fn emphasise(&mut self, emphasis: Emphasis) {
        self.emphasis = emphasis;
        self.is_emphasis_new = true;
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what is looked at, from where, and by whom"
    )]
    pub fn draw(
        &mut self,
        parts: &Parts,
        picture: &Picture,
        shown: &Shown,
        grid: &Grid,
        (stage, camera): (&Stage, &Camera),
        near: &[u32],
        (rectangle, pace): (Option<(Point, Point)>, Pace),
    ) {
        let ratio = ratio();
        for canvas in [&self.canvas, &self.overlay.canvas] {
            fit(canvas, (stage.width, stage.height), ratio);
        }
        let colours = match self.colours.take() {
            Some(colours) => colours,
            None => Colours::read(parts, &self.overlay.context),
        };
        if let Painter::Gl(gl) = &mut self.painter {
            if std::mem::take(&mut self.is_emphasis_new) {
                gl.tone(&self.glyphs, &self.strokes, &self.emphasis);
            }
            if !gl.paint(&colours, stage, camera, ratio, self.emphasis.is_on) {
                self.fall_back(parts);
                self.canvas.set_width(self.overlay.canvas.width());
                self.canvas.set_height(self.overlay.canvas.height());
            }
        }
        if let Painter::Flat(flat) = &self.painter {
            flat.paint(
                &colours,
                (stage, camera),
                ratio,
                &self.glyphs,
                &self.strokes,
                &self.emphasis,
            );
        }
        let names = self.names_at(picture, shown, grid, (stage, camera), near, pace);
        self.overlay.paint(
            &colours,
            ratio,
            (stage, camera),
            picture,
            shown,
            (&names, &mut self.names),
            &self.emphasis,
            (rectangle, pace),
        );
        self.place_proxy(parts, picture, stage, camera);
        self.colours = Some(colours);
    }

    /// The first frame is the picture: names come in the next. While the camera moves they go with
    /// their marks.
    fn names_at(
        &mut self,
        picture: &Picture,
        shown: &Shown,
        grid: &Grid,
        (stage, camera): (&Stage, &Camera),
        near: &[u32],
        pace: Pace,
    ) -> Vec<Name> {
        match (pace, &self.placed_from) {
            (Pace::First, _) => return Vec::new(),
            (Pace::Moving, Some(before)) => {
                return carried(&self.placed, picture, stage, (before, camera));
            }
            _ => {}
        }
        let size = scale(camera.zoom);
        self.placed = self
            .names
            .placed(picture, shown, grid, (stage, camera), size, near);
        self.placed_from = Some(*camera);
        self.placed.clone()
    }

    pub fn address(&self, parts: &Parts, mark: u32) -> Option<String> {
        let code = self.codes.get(mark as usize)?;
        Some(filled(&parts.link, code))
    }

    /// A link under the mark has the focus, so that Enter and every aid know what to do.
    pub fn focus(&self, parts: &Parts, mark: u32, said: &Said) {
        let (Some(proxy), Some(address)) = (&parts.proxy, self.address(parts, mark)) else {
            return;
        };
        self.focused.set(Some(mark));
        let _ = proxy.set_attribute("href", &address);
        let _ = proxy.set_attribute("aria-label", &said.aloud());
        proxy.set_hidden(false);
        let _ = proxy.focus();
    }

    pub fn mark_of(&self, parts: &Parts, event: &Event) -> Option<u32> {
        let target = event.target()?;
        let proxy = parts.proxy.as_ref()?;
        if js_sys::Object::is(&target, proxy) {
            self.focused.get()
        } else {
            None
        }
    }

    fn place_proxy(&self, parts: &Parts, picture: &Picture, stage: &Stage, camera: &Camera) {
        let (Some(mark), Some(proxy)) = (self.focused.get(), &parts.proxy) else {
            return;
        };
        let Some(mark) = picture.marks.get(mark as usize) else {
            return;
        };
        let at = stage.to_screen(camera, mark.at);
        let style = proxy.style();
        for (name, value) in [("left", at.0), ("top", at.1)] {
            let mut px = decimal(value as i64);
            px.push_str("px");
            let _ = style.set_property(name, &px);
        }
    }
}

/// Pixels to a px.
fn ratio() -> f64 {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    within(ratio, 1.0, RATIO_MAX)
}

/// As many pixels as are seen.
fn fit(canvas: &HtmlCanvasElement, (width, height): (f64, f64), ratio: f64) {
    let (width, height) = ((width * ratio) as u32, (height * ratio) as u32);
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// A canvas in the picture's place, for eyes only.
fn made(parts: &Parts) -> Option<HtmlCanvasElement> {
    let canvas = document()?.create_element("canvas").ok()?;
    let _ = canvas.set_attribute("aria-hidden", "true");
    let _ = canvas.set_attribute("class", "graph-canvas");
    parts.ground.append_child(&canvas).ok()?;
    canvas.dyn_into().ok()
}

pub fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
