//! Carlson's symmetric elliptic integral of the third kind.
//!
//! Counterpart of `scipy.special.elliprj`.

use onkai_core::Real;

use super::carlson::{SERIES_RADIUS, rc, rf, scale_into_range, series_of_second_kind};

/// Carlson's symmetric integral of the third kind.
///
/// ```text
/// R_J(x, y, z, p) = 3/2 ∫₀^∞ dt / ((t + p) √((t + x)(t + y)(t + z)))
/// ```
///
/// `x`, `y` and `z` are not negative, else the result is NaN; it is infinite where two of them, or
/// `p`, vanish. For a negative `p` this is Cauchy's principal value, and NaN near its zeros, where
/// less than eleven digits could be had.
///
/// # Examples
///
/// ```
/// let value: f64 = onkai_special::elliprj(2.0, 3.0, 4.0, 5.0);
/// assert!((value - 0.142_975_796_671_567_5).abs() < 1e-15);
/// ```
///
/// # References
///
/// B. C. Carlson, "Numerical computation of real or complex elliptic integrals", Numer. Algorithms
/// 10, 1995. <https://doi.org/10.1007/BF02198293>. Negative `p`: DLMF 19.20.14.
pub fn elliprj<F: Real>(x: F, y: F, z: F, p: F) -> F {
    F::of(rj([x.as_f64(), y.as_f64(), z.as_f64()], p.as_f64()))
}

/// [`elliprj`] in double precision.
fn rj(mut v: [f64; 3], p: f64) -> f64 {
    if !v.iter().all(|&v| 0.0 <= v) || p.is_nan() {
        return f64::NAN;
    }
    v.sort_by(f64::total_cmp);
    if v[1] == 0.0 || p == 0.0 {
        return f64::INFINITY;
    }
    if v[2] == f64::INFINITY || p.is_infinite() {
        return 0.0;
    }
    if p < 0.0 { principal_value(v, -p) } else { positive(v, p) }
}

/// The integral for a positive `p`, by duplication.
fn positive([x, y, z]: [f64; 3], p: f64) -> f64 {
    let mut v = [x, y, z, p];
    let scale = scale_into_range(&mut v);
    let [mut x, mut y, mut z, mut p] = v;
    let (mut sum, mut weight) = (0.0, 1.0);
    loop {
        let mean = (x + y + z + 2.0 * p) / 5.0;
        let (dx, dy, dz) = (1.0 - x / mean, 1.0 - y / mean, 1.0 - z / mean);
        let dp = -(dx + dy + dz) / 2.0;
        if dx.abs().max(dy.abs()).max(dz.abs()).max(dp.abs()) < SERIES_RADIUS {
            let (xyz, pp) = (dx * dy * dz, dp * dp);
            let e2 = dx * dy + dx * dz + dy * dz - 3.0 * pp;
            let e3 = xyz + 2.0 * e2 * dp + 4.0 * pp * dp;
            let e4 = (2.0 * xyz + e2 * dp + 3.0 * pp * dp) * dp;
            let tail = weight * series_of_second_kind([e2, e3, e4, xyz * pp]) / mean / mean.sqrt();
            return (tail + 6.0 * sum) * scale * scale.sqrt();
        }
        let (root_x, root_y, root_z, root_p) = (x.sqrt(), y.sqrt(), z.sqrt(), p.sqrt());
        let lambda = root_x * root_y + root_x * root_z + root_y * root_z;
        let (first, second, third) = (root_p + root_x, root_p + root_y, root_p + root_z);
        // Carlson's 1 + e is this product, in which nothing cancels.
        let one_plus_e = 2.0 * (root_p / first) * ((p + lambda) / (second * third));
        sum += weight / first / second / third * rc(1.0, one_plus_e);
        weight /= 4.0;
        (x, y, z) = ((x + lambda) / 4.0, (y + lambda) / 4.0, (z + lambda) / 4.0);
        p = (p + lambda) / 4.0;
    }
}

/// Cauchy's principal value for the parameter `-q`.
fn principal_value([x, y, z]: [f64; 3], q: f64) -> f64 {
    let r = (z * (x + y + q) - x * y) / (z + q);
    let terms = [
        (r - z) * positive([x, y, z], r),
        -3.0 * rf(x, y, z),
        3.0 * (x * y * z / (x * y + q * r)).sqrt() * rc(x * y + q * r, q * r),
    ];
    let sum: f64 = terms.iter().sum();
    let size: f64 = terms.iter().map(|t| t.abs()).sum();
    // A unit in the last place of each term must stay below the promised digits of the sum.
    if sum.abs() < 1e-4 * size { f64::NAN } else { sum / (q + z) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_arguments_have_a_closed_form() {
        assert_eq!(elliprj(4.0, 4.0, 4.0, 4.0), 0.125);
        assert_eq!(elliprj(4.0_f32, 4.0, 4.0, 4.0), 0.125);
    }

    #[test]
    fn poles_are_infinite_and_negative_arguments_refused() {
        assert_eq!(elliprj(0.0, 0.0, 1.0, 1.0), f64::INFINITY);
        assert_eq!(elliprj(1.0, 2.0, 3.0, 0.0), f64::INFINITY);
        assert!(elliprj(1.0_f64, -2.0, 3.0, 1.0).is_nan());
    }
}
