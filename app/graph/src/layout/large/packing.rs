//! Boxes on shelves: components beside each other in rows, those without an edge in a block below.
//!
//! It keeps no order but size: where a component stands says nothing.

use super::Point;

/// Width and height of a box, and where its upper left corner came to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Boxed {
    pub width: f32,
    pub height: f32,
    pub at: Point,
}

/// Puts boxes into rows from `top` on, the high ones first; tells the width and where the rows end.
///
/// Rows are as wide as the widest box, or so wide that all together are `shape` times as wide as
/// high, or `width_min`.
pub fn pack(boxes: &mut [Boxed], top: f32, width_min: f32, shape: f32) -> (f32, f32) {
    let widest = boxes
        .iter()
        .map(|each| each.width)
        .fold(width_min, f32::max);
    let area: f32 = boxes.iter().map(|each| each.width * each.height).sum();
    let width = f32::sqrt(area * shape).max(widest);
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|a, b| boxes[*b].height.total_cmp(&boxes[*a].height).then(a.cmp(b)));
    let (mut left, mut row_top, mut row_height) = (0.0, top, 0.0_f32);
    for at in order {
        let each = &mut boxes[at];
        if left > 0.0 && left + each.width > width {
            (left, row_top, row_height) = (0.0, row_top + row_height, 0.0);
        }
        each.at = (left, row_top);
        left += each.width;
        row_height = row_height.max(each.height);
    }
    (width, row_top + row_height)
}

/// Places of so many single ones in rows of a width, `cell` apart; tells where they end.
pub fn rows(count: usize, top: f32, width: f32, cell: f32) -> (Vec<Point>, f32) {
    let columns = ((width / cell) as usize).max(1);
    let places = (0..count).map(|at| {
        let (column, row) = (at % columns, at / columns);
        (
            (column as f32 + 0.5) * cell,
            top + (row as f32 + 0.5) * cell,
        )
    });
    (
        places.collect(),
        top + count.div_ceil(columns) as f32 * cell,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_do_not_overlap_and_stay_inside() {
        let mut boxes: Vec<Boxed> = (1..60)
            .map(|at| Boxed {
                width: (at * 37 % 23 + 5) as f32,
                height: (at * 17 % 19 + 3) as f32,
                at: (0.0, 0.0),
            })
            .collect();
        let (width, bottom) = pack(&mut boxes, 10.0, 0.0, 1.6);
        for (index, a) in boxes.iter().enumerate() {
            assert!(a.at.0 + a.width <= width && a.at.1 >= 10.0 && a.at.1 + a.height <= bottom);
            for b in &boxes[index + 1..] {
                let beside = a.at.0 + a.width <= b.at.0 || b.at.0 + b.width <= a.at.0;
                let below = a.at.1 + a.height <= b.at.1 || b.at.1 + b.height <= a.at.1;
                assert!(beside || below);
            }
        }
    }
}
