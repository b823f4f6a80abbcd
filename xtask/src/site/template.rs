//! Placeholders in the hand-written files of the site: `{{name}}`.
//!
//! There are no conditions and no loops; whoever needs them writes a page on the server.

use anyhow::{Context, bail};

/// Puts a value in the place of every `{{name}}`; a name without a value is an error.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> anyhow::Result<String> {
    let mut result = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, opened)) = rest.split_once("{{") {
        let (name, after) = opened
            .split_once("}}")
            .context("a placeholder is never closed")?;
        let Some(value) = value(name.trim()) else {
            bail!("nothing to put in the place of {{{{{name}}}}}");
        };
        result.push_str(before);
        result.push_str(&value);
        rest = after;
    }
    result.push_str(rest);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str) -> Option<String> {
        (name == "boot.js").then(|| "/assets/boot-0.js".to_owned())
    }

    #[test]
    fn every_placeholder_is_filled() {
        let filled = fill("a {{boot.js}} b {{ boot.js }}{c}", value).expect("both are known");
        assert_eq!(filled, "a /assets/boot-0.js b /assets/boot-0.js{c}");
    }

    #[test]
    fn unknown_and_unclosed_placeholders_are_errors() {
        assert!(fill("{{other}}", value).is_err());
        assert!(fill("{{boot.js", value).is_err());
    }
}
