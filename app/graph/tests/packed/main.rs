//! Packed pictures: what goes in comes out, hostile bytes are refused, version 1 stays as it is,
//! and a network of thousands is light on the line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod size;

use opora_domain::{PartnershipKind, PartnershipStatus};
use opora_graph::generated::GeneratedNetwork;
use opora_graph::layout::layout;
use opora_graph::packed::{
    PackedEdge, PackedError, PackedNode, PackedOpenEnd, PackedPicture, StandingCore, VERSION,
};
use opora_graph::{NetworkGraph, Role};
use proptest::prelude::*;

const GOLDEN: &str = include_str!("version-1.hex");

fn graph(organisations: usize, relations: usize) -> NetworkGraph {
    GeneratedNetwork::new(organisations, relations, 1)
        .graph("generated", 1)
        .unwrap()
}

/// One of everything.
fn small() -> PackedPicture {
    let node = |code: &str, name: &str, at: (f64, f64), role: Option<Role>| PackedNode {
        code: code.to_owned(),
        name: name.to_owned(),
        at,
        role,
        core: StandingCore::default(),
        is_place_unknown: false,
        count: 1,
    };
    let mentored = Some(Role::Supported {
        has_live_mentor: true,
    });
    let seeking = Some(Role::Supported {
        has_live_mentor: false,
    });
    PackedPicture {
        width: 880.0,
        height: 412.125,
        shelf: Some([18.0, 300.5, 400.0, 90.0]),
        nodes: vec![
            PackedNode {
                core: StandingCore::LOW,
                ..node("helped", "Дальняя СОШ № 3", (62.0, 42.125), mentored)
            },
            node("seeking", "Крайняя СОШ", (4_100.5, 80.0), seeking),
            node(
                "mentor",
                "Школа <1>",
                (120.0, 0.0),
                Some(Role::Mentor { mentees: 300 }),
            ),
            node("school", "", (9.75, 300.0), Some(Role::School)),
            node("centre", "ИМЦ", (300.0, 99.0), Some(Role::Centre)),
            PackedNode {
                is_place_unknown: true,
                ..node("museum", "Музей", (70_000.875, 8.0), Some(Role::Partner))
            },
            PackedNode {
                count: 41,
                ..node("district", "Соседний район", (500.0, 100.0), None)
            },
        ],
        edges: vec![
            edge(
                2,
                0,
                PartnershipKind::Mentoring,
                PartnershipStatus::Active,
                1,
            ),
            edge(
                2,
                1,
                PartnershipKind::InternshipSite,
                PartnershipStatus::Proposed,
                1,
            ),
            edge(
                2,
                1,
                PartnershipKind::JointProject,
                PartnershipStatus::EndedEarly,
                1,
            ),
            edge(
                6,
                4,
                PartnershipKind::Community,
                PartnershipStatus::Completed,
                1_000,
            ),
        ],
        open_ends: vec![
            end(
                1,
                true,
                PartnershipKind::Mentoring,
                PartnershipStatus::Proposed,
            ),
            end(
                5,
                false,
                PartnershipKind::Consulting,
                PartnershipStatus::Active,
            ),
        ],
    }
}

fn edge(
    from: u32,
    to: u32,
    kind: PartnershipKind,
    status: PartnershipStatus,
    weight: u32,
) -> PackedEdge {
    PackedEdge {
        from,
        to,
        kind,
        status,
        weight,
    }
}

fn end(
    node: u32,
    is_request: bool,
    kind: PartnershipKind,
    status: PartnershipStatus,
) -> PackedOpenEnd {
    PackedOpenEnd {
        node,
        is_request,
        kind,
        status,
    }
}

fn hex(bytes: &[u8]) -> String {
    let lines = bytes.chunks(32).map(|line| {
        let digits: Vec<String> = line.iter().map(|byte| format!("{byte:02x}")).collect();
        digits.join("") + "\n"
    });
    lines.collect()
}

