//! A programme as files: the municipal workbook, documents for A4, tables as published ones have
//! them.
//!
//! `/network/SLUG/programme/FILE` is what the public sees, whoever asks: no results of schools, no
//! facts of their conditions, no notes, no names of people. `/api/network/SLUG/programme/FILE` is for
//! those who are signed in to the network and holds what they see; so is `review.json`, what in the
//! programme deserves a second look. With `?version=` they get a programme as it was when that version
//! was named: its documents, and `at.json` for the workspace. Only what was visible then and is now.

use crate::error::RequestError;
use crate::language::locale_of;
use crate::public_network::PublicNetwork;
use crate::routes::public;
use crate::routes::sync::member;
use crate::session::AuthSession;
use crate::state::AppState;
use axum::Json;
use axum::body::Body;
use axum::extract::{OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use opora_app::words::programme_review as words;
use opora_domain::programme_review::review;
use opora_domain::record::text;
use opora_domain::{
    Locale, Network, NetworkId, ProgrammeContents, Projected, RecordId, RecordKind, Viewer, project,
};
use opora_indicators::programme::{Readers, fill};
use opora_indicators::records::facts;
use opora_indicators::{Catalogue, Index};
use opora_office::documents::{
    DocumentKind, Filing, FormPart, Layout, fitting, layout_of, write_document, write_form,
    write_form_tables, write_tables,
};
use opora_office::{DistrictContents, NotWritten, write_district};
use opora_store::Gathers;
use opora_sync::past::seen_at;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const SPREADSHEET: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What a file of a programme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
    /// The municipal workbook, as an import reads it.
    District,
    /// Indicators and plan, as published programmes lay them out.
    Tables,
    Document(DocumentKind),
    /// In one of the published forms: the one named by `?layout=`, or the one that fits best.
    Form(FormPart),
    FormTables,
}

/// The files by the last part of the address.
const FILES: [(&str, FileKind); 8] = [
    ("programme.xlsx", FileKind::District),
    ("tables.xlsx", FileKind::Tables),
    ("passport.docx", FileKind::Document(DocumentKind::Passport)),
    ("road-map.docx", FileKind::Document(DocumentKind::RoadMap)),
    (
        "indicators.docx",
        FileKind::Document(DocumentKind::IndicatorReport),
    ),
    (
        "official-indicators.docx",
        FileKind::Form(FormPart::Indicators),
    ),
    ("official-plan.docx", FileKind::Form(FormPart::Plan)),
    ("official.xlsx", FileKind::FormTables),
];

/// The form `?layout=` names. One nobody knows is not guessed.
fn layout_asked(uri: &Uri) -> Result<Option<&'static Layout>, RequestError> {
    let query = uri.query().unwrap_or_default();
    let named = query
        .split('&')
        .find_map(|part| part.strip_prefix("layout="));
    match named {
        None | Some("") => Ok(None),
        Some(code) => layout_of(code).map(Some).ok_or(RequestError::NotFound),
    }
}

fn kind_of(name: &str) -> Option<FileKind> {
    let file = FILES.iter().find(|(known, _)| *known == name);
    file.map(|(_, kind)| *kind)
}

/// One file for everybody. What is not there is said on a page, as people follow links to files.
pub async fn public_file(
    State(state): State<AppState>,
    Path((network, name)): Path<(String, String)>,
    request: Request,
) -> Result<Response, RequestError> {
    let known = match NetworkId::new(network) {
        Ok(network) => state.public.get(&state.store, &network).await?,
        Err(_) => None,
    };
    let asked = known.and_then(|known| {
        let at = public::programme_asked(&known.programmes, request.uri())?;
        let contents = known.programmes.get(at)?.clone().begun_by(public::today());
        Some((kind_of(&name)?, known, contents))
    });
    let Some((kind, known, contents)) = asked else {
        return Ok(public::not_found(State(state), request).await);
    };
    let district = match kind {
        FileKind::District => Some(public_district(&state, &known, &contents).await?),
        _ => None,
    };
    let locale = locale_of(request.headers(), request.uri());
    let slug = known.network.slug.clone();
    let network = known.network.clone();
    let layout = layout_asked(request.uri())?;
    let asked = (kind, layout);
    let bytes = written(asked, network, Some(contents), district, locale).await?;
    answer(&slug, &name, kind, bytes, "no-cache")
}

