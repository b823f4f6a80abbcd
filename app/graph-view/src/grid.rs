//! Who is nearest to a point, and who stands in a part of the picture: marks in the cells of a
//! grid, made once for a picture.

use crate::picture::{Mark, Point};

/// Marks by the cell they stand in.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    corner: Point,
    cell: f64,
    columns: usize,
    rows: usize,
    /// Where the marks of each cell begin, and the end.
    starts: Vec<u32>,
    marks: Vec<u32>,
    places: Vec<Point>,
}

/// Marks to a cell, on average.
const PER_CELL: f64 = 2.0;
/// So many cells at most, each way.
const CELLS_MAX: f64 = 256.0;

impl Grid {
    pub fn new(marks: &[Mark]) -> Self {
        let places: Vec<Point> = marks.iter().map(|mark| mark.at).collect();
        let Some(first) = places.first().copied() else {
            return Grid::default();
        };
        let (from, to) = places.iter().fold((first, first), |(from, to), at| {
            (
                (from.0.min(at.0), from.1.min(at.1)),
                (to.0.max(at.0), to.1.max(at.1)),
            )
        });
        let (width, height) = ((to.0 - from.0).max(1.0), (to.1 - from.1).max(1.0));
        let cell = f64::sqrt(width * height * PER_CELL / places.len() as f64)
            .max(width.max(height) / CELLS_MAX);
        let mut grid = Grid {
            corner: from,
            cell,
            columns: (width / cell) as usize + 1,
            rows: (height / cell) as usize + 1,
            starts: Vec::new(),
            marks: vec![0; places.len()],
            places: Vec::new(),
        };
        let cells: Vec<usize> = places.iter().map(|at| grid.cell_of(*at)).collect();
        grid.starts = vec![0; grid.columns * grid.rows + 1];
        for cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 1..grid.starts.len() {
            grid.starts[cell] += grid.starts[cell - 1];
        }
        let mut next = grid.starts.clone();
        for (mark, cell) in cells.iter().enumerate() {
            grid.marks[next[*cell] as usize] = mark as u32;
            next[*cell] += 1;
        }
        grid.places = places;
        grid
    }

    /// The nearest mark that is wanted, no farther than `within`; of equals the first.
    pub fn nearest(&self, at: Point, within: f64, is_wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let mut best = None;
        let mut least = within * within;
        let (from, to) = (
            (at.0 - within, at.1 - within),
            (at.0 + within, at.1 + within),
        );
        self.each_in(from, to, |mark| {
            let place = self.places[mark as usize];
            let (dx, dy) = (place.0 - at.0, place.1 - at.1);
            let square = dx * dx + dy * dy;
            let is_nearer =
                square < least || (square == least && best.is_none_or(|best| mark < best));
            if is_nearer && is_wanted(mark) {
                best = Some(mark);
                least = square;
            }
        });
        best
    }

    /// Calls for every mark between two corners, edges included.
    pub fn each_in(&self, from: Point, to: Point, mut call: impl FnMut(u32)) {
        if self.places.is_empty() {
            return;
        }
        let (first, last) = (self.column_row(from), self.column_row(to));
        for row in first.1..=last.1 {
            for column in first.0..=last.0 {
                let cell = row * self.columns + column;
                let (start, end) = (self.starts[cell] as usize, self.starts[cell + 1] as usize);
                for mark in &self.marks[start..end] {
                    let (x, y) = self.places[*mark as usize];
                    if x >= from.0 && x <= to.0 && y >= from.1 && y <= to.1 {
                        call(*mark);
                    }
                }
            }
        }
    }

    fn cell_of(&self, at: Point) -> usize {
        let (column, row) = self.column_row(at);
        row * self.columns + column
    }

    fn column_row(&self, at: Point) -> (usize, usize) {
        // What lies outside counts to the outermost cells; a cast takes what is below 0 as 0.
        let column = ((at.0 - self.corner.0) / self.cell) as usize;
        let row = ((at.1 - self.corner.1) / self.cell) as usize;
        (column.min(self.columns - 1), row.min(self.rows - 1))
    }
}
