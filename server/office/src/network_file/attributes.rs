//! The attributes of organisations and partnerships in a network file: their names, types and
//! texts, the same in every format. Does not know how a format writes them.
//!
//! A list is `a; b`; where an item would be read wrongly so, it is a JSON list. A standing is its
//! code, and `since/until` after it where dates are known: `low-results 2019/2021`.

use opora_domain::{Organisation, PartialDate, Partnership, Standing, StandingKind};
use std::collections::BTreeSet;

/// The type a format with types declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Whole,
    Number,
    Flag,
}

impl Type {
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Type::Whole | Type::Number)
    }
}

/// One attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub name: &'static str,
    /// The column of the municipal workbook it is read like; empty for one that has none.
    pub header: &'static str,
    pub kind: Type,
}

const fn attribute(name: &'static str, header: &'static str, kind: Type) -> Attribute {
    Attribute { name, header, kind }
}

pub(super) const NODE: &[Attribute] = &[
    attribute("code", "Код", Type::Text),
    attribute("kind", "Тип", Type::Text),
    attribute("name", "Краткое название", Type::Text),
    attribute("full_name", "Полное название", Type::Text),
    attribute("region", "Регион", Type::Text),
    attribute("municipality", "Муниципалитет", Type::Text),
    attribute("settlement", "Населённый пункт", Type::Text),
    attribute("locality", "Тип местности", Type::Text),
    attribute("small", "Малокомплектная", Type::Flag),
    attribute("pupils", "Учеников", Type::Whole),
    attribute("standings", "Статусы", Type::Text),
    attribute("latitude", "Широта", Type::Number),
    attribute("longitude", "Долгота", Type::Number),
    attribute("accuracy", "Точность координат", Type::Text),
    attribute("note", "Примечание", Type::Text),
    // Derived from the standings, or a mark of the whole network: written, never read back.
    attribute("supported", "", Type::Flag),
    attribute("example", "", Type::Flag),
];

pub(super) const EDGE: &[Attribute] = &[
    attribute("code", "Код", Type::Text),
    attribute("kind", "Вид", Type::Text),
    attribute("theme", "Тема", Type::Text),
    attribute("subjects", "Предметы", Type::Text),
    attribute("agreement", "Основание", Type::Text),
    attribute("since", "Начало", Type::Text),
    attribute("until", "Окончание", Type::Text),
    attribute("term_text", "", Type::Text),
    attribute("status", "Статус", Type::Text),
    // Not `source`: that is the giving side in every format of graphs.
    attribute("stated_in", "Источник", Type::Text),
    attribute("example", "", Type::Flag),
];

/// Name and text of what is known of one organisation or partnership.
pub(super) type Values = Vec<(&'static str, String)>;

/// The attributes of which something is known in these: a file has no others, so that one made for
/// the public does not even name what members see.
pub(super) fn known_in(
    among: &'static [Attribute],
    rows: &[Values],
) -> impl Iterator<Item = &'static Attribute> {
    let known: BTreeSet<&str> = rows.iter().flatten().map(|(name, _)| *name).collect();
    among.iter().filter(move |it| known.contains(it.name))
}

/// The attribute of this name, or of this header of the workbook.
pub(super) fn find(among: &'static [Attribute], name: &str) -> Option<&'static Attribute> {
    use opora_domain::choice::normal;
    // Rows ask by the name itself: headers are folded only for what is not one.
    let exact = among.iter().find(|it| it.name == name);
    exact.or_else(|| {
        let name = normal(name);
        among
            .iter()
            .find(|it| it.name == name || (!it.header.is_empty() && normal(it.header) == name))
    })
}

/// A number with a decimal point or comma.
pub(super) fn number_of(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok()
}

/// Name and text of what is known of an organisation.
pub(super) fn of_organisation(it: &Organisation, is_example: bool) -> Values {
    let mut values = vec![
        ("code", it.code.clone()),
        ("kind", it.kind.code().to_owned()),
        ("name", it.name.clone()),
    ];
    let mut say = |name, value: Option<String>| {
        values.extend(value.map(|value| (name, value)));
    };
    say("full_name", it.full_name.clone());
    say("region", it.region.clone());
    say("municipality", it.municipality.clone());
    say("settlement", it.settlement.clone());
    say("locality", it.locality.map(|it| it.code().to_owned()));
    say("small", it.is_small.map(|it| it.to_string()));
    say("pupils", it.pupils.map(|it| it.to_string()));
    let standings: Vec<String> = it.standings.iter().map(standing_text).collect();
    say("standings", list_text(&standings));
    say("latitude", it.place.map(|it| it.latitude.to_string()));
    say("longitude", it.place.map(|it| it.longitude.to_string()));
    let accuracy = it.place.and_then(|it| it.accuracy);
    say("accuracy", accuracy.map(|it| it.code().to_owned()));
    say("note", it.note.clone());
    say("supported", it.is_supported.then(|| "true".to_owned()));
    say("example", is_example.then(|| "true".to_owned()));
    values
}

/// Name and text of what is known of a partnership; its sides are the ends of the edge.
pub(super) fn of_partnership(it: &Partnership, is_example: bool) -> Values {
    let mut values = Vec::new();
    let mut say = |name, value: Option<String>| {
        values.extend(value.map(|value| (name, value)));
    };
    say("code", it.code.clone());
    say("kind", Some(it.kind.code().to_owned()));
    say("theme", it.theme.clone());
    say("subjects", list_text(&it.subjects));
    say("agreement", it.agreement.clone());
    say("since", it.term.since.map(|it| it.to_string()));
    say("until", it.term.until.map(|it| it.to_string()));
    say("term_text", it.term.text.clone());
    say("status", Some(it.status.code().to_owned()));
    say("stated_in", it.source.clone());
    say("example", is_example.then(|| "true".to_owned()));
    values
}

fn standing_text(it: &Standing) -> String {
    let date = |date: Option<PartialDate>| date.map(|it| it.to_string()).unwrap_or_default();
    match (it.since, it.until) {
        (None, None) => it.kind.code().to_owned(),
        (since, until) => format!("{} {}/{}", it.kind.code(), date(since), date(until)),
    }
}

/// A standing from its text; the words of the workbook are read too.
pub(super) fn standing_of(text: &str) -> Option<Standing> {
    let (word, since, until) = match text.rsplit_once(' ') {
        Some((word, term)) if term.contains('/') => {
            let (since, until) = term.split_once('/')?;
            let date = |text: &str| match text {
                "" => Some(None),
                text => text.parse().ok().map(Some),
            };
            (word, date(since)?, date(until)?)
        }
        _ => (text, None, None),
    };
    let kind =
        StandingKind::from_code(word.trim()).or_else(|| StandingKind::from_template(word))?;
    Some(Standing { kind, since, until })
}

/// `None` for an empty list.
fn list_text(items: &[String]) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    let joined = items.join("; ");
    if list_of(&joined) == items {
        return Some(joined);
    }
    serde_json::to_string(items).ok()
}

/// The items of a list.
pub(super) fn list_of(text: &str) -> Vec<String> {
    if text.starts_with('[')
        && let Ok(items) = serde_json::from_str(text)
    {
        return items;
    }
    text.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}
