//! The rows of each sheet, out of records. One column of the template is one reading; here it is
//! turned round.

use super::DistrictContents;
use super::cells::{date, exact, number, standings, term, text};
use super::periods::{PeriodColumn, columns_of, merged};
use crate::cell::Cell;
use crate::template::{
    Column, ColumnReading as R, KEY_HEADER, PROGRAMME_KEYS, PeriodCell, TERRITORY_KEYS,
    VALUE_HEADER, columns_of as template_columns,
};
use opora_domain::record::{link, structured, text as text_of};
use opora_domain::schema::{Audience, field_of};
use opora_domain::{
    Fields, Locale, PartialDate, PassportLine, PeriodValue, Place, ProgrammeSection, Projected,
    RecordId, RecordKind, Responsible, Standing, Term, Viewer,
};

/// A sheet as it will be written.
pub(super) struct SheetOut {
    pub columns: Vec<ColumnOut>,
    pub rows: Vec<Vec<Option<Cell>>>,
}

/// A column: its header, its width in characters, and whether its numbers stand to the left.
pub(super) struct ColumnOut {
    pub header: String,
    pub width: f64,
    pub is_left: bool,
}

/// A column whose cells are known.
struct Filled {
    header: String,
    width: f64,
    is_left: bool,
    cells: Vec<Option<Cell>>,
}

pub(super) fn territory(contents: &DistrictContents) -> Option<SheetOut> {
    let network = contents.of_kind(RecordKind::Network).next()?;
    let rows = TERRITORY_KEYS
        .iter()
        .map(|key| (key.header.to_owned(), cell_of(contents, key, network)));
    Some(keys_and_values(rows.collect()))
}

/// Every key of the template, also those the document says nothing under: the file is a form too.
pub(super) fn passport(contents: &DistrictContents, programme: RecordId) -> Option<SheetOut> {
    let record = contents.find(programme)?;
    let mut rows: Vec<(String, Option<Cell>)> = vec![];
    for key in PROGRAMME_KEYS {
        if !is_seen_whole(contents, RecordKind::Programme, key.field) {
            continue;
        }
        let header = key.header.to_owned();
        if key.reading == R::Paragraph {
            let texts: Vec<String> = structured(&record.fields, key.field).unwrap_or_default();
            if texts.is_empty() {
                rows.push((header.clone(), None));
            }
            rows.extend(texts.iter().map(|it| (header.clone(), text(it))));
        } else {
            let cell = cell_of(contents, key, record);
            if cell.is_some() || !key.is_extra {
                rows.push((header, cell));
            }
        }
    }
    let other: Vec<PassportLine> = structured(&record.fields, "other").unwrap_or_default();
    rows.extend(other.into_iter().map(|it| (it.key, text(&it.text))));
    Some(keys_and_values(rows))
}

fn keys_and_values(rows: Vec<(String, Option<Cell>)>) -> SheetOut {
    let column = |header: &str, width| ColumnOut {
        header: header.to_owned(),
        width,
        is_left: true,
    };
    SheetOut {
        columns: vec![column(KEY_HEADER, 26.0), column(VALUE_HEADER, 100.0)],
        rows: rows
            .into_iter()
            .map(|(key, value)| vec![text(&key), value])
            .collect(),
    }
}

