//! What MINPACK's methods for systems and for least squares share: the scale of the variables.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result, check_finite};

use crate::differences::check_len;
use crate::vectors::norm;

/// The scale of each variable and the trust region that is measured in it.
#[derive(Clone, Debug)]
pub(crate) struct Scaling {
    /// What each variable is multiplied by.
    pub(crate) diag: Array1<f64>,
    /// The norm of the scaled point.
    pub(crate) x_norm: f64,
    /// The radius of the trust region; 0 before the first Jacobian matrix.
    pub(crate) delta: f64,
}

impl Scaling {
    pub(crate) fn new(n: usize) -> Self {
        Self { diag: Array1::ones(n), x_norm: 0.0, delta: 0.0 }
    }

    /// Takes in a Jacobian matrix by the norms of its columns: unless the scale is `given`, it never
    /// falls below them. The first one also sets the radius, `factor` times the norm of `x`.
    pub(crate) fn update(
        &mut self,
        columns: &ArrayRef1<f64>,
        x: &Array1<f64>,
        given: Option<&Array1<f64>>,
        factor: f64,
    ) {
        let is_first = self.delta == 0.0;
        match given {
            Some(diag) => self.diag.assign(diag),
            None if is_first => self.diag = columns.mapv(|c| if c == 0.0 { 1.0 } else { c }),
            None => self.diag.zip_mut_with(columns, |d, &c| *d = d.max(c)),
        }
        if is_first {
            self.measure(x);
            let radius = factor * self.x_norm;
            self.delta = if radius == 0.0 { factor } else { radius };
        }
    }

    /// Takes the norm of a point that is gone on from.
    pub(crate) fn measure(&mut self, x: &Array1<f64>) {
        self.x_norm = norm(&(&self.diag * x));
    }
}

/// Refuses scales that do not fit or are not positive.
pub(crate) fn check_diag(diag: Option<&Array1<f64>>, n: usize) -> Result<()> {
    let Some(diag) = diag else { return Ok(()) };
    check_len("diag", diag, n)?;
    check_finite("diag", diag)?;
    if diag.iter().any(|&d| d <= 0.0) {
        return Err(Error::Values { name: "diag", requirement: "be positive" });
    }
    Ok(())
}
