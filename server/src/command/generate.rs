//! `opora generate`: the example district.

use crate::config::DataOptions;
use crate::samples;
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Generate {
    #[command(flatten)]
    data: DataOptions,
    /// How many schools.
    #[arg(long, default_value_t = samples::EXAMPLE_SCHOOLS)]
    schools: usize,
    /// The same seed makes the same district.
    #[arg(long, default_value_t = samples::EXAMPLE_SEED)]
    seed: u64,
    /// Take the example district out again, with everything that was written in it.
    #[arg(long, conflicts_with_all = ["schools", "seed"])]
    remove: bool,
}

impl Generate {
    #[expect(clippy::print_stdout, reason = "a command's answer")]
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let data = self.data.open().await?;
        if self.remove {
            let removed = samples::remove_example(&data).await?;
            data.store.close().await?;
            println!("the example district is removed: {removed} records");
            return Ok(ExitCode::SUCCESS);
        }
        let network = samples::generate(&data, self.schools, self.seed).await?;
        data.store.close().await?;
        println!("{network}: {} schools, seed {}", self.schools, self.seed);
        Ok(ExitCode::SUCCESS)
    }
}
