//! The same import, sent to a running server by a signed-in coordinator.

use super::Answer;
use anyhow::Context;
use opora_domain::{Locale, RecordKind};
use opora_office::{Report, Workbook};
use opora_sync::{ApiError, SignIn};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Progress(serde::de::IgnoredAny),
    Report(Report),
    Error(ApiError),
}

/// Signs in, sends each file, signs out.
pub fn send(
    server: &str,
    login: Option<&str>,
    files: &[(String, Vec<u8>, Workbook)],
    is_dry_run: bool,
    locale: Locale,
) -> anyhow::Result<Vec<Answer>> {
    let server = server.trim_end_matches('/');
    let login = login
        .context("--login NAME is needed with --server")?
        .to_owned();
    let password = std::env::var("OPORA_PASSWORD")
        .context("the password is read from the variable OPORA_PASSWORD")?;
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let session = format!("{server}/api/session");
    let signed_in = agent.post(&session).send_json(SignIn { login, password })?;
    if !signed_in.status().is_success() {
        anyhow::bail!("the server did not accept the name and the password; nothing was sent");
    }
    let mode = if is_dry_run { "preview" } else { "confirm" };
    // The server takes one file at a time: a table of partnerships goes after the organisations
    // it names.
    let mut order: Vec<_> = files.iter().enumerate().collect();
    order.sort_by_key(|(_, file)| !file.2.has_rows_of(RecordKind::Organisation));
    let mut answers = vec![];
    for (position, (name, bytes, _)) in order {
        let mut response = agent
            .post(format!("{server}/api/import"))
            .query("name", name)
            .query("mode", mode)
            .query("lang", locale.tag())
            .send(bytes.as_slice())?;
        let text = response.body_mut().read_to_string()?;
        answers.push((position, answer(name, &text)?));
    }
    agent.delete(&session).call()?;
    answers.sort_by_key(|(position, _)| *position);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

fn answer(file: &str, text: &str) -> anyhow::Result<Answer> {
    let last = text.lines().last().unwrap_or_default();
    let unreadable = |error: ApiError| Answer::Unreadable {
        file: file.to_owned(),
        code: error.code,
        message: error.message,
    };
    // A refusal before the work began is a bare error.
    if let Ok(error) = serde_json::from_str::<ApiError>(last) {
        return Ok(unreadable(error));
    }
    match serde_json::from_str(last).context("the server's answer is not understood")? {
        Line::Report(report) => Ok(Answer::Read(report)),
        Line::Error(error) => Ok(unreadable(error)),
        Line::Progress(_) => {
            anyhow::bail!("the server stopped before it was done; repeat the import")
        }
    }
}
