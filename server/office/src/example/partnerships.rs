//! The partnerships of the example: mentors with one to four schools each, a few schools still
//! looking, centres that reach many, partners outside schools, and some that are over.
//!
//! The numbers are those of the mock-up for 40 schools and grow with the number of schools.

use super::cast::{Cast, shares};
use super::random::Random;
use super::themes::Theme;
use super::ties::{Tie, Ties};
use opora_domain::{NetworkId, PartnershipKind, PartnershipStatus};
use std::collections::BTreeSet;

use PartnershipKind as K;
use PartnershipStatus as S;

/// Makes the partnerships, at most as many as the network's pairs allow.
pub(super) fn partnerships(network: &NetworkId, cast: &Cast, seed: u64) -> Vec<Tie> {
    let schools = cast.supported.len() + cast.mentors.len() + cast.others.len();
    let scaled = |count: usize| (count * schools).div_ceil(40);
    let mut ties = Ties {
        network,
        cast,
        random: Random::of(seed, 3),
        ties: Vec::new(),
        pairs: BTreeSet::new(),
        degrees: vec![0; cast.members.len()],
        alone: alone(cast),
    };
    ties.mentoring();
    ties.card_of_the_mock_up();
    ties.method(scaled(26));
    ties.sites(scaled(7));
    ties.resources(scaled(14));
    ties.social(scaled(25));
    ties.connect_the_rest();
    ties.not_active(scaled(5), S::Proposed);
    ties.not_active(scaled(4), S::Agreed);
    ties.not_active(scaled(18), S::Completed);
    ties.not_active(scaled(4), S::EndedEarly);
    ties.open_ended();
    ties.ties
}

/// The organisations that stay without partners: the last school that looks for a mentor, and
/// the accounting office.
fn alone(cast: &Cast) -> BTreeSet<usize> {
    let (_, _, without_mentor) =
        shares(cast.supported.len() + cast.mentors.len() + cast.others.len());
    let looking = (without_mentor > 1)
        .then(|| cast.supported.last().copied())
        .flatten();
    looking.into_iter().chain(cast.find("accounting")).collect()
}

