//! A server with the samples in it, and people who use it.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use opora_domain::{DeviceId, NetworkId, RecordId, RecordKind, Viewer};
use opora_office::read_workbook;
use opora_server::public_network::PublicNetworks;
use opora_server::router::router;
use opora_server::site::Site;
use opora_server::state::AppState;
use opora_server::{accounts, import};
use opora_store::{Location, Store};
use opora_sync::{Action, OpNumber, Operation, PROTOCOL_VERSION, PushRequest};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;
use uuid::Uuid;

/// The real router over a database in memory with the three sample networks.
pub struct TestApp {
    router: Router,
    pub store: Arc<Store>,
    _stop: tokio::sync::watch::Sender<bool>,
}

/// Somebody with a browser: anonymous, or signed in.
pub struct Visitor<'a> {
    app: &'a TestApp,
    cookie: Option<String>,
    pub device: DeviceId,
    pub network: NetworkId,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

pub fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/samples/{name}.xlsx",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

impl TestApp {
    pub async fn with_samples() -> Self {
        Self::with_samples_and(Site::default()).await
    }

    /// With a site on which pages find the module that draws on a canvas.
    pub async fn with_module() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let assets = r#"{"graph-view.js": "/assets/graph-view-0.js"}"#;
        std::fs::write(folder.path().join("assets.json"), assets).unwrap();
        Self::with_samples_and(Site::from_folder(folder.path()).unwrap()).await
    }

    async fn with_samples_and(site: Site) -> Self {
        let store = Arc::new(Store::open(&Location::Memory).await.unwrap());
        for name in ["abinsk", "vengerovo", "yartsevo"] {
            let workbook = read_workbook(&format!("{name}.xlsx"), &sample(name)).unwrap();
            for plan in import::plan(&store, &[workbook]).await.unwrap() {
                import::confirm(&store, &import::operator(&plan.network), &plan)
                    .await
                    .unwrap();
            }
        }
        let (stop, stopping) = tokio::sync::watch::channel(false);
        let state = AppState {
            store: Arc::clone(&store),
            site: Arc::new(site),
            public: Arc::new(PublicNetworks::default()),
            stopping,
            origin: None,
        };
        let router = router(state, false);
        TestApp {
            router,
            store,
            _stop: stop,
        }
    }

    pub fn anonymous(&self) -> Visitor<'_> {
        Visitor {
            app: self,
            cookie: None,
            device: DeviceId(Uuid::now_v7()),
            network: network("yartsevo"),
        }
    }

    pub async fn coordinator(&self, slug: &str) -> Visitor<'_> {
        let viewer = Viewer::Coordinator {
            network: network(slug),
        };
        self.signed_in(slug, &format!("coordinator-{slug}"), viewer)
            .await
    }

    /// An editor of the school with this code.
    pub async fn school(&self, slug: &str, code: &str) -> Visitor<'_> {
        let organisation = self.id(slug, RecordKind::Organisation, code).await;
        let viewer = Viewer::School {
            network: network(slug),
            organisation,
        };
        self.signed_in(slug, &format!("editor-{code}"), viewer)
            .await
    }

    pub async fn id(&self, slug: &str, kind: RecordKind, code: &str) -> RecordId {
        self.store
            .record_by_code(&network(slug), kind, code)
            .await
            .unwrap()
            .unwrap()
            .record
            .id
    }

    async fn signed_in(&self, slug: &str, login: &str, viewer: Viewer) -> Visitor<'_> {
        let made = accounts::create(&self.store, login, login, viewer)
            .await
            .unwrap();
        let mut visitor = Visitor {
            network: network(slug),
            ..self.anonymous()
        };
        let answer = visitor.sign_in(login, &made.password).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        visitor
    }
}

pub fn network(slug: &str) -> NetworkId {
    NetworkId::new(slug).unwrap()
}

impl Visitor<'_> {
    pub async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let body = serde_json::json!({"login": login, "password": password});
        let answer = self.post("/api/session", &body).await;
        if let Some(cookie) = answer.headers.get(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookie = Some(cookie.to_owned());
        }
        answer
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.send(Method::GET, address, None, Body::empty()).await
    }

    pub async fn delete(&self, address: &str) -> Answer {
        self.send(Method::DELETE, address, None, Body::empty())
            .await
    }

    pub async fn post(&self, address: &str, body: &impl serde::Serialize) -> Answer {
        let body = Body::from(serde_json::to_vec(body).unwrap());
        self.send(Method::POST, address, Some("application/json"), body)
            .await
    }

    pub async fn post_bytes(&self, address: &str, bytes: Vec<u8>) -> Answer {
        self.send(
            Method::POST,
            address,
            Some("application/octet-stream"),
            Body::from(bytes),
        )
        .await
    }

    pub async fn post_compact(&self, address: &str, bytes: Vec<u8>) -> Answer {
        let kind = Some(opora_sync::wire::MEDIA_TYPE);
        self.send(Method::POST, address, kind, Body::from(bytes))
            .await
    }

    /// Pushes actions on records, numbered from `first`.
    pub async fn push(&self, first: u64, actions: Vec<(RecordId, RecordKind, Action)>) -> Answer {
        let operations = actions
            .into_iter()
            .zip(first..)
            .map(|((record, kind, action), n)| Operation {
                n: OpNumber(n),
                record,
                kind,
                action,
                at: 0,
            })
            .collect();
        let request = PushRequest {
            protocol: PROTOCOL_VERSION,
            schema: 1,
            network: self.network.clone(),
            device: self.device,
            operations,
            lineage: 0,
        };
        self.post("/api/sync/push", &request).await
    }

    pub async fn send(
        &self,
        method: Method,
        address: &str,
        content_type: Option<&str>,
        body: Body,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "localhost");
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.answer(request.body(body).unwrap()).await
    }

    pub async fn answer(&self, mut request: Request<Body>) -> Answer {
        let peer = SocketAddr::from(([127, 0, 0, 1], 1));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: bytes.to_vec(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
