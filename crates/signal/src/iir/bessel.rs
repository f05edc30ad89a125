//! The analog low pass of flattest delay.
//!
//! Counterpart of `scipy.signal.besselap`.

use std::str::FromStr;

use ndarray::Array1;
use num_complex::Complex;
use onkai_core::{Error, Result};

use crate::iir::prototype::check_order;
use crate::iir::zpk::Zpk;

/// The largest order: beyond, the poles lose digits.
const MAX_ORDER: usize = 25;

/// Bessel's (Thomson's) analog low pass: its delay is as flat as can be at frequency zero.
///
/// The poles are the zeros of the reverse Bessel polynomial, scaled as `norm` says.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero or greater than 25.
///
/// # Examples
///
/// ```
/// use onkai_signal::{BesselNorm, besselap};
/// let zpk = besselap(2, BesselNorm::Delay)?;
/// assert!((zpk.p[0].re + 1.5).abs() < 1e-15 && zpk.k == 3.0);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # References
///
/// W. E. Thomson, "Delay networks having maximally flat frequency characteristics", Proc. IEE 96(44),
/// 1949. <https://doi.org/10.1049/pi-3.1949.0101>; first guesses of the zeros: R. G. Campos,
/// M. L. Calderón, "Approximate closed-form formulas for the zeros of the Bessel polynomials", Int. J.
/// Math. Math. Sci., 2012. <https://doi.org/10.1155/2012/873078>; O. Aberth, "Iteration methods for
/// finding all zeros of a polynomial simultaneously", Math. Comp. 27, 1973.
/// <https://doi.org/10.1090/S0025-5718-1973-0329236-7>
pub fn besselap(order: usize, norm: BesselNorm) -> Result<Zpk> {
    check_order(order)?;
    if MAX_ORDER < order {
        return Err(Error::parameter("order", order as f64, "at most 25 for a Bessel filter"));
    }
    let p = zeros(order);
    // (2n-1)!!, the polynomial's value at zero.
    let last: f64 = (1..=order).map(|k| 2.0 * k as f64 - 1.0).product();
    let scale = match norm {
        BesselNorm::Delay => 1.0,
        BesselNorm::Phase => last.powf(-1.0 / order as f64),
        BesselNorm::Magnitude => half_power_frequency(&p, last).recip(),
    };
    let k = match norm {
        BesselNorm::Delay => last,
        BesselNorm::Phase => 1.0,
        BesselNorm::Magnitude => last * scale.powf(order as f64),
    };
    Ok(Zpk { z: Array1::default(0), p: p.into_iter().map(|p| p * scale).collect(), k })
}

/// What is 1 at frequency 1 of a Bessel filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BesselNorm {
    /// The phase there is halfway between its ends; the asymptotes are those of a Butterworth
    /// filter.
    #[default]
    Phase,
    /// The delay at zero frequency is 1.
    Delay,
    /// The gain there is 3 dB down.
    Magnitude,
}

impl FromStr for BesselNorm {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "phase" => Ok(Self::Phase),
            "delay" => Ok(Self::Delay),
            "mag" => Ok(Self::Magnitude),
            _ => Err(Error::UnknownName {
                name: "norm",
                value: name.to_owned(),
                known: "phase, delay, mag",
            }),
        }
    }
}

/// The zeros of the reverse Bessel polynomial, by Aberth's simultaneous Newton steps.
fn zeros(order: usize) -> Vec<Complex<f64>> {
    const MAX_STEPS: usize = 60;
    let mut zeros = first_guess(order);
    for _ in 0..MAX_STEPS {
        let mut largest = 0.0_f64;
        let before = zeros.clone();
        for (i, zero) in zeros.iter_mut().enumerate() {
            let s = before[i];
            let newton = damped(order, s) / (s * damped(order - 1, s));
            let repulsion: Complex<f64> = before
                .iter()
                .enumerate()
                .filter(|&(j, _)| j != i)
                .map(|(_, o)| (s - o).inv())
                .sum();
            let step = newton / (newton * repulsion + 1.0);
            *zero = s + step;
            largest = largest.max(step.norm() / s.norm());
        }
        if largest <= 2.0 * f64::EPSILON {
            break;
        }
    }
    // Exact conjugates: a zero and its mirror's are averaged.
    let mirrored: Vec<Complex<f64>> = zeros.iter().rev().map(Complex::conj).collect();
    zeros.iter().zip(mirrored).map(|(a, b)| (a + b) / 2.0).collect()
}

