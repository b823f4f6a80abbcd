//! The bytes of a packed picture, version 1. All numbers are LEB128 unless said otherwise; lengths
//! are eighths of a px. Columns, one after another, because like beside like compresses well.
//!
//! ```text
//! 1                 the version, a byte
//! length            of everything that follows
//! flags             1: a shelf   2: counts   4: weights   8: standings
//! width height      of the picture
//! left top width height          of the shelf, if there is one
//! nodes edges ends               how many
//! per node, a byte               0..=4 the role, 5 a group; +8 has a live mentor; +16 place unknown
//! per mentor                     mentees
//! per node, a byte               standings, if any node has one
//! per node                       count, if any is not 1
//! six planes of a byte per node  x and y, three bytes each, the lowest plane first
//! per node, then all texts       lengths of the codes in bytes, then the codes in UTF-8
//! per node, then all texts       the same for names
//! per edge                       giver, less the giver before
//! per edge                       receiver, less the receiver before if the giver is the same, else
//!                                less the giver; signed, as 2n or -2n-1
//! per edge, a byte               kind × 5 + status, in the order of the glossary
//! per edge                       weight, if any is not 1
//! per end                        node, less the node before
//! per end, a byte                (kind × 5 + status) × 2, +1 for a request
//! ```
//!
//! A later version changes the first byte; nobody guesses.

mod reader;
mod writer;

use super::PackedPicture;
use opora_domain::{PartnershipKind, PartnershipStatus};
use reader::Reader;
use writer::Writer;

/// The first byte.
pub const VERSION: u8 = 1;

const HAS_SHELF: u32 = 1;
const HAS_COUNTS: u32 = 2;
const HAS_WEIGHTS: u32 = 4;
const HAS_STANDINGS: u32 = 8;
const ALL_FLAGS: u32 = 15;

const GROUP: u8 = 5;
const HAS_LIVE_MENTOR: u8 = 8;
const PLACE_UNKNOWN: u8 = 16;

/// A place takes three bytes: the largest is two million px away.
const PLACE_MAX: u32 = 0x00ff_ffff;
/// The fewest bytes a node, an edge and an open end take.
const NODE_BYTES_MIN: usize = 9;
const EDGE_BYTES_MIN: usize = 3;
const END_BYTES_MIN: usize = 2;

/// Why bytes are no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackedError {
    /// The first byte names a version this program does not know.
    Version(u8),
    /// They end too early, or go on after the end.
    Length,
    /// A number or a text is not what may stand there.
    Content,
}

impl std::fmt::Display for PackedError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            PackedError::Version(_) => "a packed picture of another version",
            PackedError::Length => "a packed picture of another length than it says",
            PackedError::Content => "a packed picture with what may not stand in it",
        })
    }
}

impl std::error::Error for PackedError {}

/// A length in eighths of a px, as it is kept; what is not a place becomes the nearest that is.
pub fn eighths(length: f64) -> u32 {
    (f64::round(length * 8.0) as u32).min(PLACE_MAX)
}

pub fn length_of(eighths: u32) -> f64 {
    f64::from(eighths) / 8.0
}

impl PackedPicture {
    /// The bytes. One picture has one row of bytes, so that their hash may be their address.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut rest = Writer(Vec::with_capacity(
            self.nodes.len() * 80 + self.edges.len() * 5,
        ));
        rest.head(self);
        rest.nodes(self);
        rest.edges(&self.edges);
        rest.ends(&self.open_ends);
        let mut out = Writer(vec![VERSION]);
        out.number(super::number(rest.0.len()));
        out.0.extend(rest.0);
        out.0
    }

    /// Reads bytes from anywhere.
    ///
    /// # Errors
    /// When they are anything but what [`PackedPicture::to_bytes`] makes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackedError> {
        let mut reader = Reader(bytes);
        let version = reader.byte()?;
        if version != VERSION {
            return Err(PackedError::Version(version));
        }
        if reader.number()? as usize != reader.0.len() {
            return Err(PackedError::Length);
        }
        let flags = reader.number()?;
        if flags > ALL_FLAGS {
            return Err(PackedError::Content);
        }
        let (width, height) = (reader.length()?, reader.length()?);
        let shelf = if flags & HAS_SHELF == 0 {
            None
        } else {
            let mut frame = [0.0; 4];
            for side in &mut frame {
                *side = reader.length()?;
            }
            Some(frame)
        };
        let mut counts = [0; 3];
        for count in &mut counts {
            *count = reader.number()? as usize;
        }
        // Checked before anything is set aside for them.
        let least = [NODE_BYTES_MIN, EDGE_BYTES_MIN, END_BYTES_MIN];
        let needed = counts
            .iter()
            .zip(least)
            .map(|(count, bytes)| count.saturating_mul(bytes));
        if needed.fold(0, usize::saturating_add) > reader.0.len() {
            return Err(PackedError::Length);
        }
        let picture = PackedPicture {
            width,
            height,
            shelf,
            nodes: reader.nodes(counts[0], flags)?,
            edges: reader.edges(counts[1], counts[0], flags)?,
            open_ends: reader.ends(counts[2], counts[0])?,
        };
        if reader.0.is_empty() {
            Ok(picture)
        } else {
            Err(PackedError::Length)
        }
    }
}

/// What a receiver is counted from.
fn base(before: Option<(u32, u32)>, from: u32) -> u32 {
    match before {
        Some((giver, receiver)) if giver == from => receiver,
        _ => from,
    }
}

fn what(kind: PartnershipKind, status: PartnershipStatus) -> u8 {
    kind as u8 * PartnershipStatus::ALL.len() as u8 + status as u8
}

fn what_of(byte: u8) -> Result<(PartnershipKind, PartnershipStatus), PackedError> {
    let statuses = PartnershipStatus::ALL.len();
    let kind = PartnershipKind::ALL.get(usize::from(byte) / statuses);
    let status = PartnershipStatus::ALL.get(usize::from(byte) % statuses);
    kind.copied()
        .zip(status.copied())
        .ok_or(PackedError::Content)
}
