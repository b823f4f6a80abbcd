//! What the screens of indicators show, read from the records: indicators with their periods, and
//! the number of each period, entered or computed. A period without a number is a gap.

use crate::workspace::parts::wording;
use crate::workspace::state::Workspace;
use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use leptos::prelude::{Get, GetUntracked};
use opora_domain::figure::number_words;
use opora_domain::{
    Direction, Figure, Indicator, IndicatorUnit, Locale, PartialDate, PeriodState, Programme,
    RecordId, RecordKind,
};
use opora_indicators::definition::{Definition, Outcome};
use opora_indicators::period::{Day, PeriodKind};
use opora_indicators::{
    Catalogue, Computed, Index, NoValue, Period, Prepared, Source, Value, compute, records,
};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Periods of a programme's term that are offered without being asked for.
const OFFERED_MAX: usize = 12;
/// Periods shown of an indicator that no programme plans.
const UNPLANNED_PERIODS: usize = 5;

/// The records as indicators read them: made once for a picture of the records.
pub struct Figures {
    pub indicators: Vec<Indicator>,
    pub programmes: Vec<Programme>,
    pub today: PartialDate,
    pub catalogue: Catalogue,
    index: Index,
}

thread_local! {
    static LAST: RefCell<Option<(Arc<Records>, Rc<Figures>)>> = const { RefCell::new(None) };
}

impl Figures {
    /// Of the records as they are, tracked.
    pub fn now(workspace: Workspace) -> Rc<Figures> {
        Figures::of(
            &workspace.records.get(),
            wording::today(&*workspace.device()),
        )
    }

    /// As [`Figures::now`], not tracked.
    pub fn now_untracked(workspace: Workspace) -> Rc<Figures> {
        let today = wording::today(&*workspace.device());
        Figures::of(&workspace.records.get_untracked(), today)
    }

    fn of(all: &Arc<Records>, today: PartialDate) -> Rc<Figures> {
        let known = LAST.with_borrow(|last| {
            last.as_ref()
                .filter(|(of, figures)| Arc::ptr_eq(of, all) && figures.today == today)
                .map(|(_, figures)| figures.clone())
        });
        known.unwrap_or_else(|| {
            let figures = Rc::new(Figures::read(all, today));
            LAST.set(Some((all.clone(), figures.clone())));
            figures
        })
    }

    fn read(all: &Records, today: PartialDate) -> Figures {
        let projected = || all.views.values().map(|view| &view.projected);
        let of_kind = |kind| projected().filter(move |record| record.kind == kind);
        let indicators = of_kind(RecordKind::Indicator).map(Indicator::read);
        let reader = records::Reader::new(projected());
        Figures {
            indicators: ordered(indicators.collect(), |one| {
                format!("{:020}{}", one.order, one.id)
            }),
            programmes: of_kind(RecordKind::Programme)
                .map(Programme::read)
                .collect(),
            today,
            catalogue: Catalogue::new(projected()),
            index: Index::new(projected().filter_map(|record| reader.fact(record))),
        }
    }

    pub fn indicator(&self, id: RecordId) -> Option<&Indicator> {
        self.indicators.iter().find(|one| one.id == id)
    }

    /// What a definition gives for a period; `None` for a definition with flaws.
    pub fn computed(&self, definition: &Definition, period: Period) -> Option<Computed> {
        let prepared = Prepared::new(definition.clone()).ok()?;
        Some(compute(&prepared, &self.index, period))
    }

    /// The period has begun: what lies ahead is no fact.
    pub fn has_begun(&self, period: Period) -> bool {
        period.days().first <= Day::first_of(self.today)
    }

    /// The period is not over.
    pub fn is_running(&self, period: Period) -> bool {
        self.has_begun(period) && Day::last_of(self.today) < period.days().last
    }

    /// The period of a kind that today lies in.
    pub fn current(&self, kind: PeriodKind) -> Option<Period> {
        let (year, month, _) = self.today.first_day();
        Period::with_month(kind, year, month)
    }
}

/// One period of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// As the record says it: what names the value in `plan` and `fact`.
    pub words: String,
    pub period: Option<Period>,
    pub plan: Option<Figure>,
}

