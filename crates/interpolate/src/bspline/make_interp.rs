//! The spline of any degree through given points.
//!
//! Counterpart of `scipy.interpolate.make_interp_spline`.

use ndarray::{Array1, Array2, ArrayRef, ArrayRef1, Axis, RemoveAxis};
use onkai_core::{Error, Real, Result};
use onkai_linalg::{LinalgScalar, solve_banded};

use super::basis::{KnotFinder, basis_derivatives};
use super::boundary::{EndDerivative, SplineBoundary};
use super::knots::{augmented, not_a_knot};
use super::periodic::periodic_spline;
use super::spline::{BSpline, check_knots};
use crate::check::{check_abscissae, check_bounds, check_values};
use crate::cubic::check_period;
use crate::extrapolation::Extrapolation;
use crate::layout::Layout;

/// Makes the spline of degree `k` that goes through given points.
///
/// # Shapes
///
/// `x`: `[n]`, strictly ascending; `y`: any shape with length `n` along `axis`.
///
/// # Errors
///
/// [`Error::TooShort`] for fewer points than `k + 1` without conditions at the ends, or than one, or two
/// for a periodic spline; [`Error::Shape`], [`Error::NotFinite`]; [`Error::Values`] for abscissae that do
/// not ascend, a period that does not close, and conditions that are not as many as knots leave open;
/// [`Error::Parameter`] for an axis that `y` has not, or a derivative above the degree;
/// [`Error::OutOfBounds`] for abscissae beyond given knots; [`Error::Singular`] when knots do not suit
/// the points (Schoenberg and Whitney).
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Axis, array};
/// use onkai_interpolate::{InterpSplineOptions, make_interp_spline};
/// let x = Array1::linspace(0.0, 3.0, 7);
/// let options = InterpSplineOptions { degree: 5, ..Default::default() };
/// let spline = make_interp_spline(&x, &x.mapv(f64::exp), Axis(0), &options)?;
/// assert!((spline.at(&array![1.25])[0] - 1.25_f64.exp()).abs() < 1e-3);
/// # Ok::<(), onkai_interpolate::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Periodic splines of degree 0 and 1 repeat beyond their range, too.
///
/// # References
///
/// C. de Boor: *A Practical Guide to Splines*. Springer 1978, chapter XIII.
pub fn make_interp_spline<T: Real + LinalgScalar, D: RemoveAxis>(
    x: &ArrayRef1<T>,
    y: &ArrayRef<T, D>,
    axis: Axis,
    options: &InterpSplineOptions<T>,
) -> Result<BSpline<T, D>> {
    let k = options.degree;
    let layout = Layout::of(y, axis)?;
    let periodic = options.boundary == SplineBoundary::Periodic;
    check_abscissae("x", x, least_points(options))?;
    check_values("y", y, &layout, x.len())?;
    let (x, y) = (x.to_vec(), layout.rows(y));
    if periodic {
        check_period(&y, layout.n_lanes())?;
    }
    if k < 2 && options.knots.is_none() {
        return simple_spline(x, y, layout, options);
    }
    if periodic {
        return match options.knots {
            None => periodic_spline(&x, &y, k, layout),
            Some(_) => Err(Error::Values {
                name: "knots",
                requirement: "not be given for a periodic spline",
            }),
        };
    }
    let t = match (&options.knots, &options.boundary) {
        (Some(knots), _) => {
            check_knots(knots, k)?;
            check_bounds("x", x.iter().copied(), (knots[k], knots[knots.len() - k - 1]))?;
            knots.to_vec()
        }
        (None, SplineBoundary::NotAKnot) => not_a_knot(&x, k),
        (None, _) => augmented(&x, k),
    };
    let [start, end] = conditions(&options.boundary);
    let system = Collocation::new(&x, &t, k, [&start, &end])?;
    let c = system.solve(&y, &layout, [&start, &end])?;
    Ok(BSpline::from_parts(t, c, k, layout))
}

/// Options of [`make_interp_spline`]; the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct InterpSplineOptions<T> {
    /// The degree. Default: 3.
    pub degree: usize,
    /// What the spline does at its ends. Default: [`SplineBoundary::NotAKnot`].
    pub boundary: SplineBoundary<T>,
    /// The knots, in number that of the points, the conditions at the ends and `degree + 1`. Default:
    /// `None`, those that suit the boundary.
    pub knots: Option<Array1<T>>,
}

