//! Fitting a distribution to data, in general.
//!
//! Counterpart of `scipy.stats.rv_continuous.fit`.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result, as_contiguous, check_finite};

use super::options::{FitMethod, FitOptions, Fitted};
use super::simplex::{Minimum, minimize};
use crate::distributions::Family;
use crate::distributions::continuous::{Continuous, ContinuousShape, Moments, Support};
use crate::summary::{mean_by, slice_sum_by};

/// Shape parameters that a search without a start tries first.
const TRIALS: [f64; 7] = [1.0, 0.3, 2.0, 5.0, 15.0, -0.5, 0.1];

/// So many data tell which starts are worth a search.
const PROBE: usize = 500;

/// A family whose parameters can be fitted to data.
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// use onkai_stats::distributions::continuous::Normal;
/// use onkai_stats::distributions::fit::{Fit, FitOptions};
/// let x = Array1::from_shape_fn(1000, |n| 2.0 * (12.9898 * n as f64).sin());
/// let norm = Normal::fit(&x, &FitOptions::default())?;
/// assert!((norm.loc - 0.007_620_592_767_449_586).abs() < 1e-12);
/// assert!((norm.scale - 1.414_678_385_532_932_3).abs() < 1e-12);
/// # Ok::<(), onkai_stats::Error>(())
/// ```
pub trait Fit: Family + ContinuousShape {
    /// Shape parameters, loc and scale in closed form, where there is one for what is free.
    #[doc(hidden)]
    fn closed_form<F: Real>(_: &[F], _: &FitOptions) -> Option<Result<Vec<f64>>> {
        None
    }

    /// The member of the family, its location and scale that fit `data` best.
    ///
    /// Closed forms where they exist, else a simplex search of the likelihood.
    ///
    /// # Shapes
    ///
    /// `data`: `[n]`, the observations.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for no data, [`Error::NotFinite`], [`Error::Shape`] if `shapes` or
    /// `start` has another length than there are parameters, [`Error::Values`] if nothing is free
    /// or the data lie outside the support that is fixed, and what the constructor says of fixed
    /// parameters.
    fn fit<F: Real>(data: &ArrayRef1<F>, options: &FitOptions) -> Result<Fitted<Self>> {
        if data.is_empty() {
            return Err(Error::TooShort { name: "data", expected: 1, actual: 0 });
        }
        check_finite("data", data)?;
        let data = as_contiguous(data);
        let fixed = fixed_parameters::<Self>(options)?;
        if options.method == FitMethod::MaximumLikelihood
            && let Some(parameters) = Self::closed_form(&data, options)
        {
            let parameters = parameters?;
            return finish(
                &data,
                &Minimum { x: parameters, value: 0.0, n_iter: 0, converged: true },
            );
        }
        let doubles: Vec<f64> = data.iter().map(|v| v.as_f64()).collect();
        let minimum = Problem::<Self>::new(&doubles, fixed, options).solve(&options.start)?;
        finish(&data, &minimum)
    }
}

/// Shape parameters, loc and scale, each `None` where it is free.
fn fixed_parameters<D: Family>(options: &FitOptions) -> Result<Vec<Option<f64>>> {
    let n_shapes = D::SHAPES.len();
    let wrong = |name, expected: usize, actual: usize| {
        Err(Error::Shape { name, expected: vec![expected], actual: vec![actual] })
    };
    if !options.shapes.is_empty() && options.shapes.len() != n_shapes {
        return wrong("shapes", n_shapes, options.shapes.len());
    }
    if !options.start.is_empty() && options.start.len() != n_shapes + 2 {
        return wrong("start", n_shapes + 2, options.start.len());
    }
    if let Some(scale) = options.scale {
        onkai_core::check_positive("scale", scale)?;
    }
    let mut fixed = options.shapes.clone();
    fixed.resize(n_shapes, None);
    fixed.extend([options.loc, options.scale]);
    if fixed.iter().all(Option::is_some) {
        return Err(Error::Values { name: "options", requirement: "leave a parameter free" });
    }
    Ok(fixed)
}

fn finish<D: Family + ContinuousShape, F: Real>(
    data: &[F],
    minimum: &Minimum,
) -> Result<Fitted<D>> {
    let (shapes, place) = minimum.x.split_at(minimum.x.len() - 2);
    let distribution = D::from_shapes(shapes)?.at(place[0], place[1])?;
    let log_likelihood = slice_sum_by(data, |x| distribution.logpdf(x));
    Ok(Fitted {
        distribution,
        shapes: shapes.to_vec(),
        loc: place[0],
        scale: place[1],
        log_likelihood,
        converged: minimum.converged,
        n_iter: minimum.n_iter,
    })
}

/// A search for free parameters.
struct Problem<'a, D> {
    data: &'a [f64],
    fixed: Vec<Option<f64>>,
    method: FitMethod,
    data_moments: Vec<f64>,
    family: std::marker::PhantomData<D>,
}

impl<'a, D: Family + ContinuousShape> Problem<'a, D> {
    fn new(data: &'a [f64], fixed: Vec<Option<f64>>, options: &FitOptions) -> Self {
        let n_free = fixed.iter().filter(|f| f.is_none()).count();
        let moment = |k: i32| mean_by(data, |x| x.powi(k));
        let data_moments = (1..).take(n_free).map(moment).collect();
        let family = std::marker::PhantomData;
        Self { data, fixed, method: options.method, data_moments, family }
    }

    /// All parameters from the free ones.
    fn complete(&self, free: &[f64]) -> Vec<f64> {
        let mut free = free.iter();
        let value = |fixed: &Option<f64>| fixed.or_else(|| free.next().copied()).unwrap_or(0.0);
        self.fixed.iter().map(value).collect()
    }

