//! The public pages: rendered by leptos_axum from what the projection lets the public see,
//! readable without script.

use crate::error::RequestError;
use crate::language::{asked_in_address, locale_of};
use crate::now_ms;
use crate::packed_file::PackedFile;
use crate::public_network::{Part, PublicNetwork, Shown};
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use opora_app::pages::public::{
    EmbedPage, Embedded, ErrorPage, NetworkCard, NetworkPage, NetworksPage, NotFoundPage,
    OrganisationPage, PracticesPage, ProgrammePage, SingleMarks, TerritoriesPage, Visit,
    wants_single_marks,
};
use opora_domain::{NetworkId, PartialDate, ProgrammeContents};
use opora_graph::territories::ORGANISATIONS_MAX;
use opora_graph::{Answer, Asked, NetworkGraph, Scope, Summary, Territories};
use std::sync::Arc;

/// Largest page, bytes: far above any real one.
const PAGE_BYTES_MAX: usize = 32 << 20;

/// What an embedded picture may do: show itself inside any page, with the own server's files.
const EMBED_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors *";

/// `/`: the networks.
pub async fn networks(State(state): State<AppState>, request: Request) -> Response {
    let visit = visit(&state, &request);
    let cards = match cards(&state).await {
        Ok(cards) => cards,
        Err(error) => return failed(error.into(), visit, request).await,
    };
    render(StatusCode::OK, request, move || {
        view! { <NetworksPage visit=visit.clone() networks=cards.clone()/> }
    })
    .await
}

