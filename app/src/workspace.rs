//! The workspace: the offline single-page app behind `/app`. Mounted in the browser only, drawn
//! from the records on the device; it fetches and stores nothing itself (see [`ports`]).
//!
//! Stable hooks for the browser tests (`data-testid` unless another attribute is named):
//!
//! - sign-in: `sign-in-form`, `login`, `password`, `submit`; the same names are ids of the inputs;
//!   `error-sign-in`, `signed-out-offline`
//! - frame: `sync-state` (rail) and `sync-strip` (phone), both with `data-state`
//!   (`received waiting offline sending decision refused`) and `data-waiting` (a number);
//!   `new-version`, `session-over`, `not-saved`, `unkept`, `evicted`, `understood`, `notice`,
//!   `language-other`
//! - today: `record-visit`, `needs-you`, `next`, `partnership-row` (`data-record`), `draft-row`, `as-of`
//! - organisations: `find`, `organisations`; an organisation: `edit-card`, `organisation-form`,
//!   `not-yours`
//! - network: `picture`, `show-picture`, `show-list`, `family-CODE`, `family-all`
//! - partnership: chips `status-CODE` (`aria-pressed`), `kind-CODE`; inputs `field-theme`,
//!   `field-subjects`, `field-since`, `field-until`, `field-term-text`, `field-agreement` (ids
//!   without `field-`); beside each label `stored-FIELD` with `data-where`
//!   (`here page district decision`), under each input `error-ID`; `interactions`, `interaction`
//!   (`data-record`), `waits`, `read-only`, `other-side-choice`, `name-side`
//! - new partnership: `new-partnership`, `kind-CODE`, `from`, `to`, `create`
//! - visit: `visit-form`, `visit-kind-CODE`, `visit-date`, `visit-participants`, `visit-fewer`,
//!   `visit-more`, `visit-topic`, `visit-discussion`, `visit-private-note` (ids are the same),
//!   `stored-FIELD`, `record`, `drafts-link`, `visit-choice`
//! - programme: `passport`, `edit-FIELD` (the pencil), `fill-FIELD`, `line-ready`, `stages`, `stage`,
//!   `tasks`, `task` (`data-record`), `gap`, `add-stages`, `add-tasks`, `start-programme`; the road map:
//!   `road-map` (the grid), `activity-row` (`data-record`), cells `data-at` (`ROW:COLUMN`, the head is
//!   row 0) and `data-column` (the field), `cell-editor`, `how-read`, `proposal`, `stored-FIELD`,
//!   `undo-bar`, `undo`, `only-CODE`, `find-activity`, `filter-section`, `filter-responsible`,
//!   `filter-status`, `view-scale`, `view-table`, `copy-all`, `new-activity`, `shown-count`; an activity:
//!   `activity-form`, fields as in a partnership, `years`
//! - ledger: `station-PLACE` with `data-station` (`waiting received decision refused`) and
//!   `data-count`; `waiting-item`, `refused-item` (`data-code`), `fix`, `discard`, `discard-yes`,
//!   `save-to-file`, `line-state`
//! - inbox: `decision` (`data-record`, `data-field`), `value-base`, `value-mine`, `value-theirs`,
//!   `value-third`, `third-input`, `decide`, `undo`; with many `cards-before`, `cards-shown`,
//!   `cards-after`
//! - import: `workbook` (the file input), `drop-zone`, `import-progress`, `import-sheets` (rows
//!   `data-sheet`), `import-problems`, `import-changes`, `confirm-import`, `no-changes`,
//!   `import-done`, `import-failed`
//! - indicators: `indicators` (rows `data-record`), `period`, `fact` (an input), `state`
//!   (`data-state`), `computed`, `to-results`; one: `large`, `column`, `open-number`, `numerator`,
//!   `denominator`, `left-out`, `undecided` (each `data-count`), `members`, `member`, `evidence`,
//!   `drawer`, `source`, `add-period`
//! - results: `by-subject`, `by-school`, `exam`, `school`, `results`, `result` (`data-state`),
//!   `below-count`, `enter-results`, `results-entry`, `entry-row`, `result-cell`, `add-exam`
//! - rounds: `rounds`, `round-row`, `round-waits` (`data-record`), `new-round`; opening: `round-form`,
//!   `template-CODE`, `round-title`, `round-period`, `round-due`, `round-questions`, `asked-school`,
//!   `no-schools`, `open-round`; one: `round-state`, `sheets`, `sheet` (`data-record`,
//!   `data-state`), `late-count`, `lock`, `more-questions`, `add-questions`; answering: `answers`,
//!   `answer-row` (`data-record`), `answer`, `answer-note`, `round-progress`, `locked-note`,
//!   `correct`; a school's: `trail`, `trail-row`, `present`, `step`, `old`, `new`, `late`,
//!   `corrected`; `to-passport`, `passport`, `passport-row`
//! - practices: `practices`, `practice-row` (`data-record`, `data-state`), `new-practice`,
//!   `find-practice`, `filter-subject`, `filter-author`, `filter-published`, `show-all`; a new one
//!   `practice-form`, `practice-title`, `practice-school`, `begin-practice`; a card `practice-card`,
//!   `edit-practice`, `practice-fields` (`field-NAME`), `publication` (`data-state`), `publish`,
//!   `publish-adoptions`, `adoptions`, `adoption` (`data-record`: the school), `adopt`,
//!   `adopting-school`, `field-adopted-since`, `take-back`, `delete-practice`, `delete-practice-sure`;
//!   at a school `school-practices`
//! - contests: `contests`, `contest-row`, `new-contest`, `contest-form`, `contest-title`,
//!   `level-CODE`, `contest-year`, `enter-contest`, `known-contest`, `to-indicator`; one `edit-contest`,
//!   `contest-fields`, `participants`, `participant` (`data-record`: the school), `result`,
//!   `take-part`, `participant-school`
//! - development: `enter-counts`, `counts-by-school`, `counts-by-subject`, `counts-year`,
//!   `counts-school`, `counts`, `counts-row`, `counts-total`, `counts-grid`, `counts-entry`, `count`,
//!   `new-subject`, `add-subject`
//! - settings: `language-ru`, `language-en`, `theme-system`, `theme-light`, `theme-dark`,
//!   `sign-out`, `sign-out-waiting`, `sign-out-anyway`

pub mod navigation;
pub mod pages;
pub mod parts;
pub mod place;
pub mod ports;
pub mod state;

pub use state::Workspace;

use crate::markup::{AnyView, IntoAny, mount_to_body};
use leptos::prelude::*;
use parts::frame::frame;

/// Mounts the workspace into the page. `open` makes the workspace's state and starts its device;
/// it is called inside the root of everything reactive.
pub fn mount(open: impl FnOnce() -> Workspace + 'static) {
    mount_to_body(move || {
        let workspace = open();
        provide_context(workspace);
        navigation::follow_address(workspace);
        app(workspace)
    });
}

/// A change of language draws everything anew.
fn app(workspace: Workspace) -> AnyView {
    (move || {
        workspace.locale.track();
        frame()
    })
    .into_any()
}
