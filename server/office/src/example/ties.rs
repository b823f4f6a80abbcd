//! The ties of the example while they are made: who has which, who stays alone, and how one more
//! is added.

use super::cast::Cast;
use super::random::Random;
use super::terms::{shown, term};
use super::themes::{ENDED, Theme, themes, themes_of};
use opora_domain::{
    Fields, NetworkId, PartialDate, PartnershipKind, PartnershipStatus, RecordId, RecordKind,
};
use serde_json::json;
use std::collections::BTreeSet;

use PartnershipKind as K;
use PartnershipStatus as S;

/// One partnership, as the interactions need it.
pub(super) struct Tie {
    pub id: RecordId,
    pub kind: PartnershipKind,
    pub status: PartnershipStatus,
    pub from: Option<usize>,
    pub to: Option<usize>,
    pub since: PartialDate,
    pub until: Option<PartialDate>,
    pub subjects: &'static [&'static str],
    pub fields: Fields,
}

/// The partnerships made so far.
pub(super) struct Ties<'a> {
    pub(super) network: &'a NetworkId,
    pub(super) cast: &'a Cast,
    pub(super) random: Random,
    pub(super) ties: Vec<Tie>,
    /// Pairs that have a tie of a kind; `from` and `to` in this order.
    pub(super) pairs: BTreeSet<(usize, usize, &'static str)>,
    /// Active ties of each organisation.
    pub(super) degrees: Vec<usize>,
    pub(super) alone: BTreeSet<usize>,
}

impl Ties<'_> {
    pub(super) fn one_of(&mut self, positions: &[usize]) -> Option<usize> {
        if positions.is_empty() {
            None
        } else {
            Some(positions[self.random.below(positions.len())])
        }
    }

    pub(super) fn any_school(&mut self) -> Option<usize> {
        let schools = self.schools();
        self.one_of(&schools)
    }

    fn schools(&self) -> Vec<usize> {
        let cast = self.cast;
        let all = cast
            .supported
            .iter()
            .chain(&cast.mentors)
            .chain(&cast.others)
            .copied();
        all.filter(|position| !self.alone.contains(position))
            .collect()
    }

    /// One of the schools with the fewest ties.
    pub(super) fn least_tied_school(&mut self) -> Option<usize> {
        let schools = self.schools();
        let fewest = schools
            .iter()
            .map(|position| self.degrees[*position])
            .min()?;
        let least: Vec<usize> = schools
            .into_iter()
            .filter(|position| self.degrees[*position] == fewest)
            .collect();
        self.one_of(&least)
    }

    /// Adds a tie between two organisations, unless they have one of the kind or one of them
    /// stays alone.
    pub(super) fn tie(&mut self, kind: K, status: S, from: Option<usize>, to: Option<usize>) {
        self.tie_about(kind, status, from, to, None);
    }

    /// The same, with its theme when it is known.
    pub(super) fn tie_about(
        &mut self,
        kind: K,
        status: S,
        from: Option<usize>,
        to: Option<usize>,
        theme: Option<Theme>,
    ) {
        let (Some(giver), Some(taker)) = (from, to) else {
            return;
        };
        let is_alone = self.alone.contains(&giver) || self.alone.contains(&taker);
        if giver == taker || is_alone || !self.pairs.insert((giver, taker, kind.code())) {
            return;
        }
        if status == S::Active {
            self.degrees[giver] += 1;
            self.degrees[taker] += 1;
        }
        let code = self.cast.code(giver);
        let of_kind = match kind {
            K::MethodSupport | K::SocialPartnership | K::JointProject => {
                themes_of(code, kind == K::JointProject).unwrap_or_else(|| themes(kind))
            }
            _ => themes(kind),
        };
        let theme = theme.unwrap_or_else(|| of_kind[self.random.below(of_kind.len())]);
        self.add(kind, status, from, to, theme);
    }

    pub(super) fn add(
        &mut self,
        kind: K,
        status: S,
        from: Option<usize>,
        to: Option<usize>,
        theme: Theme,
    ) {
        let number = self.ties.len() + 1;
        let code = format!("example-p-{number}");
        let id = RecordId::of_import(self.network, RecordKind::Partnership, &code);
        let (since, until) = term(status, &mut self.random);
        let (theme, subjects) = theme;
        let mut fields = Fields::from([
            ("code".to_owned(), json!(code)),
            ("kind".to_owned(), json!(kind)),
            ("status".to_owned(), json!(status)),
        ]);
        let theme = match status {
            S::EndedEarly => format!("{theme} {}", self.random.pick(ENDED)),
            _ => theme.to_owned(),
        };
        fields.insert("theme".to_owned(), json!(theme));
        if !subjects.is_empty() {
            fields.insert("subjects".to_owned(), json!(subjects));
        }
        for (name, side) in [("from", from), ("to", to)] {
            if let Some(side) = side {
                fields.insert(name.to_owned(), json!(self.cast.id(side).to_string()));
            }
        }
        let is_half_known = from.is_none() || to.is_none();
        if !is_half_known {
            let mut term = json!({"since": since});
            if let Some(until) = until {
                term["until"] = json!(until);
            }
            fields.insert("term".to_owned(), term);
            if status != S::Proposed {
                let agreement = format!("Соглашение № {number} от {}", shown(since));
                fields.insert("agreement".to_owned(), json!(agreement));
            }
        }
        self.ties.push(Tie {
            id,
            kind,
            status,
            from,
            to,
            since,
            until,
            subjects,
            fields,
        });
    }
}
