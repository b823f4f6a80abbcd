//! A visit while it is written down: its texts, kept on the device as a draft from the first
//! keystroke, and the fields they become.

use crate::words::workspace as w;
use crate::workspace::parts::field::problem_of;
use crate::workspace::parts::{date_entry, wording};
use crate::workspace::ports::VisitDraft;
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_domain::{Fields, InteractionKind, RecordId, RecordKind, Value, Viewer};

/// The texts of a begun visit, as signals, and where they are.
#[derive(Clone, Copy)]
pub struct Entry {
    pub workspace: Workspace,
    pub record: RecordId,
    partnership: RecordId,
    pub kind: RwSignal<String>,
    pub date: RwSignal<String>,
    pub participants: RwSignal<String>,
    pub topic: RwSignal<String>,
    pub discussion: RwSignal<String>,
    pub private_note: RwSignal<String>,
    /// The field last kept on the device, and when.
    pub kept: RwSignal<Option<(&'static str, String)>>,
    pub is_done: StoredValue<bool>,
}

impl Entry {
    /// The begun visit of this partnership, or a new one.
    pub fn of(workspace: Workspace, partnership: RecordId) -> Self {
        let device = workspace.device();
        let begun = device
            .visit_drafts()
            .into_iter()
            .find(|draft| draft.partnership == partnership);
        // A draft whose record exists has been recorded: only its removal did not happen.
        let is_recorded = |record: RecordId| {
            workspace
                .records
                .with_untracked(|records| records.views.contains_key(&record))
        };
        let begun = match begun {
            Some(draft) if is_recorded(draft.record) => {
                device.drop_visit_draft(draft.record);
                None
            }
            begun => begun,
        };
        let draft = begun.unwrap_or_else(|| VisitDraft {
            record: device.new_record_id(),
            partnership,
            kind: InteractionKind::LessonVisit.code().to_owned(),
            date: wording::today(&*device).to_string(),
            participants: String::new(),
            topic: String::new(),
            discussion: String::new(),
            private_note: String::new(),
            at: 0,
        });
        Entry {
            workspace,
            record: draft.record,
            partnership,
            kind: RwSignal::new(draft.kind),
            date: RwSignal::new(draft.date),
            participants: RwSignal::new(draft.participants),
            topic: RwSignal::new(draft.topic),
            discussion: RwSignal::new(draft.discussion),
            private_note: RwSignal::new(draft.private_note),
            kept: RwSignal::new(None),
            is_done: StoredValue::new(false),
        }
    }

    /// Keeps everything typed so far; `field` is the one that has changed.
    pub fn keep(self, field: &'static str) {
        if self.is_done.get_value() {
            return;
        }
        let draft = VisitDraft {
            record: self.record,
            partnership: self.partnership,
            kind: self.kind.get_untracked(),
            date: self.date.get_untracked(),
            participants: self.participants.get_untracked(),
            topic: self.topic.get_untracked(),
            discussion: self.discussion.get_untracked(),
            private_note: self.private_note.get_untracked(),
            at: 0,
        };
        let device = self.workspace.device();
        match device.keep_visit_draft(&draft) {
            Ok(at) => {
                let time = wording::moment_short(&*device, at, self.workspace.l());
                self.kept.set(Some((field, time)));
            }
            // Said in a bar above; the text stays in the form.
            Err(_) => self.kept.set(None),
        }
    }

    /// The fields of the interaction, or the first problem: the field's name and what is wrong.
    pub fn fields(self) -> Result<Fields, (&'static str, String)> {
        let locale = self.workspace.l();
        let mut fields = Fields::new();
        let mut put = |name: &'static str, value: Value| match problem_of(
            RecordKind::Interaction,
            name,
            &value,
            locale,
        ) {
            Some(problem) => Err((name, problem)),
            None => {
                if !value.is_null() {
                    fields.insert(name.to_owned(), value);
                }
                Ok(())
            }
        };
        let text = |signal: RwSignal<String>| match signal.get_untracked().trim() {
            "" => Value::Null,
            text => Value::from(text),
        };
        put("partnership", Value::from(self.partnership.to_string()))?;
        put("kind", Value::from(self.kind.get_untracked()))?;
        let date = match date_entry::read(&self.date.get_untracked()) {
            Ok(Some(date)) => Value::from(date.to_string()),
            Ok(None) => Value::Null,
            Err(problem) => return Err(("date", problem.words(locale))),
        };
        put("date", date)?;
        let participants = self.participants.get_untracked();
        let participants = match participants.trim() {
            "" => Value::Null,
            number => match number.parse::<u64>() {
                Ok(number) => Value::from(number),
                Err(_) => return Err(("participants", w::NOT_A_NUMBER.of(locale).to_owned())),
            },
        };
        put("participants", participants)?;
        put("topic", text(self.topic))?;
        put("discussion", text(self.discussion))?;
        put("private_note", text(self.private_note))?;
        if let Viewer::School { organisation, .. } = self.workspace.viewer_untracked() {
            put("recorded_by", Value::from(organisation.to_string()))?;
        }
        Ok(fields)
    }
}
