//! What the picture shows of one organisation, in words. The words themselves come from the page,
//! in the page's language.

use crate::picture::Picture;
use crate::sift::Shown;
use opora_graph::{Role, RoleKind};

/// Phrases of the page; where a number or names go, they have `{}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// «Помогают: {}».
    pub helped_by: String,
    /// «Помогает: {}».
    pub helps: String,
    /// «Пока ни с кем не связана».
    pub alone: String,
    /// «и ещё {}».
    pub more: String,
    /// «наставника нет».
    pub without_mentor: String,
    /// «организаций здесь: {}».
    pub group: String,
    /// «выбрано: {}».
    pub selected: String,
    /// «найдено: {}».
    pub found: String,
    /// «ничего не найдено».
    pub nothing_found: String,
    /// «Пока ни с кем не связаны».
    pub shelf: String,
    /// The role of one organisation, in the order of [`RoleKind::ALL`].
    pub roles: Vec<String>,
}

/// What is said of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub name: String,
    /// Its role, and that it has no mentor or stands for many.
    pub role: String,
    /// Who helps it, whom it helps; or that it is alone.
    pub relations: Vec<String>,
}

/// So many names are said before the rest becomes a number.
pub const NAMES_MAX: usize = 5;

impl Words {
    /// What one would see of a mark.
    pub fn of(&self, picture: &Picture, shown: &Shown, mark: u32) -> Said {
        let Some(node) = picture.marks.get(mark as usize) else {
            return Said::default();
        };
        let mut relations = Vec::new();
        for (gives, phrase) in [(false, &self.helped_by), (true, &self.helps)] {
            let side = picture.side(mark, gives, |step| shown.step(step));
            if !side.is_empty() {
                relations.push(filled(phrase, &self.names(picture, &side)));
            }
        }
        if relations.is_empty() {
            relations.push(self.alone.clone());
        }
        Said {
            name: node.name.clone(),
            role: self.role(node.role, node.count),
            relations,
        }
    }

    /// The role of an organisation, or how many a group has.
    pub fn role(&self, role: Option<Role>, count: u32) -> String {
        let Some(role) = role else {
            return filled(&self.group, &decimal(i64::from(count)));
        };
        let mut words = self.role_kind(Some(role.kind())).to_owned();
        if role.is_without_mentor() {
            words.push_str(", ");
            words.push_str(&self.without_mentor);
        }
        words
    }

    /// The role of one organisation, without more.
    pub fn role_kind(&self, kind: Option<RoleKind>) -> &str {
        let place = RoleKind::ALL.iter().position(|each| Some(*each) == kind);
        place
            .and_then(|place| self.roles.get(place))
            .map_or("", String::as_str)
    }

    fn names(&self, picture: &Picture, marks: &[u32]) -> String {
        // One more name says no less than the number one.
        let named = if marks.len() <= NAMES_MAX + 1 {
            marks.len()
        } else {
            NAMES_MAX
        };
        let mut out = String::new();
        for mark in &marks[..named] {
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.push_str(&picture.marks[*mark as usize].name);
        }
        if named < marks.len() {
            out.push(' ');
            out.push_str(&filled(&self.more, &decimal((marks.len() - named) as i64)));
        }
        out
    }
}

impl Said {
    /// All of it as sentences.
    pub fn aloud(&self) -> String {
        let mut out = self.name.clone();
        if !self.role.is_empty() {
            out.push_str(", ");
            out.push_str(&self.role);
        }
        for relation in &self.relations {
            out.push_str(". ");
            out.push_str(relation);
        }
        out.push('.');
        out
    }
}

/// A phrase with something in the place of `{}`.
pub fn filled(phrase: &str, with: &str) -> String {
    let (before, after) = phrase.split_once('{').unwrap_or((phrase, "}"));
    let mut out = String::from(before);
    if before.len() < phrase.len() {
        out.push_str(with);
    }
    out.push_str(after.strip_prefix('}').unwrap_or(after));
    out
}

/// A number in digits. What the standard library has for that also pads and aligns.
pub fn decimal(number: i64) -> String {
    let mut digits = String::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.insert(0, char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        digits.insert(0, '-');
    }
    digits
}
