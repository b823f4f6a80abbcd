//! A picture as bytes. What does not change from node to node is left out.

use super::{
    GROUP, HAS_COUNTS, HAS_LIVE_MENTOR, HAS_SHELF, HAS_STANDINGS, HAS_WEIGHTS, PLACE_UNKNOWN, base,
    eighths, what,
};
use crate::packed::{PackedEdge, PackedNode, PackedOpenEnd, PackedPicture, number};
use crate::roles::Role;

/// The bytes so far.
pub struct Writer(pub Vec<u8>);

impl Writer {
    pub fn number(&mut self, mut number: u32) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub fn head(&mut self, picture: &PackedPicture) {
        let mut flags = 0;
        let mut has = |flag: u32, is_so: bool| flags |= if is_so { flag } else { 0 };
        has(HAS_SHELF, picture.shelf.is_some());
        has(HAS_COUNTS, picture.nodes.iter().any(|node| node.count != 1));
        has(
            HAS_WEIGHTS,
            picture.edges.iter().any(|edge| edge.weight != 1),
        );
        has(
            HAS_STANDINGS,
            picture.nodes.iter().any(|node| node.core.bits() != 0),
        );
        self.number(flags);
        let lengths = [picture.width, picture.height];
        for length in lengths.iter().chain(picture.shelf.iter().flatten()) {
            self.number(eighths(*length));
        }
        for count in [
            picture.nodes.len(),
            picture.edges.len(),
            picture.open_ends.len(),
        ] {
            self.number(number(count));
        }
    }

    pub fn nodes(&mut self, picture: &PackedPicture) {
        let nodes = &picture.nodes;
        for node in nodes {
            let kind = match node.role {
                None => GROUP,
                Some(role) => role.kind() as u8,
            };
            let mentored = matches!(
                node.role,
                Some(Role::Supported {
                    has_live_mentor: true
                })
            );
            let mentored = if mentored { HAS_LIVE_MENTOR } else { 0 };
            let unknown = if node.is_place_unknown {
                PLACE_UNKNOWN
            } else {
                0
            };
            self.0.push(kind | mentored | unknown);
        }
        for node in nodes {
            if let Some(Role::Mentor { mentees }) = node.role {
                self.number(mentees);
            }
        }
        if nodes.iter().any(|node| node.core.bits() != 0) {
            self.0.extend(nodes.iter().map(|node| node.core.bits()));
        }
        if nodes.iter().any(|node| node.count != 1) {
            nodes.iter().for_each(|node| self.number(node.count));
        }
        for plane in 0..3 {
            self.0.extend(
                nodes
                    .iter()
                    .map(|node| (eighths(node.at.0) >> (8 * plane)) as u8),
            );
        }
        for plane in 0..3 {
            self.0.extend(
                nodes
                    .iter()
                    .map(|node| (eighths(node.at.1) >> (8 * plane)) as u8),
            );
        }
        let texts: [fn(&PackedNode) -> &str; 2] = [|node| &node.code, |node| &node.name];
        for text in texts {
            nodes
                .iter()
                .for_each(|node| self.number(number(text(node).len())));
            nodes
                .iter()
                .for_each(|node| self.0.extend(text(node).as_bytes()));
        }
    }

    pub fn edges(&mut self, edges: &[PackedEdge]) {
        let mut before = 0;
        for edge in edges {
            self.number(edge.from - before);
            before = edge.from;
        }
        let mut before = None;
        for edge in edges {
            let away = i64::from(edge.to) - i64::from(base(before, edge.from));
            // Twice the distance of two nodes: no picture has so many that it would not fit.
            let folded = if away < 0 { -2 * away - 1 } else { 2 * away };
            self.number(u32::try_from(folded).unwrap_or(u32::MAX));
            before = Some((edge.from, edge.to));
        }
        self.0
            .extend(edges.iter().map(|edge| what(edge.kind, edge.status)));
        if edges.iter().any(|edge| edge.weight != 1) {
            edges.iter().for_each(|edge| self.number(edge.weight));
        }
    }

    pub fn ends(&mut self, ends: &[PackedOpenEnd]) {
        let mut before = 0;
        for end in ends {
            self.number(end.node - before);
            before = end.node;
        }
        for end in ends {
            self.0
                .push(what(end.kind, end.status) * 2 + u8::from(end.is_request));
        }
    }
}
