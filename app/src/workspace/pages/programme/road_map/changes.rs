//! Every change of the table is one step that is stored whole and can be undone: what it set is
//! set back, unless somebody has changed it since, and what it made is deleted. The bar under the
//! table says what was done.

use super::grid::Grid;
use super::pasting::Change;
use crate::components::{Pictogram, icon};
use crate::markup::{AnyView, IntoAny, view};
use crate::words::plan as w;
use crate::workspace::parts::field::value_in;
use crate::workspace::parts::wording;
use leptos::prelude::*;
use opora_domain::{Fields, RecordId, RecordKind, Value};
use opora_sync::{Draft, Replica};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

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

impl Change {
    fn done_in(&self, replica: &Replica) -> Done {
        Done {
            record: self.record,
            field: self.field,
            before: value_in(replica, self.record, self.field),
            after: self.value.clone(),
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
        let workspace = self.workspace;
        let new: Vec<(RecordId, Fields)> = made
            .into_iter()
            .map(|fields| (workspace.device().new_record_id(), fields))
            .collect();
        if sets.is_empty() && new.is_empty() {
            return then(vec![]);
        }
        let made: Vec<RecordId> = new.iter().map(|(record, _)| *record).collect();
        // What was there before is known when the step's turn comes: another may be on its way.
        let done = Rc::new(RefCell::new(vec![]));
        let found = done.clone();
        let saved = workspace.edit_by(Box::new(move |replica| {
            let mut done: Vec<Done> = sets.iter().map(|set| set.done_in(replica)).collect();
            done.retain(|one| one.before != one.after);
            let sets = done.iter().map(|one| Draft::Set {
                record: one.record,
                field: one.field.to_owned(),
                value: one.after.clone(),
            });
            let sets: Vec<Draft> = sets.collect();
            *found.borrow_mut() = done;
            let new = new.iter().map(|(record, fields)| Draft::Create {
                record: *record,
                kind: RecordKind::Activity,
                fields: fields.clone(),
            });
            sets.into_iter().chain(new).collect()
        }));
        leptos::task::spawn_local(async move {
            let result = saved.await;
            // The screen may have been left meanwhile.
            if self.said.try_get_untracked().is_none() {
                return;
            }
            match result {
                Ok(_) => {
                    let step = Step {
                        sets: done.take(),
                        made: made.clone(),
                    };
                    self.steps.update_value(|steps| {
                        if !step.sets.is_empty() || !step.made.is_empty() {
                            steps.push(step);
                        }
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
        let changed_since = Rc::new(Cell::new(0));
        let (counted, back) = (changed_since.clone(), step.clone());
        let saved = self.workspace.edit_by(Box::new(move |replica| {
            let is_as_left =
                |done: &&Done| value_in(replica, done.record, done.field) == done.after;
            let sets: Vec<&Done> = back.sets.iter().filter(is_as_left).collect();
            counted.set(back.sets.len() - sets.len());
            let sets = sets.into_iter().map(|done| Draft::Set {
                record: done.record,
                field: done.field.to_owned(),
                value: done.before.clone(),
            });
            let made = back
                .made
                .iter()
                .filter(|it| replica.visible(**it).is_some());
            let made = made.map(|record| Draft::Delete { record: *record });
            sets.chain(made).collect()
        }));
        leptos::task::spawn_local(async move {
            match saved.await {
                Ok(_) => {
                    let words = match changed_since.get() {
                        0 => w::UNDONE.of(locale).to_owned(),
                        changed => w::undone_but(locale, changed),
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
