//! Walking through the network by keys: in by partners, back out, and along those who stand on the
//! same level.
//!
//! The first level is all organisations in reading order. Below an organisation are its partners,
//! and so on, as deep as one likes. Who is hidden is not met.

use crate::picture::Picture;
use crate::sift::Shown;

/// One step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the first partner; from outside to the first organisation.
    Down,
    /// To whom one came from; from the first level out.
    Up,
    /// Along those on the same level.
    Left,
    Right,
    First,
    Last,
    /// The next partner of whom one came from, round and round; on the first level as down.
    Next,
    /// Where one was before, whatever the step was.
    Back,
    /// Straight to a mark, on the first level.
    To(u32),
    Leave,
}

/// Where one stands, and the way there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// From the first level to here; empty outside.
    trail: Vec<u32>,
    /// Earlier trails, the latest last.
    before: Vec<Vec<u32>>,
}

/// So many steps can be gone back.
const BEFORE_MAX: usize = 64;

impl Walk {
    /// The mark one stands on; none outside.
    pub fn here(&self) -> Option<u32> {
        self.trail.last().copied()
    }

    /// How deep: 0 outside, 1 among all organisations.
    pub fn depth(&self) -> usize {
        self.trail.len()
    }

    /// Goes a step; tells whether it led anywhere else.
    pub fn go(&mut self, step: Move, picture: &Picture, shown: &Shown) -> bool {
        if step == Move::Back {
            let Some(before) = self.before.pop() else {
                return false;
            };
            self.trail = before;
            return true;
        }
        let Some(trail) = self.after(step, picture, shown) else {
            return false;
        };
        if trail == self.trail {
            return false;
        }
        if self.before.len() == BEFORE_MAX {
            self.before.remove(0);
        }
        self.before.push(std::mem::replace(&mut self.trail, trail));
        true
    }

    fn after(&self, step: Move, picture: &Picture, shown: &Shown) -> Option<Vec<u32>> {
        let mut trail = self.trail.clone();
        match step {
            Move::Leave => trail.clear(),
            Move::To(mark) => trail = vec![mark],
            Move::Up => drop(trail.pop()),
            Move::Down => trail.push(*below(&trail, picture, shown).first()?),
            Move::Next if trail.len() < 2 => {
                trail.push(*below(&trail, picture, shown).first()?);
            }
            Move::Next | Move::Left | Move::Right | Move::First | Move::Last => {
                let here = trail.pop();
                let level = below(&trail, picture, shown);
                let at = level.iter().position(|mark| Some(*mark) == here);
                let end = level.len().checked_sub(1)?;
                let to = match (step, at) {
                    (Move::First, _) | (Move::Right | Move::Next, None) => 0,
                    (Move::Last, _) | (Move::Left, None) => end,
                    (Move::Next, Some(at)) if at == end => 0,
                    (Move::Left, Some(at)) => at.saturating_sub(1),
                    (_, Some(at)) => (at + 1).min(end),
                    (_, None) => 0,
                };
                trail.push(level[to]);
            }
            Move::Back => return None,
        }
        Some(trail)
    }
}

/// Who stands below the end of a trail.
fn below(trail: &[u32], picture: &Picture, shown: &Shown) -> Vec<u32> {
    match trail.last() {
        None => (0..picture.marks.len() as u32)
            .filter(|mark| shown.mark(*mark))
            .collect(),
        Some(mark) => picture.partners(*mark, |step| shown.step(step)),
    }
}
