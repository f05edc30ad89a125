//! Searches along a line, for the parameters of transformations.

/// The golden section of an interval.
const GOLDEN: f64 = 0.381_966_011_250_105;

/// Where a function with one peak is largest, between `low` and `high`, or beyond while it rises.
///
/// Optimizers proper live in a crate of the same storey, which this one cannot use.
pub(super) fn peak(f: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let mut middle = low + GOLDEN * (high - low);
    let mut best = f(middle);
    // Widen towards a higher end, up to where exponents leave the range anyway.
    for _ in 0..40 {
        if best < f(high) {
            (low, middle) = (middle, high);
            high += 2.0 * (high - low);
        } else if best < f(low) {
            (high, middle) = (middle, low);
            low -= 2.0 * (high - low);
        } else {
            break;
        }
        best = f(middle);
    }
    while 1e-9 * (1.0 + middle.abs()) < high - low {
        let is_right = middle - low < high - middle;
        let probe = if is_right {
            middle + GOLDEN * (high - middle)
        } else {
            middle - GOLDEN * (middle - low)
        };
        let value = f(probe);
        if best < value || best == value && probe.abs() < middle.abs() {
            if is_right {
                low = middle;
            } else {
                high = middle;
            }
            (middle, best) = (probe, value);
        } else if is_right {
            high = probe;
        } else {
            low = probe;
        }
    }
    middle
}

/// Where a function that is positive at `from` and falls beyond changes sign, in steps of `step`.
pub(super) fn crossing(f: impl Fn(f64) -> f64, from: f64, step: f64) -> f64 {
    let (mut inside, mut outside) = (from, from + step);
    while 0.0 < f(outside) && (outside - from).abs() < 1e4 {
        (inside, outside) = (outside, outside + step);
    }
    loop {
        let middle = 0.5 * (inside + outside);
        if middle == inside || middle == outside {
            return middle;
        }
        if 0.0 < f(middle) { inside = middle } else { outside = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peaks_are_found_inside_and_outside() {
        for top in [-7.0, 0.3, 25.0] {
            assert!((peak(|x| -(x - top) * (x - top), -2.0, 2.0) - top).abs() < 1e-7);
        }
        assert!((crossing(|x| 2.0 - x * x, 0.0, 0.1) - 2.0_f64.sqrt()).abs() < 1e-15);
    }
}
