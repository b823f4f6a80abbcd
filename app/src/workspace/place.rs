//! The addresses of the workspace: a place of the app and the path that leads there.

use opora_domain::RecordId;
use std::fmt;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Today,
    SignIn,
    Network,
    Organisations,
    Organisation(RecordId),
    Indicators,
    Indicator(RecordId),
    /// A computed indicator, whether or not a programme plans it.
    Definition(Code),
    /// Composing a definition, perhaps after another one.
    NewDefinition(Option<Code>),
    /// Changing one the network has of its own.
    OwnDefinition(RecordId),
    /// Exam results.
    Assessments,
    /// Monitoring rounds.
    Rounds,
    NewRound,
    Round(RecordId),
    /// A round's answers of one school.
    RoundSchool(RecordId, RecordId),
    /// A school's social passport.
    Passport(RecordId),
    NewPartnership,
    Partnership(RecordId),
    /// Record a visit of this partnership.
    Visit(RecordId),
    /// Record a visit: asks for the partnership first, and shows the drafts.
    AnyVisit,
    Ledger,
    Inbox,
    Import,
    Settings,
    Programme(ProgrammePlace),
    /// Practices, contests and development.
    Shared(SharedPlace),
    Unknown,
}

/// A screen of what schools share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedPlace {
    Practices,
    NewPractice,
    Practice(RecordId),
    Contests,
    NewContest,
    Contest(RecordId),
    Development,
}

/// A screen of a programme; without an identity, of the newest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammePlace {
    Passport(Option<RecordId>),
    RoadMap(Option<RecordId>),
    Versions(Option<RecordId>),
    Activity(RecordId),
}

impl Place {
    /// Reads a path.
    pub fn of(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        if parts.next() != Some("app") {
            return Place::Unknown;
        }
        let parts: Vec<&str> = parts.collect();
        let id = |text: &str| text.parse::<RecordId>().ok();
        match parts.as_slice() {
            [] => Place::Today,
            ["sign-in"] => Place::SignIn,
            ["network"] => Place::Network,
            ["organisations"] => Place::Organisations,
            ["organisation", text] => id(text).map_or(Place::Unknown, Place::Organisation),
            ["indicators"] => Place::Indicators,
            ["indicators", code] => Code::read(code).map_or(Place::Unknown, Place::Definition),
            ["definition", "new"] => Place::NewDefinition(None),
            ["definition", "new", code] => {
                Code::read(code).map_or(Place::Unknown, |code| Place::NewDefinition(Some(code)))
            }
            ["definition", text] => id(text).map_or(Place::Unknown, Place::OwnDefinition),
            ["indicator", text] => id(text).map_or(Place::Unknown, Place::Indicator),
            ["assessments"] => Place::Assessments,
            ["organisation", text, "passport"] => id(text).map_or(Place::Unknown, Place::Passport),
            ["rounds"] => Place::Rounds,
            ["rounds", "new"] => Place::NewRound,
            ["round", text] => id(text).map_or(Place::Unknown, Place::Round),
            ["round", text, school] => match (id(text), id(school)) {
                (Some(round), Some(school)) => Place::RoundSchool(round, school),
                _ => Place::Unknown,
            },
            ["partnership", "new"] => Place::NewPartnership,
            ["partnership", text] => id(text).map_or(Place::Unknown, Place::Partnership),
            ["partnership", text, "visit"] => id(text).map_or(Place::Unknown, Place::Visit),
            ["visit"] => Place::AnyVisit,
            ["ledger"] => Place::Ledger,
            ["inbox"] => Place::Inbox,
            ["import"] => Place::Import,
            ["settings"] => Place::Settings,
            ["programme", ..] | ["activity", _] => {
                ProgrammePlace::of(&parts).map_or(Place::Unknown, Place::Programme)
            }
            _ => SharedPlace::of(&parts).map_or(Place::Unknown, Place::Shared),
        }
    }

