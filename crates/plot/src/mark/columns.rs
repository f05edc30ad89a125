//! Many samples on few columns of pixels, and those far outside.

use crate::mark::Frame;
use crate::scene::{Point, Shape, Stroke};

/// The line through all points, as far as it comes near the frame; it has a gap where a coordinate
/// is NaN or infinite.
///
/// Writers count in single precision or fixed point, in which coordinates far off the paper overflow.
pub(crate) fn polylines(
    points: impl Iterator<Item = Point>,
    frame: &Frame<'_>,
    stroke: Stroke,
) -> Vec<Shape> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut last: Option<Point> = None;
    for point in points {
        if !point.iter().all(|v| v.is_finite()) {
            last = None;
            continue;
        }
        let point = point.map(|v| v.clamp(-FARTHEST, FARTHEST));
        if let Some((from, to)) = last.and_then(|last| clip(last, point, frame)) {
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&from) => piece.push(to),
                _ => pieces.push(vec![from, to]),
            }
        }
        last = Some(point);
    }
    let thinned = pieces.into_iter().map(|piece| thin_out(piece.into_iter(), frame));
    thinned.map(|points| Shape::Polyline { points, stroke }).collect()
}

/// A point that lies at most about one frame outside the frame.
pub(crate) fn clamp(point: Point, frame: &Frame<'_>) -> Point {
    let [low, high] = near(frame);
    [point[0].clamp(low[0], high[0]), point[1].clamp(low[1], high[1])]
}

/// Points beyond are as good as infinitely far; their differences still are exact enough.
const FARTHEST: f64 = 1e12;

/// Top left and bottom right corner of what a line may reach: so far out that its width, and what
/// rounding does to the ends of its pieces, are not seen.
fn near(frame: &Frame<'_>) -> [Point; 2] {
    let rect = frame.rect;
    [
        [rect.left - rect.width, rect.top - rect.height],
        [rect.right() + rect.width, rect.bottom() + rect.height],
    ]
}

/// The part of a line from `a` to `b` that is near the frame, if any is.
///
/// # References
///
/// Y.-D. Liang, B. A. Barsky, "A new concept and method for line clipping", ACM Trans. Graphics
/// 3(1), 1984. <https://doi.org/10.1145/357332.357333>
fn clip(a: Point, b: Point, frame: &Frame<'_>) -> Option<(Point, Point)> {
    let [low, high] = near(frame);
    // The part lies between these fractions of the way.
    let (mut begin, mut end) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let step = b[axis] - a[axis];
        let (to_low, to_high) = (low[axis] - a[axis], high[axis] - a[axis]);
        if step == 0.0 {
            if 0.0 < to_low || to_high < 0.0 {
                return None;
            }
            continue;
        }
        let (enter, leave) = (to_low / step, to_high / step);
        begin = begin.max(enter.min(leave));
        end = end.min(enter.max(leave));
    }
    let at = |part: f64| clamp([0, 1].map(|axis| a[axis] + part * (b[axis] - a[axis])), frame);
    // Ends that lie near are kept to the last bit, so that pieces join.
    let from = if begin == 0.0 { a } else { at(begin) };
    let to = if end == 1.0 { b } else { at(end) };
    (begin <= end).then_some((from, to))
}

/// The part of an area that is near the frame; its corners are in order.
///
/// # References
///
/// I. E. Sutherland, G. W. Hodgman, "Reentrant polygon clipping", Commun. ACM 17(1), 1974.
/// <https://doi.org/10.1145/360767.360802>
pub(super) fn clip_area(mut corners: Vec<Point>, frame: &Frame<'_>) -> Vec<Point> {
    let [low, high] = near(frame);
    for (axis, bound, sign) in
        [(0, low[0], 1.0), (0, high[0], -1.0), (1, low[1], 1.0), (1, high[1], -1.0)]
    {
        let inside = |p: &Point| 0.0 <= sign * (p[axis] - bound);
        let mut kept = Vec::with_capacity(corners.len() + 4);
        for (i, &corner) in corners.iter().enumerate() {
            let last = corners[(i + corners.len() - 1) % corners.len()];
            if inside(&last) != inside(&corner) {
                let part = (bound - last[axis]) / (corner[axis] - last[axis]);
                let mut crossing = [0, 1].map(|a| last[a] + part * (corner[a] - last[a]));
                crossing[axis] = bound;
                kept.push(crossing);
            }
            if inside(&corner) {
                kept.push(corner);
            }
        }
        corners = kept;
    }
    corners
}

