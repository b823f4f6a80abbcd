//! Records, fields, values and moments in words.

use crate::words::dates;
use crate::words::numbers::{counted, tied};
use crate::words::workspace as w;
use crate::words::{NO_DATA, NONE};
use crate::workspace::ports::{Device, Moment, SaveFailure};
use crate::workspace::state::records::Records;
use opora_domain::letters;
use opora_domain::record::{link, structured};
use opora_domain::schema::{FieldKind, field_of};
use opora_domain::{
    ActivityStatus, ContestLevel, ContestResult, DevelopmentKind, Family, Interaction,
    InteractionKind, Locale, Locality, Openness, Organisation, OrganisationKind, PartialDate,
    Partnership, PartnershipKind, PartnershipStatus, ProgrammeSection, RecordId, RecordKind,
    Standing, Term, Value,
};
use opora_sync::{Action, Operation, Timestamp};
use serde::Deserialize;

/// With a capital letter, as the first word of a line.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map(|first| {
            std::iter::once(letters::capital(first))
                .chain(rest)
                .collect()
        })
        .unwrap_or_default()
}

/// The short name of an organisation.
pub fn organisation_name(records: &Records, id: RecordId, locale: Locale) -> String {
    records.organisations.get(&id).map_or_else(
        || NO_DATA.of(locale).to_owned(),
        |organisation| tied(&organisation.name),
    )
}

/// The two sides of a partnership; a side not named is `None`.
pub fn sides(records: &Records, p: &Partnership, locale: Locale) -> [Option<String>; 2] {
    [p.from, p.to].map(|side| side.map(|id| organisation_name(records, id, locale)))
}

/// A partnership in one line of plain text.
pub fn partnership_title(records: &Records, p: &Partnership, locale: Locale) -> String {
    match sides(records, p, locale) {
        [Some(from), Some(to)] => format!("{from}\u{a0}– {to}"),
        [Some(only), None] | [None, Some(only)] => {
            format!("{only}: {}", p.openness().label(locale))
        }
        [None, None] => capital(p.kind.label(locale)),
    }
}

/// A partnership as one of its sides says it: «Школа № 3 помогает нам».
pub fn partnership_seen_by(
    records: &Records,
    p: &Partnership,
    own: Option<RecordId>,
    locale: Locale,
) -> String {
    let name = |id| organisation_name(records, id, locale);
    match (p.from, p.to) {
        (Some(from), Some(to)) if Some(to) == own => w::they_help(locale, &name(from)),
        (Some(from), Some(to)) if Some(from) == own => w::we_help(locale, &name(to)),
        _ => partnership_title(records, p, locale),
    }
}

/// Kind of help and theme or subjects, in one line.
pub fn partnership_line(p: &Partnership, locale: Locale) -> String {
    let mut line = capital(p.kind.label(locale));
    let about = match p.theme.as_deref() {
        Some(theme) => theme.to_owned(),
        None => p.subjects.join(", "),
    };
    let about = about.trim().trim_end_matches('.');
    if !about.is_empty() {
        line.push_str(": ");
        line.push_str(about);
    }
    line
}

/// «Посещение урока 19 ноября».
pub fn interaction_title(interaction: &Interaction, today: PartialDate, locale: Locale) -> String {
    let kind = capital(interaction.kind.label(locale));
    match interaction.date {
        Some(date) => format!("{kind} {}", dates::date_near(date, today, locale)),
        None => kind,
    }
}

/// What any record is called.
pub fn record_title(records: &Records, id: RecordId, today: PartialDate, locale: Locale) -> String {
    if let Some(organisation) = records.organisations.get(&id) {
        return tied(&organisation.name);
    }
    if let Some(partnership) = records.partnerships.get(&id) {
        return partnership_title(records, partnership, locale);
    }
    if let Some(interaction) = records.interactions.get(&id) {
        return interaction_title(interaction, today, locale);
    }
    if let Some(view) = records.views.get(&id) {
        let fields = &view.projected.fields;
        // Who adopted what, and who took part in what, is called as that.
        let of = ["practice", "contest"].iter();
        if let Some(of) = of.filter_map(|name| link(fields, name)).next() {
            return record_title(records, of, today, locale);
        }
        if let Some(words) = own_words(view) {
            return words;
        }
    }
    records
        .network
        .as_ref()
        .filter(|network| network.id == id)
        .map_or_else(
            || w::NO_RECORD.of(locale).to_owned(),
            |network| network.municipality.clone(),
        )
}

