//! Numbering connected regions.
//!
//! Counterpart of `scipy.ndimage.label`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Result};

use crate::grid::{advance, check_axes, elements, from_elements};
use crate::morphology::generate_binary_structure;

/// Numbers the connected regions of true samples, in the order of their first samples.
///
/// # Shapes
///
/// `x`: any, with at least one axis; `structure`: `[3, 3, …]`, true for the neighbours that count as connected;
/// `None` for those that differ along one axis only.
///
/// # Errors
///
/// [`Error::Values`] when `x` has no axis or 2³² samples or more, or the structure is not the same when
/// mirrored about its middle; [`Error::Shape`] when it has another shape.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::label;
/// let found = label(&array![[true, false, true], [true, false, false]], None)?;
/// assert_eq!(found.labels, array![[1, 0, 2], [1, 0, 0]]);
/// assert_eq!(found.n_labels, 2);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # References
///
/// L. He, Y. Chao, K. Suzuki, "A run-based two-scan labeling algorithm", IEEE Trans. Image Process. 17(5), 2008.
/// <https://doi.org/10.1109/TIP.2008.919369>
pub fn label<D: Dimension>(
    x: &ArrayRef<bool, D>,
    structure: Option<&ArrayRef<bool, D>>,
) -> Result<Labels<D>> {
    check_axes(x.ndim())?;
    if u32::try_from(x.len()).is_err() {
        return Err(Error::Values { name: "x", requirement: "have fewer than 2^32 samples" });
    }
    let structure = match structure {
        Some(structure) => checked(structure)?,
        None => generate_binary_structure(x.ndim(), 1)?.into_raw_vec_and_offset().0,
    };
    if x.is_empty() {
        return Ok(Labels { labels: Array::default(x.raw_dim()), n_labels: 0 });
    }
    let mut runs = Runs::new(&elements(x), x.shape(), &structure);
    runs.connect(x.shape(), &structure);
    let (labels, n_labels) = runs.paint(x.len(), x.shape()[x.ndim() - 1]);
    Ok(Labels { labels: from_elements(x.raw_dim(), labels), n_labels })
}

/// What [`label`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels<D: Dimension> {
    /// The number of each sample's region, from 1; 0 where there is none.
    pub labels: Array<u32, D>,
    /// How many regions there are.
    pub n_labels: usize,
}

fn checked<D: Dimension>(structure: &ArrayRef<bool, D>) -> Result<Vec<bool>> {
    if structure.shape().iter().any(|&n| n != 3) {
        let (expected, actual) = (vec![3; structure.ndim()], structure.shape().to_vec());
        return Err(Error::Shape { name: "structure", expected, actual });
    }
    let members: Vec<bool> = structure.iter().copied().collect();
    if !members.iter().eq(members.iter().rev()) {
        let requirement = "be the same when mirrored about its middle";
        return Err(Error::Values { name: "structure", requirement });
    }
    Ok(members)
}

/// Runs of true samples along the last axis, and which belong together.
struct Runs {
    /// Begin and end of each run in its row.
    spans: Vec<(u32, u32)>,
    /// Index of the first run of each row, and the number of all.
    rows: Vec<usize>,
    /// A run of the same region with a smaller index, or the run itself.
    parents: Vec<u32>,
    /// Whether neighbours in a row are connected.
    joined: bool,
}

impl Runs {
    fn new(x: &[bool], shape: &[usize], structure: &[bool]) -> Self {
        let width = shape.last().copied().unwrap_or(1);
        // In the middle row of the structure: are neighbours along the last axis connected?
        let joined = structure[structure.len() / 2 + 1];
        let (mut spans, mut rows) = (Vec::new(), vec![0]);
        // Places are written whether they count or not: a branch on noise is foretold wrongly half of
        // the time.
        let mut places = vec![0; width + 1];
        for row in x.chunks_exact(width) {
            let (mut n, mut inside) = (0, false);
            for (place, &v) in (0..).zip(row) {
                places[n] = place;
                n += usize::from(v != inside);
                inside = v && joined;
            }
            places[n] = width as u32;
            n += usize::from(inside);
            if joined {
                spans.extend(places[..n].chunks_exact(2).map(|edges| (edges[0], edges[1])));
            } else {
                spans.extend(places[..n].iter().map(|&place| (place, place + 1)));
            }
            rows.push(spans.len());
        }
        Self { parents: (0..spans.len() as u32).collect(), spans, rows, joined }
    }

