//! The result of reading and planning, in the shape the command line and the workspace share.

use crate::plan::{Change, FilePlan};
use crate::problem::Severity;
use crate::template::{Column, ColumnReading, columns_for};
use opora_domain::{
    InteractionKind, Locale, PartialDate, PassportLine, PeriodValue, Place, ProgrammeSection,
    Question, RecordId, RecordKind, Responsible, Standing, Term, Value,
};
use serde::{Deserialize, Serialize};

/// What became, or would become, of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub file: String,
    pub network: String,
    pub sheets: Vec<SheetReport>,
    pub problems: Vec<ProblemReport>,
}

/// The rows of one sheet. Every row is counted once: `rows` is the sum of the others. A row that
/// is stored and flagged counts as flagged only, whether it was created, changed or neither.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    pub sheet: String,
    pub rows: usize,
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub flagged: usize,
    pub refused: usize,
    /// Rows nobody looked into. There are none any more: 0.
    pub unread: usize,
}

/// One problem, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemReport {
    pub sheet: String,
    /// `J4`; empty when the problem is of the whole sheet.
    pub cell: String,
    pub severity: Severity,
    pub code: String,
    /// What stands in the cell.
    pub read: String,
    /// What happened and what is proposed.
    pub message: String,
    /// What was stored nowhere, whole: one text for each refused row, its cells parted by `|`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whole: Vec<String>,
}

impl Report {
    /// The exit status of a command: 0, or 2 when something was refused.
    pub fn exit_status(&self) -> u8 {
        let is_refused = self.sheets.iter().any(|sheet| sheet.refused > 0)
            || self
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Refused);
        if is_refused { 2 } else { 0 }
    }
}

/// A report with the changes it stands for, for a person to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    #[serde(flatten)]
    pub report: Report,
    /// At most [`CHANGES_MAX`].
    pub changes: Vec<PlannedChange>,
    /// How many more there are.
    pub changes_left_out: usize,
}

/// Most changes a preview lists.
pub const CHANGES_MAX: usize = 200;

/// One change a person can look at, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedChange {
    pub sheet: String,
    pub cell: String,
    pub is_new: bool,
    /// What the record is called.
    pub title: String,
    /// The header of the column; empty for a new record.
    pub field: String,
    pub from: String,
    pub to: String,
}

impl FilePlan {
    /// The report, with its messages in this language.
    pub fn report(&self, locale: Locale) -> Report {
        Report {
            file: self.file.clone(),
            network: self.network.to_string(),
            sheets: self
                .sheets
                .iter()
                .map(|it| SheetReport {
                    sheet: it.sheet.clone(),
                    rows: it.rows,
                    created: it.created,
                    changed: it.changed,
                    unchanged: it.unchanged,
                    flagged: it.flagged,
                    refused: it.refused,
                    unread: 0,
                })
                .collect(),
            problems: self
                .findings
                .iter()
                .map(|it| ProblemReport {
                    sheet: it.sheet.clone(),
                    cell: it.cell.clone(),
                    severity: it.severity,
                    code: it.what.code().to_owned(),
                    read: shortened(&it.read),
                    message: it.what.message(it.severity, locale),
                    whole: it.whole.clone(),
                })
                .collect(),
        }
    }

    /// The report and what would change.
    pub fn preview(&self, locale: Locale) -> Preview {
        Preview {
            report: self.report(locale),
            changes: self
                .changes
                .iter()
                .take(CHANGES_MAX)
                .map(|it| in_words(it, locale))
                .collect(),
            changes_left_out: self.changes.len().saturating_sub(CHANGES_MAX),
        }
    }
}

