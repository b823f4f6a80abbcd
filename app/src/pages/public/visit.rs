//! What every public page needs to know of its request, and the addresses it makes.

use opora_domain::{Locale, NetworkId, PartialDate, RecordId};
use opora_graph::Scope;
use opora_graph::filter::pairs_of;

/// A request for a public page. Made by the server.
#[derive(Clone, Debug)]
pub struct Visit {
    pub locale: Locale,
    /// Path and query as requested, such as `/network/abinsk?view=map`.
    pub path_and_query: String,
    /// Address of the style sheet, with its hash.
    pub stylesheet: String,
    /// Address of the module that brings the picture of a network to life, with its hash; `None`
    /// on a site that was built without it.
    pub graph_view: Option<String>,
    /// The visitor is signed in: the workspace is offered instead of the sign-in.
    pub is_signed_in: bool,
    /// The day in the district.
    pub today: PartialDate,
    /// The address people know the service by, if the operator has named it.
    pub origin: Option<String>,
    /// The part of the network that is looked at; links to the network stay in it.
    pub scope: Scope,
    /// A part large enough for territories is wanted organisation by organisation; links to the
    /// same part keep it.
    pub wants_single_marks: bool,
}

/// In an address: every mark is one organisation.
const SINGLE_MARKS: (&str, &str) = ("marks", "organisations");

/// The query asks for a mark for each organisation.
pub fn wants_single_marks(query: &str) -> bool {
    let (name, value) = SINGLE_MARKS;
    pairs_of(query).any(|pair| pair.0 == name && pair.1 == value)
}

impl Visit {
    fn path(&self) -> &str {
        self.path_and_query.split('?').next().unwrap_or("/")
    }

    fn query(&self) -> &str {
        self.path_and_query
            .split_once('?')
            .map_or("", |(_, query)| query)
    }

    /// The language named in the address itself, if it is one of ours: links keep it, so that
    /// reading on needs no cookie.
    pub fn named_language(&self) -> Option<Locale> {
        let named = self
            .query()
            .split('&')
            .find_map(|pair| pair.strip_prefix("lang="))?;
        Locale::from_tag(named)
    }

    /// An address of this site with its query (without `?`), in the language of this visit.
    pub fn link(&self, path: &str, query: &str) -> String {
        let language = self
            .named_language()
            .map(|locale| format!("lang={}", locale.tag()));
        let pairs: Vec<&str> = [query, language.as_deref().unwrap_or("")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", pairs.join("&"))
        }
    }

    /// The page of a network, or of the part of it that is looked at; `query` as made by
    /// `opora_graph::Filter::to_query`.
    pub fn network(&self, network: &NetworkId, query: &str) -> String {
        if !self.wants_single_marks {
            return self.part(network, &self.scope, query);
        }
        let (name, value) = SINGLE_MARKS;
        let separator = if query.is_empty() { "" } else { "&" };
        self.part(
            network,
            &self.scope,
            &format!("{name}={value}{separator}{query}"),
        )
    }

    /// The same part with one mark for each organisation, or as territories.
    pub fn with_single_marks(&self, are_wanted: bool) -> Self {
        Visit {
            wants_single_marks: are_wanted,
            ..self.clone()
        }
    }

    /// What forms keep of the address beside what they ask: the part, and how it is shown.
    pub fn kept_pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let marks = self.wants_single_marks.then_some(SINGLE_MARKS);
        self.scope.pairs().chain(marks)
    }

    /// The page of a part of a network.
    pub fn part(&self, network: &NetworkId, scope: &Scope, query: &str) -> String {
        let part = scope.to_query();
        let separator = if part.is_empty() || query.is_empty() {
            ""
        } else {
            "&"
        };
        self.link(
            &format!("/network/{network}"),
            &format!("{part}{separator}{query}"),
        )
    }

    /// The picture of a network, or of the part that is looked at, as a file: `picture.svg`,
    /// `picture.png` or `preview.png`.
    pub fn picture(&self, network: &NetworkId, file: &str, query: &str) -> String {
        let page = self.network(network, query);
        let (path, query) = page.split_once('?').unwrap_or((&page, ""));
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{path}/{file}{mark}{query}")
    }

    /// The programme of a network: one of them, or the newest.
    pub fn programme(&self, network: &NetworkId, programme: Option<&RecordId>) -> String {
        let query = programme.map(|id| format!("id={id}")).unwrap_or_default();
        self.link(&format!("/network/{network}/programme"), &query)
    }

    /// The practices of a network that are published: all of them, or the place of one.
    pub fn practices(&self, network: &NetworkId, practice: Option<&RecordId>) -> String {
        let page = self.link(&format!("/network/{network}/practices"), "");
        match practice {
            Some(id) => format!("{page}#{id}"),
            None => page,
        }
    }

    /// A file of a programme: `passport.docx`, `tables.xlsx`. In the language of the page: who reads
    /// it in English gets the English one.
    pub fn programme_file(&self, network: &NetworkId, programme: &RecordId, file: &str) -> String {
        self.link(
            &format!("/network/{network}/programme/{file}"),
            &format!("id={programme}"),
        )
    }

    /// The card of an organisation.
    pub fn organisation(&self, network: &NetworkId, code: &str) -> String {
        self.link(&format!("/network/{network}/organisation/{code}"), "")
    }

    /// This address in another language, all else as it is.
    pub fn in_language(&self, locale: Locale) -> String {
        let mut pairs: Vec<String> = self
            .query()
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
            .map(str::to_owned)
            .collect();
        pairs.push(format!("lang={}", locale.tag()));
        format!("{}?{}", self.path(), pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(path_and_query: &str) -> Visit {
        Visit {
            locale: Locale::Ru,
            path_and_query: path_and_query.to_owned(),
            stylesheet: "/assets/opora.css".to_owned(),
            graph_view: None,
            is_signed_in: false,
            today: "2026-11-22".parse().expect("a date of the test's own"),
            scope: Scope::default(),
            origin: None,
            wants_single_marks: false,
        }
    }

    #[test]
    fn the_other_language_keeps_the_other_parameters() {
        let here = visit("/network/abinsk?hide=social&lang=ru&view=map");
        assert_eq!(
            here.in_language(Locale::En),
            "/network/abinsk?hide=social&view=map&lang=en"
        );
        assert_eq!(visit("/").in_language(Locale::Ru), "/?lang=ru");
    }

    #[test]
    fn single_marks_stay_in_the_part_they_were_asked_for() {
        let network: NetworkId = "x".parse().expect("a slug");
        let singles = visit("/network/x").with_single_marks(true);
        assert_eq!(
            singles.network(&network, "status=any"),
            "/network/x?marks=organisations&status=any"
        );
        assert_eq!(singles.part(&network, &singles.scope, ""), "/network/x");
        assert!(wants_single_marks("status=any&marks=organisations"));
        assert!(!wants_single_marks("marks=territories"));
    }

    #[test]
    fn links_keep_a_language_only_when_the_address_names_it() {
        assert_eq!(visit("/?lang=en").link("/", ""), "/?lang=en");
        assert_eq!(
            visit("/?lang=en").link("/network/x", "view=map"),
            "/network/x?view=map&lang=en"
        );
        assert_eq!(visit("/?lang=xx").link("/", ""), "/");
        assert_eq!(
            visit("/").link("/network/x", "view=map"),
            "/network/x?view=map"
        );
    }
}