    /// The path that leads there.
    pub fn path(self) -> String {
        match self {
            Place::Today | Place::Unknown => "/app".to_owned(),
            Place::SignIn => "/app/sign-in".to_owned(),
            Place::Network => "/app/network".to_owned(),
            Place::Organisations => "/app/organisations".to_owned(),
            Place::Organisation(id) => format!("/app/organisation/{id}"),
            Place::Indicators => "/app/indicators".to_owned(),
            Place::Indicator(id) => format!("/app/indicator/{id}"),
            Place::Definition(code) => format!("/app/indicators/{code}"),
            Place::NewDefinition(None) => "/app/definition/new".to_owned(),
            Place::NewDefinition(Some(code)) => format!("/app/definition/new/{code}"),
            Place::OwnDefinition(id) => format!("/app/definition/{id}"),
            Place::Assessments => "/app/assessments".to_owned(),
            Place::Rounds => "/app/rounds".to_owned(),
            Place::NewRound => "/app/rounds/new".to_owned(),
            Place::Round(id) => format!("/app/round/{id}"),
            Place::RoundSchool(id, school) => format!("/app/round/{id}/{school}"),
            Place::Passport(id) => format!("/app/organisation/{id}/passport"),
            Place::NewPartnership => "/app/partnership/new".to_owned(),
            Place::Partnership(id) => format!("/app/partnership/{id}"),
            Place::Visit(id) => format!("/app/partnership/{id}/visit"),
            Place::AnyVisit => "/app/visit".to_owned(),
            Place::Ledger => "/app/ledger".to_owned(),
            Place::Inbox => "/app/inbox".to_owned(),
            Place::Import => "/app/import".to_owned(),
            Place::Settings => "/app/settings".to_owned(),
            Place::Programme(place) => place.path(),
            Place::Shared(place) => place.path(),
        }
    }

    /// The entry of the rail the screen belongs to.
    pub const fn entry(self) -> Place {
        match self {
            Place::Programme(_) => Place::Programme(ProgrammePlace::Passport(None)),
            Place::Indicator(_)
            | Place::Definition(_)
            | Place::NewDefinition(_)
            | Place::OwnDefinition(_)
            | Place::Assessments => Place::Indicators,
            Place::Shared(_) => Place::Shared(SharedPlace::Practices),
            other => other,
        }
    }

    /// Where «back» leads on a phone; `None` on the screens of the bottom bar.
    pub const fn back(self) -> Option<Place> {
        match self {
            Place::Visit(id) => Some(Place::Partnership(id)),
            Place::Organisation(_) => Some(Place::Organisations),
            Place::Organisations => Some(Place::Network),
            Place::Partnership(_)
            | Place::NewPartnership
            | Place::AnyVisit
            | Place::Ledger
            | Place::Settings
            | Place::Indicators
            | Place::Unknown
            | Place::SignIn => Some(Place::Today),
            Place::Indicator(_)
            | Place::Definition(_)
            | Place::NewDefinition(_)
            | Place::OwnDefinition(_)
            | Place::Assessments => Some(Place::Indicators),
            Place::Rounds => Some(Place::Today),
            Place::NewRound | Place::Round(_) => Some(Place::Rounds),
            Place::RoundSchool(id, _) => Some(Place::Round(id)),
            Place::Passport(id) => Some(Place::Organisation(id)),
            Place::Import => Some(Place::Settings),
            Place::Programme(place) => place.back(),
            Place::Shared(place) => Some(place.back()),
            Place::Today | Place::Network | Place::Inbox => None,
        }
    }
}

/// The code of a definition in an address: a short Latin slug, small enough to be copied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; CODE_BYTES_MAX]);

const CODE_BYTES_MAX: usize = 60;

