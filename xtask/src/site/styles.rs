//! Styles: SCSS compiled by grass, with the addresses of fonts and icons put in.
//!
//! No vendor prefixes and no minifier beyond grass's own: the supported browsers need neither.

use std::path::Path;

use anyhow::{Context, bail};
use grass::{Options, OutputStyle};

use super::set::AssetSet;

/// Compiles one stylesheet; partials are looked for beside it and in `load_path`.
///
/// Every `url(…)` but `data:` and `#fragment` must name an asset of the set by its file name;
/// whatever folder stands before it in the source is replaced by the hashed address.
pub fn compile(source: &Path, load_path: &Path, assets: &AssetSet) -> anyhow::Result<String> {
    let options = Options::default()
        .style(OutputStyle::Compressed)
        .load_path(load_path);
    let css = grass::from_path(source, &options)
        .with_context(|| format!("compiling {}", source.display()))?;
    with_addresses(&css, |name| assets.address(name))
        .with_context(|| format!("addresses in {}", source.display()))
}

fn with_addresses(css: &str, address: impl Fn(&str) -> Option<String>) -> anyhow::Result<String> {
    let mut result = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, opened) = rest.split_at(start + "url(".len());
        result.push_str(before);
        let end = opened.find(')').context("an url( is never closed")?;
        let written = opened[..end].trim().trim_matches(['"', '\'']);
        if written.starts_with("data:") || written.starts_with('#') {
            // A quoted data address may hold brackets of its own; up to the first is enough
            // because what follows is copied as it stands.
            result.push_str(&opened[..end]);
        } else {
            let name = written.rsplit('/').next().unwrap_or(written);
            let Some(address) = address(name) else {
                bail!("url({written}) names no asset");
            };
            result.push_str(&address);
        }
        rest = &opened[end..];
    }
    result.push_str(rest);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> Option<String> {
        (name == "golos.woff2").then(|| "/assets/golos-0.woff2".to_owned())
    }

    #[test]
    fn addresses_are_put_in_whatever_folder_was_written() {
        for written in [
            "golos.woff2",
            "\"fonts/golos.woff2\"",
            "'../fonts/golos.woff2'",
        ] {
            let css = format!("a{{src:url({written}) format(\"woff2\")}}b{{c:d}}");
            assert_eq!(
                with_addresses(&css, known).expect("the asset is known"),
                "a{src:url(/assets/golos-0.woff2) format(\"woff2\")}b{c:d}"
            );
        }
    }

    #[test]
    fn data_and_fragments_stay() {
        let css = "a{b:url(\"data:image/svg+xml,%3Cg transform='scale(2)'/%3E\");c:url(#d)}";
        assert_eq!(with_addresses(css, known).expect("nothing to look up"), css);
    }

    #[test]
    fn an_unknown_asset_is_an_error() {
        assert!(with_addresses("a{b:url(missing.woff2)}", known).is_err());
        assert!(with_addresses("a{b:url(golos.woff2", known).is_err());
    }
}
