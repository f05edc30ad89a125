//! What every continuous distribution can do.
//!
//! Counterpart of the public methods of `scipy.stats.rv_continuous` and its frozen form.

use ndarray::{Array, Array1, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, check_positive};
use onkai_special::par_map;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::loc_scale::LocScale;
use super::shape::{ContinuousShape, Moments, Support};
use crate::distributions::numerics::expect;

/// A continuous distribution: a shape, moved by `loc` and stretched by `scale`.
///
/// Numbers are double precision; the methods ending in `_of` take arrays of f32 or f64, compute in
/// double precision and round once, large arrays on several threads. Arguments outside the support
/// have density 0; NaN gives NaN, as does a probability outside \[0, 1\].
///
/// # Examples
///
/// ```
/// use onkai_stats::distributions::continuous::{Continuous, Gamma, Normal};
/// assert!((Normal.cdf(1.96) - 0.975_002_104_851_779_5).abs() < 1e-15);
/// // Forty standard deviations up, where `cdf` is 1 and `sf` underflows.
/// assert!((Normal.logsf(40.0) + 804.608_442_013_754).abs() < 1e-9);
/// let waiting = Gamma::new(2.0)?.at(0.0, 3.0)?;
/// assert_eq!(waiting.mean(), 6.0);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[doc(alias = "rv_continuous")]
pub trait Continuous: Sized + Sync {
    /// The type of the standard form.
    type Shape: ContinuousShape;

    /// The standard form.
    fn shape(&self) -> &Self::Shape;

    /// By how much the standard form is moved.
    fn loc(&self) -> f64;

    /// By what the standard form is stretched, before it is moved.
    fn scale(&self) -> f64;

    /// The distribution of `loc + scale X`.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] unless `loc` is finite and `scale` positive and finite.
    fn at(&self, loc: f64, scale: f64) -> Result<LocScale<Self::Shape>> {
        if !loc.is_finite() {
            return Err(Error::parameter("loc", loc, "finite"));
        }
        check_positive("scale", scale)?;
        let (own_loc, own_scale) = (self.loc(), self.scale());
        Ok(LocScale::of(self.shape().clone(), loc + scale * own_loc, scale * own_scale))
    }

    /// The probability density.
    #[inline]
    fn pdf(&self, x: f64) -> f64 {
        let z = (x - self.loc()) / self.scale();
        let support = self.shape().standard_support();
        if z.is_nan() {
            f64::NAN
        } else if z < support.low || z > support.high || z.is_infinite() {
            0.0
        } else {
            self.shape().density(z) / self.scale()
        }
    }

    /// The logarithm of the probability density.
    #[inline]
    fn logpdf(&self, x: f64) -> f64 {
        let z = (x - self.loc()) / self.scale();
        let support = self.shape().standard_support();
        if z.is_nan() {
            f64::NAN
        } else if z < support.low || z > support.high || z.is_infinite() {
            f64::NEG_INFINITY
        } else {
            self.shape().log_density(z) - self.scale().ln()
        }
    }

    /// The probability of at most `x`.
    #[inline]
    fn cdf(&self, x: f64) -> f64 {
        let z = (x - self.loc()) / self.scale();
        match place(self.shape(), z) {
            Place::Inside => self.shape().lower_tail(z),
            Place::Low => 0.0,
            Place::High => 1.0,
            Place::Nan => f64::NAN,
        }
    }

    /// The logarithm of [`cdf`](Self::cdf), also where that underflows.
    fn logcdf(&self, x: f64) -> f64 {
        let z = (x - self.loc()) / self.scale();
        match place(self.shape(), z) {
            Place::Inside => self.shape().log_lower_tail(z),
            Place::Low => f64::NEG_INFINITY,
            Place::High => 0.0,
            Place::Nan => f64::NAN,
        }
    }

    /// The probability of more than `x`: 1 - cdf, with all digits.
    #[inline]
    fn sf(&self, x: f64) -> f64 {
        let z = (x - self.loc()) / self.scale();
        match place(self.shape(), z) {
            Place::Inside => self.shape().upper_tail(z),
            Place::Low => 1.0,
            Place::High => 0.0,
            Place::Nan => f64::NAN,
        }
    }

    /// The logarithm of [`sf`](Self::sf), also where that underflows.
    fn logsf(&self, x: f64) -> f64 {
        let z = (x - self.loc()) / self.scale();
        match place(self.shape(), z) {
            Place::Inside => self.shape().log_upper_tail(z),
            Place::Low => 0.0,
            Place::High => f64::NEG_INFINITY,
            Place::Nan => f64::NAN,
        }
    }

    /// The quantile: the inverse of [`cdf`](Self::cdf).
    #[doc(alias = "quantile")]
    #[inline]
    fn ppf(&self, p: f64) -> f64 {
        if p > 0.0 && p < 1.0 {
            return self.loc() + self.scale() * self.shape().lower_quantile(p);
        }
        let support = self.support();
        end(p, support.low, support.high)
    }

