//! Phases for a constant-Q transform that has lost them.
//!
//! Counterpart of `librosa.griffinlim_cqt`.

use std::f64::consts::TAU;

use ndarray::{Array1, Array2, ArrayRef2, ShapeBuilder, Zip};
use num_complex::Complex;
use onkai_core::{Error, Real, Result, Scalar, check_finite};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::inverse::{IcqtOptions, IcqtPlan};
use super::options::CqtOptions;
use super::plan::CqtPlan;

/// A signal whose [`cqt`](crate::cqt) has about the magnitudes of `c`.
///
/// Beginning with some phases, the signal of magnitudes and phases and the phases of its transform
/// are computed in turns. With a momentum each step goes beyond what the transform says, in the
/// direction in which the last one led.
///
/// # Shapes
///
/// `c`: `[n_bins, n_frames]`, `n_frames ≥ 2`, complex or of magnitudes; the options' `n_bins` does not
/// matter. Returns `[(n_frames - 1) · hop_length]`, or the `length` that is asked for.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range or `length` samples don't have `n_frames`
/// frames, else those of [`icqt`](crate::icqt).
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_mir::{CqtOptions, GriffinLimCqtOptions, cqt, griffinlim_cqt};
///
/// let y = Array1::from_shape_fn(8192, |i| (0.1 * i as f32).sin());
/// let notes = cqt(&y, 22050.0, &CqtOptions::default())?.mapv(|z| z.norm());
/// let options = GriffinLimCqtOptions { n_iter: 2, ..Default::default() };
/// assert_eq!(griffinlim_cqt(&notes, 22050.0, &options)?.len(), 8192);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// - Random phases come from another generator; a seed is part of the result.
/// - Phases are as precise as the magnitudes; librosa's are single-precision.
/// - Given phases are where the search begins, and the magnitudes alone are kept from then on; librosa
///   multiplies the phases of a complex `c` into each step's.
///
/// # References
///
/// D. W. Griffin, J. S. Lim, "Signal estimation from modified short-time Fourier transform",
/// IEEE Trans. Acoust. Speech Signal Process. 32(2), 1984.
/// <https://doi.org/10.1109/TASSP.1984.1164317>
///
/// N. Perraudin, P. Balazs, P. L. Søndergaard, "A fast Griffin-Lim algorithm", IEEE WASPAA, 2013.
/// <https://doi.org/10.1109/WASPAA.2013.6701851>
pub fn griffinlim_cqt<T: Scalar>(
    c: &ArrayRef2<T>,
    sample_rate: f64,
    options: &GriffinLimCqtOptions,
) -> Result<Array1<T::Real>> {
    let (n_bins, n_frames) = c.dim();
    options.check(n_frames)?;
    check_finite("c", c)?;
    let cqt = CqtOptions { n_bins, ..options.cqt.clone() };
    let inverse = IcqtOptions { cqt: cqt.clone(), length: options.length };
    let backward = IcqtPlan::new(sample_rate, n_bins, &inverse)?;
    let forward = CqtPlan::new(sample_rate, &cqt)?;
    let magnitude = c.mapv(Scalar::modulus);
    let mut notes = options.phase.start(c);
    let mut previous: Option<Array2<Complex<T::Real>>> = None;
    let share = T::Real::of(options.momentum / (1.0 + options.momentum));
    let smallest = num_traits::Float::min_positive_value();
    for _ in 0..options.n_iter {
        let rebuilt = forward.run(&backward.run(&notes)?)?;
        notes.assign(&rebuilt);
        if let Some(previous) = &previous {
            Zip::from(&mut notes).and(previous).for_each(|z, &p| *z -= p * share);
        }
        Zip::from(&mut notes).and(&magnitude).for_each(|z, &m| {
            *z = *z * (m / (Scalar::modulus(*z) + smallest));
        });
        previous = Some(rebuilt);
    }
    backward.run(&notes)
}

/// Options of [`griffinlim_cqt`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct GriffinLimCqtOptions {
    /// Those of the transform; `n_bins` does not matter.
    pub cqt: CqtOptions,
    /// How many steps are taken. Default: `32`.
    pub n_iter: usize,
    /// How far steps go beyond; at least 0, and above 1 the search may run away. Default: `0.99`.
    pub momentum: f64,
    /// The phases to begin with. Default: random ones of seed 0.
    #[doc(alias = "init")]
    pub phase: CqtPhase,
    /// How many samples to return, which must have as many frames as there are.
    /// Default: `None`, meaning what the frames cover.
    pub length: Option<usize>,
}

impl Default for GriffinLimCqtOptions {
    fn default() -> Self {
        Self {
            cqt: CqtOptions::default(),
            n_iter: 32,
            momentum: 0.99,
            phase: CqtPhase::Random { seed: 0 },
            length: None,
        }
    }
}

