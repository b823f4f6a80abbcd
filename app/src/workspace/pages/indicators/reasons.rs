//! Why somebody is counted, is not, or is undecided: the evidence of a number in words, each line
//! with the record it leads to.

use crate::words::dates;
use crate::words::indicators as w;
use crate::workspace::parts::wording;
use crate::workspace::place::{Place, SharedPlace};
use crate::workspace::state::records::Records;
use opora_domain::figure::number_words;
use opora_domain::{
    Assessment, Contest, ContextFact, Figure, Locale, Participation, Partnership,
    PartnershipStatus, RecordId, Term,
};
use opora_indicators::definition::{Condition, Definition, HasPartnership, Side};
use opora_indicators::period::{Day, Days};
use opora_indicators::{Missing, Period, Proof};

/// A line of evidence.
pub struct Line {
    pub words: String,
    /// The record's own screen, where it has one.
    pub place: Option<Place>,
    /// The partnership it is about, whose meetings are further evidence.
    pub partnership: Option<RecordId>,
}

impl Line {
    fn plain(words: String) -> Self {
        Line {
            words,
            place: None,
            partnership: None,
        }
    }
}

/// What a proof says.
pub fn proof_line(records: &Records, of: RecordId, proof: Proof, locale: Locale) -> Line {
    match proof {
        Proof::Partnership(id) => records
            .partnerships
            .get(&id)
            .map(|partnership| partnership_line(records, of, partnership, locale)),
        Proof::Interaction(id) => records.interactions.get(&id).map(|one| {
            let kind = wording::capital(one.kind.label(locale));
            let words = match one.date {
                Some(date) => format!("{kind}, {}", dates::date(date, locale)),
                None => kind,
            };
            Line {
                words,
                place: one.partnership.map(Place::Partnership),
                partnership: None,
            }
        }),
        Proof::Standing(id, kind) => records.organisations.get(&id).map(|organisation| {
            let own: Vec<_> = organisation
                .standings
                .iter()
                .filter(|standing| standing.kind == kind)
                .cloned()
                .collect();
            let words = match own.is_empty() {
                true => kind.label(locale).to_owned(),
                false => wording::standings_words(&own, locale),
            };
            Line {
                words: w::standing(locale, &words),
                place: Some(Place::Organisation(id)),
                partnership: None,
            }
        }),
        Proof::Record(id) => Some(Line {
            words: w::ITS_RECORD.of(locale).to_owned(),
            place: Some(Place::Organisation(id)),
            partnership: None,
        }),
        Proof::Assessment(id) => records.views.get(&id).map(|view| {
            let one = Assessment::read(&view.projected);
            Line {
                words: assessment_words(&one, locale),
                place: Some(Place::Assessments),
                partnership: None,
            }
        }),
        Proof::Count(id) => records.views.get(&id).map(|view| {
            let one = ContextFact::read(&view.projected);
            let value = one.value.map(|value| value.text).unwrap_or_default();
            let year = one.year.unwrap_or_default();
            Line::plain(format!("{}: {value} {year}", wording::capital(&one.factor)))
        }),
        Proof::Competition(id) => records.views.get(&id).and_then(|view| {
            let part = Participation::read(&view.projected);
            let contest = Contest::read(&records.views.get(&part.contest?)?.projected);
            let level = contest.level.map(|level| level.label(locale).to_owned());
            let result = part.result.map(|result| result.label(locale).to_owned());
            let year = Some(contest.year.text).filter(|year| !year.is_empty());
            let said: Vec<String> = [Some(contest.title), level, year, result]
                .into_iter()
                .flatten()
                .collect();
            Some(Line {
                words: said.join(", "),
                place: Some(Place::Shared(SharedPlace::Contest(contest.id))),
                partnership: None,
            })
        }),
        Proof::Activity(id) | Proof::OfActivity(id) => records
            .views
            .get(&id)
            .and_then(|view| opora_domain::record::text(&view.projected.fields, "title"))
            .map(|title| Line::plain(title.to_owned())),
    }
    .unwrap_or_else(|| Line::plain(w::ITS_RECORD.of(locale).to_owned()))
}

