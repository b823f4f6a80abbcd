//! Networks for the tests: a generated district, and three that have the shape of the published
//! workbooks. All names are made up.

use opora_domain::{
    Interaction, InteractionKind, NetworkId, Organisation, OrganisationKind, Partnership,
    PartnershipKind, PartnershipStatus, Place, RecordId, RecordKind, Standing, StandingKind, Term,
};
use opora_graph::NetworkGraph;

pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Numbers(seed.wrapping_mul(2).wrapping_add(1))
    }
    /// A number under `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or(0)
    }
}

pub fn network() -> NetworkId {
    NetworkId::new("generated").expect("a slug")
}

pub fn id(kind: RecordKind, number: usize) -> RecordId {
    RecordId::of_import(&network(), kind, &number.to_string())
}

pub fn organisation(number: usize, kind: OrganisationKind, name: &str) -> Organisation {
    Organisation {
        id: id(RecordKind::Organisation, number),
        network: network(),
        code: format!("generated-{number}"),
        kind,
        name: name.to_owned(),
        full_name: None,
        region: None,
        municipality: None,
        settlement: None,
        locality: None,
        is_small: None,
        pupils: None,
        standings: Vec::new(),
        is_supported: false,
        place: None,
        note: None,
    }
}

pub fn partnership(
    number: usize,
    kind: PartnershipKind,
    from: Option<usize>,
    to: Option<usize>,
    status: PartnershipStatus,
) -> Partnership {
    let side = |side: Option<usize>| side.map(|number| id(RecordKind::Organisation, number));
    Partnership {
        id: id(RecordKind::Partnership, number),
        network: network(),
        code: None,
        kind,
        from: side(from),
        to: side(to),
        theme: None,
        subjects: Vec::new(),
        agreement: None,
        term: Term::default(),
        status,
        source: None,
    }
}

pub fn interaction(number: usize, partnership: usize, date: &str) -> Interaction {
    Interaction {
        id: id(RecordKind::Interaction, number),
        network: network(),
        code: None,
        partnership: Some(id(RecordKind::Partnership, partnership)),
        kind: InteractionKind::Seminar,
        date: date.parse().ok(),
        participants: None,
        topic: None,
        discussion: None,
        private_note: None,
        recorded_by: None,
    }
}

const VILLAGES: &[&str] = &[
    "Берёзовская",
    "Черёмуховская",
    "Малореченская",
    "Ольховская",
    "Осиновская",
    "Родниковская",
    "Верхнелогская",
    "Полянская",
    "Каменская",
    "Озёрская",
    "Песчанская",
    "Крутологская",
    "Степновская",
    "Заречная",
    "Никольская",
    "Троицкая",
    "Заречненская",
    "Луговская",
    "Дубравинская",
    "Холмовская",
    "Ключевская",
    "Новосёлковская",
    "Вечерняя",
    "Вишнёвская",
    "Сосновская",
    "Покровская",
    "Лебяжинская",
    "Боровская",
    "Залесская",
    "Мостовская",
    "Ивановская",
    "Петровская",
    "Знаменская",
    "Раздольненская",
];

const OTHERS: &[(OrganisationKind, &str)] = &[
    (OrganisationKind::Authority, "Управление образования"),
    (OrganisationKind::MethodCentre, "ИМЦ"),
    (OrganisationKind::Institute, "ИРО"),
    (
        OrganisationKind::Psychological,
        "Центр психолого-педагогической, медицинской и социальной помощи",
    ),
    (OrganisationKind::Supplementary, "Центр творчества"),
    (OrganisationKind::Supplementary, "Технопарк"),
    (OrganisationKind::Culture, "Музей"),
    (OrganisationKind::Culture, "Библиотека"),
    (OrganisationKind::Culture, "Дом культуры"),
    (OrganisationKind::Culture, "Молодёжный центр"),
    (OrganisationKind::Sport, "Спортшкола"),
    (OrganisationKind::Family, "Центр семьи"),
    (OrganisationKind::Accounting, "Централизованная бухгалтерия"),
    (OrganisationKind::Other, "Лесничество"),
    (OrganisationKind::Other, "Техникум"),
];

