//! The coefficients of the spline that passes through given samples.
//!
//! Counterpart of `scipy.ndimage.spline_filter1d` and `spline_filter`.

use ndarray::{Array, ArrayRef, Axis, Dimension};
use onkai_core::{PadMode, Real, Result};

use super::options::check_order;
use crate::boundary::Boundary;
use crate::grid::{check_axes, check_axis, elements, from_elements};
use crate::window::{LineFilter, Sliding, filter_in_place};

/// The coefficients, along `axis`, of the B-spline that passes through the samples.
///
/// ```text
/// x[i] = Σₖ c[k] · β(i - k)        β: the centred B-spline of the order
/// ```
///
/// Beyond the ends the spline goes on as the boundary says; for those without a closed form of their own
/// ([`Constant`](Boundary::Constant), [`GridConstant`](Boundary::GridConstant) and
/// [`Wrap`](Boundary::Wrap)) it is mirrored, and for [`Nearest`](Boundary::Nearest) it is reflected.
///
/// # Shapes
///
/// `x`: any. Returns the same shape; for the orders 0 and 1 the samples themselves.
///
/// # Errors
///
/// [`Error::Parameter`](crate::Error::Parameter) when `x` has no such axis, or the order is above 5.
///
/// # Examples
///
/// ```
/// use ndarray::{Axis, array};
/// use onkai_ndimage::{Boundary, spline_filter1d};
/// let c = spline_filter1d(&array![6.0, 6.0, 6.0], Axis(0), 3, Boundary::Mirror)?;
/// assert!(c.iter().all(|c: &f64| (c - 6.0).abs() < 1e-12));
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// The coefficients of f32 samples are f32; SciPy's default is f64. Where the spline is reflected, SciPy
/// 1.17 begins its recursion with a sum that has already been changed, an error of about `0.43²ⁿ` for
/// `n` samples and order 5, less for lower orders.
///
/// # References
///
/// M. Unser, A. Aldroubi, M. Eden, "Fast B-spline transforms for continuous image representation and
/// interpolation", IEEE Trans. Pattern Anal. Mach. Intell. 13(3), 1991. <https://doi.org/10.1109/34.75515>
pub fn spline_filter1d<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    axis: Axis,
    order: usize,
    boundary: Boundary<F>,
) -> Result<Array<F, D>> {
    check_axis(axis, x.ndim())?;
    check_order(order)?;
    let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
    prefilter(&mut out, axis, order, boundary);
    Ok(out)
}

/// [`spline_filter1d`] along every axis.
///
/// # Shapes
///
/// `x`: any, with at least one axis. Returns the same shape.
///
/// # Errors
///
/// As [`spline_filter1d`].
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_ndimage::{Boundary, InterpolationOptions, shift, spline_filter};
/// let x = Array2::from_shape_fn((6, 6), |(i, j)| (i * j) as f64);
/// let c = spline_filter(&x, 3, Boundary::Mirror)?;
/// let options = InterpolationOptions { boundary: Boundary::Mirror, ..Default::default() };
/// let prefiltered = InterpolationOptions { prefilter: false, ..options };
/// let difference = shift(&c, &[0.5], &prefiltered)? - shift(&x, &[0.5], &options)?;
/// assert!(difference.iter().all(|d| d.abs() < 1e-12));
/// # Ok::<(), onkai_ndimage::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// As [`spline_filter1d`]. SciPy refuses the orders 0 and 1, which change nothing.
pub fn spline_filter<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    order: usize,
    boundary: Boundary<F>,
) -> Result<Array<F, D>> {
    check_axes(x.ndim())?;
    check_order(order)?;
    let mut out = from_elements(x.raw_dim(), elements(x).into_owned());
    for axis in 0..x.ndim() {
        prefilter(&mut out, Axis(axis), order, boundary);
    }
    Ok(out)
}

/// Replaces samples along `axis` by coefficients; the order has been checked.
pub(super) fn prefilter<F: Real, D: Dimension>(
    x: &mut Array<F, D>,
    axis: Axis,
    order: usize,
    boundary: Boundary<F>,
) {
    let poles = poles(order);
    let n = x.len_of(axis);
    if poles.is_empty() || n < 2 {
        return;
    }
    let window = Sliding::at(n, (1, 0), boundary);
    filter_in_place(x, axis, &window, &Recursion { poles, extension: extension(boundary) });
}