impl<T> Default for InterpSplineOptions<T> {
    fn default() -> Self {
        Self { degree: 3, boundary: SplineBoundary::NotAKnot, knots: None }
    }
}

fn least_points<T>(options: &InterpSplineOptions<T>) -> usize {
    match options.boundary {
        SplineBoundary::NotAKnot if options.knots.is_none() => options.degree.saturating_add(1),
        _ if 0 < options.degree => 2,
        _ => 1,
    }
}

/// Steps and lines, whose coefficients are the values.
fn simple_spline<T: Real, D: RemoveAxis>(
    x: Vec<T>,
    y: Vec<T>,
    layout: Layout<D>,
    options: &InterpSplineOptions<T>,
) -> Result<BSpline<T, D>> {
    let periodic = options.boundary == SplineBoundary::Periodic;
    if !(periodic || options.boundary == SplineBoundary::NotAKnot) {
        let requirement = "leave the ends alone for degrees 0 and 1";
        return Err(Error::Values { name: "boundary", requirement });
    }
    let (first, last) = (x[0], x[x.len() - 1]);
    let mut t = x;
    if options.degree == 1 {
        t.insert(0, first);
    }
    t.push(last);
    let spline = BSpline::from_parts(t, y, options.degree, layout);
    let usual = if periodic { Extrapolation::Periodic } else { Extrapolation::Continue };
    Ok(spline.with_extrapolation(usual))
}

/// The derivatives that are given at the start and at the end.
fn conditions<T: Real>(boundary: &SplineBoundary<T>) -> [Vec<EndDerivative<T>>; 2] {
    let both = |order| {
        let condition = EndDerivative::new(order, T::zero());
        [vec![condition.clone()], vec![condition]]
    };
    match boundary {
        SplineBoundary::NotAKnot | SplineBoundary::Periodic => [Vec::new(), Vec::new()],
        SplineBoundary::Clamped => both(1),
        SplineBoundary::Natural => both(2),
        SplineBoundary::Derivatives { start, end } => [start.clone(), end.clone()],
    }
}

/// The system that makes a spline meet its conditions, row by row: `k + 1` numbers and where they begin.
struct Collocation<T> {
    rows: Vec<T>,
    first_columns: Vec<usize>,
    k: usize,
}

impl<T: Real + LinalgScalar> Collocation<T> {
    fn new(x: &[T], t: &[T], k: usize, [start, end]: [&[EndDerivative<T>]; 2]) -> Result<Self> {
        let n = t.len() - k - 1;
        if n != x.len() + start.len() + end.len() {
            let requirement =
                "give as many derivatives as there are more B-splines on the knots than points";
            return Err(Error::Values { name: "boundary", requirement });
        }
        let mut rows = vec![T::zero(); n * (k + 1)];
        let mut first_columns = Vec::with_capacity(n);
        let (first, last) = (x[0], x[x.len() - 1]);
        let at_start = start.iter().map(|d| (first, d.order));
        let at_end = end.iter().map(|d| (last, d.order));
        let asked = at_start.chain(x.iter().map(|&x| (x, 0))).chain(at_end);
        let mut finder = KnotFinder::new(t, k);
        for ((x, nu), row) in asked.zip(rows.chunks_exact_mut(k + 1)) {
            if k < nu {
                return Err(Error::parameter("order", nu as f64, "at most the degree"));
            }
            let ell = finder.find(x);
            basis_derivatives(t, ell, x, nu, row);
            first_columns.push(ell - k);
        }
        Ok(Self { rows, first_columns, k })
    }

    /// How far numbers that are not zero lie below and above the diagonal.
    fn bandwidths(&self) -> (usize, usize) {
        let mut widths = (0, 0);
        let rows = self.rows.chunks_exact(self.k + 1).zip(&self.first_columns);
        for (i, (row, first)) in rows.enumerate() {
            for (a, _) in row.iter().enumerate().filter(|(_, b)| !b.is_zero()) {
                widths.0 = widths.0.max(i.saturating_sub(first + a));
                widths.1 = widths.1.max((first + a).saturating_sub(i));
            }
        }
        widths
    }

