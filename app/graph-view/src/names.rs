//! Which names stand on the screen, and where: those who carry most first, none over another.
//!
//! It places names; it does not draw them. Widths are estimates of `opora_graph::lettering`.

use crate::camera::{Camera, Stage};
use crate::grid::Grid;
use crate::picture::{Picture, Point};
use crate::sift::Shown;
use crate::sizes::half_px;
use opora_graph::lettering::{LINE_HEIGHT, Lettering};
use opora_graph::order::sort_by_key;

/// A name on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    pub mark: u32,
    /// Middle of the first line, px of the screen.
    pub at: Point,
    pub align: Align,
    pub rect: Rect,
}

/// On which side of its point a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    Middle,
    End,
}

/// Left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// From this zoom on every name may stand; from the next on the strong ones; below, only those of
/// who helps at least [`HELPED_FROM_AFAR`].
pub const ALL_FROM: f64 = 0.7;
pub const STRONG_FROM: f64 = 0.4;
pub const HELPED_FROM_AFAR: u32 = 4;
/// Names at once, from afar and from near.
const NAMES_AFAR_MAX: usize = 36;
const NAMES_MAX: usize = 160;
/// So many names of those who carry most are placed before all else.
const FOREMOST: usize = 12;
/// Room for the caption above the shelf, px.
const CAPTION: (f64, f64) = (240.0, 20.0);
/// Between names, px.
const AIR: f64 = 3.0;
/// Cells in which taken room is looked up, px.
const CELL: f64 = 96.0;

/// The names of a picture, put in order and made when they are first wanted.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Marks by importance, the most important first.
    order: Vec<u32>,
    letterings: Vec<Option<Lettering>>,
}

impl Names {
    pub fn new(picture: &Picture) -> Self {
        Names {
            order: Vec::new(),
            letterings: vec![None; picture.marks.len()],
        }
    }

    /// The lines of a mark's name.
    pub fn lettering(&mut self, picture: &Picture, mark: u32) -> &Lettering {
        let node = &picture.marks[mark as usize];
        self.letterings[mark as usize]
            .get_or_insert_with(|| Lettering::of_name(&node.name, node.is_strong()))
    }

    /// Places names. Those of `first` stand whatever the zoom, before all others. `scale` is how
    /// large marks are drawn at this zoom.
    pub fn placed(
        &mut self,
        picture: &Picture,
        shown: &Shown,
        grid: &Grid,
        (stage, camera): (&Stage, &Camera),
        scale: f64,
        first: &[u32],
    ) -> Vec<Name> {
        if self.order.is_empty() {
            self.order = by_importance(picture);
        }
        let mut room = Room::new(stage);
        let corner = stage.to_picture(camera, (0.0, 0.0));
        let opposite = stage.to_picture(camera, (stage.width, stage.height));
        let mut is_seen = vec![false; picture.marks.len()];
        grid.each_in(corner, opposite, |mark| {
            if shown.mark(mark) {
                is_seen[mark as usize] = true;
            }
        });
        if let Some([left, top, _, _]) = picture.shelf {
            let (left, top) = stage.to_screen(camera, (left, top));
            room.take(Rect {
                left,
                top: top - CAPTION.1,
                right: left + CAPTION.0,
                bottom: top,
            });
        }
        // Large marks are not written over; but for the names of those who carry most, which stand
        // even where it is crowded.
        let mut large = Vec::new();
        for mark in &self.order {
            let node = &picture.marks[*mark as usize];
            let half = half_px(picture.size(node), scale);
            if half >= 5.0 && is_seen[*mark as usize] {
                large.push(around(stage.to_screen(camera, node.at), half));
            }
        }
        let mut others = large.split_off(FOREMOST.min(large.len()));
        large.into_iter().for_each(|rect| room.take(rect));
        let most = if camera.zoom < STRONG_FROM {
            NAMES_AFAR_MAX
        } else {
            NAMES_MAX
        };
        let mut names = Vec::new();
        let order = std::mem::take(&mut self.order);
        for (place, mark) in first.iter().chain(&order).enumerate() {
            let is_first = place < first.len();
            let node = &picture.marks[*mark as usize];
            let may_stand = is_first
                || camera.zoom >= ALL_FROM
                || (camera.zoom >= STRONG_FROM && node.is_strong())
                || node.helped >= HELPED_FROM_AFAR
                || node.role.is_none();
            if !may_stand || !is_seen[*mark as usize] {
                continue;
            }
            // A name stands once.
            is_seen[*mark as usize] = false;
            let at = stage.to_screen(camera, node.at);
            let half = half_px(picture.size(node), scale);
            let lettering = self.lettering(picture, *mark);
            if let Some(name) = room.place(*mark, at, half, lettering) {
                names.push(name);
            }
            if names.len() == first.len() + FOREMOST {
                others.drain(..).for_each(|rect| room.take(rect));
            }
            if names.len() >= most + first.len() {
                break;
            }
        }
        self.order = order;
        names
    }
}

