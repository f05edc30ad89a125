//! Plans of cosine and sine transforms.

use std::fmt;

use num_complex::Complex;
use onkai_core::{Real, Result};

use crate::norm::Norm;
use crate::plan::{FftPlan, Loan, RealFftPlan, Spare, cached, check_len};
use crate::trigonometric::ends::Ends;
use crate::trigonometric::halves::Halves;
use crate::trigonometric::kind::DctType;
use crate::trigonometric::quarters::{EvenQuarters, OddQuarters};

/// A cosine transform of one length, ready to run in place.
///
/// # Examples
///
/// ```
/// use onkai_fft::{DctPlan, DctType, Norm};
/// let plan = DctPlan::new(4, DctType::II, Norm::Ortho)?;
/// let mut buffer = [1.0_f32; 4];
/// plan.run_into(&mut buffer, &mut plan.make_scratch());
/// assert!((buffer[0] - 2.0).abs() < 1e-6 && buffer[1].abs() < 1e-6);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
#[derive(Clone)]
pub struct DctPlan<F: Real>(Plan<F>);

/// A sine transform of one length, ready to run in place.
///
/// # Examples
///
/// ```
/// use onkai_fft::{DctType, DstPlan, Norm};
/// let plan = DstPlan::new(1, DctType::I, Norm::Backward)?;
/// let mut buffer = [3.0_f64];
/// plan.run_into(&mut buffer, &mut plan.make_scratch());
/// assert!((buffer[0] - 6.0).abs() < 1e-15);
/// # Ok::<(), onkai_fft::Error>(())
/// ```
#[derive(Clone)]
pub struct DstPlan<F: Real>(Plan<F>);

/// The buffers that [`DctPlan::run_into`] and [`DstPlan::run_into`] work in.
#[derive(Clone, Debug)]
pub struct DctScratch<F> {
    pub(super) signal: Vec<F>,
    pub(super) spectrum: Vec<Complex<F>>,
    pub(super) fft: Vec<Complex<F>>,
}

macro_rules! impl_public_plan {
    ($plan:ident, $family:expr, $least:literal) => {
        impl<F: Real> $plan<F> {
            /// Plans a transform of `n` samples. What undoes it is the plan with `kind.inverse()` and
            /// `norm.inverse()`.
            ///
            /// # Errors
            ///
            #[doc = concat!("[`Error::TooShort`](crate::Error::TooShort) when `n` is less than ", $least, ".")]
            pub fn new(n: usize, kind: DctType, norm: Norm) -> Result<Self> {
                Plan::new(n, $family, kind, norm).map(Self)
            }

            /// Whether end samples and bins are weighed so that the matrix of the transform is
            /// orthogonal up to a factor; a new plan does so if its norm is [`Norm::Ortho`].
            #[must_use]
            pub fn with_orthogonalize(self, orthogonalize: bool) -> Self {
                Self(Plan { orthogonalize, ..self.0 })
            }

            /// How many samples are transformed.
            #[allow(clippy::len_without_is_empty, reason = "a plan is never empty")]
            pub fn len(&self) -> usize {
                self.0.n
            }

            /// The scratch buffers of [`run_into`](Self::run_into).
            pub fn make_scratch(&self) -> DctScratch<F> {
                self.0.make_scratch()
            }

            /// Transforms `buffer` in place; allocates nothing.
            ///
            /// # Panics
            ///
            /// When `buffer` is not of the planned length, or `scratch` is not from
            /// [`make_scratch`](Self::make_scratch).
            pub fn run_into(&self, buffer: &mut [F], scratch: &mut DctScratch<F>) {
                assert_eq!(buffer.len(), self.len(), "`buffer` must have the planned length");
                self.0.load(|i| buffer[i], scratch);
                self.0.transform(scratch);
                self.0.store(|k, v| buffer[k] = v, scratch);
            }
        }

        impl<F: Real> fmt::Debug for $plan<F> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($plan))
                    .field("len", &self.0.n)
                    .field("kind", &self.0.kind)
                    .field("norm", &self.0.norm)
                    .field("orthogonalize", &self.0.orthogonalize)
                    .finish_non_exhaustive()
            }
        }
    };
}
impl_public_plan!(DctPlan, Family::Cosine, "1 (type I: 2)");
impl_public_plan!(DstPlan, Family::Sine, "1");