/// The records of one kind, one a row; `None` when there are none.
pub(super) fn records(
    contents: &DistrictContents,
    kind: RecordKind,
    is_of: impl Fn(&Projected) -> bool,
) -> Option<SheetOut> {
    let records: Vec<&Projected> = contents.of_kind(kind).filter(|it| is_of(it)).collect();
    if records.is_empty() {
        return None;
    }
    let mut columns: Vec<Filled> = vec![];
    for column in template_columns(kind) {
        if !is_seen_whole(contents, kind, column.field) {
            continue;
        }
        if matches!(column.reading, R::PeriodValues(_)) {
            columns.extend(periods(column, &records));
            continue;
        }
        let cells: Vec<Option<Cell>> = records
            .iter()
            .map(|record| cell_of(contents, column, record))
            .collect();
        if column.is_extra && cells.iter().all(Option::is_none) {
            continue;
        }
        columns.push(Filled {
            header: column.header.to_owned(),
            width: width_of(column).max(width_of_words(column.header)),
            is_left: names_something(column),
            cells,
        });
    }
    // Of what the viewer sees only in part there is no sheet.
    if columns.is_empty() {
        return None;
    }
    let rows = (0..records.len()).map(|row| {
        let cells = columns.iter_mut().map(|column| column.cells[row].take());
        cells.collect()
    });
    let rows = rows.collect();
    let head = |it: Filled| ColumnOut {
        header: it.header,
        width: it.width,
        is_left: it.is_left,
    };
    Some(SheetOut {
        rows,
        columns: columns.into_iter().map(head).collect(),
    })
}

/// The viewer sees this field of every record of the network. An import would take the cells of a
/// column that is only half seen for emptied ones.
fn is_seen_whole(contents: &DistrictContents, kind: RecordKind, field: &str) -> bool {
    let Some(spec) = field_of(kind, field) else {
        return false;
    };
    let is_member = contents.viewer.network() == Some(&contents.network);
    match (&contents.viewer, spec.audience) {
        (_, Audience::Public) => true,
        (Viewer::Coordinator { .. } | Viewer::Observer { .. }, _) => is_member,
        (Viewer::School { .. }, Audience::Members) => is_member,
        _ => false,
    }
}

fn periods(column: &Column, records: &[&Projected]) -> Vec<Filled> {
    let values: Vec<Vec<PeriodValue>> = records
        .iter()
        .map(|it| structured(&it.fields, column.field).unwrap_or_default())
        .collect();
    let rows: Vec<Vec<PeriodColumn>> = values
        .iter()
        .map(|values| columns_of(values.iter().map(|it| it.period.clone())))
        .collect();
    let filled = merged(&rows).into_iter().map(|period| {
        let cells = rows.iter().zip(&values).map(|(row, values)| {
            let at = row.iter().position(|it| *it == period)?;
            exact(&values.get(at)?.value)
        });
        Filled {
            header: format!("{} {}", column.header, period.0).trim().to_owned(),
            width: width_of(column).max(12.0),
            is_left: column.reading == R::PeriodValues(PeriodCell::Note),
            cells: cells.collect(),
        }
    });
    filled.collect()
}

/// The head of a column.
pub(super) fn column_out(column: &Column) -> ColumnOut {
    ColumnOut {
        header: column.header.to_owned(),
        width: width_of(column).max(width_of_words(column.header)),
        is_left: names_something(column),
    }
}

