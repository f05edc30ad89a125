//! Zeros and poles gathered into sections of second order.
//!
//! Counterpart of `scipy.signal.zpk2sos`.

use ndarray::{Array2, ArrayRef2};
use num_complex::Complex;
use num_traits::Zero;
use onkai_core::{Error, Result, Scalar};

use crate::iir::conjugates::Conjugates;

/// How zeros and poles come to sections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pairing {
    /// Zeros go to the poles nearest to them, which keeps peaks within sections low; an odd number
    /// of poles gets one more pole and zero at the origin.
    #[default]
    Nearest,
    /// As [`Nearest`](Self::Nearest), but an odd number leaves a section of first order.
    KeepOdd,
    /// As [`KeepOdd`](Self::KeepOdd), and poles without a zero get none: the numerator of a section
    /// may begin with zeros, which are delays. (SciPy's sections of first order then begin with a
    /// zero in the denominator, too, which its own filter refuses; here they begin with 1.)
    Minimal,
}

/// Refuses sections that are no `[n, 6]`, none at all, or whose `a0` is not 1.
pub(crate) fn check_sections<T: Scalar>(sos: &ArrayRef2<T>) -> Result<()> {
    let (n_sections, n_columns) = sos.dim();
    if n_columns != 6 {
        let (expected, actual) = (vec![n_sections, 6], vec![n_sections, n_columns]);
        return Err(Error::Shape { name: "sos", expected, actual });
    }
    if n_sections == 0 {
        return Err(Error::TooShort { name: "sos", expected: 1, actual: 0 });
    }
    if sos.column(3).iter().any(|a0| *a0 != T::one()) {
        let requirement = "have 1 in the fourth column of every section";
        return Err(Error::Values { name: "sos", requirement });
    }
    Ok(())
}

pub(super) fn pair_digital(
    mut z: Conjugates,
    mut p: Conjugates,
    k: f64,
    pairing: Pairing,
) -> Result<Array2<f64>> {
    if z.count() + p.count() == 0 {
        return Ok(ndarray::array![[k, 0.0, 0.0, 1.0, 0.0, 0.0]]);
    }
    if pairing == Pairing::Minimal {
        check_proper(&z, &p)?;
    } else {
        let n = z.count().max(p.count());
        z.fill_to(n);
        p.fill_to(n);
        if pairing == Pairing::Nearest && n % 2 == 1 {
            z.fill_to(n + 1);
            p.fill_to(n + 1);
        }
    }
    let nearness_to_circle = |p: Complex<f64>| (1.0 - p.norm()).abs();
    let mut sos = Pool::new(&z, &p, pairing == Pairing::Minimal).sections(k, nearness_to_circle);
    // In powers of z⁻¹ a section of first order begins with its pole's polynomial, too.
    for mut section in sos.rows_mut().into_iter().filter(|section| section[3] == 0.0) {
        for start in [0, 3] {
            section[start] = section[start + 1];
            section[start + 1] = section[start + 2];
            section[start + 2] = 0.0;
        }
    }
    Ok(sos)
}

pub(super) fn pair_analog(z: &Conjugates, p: &Conjugates, k: f64) -> Result<Array2<f64>> {
    if z.count() + p.count() == 0 {
        return Ok(ndarray::array![[0.0, 0.0, k, 0.0, 0.0, 1.0]]);
    }
    check_proper(z, p)?;
    Ok(Pool::new(z, p, true).sections(k, |p| p.re.abs()))
}

fn check_proper(z: &Conjugates, p: &Conjugates) -> Result<()> {
    if z.count() <= p.count() {
        return Ok(());
    }
    Err(Error::Values { name: "z", requirement: "not be more than the poles" })
}

impl Conjugates {
    fn count(&self) -> usize {
        self.reals.len() + 2 * self.pairs.len()
    }

    /// Adds roots at the origin.
    fn fill_to(&mut self, n: usize) {
        while self.count() < n {
            self.reals.push(0.0);
        }
        self.reals.sort_by(f64::total_cmp);
    }
}

/// The roots that still want a section; a complex one stands for its conjugate, too.
struct Pool {
    z: Vec<Complex<f64>>,
    p: Vec<Complex<f64>>,
    is_minimal: bool,
    n_sections: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Which {
    Real,
    Complex,
    Any,
}

fn is_real(root: &Complex<f64>) -> bool {
    root.im == 0.0
}

impl Pool {
    fn new(z: &Conjugates, p: &Conjugates, is_minimal: bool) -> Self {
        let all = |roots: &Conjugates| {
            let reals = roots.reals.iter().map(|&r| Complex::new(r, 0.0));
            roots.pairs.iter().copied().chain(reals).collect::<Vec<_>>()
        };
        Self { z: all(z), p: all(p), is_minimal, n_sections: p.count().div_ceil(2) }
    }

