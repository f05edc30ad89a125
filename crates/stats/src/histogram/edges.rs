//! Where bins begin and end, and which one a value falls into.
//!
//! Counterpart of the `bins` argument of `numpy.histogram`.

use std::str::FromStr;

use ndarray::Array1;
use onkai_core::{Error, Real, Result};

use crate::summary::LARGEST_TABLE;

/// The bins of a histogram; the rules find their number from the sample.
///
/// Names of the rules are NumPy's: `"fd".parse()`.
///
/// # Examples
///
/// ```
/// use onkai_stats::Bins;
/// assert_eq!("scott".parse(), Ok(Bins::Scott));
/// assert_eq!(Bins::default(), Bins::Count(10));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Bins {
    /// So many bins of equal width. The default: 10.
    Count(usize),
    /// These edges, in ascending order; one more than there are bins.
    Edges(Array1<f64>),
    /// The narrower of `Sturges` and `Fd`, the latter not narrower than half of `Sqrt`'s.
    Auto,
    /// Freedman and Diaconis: from the interquartile range.
    Fd,
    /// Doane: Sturges with a correction for skewness.
    Doane,
    /// Scott: from the standard deviation.
    Scott,
    /// Stone: least estimated error by leaving one out.
    Stone,
    /// `2 n^(1/3)` bins.
    Rice,
    /// `log₂ n + 1` bins.
    Sturges,
    /// `√n` bins.
    Sqrt,
}

impl Default for Bins {
    fn default() -> Self {
        Self::Count(10)
    }
}

impl FromStr for Bins {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "auto" => Self::Auto,
            "fd" => Self::Fd,
            "doane" => Self::Doane,
            "scott" => Self::Scott,
            "stone" => Self::Stone,
            "rice" => Self::Rice,
            "sturges" => Self::Sturges,
            "sqrt" => Self::Sqrt,
            _ => {
                let known = "auto, fd, doane, scott, stone, rice, sturges, sqrt";
                return Err(Error::UnknownName {
                    name: "rule for bins",
                    value: name.into(),
                    known,
                });
            }
        })
    }
}

/// The first and last edge: the range if one is given, else the extremes of the sample.
pub(super) fn outer_edges(
    x: impl Iterator<Item = f64>,
    range: Option<[f64; 2]>,
) -> Result<[f64; 2]> {
    let [mut first, mut last] = match range {
        Some(range) => range,
        None => x.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| {
            // A NaN stays in `low`, where the check below finds it.
            [if v < low || v.is_nan() { v } else { low }, if high < v { v } else { high }]
        }),
    };
    if range.is_none() && first == f64::INFINITY && last == f64::NEG_INFINITY {
        [first, last] = [0.0, 1.0];
    }
    if !first.is_finite() || !last.is_finite() || last < first {
        let requirement = "be finite and in ascending order, as the range of the bins";
        return Err(Error::Values { name: "range", requirement });
    }
    if first == last {
        (first, last) = (first - 0.5, last + 0.5);
    }
    Ok([first, last])
}

/// Edges in ascending order, and how to find a value's bin.
#[derive(Clone, Debug)]
pub(super) struct Axis1 {
    pub(super) edges: Vec<f64>,
    is_uniform: bool,
}

impl Axis1 {
    /// Bins of equal width, their edges rounded to the samples' type.
    pub(super) fn uniform<T: Real>([first, last]: [f64; 2], n_bins: usize) -> Result<Self> {
        if n_bins < 1 {
            return Err(Error::parameter("bins", n_bins as f64, "at least 1"));
        }
        if LARGEST_TABLE < n_bins as f64 {
            let requirement = "few enough to fit into memory; outliers make rules ask for many";
            return Err(Error::parameter("bins", n_bins as f64, requirement));
        }
        let step = (last - first) / n_bins as f64;
        let mut edges: Vec<f64> =
            (0..=n_bins).map(|i| T::of(i as f64 * step + first).as_f64()).collect();
        edges[n_bins] = T::of(last).as_f64();
        if edges.windows(2).any(|pair| pair[1].is_nan() || pair[1] <= pair[0]) {
            let requirement = "be few enough for the range to be divided into";
            return Err(Error::Values { name: "bins", requirement });
        }
        Ok(Self { edges, is_uniform: true })
    }

    pub(super) fn given(edges: &Array1<f64>) -> Result<Self> {
        if edges.len() < 2 {
            return Err(Error::TooShort { name: "bins", expected: 2, actual: edges.len() });
        }
        let edges = edges.to_vec();
        if edges.iter().any(|e| e.is_nan()) || edges.windows(2).any(|pair| pair[1] < pair[0]) {
            return Err(Error::Values { name: "bins", requirement: "increase monotonically" });
        }
        Ok(Self { edges, is_uniform: false })
    }

    pub(super) fn n_bins(&self) -> usize {
        self.edges.len() - 1
    }

    /// The bin of a value; `None` if it lies outside or is NaN. The last bin is closed on both sides.
    pub(super) fn bin(&self, value: f64) -> Option<usize> {
        let n = self.n_bins();
        let (first, last) = (self.edges[0], self.edges[n]);
        if value.is_nan() || value < first || last < value {
            return None;
        }
        if !self.is_uniform {
            return Some(self.edges.partition_point(|e| *e <= value).saturating_sub(1).min(n - 1));
        }
        // A guess by the width, put right where rounding has missed the edges.
        let mut bin = (((value - first) / (last - first) * n as f64) as usize).min(n - 1);
        if value < self.edges[bin] {
            bin -= 1;
        } else if bin + 1 < n && self.edges[bin + 1] <= value {
            bin += 1;
        }
        Some(bin)
    }

    pub(super) fn width(&self, bin: usize) -> f64 {
        self.edges[bin + 1] - self.edges[bin]
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn values_on_edges_belong_to_the_bin_above() {
        let axis = Axis1::uniform::<f64>([0.0, 1.0], 10).unwrap();
        for (i, edge) in axis.edges.iter().enumerate() {
            assert_eq!(axis.bin(*edge), Some(i.min(9)));
        }
        assert_eq!((axis.bin(-1e-9), axis.bin(1.1), axis.bin(f64::NAN)), (None, None, None));
        let given = Axis1::given(&array![0.0, 1.0, 1.0, 3.0]).unwrap();
        assert_eq!((given.bin(1.0), given.bin(3.0)), (Some(2), Some(2)));
    }

    #[test]
    fn unfit_bins_are_refused() {
        assert!(Axis1::uniform::<f64>([0.0, 1.0], 0).is_err());
        assert!(Axis1::uniform::<f64>([0.0, 1.0], usize::MAX).is_err());
        assert!(Axis1::uniform::<f64>([-f64::MAX, f64::MAX], 3).is_err());
        assert!(Axis1::uniform::<f32>([1.0, 1.0 + 1e-6], 1000).is_err());
        assert!(Axis1::given(&array![1.0]).is_err());
        assert!(Axis1::given(&array![1.0, 0.0]).is_err());
        assert!(Axis1::given(&array![1.0, f64::NAN]).is_err());
        for range in [[0.0, f64::INFINITY], [1.0, 0.0], [f64::NAN, 1.0]] {
            assert!(outer_edges([].into_iter(), Some(range)).is_err());
        }
        assert!(outer_edges([1.0, f64::NAN].into_iter(), None).is_err());
        assert_eq!(outer_edges([].into_iter(), None), Ok([0.0, 1.0]));
        assert_eq!(outer_edges([3.0].into_iter(), None), Ok([2.5, 3.5]));
        assert!("best".parse::<Bins>().is_err());
    }
}