/// `/network/SLUG`: picture, summary, questions, filters, table.
pub async fn network(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Response {
    let visit = visit(&state, &request);
    let known = match find(&state, network).await {
        Ok(known) => known,
        Err(error) => return failed(error, visit, request).await,
    };
    let scope = visit.scope.clone();
    let asked = Asked::from_query(request.uri().query().unwrap_or_default());
    let Some((part, shown)) = shown(&known, &scope, &asked, visit.today).await else {
        return failed(RequestError::NotFound, visit, request).await;
    };
    let has_singles = visit.graph_view.is_some() && part.has_single_marks();
    let wants_packed = match &shown {
        Shown::Territories(_) => visit.wants_single_marks && has_singles,
        Shown::Organisations { scene, .. } => scene.is_none() && !part.graph.nodes.is_empty(),
    };
    let packed = match wants_packed {
        true => packed_of(Arc::clone(&part)).await,
        false => None,
    };
    let packed = packed.map(|packed| packed.address(&known.network.slug, &visit.scope));
    let modules = visit.graph_view.clone().into_iter().collect();
    render_with(modules, StatusCode::OK, request, move || {
        let (visit, network, asked) = (visit.clone(), known.network.clone(), asked.clone());
        let packed = packed.clone();
        match &shown {
            Shown::Territories(territories) => {
                let (graph, summary) = (Arc::clone(&known.graph), Arc::clone(&part.summary));
                let territories = Arc::clone(territories);
                let singles = packed.map(|address| SingleMarks { address, graph: Arc::clone(&part.graph) });
                view! { <TerritoriesPage visit=visit network=network graph=graph asked=asked summary=summary territories=territories singles=singles has_singles=has_singles/> }
                    .into_any()
            }
            Shown::Organisations {
                answer,
                scene,
                is_from_afar,
            } => {
                let (graph, scene) = (NetworkGraph::clone(&part.graph), scene.as_deref().cloned());
                let answer = answer.as_deref().cloned();
                view! { <NetworkPage visit=visit network=network graph=graph asked=asked answer=answer scene=scene packed=packed is_from_afar=*is_from_afar has_programme=!known.programmes.is_empty() has_practices=!known.practices.is_empty()/> }
                    .into_any()
            }
        }
    })
    .await
}

/// `/network/SLUG/programme`: the newest programme, or the one named by `?id=`.
pub async fn programme(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Response {
    let visit = visit(&state, &request);
    let known = match find(&state, network).await {
        Ok(known) => known,
        Err(error) => return failed(error, visit, request).await,
    };
    let at = match known.programmes.is_empty() {
        // The page of a network without a programme says so.
        true => Some(0),
        false => programme_asked(&known.programmes, request.uri()),
    };
    let Some(at) = at else {
        return failed(RequestError::NotFound, visit, request).await;
    };
    render(StatusCode::OK, request, move || {
        let contents = known.programmes.get(at).cloned();
        let contents = contents.map(|it| it.begun_by(today()));
        let others = known.programmes.iter().enumerate();
        let others = others.filter(|(other, _)| *other != at);
        let others = others.map(|(_, it)| it.programme.clone()).collect();
        let organisations = known.graph.nodes.iter();
        let organisations = organisations.map(|node| node.organisation.clone()).collect();
        view! { <ProgrammePage visit=visit.clone() network=known.network.clone() contents=contents others=others organisations=organisations/> }
    })
    .await
}

/// `/network/SLUG/practices`: what its schools share, as far as it is published.
pub async fn practices(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Response {
    let visit = visit(&state, &request);
    let known = match find(&state, network).await {
        Ok(known) => known,
        Err(error) => return failed(error, visit, request).await,
    };
    render(StatusCode::OK, request, move || {
        // Only those that are named: a network may have thousands of others.
        let is_named = |id| known.practices.iter().any(|it| it.is_of(id));
        let nodes = known.graph.nodes.iter().map(|node| &node.organisation);
        let organisations = nodes.filter(|it| is_named(it.id)).cloned().collect();
        view! { <PracticesPage visit=visit.clone() network=known.network.clone() practices=known.practices.clone() organisations=organisations/> }
    })
    .await
}

/// The place of the programme the address names by `?id=`, or of the newest.
pub(super) fn programme_asked(programmes: &[ProgrammeContents], uri: &Uri) -> Option<usize> {
    match asked(uri, "id") {
        Some(named) => programmes
            .iter()
            .position(|it| it.programme.id.to_string() == named),
        None => Some(0),
    }
}

/// What an address asks under this name, as it stands there.
pub(super) fn asked<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let mut pairs = uri.query().unwrap_or_default().split('&');
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// `/network/SLUG/embed`: the picture alone, for the page of somebody else. It has a policy of its
/// own: any page may hold it, and it can do nothing but show; nothing of the visitor is read.
pub async fn embed(
    State(state): State<AppState>,
    Path(network): Path<String>,
    request: Request,
) -> Response {
    let mut visit = visit(&state, &request);
    visit.is_signed_in = false;
    let known = match find(&state, network).await {
        Ok(known) => known,
        Err(error) => return failed(error, visit, request).await,
    };
    let asked = Asked::from_query(request.uri().query().unwrap_or_default());
    let Some((part, shown)) = shown(&known, &visit.scope, &asked, visit.today).await else {
        return failed(RequestError::NotFound, visit, request).await;
    };
    let embedded = match shown {
        Shown::Territories(territories) => {
            Embedded::Territories(Box::new(Territories::clone(&territories)))
        }
        Shown::Organisations { answer, scene, .. } => Embedded::Organisations(
            Box::new(NetworkGraph::clone(&part.graph)),
            answer.map(|answer| Box::new(Answer::clone(&answer))),
            Box::new(scene.as_deref().cloned().unwrap_or_default()),
        ),
    };
    let view = visit.graph_view.clone();
    let modules = view
        .into_iter()
        .chain(state.site.address_if_there("embedded.js"));
    let modules = modules.collect();
    let mut response = render_with(modules, StatusCode::OK, request, move || {
        let (visit, network, asked) = (visit.clone(), known.network.clone(), asked.clone());
        let (summary, embedded) = (Summary::clone(&part.summary), embedded.clone());
        view! { <EmbedPage visit=visit network=network asked=asked summary=summary embedded=embedded/> }
    })
    .await;
    let headers = response.headers_mut();
    headers.remove(header::SET_COOKIE);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(EMBED_POLICY),
    );
    response
}

/// The packed picture of a part, made aside of the requests when it is not there yet.
pub(super) async fn packed_of(part: Arc<Part>) -> Option<Arc<PackedFile>> {
    tokio::task::spawn_blocking(move || part.packed())
        .await
        .ok()
}

/// Works out how a part is shown, aside of the requests: it may take a while.
pub(super) async fn shown(
    known: &Arc<PublicNetwork>,
    scope: &Scope,
    asked: &Asked,
    today: PartialDate,
) -> Option<(Arc<Part>, Shown)> {
    let (known, scope, asked) = (Arc::clone(known), scope.clone(), asked.clone());
    tokio::task::spawn_blocking(move || known.shown(&scope, &asked, today))
        .await
        .ok()
        .flatten()
}

/// `/network/SLUG/organisation/CODE`: one organisation's card.
pub async fn organisation(
    State(state): State<AppState>,
    Path((network, code)): Path<(String, String)>,
    request: Request,
) -> Response {
    let visit = visit(&state, &request);
    let known = match find(&state, network).await {
        Ok(known) => known,
        Err(error) => return failed(error, visit, request).await,
    };
    let by_code = known
        .graph
        .nodes
        .iter()
        .find(|node| node.organisation.code == code);
    let Some(organisation) = by_code.map(|node| node.organisation.id) else {
        return failed(RequestError::NotFound, visit, request).await;
    };
    render(StatusCode::OK, request, move || {
        // The card of one in a large network is about it and its partners.
        let graph = match known.graph.nodes.len() <= ORGANISATIONS_MAX {
            true => NetworkGraph::clone(&known.graph),
            false => known.graph.around(organisation),
        };
        let network = known.network.clone();
        let interactions = known.interactions_of(&graph);
        view! {
            <OrganisationPage visit=visit.clone() network=network graph=graph
                organisation=organisation interactions=interactions practices=known.practices.clone()/>
        }
    })
    .await
}

/// Everything else. Asked for by a program, the answer is not a page.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return RequestError::NotFound.into_response();
    }
    let visit = visit(&state, &request);
    failed(RequestError::NotFound, visit, request).await
}

