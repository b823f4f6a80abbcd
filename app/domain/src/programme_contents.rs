//! A programme with everything that belongs to it, in the document's order, as one viewer may have
//! it. Does not project records: what was let through of them is given.

use crate::{
    Activity, Indicator, Locale, PartialDate, Programme, Projected, RecordId, RecordKind, Stage,
    Task, Viewer, published,
};

/// A programme with everything that belongs to it, in the document's order.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeContents {
    pub programme: Programme,
    pub stages: Vec<Stage>,
    pub tasks: Vec<Task>,
    pub indicators: Vec<Indicator>,
    pub activities: Vec<Activity>,
    /// Of the indicators nobody enters facts of; empty until somebody computes them.
    pub fact_sources: Vec<FactSource>,
}

/// Where the facts of one indicator come from, when people do not enter them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactSource {
    pub indicator: RecordId,
    pub origin: Origin,
}

/// How facts came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Computed from the network, by the definition these words say.
    Computed { ru: String, en: String },
    /// Computed from what only those who are signed in may see.
    ForMembers,
    /// The network had a definition of its own and has it no more: what was entered stands.
    Deleted,
    /// Only a newer program knows the definition.
    Unknown,
}

impl Origin {
    /// The definition in words, where it is known and may be told.
    pub fn words(&self, locale: Locale) -> Option<&str> {
        match self {
            Origin::Computed { ru, en } => Some(locale.pick(ru, en)),
            Origin::ForMembers | Origin::Deleted | Origin::Unknown => None,
        }
    }
}

/// The rows of all programmes of a network, in any order.
#[derive(Default)]
struct ProgrammeRows {
    stages: Vec<Stage>,
    tasks: Vec<Task>,
    indicators: Vec<Indicator>,
    activities: Vec<Activity>,
}

impl ProgrammeContents {
    /// The programmes of a network out of what [`crate::project`] let through for `viewer`, the
    /// newest first, without the sections that are kept back from those outside. What names no
    /// programme belongs to the only one there is; with several it belongs to none of them and is
    /// left out.
    pub fn of(records: Vec<Projected>, viewer: &Viewer) -> Vec<Self> {
        let mut programmes = vec![];
        let mut rows = ProgrammeRows::default();
        for record in published(records, viewer) {
            match record.kind {
                RecordKind::Programme => programmes.push(Programme::read(&record)),
                RecordKind::Stage => rows.stages.push(Stage::read(&record)),
                RecordKind::Task => rows.tasks.push(Task::read(&record)),
                RecordKind::Indicator => rows.indicators.push(Indicator::read(&record)),
                RecordKind::Activity => rows.activities.push(Activity::read(&record)),
                _ => {}
            }
        }
        Self::put_together(programmes, &rows)
    }

    fn put_together(mut programmes: Vec<Programme>, rows: &ProgrammeRows) -> Vec<Self> {
        programmes.sort_by_key(|it| {
            let since = it.term.since.map(|since| since.first_day());
            (std::cmp::Reverse(since), it.id)
        });
        let only = match &programmes[..] {
            [only] => Some(only.id),
            _ => None,
        };
        let contents = programmes.into_iter().map(|programme| {
            let id = programme.id;
            let is_of = |of: Option<RecordId>| of.or(only) == Some(id);
            ProgrammeContents {
                stages: in_order(
                    &rows.stages,
                    |it| is_of(it.programme),
                    |it| (it.order, it.id),
                ),
                tasks: in_order(
                    &rows.tasks,
                    |it| is_of(it.programme),
                    |it| (it.order, it.id),
                ),
                indicators: in_order(
                    &rows.indicators,
                    |it| is_of(it.programme),
                    |it| (it.order, it.id),
                ),
                activities: in_order(
                    &rows.activities,
                    |it| is_of(it.programme),
                    |it| (it.order, it.id),
                ),
                fact_sources: vec![],
                programme,
            }
        });
        contents.collect()
    }

    /// Without the computed facts of periods that have not begun on that day.
    pub fn begun_by(mut self, today: PartialDate) -> Self {
        let (year, month, _) = today.first_day();
        let computed = |id: RecordId, sources: &[FactSource]| {
            let is_computed = |it: &FactSource| matches!(it.origin, Origin::Computed { .. });
            sources
                .iter()
                .any(|it| it.indicator == id && is_computed(it))
        };
        for indicator in &mut self.indicators {
            if computed(indicator.id, &self.fact_sources) {
                let has_begun =
                    |first: Option<(u16, u8)>| first.is_none_or(|it| it <= (year, month));
                indicator
                    .fact
                    .retain(|it| has_begun(it.period.first_month()));
            }
        }
        self
    }

    /// Where an indicator's facts come from; `None`: people enter them.
    pub fn fact_source(&self, indicator: RecordId) -> Option<&Origin> {
        let found = self
            .fact_sources
            .iter()
            .find(|it| it.indicator == indicator);
        found.map(|it| &it.origin)
    }
}

impl ProgrammeContents {
    /// What a row of it is called: «17. Экспертная группа»; `None` when it has no such row, or
    /// nothing is said of it.
    pub fn called(&self, record: RecordId) -> Option<String> {
        let stages = self
            .stages
            .iter()
            .map(|it| (it.id, &it.number, it.title.as_deref()));
        let tasks = self
            .tasks
            .iter()
            .map(|it| (it.id, &it.number, Some(it.text.as_str())));
        let indicators = self
            .indicators
            .iter()
            .map(|it| (it.id, &it.number, Some(it.title.as_str())));
        let activities = self.activities.iter().map(|it| {
            (
                it.id,
                &it.number,
                it.title.as_deref().or(it.section.as_deref()),
            )
        });
        let passport = (self.programme.id, &None, self.programme.title.as_deref());
        let mut all = std::iter::once(passport)
            .chain(stages)
            .chain(tasks)
            .chain(indicators)
            .chain(activities);
        let (_, number, title) = all.find(|(id, ..)| *id == record)?;
        let number = number.as_deref().map(|number| {
            let ends_itself = !number.ends_with(|c: char| c.is_alphanumeric());
            format!("{number}{}", if ends_itself { "" } else { "." })
        });
        let parts: Vec<&str> = number.as_deref().into_iter().chain(title).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

fn in_order<T: Clone>(
    all: &[T],
    belongs: impl Fn(&T) -> bool,
    place: impl Fn(&T) -> (u64, RecordId),
) -> Vec<T> {
    let mut own: Vec<T> = all.iter().filter(|it| belongs(it)).cloned().collect();
    own.sort_by_key(|it| place(it));
    own
}