/// The same for somebody who is signed in to this network.
pub async fn member_file(
    State(state): State<AppState>,
    session: AuthSession,
    Path((network, name)): Path<(String, String)>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, RequestError> {
    let network = NetworkId::new(network).map_err(|_| RequestError::NotFound)?;
    let (viewer, records) = seen_by_member(&state, &session, &network).await?;
    // Of everything the member sees: made before the records become a workbook's.
    let mut computing = Computing::of(&records);
    let mut district = DistrictContents::new(network.clone(), viewer.clone(), records);
    if let Some(version) = public::asked(&uri, "version") {
        let of = public::asked(&uri, "id").and_then(|id| id.parse().ok());
        let of = of.ok_or(RequestError::NotFound)?;
        let past = state.store.programme_at(&network, of, version).await?;
        let past = past.ok_or(RequestError::NotFound)?;
        let records = past.records.iter();
        let seen = records.filter_map(|(then, now)| seen_at(then, &now.record, &viewer));
        let seen: Vec<Projected> = seen.collect();
        if name == "at.json" {
            let answer = json!({ "named_at": past.moment.at_server, "records": seen });
            return Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response());
        }
        // A workbook of what was would be imported as what is.
        if kind_of(&name) == Some(FileKind::District) {
            return Err(RequestError::NotFound);
        }
        district = district.with_programmes(seen);
        // The network of today says nothing of what was.
        computing = Computing(None);
    }
    let programmes = district.programmes();
    let contents = match public::programme_asked(&programmes, &uri) {
        Some(at) => programmes.into_iter().nth(at),
        None => return Err(RequestError::NotFound),
    };
    let locale = locale_of(&headers, &uri);
    if name == "review.json" {
        let contents = contents.ok_or(RequestError::NotFound)?;
        return Ok(Json(findings(&contents, locale)).into_response());
    }
    let kind = kind_of(&name).ok_or(RequestError::NotFound)?;
    let contents = contents.map(|contents| computing.filled(contents));
    let of = district.district().ok_or(RequestError::NotFound)?;
    let slug = of.slug.clone();
    let asked = (kind, layout_asked(&uri)?);
    let bytes = written(asked, of, contents, Some(district), locale).await?;
    // What is for members stays in nobody's cache.
    answer(&slug, &name, kind, bytes, "no-store")
}

/// Everything a member sees of the network.
pub(super) async fn seen_by_member(
    state: &AppState,
    session: &AuthSession,
    network: &NetworkId,
) -> Result<(Viewer, Vec<Projected>), RequestError> {
    let viewer = member(session, network)?.viewer.clone();
    let (_, seen) = state.store.projected::<Seen>(network, &viewer).await?;
    Ok((viewer, seen.records.into_values().collect()))
}

/// What the facts of a programme are computed from; nothing where no indicator is computed.
struct Computing(Option<(Index, Catalogue)>);

impl Computing {
    fn of(records: &[Projected]) -> Self {
        let is_computed = |it: &Projected| {
            it.kind == RecordKind::Indicator && text(&it.fields, "source").is_some()
        };
        let is_needed = records.iter().any(is_computed);
        Computing(is_needed.then(|| (Index::new(facts(records)), Catalogue::new(records))))
    }

    fn filled(&self, mut contents: ProgrammeContents) -> ProgrammeContents {
        let today = public::today();
        if let Some((index, catalogue)) = &self.0 {
            fill(&mut contents, index, catalogue, Readers::Members, today);
        }
        contents.begun_by(today)
    }
}

