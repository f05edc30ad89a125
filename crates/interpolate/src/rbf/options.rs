//! Options of interpolation by radial functions.

use ndarray::Array1;
use onkai_core::{Error, Real, Result, check_finite, check_positive};

use super::kernel::RbfKernel;

/// Options of [`RBFInterpolator`](crate::RBFInterpolator); the defaults are those of SciPy.
#[derive(Clone, Debug, PartialEq)]
pub struct RbfOptions<T> {
    /// The radial function. Default: [`RbfKernel::ThinPlateSpline`].
    pub kernel: RbfKernel,
    /// What distances are multiplied by; positive. Default: `None`, 1, which the kernels that depend on
    /// it do not allow (`multiquadric`, the inverse ones and `gaussian`).
    pub epsilon: Option<T>,
    /// How far values may be missed. Default: not at all.
    pub smoothing: RbfSmoothing<T>,
    /// The polynomials that are added. Default: [`RbfPolynomial::Usual`].
    pub polynomial: RbfPolynomial,
    /// How many of the nearest points take part in each value. Default: `None`, all.
    pub neighbors: Option<usize>,
}

impl<T: Real> Default for RbfOptions<T> {
    fn default() -> Self {
        Self {
            kernel: RbfKernel::default(),
            epsilon: None,
            smoothing: RbfSmoothing::Same(T::zero()),
            polynomial: RbfPolynomial::Usual,
            neighbors: None,
        }
    }
}

/// How far the values at points may be missed, for the sake of smoothness.
#[derive(Clone, Debug, PartialEq)]
pub enum RbfSmoothing<T> {
    /// Equally at every point; 0 goes through all.
    Same(T),
    /// For each point its own.
    Each(Array1<T>),
}

impl<T: Real> RbfSmoothing<T> {
    /// One number for each of `n` points.
    pub(super) fn values(&self, n: usize) -> Result<Vec<T>> {
        match self {
            Self::Same(value) if value.is_finite() => Ok(vec![*value; n]),
            Self::Same(value) => Err(Error::parameter("smoothing", value.as_f64(), "finite")),
            Self::Each(values) if values.len() != n => {
                let (expected, actual) = (vec![n], vec![values.len()]);
                Err(Error::Shape { name: "smoothing", expected, actual })
            }
            Self::Each(values) => {
                check_finite("smoothing", values)?;
                Ok(values.to_vec())
            }
        }
    }
}

/// The polynomials that are added to the radial functions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RbfPolynomial {
    /// Of the least degree that the kernel needs, a constant where it needs none.
    #[default]
    Usual,
    /// None.
    None,
    /// Of all degrees up to this one. Below what the kernel needs the system may be singular.
    Degree(usize),
}

impl RbfPolynomial {
    /// The powers of each of `n_dims` coordinates in each monomial.
    pub(super) fn powers(self, kernel: RbfKernel, n_dims: usize) -> Vec<Vec<usize>> {
        let degree = match self {
            Self::None => return Vec::new(),
            Self::Usual => kernel.least_degree(),
            Self::Degree(degree) => degree,
        };
        let mut all = vec![vec![0; n_dims]];
        let mut last = all.clone();
        for _ in 0..degree {
            // Each monomial comes from the one without its highest variable's last factor.
            let mut next = Vec::new();
            for monomial in &last {
                let highest = monomial.iter().rposition(|power| *power != 0).unwrap_or(0);
                for variable in highest..n_dims {
                    let mut product = monomial.clone();
                    product[variable] += 1;
                    next.push(product);
                }
            }
            all.extend_from_slice(&next);
            last = next;
        }
        all
    }
}

/// The factor of distances.
pub(super) fn checked_epsilon<T: Real>(options: &RbfOptions<T>) -> Result<T> {
    match options.epsilon {
        Some(epsilon) => check_positive("epsilon", epsilon.as_f64()).map(|()| epsilon),
        None if options.kernel.is_scale_invariant() => Ok(T::one()),
        None => Err(Error::Values { name: "epsilon", requirement: "be given for this kernel" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_monomials_as_combinations() {
        for (degree, n_dims, count) in [(0, 3, 1), (1, 2, 3), (2, 3, 10), (3, 2, 10)] {
            let powers = RbfPolynomial::Degree(degree).powers(RbfKernel::Cubic, n_dims);
            assert_eq!(powers.len(), count);
        }
        assert!(RbfPolynomial::None.powers(RbfKernel::Cubic, 2).is_empty());
    }
}
