//! A question asked of a network too large to be drawn organisation by organisation: the part of
//! it that answers, on which the same question is then answered and drawn as on any network.
//!
//! Only questions about few organisations are answered so. Who is alone or carries most among
//! tens of thousands is counted by territory, and asked inside one.

use super::making::answer;
use super::{Answer, Asked, Question, Said};
use crate::network_graph::NetworkGraph;
use crate::questions::Day;
use opora_domain::{PartialDate, RecordId};
use std::collections::BTreeSet;

/// Organisations an answer about a neighbourhood may have before fewer steps are taken.
const NEAR_MAX: usize = 400;

/// The answer and the part of the network it is about, with every status; `None` for questions
/// that need the whole network before the eye, and when nothing is asked.
pub fn answer_from_afar(
    asked: &Asked,
    whole: &NetworkGraph,
    today: PartialDate,
) -> Option<(NetworkGraph, Answer)> {
    let is_about_few = matches!(
        asked.question,
        Some(Question::Find(_) | Question::About { .. } | Question::Path { .. })
    );
    let today = Day::last_of(today);
    let mut asked = asked.clone();
    let mut first = is_about_few
        .then(|| answer(&asked, whole, &[], today))
        .flatten()?;
    let mut nodes = named_by(&first);
    while nodes.len() > NEAR_MAX
        && let Some(nearer) = nearer(&asked)
    {
        asked = nearer;
        first = answer(&asked, whole, &[], today)?;
        nodes = named_by(&first);
    }
    let part = whole.part(|node| nodes.contains(&node.organisation.id), |_| true);
    let mut told = answer(&asked, &part, &[], today)?;
    // The part knows only those that are named.
    if let (Said::Found { left_out, .. }, Said::Found { left_out: all, .. }) =
        (&mut told.said, &first.said)
    {
        *left_out = *all;
    }
    Some((part, told))
}

/// The same question with a step less; `None` when it has no more to give.
fn nearer(asked: &Asked) -> Option<Asked> {
    match &asked.question {
        Some(Question::About { code, steps }) if *steps > 1 => {
            Some(asked.asking(Some(Question::About {
                code: code.clone(),
                steps: steps - 1,
            })))
        }
        _ => None,
    }
}

fn named_by(answer: &Answer) -> BTreeSet<RecordId> {
    let nodes: Vec<usize> = match &answer.said {
        Said::Found { one, others, .. } => {
            let near = one.iter().flat_map(|around| &around.ego.nodes);
            near.map(|near| near.node)
                .chain(others.iter().copied())
                .collect()
        }
        Said::Around(around) => around.ego.nodes.iter().map(|near| near.node).collect(),
        Said::Ends { from, to } => [from.node(), to.node()].into_iter().flatten().collect(),
        Said::SameEnds(node) => vec![*node],
        Said::Path { from, to, steps } => {
            let steps = steps.iter().flatten().map(|step| step.to);
            steps.chain([*from, *to]).collect()
        }
        _ => vec![],
    };
    let id = |node: usize| answer.graph.nodes[node].organisation.id;
    nodes.into_iter().map(id).collect()
}
