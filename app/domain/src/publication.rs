//! What of a programme its coordinator does not publish, section by section. Second half of
//! [`crate::project`]: a row does not say which sections its programme keeps back, so that is
//! decided here, over all records one viewer may see. Whoever shows or writes a programme to
//! somebody outside of the network takes its records through [`published`].
//!
//! Does not decide who sees a field: that is the table of the schema.

use crate::projection::{Projected, Viewer};
use crate::record::{Fields, RecordKind, Value, link};
use crate::{NetworkId, RecordId};

crate::choice! {
    /// A section of a programme that can be kept back.
    ProgrammeSection {
        /// All of the passport but its title and term, by which a programme is known.
        Passport = "passport", "паспорт", "passport";
        Stages = "stages", "этапы", "stages";
        Tasks = "tasks", "задачи", "tasks";
        Indicators = "indicators", "показатели", "indicators";
        RoadMap = "road-map", "дорожная карта", "road map";
        /// What came of it: facts of indicators, what was said of activities.
        Results = "results", "результаты", "results";
    }
}

/// Where a programme keeps what it does not publish.
pub const FIELD: &str = "unpublished";

/// What stays of a passport that is kept back.
const OF_ANY_PASSPORT: [&str; 4] = ["code", "title", "term", FIELD];
/// What says how an activity ended.
const RESULTS_OF_ACTIVITY: [&str; 6] = [
    "status",
    "done_on",
    "result",
    "year_status",
    "year_done",
    "year_results",
];

/// The sections these fields of a programme keep back.
pub fn unpublished(fields: &Fields) -> Vec<ProgrammeSection> {
    let codes = fields.get(FIELD).and_then(Value::as_array);
    let codes = codes.into_iter().flatten().filter_map(Value::as_str);
    codes.filter_map(ProgrammeSection::from_code).collect()
}

/// May this field of a programme leave its network, as far as sections are concerned?
pub(crate) fn leaves(fields: &Fields, field: &str) -> bool {
    OF_ANY_PASSPORT.contains(&field) || !unpublished(fields).contains(&ProgrammeSection::Passport)
}

/// The records of a network that were let through for `viewer`, without the sections that are kept
/// back from those outside of the network; members get all. The programmes have to be among them.
pub fn published(mut records: Vec<Projected>, viewer: &Viewer) -> Vec<Projected> {
    let is_outside = |network: &NetworkId| viewer.network() != Some(network);
    let programmes: Vec<(RecordId, Vec<ProgrammeSection>)> = records
        .iter()
        .filter(|it| it.kind == RecordKind::Programme && is_outside(&it.network))
        .map(|it| (it.id, unpublished(&it.fields)))
        .collect();
    let only = match programmes.as_slice() {
        [(only, _)] => Some(*only),
        _ => None,
    };
    records.retain_mut(|record| {
        if !is_outside(&record.network) {
            return true;
        }
        let section = match record.kind {
            RecordKind::Stage => ProgrammeSection::Stages,
            RecordKind::Task => ProgrammeSection::Tasks,
            RecordKind::Indicator => ProgrammeSection::Indicators,
            RecordKind::Activity => ProgrammeSection::RoadMap,
            _ => return true,
        };
        // What names no programme is of the only one, as it is shown; of several it is of none.
        let Some(of) = link(&record.fields, "programme").or(only) else {
            return true;
        };
        let Some((_, kept_back)) = programmes.iter().find(|(id, _)| *id == of) else {
            // Its programme is not for this viewer, and so its rows are not.
            return false;
        };
        if kept_back.contains(&ProgrammeSection::Results) {
            record.fields.retain(|name, _| match section {
                ProgrammeSection::Indicators => name != "fact",
                ProgrammeSection::RoadMap => !RESULTS_OF_ACTIVITY.contains(&name.as_str()),
                _ => true,
            });
        }
        !kept_back.contains(&section)
    });
    records
}
