//! The Russian sentences. Predicates are in the past plural, so that they go with школы,
//! организации and мероприятия alike.

use super::{Speech, clause, row};
use crate::definition::{
    Condition, Definition, Gaps, HasInteractions, HasPartnership, IsAssessed, Members, Outcome,
    Shown, Side,
};
use crate::facts::{CompetitionLevel, CountKind};
use crate::period::When;
use opora_domain::{Locale, Locality};

const RU: Locale = Locale::Ru;

const SPEECH: Speech = Speech {
    and: " и при этом ",
    either: "либо ",
    or: ", либо ",
    predicate,
};

pub fn sentences(definition: &Definition) -> String {
    let mut sentences = vec![subject(definition)];
    let periods: Vec<_> = definition
        .periods
        .iter()
        .map(|each| each.label(RU))
        .collect();
    sentences.push(format!("Период: {}.", periods.join(", ")));
    match definition.evidence.interactions {
        0 => {}
        1 => sentences.push(
            "Партнёрство засчитывается, если за период по нему записано хотя бы одно событие."
                .to_owned(),
        ),
        number => sentences.push(format!(
            "Партнёрство засчитывается, если за период по нему записано не менее {number} {}.",
            if ends_in_one(number) {
                "события"
            } else {
                "событий"
            }
        )),
    }
    let (told, one) = match definition.of {
        Members::Schools => ("Школы", "одной школе"),
        Members::Organisations => ("Организации", "одной организации"),
        Members::Activities => ("Мероприятия", "одному мероприятию"),
    };
    sentences.push(match definition.gaps {
        Gaps::Tell => format!("{told}, по которым не хватает данных, показаны отдельно."),
        Gaps::Withhold => format!("Пока данных не хватает хотя бы по {one}, числа нет."),
    });
    sentences.join(" ")
}

/// What is counted, among whom.
fn subject(definition: &Definition) -> String {
    let members = definition.of.label(RU);
    let among = clause(definition.among.as_ref(), &SPEECH);
    let counted = clause(definition.counted.as_ref(), &SPEECH);
    let of = |clause: &Option<String>| match clause {
        Some(clause) => format!("{members}, которые {clause}"),
        None => format!("всех {members}"),
    };
    let at = |clause: Option<&String>| {
        let (places, all) = match definition.of {
            Members::Schools => ("школах", "во всех школах"),
            _ => ("организациях", "во всех организациях"),
        };
        clause.map_or(all.to_owned(), |clause| {
            format!("в {places}, которые {clause}")
        })
    };
    match (definition.result, &counted) {
        (Outcome::Share, _) => format!("Процент {}, среди {}.", of(&counted), of(&among)),
        (Outcome::Count, None) => format!("Число {}.", of(&among)),
        (Outcome::Count, Some(_)) if among.is_none() => format!("Число {}.", of(&counted)),
        (Outcome::Count, Some(_)) => format!("Число {}, среди {}.", of(&counted), of(&among)),
        (Outcome::ShareOf { part, whole }, _) => {
            let (part, whole) = (part.label(RU), whole.label(RU));
            let part = match &counted {
                Some(_) => format!("{} {},", closed(part), at(counted.as_ref())),
                None => closed(part),
            };
            format!(
                "Процент {part} от числа {} {}.",
                closed(whole),
                at(among.as_ref())
            )
        }
        (Outcome::Sum { of }, _) => {
            let both: Vec<String> = [among, counted].into_iter().flatten().collect();
            let both = (!both.is_empty()).then(|| both.join(SPEECH.and));
            format!("Число {} {}.", closed(of.label(RU)), at(both.as_ref()))
        }
    }
}

/// A comma opened by a participle is closed.
fn closed(words: &str) -> String {
    let comma = if words.contains(',') { "," } else { "" };
    format!("{words}{comma}")
}

fn predicate(condition: &Condition, is_negated: bool) -> String {
    let not = if is_negated { "не " } else { "" };
    let case = |accusative: &str, genitive: &str| {
        let object = if is_negated { genitive } else { accusative };
        object.to_owned()
    };
    match condition {
        // Groups are taken apart before.
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => String::new(),
        Condition::Standing(one) => {
            let status = case("статус", "статуса");
            let kinds = quoted(one.kinds.iter().map(|each| each.label(RU)));
            match one.when {
                When::Begun => format!("{not}получили в этом периоде {status} {kinds}"),
                when => format!("{} {not}имели {status} {kinds}", when.label(RU)),
            }
        }
        Condition::Partnership(one) => partnership(one, is_negated),
        Condition::InNetwork => format!(
            "{not}были включены в сетевое взаимодействие (хотя бы одно партнёрство с названной \
             второй стороной, которое действовало в течение периода)"
        ),
        Condition::Interactions(one) => interactions(one, is_negated),
        Condition::Competed(one) => {
            let levels: Vec<String> = one.levels.iter().map(|each| level(*each)).collect();
            let levels = match levels.as_slice() {
                [] => String::new(),
                levels => format!(" {} уровня", row(levels, "или")),
            };
            let number = within(one.at_least, is_negated, ["конкурсе", "конкурсах"]);
            let verb = verb("участвовали", one.at_least, is_negated);
            format!("за период {verb} {number}{levels}")
        }
        Condition::Has(one) => {
            let bound = if is_negated {
                "меньше"
            } else {
                "не менее"
            };
            let number = one.at_least;
            if one.count == CountKind::InternetMbit {
                return format!("имели за период доступ к Интернету {bound} {number} Мбит/с");
            }
            let count = closed(one.count.label(RU));
            format!("имели за период число {count} {bound} {number}")
        }
        Condition::Assessed(one) => assessed(one, is_negated),
        Condition::Kind(kinds) => {
            let kinds = quoted(kinds.iter().map(|each| each.label(RU)));
            format!("{not}относились к виду {kinds}")
        }
        Condition::Locality(Locality::Urban) => format!("{not}находились в городе"),
        Condition::Locality(Locality::Rural) => format!("{not}находились в селе"),
        Condition::Small => format!("{not}были малокомплектными"),
        Condition::Due => format!("{not}имели {} в этом периоде", case("срок", "срока")),
        Condition::OnTime => format!("{not}были выполнены в срок"),
        Condition::Status(statuses) => {
            let statuses = quoted(statuses.iter().map(|each| each.label(RU)));
            format!("{not}имели {} {statuses}", case("статус", "статуса"))
        }
        Condition::Section(section) => format!("{not}относились к разделу «{section}»"),
    }
}