    /// Empties the pool, last section first: the pole of least `badness` is taken as long as there
    /// is one, with a partner and the zeros nearest to it.
    fn sections(mut self, k: f64, badness: impl Fn(Complex<f64>) -> f64) -> Array2<f64> {
        let mut sos = Array2::zeros((self.n_sections, 6));
        for section in (0..self.n_sections).rev() {
            let (z, p) = self.next_section(&badness);
            for (roots, start) in [(z, 0), (p, 3)] {
                let polynomial = monic(&roots);
                let offset = start + 3 - polynomial.len();
                for (i, c) in polynomial.into_iter().enumerate() {
                    sos[[section, offset + i]] = c;
                }
            }
        }
        sos.row_mut(0).iter_mut().take(3).for_each(|b| *b *= k);
        sos
    }

    fn next_section(
        &mut self,
        badness: &impl Fn(Complex<f64>) -> f64,
    ) -> (Vec<Complex<f64>>, Vec<Complex<f64>>) {
        let worst = |roots: &[Complex<f64>], which: Which| {
            (0..roots.len())
                .filter(|&i| which == Which::Any || is_real(&roots[i]))
                .min_by(|&i, &j| badness(roots[i]).total_cmp(&badness(roots[j])))
        };
        let Some(first) = worst(&self.p, Which::Any) else {
            return (Vec::new(), Vec::new());
        };
        let p1 = self.p.remove(first);
        if is_real(&p1) && !self.p.iter().any(is_real) {
            // A single pole is left: a section of first order.
            let z1 = self.take_zero(p1, Which::Real);
            return if self.is_minimal {
                (z1.into_iter().collect(), vec![p1])
            } else {
                let origin = Complex::zero();
                (z1.into_iter().chain([origin]).collect(), vec![p1, origin])
            };
        }
        let n_left = |roots: &[Complex<f64>]| roots.iter().filter(|r| is_real(r)).count();
        let is_even = self.p.len() + 1 == self.z.len();
        if !is_real(&p1) && is_even && n_left(&self.p) == 1 && n_left(&self.z) == 1 {
            // The real pole must find the real zero in the end.
            if let Some(z1) = self.take_zero(p1, Which::Complex) {
                return (vec![z1, z1.conj()], vec![p1, p1.conj()]);
            }
        }
        let p2 = match worst(&self.p, Which::Real) {
            Some(second) if is_real(&p1) => self.p.remove(second),
            _ => p1.conj(),
        };
        let zeros = match self.take_zero(p1, Which::Any) {
            Some(z1) if is_real(&z1) => {
                let z2 = self.take_zero(p1, Which::Real);
                [z1].into_iter().chain(z2).collect()
            }
            Some(z1) => vec![z1, z1.conj()],
            None => Vec::new(),
        };
        (zeros, vec![p1, p2])
    }

    /// Takes the zero nearest to a pole.
    fn take_zero(&mut self, pole: Complex<f64>, which: Which) -> Option<Complex<f64>> {
        let distance = |i: usize| (self.z[i] - pole).norm();
        let nearest = (0..self.z.len())
            .filter(|&i| which == Which::Any || is_real(&self.z[i]) == (which == Which::Real))
            .min_by(|&i, &j| distance(i).total_cmp(&distance(j)))?;
        Some(self.z.remove(nearest))
    }
}

/// The polynomial of up to two roots: real ones, or a conjugate pair.
fn monic(roots: &[Complex<f64>]) -> Vec<f64> {
    match roots {
        [] => vec![1.0],
        [r] => vec![1.0, -r.re],
        [r, ..] if !is_real(r) => vec![1.0, -2.0 * r.re, r.norm_sqr()],
        [r, s, ..] => vec![1.0, -(r.re + s.re), r.re * s.re],
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::iir::zpk::Zpk;

    #[test]
    fn a_gain_alone_is_a_section() {
        let gain = Zpk { z: array![], p: array![], k: 2.5 };
        assert_eq!(gain.to_sos().unwrap(), array![[2.5, 0.0, 0.0, 1.0, 0.0, 0.0]]);
        assert_eq!(gain.to_analog_sos().unwrap(), array![[0.0, 0.0, 2.5, 0.0, 0.0, 1.0]]);
    }

    #[test]
    fn more_zeros_than_poles_are_no_analog_filter() {
        let of = |r: f64| Complex::new(r, 0.0);
        let zpk = Zpk { z: array![of(1.0), of(2.0)], p: array![of(0.5)], k: 1.0 };
        let expected = "`z` must not be more than the poles";
        assert_eq!(zpk.to_analog_sos().unwrap_err().to_string(), expected);
        let minimal = zpk.to_sos_paired(Pairing::Minimal);
        assert_eq!(minimal.unwrap_err().to_string(), expected);
        let sos = zpk.to_sos().unwrap();
        assert_eq!(sos, array![[1.0, -3.0, 2.0, 1.0, -0.5, 0.0]]);
    }

    #[test]
    fn sections_of_another_form_are_refused() {
        let message = |sos: Array2<f64>| check_sections(&sos).unwrap_err().to_string();
        assert_eq!(message(Array2::ones((2, 5))), "`sos` has shape [2, 5], but must have [2, 6]");
        assert_eq!(message(Array2::ones((0, 6))), "`sos` has length 0, but needs at least 1");
        assert_eq!(
            message(array![[1.0, 0.0, 0.0, 2.0, 0.0, 0.0]]),
            "`sos` must have 1 in the fourth column of every section"
        );
    }
}
