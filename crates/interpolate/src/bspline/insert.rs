//! Knots that change how a spline is written, but not the spline.
//!
//! Counterpart of `BSpline.insert_knot`.

use ndarray::RemoveAxis;
use onkai_core::{Error, Real, Result};

use super::basis::KnotFinder;
use super::spline::BSpline;
use crate::extrapolation::Extrapolation;

impl<T: Real, D: RemoveAxis> BSpline<T, D> {
    /// The same spline with a knot at `x` inserted `m` times.
    ///
    /// # Errors
    ///
    /// [`Error::OutOfBounds`] when `x` is beyond the spline's range, [`Error::Parameter`] when `m` is 0,
    /// [`Error::Values`] when a periodic spline has too few knots to stay one: `k` or more of them must
    /// lie between `x` and one of the ends.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_interpolate::BSpline;
    /// let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0])?;
    /// let same = hat.insert_knot(0.5, 1)?;
    /// assert_eq!(same.knots().len(), hat.knots().len() + 1);
    /// assert_eq!(same.at(&array![0.25, 0.75]), array![0.25, 0.75]);
    /// # Ok::<(), onkai_interpolate::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// W. Boehm: Inserting new knots into B-spline curves. Computer-Aided Design 12(4), 1980,
    /// <https://doi.org/10.1016/0010-4485(80)90154-2>
    pub fn insert_knot(&self, x: T, m: usize) -> Result<Self> {
        if m == 0 {
            return Err(Error::parameter("m", 0.0, "at least 1"));
        }
        crate::check::check_bounds("x", [x], self.range())?;
        let mut spline = self.clone();
        for _ in 0..m {
            spline = spline.with_knot(x)?;
        }
        Ok(spline)
    }

    fn with_knot(&self, x: T) -> Result<Self> {
        let (k, r) = (self.k, self.layout.n_lanes());
        let ell = KnotFinder::new(&self.t, k).find(x);
        let mut t = self.t.clone();
        t.insert(ell + 1, x);
        let mut c = self.c[..(ell + 1) * r].to_vec();
        c.extend_from_slice(&self.c[ell * r..]);
        for i in ell + 1 - k..=ell {
            let share = (x - self.t[i]) / (self.t[i + k] - self.t[i]);
            let (before, here) = self.c[(i - 1) * r..(i + 1) * r].split_at(r);
            for (lane, c) in c[i * r..(i + 1) * r].iter_mut().enumerate() {
                *c = before[lane] + share * (here[lane] - before[lane]);
            }
        }
        let mut spline = Self::from_parts(t, c, k, self.layout.clone());
        spline.extrapolation = self.extrapolation;
        if self.extrapolation == Extrapolation::Periodic && 0 < k {
            spline.repeat_ends(ell)?;
        }
        Ok(spline)
    }

    /// Makes knots and coefficients beyond one end those within the other again, after a knot came to
    /// interval `ell`.
    fn repeat_ends(&mut self, ell: usize) -> Result<()> {
        let (k, n, r) = (self.k, self.n_coeffs(), self.layout.n_lanes());
        let (near_start, near_end) = (ell < 2 * k, n <= ell + k);
        if near_start && near_end {
            let requirement = "leave `k` or more between the new knot and one of the ends";
            return Err(Error::Values { name: "knots", requirement });
        }
        let period = self.t[n] - self.t[k];
        let distinct = n - k;
        if near_end {
            for i in 0..k {
                self.t[i] = self.t[distinct + i] - period;
            }
            self.c.copy_within(distinct * r..n * r, 0);
        }
        if near_start {
            for i in 1..=k {
                self.t[n + i] = self.t[k + i] + period;
            }
            self.c.copy_within(0..k * r, distinct * r);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn arguments_out_of_range_are_named() {
        let hat = BSpline::basis_element(&array![0.0, 1.0, 2.0]).unwrap();
        assert_eq!(
            hat.insert_knot(1.0, 0).unwrap_err().to_string(),
            "`m` is 0, but must be at least 1"
        );
        for x in [-0.1, 2.1, f64::NAN] {
            assert!(matches!(hat.insert_knot(x, 1), Err(Error::OutOfBounds { name: "x", .. })));
        }
        let knots = array![-2.0, -1.0, 0.0, 1.0, 2.0, 3.0];
        let one_piece = BSpline::new(&knots, &array![1.0, 1.0, 1.0], 2, ndarray::Axis(0)).unwrap();
        let periodic = one_piece.with_extrapolation(Extrapolation::Periodic);
        let error = periodic.insert_knot(0.5, 1).unwrap_err();
        assert!(error.to_string().starts_with("`knots` must leave"));
    }
}
