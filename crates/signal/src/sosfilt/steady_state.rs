//! The state of a cascade that has seen ones for ever.
//!
//! Counterpart of `scipy.signal.sosfilt_zi`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result};

use crate::sosfilt::streaming::SosFilter;

/// The state in which a cascade answers a constant 1 with a constant from the first sample on.
///
/// Times `x[0]` it starts [`sosfilt_with_state`](crate::sosfilt_with_state) without the jump from
/// rest.
///
/// # Shapes
///
/// `sos`: `[n_sections, 6]`. Returns `[n_sections, 2]`.
///
/// # Errors
///
/// As [`sosfilt`](crate::sosfilt); [`Error::Values`] when the denominator of a section adds up to
/// zero, as such a section adds up a constant without end.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let zi = onkai_signal::sosfilt_zi(&array![[0.25, 0.25, 0.0, 1.0, -0.5, 0.0]])?;
/// assert_eq!(zi, array![[0.75, 0.0]]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
pub fn sosfilt_zi<F: Real>(sos: &ArrayRef2<F>) -> Result<Array2<F>> {
    let states = steady_states(&SosFilter::<F>::new(sos)?)?;
    Ok(Array2::from_shape_fn((states.len(), 2), |(section, k)| states[section][k]))
}

pub(crate) fn steady_states<T: onkai_core::Scalar>(
    filter: &SosFilter<T>,
) -> Result<Vec<[T::Real; 2]>> {
    let mut input = <T::Real as num_traits::One>::one();
    let mut states = Vec::with_capacity(filter.sections().len());
    for section in filter.sections() {
        if section.sum_of_denominator() == <T::Real as num_traits::Zero>::zero() {
            let requirement = "have no section whose denominator adds up to zero, as it has no \
                               steady state";
            return Err(Error::Values { name: "sos", requirement });
        }
        let gain = section.gain();
        let second = section.b[2] - section.a[1] * gain;
        let first = section.b[1] - section.a[0] * gain + second;
        states.push([input * first, input * second]);
        input *= gain;
    }
    Ok(states)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn an_integrator_has_no_steady_state() {
        let sos = array![[1.0, 0.0, 0.0, 1.0, -1.0, 0.0]];
        let error = sosfilt_zi(&sos).unwrap_err().to_string();
        assert!(error.starts_with("`sos` must have no section whose"), "{error}");
    }
}
