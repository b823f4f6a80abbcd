//! Where things are, and how cargo is called from inside cargo.
//!
//! It does not decide what is built: that is the caller's business.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use cargo_metadata::MetadataCommand;

/// The repository and its target folder, both as absolute paths.
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Workspace {
    /// Asks cargo for the target folder, so that `CARGO_TARGET_DIR` and a user's cargo
    /// configuration are both respected.
    pub fn open() -> anyhow::Result<Workspace> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = manifest
            .parent()
            .context("xtask lies in a folder of the workspace")?;
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("reading the workspace with cargo metadata")?;
        Ok(Workspace {
            root: root.to_path_buf(),
            target: metadata.target_directory.into_std_path_buf(),
        })
    }

    /// A cargo command in the root of the workspace.
    ///
    /// The variables that the outer `cargo run` sets for xtask are taken away: build scripts
    /// that watch them (ring's, for one) would otherwise be rebuilt on every change between
    /// `cargo xtask …` and a plain `cargo build`.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        forget_outer_package(&mut command);
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Any other program in a folder of the workspace, given relative to the root.
    pub fn program(&self, name: impl AsRef<std::ffi::OsStr>, folder: &str) -> Command {
        let mut command = Command::new(name);
        forget_outer_package(&mut command);
        command.current_dir(self.root.join(folder));
        command
    }

    /// The server's binary as `cargo build` leaves it in the folder of a profile.
    pub fn server_binary(&self, profile_folder: &str) -> PathBuf {
        self.target
            .join(profile_folder)
            .join(format!("opora{}", env::consts::EXE_SUFFIX))
    }

    /// The folder where the site is built.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }
}

/// Runs a command to its end with its output shown; an exit status other than 0 is an error.
pub fn finish(command: &mut Command) -> anyhow::Result<()> {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("starting {shown}"))?;
    if !status.success() {
        bail!("{} ended with {status}", command.get_program().display());
    }
    Ok(())
}

/// Whether a program can be started at all (`PROGRAM --version`).
pub fn is_installed(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Sizes for people: bytes up to 1 kB, then kB with one decimal (1 kB = 1000 bytes).
pub fn size(bytes: u64) -> String {
    if bytes < 1000 {
        format!("{bytes} B")
    } else {
        format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
    }
}

/// A path relative to another, with forward slashes, for names in lists and hashes.
pub fn relative_name(path: &Path, base: &Path) -> String {
    let relative = path.strip_prefix(base).unwrap_or(path);
    relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn forget_outer_package(command: &mut Command) {
    const OUTER: [&str; 5] = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
        "CARGO_PRIMARY_PACKAGE",
    ];
    for (name, _) in env::vars_os() {
        if OUTER
            .iter()
            .any(|prefix| name.to_string_lossy().starts_with(prefix))
        {
            command.env_remove(name);
        }
    }
}
