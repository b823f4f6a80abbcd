//! Who is in the example district: schools by their role, and the fifteen other organisations.

use super::names::{MENTORS, ORGANISATIONS, OTHERS, SUPPORTED, TOWN, full_school_name, further};
use super::random::Random;
use crate::nearest::slug_of;
use opora_domain::{Fields, NetworkId, RecordId, RecordKind, Value};
use serde_json::json;
use std::collections::BTreeMap;

/// Where the invented town stands, in degrees: round numbers, because there is no such town.
pub(super) const CENTRE: (f64, f64) = (57.0, 50.0);

/// One organisation of the district.
pub(super) struct Member {
    pub id: RecordId,
    pub name: String,
    pub fields: Fields,
}

/// The organisations, by what they do in the network. Positions point into `members`.
pub(super) struct Cast {
    pub members: Vec<Member>,
    pub supported: Vec<usize>,
    pub mentors: Vec<usize>,
    pub others: Vec<usize>,
    by_code: BTreeMap<String, usize>,
}

impl Cast {
    /// The organisation of this name or of this code without its beginning.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_code
            .get(&format!("example-{name}"))
            .copied()
            .or_else(|| self.members.iter().position(|member| member.name == name))
    }

    pub(super) fn id(&self, position: usize) -> RecordId {
        self.members[position].id
    }

    /// The code of an organisation, without its beginning.
    pub(super) fn code(&self, position: usize) -> &str {
        let code = self.members[position]
            .fields
            .get("code")
            .and_then(Value::as_str);
        code.and_then(|code| code.strip_prefix("example-"))
            .unwrap_or_default()
    }
}

/// How many schools the district supports, and how many of them have no mentor.
pub(super) fn shares(schools: usize) -> (usize, usize, usize) {
    let supported = (schools * 14).div_ceil(40);
    let mentors = (schools * 6).div_ceil(40).min(schools - supported);
    let without_mentor = match supported {
        0..=2 => 0,
        3..=9 => 2,
        _ => (supported * 3).div_ceil(14),
    };
    (supported, mentors, without_mentor)
}

/// Makes the organisations.
pub(super) fn cast(network: &NetworkId, schools: usize, seed: u64) -> Cast {
    let mut random = Random::of(seed, 1);
    let mut cast = Cast {
        members: Vec::new(),
        supported: Vec::new(),
        mentors: Vec::new(),
        others: Vec::new(),
        by_code: BTreeMap::new(),
    };
    let mut settlements = Settlements {
        random: Random::of(seed, 2),
        places: BTreeMap::new(),
    };
    let (supported, mentors, _) = shares(schools);
    let mut number = 0;
    let mut add_schools = |cast: &mut Cast, names: &[(&str, &str)], count: usize| -> Vec<usize> {
        (0..count)
            .map(|position| {
                let (name, settlement) = match names.get(position) {
                    Some((name, settlement)) => ((*name).to_owned(), (*settlement).to_owned()),
                    None => {
                        number += 1;
                        further(number - 1)
                    }
                };
                let code = format!("example-{}", slug_of(&name));
                let fields = school(&name, &settlement, &mut random, &mut settlements);
                add(cast, network, code, name, fields)
            })
            .collect()
    };
    cast.supported = add_schools(&mut cast, SUPPORTED, supported);
    cast.mentors = add_schools(&mut cast, MENTORS, mentors);
    cast.others = add_schools(&mut cast, OTHERS, schools - supported - mentors);
    for position in 0..cast.supported.len() {
        let at = cast.supported[position];
        let standings = supported_standings(position);
        cast.members[at]
            .fields
            .insert("standings".to_owned(), standings);
    }
    for (position, at) in cast.mentors.clone().into_iter().enumerate() {
        let mut standings = vec![json!({"kind": "high-results", "since": "2024-09-01"})];
        if position == 0 {
            standings.push(json!({"kind": "resource-centre", "since": "2023-09-01"}));
        }
        cast.members[at]
            .fields
            .insert("standings".to_owned(), Value::from(standings));
    }
    for (position, at) in cast.others.clone().into_iter().enumerate() {
        let standing = match position {
            0 => json!({"kind": "internship-site", "since": "2023-09-01"}),
            // A school that left the programme: the standing has an end.
            4 => json!({"kind": "low-results", "since": "2023-09-01", "until": "2025-08-31"}),
            _ if position % 3 == 1 => json!({"kind": "growth-point", "since": "2022-09-01"}),
            _ => continue,
        };
        cast.members[at]
            .fields
            .insert("standings".to_owned(), json!([standing]));
    }
    for [code, kind, name, full_name, settlement] in ORGANISATIONS {
        let mut fields = Fields::from([
            ("kind".to_owned(), json!(kind)),
            ("name".to_owned(), json!(name)),
            ("full_name".to_owned(), json!(full_name)),
        ]);
        // Two of them have no place: a gap is shown as a gap.
        if !settlement.is_empty() {
            fields.insert("settlement".to_owned(), json!(settlement));
            fields.insert("place".to_owned(), settlements.place(settlement));
        }
        add(
            &mut cast,
            network,
            format!("example-{code}"),
            (*name).to_owned(),
            fields,
        );
    }
    cast
}

