//! Adding knots where a least-squares spline fits worst.

use onkai_core::{Real, Result};

use super::make_splrep::interpolating_knots;
use crate::bspline::{BandQr, Data, KnotFinder, basis_derivatives};

/// How close to `s` the sum of squares must come, relative to it.
const TOLERANCE: f64 = 1e-3;

/// How the search for knots ends.
pub(super) enum Found<T> {
    /// With the least-squares spline itself: no smoother one is better, or its sum is as asked.
    Fit {
        /// Knots.
        t: Vec<T>,
        /// Coefficients.
        c: Vec<T>,
        /// The sum of squares.
        residual: T,
    },
    /// With knots on which the least-squares spline is closer than asked.
    Knots(Knots<T>),
}

/// Knots that are enough, and what the search knows of them.
pub(super) struct Knots<T> {
    pub(super) t: Vec<T>,
    /// The factors of the least-squares system.
    pub(super) qr: BandQr<T>,
    /// The sum of squares of that spline, and that of a single polynomial.
    pub(super) residual: T,
    pub(super) polynomial_residual: T,
}

/// What may be off when a sum of squares is to be `s`.
pub(super) fn accuracy<T: Real>(s: T) -> T {
    T::of(TOLERANCE) * s
}

/// Finds knots for the sum of squares `s`, not zero.
pub(super) fn search_knots<T: Real>(
    data: &Data<'_, T>,
    k: usize,
    s: T,
    ends: (T, T),
) -> Result<Found<T>> {
    let (fewest, most) = (2 * (k + 1), data.x.len() + k + 1);
    let mut t = vec![ends.0; k + 1];
    t.resize(fewest, ends.1);
    // Inner points of each interval, but for those that became knots.
    let mut counts = vec![data.x.len() - 2];
    let (mut n_new, mut before, mut polynomial_residual) = (0_usize, T::zero(), T::zero());
    loop {
        let qr = data.fit(&t, k);
        let c = qr.solve("design matrix")?;
        let residual = qr.misfit();
        if t.len() == fewest {
            polynomial_residual = residual;
        }
        let excess = residual - s;
        let is_enough = excess < T::zero() && t.len() == fewest;
        if excess.abs() < accuracy(s) || is_enough || (t.len() == most && T::zero() <= excess) {
            return Ok(Found::Fit { t, c, residual });
        }
        if excess < T::zero() {
            return Ok(Found::Knots(Knots { t, qr, residual, polynomial_residual }));
        }
        n_new = if t.len() == fewest {
            1
        } else {
            // As many as would do if each one helped as the last ones did, but with care.
            let gain = before - residual;
            let wanted = if accuracy(s) < gain {
                (T::of_usize(n_new) * excess / gain).to_usize().unwrap_or(usize::MAX)
            } else {
                2 * n_new
            };
            (2 * n_new).min(wanted.max(n_new / 2).max(1))
        };
        before = residual;
        let mut misfits = interval_misfits(data, &t, &c, k);
        for _ in 0..n_new {
            add_knot(data.x, k, &mut t, (&mut misfits, &mut counts));
            if t.len() == most {
                t = interpolating_knots(data.x, k, ends);
                break;
            }
        }
    }
}

/// The squares of each interval between knots; those of a point on a knot go to both sides by halves.
fn interval_misfits<T: Real>(data: &Data<'_, T>, t: &[T], c: &[T], k: usize) -> Vec<T> {
    let n = t.len() - k - 1;
    let mut misfits = Vec::with_capacity(n - k);
    let mut next = k + 1; // the knot at the end of the current interval
    let mut sum = T::zero();
    for (i, square) in squares(data, t, c, k).into_iter().enumerate() {
        sum += square;
        if next < n && t[next] <= data.x[i] {
            next += 1;
            let half = square / T::of(2.0);
            misfits.push(sum - half);
            sum = half;
        }
    }
    misfits.push(sum);
    misfits
}

/// Each point's weighted difference from the spline, squared.
pub(super) fn squares<T: Real>(data: &Data<'_, T>, t: &[T], c: &[T], k: usize) -> Vec<T> {
    let mut finder = KnotFinder::new(t, k);
    let mut basis = vec![T::zero(); k + 1];
    let points = data.x.iter().zip(data.y).enumerate();
    points
        .map(|(i, (&x, &y))| {
            let ell = finder.find(x);
            basis_derivatives(t, ell, x, 0, &mut basis);
            let value: T = basis.iter().zip(&c[ell - k..]).map(|(b, c)| *b * *c).sum();
            let difference = data.weight(i) * (value - y);
            difference * difference
        })
        .collect()
}

/// Puts a knot at the middle one of the points within the interval that fits worst, and shares out its
/// squares by the number of points on either side.
fn add_knot<T: Real>(
    x: &[T],
    k: usize,
    t: &mut Vec<T>,
    (misfits, counts): (&mut Vec<T>, &mut Vec<usize>),
) {
    let (mut worst, mut most, mut start) = (None, T::zero(), 0);
    for (j, (&misfit, &count)) in misfits.iter().zip(&*counts).enumerate() {
        if most < misfit && count != 0 {
            (worst, most) = (Some((j, start)), misfit);
        }
        start += count + 1;
    }
    // Below the greatest number of knots some interval has points; a fit that is exact has ended before.
    let Some((j, start)) = worst else { return };
    let (count, half) = (counts[j], counts[j] / 2 + 1);
    let sides = [half - 1, count - half];
    let parts = sides.map(|n| most * T::of_usize(n) / T::of_usize(count));
    counts.splice(j..=j, sides);
    misfits.splice(j..=j, parts);
    t.insert(k + 1 + j, x[start + half]);
}
