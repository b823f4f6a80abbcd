//! Marks and lines as shapes for whoever paints them: in the order in which they are painted, with
//! sizes at 100 %. No colours and no screen.

use crate::emphasis::{Emphasis, Tone};
use crate::picture::{Picture, Point, Size};
use crate::sizes::wider;
use opora_domain::{Family, PartnershipStatus};
use opora_graph::Role;
use opora_graph::scene::UNNAMED_RADIUS;

/// What a mark looks like; the numbers are the shader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Ring = 0,
    /// A school being helped that has no mentor.
    Dashed = 1,
    Triangle = 2,
    SmallRing = 3,
    Square = 4,
    Diamond = 5,
    /// A group.
    Disc = 6,
    /// The side of an offer or a request that nobody is named for.
    Unnamed = 7,
}

/// What a shape stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Mark(u32),
    Line(u32),
    End(u32),
}

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub at: Point,
    pub size: Size,
    pub shape: Shape,
    /// Bits of the standing inside a ring.
    pub core: u8,
    pub source: Source,
}

/// A line between two marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub from: Point,
    pub to: Point,
    /// The sizes of the marks at both ends.
    pub trim: (Size, Size),
    pub family: Family,
    pub status: PartnershipStatus,
    /// To the left of its way, so that parallel lines stay apart.
    pub shift: f64,
    pub wider: f64,
    pub source: Source,
}

/// The ring nobody stands for.
const UNNAMED: Size = Size {
    own: UNNAMED_RADIUS,
    carries: 0.0,
};
/// Between parallel lines, px.
const PARALLEL_GAP: f64 = 5.0;
/// From a mark to the ring nobody stands for, px.
const END_LENGTH: f64 = 24.0;

impl Source {
    pub fn tone(self, emphasis: &Emphasis) -> Tone {
        let (tones, at) = match self {
            Source::Mark(at) => (&emphasis.marks, at),
            Source::Line(at) => (&emphasis.lines, at),
            Source::End(at) => (&emphasis.ends, at),
        };
        tones.get(at as usize).copied().unwrap_or_default()
    }
}

/// The marks, the small ones below the large ones.
pub fn glyphs(picture: &Picture) -> Vec<Glyph> {
    let marks = picture.marks.len();
    let glyph = |at: usize| match picture.marks.get(at) {
        Some(mark) => Glyph {
            at: mark.at,
            size: picture.size(mark),
            shape: match mark.role {
                None => Shape::Disc,
                Some(Role::Supported {
                    has_live_mentor: true,
                }) => Shape::Ring,
                Some(Role::Supported {
                    has_live_mentor: false,
                }) => Shape::Dashed,
                Some(Role::Mentor { .. }) => Shape::Triangle,
                Some(Role::School) => Shape::SmallRing,
                Some(Role::Centre) => Shape::Square,
                Some(Role::Partner) => Shape::Diamond,
            },
            core: mark.core.bits(),
            source: Source::Mark(at as u32),
        },
        None => Glyph {
            at: end_place(picture, (at - marks) as u32),
            size: UNNAMED,
            shape: Shape::Unnamed,
            core: 0,
            source: Source::End((at - marks) as u32),
        },
    };
    let unsorted: Vec<Glyph> = (0..marks + picture.ends.len()).map(glyph).collect();
    // By eighths of a px, counted instead of compared: there are thousands of marks and few sizes.
    let class = |glyph: &Glyph| ((glyph.size.own + glyph.size.carries) * 8.0) as usize;
    let mut next = vec![0; unsorted.iter().map(class).max().unwrap_or(0) + 2];
    for glyph in &unsorted {
        next[class(glyph) + 1] += 1;
    }
    for class in 1..next.len() {
        next[class] += next[class - 1];
    }
    let mut glyphs = unsorted.clone();
    for glyph in unsorted {
        let place = &mut next[class(&glyph)];
        glyphs[*place] = glyph;
        *place += 1;
    }
    glyphs
}

/// Method below, mentoring above.
const PAINTED: [Family; 5] = [
    Family::Method,
    Family::Social,
    Family::Resource,
    Family::Site,
    Family::Mentoring,
];

