//! Discrete cosine transforms of types I to IV.
//!
//! Counterpart of `scipy.fft.dct`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, as_contiguous};
use rustdct::{Dct1, Dct4, TransformType2And3};

use crate::planner::with_cosine_planner;

/// The discrete cosine transform.
///
/// ```text
/// I    y[k] = x[0] + (-1)^k x[N-1] + 2 Σ_{0<n<N-1} x[n] cos(π k n / (N-1))
/// II   y[k] = 2 Σₙ x[n] cos(π k (2n+1) / 2N)
/// III  y[k] = x[0] + 2 Σ_{0<n} x[n] cos(π (2k+1) n / 2N)
/// IV   y[k] = 2 Σₙ x[n] cos(π (2k+1)(2n+1) / 4N)
/// ```
///
/// [`DctNorm::Ortho`] makes each of them an orthogonal matrix.
///
/// # Shapes
///
/// `x`: `[N]`, `N ≥ 1` (type I: `N ≥ 2`). Returns `[N]`.
///
/// # Errors
///
/// [`Error::TooShort`] when `x` has too few samples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_fft::{DctNorm, DctType, dct};
/// let y = dct(&array![1.0, 1.0, 1.0, 1.0], DctType::II, DctNorm::Ortho)?;
/// assert!((y[0] - 2.0_f64).abs() < 1e-12 && y[1].abs() < 1e-12);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
pub fn dct<F: Real>(x: &ArrayRef1<F>, kind: DctType, norm: DctNorm) -> Result<Array1<F>> {
    let plan = DctPlan::new(x.len(), kind, norm)?;
    let mut out = as_contiguous(x).into_owned();
    plan.run_into(&mut out, &mut plan.make_scratch());
    Ok(out.into())
}

/// The boundary conditions of a cosine transform; see [`dct`] for the formulas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(clippy::upper_case_acronyms, reason = "these are Roman numerals")]
pub enum DctType {
    /// Even about both end samples.
    I,
    /// Even about both half samples beyond the ends: "the" DCT, the inverse of type III.
    #[default]
    II,
    /// The inverse of type II.
    III,
    /// Its own inverse; even about one end, odd about the other.
    IV,
}

/// How a cosine transform is scaled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DctNorm {
    /// Not at all: the formulas as [`dct`] gives them.
    #[default]
    Backward,
    /// To an orthogonal matrix.
    Ortho,
    /// By `1 / 2N` (type I: `1 / 2(N-1)`), which makes the inverse the unscaled one.
    Forward,
}

impl FromStr for DctNorm {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "backward" => Ok(Self::Backward),
            "ortho" => Ok(Self::Ortho),
            "forward" => Ok(Self::Forward),
            _ => Err(Error::UnknownName {
                name: "normalization",
                value: name.to_owned(),
                known: "backward, ortho, forward",
            }),
        }
    }
}

/// A cosine transform of one length, ready to run in place.
#[derive(Clone)]
pub struct DctPlan<F: Real> {
    kernel: Kernel<F>,
    len: usize,
    norm: DctNorm,
}

#[derive(Clone)]
enum Kernel<F: Real> {
    Type1(Arc<dyn Dct1<F>>),
    Type2(Arc<dyn TransformType2And3<F>>),
    Type3(Arc<dyn TransformType2And3<F>>),
    Type4(Arc<dyn Dct4<F>>),
}

impl<F: Real> DctPlan<F> {
    /// Plans a transform of `n` samples.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `n` is zero, or one for type I.
    pub fn new(n: usize, kind: DctType, norm: DctNorm) -> Result<Self> {
        let least = if kind == DctType::I { 2 } else { 1 };
        if n < least {
            return Err(Error::TooShort { name: "x", expected: least, actual: n });
        }
        let kernel = with_cosine_planner(|planner| match kind {
            DctType::I => Kernel::Type1(planner.plan_dct1(n)),
            DctType::II => Kernel::Type2(planner.plan_dct2(n)),
            DctType::III => Kernel::Type3(planner.plan_dct3(n)),
            DctType::IV => Kernel::Type4(planner.plan_dct4(n)),
        });
        Ok(Self { kernel, len: n, norm })
    }

    /// How many samples are transformed.
    #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// The scratch buffer of [`run_into`](Self::run_into).
    pub fn make_scratch(&self) -> Vec<F> {
        let len = match &self.kernel {
            Kernel::Type1(k) => k.get_scratch_len(),
            Kernel::Type2(k) | Kernel::Type3(k) => k.get_scratch_len(),
            Kernel::Type4(k) => k.get_scratch_len(),
        };
        vec![F::zero(); len]
    }

    /// Transforms `buffer` in place; allocates nothing.
    ///
    /// # Panics
    ///
    /// When `buffer` is not of the planned length, or `scratch` is not from
    /// [`make_scratch`](Self::make_scratch).
    pub fn run_into(&self, buffer: &mut [F], scratch: &mut [F]) {
        assert_eq!(buffer.len(), self.len, "`buffer` must have the planned length");
        self.scale_input(buffer);
        match &self.kernel {
            Kernel::Type1(k) => k.process_dct1_with_scratch(buffer, scratch),
            Kernel::Type2(k) => k.process_dct2_with_scratch(buffer, scratch),
            Kernel::Type3(k) => k.process_dct3_with_scratch(buffer, scratch),
            Kernel::Type4(k) => k.process_dct4_with_scratch(buffer, scratch),
        }
        self.scale_output(buffer);
    }

    /// Orthogonal transforms of type I and III weigh the end samples on the way in.
    fn scale_input(&self, buffer: &mut [F]) {
        if self.norm != DctNorm::Ortho {
            return;
        }
        match self.kernel {
            Kernel::Type1(_) => {
                buffer[0] *= F::SQRT_2();
                buffer[self.len - 1] *= F::SQRT_2();
            }
            Kernel::Type3(_) => buffer[0] *= F::SQRT_2(),
            Kernel::Type2(_) | Kernel::Type4(_) => {}
        }
    }

    /// rustdct's transforms are half of SciPy's; orthogonal ones of type I and II weigh the ends.
    fn scale_output(&self, buffer: &mut [F]) {
        // Length of the period of which the transform is the even half.
        let period = match self.kernel {
            Kernel::Type1(_) => 2 * (self.len - 1),
            _ => 2 * self.len,
        };
        let two = F::of(2.0);
        let scale = match self.norm {
            DctNorm::Backward => two,
            DctNorm::Ortho => two / F::of_usize(period).sqrt(),
            DctNorm::Forward => two / F::of_usize(period),
        };
        for v in &mut *buffer {
            *v *= scale;
        }
        if self.norm != DctNorm::Ortho {
            return;
        }
        match self.kernel {
            Kernel::Type1(_) => {
                buffer[0] *= F::FRAC_1_SQRT_2();
                buffer[self.len - 1] *= F::FRAC_1_SQRT_2();
            }
            Kernel::Type2(_) => buffer[0] *= F::FRAC_1_SQRT_2(),
            Kernel::Type3(_) | Kernel::Type4(_) => {}
        }
    }
}

impl<F: Real> fmt::Debug for DctPlan<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DctPlan")
            .field("len", &self.len)
            .field("norm", &self.norm)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_one_needs_two_samples() {
        let one = Array1::<f32>::ones(1);
        let error = dct(&one, DctType::I, DctNorm::Backward).unwrap_err();
        assert_eq!(error, Error::TooShort { name: "x", expected: 2, actual: 1 });
        assert_eq!(dct(&one, DctType::II, DctNorm::Backward).unwrap()[0], 2.0);
    }
}
