//! Ways to divide the octave.
//!
//! Counterpart of `librosa.pythagorean_intervals`, `librosa.plimit_intervals`.

use std::str::FromStr;

use ndarray::Array1;
use onkai_core::{Error, Result};

/// How an octave is divided.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Intervals {
    /// Each note is `2^(1/n)` times the one before.
    #[default]
    Equal,
    /// A chain of fifths of 3:2; see [`pythagorean_intervals`].
    Pythagorean,
    /// Just intonation from the prime 3; see [`plimit_intervals`].
    Ji3,
    /// Just intonation from the primes 3 and 5.
    Ji5,
    /// Just intonation from the primes 3, 5 and 7.
    Ji7,
    /// These ratios to the first note of each octave; positive, and as many as there are notes.
    Ratios(Vec<f64>),
}

impl Intervals {
    /// How many notes an octave has if others want `bins_per_octave`.
    pub(super) fn n_notes(&self, bins_per_octave: usize) -> usize {
        match self {
            Self::Ratios(ratios) => ratios.len(),
            _ => bins_per_octave,
        }
    }

    /// The ratios of an octave's notes to its first. Only equal ones can be raised by a `tuning`.
    pub(super) fn ratios(
        &self,
        bins_per_octave: usize,
        tuning: f64,
        sort: bool,
    ) -> Result<Array1<f64>> {
        let just = |primes: &[u32]| plimit_intervals(primes, bins_per_octave, sort);
        match self {
            Self::Equal => {
                check_notes(bins_per_octave)?;
                let step = |k| ((tuning + k as f64) / bins_per_octave as f64).exp2();
                Ok((0..bins_per_octave).map(step).collect())
            }
            Self::Pythagorean => pythagorean_intervals(bins_per_octave, sort),
            Self::Ji3 => just(&[3]),
            Self::Ji5 => just(&[3, 5]),
            Self::Ji7 => just(&[3, 5, 7]),
            Self::Ratios(ratios) => {
                check_notes(ratios.len())?;
                match ratios.iter().find(|ratio| !(ratio.is_finite() && 0.0 < **ratio)) {
                    Some(&bad) => Err(Error::parameter("intervals", bad, "positive and finite")),
                    None => Ok(Array1::from_vec(ratios.clone())),
                }
            }
        }
    }
}

impl FromStr for Intervals {
    type Err = Error;

    /// Reads librosa's names.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "equal" => Self::Equal,
            "pythagorean" => Self::Pythagorean,
            "ji3" => Self::Ji3,
            "ji5" => Self::Ji5,
            "ji7" => Self::Ji7,
            _ => {
                let known = "equal, pythagorean, ji3, ji5, ji7";
                return Err(Error::UnknownName { name: "intervals", value: name.into(), known });
            }
        })
    }
}

/// The first `bins_per_octave` powers of 3, brought into the octave `[1, 2)`.
///
/// # Shapes
///
/// Returns `[bins_per_octave]`, ascending if `sort` is on, else in the order of the powers.
///
/// # Errors
///
/// [`Error::Parameter`] when `bins_per_octave` is zero.
///
/// # Examples
///
/// ```
/// let ratios = onkai_mir::pythagorean_intervals(3, true)?;
/// assert!((ratios - ndarray::array![1.0, 9.0 / 8.0, 3.0 / 2.0]).iter().all(|d| d.abs() < 1e-14));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn pythagorean_intervals(bins_per_octave: usize, sort: bool) -> Result<Array1<f64>> {
    check_notes(bins_per_octave)?;
    let log3 = 3.0_f64.log2();
    Ok(into_octave((0..bins_per_octave).map(|power| power as f64 * log3), sort))
}

/// The `bins_per_octave` intervals made of `primes` that lie closest together: a compact piece of
/// the lattice whose axes are the primes, brought into the octave `[1, 2)`.
///
/// Starting from 1, the neighbour of what is there is added whose harmonic distances to all of it
/// add up to least: the distance of two ratios is the logarithm of the product of numerator and
/// denominator of their quotient, without factors of 2.
///
/// # Shapes
///
/// Returns `[bins_per_octave]`, ascending if `sort` is on, else in the order of being found.
///
/// # Errors
///
/// [`Error::Parameter`] when `bins_per_octave` is zero or a prime is below 2, [`Error::TooShort`]
/// when there are no primes.
///
/// # Examples
///
/// ```
/// let major = onkai_mir::plimit_intervals(&[3, 5], 7, true)?;
/// assert!((major[2] - 5.0 / 4.0).abs() < 1e-14);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # References
///
/// J. Tenney, "On 'Crystal growth' in harmonic space", Contemporary Music Review 27(1), 2008.
/// <https://doi.org/10.1080/07494460701671525>
pub fn plimit_intervals(primes: &[u32], bins_per_octave: usize, sort: bool) -> Result<Array1<f64>> {
    check_notes(bins_per_octave)?;
    if primes.is_empty() {
        return Err(Error::TooShort { name: "primes", expected: 1, actual: 0 });
    }
    if let Some(&low) = primes.iter().find(|&&prime| prime < 2) {
        return Err(Error::parameter("primes", f64::from(low), "at least 2"));
    }
    let logs: Vec<f64> = primes.iter().map(|&prime| f64::from(prime).log2()).collect();
    let points = grow_crystal(&logs, bins_per_octave);
    let log_ratios = points
        .iter()
        .map(|point| point.iter().zip(&logs).map(|(&p, log)| f64::from(p) * log).sum());
    Ok(into_octave(log_ratios, sort))
}