/// What a record of a programme calls itself: its title, or the subject and year of a result.
fn own_words(view: &opora_sync::RecordView) -> Option<String> {
    let fields = &view.projected.fields;
    let one = |name| opora_domain::record::text(fields, name);
    if matches!(
        view.kind(),
        RecordKind::Assessment | RecordKind::Development
    ) {
        return Some(format!("{} {}", one("subject")?, one("year").unwrap_or("")));
    }
    one("title").or_else(|| one("factor")).map(tied)
}

/// The label of a field.
pub fn field_words(kind: RecordKind, field: &str, locale: Locale) -> String {
    match w::field_label(kind, field) {
        Some(label) => label.of(locale).to_owned(),
        None => field.to_owned(),
    }
}

/// A value as people read it; an absent one is said to be absent.
pub fn value_words(
    records: &Records,
    kind: RecordKind,
    field: &str,
    value: &Value,
    locale: Locale,
) -> String {
    if value.is_null() {
        return w::EMPTY_VALUE.of(locale).to_owned();
    }
    let Some(spec) = field_of(kind, field) else {
        return plain(value);
    };
    match spec.kind {
        FieldKind::Choice(_) => choice_words(kind, field, value.as_str().unwrap_or(""), locale),
        FieldKind::Flag => match value.as_bool() {
            Some(true) => w::YES.of(locale).to_owned(),
            _ => w::NO.of(locale).to_owned(),
        },
        FieldKind::Date => PartialDate::deserialize(value)
            .map_or_else(|_| plain(value), |date| dates::date(date, locale)),
        FieldKind::Term => Term::deserialize(value)
            .ok()
            .and_then(|term| dates::term(&term, locale))
            .unwrap_or_else(|| w::EMPTY_VALUE.of(locale).to_owned()),
        FieldKind::Link(_) => match value.as_str().and_then(|text| text.parse().ok()) {
            Some(id) if records.organisations.contains_key(&id) => {
                organisation_name(records, id, locale)
            }
            Some(id) => match records.partnerships.get(&id) {
                Some(partnership) => partnership_title(records, partnership, locale),
                None => NO_DATA.of(locale).to_owned(),
            },
            None => plain(value),
        },
        FieldKind::TextList { .. } | FieldKind::Paragraphs { .. } => {
            Vec::<String>::deserialize(value)
                .map_or_else(|_| plain(value), |items| items.join(", "))
        }
        FieldKind::Choices(_) => {
            let codes = value.as_array().into_iter().flatten();
            let words = codes.filter_map(|code| {
                let section = ProgrammeSection::from_code(code.as_str()?)?;
                Some(section.label(locale))
            });
            words.collect::<Vec<_>>().join(", ")
        }
        // Records of their own, told one by one where they are shown.
        FieldKind::Links { .. } => value.as_array().map_or(0, Vec::len).to_string(),
        FieldKind::Standings => Vec::<Standing>::deserialize(value)
            .map_or_else(|_| plain(value), |all| standings_words(&all, locale)),
        FieldKind::Place => match (value.get("latitude"), value.get("longitude")) {
            (Some(latitude), Some(longitude)) => format!("{latitude}; {longitude}"),
            _ => plain(value),
        },
        FieldKind::PassportLines { .. }
        | FieldKind::PeriodValues { .. }
        | FieldKind::Responsible { .. }
        | FieldKind::Versions { .. }
        | FieldKind::Questions { .. } => parts_words(value),
        FieldKind::Text { .. }
        | FieldKind::Code
        | FieldKind::Count { .. }
        | FieldKind::WebAddress => plain(value),
    }
}

