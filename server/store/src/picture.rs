//! Pictures of the networks, kept by this node.
//!
//! A picture is brought up to date before every use by asking the database for the network's
//! sequence, so that several nodes may serve one database. A commit still compares and sets the
//! sequence in the database.

use crate::Store;
use crate::error::StoreError;
use opora_domain::NetworkId;
use opora_sync::{Picture, RecordState, Seq};
use std::sync::{Arc, PoisonError};

/// How often a load starts again because another node has committed meanwhile.
const LOAD_TRIES_MAX: u32 = 8;

impl Store {
    /// The network as the database has it now.
    pub(crate) async fn picture(&self, network: &NetworkId) -> Result<Arc<Picture>, StoreError> {
        for _ in 0..LOAD_TRIES_MAX {
            let known = self.known_picture(network);
            let head = self.head(network).await?;
            if let Some(known) = &known
                && known.seq == head
            {
                return Ok(known.clone());
            }
            let since = known.filter(|known| known.seq < head);
            let states = match &since {
                Some(known) => self.changed_between(network, known.seq, head).await?,
                None => self.records_with_deleted(network).await?,
            };
            // A state newer than the head that was read: others may be missing beside it.
            if states.iter().any(|state| state.seq > head) {
                continue;
            }
            let mut picture = since.map(Arc::unwrap_or_clone).unwrap_or_default();
            picture.take(states, head);
            return Ok(self.keep_picture(network, picture));
        }
        Err(StoreError::Busy)
    }

    /// Carries a commit of this node over into the picture it was made from.
    pub(crate) fn advance_picture(
        &self,
        network: &NetworkId,
        before: Seq,
        states: Vec<RecordState>,
        after: Seq,
    ) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(picture) = pictures.get_mut(network)
            && picture.seq == before
        {
            Arc::make_mut(picture).take(states, after);
        }
    }

    pub(crate) fn forget_picture(&self, network: &NetworkId) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.remove(network);
    }

    fn known_picture(&self, network: &NetworkId) -> Option<Arc<Picture>> {
        let pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        pictures.get(network).cloned()
    }

    /// Keeps a picture unless a newer one is there.
    fn keep_picture(&self, network: &NetworkId, picture: Picture) -> Arc<Picture> {
        let picture = Arc::new(picture);
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = pictures
            .entry(network.clone())
            .or_insert_with(|| picture.clone());
        if kept.seq < picture.seq {
            *kept = picture.clone();
        }
        picture
    }
}
