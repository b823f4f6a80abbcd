//! The network as of a day, read from dated standings and terms, and the days at which anything
//! changes.
//!
//! What has no dates is not guessed: it is left out and listed. What is dated to a year or a
//! month, or on one side only, is kept and listed as doubtful where the doubt matters. It knows
//! nothing of when an organisation was founded or a record was written.

use crate::network_graph::NetworkGraph;
use crate::order::sort_by_key;
use opora_domain::period::days_in_month;
use opora_domain::{
    Interaction, PartialDate, Partnership, PartnershipStatus, RecordId, StandingKind,
};
use std::fmt;

/// A day of the calendar. By year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// The first day a date can mean.
    pub fn first_of(date: PartialDate) -> Self {
        let (year, month, day) = date.first_day();
        Day { year, month, day }
    }

    /// The last day a date can mean.
    pub fn last_of(date: PartialDate) -> Self {
        let (year, month, day) = date.last_day();
        Day { year, month, day }
    }

    /// The day as a date; `None` outside of the years dates are known in.
    pub fn date(self) -> Option<PartialDate> {
        PartialDate::new(self.year, Some(self.month), Some(self.day)).ok()
    }

    /// The day after.
    pub const fn next(self) -> Self {
        let Day { year, month, day } = self;
        if day < days_in_month(year, month) {
            return Day {
                year,
                month,
                day: day + 1,
            };
        }
        let (year, month) = if month < 12 {
            (year, month + 1)
        } else {
            (year + 1, 1)
        };
        Day {
            year,
            month,
            day: 1,
        }
    }
}

/// As in addresses: `2024-09-01`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Something with dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A partnership, an offer or a request.
    Partnership(RecordId),
    Standing {
        organisation: RecordId,
        standing: StandingKind,
    },
}

/// A network as of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct AsOf {
    /// All organisations with the standings, and the relations, that held or may have held.
    pub graph: NetworkGraph,
    /// Of these, what may have held: its dates are too coarse, or its beginning or end is not
    /// known.
    pub perhaps: Vec<Dated>,
    /// What has no dates at all and is therefore not in the graph.
    pub undated: Vec<Dated>,
    /// Schools whose support on that day is not known, because the viewer sees no standings, or
    /// because one that would bring support has no dates. For them the graph says what the whole
    /// network says. A school that is not supported now and shows no standings is not listed.
    pub support_unknown: Vec<RecordId>,
}

/// Whether something held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Yes,
    Perhaps,
    No,
    Undated,
}

impl AsOf {
    /// Reads the network as of a day. `interactions` are those of the network: a graph has only
    /// their number. Those surely before the end of that day are counted.
    ///
    /// A term is read from the first day its beginning can mean to the last day its end can mean;
    /// without an end it goes on, unless the partnership has ended since, nobody says when. Of a
    /// partnership that has ended, its term says when it was under way: its status is active in
    /// the graph. Other statuses stay as they are, as nothing says what they were.
    /// O(n log n) for everything in the graph.
    pub fn day(whole: &NetworkGraph, interactions: &[Interaction], day: Day) -> Self {
        let mut perhaps = Vec::new();
        let mut undated = Vec::new();
        let mut support_unknown = Vec::new();
        let mut organisations = Vec::with_capacity(whole.nodes.len());
        for node in &whole.nodes {
            let mut one = node.organisation.clone();
            let id = one.id;
            let (mut is_supported, mut is_unknown) = (false, false);
            one.standings.retain(|standing| {
                let held = held(standing.since, standing.until, false, day);
                let dated = Dated::Standing {
                    organisation: id,
                    standing: standing.kind,
                };
                let brings_support = standing.kind.is_supported();
                match held {
                    Held::Undated => {
                        undated.push(dated);
                        is_unknown |= brings_support;
                    }
                    Held::Perhaps => perhaps.push(dated),
                    Held::Yes | Held::No => {}
                }
                let is_kept = matches!(held, Held::Yes | Held::Perhaps);
                is_supported |= is_kept && brings_support;
                is_kept
            });
            let sees_none = node.organisation.standings.is_empty() && one.is_supported;
            if is_supported || !(is_unknown || sees_none) {
                one.is_supported = is_supported;
            } else {
                support_unknown.push(id);
            }
            organisations.push(one);
        }
        let mut partnerships = Vec::new();
        for partnership in relations(whole) {
            let has_ended = !partnership.status.is_open();
            let term = &partnership.term;
            let dated = Dated::Partnership(partnership.id);
            let held = held(term.since, term.until, has_ended, day);
            match held {
                Held::Undated => undated.push(dated),
                Held::Perhaps => perhaps.push(dated),
                Held::Yes | Held::No => {}
            }
            if matches!(held, Held::Yes | Held::Perhaps) {
                let mut partnership = partnership.clone();
                if has_ended {
                    partnership.status = PartnershipStatus::Active;
                }
                partnerships.push(partnership);
            }
        }
        let was_by_then =
            |each: &&Interaction| each.date.is_some_and(|date| Day::last_of(date) <= day);
        let interactions = interactions.iter().filter(was_by_then).cloned().collect();
        AsOf {
            graph: NetworkGraph::new(organisations, partnerships, interactions),
            perhaps,
            undated,
            support_unknown,
        }
    }
}

/// The days at which [`AsOf::day`] gains or loses a standing or a relation, ascending, each once:
/// the first day of every beginning and the day after every end. Not the days on which doubt
/// turns into certainty, nor those of interactions. O(d log d) for d dates.
pub fn days_of_change(whole: &NetworkGraph) -> Vec<Day> {
    let mut days = Vec::new();
    let mut add = |since: Option<PartialDate>, until: Option<PartialDate>| {
        days.extend(since.map(Day::first_of));
        days.extend(until.map(|until| Day::last_of(until).next()));
    };
    let organisations = whole.nodes.iter().map(|node| &node.organisation);
    for standing in organisations.flat_map(|each| &each.standings) {
        add(standing.since, standing.until);
    }
    for partnership in relations(whole) {
        add(partnership.term.since, partnership.term.until);
    }
    sort_by_key(&mut days, |day| *day);
    days.dedup();
    days
}

fn relations(graph: &NetworkGraph) -> impl Iterator<Item = &Partnership> {
    let edges = graph.edges.iter().map(|edge| &edge.partnership);
    edges.chain(graph.open_ends.iter().map(|end| &end.partnership))
}

fn held(since: Option<PartialDate>, until: Option<PartialDate>, has_ended: bool, day: Day) -> Held {
    if since.is_none() && until.is_none() {
        return Held::Undated;
    }
    let is_before = since.is_some_and(|since| day < Day::first_of(since));
    let is_after = until.is_some_and(|until| Day::last_of(until) < day);
    if is_before || is_after {
        return Held::No;
    }
    let has_surely_begun = since.is_some_and(|since| Day::last_of(since) <= day);
    let surely_goes_on = until.map_or(!has_ended, |until| day <= Day::first_of(until));
    if has_surely_begun && surely_goes_on {
        Held::Yes
    } else {
        Held::Perhaps
    }
}
