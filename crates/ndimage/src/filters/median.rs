//! Sliding median.
//!
//! Counterpart of `scipy.ndimage.median_filter`.

use std::cmp::Ordering;
use std::hint::select_unpredictable;

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{Real, Result};

use super::network::Network;
use super::rank::select_rank;
use super::shared_windows::SharedWindows;
use crate::window::{
    FilterOptions, LineFilter, Region, Sliding, SlidingOptions, Window, filter_lines,
};

/// The median of the `size` samples about each sample along `axis`; for an even `size` the larger of
/// the two in the middle.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter1d`](crate::maximum_filter1d).
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{SlidingOptions, median_filter1d};
/// let x = array![[1.0, 9.0, 2.0], [3.0, 4.0, 8.0]];
/// let y = median_filter1d(&x, Axis(1), 3, &SlidingOptions::default())?;
/// assert_eq!(y, array![[1.0, 2.0, 2.0], [3.0, 4.0, 8.0]]);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result is then undefined.
///
/// # References
///
/// J. Suomela, "Median filtering is equivalent to sorting", 2014. <https://arxiv.org/abs/1406.1717>
pub fn median_filter1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    size: usize,
    options: &SlidingOptions<F>,
) -> Result<Array<F, D>> {
    let window = Sliding::new(x, axis, size, options)?;
    Ok(filter_lines(x, axis, &window, &RankLines::new(size, size / 2)))
}

/// The median of the samples in the window about each; for an even number the larger of the two in
/// the middle.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`maximum_filter`](crate::maximum_filter).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_ndimage::median_filter;
/// let x = array![[1.0, 1.0, 1.0], [1.0, 9.0, 1.0], [1.0, 1.0, 2.0]];
/// assert_eq!(median_filter(&x, 3, &Default::default())?[(1, 1)], 1.0);
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// A window that contains NaN gives NaN; SciPy's result is then undefined.
pub fn median_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    window: impl Into<Window>,
    options: &FilterOptions<F>,
) -> Result<Array<F, D>> {
    let region = Region::new(&window.into(), &options.origin, x.shape())?;
    Ok(select_rank(x, region.len() / 2, &region, options.boundary))
}

/// The sample of one rank in windows along a line.
pub(super) struct RankLines {
    size: usize,
    rank: usize,
    method: Method,
}

/// How it is found.
enum Method {
    /// Each window sorted by itself.
    Sort(Network),
    /// Sorted with what neighbouring windows share.
    Share(SharedWindows),
    /// A sorted list that slides.
    Slide,
}

/// Largest window that is sorted by itself: for the few comparisons of a small one, sharing does not pay.
const LARGEST_SORTED: usize = 8;
/// Largest window that is sorted with its neighbours. Sorting takes more steps a sample the larger the
/// window is, where sliding takes as many for any.
const LARGEST_SHARED: usize = 256;

/// Parts of a single line that are worked on side by side.
const PARTS: usize = 8;

impl RankLines {
    pub(super) fn new(size: usize, rank: usize) -> Self {
        let method = if size <= LARGEST_SORTED {
            Method::Sort(Network::new(size, rank))
        } else if size <= LARGEST_SHARED {
            Method::Share(SharedWindows::new(size, rank))
        } else {
            Method::Slide
        };
        Self { size, rank, method }
    }

    fn slide_lines<F: Real, const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        let mut blocks = [Block::new(self.size), Block::new(self.size)];
        let mut medians = vec![F::zero(); out.len()];
        for w in 0..W {
            let line: Vec<F> = line.iter().map(|v| v[w]).collect();
            slide(&line, (self.size, self.rank), &mut medians, &mut blocks);
            out.iter_mut().zip(&medians).for_each(|(out, &median)| out[w] = median);
        }
    }

    /// Makes the result of every window with a NaN in it NaN.
    fn mark_nan<F: Real, const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        // NaN anywhere makes a sum NaN; so do infinities, which costs time but no harm.
        let mut sums = [F::zero(); W];
        for samples in line {
            sums.iter_mut().zip(samples).for_each(|(sum, &v)| *sum += v);
        }
        for w in (0..W).filter(|&w| sums[w].is_nan()) {
            let line: Vec<F> = line.iter().map(|v| v[w]).collect();
            let mut marked = vec![F::zero(); out.len()];
            mark_nan(&line, self.size, &mut marked);
            let nan = out.iter_mut().zip(&marked).filter(|(_, mark)| mark.is_nan());
            nan.for_each(|(out, mark)| out[w] = *mark);
        }
    }
}

