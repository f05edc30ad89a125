//! Comparison of zeros and poles, whose order means nothing.

use ndarray::Array1;
use num_complex::Complex;
use onkai_signal::Zpk;
use onkai_testing::Golden;

/// Asserts that each root has its partner within `tolerance`, relative to the larger of its size and
/// `floor`.
pub(crate) fn assert_same_roots(
    actual: &Array1<Complex<f64>>,
    expected: &Array1<Complex<f64>>,
    tolerance: f64,
    context: &str,
) {
    assert_eq!(actual.len(), expected.len(), "how many roots, {context}");
    let mut left = expected.to_vec();
    for root in actual {
        let distance = |other: &Complex<f64>| (root - other).norm();
        let nearest = (0..left.len())
            .min_by(|&i, &j| distance(&left[i]).total_cmp(&distance(&left[j])))
            .expect("as many as there are");
        let partner = left.swap_remove(nearest);
        let scale = partner.norm().max(1e-3);
        assert!(
            distance(&partner) <= tolerance * scale,
            "{root} is {:e} from {partner}, {context}",
            distance(&partner)
        );
    }
}

/// Asserts that zeros, poles and gain are those of the golden file.
pub(crate) fn assert_zpk(actual: &Zpk, golden: &Golden, key: &str, tolerance: f64) {
    let Zpk { z, p, k } = zpk(golden, key);
    assert_same_roots(&actual.z, &z, tolerance, key);
    assert_same_roots(&actual.p, &p, tolerance, key);
    assert!((actual.k - k).abs() <= tolerance * k.abs(), "gain {} for {k}, {key}", actual.k);
}

/// The zeros, poles and gain of the golden file.
pub(crate) fn zpk(golden: &Golden, key: &str) -> Zpk {
    let packed: Array1<Complex<f64>> = golden.array1(&format!("{key}_zpk"));
    let n_zeros = packed[1].re as usize;
    let (z, p) = packed.as_slice().expect("contiguous")[2..].split_at(n_zeros);
    Zpk { z: z.to_vec().into(), p: p.to_vec().into(), k: packed[0].re }
}
