//! The fan of an organisation's card: its mark at the left, one curve into each partner's row.
//!
//! Rows themselves are the page's, all of one height: the fan only has to stand beside them.

use crate::geometry::{Point, moved};
use crate::markup::{number, point, push};
use crate::roles::Role;
use crate::symbols;
use opora_domain::{Family, PartnershipStatus};

/// Who receives, seen from the organisation of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The organisation of the card gives: the arrow points into the row.
    Gives,
    /// The organisation of the card receives: the arrow points at its mark.
    Receives,
}

/// Width of a fan, px.
pub const WIDTH: f64 = 214.0;
/// From the upper edge of a row to the middle of its mark, px: the row's first line of text.
pub const MARK_TOP: f64 = 28.0;
/// How much larger the card's own mark is than in the picture.
const SCALE: f64 = 2.6;
const MARK_X: f64 = 196.0;
const CENTER_X: f64 = 44.0;

/// Draws the fan, decorative beside its rows. `row_height` in px; the fan is as high as the rows
/// together.
pub fn fan_svg(center: Role, rows: &[(Family, Direction, Role)], row_height: f64) -> String {
    let count = rows.len();
    let height = row_height * count.max(1) as f64;
    let at: Point = (CENTER_X, height / 2.0);
    let radius = center.half_size() * SCALE + 6.0;
    let mut out = format!(
        r#"<svg class="fan" viewBox="0 0 {WIDTH} {h}" width="{WIDTH}" height="{h}" aria-hidden="true" focusable="false">"#,
        h = number(height)
    );
    for (index, (family, direction, role)) in rows.iter().enumerate() {
        let y = row_height * index as f64 + MARK_TOP;
        // Lines leave the mark in the order of the rows, on an arc of at most 120°.
        let part = if count < 2 {
            0.0
        } else {
            index as f64 / (count - 1) as f64 - 0.5
        };
        let spread = (0.32 * count as f64).min(2.1);
        let inner = moved(at, crate::geometry::at_angle(part * spread), radius);
        let outer = (MARK_X - role.half_size() - 5.0, y);
        draw_curve(&mut out, inner, outer, *family, *direction);
        push(
            &mut out,
            format_args!(
                r#"<g class="{}" transform="translate({})">{}</g>"#,
                symbols::role_classes("mark", *role),
                point((MARK_X, y)),
                symbols::mark(*role)
            ),
        );
    }
    push(
        &mut out,
        format_args!(
            r#"<g class="fan-centre {}" transform="translate({}) scale({SCALE})">{}</g></svg>"#,
            symbols::role_classes("mark", center),
            point(at),
            symbols::mark(center)
        ),
    );
    out
}

/// One curve, level at both ends.
fn draw_curve(out: &mut String, inner: Point, outer: Point, family: Family, direction: Direction) {
    let has_arrow = family != Family::Social;
    let head = if has_arrow { 6.0 } else { 0.0 };
    let (start, end, tip, way) = match direction {
        Direction::Gives => (inner, (outer.0 - head, outer.1), outer, 1.0),
        Direction::Receives => (outer, (inner.0 + head, inner.1), inner, -1.0),
    };
    let bend = (outer.0 - inner.0) * 0.5;
    let d = format!(
        "M{}C{} {} {}",
        point(start),
        point((start.0 + bend * way, start.1)),
        point((end.0 - bend * way, end.1)),
        point(end)
    );
    let classes = symbols::edge_classes(family, PartnershipStatus::Active);
    push(
        out,
        format_args!(r#"<g class="{classes}"><path class="line" d="{d}"/>"#),
    );
    if family == Family::Site {
        push(out, format_args!(r#"<path class="core" d="{d}"/>"#));
    }
    if has_arrow {
        out.push_str(&symbols::head(tip, (way, 0.0)));
    }
    out.push_str("</g>");
}
