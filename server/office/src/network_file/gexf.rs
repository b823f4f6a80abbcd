//! GEXF 1.3, the format of Gephi (<https://gexf.net>): directed edges, typed attributes, kinds,
//! and terms as spells where they are known. Reads 1.2 and 1.3. Does not write colours or
//! positions: those are the picture's.
//!
//! A side nobody has named is a node of its own, `open:` and the partnership: the format has no
//! edge of one end.

use super::attributes::{EDGE, NODE, Type, find, known_in};
use super::references::References;
use super::refusal::{NetworkFileProblem as P, refused};
use super::rows::{ATTRIBUTES_MAX, EDGES_MAX, NODES_MAX, NetworkRows, OPEN_SIDE, Row, Table};
use super::xml::{Page, Piece, Pieces, part};
use super::{NetworkContents, Written};
use crate::FileError;
use crate::network_file::attributes::Attribute;
use opora_domain::PartialDate;
use std::collections::BTreeMap;

const MARK: &str = "opora-network:";

pub(super) fn write(contents: &NetworkContents) -> Written {
    let mut page = Page::default();
    page.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    page.line("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">");
    page.text
        .push_str("<meta><creator>Opora</creator><description>");
    let description = contents.title();
    page.escaped(&description);
    page.text.push_str("</description><keywords>");
    page.escaped(&format!("{MARK}{}", contents.network.slug));
    page.line("</keywords></meta>");
    page.line("<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">");
    let (edges, left_out) = contents.edges();
    let of_nodes = contents.values_of_nodes();
    let of_edges = contents.values_of_edges(&edges);
    for (class, attributes, rows) in [("node", NODE, &of_nodes), ("edge", EDGE, &of_edges)] {
        page.line(&format!("<attributes class=\"{class}\">"));
        for attribute in known_in(attributes, rows) {
            let (name, kind) = (attribute.name, type_name(attribute.kind));
            page.line(&format!(
                "<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>"
            ));
        }
        page.line("</attributes>");
    }
    page.line("<nodes>");
    for (organisation, known) in contents.organisations.iter().zip(&of_nodes) {
        page.text.push_str("<node");
        page.part("id", &organisation.code);
        page.part("label", &organisation.name);
        page.text.push('>');
        values(&mut page, known);
        page.line("</node>");
    }
    for open in edges
        .iter()
        .filter(|edge| edge.from.is_none() || edge.to.is_none())
    {
        page.text.push_str("<node");
        page.part("id", &format!("{OPEN_SIDE}{}", open.id));
        page.part("label", "");
        page.line("/>");
    }
    page.line("</nodes>");
    page.line("<edges>");
    for (edge, known) in edges.iter().zip(&of_edges) {
        let open = format!("{OPEN_SIDE}{}", edge.id);
        page.text.push_str("<edge");
        page.part("id", &edge.id);
        page.part("source", edge.from.unwrap_or(&open));
        page.part("target", edge.to.unwrap_or(&open));
        page.part("type", "directed");
        page.part("kind", edge.partnership.kind.code());
        page.text.push('>');
        values(&mut page, known);
        let term = &edge.partnership.term;
        if term.since.is_some() || term.until.is_some() {
            page.text.push_str("<spells><spell");
            if let Some(since) = term.since {
                page.part("start", &day(since.first_day()));
            }
            if let Some(until) = term.until {
                page.part("end", &day(until.last_day()));
            }
            page.text.push_str("/></spells>");
        }
        page.line("</edge>");
    }
    page.line("</edges>");
    page.line("</graph>");
    page.line("</gexf>");
    Written {
        text: page.text,
        characters_dropped: page.dropped,
        places_unknown: 0,
        partnerships_left_out: left_out,
    }
}

fn values(page: &mut Page, values: &[(&'static str, String)]) {
    page.text.push_str("<attvalues>");
    for (name, value) in values {
        page.text.push_str("<attvalue");
        page.part("for", name);
        page.part("value", value);
        page.text.push_str("/>");
    }
    page.text.push_str("</attvalues>");
}

const fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Whole => "integer",
        Type::Number => "double",
        Type::Flag => "boolean",
    }
}

fn day((year, month, day): (u16, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

pub(super) fn read(text: &str) -> Result<NetworkRows, FileError> {
    let mut reading = Reading::default();
    let mut pieces = Pieces::new(text);
    while let Some(piece) = pieces.next()? {
        let line = pieces.line();
        match piece {
            Piece::Open { name, parts } => {
                let above = pieces
                    .open()
                    .len()
                    .checked_sub(2)
                    .map(|at| &pieces.open()[at]);
                reading.opened(&name, &parts, above.map(String::as_str), line)?;
            }
            Piece::Text(text) => {
                let inside = pieces.open().last().map(String::as_str);
                if inside == Some("keywords") {
                    let word = text
                        .split([',', ' '])
                        .find_map(|word| word.strip_prefix(MARK));
                    reading.network = word.map(str::to_owned).or(reading.network.take());
                }
                reading.is_of_gephi |= inside == Some("creator") && text.starts_with("Gephi");
            }
            Piece::Close(name) => reading.closed(&name),
        }
    }
    reading.references.check()?;
    Ok(NetworkRows {
        network: reading.network,
        nodes: Some(reading.nodes),
        edges: Some(reading.edges),
    })
}

#[derive(Default)]
struct Reading {
    network: Option<String>,
    /// Gephi writes `null` for a value that is not there.
    is_of_gephi: bool,
    nodes: Table,
    edges: Table,
    /// By class and the file's own name of the attribute; `None`: nobody knows it.
    declared: BTreeMap<(bool, String), Option<&'static Attribute>>,
    declarations: usize,
    is_of_edges: bool,
    is_undirected: bool,
    /// Positions of the nodes that are open, the outermost first.
    open_nodes: Vec<usize>,
    is_in_edge: bool,
    references: References,
}

impl Reading {
    fn opened(
        &mut self,
        name: &str,
        parts: &[(String, String)],
        above: Option<&str>,
        line: usize,
    ) -> Result<(), FileError> {
        match name {
            _ if above.is_none() && name != "gexf" => return refused(line, P::OtherFormat),
            "graph" => {
                self.is_undirected = matches!(
                    part(parts, "defaultedgetype"),
                    None | Some("undirected" | "mutual")
                );
            }
            "attributes" => self.is_of_edges = part(parts, "class") == Some("edge"),
            "attribute" => self.declare(parts, line)?,
            "node" => self.node(parts, line)?,
            "parent" => {
                if let (Some(parent), Some(node)) = (part(parts, "for"), self.open_nodes.last()) {
                    let id = self.nodes.rows[*node].id.clone();
                    self.references.inside(&id, parent, line);
                }
            }
            "edge" => self.edge(parts, line)?,
            "attvalue" => self.value(parts, line)?,
            "spell" if self.is_in_edge => self.term(parts, line),
            _ => {}
        }
        Ok(())
    }

    fn closed(&mut self, name: &str) {
        match name {
            "node" => drop(self.open_nodes.pop()),
            "edge" => self.is_in_edge = false,
            _ => {}
        }
    }

    fn declare(&mut self, parts: &[(String, String)], line: usize) -> Result<(), FileError> {
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
        let title = part(parts, "title").unwrap_or(id);
        let (table, among) = if self.is_of_edges {
            (&mut self.edges, EDGE)
        } else {
            (&mut self.nodes, NODE)
        };
        let attribute = find(among, title).or_else(|| find(among, id));
        if attribute.is_none() {
            table.unknown.push((line.to_string(), title.to_owned()));
        }
        self.declared
            .insert((self.is_of_edges, id.to_owned()), attribute);
        Ok(())
    }

    fn node(&mut self, parts: &[(String, String)], line: usize) -> Result<(), FileError> {
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
        if let Some(parent) = part(parts, "pid") {
            self.references.inside(id, parent, line);
        }
        let mut row = Row {
            place: line.to_string(),
            id: id.to_owned(),
            ..Row::default()
        };
        if let (Some(label), Some(name)) = (part(parts, "label"), find(NODE, "name"))
            && label != id
        {
            row.keep(name, label.to_owned(), line.to_string(), line)?;
        }
        self.open_nodes.push(self.nodes.rows.len());
        self.nodes.rows.push(row);
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
        let is_undirected = match part(parts, "type") {
            Some("directed") => false,
            Some(_) => true,
            None => self.is_undirected,
        };
        let mut row = Row {
            place: line.to_string(),
            id: part(parts, "id").unwrap_or_default().to_owned(),
            from: Some(source.to_owned()),
            to: Some(target.to_owned()),
            is_undirected,
            ..Row::default()
        };
        if let (Some(text), Some(kind)) = (part(parts, "kind"), find(EDGE, "kind")) {
            row.keep(kind, text.to_owned(), line.to_string(), line)?;
        }
        self.edges.rows.push(row);
        self.is_in_edge = true;
        self.term(parts, line);
        Ok(())
    }

    /// Days of a spell; what the attributes say is more exact, a year may be no more than a year.
    fn term(&mut self, parts: &[(String, String)], line: usize) {
        let Some(row) = self.edges.rows.last_mut() else {
            return;
        };
        for (name, part_name) in [("since", "start"), ("until", "end")] {
            let text = part(parts, part_name).and_then(|text| text.split('T').next());
            let date = text.and_then(|text| text.parse::<PartialDate>().ok());
            if let Some(date) = date {
                row.values
                    .entry(name)
                    .or_insert_with(|| (date.to_string(), line.to_string()));
            }
        }
    }

    fn value(&mut self, parts: &[(String, String)], line: usize) -> Result<(), FileError> {
        let key = needed(parts, "for", line)?;
        let text = part(parts, "value").unwrap_or_default();
        let declared = self.declared.get(&(self.is_in_edge, key.to_owned()));
        let Some(Some(attribute)) = declared else {
            return Ok(());
        };
        if self.is_of_gephi && text == "null" {
            return Ok(());
        }
        let row = if self.is_in_edge {
            self.edges.rows.last_mut()
        } else {
            self.open_nodes
                .last()
                .and_then(|at| self.nodes.rows.get_mut(*at))
        };
        match row {
            Some(row) => row.keep(attribute, text.to_owned(), line.to_string(), line),
            None => Ok(()),
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
