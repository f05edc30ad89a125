//! All real roots of a polynomial in an interval.

use onkai_core::Real;

use super::piecewise::value;

/// The roots of a polynomial, given by rising powers, in `[low, high]`, rising; either end may be
/// infinite. A root where the polynomial touches zero is found to rounding. Of the zero polynomial: none.
///
/// Between the roots of its derivative a polynomial is monotone, so that each stretch has one root or
/// none and bisection cannot miss; the derivative's are found in the same way.
pub(super) fn real_roots<T: Real>(c: &[T], (low, high): (T, T)) -> Vec<T> {
    let degree = c.iter().rposition(|c| !c.is_zero()).unwrap_or(0);
    let c = &c[..=degree];
    if degree == 0 {
        return Vec::new();
    }
    if degree == 1 {
        let root = -c[0] / c[1];
        let slack = T::epsilon() * T::of(4.0) * (root.abs() + T::min_positive_value());
        let is_in = low - slack <= root && root <= high + slack;
        return if is_in { vec![root.max(low).min(high)] } else { Vec::new() };
    }
    // Cauchy's bound: no root is farther from zero.
    let lead = c[degree].abs();
    let bound = T::one() + c[..degree].iter().fold(T::zero(), |m, c| m.max(c.abs() / lead));
    let (low, high) = (low.max(-bound), high.min(bound));
    if high < low {
        return Vec::new();
    }
    let slopes: Vec<T> = (1..=degree).map(|j| c[j] * T::of_usize(j)).collect();
    let mut stops = vec![low];
    stops.extend(real_roots(&slopes, (low, high)));
    stops.push(high);
    let mut roots: Vec<T> = Vec::new();
    let mut add = |root: T| {
        if roots.last() != Some(&root) {
            roots.push(root);
        }
    };
    for stretch in stops.windows(2) {
        let (a, b) = (stretch[0], stretch[1]);
        let (fa, fb) = (value(c, a), value(c, b));
        let (zero_a, zero_b) = (is_negligible(c, a, fa), is_negligible(c, b, fb));
        if zero_a {
            add(a);
        }
        if !zero_a && !zero_b && (fa < T::zero()) != (fb < T::zero()) {
            add(refined(c, &slopes, (a, b), fa < T::zero()));
        }
        if zero_b {
            add(b);
        }
    }
    roots
}

/// Whether a polynomial's value is as small as its rounding errors.
fn is_negligible<T: Real>(c: &[T], x: T, value: T) -> bool {
    let mut size = T::zero();
    for c in c.iter().rev() {
        size = size * x.abs() + c.abs();
    }
    value.abs() <= T::of(2.0) * T::of_usize(c.len()) * T::epsilon() * size
}

/// The root between two points of different sign: Newton's steps, bisection where they leave.
fn refined<T: Real>(c: &[T], slopes: &[T], (mut a, mut b): (T, T), rises: bool) -> T {
    let mut x = (a + b) / T::of(2.0);
    // Bisection alone would need no more steps than an exponent and a mantissa have bits.
    for _ in 0..1100 {
        let f = value(c, x);
        if f.is_zero() {
            return x;
        }
        if (f < T::zero()) == rises {
            a = x;
        } else {
            b = x;
        }
        let newton = x - f / value(slopes, x);
        let next = if a < newton && newton < b { newton } else { a + (b - a) / T::of(2.0) };
        if (next - x).abs() <= T::epsilon() * x.abs() || next == a || next == b {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_and_double_roots() {
        // (x - 1)(x - 2)(x + 3) = x³ - 7x + 6
        let c = [6.0, -7.0, 0.0, 1.0];
        let everywhere = (f64::NEG_INFINITY, f64::INFINITY);
        let roots = real_roots(&c, everywhere);
        assert_eq!(roots.len(), 3);
        for (root, exact) in roots.iter().zip([-3.0, 1.0, 2.0]) {
            assert!((root - exact).abs() < 1e-14);
        }
        assert_eq!(real_roots(&c, (0.0, 1.0)), [1.0]);
        // (x - 1)² (x + 1)
        let roots = real_roots(&[1.0, -1.0, -1.0, 1.0], everywhere);
        assert_eq!(roots.len(), 2);
        assert!((roots[1] - 1.0_f64).abs() < 1e-14);
        assert_eq!(real_roots(&[1.0, 0.0, 1.0], everywhere), []);
        assert_eq!(real_roots(&[0.0, 0.0], everywhere), []);
        assert_eq!(real_roots(&[0.0_f32, 0.0, 0.0, 0.0, 2.0], (-1.0, 1.0)), [0.0]);
    }
}
