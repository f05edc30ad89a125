//! Exact null distributions of rank statistics, by counting.

/// Probabilities of the Mann-Whitney statistic `0..=m·n` of samples of `m` and `n` values without
/// ties.
///
/// `P(m, n, u) = (m P(m-1, n, u-n) + n P(m, n-1, u)) / (m + n)`: the largest value is of one sample or
/// the other. All terms are positive, so that the tails keep their digits.
pub(crate) fn mann_whitney(m: usize, n: usize) -> Vec<f64> {
    let (m, n) = (m.min(n), m.max(n));
    // With `j` values in the larger sample: one distribution for each number in the smaller one.
    let mut row: Vec<Vec<f64>> = vec![vec![1.0]; m + 1];
    for j in 1..=n {
        for i in 1..=m {
            let (before, rest) = row.split_at_mut(i);
            let (smaller, here) = (&before[i - 1], &mut rest[0]);
            let (a, b) = (i as f64 / (i + j) as f64, j as f64 / (i + j) as f64);
            for p in here.iter_mut() {
                *p *= b;
            }
            here.resize(i * j + 1, 0.0);
            for (p, q) in here[j..].iter_mut().zip(smaller) {
                *p += a * q;
            }
        }
    }
    row.swap_remove(m)
}

/// Probabilities of the sum of a random subset of the scores, which stand for doubled ranks.
pub(crate) fn subset_sums(scores: &[usize]) -> Vec<f64> {
    let mut p = vec![0.0; scores.iter().sum::<usize>() + 1];
    p[0] = 1.0;
    let mut reach = 0;
    for &score in scores {
        reach += score;
        for k in (0..=reach).rev() {
            p[k] = 0.5 * (p[k] + if score <= k { p[k - score] } else { 0.0 });
        }
    }
    p
}

/// Probabilities of the sum of the scores of a random sample of `size` of them.
pub(crate) fn sample_sums(scores: &[usize], size: usize) -> Vec<f64> {
    let most = scores.iter().sum::<usize>();
    // `p[k][s]`: that `k` of the scores seen are drawn and sum to `s`, up to a common factor.
    let mut p = vec![vec![0.0; most + 1]; size + 1];
    p[0][0] = 1.0;
    for (seen, &score) in scores.iter().enumerate() {
        for k in (1..=size.min(seen + 1)).rev() {
            let (fewer, here) = p.split_at_mut(k);
            for (s, q) in fewer[k - 1][..=most - score].iter().enumerate() {
                here[0][s + score] += q;
            }
        }
    }
    let mut sums = p.swap_remove(size);
    let total: f64 = sums.iter().sum();
    for q in &mut sums {
        *q /= total;
    }
    sums
}

/// `P(X ≤ k)`.
pub(crate) fn lower_tail(p: &[f64], k: f64) -> f64 {
    if k < 0.0 { 0.0 } else { p[..=(k as usize).min(p.len() - 1)].iter().sum() }
}

/// `P(k ≤ X)`.
pub(crate) fn upper_tail(p: &[f64], k: f64) -> f64 {
    p[(k.max(0.0) as usize).min(p.len())..].iter().rev().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_by_hand() {
        let two_and_two = mann_whitney(2, 2);
        let expected = [1.0, 1.0, 2.0, 1.0, 1.0].map(|c| c / 6.0);
        assert!(two_and_two.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15));
        assert_eq!(subset_sums(&[1, 2]), [0.25; 4]);
        assert_eq!(sample_sums(&[1, 2, 2], 1), [0.0, 1.0 / 3.0, 2.0 / 3.0, 0.0, 0.0, 0.0]);
        assert_eq!(lower_tail(&[0.25; 4], 1.0), 0.5);
        assert_eq!(upper_tail(&[0.25; 4], 1.0), 0.75);
        assert_eq!((lower_tail(&[1.0], -1.0), upper_tail(&[1.0], 5.0)), (0.0, 0.0));
    }

    #[test]
    fn sizes_may_be_swapped() {
        let (a, b) = (mann_whitney(3, 17), mann_whitney(17, 3));
        assert_eq!(a, b);
        assert!((a.iter().sum::<f64>() - 1.0).abs() < 1e-14);
    }
}
