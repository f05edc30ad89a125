//! Lambert's W function.
//!
//! Counterpart of `scipy.special.lambertw`.

use std::f64::consts::{E, PI, TAU};

use num_complex::Complex;

use crate::argument::Argument;
use crate::double_double::{DoubleDouble, two_product};

/// Branch `k` of Lambert's W function, the inverse of `w ↦ w eʷ`.
///
/// ```text
/// W_k(z) exp(W_k(z)) = z
/// ```
///
/// A real argument has real values on branch 0 for `z ≥ -1/e` (the double next to -1/e included,
/// whose value is -1) and on branch -1 for `-1/e ≤ z < 0`; elsewhere, and on the other branches, the
/// result is NaN: take a complex argument for those. On its cuts a complex value is the one from
/// above, whatever the sign of a zero imaginary part. Close to the branch point -1/e all digits are
/// kept.
///
/// # Examples
///
/// ```
/// use onkai_special::{Complex, lambertw};
/// assert!((lambertw(1.0, 0) - 0.567_143_290_409_783_8_f64).abs() < 1e-15);
/// let w = lambertw(Complex::new(1.0, 0.0), 3);
/// assert!((w * w.exp() - 1.0_f64).norm() < 1e-13);
/// ```
///
/// # Differences from SciPy
///
/// A real argument gives a real value.
///
/// # References
///
/// R. M. Corless, G. H. Gonnet, D. E. G. Hare, D. J. Jeffrey, D. E. Knuth, "On the Lambert W
/// function", Adv. Comput. Math. 5, 1996. <https://doi.org/10.1007/BF02124750>
pub fn lambertw<T: Argument>(z: T, k: i32) -> T {
    z.through(|x| on_reals(x, k), |z| on_plane(z, k))
}

/// Below this distance from the branch point, times e, the equation is solved in the distance from -1.
const NEAR: f64 = 0.4;
/// Iterations converge at least quadratically from starts that are good to a digit.
const MAX_STEPS: usize = 30;

/// `e x + 1`, exactly but for its last rounding.
fn distance_from_branch_point(x: f64) -> f64 {
    let product = two_product(E, x) + DoubleDouble::new(1.445_646_891_729_250_2e-16 * x);
    (product + DoubleDouble::new(1.0)).value()
}

fn on_reals(x: f64, k: i32) -> f64 {
    let exists = match k {
        0 => true,
        -1 => x <= 0.0,
        _ => false,
    };
    if !exists || x.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        return if k == 0 { x } else { f64::NEG_INFINITY };
    }
    if x == f64::INFINITY {
        return x;
    }
    if x < -0.37 {
        return f64::NAN;
    }
    let distance = distance_from_branch_point(x);
    if distance < NEAR {
        return match distance {
            d if d < -1e-15 => f64::NAN,
            d if d <= 0.0 => -1.0,
            d => near_branch_point(d.into(), k == 0).re,
        };
    }
    if k == 0 && x < 20.0 {
        let logarithm = x.ln_1p();
        let start = logarithm * (1.0 - logarithm.ln_1p() / (2.0 + logarithm));
        return halley(start.into(), x.into()).re;
    }
    let logarithm = x.abs().ln();
    let second = logarithm.abs().ln();
    let mut w = logarithm - second + second / logarithm;
    for _ in 0..MAX_STEPS {
        let step = (logarithm - w - w.abs().ln()) * w / (1.0 + w);
        w += step;
        if step.abs() <= 1e-9 * w.abs() {
            // The next step, which is the square of this one, is below rounding.
            return w + (logarithm - w - w.abs().ln()) * w / (1.0 + w);
        }
    }
    f64::NAN
}

fn on_plane(z: Complex<f64>, k: i32) -> Complex<f64> {
    if z.is_nan() {
        return Complex::new(f64::NAN, f64::NAN);
    }
    // Adding zero turns the negative zero into the positive one.
    let z = Complex::new(z.re, z.im + 0.0);
    if z.im == 0.0 {
        let real = on_reals(z.re, k);
        let below = z.re < 0.0 && distance_from_branch_point(z.re) < 0.0;
        if !real.is_nan() && !below {
            return real.into();
        }
        if z.re == 0.0 {
            return f64::NEG_INFINITY.into();
        }
    }
    let turned = TAU * f64::from(k);
    if !z.is_finite() {
        return Complex::new(f64::INFINITY, z.arg() + turned);
    }
    let logarithm = Complex::new(log_modulus(z), z.arg() + turned);
    let distance = Complex::new(distance_from_branch_point(z.re), E * z.im);
    // Branches 1 and -1 touch the branch point from below and above.
    let meets = k == 0 || (k == -1 && 0.0 <= z.im) || (k == 1 && z.im < 0.0);
    if meets && distance.norm() < NEAR {
        return near_branch_point(distance, k == 0);
    }
    let start = start_on_plane(z, k, logarithm, distance, meets);
    let w = if start.norm() < 2.5 { halley(start, z) } else { start };
    if w.norm() < 2.0 { w } else { in_logarithms(w, logarithm) }
}

/// ln |z| without overflow.
fn log_modulus(z: Complex<f64>) -> f64 {
    let size = z.re.abs().max(z.im.abs());
    let small = z.re.abs().min(z.im.abs()) / size;
    if 0.5 < size && size < 2.0 {
        // Close to 1 the logarithm is as small as the distance, which must be kept.
        return 0.5 * ((z.re.abs() - 1.0) * (z.re.abs() + 1.0) + z.im * z.im).ln_1p();
    }
    size.ln() + 0.5 * (small * small).ln_1p()
}