/// Cosines or sines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Cosine,
    Sine,
}

/// Any transform of the sixteen: a kernel, the way to lay samples before it, and a scale.
///
/// But for type I, sine transforms are cosine transforms of the samples with alternating signs or in
/// reversed order, whose bins are reversed or alternate in turn.
#[derive(Clone)]
pub(super) struct Plan<F: Real> {
    kernel: Kernel<F>,
    spare: Spare<DctScratch<F>>,
    n: usize,
    family: Family,
    kind: DctType,
    norm: Norm,
    pub(super) orthogonalize: bool,
}

#[derive(Clone)]
enum Kernel<F: Real> {
    Ends(Ends<F>),
    Halves(Halves<F>),
    HalvesInverse(Halves<F>),
    EvenQuarters(EvenQuarters<F>),
    OddQuarters(OddQuarters<F>),
}

impl<F: Real> Plan<F> {
    pub(super) fn new(n: usize, family: Family, kind: DctType, norm: Norm) -> Result<Self> {
        let least = if (family, kind) == (Family::Cosine, DctType::I) { 2 } else { 1 };
        check_len(n, least)?;
        let variant = 2 * kind as u8 + family as u8;
        let plan = cached(n, variant, || {
            let kernel = match kind {
                DctType::I => Kernel::Ends(Ends::new(n, family == Family::Sine)?),
                DctType::II => Kernel::Halves(Halves::new(n)?),
                DctType::III => Kernel::HalvesInverse(Halves::new(n)?),
                DctType::IV if n.is_multiple_of(2) => Kernel::EvenQuarters(EvenQuarters::new(n)?),
                DctType::IV => Kernel::OddQuarters(OddQuarters::new(n)?),
            };
            let (spare, norm) = (Spare::new(), Norm::default());
            Ok(Self { kernel, spare, n, family, kind, norm, orthogonalize: false })
        })?;
        Ok(Self { norm, orthogonalize: norm == Norm::Ortho, ..plan })
    }

    pub(super) fn make_scratch(&self) -> DctScratch<F> {
        let real = |fft: &RealFftPlan<F>| DctScratch {
            signal: vec![F::zero(); fft.len()],
            spectrum: vec![Complex::default(); fft.spectrum_len()],
            fft: fft.make_scratch(),
        };
        let complex = |fft: &FftPlan<F>| DctScratch {
            signal: Vec::new(),
            spectrum: vec![Complex::default(); fft.len()],
            fft: fft.make_scratch(),
        };
        match &self.kernel {
            Kernel::Ends(kernel) => real(&kernel.fft),
            Kernel::Halves(kernel) | Kernel::HalvesInverse(kernel) => real(&kernel.fft),
            Kernel::EvenQuarters(kernel) => complex(&kernel.fft),
            Kernel::OddQuarters(kernel) => real(&kernel.fft),
        }
    }

    /// Scratch buffers that outlive the call.
    pub(super) fn borrow_scratch(&self) -> Loan<DctScratch<F>> {
        self.spare.borrow(|| self.make_scratch())
    }

    /// Takes the samples.
    pub(super) fn load(&self, read: impl Fn(usize) -> F, scratch: &mut DctScratch<F>) {
        let last = self.n - 1;
        match (self.family, self.kind) {
            (Family::Cosine, _) | (_, DctType::I) => self.load_cosine(read, scratch),
            (Family::Sine, DctType::II) => {
                self.load_cosine(|i| alternating(i, read(i)), scratch);
            }
            (Family::Sine, DctType::III | DctType::IV) => {
                self.load_cosine(|i| read(last - i), scratch);
            }
        }
    }

    /// Transforms what has been taken.
    pub(super) fn transform(&self, scratch: &mut DctScratch<F>) {
        match &self.kernel {
            Kernel::Ends(kernel) => kernel.run(scratch),
            Kernel::Halves(kernel) => kernel.run(scratch),
            Kernel::HalvesInverse(kernel) => kernel.run_inverse(scratch),
            Kernel::EvenQuarters(kernel) => kernel.run(scratch),
            Kernel::OddQuarters(kernel) => kernel.run(scratch),
        }
    }

