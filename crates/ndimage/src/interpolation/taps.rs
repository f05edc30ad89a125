//! Where a point falls among the samples of an axis, and how much each of them bears on it.

use onkai_core::{PadMode, Real};

use super::spline_filter::extension;
use crate::boundary::Boundary;

/// The samples that bear on a point, `T` being the order of the spline plus one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taps<F, const T: usize> {
    /// Offset of each sample in the array, or [`BEYOND`].
    pub(super) offsets: [usize; T],
    pub(super) weights: [F; T],
    /// Whether the samples are neighbours, all within the axis.
    pub(super) adjacent: bool,
}

/// Stands for the constant beyond the ends.
pub(super) const BEYOND: usize = usize::MAX;

/// An axis of coefficients.
#[derive(Clone, Copy, Debug)]
pub(super) struct SplineAxis<F> {
    pub(super) len: usize,
    pub(super) stride: usize,
    /// How many samples were put before those of the caller.
    pub(super) n_padded: usize,
    pub(super) boundary: Boundary<F>,
}

impl<F: Real> SplineAxis<F> {
    /// The taps for the position `at`, which must be finite; `None` where the result is the constant.
    #[inline]
    pub(super) fn taps<const T: usize>(&self, at: f64) -> Option<Taps<F, T>> {
        let order = T - 1;
        let at = self.fold(at + self.n_padded as f64)?.clamp(-FARTHEST, FARTHEST);
        let knot = if order.is_multiple_of(2) { (at + 0.5).floor() } else { at.floor() };
        let start = knot as isize - (order / 2).cast_signed();
        let weights = b_spline(order, at - knot);
        let weights = std::array::from_fn(|k| F::of(weights[k]));
        let adjacent = 0 <= start && start + T.cast_signed() <= self.len.cast_signed();
        let offsets = if adjacent {
            std::array::from_fn(|k| (start.cast_unsigned() + k) * self.stride)
        } else {
            std::array::from_fn(|k| self.offset(start + k.cast_signed()))
        };
        Some(Taps { offsets, weights, adjacent })
    }

    /// Where the coefficient `i`, perhaps beyond the ends, comes from.
    fn offset(&self, i: isize) -> usize {
        let mode = match self.boundary {
            Boundary::GridConstant(value) => PadMode::Constant(value),
            Boundary::Nearest => PadMode::Edge,
            boundary => extension(boundary),
        };
        mode.source(i, self.len).map_or(BEYOND, |i| i * self.stride)
    }

    /// Brings a position into the axis, or near enough that its taps can be; `None` if the result there
    /// is the constant.
    fn fold(&self, at: f64) -> Option<f64> {
        let (n, last) = (self.len as f64, self.len as f64 - 1.0);
        if (0.0..=last).contains(&at) {
            return Some(at);
        }
        let is_before = at < 0.0;
        // How many whole periods to go.
        let whole = |distance: f64, period: f64| period * (distance / period).trunc();
        Some(match self.boundary {
            Boundary::Constant(_) => return None,
            Boundary::GridConstant(_) | Boundary::Nearest => at,
            _ if self.len == 1 => 0.0,
            Boundary::Mirror if is_before => {
                let at = at + whole(-at, 2.0 * last);
                if at <= -last { at + 2.0 * last } else { -at }
            }
            Boundary::Mirror => {
                let at = at - whole(at, 2.0 * last);
                if n <= at { 2.0 * last - at } else { at }
            }
            Boundary::Reflect if is_before => {
                let at = if at < -2.0 * n { at + whole(-at, 2.0 * n) } else { at };
                // A position that rounds to -1 would lie outside again.
                if at < -n { at + 2.0 * n } else { (-at).max(1e-15) - 1.0 }
            }
            Boundary::Reflect => {
                let at = at - whole(at, 2.0 * n);
                if n <= at { 2.0 * n - at - 1.0 } else { at }
            }
            Boundary::Wrap if is_before => at + whole(-at, last) + last,
            Boundary::Wrap => at - whole(at, last),
            Boundary::GridWrap if is_before => at + whole(-1.0 - at, n) + n,
            Boundary::GridWrap => at - whole(at, n),
        })
    }
}