    /// The inverse of [`sf`](Self::sf).
    #[inline]
    fn isf(&self, q: f64) -> f64 {
        if q > 0.0 && q < 1.0 {
            return self.loc() + self.scale() * self.shape().upper_quantile(q);
        }
        let support = self.support();
        end(q, support.high, support.low)
    }

    /// Where the density is not zero.
    fn support(&self) -> Support {
        let Support { low, high } = self.shape().standard_support();
        let (loc, scale) = (self.loc(), self.scale());
        Support { low: loc + scale * low, high: loc + scale * high }
    }

    /// Mean, variance, skewness and excess kurtosis; infinite or NaN where they do not exist.
    #[doc(alias = "stats")]
    fn moments(&self) -> Moments {
        let Moments { mean, variance, skewness, kurtosis } = self.shape().standard_moments();
        let (loc, scale) = (self.loc(), self.scale());
        Moments { mean: loc + scale * mean, variance: scale * scale * variance, skewness, kurtosis }
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

    /// The `n`-th moment about zero, E X^n; infinite, or NaN for a two-sided odd one, where it
    /// does not exist.
    fn moment(&self, n: u32) -> f64 {
        if n == 0 {
            return 1.0;
        }
        if f64::from(n) >= self.shape().tail_index() {
            let two_sided = self.shape().standard_support().low == f64::NEG_INFINITY;
            return if two_sided && n % 2 == 1 { f64::NAN } else { f64::INFINITY };
        }
        if n <= 4 {
            return self.moments().raw(n);
        }
        self.expect(|x| x.powf(f64::from(n)))
    }

    /// The differential entropy.
    fn entropy(&self) -> f64 {
        self.shape().standard_entropy() + self.scale().ln()
    }

    /// The median.
    fn median(&self) -> f64 {
        self.ppf(0.5)
    }

    /// The interval about the median that holds the share `confidence`.
    fn interval(&self, confidence: f64) -> Support {
        let outside = 0.5 * (1.0 - confidence);
        Support { low: self.ppf(outside), high: self.isf(outside) }
    }

    /// The expected value of `f(X)`, by double-exponential quadrature over the probability.
    ///
    /// It wants a smooth `f`; a jump or a kink costs digits.
    fn expect(&self, f: impl Fn(f64) -> f64) -> f64 {
        let (loc, scale) = (self.loc(), self.scale());
        expect(self.shape(), |z| f(loc + scale * z))
    }

    /// One random number.
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.loc() + self.scale() * self.shape().draw(rng)
    }

    /// `n` random numbers, the same ones for the same seed.
    fn rvs(&self, n: usize, seed: u64) -> Array1<f64> {
        let mut rng = Pcg64::seed_from_u64(seed);
        (0..n).map(|_| self.sample(&mut rng)).collect()
    }

    /// [`pdf`](Self::pdf) of each element.
    fn pdf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.pdf(v.as_f64())))
    }

    /// [`logpdf`](Self::logpdf) of each element.
    fn logpdf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.logpdf(v.as_f64())))
    }

    /// [`cdf`](Self::cdf) of each element.
    fn cdf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.cdf(v.as_f64())))
    }

    /// [`logcdf`](Self::logcdf) of each element.
    fn logcdf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.logcdf(v.as_f64())))
    }

    /// [`sf`](Self::sf) of each element.
    fn sf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.sf(v.as_f64())))
    }

    /// [`logsf`](Self::logsf) of each element.
    fn logsf_of<F: Real, D: Dimension>(&self, x: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(x, |v| F::of(self.logsf(v.as_f64())))
    }

    /// [`ppf`](Self::ppf) of each element.
    fn ppf_of<F: Real, D: Dimension>(&self, p: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(p, |v| F::of(self.ppf(v.as_f64())))
    }

    /// [`isf`](Self::isf) of each element.
    fn isf_of<F: Real, D: Dimension>(&self, q: &ArrayRef<F, D>) -> Array<F, D> {
        par_map(q, |v| F::of(self.isf(v.as_f64())))
    }
}

impl<D: ContinuousShape> Continuous for D {
    type Shape = D;

    #[inline]
    fn shape(&self) -> &D {
        self
    }

    #[inline]
    fn loc(&self) -> f64 {
        0.0
    }

    #[inline]
    fn scale(&self) -> f64 {
        1.0
    }
}

/// Where a point lies beside the support, whose ends count as outside.
enum Place {
    Low,
    Inside,
    High,
    Nan,
}

#[inline]
fn place<D: ContinuousShape>(shape: &D, z: f64) -> Place {
    let Support { low, high } = shape.standard_support();
    if z > low && z < high {
        Place::Inside
    } else if z <= low {
        Place::Low
    } else if z >= high {
        Place::High
    } else {
        Place::Nan
    }
}

/// The quantile of a probability that is not between 0 and 1.
fn end(p: f64, at_zero: f64, at_one: f64) -> f64 {
    if p == 0.0 {
        at_zero
    } else if p == 1.0 {
        at_one
    } else {
        f64::NAN
    }
}
