//! `opora restored`: the data folder was put back from a backup.

use crate::config::DataOptions;
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Restored {
    #[command(flatten)]
    data: DataOptions,
}

impl Restored {
    #[expect(clippy::print_stdout, reason = "a command's answer")]
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let data = self.data.open().await?;
        data.store.begin_lineage().await?;
        data.store.close().await?;
        println!("devices will fetch everything anew and keep what waits on them");
        Ok(ExitCode::SUCCESS)
    }
}