#[test]
fn version_1_is_written_and_read_as_ever() {
    assert_eq!(
        hex(&small().to_bytes()),
        GOLDEN,
        "the bytes of version 1 have changed"
    );
    let digits: Vec<u8> = GOLDEN.bytes().filter(u8::is_ascii_hexdigit).collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
        .collect();
    assert_eq!(PackedPicture::from_bytes(&bytes).unwrap(), small());
}

#[test]
fn a_picture_of_a_network_comes_out_as_it_went_in() {
    for (organisations, relations) in [(0, 0), (1, 0), (40, 120), (600, 1_200)] {
        let graph = graph(organisations, relations);
        let layout = layout(&graph);
        let picture = PackedPicture::of(&graph, &layout);
        assert_eq!(
            PackedPicture::from_bytes(&picture.to_bytes()).unwrap(),
            picture
        );
        assert_eq!(
            (
                picture.nodes.len(),
                picture.edges.len(),
                picture.open_ends.len()
            ),
            (graph.nodes.len(), graph.edges.len(), graph.open_ends.len())
        );
        for node in &picture.nodes {
            let index = graph
                .nodes
                .iter()
                .position(|each| each.organisation.code == node.code)
                .unwrap();
            let (original, at) = (&graph.nodes[index], layout.positions[index]);
            assert_eq!(
                (&node.name, node.role),
                (&original.organisation.name, Some(original.role))
            );
            assert!((node.at.0 - at.0).abs() <= 0.0625 && (node.at.1 - at.1).abs() <= 0.0625);
        }
        // Who helps whom is the same, said by codes.
        let mut packed: Vec<_> = picture
            .edges
            .iter()
            .map(|edge| {
                let code = |node: u32| picture.nodes[node as usize].code.as_str();
                (code(edge.from), code(edge.to), edge.kind, edge.status)
            })
            .collect();
        let mut given: Vec<_> = graph
            .edges
            .iter()
            .map(|edge| {
                let code = |node: usize| graph.nodes[node].organisation.code.as_str();
                let partnership = &edge.partnership;
                (
                    code(edge.from),
                    code(edge.to),
                    partnership.kind,
                    partnership.status,
                )
            })
            .collect();
        packed.sort_unstable();
        given.sort_unstable();
        assert_eq!(packed, given);
    }
}

#[test]
fn what_was_cut_or_prolonged_is_refused() {
    let bytes = small().to_bytes();
    for length in 0..bytes.len() {
        assert!(
            PackedPicture::from_bytes(&bytes[..length]).is_err(),
            "the first {length} bytes"
        );
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(PackedPicture::from_bytes(&longer), Err(PackedError::Length));
    let mut later = bytes;
    later[0] = VERSION + 1;
    assert_eq!(
        PackedPicture::from_bytes(&later),
        Err(PackedError::Version(VERSION + 1))
    );
}

#[test]
fn numbers_beyond_all_measure_set_nothing_aside() {
    // A head that claims four milliards of nodes in a few bytes.
    let head = [
        VERSION, 12, 0, 8, 8, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0,
    ];
    assert_eq!(PackedPicture::from_bytes(&head), Err(PackedError::Length));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to the bytes: they are refused, or they are the one way to write what was
    /// read. There is no third thing, and no panic.
    #[test]
    fn hostile_bytes_are_refused_or_canonical(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
        mends_length in any::<bool>(),
    ) {
        let mut bytes = small().to_bytes();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if mends_length && bytes.len() > 3 {
            // So that what lies behind the check of the length is tried as well.
            let rest = bytes.len() - 3;
            bytes[0] = VERSION;
            bytes[1] = (rest & 0x7f) as u8 | 0x80;
            bytes[2] = (rest >> 7) as u8;
        }
        if let Ok(picture) = PackedPicture::from_bytes(&bytes) {
            prop_assert_eq!(picture.to_bytes(), bytes);
        }
    }
}
