//! What indicators are computed from, as plain data of one network.
//!
//! Organisations, partnerships and interactions are those of `opora_domain`. Activities,
//! competitions, counts and assessments are small structs of their own: `records` fills them.
//! Only counts and means: never a person.

use crate::period::Day;
use opora_domain::deadline::Reading;
pub use opora_domain::{ActivityStatus, ContestLevel as CompetitionLevel};
use opora_domain::{Interaction, Organisation, PartialDate, Partnership, RecordId, Term};

opora_domain::choice! {
    /// What a fact is about.
    FactKind {
        Organisation = "organisation", "организация", "organisation";
        Partnership = "partnership", "партнёрство", "partnership";
        Interaction = "interaction", "событие", "interaction";
        Activity = "activity", "мероприятие", "activity";
        Competition = "competition", "участие в конкурсе", "taking part in a competition";
        Count = "count", "число по организации", "number of an organisation";
        Assessment = "assessment", "результат экзамена", "exam result";
    }
}

/// One fact. Of two with one identity and kind the last one counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    Organisation(Organisation),
    Partnership(Partnership),
    Interaction(Interaction),
    Activity(Activity),
    Competition(Competition),
    Count(Count),
    Assessment(Assessment),
}

impl Fact {
    pub const fn kind(&self) -> FactKind {
        match self {
            Fact::Organisation(_) => FactKind::Organisation,
            Fact::Partnership(_) => FactKind::Partnership,
            Fact::Interaction(_) => FactKind::Interaction,
            Fact::Activity(_) => FactKind::Activity,
            Fact::Competition(_) => FactKind::Competition,
            Fact::Count(_) => FactKind::Count,
            Fact::Assessment(_) => FactKind::Assessment,
        }
    }

    pub const fn id(&self) -> RecordId {
        match self {
            Fact::Organisation(one) => one.id,
            Fact::Partnership(one) => one.id,
            Fact::Interaction(one) => one.id,
            Fact::Activity(one) => one.id,
            Fact::Competition(one) => one.id,
            Fact::Count(one) => one.id,
            Fact::Assessment(one) => one.id,
        }
    }
}

/// One activity with one deadline; what comes yearly has one of each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub id: RecordId,
    pub section: Option<String>,
    pub title: String,
    /// `None` when the document gives no day by which it has to be done.
    pub due: Option<Due>,
    /// `None`: nobody has said how far it has come.
    pub status: Option<ActivityStatus>,
    pub done_on: Option<PartialDate>,
    /// The years of what comes every year: in a period those count that end in it, and neither
    /// `due` nor `done_on`.
    pub years: Vec<ActivityYear>,
    pub responsible: Vec<RecordId>,
    /// Interactions and other records that prove it.
    pub evidence: Vec<RecordId>,
}

/// One year of an activity that comes every year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityYear {
    /// The last day of the year, or of the programme in it.
    pub due: Day,
    pub status: Option<ActivityStatus>,
    pub done_on: Option<PartialDate>,
}

/// The last day for an activity, which may be one of several: «до 2021 года» does not say whether
/// 2021 belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub earliest: Day,
    pub latest: Day,
}

impl Due {
    /// The day a deadline means. «2019 г.» and «март – декабрь 2018» end with their last day; of
    /// several deadlines the last one counts; the whole period ends with the programme. `None` for
    /// what names no day: yearly (its years are [`Activity::years`]), by plan, all
    /// the time, a start alone, unreadable.
    pub fn of(reading: &Reading, programme: &Term) -> Option<Self> {
        let exactly = |date: PartialDate| {
            let day = Day::last_of(date);
            Due {
                earliest: day,
                latest: day,
            }
        };
        match reading {
            Reading::Day { on } | Reading::Month { on } | Reading::Year { on } => {
                Some(exactly(*on))
            }
            Reading::Range { since, until } if is_ordered(*since, *until) => Some(exactly(*until)),
            Reading::FromUntil { since, until } if !is_ordered(*since, *until) => None,
            Reading::Until { until } | Reading::FromUntil { until, .. } => Some(Due {
                earliest: last_day_before(*until).map_or(Day::last_of(*until), Day::last_of),
                latest: Day::last_of(*until),
            }),
            Reading::Many { parts } => {
                let dues: Option<Vec<Due>> =
                    parts.iter().map(|part| Due::of(part, programme)).collect();
                dues?
                    .into_iter()
                    .max_by_key(|due| (due.latest, due.earliest))
            }
            Reading::WholePeriod { .. } => programme.until.map(exactly),
            _ => None,
        }
    }
}

