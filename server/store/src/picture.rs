//! Pictures of the networks, kept by this node.
//!
//! A picture is brought up to date before every use by asking the database for the network's
//! sequence, so that several nodes may serve one database. A commit still compares and sets the
//! sequence in the database. It is there for devices: what the public sees is read past it.

use crate::Store;
use crate::error::StoreError;
use opora_domain::NetworkId;
use opora_sync::{Picture, RecordState, Seq};
use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A picture with the moment it was last asked for.
pub(crate) struct Kept {
    picture: Arc<Picture>,
    asked: Instant,
}

impl Store {
    /// The network as the database has it now, for what devices ask.
    pub(crate) async fn picture(&self, network: &NetworkId) -> Result<Arc<Picture>, StoreError> {
        if let Some(kept) = self.pictures().get_mut(network) {
            kept.asked = Instant::now();
        }
        self.present_picture(network).await
    }

    /// The picture if this node has one, brought up to date; it is not kept the longer for it.
    pub(crate) async fn picture_if_kept(
        &self,
        network: &NetworkId,
    ) -> Result<Option<Arc<Picture>>, StoreError> {
        match self.known_picture(network) {
            Some(_) => self.present_picture(network).await.map(Some),
            None => Ok(None),
        }
    }

    /// Lets go of the pictures no device has asked for this long; they are read anew when one
    /// does. Returns how many these were.
    pub fn let_go(&self, unasked: Duration) -> usize {
        let mut pictures = self.pictures();
        let before = pictures.len();
        pictures.retain(|_, kept| kept.asked.elapsed() < unasked);
        before - pictures.len()
    }

    async fn present_picture(&self, network: &NetworkId) -> Result<Arc<Picture>, StoreError> {
        let known = self.known_picture(network);
        let head = self.head(network).await?;
        let mut picture = match known {
            Some(known) if known.seq == head => return Ok(known),
            Some(known) if known.seq < head => Arc::unwrap_or_clone(known),
            _ => {
                let mut picture = Picture::default();
                let whole = |page: Vec<RecordState>| page;
                self.each_page(network, whole, |page| picture.take(page, head))
                    .await?;
                picture.seq = head;
                picture
            }
        };
        let since = picture.seq;
        picture.seq = self
            .catch_up(network, since, |states| picture.take(states, since))
            .await?;
        Ok(self.keep_picture(network, picture))
    }

    /// Carries a commit of this node over into the picture it was made from.
    pub(crate) fn advance_picture(
        &self,
        network: &NetworkId,
        before: Seq,
        states: Vec<RecordState>,
        after: Seq,
    ) {
        if let Some(kept) = self.pictures().get_mut(network)
            && kept.picture.seq == before
        {
            Arc::make_mut(&mut kept.picture).take(states, after);
        }
    }

    pub(crate) fn forget_picture(&self, network: &NetworkId) {
        self.pictures().remove(network);
    }

    fn known_picture(&self, network: &NetworkId) -> Option<Arc<Picture>> {
        let pictures = self.pictures();
        pictures.get(network).map(|kept| Arc::clone(&kept.picture))
    }

    /// Keeps a picture unless a newer one is there.
    fn keep_picture(&self, network: &NetworkId, picture: Picture) -> Arc<Picture> {
        let picture = Arc::new(picture);
        let mut pictures = self.pictures();
        let kept = pictures.entry(network.clone()).or_insert_with(|| Kept {
            picture: Arc::clone(&picture),
            asked: Instant::now(),
        });
        if kept.picture.seq < picture.seq {
            kept.picture = Arc::clone(&picture);
        }
        picture
    }

    fn pictures(&self) -> MutexGuard<'_, HashMap<NetworkId, Kept>> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
