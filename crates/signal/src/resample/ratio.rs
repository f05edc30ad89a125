//! The ratio of two sample rates, as whole numbers.

use onkai_core::{Error, Result, check_positive};

/// The largest factor between two rates. A slip of units (kilohertz for hertz, a period for a rate)
/// should be an error and not an attempt to fill the memory.
const MAX_FACTOR: f64 = 65536.0;

/// Numerator and denominator stay below this, which keeps the arithmetic of positions in range.
const MAX_TERM: u64 = 1 << 32;

/// `up / down`, the target rate over the original one, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) up: u64,
    pub(super) down: u64,
}

impl Ratio {
    /// The ratio of two rates: exact if they are whole numbers (and their lowest terms below 2³²),
    /// else the continued fraction that equals their quotient to the precision of `f64`.
    pub(super) fn of_rates(orig_rate: f64, target_rate: f64) -> Result<Self> {
        check_positive("orig_rate", orig_rate)?;
        check_positive("target_rate", target_rate)?;
        let quotient = target_rate / orig_rate;
        if !(MAX_FACTOR.recip()..=MAX_FACTOR).contains(&quotient) {
            let requirement = "within a factor of 65536 of `orig_rate`";
            return Err(Error::parameter("target_rate", target_rate, requirement));
        }
        let exact = |rate: f64| rate.fract() == 0.0 && rate <= 2_f64.powi(53);
        if exact(orig_rate) && exact(target_rate) {
            let ratio = Self::reduced(target_rate as u64, orig_rate as u64);
            if ratio.up.max(ratio.down) < MAX_TERM {
                return Ok(ratio);
            }
        }
        Ok(if quotient < 1.0 {
            let (down, up) = fraction_near(orig_rate / target_rate);
            Self { up, down }
        } else {
            let (up, down) = fraction_near(quotient);
            Self { up, down }
        })
    }

    /// `up / down` in lowest terms.
    pub(super) fn reduced(up: u64, down: u64) -> Self {
        let divisor = gcd(up, down);
        Self { up: up / divisor, down: down / divisor }
    }

    /// `⌈n · up / down⌉`.
    pub(super) fn scale(self, n: u64) -> u64 {
        let exact = (u128::from(n) * u128::from(self.up)).div_ceil(u128::from(self.down));
        u64::try_from(exact).unwrap_or(u64::MAX)
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The first convergent of the continued fraction of `x ≥ 1` that is `x` to rounding; or the last
/// one whose terms are small enough.
fn fraction_near(x: f64) -> (u64, u64) {
    let (mut p, mut q) = ((1, x as u64), (0, 1));
    let mut rest = x;
    while (p.1 as f64 / q.1 as f64 - x).abs() > x * f64::EPSILON {
        rest = (rest - rest.floor()).recip();
        let term = rest as u64;
        let next = (term.saturating_mul(p.1).saturating_add(p.0), term.saturating_mul(q.1) + q.0);
        if next.0 >= MAX_TERM {
            break;
        }
        (p, q) = ((p.1, next.0), (q.1, next.1));
    }
    (p.1, q.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(orig_rate: f64, target_rate: f64) -> (u64, u64) {
        let ratio = Ratio::of_rates(orig_rate, target_rate).unwrap();
        (ratio.up, ratio.down)
    }

    #[test]
    fn whole_rates_are_reduced_and_others_approached() {
        assert_eq!(terms(44100.0, 48000.0), (160, 147));
        assert_eq!(terms(4294967291.0, 4294967279.0), (4294967279, 4294967291));
        assert_eq!(terms(22050.5, 44100.0), (88200, 44101));
        assert_eq!(terms(1.0, 1.0 / 3.0), (1, 3));
        let (up, down) = terms(1.0, std::f64::consts::PI);
        assert!((up as f64 / down as f64 - std::f64::consts::PI).abs() < 1e-15);
    }

    #[test]
    fn lengths_are_exact_where_floats_are_not() {
        let ratio = Ratio { up: 3, down: 10 };
        assert_eq!(ratio.scale(10), 3);
        assert_eq!(ratio.scale(11), 4);
        assert_eq!(Ratio { up: 3, down: 1 }.scale(u64::MAX / 3), u64::MAX / 3 * 3);
    }

    #[test]
    fn rates_far_apart_are_refused() {
        let error = Ratio::of_rates(44100.0, 0.1).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`target_rate` is 0.1, but must be within a factor of 65536 of `orig_rate`"
        );
    }
}
