//! What every discrete distribution can do.
//!
//! Counterpart of the public methods of `scipy.stats.rv_discrete` and its frozen form.

use ndarray::{Array, Array1, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result};
use onkai_special::par_map;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::shape::DiscreteShape;
use super::summation::expect;
use crate::distributions::continuous::{Moments, Support};

/// A discrete distribution: a shape, moved by a whole number `loc`.
///
/// Arguments are double precision, as in SciPy: numbers between the whole ones have probability 0,
/// and [`cdf`](Self::cdf) is a step function of them. NaN gives NaN, as does a probability outside
/// \[0, 1\]. Large arrays are gone through on several threads.
///
/// # Examples
///
/// ```
/// use onkai_stats::distributions::discrete::{Binomial, Discrete};
/// let heads = Binomial::new(10.0, 0.5)?;
/// assert!((heads.pmf(5.0) - 252.0 / 1024.0).abs() < 1e-15);
/// assert_eq!(heads.at(3.0)?.mean(), 8.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[doc(alias = "rv_discrete")]
pub trait Discrete: Sized + Sync {
    /// The type of the standard form.
    type Shape: DiscreteShape;

    /// The standard form.
    fn shape(&self) -> &Self::Shape;

    /// By how much the standard form is moved.
    fn loc(&self) -> f64;

    /// The distribution of `loc + X`.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] unless `loc` is a whole number.
    fn at(&self, loc: f64) -> Result<Shifted<Self::Shape>> {
        if !loc.is_finite() || loc != loc.floor() {
            return Err(Error::parameter("loc", loc, "a whole number"));
        }
        Ok(Shifted { shape: self.shape().clone(), loc: loc + self.loc() })
    }

    /// The probability of `x`.
    #[doc(alias = "pdf")]
    fn pmf(&self, x: f64) -> f64 {
        self.logpmf(x).exp()
    }

    /// The logarithm of the probability of `x`.
    fn logpmf(&self, x: f64) -> f64 {
        let k = x - self.loc();
        if k.is_nan() {
            return f64::NAN;
        }
        let Support { low, high } = self.shape().standard_support();
        if k < low || k > high || k.is_infinite() || k != k.floor() {
            return f64::NEG_INFINITY;
        }
        self.shape().log_mass(k)
    }

    /// The probability of at most `x`.
    fn cdf(&self, x: f64) -> f64 {
        match place(self, x) {
            Place::Low => 0.0,
            Place::Inside(k) => self.shape().lower_tail(k),
            Place::High => 1.0,
            Place::Nan => f64::NAN,
        }
    }

    /// The logarithm of [`cdf`](Self::cdf), also where that underflows.
    fn logcdf(&self, x: f64) -> f64 {
        match place(self, x) {
            Place::Low => f64::NEG_INFINITY,
            Place::Inside(k) => self.shape().log_lower_tail(k),
            Place::High => 0.0,
            Place::Nan => f64::NAN,
        }
    }

    /// The probability of more than `x`: 1 - cdf, with all digits.
    fn sf(&self, x: f64) -> f64 {
        match place(self, x) {
            Place::Low => 1.0,
            Place::Inside(k) => self.shape().upper_tail(k),
            Place::High => 0.0,
            Place::Nan => f64::NAN,
        }
    }

    /// The logarithm of [`sf`](Self::sf), also where that underflows.
    fn logsf(&self, x: f64) -> f64 {
        match place(self, x) {
            Place::Low => 0.0,
            Place::Inside(k) => self.shape().log_upper_tail(k),
            Place::High => f64::NEG_INFINITY,
            Place::Nan => f64::NAN,
        }
    }

    /// The quantile: the least k with cdf(k) ≥ p; one below the support for p = 0.
    #[doc(alias = "quantile")]
    fn ppf(&self, p: f64) -> f64 {
        let Support { low, high } = self.support();
        if p > 0.0 && p < 1.0 {
            self.loc() + self.shape().lower_quantile(p)
        } else if p == 0.0 {
            low - 1.0
        } else if p == 1.0 {
            high
        } else {
            f64::NAN
        }
    }

    /// The least k with sf(k) ≤ q; one below the support for q = 1.
    fn isf(&self, q: f64) -> f64 {
        if q > 0.0 && q < 1.0 {
            self.loc() + self.shape().upper_quantile(q)
        } else {
            self.ppf(1.0 - q)
        }
    }

