//! `opora import`: workbooks and network files into the data folder, or to a running server.

mod remote;

use crate::config::DataOptions;
use crate::import::{self, confirm};
use clap::Args;
use opora_domain::Locale;
use opora_office::{Report, Workbook, read_file};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    data: DataOptions,
    /// Show what would change; write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    /// Language of the messages: ru or en.
    #[arg(long, default_value = "ru")]
    lang: String,
    /// Send the files to a running server instead, as a signed-in coordinator.
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// Name to sign in with, for --server. The password is read from OPORA_PASSWORD.
    #[arg(long, requires = "server")]
    login: Option<String>,
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// One file's answer: its report, or why it could not be read.
enum Answer {
    Read(Report),
    Unreadable {
        file: String,
        code: String,
        message: String,
    },
}

impl Import {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let locale = Locale::from_tag(&self.lang).unwrap_or_default();
        let mut answers = vec![];
        let mut readable = vec![];
        for path in &self.files {
            match read(path, locale) {
                Ok(file) => readable.push(file),
                Err(answer) => answers.push(answer),
            }
        }
        // One unreadable file: nothing is written, also of the others.
        if answers.is_empty() {
            answers = match &self.server {
                Some(server) => remote::send(
                    server,
                    self.login.as_deref(),
                    &readable,
                    self.dry_run,
                    locale,
                )?,
                None => self.write_to_folder(readable, locale).await?,
            };
        }
        self.print(&answers)?;
        Ok(status(&answers))
    }

    async fn write_to_folder(
        &self,
        files: Vec<(String, Vec<u8>, Workbook)>,
        locale: Locale,
    ) -> anyhow::Result<Vec<Answer>> {
        let data = self.data.open().await?;
        let names: Vec<String> = files.iter().map(|(name, ..)| name.clone()).collect();
        let workbooks: Vec<Workbook> = files.into_iter().map(|(_, _, workbook)| workbook).collect();
        let mut reports = vec![];
        for plan in import::plan(&data.store, &workbooks).await? {
            let mut of_plan: Vec<Report> =
                plan.files.iter().map(|file| file.report(locale)).collect();
            if !self.dry_run {
                let done = confirm(&data.store, &import::operator(&plan.network), &plan).await?;
                if let Some(report) = of_plan.first_mut() {
                    import::note_refusals(report, &done.refused, locale);
                }
            }
            reports.extend(of_plan);
        }
        data.store.close().await?;
        // Plans are per network; the answer keeps the order of the files.
        reports.sort_by_key(|report| names.iter().position(|name| *name == report.file));
        Ok(reports.into_iter().map(Answer::Read).collect())
    }

    #[expect(clippy::print_stdout, reason = "a command's answer")]
    fn print(&self, answers: &[Answer]) -> anyhow::Result<()> {
        for answer in answers {
            match answer {
                Answer::Read(report) if self.json => println!("{}", serde_json::to_string(report)?),
                Answer::Read(report) => println!("{}", in_words(report)),
                Answer::Unreadable {
                    file,
                    code,
                    message,
                } if self.json => println!(
                    "{}",
                    serde_json::json!({"file": file, "error": {"code": code, "message": message}})
                ),
                Answer::Unreadable { file, message, .. } => println!("{file}: {message}"),
            }
        }
        Ok(())
    }
}

fn read(path: &Path, locale: Locale) -> Result<(String, Vec<u8>, Workbook), Answer> {
    let file = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let bytes = read_limited(path).map_err(|error| Answer::Unreadable {
        file: file.clone(),
        code: "unreadable".to_owned(),
        message: error.to_string(),
    })?;
    match read_file(&file, &bytes, None) {
        Ok(workbook) => Ok((file, bytes, workbook)),
        Err(error) => Err(Answer::Unreadable {
            file,
            code: error.code().code().to_owned(),
            message: error.message(locale),
        }),
    }
}

/// Reads a file, but never much more than one may be.
fn read_limited(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = vec![];
    let limit = opora_office::FILE_BYTES_MAX as u64 + 1;
    std::fs::File::open(path)?
        .take(limit)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn status(answers: &[Answer]) -> ExitCode {
    let of_one = |answer: &Answer| match answer {
        Answer::Unreadable { .. } => 1,
        Answer::Read(report) => report.exit_status(),
    };
    let statuses: Vec<u8> = answers.iter().map(of_one).collect();
    if statuses.contains(&1) {
        ExitCode::from(1)
    } else {
        ExitCode::from(statuses.into_iter().max().unwrap_or(0))
    }
}

fn in_words(report: &Report) -> String {
    use std::fmt::Write;
    let mut text = format!("{} → {}\n", report.file, report.network);
    for sheet in &report.sheets {
        let _ = writeln!(
            text,
            "  {:<16} строк {:>4} · создано {} · изменено {} · без изменений {} · с пометкой {} · не принято {} · пока не читается {}",
            sheet.sheet,
            sheet.rows,
            sheet.created,
            sheet.changed,
            sheet.unchanged,
            sheet.flagged,
            sheet.refused,
            sheet.unread
        );
    }
    for problem in &report.problems {
        let _ = writeln!(
            text,
            "  {} {}: «{}» {}",
            problem.sheet, problem.cell, problem.read, problem.message
        );
    }
    text.trim_end().to_owned()
}
