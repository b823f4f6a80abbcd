//! Generated facts for tests and for measuring, of any size: schools, centres, partnerships,
//! interactions and the rest, with dates as coarse and as incomplete as people write them. No
//! forecast of any real district.

use crate::facts::{
    Activity, ActivityStatus, ActivityYear, Assessment, Competition, CompetitionLevel, Count,
    CountKind, Due, Exam, Fact, FactKind,
};
use crate::period::Day;
use opora_domain::{
    Interaction, InteractionKind, Locality, NetworkId, Organisation, OrganisationKind, PartialDate,
    Partnership, PartnershipKind, PartnershipStatus, RecordId, Standing, StandingKind, Term,
};

/// Years in which things happen.
const YEARS: [u16; 2] = [2016, 2024];
const SUBJECTS: [&str; 4] = ["математика", "Физика", "русский язык", "биология"];

/// A source of facts. The same seed gives the same facts.
pub struct Generated {
    random: u64,
    network: NetworkId,
    /// Of a hundred dates, how many are missing or coarse.
    pub doubtful: usize,
}

impl Generated {
    #[expect(clippy::unwrap_used, reason = "the address is a good one")]
    pub fn new(seed: u64) -> Self {
        Generated {
            random: seed,
            network: NetworkId::new("generated").unwrap(),
            doubtful: 10,
        }
    }

    /// A district: so many schools, a centre and a partner for every twenty, and about 2.5
    /// partnerships, 8 interactions, 1 competition, 6 counts and 2 results a school.
    pub fn district(&mut self, schools: usize) -> Vec<Fact> {
        let others = schools / 20 + 1;
        let mut facts = Vec::new();
        facts.extend((0..schools + others).map(|number| self.organisation(number, schools)));
        let organisations = schools + others;
        let partnerships = schools * 5 / 2;
        facts.extend((0..partnerships).map(|number| self.partnership(number, organisations)));
        facts.extend((0..schools * 8).map(|number| self.interaction(number, partnerships)));
        facts.extend((0..schools).map(|number| self.competition(number, schools)));
        facts.extend((0..schools * 6).map(|number| self.count(number, schools)));
        facts.extend((0..schools * 2).map(|number| self.assessment(number, schools)));
        facts.extend((0..schools / 5 + 1).map(|number| self.activity(number)));
        facts
    }

    /// A number below the bound, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // SplitMix64, Steele et al. 2014.
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    /// One of a list that is not empty.
    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// One of the first `schools` is a school, the others are not.
    pub fn organisation(&mut self, number: usize, schools: usize) -> Fact {
        let kind = if number < schools {
            OrganisationKind::School
        } else {
            self.one_of(&OrganisationKind::ALL[1..])
        };
        let standings: Vec<Standing> = (0..self.below(3))
            .map(|_| {
                let term = self.term();
                Standing {
                    kind: self.one_of(StandingKind::ALL),
                    since: term.since,
                    until: term.until,
                }
            })
            .collect();
        let supported = |each: &Standing| each.kind.is_supported();
        Fact::Organisation(Organisation {
            id: id(FactKind::Organisation, number),
            network: self.network.clone(),
            code: format!("generated-{number}"),
            kind,
            name: format!("Пример {number}"),
            full_name: None,
            region: None,
            municipality: None,
            settlement: None,
            locality: (self.below(10) > 0).then(|| self.one_of(Locality::ALL)),
            is_small: (self.below(10) > 0).then(|| self.below(3) == 0),
            pupils: None,
            is_supported: standings.iter().any(supported) || self.below(40) == 0,
            standings,
            place: None,
            note: None,
        })
    }

    pub fn partnership(&mut self, number: usize, organisations: usize) -> Fact {
        let sides = [self.below(organisations), self.below(organisations)]
            .map(|side| Some(id(FactKind::Organisation, side)));
        let [from, to] = match self.below(10) {
            0 => [None, sides[1]],
            1 => [sides[0], None],
            _ => sides,
        };
        Fact::Partnership(Partnership {
            id: id(FactKind::Partnership, number),
            network: self.network.clone(),
            code: None,
            kind: self.one_of(PartnershipKind::ALL),
            from,
            to,
            theme: None,
            subjects: (0..self.below(3))
                .map(|_| self.one_of(&SUBJECTS).to_owned())
                .collect(),
            agreement: None,
            term: self.term(),
            status: self.one_of(PartnershipStatus::ALL),
            source: None,
        })
    }

    pub fn interaction(&mut self, number: usize, partnerships: usize) -> Fact {
        Fact::Interaction(Interaction {
            id: id(FactKind::Interaction, number),
            network: self.network.clone(),
            code: None,
            partnership: Some(id(FactKind::Partnership, self.below(partnerships))),
            kind: self.one_of(InteractionKind::ALL),
            date: self.date(),
            participants: None,
            topic: None,
            discussion: None,
            private_note: None,
            recorded_by: None,
        })
    }