/// Exponents of the primes.
type Point = Vec<i32>;

/// The first `n` points of the crystal that grows around 1.
fn grow_crystal(logs: &[f64], n: usize) -> Vec<Point> {
    let unit = |axis: usize, sign: i32| {
        let mut point = vec![0; logs.len()];
        point[axis] = sign;
        point
    };
    let steps: Vec<Point> =
        (0..logs.len()).flat_map(|axis| [unit(axis, 1), unit(axis, -1)]).collect();
    let mut frontier = steps.clone();
    let mut crystal = vec![vec![0; logs.len()]];
    while crystal.len() < n {
        let (mut best, mut least) = (0, f64::INFINITY);
        for (candidate, point) in frontier.iter().enumerate() {
            let total: f64 =
                crystal.iter().map(|inside| harmonic_distance(logs, point, inside)).sum();
            let is_tied = (total - least).abs() <= TIE + 1e-5 * least;
            if total < least || is_tied && size(logs, point) < size(logs, &frontier[best]) {
                (best, least) = (candidate, total);
            }
        }
        let point = frontier.remove(best);
        crystal.push(point.clone());
        for step in &steps {
            let next: Point = point.iter().zip(step).map(|(a, b)| a + b).collect();
            if !crystal.contains(&next) && !frontier.contains(&next) {
                frontier.push(next);
            }
        }
    }
    crystal
}

/// Sums of distances that differ by less, relatively 1e-5, count as equal.
const TIE: f64 = 1e-8;

/// The logarithm of numerator times denominator of the quotient of two ratios, to six decimals.
fn harmonic_distance(logs: &[f64], a: &Point, b: &Point) -> f64 {
    let apart = a.iter().zip(b).zip(logs).map(|((&a, &b), log)| {
        // What both have in common, in the numerators and in the denominators.
        let common = a.max(0).min(b.max(0)) - (-a).max(0).max((-b).max(0));
        log * f64::from(a + b - 2 * common)
    });
    (apart.sum::<f64>() * 1e6).round_ties_even() / 1e6
}

fn size(logs: &[f64], point: &Point) -> f64 {
    point.iter().zip(logs).map(|(p, log)| f64::from(p.abs()) * log).sum()
}

/// Ratios of these logarithms, without their octaves.
fn into_octave(log_ratios: impl Iterator<Item = f64>, sort: bool) -> Array1<f64> {
    let mut parts: Vec<f64> = log_ratios.map(|log| log - log.floor()).collect();
    if sort {
        parts.sort_unstable_by(f64::total_cmp);
    }
    parts.into_iter().map(f64::exp2).collect()
}

/// Finer divisions than that are none that anyone asks for on purpose.
const MAX_NOTES: usize = 1 << 20;

fn check_notes(bins_per_octave: usize) -> Result<()> {
    if bins_per_octave == 0 {
        return Err(Error::parameter("bins_per_octave", 0.0, "at least 1"));
    }
    if MAX_NOTES < bins_per_octave {
        let requirement = "at most 2^20";
        return Err(Error::parameter("bins_per_octave", bins_per_octave as f64, requirement));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_librosas() {
        assert_eq!("ji5".parse(), Ok(Intervals::Ji5));
        let error = "ji11".parse::<Intervals>().unwrap_err();
        assert!(error.to_string().starts_with("`ji11` is no intervals; known are equal"));
    }

    #[test]
    fn bad_arguments_are_named() {
        let zero = Error::parameter("bins_per_octave", 0.0, "at least 1");
        assert_eq!(pythagorean_intervals(0, true), Err(zero.clone()));
        assert_eq!(plimit_intervals(&[3], 0, true), Err(zero.clone()));
        assert_eq!(Intervals::Ratios(vec![]).ratios(12, 0.0, true), Err(zero));
        assert!(plimit_intervals(&[], 3, true).is_err());
        assert!(plimit_intervals(&[1], 3, true).is_err());
        assert!(pythagorean_intervals(usize::MAX, true).is_err());
        for bad in [0.0, -1.0, f64::NAN] {
            assert!(Intervals::Ratios(vec![1.0, bad]).ratios(12, 0.0, true).is_err());
        }
    }
}
