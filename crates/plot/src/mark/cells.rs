//! The cells of an image onto the pixels of a picture.
//!
//! A pixel shows the mean of the cells under it, each weighted by how much of the pixel it covers.
//! So a picture's brightness does not depend on its size, and no frame is passed over; where cells
//! are larger than pixels they stay blocks, as nothing is made up between them.

use ndarray::{Array2, ArrayRef2, ArrayView2};
#[cfg(feature = "rayon")]
use rayon::prelude::*;

use crate::axis::Ruler;
use crate::mark::Frame;
use crate::scene::{Pixels, Rect, Shape};

/// A cell's value as 65 280 steps from the least to the greatest: 255 for each of 256 colours, so
/// that a mean is not rounded twice.
pub(crate) type Level = u16;
/// How many levels there are.
pub(crate) const N_LEVELS: f64 = 65280.0;
/// Stands for a cell that holds NaN.
pub(crate) const MISSING_LEVEL: Level = Level::MAX;
/// Levels of one colour.
const LEVELS_PER_COLOR: u16 = 255;
/// The colour number of a pixel with none but missing cells.
pub(crate) const MISSING_COLOR: u16 = 256;

/// The level of `value`: 0 at `low`, the last one at `high`, clamped.
pub(crate) fn level(value: f64, low: f64, high: f64) -> Level {
    if value.is_nan() {
        return MISSING_LEVEL;
    }
    // The cast saturates at zero.
    ((value - low) * (N_LEVELS / (high - low))).min(N_LEVELS - 1.0) as Level
}

/// Which cells lie under each pixel of a row, and how much of it each covers.
#[derive(Debug)]
pub(crate) struct Coverage {
    spans: Vec<Span>,
    weights: Vec<f32>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    /// The first cell under the pixel.
    cell: usize,
    /// Where the weights of that cell and its successors stand: `from..to`.
    from: usize,
    to: usize,
}

impl Coverage {
    /// Coverage of the pixels `0..n_pixels` (pixel `j` from `j` to `j + 1`) by cells between
    /// neighbouring `edges`, which increase, begin at or before 0 and end at or after `n_pixels`.
    pub(crate) fn new(edges: &[f64], n_pixels: usize) -> Self {
        let n_cells = edges.len() - 1;
        let mut spans = Vec::with_capacity(n_pixels);
        let mut weights = Vec::with_capacity(n_pixels + n_cells);
        let mut cell = 0;
        for pixel in 0..n_pixels {
            let (start, end) = (pixel as f64, pixel as f64 + 1.0);
            while cell + 1 < n_cells && edges[cell + 1] <= start {
                cell += 1;
            }
            let from = weights.len();
            let mut last = cell;
            loop {
                let covered = edges[last + 1].min(end) - edges[last].max(start);
                // Rounded edges may leave a sliver uncovered: the nearest cell then stands for all.
                weights.push(covered.max(f64::from(f32::MIN_POSITIVE)) as f32);
                if n_cells <= last + 1 || end <= edges[last + 1] {
                    break;
                }
                last += 1;
            }
            spans.push(Span { cell, from, to: weights.len() });
        }
        Self { spans, weights }
    }

    pub(crate) fn n_pixels(&self) -> usize {
        self.spans.len()
    }

    fn weights(&self, span: Span) -> &[f32] {
        &self.weights[span.from..span.to]
    }

    /// The cells under any pixel.
    fn cells(&self) -> std::ops::Range<usize> {
        let last = self.spans.last().map_or(0, |s| s.cell + s.to - s.from);
        self.spans.first().map_or(0, |s| s.cell)..last
    }
}

/// Draws cells between edges in the units of the axes as an image, whose pixels `colors` gives row by
/// row; `None` if all cells lie outside.
pub(super) fn draw_cells(
    frame: &Frame<'_>,
    x_edges: &[f64],
    y_edges: &[f64],
    colors: impl FnOnce(&Coverage, &Coverage) -> Vec<[u8; 3]>,
) -> Option<Shape> {
    // Pixels are counted from the left and from the bottom.
    let across = Side::new(frame.x, x_edges, frame.n_columns())?;
    let up = Side::new(frame.y, y_edges, frame.n_rows())?;
    let colors = colors(&up.coverage, &across.coverage);
    let (width, height) = (across.coverage.n_pixels(), up.coverage.n_pixels());
    let mut rgb = Vec::with_capacity(3 * width * height);
    let mut push = |row: &[[u8; 3]]| {
        if across.reversed {
            rgb.extend(row.iter().rev().flatten());
        } else {
            rgb.extend(row.as_flattened());
        }
    };
    let rows = colors.chunks_exact(width);
    if up.reversed {
        rows.for_each(&mut push);
    } else {
        rows.rev().for_each(&mut push);
    }
    let rect = Rect {
        left: frame.rect.left + across.start / frame.scale,
        top: frame.rect.bottom() - (up.start + height as f64) / frame.scale,
        width: width as f64 / frame.scale,
        height: height as f64 / frame.scale,
    };
    Some(Shape::Image { rect, pixels: Pixels { width, height, rgb } })
}

