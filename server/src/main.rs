//! `opora`: the server and the commands of its operator.
//!
//! This file only reads the command line and starts the runtime; each command is a file of its
//! own in `command/`.

use clap::Parser;
use opora_server::command::Command;
use std::process::ExitCode;

/// A support network of schools: seen, steered, and open offline.
#[derive(Parser)]
#[command(name = "opora", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// The database plans deep statements recursively; unoptimised builds need more room for that.
const WORKER_STACK_BYTES: usize = if cfg!(debug_assertions) {
    20 << 20
} else {
    10 << 20
};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "warn,opora=info,opora_server=info,opora_store=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(WORKER_STACK_BYTES)
        .build();
    let outcome = match runtime {
        // Spawned, so that it runs on a worker with the larger stack.
        Ok(runtime) => runtime.block_on(async {
            tokio::spawn(arguments.command.run())
                .await
                .map_err(anyhow::Error::from)
                .flatten()
        }),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(status) => status,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::from(1)
        }
    }
}
