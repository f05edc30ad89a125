//! The minimum of a function of one number in an interval.
//!
//! Counterpart of `scipy.optimize.minimize_scalar(method="bounded")`, which a crate of this storey may
//! not ask another for.

use onkai_core::Real;

/// Where Brent's method ends: to this distance of the minimum, or after as many steps.
const TOLERANCE: f64 = 1e-5;
const MAX_STEPS: usize = 500;

/// The points that parabolas go through: the best so far, the second and the third best.
struct Best<T> {
    points: [(T, T); 3],
}

impl<T: Real> Best<T> {
    /// The step from the best point to the minimum of the parabola: its numerator and denominator.
    fn parabola(&self) -> (T, T) {
        let [(x, fx), (w, fw), (v, fv)] = self.points;
        let r = (x - w) * (fx - fv);
        let q = (x - v) * (fx - fw);
        let p = (x - v) * q - (x - w) * r;
        let q = (q - r) + (q - r);
        if T::zero() < q { (-p, q) } else { (p, -q) }
    }

    fn better(&mut self, point: (T, T)) {
        self.points = [point, self.points[0], self.points[1]];
    }

    fn worse(&mut self, point: (T, T)) {
        let [(x, _), (w, fw), (v, fv)] = self.points;
        if point.1 <= fw || w == x {
            self.points = [self.points[0], point, self.points[1]];
        } else if point.1 <= fv || v == x || v == w {
            self.points[2] = point;
        }
    }
}

/// A point of `(low, high)` at which `f` has a minimum.
///
/// # References
///
/// R. P. Brent: *Algorithms for Minimization without Derivatives*. Prentice-Hall 1973, chapter 5.
pub(super) fn bounded_minimum<T: Real>(
    mut f: impl FnMut(T) -> T,
    (mut low, mut high): (T, T),
) -> T {
    let golden = T::of(0.5) * (T::of(3.0) - T::of(5.0).sqrt());
    let half = T::of(0.5);
    let root_epsilon = T::of(f64::EPSILON).max(T::epsilon()).sqrt();
    let start = low + golden * (high - low);
    let mut best = Best { points: [(start, f(start)); 3] };
    let (mut step, mut step_before) = (T::zero(), T::zero());
    for _ in 0..MAX_STEPS {
        let x = best.points[0].0;
        let middle = half * (low + high);
        let least = root_epsilon * x.abs() + T::of(TOLERANCE / 3.0);
        if (x - middle).abs() <= least + least - half * (high - low) {
            break;
        }
        let side = |x: T| if x < T::zero() { -T::one() } else { T::one() };
        let mut by_section = true;
        if least < step_before.abs() {
            let (p, q) = best.parabola();
            let before = step_before;
            step_before = step;
            if p.abs() < (half * q * before).abs() && q * (low - x) < p && p < q * (high - x) {
                step = p / q;
                let next = x + step;
                if next - low < least + least || high - next < least + least {
                    step = least * side(middle - x);
                }
                by_section = false;
            }
        }
        if by_section {
            step_before = if middle <= x { low - x } else { high - x };
            step = golden * step_before;
        }
        let next = x + side(step) * step.abs().max(least);
        let value = f(next);
        if value <= best.points[0].1 {
            if x <= next {
                low = x;
            } else {
                high = x;
            }
            best.better((next, value));
        } else {
            if next < x {
                low = next;
            } else {
                high = next;
            }
            best.worse((next, value));
        }
    }
    best.points[0].0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minima_inside_and_at_an_end() {
        let x = bounded_minimum(|x: f64| (x - 2.0) * (x - 2.0), (0.0, 5.0));
        assert!((x - 2.0).abs() < 1e-5);
        let x = bounded_minimum(|x: f64| x.cos(), (0.0, 6.0));
        assert!((x - std::f64::consts::PI).abs() < 1e-4);
        assert!(bounded_minimum(|x: f64| x, (0.0, 3.0)) < 1e-4);
    }
}
