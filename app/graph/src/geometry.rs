//! Points, segments and rectangles in px. Only operations whose results IEEE 754 fixes to the
//! bit, and `libm` for the rest.

pub type Point = (f64, f64);

/// An upright rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn around(center: Point, half_width: f64, half_height: f64) -> Self {
        Rect {
            left: center.0 - half_width,
            top: center.1 - half_height,
            right: center.0 + half_width,
            bottom: center.1 + half_height,
        }
    }

    /// The smallest rectangle round some points; `None` for none.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |rect: Option<Rect>, (x, y)| {
            Some(match rect {
                None => Rect {
                    left: x,
                    top: y,
                    right: x,
                    bottom: y,
                },
                Some(rect) => Rect {
                    left: rect.left.min(x),
                    top: rect.top.min(y),
                    right: rect.right.max(x),
                    bottom: rect.bottom.max(y),
                },
            })
        })
    }

    pub fn grown(self, by: f64) -> Self {
        Rect {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The area two rectangles share.
    pub fn overlap(self, other: Rect) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        if width > 0.0 && height > 0.0 {
            width * height
        } else {
            0.0
        }
    }

    pub fn contains(self, inner: Rect) -> bool {
        inner.left >= self.left
            && inner.right <= self.right
            && inner.top >= self.top
            && inner.bottom <= self.bottom
    }

    /// How much of a segment lies inside, px (Liang–Barsky).
    pub fn length_inside(self, (a, b): (Point, Point)) -> f64 {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (step, room) in [
            (-dx, a.0 - self.left),
            (dx, self.right - a.0),
            (-dy, a.1 - self.top),
            (dy, self.bottom - a.1),
        ] {
            if step == 0.0 {
                if room < 0.0 {
                    return 0.0;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        if leave > enter {
            (leave - enter) * distance(a, b)
        } else {
            0.0
        }
    }
}

pub fn distance(a: Point, b: Point) -> f64 {
    length((b.0 - a.0, b.1 - a.1))
}

pub fn length((x, y): Point) -> f64 {
    f64::sqrt(x * x + y * y)
}

pub fn middle(a: Point, b: Point) -> Point {
    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
}

/// `from` moved by `by` px in a direction of length 1.
pub fn moved(from: Point, direction: Point, by: f64) -> Point {
    (from.0 + direction.0 * by, from.1 + direction.1 * by)
}

/// The direction of length 1 from one point to another; to the right when they are one.
pub fn direction(from: Point, to: Point) -> Point {
    let length = distance(from, to);
    if length < 1e-9 {
        (1.0, 0.0)
    } else {
        ((to.0 - from.0) / length, (to.1 - from.1) / length)
    }
}

/// A direction turned left as seen by one who walks along it on a page whose y points down.
pub fn left_of((x, y): Point) -> Point {
    (y, -x)
}

/// The direction of an angle in radians, clockwise from the right.
pub fn at_angle(angle: f64) -> Point {
    (libm::cos(angle), libm::sin(angle))
}

/// Distance of a point from a segment.
pub fn distance_to_segment(point: Point, (a, b): (Point, Point)) -> f64 {
    let along = (b.0 - a.0, b.1 - a.1);
    let square = along.0 * along.0 + along.1 * along.1;
    if square < 1e-12 {
        return distance(point, a);
    }
    let part = ((point.0 - a.0) * along.0 + (point.1 - a.1) * along.1) / square;
    let part = part.clamp(0.0, 1.0);
    distance(point, (a.0 + along.0 * part, a.1 + along.1 * part))
}

/// Two segments cross in their insides.
pub fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    if a.0.max(b.0) < c.0.min(d.0)
        || c.0.max(d.0) < a.0.min(b.0)
        || a.1.max(b.1) < c.1.min(d.1)
        || c.1.max(d.1) < a.1.min(b.1)
    {
        return false;
    }
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
