//! The data folder and its lock: one process at a time.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error(
        "the data folder {folder} is in use by a running server. \
         Stop it first, or send the command to it with --server URL. Nothing was changed."
    )]
    Held { folder: PathBuf },
    #[error("the data folder {folder} cannot be used: {reason}")]
    Unusable {
        folder: PathBuf,
        reason: std::io::Error,
    },
}

/// A data folder this process holds.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Makes the folder if need be, readable by its owner only, and takes its lock.
    pub fn take(path: &Path) -> Result<Self, FolderError> {
        let unusable = |reason| FolderError::Unusable {
            folder: path.to_owned(),
            reason,
        };
        std::fs::create_dir_all(path).map_err(unusable)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
                .map_err(unusable)?;
        }
        let lock = File::create(path.join("opora.lock")).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(DataFolder {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(FolderError::Held {
                folder: path.to_owned(),
            }),
            Err(TryLockError::Error(reason)) => Err(unusable(reason)),
        }
    }

    /// Where the embedded database is.
    pub fn database(&self) -> PathBuf {
        self.path.join("database")
    }

    /// Where the first sign-ins are written, once.
    pub fn first_run(&self) -> PathBuf {
        self.path.join("first-run.txt")
    }

    /// Appends to `first-run.txt`, which only its owner may read.
    pub fn note_first_run(&self, text: &str) -> std::io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(self.first_run())?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }
}
