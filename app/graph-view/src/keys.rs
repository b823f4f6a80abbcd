//! What a key means on the picture. Keys are known by their place on the keyboard, so that they
//! work in the Russian layout too.

use crate::walk::Move;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Walk(Move),
    Search,
    Nearer,
    Farther,
    Fit,
}

/// The wish of a key without modifiers; Enter is not here, as what has the focus is a link.
pub fn wish(code: &str) -> Option<Wish> {
    Some(match code {
        "ArrowDown" => Wish::Walk(Move::Down),
        "ArrowUp" => Wish::Walk(Move::Up),
        "ArrowLeft" => Wish::Walk(Move::Left),
        "ArrowRight" => Wish::Walk(Move::Right),
        "Home" => Wish::Walk(Move::First),
        "End" => Wish::Walk(Move::Last),
        "KeyN" => Wish::Walk(Move::Next),
        "Backspace" => Wish::Walk(Move::Back),
        "Escape" => Wish::Walk(Move::Leave),
        "Slash" | "NumpadDivide" => Wish::Search,
        "Equal" | "NumpadAdd" => Wish::Nearer,
        "Minus" | "NumpadSubtract" => Wish::Farther,
        "Digit0" | "Numpad0" => Wish::Fit,
        _ => return None,
    })
}
