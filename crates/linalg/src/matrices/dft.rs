//! The discrete Fourier transform as a matrix.
//!
//! Counterpart of `scipy.linalg.dft`.

use std::str::FromStr;

use ndarray::Array2;
use num_complex::Complex;
use onkai_core::{Error, Real, Result};

/// By what a DFT matrix is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DftScale {
    /// By nothing.
    #[default]
    None,
    /// By √n, which makes the matrix unitary.
    SqrtN,
    /// By n.
    N,
}

impl FromStr for DftScale {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "none" => Ok(Self::None),
            "sqrtn" => Ok(Self::SqrtN),
            "n" => Ok(Self::N),
            _ => Err(Error::UnknownName {
                name: "scale of a DFT matrix",
                value: name.to_owned(),
                known: "none, sqrtn, n",
            }),
        }
    }
}

/// The matrix of the discrete Fourier transform of `n` samples.
///
/// ```text
/// A[j, k] = exp(-2πi j k / n) / scale
/// ```
///
/// # Examples
///
/// ```
/// use onkai_linalg::{DftScale, dft};
/// let spectrum = dft::<f64>(4, DftScale::None).column(1).to_vec();
/// assert_eq!(spectrum.iter().map(|z| z.im).collect::<Vec<_>>(), [0.0, -1.0, 0.0, 1.0]);
/// ```
pub fn dft<F: Real>(n: usize, scale: DftScale) -> Array2<Complex<F>> {
    let factor = match scale {
        DftScale::None => 1.0,
        DftScale::SqrtN => (n as f64).sqrt().recip(),
        DftScale::N => (n as f64).recip(),
    };
    let roots: Vec<_> = (0..n)
        .map(|k| {
            let (re, im) = root_of_unity(k, n);
            Complex::new(F::of(re * factor), F::of(im * factor))
        })
        .collect();
    Array2::from_shape_fn((n, n), |(j, k)| roots[j * k % n])
}

/// `exp(-2πi k / n)`, with the symmetries of the circle kept exactly.
fn root_of_unity(k: usize, n: usize) -> (f64, f64) {
    // An eighth of the circle is enough: sine and cosine of angles up to 45 degrees are as exact as
    // floats can be, and the others follow by reflection.
    let (octant, rest) = (8 * k / n, 8 * k % n);
    let rest = if octant % 2 == 0 { rest } else { n - rest };
    let (sin, cos) = (std::f64::consts::FRAC_PI_4 * rest as f64 / n as f64).sin_cos();
    let (cos, sin) = match octant {
        0 => (cos, sin),
        1 => (sin, cos),
        2 => (-sin, cos),
        3 => (-cos, sin),
        4 => (-cos, -sin),
        5 => (-sin, -cos),
        6 => (sin, -cos),
        _ => (cos, -sin),
    };
    (cos, 0.0 - sin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circle_is_walked_in_all_octants() {
        for n in [1, 2, 3, 5, 8, 12, 29, 64] {
            for k in 0..n {
                let angle = -std::f64::consts::TAU * k as f64 / n as f64;
                let (re, im) = root_of_unity(k, n);
                assert!((re - angle.cos()).hypot(im - angle.sin()) < 1e-14, "{k} of {n}");
            }
        }
        assert_eq!(root_of_unity(1, 4), (0.0, -1.0));
    }

    #[test]
    fn scales_have_names() {
        assert_eq!("sqrtn".parse(), Ok(DftScale::SqrtN));
        assert!("m".parse::<DftScale>().is_err());
    }
}
