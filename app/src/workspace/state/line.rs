//! Where my records are, in one state: what the furniture of every screen says.

use crate::workspace::ports::{LineState, StorageTrouble};
use crate::workspace::state::Workspace;
use leptos::prelude::*;
use opora_sync::Timestamp;

/// The six states of the sync furniture, and the one that must never be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// Everything is with the district; when it was last compared.
    Received {
        at: Timestamp,
    },
    /// Not compared with the district yet, on this device.
    Checking,
    /// Something waits, the line is there.
    Waiting {
        count: usize,
        needs_sign_in: bool,
    },
    /// No line; `count` may be 0.
    Offline {
        count: usize,
    },
    Sending {
        done: usize,
        total: usize,
    },
    Decision {
        count: usize,
    },
    Refused {
        count: usize,
    },
    /// The last attempt to store on the device failed, or nothing is kept and something waits.
    NotSaved,
}

impl SyncState {
    /// The `data-state` attribute.
    pub const fn code(self) -> &'static str {
        match self {
            SyncState::Received { .. } => "received",
            SyncState::Waiting { .. } | SyncState::Checking => "waiting",
            SyncState::Offline { .. } => "offline",
            SyncState::Sending { .. } => "sending",
            SyncState::Decision { .. } => "decision",
            SyncState::Refused { .. } | SyncState::NotSaved => "refused",
        }
    }

    /// The state now, tracked.
    ///
    /// What waits comes before what needs a decision: the counters in the rail tell of those.
    pub fn now(workspace: Workspace) -> Self {
        let records = workspace.records.get();
        let viewer = workspace.viewer();
        let line = workspace.line.get();
        let count = records.waiting_count();
        if let Some(StorageTrouble::NotSaved(_)) = workspace.trouble.get() {
            return SyncState::NotSaved;
        }
        if let LineState::Sending { done, total } = line {
            return SyncState::Sending { done, total };
        }
        let is_down = matches!(
            line,
            LineState::Offline { .. } | LineState::ServerTrouble { .. } | LineState::VersionTrouble
        );
        if count > 0 && workspace.unkept.get().is_some() {
            return SyncState::NotSaved;
        }
        if count > 0 {
            return match is_down {
                true => SyncState::Offline { count },
                false => SyncState::Waiting {
                    count,
                    needs_sign_in: line == LineState::SignedOut,
                },
            };
        }
        let refused = records.refused_count();
        if refused > 0 {
            return SyncState::Refused { count: refused };
        }
        let decisions = records.decisions_of(&viewer).len();
        if decisions > 0 {
            return SyncState::Decision { count: decisions };
        }
        match is_down {
            true => SyncState::Offline { count: 0 },
            false if line == LineState::SignedOut => SyncState::Waiting {
                count: 0,
                needs_sign_in: true,
            },
            false => match records.pulled_at() {
                Some(at) => SyncState::Received { at },
                None => SyncState::Checking,
            },
        }
    }
}