/// Which pixels along one axis are covered by cells.
struct Side {
    /// The first pixel that any cell touches.
    start: f64,
    coverage: Coverage,
    /// Whether the first cell is at the last pixel.
    reversed: bool,
}

impl Side {
    fn new(ruler: &Ruler, edges: &[f64], n_pixels: usize) -> Option<Self> {
        let n = n_pixels as f64;
        // What is infinitely far off is as good as far off.
        let place = |&edge: &f64| (n * ruler.fraction(edge)).clamp(-1e9, 1e9);
        let mut edges: Vec<f64> = edges.iter().map(place).collect();
        let reversed = edges[edges.len() - 1] < edges[0];
        if reversed {
            for edge in &mut edges {
                *edge = n - *edge;
            }
        }
        // An edge that is a rounding error beyond a pixel does not touch the next one.
        let start = (edges[0] + 1e-6).floor().max(0.0);
        let end = (edges[edges.len() - 1] - 1e-6).ceil().min(n);
        if end <= start {
            return None;
        }
        for edge in &mut edges {
            *edge -= start;
        }
        let coverage = Coverage::new(&edges, (end - start) as usize);
        Some(Self { start: if reversed { n - end } else { start }, coverage, reversed })
    }
}

/// The mean colours of all pixels, row by row, for cells that have colours themselves.
pub(super) fn mean_colors(
    cells: &Array2<[u8; 3]>,
    rows: &Coverage,
    columns: &Coverage,
) -> Vec<[u8; 3]> {
    let mut out = Vec::with_capacity(rows.n_pixels() * columns.n_pixels());
    let mut sums = vec![[0.0_f32; 3]; cells.ncols()];
    for &span in &rows.spans {
        // First all rows of cells under a row of pixels become one, then their neighbours meet.
        sums.fill([0.0; 3]);
        for (row, &weight) in cells.rows().into_iter().skip(span.cell).zip(rows.weights(span)) {
            for (sum, color) in sums.iter_mut().zip(row) {
                add(sum, color.map(f32::from), weight);
            }
        }
        let height: f32 = rows.weights(span).iter().sum();
        for &span in &columns.spans {
            let mut sum = [0.0; 3];
            let weights = columns.weights(span);
            for (&color, &weight) in sums[span.cell..].iter().zip(weights) {
                add(&mut sum, color, weight);
            }
            let area = height * weights.iter().sum::<f32>();
            // The cast saturates.
            out.push(sum.map(|v| (v / area).round() as u8));
        }
    }
    out
}

fn add(sum: &mut [f32; 3], color: [f32; 3], weight: f32) {
    for (sum, color) in sum.iter_mut().zip(color) {
        *sum += weight * color;
    }
}

/// The colour numbers (0 to 255, or [`MISSING_COLOR`]) of all pixels, row by row, for
/// cells `[n_rows, n_columns]` that lie in memory row by row or column by column.
pub(crate) fn colors(levels: &ArrayRef2<Level>, rows: &Coverage, columns: &Coverage) -> Vec<u16> {
    if levels.is_standard_layout() {
        return reduce(levels, rows, columns);
    }
    let by_column = reduce(&levels.t(), columns, rows);
    let (n_rows, n_columns) = (rows.n_pixels(), columns.n_pixels());
    let transposed = ArrayView2::from_shape((n_columns, n_rows), &by_column)
        .expect("`reduce` gives one number for each pixel");
    transposed.t().iter().copied().collect()
}

/// As [`colors`], for cells of which those along the last axis are neighbours in memory.
fn reduce(levels: &ArrayRef2<Level>, slow: &Coverage, fast: &Coverage) -> Vec<u16> {
    let mut out = vec![0; slow.n_pixels() * fast.n_pixels()];
    let line = |(out, &span): (&mut [u16], &Span)| reduce_line(levels, slow, span, fast, out);
    let n = fast.n_pixels();
    #[cfg(feature = "rayon")]
    out.par_chunks_mut(n).zip(&slow.spans).for_each(line);
    #[cfg(not(feature = "rayon"))]
    out.chunks_mut(n).zip(&slow.spans).for_each(line);
    out
}

