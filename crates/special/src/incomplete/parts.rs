//! What both families have in common: a whole in two parts, and the search for an inverse.

/// Two parts of 1, each with small relative error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parts {
    pub(super) lower: f64,
    pub(super) upper: f64,
}

impl Parts {
    /// The parts for a lower part known to all digits, which must not be close to 1.
    pub(super) fn from_lower(lower: f64) -> Self {
        Self { lower, upper: 1.0 - lower }
    }

    /// The parts for an upper part known to all digits, which must not be close to 1.
    pub(super) fn from_upper(upper: f64) -> Self {
        Self { lower: 1.0 - upper, upper }
    }

    /// The parts exchanged.
    pub(super) fn swapped(self) -> Self {
        Self { lower: self.upper, upper: self.lower }
    }

    /// No parts.
    pub(super) const NAN: Self = Self { lower: f64::NAN, upper: f64::NAN };
}

/// Terms and steps after which a method counts as not converging.
pub(super) const MAX_STEPS: u32 = 300_000;

/// The zero of a monotonic function, by Newton's method kept in a bracket.
///
/// `newton(t)` gives the step that Newton's method takes at t, towards the zero.
pub(super) fn newton(start: f64, bracket: (f64, f64), newton: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = bracket;
    let mut t = start.clamp(low, high);
    let mut last = f64::INFINITY;
    for _ in 0..200 {
        let step = newton(t);
        if step.is_nan() {
            return f64::NAN;
        }
        if 0.0 < step {
            low = t;
        } else {
            high = t;
        }
        let next = t + step;
        let size = step.abs();
        // Rounding errors decide the last steps, which stop to shrink.
        if size <= 2.0 * f64::EPSILON * t.abs() || (last <= size && size <= 1e-9 * (1.0 + t.abs()))
        {
            return next;
        }
        last = size;
        t = if low < next && next < high { next } else { 0.5 * (low + high) };
        if high - low <= f64::EPSILON * t.abs() {
            return t;
        }
    }
    f64::NAN
}
