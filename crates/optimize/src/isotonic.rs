//! The rising sequence nearest to data.
//!
//! Counterpart of `scipy.optimize.isotonic_regression`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, check_finite};

/// Which way a sequence shall go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trend {
    /// It never falls.
    #[default]
    Increasing,
    /// It never rises.
    Decreasing,
}

/// The sequence without a step against `trend` that is nearest to `y`.
///
/// ```text
/// minimize  Σ wᵢ (yᵢ − xᵢ)²   subject to   x₀ ≤ x₁ ≤ … ≤ xₙ₋₁
/// ```
///
/// Neighbours that violate the order are pooled into blocks, each of which takes its weighted mean; the
/// time is proportional to the length.
///
/// # Shapes
///
/// `y`, `weights`, `x`: `[n]`; without weights each value counts 1.
///
/// # Errors
///
/// [`Error::TooShort`] if `y` is empty, [`Error::Shape`] if the weights do not fit, [`Error::NotFinite`],
/// [`Error::Values`] if a weight is not positive.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Trend, isotonic_regression};
/// let fit = isotonic_regression(&array![1.5, 1.0, 4.0, 6.0, 5.7], None, Trend::Increasing)?;
/// assert_eq!(fit.x, array![1.25, 1.25, 4.0, 5.85, 5.85]);
/// assert_eq!(fit.blocks, array![0, 2, 3, 5]);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// M. J. Best, N. Chakravarti, "Active set algorithms for isotonic regression; a unifying framework",
/// *Mathematical Programming* 47 (1990) 425-439,
/// [doi:10.1007/BF01580873](https://doi.org/10.1007/BF01580873).
pub fn isotonic_regression(
    y: &ArrayRef1<f64>,
    weights: Option<&ArrayRef1<f64>>,
    trend: Trend,
) -> Result<Isotonic> {
    let n = y.len();
    if n == 0 {
        return Err(Error::TooShort { name: "y", expected: 1, actual: 0 });
    }
    check_finite("y", y)?;
    if let Some(weights) = weights {
        if weights.len() != n {
            let (expected, actual) = (vec![n], vec![weights.len()]);
            return Err(Error::Shape { name: "weights", expected, actual });
        }
        check_finite("weights", weights)?;
        if weights.iter().any(|&w| w <= 0.0) {
            return Err(Error::Values { name: "weights", requirement: "be positive" });
        }
    }
    let weight = |i: usize| weights.map_or(1.0, |w| w[i]);
    let sign = if trend == Trend::Increasing { 1.0 } else { -1.0 };
    let mut blocks: Vec<Block> = Vec::new();
    for (i, &y) in y.iter().enumerate() {
        let mut block = Block { start: i, mean: sign * y, weight: weight(i) };
        while let Some(before) = blocks.pop_if(|before| before.mean >= block.mean) {
            block = before.joined_with(&block);
        }
        blocks.push(block);
    }
    let mut x = Array1::zeros(n);
    let starts: Vec<usize> = blocks.iter().map(|b| b.start).chain([n]).collect();
    for (block, range) in blocks.iter().zip(starts.windows(2)) {
        x.slice_mut(ndarray::s![range[0]..range[1]]).fill(sign * block.mean);
    }
    let weights = blocks.iter().map(|block| block.weight).collect();
    Ok(Isotonic { x, weights, blocks: starts.into() })
}

/// What [`isotonic_regression`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Isotonic {
    /// The sequence, `[n]`.
    pub x: Array1<f64>,
    /// The sum of the weights of each block of equal values, `[k]`.
    pub weights: Array1<f64>,
    /// Where each block starts, and at last `n`; `[k + 1]`.
    pub blocks: Array1<usize>,
}

/// Neighbours that share a value.
struct Block {
    start: usize,
    mean: f64,
    weight: f64,
}

impl Block {
    fn joined_with(&self, next: &Self) -> Self {
        let weight = self.weight + next.weight;
        let mean = (self.weight * self.mean + next.weight * next.mean) / weight;
        Self { start: self.start, mean, weight }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_rises_stays_and_what_falls_is_levelled() {
        let y = array![1.0, 2.0, 5.0];
        assert_eq!(isotonic_regression(&y, None, Trend::Increasing).unwrap().x, y);
        let level = isotonic_regression(&y, None, Trend::Decreasing).unwrap();
        assert!(level.x.iter().all(|x| (x - 8.0 / 3.0).abs() < 1e-15));
        assert_eq!(level.blocks, array![0, 3]);
        assert_eq!(level.weights, array![3.0]);
    }

    #[test]
    fn weights_pull() {
        let weights = array![1.0, 3.0];
        let fit =
            isotonic_regression(&array![4.0, 0.0], Some(&weights), Trend::Increasing).unwrap();
        assert_eq!((fit.x, fit.weights), (array![1.0, 1.0], array![4.0]));
    }

    #[test]
    fn bad_input_is_refused() {
        let refused = |y: Array1<f64>, weights: Array1<f64>| {
            isotonic_regression(&y, Some(&weights), Trend::default()).unwrap_err()
        };
        assert!(matches!(refused(array![], array![]), Error::TooShort { name: "y", .. }));
        assert!(matches!(
            refused(array![f64::NAN], array![1.0]),
            Error::NotFinite { name: "y", .. }
        ));
        assert!(matches!(refused(array![1.0], array![]), Error::Shape { name: "weights", .. }));
        let error = refused(array![1.0], array![f64::INFINITY]);
        assert!(matches!(error, Error::NotFinite { name: "weights", .. }));
        assert!(matches!(refused(array![1.0], array![0.0]), Error::Values { name: "weights", .. }));
    }
}
