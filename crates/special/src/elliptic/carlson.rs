//! Carlson's symmetric elliptic integrals of the first kind, of the second kind, and of degenerate form.
//!
//! Counterpart of `scipy.special.elliprf`, `elliprd`, `elliprg` and `elliprc`.

use std::f64::consts::FRAC_PI_2;

use onkai_core::Real;

/// Carlson's symmetric integral of the first kind.
///
/// ```text
/// R_F(x, y, z) = ½ ∫₀^∞ dt / √((t + x)(t + y)(t + z))
/// ```
///
/// Arguments are not negative, else the result is NaN; it is infinite where two of them vanish.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::elliprf(4.0, 4.0, 4.0), 0.5);
/// ```
///
/// # Differences from SciPy
///
/// Arguments are real; so they are for the other integrals of Carlson's.
///
/// # References
///
/// B. C. Carlson, "Numerical computation of real or complex elliptic integrals", Numer. Algorithms
/// 10, 1995. <https://doi.org/10.1007/BF02198293>. Series: DLMF 19.36. <https://dlmf.nist.gov/19.36>
pub fn elliprf<F: Real>(x: F, y: F, z: F) -> F {
    F::of(rf(x.as_f64(), y.as_f64(), z.as_f64()))
}

/// Carlson's degenerate integral of the first kind.
///
/// ```text
/// R_C(x, y) = ½ ∫₀^∞ dt / ((t + y) √(t + x))
/// ```
///
/// For a negative `y` this is Cauchy's principal value; a negative `x` gives NaN, and `y = 0`
/// infinity.
///
/// # Examples
///
/// ```
/// let quarter_turn = onkai_special::elliprc(0.0_f64, 1.0);
/// assert!((quarter_turn - std::f64::consts::FRAC_PI_2).abs() < 1e-15);
/// ```
///
/// # References
///
/// DLMF 19.2.17 to 19.2.20. <https://dlmf.nist.gov/19.2.iv>
pub fn elliprc<F: Real>(x: F, y: F) -> F {
    F::of(rc(x.as_f64(), y.as_f64()))
}

/// Carlson's symmetric integral of the second kind, degenerate in its last two parameters.
///
/// ```text
/// R_D(x, y, z) = 3/2 ∫₀^∞ dt / ((t + z) √((t + x)(t + y)(t + z)))
/// ```
///
/// Arguments are not negative, else the result is NaN; it is infinite where `z`, or both others,
/// vanish.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_special::elliprd(4.0, 4.0, 4.0), 0.125);
/// ```
///
/// # References
///
/// See [`elliprf`].
pub fn elliprd<F: Real>(x: F, y: F, z: F) -> F {
    F::of(rd(x.as_f64(), y.as_f64(), z.as_f64()))
}

/// Carlson's completely symmetric integral of the second kind.
///
/// ```text
/// R_G(x, y, z) = ¼ ∫₀^∞ (x/(t + x) + y/(t + y) + z/(t + z)) t dt / √((t + x)(t + y)(t + z))
/// ```
///
/// Arguments are not negative, else the result is NaN.
///
/// # Examples
///
/// ```
/// // The surface of an ellipsoid with half axes a, b, c is 4π R_G(a²b², a²c², b²c²).
/// assert_eq!(onkai_special::elliprg(1.0, 1.0, 1.0), 1.0);
/// ```
///
/// # References
///
/// DLMF 19.21.10. <https://dlmf.nist.gov/19.21>
pub fn elliprg<F: Real>(x: F, y: F, z: F) -> F {
    F::of(rg(x.as_f64(), y.as_f64(), z.as_f64()))
}

/// [`elliprf`] in double precision.
pub(crate) fn rf(x: f64, y: f64, z: f64) -> f64 {
    let mut v = [x, y, z];
    if !v.iter().all(|&v| 0.0 <= v) {
        return f64::NAN;
    }
    if v.iter().filter(|&&v| v == 0.0).count() >= 2 {
        return f64::INFINITY;
    }
    if v.contains(&f64::INFINITY) {
        return 0.0;
    }
    let scale = scale_into_range(&mut v);
    let [mut x, mut y, mut z] = v;
    loop {
        let mean = (x + y + z) / 3.0;
        let (dx, dy) = (1.0 - x / mean, 1.0 - y / mean);
        let dz = -(dx + dy);
        if dx.abs().max(dy.abs()).max(dz.abs()) < SERIES_RADIUS {
            let (e2, e3) = (dx * dy - dz * dz, dx * dy * dz);
            let series = -e2 / 10.0 + e3 / 14.0 + e2 * e2 / 24.0
                - 3.0 * e2 * e3 / 44.0
                - 5.0 * e2 * e2 * e2 / 208.0
                + 3.0 * e3 * e3 / 104.0
                + e2 * e2 * e3 / 16.0;
            return (1.0 + series) / mean.sqrt() * scale.sqrt();
        }
        let (root_x, root_y, root_z) = (x.sqrt(), y.sqrt(), z.sqrt());
        let lambda = root_x * root_y + root_x * root_z + root_y * root_z;
        (x, y, z) = ((x + lambda) / 4.0, (y + lambda) / 4.0, (z + lambda) / 4.0);
    }
}

/// Distance from the mean, relative to it, at which the series' eighth-order term is below 1e-17.
pub(super) const SERIES_RADIUS: f64 = 0.006;

/// Multiplies the arguments with a power of 4 where sums could overflow or square roots lose digits, and tells it.
///
/// Arguments of common size are left alone, as a small one beside a large one must not underflow.
pub(super) fn scale_into_range<const N: usize>(v: &mut [f64; N]) -> f64 {
    let largest = v.iter().fold(0.0, |a: f64, &b| a.max(b));
    let scale = if largest > 1e290 {
        2.0_f64.powi(-40)
    } else if largest < 1e-200 {
        2.0_f64.powi(400)
    } else {
        1.0
    };
    for v in v {
        *v *= scale;
    }
    scale
}

