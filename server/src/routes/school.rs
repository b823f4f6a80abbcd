//! `/api/network/SLUG/organisation/ID/FILE`: an organisation's sheet for those who are signed in to
//! the network, as a document (`sheet.docx`) or as a page to be printed (`sheet.html`). It holds what
//! the one who asks sees, and nothing of it stays in anybody's cache.

use crate::error::RequestError;
use crate::language::locale_of;
use crate::routes::public;
use crate::routes::sync::member;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use opora_domain::{
    Assessment, Interaction, Locale, Network, NetworkId, Organisation, OrganisationKind,
    PartialDate, Partnership, Projected, RecordId, RecordKind, YearMinimums,
};
use opora_indicators::definition::Members;
use opora_indicators::records::facts;
use opora_indicators::{Catalogue, Definition, Index, Period, PeriodKind, Prepared, compute};
use opora_office::documents::{Counted, SchoolSheet, school_page, write_school};
use opora_store::Gathers;
use std::collections::BTreeMap;

const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// One of the two files.
pub async fn sheet(
    State(state): State<AppState>,
    session: AuthSession,
    Path((network, organisation, name)): Path<(String, String, String)>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, RequestError> {
    let network = NetworkId::new(network).map_err(|_| RequestError::NotFound)?;
    let viewer = member(&session, &network)?.viewer.clone();
    let id: RecordId = organisation.parse().map_err(|_| RequestError::NotFound)?;
    let is_page = match name.as_str() {
        "sheet.docx" => false,
        "sheet.html" => true,
        _ => return Err(RequestError::NotFound),
    };
    let (_, seen) = state.store.projected::<Seen>(&network, &viewer).await?;
    let locale = locale_of(&headers, &uri);
    let stylesheet = state.site.address("opora.css");
    let today = public::today();
    let writing = move || {
        let records: Vec<Projected> = seen.records.into_values().collect();
        let sheet = sheet_of(&records, id, locale, today).ok_or(RequestError::NotFound)?;
        Ok::<_, RequestError>(match is_page {
            true => school_page(&sheet, &stylesheet).into_bytes(),
            false => write_school(&sheet)?,
        })
    };
    let bytes = tokio::task::spawn_blocking(writing)
        .await
        .map_err(|error| RequestError::Malformed(error.to_string()))??;
    let answer = Response::builder()
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::VARY, "accept-language, cookie");
    let answer = match is_page {
        true => answer.header(header::CONTENT_TYPE, "text/html; charset=utf-8"),
        false => answer.header(header::CONTENT_TYPE, DOCUMENT).header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{network}-sheet.docx\""),
        ),
    };
    answer
        .body(Body::from(bytes))
        .map_err(|error| RequestError::Malformed(error.to_string()))
}

/// The newest reading of each record.
#[derive(Default)]
struct Seen {
    records: BTreeMap<RecordId, Projected>,
}

impl Gathers for Seen {
    fn take(&mut self, record: Projected) {
        self.records.insert(record.id, record);
    }

    fn leave(&mut self, record: RecordId) {
        self.records.remove(&record);
    }
}

/// `None` when the network has no such organisation.
fn sheet_of(
    records: &[Projected],
    id: RecordId,
    locale: Locale,
    today: PartialDate,
) -> Option<SchoolSheet> {
    let of_kind = |kind| records.iter().filter(move |it| it.kind == kind);
    let organisations: Vec<Organisation> = of_kind(RecordKind::Organisation)
        .map(Organisation::read)
        .collect();
    let organisation = organisations.iter().find(|it| it.id == id)?.clone();
    let network = of_kind(RecordKind::Network).next().map(Network::read)?;
    let partnerships = of_kind(RecordKind::Partnership).map(Partnership::read);
    let partnerships: Vec<Partnership> = partnerships
        .filter(|it| it.from == Some(id) || it.to == Some(id))
        .collect();
    let is_its = |on: Option<RecordId>| partnerships.iter().any(|it| Some(it.id) == on);
    let interactions = of_kind(RecordKind::Interaction).map(Interaction::read);
    let interactions = interactions.filter(|it| is_its(it.partnership)).collect();
    let all: Vec<Assessment> = of_kind(RecordKind::Assessment)
        .map(Assessment::read)
        .collect();
    let minimums = YearMinimums::of(&all);
    let results = all.into_iter().filter(|it| it.school == Some(id)).collect();
    let (year, month, _) = today.first_day();
    let period = Period::with_month(PeriodKind::AcademicYear, year, month)?;
    let indicators = indicators(records, &organisation, period, locale);
    Some(SchoolSheet {
        network,
        partnerships,
        interactions,
        results,
        minimums,
        period: period.label(locale),
        indicators,
        names: organisations
            .into_iter()
            .map(|it| (it.id, it.name))
            .collect(),
        organisation,
        locale,
        written_on: today,
    })
}

/// Where the indicators that programmes compute, and those the network has of its own, count it.
fn indicators(
    records: &[Projected],
    organisation: &Organisation,
    period: Period,
    locale: Locale,
) -> Vec<(String, Counted)> {
    let catalogue = Catalogue::new(records);
    let of_programmes = records
        .iter()
        .filter(|it| it.kind == RecordKind::Indicator)
        .filter_map(|it| opora_domain::record::text(&it.fields, "source"))
        .filter_map(|source| catalogue.source(source).definition());
    let own = catalogue.own.iter().filter_map(|it| it.read.clone().ok());
    let mut definitions: Vec<Definition> = Vec::new();
    for one in of_programmes.chain(own) {
        if !definitions.iter().any(|known| known.code == one.code) {
            definitions.push(one);
        }
    }
    // A network that has chosen none is shown what comes with the product.
    if definitions.is_empty() {
        definitions = catalogue.shipped.to_vec();
    }
    let is_asked = |it: &Definition| match it.of {
        Members::Schools => organisation.kind == OrganisationKind::School,
        Members::Organisations => true,
        Members::Activities => false,
    };
    definitions.retain(is_asked);
    let index = Index::new(facts(records));
    let counted = definitions.into_iter().filter_map(|definition| {
        let title = definition.title.text(locale).to_owned();
        let found = compute(&Prepared::new(definition).ok()?, &index, period);
        let id = organisation.id;
        let counted = if found.undecided.iter().any(|it| it.id == id) {
            Counted::Undecided
        } else if found.numerator.iter().any(|it| it.id == id) {
            Counted::Counts
        } else if found.denominator.iter().any(|it| it.id == id) {
            Counted::CountsNot
        } else {
            // It is not asked about.
            return None;
        };
        Some((title, counted))
    });
    counted.collect()
}
