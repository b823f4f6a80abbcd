//! What a network of thousands weighs on the line, with names as varied as real ones.

use super::graph;
use opora_graph::layout::layout;
use opora_graph::packed::PackedPicture;
use opora_graph::{NetworkGraph, order};
use std::io::Write;

/// Most bytes of 5,000 organisations with 10,000 relations, names included, in brotli.
const BYTES_MAX: usize = 150_000;

const BEGINNINGS: &[&str] = &[
    "Нижне",
    "Верхне",
    "Ново",
    "Старо",
    "Красно",
    "Мало",
    "Больше",
    "Средне",
    "Усть-",
    "Черно",
    "Бело",
    "",
];
const ROOTS: &[&str] = &[
    "берёз",
    "осин",
    "камен",
    "озёр",
    "луг",
    "дубрав",
    "логов",
    "песчан",
    "крут",
    "степн",
    "ольх",
    "родник",
    "полян",
    "мост",
    "залес",
    "бор",
    "холм",
    "ключ",
    "вишн",
    "сосн",
    "покров",
    "лебяж",
    "троиц",
    "николь",
    "петров",
    "иванов",
    "михайлов",
    "алексеев",
    "знамен",
    "раздол",
    "вечер",
    "заречен",
];
const ENDS: &[&str] = &["овская", "ская", "инская", "евская", "ненская"];
const KINDS: &[&str] = &[
    "СОШ",
    "ООШ",
    "СШ",
    "начальная школа",
    "гимназия",
    "школа-интернат",
];

/// Names that do not repeat: made of parts, most with a number or a settlement of their own.
fn named(mut graph: NetworkGraph) -> NetworkGraph {
    let mut state = 7_u64;
    let mut below = |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for node in &mut graph.nodes {
        let mut part = |list: &[&'static str]| list[below(list.len())];
        let place = format!("{}{}{}", part(BEGINNINGS), part(ROOTS), part(ENDS));
        let kind = part(KINDS);
        let settlement = format!("{}{}", part(BEGINNINGS), part(ROOTS));
        node.organisation.name = match below(3) {
            0 => format!("МБОУ {place} {kind}"),
            1 => format!("МКОУ {place} {kind} № {}", 1 + below(60)),
            _ => format!("МБОУ {kind} № {} с. {settlement}ово", 1 + below(60)),
        };
    }
    graph
}

fn brotli(bytes: &[u8], quality: u32) -> usize {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 64 * 1024, quality, 22);
    writer.write_all(bytes).unwrap();
    drop(writer);
    out.len()
}

#[test]
#[expect(clippy::print_stdout, reason = "the weight is worth reading")]
fn five_thousand_organisations_are_light() {
    let graph = named(graph(5_000, 10_000));
    let different: std::collections::BTreeSet<_> = graph
        .nodes
        .iter()
        .map(|node| &node.organisation.name)
        .collect();
    assert!(
        different.len() > 4_500,
        "only {} different names",
        different.len()
    );
    let picture = PackedPicture::of(&graph, &layout(&graph));
    let standing = graph.nodes.iter();
    let standing: Vec<_> = standing
        .map(|node| (node.role, &node.organisation))
        .collect();
    let in_order = order::reading_order(&standing);
    assert_eq!(
        picture.nodes[0].name,
        graph.nodes[in_order[0]].organisation.name
    );
    let bytes = picture.to_bytes();
    let (quick, best) = (brotli(&bytes, 5), brotli(&bytes, 11));
    println!(
        "5,000 / 10,000: {} raw, {quick} brotli 5, {best} brotli 11",
        bytes.len()
    );
    // What the server compresses on the fly must hold too.
    assert!(best <= BYTES_MAX && quick <= BYTES_MAX);
}
