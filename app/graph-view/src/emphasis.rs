//! Who stands out: one organisation with its partners, or many that were chosen or found; the rest
//! loses its colour, not its contrast.

use crate::picture::Picture;
use crate::sift::Shown;

/// How a mark or a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    #[default]
    Plain,
    /// Outside of what one looks at.
    Context,
    /// A partner, or one of the chosen.
    Near,
    /// The one under the pointer.
    Main,
    /// The one the keyboard stands on.
    Focus,
    Hidden,
}

/// The one that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eye {
    pub mark: u32,
    pub is_keyboard: bool,
}

/// The tones of everything on the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    pub marks: Vec<Tone>,
    pub lines: Vec<Tone>,
    pub ends: Vec<Tone>,
    /// Something stands out.
    pub is_on: bool,
}

impl Emphasis {
    /// The tones when one mark is looked at, or else when some are chosen.
    pub fn of(picture: &Picture, shown: &Shown, eye: Option<Eye>, chosen: &[u32]) -> Self {
        let is_on = eye.is_some() || !chosen.is_empty();
        let rest = if is_on { Tone::Context } else { Tone::Plain };
        let toned = |is_shown: &bool| if *is_shown { rest } else { Tone::Hidden };
        let mut emphasis = Emphasis {
            marks: shown.marks.iter().map(toned).collect(),
            lines: shown.lines.iter().map(toned).collect(),
            ends: shown.ends.iter().map(toned).collect(),
            is_on,
        };
        let Some(eye) = eye else {
            for mark in chosen {
                lift(&mut emphasis.marks, *mark);
            }
            for (line, at) in picture.lines.iter().zip(0..) {
                let is_chosen = |mark: u32| emphasis.marks.get(mark as usize) == Some(&Tone::Near);
                if is_chosen(line.from) && is_chosen(line.to) {
                    lift(&mut emphasis.lines, at);
                }
            }
            return emphasis;
        };
        for step in picture
            .steps(eye.mark)
            .iter()
            .filter(|step| shown.step(step))
        {
            lift(&mut emphasis.marks, step.to);
            lift(&mut emphasis.lines, step.line);
        }
        for (end, at) in picture.ends.iter().zip(0..) {
            if end.mark == eye.mark {
                lift(&mut emphasis.ends, at);
            }
        }
        if let Some(tone) = emphasis.marks.get_mut(eye.mark as usize)
            && *tone != Tone::Hidden
        {
            *tone = if eye.is_keyboard {
                Tone::Focus
            } else {
                Tone::Main
            };
        }
        emphasis
    }
}

fn lift(tones: &mut [Tone], at: u32) {
    if let Some(tone) = tones.get_mut(at as usize)
        && *tone != Tone::Hidden
    {
        *tone = Tone::Near;
    }
}
