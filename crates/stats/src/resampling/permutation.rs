//! Permutation tests.
//!
//! Counterpart of `scipy.stats.permutation_test`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Result};
use rand::SeedableRng;
use rand_pcg::Pcg64;

use super::bootstrap::index_below;
use crate::hypothesis::Alternative;
use crate::summary::{check_len, check_same_len};

/// What may be exchanged if the null hypothesis holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PermutationKind {
    /// All values: the samples come from the same distribution. The default.
    #[default]
    Independent,
    /// The values at the same place, between samples; of a single sample the signs.
    Samples,
    /// The places of the values, within each sample: the samples are independent of each other.
    Pairings,
}

/// Options of [`permutation_test`]; the defaults are those of SciPy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermutationOptions {
    /// What is exchanged. Default: all values.
    pub kind: PermutationKind,
    /// Number of random permutations. If there are no more than these, each is used once and the test
    /// is exact (up to 1000 values). Default: 9999.
    pub n_resamples: usize,
    /// What is tested against. Default: two-sided.
    pub alternative: Alternative,
    /// The same seed gives the same permutations. Default: 0.
    pub seed: u64,
}

impl Default for PermutationOptions {
    fn default() -> Self {
        Self {
            kind: PermutationKind::Independent,
            n_resamples: 9999,
            alternative: Alternative::TwoSided,
            seed: 0,
        }
    }
}

/// The outcome of a test by resampling.
#[derive(Clone, Debug, PartialEq)]
pub struct ResamplingResult {
    /// The statistic of the samples.
    pub statistic: f64,
    /// The share of resamples at least as extreme.
    pub pvalue: f64,
    /// The statistics of the resamples.
    pub null_distribution: Array1<f64>,
}

impl ResamplingResult {
    /// `n_extra`: 1 if the sample itself counts as one of the random resamples.
    pub(super) fn new(
        statistic: f64,
        null: Vec<f64>,
        alternative: Alternative,
        n_extra: f64,
    ) -> Self {
        // Statistics that differ by rounding are equal.
        let slack = (1e-14 * statistic).abs();
        let share = |count: usize| (count as f64 + n_extra) / (null.len() as f64 + n_extra);
        let less = share(null.iter().filter(|v| **v <= statistic + slack).count());
        let greater = share(null.iter().filter(|v| statistic - slack <= **v).count());
        let pvalue =
            if statistic.is_nan() { f64::NAN } else { alternative.of_tails(less, greater) };
        Self { statistic, pvalue, null_distribution: Array1::from(null) }
    }
}

/// Permutations of more values than these are not enumerated, as that takes a step of recursion each.
const EXACT_UP_TO: usize = 1000;