    /// Gives the bins, each once, in any order.
    pub(super) fn store(&self, mut write: impl FnMut(usize, F), scratch: &DctScratch<F>) {
        let last = self.n - 1;
        match (self.family, self.kind) {
            (Family::Cosine, _) | (_, DctType::I) => self.store_cosine(write, scratch),
            (Family::Sine, DctType::II) => self.store_cosine(|k, v| write(last - k, v), scratch),
            (Family::Sine, DctType::III | DctType::IV) => {
                self.store_cosine(|k, v| write(k, alternating(k, v)), scratch);
            }
        }
    }

    fn load_cosine(&self, read: impl Fn(usize) -> F, scratch: &mut DctScratch<F>) {
        match &self.kernel {
            Kernel::Ends(kernel) => kernel.load(read, self.weight(), scratch),
            Kernel::Halves(kernel) => kernel.load(read, scratch),
            Kernel::HalvesInverse(kernel) => kernel.load_inverse(read, self.weight(), scratch),
            Kernel::EvenQuarters(kernel) => kernel.load(read, scratch),
            Kernel::OddQuarters(kernel) => kernel.load(read, scratch),
        }
    }

    fn store_cosine(&self, write: impl FnMut(usize, F), scratch: &DctScratch<F>) {
        let scale = self.norm.factor(self.period());
        match &self.kernel {
            Kernel::Ends(kernel) => kernel.store(write, (scale, self.weight()), scratch),
            Kernel::Halves(kernel) => kernel.store(write, (scale, self.weight()), scratch),
            Kernel::HalvesInverse(kernel) => kernel.store_inverse(write, scale, scratch),
            Kernel::EvenQuarters(kernel) => kernel.store(write, scale, scratch),
            Kernel::OddQuarters(kernel) => kernel.store(write, scale, scratch),
        }
    }

    /// What samples and bins that are their own mirror images are weighed by.
    fn weight(&self) -> F {
        if self.orthogonalize { F::SQRT_2() } else { F::one() }
    }

    /// Length of the period of which the transform is the even or odd half.
    fn period(&self) -> usize {
        match &self.kernel {
            Kernel::Ends(kernel) => kernel.fft.len(),
            _ => 2 * self.n,
        }
    }
}

/// Minus the value, if its index is odd.
#[inline]
fn alternating<F: Real>(index: usize, value: F) -> F {
    if index.is_multiple_of(2) { value } else { -value }
}

#[cfg(test)]
mod tests {
    use onkai_core::Error;

    use super::*;

    #[test]
    fn type_one_of_cosines_needs_two_samples() {
        let error = DctPlan::<f32>::new(1, DctType::I, Norm::Backward).unwrap_err();
        assert_eq!(error, Error::TooShort { name: "x", expected: 2, actual: 1 });
        for kind in [DctType::I, DctType::II, DctType::III, DctType::IV] {
            assert!(DctPlan::<f64>::new(0, kind, Norm::Ortho).is_err());
            assert!(DstPlan::<f64>::new(0, kind, Norm::Ortho).is_err());
        }
    }

    #[test]
    fn plans_may_be_shared_and_sent() {
        fn check<T: Send + Sync>() {}
        check::<DctPlan<f32>>();
        check::<DstPlan<f64>>();
    }

    #[test]
    fn the_inverse_plan_undoes_the_plan() {
        let x = [3.0, -1.0, 4.0, 1.0, -5.0, 9.0, 2.0];
        for kind in [DctType::I, DctType::II, DctType::III, DctType::IV] {
            for norm in [Norm::Backward, Norm::Ortho, Norm::Forward] {
                let there = DctPlan::new(7, kind, norm).unwrap().with_orthogonalize(true);
                let back = DctPlan::new(7, kind.inverse(), norm.inverse()).unwrap();
                let back = back.with_orthogonalize(true);
                let mut y: [f64; 7] = x;
                there.run_into(&mut y, &mut there.make_scratch());
                back.run_into(&mut y, &mut back.make_scratch());
                assert!(x.iter().zip(y).all(|(a, b)| (a - b).abs() < 1e-13), "{kind:?} {norm:?}");
            }
        }
    }
}