/// The lines, method below and mentoring above, as in the server's drawing.
pub fn strokes(picture: &Picture) -> Vec<Stroke> {
    let size = |mark: u32| picture.size(&picture.marks[mark as usize]);
    let at = |mark: u32| picture.marks[mark as usize].at;
    let mut strokes = Vec::with_capacity(picture.lines.len() + picture.ends.len());
    let shifts = shifts(picture);
    for painted in PAINTED {
        for (index, line) in picture.lines.iter().enumerate() {
            if line.family == painted {
                let shift = shifts[index];
                strokes.push(Stroke {
                    from: at(line.from),
                    to: at(line.to),
                    trim: (size(line.from), size(line.to)),
                    family: painted,
                    status: line.status,
                    // Seen from one of the two, whoever gives.
                    shift: if line.from < line.to { shift } else { -shift },
                    wider: wider(line.weight),
                    source: Source::Line(index as u32),
                });
            }
        }
        for (end, index) in picture.ends.iter().zip(0..) {
            if end.family != painted || end.mark as usize >= picture.marks.len() {
                continue;
            }
            let (named, ring) = (at(end.mark), end_place(picture, index));
            let (from, to, trim) = if end.is_request {
                (ring, named, (UNNAMED, size(end.mark)))
            } else {
                (named, ring, (size(end.mark), UNNAMED))
            };
            strokes.push(Stroke {
                from,
                to,
                trim,
                family: painted,
                // The ring tells that a proposal waits.
                status: match end.status {
                    PartnershipStatus::Proposed => PartnershipStatus::Agreed,
                    status => status,
                },
                shift: 0.0,
                wider: 0.0,
                source: Source::End(index),
            });
        }
    }
    strokes
}

/// How far each line is moved from the straight way between its ends, so that those between the
/// same two lie beside each other.
fn shifts(picture: &Picture) -> Vec<f64> {
    let mut shifts = vec![0.0; picture.lines.len()];
    // Of the mark one is at: how many lines go to another, and how many of them have their place.
    let mut to: Vec<(u32, u32)> = vec![(0, 0); picture.marks.len()];
    for low in 0..picture.marks.len() as u32 {
        let steps = || picture.steps(low).iter().filter(|step| step.to > low);
        for step in steps() {
            to[step.to as usize].0 += 1;
        }
        for step in steps() {
            let (count, placed) = &mut to[step.to as usize];
            let middle = f64::from(*count - 1) / 2.0;
            shifts[step.line as usize] = (f64::from(*placed) - middle) * PARALLEL_GAP;
            *placed += 1;
        }
        for step in steps() {
            to[step.to as usize] = (0, 0);
        }
    }
    shifts
}

/// Where the ring of an open end is: beside its mark, away from the partners, further ends of the
/// same mark turned by a quarter.
fn end_place(picture: &Picture, end: u32) -> Point {
    let mark = picture.ends[end as usize].mark;
    let Some(own) = picture.marks.get(mark as usize) else {
        return (0.0, 0.0);
    };
    let (mut x, mut y) = (0.0, 0.0);
    for step in picture.steps(mark) {
        let there = picture.marks[step.to as usize].at;
        let (dx, dy) = (own.at.0 - there.0, own.at.1 - there.1);
        let length = f64::sqrt(dx * dx + dy * dy).max(1.0);
        x += dx / length;
        y += dy / length;
    }
    let length = f64::sqrt(x * x + y * y);
    let (x, y) = if length < 1e-3 {
        (1.0, 0.0)
    } else {
        (x / length, y / length)
    };
    let before = picture.ends[..end as usize].iter().rev();
    let turns = before.take_while(|other| other.mark == mark).count();
    let (x, y) = match turns % 4 {
        0 => (x, y),
        1 => (-y, x),
        2 => (y, -x),
        _ => (-x, -y),
    };
    let size = picture.size(own);
    let away = size.own + size.carries + END_LENGTH;
    (own.at.0 + x * away, own.at.1 + y * away)
}

/// Help has a direction to show: not among social partners, and not when it ended early.
pub fn has_arrow(family: Family, status: PartnershipStatus) -> bool {
    family != Family::Social && status != PartnershipStatus::EndedEarly
}