/// One line of pixels: first all lines of cells under it become one, then their neighbours meet.
fn reduce_line(
    levels: &ArrayRef2<Level>,
    slow: &Coverage,
    span: Span,
    fast: &Coverage,
    out: &mut [u16],
) {
    let cells = fast.cells();
    let offset = cells.start;
    let mut sums = vec![Sum::default(); cells.len()];
    for (i, &weight) in slow.weights(span).iter().enumerate() {
        let line = levels.row(span.cell + i);
        let line = line.to_slice().expect("the last axis is contiguous");
        for (sum, &level) in sums.iter_mut().zip(&line[cells.clone()]) {
            sum.add(level, weight);
        }
    }
    for (out, &span) in out.iter_mut().zip(&fast.spans) {
        let weights = fast.weights(span);
        let first = span.cell - offset;
        let mut total = Sum::default();
        for (sum, &weight) in sums[first..first + weights.len()].iter().zip(weights) {
            total.value += weight * sum.value;
            total.weight += weight * sum.weight;
        }
        *out = total.color();
    }
}

/// A weighted mean that is being built.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    value: f32,
    weight: f32,
}

impl Sum {
    fn add(&mut self, level: Level, weight: f32) {
        let weight = if level == MISSING_LEVEL { 0.0 } else { weight };
        self.value += weight * f32::from(level);
        self.weight += weight;
    }

    fn color(self) -> u16 {
        if self.weight == 0.0 {
            return MISSING_COLOR;
        }
        ((self.value / self.weight).round() as Level / LEVELS_PER_COLOR).min(255)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, ShapeBuilder, array};

    use super::*;

    fn edges(n_cells: usize, n_pixels: usize) -> Vec<f64> {
        (0..=n_cells).map(|i| i as f64 * n_pixels as f64 / n_cells as f64).collect()
    }

    fn draw(levels: &Array2<Level>, n_rows: usize, n_columns: usize) -> Vec<u16> {
        let rows = Coverage::new(&edges(levels.nrows(), n_rows), n_rows);
        let columns = Coverage::new(&edges(levels.ncols(), n_columns), n_columns);
        colors(levels, &rows, &columns)
    }

    #[test]
    fn cells_of_a_pixel_keep_their_color() {
        let levels = Array2::from_shape_fn((16, 16), |(i, j)| 255 * (16 * i + j) as Level + 254);
        assert_eq!(draw(&levels, 16, 16), (0..256).collect::<Vec<u16>>());
    }

    #[test]
    fn large_cells_are_blocks_and_small_ones_are_averaged() {
        let levels = array![[0, 255 * 100], [255 * 40, MISSING_LEVEL]];
        assert_eq!(draw(&levels, 2, 4), [0, 0, 100, 100, 40, 40, MISSING_COLOR, MISSING_COLOR]);
        assert_eq!(draw(&levels, 2, 1), [50, 40]);
        // Each pixel of three takes two thirds of one cell and a third of another.
        assert_eq!(draw(&array![[0, 255 * 90, 255 * 30]], 1, 2), [30, 50]);
        assert_eq!(draw(&array![[MISSING_LEVEL]], 1, 1), [MISSING_COLOR]);
    }

    #[test]
    fn colours_are_averaged() {
        let colors = [[0, 100, 255], [100, 0, 255], [200, 100, 255], [100, 0, 55]];
        let cells = Array2::from_shape_fn((2, 2), |(i, j)| colors[2 * i + j]);
        let mean = |n: usize| {
            let sides = [0, 1].map(|_| Coverage::new(&edges(2, n), n));
            mean_colors(&cells, &sides[0], &sides[1])
        };
        assert_eq!(mean(1), [[100, 50, 205]]);
        assert_eq!(mean(2), colors);
        assert_eq!(mean(4)[..4], [colors[0], colors[0], colors[1], colors[1]]);
    }

    #[test]
    fn the_order_in_memory_does_not_matter() {
        let by_row =
            Array2::from_shape_fn((37, 53), |(i, j)| ((i * 7919 + j * 104729) % 65281) as Level);
        let mut by_column = Array2::zeros((37, 53).f());
        by_column.assign(&by_row);
        for (n_rows, n_columns) in [(11, 17), (37, 53), (80, 20), (20, 120)] {
            assert_eq!(draw(&by_row, n_rows, n_columns), draw(&by_column, n_rows, n_columns));
        }
    }

    #[test]
    fn levels_are_clamped() {
        let levels = [-1.0, 0.0, 0.5, 1.0, 2.0, f64::INFINITY].map(|v| level(v, 0.0, 1.0));
        assert_eq!(levels, [0, 0, 32640, 65279, 65279, 65279]);
        assert_eq!(level(f64::NEG_INFINITY, 0.0, 1.0), 0);
        assert_eq!(level(f64::NAN, 0.0, 1.0), MISSING_LEVEL);
    }
}
