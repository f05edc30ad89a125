//! What a piecewise function does beyond its first and last breakpoint.

use onkai_core::Real;

/// What a piecewise function does at points beyond its range.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::{Extrapolation, PchipInterpolator};
/// let (x, y) = (array![0.0_f64, 1.0, 2.0], array![0.0, 1.0, 0.0]);
/// let curve = PchipInterpolator::new(&x, &y, Axis(0))?;
/// assert!(curve.with_extrapolation(Extrapolation::None).at(&array![2.5])[0].is_nan());
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extrapolation {
    /// The first and the last piece go on.
    #[default]
    Continue,
    /// There is no value: NaN.
    None,
    /// The range repeats.
    Periodic,
}

impl Extrapolation {
    /// Where in `[low, high]` to look for the value at `x`; NaN if there is none.
    #[inline]
    pub(crate) fn place<T: Real>(self, x: T, low: T, high: T) -> T {
        match self {
            Self::Continue => x,
            Self::None => {
                if low <= x && x <= high {
                    x
                } else {
                    T::nan()
                }
            }
            Self::Periodic => low + remainder(x - low, high - low),
        }
    }
}

/// The remainder that is not negative, as Python's `%` has it for a positive divisor.
pub(crate) fn remainder<T: Real>(x: T, divisor: T) -> T {
    let remainder = x % divisor;
    if remainder < T::zero() { remainder + divisor } else { remainder }
}

/// An interval split for integration over a periodic function.
pub(crate) struct Periods<T> {
    /// How many whole periods it holds.
    pub(crate) n_whole: T,
    /// The rest, as intervals within the range.
    pub(crate) rest: [(T, T); 2],
}

impl<T: Real> Periods<T> {
    /// Splits `[a, b]`, `a <= b`, by the range `[low, high]`.
    pub(crate) fn new((a, b): (T, T), (low, high): (T, T)) -> Self {
        let period = high - low;
        let left = remainder(b - a, period);
        let n_whole = ((b - a - left) / period).round();
        let start = low + remainder(a - low, period);
        let end = start + left;
        let rest = if end <= high {
            [(start, end), (low, low)]
        } else {
            [(start, high), (low, low + (end - high))]
        };
        Self { n_whole, rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_split_where_the_range_ends() {
        let periods = Periods::new((0.5_f64, 4.75), (0.0, 2.0));
        assert_eq!((periods.n_whole, periods.rest), (2.0, [(0.5, 0.75), (0.0, 0.0)]));
        let periods = Periods::new((-0.5_f64, 0.5), (0.0, 2.0));
        assert_eq!((periods.n_whole, periods.rest), (0.0, [(1.5, 2.0), (0.0, 0.5)]));
    }
}