/// The month or year before one; a bound that is a day belongs to what it bounds.
fn last_day_before(bound: PartialDate) -> Option<PartialDate> {
    let (year, month) = match (bound.month(), bound.day()) {
        (_, Some(_)) => return None,
        (None, None) => (bound.year() - 1, None),
        (Some(1), None) => (bound.year() - 1, Some(12)),
        (Some(month), None) => (bound.year(), Some(month - 1)),
    };
    PartialDate::new(year, month, None).ok()
}

fn is_ordered(since: PartialDate, until: PartialDate) -> bool {
    since.first_day() <= until.last_day()
}

/// One organisation took part in one competition, project or grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competition {
    pub id: RecordId,
    pub organisation: RecordId,
    pub level: CompetitionLevel,
    pub date: Option<PartialDate>,
}

opora_domain::choice! {
    /// What is counted at an organisation. The words are a genitive plural: «число педагогов».
    CountKind {
        Teachers = "teachers", "педагогов", "teachers";
        Tutored = "tutored", "педагогов, охваченных тьюторским сопровождением", "teachers accompanied by a tutor";
        WithPlans = "with-plans", "педагогов, имеющих индивидуальный план развития", "teachers with an individual development plan";
        Trained = "trained", "педагогов, прошедших повышение квалификации", "teachers who took further training";
        Diagnosed = "diagnosed", "педагогов, прошедших диагностику профессиональных дефицитов", "teachers whose professional deficits were diagnosed";
        InCommunities = "in-communities", "педагогов, включённых в профессиональные сообщества", "teachers in professional communities";
        InContests = "in-contests", "педагогов, включённых в конкурсы и мастер-классы", "teachers in contests and master classes";
        OwnSubject = "own-subject", "педагогов, преподающих предмет по диплому", "teachers who teach the subject of their diploma";
        Young = "young", "педагогов моложе 35 лет", "teachers younger than 35";
        Positions = "positions", "руководящих и педагогических должностей", "teaching and managing positions";
        Vacancies = "vacancies", "вакантных руководящих и педагогических должностей", "vacant teaching and managing positions";
        Psychologists = "psychologists", "педагогов-психологов", "school psychologists";
        Pupils = "pupils", "обучающихся", "pupils";
        InSupplementary = "in-supplementary", "обучающихся, охваченных дополнительным образованием", "pupils in supplementary education";
        InternetMbit = "internet-mbit", "Мбит/с доступа к Интернету", "Mbit/s of access to the Internet";
    }
}

impl CountKind {
    /// Numbers of several organisations can be added up.
    pub const fn is_summable(self) -> bool {
        !matches!(self, CountKind::InternetMbit)
    }
}

/// A number of one organisation over some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub id: RecordId,
    pub organisation: RecordId,
    pub kind: CountKind,
    pub value: u32,
    /// The time it stands for: it belongs to every period that holds all of it. A count of one day
    /// has that day at both ends.
    pub over: Term,
}

opora_domain::choice! {
    /// Exams and tests.
    Exam {
        Ege = "ege", "ЕГЭ", "Unified State Exam";
        Oge = "oge", "ОГЭ", "Basic State Exam";
        Vpr = "vpr", "ВПР", "All-Russian tests";
        Diagnostic = "diagnostic", "диагностика", "diagnostic test";
    }
}

/// The results of one school in one exam: counts and means.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    pub id: RecordId,
    pub organisation: RecordId,
    pub exam: Exam,
    pub subject: String,
    pub date: Option<PartialDate>,
    pub takers: Option<u32>,
    pub passed: Option<u32>,
    pub mean: Option<f64>,
    /// That year's minimum, in the points of `mean`.
    pub minimum: Option<f64>,
}