fn add(
    cast: &mut Cast,
    network: &NetworkId,
    code: String,
    name: String,
    mut fields: Fields,
) -> usize {
    fields.insert("code".to_owned(), json!(code));
    let id = RecordId::of_import(network, RecordKind::Organisation, &code);
    let position = cast.members.len();
    cast.by_code.insert(code, position);
    cast.members.push(Member { id, name, fields });
    position
}

fn school(
    name: &str,
    settlement: &str,
    random: &mut Random,
    settlements: &mut Settlements,
) -> Fields {
    let is_urban = settlement == TOWN;
    let pupils = match name {
        "Берёзовская СОШ" => 86,
        _ if is_urban => random.between(320, 940),
        _ if name.ends_with("ООШ") => random.between(28, 95),
        _ => random.between(74, 310),
    };
    Fields::from([
        ("kind".to_owned(), json!("school")),
        ("name".to_owned(), json!(name)),
        ("full_name".to_owned(), json!(full_school_name(name))),
        ("settlement".to_owned(), json!(settlement)),
        (
            "locality".to_owned(),
            json!(if is_urban { "urban" } else { "rural" }),
        ),
        ("small".to_owned(), json!(pupils < 100)),
        ("pupils".to_owned(), json!(pupils)),
        ("place".to_owned(), settlements.place(settlement)),
    ])
}

fn supported_standings(position: usize) -> Value {
    let since = if position.is_multiple_of(3) {
        "2024-09-01"
    } else {
        "2025-09-01"
    };
    match position % 5 {
        0 => json!([{"kind": "low-results", "since": since}]),
        1 => json!([{"kind": "adverse-conditions", "since": since}]),
        2 => json!([
            {"kind": "low-results", "since": since},
            {"kind": "adverse-conditions", "since": "2023-09-01"},
        ]),
        3 => json!([{"kind": "periodically-low", "since": since}]),
        _ => json!([{"kind": "risk-group", "since": since}]),
    }
}

/// Each settlement has one place, whatever stands in it.
struct Settlements {
    random: Random,
    places: BTreeMap<String, (f64, f64)>,
}

impl Settlements {
    fn place(&mut self, settlement: &str) -> Value {
        let (latitude, longitude) = match self.places.get(settlement) {
            Some(place) => *place,
            None if settlement == TOWN => CENTRE,
            None => {
                let place = self.free_place();
                self.places.insert(settlement.to_owned(), place);
                place
            }
        };
        json!({"latitude": latitude, "longitude": longitude, "accuracy": "settlement"})
    }

    /// Of several random places the one farthest from all others, so that villages do not stand
    /// on each other (Mitchell's best candidate). Thousandths of a degree.
    fn free_place(&mut self) -> (f64, f64) {
        const CANDIDATES: usize = 12;
        let mut best = (CENTRE, -1.0);
        for _ in 0..CANDIDATES {
            let mut offset = |span: usize| {
                let thousandths = self.random.below(2 * span + 1);
                (thousandths as f64 - span as f64) / 1000.0
            };
            let place = (CENTRE.0 + offset(330), CENTRE.1 + offset(600));
            // A degree of longitude is about half a degree of latitude here.
            let distance = |other: &(f64, f64)| {
                (place.0 - other.0).powi(2) + ((place.1 - other.1) * 0.545).powi(2)
            };
            let nearest = self
                .places
                .values()
                .chain([&CENTRE])
                .map(distance)
                .fold(f64::INFINITY, f64::min);
            if nearest > best.1 {
                best = (place, nearest);
            }
        }
        let rounded = |degrees: f64| (degrees * 1000.0).round() / 1000.0;
        (rounded(best.0.0), rounded(best.0.1))
    }
}
