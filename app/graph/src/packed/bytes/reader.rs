//! Bytes as a picture. Nothing they say is trusted: every number is checked before it is used, and
//! what could be written in two ways is refused in all but one.

use super::{
    GROUP, HAS_COUNTS, HAS_LIVE_MENTOR, HAS_STANDINGS, HAS_WEIGHTS, PLACE_MAX, PLACE_UNKNOWN,
    PackedError, base, length_of, what_of,
};
use crate::packed::{PackedEdge, PackedNode, PackedOpenEnd, StandingCore};
use crate::roles::Role;

/// What is left to read. Every step takes from the front, or says why it cannot.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], PackedError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(PackedError::Length)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, PackedError> {
        self.take(1).map(|taken| taken[0])
    }

    pub fn number(&mut self) -> Result<u32, PackedError> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            // The fifth byte has room for four bits only, and nothing is written longer than it is.
            if (shift == 28 && bits > 15) || (shift > 0 && byte == 0) {
                return Err(PackedError::Content);
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(PackedError::Content)
    }

    fn numbers(&mut self, count: usize) -> Result<Vec<u32>, PackedError> {
        (0..count).map(|_| self.number()).collect()
    }

    pub fn length(&mut self) -> Result<f64, PackedError> {
        match self.number()? {
            eighths if eighths <= PLACE_MAX => Ok(length_of(eighths)),
            _ => Err(PackedError::Content),
        }
    }

    /// A column that may be left out when it has one value throughout.
    fn column(&mut self, count: usize, is_there: bool) -> Result<Vec<u32>, PackedError> {
        if !is_there {
            return Ok(vec![1; count]);
        }
        let column = self.numbers(count)?;
        let is_sound =
            column.iter().all(|value| *value > 0) && column.iter().any(|value| *value > 1);
        if is_sound {
            Ok(column)
        } else {
            Err(PackedError::Content)
        }
    }

    fn texts(&mut self, count: usize) -> Result<Vec<String>, PackedError> {
        let lengths = self.numbers(count)?;
        lengths
            .into_iter()
            .map(|length| {
                let text = std::str::from_utf8(self.take(length as usize)?);
                text.map(str::to_owned).map_err(|_| PackedError::Content)
            })
            .collect()
    }

    fn places(&mut self, count: usize) -> Result<Vec<f64>, PackedError> {
        let (low, middle, high) = (self.take(count)?, self.take(count)?, self.take(count)?);
        let of = |node: usize| {
            u32::from(low[node]) | u32::from(middle[node]) << 8 | u32::from(high[node]) << 16
        };
        Ok((0..count).map(|node| length_of(of(node))).collect())
    }

    pub fn nodes(&mut self, count: usize, flags: u32) -> Result<Vec<PackedNode>, PackedError> {
        let kinds = self.take(count)?;
        let mut roles = Vec::with_capacity(count);
        for kind in kinds {
            let is_mentored = kind & HAS_LIVE_MENTOR != 0;
            let role = match kind & !(HAS_LIVE_MENTOR | PLACE_UNKNOWN) {
                0 => Some(Role::Supported {
                    has_live_mentor: is_mentored,
                }),
                _ if is_mentored => return Err(PackedError::Content),
                1 => Some(Role::Mentor {
                    mentees: self.number()?,
                }),
                2 => Some(Role::School),
                3 => Some(Role::Centre),
                4 => Some(Role::Partner),
                GROUP => None,
                _ => return Err(PackedError::Content),
            };
            roles.push(role);
        }
        let cores = if flags & HAS_STANDINGS == 0 {
            vec![0; count]
        } else {
            let bits = self.take(count)?.to_vec();
            if bits.iter().all(|bits| *bits == 0) {
                return Err(PackedError::Content);
            }
            bits
        };
        let counts = self.column(count, flags & HAS_COUNTS != 0)?;
        let (xs, ys) = (self.places(count)?, self.places(count)?);
        let (codes, names) = (self.texts(count)?, self.texts(count)?);
        let mut nodes = Vec::with_capacity(count);
        for (at, (code, name)) in codes.into_iter().zip(names).enumerate() {
            nodes.push(PackedNode {
                code,
                name,
                at: (xs[at], ys[at]),
                role: roles[at],
                core: StandingCore::from_bits(cores[at]).ok_or(PackedError::Content)?,
                is_place_unknown: kinds[at] & PLACE_UNKNOWN != 0,
                count: counts[at],
            });
        }
        Ok(nodes)
    }

    pub fn edges(
        &mut self,
        count: usize,
        nodes: usize,
        flags: u32,
    ) -> Result<Vec<PackedEdge>, PackedError> {
        let givers = self.rising(count, nodes)?;
        let mut receivers = Vec::with_capacity(count);
        let mut before = None;
        for from in &givers {
            let folded = i64::from(self.number()?);
            let away = if folded % 2 == 0 {
                folded / 2
            } else {
                -(folded + 1) / 2
            };
            let to = i64::from(base(before, *from)) + away;
            match u32::try_from(to) {
                Ok(to) if (to as usize) < nodes && to != *from => {
                    before = Some((*from, to));
                    receivers.push(to);
                }
                _ => return Err(PackedError::Content),
            }
        }
        let whats = self.take(count)?;
        let weights = self.column(count, flags & HAS_WEIGHTS != 0)?;
        let mut edges = Vec::with_capacity(count);
        for at in 0..count {
            let (kind, status) = what_of(whats[at])?;
            edges.push(PackedEdge {
                from: givers[at],
                to: receivers[at],
                kind,
                status,
                weight: weights[at],
            });
        }
        let key = |edge: &PackedEdge| (edge.from, edge.to, edge.kind, edge.status);
        if edges.is_sorted_by_key(key) {
            Ok(edges)
        } else {
            Err(PackedError::Content)
        }
    }

    pub fn ends(&mut self, count: usize, nodes: usize) -> Result<Vec<PackedOpenEnd>, PackedError> {
        let places = self.rising(count, nodes)?;
        let whats = self.take(count)?;
        let mut ends = Vec::with_capacity(count);
        for (node, byte) in places.into_iter().zip(whats) {
            let (kind, status) = what_of(byte / 2)?;
            ends.push(PackedOpenEnd {
                node,
                is_request: byte % 2 == 1,
                kind,
                status,
            });
        }
        let key = |end: &PackedOpenEnd| (end.node, end.is_request, end.kind, end.status);
        if ends.is_sorted_by_key(key) {
            Ok(ends)
        } else {
            Err(PackedError::Content)
        }
    }

    /// Indices of nodes, each counted from the one before.
    fn rising(&mut self, count: usize, nodes: usize) -> Result<Vec<u32>, PackedError> {
        let mut last = 0_u32;
        let mut indices = Vec::with_capacity(count);
        for _ in 0..count {
            last = last
                .checked_add(self.number()?)
                .ok_or(PackedError::Content)?;
            if last as usize >= nodes {
                return Err(PackedError::Content);
            }
            indices.push(last);
        }
        Ok(indices)
    }
}
