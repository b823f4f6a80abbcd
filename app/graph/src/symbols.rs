//! The drawings of marks and lines: picture, legend, table and heading use these and no others.
//!
//! Shapes and patterns only; colours and widths of lines come from the style sheet by class.

use crate::geometry::{Point, left_of, moved};
use crate::markup::{number, point};
use crate::roles::Role;
use crate::scene::{Curve, UNNAMED_RADIUS};
use opora_domain::{Family, PartnershipStatus, Standing, StandingKind};

/// Height of a mentor's triangle by half its width: nearly equilateral.
const TRIANGLE_HEIGHT: f64 = 1.72;
/// Length and half the width of an arrowhead, px.
const HEAD: (f64, f64) = (6.5, 3.25);

/// A mark round the origin.
pub fn mark(role: Role) -> String {
    match role {
        Role::Centre => r#"<path class="shape" d="M-7-7H7V7H-7Z"/>"#.to_owned(),
        Role::Supported { .. } => r#"<circle class="shape" r="8"/>"#.to_owned(),
        Role::Mentor { .. } => {
            let half = role.half_size();
            let height = half * TRIANGLE_HEIGHT;
            let (top, bottom) = (height * 2.0 / 3.0, height / 3.0);
            format!(
                r#"<path class="shape" d="M0-{}L{} {}H-{}Z"/>"#,
                number(top),
                number(half),
                number(bottom),
                number(half)
            )
        }
        Role::School => r#"<circle class="shape" r="4.75"/>"#.to_owned(),
        Role::Partner => r#"<path class="shape" d="M0-7L7 0L0 7L-7 0Z"/>"#.to_owned(),
    }
}

/// The sides of a mentor's triangle: outward normals and distances from the middle, px.
pub fn triangle_sides(half: f64) -> [(Point, f64); 3] {
    let height = half * TRIANGLE_HEIGHT;
    let slope = f64::sqrt(height * height + half * half);
    let (nx, ny) = (height / slope, -half / slope);
    let away = height * 2.0 / 3.0 * half / slope;
    [
        ((0.0, 1.0), height / 3.0),
        ((nx, ny), away),
        ((-nx, ny), away),
    ]
}

/// The classes that tell a mark's role, such as `node-supported is-without-mentor`.
pub fn role_classes(prefix: &str, role: Role) -> String {
    let lonely = if role.is_without_mentor() {
        " is-without-mentor"
    } else {
        ""
    };
    format!("{prefix}-{}{lonely}", role.code())
}

/// A school's ring with its standings inside; `None` when there is no standing to draw.
pub fn standing(standings: &[Standing]) -> Option<String> {
    let has = |kind: StandingKind| {
        standings
            .iter()
            .any(|standing| standing.kind == kind && standing.until.is_none())
    };
    let (low, adverse) = (
        has(StandingKind::LowResults),
        has(StandingKind::AdverseConditions),
    );
    let risk = has(StandingKind::RiskGroup) || has(StandingKind::PeriodicallyLow);
    let growth = has(StandingKind::GrowthPoint);
    if !(low || adverse || risk || growth) {
        return None;
    }
    let mut out = r#"<circle class="shape shape-standing" r="9.5"/>"#.to_owned();
    if low {
        out.push_str(r#"<path class="core-half" d="M-5.4 .4H5.4A5.4 5.4 0 0 1-5.4 .4Z"/>"#);
    }
    if adverse {
        let hatch = if low {
            "M-4.2-1.2L-.9-4.6M-1.2-.9L2.6-4.6M2-.9L4.4-3.2"
        } else {
            "M-4.6.6L.6-4.6M-3.8 3.8L3.8-3.8M-.6 4.6L4.6-.6"
        };
        out.push_str(&format!(r#"<path class="core-hatch" d="{hatch}"/>"#));
    }
    if risk && !low && !adverse {
        out.push_str(r#"<circle class="core-dot" r="2.3"/>"#);
    }
    if growth {
        out.push_str(r#"<path class="core-plus" d="M10.5-12.5V-6.5M7.5-9.5H13.5"/>"#);
    }
    Some(out)
}

/// The classes that tell a line's family and state.
pub fn edge_classes(family: Family, status: PartnershipStatus) -> String {
    format!("edge edge-{} edge-{}", family.code(), status.code())
}

/// A line with its pattern and its end.
pub fn line(curve: &Curve, family: Family, status: PartnershipStatus) -> String {
    // The line ends inside its head, so that a hollow head stays hollow.
    let end = if has_arrow(family, status) {
        moved(curve.end, curve.arrives(), -HEAD.0 + 0.5)
    } else {
        curve.end
    };
    let d = match curve.control {
        None => format!("M{}L{}", point(curve.start), point(end)),
        Some(control) => format!("M{}Q{} {}", point(curve.start), point(control), point(end)),
    };
    let mut out = format!(r#"<path class="line" d="{d}"/>"#);
    if family == Family::Site {
        out.push_str(&format!(r#"<path class="core" d="{d}"/>"#));
    }
    out + &end_of(curve, family, status)
}

/// A straight double line as two thin ones, for any ground.
pub fn rails(curve: &Curve, status: PartnershipStatus) -> String {
    let left = left_of(curve.arrives());
    let end = if has_arrow(Family::Site, status) {
        moved(curve.end, curve.arrives(), -HEAD.0 + 0.5)
    } else {
        curve.end
    };
    let rail = |aside: f64| {
        let (from, to) = (moved(curve.start, left, aside), moved(end, left, aside));
        format!("M{}L{}", point(from), point(to))
    };
    format!(r#"<path class="rails" d="{}{}"/>"#, rail(1.5), rail(-1.5))
        + &end_of(curve, Family::Site, status)
}

/// Social partnership has no direction to show; what ended early ends in a bar.
pub fn has_arrow(family: Family, status: PartnershipStatus) -> bool {
    family != Family::Social && status != PartnershipStatus::EndedEarly
}

/// The arrowhead or the bar, and the ring of a proposal that waits.
fn end_of(curve: &Curve, family: Family, status: PartnershipStatus) -> String {
    let mut out = String::new();
    let arrives = curve.arrives();
    let left = left_of(arrives);
    if has_arrow(family, status) {
        out.push_str(&head(curve.end, arrives));
    } else if status == PartnershipStatus::EndedEarly {
        let (a, b) = (moved(curve.end, left, 5.0), moved(curve.end, left, -5.0));
        out.push_str(&format!(
            r#"<path class="bar" d="M{}L{}"/>"#,
            point(a),
            point(b)
        ));
    }
    if status == PartnershipStatus::Proposed {
        let (x, y) = curve.middle();
        out.push_str(&format!(
            r#"<circle class="waiting" cx="{}" cy="{}" r="4"/>"#,
            number(x),
            number(y)
        ));
    }
    out
}

/// An arrowhead with its tip at a point.
pub fn head(tip: Point, arrives: Point) -> String {
    let left = left_of(arrives);
    let base = moved(tip, arrives, -HEAD.0);
    format!(
        r#"<path class="head" d="M{}L{}L{}Z"/>"#,
        point(tip),
        point(moved(base, left, HEAD.1)),
        point(moved(base, left, -HEAD.1))
    )
}

/// The ring of a side nobody is named for.
pub fn unnamed((x, y): Point) -> String {
    format!(
        r#"<circle class="unnamed" cx="{}" cy="{}" r="{UNNAMED_RADIUS}"/>"#,
        number(x),
        number(y)
    )
}
