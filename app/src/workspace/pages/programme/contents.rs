//! A programme with everything that belongs to it, read from the records of the device in the
//! order of the document. Draws nothing and changes nothing.

use crate::workspace::state::order::ordered;
use crate::workspace::state::records::Records;
use opora_domain::choice::normal;
use opora_domain::{Activity, Programme, RecordId, RecordKind, Stage, Task, Value};
use opora_sync::RecordView;

/// What the screens of a programme show.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    pub programme: Programme,
    pub stages: Vec<Stage>,
    pub tasks: Vec<Task>,
    /// Also the sections in which the document lists nothing.
    pub activities: Vec<Activity>,
}

/// All programmes of the network, the one that ends last first.
pub fn programmes(records: &Records) -> Vec<Programme> {
    let mut all: Vec<Programme> = of_kind(records, RecordKind::Programme)
        .map(|view| Programme::read(&view.projected))
        .collect();
    all = ordered(all, |programme| {
        let end = programme.term.until.or(programme.term.since);
        end.map(|date| date.to_string()).unwrap_or_default()
    });
    all.reverse();
    all
}

impl Contents {
    /// Of the programme asked for, or of the newest.
    pub fn of(records: &Records, programme: Option<RecordId>) -> Option<Self> {
        let mut programmes = programmes(records).into_iter();
        let programme = match programme {
            Some(id) => programmes.find(|it| it.id == id)?,
            None => programmes.next()?,
        };
        let id = Some(programme.id);
        let stages = of_kind(records, RecordKind::Stage).map(|view| Stage::read(&view.projected));
        let tasks = of_kind(records, RecordKind::Task).map(|view| Task::read(&view.projected));
        Some(Contents {
            stages: ordered(stages.filter(|it| it.programme == id).collect(), |it| {
                place(it.order, it.id)
            }),
            tasks: ordered(tasks.filter(|it| it.programme == id).collect(), |it| {
                place(it.order, it.id)
            }),
            activities: activities_of(records, programme.id),
            programme,
        })
    }

    /// The activities proper, without the names of empty sections.
    pub fn rows(&self) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(|it| !it.is_empty_section())
    }

    /// The sections as the document orders and writes them, each once.
    pub fn sections(&self) -> Vec<&str> {
        let mut known: Vec<&str> = vec![];
        for section in self
            .activities
            .iter()
            .filter_map(|it| it.section.as_deref())
        {
            if !known.iter().any(|it| normal(it) == normal(section)) {
                known.push(section);
            }
        }
        known
    }
}

/// The activities of a programme in the order of its road map.
pub fn activities_of(records: &Records, programme: RecordId) -> Vec<Activity> {
    let all = of_kind(records, RecordKind::Activity).map(|view| Activity::read(&view.projected));
    let own = all.filter(|it| it.programme == Some(programme)).collect();
    ordered(own, |it: &Activity| place(it.order, it.id))
}

/// The activities an event proves, each with what it is called.
pub fn proved_by(records: &Records, event: RecordId) -> Vec<(RecordId, String)> {
    let event = event.to_string();
    let proves = |view: &&RecordView| {
        let evidence = view.projected.fields.get("evidence");
        let all = evidence.and_then(Value::as_array).into_iter().flatten();
        all.into_iter()
            .any(|id| id.as_str() == Some(event.as_str()))
    };
    let all = of_kind(records, RecordKind::Activity).filter(proves);
    all.map(|view| {
        let fields = &view.projected.fields;
        let one = |name| opora_domain::record::text(fields, name);
        let parts: Vec<&str> = [one("number"), one("title")]
            .into_iter()
            .flatten()
            .collect();
        (view.id(), parts.join(" "))
    })
    .collect()
}

fn of_kind(records: &Records, kind: RecordKind) -> impl Iterator<Item = &RecordView> {
    let views = records.views.values().map(AsRef::as_ref);
    views.filter(move |view: &&RecordView| view.kind() == kind)
}

fn place(order: u64, id: RecordId) -> String {
    format!("{order:020}{id}")
}
