//! The words of the interface, both languages side by side and checked by the compiler: a phrase
//! cannot exist in one language only. Words of the glossary (kinds, roles, statuses) live beside
//! the thing they name, in `opora_domain` and `opora_graph`.
//!
//! No library of translations: its data would outweigh the workspace in WebAssembly.

#[cfg(feature = "csr")]
pub mod definitions;
#[cfg(feature = "csr")]
pub mod indicators;
pub mod numbers;
#[cfg(feature = "csr")]
pub mod plan;
pub mod practices;
pub mod programme;
pub mod programme_review;
pub mod public;
#[cfg(not(feature = "csr"))]
pub mod questions;
#[cfg(feature = "csr")]
pub mod rounds;
#[cfg(feature = "csr")]
pub mod sync;
#[cfg(feature = "csr")]
pub mod workspace;

use opora_domain::Locale;
/// Dates are worded in documents too.
pub use opora_domain::date_words as dates;

/// A phrase without parts that change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub ru: &'static str,
    pub en: &'static str,
}

impl Phrase {
    /// The phrase in one language.
    pub const fn of(self, locale: Locale) -> &'static str {
        locale.pick(self.ru, self.en)
    }
}

/// Declares phrases, one a line: `SAVE = "Сохранить", "Save";`. With parts that change, a line is
/// a function: `fn last_met(date: &str) = "последняя {date}", "last on {date}";`, called with the
/// language first; it gives a `String`. The parts are written by name inside the braces.
#[macro_export]
macro_rules! phrases {
    () => {};
    ($(#[$meta:meta])* $name:ident = $ru:literal, $en:literal; $($rest:tt)*) => {
        $(#[$meta])*
        pub const $name: $crate::words::Phrase = $crate::words::Phrase { ru: $ru, en: $en };
        $crate::phrases! { $($rest)* }
    };
    ($(#[$meta:meta])* fn $name:ident($($part:ident: $kind:ty),+) = $ru:literal, $en:literal; $($rest:tt)*) => {
        $(#[$meta])*
        pub fn $name(locale: opora_domain::Locale, $($part: $kind),+) -> String {
            match locale {
                opora_domain::Locale::Ru => format!($ru),
                opora_domain::Locale::En => format!($en),
            }
        }
        $crate::phrases! { $($rest)* }
    };
}

phrases! {
    /// The product's name.
    OPORA = "Опора", "Opora";
    NONE = "нет", "none";
    NO_DATA = "нет данных", "no data";
    LANGUAGE = "Язык", "Language";
}
