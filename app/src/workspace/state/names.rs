//! What the organisations of the network are called: which of them a typed name means. Guesses
//! nothing: a name is linked where it is exactly one organisation's.

use opora_domain::choice::normal;
use opora_domain::{Organisation, RecordId, Responsible};

/// What the organisations of the network are called, folded.
pub struct Names {
    known: Vec<(String, RecordId)>,
}

impl Names {
    pub fn of<'a>(organisations: impl Iterator<Item = &'a Organisation>) -> Self {
        let mut known = vec![];
        for organisation in organisations {
            let full = organisation.full_name.as_deref();
            for name in [Some(organisation.name.as_str()), full]
                .into_iter()
                .flatten()
            {
                known.push((folded(name), organisation.id));
            }
        }
        Names { known }
    }

    /// The organisation of this name, where it is only one's.
    fn find(&self, name: &str) -> Option<RecordId> {
        let name = folded(name);
        let mut called = self.known.iter().filter(|(known, _)| *known == name);
        let (_, first) = called.next()?;
        called.all(|(_, id)| id == first).then_some(*first)
    }

    /// Those who answer, from one text: a semicolon or a new line between two. What stood there
    /// before keeps its organisation; a new name gets one where it is exactly one's name.
    pub fn responsible(&self, text: &str, before: &[Responsible]) -> Vec<Responsible> {
        text.split([';', '\n'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| Responsible {
                text: name.to_owned(),
                organisation: match before.iter().find(|it| it.text.trim() == name) {
                    Some(known) => known.organisation,
                    None => self.find(name),
                },
            })
            .collect()
    }
}

/// «Школа №1» and «школа № 1 (по согласованию)» are one name.
fn folded(name: &str) -> String {
    let name = normal(name)
        .replace("(по согласованию)", " ")
        .replace('№', " № ");
    normal(name.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use opora_domain::{NetworkId, Projected, RecordKind, Value};

    fn organisation(number: u8, name: &str) -> Organisation {
        let id = format!("0190f3a2-0000-7000-8000-0000000000{number:02}");
        Organisation::read(&Projected {
            id: id.parse().expect("an identity of the test"),
            kind: RecordKind::Organisation,
            network: NetworkId::new("test").expect("a network of the test"),
            is_supported: false,
            fields: [("name".to_owned(), Value::from(name))].into(),
        })
    }

    #[test]
    fn a_name_is_linked_where_it_is_one_organisations_and_links_that_stand_stay() {
        let all = [
            organisation(1, "СОШ №1"),
            organisation(2, "Детский дом"),
            organisation(3, "Детский дом"),
        ];
        let names = Names::of(all.iter());
        let kept = Responsible {
            text: "ОО".to_owned(),
            organisation: Some(all[1].id),
        };
        let told = names.responsible("СОШ № 1 (по согласованию); Детский дом;\nОО; ", &[kept]);
        let told: Vec<_> = told
            .iter()
            .map(|it| (it.text.as_str(), it.organisation))
            .collect();
        assert_eq!(
            told,
            [
                ("СОШ № 1 (по согласованию)", Some(all[0].id)),
                ("Детский дом", None),
                ("ОО", Some(all[1].id)),
            ]
        );
    }
}
