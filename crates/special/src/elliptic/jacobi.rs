//! Jacobi's elliptic functions.
//!
//! Counterpart of `scipy.special.ellipj`.

use std::f64::consts::TAU;

use onkai_core::Real;

use crate::double_double::DoubleDouble;

use super::complete::MEANS_AGREE;

/// Jacobi's elliptic functions sn, cn and dn of `u`, and the amplitude.
///
/// ```text
/// u = ∫₀^ph dt / √(1 - m sin² t),   sn = sin ph,   cn = cos ph,   dn = √(1 - m sn²)
/// ```
///
/// `u` is any real number whose period can be told (up to about 1e16), `m` the parameter in
/// [0, 1]; beyond, all four are NaN. Near their zeros `sn` is accurate relative to 1 and `cn`
/// relative to `dn`.
///
/// # Examples
///
/// ```
/// let at_quarter = onkai_special::ellipj(onkai_special::ellipk(0.36), 0.36);
/// assert!((at_quarter.sn - 1.0_f64).abs() < 1e-15);
/// assert!((at_quarter.dn - 0.8).abs() < 1e-15);
/// ```
///
/// # References
///
/// R. Bulirsch, "Numerical calculation of elliptic integrals and elliptic functions", Numer. Math.
/// 7, 1965. <https://doi.org/10.1007/BF01397975>
pub fn ellipj<F: Real>(u: F, m: F) -> Ellipj<F> {
    let value = jacobi(u.as_f64(), m.as_f64());
    Ellipj { sn: F::of(value.sn), cn: F::of(value.cn), dn: F::of(value.dn), ph: F::of(value.ph) }
}

/// What [`ellipj`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ellipj<F> {
    /// The sine of the amplitude.
    pub sn: F,
    /// The cosine of the amplitude.
    pub cn: F,
    /// The amplitude's derivative.
    pub dn: F,
    /// The amplitude, an angle that grows with `u`.
    pub ph: F,
}

/// Beyond this the phase needs more than double precision.
const FAR: f64 = 40.0;
/// The arithmetic-geometric mean needs fewer steps than this, whatever the parameter.
const MAX_LEVELS: usize = 10;

fn jacobi(u: f64, m: f64) -> Ellipj<f64> {
    if !(0.0..=1.0).contains(&m) || !u.is_finite() {
        let nan = f64::NAN;
        return Ellipj { sn: nan, cn: nan, dn: nan, ph: nan };
    }
    if u.abs() < 1e-8 {
        return Ellipj { sn: u, cn: 1.0 - u * u / 2.0, dn: 1.0 - m * u * u / 2.0, ph: u };
    }
    if m == 1.0 {
        return hyperbolic(u);
    }
    // The means on each level: arithmetic, its inverse, geometric.
    let mut levels = [[0.0; 3]; MAX_LEVELS];
    let mut n_levels = 0;
    let (mut a, mut g) = (1.0_f64, (1.0 - m).sqrt());
    loop {
        levels[n_levels] = [a, a.recip(), g];
        n_levels += 1;
        let close = (a - g).abs() <= MEANS_AGREE * a;
        let product = a * g;
        a = f64::midpoint(a, g);
        if close || n_levels == MAX_LEVELS {
            break;
        }
        g = product.sqrt();
    }
    let Some((phase, turns)) = phase(u, m, a) else {
        return jacobi(f64::NAN, m);
    };
    // Gauss's transformation back, in the ratio cs = cn / sn (times the mean) and dn: all terms are
    // positive.
    let (sin, cos) = phase.sin_cos();
    let mut cs = cos / sin;
    let mut scaled_cs = a * cs;
    let mut dn = 1.0;
    for &[a, inverse, g] in levels[..n_levels].iter().rev() {
        let square = scaled_cs * cs;
        scaled_cs *= dn;
        dn = (g + square) / (a + square);
        cs = scaled_cs * inverse;
    }
    let sn = (scaled_cs * scaled_cs + 1.0).sqrt().recip().copysign(sin);
    let cn = scaled_cs * sn;
    // Amplitude and phase cross the multiples of a quarter turn together.
    let angle = sn.atan2(cn);
    let whole = turns + ((phase - angle) / TAU).round();
    Ellipj { sn, cn, dn, ph: if whole == 0.0 { angle } else { whole * TAU + angle } }
}

/// The phase `π u / 2K`, and how many whole turns were taken from it; nothing where that can't be told.
#[inline]
fn phase(u: f64, m: f64, mean: f64) -> Option<(f64, f64)> {
    if u.abs() <= FAR { Some((u * mean, 0.0)) } else { far_phase(u, m) }
}

#[cold]
fn far_phase(u: f64, m: f64) -> Option<(f64, f64)> {
    // Relative errors of 1e-30 in the mean and in π would reach 1e-14 here.
    if 1e16 < u.abs() {
        return None;
    }
    let mut a = DoubleDouble::new(1.0);
    let mut g = (a - DoubleDouble::new(m)).sqrt();
    // Each step squares the distance: seven from any parameter to 32 digits.
    for _ in 0..MAX_LEVELS {
        (a, g) = ((a + g).scaled(0.5), (a * g).sqrt());
    }
    let phase = a * DoubleDouble::new(u);
    let turn = DoubleDouble::PI.scaled(2.0);
    let turns = (phase.hi / turn.hi).round();
    Some(((phase - turn * DoubleDouble::new(turns)).value(), turns))
}

/// The limit `m = 1`, which has no period.
fn hyperbolic(u: f64) -> Ellipj<f64> {
    // Not the inverse of the hyperbolic cosine, which overflows where this does not yet vanish.
    let small = (-u.abs()).exp();
    let sech = 2.0 * small / (1.0 + small * small);
    Ellipj { sn: u.tanh(), cn: sech, dn: sech, ph: 2.0 * (u / 2.0).tanh().atan() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_the_domain_all_is_nan() {
        for (u, m) in [(0.3, -0.1), (0.3, 1.1), (f64::NAN, 0.5), (f64::INFINITY, 0.5), (1e17, 0.5)]
        {
            let value = ellipj(u, m);
            assert!(
                value.sn.is_nan() && value.cn.is_nan() && value.dn.is_nan() && value.ph.is_nan()
            );
        }
    }

    #[test]
    fn near_and_far_phases_agree() {
        let (near, far) = (40.0_f64, 40.0_f64.next_up());
        for m in [0.0, 0.2, 0.9, 1.0 - 1e-12] {
            let (a, b) = (ellipj(near, m), ellipj(far, m));
            assert!((a.sn - b.sn).abs() < 1e-13 && (a.ph - b.ph).abs() < 1e-12, "{m}");
        }
    }

    #[test]
    fn single_precision_is_rounded_double_precision() {
        let (narrow, wide) = (ellipj(1.25_f32, 0.75), ellipj(1.25, 0.75));
        assert_eq!((narrow.sn, narrow.ph), (wide.sn as f32, wide.ph as f32));
    }
}
