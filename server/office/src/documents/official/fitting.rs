//! Which form a programme falls into.

use super::super::layouts::{
    IndicatorColumn, IndicatorsForm, LAYOUTS, Layout, ListMark, PlanColumn, PlanForm,
};
use super::tables::periods;
use opora_domain::{IndicatorUnit, ProgrammeContents};

/// The form whose columns the programme has: the fewest that would be empty, and the least that has
/// no column.
pub fn fitting(contents: &ProgrammeContents) -> &'static Layout {
    let says = Says::of(contents);
    // There are several; the first of equals.
    LAYOUTS
        .iter()
        .min_by_key(|layout| says.misfit(layout))
        .unwrap_or(&LAYOUTS[0])
}

/// What a programme says something about.
struct Says {
    has_indicators: bool,
    indicators: Vec<(IndicatorColumn, bool)>,
    plan: Vec<(PlanColumn, bool)>,
    is_all_percent: bool,
}

impl Says {
    fn of(contents: &ProgrammeContents) -> Self {
        let rows = || contents.indicators.iter().filter(|it| !it.is_heading());
        let activities = || {
            contents
                .activities
                .iter()
                .filter(|it| !it.is_empty_section())
        };
        let planned = periods(rows(), |it| &it.plan).len();
        Says {
            has_indicators: rows().next().is_some(),
            indicators: vec![
                (
                    IndicatorColumn::Number,
                    rows().any(|it| it.number.is_some()),
                ),
                (
                    IndicatorColumn::Unit,
                    rows().any(|it| it.unit_text.is_some()),
                ),
                (
                    IndicatorColumn::Base,
                    rows().any(|it| it.baseline.is_some()),
                ),
                (IndicatorColumn::Target, planned == 1),
                (IndicatorColumn::Plans, planned > 1),
                (IndicatorColumn::Facts, rows().any(|it| !it.fact.is_empty())),
            ],
            plan: vec![
                (
                    PlanColumn::Number,
                    activities().any(|it| it.number.is_some()),
                ),
                (
                    PlanColumn::Deadline,
                    activities().any(|it| !it.deadline.text.trim().is_empty()),
                ),
                (
                    PlanColumn::Responsible,
                    activities().any(|it| !it.responsible.is_empty()),
                ),
                (
                    PlanColumn::FundedBy,
                    activities().any(|it| it.funding_source.is_some()),
                ),
                (
                    PlanColumn::Years,
                    activities().any(|it| it.planned_value.is_some()),
                ),
            ],
            is_all_percent: rows().all(|it| it.unit == Some(IndicatorUnit::Percent)),
        }
    }

    /// How many columns would stand empty, and how much has none.
    fn misfit(&self, layout: &Layout) -> usize {
        let indicators = match &layout.indicators {
            IndicatorsForm::Expected(_) => match self.has_indicators {
                true => self.indicators.len(),
                false => 0,
            },
            IndicatorsForm::Table(_) if !self.has_indicators => 1,
            IndicatorsForm::Table(form) => {
                let shows = |what: IndicatorColumn| form.columns.iter().any(|it| it.shows == what);
                let differs = |(what, is_said): &(IndicatorColumn, bool)| match what {
                    // Every number says so itself, or the form's one heading does.
                    IndicatorColumn::Unit if self.is_all_percent && !shows(*what) => false,
                    what => *is_said != shows(*what),
                };
                self.indicators.iter().filter(|it| differs(it)).count()
            }
        };
        let plan = match &layout.plan {
            PlanForm::Table(form) => {
                let shows = |what: PlanColumn| {
                    let of = |wanted| form.columns.iter().any(|it| it.shows == wanted);
                    // The line of a section says when.
                    of(what) || (what == PlanColumn::Deadline && of(PlanColumn::Years))
                };
                let differs = |(what, is_said): &&(PlanColumn, bool)| *is_said != shows(*what);
                self.plan.iter().filter(differs).count()
            }
            PlanForm::List { mark, .. } => {
                let shows =
                    |what: PlanColumn| what == PlanColumn::Number && *mark == ListMark::Number;
                let differs = |(what, is_said): &&(PlanColumn, bool)| *is_said != shows(*what);
                self.plan.iter().filter(differs).count()
            }
        };
        indicators + plan
    }
}
