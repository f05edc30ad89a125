//! The laws of generalized annealing: how far it jumps, how it cools and which rises it takes.
//!
//! C. Tsallis, D. A. Stariolo, "Generalized simulated annealing", Physica A 233, 1996.
//! <https://doi.org/10.1016/S0378-4371(96)00271-3>

use std::f64::consts::{LN_2, PI};

use onkai_special::gammaln;

use super::random::Random;

/// Longer jumps, infinite ones among them, are cut to a random part of this: within bounds they are
/// as good as any, and a number keeps its digits there.
const LONGEST: f64 = 1e8;

/// Tsallis' visiting distribution with the shape `q` and the temperatures that belong to it.
///
/// A jump is `σ x / |y|^p` with normal `x` and `y` and `p = (q − 1) / (3 − q)`; where
/// `γ = 1/(q − 1)`,
///
/// ```text
/// σ = T^(1/(3 − q)) · (√π (q − 1)^(4 − q) 2^(−(2 − q) γ) / ((3 − q) Γ(γ − 1/2)))^p
/// ```
#[derive(Clone, Copy, Debug)]
pub(super) struct Visiting {
    shape: f64,
    /// `p`.
    tail: f64,
    /// The logarithm of `σ` at the temperature 1.
    ln_scale: f64,
}

impl Visiting {
    /// For a shape between 1 and 3.
    pub(super) fn new(shape: f64) -> Self {
        let (above, below) = (shape - 1.0, 3.0 - shape);
        let tail = above / below;
        let ln_ratio = 0.5 * PI.ln() + (4.0 - shape) * above.ln()
            - (2.0 - shape) * LN_2 / above
            - below.ln()
            - gammaln(1.0 / above - 0.5);
        Self { shape, tail, ln_scale: tail * ln_ratio }
    }

    /// The temperature of step `i`, counted from 0, relative to that of the first one:
    /// `(2^(q − 1) − 1) / ((i + 2)^(q − 1) − 1)`.
    pub(super) fn cooling(&self, step: usize) -> f64 {
        let growth = |t: f64| ((self.shape - 1.0) * t.ln()).exp_m1();
        growth(2.0) / growth(step as f64 + 2.0)
    }

    /// `σ` at a temperature.
    pub(super) fn scale(&self, temperature: f64) -> f64 {
        (self.ln_scale + temperature.ln() / (3.0 - self.shape)).exp()
    }

    /// Where a jump leads from `x`: beyond a limit it enters again at the other one.
    pub(super) fn jump(
        &self,
        x: f64,
        scale: f64,
        (lower, upper): (f64, f64),
        random: &mut Random,
    ) -> f64 {
        let (direction, spread) = (random.normal(), random.normal());
        let jump = scale * direction / spread.abs().powf(self.tail);
        let jump = if jump.abs() <= LONGEST {
            jump
        } else {
            (LONGEST * random.unit()).copysign(direction)
        };
        wrapped(x + jump, lower, upper)
    }
}

/// `x` moved into the limits by a multiple of their distance.
fn wrapped(x: f64, lower: f64, upper: f64) -> f64 {
    let width = upper - lower;
    if width == 0.0 {
        return lower;
    }
    // Rounding may put the sum just beyond the upper limit.
    (lower + (x - lower).rem_euclid(width)).min(upper)
}

/// The chance that a rise of the value by `rise ≥ 0` is taken, with the shape `q < 1`:
/// `(1 − (1 − q) rise / temperature)^(1/(1 − q))`, and 0 where that is no number.
pub(super) fn acceptance(shape: f64, rise: f64, temperature: f64) -> f64 {
    let base = 1.0 - (1.0 - shape) * rise / temperature;
    if base.is_nan() || base <= 0.0 { 0.0 } else { base.powf(1.0 / (1.0 - shape)) }
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use onkai_testing::assert_close;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scales_are_those_of_the_formula_in_forty_digits() {
        // By mpmath; where SciPy has a number (not at 1.3), it is the same to 1e-13.
        for (shape, hot, cold) in [
            (1.1, 24.723099031798355, 0.081223362958277684),
            (1.3, 59.66190138896383, 0.10002483904475535),
            (1.5, 147.72218059259635, 0.10562772285107175),
            (2.0, 5230.0, 0.1),
            (2.62, 31475975860.533549, 0.012046738856805194),
            (2.9, 3.5316093020944049e+39, 2.3065122387286694e-8),
        ] {
            let visiting = Visiting::new(shape);
            let scales = array![visiting.scale(5230.0), visiting.scale(0.1)];
            assert_close!(scales, array![hot, cold], 1e-12, 0.0);
        }
    }

    #[test]
    fn it_cools_from_one_on() {
        let visiting = Visiting::new(2.62);
        assert_eq!(visiting.cooling(0), 1.0);
        // (2^1.62 − 1) / (10^1.62 − 1)
        assert!(
            (visiting.cooling(8) - 0.050_968_454_418_67).abs() < 1e-13,
            "{}",
            visiting.cooling(8)
        );
        assert!((Visiting::new(2.0).cooling(98) - 1.0 / 99.0).abs() < 1e-15);
    }

    #[test]
    fn half_the_jumps_are_shorter_than_the_median() {
        // At the shape 2 a jump is Cauchy's, T x / |y|: half of them are within the temperature.
        let (visiting, mut random) = (Visiting::new(2.0), Random::new(1));
        let scale = visiting.scale(3.0);
        let jumps: Vec<f64> =
            (0..20_000).map(|_| visiting.jump(0.0, scale, (-1e9, 1e9), &mut random)).collect();
        let share = |test: fn(f64) -> bool| {
            jumps.iter().filter(|x| test(**x)).count() as f64 / jumps.len() as f64
        };
        assert!((share(|x| x.abs() < 3.0) - 0.5).abs() < 0.015);
        assert!((share(|x| x < 0.0) - 0.5).abs() < 0.015);
        // 1 − 2/π atan 10
        assert!((share(|x| x.abs() > 30.0) - 0.063_45).abs() < 0.008);
    }

    #[test]
    fn rises_are_taken_less_the_higher_and_colder() {
        assert_eq!(acceptance(-5.0, 0.0, 1.0), 1.0);
        assert!((acceptance(-5.0, 0.1, 1.0) - 0.4_f64.powf(1.0 / 6.0)).abs() < 1e-15);
        assert!((acceptance(0.5, 0.5, 2.0) - 0.875_f64.powi(2)).abs() < 1e-15);
        assert_eq!(acceptance(-5.0, 1.0, 6.0), 0.0);
        for rise in [f64::INFINITY, f64::NAN] {
            assert_eq!(acceptance(-5.0, rise, 1.0), 0.0);
        }
    }

    proptest! {
        #[test]
        fn jumps_stay_within_limits(
            shape in 1.001..2.999_f64,
            temperature in 1e-12..1e6_f64,
            lower in -1e6..1e6_f64,
            width in prop_oneof![Just(0.0), 1e-9..1e6_f64],
            seed: u64,
        ) {
            let (visiting, mut random) = (Visiting::new(shape), Random::new(seed));
            let scale = visiting.scale(temperature);
            let (upper, mut x) = (lower + width, lower);
            for _ in 0..20 {
                x = visiting.jump(x, scale, (lower, upper), &mut random);
                prop_assert!((lower..=upper).contains(&x), "{x}");
            }
        }
    }
}
