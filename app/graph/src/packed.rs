//! A picture as few bytes: what a program needs to draw a network of thousands, and nothing else.
//!
//! Made of a graph and a layout, so of what one viewer may see. No identities: an organisation is
//! its code, by which its page is found. No colours, no sentences. Degrees are not in it, as the
//! edges are. The bytes are described in [`bytes`]; whoever reads them trusts nothing they say.

mod bytes;

pub use bytes::{PackedError, VERSION};

use crate::geometry::Point;
use crate::layout::Layout;
use crate::network_graph::{Edge, NetworkGraph};
use crate::order::reading_order;
use crate::roles::Role;
use opora_domain::{Family, Openness, PartnershipKind, PartnershipStatus, Standing, StandingKind};

/// A picture to draw. Places are in px at 100 %, exact to an eighth, origin at the upper left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackedPicture {
    pub width: f64,
    pub height: f64,
    /// The frame of the unconnected as left, top, width, height.
    pub shelf: Option<[f64; 4]>,
    /// In the order in which they are read one after another.
    pub nodes: Vec<PackedNode>,
    /// By ascending giver, then receiver.
    pub edges: Vec<PackedEdge>,
    /// By ascending node.
    pub open_ends: Vec<PackedOpenEnd>,
}

/// An organisation; or a group of them, seen from afar as one disc.
#[derive(Clone, Debug, PartialEq)]
pub struct PackedNode {
    /// What its page is found by.
    pub code: String,
    pub name: String,
    pub at: Point,
    /// `None` for a group.
    pub role: Option<Role>,
    /// What the ring has inside; empty for those who may not see standings.
    pub core: StandingCore,
    pub is_place_unknown: bool,
    /// How many organisations stand here: 1 for one, more for a group.
    pub count: u32,
}

/// Standings that have a drawing, as in [`crate::svg`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandingCore(u8);

impl StandingCore {
    pub const LOW: StandingCore = StandingCore(1);
    pub const ADVERSE: StandingCore = StandingCore(2);
    /// Risk, or periodically low.
    pub const RISK: StandingCore = StandingCore(4);
    pub const GROWTH: StandingCore = StandingCore(8);
    const ALL_BITS: u8 = 15;

    /// Of the standings that have not ended.
    pub fn of(standings: &[Standing]) -> Self {
        let mut bits = 0;
        for standing in standings.iter().filter(|each| each.until.is_none()) {
            bits |= match standing.kind {
                StandingKind::LowResults => Self::LOW.0,
                StandingKind::AdverseConditions => Self::ADVERSE.0,
                StandingKind::RiskGroup | StandingKind::PeriodicallyLow => Self::RISK.0,
                StandingKind::GrowthPoint => Self::GROWTH.0,
                _ => 0,
            };
        }
        StandingCore(bits)
    }

    pub const fn bits(self) -> u8 {
        self.0
    }

    pub const fn has(self, other: StandingCore) -> bool {
        self.0 & other.0 != 0
    }

    const fn from_bits(bits: u8) -> Option<Self> {
        if bits <= Self::ALL_BITS {
            Some(StandingCore(bits))
        } else {
            None
        }
    }
}

/// A partnership; or many between two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackedEdge {
    /// Index of the node that gives.
    pub from: u32,
    /// Index of the node that receives.
    pub to: u32,
    pub kind: PartnershipKind,
    pub status: PartnershipStatus,
    /// How many partnerships this line stands for, at least 1.
    pub weight: u32,
}

impl PackedEdge {
    pub const fn family(&self) -> Family {
        self.kind.family()
    }
}

/// An offer or a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackedOpenEnd {
    /// Index of the side that is named.
    pub node: u32,
    pub is_request: bool,
    pub kind: PartnershipKind,
    pub status: PartnershipStatus,
}

impl PackedPicture {
    /// The picture of a graph with a layout made for it, or restricted to it.
    pub fn of(graph: &NetworkGraph, layout: &Layout) -> Self {
        let standing = graph.nodes.iter();
        let standing: Vec<_> = standing
            .map(|node| (node.role, &node.organisation))
            .collect();
        let order = reading_order(&standing);
        let mut places = vec![0; order.len()];
        for (place, node) in order.iter().enumerate() {
            places[*node] = number(place);
        }
        let unknown = layout.unknown.as_ref();
        let nodes = order
            .iter()
            .map(|index| {
                let node = &graph.nodes[*index];
                PackedNode {
                    code: node.organisation.code.clone(),
                    name: node.organisation.name.clone(),
                    at: layout.positions[*index],
                    role: Some(node.role),
                    core: StandingCore::of(&node.organisation.standings),
                    is_place_unknown: unknown.is_some_and(|ring| ring.nodes.contains(index)),
                    count: 1,
                }
            })
            .collect();
        let packed = |edge: &Edge| PackedEdge {
            from: places[edge.from],
            to: places[edge.to],
            kind: edge.partnership.kind,
            status: edge.partnership.status,
            weight: 1,
        };
        let open_ends = graph.open_ends.iter().map(|end| PackedOpenEnd {
            node: places[end.node],
            is_request: end.openness == Openness::Request,
            kind: end.partnership.kind,
            status: end.partnership.status,
        });
        let frame = layout.shelf_frame.filter(|_| !layout.shelf.is_empty());
        let mut picture = PackedPicture {
            width: layout.width,
            height: layout.height,
            shelf: frame.map(|(left, top, width, height)| [left, top, width, height]),
            nodes,
            edges: graph.edges.iter().map(packed).collect(),
            open_ends: open_ends.collect(),
        };
        picture.settle();
        picture
    }

    /// The picture as it will be read: lines in order, places on their eighths.
    fn settle(&mut self) {
        self.edges
            .sort_by_key(|edge| (edge.from, edge.to, edge.kind, edge.status));
        self.open_ends
            .sort_by_key(|end| (end.node, end.is_request, end.kind, end.status));
        for length in [&mut self.width, &mut self.height]
            .into_iter()
            .chain(self.shelf.iter_mut().flatten())
            .chain(
                self.nodes
                    .iter_mut()
                    .flat_map(|node| [&mut node.at.0, &mut node.at.1]),
            )
        {
            *length = bytes::length_of(bytes::eighths(*length));
        }
    }
}

/// An index as a number of the format, which has room for four milliards.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
