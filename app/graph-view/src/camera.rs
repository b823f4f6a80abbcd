//! Where one looks from: what part of the picture is on the screen, and how one gets elsewhere.
//!
//! Plain numbers; it neither listens nor draws. The clock is the caller's.

use crate::picture::Point;
use crate::sizes::within;

/// The middle of what is seen, and how large: px of the screen by px of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub center: Point,
    pub zoom: f64,
}

/// The window onto the picture, px of the screen; and the picture's own size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stage {
    pub width: f64,
    pub height: f64,
    pub picture: Point,
}

/// One comes no nearer than this.
pub const ZOOM_MAX: f64 = 6.0;

impl Stage {
    /// The whole picture, in the middle.
    pub fn fit(&self) -> Camera {
        let across = self.width / self.picture.0.max(1.0);
        let down = self.height / self.picture.1.max(1.0);
        Camera {
            center: (self.picture.0 / 2.0, self.picture.1 / 2.0),
            zoom: across.min(down).max(1e-3),
        }
    }

    pub fn to_screen(&self, camera: &Camera, at: Point) -> Point {
        (
            (at.0 - camera.center.0) * camera.zoom + self.width / 2.0,
            (at.1 - camera.center.1) * camera.zoom + self.height / 2.0,
        )
    }

    pub fn to_picture(&self, camera: &Camera, at: Point) -> Point {
        (
            (at.0 - self.width / 2.0) / camera.zoom + camera.center.0,
            (at.1 - self.height / 2.0) / camera.zoom + camera.center.1,
        )
    }

    /// Nearer or farther; the point of the picture under a point of the screen stays there.
    pub fn zoomed(&self, camera: &Camera, factor: f64, about: Point) -> Camera {
        let fit = self.fit().zoom;
        let zoom = within(camera.zoom * factor, fit, ZOOM_MAX.max(fit));
        let under = self.to_picture(camera, about);
        let part = camera.zoom / zoom;
        self.kept(Camera {
            center: (
                under.0 + (camera.center.0 - under.0) * part,
                under.1 + (camera.center.1 - under.1) * part,
            ),
            zoom,
        })
    }

    /// Moved with the hand by px of the screen.
    pub fn panned(&self, camera: &Camera, by: Point) -> Camera {
        self.kept(Camera {
            center: (
                camera.center.0 - by.0 / camera.zoom,
                camera.center.1 - by.1 / camera.zoom,
            ),
            ..*camera
        })
    }

    /// Onto a point, at least so near.
    pub fn onto(&self, camera: &Camera, at: Point, zoom_min: f64) -> Camera {
        let fit = self.fit().zoom;
        self.kept(Camera {
            center: at,
            zoom: within(camera.zoom.max(zoom_min), fit, ZOOM_MAX.max(fit)),
        })
    }

    /// So near that a part of the picture, given by two corners, fills the screen.
    pub fn around(&self, (a, b): (Point, Point)) -> Camera {
        let (width, height) = ((b.0 - a.0).abs(), (b.1 - a.1).abs());
        let zoom = (self.width / width.max(1.0)).min(self.height / height.max(1.0)) * 0.9;
        let fit = self.fit().zoom;
        self.kept(Camera {
            center: ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0),
            zoom: within(zoom, fit, ZOOM_MAX.max(fit)),
        })
    }

    /// The least movement that brings a point so many px inside the edges; none if it is.
    pub fn revealed(&self, camera: &Camera, at: Point, margin: f64) -> Camera {
        let (x, y) = self.to_screen(camera, at);
        let margin = margin.min(self.width / 3.0).min(self.height / 3.0);
        let inside = |place: f64, length: f64| within(place, margin, length - margin) - place;
        self.panned(camera, (inside(x, self.width), inside(y, self.height)))
    }

    /// Nearly the whole picture is seen.
    pub fn is_fit(&self, camera: &Camera) -> bool {
        camera.zoom <= self.fit().zoom * 1.001
    }

    /// The picture never leaves the screen: its edge stops at the screen's, and what is smaller
    /// than the screen stands in the middle.
    fn kept(&self, camera: Camera) -> Camera {
        let keep = |center: f64, length: f64, picture: f64| {
            let half = length / camera.zoom / 2.0;
            if picture <= 2.0 * half {
                picture / 2.0
            } else {
                within(center, half, picture - half)
            }
        };
        Camera {
            center: (
                keep(camera.center.0, self.width, self.picture.0),
                keep(camera.center.1, self.height, self.picture.1),
            ),
            ..camera
        }
    }
}

/// A way from one camera to another, begun at a time in ms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    pub from: Camera,
    pub to: Camera,
    pub started_ms: f64,
    /// 0 for those who want no motion.
    pub duration_ms: f64,
}

