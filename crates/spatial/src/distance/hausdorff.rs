//! How far a set of points reaches beyond another.
//!
//! Counterpart of `scipy.spatial.distance.directed_hausdorff`.

use ndarray::ArrayRef2;
use onkai_core::{Error, Real, Result};

use super::dispatch::{check_shape, row, row_major};
use crate::shuffle::shuffled;

/// A directed Hausdorff distance, and the points between which it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hausdorff<F> {
    /// The distance.
    pub distance: F,
    /// The row of `u` that lies farthest from all of `v`.
    pub u_idx: usize,
    /// The row of `v` nearest to it.
    pub v_idx: usize,
}

/// The largest Euclidean distance from a row of `u` to the row of `v` that is nearest to it.
///
/// ```text
/// max over u of min over v of |u - v|
/// ```
///
/// Both sets are gone through in an order that `seed` shuffles, as most rows can then be given up
/// after a few comparisons. The seed changes neither the distance nor, unless there are ties, the rows.
///
/// # Shapes
///
/// `u`: `[m, d]`, `v`: `[n, d]`, both with at least one row.
///
/// # Errors
///
/// [`Error::TooShort`], [`Error::Shape`], and [`Error::NotFinite`] for NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::distance::directed_hausdorff;
///
/// let u = array![[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]];
/// let v = array![[2.0, 0.0], [0.0, 2.0], [-2.0, 0.0], [0.0, -4.0]];
/// let there = directed_hausdorff(&u, &v, 0)?;
/// let back = directed_hausdorff(&v, &u, 0)?;
/// assert_eq!((back.distance, back.u_idx, back.v_idx), (3.0, 3, 3));
/// assert!(there.distance < back.distance);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # References
///
/// A. A. Taha, A. Hanbury: An efficient algorithm for calculating the exact Hausdorff distance. IEEE
/// Transactions on Pattern Analysis and Machine Intelligence 37 (2015),
/// <https://doi.org/10.1109/TPAMI.2015.2408351>
pub fn directed_hausdorff<F: Real>(
    u: &ArrayRef2<F>,
    v: &ArrayRef2<F>,
    seed: u64,
) -> Result<Hausdorff<F>> {
    for (name, x) in [("u", u), ("v", v)] {
        if x.nrows() == 0 {
            return Err(Error::TooShort { name, expected: 1, actual: 0 });
        }
        onkai_core::check_finite(name, x)?;
    }
    check_shape("v", &[v.nrows(), u.ncols()], v.shape())?;
    let (u, v) = (row_major(u), row_major(v));
    let (u_order, v_order) = (shuffled(u.nrows(), seed), shuffled(v.nrows(), !seed));
    let mut worst = Hausdorff { distance: -F::one(), u_idx: 0, v_idx: 0 };
    for &i in &u_order {
        let (mut nearest, mut nearest_idx) = (F::infinity(), v_order[0]);
        for &j in &v_order {
            let pairs = row(&u, i).iter().zip(row(&v, j));
            let square: F = pairs.map(|(&a, &b)| (a - b) * (a - b)).sum();
            if square < nearest {
                (nearest, nearest_idx) = (square, j);
            }
            // This row cannot become the farthest any more.
            if square <= worst.distance {
                break;
            }
        }
        if worst.distance < nearest {
            worst = Hausdorff { distance: nearest, u_idx: i, v_idx: nearest_idx };
        }
    }
    Ok(Hausdorff { distance: worst.distance.sqrt(), ..worst })
}