/// Names that go with their marks from one camera to another, for as long as that one moves; those
/// that come over more important ones are left out.
pub fn carried(
    names: &[Name],
    picture: &Picture,
    stage: &Stage,
    (from, to): (&Camera, &Camera),
) -> Vec<Name> {
    let mut carried: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        let at = picture.marks[name.mark as usize].at;
        let (before, after) = (stage.to_screen(from, at), stage.to_screen(to, at));
        let (x, y) = (after.0 - before.0, after.1 - before.1);
        let rect = name.rect;
        let rect = Rect {
            left: rect.left + x,
            top: rect.top + y,
            right: rect.right + x,
            bottom: rect.bottom + y,
        };
        if carried.iter().all(|other| !other.rect.overlaps(&rect)) {
            carried.push(Name {
                at: (name.at.0 + x, name.at.1 + y),
                rect,
                ..*name
            });
        }
    }
    carried
}

fn by_importance(picture: &Picture) -> Vec<u32> {
    let mut order: Vec<u32> = (0..picture.marks.len() as u32).collect();
    sort_by_key(&mut order, |mark: &u32| {
        let mark = &picture.marks[*mark as usize];
        (u32::MAX - mark.carries(), u32::MAX - mark.degree)
    });
    order
}

fn around(at: Point, half: f64) -> Rect {
    Rect {
        left: at.0 - half,
        top: at.1 - half,
        right: at.0 + half,
        bottom: at.1 + half,
    }
}

/// What of the screen is taken.
struct Room {
    width: f64,
    height: f64,
    columns: usize,
    cells: Vec<Vec<Rect>>,
}

impl Room {
    fn new(stage: &Stage) -> Self {
        let columns = (stage.width / CELL) as usize + 1;
        let rows = (stage.height / CELL) as usize + 1;
        Room {
            width: stage.width,
            height: stage.height,
            columns,
            cells: vec![Vec::new(); columns * rows],
        }
    }

    /// Beside, below or above its mark, where nothing stands; none when there is no such place.
    fn place(&mut self, mark: u32, at: Point, half: f64, lettering: &Lettering) -> Option<Name> {
        let (width, height) = (lettering.width, lettering.height());
        let away = half + 4.0;
        let sides = [
            (at.0 + away, at.1 - height / 2.0, Align::Start),
            (at.0 - away - width, at.1 - height / 2.0, Align::End),
            (at.0 - width / 2.0, at.1 + half + 2.0, Align::Middle),
            (
                at.0 - width / 2.0,
                at.1 - half - 2.0 - height,
                Align::Middle,
            ),
        ];
        for (left, top, align) in sides {
            let rect = Rect {
                left,
                top,
                right: left + width,
                bottom: top + height,
            };
            let is_inside = rect.left >= 0.0
                && rect.top >= 0.0
                && rect.right <= self.width
                && rect.bottom <= self.height;
            if is_inside && self.is_free(&rect) {
                self.take(Rect {
                    left: left - AIR,
                    top: top - AIR,
                    right: rect.right + AIR,
                    bottom: rect.bottom + AIR,
                });
                let x = match align {
                    Align::Start => rect.left,
                    Align::Middle => left + width / 2.0,
                    Align::End => rect.right,
                };
                return Some(Name {
                    mark,
                    at: (x, top + LINE_HEIGHT / 2.0),
                    align,
                    rect,
                });
            }
        }
        None
    }

    fn is_free(&self, rect: &Rect) -> bool {
        self.cells_of(rect)
            .all(|cell| self.cells[cell].iter().all(|taken| !taken.overlaps(rect)))
    }

    fn take(&mut self, rect: Rect) {
        let cells: Vec<usize> = self.cells_of(&rect).collect();
        for cell in cells {
            self.cells[cell].push(rect);
        }
    }

    fn cells_of(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let columns = self.columns;
        let rows = self.cells.len() / columns;
        // A cast takes what is below 0 as 0.
        let column = move |x: f64| ((x / CELL) as usize).min(columns - 1);
        let row = move |y: f64| ((y / CELL) as usize).min(rows - 1);
        let (left, right) = (column(rect.left), column(rect.right));
        (row(rect.top)..=row(rect.bottom))
            .flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }
}