/// «Наставничество: Школа № 3, с 2 сентября 2025», seen by one side.
fn partnership_line(
    records: &Records,
    of: RecordId,
    partnership: &Partnership,
    locale: Locale,
) -> Line {
    let kind = wording::capital(partnership.kind.label(locale));
    let other = [partnership.from, partnership.to]
        .into_iter()
        .flatten()
        .find(|side| *side != of)
        .map(|side| wording::organisation_name(records, side, locale));
    let mut words = match other {
        Some(other) => format!("{kind}: {other}"),
        None => kind,
    };
    if let Some(term) = dates::term(&partnership.term, locale) {
        words.push_str(", ");
        words.push_str(&term);
    }
    Line {
        words,
        place: Some(Place::Partnership(partnership.id)),
        partnership: Some(partnership.id),
    }
}

fn assessment_words(one: &Assessment, locale: Locale) -> String {
    let mut words = format!(
        "{} {}",
        one.subject.as_deref().unwrap_or_default(),
        one.year.text
    );
    if let Some(mean) = one.mean.as_ref().and_then(Figure::number) {
        words.push_str(": ");
        words.push_str(&number_words(mean, locale));
    }
    if let Some(by) = one.below_minimum_by() {
        words.push_str(", ");
        words.push_str(&w::below(locale, &number_words(by, locale)));
    }
    wording::capital(words.trim())
}

/// What is missing, and at which record.
pub fn missing_line(records: &Records, of: RecordId, missing: Missing, locale: Locale) -> Line {
    let gap = missing.gap.label(locale);
    let line = proof_line(records, of, missing.at, locale);
    match missing.at {
        Proof::Record(_) => Line {
            words: wording::capital(gap),
            ..line
        },
        _ => Line {
            words: format!("{}: {gap}", line.words),
            ..line
        },
    }
}

/// Why one of the denominator is not counted, as far as it can be told in a line.
pub fn why_not(
    records: &Records,
    definition: &Definition,
    of: RecordId,
    period: Period,
    locale: Locale,
) -> String {
    let wanted = definition.counted.as_ref().and_then(partnership_of);
    let Some(wanted) = wanted else {
        return w::CONDITION_FAILS.of(locale).to_owned();
    };
    let days = period.days();
    let own = records.partnerships.values().filter(|partnership| {
        let is_kind = wanted.kinds.is_empty() || wanted.kinds.contains(&partnership.kind);
        let is_side = match wanted.side {
            Side::Gives => partnership.from == Some(of),
            Side::Receives => partnership.to == Some(of),
            Side::Either => partnership.from == Some(of) || partnership.to == Some(of),
        };
        is_kind && is_side
    });
    let nearest = own.max_by_key(|partnership| {
        let is_carried_out = wanted.statuses.contains(&partnership.status);
        (
            lies_in(&partnership.term, days),
            is_carried_out,
            last_day(&partnership.term),
        )
    });
    let Some(partnership) = nearest else {
        return w::NO_SUCH_PARTNERSHIP.of(locale).to_owned();
    };
    let other = [partnership.from, partnership.to]
        .into_iter()
        .flatten()
        .find(|side| *side != of)
        .map_or_else(
            || crate::words::workspace::NOT_NAMED.of(locale).to_owned(),
            |side| wording::organisation_name(records, side, locale),
        );
    let is_planned = matches!(
        partnership.status,
        PartnershipStatus::Proposed | PartnershipStatus::Agreed
    );
    if is_planned {
        return w::only_proposed(locale, &other, partnership.status.label(locale));
    }
    match partnership.term.until {
        Some(until) if Day::last_of(until) < days.first => {
            w::ended(locale, &dates::date(until, locale))
        }
        _ if definition.evidence.interactions > 0 && lies_in(&partnership.term, days) => {
            w::NO_EVENTS.of(locale).to_owned()
        }
        _ => match dates::term(&partnership.term, locale) {
            Some(term) => format!("{other}, {term}"),
            None => other,
        },
    }
}

/// The one condition on partnerships that decides.
fn partnership_of(condition: &Condition) -> Option<HasPartnership> {
    match condition {
        Condition::Partnership(one) => Some(one.clone()),
        Condition::InNetwork => Some(HasPartnership {
            kinds: Vec::new(),
            subjects: Vec::new(),
            statuses: opora_indicators::definition::CARRIED_OUT.to_vec(),
            side: Side::Either,
            with: Vec::new(),
            when: opora_indicators::When::During,
            at_least: 1,
        }),
        _ => None,
    }
}

fn lies_in(term: &Term, days: Days) -> bool {
    term.since
        .is_none_or(|since| Day::first_of(since) <= days.last)
        && term
            .until
            .is_none_or(|until| Day::last_of(until) >= days.first)
}

fn last_day(term: &Term) -> u32 {
    term.until
        .map_or(u32::MAX, |until| Day::last_of(until).number())
}
