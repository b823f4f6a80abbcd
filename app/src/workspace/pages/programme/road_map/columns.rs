//! The columns of the road map: which field each shows, the text a cell holds, and the value a
//! text stands for.

use crate::words::{Phrase, plan as w, programme as words};
use crate::workspace::state::names::Names;
use opora_domain::schema::field_of;
use opora_domain::validation::validate_value;
use opora_domain::{Activity, ActivityStatus, Locale, RecordKind, Value};

/// A column, in the order of the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Title,
    Deadline,
    Responsible,
    Funding,
    PlannedValue,
    Status,
    Result,
}

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// No status is called so.
    NoSuchStatus,
    TooLong,
    /// There is no such column.
    BeyondColumns,
    /// A row after the last one that does not say what is to be done.
    NoTitle,
}

impl Column {
    pub const ALL: [Column; 8] = [
        Column::Number,
        Column::Title,
        Column::Deadline,
        Column::Responsible,
        Column::Funding,
        Column::PlannedValue,
        Column::Status,
        Column::Result,
    ];
    /// Beside the scale.
    pub const BESIDE_SCALE: [Column; 5] = [
        Column::Number,
        Column::Title,
        Column::Deadline,
        Column::Responsible,
        Column::Status,
    ];

    pub const fn field(self) -> &'static str {
        match self {
            Column::Number => "number",
            Column::Title => "title",
            Column::Deadline => "deadline",
            Column::Responsible => "responsible",
            Column::Funding => "funding_source",
            Column::PlannedValue => "planned_value",
            Column::Status => "status",
            Column::Result => "result",
        }
    }

    pub const fn label(self) -> Phrase {
        match self {
            Column::Number => words::NUMBER,
            Column::Title => words::ACTIVITY,
            Column::Deadline => words::DEADLINE,
            Column::Responsible => words::RESPONSIBLE,
            Column::Funding => words::FUNDED_BY,
            Column::PlannedValue => words::PLANNED_VALUE,
            Column::Status => words::STATUS,
            Column::Result => w::RESULT,
        }
    }

    /// What stands in the cell, as it is edited and copied.
    pub fn text(self, activity: &Activity, locale: Locale) -> String {
        let one = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Column::Number => one(&activity.number),
            Column::Title => one(&activity.title),
            Column::Deadline => activity.deadline.text.clone(),
            Column::Responsible => {
                let names: Vec<&str> = activity
                    .responsible
                    .iter()
                    .map(|it| it.text.as_str())
                    .collect();
                names.join("; ")
            }
            Column::Funding => one(&activity.funding_source),
            Column::PlannedValue => {
                let figure = activity.planned_value.as_ref();
                figure.map(|it| it.text.clone()).unwrap_or_default()
            }
            Column::Status => {
                let status = activity.status.map(|it| it.label(locale));
                status.unwrap_or_default().to_owned()
            }
            Column::Result => one(&activity.result),
        }
    }

    /// The value of a text; `before` is the activity it is for.
    ///
    /// # Errors
    /// When the text is no value of this column.
    pub fn value(
        self,
        text: &str,
        before: Option<&Activity>,
        names: &Names,
    ) -> Result<Value, NotTaken> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let value = match self {
            Column::Status => Value::from(status_of(text).ok_or(NotTaken::NoSuchStatus)?.code()),
            Column::Responsible => {
                let known = before
                    .map(|it| it.responsible.as_slice())
                    .unwrap_or_default();
                let all = names.responsible(text, known);
                serde_json::to_value(all).map_err(|_| NotTaken::TooLong)?
            }
            _ => Value::from(text),
        };
        let spec = field_of(RecordKind::Activity, self.field());
        match spec.is_none_or(|spec| validate_value(spec.kind, &value).is_ok()) {
            true => Ok(value),
            false => Err(NotTaken::TooLong),
        }
    }
}

/// A status by its word in either language, or by its code.
pub fn status_of(word: &str) -> Option<ActivityStatus> {
    let english = |it: &&ActivityStatus| it.label(Locale::En) == word || it.code() == word;
    ActivityStatus::from_template(word)
        .or_else(|| ActivityStatus::ALL.iter().find(english).copied())
}
