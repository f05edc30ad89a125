//! A filter that remembers, for signals that come block by block.

use ndarray::{Array1, ArrayRef1, ArrayView1};
use onkai_core::{Error, Result, Scalar, as_contiguous};

use crate::lfilter::kernels;

/// A linear filter of one channel with its state; see [`lfilter`](crate::lfilter) for the equation.
///
/// However a signal is cut into blocks, the output is the same, to the last bit.
///
/// # Examples
///
/// ```
/// use ndarray::{array, s};
/// use onkai_signal::LinearFilter;
/// let x = array![1.0, 2.0, 3.0, 4.0];
/// let mut filter = LinearFilter::new(&array![0.5, 0.5], &array![1.0])?;
/// assert_eq!(filter.run(&x.slice(s![..3])), array![0.5, 1.5, 2.5]);
/// assert_eq!(filter.run(&x.slice(s![3..])), array![3.5]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct LinearFilter<T> {
    // Divided by a[0], which is left out of `a`. Invariant of a recursive filter:
    // `b.len() == state.len() + 1` and `a.len() == state.len()`. `a` is empty otherwise.
    b: Vec<T>,
    a: Vec<T>,
    state: Vec<T>,
}

impl<T: Scalar> LinearFilter<T> {
    /// A filter at rest.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] when `b` or `a` is empty, [`Error::Values`] when `a[0]` is zero or a
    /// coefficient is not finite.
    pub fn new(b: &ArrayRef1<T>, a: &ArrayRef1<T>) -> Result<Self> {
        for (name, coefficients) in [("b", b), ("a", a)] {
            if coefficients.is_empty() {
                return Err(Error::TooShort { name, expected: 1, actual: 0 });
            }
            if !coefficients.iter().all(|c| c.is_all_finite()) {
                return Err(Error::Values { name, requirement: "be finite" });
            }
        }
        if a[0] == T::zero() {
            let requirement = "begin with a coefficient that is not zero";
            return Err(Error::Values { name: "a", requirement });
        }
        let scaled = |c: &ArrayRef1<T>| c.iter().map(|&v| v / a[0]).collect::<Vec<_>>();
        let n_state = a.len().max(b.len()) - 1;
        let (mut b, mut a) = (scaled(b), scaled(a).split_off(1));
        if !a.is_empty() {
            b.resize(n_state + 1, T::zero());
            a.resize(n_state, T::zero());
        }
        Ok(Self { b, a, state: vec![T::zero(); n_state] })
    }

    /// Filters the next block.
    pub fn run(&mut self, x: &ArrayRef1<T>) -> Array1<T> {
        let mut y = vec![T::zero(); x.len()];
        self.run_slice(&as_contiguous(x), &mut y);
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

    /// The state, `max(M, N)` elements: what SciPy calls `zf`.
    pub fn state(&self) -> ArrayView1<'_, T> {
        ArrayView1::from(&self.state)
    }

    /// Goes on from another state: what SciPy calls `zi`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when its length is not that of [`state`](Self::state).
    pub fn set_state(&mut self, zi: &ArrayRef1<T>) -> Result<()> {
        if zi.len() != self.state.len() {
            let (expected, actual) = (vec![self.state.len()], vec![zi.len()]);
            return Err(Error::Shape { name: "zi", expected, actual });
        }
        self.state.iter_mut().zip(zi).for_each(|(z, &v)| *z = v);
        Ok(())
    }

    /// Comes to rest.
    pub fn reset(&mut self) {
        self.state.fill(T::zero());
    }

    /// Filters one lane of an array, which need not be contiguous.
    pub(super) fn run_lane(&mut self, x: &ArrayRef1<T>, out: &mut ArrayRef1<T>) {
        let x = as_contiguous(x);
        if let Some(out) = out.as_slice_mut() {
            self.run_slice(&x, out);
        } else {
            let mut y = vec![T::zero(); x.len()];
            self.run_slice(&x, &mut y);
            out.iter_mut().zip(y).for_each(|(o, y)| *o = y);
        }
    }

    /// Filters the next block into its own place.
    pub(crate) fn run_in_place(&mut self, samples: &mut [T]) {
        // Small enough for the processor's cache, long enough for several threads.
        const BLOCK: usize = 1 << 16;
        let mut copy = Vec::with_capacity(BLOCK.min(samples.len()));
        for block in samples.chunks_mut(BLOCK) {
            copy.clear();
            copy.extend_from_slice(block);
            self.run_slice(&copy, block);
        }
    }

    fn run_slice(&mut self, x: &[T], out: &mut [T]) {
        if self.a.is_empty() {
            kernels::fir(&self.b, x, out, &mut self.state);
        } else {
            kernels::iir(&self.b, &self.a, x, out, &mut self.state);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_coefficients_are_named() {
        let (one, none) = (array![1.0], Array1::<f64>::zeros(0));
        let message =
            |b: &Array1<f64>, a: &Array1<f64>| LinearFilter::new(b, a).unwrap_err().to_string();
        assert_eq!(message(&none, &one), "`b` has length 0, but needs at least 1");
        assert_eq!(message(&one, &none), "`a` has length 0, but needs at least 1");
        assert_eq!(message(&array![f64::NAN], &one), "`b` must be finite");
        assert_eq!(
            message(&one, &array![0.0, 1.0]),
            "`a` must begin with a coefficient that is not zero"
        );
    }

    #[test]
    fn the_state_can_be_kept_and_set() {
        let mut filter = LinearFilter::new(&array![1.0, 2.0], &array![1.0, 0.5, 0.25]).unwrap();
        let first = filter.run(&array![1.0, -1.0]);
        let state = filter.state().to_owned();
        filter.reset();
        assert_eq!(filter.run(&array![1.0, -1.0]), first);
        filter.run(&array![3.0]);
        filter.set_state(&state).unwrap();
        assert_eq!(filter.state(), state);
        assert!(filter.set_state(&array![1.0]).is_err());
    }

    #[test]
    fn an_output_of_another_length_leaves_the_state() {
        let mut filter = LinearFilter::new(&array![1.0, 2.0], &array![1.0]).unwrap();
        let error = filter.run_into(&array![1.0, 2.0], &mut array![0.0]).unwrap_err();
        assert_eq!(error.to_string(), "`out` has shape [1], but must have [2]");
        assert_eq!(filter.state(), array![0.0]);
    }
}
