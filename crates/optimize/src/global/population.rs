//! The first population of differential evolution.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Result, check_finite};

use super::random::Random;
use crate::minimize::Bounds;

/// How the first population is spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Init {
    /// A Latin hypercube: each variable takes one value in each of as many equal parts as there are
    /// members.
    #[default]
    LatinHypercube,
    /// A Halton sequence whose digits are permuted and whose start is shifted at random.
    Halton,
    /// Evenly at random, which may leave holes.
    Random,
    /// These members, one a row, `[n_members, n]`, at least five; outside of bounds they are clipped.
    Members(Array2<f64>),
}

impl Init {
    /// Members in units of the bounds, one a row.
    pub(super) fn population(
        &self,
        n_members: usize,
        bounds: &Bounds,
        random: &mut Random,
    ) -> Result<Array2<f64>> {
        let shape = (n_members.max(5), bounds.lower.len());
        match self {
            Self::LatinHypercube => Ok(latin_hypercube(shape, random)),
            Self::Halton => Ok(halton(shape, random)),
            Self::Random => Ok(Array2::from_shape_simple_fn(shape, || random.unit())),
            Self::Members(members) => in_units(members, bounds),
        }
    }
}

fn in_units(members: &ArrayRef2<f64>, bounds: &Bounds) -> Result<Array2<f64>> {
    let (n_members, n) = members.dim();
    if n != bounds.lower.len() {
        let (expected, actual) = (vec![n_members, bounds.lower.len()], vec![n_members, n]);
        return Err(Error::Shape { name: "init", expected, actual });
    }
    if n_members < 5 {
        return Err(Error::TooShort { name: "init", expected: 5, actual: n_members });
    }
    check_finite("init", members)?;
    Ok(Array2::from_shape_fn((n_members, n), |(i, j)| {
        let width = bounds.upper[j] - bounds.lower[j];
        if width == 0.0 {
            0.5
        } else {
            ((members[[i, j]] - bounds.lower[j]) / width).clamp(0.0, 1.0)
        }
    }))
}

fn latin_hypercube((n_members, n): (usize, usize), random: &mut Random) -> Array2<f64> {
    let mut population = Array2::<f64>::zeros((n_members, n));
    for mut column in population.columns_mut() {
        for (value, part) in column.iter_mut().zip(random.permutation(n_members)) {
            *value = (part as f64 + random.unit()) / n_members as f64;
        }
    }
    population
}

/// J. H. Halton, "On the efficiency of certain quasi-random sequences of points", Numer. Math. 2,
/// 1960. <https://doi.org/10.1007/BF01386213>
fn halton((n_members, n): (usize, usize), random: &mut Random) -> Array2<f64> {
    let mut population = Array2::<f64>::zeros((n_members, n));
    let primes = (2_usize..).filter(|p| (2..*p).take_while(|d| d * d <= *p).all(|d| p % d != 0));
    for (mut column, base) in population.columns_mut().into_iter().zip(primes) {
        let digits = random.permutation(base);
        let shift = random.below(1 << 20);
        for (i, value) in column.iter_mut().enumerate() {
            let (mut rest, mut unit) = (i + shift, 1.0);
            while rest > 0 {
                unit /= base as f64;
                *value += digits[rest % base] as f64 * unit;
                rest /= base;
            }
            // The digits that follow are all that of zero; a random place in the last cell is fairer.
            *value = f64::min(*value + random.unit() * unit, 1.0);
        }
    }
    population
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_populations_fill_their_parts() {
        let mut random = Random::new(3);
        let latin = latin_hypercube((20, 3), &mut random);
        for column in latin.columns() {
            let mut parts: Vec<usize> = column.iter().map(|v| (v * 20.0) as usize).collect();
            parts.sort_unstable();
            assert!(parts.into_iter().eq(0..20));
        }
        let halton = halton((64, 4), &mut random);
        for column in halton.columns() {
            assert!(column.iter().all(|v| (0.0..=1.0).contains(v)));
            let below = column.iter().filter(|v| **v < 0.5).count();
            assert!((24..=40).contains(&below), "{below}");
        }
    }
}
