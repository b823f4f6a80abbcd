//! Reads what `strace -f -y` wrote: between a question and its answer, what was written to the
//! database's files, and what was put on the disk.

use std::collections::HashMap;

/// A question that came over a socket, up to the first byte of its answer.
#[derive(Debug, Default)]
pub struct Exchange {
    writes: Vec<Written>,
}

#[derive(Debug)]
struct Written {
    file: String,
    bytes: i64,
    is_synced: bool,
}

impl Exchange {
    /// Something was written to the database, and the largest of it was put on the disk by a call
    /// that began after the writing and ended, without an error, before the answer.
    pub fn is_synced(&self) -> bool {
        let largest = self.writes.iter().max_by_key(|written| written.bytes);
        largest.is_some_and(|written| written.is_synced)
    }
}

/// A question on its way to its answer: the line at which it came, and what was written since, each
/// with the line at which it was written and, later, synced.
type Asked = (usize, Vec<(usize, Written)>);

/// A system call that has ended.
struct Call<'a> {
    name: &'a str,
    /// Path of the descriptor, as `-y` tells it.
    file: &'a str,
    returned: i64,
    /// Line at which it began and at which it ended.
    began: usize,
    ended: usize,
}

/// The exchanges over all sockets, in the order of their answers. `database` is the folder whose
/// files count.
pub fn exchanges(trace: &str, database: &str) -> Vec<Exchange> {
    let mut open: HashMap<&str, Asked> = HashMap::new();
    let mut answered = vec![];
    for call in calls(trace) {
        let is_socket = call.file.starts_with("socket:") || call.file.starts_with("TCP");
        let has_moved = call.returned > 0;
        match call.name {
            "read" | "recvfrom" | "recvmsg" if is_socket && has_moved => {
                open.entry(call.file).or_insert((call.ended, vec![]));
            }
            "write" | "writev" | "sendto" | "sendmsg" if is_socket && has_moved => {
                if let Some((_, writes)) = open.remove(call.file) {
                    let writes = writes
                        .into_iter()
                        // What was put on the disk while the answer was on its way comes too late.
                        .map(|(synced_at, mut written)| {
                            written.is_synced &= synced_at < call.began;
                            written
                        });
                    answered.push(Exchange {
                        writes: writes.collect(),
                    });
                }
            }
            "write" | "pwrite64" | "writev" | "pwritev" if call.file.starts_with(database) => {
                for (came, writes) in open.values_mut() {
                    if call.began > *came {
                        let written = Written {
                            file: call.file.to_owned(),
                            bytes: call.returned,
                            is_synced: false,
                        };
                        // The line at which it was written, until it is synced.
                        writes.push((call.ended, written));
                    }
                }
            }
            "fsync" | "fdatasync" if call.returned == 0 => {
                let all = open.values_mut().flat_map(|(_, writes)| writes);
                for (line, written) in all {
                    if !written.is_synced && written.file == call.file && *line < call.began {
                        written.is_synced = true;
                        *line = call.ended;
                    }
                }
            }
            _ => {}
        }
    }
    answered
}

/// The calls in the order of their ends, those that were interrupted by others put together.
fn calls(trace: &str) -> Vec<Call<'_>> {
    let mut begun: HashMap<&str, (usize, &str, &str)> = HashMap::new();
    let mut ended = vec![];
    for (number, line) in trace.lines().enumerate() {
        let Some((thread, what)) = line.split_once(' ') else {
            continue;
        };
        let what = what.trim_start();
        let start = if what.starts_with("<... ") {
            begun.remove(thread)
        } else {
            what.split_once('(').map(|(name, rest)| {
                let file = rest
                    .split_once('<')
                    .and_then(|(_, file)| file.split_once('>'));
                (number, name, file.map_or("", |(file, _)| file))
            })
        };
        let Some((began, name, file)) = start else {
            continue;
        };
        if what.ends_with("<unfinished ...>") {
            begun.insert(thread, (began, name, file));
            continue;
        }
        let returned = what.rsplit_once(" = ").map(|(_, returned)| returned);
        let returned = returned.and_then(|returned| returned.split(' ').next()?.parse().ok());
        ended.push(Call {
            name,
            file,
            returned: returned.unwrap_or(-1),
            began,
            ended: number,
        });
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synced(middle: &str) -> Vec<bool> {
        let trace = format!(
            "7 recvfrom(9<socket:[4]>, \"\"..., 8192, 0, NULL, NULL) = 312\n{middle}\
             7 sendto(9<socket:[4]>, \"\"..., 99, MSG_NOSIGNAL, NULL, 0) = 99\n"
        );
        let found = exchanges(&trace, "/data/database");
        found.iter().map(Exchange::is_synced).collect()
    }

    const WRITE: &str = "7 write(12</data/database/wal/0.wal>, \"\"..., 900) = 900\n";
    const SYNC: &str = "8 fsync(13</data/database/wal/0.wal>) = 0\n";

    #[test]
    fn written_and_then_synced_is_what_is_wanted() {
        assert_eq!(synced(&format!("{WRITE}{SYNC}")), [true]);
        let interrupted = format!(
            "{WRITE}8 fsync(13</data/database/wal/0.wal> <unfinished ...>\n\
             9 read(3<anon_inode:[eventfd]>, \"\"..., 8) = 8\n8 <... fsync resumed>) = 0\n"
        );
        assert_eq!(synced(&interrupted), [true]);
    }

    #[test]
    fn everything_else_is_not() {
        let cases = [
            ("nothing is written", String::new()),
            ("nothing is synced", WRITE.to_owned()),
            ("something is synced before", format!("{SYNC}{WRITE}")),
            (
                "a sync that fails",
                format!(
                    "{WRITE}8 fsync(13</data/database/wal/0.wal>) = -1 EIO (Input/output error)\n"
                ),
            ),
            (
                "a sync of another file",
                format!("{WRITE}8 fsync(13</data/database/wal/1.wal>) = 0\n"),
            ),
            (
                "a file elsewhere",
                "7 write(12</log/0.wal>, \"\"..., 900) = 900\n8 fsync(13</log/0.wal>) = 0\n"
                    .to_owned(),
            ),
            (
                "a sync that began before the writing",
                format!(
                    "8 fsync(13</data/database/wal/0.wal> <unfinished ...>\n{WRITE}8 <... fsync resumed>) = 0\n"
                ),
            ),
            (
                "a sync that has not ended",
                format!("{WRITE}8 fsync(13</data/database/wal/0.wal> <unfinished ...>\n"),
            ),
            (
                "only the smaller one is synced",
                format!("7 write(12</data/database/wal/0.wal>, \"\"..., 59) = 59\n{SYNC}{WRITE}"),
            ),
        ];
        for (what, middle) in cases {
            assert_eq!(synced(&middle), [false], "{what}");
        }
    }

    #[test]
    fn an_answer_that_leaves_before_the_sync_ends_is_noticed() {
        let trace = format!(
            "7 recvfrom(9<socket:[4]>, \"\"..., 8192, 0, NULL, NULL) = 312\n{WRITE}\
             7 sendto(9<socket:[4]>, \"\"..., 99, MSG_NOSIGNAL, NULL, 0 <unfinished ...>\n{SYNC}\
             7 <... sendto resumed>) = 99\n"
        );
        assert!(!exchanges(&trace, "/data/database")[0].is_synced());
    }
}