/// `θ(s) exp(-s)`, where `θ` is the reverse Bessel polynomial, for `s` in the left half plane.
///
/// Its derivative is `-s` times that of the order before. The recurrence of the polynomials is
/// stable in the right half plane only. Odd and even part are known, though: the function differs
/// from its mirror image by a multiple of a modified Bessel function, whose series converges fast.
fn damped(order: usize, s: Complex<f64>) -> Complex<f64> {
    let (mut before, mut theta) = (Complex::new(1.0, 0.0), Complex::new(1.0, 0.0) - s);
    if order == 0 {
        theta = before;
    }
    let square = s * s;
    for k in 2..=order {
        let next = theta * (2.0 * k as f64 - 1.0) + square * before;
        (before, theta) = (theta, next);
    }
    let (mut term, mut series) = (Complex::new(1.0, 0.0), Complex::new(1.0, 0.0));
    for k in 1..200 {
        let k = f64::from(k);
        term *= square / (4.0 * k * (order as f64 + 0.5 + k));
        series += term;
        if term.norm() < f64::EPSILON * series.norm() / 8.0 {
            break;
        }
    }
    let sign = if order.is_multiple_of(2) { -2.0 } else { 2.0 };
    let odd = (1..=order).fold(s * sign, |odd, k| odd * square / (2.0 * k as f64 + 1.0));
    s.exp() * theta + odd * series
}

/// Campos and Calderón's approximation of the zeros of the Bessel polynomial, inverted; in order of
/// the imaginary part.
fn first_guess(order: usize) -> Vec<Complex<f64>> {
    if order == 1 {
        return vec![Complex::new(-1.0, 0.0)];
    }
    let n = order as f64;
    let s = ((n - 3.0) * n * n + 2.0) * n * n;
    let b3 = (16.0 - 8.0 * n) / s;
    let b2 = ((12.0 * n - 12.0) * n - 24.0) / s;
    let b1 = (((-2.0 * n - 12.0) * n + 24.0) * n + 8.0) / s;
    let b0 = ((5.0 - n) * n * n - 6.0) * n / s;
    let r = (n + 2.0) * n * n;
    let (a1, a2) = ((-6.0 - 6.0 * n) / r, 6.0 / r);
    (1..=order)
        .map(|k| {
            let k = k as f64;
            Complex::new((a2 * k + a1) * k, ((b3 * k + b2) * k + b1) * k + b0).inv()
        })
        .collect()
}

/// The frequency at which the gain of the low pass has fallen to `1/√2`.
fn half_power_frequency(poles: &[Complex<f64>], gain: f64) -> f64 {
    let power = |w: f64| {
        let size: f64 = poles.iter().map(|p| (Complex::new(0.0, w) - p).norm()).product();
        (gain / size).powi(2)
    };
    // The gain falls steadily: bisection to the last bit.
    let (mut low, mut high) = (0.0, 1.0);
    while 0.5 < power(high) {
        high *= 2.0;
    }
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || high <= middle {
            return middle;
        }
        if 0.5 < power(middle) { low = middle } else { high = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_one_to_twenty_five() {
        for bad in [0, 26] {
            assert!(matches!(besselap(bad, BesselNorm::Phase), Err(Error::Parameter { .. })));
        }
        assert!("width".parse::<BesselNorm>().is_err());
        assert_eq!("mag".parse::<BesselNorm>(), Ok(BesselNorm::Magnitude));
    }

    #[test]
    fn poles_multiply_to_the_last_coefficient() {
        for order in 1..=MAX_ORDER {
            let zpk = besselap(order, BesselNorm::Delay).unwrap();
            let product = zpk.p.iter().fold(Complex::new(1.0, 0.0), |product, p| -product * p);
            assert!((product.re / zpk.k - 1.0).abs() < 1e-13, "order {order}");
            // The polynomial's second coefficient: the delay is 1.
            let delay: f64 = zpk.p.iter().map(|p| -p.inv().re).sum();
            assert!((delay - 1.0).abs() < 1e-13, "order {order}: {delay}");
        }
    }
}
