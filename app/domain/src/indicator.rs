//! Indicators of a programme: base, plan and fact by period, and which way is better.

mod state;

pub use state::{PeriodState, states};

use crate::figure::{Figure, PeriodValue};
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::reporting_period::Period;
use crate::{NetworkId, RecordId};

crate::choice! {
    /// What an indicator counts in.
    IndicatorUnit {
        Percent = "percent", "процент", "percent", ["проценты", "процентов", "%"];
        Count = "count", "единица", "count", ["единиц", "ед.", "ед", "шт.", "штук"];
        Number = "number", "число", "number";
    }
}

crate::choice! {
    /// Which way is better.
    Direction {
        MoreIsBetter = "more-is-better", "больше лучше", "more is better";
        LessIsBetter = "less-is-better", "меньше лучше", "less is better";
    }
}

/// How a value stands to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Better,
    Worse,
    /// Neither progress nor failure.
    Unchanged,
}

impl Direction {
    /// How `now` stands to `before`.
    pub fn judge(self, before: f64, now: f64) -> Progress {
        let (low, high) = match self {
            Direction::MoreIsBetter => (before, now),
            Direction::LessIsBetter => (now, before),
        };
        if low == high {
            Progress::Unchanged
        } else if low < high {
            Progress::Better
        } else {
            Progress::Worse
        }
    }
}

/// A value of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodFigure {
    pub period: Period,
    pub figure: Figure,
}

/// An indicator, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub programme: Option<RecordId>,
    /// Place among the indicators of the programme: only its order means something.
    pub order: u64,
    /// The number the document gives: «4.1.». No key.
    pub number: Option<String>,
    pub title: String,
    /// The indicator this one is a part of: 4.1 of 4.
    pub parent: Option<RecordId>,
    /// The author's word: «Процент».
    pub unit_text: Option<String>,
    pub unit: Option<IndicatorUnit>,
    /// The author's words: «больше лучше».
    pub direction_text: Option<String>,
    pub direction: Option<Direction>,
    pub baseline: Option<Figure>,
    /// In the order of the document. A period without a value is a gap and is not here.
    pub plan: Vec<PeriodFigure>,
    pub fact: Vec<PeriodFigure>,
    pub note: Option<String>,
    /// What is said of the facts of single periods; a period without a fact may have one too.
    pub fact_notes: Vec<PeriodValue>,
    /// The definition its facts are computed by: the code of one that comes with the product, the
    /// identity of one of the network's own, or one as JSON. `None`: people enter them.
    pub source: Option<String>,
    pub is_withheld: bool,
}

impl Indicator {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        let one = |name: &str| text(fields, name).map(str::to_owned);
        let by_period = |name: &str| {
            structured::<Vec<PeriodValue>>(fields, name)
                .unwrap_or_default()
                .into_iter()
                .map(|it| PeriodFigure {
                    period: Period::read(&it.period),
                    figure: Figure::read(&it.value),
                })
                .collect()
        };
        let (unit_text, direction_text) = (one("unit"), one("direction"));
        Indicator {
            id: projected.id,
            network: projected.network.clone(),
            code: one("code"),
            programme: link(fields, "programme"),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            number: one("number"),
            title: one("title").unwrap_or_default(),
            parent: link(fields, "parent"),
            unit: unit_text.as_deref().and_then(IndicatorUnit::from_template),
            unit_text,
            direction: direction_text.as_deref().and_then(Direction::from_template),
            direction_text,
            baseline: text(fields, "baseline").map(Figure::read),
            plan: by_period("plan"),
            fact: by_period("fact"),
            note: one("note"),
            fact_notes: structured(fields, "fact_notes").unwrap_or_default(),
            source: one("source"),
            is_withheld: structured(fields, "withheld").unwrap_or(false),
        }
    }

    /// A row that only heads its parts: it has a name and neither unit nor values.
    pub const fn is_heading(&self) -> bool {
        self.unit_text.is_none()
            && self.baseline.is_none()
            && self.plan.is_empty()
            && self.fact.is_empty()
    }

    /// How the last planned number stands to the base; `None` where a number or the direction is
    /// not known.
    pub fn planned_progress(&self) -> Option<Progress> {
        let before = self.baseline.as_ref()?.number()?;
        let planned = self.plan.iter().rev().find_map(|it| it.figure.number())?;
        Some(self.direction?.judge(before, planned))
    }
}