impl<F: Real> LineFilter<F> for RankLines {
    const SIDE_BY_SIDE: bool = false;

    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        match &self.method {
            Method::Sort(network) => {
                // Side by side, the next sample of the same line is `W` further.
                let offsets: Vec<usize> = (0..self.size).map(|k| k * W).collect();
                network.select(out.as_flattened_mut(), line.as_flattened(), 0, &offsets);
            }
            Method::Share(windows) if windows.tile() <= out.len() => {
                if W == 1 {
                    select_in_parts(
                        windows,
                        self.size,
                        line.as_flattened(),
                        out.as_flattened_mut(),
                    );
                } else {
                    windows.select(line, out, &mut windows.make_workspace());
                }
            }
            _ => self.slide_lines(line, out),
        }
        self.mark_nan(line, out);
    }
}

/// Cuts a single line in parts that overlap by a window, and takes them for lines side by side.
fn select_in_parts<F: Real>(windows: &SharedWindows, size: usize, line: &[F], out: &mut [F]) {
    let n = out.len();
    // Whole tiles; the last parts overlap those before where there is not enough for them.
    let len = n.div_ceil(PARTS).next_multiple_of(windows.tile()).min(n);
    let starts: [usize; PARTS] = std::array::from_fn(|part| (part * len).min(n - len));
    let parts: Vec<[F; PARTS]> =
        (0..len + size - 1).map(|i| starts.map(|start| line[start + i])).collect();
    let mut results = vec![[F::zero(); PARTS]; len];
    windows.select(&parts, &mut results, &mut windows.make_workspace());
    for (part, start) in starts.into_iter().enumerate() {
        let out = out[start..start + len].iter_mut();
        out.zip(&results).for_each(|(out, result)| *out = result[part]);
    }
}

/// Sorts blocks of the window's size. As the window leaves one block for the next, samples are
/// unlinked from the sorted list of the first and linked into that of the second, and the two
/// lists' samples below the one that is wanted keep adding up to its rank.
///
/// Which way a sample goes is a toss-up that no processor predicts, so nothing branches on it.
fn slide<F: Real>(
    line: &[F],
    (size, rank): (usize, usize),
    out: &mut [F],
    blocks: &mut [Block<F>; 2],
) {
    let [old, new] = blocks;
    new.sort(line);
    for (begin, out) in out.chunks_mut(size).enumerate() {
        std::mem::swap(old, new);
        old.fill(rank);
        out[0] = old.peek();
        let next = &line[((begin + 1) * size).min(line.len())..];
        if out.len() == 1 && next.is_empty() {
            continue;
        }
        new.sort(next);
        new.empty();
        for (i, out) in out[1..].iter_mut().enumerate() {
            old.remove(i);
            new.insert(i);
            let missing = old.n_below + new.n_below < rank;
            // An infinite sample comes before the infinity that ends the list.
            let (smaller, at_end) = (old.peek() < new.peek(), new.is_at_end());
            let from_old = smaller | at_end;
            let from_new = !from_old;
            old.advance_if(missing & from_old);
            new.advance_if(missing & from_new);
            let (a, b) = (old.peek(), new.peek());
            *out = if b < a { b } else { a };
        }
    }
}

/// As many samples as the window holds, sorted and linked; some of the links are taken out.
///
/// Samples are known by their rank, so that comparing ranks compares samples; the rank after the
/// last one stands for infinity, and closes the list to a ring.
struct Block<F> {
    /// Rank of each sample in order of time.
    ranks: Vec<u32>,
    /// Samples by rank, and infinity.
    sorted: Vec<F>,
    links: Vec<Link>,
    /// The smallest linked sample that is not counted in `n_below`.
    at: u32,
    /// How many linked samples lie below `at` in the list.
    n_below: usize,
    scratch: Vec<(F, u32)>,
}