/// 40 schools, 14 of them supported, 15 other organisations, 120 partnerships.
pub fn district(seed: u64) -> NetworkGraph {
    let mut numbers = Numbers::new(seed);
    let mut organisations = Vec::new();
    for number in 0..40 {
        let name = match VILLAGES.get(number) {
            Some(village) => format!("{village} СОШ"),
            None => format!("Школа № {}", number - VILLAGES.len() + 1),
        };
        let mut school = organisation(number, OrganisationKind::School, &name);
        school.is_supported = number < 14;
        if number < 14 {
            school.standings = vec![Standing {
                kind: [
                    StandingKind::LowResults,
                    StandingKind::AdverseConditions,
                    StandingKind::RiskGroup,
                ][number % 3],
                since: None,
                until: None,
            }];
        }
        school.place = Some(Place {
            latitude: 55.2 + numbers.below(600) as f64 / 1000.0,
            longitude: 41.0 + numbers.below(1000) as f64 / 1000.0,
            accuracy: None,
        });
        organisations.push(school);
    }
    for (index, (kind, name)) in OTHERS.iter().enumerate() {
        let mut other = organisation(40 + index, *kind, name);
        if index != 12 {
            other.place = Some(Place {
                latitude: 55.5,
                longitude: 41.5,
                accuracy: None,
            });
        }
        organisations.push(other);
    }

    use PartnershipKind as Kind;
    let mut partnerships = Vec::new();
    let mut add = |kind: Kind, from: Option<usize>, to: Option<usize>, numbers: &mut Numbers| {
        let number = partnerships.len();
        let status = match numbers.below(12) {
            0 => PartnershipStatus::Proposed,
            1 => PartnershipStatus::Agreed,
            2 | 3 => PartnershipStatus::Completed,
            4 => PartnershipStatus::EndedEarly,
            _ => PartnershipStatus::Active,
        };
        partnerships.push(partnership(number, kind, from, to, status));
    };
    for supported in 0..13 {
        add(
            Kind::Mentoring,
            Some(34 + numbers.below(6)),
            Some(supported),
            &mut numbers,
        );
    }
    for _ in 0..10 {
        let (from, to) = (34 + numbers.below(6), numbers.below(13));
        add(Kind::InternshipSite, Some(from), Some(to), &mut numbers);
    }
    for _ in 0..35 {
        let (from, to) = (40 + numbers.below(4), numbers.below(13));
        add(Kind::MethodSupport, Some(from), Some(to), &mut numbers);
    }
    for _ in 0..20 {
        let (from, to) = (14 + numbers.below(20), numbers.below(34));
        let to = if from == to { 35 } else { to };
        add(Kind::NetworkProgramme, Some(from), Some(to), &mut numbers);
    }
    for index in 0..36 {
        let other = 44 + numbers.below(11);
        let other = if other == 52 { 51 } else { other };
        let school = 13 + (index * 7 + numbers.below(5)) % 27;
        add(
            Kind::SocialPartnership,
            Some(other),
            Some(school),
            &mut numbers,
        );
    }
    add(Kind::Mentoring, None, Some(13), &mut numbers);
    add(Kind::Mentoring, None, Some(3), &mut numbers);
    add(Kind::InternshipSite, Some(36), None, &mut numbers);
    add(Kind::JointProject, Some(46), None, &mut numbers);
    add(Kind::ResourceSharing, Some(45), None, &mut numbers);
    add(Kind::MethodSupport, None, Some(11), &mut numbers);
    let interactions = (0..300)
        .map(|number| {
            interaction(
                number,
                number % 110,
                &format!("2026-{:02}", 1 + number % 11),
            )
        })
        .collect();
    NetworkGraph::new(organisations, partnerships, interactions)
}

