//! Eigenvalues of a symmetric tridiagonal matrix, to start Newton's method from.

/// The eigenvalues in ascending order, by the implicit QL method.
///
/// # References
///
/// A. Dubrulle, R. S. Martin, J. H. Wilkinson, "The implicit QL algorithm", Numer. Math. 12, 1968.
/// <https://doi.org/10.1007/BF02165404>
pub(super) fn tridiagonal_eigenvalues(mut diagonal: Vec<f64>, mut beside: Vec<f64>) -> Vec<f64> {
    let n = diagonal.len();
    beside.push(0.0);
    for low in 0..n {
        loop {
            let high = (low..n - 1).find(|&i| is_negligible(&diagonal, &beside, i));
            let high = high.unwrap_or(n - 1);
            if high == low {
                break;
            }
            chase(&mut diagonal, &mut beside, low, high);
        }
    }
    diagonal.sort_by(f64::total_cmp);
    diagonal
}

fn is_negligible(diagonal: &[f64], beside: &[f64], i: usize) -> bool {
    beside[i].abs() <= f64::EPSILON * (diagonal[i].abs() + diagonal[i + 1].abs())
        || beside[i].abs() < f64::MIN_POSITIVE
}

/// One sweep with Wilkinson's shift over the block from `low` to `high`.
fn chase(diagonal: &mut [f64], beside: &mut [f64], low: usize, high: usize) {
    let half = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
    let root = half.hypot(1.0).copysign(half);
    let mut bulge = diagonal[high] - diagonal[low] + beside[low] / (half + root);
    let (mut sin, mut cos, mut taken) = (1.0, 1.0, 0.0);
    for i in (low..high).rev() {
        let (f, b) = (sin * beside[i], cos * beside[i]);
        let length = (f * f + bulge * bulge).sqrt();
        beside[i + 1] = length;
        if length == 0.0 {
            // The matrix falls apart here: the next sweep works on the parts.
            diagonal[i + 1] -= taken;
            beside[high] = 0.0;
            return;
        }
        (sin, cos) = (f / length, bulge / length);
        let shifted = diagonal[i + 1] - taken;
        let r = (diagonal[i] - shifted) * sin + 2.0 * cos * b;
        taken = sin * r;
        diagonal[i + 1] = shifted + taken;
        bulge = cos * r - b;
    }
    diagonal[low] -= taken;
    beside[low] = bulge;
    beside[high] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_difference_has_known_eigenvalues() {
        let n = 40;
        let values = tridiagonal_eigenvalues(vec![2.0; n], vec![-1.0; n - 1]);
        for (k, value) in values.iter().enumerate() {
            let angle = std::f64::consts::PI * (k + 1) as f64 / (2.0 * (n + 1) as f64);
            assert!((value - 4.0 * angle.sin().powi(2)).abs() < 1e-14);
        }
    }

    #[test]
    fn one_number_and_a_diagonal_are_their_own() {
        assert_eq!(tridiagonal_eigenvalues(vec![3.0], vec![]), [3.0]);
        assert_eq!(tridiagonal_eigenvalues(vec![3.0, 1.0, 2.0], vec![0.0; 2]), [1.0, 2.0, 3.0]);
    }
}