pub(super) async fn find(
    state: &AppState,
    network: String,
) -> Result<Arc<PublicNetwork>, RequestError> {
    let network = NetworkId::new(network).map_err(|_| RequestError::NotFound)?;
    state
        .public
        .get(&state.store, &network)
        .await?
        .ok_or(RequestError::NotFound)
}

async fn cards(state: &AppState) -> Result<Vec<NetworkCard>, opora_store::StoreError> {
    let mut cards = vec![];
    for network in state.store.networks().await? {
        if let Some(known) = state.public.get(&state.store, &network).await? {
            let Some(whole) = known.part(&Scope::default()) else {
                continue;
            };
            cards.push(NetworkCard {
                network: known.network.clone(),
                summary: Summary::clone(&whole.summary),
            });
        }
    }
    // Real districts first; the generated one says of itself that it is an example.
    cards.sort_by_key(|card| (card.network.is_example, card.network.municipality.clone()));
    Ok(cards)
}

pub(super) fn visit(state: &AppState, request: &Request) -> Visit {
    let uri = request.uri();
    let has_session = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|cookies| {
            cookies
                .split(';')
                .any(|pair| pair.trim().starts_with("opora="))
        });
    Visit {
        locale: locale_of(request.headers(), uri),
        path_and_query: uri
            .path_and_query()
            .map_or_else(|| uri.path().to_owned(), ToString::to_string),
        stylesheet: state.site.address("opora.css"),
        graph_view: state.site.address_if_there("graph-view.js"),
        is_signed_in: has_session,
        today: today(),
        scope: Scope::from_query(uri.query().unwrap_or_default()),
        wants_single_marks: wants_single_marks(uri.query().unwrap_or_default()),
        origin: state.origin.clone(),
    }
}