/// How the coefficients of a spline go on beyond the ends.
pub(super) fn extension<F: Real>(boundary: Boundary<F>) -> PadMode<F> {
    match boundary {
        Boundary::Reflect | Boundary::Nearest => PadMode::Symmetric,
        Boundary::GridWrap => PadMode::Wrap,
        Boundary::Mirror | Boundary::Wrap | Boundary::Constant(_) | Boundary::GridConstant(_) => {
            PadMode::Reflect
        }
    }
}

/// The roots within the unit circle of the B-spline's values at integers, taken as a polynomial
/// (Unser, Aldroubi and Eden 1991).
fn poles(order: usize) -> Vec<f64> {
    // Orders 4 and 5: with s = z + 1/z both have the form s² + p s + q = 0, so z = (s + √(s² - 4)) / 2.
    let pair = |p: f64, q: f64| {
        let root = (p * p - 4.0 * q).sqrt();
        // The roots in s are negative; the one of larger size is taken first to avoid cancellation.
        let far = (-p - root) / 2.0;
        let near = q / far;
        let pole = |s: f64| 2.0 / (s - (s * s - 4.0).sqrt());
        vec![pole(near), pole(far)]
    };
    match order {
        2 => vec![1.0 / (-3.0 - 8.0_f64.sqrt())],
        3 => vec![1.0 / (-2.0 - 3.0_f64.sqrt())],
        4 => pair(76.0, 228.0),
        5 => pair(26.0, 64.0),
        _ => Vec::new(),
    }
}

struct Recursion<F> {
    poles: Vec<f64>,
    extension: PadMode<F>,
}

/// A power of a pole below this does not count.
const NEGLIGIBLE: f64 = 1e-18;

impl<F: Real> LineFilter<F> for Recursion<F> {
    fn run<const W: usize>(&self, line: &[[F; W]], out: &mut [[F; W]]) {
        let gain: f64 = self.poles.iter().map(|z| (1.0 - z) * (1.0 - 1.0 / z)).product();
        let gain = F::of(gain);
        out.iter_mut().zip(line).for_each(|(out, v)| *out = v.map(|v| v * gain));
        for &pole in &self.poles {
            self.forth_and_back(out, pole);
        }
    }
}

impl<F: Real> Recursion<F> {
    /// Both first-order recursions of a pole, each begun with what the extension would have led to.
    fn forth_and_back<const W: usize>(&self, c: &mut [[F; W]], pole: f64) {
        let z = F::of(pole);
        let n = c.len();
        c[0] = self.geometric_sum(c, pole, |k| -k);
        let mut previous = c[0];
        for c in &mut c[1..] {
            *c = std::array::from_fn(|w| c[w] + z * previous[w]);
            previous = *c;
        }
        let (last, before) = (c[n - 1], c[n - 2]);
        let factor = F::of(match self.extension {
            PadMode::Symmetric => pole / (pole - 1.0),
            PadMode::Wrap => -pole,
            _ => pole / (pole * pole - 1.0),
        });
        let sum = match self.extension {
            PadMode::Symmetric => last,
            PadMode::Wrap => self.geometric_sum(c, pole, |k| k + n.cast_signed() - 1),
            _ => std::array::from_fn(|w| last[w] + z * before[w]),
        };
        c[n - 1] = sum.map(|v| v * factor);
        let mut next = c[n - 1];
        for c in c[..n - 1].iter_mut().rev() {
            *c = std::array::from_fn(|w| z * (next[w] - c[w]));
            next = *c;
        }
    }

    /// `Σₖ poleᵏ · c[place(k)]` over the extended line.
    fn geometric_sum<const W: usize>(
        &self,
        c: &[[F; W]],
        pole: f64,
        place: impl Fn(isize) -> isize,
    ) -> [F; W] {
        let mut sum = [F::zero(); W];
        let (mut power, mut k) = (1.0_f64, 0);
        while NEGLIGIBLE < power.abs() {
            if let Some(i) = self.extension.source(place(k), c.len()) {
                sum.iter_mut().zip(c[i]).for_each(|(sum, v)| *sum += F::of(power) * v);
            }
            power *= pole;
            k += 1;
        }
        sum
    }
}
