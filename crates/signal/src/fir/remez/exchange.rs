//! Remez's exchange algorithm for sums of cosines.

use std::f64::consts::TAU;

use crate::fir::remez::grid::Grid;

/// What the exchange ends with.
#[derive(Debug)]
pub(super) struct Best {
    /// The coefficients `aⱼ` of `Σ aⱼ cos(2πjf)`.
    pub(super) cosines: Vec<f64>,
    pub(super) deviation: f64,
    pub(super) n_iter: usize,
    pub(super) converged: bool,
}

/// Errors that exceed the levelled one by less than this part are level.
const LEVEL: f64 = 1e-12;
/// Errors that fall short of the levelled one by less than this part are peaks of it, too.
const SHORT: f64 = 1e-6;

/// Fits `n_cosines` cosines to the grid, so that the largest weighted error is least.
///
/// Between `n_cosines + 1` points the error of the best fit changes its sign and keeps its size.
/// Each round levels the error on a set of such points and moves them to where it is largest.
pub(super) fn exchange(grid: &Grid, n_cosines: usize, max_iter: usize) -> Best {
    let stride = (grid.len() - 1) as f64 / n_cosines as f64;
    let mut reference: Vec<usize> =
        (0..n_cosines).map(|j| (j as f64 * stride) as usize).chain([grid.len() - 1]).collect();
    let mut fit = Levelled::new(grid, &reference);
    // The errors themselves are known to about this.
    let rounding = f64::EPSILON * n_cosines as f64 * grid.scale();
    let mut converged = false;
    let mut n_iter = 0;
    while n_iter < max_iter && !converged {
        n_iter += 1;
        let errors = fit.errors(grid);
        let largest = errors.iter().fold(0.0, |m: f64, e| m.max(e.abs()));
        let level = fit.deviation.abs();
        let is_level = largest <= level * (1.0 + LEVEL) + rounding;
        let floor = level * (1.0 - SHORT) - rounding;
        let Some(next) = alternating_peaks(&errors, grid, floor, n_cosines + 1) else {
            // Rounding hides the alternation: no exchange will make the fit better.
            converged = is_level;
            break;
        };
        converged = is_level || next == reference;
        if !converged {
            reference = next;
            fit = Levelled::new(grid, &reference);
        }
    }
    let deviation = fit.deviation.abs();
    Best { cosines: fit.cosines(n_cosines), deviation, n_iter, converged }
}

impl Grid {
    /// The size of what is approximated.
    fn scale(&self) -> f64 {
        let sizes = self.desired.iter().zip(&self.weight).map(|(d, w)| (d * w).abs());
        sizes.fold(0.0, f64::max)
    }
}

/// The sum of cosines whose error on the reference points is level and of alternating sign, by its
/// values there.
#[derive(Debug)]
struct Levelled {
    nodes: Vec<f64>,
    values: Vec<f64>,
    barycentric: Vec<f64>,
    deviation: f64,
}

impl Levelled {
    fn new(grid: &Grid, reference: &[usize]) -> Self {
        let nodes: Vec<f64> = reference.iter().map(|&i| grid.x[i]).collect();
        let barycentric = barycentric_weights(&nodes);
        let (mut above, mut below) = (0.0, 0.0);
        for (k, (&i, b)) in reference.iter().zip(&barycentric).enumerate() {
            above += b * grid.desired[i];
            below += sign(k) * b / grid.weight[i];
        }
        let deviation = above / below;
        let values = reference
            .iter()
            .enumerate()
            .map(|(k, &i)| grid.desired[i] - sign(k) * deviation / grid.weight[i])
            .collect();
        Self { nodes, values, barycentric, deviation }
    }

    /// The value at `x`, by the barycentric formula of the second kind.
    fn at(&self, x: f64) -> f64 {
        let (mut above, mut below) = (0.0, 0.0);
        for ((node, value), b) in self.nodes.iter().zip(&self.values).zip(&self.barycentric) {
            let distance = x - node;
            if distance == 0.0 {
                return *value;
            }
            let term = b / distance;
            above += term * value;
            below += term;
        }
        above / below
    }

    /// The weighted errors on the grid.
    fn errors(&self, grid: &Grid) -> Vec<f64> {
        let mut errors = self.at_all(&grid.x);
        for ((error, desired), weight) in errors.iter_mut().zip(&grid.desired).zip(&grid.weight) {
            *error = weight * (desired - *error);
        }
        errors
    }

