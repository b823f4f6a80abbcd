//! The answer: a number with the lists it is made of, or the reason why there is none. A gap in
//! the data is never a zero.

use crate::period::Period;
use opora_domain::{Locale, RecordId, StandingKind};

/// What a definition gives for one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    pub period: Period,
    pub value: Result<Value, NoValue>,
    /// Those counted, by ascending id: a part of the denominator.
    pub numerator: Vec<Member>,
    /// Those among whom is counted, by ascending id. Their evidence is what puts them here.
    pub denominator: Vec<Member>,
    /// Those about whom data are missing, by ascending id. Who is surely of the denominator stands
    /// there too, unless a number of theirs is what is missing.
    pub undecided: Vec<Undecided>,
    /// The least and the greatest value that the undecided can make; `None` where it is not known,
    /// as with missing counts, or where there is no value.
    pub between: Option<(Value, Value)>,
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A part of a whole greater than 0.
    Share {
        part: u64,
        whole: u64,
    },
    Number(u64),
}

impl Value {
    /// Percent of a share, from 0 to 100; a number as it is.
    pub fn number(self) -> f64 {
        match self {
            Value::Share { part, whole } => part as f64 * 100.0 / whole as f64,
            Value::Number(number) => number as f64,
        }
    }
}

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// Nobody to count among, or the sum of the whole is 0.
    EmptyDenominator,
    /// Data are missing about every one of them.
    AllUndecided { members: u32 },
    /// Data are missing about some, and the definition gives no number then.
    SomeUndecided { members: u32 },
    /// The definition is not for periods of this kind.
    OtherPeriod,
}

impl NoValue {
    pub fn message(self, locale: Locale) -> String {
        let text = |ru: &str, en: &str| locale.pick(ru, en).to_owned();
        match self {
            NoValue::EmptyDenominator => text(
                "За этот период считать не из кого",
                "There is nobody to count among in this period",
            ),
            NoValue::AllUndecided { .. } => text(
                "За этот период данных нет ни по одному участнику",
                "There are no data on anybody in this period",
            ),
            NoValue::SomeUndecided { members } => match locale {
                Locale::Ru => format!("Не хватает данных, участников: {members}"),
                Locale::En => format!("Data are missing; members concerned: {members}"),
            },
            NoValue::OtherPeriod => text(
                "Показатель считается за периоды другого вида",
                "The indicator is computed for periods of another kind",
            ),
        }
    }
}

/// One of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// An organisation or an activity.
    pub id: RecordId,
    /// What it adds to the number: 1, or its count.
    pub weight: u64,
    /// Ascending, each once. Empty where the reason is that something is absent.
    pub evidence: Vec<Proof>,
}

/// One of those about whom data are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub id: RecordId,
    /// Ascending, each once, never empty.
    pub missing: Vec<Missing>,
}

/// A record a member leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proof {
    /// A field of the member's own record: its kind, its place.
    Record(RecordId),
    Standing(RecordId, StandingKind),
    Partnership(RecordId),
    Interaction(RecordId),
    Competition(RecordId),
    Count(RecordId),
    Assessment(RecordId),
    Activity(RecordId),
    /// Whatever an activity names as its evidence.
    OfActivity(RecordId),
}

impl Proof {
    /// The record it leads to.
    pub const fn record(self) -> RecordId {
        match self {
            Proof::Record(id)
            | Proof::Standing(id, _)
            | Proof::Partnership(id)
            | Proof::Interaction(id)
            | Proof::Competition(id)
            | Proof::Count(id)
            | Proof::Assessment(id)
            | Proof::Activity(id)
            | Proof::OfActivity(id) => id,
        }
    }
}

/// What has to be found out, and at which record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    pub at: Proof,
    pub gap: Gap,
}

opora_domain::choice! {
    /// What is missing.
    Gap {
        NoDates = "no-dates", "даты не указаны", "there are no dates";
        BeginUnknown = "begin-unknown", "начало не указано", "the beginning is not known";
        EndUnknown = "end-unknown", "окончание не указано", "the end is not known";
        TooCoarse = "too-coarse", "дата указана слишком грубо для этого периода", "the date is too coarse for this period";
        EndBeforeStart = "end-before-start", "окончание раньше начала", "the end is before the start";
        PartnerNotNamed = "partner-not-named", "вторая сторона не названа", "the other side is not named";
        StandingsNotSeen = "standings-not-seen", "статусы школы не видны", "the standings of the school are not seen";
        NotRecorded = "not-recorded", "за период ни у кого ничего не записано", "nothing is recorded of anybody in the period";
        NoCount = "no-count", "число не указано", "the number is not given";
        NoResult = "no-result", "результатов экзаменов нет", "there are no exam results";
        NoPoints = "no-points", "балл или минимум не указан", "the mean or the minimum is not given";
        NoPreviousResult = "no-previous-result", "нет результатов предыдущего периода", "there are no results of the period before";
        MoreThanWhole = "more-than-whole", "часть больше целого", "the part is more than the whole";
        NotFilledIn = "not-filled-in", "поле не заполнено", "the field is not filled in";
        NoDeadline = "no-deadline", "срок не назван днём", "the deadline names no day";
        NoDayDone = "no-day-done", "день выполнения не указан", "the day it was done is not given";
    }
}