impl Code {
    /// `None` for what is no slug, or a longer one.
    pub fn read(text: &str) -> Option<Self> {
        let is_slug = text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let mut bytes = [0; CODE_BYTES_MAX];
        let place = bytes.get_mut(..text.len())?;
        place.copy_from_slice(text.as_bytes());
        (is_slug && !text.is_empty()).then_some(Code(bytes))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.0.iter().position(|byte| *byte == 0);
        let bytes = self.0.get(..end.unwrap_or(CODE_BYTES_MAX));
        f.write_str(std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl ProgrammePlace {
    fn of(parts: &[&str]) -> Option<Self> {
        let id = |text: &str| text.parse::<RecordId>().ok();
        Some(match parts {
            ["programme"] => ProgrammePlace::Passport(None),
            ["programme", "road-map"] => ProgrammePlace::RoadMap(None),
            ["programme", "versions"] => ProgrammePlace::Versions(None),
            ["programme", text] => ProgrammePlace::Passport(Some(id(text)?)),
            ["programme", text, "road-map"] => ProgrammePlace::RoadMap(Some(id(text)?)),
            ["programme", text, "versions"] => ProgrammePlace::Versions(Some(id(text)?)),
            ["activity", text] => ProgrammePlace::Activity(id(text)?),
            _ => return None,
        })
    }

    fn path(self) -> String {
        match self {
            ProgrammePlace::Passport(None) => "/app/programme".to_owned(),
            ProgrammePlace::Passport(Some(id)) => format!("/app/programme/{id}"),
            ProgrammePlace::RoadMap(None) => "/app/programme/road-map".to_owned(),
            ProgrammePlace::RoadMap(Some(id)) => format!("/app/programme/{id}/road-map"),
            ProgrammePlace::Versions(None) => "/app/programme/versions".to_owned(),
            ProgrammePlace::Versions(Some(id)) => format!("/app/programme/{id}/versions"),
            ProgrammePlace::Activity(id) => format!("/app/activity/{id}"),
        }
    }

    const fn back(self) -> Option<Place> {
        match self {
            ProgrammePlace::Passport(_) => None,
            ProgrammePlace::RoadMap(id) => Some(Place::Programme(ProgrammePlace::Passport(id))),
            ProgrammePlace::Versions(id) => Some(Place::Programme(ProgrammePlace::RoadMap(id))),
            ProgrammePlace::Activity(_) => Some(Place::Programme(ProgrammePlace::RoadMap(None))),
        }
    }
}

impl SharedPlace {
    fn of(parts: &[&str]) -> Option<Self> {
        let id = |text: &str| text.parse::<RecordId>().ok();
        Some(match parts {
            ["practices"] => SharedPlace::Practices,
            ["practices", "new"] => SharedPlace::NewPractice,
            ["practice", text] => SharedPlace::Practice(id(text)?),
            ["contests"] => SharedPlace::Contests,
            ["contests", "new"] => SharedPlace::NewContest,
            ["contest", text] => SharedPlace::Contest(id(text)?),
            ["development"] => SharedPlace::Development,
            _ => return None,
        })
    }

    fn path(self) -> String {
        match self {
            SharedPlace::Practices => "/app/practices".to_owned(),
            SharedPlace::NewPractice => "/app/practices/new".to_owned(),
            SharedPlace::Practice(id) => format!("/app/practice/{id}"),
            SharedPlace::Contests => "/app/contests".to_owned(),
            SharedPlace::NewContest => "/app/contests/new".to_owned(),
            SharedPlace::Contest(id) => format!("/app/contest/{id}"),
            SharedPlace::Development => "/app/development".to_owned(),
        }
    }

    const fn back(self) -> Place {
        match self {
            SharedPlace::Practices | SharedPlace::Contests | SharedPlace::Development => {
                Place::Today
            }
            SharedPlace::NewPractice | SharedPlace::Practice(_) => {
                Place::Shared(SharedPlace::Practices)
            }
            SharedPlace::NewContest | SharedPlace::Contest(_) => {
                Place::Shared(SharedPlace::Contests)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_by_its_path() {
        let id: RecordId = "0190f3a2-0000-7000-8000-000000000001"
            .parse()
            .expect("an identity of the test's own");
        for place in [
            Place::Today,
            Place::SignIn,
            Place::Network,
            Place::Organisations,
            Place::Organisation(id),
            Place::Indicators,
            Place::Indicator(id),
            Place::Definition(Code::read("supported-with-mentor").expect("a slug")),
            Place::NewDefinition(None),
            Place::NewDefinition(Some(Code::read("supported-with-mentor").expect("a slug"))),
            Place::OwnDefinition(id),
            Place::Assessments,
            Place::Rounds,
            Place::NewRound,
            Place::Round(id),
            Place::RoundSchool(id, id),
            Place::Passport(id),
            Place::NewPartnership,
            Place::Partnership(id),
            Place::Visit(id),
            Place::AnyVisit,
            Place::Ledger,
            Place::Inbox,
            Place::Import,
            Place::Settings,
            Place::Programme(ProgrammePlace::Passport(None)),
            Place::Programme(ProgrammePlace::Passport(Some(id))),
            Place::Programme(ProgrammePlace::RoadMap(None)),
            Place::Programme(ProgrammePlace::RoadMap(Some(id))),
            Place::Programme(ProgrammePlace::Activity(id)),
            Place::Shared(SharedPlace::Practices),
            Place::Shared(SharedPlace::NewPractice),
            Place::Shared(SharedPlace::Practice(id)),
            Place::Shared(SharedPlace::Contests),
            Place::Shared(SharedPlace::NewContest),
            Place::Shared(SharedPlace::Contest(id)),
            Place::Shared(SharedPlace::Development),
        ] {
            assert_eq!(Place::of(&place.path()), place);
            assert_eq!(Place::of(&format!("{}/", place.path())), place);
        }
        for path in [
            "/",
            "/app/partnership/x",
            "/app/nothing",
            "/apple",
            "/app/indicators/Ключ",
            "/app/programme/x",
            "/app/practice/x",
            "/apple",
        ] {
            assert_eq!(Place::of(path), Place::Unknown);
        }
    }
}