    /// The coefficients, as rows of lanes.
    fn solve<D: RemoveAxis>(
        &self,
        y: &[T],
        layout: &Layout<D>,
        [start, end]: [&[EndDerivative<T>]; 2],
    ) -> Result<Vec<T>> {
        let (n, r) = (self.first_columns.len(), layout.n_lanes());
        let (l, u) = self.bandwidths();
        let mut ab = Array2::zeros((l + u + 1, n));
        let rows = self.rows.chunks_exact(self.k + 1).zip(&self.first_columns);
        for (i, (row, first)) in rows.enumerate() {
            for (a, b) in row.iter().enumerate().filter(|(_, b)| !b.is_zero()) {
                ab[[u + i - (first + a), first + a]] = *b;
            }
        }
        let mut rhs = Vec::with_capacity(n * r);
        for derivative in start {
            rhs.extend(derivative.lane_values(layout)?);
        }
        rhs.extend_from_slice(y);
        for derivative in end {
            rhs.extend(derivative.lane_values(layout)?);
        }
        let rhs = Array2::from_shape_vec((n, r), rhs).expect("a row of lanes for each condition");
        let c = solve_banded((l, u), &ab, &rhs).map_err(|error| match error {
            Error::Singular { pivot, .. } => Error::Singular { name: "collocation", pivot },
            other => other,
        })?;
        Ok(c.iter().copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn message(x: &Array1<f64>, y: &Array1<f64>, options: &InterpSplineOptions<f64>) -> String {
        make_interp_spline(x, y, Axis(0), options).unwrap_err().to_string()
    }

    #[test]
    fn data_that_do_not_fit_are_named() {
        let usual = InterpSplineOptions::default();
        let three = array![0.0, 1.0, 2.0];
        assert_eq!(message(&three, &three, &usual), "`x` has length 3, but needs at least 4");
        let none = Array1::zeros(0);
        let steps = InterpSplineOptions { degree: 0, ..usual.clone() };
        assert_eq!(message(&none, &none, &steps), "`x` has length 0, but needs at least 1");
        let four = array![0.0, 1.0, 2.0, 3.0];
        assert_eq!(message(&four, &three, &usual), "`y` has shape [3], but must have [4]");
        assert!(message(&four, &array![0.0, 1.0, f64::NAN, 0.0], &usual).contains("not finite"));
        assert!(message(&array![0.0, 0.0, 1.0, 2.0], &four, &usual).contains("strictly ascending"));
        let periodic = InterpSplineOptions { boundary: SplineBoundary::Periodic, ..usual };
        assert!(message(&four, &four, &periodic).starts_with("`y` must end with"));
    }

    #[test]
    fn conditions_and_knots_that_do_not_fit_are_named() {
        let four = array![0.0, 1.0, 2.0, 3.0];
        let with = |degree, boundary| InterpSplineOptions { degree, boundary, knots: None };
        let error = message(&four, &four, &with(2, SplineBoundary::Natural));
        assert!(error.starts_with("`boundary` must give as many derivatives"));
        let error = message(&four, &four, &with(1, SplineBoundary::Clamped));
        assert!(error.starts_with("`boundary` must leave the ends alone"));
        let (start, end) = (vec![EndDerivative::new(4, 0.0)], vec![EndDerivative::new(1, 0.0)]);
        let error = message(&four, &four, &with(3, SplineBoundary::Derivatives { start, end }));
        assert_eq!(error, "`order` is 4, but must be at most the degree");
        let given = |knots| InterpSplineOptions { knots: Some(knots), ..Default::default() };
        let narrow = array![0.0, 0.0, 0.0, 0.0, 2.0, 2.0, 2.0, 2.0];
        assert!(message(&four, &four, &given(narrow)).starts_with("`x` is out of bounds"));
        // Four points in the first of two intervals, none in the second.
        let x = array![0.0, 0.1, 0.2, 0.3, 0.4];
        let t = array![0.0, 0.0, 0.0, 0.0, 5.0, 9.0, 9.0, 9.0, 9.0];
        assert!(message(&x, &x, &given(t)).starts_with("singular matrix"));
    }
}