/// The neighbours of a sample, by rank.
#[derive(Clone, Copy)]
struct Link {
    previous: u32,
    next: u32,
}

impl<F: Real> Block<F> {
    fn new(size: usize) -> Self {
        Self {
            ranks: vec![0; size],
            sorted: vec![F::infinity(); size + 1],
            links: vec![Link { previous: 0, next: 0 }; size + 1],
            at: 0,
            n_below: 0,
            scratch: vec![(F::zero(), 0); size],
        }
    }

    /// Takes the first samples of `line`, and infinities where it ends. A NaN, which has no rank,
    /// goes as infinity.
    fn sort(&mut self, line: &[F]) {
        let samples = line.iter().copied().chain(std::iter::repeat(F::infinity()));
        for (i, (slot, v)) in self.scratch.iter_mut().zip(samples).enumerate() {
            *slot = (if v.is_nan() { F::infinity() } else { v }, i as u32);
        }
        self.scratch.sort_unstable_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal));
        for (rank, (&(v, i), sorted)) in self.scratch.iter().zip(&mut self.sorted).enumerate() {
            self.ranks[i as usize] = rank as u32;
            *sorted = v;
        }
    }

    /// Links all samples, `rank` of them below.
    fn fill(&mut self, rank: usize) {
        let tail = self.ranks.len() as u32;
        for (r, link) in (0..=tail).zip(&mut self.links) {
            *link = Link { previous: r.wrapping_sub(1), next: r + 1 };
        }
        self.links[0].previous = tail;
        self.links[tail as usize].next = 0;
        self.at = rank as u32;
        self.n_below = rank;
    }

    /// Unlinks all samples, last first, so that they can be linked again first to last.
    fn empty(&mut self) {
        self.fill(0);
        for i in (0..self.ranks.len()).rev() {
            self.unlink(self.ranks[i]);
        }
        self.at = self.ranks.len() as u32;
    }

    /// Unlinks sample `i`, whose links go on pointing to its neighbours. One sample fewer is below
    /// then, whichever it was, if any is: the caller need only ever advance.
    fn remove(&mut self, i: usize) {
        let rank = self.ranks[i];
        let link = self.unlink(rank);
        let was_below = rank < self.at;
        let at = select_unpredictable(rank == self.at, link.next, self.at);
        let step_back = !was_below && 0 < self.n_below;
        self.at = select_unpredictable(step_back, self.links[at as usize].previous, at);
        self.n_below -= usize::from(was_below | step_back);
    }

    /// Links sample `i` again, between the neighbours it had.
    fn insert(&mut self, i: usize) {
        let rank = self.ranks[i];
        let link = self.links[rank as usize];
        self.links[link.previous as usize].next = rank;
        self.links[link.next as usize].previous = rank;
        let previous = self.links[self.at as usize].previous;
        self.at = select_unpredictable(rank < self.at, previous, self.at);
    }

    fn unlink(&mut self, rank: u32) -> Link {
        let link = self.links[rank as usize];
        self.links[link.previous as usize].next = link.next;
        self.links[link.next as usize].previous = link.previous;
        link
    }

    fn advance_if(&mut self, condition: bool) {
        let next = self.links[self.at as usize].next;
        self.at = select_unpredictable(condition, next, self.at);
        self.n_below += usize::from(condition);
    }

    fn is_at_end(&self) -> bool {
        self.at as usize == self.ranks.len()
    }

    fn peek(&self) -> F {
        self.sorted[self.at as usize]
    }
}

/// Makes the median of every window with a NaN in it NaN.
fn mark_nan<F: Real>(line: &[F], size: usize, out: &mut [F]) {
    for (i, _) in line.iter().enumerate().filter(|(_, v)| v.is_nan()) {
        let (first, end) = ((i + 1).saturating_sub(size), (i + 1).min(out.len()));
        // Backwards, and only up to what the NaN before has marked.
        let unmarked = out[first.min(end)..end].iter_mut().rev().take_while(|v| !v.is_nan());
        unmarked.for_each(|v| *v = F::nan());
    }
}
