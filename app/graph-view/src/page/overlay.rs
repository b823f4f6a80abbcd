//! What is written over a canvas: names, the shelf with its caption, numbers of groups, and the
//! rectangle one is drawing.

use super::Pace;
use super::colours::{ACCENT, Colours, INK, INK_2, INK_3, PLATE, RULE_2};
use super::parts::Parts;
use crate::camera::{Camera, Stage};
use crate::emphasis::{Emphasis, Tone};
use crate::names::{Align, Name, Names};
use crate::picture::{Picture, Point};
use crate::sift::Shown;
use crate::speech::decimal;
use opora_graph::lettering::LINE_HEIGHT;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Around names, px.
const HALO: f64 = 4.0;

pub struct Overlay {
    pub canvas: HtmlCanvasElement,
    pub context: CanvasRenderingContext2d,
    shelf: String,
}

impl Overlay {
    pub fn new(
        canvas: HtmlCanvasElement,
        context: CanvasRenderingContext2d,
        parts: &Parts,
        picture: &Picture,
    ) -> Self {
        // Who is alone, and how many.
        let mut shelf = parts.words.shelf.clone();
        shelf.push_str(": ");
        shelf.push_str(&decimal(picture.on_shelf() as i64));
        Overlay {
            canvas,
            context,
            shelf,
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "everything that is written, and where"
    )]
    pub fn paint(
        &self,
        colours: &Colours,
        ratio: f64,
        (stage, camera): (&Stage, &Camera),
        picture: &Picture,
        shown: &Shown,
        (names, letterings): (&[Name], &mut Names),
        emphasis: &Emphasis,
        (rectangle, pace): (Option<(Point, Point)>, Pace),
    ) {
        let context = &self.context;
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, stage.width, stage.height);
        context.set_text_baseline("middle");
        context.set_line_join("round");
        if let Some([left, top, width, height]) = picture.shelf {
            let at = stage.to_screen(camera, (left, top));
            let (width, height) = (width * camera.zoom, height * camera.zoom);
            self.dash(&[1.5, 2.5]);
            context.set_line_width(1.0);
            context.set_stroke_style_str(&colours.css[RULE_2]);
            context.stroke_rect(at.0, at.1, width, height);
            self.dash(&[]);
            self.font(colours, false, 13);
            context.set_text_align("left");
            self.write(colours, &self.shelf, (at.0.max(4.0), at.1 - 9.0), INK_2);
        }
        for (mark, node) in picture.marks.iter().enumerate() {
            if node.role.is_none() && shown.marks[mark] {
                self.font(colours, true, 12);
                context.set_text_align("center");
                let at = stage.to_screen(camera, node.at);
                context.set_fill_style_str(&colours.css[INK]);
                let _ = context.fill_text(&decimal(i64::from(node.count)), at.0, at.1);
            }
        }
        context.set_line_width(HALO);
        context.set_stroke_style_str(&colours.css[PLATE]);
        let is_moving = matches!(pace, Pace::Moving | Pace::MovingLong);
        // To set a font or a colour costs more than to write with it: one after another.
        for (is_strong, ink) in [(true, INK), (false, INK_2), (false, INK_3)] {
            let mut is_set = false;
            for name in names {
                let lettering = letterings.lettering(picture, name.mark);
                let tone = emphasis.marks.get(name.mark as usize);
                let look = match tone.copied().unwrap_or_default() {
                    Tone::Context => (false, INK_3),
                    Tone::Plain if !lettering.is_strong => (false, INK_2),
                    _ => (true, INK),
                };
                if look != (is_strong, ink) {
                    continue;
                }
                if !is_set {
                    self.font(colours, is_strong, 12);
                    context.set_fill_style_str(&colours.css[ink]);
                    is_set = true;
                }
                context.set_text_align(match name.align {
                    Align::Start => "left",
                    Align::Middle => "center",
                    Align::End => "right",
                });
                for (place, line) in lettering.lines.iter().enumerate() {
                    let y = name.at.1 + place as f64 * LINE_HEIGHT;
                    // Without halo while it moves: that takes longer than all else of a frame.
                    if !is_moving {
                        let _ = context.stroke_text(line, name.at.0, y);
                    }
                    let _ = context.fill_text(line, name.at.0, y);
                }
            }
        }
        if let Some((a, b)) = rectangle {
            context.set_stroke_style_str(&colours.css[ACCENT]);
            context.set_line_width(1.5);
            self.dash(&[3.0, 3.0]);
            context.stroke_rect(a.0, a.1, b.0 - a.0, b.1 - a.1);
            self.dash(&[]);
        }
    }

    /// A line of text with a halo of the ground's colour.
    fn write(&self, colours: &Colours, text: &str, at: Point, ink: usize) {
        let context = &self.context;
        context.set_line_width(HALO);
        context.set_stroke_style_str(&colours.css[PLATE]);
        let _ = context.stroke_text(text, at.0, at.1);
        context.set_fill_style_str(&colours.css[ink]);
        let _ = context.fill_text(text, at.0, at.1);
    }

    fn font(&self, colours: &Colours, is_strong: bool, size: u32) {
        let mut font = String::from(if is_strong { "600 " } else { "400 " });
        font.push_str(&decimal(i64::from(size)));
        font.push_str("px ");
        font.push_str(&colours.font);
        self.context.set_font(&font);
    }

    fn dash(&self, pattern: &[f64]) {
        dash(&self.context, pattern);
    }
}

pub fn dash(context: &CanvasRenderingContext2d, pattern: &[f64]) {
    let pattern: js_sys::Array = pattern
        .iter()
        .map(|length| js_sys::Number::from(*length))
        .collect();
    let _ = context.set_line_dash(&pattern);
}
