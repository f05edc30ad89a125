//! Comparison of arrays within a tolerance.

use num_complex::Complex;

/// Asserts that two arrays have the same shape and agree element by element:
/// `|actual - expected| ≤ atol + rtol · |expected|`. NaN agrees with NaN, an infinity with itself.
///
/// On failure it prints how many elements are off, and the worst one with its index.
///
/// ```
/// use ndarray::array;
/// onkai_testing::assert_close!(array![1.0, 2.0], array![1.0, 2.0 + 1e-12], 1e-10, 0.0);
/// ```
#[macro_export]
macro_rules! assert_close {
    ($actual:expr, $expected:expr, $rtol:expr, $atol:expr $(,)?) => {
        $crate::assert_close!($actual, $expected, $rtol, $atol, "")
    };
    ($actual:expr, $expected:expr, $rtol:expr, $atol:expr, $($context:tt)+) => {{
        let (actual, expected) = (&$actual, &$expected);
        assert_eq!(actual.shape(), expected.shape(), "shapes differ {}", format!($($context)+));
        let worst = $crate::worst_deviation(
            actual.iter().copied(), expected.iter().copied(), $rtol, $atol);
        if let Some(w) = worst {
            panic!(
                "{} of {} elements are off; worst at flat index {} of shape {:?}: \
                 {:?} for {:?}, off by {:e}, allowed {:e} {}",
                w.n_off, actual.len(), w.index, actual.shape(),
                actual.iter().nth(w.index), expected.iter().nth(w.index),
                w.difference, w.allowed, format!($($context)+));
        }
    }};
}

/// Where two sequences are farthest apart, in units of what is allowed there.
#[derive(Clone, Copy, Debug)]
pub struct Deviation {
    /// How many elements differ by more than is allowed.
    pub n_off: usize,
    /// Index of the worst one.
    pub index: usize,
    /// Its absolute difference.
    pub difference: f64,
    /// What would have been allowed there.
    pub allowed: f64,
}

/// A number whose distance to another can be told.
pub trait Measurable: Copy {
    /// The absolute difference; 0 for equal values, NaN included; infinite if just one is NaN.
    fn distance(self, other: Self) -> f64;
    /// The absolute value.
    fn size(self) -> f64;
}

macro_rules! impl_measurable {
    ($($t:ty),*) => {$(
        #[allow(clippy::cast_lossless, reason = "one macro body serves both widths")]
        impl Measurable for $t {
            fn distance(self, other: Self) -> f64 {
                if self == other || (self.is_nan() && other.is_nan()) {
                    return 0.0;
                }
                let d = (self as f64 - other as f64).abs();
                if d.is_nan() { f64::INFINITY } else { d }
            }
            fn size(self) -> f64 { (self as f64).abs() }
        }
        impl Measurable for Complex<$t> {
            fn distance(self, other: Self) -> f64 {
                self.re.distance(other.re).hypot(self.im.distance(other.im))
            }
            fn size(self) -> f64 { self.re.size().hypot(self.im.size()) }
        }
    )*};
}
impl_measurable!(f32, f64);

/// What [`assert_close!`](crate::assert_close) reports; `None` if all elements agree.
pub fn worst_deviation<T: Measurable>(
    actual: impl Iterator<Item = T>,
    expected: impl Iterator<Item = T>,
    rtol: f64,
    atol: f64,
) -> Option<Deviation> {
    let mut worst: Option<Deviation> = None;
    let mut n_off = 0;
    for (index, (a, e)) in actual.zip(expected).enumerate() {
        let difference = a.distance(e);
        let size = if e.size().is_finite() { e.size() } else { 0.0 };
        let allowed = atol + rtol * size;
        if difference <= allowed {
            continue;
        }
        n_off += 1;
        if worst.is_none_or(|w| w.difference / w.allowed < difference / allowed) {
            worst = Some(Deviation { n_off, index, difference, allowed });
        }
    }
    worst.map(|w| Deviation { n_off, ..w })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_element_is_found() {
        let w = worst_deviation([1.0, 2.0, 9.0].into_iter(), [1.0, 2.5, 3.0].into_iter(), 0.0, 0.1);
        let w = w.unwrap();
        assert_eq!((w.n_off, w.index, w.difference), (2, 2, 6.0));
    }

    #[test]
    fn nan_and_infinity_agree_only_with_themselves() {
        let off = |a: f64, b: f64| worst_deviation([a].into_iter(), [b].into_iter(), 1.0, 1.0);
        assert!(off(f64::NAN, f64::NAN).is_none());
        assert!(off(f64::INFINITY, f64::INFINITY).is_none());
        assert!(off(f64::NAN, 1.0).is_some());
        assert!(off(1.0, f64::NAN).is_some());
        assert!(off(f64::NEG_INFINITY, f64::INFINITY).is_some());
    }

    #[test]
    #[should_panic(expected = "1 of 2 elements are off; worst at flat index 1")]
    fn the_macro_names_the_index() {
        assert_close!(ndarray::array![1.0, 2.0], ndarray::array![1.0, 2.1], 1e-3, 0.0);
    }
}