/// A list whose items have named parts, in words: «2022: 15, 2023: 10».
fn parts_words(list: &Value) -> String {
    let mut out = String::new();
    for item in list.as_array().map(Vec::as_slice).unwrap_or_default() {
        let mut joint = ", ";
        for name in [
            "key", "period", "text", "value", "factor", "unit", "title", "date",
        ] {
            if let Some(part) = item.get(name).and_then(Value::as_str) {
                if !out.is_empty() {
                    out.push_str(joint);
                }
                out.push_str(part);
                joint = ": ";
            }
        }
    }
    out
}

/// Standings with their time: «ШНОР с 2024 г., ШНСУ».
pub fn standings_words(standings: &[Standing], locale: Locale) -> String {
    if standings.is_empty() {
        return NONE.of(locale).to_owned();
    }
    standings
        .iter()
        .map(|standing| {
            let time = Term {
                since: standing.since,
                until: standing.until,
                text: None,
            };
            match dates::term(&time, locale) {
                Some(time) => format!("{} {time}", standing.kind.label(locale)),
                None => standing.kind.label(locale).to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// The word of a code of a closed list.
pub fn choice_words(kind: RecordKind, field: &str, code: &str, locale: Locale) -> String {
    let label = match (kind, field) {
        (RecordKind::Organisation, "kind") => {
            OrganisationKind::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Organisation, "locality") => {
            Locality::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Partnership, "kind") => {
            PartnershipKind::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Partnership, "status") => {
            PartnershipStatus::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Interaction, "kind") => {
            InteractionKind::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Activity, "status") => {
            ActivityStatus::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Contest, "level") => {
            ContestLevel::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Participation, "result") => {
            ContestResult::from_code(code).map(|choice| choice.label(locale))
        }
        (RecordKind::Development, "kind") => {
            DevelopmentKind::from_code(code).map(|choice| choice.label(locale))
        }
        _ => None,
    };
    label.unwrap_or(code).to_owned()
}

/// What a waiting or refused operation is about: title and line.
pub fn operation_words(
    records: &Records,
    operation: &Operation,
    today: PartialDate,
    locale: Locale,
) -> [String; 2] {
    let title = record_title(records, operation.record, today, locale);
    let kind = operation.kind;
    match &operation.action {
        Action::Create { fields } if kind == RecordKind::Interaction => {
            let date = structured::<PartialDate>(fields, "date");
            let word = choice_words(
                kind,
                "kind",
                fields.get("kind").and_then(Value::as_str).unwrap_or(""),
                locale,
            );
            let what = match date {
                Some(date) => format!(
                    "{} {}",
                    capital(&word),
                    dates::date_near(date, today, locale)
                ),
                None => capital(&word),
            };
            let about = fields.get("partnership").unwrap_or(&Value::Null);
            [
                what,
                value_words(records, kind, "partnership", about, locale),
            ]
        }
        Action::Create { .. } => [
            title,
            format!("{}, {}", kind.label(locale), w::NEW_RECORD.of(locale)),
        ],
        Action::Set { field, value, .. } => {
            let label = field_words(kind, field, locale);
            let value = match value.is_null() {
                true => w::CLEARED.of(locale).to_owned(),
                false => value_words(records, kind, field, value, locale),
            };
            [format!("{label}: {value}"), title]
        }
        Action::Delete { .. } => [title, w::DELETION.of(locale).to_owned()],
        Action::Restore { .. } => [title, w::RESTORATION.of(locale).to_owned()],
        Action::Resolve { field, value, .. } => {
            let label = field_words(kind, field, locale);
            let value = value_words(records, kind, field, value, locale);
            [
                format!("{label}: {value}"),
                format!("{title}, {}", w::DECISION.of(locale)),
            ]
        }
    }
}

/// The line of facts under an organisation's name.
pub fn organisation_line(organisation: &Organisation, locale: Locale) -> String {
    let mut parts = vec![organisation.kind.label(locale).to_owned()];
    parts.extend(organisation.settlement.clone());
    parts.join(", ")
}

/// Family and open side, for rows of offers and requests.
pub fn open_end_line(p: &Partnership, locale: Locale) -> String {
    format!(
        "{}, {}",
        capital(p.openness().label(locale)),
        w::NOT_NAMED.of(locale)
    )
}

/// Is the partnership an offer or a request?
pub fn is_half_known(p: &Partnership) -> bool {
    p.openness() != Openness::Partnership
}

/// The family of a partnership.
pub fn family_of(p: &Partnership) -> Family {
    p.kind.family()
}

/// «10:42».
pub fn clock_words(moment: Moment) -> String {
    format!("{}:{:02}", moment.hour, moment.minute)
}

/// The day of a moment; a clock outside the years 1900 to 2199 counts as the year 2000.
pub fn day_of(moment: Moment) -> PartialDate {
    const SOME_DAY: &str = "2000-01-01";
    let year = if (1900..2200).contains(&moment.year) {
        moment.year
    } else {
        2000
    };
    PartialDate::new(year, Some(moment.month), Some(moment.day))
        .or_else(|_| SOME_DAY.parse())
        .expect("SOME_DAY is a date")
}

/// Today, by the device's calendar.
pub fn today(device: &dyn Device) -> PartialDate {
    day_of(device.moment(device.now()))
}

/// «сегодня в 10:42», «вчера в 18:12», «20 ноября в 16:05».
pub fn moment_words(device: &dyn Device, at: Timestamp, locale: Locale) -> String {
    const DAY_MS: Timestamp = 24 * 60 * 60 * 1_000;
    let now = device.now();
    let moment = device.moment(at);
    let time = clock_words(moment);
    if moment.is_same_day(device.moment(now)) {
        w::today_at(locale, &time)
    } else if moment.is_same_day(device.moment(now - DAY_MS)) {
        w::yesterday_at(locale, &time)
    } else {
        let day = dates::date_near(day_of(moment), day_of(device.moment(now)), locale);
        w::day_at(locale, &day, &time)
    }
}

/// How long something has waited: «сегодня», «3 дня».
pub fn wait_words(device: &dyn Device, since: Timestamp, locale: Locale) -> String {
    const DAY_MS: Timestamp = 24 * 60 * 60 * 1_000;
    let now = device.now();
    if device.moment(since).is_same_day(device.moment(now)) {
        return letters::all_small(w::TODAY.of(locale));
    }
    let days = usize::try_from((now - since) / DAY_MS).unwrap_or(0).max(1);
    counted(days, &w::DAYS, locale)
}

/// As [`moment_words`], short: «10:42», «вчера», «20 ноября».
pub fn moment_short(device: &dyn Device, at: Timestamp, locale: Locale) -> String {
    const DAY_MS: Timestamp = 24 * 60 * 60 * 1_000;
    let now = device.now();
    let moment = device.moment(at);
    if moment.is_same_day(device.moment(now)) {
        clock_words(moment)
    } else if moment.is_same_day(device.moment(now - DAY_MS)) {
        w::YESTERDAY.of(locale).to_owned()
    } else {
        dates::date_near(day_of(moment), day_of(device.moment(now)), locale)
    }
}

/// What to say when the device could not store: what happened, what is kept, what to do.
pub fn save_failure_words(failure: SaveFailure, locale: Locale) -> &'static str {
    match failure {
        SaveFailure::Full => w::NOT_SAVED_FULL,
        SaveFailure::Forbidden => w::NOT_SAVED_FORBIDDEN,
        SaveFailure::Gone => w::NOT_SAVED_GONE,
        SaveFailure::SignedOut => w::NOT_SAVED_SIGNED_OUT,
        SaveFailure::Broken => w::NOT_SAVED_BROKEN,
    }
    .of(locale)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => tied(text),
        other => other.to_string(),
    }
}