/// A first approximation.
fn start_on_plane(
    z: Complex<f64>,
    k: i32,
    logarithm: Complex<f64>,
    distance: Complex<f64>,
    meets: bool,
) -> Complex<f64> {
    // The other branches have a second singularity, at 0.
    let reach = if k == 0 { 1.5 } else { 0.8 };
    if meets && distance.norm() < reach {
        let p = (2.0 * distance).sqrt() * if k == 0 { 1.0 } else { -1.0 };
        return branch_point_series(p) - 1.0;
    }
    if k == 0 && z.norm() < 4.0 && -0.5 < z.re {
        let l = (z + 1.0).ln();
        return l * (1.0 - (l + 1.0).ln() / (l + 2.0));
    }
    let second = logarithm.ln();
    logarithm - second + second / logarithm
}

/// W + 1 in powers of `p = ±√(2 (e z + 1))`.
fn branch_point_series(p: Complex<f64>) -> Complex<f64> {
    let coefficients = [1.0, -1.0 / 3.0, 11.0 / 72.0, -43.0 / 540.0, 769.0 / 17_280.0];
    coefficients.iter().rev().fold(Complex::default(), |sum, &c| (sum + c) * p)
}

/// Solves `1 - (1 - d) eᵈ = q` for `d = W + 1`, by Newton's method on its power series.
///
/// The series has no cancellation, so that `d` is as accurate as `q`, however small both are.
fn near_branch_point(q: Complex<f64>, principal: bool) -> Complex<f64> {
    let p = (2.0 * q).sqrt() * if principal { 1.0 } else { -1.0 };
    if p.norm() < 1e-160 {
        return p - 1.0;
    }
    let mut d = branch_point_series(p);
    for _ in 0..MAX_STEPS {
        // Σ (k - 1) / k! dᵏ from k = 2, over d: d/2 + d²/3 + d³/8 + …
        let (mut sum, mut power) = (Complex::<f64>::default(), d / 2.0);
        for k in 2..40 {
            let k = f64::from(k);
            sum += (k - 1.0) * power;
            power *= d / (k + 1.0);
        }
        let step = (sum - q / d) / d.exp();
        d -= step;
        if step.norm() <= 4.0 * f64::EPSILON * d.norm() {
            return d - 1.0;
        }
    }
    d - 1.0
}

/// Halley's method for `w eʷ = z`.
fn halley(mut w: Complex<f64>, z: Complex<f64>) -> Complex<f64> {
    for _ in 0..MAX_STEPS {
        let exp = w.exp();
        let residual = w * exp - z;
        let slope = exp * (w + 1.0);
        let step = residual / (slope - (w + 2.0) * residual / (2.0 * w + 2.0));
        w -= step;
        if step.norm() <= 1e-15 * w.norm() {
            return w;
        }
    }
    w
}

/// Newton's method for `w + ln w = ln z + 2πik`, where logarithms keep more digits than powers.
fn in_logarithms(mut w: Complex<f64>, logarithm: Complex<f64>) -> Complex<f64> {
    for _ in 0..MAX_STEPS {
        let mut residual = logarithm - w - w.ln();
        // Beside its cut the logarithm may be a turn off.
        if PI < residual.im.abs() {
            residual.im -= TAU * (residual.im / TAU).round();
        }
        let step = residual * w / (w + 1.0);
        w += step;
        if step.norm() <= 1e-15 * w.norm() {
            return w;
        }
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::double_double::two_sum;

    #[test]
    fn ends_of_the_domain() {
        assert_eq!(lambertw(0.0, 0), 0.0);
        assert_eq!(lambertw(0.0, -1), f64::NEG_INFINITY);
        assert_eq!(lambertw(f64::INFINITY, 0), f64::INFINITY);
        assert_eq!(lambertw(-(-1.0_f64).exp(), 0), -1.0);
        for (x, k) in [(-0.4, 0), (0.1, -1), (1.0, 1), (-0.1, -2), (f64::NAN, 0)] {
            assert!(lambertw(x, k).is_nan(), "{x}, {k}");
        }
    }

    #[test]
    fn branches_are_conjugate() {
        for k in 1..5 {
            for z in [Complex::new(0.3, 0.7), Complex::new(-0.2, 1e-3), Complex::new(-5.0, 2.0)] {
                let (w, other) = (lambertw(z, k), lambertw(z.conj(), -k));
                assert!((w - other.conj()).norm() < 1e-14 * w.norm());
            }
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(lambertw(0.7_f32, 0), lambertw(f64::from(0.7_f32), 0) as f32);
        let z = Complex::new(0.5_f32, -2.0);
        assert_eq!(lambertw(z, 2).im, lambertw(Complex::new(0.5, -2.0), 2).im as f32);
    }

    #[test]
    fn distances_from_the_branch_point_are_exact() {
        // e x + 1 at the double above -1/e, by mpmath.
        let x = -0.367_879_441_171_442_28_f64;
        let exact = two_sum(1.0, 0.0) + two_product(E, x);
        assert!(
            (distance_from_branch_point(x) - exact.value() - 1.445_646_891_729_250_2e-16 * x).abs()
                < 1e-30
        );
    }
}
