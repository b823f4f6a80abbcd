//! Every change of the table is one step that is stored whole and can be undone: what it set is
//! set back, unless somebody has changed it since, and what it made is deleted. The bar under the
//! table says what was done.

use super::grid::Grid;
use super::pasting::Change;
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::plan as w;
use crate::workspace::parts::wording;
use leptos::prelude::*;
use opora_domain::{Fields, RecordId, RecordKind, Value};
use opora_sync::Draft;

/// Steps kept for undoing.
const STEPS_MAX: usize = 100;

/// What one step did.
#[derive(Clone, Debug, Default)]
pub struct Step {
    sets: Vec<Done>,
    made: Vec<RecordId>,
}

#[derive(Clone, Debug)]
struct Done {
    record: RecordId,
    field: &'static str,
    before: Value,
    after: Value,
}

/// What the bar says.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub words: String,
    /// Lines below: what was not taken.
    pub more: Vec<String>,
    pub can_undo: bool,
    pub is_problem: bool,
}

impl Said {
    pub fn done(words: String) -> Self {
        Said {
            words,
            more: vec![],
            can_undo: true,
            is_problem: false,
        }
    }

    pub fn note(words: String) -> Self {
        Said {
            can_undo: false,
            ..Said::done(words)
        }
    }
}

impl Grid {
    /// Stores a step; `then` runs when the device has it.
    pub fn write(
        self,
        sets: Vec<Change>,
        made: Vec<Fields>,
        then: impl FnOnce(Vec<RecordId>) + 'static,
    ) {
        if self.is_saving.get_untracked() {
            return;
        }
        let workspace = self.workspace;
        let mut step = Step::default();
        let mut drafts = vec![];
        for Change {
            record,
            field,
            value,
        } in sets
        {
            let before = self.value_now(record, field);
            step.sets.push(Done {
                record,
                field,
                before,
                after: value.clone(),
            });
            drafts.push(Draft::Set {
                record,
                field: field.to_owned(),
                value,
            });
        }
        for fields in made {
            let record = workspace.device().new_record_id();
            step.made.push(record);
            drafts.push(Draft::Create {
                record,
                kind: RecordKind::Activity,
                fields,
            });
        }
        if drafts.is_empty() {
            return then(vec![]);
        }
        self.is_saving.set(true);
        let saved = workspace.edit(drafts);
        leptos::task::spawn_local(async move {
            let result = saved.await;
            // The screen may have been left meanwhile.
            if self.is_saving.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(_) => {
                    let made = step.made.clone();
                    self.steps.update_value(|steps| {
                        steps.push(step);
                        if steps.len() > STEPS_MAX {
                            steps.remove(0);
                        }
                    });
                    then(made);
                }
                Err(failure) => self.say_failure(failure),
            }
        });
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let last = self.steps.try_update_value(Vec::pop).flatten();
        let Some(step) = last else {
            return;
        };
        let locale = self.workspace.l();
        let mut drafts = vec![];
        let mut changed_since = 0;
        for Done {
            record,
            field,
            before,
            after,
        } in &step.sets
        {
            if self.value_now(*record, field) == *after {
                let (field, value) = ((*field).to_owned(), before.clone());
                drafts.push(Draft::Set {
                    record: *record,
                    field,
                    value,
                });
            } else {
                changed_since += 1;
            }
        }
        drafts.extend(
            step.made
                .iter()
                .map(|record| Draft::Delete { record: *record }),
        );
        let saved = self.workspace.edit(drafts);
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    let words = match changed_since {
                        0 => w::UNDONE.of(locale).to_owned(),
                        _ => w::undone_but(locale, changed_since),
                    };
                    let can_undo = self.steps.try_with_value(|steps| !steps.is_empty());
                    let can_undo = can_undo.unwrap_or(false);
                    let _ = self.said.try_set(Some(Said {
                        can_undo,
                        ..Said::done(words)
                    }));
                    self.focus_soon();
                }
                Err(failure) => {
                    self.steps.try_update_value(|steps| steps.push(step));
                    self.say_failure(failure);
                }
            }
        });
    }

    /// The stored value of a field, as it is now.
    fn value_now(self, record: RecordId, field: &str) -> Value {
        self.workspace.records.with_untracked(|records| {
            let view = records.views.get(&record);
            view.and_then(|view| view.projected.fields.get(field).cloned())
                .unwrap_or(Value::Null)
        })
    }

    fn say_failure(self, failure: crate::workspace::ports::SaveFailure) {
        let words = wording::save_failure_words(failure, self.workspace.l()).to_owned();
        let _ = self.problem.try_set(Some(words.clone()));
        let said = Said {
            is_problem: true,
            ..Said::note(words)
        };
        let _ = self.said.try_set(Some(said));
    }
}

/// The bar that says what was done, and undoes it.
pub fn bar(grid: Grid) -> AnyView {
    let locale = grid.workspace.l();
    let body = move || {
        let Some(Said {
            words,
            more,
            can_undo,
            is_problem,
        }) = grid.said.get()
        else {
            return ().into_any();
        };
        let more: Vec<AnyView> = more
            .into_iter()
            .map(|line| view! { <li>{line}</li> }.into_any())
            .collect();
        let more = (!more.is_empty()).then(|| view! { <ul class="undo-bar__more">{more}</ul> });
        let undo = can_undo.then(|| {
            view! {
                <button type="button" class="undo-bar__act" data-testid="undo" on:click=move |_| grid.undo()>
                    {icon(Pictogram::Undo)}{w::UNDO.of(locale)}
                </button>
            }
        });
        view! {
            <div class="undo-bar" data-testid="undo-bar" data-problem=is_problem>
                <div class="undo-bar__words"><p>{words}</p>{more}</div>
                {undo}
                <button type="button" class="undo-bar__act" aria-label=w::CLOSE.of(locale)
                    on:click=move |_| grid.said.set(None)>{icon(Pictogram::Cross)}</button>
            </div>
        }
        .into_any()
    };
    view! { <div class="undo-bar-place" role="status">{body}</div> }.into_any()
}
