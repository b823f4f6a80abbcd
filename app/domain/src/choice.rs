//! Closed lists of the glossary: one enum each, with its wire code, its words in both languages
//! and the word the municipal workbook uses.

/// Declares a closed list. Each line: `Variant = "wire-code", "слово", "word";`, the Russian
/// word is the one of the workbook unless a different one follows in brackets.
#[macro_export]
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$vmeta:meta])* $variant:ident = $code:literal, $ru:literal, $en:literal $(, [$($template:literal),+])? ; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$vmeta])* $variant, )+
        }

        // By hand: what serde derives for a closed list is several KB of WebAssembly.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <String as serde::Deserialize>::deserialize(deserializer)?;
                $name::from_code(&code)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&code, $name::CODES))
            }
        }

        impl $name {
            /// Every value, in the order of the glossary.
            pub const ALL: &'static [$name] = &[$( $name::$variant ),+];
            /// The wire codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$( $code ),+];

            /// The code used on the wire, in the database and in addresses.
            pub const fn code(self) -> &'static str {
                match self { $( $name::$variant => $code, )+ }
            }

            /// Reads a wire code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $( $code => Some($name::$variant), )+ _ => None }
            }

            /// The word shown to people.
            pub const fn label(self, locale: $crate::Locale) -> &'static str {
                match self { $( $name::$variant => locale.pick($ru, $en), )+ }
            }

            /// Reads a word as a municipal workbook writes it: any letter case, `ё` or `е`,
            /// spaces around it.
            pub fn from_template(word: &str) -> Option<Self> {
                let wanted = $crate::choice::normal(word);
                $( if $crate::choice::normal($ru) == wanted { return Some($name::$variant); }
                   $( $( if $crate::choice::normal($template) == wanted { return Some($name::$variant); } )+ )?
                )+
                None
            }
        }
    };
}

/// Folds a word for comparison: trimmed, lower case, `ё` as `е`, inner white space single.
pub fn normal(word: &str) -> String {
    let words: Vec<&str> = word.split_whitespace().collect();
    crate::letters::all_small(&words.join(" ")).replace('ё', "е")
}