pub(crate) fn today() -> PartialDate {
    let now = time::OffsetDateTime::from_unix_timestamp(now_ms() / 1000)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    let year = u16::try_from(now.year()).unwrap_or(1970);
    PartialDate::new(year, Some(u8::from(now.month())), Some(now.day())).unwrap_or_else(|_| {
        // A clock outside 1900 to 2199 still shows pages.
        PartialDate::new(1970, None, None).unwrap_or_else(|_| unreachable!("1970 is a year"))
    })
}

async fn failed(error: RequestError, visit: Visit, request: Request) -> Response {
    error.log();
    let status = error.status();
    if status == StatusCode::NOT_FOUND {
        return render(
            status,
            request,
            move || view! { <NotFoundPage visit=visit.clone()/> },
        )
        .await;
    }
    render(
        status,
        request,
        move || view! { <ErrorPage visit=visit.clone()/> },
    )
    .await
}

/// A page without any script element.
async fn render<V: IntoView + 'static>(
    status: StatusCode,
    request: Request,
    page: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Response {
    render_with(vec![], status, request, page).await
}

/// Renders through leptos_axum. The pages are never hydrated, so what leptos adds for hydration,
/// an inline script and markers between texts, is taken out again: the policy forbids the one
/// and readers do not need the other. After that `modules`, addresses of this server, are the only
/// script elements the page has.
async fn render_with<V: IntoView + 'static>(
    modules: Vec<String>,
    status: StatusCode,
    request: Request,
    page: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Response {
    let asked = asked_in_address(request.uri());
    let rendered = leptos_axum::render_app_async(page)(request).await;
    let Ok(bytes) = axum::body::to_bytes(rendered.into_body(), PAGE_BYTES_MAX).await else {
        return RequestError::Malformed("the page is too large".to_owned()).into_response();
    };
    let html = without_hydration(&String::from_utf8_lossy(&bytes));
    let html = modules
        .iter()
        .fold(html, |html, address| with_module(&html, address));
    let mut response = (status, axum::response::Html(Body::from(html))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.append(
        header::VARY,
        HeaderValue::from_static("accept-language, cookie"),
    );
    if let Some(locale) = asked {
        let cookie = format!(
            "lang={}; Path=/; Max-Age=31536000; SameSite=Lax",
            locale.tag()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Adds a module of the own server, which enlivens what can be read without it. The address
/// comes from the list of assets, never from a request.
fn with_module(html: &str, address: &str) -> String {
    match html.rsplit_once("</body>") {
        Some((before, after)) => {
            format!(r#"{before}<script type="module" src="{address}"></script></body>{after}"#)
        }
        None => html.to_owned(),
    }
}

/// The pages themselves have no script element: every one is leptos's.
fn without_hydration(html: &str) -> String {
    let mut clean = String::with_capacity(html.len() + 16);
    clean.push_str("<!DOCTYPE html>");
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        clean.push_str(&rest[..start]);
        rest = rest[start..]
            .find("</script>")
            .map_or("", |end| &rest[start + end + 9..]);
    }
    clean.push_str(rest);
    clean.replace("<!>", "")
}

#[cfg(test)]
mod tests {
    use super::{with_module, without_hydration};

    #[test]
    fn one_module_is_added_at_the_end() {
        let html = "<!DOCTYPE html><html><body><p>a</p></body></html>";
        assert_eq!(
            with_module(html, "/assets/graph-view-0.js"),
            concat!(
                "<!DOCTYPE html><html><body><p>a</p>",
                r#"<script type="module" src="/assets/graph-view-0.js"></script></body></html>"#
            )
        );
        assert_eq!(with_module("no page", "/assets/graph-view-0.js"), "no page");
    }

    #[test]
    fn hydration_is_taken_out() {
        let html = "<html><p>a<!>b</p></html><script>__X=[1<2];</script><script>y</script>";
        assert_eq!(
            without_hydration(html),
            "<!DOCTYPE html><html><p>ab</p></html>"
        );
    }
}
