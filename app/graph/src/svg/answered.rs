//! A picture that shows an answer: what the answer is about keeps its strength, the rest steps
//! back, and lines that came, went or are in doubt carry a sign. Nothing moves.
//!
//! What they look like is in `style/_answer.scss`; a saved picture has no answer.

use super::focus::Strength;
use super::{PictureOptions, drawn};
use crate::geometry::Point;
use crate::markup::{number, point, push};
use crate::question::{Emphasis, Sign};
use crate::scene::{Anchor, Curve, Scene, SceneEdge, SceneNode, SceneOpenEnd};
use opora_domain::RecordId;

/// Where on a line its sign lies, as a part of the way: off the middle, where a proposal has its
/// ring and merged lines their number.
const SIGN_AT: f64 = 0.36;
/// Radius of a sign, px.
const SIGN_RADIUS: f64 = 6.0;

/// Draws a scene with an answer, for a page that has the style sheet. At most one picture a page.
pub fn picture_of_answer(scene: &Scene, options: &PictureOptions, emphasis: &Emphasis) -> String {
    drawn(scene, options, emphasis, "", "")
}

/// A sign alone, for a legend: decorative, words stand beside it. Its box is so many px wide.
pub fn sign_symbol_svg(sign: Sign, size_px: u32) -> String {
    format!(
        r#"<svg class="sign-symbol" viewBox="-8 -8 16 16" width="{size_px}" height="{size_px}" aria-hidden="true" focusable="false">{}</svg>"#,
        sign_mark(sign, (0.0, 0.0))
    )
}

impl Strength for Emphasis {
    fn class(&self) -> &'static str {
        if self.strong.is_some() {
            " has-answer"
        } else {
            ""
        }
    }

    fn is_selected(&self, _: usize) -> bool {
        false
    }

    fn is_node_context(&self, _: usize, node: &SceneNode) -> bool {
        !self.is_strong(node.organisation.id)
    }

    fn is_edge_context(&self, edge: &SceneEdge) -> bool {
        !edge.partnerships.iter().any(|id| self.is_strong(*id))
    }

    fn is_end_context(&self, end: &SceneOpenEnd) -> bool {
        !self.is_strong(end.partnership)
    }

    fn draw_on_line(&self, out: &mut String, partnerships: &[RecordId], curve: &Curve) {
        // Of a merged line the sign that says most: something came, something went, doubt.
        let signs = partnerships.iter().filter_map(|id| self.signs.get(id));
        if let Some(sign) = signs.min() {
            out.push_str(&sign_mark(*sign, curve.at(SIGN_AT)));
        }
    }

    fn draw_on_mark(&self, out: &mut String, node: &SceneNode) {
        if let Some(group) = self.numbers.get(&node.organisation.id) {
            // On the side of the mark where its name is not.
            let aside = node.role.half_size() + 3.0;
            let x = match node.label.anchor {
                Anchor::Start => -aside,
                Anchor::Middle | Anchor::End => aside,
            };
            let is_name_above = node.label.anchor == Anchor::Middle && node.label.at.1 < node.at.1;
            let y = if is_name_above { aside } else { -aside };
            push(
                out,
                format_args!(
                    r#"<g class="rank" aria-hidden="true"><circle cx="{0}" cy="{1}" r="7"/><text text-anchor="middle" x="{0}" y="{2}">{group}</text></g>"#,
                    number(x),
                    number(y),
                    number(y + 3.6)
                ),
            );
        }
    }
}

fn sign_mark(sign: Sign, at: Point) -> String {
    let shape = match sign {
        Sign::Gained => r#"<path d="M-3 0H3M0-3V3"/>"#,
        Sign::Lost => r#"<path d="M-3 0H3"/>"#,
        Sign::Perhaps => r#"<path d="M-2-1.4A2 2 0 1 1 .6.4Q0 .8 0 1.6M0 3.2V3.6"/>"#,
    };
    format!(
        r#"<g class="sign sign-{}" transform="translate({})"><circle r="{}"/>{shape}</g>"#,
        sign.code(),
        point(at),
        number(SIGN_RADIUS)
    )
}