/// The network and this programme as the public sees them. Organisations and their relations are in
/// the files of the network: a country's would be read for every visitor here.
async fn public_district(
    state: &AppState,
    known: &Arc<PublicNetwork>,
    contents: &ProgrammeContents,
) -> Result<DistrictContents, RequestError> {
    let mut ids: Vec<RecordId> = vec![known.network.id, contents.programme.id];
    ids.extend(contents.stages.iter().map(|it| it.id));
    ids.extend(contents.tasks.iter().map(|it| it.id));
    ids.extend(contents.indicators.iter().map(|it| it.id));
    ids.extend(contents.activities.iter().map(|it| it.id));
    let states = state.store.records_by_id(ids).await?;
    let seen = states.iter();
    let seen = seen.filter_map(|it| project(&it.record, &Viewer::Public));
    let network = known.network.slug.clone();
    Ok(DistrictContents::new(
        network,
        Viewer::Public,
        seen.collect(),
    ))
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

/// Writes aside of the requests: a workbook of thousands of rows takes a while.
async fn written(
    (kind, layout): (FileKind, Option<&'static Layout>),
    network: Network,
    contents: Option<ProgrammeContents>,
    district: Option<DistrictContents>,
    locale: Locale,
) -> Result<Vec<u8>, RequestError> {
    let written_on = public::today();
    let writing = move || {
        if let (FileKind::District, Some(district)) = (kind, district) {
            let programme = contents.map(|it| it.programme.id);
            let file = write_district(&district, programme, written_on)?;
            return Ok(file.bytes);
        }
        let contents = contents.ok_or(RequestError::NotFound)?;
        let filing = Filing {
            network: &network,
            contents: &contents,
            locale,
            written_on,
        };
        let bytes: Result<Vec<u8>, NotWritten> = match kind {
            FileKind::Document(document) => write_document(&filing, document),
            FileKind::Form(part) => {
                write_form(&filing, layout.unwrap_or_else(|| fitting(&contents)), part)
            }
            FileKind::FormTables => {
                write_form_tables(&filing, layout.unwrap_or_else(|| fitting(&contents)))
            }
            FileKind::Tables | FileKind::District => write_tables(&filing),
        };
        Ok(bytes?)
    };
    tokio::task::spawn_blocking(writing)
        .await
        .map_err(|error| RequestError::Malformed(error.to_string()))?
}

fn answer(
    slug: &NetworkId,
    name: &str,
    kind: FileKind,
    bytes: Vec<u8>,
    caching: &str,
) -> Result<Response, RequestError> {
    let media_type = match kind {
        FileKind::District | FileKind::Tables | FileKind::FormTables => SPREADSHEET,
        FileKind::Document(_) | FileKind::Form(_) => DOCUMENT,
    };
    kept_file(slug, name, media_type, bytes, caching)
}

/// A file to be kept, named after its network.
pub(super) fn kept_file(
    slug: &NetworkId,
    name: &str,
    media_type: &str,
    bytes: Vec<u8>,
    caching: &str,
) -> Result<Response, RequestError> {
    Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{slug}-{name}\""),
        )
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-language, cookie")
        .body(Body::from(bytes))
        .map_err(|error| RequestError::Malformed(error.to_string()))
}

fn findings(contents: &ProgrammeContents, locale: Locale) -> serde_json::Value {
    let findings = review(contents).into_iter().map(|finding| {
        let at = finding.at.iter().map(|spot| {
            json!({
                "kind": spot.kind,
                "record": spot.record,
                "field": spot.field,
                "called": contents.called(spot.record),
            })
        });
        json!({
            "gravity": finding.gravity(),
            "gravity_in_words": finding.gravity().label(locale),
            "code": finding.what.code(),
            "message": words::finding(&finding.what, locale),
            "at": at.collect::<Vec<_>>(),
        })
    });
    json!({
        "programme": contents.programme.id,
        "findings": findings.collect::<Vec<_>>(),
    })
}