    /// What is minimized; infinite where the parameters do not fit the data.
    fn loss(&self, free: &[f64]) -> f64 {
        let parameters = self.complete(free);
        let (shapes, place) = parameters.split_at(parameters.len() - 2);
        let Ok(shape) = D::from_shapes(shapes) else { return f64::INFINITY };
        let Ok(distribution) = shape.at(place[0], place[1]) else { return f64::INFINITY };
        let loss = match self.method {
            FitMethod::MaximumLikelihood => -slice_sum_by(self.data, |x| distribution.logpdf(x)),
            FitMethod::Moments => {
                let pairs = self.data_moments.iter().zip(1..);
                let square = |(&m, k): (&f64, u32)| {
                    ((distribution.moment(k) - m) / m.abs().max(1e-8)).powi(2)
                };
                pairs.map(square).sum()
            }
        };
        if loss.is_nan() || loss == f64::NEG_INFINITY { f64::INFINITY } else { loss }
    }

    fn solve(&self, start: &[f64]) -> Result<Minimum> {
        let free_of = |parameters: &[f64]| -> Vec<f64> {
            let pairs = parameters.iter().zip(&self.fixed);
            pairs.filter(|(_, fixed)| fixed.is_none()).map(|(p, _)| *p).collect()
        };
        let mut starts: Vec<Vec<f64>> = if start.is_empty() {
            self.ranked(self.starts().iter().map(|p| free_of(p)).collect())
        } else {
            vec![free_of(start)]
        };
        starts.retain(|x| self.loss(x).is_finite());
        starts.truncate(2);
        let runs = starts.iter().map(|x| minimize(|x| self.loss(x), x));
        let best = runs.min_by(|a, b| a.value.total_cmp(&b.value));
        let Some(mut best) = best else {
            let requirement = "lie inside the support of the distribution";
            return Err(Error::Values { name: "data", requirement });
        };
        best.x = self.complete(&best.x);
        Ok(best)
    }

    /// The better ones of many starts, best first, told by a part of the data.
    fn ranked(&self, starts: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        let mut sorted = self.data.to_vec();
        sorted.sort_by(f64::total_cmp);
        let step = sorted.len().div_ceil(PROBE);
        let mut part: Vec<f64> = sorted.iter().copied().step_by(step).collect();
        // The first is the least; with the greatest the part needs the same support as the whole.
        if step > 1 {
            part.extend(sorted.last());
        }
        let probe = Problem::<D> {
            data: &part,
            fixed: self.fixed.clone(),
            method: self.method,
            data_moments: self.data_moments.clone(),
            family: self.family,
        };
        let losses = starts.into_iter().map(|x| (probe.loss(&x), x));
        let mut ranked: Vec<(f64, Vec<f64>)> =
            losses.filter(|(loss, _)| loss.is_finite()).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
        ranked.truncate(10);
        ranked.into_iter().map(|(_, x)| x).collect()
    }

    /// Parameters to begin with: some shapes, each moved and stretched to the data.
    fn starts(&self) -> Vec<Vec<f64>> {
        let n_shapes = D::SHAPES.len();
        let mut grids = vec![Vec::new()];
        for i in 0..n_shapes {
            let values = self.fixed[i].map_or(TRIALS.to_vec(), |fixed| vec![fixed]);
            let grown = |grid: &Vec<f64>| {
                let grid = grid.clone();
                let one = |&v: &f64| [grid.as_slice(), &[v]].concat();
                values.iter().map(one).collect::<Vec<_>>()
            };
            grids = grids.iter().flat_map(grown).collect();
        }
        let placed = |shapes: &Vec<f64>| -> Vec<Vec<f64>> {
            let Ok(shape) = D::from_shapes(shapes) else { return Vec::new() };
            let places = self.places(&shape);
            places.into_iter().map(|place| [shapes.as_slice(), &place].concat()).collect()
        };
        grids.iter().flat_map(placed).collect()
    }

    /// Locations and scales that give the data's mean and variance, or hold the data.
    fn places(&self, shape: &D) -> Vec<[f64; 2]> {
        let n = self.data.len() as f64;
        let mean = self.data.iter().sum::<f64>() / n;
        let variance = self.data.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        let (least, most) = self
            .data
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, m), &x| (x.min(l), x.max(m)));
        let Moments { mean: own_mean, variance: own_variance, .. } = shape.standard_moments();
        let Support { low, high } = shape.standard_support();
        let width = (most - least).max(1e-3 * mean.abs()).max(1e-9);
        let mut scales = vec![0.3 * width, width, 0.1 * width];
        if own_variance.is_finite() && own_variance > 0.0 {
            scales.push((variance / own_variance).sqrt());
        }
        if low.is_finite() && high.is_finite() {
            scales = vec![1.1 * width / (high - low), 1.01 * width / (high - low)];
        }
        if let Some(scale) = self.fixed[self.fixed.len() - 1] {
            scales = vec![scale];
        } else if let (Some(loc), true) = (self.fixed[self.fixed.len() - 2], low == 0.0) {
            scales.push((mean - loc).abs());
        }
        let mut places = Vec::new();
        for scale in scales.into_iter().filter(|s| *s > 0.0) {
            let mut locs = Vec::new();
            if own_mean.is_finite() {
                locs.push(mean - scale * own_mean);
            }
            if low.is_finite() {
                locs.push(least - scale * low - 0.05 * width);
                locs.push(least - scale * low - 1e-3 * width);
            } else if high.is_finite() {
                locs.push(most - scale * high + 0.05 * width);
            } else {
                locs.push(mean);
            }
            if let Some(loc) = self.fixed[self.fixed.len() - 2] {
                locs = vec![loc];
            }
            places.extend(locs.into_iter().map(|loc| [loc, scale]));
        }
        places
    }
}