/// What stands in a cell may be pages long; a report shows its beginning.
fn shortened(text: &str) -> String {
    const CHARS_MAX: usize = 300;
    match text.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn in_words(change: &Change, locale: Locale) -> PlannedChange {
    let of_field: Vec<&Column> = match change.field.as_deref() {
        Some(field) => columns_for(change.kind, field),
        None => Vec::new(),
    };
    let field = match change.field.as_deref() {
        // Made from where a row stands, not from a column.
        Some("order") => locale.pick("Порядок", "Order").to_owned(),
        Some("parent") => locale.pick("Часть показателя", "Part of").to_owned(),
        Some("other") => locale.pick("Прочее", "Other lines").to_owned(),
        _ => of_field
            .iter()
            .map(|it| it.label(locale))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let shown = |value: &Option<Value>| {
        let reading = of_field.first().map(|column| column.reading);
        value
            .as_ref()
            .map(|value| value_in_words(change, reading, value, locale))
            .unwrap_or_default()
    };
    PlannedChange {
        sheet: change.sheet.clone(),
        cell: change.cell.clone(),
        is_new: change.field.is_none(),
        title: title(change, locale),
        field,
        from: shown(&change.from),
        to: shown(&change.to),
    }
}

fn title(change: &Change, locale: Locale) -> String {
    let fields = &change.title;
    let text = |name: &str| {
        opora_domain::record::text(fields, name)
            .unwrap_or_default()
            .to_owned()
    };
    match change.kind {
        RecordKind::Network => text("municipality"),
        RecordKind::Organisation => text("name"),
        RecordKind::Partnership => {
            let open = locale.pick("вторая сторона не названа", "other side not named");
            let side =
                |name: &str| linked(change, fields.get(name)).unwrap_or_else(|| open.to_owned());
            format!("{} → {} ({})", side("from"), side("to"), text("code"))
        }
        RecordKind::Interaction => {
            let kind = opora_domain::record::structured::<InteractionKind>(fields, "kind");
            let kind = kind.map(|kind| kind.label(locale)).unwrap_or_default();
            format!("{kind}, {} ({})", text("date"), text("code"))
        }
        RecordKind::Programme | RecordKind::Stage | RecordKind::Indicator => {
            numbered(&text("number"), &text("title"))
        }
        RecordKind::Activity if text("title").is_empty() => text("section"),
        RecordKind::Activity => numbered(&text("number"), &text("title")),
        RecordKind::Task => numbered(&text("number"), &text("text")),
        RecordKind::Assessment => {
            let school = linked(change, fields.get("school")).unwrap_or_default();
            let parts = [
                school,
                text("year"),
                text("exam"),
                text("subject"),
                text("grade"),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        }
        RecordKind::ContextFact => text("factor"),
        RecordKind::Note => shortened(&text("text")),
        RecordKind::Round | RecordKind::Definition => text("title"),
        RecordKind::Return => {
            let school = linked(change, fields.get("school")).unwrap_or_default();
            numbered(&format!("{school}:"), &text("factor"))
        }
        RecordKind::Practice | RecordKind::Contest => text("title"),
        RecordKind::Adoption => linked(change, fields.get("practice")).unwrap_or_default(),
        RecordKind::Participation => linked(change, fields.get("contest")).unwrap_or_default(),
        RecordKind::Development => {
            let school = linked(change, fields.get("school")).unwrap_or_default();
            let parts = [school, text("year"), text("subject")];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        }
    }
}

fn numbered(number: &str, title: &str) -> String {
    shortened(format!("{number} {title}").trim())
}

fn linked(change: &Change, value: Option<&Value>) -> Option<String> {
    let id: RecordId = value?.as_str()?.parse().ok()?;
    change.names.get(&id).cloned()
}

fn value_in_words(
    change: &Change,
    reading: Option<ColumnReading>,
    value: &Value,
    locale: Locale,
) -> String {
    let read = match reading {
        Some(ColumnReading::Choice(choice)) => value
            .as_str()
            .and_then(|code| choice.label(code, locale))
            .map(str::to_owned),
        Some(ColumnReading::Link(_) | ColumnReading::Owner) => linked(change, Some(value)),
        Some(ColumnReading::Flag) => value
            .as_bool()
            .map(|flag| {
                if flag {
                    locale.pick("да", "yes")
                } else {
                    locale.pick("нет", "no")
                }
            })
            .map(str::to_owned),
        Some(ColumnReading::Standings) => {
            Vec::<Standing>::deserialize(value).ok().map(|standings| {
                standings
                    .iter()
                    .map(|it| it.kind.label(locale))
                    .collect::<Vec<_>>()
                    .join(", ")
            })
        }
        Some(ColumnReading::Latitude) => Place::deserialize(value).ok().map(|place| {
            let number = |value: f64| match locale {
                Locale::Ru => value.to_string().replace('.', ","),
                Locale::En => value.to_string(),
            };
            format!("{}; {}", number(place.latitude), number(place.longitude))
        }),
        Some(ColumnReading::Since) => Term::deserialize(value).ok().map(|term| {
            let end =
                |date: Option<PartialDate>| date.map_or("…".to_owned(), |it| it.to_string());
            match term {
                Term {
                    since: None,
                    until: None,
                    text,
                } => text.unwrap_or_default(),
                Term { since, until, .. } => format!("{} – {}", end(since), end(until)),
            }
        }),
        Some(ColumnReading::List) => Vec::<String>::deserialize(value)
            .ok()
            .map(|it| it.join(", ")),
        Some(ColumnReading::Paragraph) => Vec::<String>::deserialize(value)
            .ok()
            .map(|it| it.join("; ")),
        Some(ColumnReading::Question) => Vec::<Question>::deserialize(value).ok().map(|all| {
            let factors = all.into_iter().map(|it| it.factor);
            factors.collect::<Vec<_>>().join("; ")
        }),
        Some(ColumnReading::PeriodValues(_)) => {
            Vec::<PeriodValue>::deserialize(value).ok().map(|values| {
                let words = values
                    .iter()
                    .map(|it| format!("{}: {}", it.period, it.value));
                words.collect::<Vec<_>>().join("; ")
            })
        }
        Some(ColumnReading::Links(_)) => value.as_array().map(|all| all.len().to_string()),
        Some(ColumnReading::Sections) => {
            Vec::<ProgrammeSection>::deserialize(value).ok().map(|all| {
                let names = all.into_iter().map(|it| it.label(locale));
                names.collect::<Vec<_>>().join(", ")
            })
        }
        Some(ColumnReading::Responsible) => {
            Vec::<Responsible>::deserialize(value).ok().map(|all| {
                let names = all.into_iter().map(|it| it.text);
                names.collect::<Vec<_>>().join("; ")
            })
        }
        None => {
            let lines = Vec::<PassportLine>::deserialize(value).ok();
            let line = |it: PassportLine| format!("{}: {}", it.key, it.text);
            let linked = linked(change, Some(value));
            lines
                .map(|all| all.into_iter().map(line).collect::<Vec<_>>().join("; "))
                .or(linked)
        }
        _ => None,
    };
    read.unwrap_or_else(|| match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    })
}
