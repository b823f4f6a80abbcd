//! The folders of a district on the disk: a fresh one for every life of its server, so that no lock
//! of an earlier one counts.

use opora_store::{EngineMemory, Location};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// See the module.
pub struct Folders {
    root: TempDir,
    present: PathBuf,
    made: u32,
}

impl Folders {
    pub fn new() -> Self {
        let root = TempDir::new().unwrap();
        let present = root.path().join("0");
        Folders {
            root,
            present,
            made: 0,
        }
    }

    pub fn location(&self) -> Location {
        Location::Folder {
            path: self.present.clone(),
            memory: EngineMemory {
                block_cache_bytes: 4 << 20,
                memtable_bytes: 16 << 20,
            },
        }
    }

    /// The next life begins with the folder as it lies; the one before, which stays, is returned.
    pub fn move_on(&mut self) -> PathBuf {
        let before = self.present.clone();
        self.move_to(&before);
        before
    }

    /// The next life begins with a copy of this folder.
    pub fn move_to(&mut self, folder: &Path) {
        self.made += 1;
        self.present = self.root.path().join(self.made.to_string());
        copy(folder, &self.present);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}
