//! GraphML (<http://graphml.graphdrawing.org>): typed keys, directed edges. Reads what networkx,
//! igraph and Gephi write; refuses hyperedges, passes over ports and drawings of other programs.

use super::attributes::{Attribute, EDGE, NODE, Type, find, known_in};
use super::references::References;
use super::refusal::{NetworkFileProblem as P, refused};
use super::rows::{ATTRIBUTES_MAX, EDGES_MAX, NODES_MAX, NetworkRows, OPEN_SIDE, Row, Table};
use super::xml::{Page, Piece, Pieces, VALUE_BYTES_MAX, part};
use super::{NetworkContents, Written};
use crate::FileError;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn write(contents: &NetworkContents) -> Written {
    let mut page = Page::default();
    page.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    page.line("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">");
    let (edges, left_out) = contents.edges();
    let of_nodes = contents.values_of_nodes();
    let of_edges = contents.values_of_edges(&edges);
    for (class, letter, attributes, rows) in [
        ("node", 'n', NODE, &of_nodes),
        ("edge", 'e', EDGE, &of_edges),
    ] {
        for it in known_in(attributes, rows) {
            let (name, kind) = (it.name, type_name(it.kind));
            page.line(&format!("<key id=\"{letter}_{name}\" for=\"{class}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"));
        }
    }
    for name in ["network", "title"] {
        page.line(&format!(
            "<key id=\"g_{name}\" for=\"graph\" attr.name=\"{name}\" attr.type=\"string\"/>"
        ));
    }
    page.line("<graph id=\"network\" edgedefault=\"directed\">");
    let of_graph = [
        ("network", contents.network.slug.to_string()),
        ("title", contents.title()),
    ];
    values(&mut page, 'g', &of_graph);
    page.line("");
    for (organisation, known) in contents.organisations.iter().zip(&of_nodes) {
        page.text.push_str("<node");
        page.part("id", &organisation.code);
        page.text.push('>');
        values(&mut page, 'n', known);
        page.line("</node>");
    }
    for open in edges
        .iter()
        .filter(|edge| edge.from.is_none() || edge.to.is_none())
    {
        page.text.push_str("<node");
        page.part("id", &format!("{OPEN_SIDE}{}", open.id));
        page.line("/>");
    }
    for (edge, known) in edges.iter().zip(&of_edges) {
        let open = format!("{OPEN_SIDE}{}", edge.id);
        page.text.push_str("<edge");
        page.part("id", &edge.id);
        page.part("source", edge.from.unwrap_or(&open));
        page.part("target", edge.to.unwrap_or(&open));
        page.text.push('>');
        values(&mut page, 'e', known);
        page.line("</edge>");
    }
    page.line("</graph>");
    page.line("</graphml>");
    Written {
        text: page.text,
        characters_dropped: page.dropped,
        places_unknown: 0,
        partnerships_left_out: left_out,
    }
}

fn values(page: &mut Page, letter: char, values: &[(&'static str, String)]) {
    for (name, value) in values {
        page.text
            .push_str(&format!("<data key=\"{letter}_{name}\">"));
        page.escaped(value);
        page.text.push_str("</data>");
    }
}

const fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Whole => "int",
        Type::Number => "double",
        Type::Flag => "boolean",
    }
}

pub(super) fn read(text: &str) -> Result<NetworkRows, FileError> {
    let mut reading = Reading::default();
    let mut pieces = Pieces::new(text);
    while let Some(piece) = pieces.next()? {
        let line = pieces.line();
        match piece {
            Piece::Open { name, parts } => {
                let is_root = pieces.open().len() == 1;
                reading.opened(&name, &parts, is_root, line)?;
            }
            Piece::Text(text) => {
                let is_data = pieces.open().last().is_some_and(|name| name == "data");
                if is_data && let Some((_, value, _)) = &mut reading.data {
                    value.push_str(&text);
                    if value.len() > VALUE_BYTES_MAX {
                        return refused(
                            line,
                            P::TooLong {
                                bytes_max: VALUE_BYTES_MAX,
                            },
                        );
                    }
                }
            }
            Piece::Close(name) => reading.closed(&name)?,
        }
    }
    reading.references.check()?;
    reading.give_back_names();
    Ok(NetworkRows {
        network: reading.network,
        nodes: Some(reading.nodes),
        edges: Some(reading.edges),
    })
}

/// What a value belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Node(usize),
    Edge,
    Graph,
}

#[derive(Default)]
struct Reading {
    network: Option<String>,
    nodes: Table,
    edges: Table,
    /// By the file's own name of a key: what it means for a node and for an edge.
    keys: BTreeMap<String, Key>,
    declarations: usize,
    /// The former identities of nodes, by position.
    former_ids: BTreeMap<usize, String>,
    is_undirected: bool,
    owners: Vec<Owner>,
    /// The value that is being read: its key, text and line.
    data: Option<(String, String, usize)>,
    references: References,
}

#[derive(Default)]
struct Key {
    node: Option<&'static Attribute>,
    edge: Option<&'static Attribute>,
    /// The name of a node where nothing else is.
    is_label: bool,
    /// igraph numbers nodes anew and keeps the former identity as a value; igraph and Gephi do so
    /// with edges.
    is_id: bool,
    is_edge_id: bool,
    is_network: bool,
}