/// The points of a line that can be seen: of those in one column of pixels the first and the last,
/// the highest and the lowest. A line that turns back keeps what it does within each column.
pub(super) fn thin_out(points: impl Iterator<Item = Point>, frame: &Frame<'_>) -> Vec<Point> {
    let mut kept = Vec::new();
    let mut column: Option<Column> = None;
    for point in points {
        let idx = ((point[0] - frame.rect.left) * frame.scale).floor();
        match &mut column {
            Some(c) if c.idx == idx => c.add(point),
            _ => {
                if let Some(c) = column {
                    c.finish(&mut kept);
                }
                column = Some(Column::new(idx, point));
            }
        }
    }
    if let Some(c) = column {
        c.finish(&mut kept);
    }
    kept
}

/// What is kept of the points in one column, each with its number, so that they stay in order.
#[derive(Clone, Copy)]
struct Column {
    idx: f64,
    n: usize,
    first: (usize, Point),
    last: (usize, Point),
    highest: (usize, Point),
    lowest: (usize, Point),
}

impl Column {
    fn new(idx: f64, point: Point) -> Self {
        let only = (0, point);
        Self { idx, n: 1, first: only, last: only, highest: only, lowest: only }
    }

    fn add(&mut self, point: Point) {
        let this = (self.n, point);
        self.n += 1;
        self.last = this;
        if point[1] < self.highest.1[1] {
            self.highest = this;
        }
        if self.lowest.1[1] < point[1] {
            self.lowest = this;
        }
    }

    fn finish(self, kept: &mut Vec<Point>) {
        let mut points = [self.first, self.highest, self.lowest, self.last];
        points.sort_by_key(|p| p.0);
        for (i, &(number, point)) in points.iter().enumerate() {
            if i == 0 || number != points[i - 1].0 {
                kept.push(point);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::Ruler;
    use crate::color::Color;
    use crate::scene::Rect;
    use crate::ticks::Ticks;

    const RECT: Rect = Rect { left: 0.0, top: 0.0, width: 10.0, height: 10.0 };

    /// The lines through points on a frame from 0 to 10 both ways, one pixel to the point.
    fn lines(points: &[Point]) -> Vec<Vec<Point>> {
        let ruler = Ruler::linear([0.0, 1.0], Ticks::Number);
        let frame = Frame { rect: RECT, x: &ruler, y: &ruler, scale: 1.0 };
        let shapes = polylines(points.iter().copied(), &frame, Stroke::solid(Color::rgb(0), 1.0));
        let points = shapes.into_iter().map(|shape| match shape {
            Shape::Polyline { points, .. } => points,
            other => panic!("{other:?}"),
        });
        points.collect()
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        let lines = lines(&[[0.0, 5.0], [5.0, 1e300], [9.0, -1e300], [10.0, 5.0]]);
        assert_eq!(lines.len(), 3);
        assert_eq!((lines[0][0], lines[2].last()), ([0.0, 5.0], Some(&[10.0, 5.0])));
        assert!(lines.iter().flatten().flatten().all(|v| v.abs() <= 20.0), "{lines:?}");
        // Halfway between the two that lie outside.
        assert!((lines[1][0][0] - 7.0).abs() < 1e-9, "{lines:?}");
    }

    #[test]
    fn a_line_far_outside_is_none() {
        assert!(lines(&[[-50.0, 100.0], [50.0, 101.0]]).is_empty());
        assert!(lines(&[[f64::INFINITY, 5.0], [f64::INFINITY, 6.0]]).is_empty());
        assert!(lines(&[]).is_empty());
    }

    #[test]
    fn a_gap_is_a_gap() {
        let lines = lines(&[[0.0, 5.0], [1.0, 5.0], [f64::NAN, 5.0], [3.0, 5.0], [4.0, 5.0]]);
        assert_eq!(lines, [[[0.0, 5.0], [1.0, 5.0]], [[3.0, 5.0], [4.0, 5.0]]]);
    }

    #[test]
    fn an_area_is_cut_at_the_edges() {
        let ruler = Ruler::linear([0.0, 1.0], Ticks::Number);
        let frame = Frame { rect: RECT, x: &ruler, y: &ruler, scale: 1.0 };
        let area = clip_area(vec![[0.0, 0.0], [1e9, 0.0], [1e9, 5.0], [0.0, 5.0]], &frame);
        assert_eq!(area, [[0.0, 0.0], [20.0, 0.0], [20.0, 5.0], [0.0, 5.0]]);
        assert!(clip_area(vec![[50.0, 0.0], [60.0, 0.0], [60.0, 5.0]], &frame).is_empty());
        assert!(clip_area(Vec::new(), &frame).is_empty());
    }

    #[test]
    fn slopes_are_kept_where_ends_are_cut() {
        let lines = lines(&[[5.0, 5.0], [105.0, 205.0]]);
        assert_eq!(lines, [[[5.0, 5.0], [12.5, 20.0]]]);
    }
}