    /// Joins the runs of each row with those of the rows before that the structure reaches.
    fn connect(&mut self, shape: &[usize], structure: &[bool]) {
        let leading = &shape[..shape.len() - 1];
        let box_of_rows = vec![3; leading.len()];
        let mut index = vec![0; leading.len()];
        for row in 0..self.rows.len() - 1 {
            let mut step = vec![0; leading.len()];
            // The rows of the structure before its middle one lie before.
            for reach in structure.chunks_exact(3).take(structure.len() / 6) {
                if let Some(other) = neighbour(row, &index, &step, leading)
                    && reach.contains(&true)
                {
                    self.connect_rows(row, other, reach);
                }
                advance(&mut step, &box_of_rows);
            }
            advance(&mut index, leading);
        }
    }

    /// Joins runs of two rows; `reach` says whether a sample is connected to the one before, at and
    /// after its place in the other row.
    fn connect_rows(&mut self, row: usize, other: usize, reach: &[bool]) {
        // Runs of one sample each lie too close for the wider search.
        if reach == [true; 3] && self.joined {
            return self.join_overlapping(row, other, (-1, 1));
        }
        for (shift, _) in (-1..=1).zip(reach).filter(|(_, reached)| **reached) {
            self.join_overlapping(row, other, (shift, shift));
        }
    }

    /// Joins runs of `row`, their begins and ends moved by `shift`, with the runs of `other` that they
    /// then overlap.
    fn join_overlapping(&mut self, row: usize, other: usize, shift: (i64, i64)) {
        let (mut a, mut b) = (self.rows[row], self.rows[other]);
        while a < self.rows[row + 1] && b < self.rows[other + 1] {
            let (begin, end) = self.spans[a];
            let (begin, end) = (i64::from(begin) + shift.0, i64::from(end) + shift.1);
            let (other_begin, other_end) = self.spans[b];
            let (other_begin, other_end) = (i64::from(other_begin), i64::from(other_end));
            if begin < other_end && other_begin < end {
                self.join(a as u32, b as u32);
            }
            let ends_first = end <= other_end;
            a += usize::from(ends_first);
            b += usize::from(!ends_first);
        }
    }

    fn root(&mut self, mut run: u32) -> u32 {
        while self.parents[run as usize] != run {
            let grandparent = self.parents[self.parents[run as usize] as usize];
            self.parents[run as usize] = grandparent;
            run = grandparent;
        }
        run
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b) as usize] = a.min(b);
    }

    /// Writes a number for each region, in the order of their first runs.
    fn paint(mut self, len: usize, width: usize) -> (Vec<u32>, usize) {
        let mut out = vec![0; len];
        let mut numbers = vec![0; self.spans.len()];
        let mut n_labels = 0;
        for (row, out) in out.chunks_exact_mut(width).enumerate() {
            for run in self.rows[row]..self.rows[row + 1] {
                let root = self.root(run as u32) as usize;
                if numbers[root] == 0 {
                    n_labels += 1;
                    numbers[root] = n_labels;
                }
                let (begin, end) = self.spans[run];
                out[begin as usize..end as usize].fill(numbers[root]);
            }
        }
        (out, n_labels as usize)
    }
}

/// The row that lies `step - 1` from row number `row` along each leading axis.
fn neighbour(row: usize, index: &[usize], step: &[usize], leading: &[usize]) -> Option<usize> {
    let mut stride = 1;
    let mut other = row;
    for axis in (0..leading.len()).rev() {
        if leading[axis] <= (index[axis] + step[axis]).checked_sub(1)? {
            return None;
        }
        other = other + step[axis] * stride - stride;
        stride *= leading[axis];
    }
    Some(other)
}
