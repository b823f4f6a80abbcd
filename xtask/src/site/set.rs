//! The set of assets: names with a content hash, compressed copies, and the change of the old set
//! for the new one.
//!
//! Because a name changes with its content, the server may let browsers keep every asset forever.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// Files of these kinds are worth compressing; woff2 and png already are.
const COMPRESSIBLE: [&str; 7] = ["css", "html", "js", "json", "svg", "wasm", "webmanifest"];

/// Below this size, in bytes, a compressed copy saves less than a packet.
const COMPRESS_FROM_BYTES: usize = 1024;

/// Assets by logical name.
#[derive(Default)]
pub struct AssetSet {
    assets: BTreeMap<String, Asset>,
}

struct Asset {
    /// Path below the site, without a leading slash.
    path: String,
    bytes: Vec<u8>,
}

/// Two compressed copies of the same bytes.
pub struct Compressed {
    pub brotli: Vec<u8>,
    pub gzip: Vec<u8>,
}

impl AssetSet {
    /// Adds an asset under a name with its content hash.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let key = &hash(&bytes)[..16];
        let path = match name.rsplit_once('.') {
            Some((stem, extension)) => format!("assets/{stem}-{key}.{extension}"),
            None => format!("assets/{name}-{key}"),
        };
        self.assets.insert(name.to_owned(), Asset { path, bytes });
    }

    /// Adds an asset whose name others already refer to.
    pub fn add_as_is(&mut self, name: &str, bytes: Vec<u8>) {
        self.assets.insert(
            name.to_owned(),
            Asset {
                path: format!("assets/{name}"),
                bytes,
            },
        );
    }

    /// Adds a file under its own file name.
    pub fn add_file(&mut self, file: &Path) -> anyhow::Result<()> {
        let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let name = file
            .file_name()
            .with_context(|| format!("{} has a name", file.display()))?;
        self.add(&name.to_string_lossy(), bytes);
        Ok(())
    }

    /// The address of an asset, from the root of the site.
    pub fn address(&self, name: &str) -> Option<String> {
        self.assets
            .get(name)
            .map(|asset| format!("/{}", asset.path))
    }

    /// All addresses but those of some names, sorted.
    pub fn addresses_but(&self, names: &[&str]) -> Vec<String> {
        let others = self.by_name().into_iter();
        let others = others.filter(|(name, _)| !names.contains(&name.as_str()));
        let mut addresses: Vec<String> = others.map(|(_, address)| address).collect();
        addresses.sort();
        addresses
    }

    /// Logical name → address.
    pub fn by_name(&self) -> BTreeMap<String, String> {
        self.assets
            .iter()
            .map(|(name, asset)| (name.clone(), format!("/{}", asset.path)))
            .collect()
    }

    /// How many assets there are.
    pub fn len(&self) -> usize {
        self.assets.len()
    }

    /// Path below the site → content.
    pub fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.assets
            .into_values()
            .map(|asset| (asset.path, asset.bytes))
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Compresses with brotli 11 and gzip 9, or takes the copies made before from `cache`.
pub fn compress(bytes: &[u8], cache: &Path) -> anyhow::Result<Compressed> {
    let key = hash(bytes);
    let (brotli_path, gzip_path) = (
        cache.join(format!("{key}.br")),
        cache.join(format!("{key}.gz")),
    );
    if let (Ok(brotli), Ok(gzip)) = (fs::read(&brotli_path), fs::read(&gzip_path)) {
        return Ok(Compressed { brotli, gzip });
    }
    let mut brotli = Vec::new();
    brotli::CompressorWriter::new(&mut brotli, 64 * 1024, 11, 22).write_all(bytes)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?;
    fs::create_dir_all(cache)?;
    fs::write(&brotli_path, &brotli)?;
    fs::write(&gzip_path, &gzip)?;
    Ok(Compressed { brotli, gzip })
}

/// Writes the files with their compressed copies into a fresh folder and puts it in the place of
/// the old one, so that a reader never sees half a set.
pub fn write(files: &BTreeMap<String, Vec<u8>>, site: &Path, cache: &Path) -> anyhow::Result<()> {
    let fresh = site.with_extension("new");
    let old = site.with_extension("old");
    for leftover in [&fresh, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover)?;
        }
    }
    for (path, bytes) in files {
        let file = fresh.join(path);
        fs::create_dir_all(file.parent().context("a file of the site has a folder")?)?;
        fs::write(&file, bytes)?;
        let extension = path.rsplit('.').next().unwrap_or_default();
        // The server reads this one itself; nobody downloads it.
        let is_public = path != "assets.json";
        if is_public && bytes.len() > COMPRESS_FROM_BYTES && COMPRESSIBLE.contains(&extension) {
            let compressed = compress(bytes, cache)?;
            for (suffix, copy) in [("br", compressed.brotli), ("gz", compressed.gzip)] {
                if copy.len() < bytes.len() {
                    fs::write(fresh.join(format!("{path}.{suffix}")), copy)?;
                }
            }
        }
    }
    if site.exists() {
        fs::rename(site, &old)?;
    }
    fs::rename(&fresh, site)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_its_content() {
        let mut assets = AssetSet::default();
        assets.add("opora.css", b"a{}".to_vec());
        let first = assets.address("opora.css");
        assets.add("opora.css", b"b{}".to_vec());
        assert_ne!(assets.address("opora.css"), first);
        let address = assets.address("opora.css").expect("the asset is there");
        assert!(
            address.starts_with("/assets/opora-") && address.ends_with(".css"),
            "{address}"
        );
        assert_eq!(assets.address("other.css"), None);
    }

    #[test]
    fn snippets_keep_the_name_by_which_they_are_imported() {
        let mut assets = AssetSet::default();
        assets.add_as_is("snippets/one-0123/inline0.js", Vec::new());
        assert_eq!(
            assets.address("snippets/one-0123/inline0.js").as_deref(),
            Some("/assets/snippets/one-0123/inline0.js")
        );
    }
}
