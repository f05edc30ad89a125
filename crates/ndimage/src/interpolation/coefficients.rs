//! What is interpolated: an array turned into the coefficients of a spline.

use std::borrow::Cow;

use ndarray::{ArrayD, ArrayRef, Axis, Dimension, IxDyn};
use onkai_core::{Error, Real, Result};

use super::options::{InterpolationOptions, check_order};
use super::spline_filter::prefilter;
use super::taps::SplineAxis;
use crate::boundary::Boundary;
use crate::grid::{check_axes, elements, from_elements, n_elements, strides};
use crate::window::Padded;

/// Calls a function that has the number of taps as its const argument.
macro_rules! with_order {
    ($order:expr, $function:ident($($argument:expr),* $(,)?)) => {
        match $order {
            0 => $function::<F, 1>($($argument),*),
            1 => $function::<F, 2>($($argument),*),
            2 => $function::<F, 3>($($argument),*),
            3 => $function::<F, 4>($($argument),*),
            4 => $function::<F, 5>($($argument),*),
            _ => $function::<F, 6>($($argument),*),
        }
    };
}
pub(super) use with_order;

/// A spline of any dimension, row by row.
pub(super) struct Coefficients<'a, F: Real> {
    pub(super) data: Cow<'a, [F]>,
    pub(super) axes: Vec<SplineAxis<F>>,
    pub(super) order: usize,
    /// The value of all points beyond the ends, if the boundary has one.
    pub(super) fill: F,
}

/// Samples that are put around an array whose boundary has no recursion of its own, as SciPy does: what
/// the mirror beyond them would change has died away.
const MARGIN: usize = 12;

impl<'a, F: Real> Coefficients<'a, F> {
    /// Checks and prepares `x`.
    pub(super) fn new<D: Dimension>(
        x: &'a ArrayRef<F, D>,
        options: &InterpolationOptions<F>,
    ) -> Result<Self> {
        check_axes(x.ndim())?;
        check_order(options.order)?;
        let boundary = options.boundary;
        let is_filtered = options.prefilter && 1 < options.order && !x.is_empty();
        let needs_margin = matches!(boundary, Boundary::Nearest | Boundary::GridConstant(_));
        let n_padded = if is_filtered && needs_margin { MARGIN } else { 0 };
        let mut data = elements(x);
        let mut shape = x.shape().to_vec();
        if 0 < n_padded {
            let margin = vec![n_padded; shape.len()];
            let padded = Padded::new(&data, &shape, &margin, &margin, boundary);
            (data, shape) = (Cow::Owned(padded.data), padded.shape);
        }
        if is_filtered {
            let mut array: ArrayD<F> = from_elements(IxDyn(&shape), data.into_owned());
            for axis in 0..shape.len() {
                prefilter(&mut array, Axis(axis), options.order, boundary);
            }
            data = Cow::Owned(array.into_raw_vec_and_offset().0);
        }
        let axes = shape.iter().zip(strides(&shape));
        let axes = axes.map(|(&len, stride)| SplineAxis { len, stride, n_padded, boundary });
        Ok(Self { data, axes: axes.collect(), order: options.order, fill: boundary.fill() })
    }

    /// The length of each axis.
    pub(super) fn shape(&self) -> Vec<usize> {
        self.axes.iter().map(|axis| axis.len).collect()
    }

    /// Refuses to make something of nothing.
    pub(super) fn check_not_empty(&self) -> Result<()> {
        if self.data.is_empty() {
            return Err(Error::TooShort { name: "x", expected: 1, actual: 0 });
        }
        Ok(())
    }
}

/// Refuses results that cannot be held.
pub(super) fn check_output<F>(name: &'static str, shape: &[usize]) -> Result<()> {
    let fits = n_elements(shape).is_some_and(|n| Vec::<F>::new().try_reserve_exact(n).is_ok());
    if fits {
        return Ok(());
    }
    Err(Error::Values { name, requirement: "give a result that can be held" })
}
