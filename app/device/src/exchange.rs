//! One exchange with the district: everything that waits goes, everything new comes.
//!
//! When to begin one, and what to say about the line, is the shell's. Nothing here drops anything:
//! an operation leaves the outbox only by the server's answer, in the replica.

use crate::line::{self, LineError};
use crate::opened::{Opened, StepError};
use futures::future::{self, join};
use opora_domain::DeviceId;
use opora_sync::protocol::{PULL_RECORDS, PULL_RECORDS_MAX};
use opora_sync::{News, PullRequest, PushRequest, Timestamp};
use std::cell::RefCell;
use uuid::Uuid;

/// Pushes in one exchange before the news are fetched.
const ROUNDS_MAX: u32 = 50;

/// A page that took less may be larger next time, one that took more smaller.
const QUICK_MS: Timestamp = 100;
const SLOW_MS: Timestamp = 2_000;
const RECORDS_MIN: u32 = 100;

/// Why an exchange ended early.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error(transparent)]
    Line(#[from] LineError),
    #[error(transparent)]
    Step(#[from] StepError),
}

/// What the shell does while an exchange runs.
pub trait Watch {
    /// By this device's clock.
    fn now(&self) -> Timestamp;
    /// So many of so many waiting operations have gone; more may join them.
    fn sending(&self, done: usize, total: usize);
    /// The district has answered a push.
    fn got_through(&self);
    /// A step was stored.
    fn stored(&self);
}

/// Sends all that waits, then fetches all that is new. `Ok(true)` when something has begun to wait
/// meanwhile.
pub async fn exchange(opened: &Opened, watch: &impl Watch) -> Result<bool, Broken> {
    if !send(opened, watch).await? {
        fetch(opened, watch).await?;
    }
    Ok(opened.with_replica(|replica| replica.outbox().len()) > 0)
}

/// Says whether the answer to the last push was all the news there is: then there is nothing to
/// ask for. An answer that changed nothing here, such as a refusal, is never taken for that: the
/// view itself may have changed.
async fn send(opened: &Opened, watch: &impl Watch) -> Result<bool, Broken> {
    let mut is_current = false;
    let mut sent = 0;
    let mut is_spelt_out = false;
    for _ in 0..ROUNDS_MAX {
        let Some(request) = next_push(opened, watch).await? else {
            break;
        };
        let (waiting, before) =
            opened.with_replica(|replica| (replica.outbox().len(), replica.meta().cursor));
        watch.sending(sent, sent + waiting);
        let response = match line::push(&request, is_spelt_out).await {
            Err(LineError::Server { status: 409, code }) => {
                match code.as_str() {
                    "spell-out" if !is_spelt_out => is_spelt_out = true,
                    // Another life of the database: what it is like is told by the pull.
                    "lineage" => return Ok(false),
                    "gap" => {
                        let device = DeviceId(Uuid::now_v7());
                        opened
                            .step(&|replica| Ok(replica.start_over(device)))
                            .await?;
                        watch.stored();
                    }
                    _ => return Err(LineError::Server { status: 409, code }.into()),
                }
                continue;
            }
            response => response?,
        };
        opened
            .step(&|replica| Ok(replica.pushed(response.clone(), watch.now())))
            .await?;
        watch.stored();
        let left = opened.with_replica(|replica| replica.outbox().len());
        if left >= waiting {
            // Nothing was answered: not to be repeated in a hurry.
            let code = "no-answer".to_owned();
            return Err(LineError::Server { status: 200, code }.into());
        }
        watch.got_through();
        let cursor = opened.with_replica(|replica| replica.meta().cursor);
        is_current = before < cursor && cursor == response.head;
        sent += waiting.saturating_sub(left);
    }
    Ok(is_current)
}

/// The next push, its effects stored before it is sent.
async fn next_push(opened: &Opened, watch: &impl Watch) -> Result<Option<PushRequest>, Broken> {
    let next = RefCell::new(None);
    opened
        .step(&|replica| {
            let (request, effects) = match replica.next_push() {
                Some((request, effects)) => (Some(request), effects),
                None => (None, vec![]),
            };
            next.replace(request);
            Ok(effects)
        })
        .await?;
    let next = next.into_inner();
    if next.is_some() {
        watch.stored();
    }
    Ok(next)
}

/// Page by page; while one is on its way and stored, the next is already being made.
async fn fetch(opened: &Opened, watch: &impl Watch) -> Result<(), Broken> {
    let mut size = PULL_RECORDS as u32;
    let mut request = opened.with_replica(|replica| replica.next_pull());
    let mut pulling = line::pull(&request, size);
    loop {
        let started = watch.now();
        let page = pulling.await?;
        let foreseen = page.next.map(|cursor| PullRequest {
            cursor,
            ..request.clone()
        });
        let taking = take(opened, watch, &request, page);
        let (has_more, ahead) = match &foreseen {
            Some(next) => {
                let (taken, ahead) = join(taking, line::pull(next, size)).await;
                (taken?, Some(ahead))
            }
            None => (taking.await?, None),
        };
        watch.stored();
        if !has_more {
            return Ok(());
        }
        size = size_after(size, watch.now() - started);
        request = opened.with_replica(|replica| replica.next_pull());
        pulling = match ahead {
            // Only if storing the page came out as foreseen.
            Some(ahead) if foreseen.as_ref() == Some(&request) => Box::pin(future::ready(ahead)),
            _ => line::pull(&request, size),
        };
    }
}

/// Reads a page to its end and stores it; says whether there is more.
async fn take(
    opened: &Opened,
    watch: &impl Watch,
    request: &PullRequest,
    page: line::Page,
) -> Result<bool, Broken> {
    let response = page.read().await?;
    // The first page of a school is its own, before the cursor moves.
    let has_moved =
        response.is_reset || response.cursor > request.cursor || response.view != request.view;
    let has_more = response.has_more && has_moved;
    let news = News::from(response);
    opened
        .step(&|replica| Ok(replica.pulled(news.clone(), watch.now())))
        .await?;
    Ok(has_more)
}

/// Small pages on a slow line or a slow device, so that each is soon stored; large ones where a
/// page's own cost is what counts.
fn size_after(size: u32, took_ms: Timestamp) -> u32 {
    match took_ms {
        ..QUICK_MS => (size * 2).min(PULL_RECORDS_MAX as u32),
        SLOW_MS.. => (size / 2).max(RECORDS_MIN),
        _ => size,
    }
}
