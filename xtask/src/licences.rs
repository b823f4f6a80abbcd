//! `cargo xtask licences`: cargo-deny with the rules of `.cargo/deny.toml`.
//!
//! cargo-deny is not installed here: that takes minutes and belongs to whoever asks for it.

use anyhow::bail;

use crate::workspace::{Workspace, finish, is_installed};

/// Checks licences, banned crates and sources; needs no network beyond cargo's own.
pub fn check(workspace: &Workspace) -> anyhow::Result<()> {
    if !is_installed("cargo-deny") {
        bail!("cargo-deny is not installed; `cargo install --locked cargo-deny` gets it");
    }
    finish(
        workspace
            .cargo()
            .args(["deny", "check", "licenses", "bans", "sources"]),
    )
}
