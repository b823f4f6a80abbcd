//! The colours of the style sheet, read from the page: the module has none of its own.

use super::parts::Parts;
use web_sys::CanvasRenderingContext2d;

/// Their names, in the order of the shaders; the first five are the families'.
const NAMES: [&str; COUNT] = [
    "--k-mentor",
    "--k-site",
    "--k-method",
    "--k-resource",
    "--k-social",
    "--plate",
    "--sheet",
    "--ink",
    "--ink-2",
    "--ink-3",
    "--rule-2",
    "--accent",
    "--ctx",
    "--tint",
];
pub const COUNT: usize = 14;

pub const PLATE: usize = 5;
pub const SHEET: usize = 6;
pub const INK: usize = 7;
pub const INK_2: usize = 8;
pub const INK_3: usize = 9;
pub const RULE_2: usize = 10;
pub const ACCENT: usize = 11;
pub const CONTEXT: usize = 12;
pub const TINT: usize = 13;

pub struct Colours {
    /// As CSS.
    pub css: Vec<String>,
    /// Red, green, blue and 1, from 0 to 1, one after another.
    pub numbers: Vec<f32>,
    /// The page's families of type.
    pub font: String,
}

impl Colours {
    /// Reads them. The context resolves names of the system's colours to numbers.
    pub fn read(parts: &Parts, context: &CanvasRenderingContext2d) -> Self {
        let style = web_sys::window()
            .and_then(|window| window.get_computed_style(&parts.ground).ok())
            .flatten();
        let value = |name: &str| {
            let value = style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok());
            value.unwrap_or_default()
        };
        let mut colours = Colours {
            css: Vec::with_capacity(COUNT),
            numbers: Vec::with_capacity(COUNT * 4),
            font: value("font-family"),
        };
        for name in NAMES {
            context.set_fill_style_str("#000");
            context.set_fill_style_str(value(name).trim());
            let resolved = context.fill_style().as_string().unwrap_or_default();
            let digits = resolved.strip_prefix('#').unwrap_or("000000");
            let number = u32::from_str_radix(digits, 16).unwrap_or(0);
            for shift in [16, 8, 0] {
                colours.numbers.push((number >> shift & 255) as f32 / 255.0);
            }
            colours.numbers.push(1.0);
            colours.css.push(resolved);
        }
        colours
    }
}