/// 12 organisations, one proposed partnership, offers of two centres, ended requests.
pub fn like_yartsevo() -> NetworkGraph {
    use OrganisationKind as Kind;
    let mut organisations = vec![
        organisation(
            0,
            Kind::Authority,
            "Комитет по образованию и молодежной политике",
        ),
        organisation(1, Kind::MethodCentre, "ОЦПРМСО"),
        organisation(2, Kind::Other, "МОЦ"),
        organisation(3, Kind::Institute, "ГАУ ДПО СОИРО"),
        organisation(4, Kind::Regional, "Департамент по образованию и науке"),
    ];
    for (index, name) in [
        "СШ № 2",
        "СШ № 6",
        "Суетовская СШ",
        "Засижевская СШ",
        "ЯСШ № 4",
        "СШ № 7",
        "СШ № 10",
    ]
    .iter()
    .enumerate()
    {
        let mut school = organisation(5 + index, Kind::School, name);
        school.is_supported = index < 4;
        organisations.push(school);
    }
    let (open, over) = (PartnershipStatus::Proposed, PartnershipStatus::Completed);
    let partnerships = vec![
        partnership(0, PartnershipKind::JointProject, None, Some(5), over),
        partnership(1, PartnershipKind::JointProject, None, Some(6), over),
        partnership(2, PartnershipKind::JointProject, None, Some(7), over),
        partnership(3, PartnershipKind::MethodSupport, Some(3), Some(1), open),
        partnership(4, PartnershipKind::Consulting, Some(1), None, open),
        partnership(5, PartnershipKind::MethodSupport, Some(1), None, open),
        partnership(6, PartnershipKind::MethodSupport, Some(3), None, open),
        partnership(7, PartnershipKind::MethodSupport, Some(3), None, open),
    ];
    NetworkGraph::new(organisations, partnerships, Vec::new())
}

/// 13 organisations and no relation at all.
pub fn like_abinsk() -> NetworkGraph {
    use OrganisationKind as Kind;
    let mut organisations = vec![
        organisation(0, Kind::Authority, "Управление образования"),
        organisation(1, Kind::MethodCentre, "МКУ «ИМЦ ДПО»"),
        organisation(2, Kind::Accounting, "Централизованная бухгалтерия"),
    ];
    for (index, number) in [6, 10, 15, 20, 30, 32, 1, 3, 17, 43].iter().enumerate() {
        let mut school = organisation(3 + index, Kind::School, &format!("СОШ № {number}"));
        school.is_supported = true;
        organisations.push(school);
    }
    NetworkGraph::new(organisations, Vec::new(), Vec::new())
}

/// 5 organisations, four offers of three schools, two of which share a point.
pub fn like_vengerovo() -> NetworkGraph {
    use OrganisationKind as Kind;
    let mut organisations = vec![
        organisation(0, Kind::Authority, "Управление образования"),
        organisation(1, Kind::MethodCentre, "МКОУ ДПО ИМЦ"),
        organisation(2, Kind::School, "Венгеровская СОШ №1"),
        organisation(3, Kind::School, "Венгеровская СОШ №2"),
        organisation(4, Kind::School, "Тартасская СОШ"),
    ];
    for school in &mut organisations[2..4] {
        school.place = Some(vengerovo());
    }
    let open = PartnershipStatus::Proposed;
    let partnerships = vec![
        partnership(0, PartnershipKind::InternshipSite, Some(4), None, open),
        partnership(1, PartnershipKind::InternshipSite, Some(2), None, open),
        partnership(2, PartnershipKind::InternshipSite, Some(3), None, open),
        partnership(3, PartnershipKind::MethodSupport, Some(2), None, open),
    ];
    NetworkGraph::new(organisations, partnerships, Vec::new())
}

pub fn vengerovo() -> Place {
    Place {
        latitude: 55.683,
        longitude: 76.75,
        accuracy: None,
    }
}