pub(super) fn cell_of(
    contents: &DistrictContents,
    column: &Column,
    record: &Projected,
) -> Option<Cell> {
    let fields: &Fields = &record.fields;
    let field = column.field;
    let words = || text_of(fields, field);
    match column.reading {
        // One made in the application without a code goes by its identity.
        R::Code => Some(Cell::Text(
            words().map_or_else(|| record.id.to_string(), str::to_owned),
        )),
        R::Choice(choice) => {
            let code = words()?;
            let label = choice.label(code, Locale::Ru)?;
            Some(Cell::Text(label.to_owned()))
        }
        R::Flag => {
            let flag: bool = structured(fields, field)?;
            // Not withheld is what every row is.
            (flag || !column.is_extra).then(|| Cell::Text(Cell::Flag(flag).shown()))
        }
        R::Count => structured::<u32>(fields, field).map(|it| number(f64::from(it))),
        R::Date => structured::<PartialDate>(fields, field).map(date),
        R::Standings => standings(&structured::<Vec<Standing>>(fields, field)?),
        R::List => text(&structured::<Vec<String>>(fields, field)?.join(", ")),
        R::Link(_) => {
            let id = link(fields, field)?;
            Some(Cell::Text(code_of(contents, id)))
        }
        R::Owner => Some(Cell::Text(match link(fields, field) {
            Some(id) => code_of(contents, id),
            None => "муниципалитет".to_owned(),
        })),
        R::Latitude => structured::<Place>(fields, field).map(|it| number(it.latitude)),
        R::Longitude => structured::<Place>(fields, field).map(|it| number(it.longitude)),
        R::Accuracy => {
            let accuracy = structured::<Place>(fields, field)?.accuracy?;
            text(accuracy.label(Locale::Ru))
        }
        R::Since | R::Until => {
            let [since, until] = term(&structured::<Term>(fields, field)?);
            if column.reading == R::Since {
                since
            } else {
                until
            }
        }
        R::Figure | R::Year | R::Deadline => exact(words()?),
        // Counted, and yet any text.
        R::Text if matches!(field, "number" | "grade" | "year" | "value") => exact(words()?),
        R::Text | R::Word(_) => text(words()?),
        R::Responsible => {
            let all: Vec<Responsible> = structured(fields, field)?;
            // The list is parted by semicolons: inside of a name it is a comma.
            let names = all.iter().map(|it| it.text.replace(';', ","));
            text(&names.collect::<Vec<_>>().join("; "))
        }
        R::Links(_) => {
            let all: Vec<RecordId> = structured(fields, field)?;
            // What has been deleted since proves nothing any more.
            let there = all.into_iter().filter(|id| contents.find(*id).is_some());
            let codes: Vec<String> = there.map(|id| code_of(contents, id)).collect();
            text(&codes.join("; "))
        }
        R::Sections => {
            let all: Vec<ProgrammeSection> = structured(fields, field)?;
            let names: Vec<&str> = all.iter().map(|it| it.label(Locale::Ru)).collect();
            text(&names.join(", "))
        }
        R::Paragraph | R::PeriodValues(_) | R::Question | R::Unread => None,
    }
}

fn code_of(contents: &DistrictContents, id: RecordId) -> String {
    let code = contents.find(id).and_then(|it| text_of(&it.fields, "code"));
    code.map_or_else(|| id.to_string(), str::to_owned)
}

/// A number there is no quantity: it names a row, a year, a class.
fn names_something(column: &Column) -> bool {
    matches!(
        column.reading,
        R::Since | R::Until | R::Year | R::Deadline | R::Text
    )
}

/// What the longest word of a header takes in bold letters.
fn width_of_words(header: &str) -> f64 {
    const BOLD: f64 = 1.2;
    let letters = header.split(' ').map(|word| word.chars().count()).max();
    letters.unwrap_or(0) as f64 * BOLD
}

/// Width in characters. Together they are what a landscape page shows without a lens.
const fn width_of(column: &Column) -> f64 {
    match column.reading {
        R::Code | R::Link(_) | R::Owner => 20.0,
        R::Choice(_) | R::Standings | R::List | R::Links(_) | R::Sections => 16.0,
        R::Responsible => 36.0,
        R::Deadline => 16.0,
        R::Accuracy | R::Since | R::Until | R::Date | R::Word(_) => 13.0,
        R::PeriodValues(PeriodCell::Note) => 26.0,
        R::Flag
        | R::Count
        | R::Figure
        | R::Year
        | R::Latitude
        | R::Longitude
        | R::PeriodValues(_) => 11.0,
        R::Question if column.is_required => 46.0,
        R::Question => 20.0,
        R::Text | R::Paragraph | R::Unread => match column.field.as_bytes() {
            b"number" | b"grade" => 7.0,
            b"unit" | b"year" | b"settlement" => 13.0,
            b"title" | b"factor" => 46.0,
            b"text" => 90.0,
            b"theme" | b"agreement" => 40.0,
            _ => 26.0,
        },
    }
}
