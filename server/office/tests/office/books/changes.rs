//! What people, programs and accidents do to a workbook.

use super::chance::Chance;
use super::paper::{Ink, Page};

/// One change: what it is called, and what it does by chance.
pub type Change = (&'static str, fn(&mut Vec<Page>, &mut Chance));

pub const CHANGES: &[Change] = &[
    ("sheets in another order", |pages, chance| {
        chance.shuffle(pages)
    }),
    ("a sheet is missing", |pages, chance| {
        if pages.len() > 2 {
            pages.remove(chance.below(pages.len()));
        }
    }),
    ("a sheet nobody knows", unknown_sheet),
    ("a sheet is hidden", |pages, chance| {
        let at = chance.below(pages.len());
        // A workbook has one sheet to be seen.
        if at > 0 {
            pages[at].is_hidden = true;
        }
    }),
    ("another name of a sheet", |pages, chance| {
        let page = any(pages, chance);
        page.name = match chance.below(3) {
            0 => format!("{} ", page.name.to_uppercase()),
            1 => format!("{} 2", page.name),
            _ => format!(" {}", page.name.to_lowercase()),
        };
    }),
    ("a column nobody knows", |pages, chance| {
        unknown_column(pages, chance)
    }),
    ("columns in another order", |pages, chance| {
        shuffled_columns(pages, chance)
    }),
    ("other words in the header", |pages, chance| {
        other_header(pages, chance)
    }),
    ("a title above", |pages, chance| {
        let word = word(chance);
        let page = any(pages, chance);
        page.insert_row(0);
        page.write(0, 0, &word);
        if chance.below(2) == 0 && page.width() > 1 {
            page.merged.push((0, 0, 0, page.width() - 1));
        }
    }),
    ("a remark below", |pages, chance| {
        let text = format!("* {} и {}", word(chance), word(chance));
        let page = any(pages, chance);
        let column = u16::try_from(chance.below(3)).unwrap();
        page.write(page.end() + 1, column, &text);
    }),
    ("a line over the table", |pages, chance| {
        let text = format!("Раздел {} {}", word(chance), word(chance));
        let page = any(pages, chance);
        let at = any_row(page, chance);
        page.insert_row(at);
        page.write(at, 0, &text);
        if page.width() > 1 {
            page.merged.push((at, 0, at, page.width() - 1));
        }
    }),
    ("blank rows", |pages, chance| {
        let page = any(pages, chance);
        let at = any_row(page, chance);
        for _ in 0..=chance.below(3) {
            page.insert_row(at);
        }
    }),
    ("a row twice", |pages, chance| {
        let page = any(pages, chance);
        let at = any_row(page, chance);
        let row = page.row(at);
        page.insert_row(at);
        for (column, ink) in row {
            page.put(at, column, ink);
        }
    }),
    ("the header once more", |pages, chance| {
        let page = any(pages, chance);
        let row = page.row(0);
        let at = any_row(page, chance);
        page.insert_row(at);
        for (column, ink) in row {
            page.put(at, column, ink);
        }
    }),
    ("columns numbered below the header", |pages, chance| {
        let page = any(pages, chance);
        page.insert_row(1);
        for column in 0..page.width() {
            page.put(1, column, Ink::Number(f64::from(column) + 1.0));
        }
    }),
    ("other words in a cell", |pages, chance| {
        let word = word(chance);
        change(pages, chance, |_| Some(Ink::Text(word)));
    }),
    ("an odd text in a cell", |pages, chance| {
        let text = (*chance.pick(ODD)).to_owned();
        change(pages, chance, |_| Some(Ink::Text(text)));
    }),
    ("nothing in a cell", |pages, chance| {
        change(pages, chance, |_| None)
    }),
    ("a number as a text", |pages, chance| {
        change(pages, chance, |ink| {
            Some(match ink {
                Ink::Number(number) => Ink::Text(number.to_string().replace('.', ",")),
                Ink::Percent(part) => Ink::Text(format!("{} %", (part * 1e6).round() / 1e4)),
                other => other,
            })
        });
    }),
    (
        "a number, a percent, a date or a flag in a cell",
        |pages, chance| {
            let ink = match chance.below(4) {
                0 => Ink::Number(f64::from(u16::try_from(chance.below(5_000)).unwrap()) / 4.0),
                1 => Ink::Percent(f64::from(u16::try_from(chance.below(200)).unwrap()) / 200.0),
                2 => Ink::Day(2023, 9, 1),
                _ => Ink::Flag(chance.below(2) == 0),
            };
            change(pages, chance, |_| Some(ink));
        },
    ),
    ("an error in a cell", |pages, chance| {
        let error = *chance.pick(&["#REF!", "#DIV/0!", "#N/A", "#VALUE!"]);
        change(pages, chance, |_| {
            Some(Ink::Formula("=1/0".to_owned(), error.to_owned()))
        });
    }),
    ("a very long text in a cell", |pages, chance| {
        let long = format!("{} ", word(chance)).repeat(1 + chance.below(3_000));
        change(pages, chance, |_| Some(Ink::Text(long.trim().to_owned())));
    }),
    ("lines in a cell", |pages, chance| {
        let text = format!("{}\n\n{}", word(chance), word(chance));
        change(pages, chance, |_| Some(Ink::Text(text)));
    }),
    ("two cells changed places", |pages, chance| {
        let page = any(pages, chance);
        let (one, two) = (any_cell(page, chance), any_cell(page, chance));
        if let (Some(one), Some(two)) = (one, two)
            && one.0 > 0
            && two.0 > 0
            && one != two
        {
            let (first, second) = (page.cells[&one].clone(), page.cells[&two].clone());
            page.cells.insert(one, second);
            page.cells.insert(two, first);
        }
    }),
    ("a cell over several rows", |pages, chance| {
        let page = any(pages, chance);
        let Some((row, column)) = any_cell(page, chance) else {
            return;
        };
        let last = row + 1 + u32::try_from(chance.below(3)).unwrap();
        let is_free = page.merged.iter().all(|it| it.2 < row || it.0 > last);
        if row > 0 && is_free {
            for below in row + 1..=last {
                page.cells.remove(&(below, column));
            }
            page.merged.push((row, column, last, column));
        }
    }),
    ("something beside the table", |pages, chance| {
        let word = word(chance);
        let page = any(pages, chance);
        let (at, column) = (any_row(page, chance), page.width() + 1);
        page.write(at, column, &word);
    }),
    ("a row without the first cells", |pages, chance| {
        let page = any(pages, chance);
        let at = any_row(page, chance);
        let end = u16::try_from(1 + chance.below(4)).unwrap();
        for column in 0..end {
            page.cells.remove(&(at, column));
        }
    }),
];

const ODD: &[&str] = &[
    "-",
    "н/д",
    "х",
    "—",
    "?",
    "…",
    "ежегодно",
    "в течение года",
    "до 01.09.2023",
    "август–сентябрь",
    "1 раз в квартал",
    "2021-2022",
    "2021-2022 уч. год",
    "сентябрь",
    "I квартал 2022 г.",
    "22,5",
    "1 200",
    "99,9%",
    "60-70%",
    "да",
    "нет",
    "+",
    "МБОУ «СОШ № 1», МБОУ \
     «СОШ № 50»",
    "МБОУ СОШ №1; МБОУ СОШ №2",
    "Итого",
    "Всего:",
    "=СУММ(A1:A5)",
    "план",
    "Показатель",
    "1",
    "4.1.",
    "№",
    "муниципалитет",
    "ШНОР",
    "ШНОР, отличники; 500+",
    "школа",
    "больше лучше",
    "Доля",
    "<b>",
    "& «»",
    "\u{a0}неразрывный\u{a0}",
    "31.12.2199",
    "30.02.2020",
    "2024-2019",
    ";;;",
];

/// A word that stands nowhere else.
fn word(chance: &mut Chance) -> String {
    format!("слово{}", chance.below(1_000_000_000))
}

fn any<'a>(pages: &'a mut [Page], chance: &mut Chance) -> &'a mut Page {
    let at = chance.below(pages.len());
    &mut pages[at]
}

