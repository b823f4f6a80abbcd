//! What the parts of a graph say of one another: every node once, every edge between nodes of
//! the file, no node inside itself. Nodes and edges may come in either order.

use super::refusal::{NetworkFileProblem as P, refused};
use crate::FileError;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub(super) struct References {
    nodes: BTreeSet<String>,
    ends: Vec<(String, usize)>,
    /// By node: its parent and the line that says so.
    parents: BTreeMap<String, (String, usize)>,
}

impl References {
    pub(super) fn node(&mut self, id: &str, line: usize) -> Result<(), FileError> {
        if self.nodes.insert(id.to_owned()) {
            return Ok(());
        }
        refused(line, P::RepeatedNode { id: id.to_owned() })
    }

    pub(super) fn end(&mut self, id: &str, line: usize) {
        self.ends.push((id.to_owned(), line));
    }

    pub(super) fn inside(&mut self, id: &str, parent: &str, line: usize) {
        self.parents
            .insert(id.to_owned(), (parent.to_owned(), line));
    }

    /// Looks at all of it once the file is read.
    pub(super) fn check(&self) -> Result<(), FileError> {
        let of_parents = self.parents.values();
        for (id, line) in self.ends.iter().chain(of_parents) {
            if !self.nodes.contains(id) {
                return refused(*line, P::UnknownNode { id: id.clone() });
            }
        }
        let mut settled: BTreeSet<&str> = BTreeSet::new();
        for start in self.parents.keys() {
            let mut path: BTreeSet<&str> = BTreeSet::new();
            let mut at = start.as_str();
            while let Some((parent, line)) = self.parents.get(at) {
                if settled.contains(at) {
                    break;
                }
                if !path.insert(at) {
                    return refused(*line, P::Cycle { id: at.to_owned() });
                }
                at = parent;
            }
            settled.extend(path);
        }
        Ok(())
    }
}
