//! The fit of Weibull's distribution with three parameters that the Anderson-Darling test needs.

use onkai_core::{Error, Result};

use crate::summary::sum;

/// Halvings after which an interval has no number inside.
const N_HALVINGS: usize = 200;

/// Shape, location and scale of greatest likelihood, where that has a maximum inside its range.
///
/// For each location the shape solves one equation; the location solves another one.
pub(super) fn fit_weibull(x: &[f64]) -> Result<Vec<f64>> {
    let extent = x[x.len() - 1] - x[0];
    let slope = |distance: f64| {
        let y: Vec<f64> = x.iter().map(|v| v - x[0] + distance).collect();
        let shape = shape_for(&y);
        (location_slope(&y, shape), shape)
    };
    // The slope by location is negative near the smallest value and changes sign farther away.
    let steps = (-40..=40).map(|k| extent * (0.25 * f64::from(k)).exp());
    let mut bracket = None;
    let mut before: Option<(f64, f64)> = None;
    for distance in steps {
        let (value, shape) = slope(distance);
        if let Some((last, last_value)) = before
            && last_value < 0.0
            && 0.0 <= value
            && 1.0 <= shape
        {
            bracket = Some((last, distance));
            break;
        }
        before = Some((distance, value));
    }
    let requirement = "have a greatest likelihood away from the smallest value and from infinity, \
                       as the critical values presume";
    let Some((mut low, mut high)) = bracket else {
        return Err(Error::Values { name: "x", requirement });
    };
    for _ in 0..N_HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || high <= middle {
            break;
        }
        if slope(middle).0 < 0.0 { low = middle } else { high = middle }
    }
    let distance = 0.5 * (low + high);
    let shape = slope(distance).1;
    let mean = x.iter().map(|v| (v - x[0] + distance).powf(shape)).sum::<f64>() / x.len() as f64;
    Ok(vec![shape, x[0] - distance, mean.powf(shape.recip())])
}

/// The powers relative to the largest, which do not overflow.
fn weights(y: &[f64], shape: f64) -> Vec<f64> {
    let largest = y[y.len() - 1];
    y.iter().map(|v| (v / largest).powf(shape)).collect()
}

/// `1/m + mean ln y - Σ yᵐ ln y / Σ yᵐ = 0`, whose left side falls with m.
fn shape_for(y: &[f64]) -> f64 {
    let logs: Vec<f64> = y.iter().map(|v| v.ln()).collect();
    let mean = sum(&logs) / y.len() as f64;
    let gap = |m: f64| {
        let w = weights(y, m);
        let weighted: f64 = w.iter().zip(&logs).map(|(w, l)| w * l).sum::<f64>() / sum(&w);
        m.recip() + mean - weighted
    };
    let (mut low, mut high) = (1e-3, 1.0);
    while 0.0 < gap(high) && high < 1e9 {
        (low, high) = (high, 2.0 * high);
    }
    for _ in 0..N_HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || high <= middle {
            break;
        }
        if 0.0 < gap(middle) { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// `(m - 1)/m · Σ 1/y - n Σ yᵐ⁻¹ / Σ yᵐ`, with the sign turned: negative near the smallest value.
fn location_slope(y: &[f64], m: f64) -> f64 {
    let reciprocals = sum(&y.iter().map(|v| v.recip()).collect::<Vec<f64>>());
    let w = weights(y, m);
    let lower: f64 = w.iter().zip(y).map(|(w, v)| w / v).sum();
    y.len() as f64 * lower / sum(&w) - (m - 1.0) / m * reciprocals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_without_a_maximum_is_refused() {
        assert!(fit_weibull(&[1.0, 1.001, 1.002, 1.003, 50.0]).is_err());
    }

    #[test]
    fn quantiles_of_a_distribution_give_it_back() {
        let x: Vec<f64> =
            (1..400).map(|i| 2.0 + (-(1.0 - f64::from(i) / 400.0).ln()).powf(1.0 / 3.0)).collect();
        let found = fit_weibull(&x).unwrap();
        assert!((found[0] - 3.0).abs() < 0.2 && (found[1] - 2.0).abs() < 0.1, "{found:?}");
    }
}