    pub fn competition(&mut self, number: usize, organisations: usize) -> Fact {
        Fact::Competition(Competition {
            id: id(FactKind::Competition, number),
            organisation: id(FactKind::Organisation, self.below(organisations)),
            level: self.one_of(CompetitionLevel::ALL),
            date: self.date(),
        })
    }

    /// Every third is a number of teachers, so that shares have a whole.
    pub fn count(&mut self, number: usize, organisations: usize) -> Fact {
        let kind = match self.below(3) {
            0 => CountKind::Teachers,
            1 => CountKind::Tutored,
            _ => self.one_of(CountKind::ALL),
        };
        let year = Some(self.year());
        Fact::Count(Count {
            id: id(FactKind::Count, number),
            organisation: id(FactKind::Organisation, self.below(organisations)),
            value: self.below(if kind == CountKind::Teachers { 60 } else { 20 }) as u32,
            kind,
            over: Term {
                since: year,
                until: year,
                text: None,
            },
        })
    }

    pub fn assessment(&mut self, number: usize, organisations: usize) -> Fact {
        let takers = (self.below(10) > 0).then(|| self.below(30) as u32);
        Fact::Assessment(Assessment {
            id: id(FactKind::Assessment, number),
            organisation: id(FactKind::Organisation, self.below(organisations)),
            exam: self.one_of(Exam::ALL),
            subject: self.one_of(&SUBJECTS).to_owned(),
            date: self.date(),
            passed: takers.map(|takers| self.below(takers as usize + 1) as u32),
            takers,
            mean: (self.below(10) > 0).then(|| self.below(80) as f64),
            minimum: (self.below(10) > 0).then_some(36.0),
        })
    }

    pub fn activity(&mut self, number: usize) -> Fact {
        let due = self.date().map(|date| Due {
            earliest: Day::last_of(date),
            latest: Day::last_of(date),
        });
        Fact::Activity(Activity {
            id: id(FactKind::Activity, number),
            section: None,
            title: format!("Пример {number}"),
            due,
            status: (self.below(10) > 0).then(|| self.one_of(ActivityStatus::ALL)),
            done_on: self.date(),
            years: self.years(),
            responsible: Vec::new(),
            evidence: vec![id(FactKind::Interaction, number)],
        })
    }

    /// Every second activity comes yearly.
    fn years(&mut self) -> Vec<ActivityYear> {
        let [first, last] = YEARS;
        if self.below(2) == 0 {
            return Vec::new();
        }
        let mut years = Vec::new();
        for year in first..=last {
            years.push(ActivityYear {
                due: Day::last_of(partial(year, None, None)),
                status: (self.below(10) > 0).then(|| self.one_of(ActivityStatus::ALL)),
                done_on: self.date(),
            });
        }
        years
    }

    fn year(&mut self) -> PartialDate {
        let [first, last] = YEARS;
        let year = first + self.below(usize::from(last - first) + 1) as u16;
        partial(year, None, None)
    }

    /// A day, mostly.
    fn date(&mut self) -> Option<PartialDate> {
        let year = self.year();
        if self.below(100) >= self.doubtful {
            let (month, day) = (self.below(12) as u8 + 1, self.below(28) as u8 + 1);
            return Some(partial(year.year(), Some(month), Some(day)));
        }
        match self.below(3) {
            0 => None,
            1 => Some(year),
            _ => Some(partial(year.year(), Some(self.below(12) as u8 + 1), None)),
        }
    }

    /// Sometimes without an end, sometimes with the end before the beginning.
    fn term(&mut self) -> Term {
        let (since, until) = (self.date(), self.date());
        let until = until.filter(|_| self.below(3) > 0);
        let is_wrong = matches!((since, until), (Some(a), Some(b)) if a.first_day() > b.last_day());
        let keeps_wrong = self.below(100) < self.doubtful;
        let (since, until) = if is_wrong && !keeps_wrong {
            (until, since)
        } else {
            (since, until)
        };
        Term {
            since,
            until,
            text: None,
        }
    }
}

/// The identity of the n-th fact of a kind.
#[expect(
    clippy::unwrap_used,
    reason = "so many hexadecimal digits are an identity"
)]
pub fn id(kind: FactKind, number: usize) -> RecordId {
    let high = (kind as u128 + 1) << 64;
    // The order of identities is not that of numbers, as with real ones.
    let low = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{:032x}", high | u128::from(low)).parse().unwrap()
}

#[expect(
    clippy::unwrap_used,
    reason = "only dates of the calendar are made here"
)]
fn partial(year: u16, month: Option<u8>, day: Option<u8>) -> PartialDate {
    PartialDate::new(year, month, day).unwrap()
}