/// Tests a hypothesis under which values may be exchanged, by any statistic.
///
/// The statistic gets the samples as slices, in their order.
///
/// # Errors
///
/// [`Error::TooShort`] for too few samples or an empty one, [`Error::Shape`] for samples of different
/// lengths where places matter, [`Error::Parameter`] for no resamples.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{PermutationOptions, permutation_test};
///
/// let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
/// let (x, y) = (array![1.0, 2.0, 3.0], array![5.0, 6.0, 7.0]);
/// let difference = |samples: &[&[f64]]| mean(samples[0]) - mean(samples[1]);
/// let found = permutation_test(&[&*x, &*y], difference, &PermutationOptions::default())?;
/// assert_eq!(found.pvalue, 0.1);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub fn permutation_test(
    samples: &[&ArrayRef1<f64>],
    statistic: impl Fn(&[&[f64]]) -> f64,
    options: &PermutationOptions,
) -> Result<ResamplingResult> {
    let least = if options.kind == PermutationKind::Independent { 2 } else { 1 };
    check_len("samples", samples.len(), least)?;
    for x in samples {
        check_len("samples", x.len(), 1)?;
        if options.kind != PermutationKind::Independent {
            check_same_len("samples", x.len(), samples[0].len())?;
        }
    }
    if options.n_resamples < 1 {
        return Err(Error::parameter("n_resamples", 0.0, "at least 1"));
    }
    let mut values: Vec<Vec<f64>> = samples.iter().map(|x| x.to_vec()).collect();
    let evaluate =
        |values: &[Vec<f64>]| statistic(&values.iter().map(Vec::as_slice).collect::<Vec<&[f64]>>());
    let found = evaluate(&values);
    let sizes: Vec<usize> = values.iter().map(Vec::len).collect();
    let is_exact = sizes.iter().sum::<usize>() <= EXACT_UP_TO
        && n_permutations(options.kind, &sizes) <= options.n_resamples as f64;
    let mut null = Vec::new();
    if is_exact {
        let mut record = |values: &[Vec<f64>]| null.push(evaluate(values));
        match options.kind {
            PermutationKind::Independent => each_partition(&values, &mut record),
            PermutationKind::Samples => each_exchange(&mut values, 0, &mut record),
            PermutationKind::Pairings => each_pairing(&mut values, 0, 0, &mut record),
        }
    } else {
        let mut rng = Pcg64::seed_from_u64(options.seed);
        for _ in 0..options.n_resamples {
            shuffle(&mut values, options.kind, &mut rng);
            null.push(evaluate(&values));
        }
    }
    let n_extra = if is_exact { 0.0 } else { 1.0 };
    Ok(ResamplingResult::new(found, null, options.alternative, n_extra))
}

fn n_permutations(kind: PermutationKind, sizes: &[usize]) -> f64 {
    let factorial = |n: usize| (2..=n).map(|i| i as f64).product::<f64>();
    match kind {
        PermutationKind::Independent => {
            let (mut count, mut total) = (1.0, 0_usize);
            for &size in sizes {
                for i in 1..=size {
                    total += 1;
                    count *= total as f64 / i as f64;
                }
            }
            // Quotients of whole numbers, rounded on the way.
            f64::round(count)
        }
        PermutationKind::Samples => factorial(sizes.len().max(2)).powf(sizes[0] as f64),
        PermutationKind::Pairings => factorial(sizes[0]).powf(sizes.len() as f64),
    }
}

/// All ways to deal the values out to samples of these sizes.
fn each_partition(values: &[Vec<f64>], record: &mut impl FnMut(&[Vec<f64>])) {
    fn deal(
        rest: &[f64],
        room: &mut [usize],
        dealt: &mut [Vec<f64>],
        record: &mut impl FnMut(&[Vec<f64>]),
    ) {
        let Some((&value, rest)) = rest.split_first() else {
            record(dealt);
            return;
        };
        for k in 0..room.len() {
            if room[k] != 0 {
                room[k] -= 1;
                dealt[k].push(value);
                deal(rest, room, dealt, record);
                dealt[k].pop();
                room[k] += 1;
            }
        }
    }
    let mut room: Vec<usize> = values.iter().map(Vec::len).collect();
    let mut dealt = vec![Vec::new(); values.len()];
    deal(&values.concat(), &mut room, &mut dealt, record);
}

/// All ways to exchange the values at each place.
fn each_exchange(values: &mut [Vec<f64>], place: usize, record: &mut impl FnMut(&[Vec<f64>])) {
    if place == values[0].len() {
        record(values);
        return;
    }
    if values.len() == 1 {
        each_exchange(values, place + 1, record);
        values[0][place] = -values[0][place];
        each_exchange(values, place + 1, record);
        values[0][place] = -values[0][place];
        return;
    }
    each_order(values, place, 0, record);
}

/// All orders of the values at a place from a sample on: one swap after another, each taken back.
fn each_order(
    values: &mut [Vec<f64>],
    place: usize,
    from: usize,
    record: &mut impl FnMut(&[Vec<f64>]),
) {
    if from + 1 == values.len() {
        each_exchange(values, place + 1, record);
        return;
    }
    for k in from..values.len() {
        exchange(values, place, from, k);
        each_order(values, place, from + 1, record);
        exchange(values, place, from, k);
    }
}

