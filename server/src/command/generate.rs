//! `opora generate`: the example district, or a large network for trying and measuring.

use crate::config::DataOptions;
use crate::samples;
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Generate {
    #[command(flatten)]
    data: DataOptions,
    /// How many schools the district has.
    #[arg(long, default_value_t = samples::EXAMPLE_SCHOOLS)]
    schools: usize,
    /// Instead of the district a network of many municipalities with so many organisations.
    #[arg(long, conflicts_with = "schools")]
    organisations: Option<usize>,
    /// How many partnerships these have; five each when it is not said.
    #[arg(long, requires = "organisations")]
    partnerships: Option<usize>,
    /// The same seed makes the same network.
    #[arg(long, default_value_t = samples::EXAMPLE_SEED)]
    seed: u64,
    /// Take generated networks out again, with everything that was written in them.
    #[arg(long, conflicts_with_all = ["schools", "organisations", "seed"])]
    remove: bool,
}

impl Generate {
    #[expect(clippy::print_stdout, reason = "a command's answer")]
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let data = self.data.open().await?;
        if self.remove {
            let removed = samples::remove_generated(&data).await?;
            data.store.close().await?;
            println!("generated networks are removed: {removed} records");
            return Ok(ExitCode::SUCCESS);
        }
        let seed = self.seed;
        let made = match self.organisations {
            None => {
                let network = samples::generate(&data, self.schools, seed).await?;
                format!("{network}: {} schools, seed {seed}", self.schools)
            }
            Some(organisations) => {
                let partnerships = self.partnerships.unwrap_or(organisations * 5);
                let network =
                    samples::generate_country(&data.store, organisations, partnerships, seed)
                        .await?;
                format!(
                    "{network}: {organisations} organisations, {partnerships} partnerships asked for, seed {seed}"
                )
            }
        };
        data.store.close().await?;
        println!("{made}");
        Ok(ExitCode::SUCCESS)
    }
}
