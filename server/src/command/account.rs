//! `opora user`: accounts. Passwords are made here, told once and stored only hashed.

use crate::accounts;
use crate::config::DataOptions;
use anyhow::Context;
use clap::{Args, ValueEnum};
use opora_domain::{NetworkId, RecordKind, Viewer};
use opora_store::Account;
use std::process::ExitCode;

#[derive(Args)]
pub struct User {
    #[command(flatten)]
    data: DataOptions,
    /// The name to sign in with.
    login: String,
    #[arg(long, required_unless_present = "revoke")]
    network: Option<NetworkId>,
    #[arg(long, required_unless_present = "revoke")]
    role: Option<Role>,
    /// Code of the school, for a school editor.
    #[arg(long)]
    school: Option<String>,
    /// How others see the author: a role or an organisation, not a person.
    #[arg(long)]
    label: Option<String>,
    /// Take the account's access away. What waits on its devices stays with them.
    #[arg(long, conflicts_with_all = ["network", "role", "school", "label"])]
    revoke: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Role {
    Coordinator,
    School,
    Observer,
}

impl User {
    #[expect(clippy::print_stdout, reason = "a command's answer")]
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let data = self.data.open().await?;
        let known = data.store.account_by_login(&self.login).await?;
        if self.revoke {
            let known = known.with_context(|| format!("there is no account {}", self.login))?;
            data.store
                .put_account(&Account {
                    viewer: Viewer::Public,
                    ..known
                })
                .await?;
            data.store.close().await?;
            println!("{} has no access any more", self.login);
            return Ok(ExitCode::SUCCESS);
        }
        let network = self.network.context("--network SLUG is needed")?;
        let role = self.role.context("--role is needed")?;
        let (viewer, label) = match role {
            Role::Coordinator => (Viewer::Coordinator { network }, "Координатор".to_owned()),
            Role::Observer => (Viewer::Observer { network }, "Наблюдатель".to_owned()),
            Role::School => {
                let code = self
                    .school
                    .context("--school CODE is needed for a school editor")?;
                let school = data
                    .store
                    .record_by_code(&network, RecordKind::Organisation, &code)
                    .await?
                    .with_context(|| format!("{network} has no organisation {code}"))?;
                let name =
                    opora_domain::record::text(&school.record.fields, "name").unwrap_or(&code);
                (
                    Viewer::School {
                        network,
                        organisation: school.record.id,
                    },
                    name.to_owned(),
                )
            }
        };
        if known.is_some() {
            anyhow::bail!(
                "there is an account {} already; nothing was changed",
                self.login
            );
        }
        let label = self.label.unwrap_or(label);
        let made = accounts::create(&data.store, &self.login, &label, viewer).await?;
        data.store.close().await?;
        println!("{} {}", made.account.login, made.password);
        Ok(ExitCode::SUCCESS)
    }
}