/// An indicator without its facts: what does not change while they are typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// `None`: computed from the network, and no programme plans it.
    pub record: Option<RecordId>,
    pub number: Option<String>,
    pub title: String,
    pub unit: Option<IndicatorUnit>,
    pub direction: Option<Direction>,
    pub base: Option<Figure>,
    /// What its facts are computed by; `None`: people enter them.
    pub source: Option<Source>,
    pub columns: Vec<Column>,
}

impl Subject {
    pub fn of_indicator(figures: &Figures, one: &Indicator) -> Self {
        let of_programme = figures
            .programmes
            .iter()
            .find(|programme| Some(programme.id) == one.programme);
        Subject {
            record: Some(one.id),
            number: one.number.clone(),
            title: one.title.clone(),
            unit: one.unit,
            direction: one.direction,
            base: one.baseline.clone(),
            source: one.source.as_deref().map(|it| figures.catalogue.source(it)),
            columns: columns_of(figures, one, of_programme),
        }
    }

    /// `kind` picks the periods; the first of the definition's own where it has no such.
    pub fn of_definition(
        figures: &Figures,
        definition: &Definition,
        kind: PeriodKind,
        locale: Locale,
    ) -> Self {
        let mut columns = Vec::new();
        let mut next = figures.current(kind);
        while let Some(period) = next.filter(|_| columns.len() < UNPLANNED_PERIODS) {
            columns.push(Column {
                words: period.document_words(),
                period: Some(period),
                plan: None,
            });
            next = period.previous();
        }
        columns.reverse();
        Subject {
            record: None,
            number: None,
            title: definition.title.text(locale).to_owned(),
            unit: Some(unit_of(definition)),
            direction: figures.catalogue.direction(&definition.code),
            base: None,
            source: Some(Source::Definition(Box::new(definition.clone()))),
            columns,
        }
    }

    pub fn definition(&self) -> Option<Definition> {
        self.source.clone().and_then(Source::definition)
    }

    /// What people enter is its fact: nothing computes it, or nothing does any more.
    pub fn is_entered(&self) -> bool {
        matches!(self.source, None | Some(Source::Deleted))
    }
}

/// What a definition counts in.
pub fn unit_of(definition: &Definition) -> IndicatorUnit {
    match definition.result {
        Outcome::Share | Outcome::ShareOf { .. } => IndicatorUnit::Percent,
        Outcome::Count | Outcome::Sum { .. } => IndicatorUnit::Count,
    }
}

/// The periods that are planned or have a fact, and those of the programme's term, in time; what
/// names no year comes last.
fn columns_of(figures: &Figures, one: &Indicator, programme: Option<&Programme>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for value in one.plan.iter().chain(&one.fact) {
        let words = &value.period.text;
        if !columns.iter().any(|column| column.words == *words) {
            let plan = one.plan.iter().find(|plan| plan.period.text == *words);
            columns.push(Column {
                words: words.clone(),
                period: Period::of_reading(value.period.reading),
                plan: plan.map(|plan| plan.figure.clone()),
            });
        }
    }
    let kind = columns
        .iter()
        .find_map(|column| column.period)
        .map_or(PeriodKind::CalendarYear, Period::kind);
    let mut offered = Vec::new();
    if let Some(term) = programme.map(|programme| &programme.term)
        && let (Some(since), Some(until)) = (term.since, term.until)
    {
        let (year, month, _) = until.last_day();
        let mut next = Period::with_month(kind, year, month);
        while let Some(period) = next.filter(|period| {
            period.days().last >= Day::first_of(since) && offered.len() < OFFERED_MAX
        }) {
            offered.push(period);
            next = period.previous();
        }
    } else if columns.is_empty() {
        offered.extend(figures.current(kind));
    }
    for period in offered {
        if !columns.iter().any(|column| column.period == Some(period)) {
            columns.push(Column {
                words: period.document_words(),
                period: Some(period),
                plan: None,
            });
        }
    }
    // What begins first comes first.
    ordered(columns, |column| match column.period {
        Some(period) => format!("0{:010}", period.days().first.number()),
        None => "1".to_owned(),
    })
}

/// The number of a period, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// What a person wrote; a text that is no number is kept as it is.
    Entered(Figure),
    Computed(Value),
    /// Computed, and there is none.
    NoValue(NoValue),
    /// Nobody has entered one, or the period lies ahead.
    Gap,
}

