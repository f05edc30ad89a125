//! Distances of distributions, given by samples.
//!
//! Counterpart of `scipy.stats.wasserstein_distance`, `energy_distance`.

use ndarray::ArrayRef1;
use onkai_core::{Real, Result, check_finite};

use crate::summary::{check_len, check_weights, doubles, sum};

/// The Wasserstein distance (earth mover's), `∫ |U - V|` of the distribution functions.
///
/// Weights say how often a value occurs; `None` for once each.
///
/// # Errors
///
/// [`Error::TooShort`](crate::Error::TooShort) for empty samples,
/// [`Error::NotFinite`](crate::Error::NotFinite), [`Error::Shape`](crate::Error::Shape) and
/// [`Error::Values`](crate::Error::Values) for weights that do not fit.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let distance =
///     onkai_stats::wasserstein_distance([&array![0.0, 1.0, 3.0], &array![5.0, 6.0, 8.0]], [None; 2])?;
/// assert!((distance - 5.0).abs() < 1e-14);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn wasserstein_distance<T: Real>(
    samples: [&ArrayRef1<T>; 2],
    weights: [Option<&ArrayRef1<T>>; 2],
) -> Result<f64> {
    integrate(samples, weights, f64::abs)
}

/// The energy distance, `√(2 ∫ (U - V)²)` of the distribution functions.
///
/// # Errors
///
/// See [`wasserstein_distance`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// let distance = onkai_stats::energy_distance([&array![0.0], &array![2.0]], [None; 2])?;
/// assert_eq!(distance, 2.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
///
/// # References
///
/// M. L. Rizzo, G. J. Székely, "Energy distance", WIREs Comput. Stat. 8, 2016.
/// <https://doi.org/10.1002/wics.1375>
pub fn energy_distance<T: Real>(
    samples: [&ArrayRef1<T>; 2],
    weights: [Option<&ArrayRef1<T>>; 2],
) -> Result<f64> {
    Ok((2.0 * integrate(samples, weights, |d| d * d)?).sqrt())
}

/// The integral of a function of the difference of both distribution functions.
fn integrate<T: Real>(
    samples: [&ArrayRef1<T>; 2],
    weights: [Option<&ArrayRef1<T>>; 2],
    f: fn(f64) -> f64,
) -> Result<f64> {
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for ((x, weights), (name, sign)) in
        samples.into_iter().zip(weights).zip([("u", 1.0), ("v", -1.0)])
    {
        check_len(name, x.len(), 1)?;
        check_finite(name, x)?;
        let heights = match weights {
            None => vec![1.0; x.len()],
            Some(weights) => {
                check_weights(weights, x.len())?;
                doubles(weights)
            }
        };
        let total = sign * sum(&heights);
        steps.extend(x.iter().zip(heights).map(|(v, h)| (v.as_f64(), h / total)));
    }
    steps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut difference = 0.0;
    let strips = steps.windows(2).map(|pair| {
        difference += pair[0].1;
        f(difference) * (pair[1].0 - pair[0].0)
    });
    Ok(strips.sum())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;
    use crate::Error;

    #[test]
    fn unfit_samples_are_refused() {
        let (x, none) = (array![1.0, 2.0], Array1::zeros(0));
        assert!(wasserstein_distance([&x, &none], [None; 2]).is_err());
        let lost = array![f64::NAN];
        let error = energy_distance([&lost, &x], [None; 2]).unwrap_err();
        assert!(matches!(error, Error::NotFinite { name: "u", .. }));
        let negative = array![-1.0, 2.0];
        assert!(wasserstein_distance([&x, &x], [None, Some(&*negative)]).is_err());
        let short = array![1.0];
        assert!(wasserstein_distance([&x, &x], [Some(&*short), None]).is_err());
        assert_eq!(wasserstein_distance([&x, &x], [None; 2]), Ok(0.0));
    }
}