fn partnership(one: &HasPartnership, is_negated: bool) -> String {
    let (helped, number) = match one.side {
        Side::Gives => ("оказывали помощь", by(one.at_least, is_negated)),
        Side::Receives => ("получали помощь", by(one.at_least, is_negated)),
        Side::Either => (
            "состояли",
            within(one.at_least, is_negated, ["партнёрстве", "партнёрствах"]),
        ),
    };
    let time = match one.when {
        When::Begun => String::new(),
        when => format!("{} ", when.label(RU)),
    };
    let mut text = format!("{time}{} {number}", verb(helped, one.at_least, is_negated));
    if !one.kinds.is_empty() {
        text += &format!(
            " вида {}",
            quoted(one.kinds.iter().map(|each| each.label(RU)))
        );
    }
    if !one.subjects.is_empty() {
        text += &format!(
            " по предмету {}",
            quoted(one.subjects.iter().map(String::as_str))
        );
    }
    if !one.with.is_empty() {
        let with = quoted(one.with.iter().map(|each| each.label(RU)));
        text += &format!(" с партнёром вида {with}");
    }
    let statuses = quoted(one.statuses.iter().map(|each| each.label(RU)));
    let begun = match one.when {
        When::Begun => "; начало – в этом периоде",
        _ => "",
    };
    text + &format!(" (статус партнёрства: {statuses}{begun})")
}

fn interactions(one: &HasInteractions, is_negated: bool) -> String {
    let number = within(one.at_least, is_negated, ["событии", "событиях"]);
    let verb = verb("участвовали", one.at_least, is_negated);
    let mut text = format!("за период {verb} {number}");
    if !one.kinds.is_empty() {
        text += &format!(
            " вида {}",
            quoted(one.kinds.iter().map(|each| each.label(RU)))
        );
    }
    if !one.on.is_empty() {
        let kinds = quoted(one.on.iter().map(|each| each.label(RU)));
        text += &format!(" по партнёрству вида {kinds}");
    }
    text + match one.side {
        Side::Gives => " в роли помогающей стороны",
        Side::Receives => " в роли получающей стороны",
        Side::Either => "",
    }
}

fn assessed(one: &IsAssessed, is_negated: bool) -> String {
    let text = match (one.shown, is_negated) {
        (Shown::BelowMinimum, false) => "имели за период средний балл ниже минимального",
        (Shown::BelowMinimum, true) => "не имели за период среднего балла ниже минимального",
        (Shown::Improved, false) => {
            "увеличили долю преодолевших порог по сравнению с предыдущим таким же периодом"
        }
        (Shown::Improved, true) => {
            "не увеличили долю преодолевших порог по сравнению с предыдущим таким же периодом"
        }
    };
    let mut what = Vec::new();
    if !one.exams.is_empty() {
        let exams: Vec<_> = one.exams.iter().map(|each| each.label(RU)).collect();
        what.push(format!("экзамены: {}", exams.join(", ")));
    }
    if !one.subjects.is_empty() {
        what.push(format!("предметы: {}", one.subjects.join(", ")));
    }
    if what.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({})", what.join("; "))
    }
}

fn level(level: CompetitionLevel) -> String {
    let genitive = match level {
        CompetitionLevel::School => "школьного",
        CompetitionLevel::Municipal => "муниципального",
        CompetitionLevel::Regional => "регионального",
        CompetitionLevel::Federal => "федерального",
    };
    genitive.to_owned()
}

/// «не» stands before the verb with «ни в одном»; «менее чем в 3» needs none.
fn verb(verb: &str, at_least: u32, is_negated: bool) -> String {
    if is_negated && at_least == 1 {
        format!("не {verb}")
    } else {
        verb.to_owned()
    }
}

/// «хотя бы в одном партнёрстве»
fn within(at_least: u32, is_negated: bool, noun: [&str; 2]) -> String {
    let [one, many] = noun;
    let noun = if ends_in_one(at_least) { one } else { many };
    match (at_least, is_negated) {
        (1, false) => format!("хотя бы в одном {one}"),
        (1, true) => format!("ни в одном {one}"),
        (number, false) => format!("не менее чем в {number} {noun}"),
        (number, true) => format!("менее чем в {number} {noun}"),
    }
}

/// «хотя бы по одному партнёрству»
fn by(at_least: u32, is_negated: bool) -> String {
    let noun = if ends_in_one(at_least) {
        "партнёрству"
    } else {
        "партнёрствам"
    };
    match (at_least, is_negated) {
        (1, false) => "хотя бы по одному партнёрству".to_owned(),
        (1, true) => "ни по одному партнёрству".to_owned(),
        (number, false) => format!("не менее чем по {number} {noun}"),
        (number, true) => format!("менее чем по {number} {noun}"),
    }
}

/// In the oblique cases a noun is singular after 1, 21, 31 …, but not after 11.
const fn ends_in_one(number: u32) -> bool {
    number % 10 == 1 && number % 100 != 11
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|word| format!("«{word}»")).collect();
    row(&words, "или")
}
