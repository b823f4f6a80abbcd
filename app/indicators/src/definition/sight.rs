//! What a definition reads of the records, by kind and field, and whether everybody may see that. It
//! looks at no record: what the table of fields says of a field holds of all of them.

use super::{Condition, Definition, Members, Outcome};
use opora_domain::RecordKind;
use opora_domain::schema::{Audience, field_of};

type FieldRead = (RecordKind, &'static str);

const PARTNERSHIP: &[FieldRead] = &[
    (RecordKind::Partnership, "kind"),
    (RecordKind::Partnership, "from"),
    (RecordKind::Partnership, "to"),
    (RecordKind::Partnership, "subjects"),
    (RecordKind::Partnership, "term"),
    (RecordKind::Partnership, "status"),
    // «with»: what the partner is.
    (RecordKind::Organisation, "kind"),
];
const INTERACTION: &[FieldRead] = &[
    (RecordKind::Interaction, "partnership"),
    (RecordKind::Interaction, "kind"),
    (RecordKind::Interaction, "date"),
];
const ACTIVITY: &[FieldRead] = &[
    (RecordKind::Activity, "title"),
    (RecordKind::Activity, "section"),
    (RecordKind::Activity, "deadline"),
    (RecordKind::Activity, "status"),
    (RecordKind::Activity, "programme"),
];
const COMPETITION: &[FieldRead] = &[
    (RecordKind::Participation, "contest"),
    (RecordKind::Participation, "school"),
    (RecordKind::Contest, "level"),
    (RecordKind::Contest, "date"),
    (RecordKind::Contest, "year"),
];
const COUNT: &[FieldRead] = &[
    (RecordKind::ContextFact, "organisation"),
    (RecordKind::ContextFact, "factor"),
    (RecordKind::ContextFact, "value"),
    (RecordKind::ContextFact, "year"),
];
const ASSESSMENT: &[FieldRead] = &[
    (RecordKind::Assessment, "school"),
    (RecordKind::Assessment, "mean"),
    (RecordKind::Assessment, "minimum"),
    (RecordKind::Assessment, "passed"),
];

/// Everything it reads; a field may be there more than once.
pub(super) fn fields_read(definition: &Definition) -> Vec<FieldRead> {
    let mut read = match definition.of {
        Members::Schools | Members::Organisations => vec![(RecordKind::Organisation, "kind")],
        Members::Activities => ACTIVITY.to_vec(),
    };
    for condition in definition.among.iter().chain(&definition.counted) {
        of_condition(condition, &mut read);
    }
    match definition.result {
        Outcome::Share | Outcome::Count => {}
        Outcome::ShareOf { .. } | Outcome::Sum { .. } => read.extend(COUNT),
    }
    if !definition.evidence.is_record() {
        read.extend(INTERACTION);
    }
    read
}

fn of_condition(condition: &Condition, read: &mut Vec<FieldRead>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| of_condition(part, read));
        }
        Condition::Not(part) => of_condition(part, read),
        Condition::Standing(_) => read.push((RecordKind::Organisation, "standings")),
        Condition::Partnership(_) | Condition::InNetwork => read.extend(PARTNERSHIP),
        Condition::Interactions(_) => {
            read.extend(INTERACTION);
            read.extend(PARTNERSHIP);
        }
        Condition::Competed(_) => read.extend(COMPETITION),
        Condition::Has(_) => read.extend(COUNT),
        Condition::Assessed(_) => read.extend(ASSESSMENT),
        Condition::Kind(_) => read.push((RecordKind::Organisation, "kind")),
        Condition::Locality(_) => read.push((RecordKind::Organisation, "locality")),
        Condition::Small => read.push((RecordKind::Organisation, "small")),
        Condition::Due | Condition::OnTime | Condition::Status(_) | Condition::Section(_) => {
            read.extend(ACTIVITY);
        }
    }
}

/// Everybody sees the field of every record of the kind: it is public, and no record of the kind
/// can be withheld or has to be published first.
pub(super) fn is_public(kind: RecordKind, field: &str) -> bool {
    let is_public = field_of(kind, field).is_some_and(|spec| spec.audience == Audience::Public);
    let switches = ["withheld", "published"];
    is_public && switches.iter().all(|name| field_of(kind, name).is_none())
}