/// A row below the first, perhaps behind the last.
fn any_row(page: &Page, chance: &mut Chance) -> u32 {
    let end = usize::try_from(page.end().max(1)).unwrap();
    1 + u32::try_from(chance.below(end)).unwrap()
}

fn any_cell(page: &Page, chance: &mut Chance) -> Option<(u32, u16)> {
    let cells: Vec<(u32, u16)> = page.cells.keys().copied().collect();
    (!cells.is_empty()).then(|| *chance.pick(&cells))
}

/// Changes a cell below the first row, now and then an empty one.
fn change(pages: &mut [Page], chance: &mut Chance, with: impl FnOnce(Ink) -> Option<Ink>) {
    let page = any(pages, chance);
    let Some((row, mut column)) = any_cell(page, chance) else {
        return;
    };
    if row == 0 {
        return;
    }
    if chance.below(3) == 0 {
        column = u16::try_from(chance.below(page.width().into())).unwrap();
    }
    let before = page.cells.remove(&(row, column));
    let is_inside =
        |it: &(u32, u16, u32, u16)| (it.0..=it.2).contains(&row) && (it.1..=it.3).contains(&column);
    if page
        .merged
        .iter()
        .any(|it| is_inside(it) && (it.0, it.1) != (row, column))
    {
        return;
    }
    let before = before.unwrap_or_else(|| Ink::Text(String::new()));
    if let Some(ink) = with(before)
        && ink != Ink::Text(String::new())
    {
        page.put(row, column, ink);
    }
}

