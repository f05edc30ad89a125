//! How much to smooth: generalized cross-validation.

use onkai_core::{Real, Result};
use onkai_linalg::LinalgScalar;

use super::bounded_minimum::bounded_minimum;
use super::reinsch::Reinsch;

/// The `λ` between 0 and the number of points for which the generalized cross-validation is least:
///
/// ```text
/// GCV(λ) = Σ (y - g)² / n / (trace(I - A) / n)²
/// ```
///
/// G. Wahba: *Spline Models for Observational Data*. SIAM 1990, chapter 4,
/// <https://doi.org/10.1137/1.9781611970128>
pub(super) fn best_lam<T: Real + LinalgScalar>(reinsch: &Reinsch<'_, T>, y: &[T]) -> Result<T> {
    let n = T::of_usize(y.len());
    let mut failure = None;
    let mut score = |lam: T| {
        let scored = reinsch.factored(lam).and_then(|factor| {
            let correction = reinsch.correction(y, lam, &factor)?;
            let squares: T = correction.iter().map(|c| *c * *c).sum();
            let share = reinsch.residual_trace(lam, &factor) / n;
            Ok(squares / n / (share * share))
        });
        scored.unwrap_or_else(|error| {
            failure = Some(error);
            T::infinity()
        })
    };
    let lam = bounded_minimum(&mut score, (T::zero(), n));
    match failure {
        None => Ok(lam),
        Some(error) => Err(error),
    }
}
