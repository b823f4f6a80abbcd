//! What every request can reach.

use crate::public_network::PublicNetworks;
use crate::site::Site;
use opora_store::Store;
use std::sync::Arc;
use tokio::sync::watch;

/// Shared by all requests.
#[derive(Clone)]
pub struct AppState {
    pub store: Arc<Store>,
    pub site: Arc<Site>,
    pub public: Arc<PublicNetworks>,
    /// The address people know the service by, such as `https://opora.example`, if it was named.
    pub origin: Option<String>,
    /// Becomes true when the server is to stop, so that open streams end.
    pub stopping: watch::Receiver<bool>,
}
