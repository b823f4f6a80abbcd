//! The two ways a picture is on a page: drawn by the server, or on a canvas.

use super::canvas::{CanvasDrawing, Sheet};
use super::parts::Parts;
use super::svg::ServerDrawing;
use super::{Callback, Pace};
use crate::camera::{Camera, Stage};
use crate::emphasis::Emphasis;
use crate::grid::Grid;
use crate::picture::{Picture, Point};
use crate::sift::Shown;
use crate::speech::Said;
use web_sys::Event;

pub enum Drawing {
    Server(ServerDrawing),
    Canvas(Box<CanvasDrawing>),
}

impl Drawing {
    /// The server's, and what it says of the network.
    pub fn of_server(parts: &Parts) -> Option<(Picture, Self)> {
        let (picture, drawing) = ServerDrawing::read(parts)?;
        Some((picture, Drawing::Server(drawing)))
    }

    /// A canvas for a picture that has none.
    pub fn canvas(
        parts: &Parts,
        sheet: Sheet,
        picture: &Picture,
        codes: Vec<String>,
    ) -> Option<Self> {
        let drawing = CanvasDrawing::new(parts, sheet, picture, codes)?;
        Some(Drawing::Canvas(Box::new(drawing)))
    }

    pub fn is_canvas(&self) -> bool {
        matches!(self, Drawing::Canvas(_))
    }

    /// Width and height of what is seen, px of the screen.
    pub fn size(&self, parts: &Parts) -> (f64, f64) {
        (
            f64::from(parts.ground.client_width()),
            f64::from(parts.ground.client_height()),
        )
    }

    /// Hears what only a canvas has to say.
    pub fn listen(&self, callback: &Callback) {
        if let Drawing::Canvas(drawing) = self {
            drawing.listen(callback);
        }
    }

    pub fn emphasise(&mut self, emphasis: Emphasis) {
        match self {
            Drawing::Server(drawing) => drawing.emphasise(&emphasis),
            Drawing::Canvas(drawing) => drawing.emphasise(emphasis),
        }
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
        match self {
            Drawing::Server(drawing) => drawing.look(stage, camera, rectangle),
            Drawing::Canvas(drawing) => drawing.draw(
                parts,
                picture,
                shown,
                grid,
                (stage, camera),
                near,
                (rectangle, pace),
            ),
        }
    }

    /// Puts the focus of the page where the walk stands.
    pub fn focus(&self, parts: &Parts, mark: u32, said: &Said) {
        match self {
            Drawing::Server(drawing) => drawing.focus(mark),
            Drawing::Canvas(drawing) => drawing.focus(parts, mark, said),
        }
    }

    /// The mark that an event's target stands for.
    pub fn mark_of(&self, parts: &Parts, event: &Event) -> Option<u32> {
        match self {
            Drawing::Server(drawing) => drawing.mark_of(event),
            Drawing::Canvas(drawing) => drawing.mark_of(parts, event),
        }
    }

    /// Opens the page of an organisation.
    pub fn visit(&self, parts: &Parts, mark: u32) {
        let address = match self {
            Drawing::Server(drawing) => drawing.address(mark),
            Drawing::Canvas(drawing) => drawing.address(parts, mark),
        };
        if let (Some(address), Some(window)) = (address, web_sys::window()) {
            let _ = window.location().assign(&address);
        }
    }

    /// Colours are read anew with the next frame.
    pub fn forget_colours(&mut self) {
        if let Drawing::Canvas(drawing) = self {
            drawing.forget_colours();
        }
    }

    /// The graphics processor has gone: draws without it.
    pub fn fall_back(&mut self, parts: &Parts) {
        if let Drawing::Canvas(drawing) = self {
            drawing.fall_back(parts);
        }
    }
}