fn unknown_sheet(pages: &mut Vec<Page>, chance: &mut Chance) {
    let mut page = Page::new(&format!("Лист {}", pages.len()), &[]);
    let (rows, columns) = (chance.below(6), 1 + chance.below(4));
    for row in 0..rows {
        for column in 0..columns {
            if chance.below(4) > 0 {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                page.write(row, column, &word(chance));
            }
        }
    }
    let at = chance.below(pages.len() + 1);
    pages.insert(at, page);
}

fn unknown_column(pages: &mut [Page], chance: &mut Chance) {
    let (header, has_header) = (word(chance), chance.below(3) > 0);
    let page = any(pages, chance);
    let (column, end) = (page.width(), page.end());
    if has_header {
        page.write(0, column, &header);
    }
    for row in 1..end {
        if chance.below(3) == 0 && page.cells.keys().any(|it| it.0 == row) {
            page.write(row, column, &word(chance));
        }
    }
}

fn shuffled_columns(pages: &mut [Page], chance: &mut Chance) {
    let page = any(pages, chance);
    let mut order: Vec<u16> = (0..page.width()).collect();
    chance.shuffle(&mut order);
    page.merged.clear();
    let cells = std::mem::take(&mut page.cells).into_iter();
    page.cells = cells
        .map(|((row, column), ink)| ((row, order[usize::from(column)]), ink))
        .collect();
}

fn other_header(pages: &mut [Page], chance: &mut Chance) {
    let word = word(chance);
    let page = any(pages, chance);
    let header: Vec<(u16, Ink)> = page.row(0);
    if header.is_empty() {
        return;
    }
    let (column, ink) = chance.pick(&header).clone();
    let Ink::Text(text) = ink else { return };
    let text = match chance.below(5) {
        0 => format!("  {} ", text.to_uppercase()),
        1 => format!("{text}:"),
        2 => text.replace(' ', "\n"),
        3 => format!("{text} {word}"),
        _ => word,
    };
    page.write(0, column, &text);
}