/// [`elliprc`] in double precision.
pub(crate) fn rc(x: f64, y: f64) -> f64 {
    if x < 0.0 || x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if y == 0.0 {
        return f64::INFINITY;
    }
    if y < 0.0 {
        return (x / (x - y)).sqrt() * rc(x - y, -y);
    }
    if x == 0.0 {
        return FRAC_PI_2 / y.sqrt();
    }
    if x < y {
        // √x and √y apart, as their quotient's square may overflow.
        let tangent = (y - x).sqrt() / x.sqrt();
        return tangent.atan() / (y - x).sqrt();
    }
    if x == y {
        return x.sqrt().recip();
    }
    let tangent = ((x - y) / x).sqrt();
    let argument =
        if tangent < 0.7 { tangent.atanh() } else { ((x.sqrt() + (x - y).sqrt()) / y.sqrt()).ln() };
    argument / (x - y).sqrt()
}

/// [`elliprd`] in double precision.
pub(crate) fn rd(x: f64, y: f64, z: f64) -> f64 {
    let mut v = [x, y, z];
    if !v.iter().all(|&v| 0.0 <= v) {
        return f64::NAN;
    }
    if z == 0.0 || (x == 0.0 && y == 0.0) {
        return f64::INFINITY;
    }
    if v.contains(&f64::INFINITY) {
        return 0.0;
    }
    let scale = scale_into_range(&mut v);
    let [mut x, mut y, mut z] = v;
    let (mut sum, mut weight) = (0.0, 1.0);
    loop {
        let mean = (x + y + 3.0 * z) / 5.0;
        let (dx, dy) = (1.0 - x / mean, 1.0 - y / mean);
        let dz = -(dx + dy) / 3.0;
        if dx.abs().max(dy.abs()).max(dz.abs()) < SERIES_RADIUS {
            let (xy, zz) = (dx * dy, dz * dz);
            let e = [xy - 6.0 * zz, (3.0 * xy - 8.0 * zz) * dz, 3.0 * (xy - zz) * zz, xy * zz * dz];
            let tail = weight * series_of_second_kind(e) / (mean * mean.sqrt());
            // Degree -3/2; the factors one by one, as their product may overflow.
            return (tail + 3.0 * sum) * scale * scale.sqrt();
        }
        let (root_x, root_y, root_z) = (x.sqrt(), y.sqrt(), z.sqrt());
        let lambda = root_x * root_y + root_x * root_z + root_y * root_z;
        sum += weight / (root_z * (z + lambda));
        weight /= 4.0;
        (x, y, z) = ((x + lambda) / 4.0, (y + lambda) / 4.0, (z + lambda) / 4.0);
    }
}

/// DLMF 19.36.2: what `R_D` and `R_J` of nearly equal arguments are, in the elementary symmetric functions E₂ to E₅
/// of their distances from the mean.
pub(super) fn series_of_second_kind([e2, e3, e4, e5]: [f64; 4]) -> f64 {
    1.0 - 3.0 * e2 / 14.0 + e3 / 6.0 + 9.0 * e2 * e2 / 88.0 - 3.0 * e4 / 22.0 - 9.0 * e2 * e3 / 52.0
        + 3.0 * e5 / 26.0
        - e2 * e2 * e2 / 16.0
        + 3.0 * e3 * e3 / 40.0
        + 3.0 * e2 * e4 / 20.0
        + 45.0 * e2 * e2 * e3 / 272.0
        - 9.0 * (e3 * e4 + e2 * e5) / 68.0
}

/// [`elliprg`] in double precision.
pub(crate) fn rg(x: f64, y: f64, z: f64) -> f64 {
    let mut v = [x, y, z];
    if !v.iter().all(|&v| 0.0 <= v) {
        return f64::NAN;
    }
    if v.contains(&f64::INFINITY) {
        return f64::INFINITY;
    }
    v.sort_by(f64::total_cmp);
    let scale = scale_into_range(&mut v);
    let [low, middle, high] = v;
    if middle == 0.0 {
        return high.sqrt() / 2.0 / scale.sqrt();
    }
    // With the median in the last place no term is negative.
    let twice = middle * rf(low, middle, high)
        + (middle - low) * ((high - middle) * rd(low, high, middle)) / 3.0
        + low.sqrt() * (high / middle).sqrt();
    twice / 2.0 / scale.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poles_are_infinite_and_negative_arguments_refused() {
        assert_eq!(elliprf(0.0, 0.0, 1.0), f64::INFINITY);
        assert_eq!(elliprd(1.0, 2.0, 0.0), f64::INFINITY);
        assert_eq!(elliprc(1.0, 0.0), f64::INFINITY);
        assert_eq!(elliprg(0.0, 0.0, 16.0), 2.0);
        assert!(elliprf(-1.0_f64, 1.0, 1.0).is_nan() && elliprd(1.0_f64, 1.0, f64::NAN).is_nan());
        assert!(elliprc(-1.0_f64, 1.0).is_nan() && elliprg(1.0_f64, -1.0, 1.0).is_nan());
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        assert_eq!(elliprf(1.0_f32, 2.0, 3.5), elliprf(1.0, 2.0, 3.5) as f32);
    }

    #[test]
    fn infinite_arguments_have_their_limits() {
        assert_eq!(elliprf(1.0, 2.0, f64::INFINITY), 0.0);
        assert_eq!(elliprg(1.0, 2.0, f64::INFINITY), f64::INFINITY);
    }
}