    /// [`Self::at`] for many points: several go through the nodes side by side.
    fn at_all(&self, x: &[f64]) -> Vec<f64> {
        const LANES: usize = 8;
        let mut values = Vec::with_capacity(x.len());
        let (chunks, rest) = x.as_chunks::<LANES>();
        for chunk in chunks {
            let (mut above, mut below) = ([0.0; LANES], [0.0; LANES]);
            for ((node, value), b) in self.nodes.iter().zip(&self.values).zip(&self.barycentric) {
                for i in 0..LANES {
                    let term = b / (chunk[i] - node);
                    above[i] += term * value;
                    below[i] += term;
                }
            }
            values.extend((0..LANES).map(|i| {
                let value = above[i] / below[i];
                // A node itself, where a term was infinite.
                if value.is_nan() { self.at(chunk[i]) } else { value }
            }));
        }
        values.extend(rest.iter().map(|&x| self.at(x)));
        values
    }

    /// The coefficients, by a discrete cosine transform of samples.
    fn cosines(&self, n: usize) -> Vec<f64> {
        let period = 2 * n - 1;
        let angle = TAU / period as f64;
        let points: Vec<f64> = (0..n).map(|k| (angle * k as f64).cos()).collect();
        let samples = self.at_all(&points);
        // The cosines of multiples of the angle, reduced exactly: they mirror at half the period.
        let cosine = |k: usize| points[(k % period).min(period - k % period)];
        let coefficient = |j: usize| {
            let waves =
                samples.iter().enumerate().skip(1).map(|(k, sample)| 2.0 * sample * cosine(j * k));
            let sum = samples[0] + waves.sum::<f64>();
            if j == 0 { sum / period as f64 } else { 2.0 * sum / period as f64 }
        };
        (0..n).map(coefficient).collect()
    }
}

fn sign(k: usize) -> f64 {
    if k.is_multiple_of(2) { 1.0 } else { -1.0 }
}

/// `1 / ∏ (xₖ - xᵢ)`, up to a common factor.
///
/// The products of long filters leave the range of doubles, so the exponents are kept apart.
fn barycentric_weights(nodes: &[f64]) -> Vec<f64> {
    const STEP: i32 = 256;
    let (huge, tiny) = (2.0_f64.powi(STEP), 2.0_f64.powi(-STEP));
    let products: Vec<(f64, i32)> = (0..nodes.len())
        .map(|k| {
            let (mut product, mut exponent) = (1.0, 0);
            for (i, node) in nodes.iter().enumerate() {
                if i != k {
                    product *= 2.0 * (nodes[k] - node);
                }
                if product.abs() < tiny {
                    product *= huge;
                    exponent -= 1;
                } else if huge < product.abs() {
                    product *= tiny;
                    exponent += 1;
                }
            }
            (product, exponent)
        })
        .collect();
    let least = products.iter().map(|p| p.1).min().unwrap_or(0);
    products.iter().map(|(p, e)| 2.0_f64.powi(STEP * (least - e).max(-3)) / p).collect()
}

/// Indices of `n` peaks of the error, of alternating sign, none below the floor and the largest among
/// them; `None` if there are fewer.
fn alternating_peaks(errors: &[f64], grid: &Grid, floor: f64, n: usize) -> Option<Vec<usize>> {
    let mut peaks: Vec<usize> = Vec::new();
    for (i, &error) in errors.iter().enumerate() {
        let size = error.abs();
        let direction = error.signum();
        // Bands are separate: what lies beyond an edge is no neighbour.
        let exceeds = |j: usize| direction * errors[j] <= size;
        let left = i == 0 || grid.is_first[i] || exceeds(i - 1);
        let right = i + 1 == errors.len() || grid.is_first[i + 1] || exceeds(i + 1);
        if !(left && right) || size < floor {
            continue;
        }
        match peaks.last_mut() {
            // Of neighbours of one sign the larger stays.
            Some(last) if errors[*last] * error > 0.0 => {
                if errors[*last].abs() < size {
                    *last = i;
                }
            }
            _ => peaks.push(i),
        }
    }
    if peaks.len() < n {
        return None;
    }
    let size = |i: usize| errors[i].abs();
    while n < peaks.len() {
        // Pairs can go from anywhere, single peaks from the ends only.
        let smallest = if peaks.len() == n + 1 {
            None
        } else {
            (0..peaks.len() - 1).min_by(|&i, &j| {
                pair_size(errors, &peaks, i).total_cmp(&pair_size(errors, &peaks, j))
            })
        };
        if let Some(pair) = smallest {
            peaks.drain(pair..pair + 2);
        } else if size(peaks[0]) < size(peaks[peaks.len() - 1]) {
            peaks.remove(0);
        } else {
            peaks.pop();
        }
    }
    Some(peaks)
}

fn pair_size(errors: &[f64], peaks: &[usize], i: usize) -> f64 {
    errors[peaks[i]].abs().max(errors[peaks[i + 1]].abs())
}