/// Positions farther out are the same to every boundary that lets them pass, and fit an integer.
const FARTHEST: f64 = 1e15;

/// The values of the B-spline at the taps, the first `order + 1` of the array; `t` is the distance from
/// the knot, in [0, 1) for odd orders and [-1/2, 1/2) for even ones.
///
/// # References
///
/// M. Unser, "Splines: a perfect fit for signal and image processing", IEEE Signal Processing Magazine
/// 16(6), 1999. <https://doi.org/10.1109/79.799930>
#[inline]
pub(super) fn b_spline(order: usize, t: f64) -> [f64; 6] {
    let u = 1.0 - t;
    let (below, above) = (0.5 - t, 0.5 + t);
    match order {
        0 => [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        1 => [u, t, 0.0, 0.0, 0.0, 0.0],
        2 => [below * below / 2.0, 0.75 - t * t, above * above / 2.0, 0.0, 0.0, 0.0],
        3 => {
            let middle = |t: f64| (t * t * (t - 2.0) * 3.0 + 4.0) / 6.0;
            [u * u * u / 6.0, middle(t), middle(u), t * t * t / 6.0, 0.0, 0.0]
        }
        4 => {
            let side =
                |t: f64| 19.0 / 96.0 + t * (11.0 / 24.0 + t * (0.25 - t * (1.0 / 6.0 + t / 6.0)));
            let square = t * t;
            let middle = 115.0 / 192.0 + square * (0.25 * square - 0.625);
            let ends = [below, above].map(|v| (v * v) * (v * v) / 24.0);
            [ends[0], side(-t), middle, side(t), ends[1], 0.0]
        }
        _ => {
            // The pieces of the quintic spline at distances below 1, below 2 and below 3.
            let near = |d: f64| 0.55 + d * d * (-0.5 + d * d * (0.25 - d / 12.0));
            let middle =
                |d: f64| 0.425 + d * (0.625 + d * (-1.75 + d * (1.25 + d * (-0.375 + d / 24.0))));
            let far = |d: f64| (d * d) * (d * d) * d / 120.0;
            [far(u), middle(1.0 + t), near(t), near(u), middle(1.0 + u), far(t)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up_and_have_their_mean_at_the_point() {
        for order in 0..=5_usize {
            let even = order.is_multiple_of(2);
            for step in 0..10 {
                let t = f64::from(step) / 10.0 - if even { 0.5 } else { 0.0 };
                let weights = b_spline(order, t);
                assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-15, "{order} {t}");
                let position = |k: usize| k as f64 - (order / 2) as f64;
                let mean: f64 = (0..6).map(|k| position(k) * weights[k]).sum();
                assert!(order == 0 || (mean - t).abs() < 1e-14, "{order} {t} {mean}");
            }
        }
    }

    #[test]
    fn far_positions_stay_within_reach() {
        let boundaries = [
            Boundary::Reflect,
            Boundary::Mirror,
            Boundary::Nearest,
            Boundary::Wrap,
            Boundary::GridWrap,
            Boundary::Constant(0.0),
            Boundary::GridConstant(0.0),
        ];
        for boundary in boundaries {
            let axis = SplineAxis { len: 5, stride: 1, n_padded: 0, boundary };
            for at in [-1e300, -1e17, -1e6, 1e6, 1e17, 1e300] {
                let taps = axis.taps::<4>(at);
                let within = |&offset: &usize| offset < 5 || offset == BEYOND;
                assert!(
                    taps.is_none_or(|taps| taps.offsets.iter().all(within)),
                    "{boundary:?} {at}"
                );
            }
        }
    }
}
