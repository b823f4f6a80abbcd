//! Exam results of a school: counts and means, never a pupil. For those who are signed in to the
//! network only; nothing of a group of fewer than [`TAKERS_PUBLIC_MIN`] is ever made public.

mod comparing;

pub use comparing::{AgainstMinimum, Examined, YearMinimums};

use crate::figure::{Figure, FigureReading, rounded};
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::reporting_period::Period;
use crate::{NetworkId, RecordId};

/// Fewer takers than this name a child: rule 7 of the domain.
pub const TAKERS_PUBLIC_MIN: u64 = 10;

crate::choice! {
    /// Kinds of exam.
    ExamKind {
        Ege = "ege", "ЕГЭ", "Unified State Exam (EGE)";
        Oge = "oge", "ОГЭ", "Basic State Exam (OGE)";
        Vpr = "vpr", "ВПР", "All-Russian test (VPR)";
        Diagnostic = "diagnostic", "диагностика", "diagnostic test";
    }
}

/// One result of one school, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub school: Option<RecordId>,
    /// Place in the document.
    pub order: u64,
    pub year: Period,
    /// The author's word.
    pub exam_text: Option<String>,
    pub exam: Option<ExamKind>,
    pub subject: Option<String>,
    /// The class: «9», «11».
    pub grade: Option<String>,
    /// How many took it.
    pub takers: Option<Figure>,
    /// How many of them reached the minimum. 0 is a value.
    pub passed: Option<Figure>,
    /// The school's mean mark.
    pub mean: Option<Figure>,
    /// That year's minimum mark, where the document names it.
    pub minimum: Option<Figure>,
    /// Percent of marks «2».
    pub share_of_twos: Option<Figure>,
    /// Percent of marks «3».
    pub share_of_threes: Option<Figure>,
    pub note: Option<String>,
}

impl Assessment {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        let one = |name: &str| text(fields, name).map(str::to_owned);
        let figure = |name: &str| text(fields, name).map(Figure::read);
        let exam_text = one("exam");
        Assessment {
            id: projected.id,
            network: projected.network.clone(),
            code: one("code"),
            school: link(fields, "school"),
            order: structured(fields, "order").unwrap_or(u64::MAX),
            year: Period::read(text(fields, "year").unwrap_or_default()),
            exam: exam_text.as_deref().and_then(ExamKind::from_template),
            exam_text,
            subject: one("subject"),
            grade: one("grade"),
            takers: figure("takers"),
            passed: figure("passed"),
            mean: figure("mean"),
            minimum: figure("minimum"),
            share_of_twos: figure("share_of_twos"),
            share_of_threes: figure("share_of_threes"),
            note: one("note"),
        }
    }

    /// By how much the mean is above that year's minimum, negative when below; `None` where one of
    /// them is not known.
    pub fn margin(&self) -> Option<f64> {
        let mean = self.mean.as_ref()?.number()?;
        Some(rounded(mean - self.minimum.as_ref()?.number()?))
    }

    /// By how much the mean is below that year's minimum; `None` when it is not, or not known.
    pub fn below_minimum_by(&self) -> Option<f64> {
        self.margin().filter(|margin| *margin < 0.0).map(f64::abs)
    }

    /// Nobody took it: that is said, as a count of 0 or as «x», and is no gap.
    pub fn is_not_taken(&self) -> bool {
        let not_applicable = |figure: &Option<Figure>| {
            let reading = figure.as_ref().map(|figure| figure.reading);
            reading == Some(FigureReading::NotApplicable)
        };
        match self.takers.as_ref().and_then(Figure::count) {
            Some(takers) => takers == 0,
            None => not_applicable(&self.takers) || not_applicable(&self.mean),
        }
    }

    /// So few took it, or nobody knows how many, that it must not be shown beyond the network.
    pub fn is_small_group(&self) -> bool {
        let takers = self.takers.as_ref().and_then(Figure::count);
        takers.is_none_or(|takers| takers < TAKERS_PUBLIC_MIN)
    }
}
