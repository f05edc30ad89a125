//! Losses that weigh large residuals less than their squares would.
//!
//! Counterpart of the argument `loss` of `scipy.optimize.least_squares`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use ndarray::{Array1, Array2, ArrayRef1};
use onkai_core::{Error, Result};

/// A loss and its derivatives at one `z`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rho {
    /// `ρ(z)`.
    pub value: f64,
    /// `ρ′(z)`.
    pub first: f64,
    /// `ρ″(z)`.
    pub second: f64,
}

/// What is summed up over the residuals: `½ Σ C² ρ((fᵢ/C)²)`, where `C` is the scale of a residual.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use onkai_optimize::{Loss, Rho};
/// assert!(matches!("soft_l1".parse()?, Loss::SoftL1));
/// let geman = Loss::Custom(Arc::new(|z| {
///     let t = 1.0 / (1.0 + z);
///     Rho { value: z * t, first: t * t, second: -2.0 * t.powi(3) }
/// }));
/// # let _ = geman;
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Default)]
pub enum Loss {
    /// `z`: plain least squares.
    #[default]
    Linear,
    /// `2 (√(1 + z) − 1)`.
    SoftL1,
    /// `z` up to 1, `2 √z − 1` above.
    Huber,
    /// `ln(1 + z)`.
    Cauchy,
    /// `arctan z`.
    Arctan,
    /// One's own.
    Custom(Arc<dyn Fn(f64) -> Rho>),
}

impl fmt::Debug for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Linear => "Linear",
            Self::SoftL1 => "SoftL1",
            Self::Huber => "Huber",
            Self::Cauchy => "Cauchy",
            Self::Arctan => "Arctan",
            Self::Custom(_) => "Custom",
        })
    }
}

impl FromStr for Loss {
    type Err = Error;

    /// Reads SciPy's names.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "linear" => Self::Linear,
            "soft_l1" => Self::SoftL1,
            "huber" => Self::Huber,
            "cauchy" => Self::Cauchy,
            "arctan" => Self::Arctan,
            _ => {
                return Err(Error::UnknownName {
                    name: "loss",
                    value: name.to_owned(),
                    known: "linear, soft_l1, huber, cauchy, arctan",
                });
            }
        })
    }
}

impl Loss {
    fn rho(&self, z: f64) -> Rho {
        let t = 1.0 + z;
        match self {
            Self::Linear => Rho { value: z, first: 1.0, second: 0.0 },
            Self::SoftL1 => Rho {
                value: 2.0 * (t.sqrt() - 1.0),
                first: t.powf(-0.5),
                second: -0.5 * t.powf(-1.5),
            },
            Self::Huber if z <= 1.0 => Rho { value: z, first: 1.0, second: 0.0 },
            Self::Huber => Rho {
                value: 2.0 * z.sqrt() - 1.0,
                first: z.powf(-0.5),
                second: -0.5 * z.powf(-1.5),
            },
            Self::Cauchy => Rho { value: z.ln_1p(), first: t.recip(), second: -t.powi(-2) },
            Self::Arctan => {
                let t = 1.0 + z * z;
                Rho { value: z.atan(), first: t.recip(), second: -2.0 * z / (t * t) }
            }
            Self::Custom(rho) => rho(z),
        }
    }

    /// The sum over residuals with scale `f_scale`.
    pub(super) fn cost(&self, f: &ArrayRef1<f64>, f_scale: f64) -> f64 {
        if matches!(self, Self::Linear) {
            return 0.5 * f.dot(f);
        }
        let square = f_scale * f_scale;
        0.5 * square * f.iter().map(|f| self.rho((f / f_scale).powi(2)).value).sum::<f64>()
    }

    /// Residuals and their Jacobian matrix so changed that plain least squares with them has the
    /// same gradient and, nearly, curvature.
    ///
    /// B. Triggs et al., "Bundle adjustment – a modern synthesis", 2000, section 4.3.
    pub(super) fn reweigh(&self, f: &mut Array1<f64>, jacobian: &mut Array2<f64>, f_scale: f64) {
        if matches!(self, Self::Linear) {
            return;
        }
        for (f, mut row) in f.iter_mut().zip(jacobian.rows_mut()) {
            let rho = self.rho((*f / f_scale).powi(2));
            let curvature = rho.first + 2.0 * rho.second / (f_scale * f_scale) * *f * *f;
            let scale = curvature.max(f64::EPSILON).sqrt();
            *f *= rho.first / scale;
            row *= scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derivatives_are_those_of_the_values() {
        for loss in [Loss::Linear, Loss::SoftL1, Loss::Huber, Loss::Cauchy, Loss::Arctan] {
            for z in [0.01, 0.7, 1.5, 40.0] {
                let h = 1e-5 * z;
                let (below, at, above) = (loss.rho(z - h), loss.rho(z), loss.rho(z + h));
                let first = (above.value - below.value) / (2.0 * h);
                let second = (above.first - below.first) / (2.0 * h);
                assert!((first - at.first).abs() < 1e-7, "{loss:?} {z}");
                assert!((second - at.second).abs() < 1e-7, "{loss:?} {z}");
            }
        }
        assert!(matches!("l1".parse::<Loss>(), Err(Error::UnknownName { .. })));
    }
}