impl Fact {
    pub fn number(&self) -> Option<f64> {
        match self {
            Fact::Entered(figure) => figure.number(),
            Fact::Computed(value) => Some(value.number()),
            Fact::NoValue(_) | Fact::Gap => None,
        }
    }
}

/// The fact of each column.
pub fn facts(figures: &Figures, subject: &Subject) -> Vec<Fact> {
    let entered = subject.record.and_then(|id| figures.indicator(id));
    let columns = subject.columns.iter();
    columns
        .map(|column| match &subject.source {
            None | Some(Source::Deleted) => entered_fact(entered, &column.words),
            Some(Source::Unknown) => Fact::Gap,
            Some(Source::Definition(definition)) => column
                .period
                .filter(|period| figures.has_begun(*period))
                .and_then(|period| figures.computed(definition, period))
                .map_or(Fact::Gap, |computed| match computed.value {
                    Ok(value) => Fact::Computed(value),
                    Err(reason) => Fact::NoValue(reason),
                }),
        })
        .collect()
}

fn entered_fact(one: Option<&Indicator>, words: &str) -> Fact {
    one.and_then(|one| one.fact.iter().find(|fact| fact.period.text == words))
        .map_or(Fact::Gap, |fact| Fact::Entered(fact.figure.clone()))
}

/// How each column stands: to its plan, and to the fact before it or the base.
pub fn states(subject: &Subject, facts: &[Fact]) -> Vec<PeriodState> {
    let base = subject.base.as_ref().and_then(Figure::number);
    let periods: Vec<_> = subject
        .columns
        .iter()
        .zip(facts)
        .map(|(column, fact)| {
            let plan = column.plan.as_ref().and_then(Figure::number);
            (plan, fact.number())
        })
        .collect();
    opora_domain::indicator::states(subject.direction, base, &periods)
}

/// A number of this unit; shares to a tenth.
pub fn number_of(value: f64, unit: Option<IndicatorUnit>, locale: Locale) -> String {
    let number = number_words((value * 10.0).round() / 10.0, locale);
    match (unit, locale) {
        (Some(IndicatorUnit::Percent), Locale::Ru) => format!("{number}\u{a0}%"),
        (Some(IndicatorUnit::Percent), Locale::En) => format!("{number}%"),
        _ => number,
    }
}

/// What a document or a person wrote, as people read it.
pub fn figure_words(figure: &Figure, unit: Option<IndicatorUnit>, locale: Locale) -> String {
    match figure.number() {
        // Written to the digit, shown to the digit.
        Some(value) => match (unit, locale) {
            (Some(IndicatorUnit::Percent), Locale::Ru) => {
                format!("{}\u{a0}%", number_words(value, locale))
            }
            (Some(IndicatorUnit::Percent), Locale::En) => {
                format!("{}%", number_words(value, locale))
            }
            _ => number_words(value, locale),
        },
        None => figure.text.clone(),
    }
}

/// How a period is called where there is room; an empty one is said to be so.
pub fn period_words(column: &Column, locale: Locale) -> String {
    use crate::words::indicators as w;
    match (&column.period, column.words.as_str()) {
        (Some(period), _) => period.label(locale),
        (None, "") => w::UNDATED.of(locale).to_owned(),
        (None, words) => words.to_owned(),
    }
}

/// The same under a pillar.
pub fn axis_words(column: &Column, locale: Locale) -> String {
    match column.period {
        Some(period) => {
            let text = period.to_string();
            match (period.kind(), text.split_once('-')) {
                (PeriodKind::HalfYear | PeriodKind::Quarter, Some((year, part))) => {
                    let number = part.get(1..).unwrap_or_default();
                    let roman = ["", "I", "II", "III", "IV"];
                    let roman = number
                        .parse()
                        .ok()
                        .and_then(|n: usize| roman.get(n).copied());
                    let kind = match (period.kind(), locale) {
                        (PeriodKind::HalfYear, Locale::Ru) => "пол.",
                        (PeriodKind::HalfYear, Locale::En) => "half",
                        (_, Locale::Ru) => "кв.",
                        (_, Locale::En) => "qtr",
                    };
                    format!("{} {kind} {year}", roman.unwrap_or(number))
                }
                _ => text,
            }
        }
        None => period_words(column, locale),
    }
}
