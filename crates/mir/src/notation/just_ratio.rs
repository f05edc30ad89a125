//! Which just interval a number stands for.

/// The primes of the intervals that are recognized; librosa's table has the same.
const PRIMES: [u64; 7] = [5, 7, 11, 13, 17, 19, 23];
/// As many fifths are tried, up and down: librosa's table reaches as far.
const MOST_FIFTHS: i32 = 71;
/// librosa rounds intervals to six decimals.
const ROUNDED: f64 = 6e-7;
/// Of numbers that were not rounded, a ratio of long terms can be told, too.
const EXACT: f64 = 1e-10;
/// The largest denominator that is looked for within [`ROUNDED`] and [`EXACT`]: few enough ratios of
/// small primes that a number of another kind is hardly mistaken for one.
const LONGEST: [(f64, u64); 2] = [(EXACT, 1 << 15), (ROUNDED, 300)];

/// What remains of an interval without factors of 2 and 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JustRatio {
    /// The product of the other primes of the numerator.
    pub(super) otonal: u64,
    /// The same of the denominator.
    pub(super) utonal: u64,
}

/// Recognizes an interval, positive and finite.
pub(super) fn just_ratio(interval: f64) -> Option<JustRatio> {
    let folded = octave_folded(interval);
    // Numbers that are too small to be folded, and what rounding makes of those just below an octave.
    if !(0.9..2.1).contains(&folded) {
        return None;
    }
    let is_near = |fifths: i32| (octave_folded(3.0_f64.powi(fifths)) - folded).abs() < ROUNDED;
    if (0..=MOST_FIFTHS).any(|fifths| is_near(fifths) || is_near(-fifths)) {
        return Some(JustRatio { otonal: 1, utonal: 1 });
    }
    LONGEST.into_iter().find_map(|(tolerance, longest)| {
        let (numerator, denominator) = simplest(folded, tolerance, longest)?;
        Some(JustRatio {
            otonal: without_2_and_3(numerator)?,
            utonal: without_2_and_3(denominator)?,
        })
    })
}

/// In [1, 2).
fn octave_folded(interval: f64) -> f64 {
    interval * (-interval.log2().floor()).exp2()
}

/// The first ratio of the continued fraction of `x` that comes within `tolerance`, if its denominator
/// is no longer than that.
fn simplest(x: f64, tolerance: f64, longest: u64) -> Option<(u64, u64)> {
    let (mut before, mut last) = ((0, 1), (1, 0));
    let mut rest = x;
    loop {
        let whole = rest.floor();
        let next = (whole as u64 * last.0 + before.0, whole as u64 * last.1 + before.1);
        if longest < next.1 {
            return None;
        }
        if (next.0 as f64 / next.1 as f64 - x).abs() <= tolerance {
            return Some(next);
        }
        (before, last) = (last, next);
        rest = (rest - whole).recip();
        // A fraction that ends has been found above; this is for what rounding leaves of it.
        if rest.is_nan() || 1e6 < rest {
            return None;
        }
    }
}

/// The part of `number` that 2 and 3 do not divide, unless it has a prime that is not known.
fn without_2_and_3(mut number: u64) -> Option<u64> {
    for prime in [2, 3] {
        while number.is_multiple_of(prime) {
            number /= prime;
        }
    }
    let part = number;
    for prime in PRIMES {
        while number.is_multiple_of(prime) {
            number /= prime;
        }
    }
    (number == 1).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(interval: f64) -> Option<(u64, u64)> {
        just_ratio(interval).map(|ratio| (ratio.otonal, ratio.utonal))
    }

    #[test]
    fn ratios_are_recognized() {
        assert_eq!(parts(3.0 / 2.0), Some((1, 1)));
        assert_eq!(parts(3.0_f64.powi(53)), Some((1, 1)));
        assert_eq!(parts(25.0 / 14.0), Some((25, 7)));
        assert_eq!(parts(18225.0 / 16384.0), Some((25, 1)));
        assert_eq!(parts(1.333333), Some((1, 1)));
        assert_eq!(parts(10.0 / 7.0 / 8.0), Some((5, 7)));
        assert_eq!(parts(2.0 - f64::EPSILON), Some((1, 1)));
        assert_eq!(parts(1023.0_f64.exp2() * 1.25), Some((5, 1)));
    }

    #[test]
    fn other_numbers_are_not() {
        let tiny = f64::from_bits(1);
        for number in [2.0_f64.sqrt(), std::f64::consts::E, 31.0 / 16.0, 1.0 + 1e-5, tiny] {
            assert_eq!(parts(number), None, "{number}");
        }
    }
}
