//! `opora serve`: the server itself.

use crate::config::DataOptions;
use crate::public_network::PublicNetworks;
use crate::router::router;
use crate::samples;
use crate::site::Site;
use crate::state::AppState;
use anyhow::Context;
use clap::Args;
use opora_store::Store;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::watch;

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    data: DataOptions,
    /// Where to listen. Put a TLS proxy in front for other machines.
    #[arg(long, env = "OPORA_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// The address people use, such as https://opora.example.org; https makes cookies secure.
    #[arg(long, env = "OPORA_ORIGIN")]
    origin: Option<String>,
    /// The built site, when it is not inside the binary.
    #[arg(long, env = "OPORA_SITE")]
    site: Option<PathBuf>,
    /// Fill an empty database with the sample networks and make their accounts.
    #[arg(long)]
    samples: bool,
}

impl Serve {
    #[expect(clippy::print_stdout, reason = "a command's answer")]
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let site = match &self.site {
            Some(folder) => Site::from_folder(folder)?,
            None => Site::embedded().context("name the built site with --site DIR")?,
        };
        let data = self.data.open().await?;
        let sign_ins = if self.samples {
            samples::prepare(&data).await?
        } else {
            String::new()
        };
        let first_run = data.folder.first_run();
        let (stop, stopping) = watch::channel(false);
        let state = AppState {
            store: Arc::new(data.store),
            site: Arc::new(site),
            public: Arc::new(PublicNetworks::default()),
            origin: self.origin.clone(),
            stopping: stopping.clone(),
        };
        let store = Arc::clone(&state.store);
        warm(&state).await?;
        tokio::spawn(let_go(Arc::downgrade(&state.store)));
        let is_secure = self
            .origin
            .as_deref()
            .is_some_and(|origin| origin.starts_with("https://"));
        let listener = tokio::net::TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("listening on {}", self.listen))?;
        println!("Opora: http://{}", listener.local_addr()?);
        if !sign_ins.is_empty() {
            println!(
                "Sign-ins (network role name password), also in {}:",
                first_run.display()
            );
            print!("{sign_ins}");
        } else if first_run.exists() {
            println!("Sign-ins: {}", first_run.display());
        }
        let service = router(state, is_secure).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move {
            asked_to_stop().await;
            let _ = stop.send(true);
        });
        let mut stopped = stopping;
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                let _ = stopped.wait_for(|is_stopping| *is_stopping).await;
            })
            .await?;
        store.close().await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Works the public pages out before the first visit asks for them; a large network takes seconds.
async fn warm(state: &AppState) -> anyhow::Result<()> {
    for network in state.store.networks().await? {
        let state = state.clone();
        tokio::spawn(async move {
            // What is broken is said to whoever asks for it.
            let _ = state.public.get(&state.store, &network).await;
        });
    }
    Ok(())
}

/// What devices ask from is kept while they do: of a large network it is most of the memory.
const UNASKED_MAX: Duration = Duration::from_secs(30 * 60);
const LOOKED_EVERY: Duration = Duration::from_secs(60);

async fn let_go(store: Weak<Store>) {
    loop {
        tokio::time::sleep(LOOKED_EVERY).await;
        let Some(store) = store.upgrade() else { return };
        let networks = store.let_go(UNASKED_MAX);
        if networks > 0 {
            tracing::debug!(networks, "no device has asked for these lately");
        }
    }
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