impl GriffinLimCqtOptions {
    fn check(&self, n_frames: usize) -> Result<()> {
        if !(self.momentum.is_finite() && 0.0 <= self.momentum) {
            let requirement = "at least 0 and finite";
            return Err(Error::parameter("momentum", self.momentum, requirement));
        }
        self.cqt.check_hop()?;
        if n_frames < 2 {
            return Err(Error::TooShort { name: "c", expected: 2, actual: n_frames });
        }
        match self.length {
            Some(length) if 1 + length / self.cqt.hop_length != n_frames => {
                let requirement = "such that it has as many frames as `c`";
                Err(Error::parameter("length", length as f64, requirement))
            }
            _ => Ok(()),
        }
    }
}

/// The phases that [`griffinlim_cqt`] begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CqtPhase {
    /// Any, as this seed has them.
    Random {
        /// The seed.
        seed: u64,
    },
    /// Those of the input; zero for magnitudes.
    Given,
}

impl CqtPhase {
    /// The magnitudes of `c` with these phases, frame by frame in memory.
    fn start<T: Scalar>(self, c: &ArrayRef2<T>) -> Array2<Complex<T::Real>> {
        let mut notes = Array2::default(c.raw_dim().f());
        match self {
            Self::Given => Zip::from(&mut notes).and(c).for_each(|z, c| *z = c.to_complex()),
            Self::Random { seed } => {
                let mut rng = Pcg64::seed_from_u64(seed);
                // The order is that of the frames, which is not the one that Zip would choose.
                for (mut to, from) in notes.columns_mut().into_iter().zip(c.columns()) {
                    for (z, c) in to.iter_mut().zip(from) {
                        let direction = Complex::cis(TAU * rng.random::<f64>());
                        let re = T::Real::of(direction.re);
                        *z = Complex::new(re, T::Real::of(direction.im)) * c.modulus();
                    }
                }
            }
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use onkai_testing::noise;

    use super::*;
    use crate::constant_q::cqt;

    fn options(phase: CqtPhase, n_iter: usize) -> GriffinLimCqtOptions {
        let cqt = CqtOptions { hop_length: 64, n_bins: 72, ..Default::default() };
        GriffinLimCqtOptions { cqt, n_iter, phase, ..Default::default() }
    }

    /// How far the magnitudes of the result are from those asked for.
    fn inconsistency(phase: CqtPhase, n_iter: usize) -> f64 {
        let options = options(phase, n_iter);
        let tones = Array1::from_shape_fn(8000, |i| {
            let turns = TAU * i as f64 / 8000.0;
            (880.0 * turns).sin() + (233.0 * turns).cos()
        });
        let wanted = cqt(&tones, 8000.0, &options.cqt).unwrap().mapv(Complex::norm);
        let y = griffinlim_cqt(&wanted, 8000.0, &options).unwrap();
        let found = cqt(&y, 8000.0, &options.cqt).unwrap().mapv(Complex::norm);
        (&found - &wanted).mapv(|d| d * d).sum() / wanted.mapv(|d| d * d).sum()
    }

    #[test]
    fn more_steps_come_nearer() {
        let random = CqtPhase::Random { seed: 3 };
        let errors = [0, 4, 30].map(|n_iter| inconsistency(random, n_iter));
        // librosa has 0.49, 0.10 and 0.04.
        assert!(errors[1] < 0.4 * errors[0] && errors[2] < 0.6 * errors[1], "{errors:?}");
        assert_ne!(inconsistency(random, 1), inconsistency(CqtPhase::Random { seed: 4 }, 1));
    }

    #[test]
    fn right_phases_are_kept() {
        let options = options(CqtPhase::Given, 0);
        let c = cqt(&noise(6400, 9), 8000.0, &options.cqt).unwrap();
        let inverse = IcqtOptions { cqt: options.cqt.clone(), length: None };
        let expected = crate::constant_q::icqt(&c, 8000.0, &inverse).unwrap();
        assert_eq!(griffinlim_cqt(&c, 8000.0, &options).unwrap(), expected);
    }

    #[test]
    fn bad_input_is_named() {
        let c = Array2::<f32>::ones((72, 4));
        let default = || options(CqtPhase::Given, 1);
        let named = |options: GriffinLimCqtOptions| match griffinlim_cqt(&c, 8000.0, &options)
            .unwrap_err()
        {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(named(GriffinLimCqtOptions { momentum: -0.1, ..default() }), "momentum");
        assert_eq!(named(GriffinLimCqtOptions { momentum: f64::NAN, ..default() }), "momentum");
        assert_eq!(named(GriffinLimCqtOptions { length: Some(10), ..default() }), "length");
        let mut still = default();
        still.cqt.hop_length = 0;
        assert_eq!(named(still), "hop_length");
        assert!(griffinlim_cqt(&Array2::<f32>::ones((72, 1)), 8e3, &default()).is_err());
        assert!(griffinlim_cqt(&Array2::<f32>::ones((0, 4)), 8e3, &default()).is_err());
        let nan = Array2::from_elem((72, 4), f64::NAN);
        assert!(matches!(griffinlim_cqt(&nan, 8e3, &default()), Err(Error::NotFinite { .. })));
    }
}
