//! The painter for machines without WebGL: the same shapes by the canvas's own lines. Slower, and
//! without hollow arrowheads.

use super::canvas::context_of;
use super::colours::{ACCENT, CONTEXT, Colours, INK, INK_2, INK_3, PLATE, RULE_2, SHEET, TINT};
use super::overlay::dash;
use crate::camera::{Camera, Stage};
use crate::emphasis::{Emphasis, Tone};
use crate::picture::Point;
use crate::shapes::{Glyph, Shape, Stroke, has_arrow};
use crate::sizes::{DETAIL_FROM, WIDTHS, half_px, scale};
use opora_domain::Family;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

pub struct Flat {
    context: CanvasRenderingContext2d,
}

const TURN: f64 = std::f64::consts::TAU;

impl Flat {
    pub fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        context_of(canvas).map(|context| Flat { context })
    }

    pub fn paint(
        &self,
        colours: &Colours,
        (stage, camera): (&Stage, &Camera),
        ratio: f64,
        glyphs: &[Glyph],
        strokes: &[Stroke],
        emphasis: &Emphasis,
    ) {
        let context = &self.context;
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, stage.width, stage.height);
        let size = scale(camera.zoom);
        // What stands out lies above; one path for all lines that look alike.
        for is_context in [true, false] {
            for family in Family::ALL {
                for is_over in [true, false] {
                    self.lines(
                        colours,
                        (stage, camera),
                        size,
                        *family,
                        strokes.iter().filter(|stroke| {
                            let tone = stroke.source.tone(emphasis);
                            stroke.family == *family
                                && stroke.status.is_open() != is_over
                                && tone != Tone::Hidden
                                && (tone == Tone::Context) == is_context
                        }),
                        (is_context, is_over),
                    );
                }
            }
        }
        for is_context in [true, false] {
            for glyph in glyphs {
                let tone = glyph.source.tone(emphasis);
                if tone != Tone::Hidden && (tone == Tone::Context) == is_context {
                    let at = stage.to_screen(camera, glyph.at);
                    self.mark(colours, glyph, at, size, tone);
                }
            }
        }
    }

    fn lines<'a>(
        &self,
        colours: &Colours,
        (stage, camera): (&Stage, &Camera),
        size: f64,
        family: Family,
        strokes: impl Iterator<Item = &'a Stroke>,
        (is_context, is_over): (bool, bool),
    ) {
        let context = &self.context;
        let place = family as usize;
        let hue = match (is_context, is_over) {
            (true, _) => CONTEXT,
            (_, true) => RULE_2,
            _ => place,
        };
        let width = if is_context { 1.0 } else { WIDTHS[place] };
        let is_detailed = size >= DETAIL_FROM;
        context.set_stroke_style_str(&colours.css[hue]);
        context.set_fill_style_str(&colours.css[hue]);
        context.set_line_width((width * size).max(0.7));
        context.set_line_cap(if family == Family::Method {
            "round"
        } else {
            "butt"
        });
        let pattern: &[f64] = match family {
            Family::Method => &[0.1, 4.4],
            Family::Resource => &[8.0, 4.0],
            Family::Social => &[9.0, 3.5, 1.5, 3.5],
            Family::Mentoring | Family::Site => &[],
        };
        dash(context, if is_detailed { pattern } else { &[] });
        context.begin_path();
        let mut heads = Vec::new();
        for stroke in strokes {
            let (a, b) = (
                stage.to_screen(camera, stroke.from),
                stage.to_screen(camera, stroke.to),
            );
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let length = f64::sqrt(dx * dx + dy * dy).max(1e-3);
            let (dx, dy) = (dx / length, dy / length);
            let (x, y) = (dy * stroke.shift * size, -dx * stroke.shift * size);
            let start = half_px(stroke.trim.0, size);
            let end = length - half_px(stroke.trim.1, size) - 3.0 * size;
            if end <= start {
                continue;
            }
            context.move_to(a.0 + dx * start + x, a.1 + dy * start + y);
            context.line_to(a.0 + dx * end + x, a.1 + dy * end + y);
            if is_detailed && has_arrow(family, stroke.status) {
                heads.push(((a.0 + dx * end + x, a.1 + dy * end + y), (dx, dy)));
            }
        }
        context.stroke();
        dash(context, &[]);
        if family == Family::Site && !is_over && is_detailed {
            context.set_stroke_style_str(&colours.css[PLATE]);
            context.set_line_width(1.75 * size);
            context.stroke();
        }
        context.begin_path();
        for ((x, y), (dx, dy)) in heads {
            let (length, half) = (6.5 * size, 3.25 * size);
            context.move_to(x, y);
            context.line_to(x - dx * length - dy * half, y - dy * length + dx * half);
            context.line_to(x - dx * length + dy * half, y - dy * length - dx * half);
        }
        context.fill();
    }

    fn mark(&self, colours: &Colours, glyph: &Glyph, at: Point, size: f64, tone: Tone) {
        let context = &self.context;
        let half = half_px(glyph.size, size).max(1.6);
        let ink = |plain: usize| if tone == Tone::Context { INK_3 } else { plain };
        let (fill, stroke, width) = match glyph.shape {
            Shape::Ring | Shape::Dashed => (SHEET, ink(INK), 2.5),
            Shape::SmallRing => (SHEET, ink(INK_2), 1.75),
            Shape::Diamond => (SHEET, ink(INK_2), 1.5),
            Shape::Unnamed => (PLATE, ink(INK_2), 1.25),
            Shape::Disc => (TINT, ink(ACCENT), 2.0),
            Shape::Triangle => (ink(ACCENT), ink(ACCENT), 0.0),
            Shape::Square => (ink(INK), ink(INK), 0.0),
        };
        let width = if width > 0.0 {
            f64::max(width * size, 0.8)
        } else {
            0.0
        };
        let inner = half - width / 2.0;
        context.begin_path();
        match glyph.shape {
            Shape::Triangle => {
                context.move_to(at.0, at.1 - half * 1.147);
                context.line_to(at.0 + half, at.1 + half * 0.573);
                context.line_to(at.0 - half, at.1 + half * 0.573);
            }
            Shape::Square => context.rect(at.0 - half, at.1 - half, 2.0 * half, 2.0 * half),
            Shape::Diamond => {
                context.move_to(at.0, at.1 - inner);
                context.line_to(at.0 + inner, at.1);
                context.line_to(at.0, at.1 + inner);
                context.line_to(at.0 - inner, at.1);
            }
            _ => {
                let _ = context.arc(at.0, at.1, inner, 0.0, TURN);
            }
        }
        context.close_path();
        context.set_fill_style_str(&colours.css[fill]);
        context.fill();
        if width > 0.0 {
            let is_dashed = matches!(glyph.shape, Shape::Dashed | Shape::Unnamed);
            dash(context, if is_dashed { &[3.2, 2.7] } else { &[] });
            context.set_stroke_style_str(&colours.css[stroke]);
            context.set_line_width(width);
            context.stroke();
        }
        if matches!(tone, Tone::Main | Tone::Focus) {
            dash(
                context,
                if tone == Tone::Focus {
                    &[3.0, 3.0]
                } else {
                    &[]
                },
            );
            context.begin_path();
            let _ = context.arc(at.0, at.1, half.max(6.0) + 6.0, 0.0, TURN);
            context.set_stroke_style_str(&colours.css[ACCENT]);
            context.set_line_width(2.5);
            context.stroke();
        }
        dash(context, &[]);
    }
}
