//! The arctangent to 32 digits.

use super::arctangent_tables::ARCTANGENTS;
use crate::double_double::DoubleDouble;

/// The angle in [0, π/2] of the point `(x, y)`, both positive.
pub(super) fn arctangent(y: DoubleDouble, x: DoubleDouble) -> DoubleDouble {
    if y.hi <= x.hi { of_ratio(y / x) } else { DoubleDouble::PI.scaled(0.5) - of_ratio(x / y) }
}

/// The arctangent of a number in [0, 1].
fn of_ratio(t: DoubleDouble) -> DoubleDouble {
    // The nearest multiple of 1/16 is taken off, so that what is left is at most 1/32.
    let index = (16.0 * t.hi).round();
    let center = DoubleDouble::new(index / 16.0);
    let u = (t - center) / (DoubleDouble::new(1.0) + t * center);
    let square = u * u;
    let z = square.hi;
    // Terms from the eleventh power on need no more than doubles.
    let tail =
        -z * (1.0 / 11.0 - z * (1.0 / 13.0 - z * (1.0 / 15.0 - z * (1.0 / 17.0 - z / 19.0))));
    let mut sum = DoubleDouble::new(tail);
    for k in [9.0, 7.0, 5.0, 3.0] {
        let term = DoubleDouble::new(1.0) / DoubleDouble::new(k) + sum;
        sum = -(square * term);
    }
    let (hi, lo) = ARCTANGENTS[index as usize];
    DoubleDouble { hi, lo } + (u + u * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sine_and_cosine_turn_it_back() {
        for (y, x) in [(1.0, 3.0), (0.03, 1.0), (5.0, 4.9), (7.0, 0.2), (1.0, 1.0)] {
            let (y, x) = (DoubleDouble::new(y), DoubleDouble::new(x));
            let [sin, cos] = arctangent(y, x).sin_cos();
            let error = (sin * x - cos * y).value() / y.hi.hypot(x.hi);
            assert!(error.abs() < 1e-30, "{error:e}");
        }
    }
}