    /// The least and the greatest number of positive probability.
    fn support(&self) -> Support {
        let Support { low, high } = self.shape().standard_support();
        Support { low: low + self.loc(), high: high + self.loc() }
    }

    /// Mean, variance, skewness and excess kurtosis; infinite or NaN where they do not exist.
    #[doc(alias = "stats")]
    fn moments(&self) -> Moments {
        let moments = self.shape().standard_moments();
        Moments { mean: moments.mean + self.loc(), ..moments }
    }

    /// The expected value.
    fn mean(&self) -> f64 {
        self.moments().mean
    }

    /// The variance.
    #[doc(alias = "var")]
    fn variance(&self) -> f64 {
        self.moments().variance
    }

    /// The standard deviation.
    fn std(&self) -> f64 {
        self.variance().sqrt()
    }

    /// The skewness.
    fn skewness(&self) -> f64 {
        self.moments().skewness
    }

    /// The excess kurtosis.
    fn kurtosis(&self) -> f64 {
        self.moments().kurtosis
    }

    /// The `n`-th moment about zero, E X^n.
    fn moment(&self, n: u32) -> f64 {
        if n <= 4 { self.moments().raw(n) } else { self.expect(|x| x.powf(f64::from(n))) }
    }

    /// The entropy in nats.
    fn entropy(&self) -> f64 {
        self.shape().standard_entropy()
    }

    /// The median.
    fn median(&self) -> f64 {
        self.ppf(0.5)
    }

    /// The interval about the median that holds at least the share `confidence`.
    fn interval(&self, confidence: f64) -> Support {
        let outside = 0.5 * (1.0 - confidence);
        Support { low: self.ppf(outside), high: self.ppf(1.0 - outside) }
    }

    /// The expected value of `f(X)`, summed from the median outwards until terms vanish.
    fn expect(&self, f: impl Fn(f64) -> f64) -> f64 {
        let loc = self.loc();
        expect(self.shape(), |k| f(loc + k))
    }

    /// One random number.
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.loc() + self.shape().draw(rng)
    }

    /// `n` random numbers, the same ones for the same seed.
    fn rvs(&self, n: usize, seed: u64) -> Array1<f64> {
        let mut rng = Pcg64::seed_from_u64(seed);
        (0..n).map(|_| self.sample(&mut rng)).collect()
    }

    /// [`pmf`](Self::pmf) of each element.
    fn pmf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.pmf(v.as_f64())))
    }

    /// [`logpmf`](Self::logpmf) of each element.
    fn logpmf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.logpmf(v.as_f64())))
    }

    /// [`cdf`](Self::cdf) of each element.
    fn cdf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.cdf(v.as_f64())))
    }

    /// [`sf`](Self::sf) of each element.
    fn sf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.sf(v.as_f64())))
    }

    /// [`ppf`](Self::ppf) of each element.
    fn ppf_of<F: Real, D: Dimension>(&self, p: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(p, |v| F::of(self.ppf(v.as_f64())))
    }
}

impl<D: DiscreteShape> Discrete for D {
    type Shape = D;

    fn shape(&self) -> &D {
        self
    }

    fn loc(&self) -> f64 {
        0.0
    }
}

/// Where a point lies beside the support, whose greatest number counts as above.
enum Place {
    Low,
    Inside(f64),
    High,
    Nan,
}

fn place<D: Discrete>(distribution: &D, x: f64) -> Place {
    let k = (x - distribution.loc()).floor();
    let Support { low, high } = distribution.shape().standard_support();
    if k.is_nan() {
        Place::Nan
    } else if k < low || k == f64::NEG_INFINITY {
        Place::Low
    } else if k >= high {
        Place::High
    } else {
        Place::Inside(k)
    }
}

/// The distribution of `loc + X`, made by [`Discrete::at`].
///
/// # Examples
///
/// ```
/// use onkai_stats::distributions::discrete::{Discrete, Poisson};
/// let later = Poisson::new(2.0)?.at(10.0)?;
/// assert_eq!([later.mean(), later.support().low], [12.0, 10.0]);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shifted<D> {
    shape: D,
    loc: f64,
}

impl<D: DiscreteShape> Discrete for Shifted<D> {
    type Shape = D;

    fn shape(&self) -> &D {
        &self.shape
    }

    fn loc(&self) -> f64 {
        self.loc
    }
}
