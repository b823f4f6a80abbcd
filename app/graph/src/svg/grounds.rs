//! What lies under marks and lines: the shelf, the ring of unknown places, leaders of a map.

use crate::geometry::Point;
use crate::markup::{number, point, push};
use crate::scene::Scene;
use opora_domain::Locale;

/// The shelf, the ring of unknown places and the leaders of a map.
pub fn grounds(out: &mut String, scene: &Scene, locale: Locale) {
    if let Some(shelf) = &scene.shelf {
        let (right, bottom) = (shelf.left + shelf.width, shelf.top + shelf.height);
        push(
            out,
            format_args!(
                r#"<g class="shelf"><path class="frame" d="M{}H{}V{}"/><text class="caption" x="{}" y="{}">{}</text></g>"#,
                point((shelf.left, shelf.top)),
                number(right),
                number(bottom),
                number(shelf.left),
                number(shelf.top - 7.0),
                locale.pick(
                    "Пока ни с\u{a0}кем не связаны",
                    "Not connected with anyone yet"
                ),
            ),
        );
    }
    if let Some(ring) = &scene.unknown {
        let (x, y) = ring.center;
        out.push_str(r#"<g class="place-unknown">"#);
        if let Some(center) = ring.tied_to {
            if center != ring.center {
                let towards = if center.0 < x {
                    -ring.radius_x
                } else {
                    ring.radius_x
                };
                push(
                    out,
                    format_args!(
                        r#"<path class="frame" d="M{}L{}"/>"#,
                        point(center),
                        point((x + towards, y))
                    ),
                );
            }
            push(
                out,
                format_args!(
                    r#"<path class="centre" d="M{}m-5 0h10m-5-5v10"/>"#,
                    point(center)
                ),
            );
        }
        push(
            out,
            format_args!(
                r#"<ellipse class="frame" cx="{}" cy="{}" rx="{}" ry="{}"/><text class="caption" text-anchor="middle" x="{}" y="{}">{}</text></g>"#,
                number(x),
                number(y),
                number(ring.radius_x),
                number(ring.radius_y),
                number(x),
                number(
                    y + if ring.tied_to == Some(ring.center) {
                        22.0
                    } else {
                        4.0
                    }
                ),
                locale.pick("место неизвестно", "place unknown"),
            ),
        );
    }
    if !scene.leaders.is_empty() {
        out.push_str(r#"<g class="aside">"#);
        for (at, truth) in &scene.leaders {
            push(
                out,
                format_args!(
                    r#"<path class="frame" d="M{}L{}"/>"#,
                    point(*at),
                    point(*truth)
                ),
            );
        }
        let mut points: Vec<Point> = Vec::new();
        for (_, truth) in &scene.leaders {
            if !points.contains(truth) {
                points.push(*truth);
                push(
                    out,
                    format_args!(
                        r#"<circle class="point" cx="{}" cy="{}" r="1.75"/>"#,
                        number(truth.0),
                        number(truth.1)
                    ),
                );
            }
        }
        out.push_str("</g>");
    }
}
