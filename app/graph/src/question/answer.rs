//! Answers as data: indices of the graph that is drawn, numbers, days. Their sentences are the
//! app's.

use super::Question;
use super::emphasis::Emphasis;
use crate::network_graph::NetworkGraph;
use crate::questions::load::{Isolate, Loads};
use crate::questions::neighbours::{Ego, Neighbour};
use crate::questions::path::PathStep;
use crate::questions::{Communities, Day};
use opora_domain::RecordId;

/// An answer with what the picture shows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub question: Question,
    /// What the filter lets through, at the moment asked about: what picture and list show, and
    /// what indices mean.
    pub graph: NetworkGraph,
    /// Of another moment: the whole network of then, before the filter.
    pub then: Option<NetworkGraph>,
    pub said: Said,
    pub emphasis: Emphasis,
}

/// What the answer says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// No letters and digits to look for.
    NothingToFind,
    Found {
        /// The one that was meant: the only one found, or the one of exactly this name or code.
        one: Option<Around>,
        /// The others, best first.
        others: Vec<usize>,
        /// Found beyond these.
        left_out: usize,
    },
    Around(Around),
    /// A path whose ends are not both known.
    Ends {
        from: End,
        to: End,
    },
    /// Both ends are one organisation.
    SameEnds(usize),
    /// `None`: no path.
    Path {
        from: usize,
        to: usize,
        steps: Option<Vec<PathStep>>,
    },
    /// The organisation asked about is not here.
    NoSuch,
    Alone(Vec<Isolate>),
    Hubs(Loads),
    Weak {
        /// The most important first.
        places: Vec<Weak>,
        /// Further ones.
        left_out: usize,
    },
    Together(Communities),
    On(AsOfDay),
    Changed(Changed),
    UnreadDay,
}

/// One organisation with the network around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    pub node: usize,
    pub steps: usize,
    pub ego: Ego,
    pub neighbours: Vec<Neighbour>,
}

/// One end of a path as it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    NotNamed,
    /// Named, but not found, or not by one organisation alone.
    NotFound,
    Found(usize),
}

impl End {
    pub const fn node(self) -> Option<usize> {
        match self {
            End::Found(node) => Some(node),
            End::NotNamed | End::NotFound => None,
        }
    }
}

/// What happens if one organisation leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weak {
    pub node: usize,
    /// Who would have no more way to the largest part that is left, ascending.
    pub cut_off: Vec<usize>,
    /// Who would receive live help from nobody, ascending.
    pub unsupported: Vec<usize>,
}

/// The network as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOfDay {
    pub day: Day,
    /// The nearest days on which something began or was over.
    pub previous: Option<Day>,
    pub next: Option<Day>,
    /// Relations that may have held: their dates are too coarse or incomplete.
    pub perhaps: Vec<RecordId>,
    /// How many relations have no dates and are therefore not here.
    pub undated: usize,
    /// Who was supported then is not known of some schools.
    pub is_support_unknown: bool,
}

/// What changed between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub from: Day,
    pub to: Day,
    /// Indices of partnerships that are there after and were not before.
    pub came: Vec<usize>,
    /// Indices of partnerships that were there before and are not after.
    pub went: Vec<usize>,
    /// Indices of offers and requests.
    pub ends_came: Vec<usize>,
    pub ends_went: Vec<usize>,
    /// Meetings surely from the first day to the last, on partnerships that are shown.
    pub interactions: usize,
    /// How many relations have no dates: whether they changed is not known.
    pub undated: usize,
}

impl Changed {
    pub fn is_nothing(&self) -> bool {
        let lists = [&self.came, &self.went, &self.ends_came, &self.ends_went];
        lists.iter().all(|list| list.is_empty())
    }
}
