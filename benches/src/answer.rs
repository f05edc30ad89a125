//! What a case gives, boiled down to two figures that both sides can compare.

use ndarray::{Array, Dimension};
use onkai_core::{Real, Scalar};
use serde::Serialize;

/// Size and mean magnitude of an answer: enough to see that both sides did the same work.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Digest {
    /// How many numbers.
    pub len: usize,
    /// The mean of their absolute values; zero for none.
    pub mean_abs: f64,
}

/// What a timed call may return.
pub trait Answer {
    /// Boils the answer down.
    fn digest(&self) -> Digest;
}

fn digest_of(len: usize, magnitudes: impl Iterator<Item = f64>) -> Digest {
    Digest { len, mean_abs: magnitudes.sum::<f64>() / len.max(1) as f64 }
}

impl<T: Scalar, D: Dimension> Answer for Array<T, D> {
    fn digest(&self) -> Digest {
        digest_of(self.len(), self.iter().map(|v| v.modulus().as_f64()))
    }
}

impl Answer for Vec<usize> {
    fn digest(&self) -> Digest {
        digest_of(self.len(), self.iter().map(|&v| v as f64))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;
    use num_complex::Complex;

    use super::*;

    #[test]
    fn magnitudes_are_averaged() {
        assert_eq!(array![[-1.0_f32, 3.0]].digest(), Digest { len: 2, mean_abs: 2.0 });
        assert_eq!(array![Complex::new(3.0, -4.0)].digest(), Digest { len: 1, mean_abs: 5.0 });
        assert_eq!(vec![2_usize, 4].digest(), Digest { len: 2, mean_abs: 3.0 });
        assert_eq!(Vec::new().digest(), Digest { len: 0, mean_abs: 0.0 });
    }
}
