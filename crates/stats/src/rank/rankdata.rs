//! Ranks, and the correction that ties ask for.
//!
//! Counterpart of `scipy.stats.rankdata`, `tiecorrect`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::Real;

/// Which rank equal values get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RankMethod {
    /// The mean of the ranks that they share. The default.
    #[default]
    Average,
    /// The smallest of those.
    Min,
    /// The largest of those.
    Max,
    /// As `Min`, but the next value's rank is one more.
    Dense,
    /// Different ranks, in the order in which they stand.
    Ordinal,
}

/// The ranks of the values, from 1. All are NaN if a value is.
///
/// For ranks along an axis see [`map_axis`](crate::map_axis).
///
/// # Shapes
///
/// `x`: `[n]`. Returns `[n]`.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{RankMethod, rankdata};
///
/// let x = array![0.0, 2.0, 3.0, 2.0];
/// assert_eq!(rankdata(&x, RankMethod::Average), array![1.0, 2.5, 4.0, 2.5]);
/// ```
pub fn rankdata<T: Real>(x: &ArrayRef1<T>, method: RankMethod) -> Array1<f64> {
    if x.iter().any(|v| v.is_nan()) {
        return Array1::from_elem(x.len(), f64::NAN);
    }
    let keyed = sort_with_index(x.iter().map(|v| v.as_f64()));
    let mut ranks = Array1::zeros(x.len());
    for_each_tie(&keyed, |tie| {
        for (i, &(_, index)) in tie.members.iter().enumerate() {
            ranks[index as usize] = match method {
                RankMethod::Average => tie.average(),
                RankMethod::Min => tie.before as f64 + 1.0,
                RankMethod::Max => (tie.before + tie.members.len()) as f64,
                RankMethod::Dense => tie.number as f64,
                RankMethod::Ordinal => (tie.before + i + 1) as f64,
            };
        }
    });
    ranks
}

/// The factor `1 - Σ (t³ - t) / (n³ - n)` by which ties shrink the variance of a rank statistic.
///
/// It is 1 for fewer than two ranks.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_stats::tiecorrect(&ndarray::array![1.0, 2.5, 2.5, 4.0]), 0.9);
/// ```
pub fn tiecorrect<T: Real>(ranks: &ArrayRef1<T>) -> f64 {
    let x: Vec<f64> = ranks.iter().map(|v| v.as_f64()).collect();
    rank_average(&x).correction()
}

/// Average ranks, and how many values each of the distinct ones has.
#[derive(Clone, Debug)]
pub(crate) struct Ranks {
    pub(crate) ranks: Vec<f64>,
    pub(crate) ties: Vec<f64>,
}

impl Ranks {
    /// `Σ (t³ - t)` over the ties.
    pub(crate) fn tie_term(&self) -> f64 {
        self.ties.iter().map(|t| t * t * t - t).sum()
    }

    pub(crate) fn has_ties(&self) -> bool {
        self.ties.len() != self.ranks.len()
    }

    pub(crate) fn correction(&self) -> f64 {
        let n = self.ranks.len() as f64;
        if n < 2.0 { 1.0 } else { 1.0 - self.tie_term() / (n * n * n - n) }
    }
}

/// Average ranks of values without NaN.
pub(crate) fn rank_average(x: &[f64]) -> Ranks {
    let keyed = sort_with_index(x.iter().copied());
    let (mut ranks, mut ties) = (vec![0.0; x.len()], Vec::new());
    for_each_tie(&keyed, |tie| {
        ties.push(tie.members.len() as f64);
        let rank = tie.average();
        tie.members.iter().for_each(|&(_, index)| ranks[index as usize] = rank);
    });
    Ranks { ranks, ties }
}

/// Equal values in a sorted sequence.
struct Tie<'a> {
    members: &'a [(f64, u32)],
    /// How many values are smaller.
    before: usize,
    /// Which of the distinct values it is, from 1.
    number: usize,
}

impl Tie<'_> {
    fn average(&self) -> f64 {
        self.before as f64 + (self.members.len() + 1) as f64 / 2.0
    }
}

/// Values with their indices, sorted by both. Keys beside their indices are read in order, which is
/// what makes this faster than sorting indices.
fn sort_with_index(x: impl Iterator<Item = f64>) -> Vec<(f64, u32)> {
    let mut keyed: Vec<(f64, u32)> = x.zip(0_u32..).collect();
    // 0 and -0 are equal, so the index may only decide between equal values.
    keyed.sort_unstable_by(|a, b| {
        a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal).then(a.1.cmp(&b.1))
    });
    keyed
}

fn for_each_tie<'a>(keyed: &'a [(f64, u32)], mut act: impl FnMut(&Tie<'a>)) {
    let mut before = 0;
    for (members, number) in keyed.chunk_by(|a, b| a.0 == b.0).zip(1..) {
        act(&Tie { members, before, number });
        before += members.len();
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn zeros_of_both_signs_are_equal() {
        let x = array![0.0, -0.0, 1.0];
        assert_eq!(rankdata(&x, RankMethod::Average), array![1.5, 1.5, 3.0]);
        assert_eq!(rankdata(&x, RankMethod::Ordinal), array![1.0, 2.0, 3.0]);
        assert_eq!(rankdata(&x, RankMethod::Dense), array![1.0, 1.0, 2.0]);
    }

    #[test]
    fn nan_and_nothing() {
        assert!(rankdata(&array![1.0, f64::NAN], RankMethod::Min).iter().all(|r| r.is_nan()));
        assert_eq!(rankdata(&Array1::<f32>::zeros(0), RankMethod::Min).len(), 0);
        assert_eq!(tiecorrect(&array![1.0]), 1.0);
    }
}