impl Ties<'_> {
    fn supported_with_mentor(&self) -> usize {
        let schools = self.cast.supported.len() + self.cast.mentors.len() + self.cast.others.len();
        self.cast.supported.len() - shares(schools).2
    }

    /// Loads of 4, 3, 1, 1, 1, 1 for the first six mentors, then 2 each: what is left goes to
    /// the mentors in turn, never more than four.
    fn mentoring(&mut self) {
        let mentors = self.cast.mentors.clone();
        if mentors.is_empty() {
            return;
        }
        let mut loads: Vec<usize> = (0..mentors.len())
            .map(|position| [4, 3, 1, 1, 1, 1].get(position).copied().unwrap_or(2))
            .collect();
        let mentees: Vec<usize> = self.cast.supported[..self.supported_with_mentor()].to_vec();
        let mut next = mentees.iter();
        for (mentor, load) in mentors.iter().zip(&loads) {
            for mentee in next.by_ref().take(*load) {
                self.tie(K::Mentoring, S::Active, Some(*mentor), Some(*mentee));
            }
        }
        for mentee in next {
            if let Some(free) = loads.iter().position(|load| *load < 4) {
                loads[free] += 1;
                self.tie(K::Mentoring, S::Active, Some(mentors[free]), Some(*mentee));
            }
        }
    }

    /// The organisation's card in the mock-up shows these: Берёзовская СОШ and its partners.
    fn card_of_the_mock_up(&mut self) {
        const CARD: [(&str, K, Theme); 5] = [
            (
                "Лицей № 6",
                K::InternshipSite,
                (
                    "Учитель математики проходит стажировку: уроки в лицее, затем открытый урок дома.",
                    &["математика"],
                ),
            ),
            (
                "imc",
                K::MethodSupport,
                (
                    "Методист помогает пересобрать внутреннюю систему оценки качества.",
                    &[],
                ),
            ),
            (
                "psychology",
                K::MethodSupport,
                (
                    "Специалисты приезжают раз в месяц; между приездами консультируют по видеосвязи.",
                    &[],
                ),
            ),
            (
                "Луговская СОШ",
                K::NetworkProgramme,
                (
                    "Лабораторные работы в «Точке роста» по сетевой программе, автобус по вторникам.",
                    &["химия", "биология"],
                ),
            ),
            (
                "art",
                K::SocialPartnership,
                (
                    "Робототехника: выездной кружок по средам в здании школы.",
                    &[],
                ),
            ),
        ];
        let Some(school) = self.cast.find("Берёзовская СОШ") else {
            return;
        };
        for (name, kind, theme) in CARD {
            if let Some(partner) = self.cast.find(name) {
                self.tie_about(kind, S::Active, Some(partner), Some(school), Some(theme));
            }
        }
    }

    fn active(&self, of: fn(K) -> bool) -> usize {
        self.ties
            .iter()
            .filter(|tie| tie.status == S::Active && of(tie.kind))
            .count()
    }

    fn method(&mut self, wanted: usize) {
        let is_method = |kind| matches!(kind, K::MethodSupport | K::Consulting | K::Community);
        let centres: Vec<usize> = ["imc", "psychology", "iro", "uo"]
            .iter()
            .filter_map(|name| self.cast.find(name))
            .collect();
        let [imc, psychology, iro, authority] = centres[..] else {
            return;
        };
        self.tie(K::MethodSupport, S::Active, Some(iro), Some(imc));
        self.tie(K::Consulting, S::Active, Some(authority), Some(imc));
        let supported = self.cast.supported.clone();
        for school in &supported {
            self.tie(K::MethodSupport, S::Active, Some(imc), Some(*school));
        }
        let mut shuffled = supported.clone();
        self.random.shuffle(&mut shuffled);
        for school in shuffled.iter().take(supported.len().div_ceil(3)) {
            self.tie(K::MethodSupport, S::Active, Some(psychology), Some(*school));
        }
        // What is still wanted: the institute to mentors and schools, mentors' heads consulting,
        // a community around the centre.
        let mentors = self.cast.mentors.clone();
        let others = self.cast.others.clone();
        for _ in 0..wanted * 8 {
            if self.active(is_method) >= wanted {
                break;
            }
            let (kind, from, to) = match self.random.below(4) {
                0 => (K::MethodSupport, Some(iro), self.one_of(&mentors)),
                1 => (
                    K::Consulting,
                    self.one_of(&mentors),
                    self.one_of(&supported),
                ),
                2 => (K::Community, Some(imc), self.one_of(&others)),
                _ => (K::Consulting, Some(authority), self.one_of(&supported)),
            };
            self.tie(kind, S::Active, from, to);
        }
    }

    fn sites(&mut self, wanted: usize) {
        let lyceum = self
            .cast
            .find("Лицей № 6")
            .or_else(|| self.cast.others.first().copied());
        let gymnasium = self
            .cast
            .find("Гимназия № 5")
            .or_else(|| self.cast.mentors.last().copied());
        let supported = self.cast.supported.clone();
        let mentors = self.cast.mentors.clone();
        for attempt in 0..wanted * 8 {
            if self.active(|kind| kind == K::InternshipSite) >= wanted {
                break;
            }
            let from = if attempt % 2 == 0 { lyceum } else { gymnasium };
            let to = if attempt % 5 == 4 {
                self.one_of(&mentors)
            } else {
                self.one_of(&supported)
            };
            self.tie(K::InternshipSite, S::Active, from, to);
        }
    }

    fn resources(&mut self, wanted: usize) {
        let givers: Vec<usize> = [
            "technopark",
            "college",
            "Дубравинская СОШ",
            "Луговская СОШ",
            "Холмовская СОШ",
        ]
        .iter()
        .filter_map(|name| self.cast.find(name))
        .collect();
        if let (Some(from), Some(to)) = (
            self.cast.find("Дубравинская СОШ"),
            self.cast.find("Крутологская ООШ"),
        ) {
            self.tie(K::NetworkProgramme, S::Active, Some(from), Some(to));
        }
        for attempt in 0..wanted * 8 {
            if self.active(|kind| matches!(kind, K::NetworkProgramme | K::ResourceSharing))
                >= wanted
            {
                break;
            }
            let kind = if attempt % 2 == 0 {
                K::NetworkProgramme
            } else {
                K::ResourceSharing
            };
            let from = self.one_of(&givers);
            let to = self.least_tied_school();
            self.tie(kind, S::Active, from, to);
        }
    }

    fn social(&mut self, wanted: usize) {
        let partners: Vec<usize> = [
            "art",
            "sport",
            "library",
            "museum",
            "culture",
            "youth",
            "family",
            "forestry",
            "technopark",
            "college",
        ]
        .iter()
        .filter_map(|name| self.cast.find(name))
        .collect();
        for attempt in 0..wanted * 8 {
            if self.active(|kind| matches!(kind, K::JointProject | K::SocialPartnership)) >= wanted
            {
                break;
            }
            let kind = if attempt % 3 == 2 {
                K::JointProject
            } else {
                K::SocialPartnership
            };
            let from = partners.get(attempt % partners.len().max(1)).copied();
            let to = if attempt % 4 == 3 {
                self.any_school()
            } else {
                self.least_tied_school()
            };
            self.tie(kind, S::Active, from, to);
        }
    }

    /// Nobody else stays alone: a common project with the library brings the rest in.
    fn connect_the_rest(&mut self) {
        let library = self.cast.find("library");
        let rest: Vec<usize> = (0..self.degrees.len())
            .filter(|position| self.degrees[*position] == 0 && !self.alone.contains(position))
            .collect();
        for position in rest {
            if Some(position) == library {
                let school = self.any_school();
                self.tie(K::SocialPartnership, S::Active, library, school);
            } else {
                self.tie(K::SocialPartnership, S::Active, library, Some(position));
            }
        }
    }

    fn not_active(&mut self, wanted: usize, status: S) {
        const KINDS: [K; 9] = [
            K::Mentoring,
            K::InternshipSite,
            K::MethodSupport,
            K::NetworkProgramme,
            K::ResourceSharing,
            K::Consulting,
            K::JointProject,
            K::SocialPartnership,
            K::Community,
        ];
        let before = self.ties.len();
        for attempt in 0..wanted * 8 {
            if self.ties.len() - before >= wanted {
                break;
            }
            let kind = KINDS[(attempt + self.random.below(2)) % KINDS.len()];
            let helpers: Vec<usize> = match kind {
                K::Mentoring | K::InternshipSite | K::Consulting => self.cast.mentors.clone(),
                K::MethodSupport | K::Community => self
                    .cast
                    .find("imc")
                    .into_iter()
                    .chain(self.cast.find("iro"))
                    .collect(),
                K::NetworkProgramme | K::ResourceSharing => self.cast.others.clone(),
                K::JointProject | K::SocialPartnership => {
                    ["art", "sport", "museum", "youth", "forestry"]
                        .iter()
                        .filter_map(|name| self.cast.find(name))
                        .collect()
                }
            };
            let from = self.one_of(&helpers);
            // A school that looks for a mentor has none proposed either.
            let to = match kind {
                K::Mentoring => {
                    let mentored = self.cast.supported[..self.supported_with_mentor()].to_vec();
                    self.one_of(&mentored)
                }
                _ => self.any_school(),
            };
            self.tie(kind, status, from, to);
        }
    }

    /// Half-known ones: schools that look for a mentor, and offers nobody has answered yet.
    fn open_ended(&mut self) {
        let looking: Vec<usize> = self.cast.supported[self.supported_with_mentor()..].to_vec();
        let subjects: [&[&str]; 3] = [&["математика"], &["русский язык"], &["физика"]];
        for (position, school) in looking.into_iter().enumerate() {
            let subjects = subjects[position % subjects.len()];
            let theme = "Школа ищет наставника: совместные уроки и разбор работ.";
            self.add(
                K::Mentoring,
                S::Proposed,
                None,
                Some(school),
                (theme, subjects),
            );
        }
        let offers: [(&str, K, Theme); 3] = [
            (
                "Берёзовская СОШ",
                K::JointProject,
                (
                    "Краеведческий клуб «Исток»: маршруты и сценарии занятий для 5–8 классов.",
                    &["история"],
                ),
            ),
            (
                "technopark",
                K::ResourceSharing,
                (
                    "Передвижной класс робототехники, две недели в четверть.",
                    &["информатика"],
                ),
            ),
            (
                "Лицей № 6",
                K::InternshipSite,
                (
                    "Стажировка для учителей математики из сельских школ.",
                    &["математика"],
                ),
            ),
        ];
        for (name, kind, theme) in offers {
            if let Some(from) = self.cast.find(name) {
                self.add(kind, S::Proposed, Some(from), None, theme);
            }
        }
    }
}
