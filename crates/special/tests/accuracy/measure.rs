//! The worst error of a function on its points.

use onkai_special::Complex;
use onkai_testing::Golden;

use super::Case;

/// What a function did on its points.
#[derive(Clone, Debug, Default)]
pub(crate) struct Worst {
    /// How many points.
    pub(crate) n_points: usize,
    /// Largest error where 1e-13 is promised, and the arguments there.
    pub(crate) ordinary: (f64, Vec<f64>),
    /// Largest error elsewhere, and the arguments there.
    pub(crate) far: (f64, Vec<f64>),
    /// Points off the ordinary range where a value exists, but the function says NaN.
    pub(crate) n_refused: usize,
}

/// Calls the function on all its points.
pub(crate) fn measure(golden: &Golden, (name, call): &Case) -> Worst {
    let points = golden.array2::<f64>(&format!("{name}.in"));
    let exact = golden.array2::<f64>(&format!("{name}.out"));
    let scales = golden.array1::<f64>(&format!("{name}.scale"));
    let ordinary = golden.array1::<bool>(&format!("{name}.ordinary"));
    let mut worst = Worst { n_points: points.nrows(), ..Worst::default() };
    for (i, point) in points.rows().into_iter().enumerate() {
        let arguments = point.to_vec();
        let exact = Complex::new(exact[[i, 0]], exact.row(i).get(1).copied().unwrap_or(0.0));
        let value = call(&arguments);
        if value.is_nan() && !exact.is_nan() && !ordinary[i] {
            worst.n_refused += 1;
            continue;
        }
        let error = relative_error(value, exact, scales[i]);
        let record = if ordinary[i] { &mut worst.ordinary } else { &mut worst.far };
        if record.1.is_empty() || record.0 < error {
            *record = (error, arguments);
        }
    }
    worst
}

/// Distance over scale; nothing for equal values (infinities, NaN where NaN is right), infinite for a value that
/// is NaN or infinite alone.
fn relative_error(value: Complex<f64>, exact: Complex<f64>, scale: f64) -> f64 {
    if value == exact || (value.is_nan() && exact.is_nan()) {
        return 0.0;
    }
    let distance = (value - exact).norm();
    if !distance.is_finite() {
        return f64::INFINITY;
    }
    // Below the least normal number a unit in the last place is all that there is.
    if distance <= 2.0 * f64::MIN_POSITIVE * f64::EPSILON { 0.0 } else { distance / scale }
}
