//! A cascade of sections that remembers, for signals that come block by block.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Result, Scalar, as_contiguous, check_finite};

use crate::iir::check_sections;
use crate::sosfilt::kernels::{Section, cascade, cascade_in_place};

/// A filter of second-order sections of one channel, with its state; see
/// [`sosfilt`](crate::sosfilt).
///
/// However a signal is cut into blocks, the output is the same, to the last bit.
///
/// # Examples
///
/// ```
/// use ndarray::{array, s};
/// use onkai_signal::{Band, SosFilter, butter};
/// let sos = butter(4, Band::LowPass(0.2), 2.0)?.to_sos()?;
/// let x = array![1.0, 2.0, 3.0, 4.0];
/// let whole = SosFilter::new(&sos)?.run(&x);
/// let mut filter = SosFilter::new(&sos)?;
/// assert_eq!(filter.run(&x.slice(s![..3])), whole.slice(s![..3]));
/// assert_eq!(filter.run(&x.slice(s![3..])), whole.slice(s![3..]));
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SosFilter<T: Scalar> {
    sections: Vec<Section<T::Real>>,
    // One element a section.
    state: Vec<[T; 2]>,
}

impl<T: Scalar> SosFilter<T> {
    /// A filter at rest.
    ///
    /// # Shapes
    ///
    /// `sos`: `[n_sections, 6]`, `b0, b1, b2, 1, a1, a2` of each section.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when `sos` has not six columns, [`Error::TooShort`] when it has no row,
    /// [`Error::Values`] when an `a0` is not 1, [`Error::NotFinite`].
    pub fn new(sos: &ArrayRef2<T::Real>) -> Result<Self> {
        check_sections(sos)?;
        check_finite("sos", sos)?;
        let sections: Vec<_> = sos
            .rows()
            .into_iter()
            .map(|row| Section { b: [row[0], row[1], row[2]], a: [row[4], row[5]] })
            .collect();
        let state = vec![[T::zero(); 2]; sections.len()];
        Ok(Self { sections, state })
    }

    /// Filters the next block.
    pub fn run(&mut self, x: &ArrayRef1<T>) -> Array1<T> {
        let mut y = vec![T::zero(); x.len()];
        cascade(&self.sections, &as_contiguous(x), &mut y, &mut self.state);
        y.into()
    }

    /// Filters the next block into `out`; allocates nothing where both lie contiguously.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when `out` is not as long as `x`; the state is then unchanged.
    pub fn run_into(&mut self, x: &ArrayRef1<T>, out: &mut ArrayRef1<T>) -> Result<()> {
        if out.len() != x.len() {
            let (expected, actual) = (vec![x.len()], vec![out.len()]);
            return Err(Error::Shape { name: "out", expected, actual });
        }
        self.run_lane(x, out);
        Ok(())
    }

    /// The state, `[n_sections, 2]`: what SciPy calls `zf`.
    pub fn state(&self) -> Array2<T> {
        Array2::from_shape_fn((self.state.len(), 2), |(section, k)| self.state[section][k])
    }

    /// Goes on from another state: what SciPy calls `zi`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when it is not `[n_sections, 2]`.
    pub fn set_state(&mut self, zi: &ArrayRef2<T>) -> Result<()> {
        if zi.dim() != (self.state.len(), 2) {
            let (expected, actual) = (vec![self.state.len(), 2], zi.shape().to_vec());
            return Err(Error::Shape { name: "zi", expected, actual });
        }
        for (state, zi) in self.state.iter_mut().zip(zi.rows()) {
            *state = [zi[0], zi[1]];
        }
        Ok(())
    }

    /// Comes to rest.
    pub fn reset(&mut self) {
        self.state.fill([T::zero(); 2]);
    }

    /// Filters a whole signal, starting from the state `start` times its first sample.
    pub(crate) fn run_steadily(&mut self, start: &[[T::Real; 2]], samples: &mut [T]) {
        if let Some(&first) = samples.first() {
            for (state, start) in self.state.iter_mut().zip(start) {
                *state = start.map(|z| first.scale(z));
            }
        }
        cascade_in_place(&self.sections, samples, &mut self.state);
    }

    /// Filters one lane of an array, which need not be contiguous.
    pub(super) fn run_lane(&mut self, x: &ArrayRef1<T>, out: &mut ArrayRef1<T>) {
        let x = as_contiguous(x);
        if let Some(out) = out.as_slice_mut() {
            cascade(&self.sections, &x, out, &mut self.state);
        } else {
            let mut y = vec![T::zero(); x.len()];
            cascade(&self.sections, &x, &mut y, &mut self.state);
            out.iter_mut().zip(y).for_each(|(o, y)| *o = y);
        }
    }

    /// The state of each section.
    pub(super) fn state_mut(&mut self) -> &mut [[T; 2]] {
        &mut self.state
    }

    pub(super) fn sections(&self) -> &[Section<T::Real>] {
        &self.sections
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_sections_are_named() {
        let message = |sos: Array2<f64>| SosFilter::<f64>::new(&sos).unwrap_err().to_string();
        assert_eq!(message(Array2::ones((1, 4))), "`sos` has shape [1, 4], but must have [1, 6]");
        assert_eq!(message(Array2::ones((0, 6))), "`sos` has length 0, but needs at least 1");
        assert_eq!(
            message(array![[1.0, 0.0, 0.0, 0.0, 0.0, 0.0]]),
            "`sos` must have 1 in the fourth column of every section"
        );
        assert_eq!(
            message(array![[1.0, f64::NAN, 0.0, 1.0, 0.0, 0.0]]),
            "`sos` is not finite: element 1 is NaN"
        );
    }

    #[test]
    fn the_state_can_be_kept_and_set() {
        let sos = array![[1.0, 2.0, 3.0, 1.0, 0.5, 0.25], [0.5, 0.0, 0.0, 1.0, -0.5, 0.0]];
        let mut filter = SosFilter::<f64>::new(&sos).unwrap();
        let first = filter.run(&array![1.0, -1.0]);
        let state = filter.state();
        filter.reset();
        assert_eq!(filter.run(&array![1.0, -1.0]), first);
        filter.run(&array![3.0]);
        filter.set_state(&state).unwrap();
        assert_eq!(filter.state(), state);
        let error = filter.set_state(&Array2::zeros((1, 2))).unwrap_err().to_string();
        assert_eq!(error, "`zi` has shape [1, 2], but must have [2, 2]");
        let error = filter.run_into(&array![1.0], &mut Array1::zeros(2)).unwrap_err().to_string();
        assert_eq!(error, "`out` has shape [2], but must have [1]");
        assert_eq!(filter.state(), state);
    }
}
