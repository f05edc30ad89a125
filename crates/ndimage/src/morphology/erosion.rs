//! Erosion of sets, the operation that the others are made of.

use onkai_core::{Error, Result};

use crate::grid::strides;
use crate::window::{Padded, Region, box_offsets, fill_rows};

/// How often an operation is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Iterations {
    /// So many times, at least once.
    Times(usize),
    /// Until nothing changes.
    UntilStable,
}

impl Default for Iterations {
    fn default() -> Self {
        Self::Times(1)
    }
}

/// A sample stays true if all samples in its window are; where `mask` is false, it stays as it is.
///
/// With the window comes the value beyond the ends.
pub(super) fn erode(
    x: &[bool],
    shape: &[usize],
    (region, border): (&Region, bool),
    mask: Option<&[bool]>,
    iterations: Iterations,
) -> Result<Vec<bool>> {
    if iterations == Iterations::Times(0) {
        return Err(Error::parameter("iterations", 0.0, "at least 1"));
    }
    if x.is_empty() {
        return Ok(Vec::new());
    }
    let once = |x: &[bool]| erode_once(x, shape, (region, border), mask);
    let eroded = once(x);
    if iterations == Iterations::Times(1) {
        return Ok(eroded);
    }
    if has_centre(region) {
        return Ok(Wave::new(x, eroded, shape, region, mask).run(iterations));
    }
    let Iterations::Times(n) = iterations else {
        // What does not hold its own centre may come and go for ever.
        let requirement = "hold its own centre if it is to go on until nothing changes";
        return Err(Error::Values { name: "structure", requirement });
    };
    // Without its centre a sample may come back: each step takes the whole array.
    Ok((1..n).fold(eroded, |x, _| once(&x)))
}

fn has_centre(region: &Region) -> bool {
    let places = strides(&region.sizes);
    let centre: usize = region.before.iter().zip(&places).map(|(i, stride)| i * stride).sum();
    region.members.as_ref().is_none_or(|members| members[centre])
}

fn erode_once(
    x: &[bool],
    shape: &[usize],
    (region, border): (&Region, bool),
    mask: Option<&[bool]>,
) -> Vec<bool> {
    let padded = Padded::with_value(x, shape, &region.before, &region.after(), border);
    let offsets = region.offsets(&padded.strides);
    let mut out = fill_rows(
        shape,
        &padded,
        || (),
        |(), row: &mut [bool], start| {
            row.fill(true);
            for offset in &offsets {
                let samples = &padded.data[start + offset..][..row.len()];
                row.iter_mut().zip(samples).for_each(|(out, &v)| *out &= v);
            }
        },
    );
    if let Some(mask) = mask {
        let masked = out.iter_mut().zip(x).zip(mask);
        masked.for_each(|((out, &x), &mask)| *out = if mask { *out } else { x });
    }
    out
}

/// Further erosions by a structure that holds its own centre: a sample can only fall after one in its
/// window has just fallen, so that only the edge of what falls is looked at.
struct Wave<'a> {
    x: &'a [bool],
    mask: Option<&'a [bool]>,
    shape: &'a [usize],
    /// Samples that can still fall; none beyond the ends.
    standing: Padded<bool>,
    /// From a sample to those whose window holds it.
    steps: Vec<isize>,
    edge: Vec<usize>,
    /// Where the array begins in `standing`.
    origin: usize,
}

impl<'a> Wave<'a> {
    fn new(
        x: &'a [bool],
        mut eroded: Vec<bool>,
        shape: &'a [usize],
        region: &Region,
        mask: Option<&'a [bool]>,
    ) -> Self {
        let fallen: Vec<bool> = x.iter().zip(&eroded).map(|(&x, &eroded)| x && !eroded).collect();
        if let Some(mask) = mask {
            eroded.iter_mut().zip(mask).for_each(|(eroded, &mask)| *eroded &= mask);
        }
        let (before, after) = (region.after(), &region.before);
        let standing = Padded::with_value(&eroded, shape, &before, after, false);
        let at = |index: &[usize]| -> usize {
            index.iter().zip(&standing.strides).map(|(i, stride)| i * stride).sum()
        };
        let (origin, centre) = (at(&before), at(&region.before).cast_signed());
        let steps =
            region.offsets(&standing.strides).iter().map(|&o| centre - o.cast_signed()).collect();
        let edge = box_offsets(shape, &standing.strides)
            .into_iter()
            .zip(fallen)
            .filter_map(|(offset, fallen)| fallen.then_some(origin + offset))
            .collect();
        Self { x, mask, shape, standing, steps, edge, origin }
    }

    fn run(mut self, iterations: Iterations) -> Vec<bool> {
        let mut left = match iterations {
            Iterations::Times(n) => n - 1,
            Iterations::UntilStable => usize::MAX,
        };
        let mut next = Vec::new();
        while 0 < left && !self.edge.is_empty() {
            left -= 1;
            for &fallen in &self.edge {
                for &step in &self.steps {
                    let at = fallen.wrapping_add_signed(step);
                    if std::mem::take(&mut self.standing.data[at]) {
                        next.push(at);
                    }
                }
            }
            std::mem::swap(&mut self.edge, &mut next);
            next.clear();
        }
        self.result()
    }

    fn result(&self) -> Vec<bool> {
        let places = box_offsets(self.shape, &self.standing.strides);
        let stands = places.iter().map(|offset| self.standing.data[self.origin + offset]);
        match self.mask {
            None => stands.collect(),
            Some(mask) => stands
                .zip(self.x.iter().zip(mask))
                .map(|(stands, (&x, &mask))| if mask { stands } else { x })
                .collect(),
        }
    }
}