impl Reading {
    fn opened(
        &mut self,
        name: &str,
        parts: &[(String, String)],
        is_root: bool,
        line: usize,
    ) -> Result<(), FileError> {
        match name {
            _ if is_root && name != "graphml" => return refused(line, P::OtherFormat),
            "key" => self.key(parts, line)?,
            "graph" => {
                self.is_undirected = part(parts, "edgedefault") == Some("undirected");
                self.owners.push(Owner::Graph);
            }
            "node" => {
                let id = needed(parts, "id", line)?;
                if self.nodes.rows.len() >= NODES_MAX {
                    return refused(
                        line,
                        P::TooMany {
                            what: "nodes",
                            count_max: NODES_MAX,
                        },
                    );
                }
                self.references.node(id, line)?;
                self.owners.push(Owner::Node(self.nodes.rows.len()));
                let (place, id) = (line.to_string(), id.to_owned());
                self.nodes.rows.push(Row {
                    place,
                    id,
                    ..Row::default()
                });
            }
            "edge" => self.edge(parts, line)?,
            "hyperedge" => return refused(line, P::HyperEdge),
            "data" => {
                let key = needed(parts, "key", line)?;
                self.data = Some((key.to_owned(), String::new(), line));
            }
            _ => {}
        }
        Ok(())
    }

    fn key(&mut self, parts: &[(String, String)], line: usize) -> Result<(), FileError> {
        let id = needed(parts, "id", line)?;
        self.declarations += 1;
        if self.declarations > ATTRIBUTES_MAX {
            let what = "attributes";
            return refused(
                line,
                P::TooMany {
                    what,
                    count_max: ATTRIBUTES_MAX,
                },
            );
        }
        let name = part(parts, "attr.name").unwrap_or(id);
        let class = part(parts, "for").unwrap_or("all");
        // Gephi gives a key of nodes and one of edges the same name.
        let mut key = self.keys.remove(id).unwrap_or_default();
        if matches!(class, "node" | "all") {
            key.is_id = name == "id";
            // What other programs call the name of a node.
            key.is_label = matches!(name, "label" | "Label");
            let known = if key.is_label { "name" } else { name };
            key.node = find(NODE, known);
            if key.node.is_none() && !key.is_id {
                let unknown = (line.to_string(), name.to_owned());
                self.nodes.unknown.push(unknown);
            }
        }
        if matches!(class, "edge" | "all") {
            key.edge = find(EDGE, name);
            key.is_edge_id = name == "id" || (id == "edgeid" && name == "Edge Id");
            if key.edge.is_none() && !key.is_edge_id {
                let unknown = (line.to_string(), name.to_owned());
                self.edges.unknown.push(unknown);
            }
        }
        key.is_network |= class == "graph" && name == "network";
        self.keys.insert(id.to_owned(), key);
        Ok(())
    }

    fn edge(&mut self, parts: &[(String, String)], line: usize) -> Result<(), FileError> {
        if self.edges.rows.len() >= EDGES_MAX {
            return refused(
                line,
                P::TooMany {
                    what: "edges",
                    count_max: EDGES_MAX,
                },
            );
        }
        let (source, target) = (
            needed(parts, "source", line)?,
            needed(parts, "target", line)?,
        );
        self.references.end(source, line);
        self.references.end(target, line);
        self.edges.rows.push(Row {
            place: line.to_string(),
            id: part(parts, "id").unwrap_or_default().to_owned(),
            from: Some(source.to_owned()),
            to: Some(target.to_owned()),
            // `directed` is GraphML's word, `type` is Gephi's.
            is_undirected: match (part(parts, "directed"), part(parts, "type")) {
                (Some(directed), _) => directed != "true",
                (None, Some(kind)) => kind != "directed",
                (None, None) => self.is_undirected,
            },
            ..Row::default()
        });
        self.owners.push(Owner::Edge);
        Ok(())
    }

    fn closed(&mut self, name: &str) -> Result<(), FileError> {
        match name {
            "node" | "edge" | "graph" => drop(self.owners.pop()),
            "data" => {
                if let Some((key, text, line)) = self.data.take() {
                    self.value(&key, text, line)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn value(&mut self, key: &str, text: String, line: usize) -> Result<(), FileError> {
        let (Some(key), Some(owner)) = (self.keys.get(key), self.owners.last()) else {
            return Ok(());
        };
        let found = match owner {
            Owner::Node(at) => {
                let former = text.trim();
                if key.is_id && !former.is_empty() {
                    self.former_ids.insert(*at, former.to_owned());
                }
                self.nodes.rows.get_mut(*at).zip(key.node)
            }
            Owner::Edge => {
                if let (Some(row), true) = (self.edges.rows.last_mut(), key.is_edge_id) {
                    row.id = text.trim().to_owned();
                }
                self.edges.rows.last_mut().zip(key.edge)
            }
            Owner::Graph => {
                if key.is_network {
                    self.network = Some(text.trim().to_owned());
                }
                return Ok(());
            }
        };
        match found {
            Some((row, attribute)) if key.is_label && row.values.contains_key(attribute.name) => {
                Ok(())
            }
            Some((row, attribute)) => row.keep(attribute, text, line.to_string(), line),
            None => Ok(()),
        }
    }
}

impl Reading {
    /// Calls nodes by their former identities, if these tell all of them apart.
    fn give_back_names(&mut self) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        for (at, row) in self.nodes.rows.iter().enumerate() {
            let name = self.former_ids.get(&at).unwrap_or(&row.id);
            if !taken.insert(name) {
                return;
            }
            names.insert(row.id.clone(), name.clone());
        }
        let named = |id: &mut String| {
            if let Some(name) = names.get(id) {
                id.clone_from(name);
            }
        };
        for row in &mut self.nodes.rows {
            named(&mut row.id);
        }
        for row in &mut self.edges.rows {
            row.from.iter_mut().chain(&mut row.to).for_each(named);
        }
    }
}

fn needed<'a>(
    parts: &'a [(String, String)],
    name: &'static str,
    line: usize,
) -> Result<&'a str, FileError> {
    match part(parts, name) {
        Some(value) if !value.is_empty() => Ok(value),
        _ => refused(line, P::MissingPart { part: name }),
    }
}