impl Flight {
    /// Where one is; and whether one has arrived.
    pub fn at(&self, now_ms: f64) -> (Camera, bool) {
        let part = (now_ms - self.started_ms) / self.duration_ms;
        if part.is_nan() || part >= 1.0 {
            return (self.to, true);
        }
        let left = 1.0 - part.max(0.0);
        let eased = 1.0 - left * left * left * left;
        let (from, to) = (self.from, self.to);
        // Evenly in sizes seen, which are ratios.
        let ratio = to.zoom / from.zoom;
        let zoom = from.zoom * power(ratio, eased);
        let across = |from_at: f64, to_at: f64| {
            if (ratio - 1.0).abs() < 1e-6 {
                return from_at + (to_at - from_at) * eased;
            }
            // The one point that stands still while the size changes.
            let still = (to_at * to.zoom - from_at * from.zoom) / (to.zoom - from.zoom);
            still + (from_at - still) * from.zoom / zoom
        };
        let center = (
            across(from.center.0, to.center.0),
            across(from.center.1, to.center.1),
        );
        (Camera { center, zoom }, false)
    }
}

/// A positive base to a power from 0 to 1, by ten square roots: exact enough for a movement, and
/// without the tables of a logarithm.
fn power(base: f64, exponent: f64) -> f64 {
    let (mut result, mut root, mut rest) = (1.0, base, exponent);
    for _ in 0..20 {
        root = f64::sqrt(root);
        rest *= 2.0;
        if rest >= 1.0 {
            rest -= 1.0;
            result *= root;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: Stage = Stage {
        width: 800.0,
        height: 600.0,
        picture: (4_000.0, 2_000.0),
    };

    fn is_near(a: Point, b: Point) -> bool {
        (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6
    }

    #[test]
    fn the_whole_picture_fits() {
        let fit = STAGE.fit();
        assert_eq!(fit.zoom, 0.2);
        assert!(is_near(STAGE.to_screen(&fit, (0.0, 0.0)), (0.0, 100.0)));
        assert!(is_near(
            STAGE.to_screen(&fit, (4_000.0, 2_000.0)),
            (800.0, 500.0)
        ));
        assert!(STAGE.is_fit(&fit));
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let camera = Camera {
            center: (1_500.0, 900.0),
            zoom: 1.0,
        };
        for about in [(400.0, 300.0), (13.0, 577.0), (700.0, 20.0)] {
            let under = STAGE.to_picture(&camera, about);
            for factor in [1.1, 2.0, 0.8] {
                let zoomed = STAGE.zoomed(&camera, factor, about);
                assert!(
                    is_near(STAGE.to_screen(&zoomed, under), about),
                    "{about:?} {factor}"
                );
                assert!((zoomed.zoom - factor).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn one_comes_neither_too_near_nor_too_far() {
        let near = STAGE.zoomed(&STAGE.fit(), 1e6, (1.0, 1.0));
        assert_eq!(near.zoom, ZOOM_MAX);
        assert_eq!(STAGE.zoomed(&near, 1e-6, (1.0, 1.0)), STAGE.fit());
    }

    #[test]
    fn the_picture_stays_on_the_screen() {
        let camera = Camera {
            center: (2_000.0, 1_000.0),
            zoom: 1.0,
        };
        let far = STAGE.panned(&camera, (1e6, -1e6));
        assert!(is_near(STAGE.to_screen(&far, (0.0, 2_000.0)), (0.0, 600.0)));
        // What is seen whole does not move.
        assert_eq!(STAGE.panned(&STAGE.fit(), (50.0, 50.0)), STAGE.fit());
    }

    #[test]
    fn revealing_moves_no_more_than_needed() {
        let camera = Camera {
            center: (2_000.0, 1_000.0),
            zoom: 1.0,
        };
        assert_eq!(STAGE.revealed(&camera, (2_100.0, 1_100.0), 40.0), camera);
        let moved = STAGE.revealed(&camera, (2_500.0, 1_000.0), 40.0);
        assert!(is_near(
            STAGE.to_screen(&moved, (2_500.0, 1_000.0)),
            (760.0, 300.0)
        ));
    }

    #[test]
    fn a_flight_begins_and_ends_where_it_should() {
        let from = STAGE.fit();
        let to = Camera {
            center: (700.0, 300.0),
            zoom: 3.0,
        };
        let flight = Flight {
            from,
            to,
            started_ms: 100.0,
            duration_ms: 480.0,
        };
        let (start, _) = flight.at(100.0);
        assert!(is_near(start.center, from.center) && (start.zoom - from.zoom).abs() < 1e-6);
        assert_eq!(flight.at(580.0), (to, true));
        let mut before = from.zoom;
        for step in 1..48 {
            let (camera, is_over) = flight.at(100.0 + f64::from(step) * 10.0);
            assert!(!is_over && camera.zoom >= before && camera.zoom <= 3.0);
            before = camera.zoom;
        }
        let (late, _) = flight.at(579.0);
        assert!((late.center.0 - 700.0).abs() < 1.0 && (late.zoom - 3.0).abs() < 0.01);
    }

    #[test]
    fn those_who_want_no_motion_are_there_at_once() {
        let to = Camera {
            center: (700.0, 300.0),
            zoom: 3.0,
        };
        let flight = Flight {
            from: STAGE.fit(),
            to,
            started_ms: 5.0,
            duration_ms: 0.0,
        };
        assert_eq!(flight.at(5.0), (to, true));
    }

    #[test]
    fn powers_are_exact_enough() {
        for (base, exponent) in [
            (15.0, 0.5),
            (0.02, 0.3),
            (1.0, 0.7),
            (30.0, 0.0),
            (30.0, 0.999),
        ] {
            assert!((power(base, exponent) / f64::powf(base, exponent) - 1.0).abs() < 1e-4);
        }
    }
}
