//! What of the picture is shown: kinds of help, states, roles, and a text that names must have.

use crate::find::Index;
use crate::picture::{Picture, Step};
use opora_domain::{Family, PartnershipStatus};
use opora_graph::RoleKind;

/// What is hidden. The default hides nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sift {
    pub families: Vec<Family>,
    pub statuses: Vec<PartnershipStatus>,
    pub roles: Vec<RoleKind>,
    /// Only those are shown whose name has these beginnings of words, and their partners.
    pub text: String,
}

/// What is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub marks: Vec<bool>,
    pub lines: Vec<bool>,
    pub ends: Vec<bool>,
}

impl Shown {
    pub fn all(picture: &Picture) -> Self {
        Shown {
            marks: vec![true; picture.marks.len()],
            lines: vec![true; picture.lines.len()],
            ends: vec![true; picture.ends.len()],
        }
    }

    pub fn mark(&self, mark: u32) -> bool {
        self.marks.get(mark as usize).copied().unwrap_or(false)
    }

    pub fn step(&self, step: &Step) -> bool {
        self.lines.get(step.line as usize).copied().unwrap_or(false)
    }
}

impl Sift {
    /// Sifts a picture. A line needs both its marks.
    pub fn of(&self, picture: &Picture, index: &Index) -> Shown {
        let mut marks: Vec<bool> = picture
            .marks
            .iter()
            .map(|mark| mark.kind().is_none_or(|kind| !self.roles.contains(&kind)))
            .collect();
        let passes = |family: Family, status: PartnershipStatus| {
            !self.families.contains(&family) && !self.statuses.contains(&status)
        };
        if !self.text.trim().is_empty() {
            let mut near = vec![false; marks.len()];
            for mark in index.find(&self.text, usize::MAX) {
                near[mark as usize] = true;
                for step in picture.steps(mark) {
                    let line = &picture.lines[step.line as usize];
                    near[step.to as usize] |= passes(line.family, line.status);
                }
            }
            for (mark, near) in marks.iter_mut().zip(near) {
                *mark &= near;
            }
        }
        let has = |mark: u32| marks.get(mark as usize).copied().unwrap_or(false);
        let lines = picture
            .lines
            .iter()
            .map(|line| passes(line.family, line.status) && has(line.from) && has(line.to));
        let ends = picture
            .ends
            .iter()
            .map(|end| passes(end.family, end.status) && has(end.mark));
        Shown {
            lines: lines.collect(),
            ends: ends.collect(),
            marks,
        }
    }
}
