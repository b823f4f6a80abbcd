//! The built site: hashed assets, the workspace's shell, its service worker. Read once at start,
//! from a folder or from the binary itself, and handed out from memory.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use std::collections::HashMap;
use std::path::Path;

/// A file with its compressed copies.
#[derive(Default)]
struct SiteFile {
    plain: Vec<u8>,
    brotli: Option<Vec<u8>>,
    gzip: Option<Vec<u8>>,
}

/// All files of the site, by their address without the leading slash.
#[derive(Default)]
pub struct Site {
    files: HashMap<String, SiteFile>,
    addresses: HashMap<String, String>,
}

#[derive(Debug, thiserror::Error)]
#[error("the site in {folder} cannot be read: {reason}")]
pub struct SiteError {
    pub folder: String,
    pub reason: String,
}

#[cfg(feature = "embed")]
#[derive(rust_embed::RustEmbed)]
#[folder = "$OPORA_SITE_DIR"]
struct Embedded;

impl Site {
    /// The site in a folder made by `cargo xtask site`.
    pub fn from_folder(folder: &Path) -> Result<Self, SiteError> {
        let mut site = Site::default();
        let broken = |reason: std::io::Error| SiteError {
            folder: folder.display().to_string(),
            reason: reason.to_string(),
        };
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next).map_err(broken)? {
                let path = entry.map_err(broken)?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(relative) = path.strip_prefix(folder) {
                    let name = relative.to_string_lossy().replace('\\', "/");
                    site.add(name, std::fs::read(&path).map_err(broken)?);
                }
            }
        }
        site.read_addresses();
        Ok(site)
    }

    /// The site inside the binary, if it was built with one.
    pub fn embedded() -> Option<Self> {
        #[cfg(feature = "embed")]
        {
            let mut site = Site::default();
            for name in Embedded::iter() {
                if let Some(file) = Embedded::get(&name) {
                    site.add(name.to_string(), file.data.into_owned());
                }
            }
            site.read_addresses();
            Some(site)
        }
        #[cfg(not(feature = "embed"))]
        None
    }

    /// The address of an asset by its plain name, such as `opora.css`.
    pub fn address(&self, name: &str) -> String {
        let address = self.addresses.get(name).map_or(name, String::as_str);
        format!("/{}", address.trim_start_matches('/'))
    }

    /// The address of an asset that a site may have been built without.
    pub fn address_if_there(&self, name: &str) -> Option<String> {
        self.addresses
            .contains_key(name)
            .then(|| self.address(name))
    }

    /// Answers with a file, compressed as the reader accepts it.
    pub fn answer(&self, name: &str, request: &HeaderMap) -> Option<Response> {
        if name == "assets.json" {
            return None;
        }
        let file = self.files.get(name)?;
        let accepted = request
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (bytes, encoding) = match (&file.brotli, &file.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts(accepted, "gzip") => (gzip, Some("gzip")),
            _ => (&file.plain, None),
        };
        // Assets carry a hash of their content in the name; everything else is asked for anew.
        let caching = match name.starts_with("assets/") {
            true => "public, max-age=31536000, immutable",
            false => "no-cache",
        };
        let mut response = Response::builder()
            .status(StatusCode::OK)
            .header(header::CONTENT_TYPE, content_type(name))
            .header(header::CACHE_CONTROL, caching)
            .header(header::VARY, "accept-encoding");
        if let Some(encoding) = encoding {
            response = response.header(header::CONTENT_ENCODING, encoding);
        }
        if name == "service-worker.js" {
            response = response.header("service-worker-allowed", "/");
        }
        response.body(Body::from(bytes.clone())).ok()
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        if let Some(plain) = name.strip_suffix(".br") {
            self.files.entry(plain.to_owned()).or_default().brotli = Some(bytes);
        } else if let Some(plain) = name.strip_suffix(".gz") {
            self.files.entry(plain.to_owned()).or_default().gzip = Some(bytes);
        } else {
            self.files.entry(name).or_default().plain = bytes;
        }
    }

    fn read_addresses(&mut self) {
        if let Some(file) = self.files.get("assets.json") {
            self.addresses = serde_json::from_slice(&file.plain).unwrap_or_default();
        }
    }
}

/// The reader takes this encoding.
pub(crate) fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some(encoding) && parts.next() != Some("q=0")
    })
}

fn content_type(name: &str) -> String {
    match name.rsplit('.').next() {
        Some("wasm") => "application/wasm".to_owned(),
        Some("js") => "text/javascript; charset=utf-8".to_owned(),
        Some("css") => "text/css; charset=utf-8".to_owned(),
        Some("html") => "text/html; charset=utf-8".to_owned(),
        Some("webmanifest") => "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(name)
            .first_or_octet_stream()
            .to_string(),
    }
}
