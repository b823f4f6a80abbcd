//! `Мониторинг` and `Ответы` out of records: for those who see every school's answers. A school sees
//! its own alone, and an import would take the others for emptied ones.

use super::DistrictContents;
use super::sheets::{ColumnOut, SheetOut, cell_of, column_out};
use crate::cell::Cell;
use crate::template::{Column, columns_of, part_of_question};
use opora_domain::record::{link, structured, text};
use opora_domain::{Projected, Question, RecordId, RecordKind, Viewer};

/// The rounds, a question a row.
pub(super) fn rounds(contents: &DistrictContents) -> Option<SheetOut> {
    let rounds: Vec<&Projected> = shown(contents, RecordKind::Round)?;
    let mut rows: Vec<Vec<Option<Cell>>> = vec![];
    let columns = columns_of(RecordKind::Round);
    for round in rounds {
        let questions: Vec<Question> = structured(&round.fields, "questions").unwrap_or_default();
        for place in 0..questions.len().max(1) {
            let question = questions.get(place);
            let row = columns.iter().map(|column| match part_of_question(column) {
                Some(part) => question.and_then(|question| part_cell(question, part)),
                // What is of the round stands once.
                None if place > 0 && column.field != "code" => None,
                None => cell_of(contents, column, round),
            });
            rows.push(row.collect());
        }
    }
    Some(without_empty_extras(columns, rows))
}

/// The returns: by round, school and question.
pub(super) fn returns(contents: &DistrictContents) -> Option<SheetOut> {
    let mut returns = shown(contents, RecordKind::Return)?;
    let rounds: Vec<RecordId> = contents
        .of_kind(RecordKind::Round)
        .map(|round| round.id)
        .collect();
    let schools: Vec<RecordId> = contents
        .of_kind(RecordKind::Organisation)
        .map(|school| school.id)
        .collect();
    let questions: Vec<Vec<Question>> = contents
        .of_kind(RecordKind::Round)
        .map(|round| structured(&round.fields, "questions").unwrap_or_default())
        .collect();
    returns.sort_by_cached_key(|returned| {
        let at = |all: &[RecordId], field| {
            let id = link(&returned.fields, field);
            all.iter().position(|it| Some(*it) == id)
        };
        let round = at(&rounds, "round");
        let factor = text(&returned.fields, "factor").unwrap_or_default();
        let asked = round.and_then(|round| questions.get(round));
        let question = asked.and_then(|asked| asked.iter().position(|it| it.is_about(factor)));
        let question = question.unwrap_or(usize::MAX);
        (round, at(&schools, "school"), question, returned.id)
    });
    let columns = columns_of(RecordKind::Return);
    let rows = returns.iter().map(|returned| {
        let cells = columns
            .iter()
            .map(|column| cell_of(contents, column, returned));
        cells.collect()
    });
    Some(without_empty_extras(columns, rows.collect()))
}

/// The records of a kind, for a viewer who sees all of them; `None` for any other, and when there
/// are none.
fn shown(contents: &DistrictContents, kind: RecordKind) -> Option<Vec<&Projected>> {
    let sees_all = matches!(
        &contents.viewer,
        Viewer::Coordinator { network } | Viewer::Observer { network } if *network == contents.network
    );
    let records: Vec<&Projected> = contents.of_kind(kind).collect();
    (sees_all && !records.is_empty()).then_some(records)
}

fn part_cell(question: &Question, part: &str) -> Option<Cell> {
    let said = match part {
        "factor" => Some(question.factor.as_str()),
        "unit" => question.unit.as_deref(),
        _ => question.hint.as_deref(),
    };
    said.map(|said| Cell::Text(said.to_owned()))
}

/// Columns beyond what a round always has stand there only where something is in them.
fn without_empty_extras(columns: &'static [Column], mut rows: Vec<Vec<Option<Cell>>>) -> SheetOut {
    let mut kept: Vec<ColumnOut> = vec![];
    for (at, column) in columns.iter().enumerate().rev() {
        if column.is_extra && rows.iter().all(|row| row[at].is_none()) {
            for row in &mut rows {
                row.remove(at);
            }
        } else {
            kept.push(column_out(column));
        }
    }
    kept.reverse();
    SheetOut {
        columns: kept,
        rows,
    }
}
