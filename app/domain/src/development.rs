//! How the teachers of a school develop, as counts by year and subject: communities, courses,
//! individual plans, diagnoses. Never a person.

use crate::choice::normal;
use crate::projection::Projected;
use crate::record::{link, structured, text};
use crate::reporting_period::Period;
use crate::{NetworkId, RecordId, RecordKind};

crate::choice! {
    /// What is counted: teachers of a school who …
    DevelopmentKind {
        Association = "association", "в методических объединениях (РМО)", "in methodological associations (RMO)";
        Community = "community", "в обучающихся сообществах (ПОС)", "in learning communities (POS)";
        Courses = "courses", "прошли курсы", "took courses";
        Plans = "plans", "с индивидуальным планом (ИПРП)", "with an individual plan";
        Diagnosed = "diagnosed", "прошли диагностику", "were diagnosed";
    }
}

/// One count of one school, as one viewer may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Development {
    pub id: RecordId,
    pub network: NetworkId,
    pub school: Option<RecordId>,
    pub year: Period,
    pub kind: Option<DevelopmentKind>,
    /// The school subject; `None`: of no single one.
    pub subject: Option<String>,
    /// Teachers. `None`: not known, which is no zero.
    pub count: Option<u32>,
}

impl Development {
    /// Reads what the projection let through.
    pub fn read(projected: &Projected) -> Self {
        let fields = &projected.fields;
        Development {
            id: projected.id,
            network: projected.network.clone(),
            school: link(fields, "school"),
            year: Period::read(text(fields, "year").unwrap_or_default()),
            kind: structured(fields, "kind"),
            subject: text(fields, "subject").map(str::to_owned),
            count: structured(fields, "count"),
        }
    }

    /// Its identity follows from what is counted, so that two devices that fill in the same cell make
    /// one record: two would be added up.
    pub fn identity(
        network: &NetworkId,
        school: RecordId,
        year: &str,
        kind: DevelopmentKind,
        subject: &str,
    ) -> RecordId {
        let (year, subject) = (normal(year), normal(subject));
        let code = format!("{school}\u{1f}{year}\u{1f}{}\u{1f}{subject}", kind.code());
        RecordId::of_import(network, RecordKind::Development, &code)
    }
}
