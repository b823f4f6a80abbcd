//! The programmes of a network out of their records: what belongs to which, in the document's order.

use super::records::PublicRecords;
use opora_app::pages::public::ProgrammeContents;
use opora_domain::RecordId;

/// Takes the programmes out of the records, the newest first. What names no programme belongs to
/// the only one there is; with several it belongs to none of them and is not shown.
pub fn put_together(records: &mut PublicRecords) -> Vec<ProgrammeContents> {
    let mut programmes = std::mem::take(&mut records.programmes);
    programmes.sort_by_key(|it| {
        let since = it.term.since.map(|since| since.first_day());
        (std::cmp::Reverse(since), it.id)
    });
    let only = match &programmes[..] {
        [only] => Some(only.id),
        _ => None,
    };
    let contents = programmes.into_iter().map(|programme| {
        let id = programme.id;
        let is_of = |of: Option<RecordId>| of.or(only) == Some(id);
        ProgrammeContents {
            stages: in_order(
                &records.stages,
                |it| is_of(it.programme),
                |it| (it.order, it.id),
            ),
            tasks: in_order(
                &records.tasks,
                |it| is_of(it.programme),
                |it| (it.order, it.id),
            ),
            indicators: in_order(
                &records.indicators,
                |it| is_of(it.programme),
                |it| (it.order, it.id),
            ),
            activities: in_order(
                &records.activities,
                |it| is_of(it.programme),
                |it| (it.order, it.id),
            ),
            programme,
        }
    });
    contents.collect()
}

fn in_order<T: Clone>(
    all: &[T],
    belongs: impl Fn(&T) -> bool,
    place: impl Fn(&T) -> (u64, RecordId),
) -> Vec<T> {
    let mut own: Vec<T> = all.iter().filter(|it| belongs(it)).cloned().collect();
    own.sort_by_key(|it| place(it));
    own
}
