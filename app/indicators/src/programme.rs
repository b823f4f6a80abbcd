//! The facts of a programme's indicators that the network gives: put where people's would stand, with
//! the definition in words beside them. Computes from what it is given; for the public only what
//! everybody may see whole.

use crate::compute::compute;
use crate::definition::Definition;
use crate::index::Index;
use crate::own::{Catalogue, Source};
use crate::period::{Period, PeriodKind};
use crate::prepared::Prepared;
use opora_domain::figure::number_words;
use opora_domain::programme_contents::{FactSource, Origin};
use opora_domain::{Figure, Indicator, Locale, PartialDate, PeriodFigure, ProgrammeContents, Term};

/// Years of a programme's term that are computed without being named.
const YEARS_MAX: u16 = 12;

/// For whom a programme is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Those who are signed in: the facts were projected for one of them.
    Members,
    /// Everybody. A number is given only where the public sees all it is made of, so that it is the
    /// one the coordinator has.
    Public,
}

/// Whether one of its indicators is computed at all.
pub fn has_computed(contents: &ProgrammeContents) -> bool {
    contents.indicators.iter().any(|one| one.source.is_some())
}

/// Puts what is computed in the place of facts, also for periods that lie ahead: see
/// [`ProgrammeContents::begun_by`]. What was entered before an indicator was computed is no fact of it.
pub fn fill(
    contents: &mut ProgrammeContents,
    index: &Index,
    catalogue: &Catalogue,
    readers: Readers,
    today: PartialDate,
) {
    let term = contents.programme.term.clone();
    for indicator in &mut contents.indicators {
        let Some(source) = indicator.source.clone() else {
            continue;
        };
        let (facts, origin) = match catalogue.source(&source) {
            Source::Deleted => (vec![], Origin::Deleted),
            Source::Unknown => (vec![], Origin::Unknown),
            Source::Definition(definition) => {
                match readers == Readers::Public && !definition.reads_public_fields() {
                    true => (vec![], Origin::ForMembers),
                    false => (
                        facts(indicator, &definition, index, (&term, today)),
                        Origin::Computed {
                            ru: definition.words(Locale::Ru),
                            en: definition.words(Locale::En),
                        },
                    ),
                }
            }
        };
        // Of a definition that is gone the entered facts are all there is; they are kept.
        if origin != Origin::Deleted {
            indicator.fact = facts;
        }
        contents.fact_sources.push(FactSource {
            indicator: indicator.id,
            origin,
        });
    }
}

/// The numbers of the periods the document names. Where it names none that has a year: of the
/// programme's years, as on the screens; of the running period where nothing says which they are.
fn facts(
    indicator: &Indicator,
    definition: &Definition,
    index: &Index,
    (term, today): (&Term, PartialDate),
) -> Vec<PeriodFigure> {
    let Ok(prepared) = Prepared::new(definition.clone()) else {
        return vec![];
    };
    let mut periods: Vec<opora_domain::Period> = Vec::new();
    for figure in indicator.plan.iter().chain(&indicator.fact) {
        if !periods.iter().any(|known| known.text == figure.period.text) {
            periods.push(figure.period.clone());
        }
    }
    let has_year = |named: &opora_domain::Period| Period::of_reading(named.reading).is_some();
    if !periods.iter().any(has_year) {
        let named = |period: Period| opora_domain::Period::read(&period.document_words());
        if let (Some(since), Some(until)) = (term.since, term.until) {
            let last = until.year().min(since.year().saturating_add(YEARS_MAX - 1));
            let years = since.year()..=last;
            let years = years.filter_map(|year| Period::new(PeriodKind::CalendarYear, year, 1));
            periods.extend(years.map(named));
        } else {
            let kind = definition.periods.first().copied();
            let (year, month, _) = today.first_day();
            let running = Period::with_month(kind.unwrap_or(PeriodKind::CalendarYear), year, month);
            periods.extend(running.map(named));
        }
    }
    periods
        .into_iter()
        .filter_map(|named| {
            let period = Period::of_reading(named.reading)?;
            let value = compute(&prepared, index, period).value.ok()?;
            // To a tenth, as on the screens.
            let text = number_words((value.number() * 10.0).round() / 10.0, Locale::Ru);
            Some(PeriodFigure {
                period: named,
                figure: Figure::read(&text),
            })
        })
        .collect()
}
