//! Marks and lines as shapes for whoever paints them: in the order in which they are painted, with
//! sizes at 100 %. No colours and no screen.

use crate::emphasis::{Emphasis, Tone};
use crate::picture::{Picture, Point, Size};
use crate::sizes::wider;
use opora_domain::{Family, PartnershipStatus};
use opora_graph::Role;
use opora_graph::order::sort_by_key;
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
    let marks = picture.marks.iter().zip(0..).map(|(mark, index)| Glyph {
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
        source: Source::Mark(index),
    });
    let ends = (0..picture.ends.len() as u32).map(|index| Glyph {
        at: end_place(picture, index),
        size: UNNAMED,
        shape: Shape::Unnamed,
        core: 0,
        source: Source::End(index),
    });
    let mut glyphs: Vec<Glyph> = marks.chain(ends).collect();
    // In sixteenths of a px: floats have no order.
    sort_by_key(&mut glyphs, |glyph| {
        ((glyph.size.own + glyph.size.carries) * 16.0) as u32
    });
    glyphs
}

/// The lines, method below and mentoring above, as in the server's drawing.
pub fn strokes(picture: &Picture) -> Vec<Stroke> {
    let sizes: Vec<Size> = picture
        .marks
        .iter()
        .map(|mark| picture.size(mark))
        .collect();
    let mut strokes = Vec::with_capacity(picture.lines.len() + picture.ends.len());
    let mut between: Vec<(u32, u32, u32)> = picture
        .lines
        .iter()
        .zip(0..)
        .map(|(line, index)| (line.from.min(line.to), line.from.max(line.to), index))
        .collect();
    sort_by_key(&mut between, |line| *line);
    for parallel in between.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let middle = (parallel.len() as f64 - 1.0) / 2.0;
        for (place, (low, _, index)) in parallel.iter().enumerate() {
            let line = &picture.lines[*index as usize];
            let shift = (place as f64 - middle) * PARALLEL_GAP;
            strokes.push(Stroke {
                from: picture.marks[line.from as usize].at,
                to: picture.marks[line.to as usize].at,
                trim: (sizes[line.from as usize], sizes[line.to as usize]),
                family: line.family,
                status: line.status,
                // Seen from one of the two, whoever gives.
                shift: if line.from == *low { shift } else { -shift },
                wider: wider(line.weight),
                source: Source::Line(*index),
            });
        }
    }
    for (end, index) in picture.ends.iter().zip(0..) {
        let Some(mark) = picture.marks.get(end.mark as usize) else {
            continue;
        };
        let (ring, own) = (end_place(picture, index), sizes[end.mark as usize]);
        let there = (mark.at, ring, (own, UNNAMED));
        let (from, to, trim) = if end.is_request {
            (there.1, there.0, (there.2.1, there.2.0))
        } else {
            there
        };
        strokes.push(Stroke {
            from,
            to,
            trim,
            family: end.family,
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
    sort_by_key(&mut strokes, |stroke| order_of(stroke.family));
    strokes
}

fn order_of(family: Family) -> u8 {
    match family {
        Family::Method => 0,
        Family::Social => 1,
        Family::Resource => 2,
        Family::Site => 3,
        Family::Mentoring => 4,
    }
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
