//! How far a product is from the data: the beta divergence.

use ndarray::{ArrayRef2, Zip};
use onkai_core::{Error, Real, Result};

use super::block::{Block, for_each_block};

/// The beta divergence that multiplicative updates minimize.
///
/// ```text
/// d(x, y) = (x^β + (β - 1) y^β - β x y^(β-1)) / (β (β - 1))
/// ```
///
/// with the limits named below. Elements of `x` that are zero count with what the formula leaves
/// of them.
///
/// # References
///
/// C. Févotte, J. Idier, "Algorithms for nonnegative matrix factorization with the β-divergence",
/// Neural Computation 23(9), 2011. <https://doi.org/10.1162/NECO_a_00168>
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum BetaLoss {
    /// `(x - y)² / 2`, β = 2.
    #[default]
    Frobenius,
    /// `x log(x / y) - x + y`, the generalized Kullback-Leibler divergence, β = 1.
    KullbackLeibler,
    /// `x / y - log(x / y) - 1`, the Itakura-Saito divergence, β = 0; for data without zeros.
    ItakuraSaito,
    /// Any other β; for data without zeros if it is not positive.
    Beta(f64),
}

/// Smallest number that is divided by. scikit-learn's: the unit roundoff of single precision.
pub(super) const TINY: f64 = f32::EPSILON as f64;

impl BetaLoss {
    /// The exponent.
    pub fn beta(self) -> f64 {
        match self {
            Self::Frobenius => 2.0,
            Self::KullbackLeibler => 1.0,
            Self::ItakuraSaito => 0.0,
            Self::Beta(beta) => beta,
        }
    }

    pub(super) fn check(self) -> Result<()> {
        if self.beta().is_finite() {
            Ok(())
        } else {
            Err(Error::parameter("beta", self.beta(), "finite"))
        }
    }

    /// Refuses data that make the divergence infinite.
    pub(super) fn check_data<F: Real>(self, x: &ArrayRef2<F>) -> Result<()> {
        if self.beta() <= 0.0 && x.iter().any(|&v| v == F::zero()) {
            let requirement = "have no zeros where the loss has a beta of 0 or less";
            return Err(Error::Values { name: "x", requirement });
        }
        Ok(())
    }
}

impl std::str::FromStr for BetaLoss {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "frobenius" => Ok(Self::Frobenius),
            "kullback-leibler" => Ok(Self::KullbackLeibler),
            "itakura-saito" => Ok(Self::ItakuraSaito),
            _ => Err(Error::UnknownName {
                name: "loss",
                value: name.to_owned(),
                known: "frobenius, kullback-leibler, itakura-saito",
            }),
        }
    }
}

/// `sqrt(2 d(x, w h))` over all elements; for the Frobenius loss the norm of the difference.
pub(super) fn distance<F: Real>(
    blocks: &mut [Block<'_, F>],
    h: &ArrayRef2<F>,
    loss: BetaLoss,
) -> f64 {
    let beta = loss.beta();
    let sums = for_each_block(blocks, |block| {
        let product = block.wt.t().dot(h);
        let mut sum = 0.0;
        Zip::from(&block.x).and(&product).for_each(|&x, &y| {
            sum += divergence(x.as_f64(), y.as_f64(), beta);
        });
        block.sums.violation = sum;
    });
    (2.0 * sums.violation).max(0.0).sqrt()
}

/// The divergence of two elements, with what is too small to divide by kept from it.
fn divergence(x: f64, y: f64, beta: f64) -> f64 {
    if beta == 2.0 {
        return 0.5 * (x - y) * (x - y);
    }
    let counts = TINY < x;
    let safe = y.max(TINY);
    if beta == 1.0 {
        let log = if counts { x * (x / safe).ln() } else { 0.0 };
        log + y - x
    } else if beta == 0.0 {
        let ratio = x / safe;
        if counts { ratio - ratio.ln() - 1.0 } else { -1.0 }
    } else {
        let own = if counts { x.powf(beta) - beta * x * safe.powf(beta - 1.0) } else { 0.0 };
        (own + (beta - 1.0) * if counts { safe } else { y }.powf(beta)) / (beta * (beta - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_as_near_as_itself() {
        for beta in [-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0] {
            assert!(divergence(0.7, 0.7, beta).abs() < 1e-15, "{beta}");
            assert!(0.0 < divergence(0.7, 0.6, beta), "{beta}");
        }
    }

    #[test]
    fn names_are_scikit_learns() {
        assert_eq!("itakura-saito".parse(), Ok(BetaLoss::ItakuraSaito));
        assert!("euclid".parse::<BetaLoss>().is_err());
    }
}
