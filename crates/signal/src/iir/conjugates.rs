//! Roots of real polynomials, sorted into real ones and conjugate pairs.

use num_complex::Complex;
use onkai_core::{Error, Result};

/// Real roots, rising, and one of each conjugate pair, the one above the real axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Conjugates {
    pub(crate) reals: Vec<f64>,
    pub(crate) pairs: Vec<Complex<f64>>,
}

/// How far a root may be off the real axis, or two off being conjugate, relative to its size.
const TOLERANCE: f64 = 100.0 * f64::EPSILON;

impl Conjugates {
    /// Sorts roots.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`], and [`Error::Values`] when a root lacks its conjugate.
    pub(crate) fn of(name: &'static str, roots: &[Complex<f64>]) -> Result<Self> {
        if let Some(index) = roots.iter().position(|r| !r.is_finite()) {
            let r = roots[index];
            let value = if r.re.is_finite() { r.im } else { r.re };
            return Err(Error::NotFinite { name, index, value });
        }
        let is_real = |r: &Complex<f64>| r.im.abs() <= TOLERANCE * r.norm();
        let mut reals: Vec<f64> = roots.iter().filter(|r| is_real(r)).map(|r| r.re).collect();
        reals.sort_by(f64::total_cmp);
        let rest = || roots.iter().copied().filter(|r| !is_real(r));
        let mut above: Vec<_> = rest().filter(|r| 0.0 < r.im).collect();
        above.sort_by(|a, b| a.re.total_cmp(&b.re).then(a.im.total_cmp(&b.im)));
        let mut below: Vec<_> = rest().filter(|r| r.im < 0.0).map(|r| r.conj()).collect();
        let mut pairs = Vec::with_capacity(above.len());
        for root in &above {
            let distance = |other: &Complex<f64>| (root - other).norm();
            let nearest = (0..below.len())
                .min_by(|&i, &j| distance(&below[i]).total_cmp(&distance(&below[j])))
                .filter(|&i| distance(&below[i]) <= TOLERANCE * root.norm());
            match nearest {
                Some(i) => pairs.push((root + below.swap_remove(i)) / 2.0),
                None => return Err(lonely(name)),
            }
        }
        if below.is_empty() { Ok(Self { reals, pairs }) } else { Err(lonely(name)) }
    }
}

fn lonely(name: &'static str) -> Error {
    Error::Values { name, requirement: "hold the conjugate of each complex number" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_sorted_and_paired() {
        let c = Complex::new;
        let roots =
            [c(0.5, 0.25), c(3.0, 0.0), c(-1.0, 2.0), c(0.5, -0.25), c(-1.0, -2.0), c(-3.0, 0.0)];
        let sorted = Conjugates::of("p", &roots).unwrap();
        assert_eq!(sorted.reals, [-3.0, 3.0]);
        assert_eq!(sorted.pairs, [c(-1.0, 2.0), c(0.5, 0.25)]);
    }

    #[test]
    fn a_root_without_its_conjugate_is_refused() {
        let c = Complex::new;
        let expected = "`p` must hold the conjugate of each complex number";
        for roots in [vec![c(1.0, 1.0)], vec![c(1.0, -1.0)], vec![c(1.0, 1.0), c(1.0, -1.1)]] {
            assert_eq!(Conjugates::of("p", &roots).unwrap_err().to_string(), expected);
        }
        assert!(Conjugates::of("p", &[c(1.0, f64::NAN)]).is_err());
    }
}
