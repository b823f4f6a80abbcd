//! Single marks for legends, rows and headings: the drawings of the picture, one by one.
//!
//! All are decorative: words stand beside them. Their size is in px; the page's wrapper
//! (`.mark`, `.line-mark`) aligns them.

use crate::geometry::Point;
use crate::markup::number;
use crate::roles::{Role, triangle_half_width};
use crate::scene::Curve;
use crate::symbols;
use opora_domain::{Family, Openness, PartnershipStatus, Standing};

/// The mark of a role, decorative. `size_px` is the width and height of its box; at 24 the mark
/// has the size it has in the picture.
pub fn symbol_svg(role: Role, size_px: u32) -> String {
    symbol(
        &symbols::role_classes("mark", role),
        symbol_half(role),
        size_px,
        &symbols::mark(role),
    )
}

/// The mark of a school with its standings, decorative. For the signed-in only. Without standings
/// that have a drawing it is [`symbol_svg`].
pub fn standing_symbol_svg(role: Role, standings: &[Standing], size_px: u32) -> String {
    match symbols::standing(standings) {
        Some(mark) => symbol(&symbols::role_classes("mark", role), 13.5, size_px, &mark),
        None => symbol_svg(role, size_px),
    }
}

/// The ring of a side nobody is named for, decorative.
pub fn unnamed_symbol_svg(size_px: u32) -> String {
    symbol("mark-unnamed", 12.0, size_px, &symbols::unnamed((0.0, 0.0)))
}

fn symbol_half(role: Role) -> f64 {
    match role {
        Role::Mentor { mentees } => (triangle_half_width(mentees) * 1.15 + 1.0).max(12.0),
        _ => 12.0,
    }
}

fn symbol(classes: &str, half: f64, size_px: u32, inside: &str) -> String {
    let (from, size) = (number(-half), number(2.0 * half));
    format!(
        r#"<svg class="{classes}" viewBox="{from} {from} {size} {size}" width="{size_px}" height="{size_px}" aria-hidden="true" focusable="false">{inside}</svg>"#
    )
}

/// A line of a family as it is when active, 44 × 12 px, decorative.
pub fn edge_symbol_svg(family: Family) -> String {
    status_symbol_svg(family, PartnershipStatus::Active)
}

/// A line of a family in some state, 44 × 12 px (16 when proposed), decorative.
pub fn status_symbol_svg(family: Family, status: PartnershipStatus) -> String {
    let is_proposed = status == PartnershipStatus::Proposed;
    let height = if is_proposed { 20.0 } else { 12.0 };
    let y = if is_proposed { 14.0 } else { 6.0 };
    if family == Family::Site && !is_proposed {
        let classes = symbols::edge_classes(family, status);
        let curve = Curve {
            start: (1.5, y),
            control: None,
            end: (42.5, y),
        };
        return line_symbol(&classes, (44.0, height), &symbols::rails(&curve, status));
    }
    let curve = Curve {
        start: (1.5, y),
        control: is_proposed.then_some((22.0, y - 18.0)),
        end: (42.5, y),
    };
    line_symbol(
        &symbols::edge_classes(family, status),
        (44.0, height),
        &symbols::line(&curve, family, status),
    )
}

/// An offer's or a request's line with its empty side, 44 × 12 px, decorative.
pub fn open_end_symbol_svg(openness: Openness, family: Family) -> String {
    let (ring, start, end) = match openness {
        Openness::Request => (Some((6.0, 6.0)), 11.0, 42.5),
        Openness::Offer => (Some((38.0, 6.0)), 1.5, 30.5),
        Openness::Partnership => (None, 1.5, 42.5),
    };
    let curve = Curve {
        start: (start, 6.0),
        control: None,
        end: (end, 6.0),
    };
    let status = PartnershipStatus::Active;
    let line = match family {
        Family::Site => symbols::rails(&curve, status),
        family => symbols::line(&curve, family, status),
    };
    let inside = line + &ring.map(symbols::unnamed).unwrap_or_default();
    line_symbol(
        &format!("open-end {}", symbols::edge_classes(family, status)),
        (44.0, 12.0),
        &inside,
    )
}

fn line_symbol(classes: &str, (width, height): Point, inside: &str) -> String {
    format!(
        r#"<svg class="line-symbol" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false"><g class="{classes}">{inside}</g></svg>"#
    )
}
