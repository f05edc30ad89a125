//! How alike two shapes are, wherever they stand, however they are turned and whatever their size.
//!
//! Counterpart of `scipy.spatial.procrustes`.

use nalgebra::DMatrix;
use ndarray::{Array2, ArrayRef2, Axis};
use onkai_core::{Error, Real, Result, check_finite};

use crate::distance::check_shape;

/// Two shapes laid over each other; see [`procrustes`].
#[derive(Clone, Debug, PartialEq)]
pub struct Procrustes<F> {
    /// The first shape, its centre at the origin and the sum of its squares 1.
    pub standard: Array2<F>,
    /// The second shape, turned, mirrored and scaled to fit the first.
    pub fitted: Array2<F>,
    /// The sum of the squares of their differences.
    pub disparity: F,
}

/// Lays one set of points over another as well as moving, turning, mirroring and scaling can.
///
/// # Shapes
///
/// `a` and `b`: `[n, d]`, row by row the points that belong together. So are the results.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no points, [`Error::Shape`] when the shapes differ,
/// [`Error::NotFinite`] for NaN, [`Error::Values`] when all points of a set are equal.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::procrustes;
///
/// let a = array![[0.0, 0.0], [1.0, 0.0], [1.0, 3.0]];
/// let turned_and_doubled = array![[5.0, 5.0], [5.0, 7.0], [-1.0, 7.0]];
/// assert!(procrustes(&a, &turned_and_doubled)?.disparity < 1e-12);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # References
///
/// J. C. Gower: Generalized Procrustes analysis. Psychometrika 40 (1975),
/// <https://doi.org/10.1007/BF02291478>
pub fn procrustes<F: Real>(a: &ArrayRef2<F>, b: &ArrayRef2<F>) -> Result<Procrustes<F>> {
    check_shape("b", a.shape(), b.shape())?;
    let standard = standardized("a", a)?;
    let other = standardized("b", b)?;
    let d = a.ncols();
    let product = standard.t().dot(&other);
    let product = DMatrix::from_fn(d, d, |i, j| product[[i, j]].as_f64());
    let svd = product.svd(true, true);
    let (Some(u), Some(vt)) = (svd.u, svd.v_t) else {
        // Both were asked for.
        return Err(Error::Values { name: "a", requirement: "have a product with `b`" });
    };
    let turn = (u * vt).scale(svd.singular_values.sum());
    let turn = Array2::from_shape_fn((d, d), |(i, j)| F::of(turn[(j, i)]));
    let fitted = other.dot(&turn);
    let disparity = (&standard - &fitted).mapv(|x| x * x).sum();
    Ok(Procrustes { standard, fitted, disparity })
}

/// The points around the origin, scaled so that the sum of all squares is 1.
fn standardized<F: Real>(name: &'static str, x: &ArrayRef2<F>) -> Result<Array2<F>> {
    let Some(mean) = x.mean_axis(Axis(0)).filter(|_| !x.is_empty()) else {
        return Err(Error::TooShort { name, expected: 1, actual: 0 });
    };
    check_finite(name, x)?;
    let centred = x.to_owned() - &mean;
    let size = centred.mapv(|x| x * x).sum().sqrt();
    if size == F::zero() {
        return Err(Error::Values { name, requirement: "have more than one unique point" });
    }
    Ok(centred / size)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_has_no_shape_is_refused() {
        let a = array![[0.0, 1.0], [1.0, 0.0]];
        let none = Array2::<f64>::zeros((0, 2));
        assert!(matches!(procrustes(&none, &none), Err(Error::TooShort { name: "a", .. })));
        assert!(matches!(procrustes(&a, &none), Err(Error::Shape { name: "b", .. })));
        let point = array![[1.0, 1.0], [1.0, 1.0]];
        assert!(matches!(procrustes(&a, &point), Err(Error::Values { name: "b", .. })));
        let lost = array![[1.0, f64::NAN], [1.0, 1.0]];
        assert!(matches!(procrustes(&lost, &a), Err(Error::NotFinite { name: "a", .. })));
    }
}
