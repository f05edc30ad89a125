//! Where a piecewise polynomial takes a value.
//!
//! Counterpart of `scipy.interpolate.PPoly.solve` and `roots`.

use ndarray::{Array, RemoveAxis};
use onkai_core::Real;

use super::piecewise::{PPoly, value};
use super::real_roots::real_roots;
use crate::extrapolation::Extrapolation;

/// Options of [`PPoly::roots`] and [`PPoly::solve`]; the defaults are those of SciPy.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_interpolate::{PPoly, RootOptions};
/// let step = PPoly::new(&array![[-1.0, 1.0]], &array![0.0, 1.0, 2.0], Axis(0))?;
/// assert_eq!(step.roots(&RootOptions::default()).into_scalar(), [1.0]);
/// let options = RootOptions { discontinuity: false, ..Default::default() };
/// assert!(step.roots(&options).into_scalar().is_empty());
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootOptions {
    /// Whether a breakpoint at which the sign jumps counts as a root. Default: `true`.
    pub discontinuity: bool,
    /// Whether the first and the last piece are searched beyond the range, too. Default: `None`, if the
    /// function continues there.
    pub extrapolate: Option<bool>,
}

impl Default for RootOptions {
    fn default() -> Self {
        Self { discontinuity: true, extrapolate: None }
    }
}

impl<T: Real, D: RemoveAxis> PPoly<T, D> {
    /// The points at which the function is zero, rising; see [`solve`](Self::solve).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::{PPoly, RootOptions};
    /// let c = array![[1.0, 1.0], [-4.0, 0.0], [3.0, 0.0]];
    /// let p = PPoly::new(&c, &array![-2.0, 1.0, 2.0], Axis(0))?;
    /// assert_eq!(p.roots(&RootOptions::default()).into_scalar(), [-1.0, 1.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    pub fn roots(&self, options: &RootOptions) -> Array<Vec<T>, D::Smaller> {
        self.solve(T::zero(), options)
    }

    /// The points at which the function takes the value `y`, rising.
    ///
    /// A piece that equals `y` everywhere gives its start and then a NaN.
    ///
    /// # Shapes
    ///
    /// Returns a list for each lane; for values that are numbers an array of no axes, which
    /// `into_scalar` opens.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::{Axis, array};
    /// use onkai_interpolate::{PPoly, RootOptions};
    /// let square = PPoly::new(&array![[1.0], [0.0], [0.0]], &array![0.0, 3.0], Axis(0))?;
    /// assert_eq!(square.solve(4.0, &RootOptions::default()).into_scalar(), [-2.0, 2.0]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// Roots are enclosed between the extrema of a piece, not eigenvalues of a matrix: a polynomial that
    /// touches the value without crossing it gives one root, whatever its degree.
    pub fn solve(&self, y: T, options: &RootOptions) -> Array<Vec<T>, D::Smaller> {
        let lanes = (0..self.layout.n_lanes()).map(|lane| self.lane_roots(lane, y, *options));
        self.layout.outer_array(lanes.collect())
    }

    fn lane_roots(&self, lane: usize, y: T, options: RootOptions) -> Vec<T> {
        let beyond = self.extrapolation == Extrapolation::Continue;
        let beyond = options.extrapolate.unwrap_or(beyond);
        let (n, order) = (self.n_pieces(), self.order);
        let mut roots: Vec<T> = Vec::new();
        let mut before: Option<T> = None; // the value at which the last piece ended
        for i in 0..n {
            let start = (i * self.layout.n_lanes() + lane) * order;
            let mut c = self.coeffs[start..start + order].to_vec();
            c[0] -= y;
            let width = self.x[i + 1] - self.x[i];
            let jumps = before.is_some_and(|before| before * c[0] < T::zero());
            if options.discontinuity && jumps {
                add(&mut roots, self.x[i], width);
            }
            before = Some(value(&c, width));
            if c.iter().all(T::is_zero) {
                add(&mut roots, self.x[i], width);
                roots.push(T::nan());
                continue;
            }
            let low = if beyond && i == 0 { T::neg_infinity() } else { T::zero() };
            let high = if beyond && i == n - 1 { T::infinity() } else { width };
            for root in real_roots(&c, (low, high)) {
                add(&mut roots, self.x[i] + root, width);
            }
        }
        roots
    }
}

/// Adds a root unless the piece before has found the same one at its end.
fn add<T: Real>(roots: &mut Vec<T>, root: T, width: T) {
    let slack = T::of(16.0) * T::epsilon() * root.abs().max(width);
    if roots.last().is_none_or(|last| last.is_nan() || slack < (root - *last).abs()) {
        roots.push(root);
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Axis, array};

    use super::*;

    #[test]
    fn a_piece_of_zeros_gives_its_start_and_nan() {
        let c = array![[1.0, 0.0, 1.0], [-1.0, 0.0, 0.0]];
        let p = PPoly::new(&c, &array![0.0, 1.0, 2.0, 3.0], Axis(0)).unwrap();
        let roots: Vec<f64> = p.roots(&RootOptions::default()).into_scalar();
        assert_eq!(roots[..1], [1.0]);
        assert!(roots[1].is_nan());
        assert_eq!(roots[2..], [2.0]);
    }

    #[test]
    fn beyond_the_range_only_if_asked() {
        let p = PPoly::new(&array![[1.0], [1.0]], &array![0.0, 1.0], Axis(0)).unwrap();
        let count = |p: &PPoly<f64, _>, extrapolate| {
            let options = RootOptions { extrapolate, ..Default::default() };
            p.roots(&options).into_scalar().len()
        };
        assert_eq!((count(&p, None), count(&p, Some(false))), (1, 0));
        let p = p.with_extrapolation(Extrapolation::None);
        assert_eq!((count(&p, None), count(&p, Some(true))), (0, 1));
    }
}
