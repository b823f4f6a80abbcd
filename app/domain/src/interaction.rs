//! Interactions: dated evidence on a partnership.

use crate::period::PartialDate;
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::{NetworkId, RecordId};

crate::choice! {
    /// What took place.
    InteractionKind {
        LessonVisit = "lesson-visit", "посещение урока", "lesson visit";
        PartnerLesson = "partner-lesson", "урок наставника", "lesson by the partner";
        Consultation = "consultation", "консультация", "consultation";
        Seminar = "seminar", "семинар", "seminar";
        ProjectSession = "project-session", "работа над проектом", "project session";
        MasterClass = "master-class", "мастер-класс", "master class";
        Other = "other", "другое", "other";
    }
}

/// Something that took place, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Interaction {
    pub id: RecordId,
    pub network: NetworkId,
    pub code: Option<String>,
    pub partnership: Option<RecordId>,
    pub kind: InteractionKind,
    pub date: Option<PartialDate>,
    /// How many took part.
    pub participants: Option<u32>,
    /// Subject and class, theme.
    pub topic: Option<String>,
    /// What was discussed: for the two sides and the coordinator.
    pub discussion: Option<String>,
    /// For the organisation that wrote it and the coordinator: never public.
    pub private_note: Option<String>,
    /// The organisation that recorded it.
    pub recorded_by: Option<RecordId>,
}

impl Interaction {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Interaction {
            id: projected.id,
            network: projected.network.clone(),
            code: text(fields, "code").map(str::to_owned),
            partnership: link(fields, "partnership"),
            kind: structured(fields, "kind").unwrap_or(InteractionKind::Other),
            date: structured(fields, "date"),
            participants: structured(fields, "participants"),
            topic: text(fields, "topic").map(str::to_owned),
            discussion: text(fields, "discussion").map(str::to_owned),
            private_note: text(fields, "private_note").map(str::to_owned),
            recorded_by: link(fields, "recorded_by"),
        }
    }
}
