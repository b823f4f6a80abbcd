//! A packed picture as it is handed out: under an address that says what is in it, so that a
//! reader who has it never asks again. What is packed, and how, is `opora_graph::packed`.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use opora_domain::NetworkId;
use opora_graph::layout::layout;
use opora_graph::packed::PackedPicture;
use opora_graph::{Filter, NetworkGraph, Scope};
use sha2::{Digest, Sha256};
use std::io::Write;

/// Brotli's: nearly as small as the best, in a tenth of its time.
const QUALITY: u32 = 9;
const WINDOW_BITS: u32 = 22;
/// Bytes of the hash an address carries.
const HASH_BYTES: usize = 16;

/// Plain and compressed, with the hash of the plain bytes.
pub struct PackedFile {
    hash: String,
    plain: Vec<u8>,
    brotli: Vec<u8>,
}

impl PackedFile {
    /// Lays everybody out by what is open, and packs all relations: what is over is hidden and
    /// shown where it is looked at, and moves nobody.
    pub fn of(graph: &NetworkGraph) -> Self {
        let layout = layout(&graph.filtered(&Filter::default()));
        let plain = PackedPicture::of(graph, &layout).to_bytes();
        let digest = Sha256::digest(&plain);
        let hash = digest[..HASH_BYTES].iter();
        let hash = hash.map(|byte| format!("{byte:02x}")).collect();
        let mut compressor =
            brotli::CompressorWriter::new(Vec::new(), plain.len(), QUALITY, WINDOW_BITS);
        // Into memory: there is nothing that could fail.
        let _ = compressor.write_all(&plain);
        PackedFile {
            hash,
            brotli: compressor.into_inner(),
            plain,
        }
    }

    /// The address of this picture of a part of a network.
    pub fn address(&self, network: &NetworkId, scope: &Scope) -> String {
        let part = scope.to_query();
        let mark = if part.is_empty() { "" } else { "?" };
        format!("/network/{network}/packed/{}{mark}{part}", self.hash)
    }

    /// Answers who asked for `hash`; another one's content is not to be kept under its address.
    pub fn answer(&self, hash: &str, request: &HeaderMap) -> Response {
        let takes_brotli = request
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|accepted| crate::site::accepts(accepted, "br"));
        let body = match takes_brotli {
            true => self.brotli.clone(),
            false => self.plain.clone(),
        };
        let caching = match hash == self.hash {
            true => "public, max-age=31536000, immutable",
            false => "no-store",
        };
        let fixed = [
            (header::CONTENT_TYPE, "application/octet-stream"),
            (header::CACHE_CONTROL, caching),
            (header::VARY, "accept-encoding"),
        ];
        let mut response = (fixed, Body::from(body)).into_response();
        if takes_brotli {
            let brotli = HeaderValue::from_static("br");
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, brotli);
        }
        response
    }
}
