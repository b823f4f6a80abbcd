//! How large things are drawn on a picture of thousands, by zoom. From afar marks shrink less than
//! the way between them, so that they stay visible.

use crate::picture::Size;

/// A number no lower and no higher than two others. The standard library's own tells what went
/// wrong when these are not in order, and what prints numbers for that weighs 20 KB.
pub fn within(number: f64, least: f64, most: f64) -> f64 {
    number.max(least).min(most)
}

/// What sizes at 100 % are multiplied by.
pub fn scale(zoom: f64) -> f64 {
    within(f64::sqrt(zoom), 0.2, 1.5)
}

/// Half the size of a mark on the screen, px. What it carries shrinks less than it does itself.
pub fn half_px(size: Size, scale: f64) -> f64 {
    size.own * scale + size.carries * f64::sqrt(scale)
}

/// Arrowheads, patterns and the rings of proposals are drawn from this scale on: smaller they
/// could not be told apart.
pub const DETAIL_FROM: f64 = 0.5;

/// Width of a family's line at 100 %, px, in the order of `Family::ALL`.
pub const WIDTHS: [f64; 5] = [2.5, 4.25, 2.2, 1.9, 1.7];

/// How much wider a line is that stands for many partnerships, px.
pub fn wider(weight: u32) -> f64 {
    f64::from(32 - weight.max(1).leading_zeros()) - 1.0
}
