//! What is on the picture, whoever draws it: marks, lines, open ends, and who is next to whom.
//!
//! Filled from packed bytes or from the server's drawing. It knows no screen and no camera.

use opora_domain::{Family, PartnershipStatus};
use opora_graph::order::sort_by_key;
use opora_graph::packed::{PackedNode, PackedPicture, StandingCore};
use opora_graph::{Role, RoleKind};

/// A point of the picture, px at 100 %.
pub type Point = (f64, f64);

/// A network as it is drawn, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub width: f64,
    pub height: f64,
    /// Left, top, width, height.
    pub shelf: Option<[f64; 4]>,
    pub marks: Vec<Mark>,
    pub lines: Vec<Line>,
    pub ends: Vec<End>,
    /// Where the steps of each mark begin, and the end.
    starts: Vec<u32>,
    steps: Vec<Step>,
    /// The most that anybody carries.
    carries_most: u32,
}

/// An organisation, or a group of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub name: String,
    pub at: Point,
    /// `None` for a group.
    pub role: Option<Role>,
    pub core: StandingCore,
    /// How many organisations stand here.
    pub count: u32,
    /// How many different ones it gives active help to.
    pub helped: u32,
    /// How many lines end here.
    pub degree: u32,
}

/// Help from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub from: u32,
    pub to: u32,
    pub family: Family,
    pub status: PartnershipStatus,
    /// How many partnerships it stands for.
    pub weight: u32,
}

/// An offer or a request, whose other side is not named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub mark: u32,
    pub is_request: bool,
    pub family: Family,
    pub status: PartnershipStatus,
}

/// From one mark to a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub to: u32,
    pub line: u32,
    /// Help goes this way.
    pub gives: bool,
}

impl Picture {
    /// Counts who is next to whom. Lines to marks there are not are left out.
    pub fn new(width: f64, height: f64, mut marks: Vec<Mark>, lines: Vec<Line>) -> Self {
        let count = marks.len();
        let is_sound = |line: &Line| {
            (line.from as usize) < count && (line.to as usize) < count && line.from != line.to
        };
        let lines: Vec<Line> = lines.into_iter().filter(is_sound).collect();
        let mut starts = vec![0_u32; count + 1];
        for line in &lines {
            starts[line.from as usize + 1] += 1;
            starts[line.to as usize + 1] += 1;
        }
        for at in 0..count {
            marks[at].degree = starts[at + 1];
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let nowhere = Step {
            to: 0,
            line: 0,
            gives: false,
        };
        let mut steps = vec![nowhere; 2 * lines.len()];
        let mut put = |at: u32, step: Step| {
            steps[next[at as usize] as usize] = step;
            next[at as usize] += 1;
        };
        for (index, line) in lines.iter().enumerate() {
            let index = index as u32;
            put(
                line.from,
                Step {
                    to: line.to,
                    line: index,
                    gives: true,
                },
            );
            put(
                line.to,
                Step {
                    to: line.from,
                    line: index,
                    gives: false,
                },
            );
        }
        let mut picture = Picture {
            width,
            height,
            shelf: None,
            marks,
            lines,
            ends: Vec::new(),
            starts,
            steps,
            carries_most: 0,
        };
        picture.count_helped();
        picture
    }

    /// Of packed bytes that were read.
    pub fn unpacked(packed: PackedPicture) -> Self {
        let mark = |node: PackedNode| Mark {
            name: node.name,
            at: node.at,
            role: node.role,
            core: node.core,
            count: node.count,
            helped: 0,
            degree: 0,
        };
        let lines = packed.edges.iter().map(|edge| Line {
            from: edge.from,
            to: edge.to,
            family: edge.family(),
            status: edge.status,
            weight: edge.weight,
        });
        let lines = lines.collect();
        let marks = packed.nodes.into_iter().map(mark).collect();
        let ends = packed.open_ends.iter().map(|end| End {
            mark: end.node,
            is_request: end.is_request,
            family: end.kind.family(),
            status: end.status,
        });
        Picture {
            shelf: packed.shelf,
            ends: ends.collect(),
            ..Picture::new(packed.width, packed.height, marks, lines)
        }
    }

    /// The steps that leave a mark; none for a mark there is not.
    pub fn steps(&self, mark: u32) -> &[Step] {
        let at = mark as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => &self.steps[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The partners of a mark, each once: those who help it, then those it helps, in reading order.
    pub fn partners(&self, mark: u32, is_shown: impl Fn(&Step) -> bool) -> Vec<u32> {
        let mut partners = self.side(mark, false, &is_shown);
        for helped in self.side(mark, true, &is_shown) {
            if !partners.contains(&helped) {
                partners.push(helped);
            }
        }
        partners
    }

    /// Those a mark helps, or those who help it, each once, in reading order.
    pub fn side(&self, mark: u32, gives: bool, is_shown: impl Fn(&Step) -> bool) -> Vec<u32> {
        let steps = self.steps(mark).iter();
        let mut side: Vec<u32> = steps
            .filter(|step| step.gives == gives && is_shown(step))
            .map(|step| step.to)
            .collect();
        sort_by_key(&mut side, |mark| *mark);
        side.dedup();
        side
    }

    /// How many stand on the shelf: they are connected with nobody.
    pub fn on_shelf(&self) -> usize {
        let Some([left, top, width, height]) = self.shelf else {
            return 0;
        };
        let is_there = |mark: &&Mark| {
            let (x, y) = (mark.at.0 - left, mark.at.1 - top);
            x >= 0.0 && x <= width && y >= 0.0 && y <= height
        };
        self.marks.iter().filter(is_there).count()
    }

    /// How large a mark is drawn on a picture of thousands: as on any picture, and larger the more
    /// it carries, so that who carries most is seen from afar.
    pub fn size(&self, mark: &Mark) -> Size {
        let part = f64::from(mark.carries()) / f64::from(self.carries_most.max(MUCH));
        Size {
            own: mark.role.map_or(9.0, Role::half_size),
            carries: CARRIES_MAX * part,
        }
    }

    fn count_helped(&mut self) {
        let mut counted_for = vec![u32::MAX; self.marks.len()];
        for mark in 0..self.marks.len() as u32 {
            let mut helped = 0;
            for step in self.steps(mark) {
                let is_active = self.lines[step.line as usize].status == PartnershipStatus::Active;
                if step.gives && is_active && counted_for[step.to as usize] != mark {
                    counted_for[step.to as usize] = mark;
                    helped += 1;
                }
            }
            self.marks[mark as usize].helped = helped;
        }
        self.carries_most = self.marks.iter().map(Mark::carries).max().unwrap_or(0);
    }
}

impl Mark {
    pub fn kind(&self) -> Option<RoleKind> {
        self.role.map(Role::kind)
    }

    /// How many it helps, or stands for.
    pub fn carries(&self) -> u32 {
        self.helped.max(self.count.saturating_sub(1))
    }

    /// Its name is set in the strong weight.
    pub fn is_strong(&self) -> bool {
        self.role.is_none_or(Role::is_strong)
    }
}

/// Half the size of a mark in px at 100 %: of its role, and of what it carries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub own: f64,
    pub carries: f64,
}

/// Who carries most is larger by this, px, and whoever carries half of it by half.
pub const CARRIES_MAX: f64 = 22.0;
/// Nobody carries much who helps fewer than so many, be it the most of all.
const MUCH: u32 = 8;