fn exchange(values: &mut [Vec<f64>], place: usize, a: usize, b: usize) {
    let kept = values[a][place];
    values[a][place] = values[b][place];
    values[b][place] = kept;
}

/// All orders of the values of each sample.
fn each_pairing(
    values: &mut [Vec<f64>],
    k: usize,
    from: usize,
    record: &mut impl FnMut(&[Vec<f64>]),
) {
    if k == values.len() {
        record(values);
        return;
    }
    if values[k].len() <= from + 1 {
        each_pairing(values, k + 1, 0, record);
        return;
    }
    for i in from..values[k].len() {
        values[k].swap(from, i);
        each_pairing(values, k, from + 1, record);
        values[k].swap(from, i);
    }
}

/// A random permutation, after Fisher and Yates.
fn shuffle(values: &mut [Vec<f64>], kind: PermutationKind, rng: &mut Pcg64) {
    let mut mix = |x: &mut [f64]| {
        for i in (1..x.len()).rev() {
            x.swap(i, index_below(rng, i + 1));
        }
    };
    match kind {
        PermutationKind::Independent => {
            let mut all = values.concat();
            mix(&mut all);
            let mut rest = &all[..];
            for x in values {
                let (own, others) = rest.split_at(x.len());
                x.copy_from_slice(own);
                rest = others;
            }
        }
        PermutationKind::Pairings => values.iter_mut().for_each(|x| mix(x)),
        PermutationKind::Samples if values.len() == 1 => {
            for v in &mut values[0] {
                *v = if index_below(rng, 2) == 0 { *v } else { -*v };
            }
        }
        PermutationKind::Samples => {
            for place in 0..values[0].len() {
                let mut column: Vec<f64> = values.iter().map(|x| x[place]).collect();
                mix(&mut column);
                values.iter_mut().zip(column).for_each(|(x, v)| x[place] = v);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn unfit_arguments_are_refused() {
        let (x, y) = (array![1.0, 2.0], array![1.0]);
        let first = |samples: &[&[f64]]| samples[0][0];
        let options = PermutationOptions::default();
        assert!(permutation_test(&[&*x], first, &options).is_err());
        assert!(permutation_test(&[&*x, &*Array1::zeros(0)], first, &options).is_err());
        let pairings = PermutationOptions { kind: PermutationKind::Pairings, ..options };
        assert!(permutation_test(&[&*x, &*y], first, &pairings).is_err());
        let none = PermutationOptions { n_resamples: 0, ..options };
        assert!(permutation_test(&[&*x, &*y], first, &none).is_err());
        let found = permutation_test(&[&*x, &*y], |_| f64::NAN, &options).unwrap();
        assert!(found.pvalue.is_nan());
    }

    #[test]
    fn exact_tests_take_each_permutation_once() {
        let (x, y) = (array![1.0, 2.0, 3.0], array![10.0, 20.0, 30.0]);
        let code =
            |samples: &[&[f64]]| samples.concat().iter().fold(0.0, |code, v| 40.0 * code + v);
        let count = |kind, samples: &[&ArrayRef1<f64>]| {
            let options = PermutationOptions { kind, ..Default::default() };
            let found = permutation_test(samples, code, &options).unwrap().null_distribution;
            let mut distinct = found.to_vec();
            distinct.sort_unstable_by(f64::total_cmp);
            distinct.dedup();
            assert_eq!(distinct.len(), found.len());
            found.len()
        };
        assert_eq!(count(PermutationKind::Independent, &[&*x, &*y]), 20);
        assert_eq!(count(PermutationKind::Samples, &[&*x, &*y]), 8);
        assert_eq!(count(PermutationKind::Samples, &[&*x]), 8);
        assert_eq!(count(PermutationKind::Pairings, &[&*x, &*y]), 36);
    }
}
