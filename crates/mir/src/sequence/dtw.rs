//! Two sequences aligned by stretching and squeezing.
//!
//! Counterpart of `librosa.sequence.dtw`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_spatial::distance::{Metric, cdist};

/// Aligns two sequences of features by dynamic time warping: the path of pairs of frames whose
/// distances add up to the least.
///
/// ```text
/// D[n, m] = min over steps of  D[n - rows, m - columns] + multiply · C[n, m] + add
/// ```
///
/// where `C` holds the distances of all pairs of frames.
///
/// # Shapes
///
/// `x`: `[n_features, n]`, `y`: `[n_features, m]`. The accumulated cost is `[n, m]`.
///
/// # Errors
///
/// [`Error::Shape`] when there are not equally many features, [`Error::NotFinite`], else those of
/// [`dtw_of_costs`] and of the metric.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{DtwOptions, Metric, dtw};
///
/// let (x, y) = (array![[1.0, 2.0, 5.0]], array![[1.0, 2.0, 2.0, 5.0]]);
/// let alignment = dtw(&x, &y, &Metric::Euclidean, &DtwOptions::default())?;
/// assert_eq!(alignment.path, [(0, 0), (1, 1), (1, 2), (2, 3)]);
/// assert_eq!(alignment.cost[[2, 3]], 0.0);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// The path ascends. The cost of a subsequence is `[n, m]`, too, if `x` is the longer one.
///
/// # References
///
/// M. Müller, "Fundamentals of Music Processing", chapter 3, Springer, 2015.
/// <https://doi.org/10.1007/978-3-319-21945-5>
pub fn dtw<F: Real>(
    x: &ArrayRef2<F>,
    y: &ArrayRef2<F>,
    metric: &Metric<F>,
    options: &DtwOptions,
) -> Result<Alignment<F>> {
    if x.nrows() != y.nrows() {
        let (expected, actual) = (vec![x.nrows(), y.ncols()], y.shape().to_vec());
        return Err(Error::Shape { name: "y", expected, actual });
    }
    for (name, sequence) in [("x", x), ("y", y)] {
        if sequence.is_empty() {
            return Err(Error::TooShort { name, expected: 1, actual: 0 });
        }
        check_finite(name, sequence)?;
    }
    let (x, y) = (x.t().as_standard_layout().into_owned(), y.t().as_standard_layout().into_owned());
    if options.subsequence && y.nrows() < x.nrows() {
        let Alignment { cost, path } = dtw_of_costs(&cdist(&y, &x, metric)?, options)?;
        let path = path.into_iter().map(|(m, n)| (n, m)).collect();
        return Ok(Alignment { cost: cost.reversed_axes(), path });
    }
    dtw_of_costs(&cdist(&x, &y, metric)?, options)
}

/// [`dtw`] on distances that exist already.
///
/// # Shapes
///
/// `costs`: `[n, m]`, at least one of either. The accumulated cost is `[n, m]`, too.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no costs, [`Error::Values`] when one is NaN, when a step leads
/// nowhere or there is none, or when no path of such steps leads through, [`Error::Parameter`] when the
/// radius of the band is negative or NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{DtwOptions, dtw_of_costs};
///
/// // Where in the second sequence is the first?
/// let costs = array![[9.0, 0.0, 9.0, 9.0], [9.0, 9.0, 1.0, 9.0]];
/// let options = DtwOptions { subsequence: true, ..Default::default() };
/// assert_eq!(dtw_of_costs(&costs, &options)?.path, [(0, 1), (1, 2)]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn dtw_of_costs<F: Real>(costs: &ArrayRef2<F>, options: &DtwOptions) -> Result<Alignment<F>> {
    if costs.is_empty() {
        return Err(Error::TooShort { name: "costs", expected: 1, actual: 0 });
    }
    if costs.iter().any(|c| c.is_nan()) {
        return Err(Error::Values { name: "costs", requirement: "not be NaN" });
    }
    options.check()?;
    let allowed = options.band(costs.dim())?;
    let (n, m) = costs.dim();
    let mut cost = Array2::from_elem((n, m), F::infinity());
    let mut steps = Array2::from_elem((n, m), 0_usize);
    for i in 0..n {
        for j in 0..m {
            let is_start = i == 0 && (j == 0 || options.subsequence);
            let here = if allowed(i, j) { costs[[i, j]] } else { F::infinity() };
            let mut best = (if is_start { here } else { F::infinity() }, 0);
            for (index, step) in options.steps.iter().enumerate() {
                let Some(before) = step.before((i, j)) else { continue };
                let own = F::of(step.multiply) * here + F::of(step.add);
                let candidate = cost[before] + own;
                if candidate < best.0 {
                    best = (candidate, index);
                }
            }
            (cost[[i, j]], steps[[i, j]]) = best;
        }
    }
    let path = options.path_back(&cost, &steps)?;
    Ok(Alignment { cost, path })
}

/// A step from one pair of frames to the next, and what it costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DtwStep {
    /// How many frames further in the first sequence.
    pub rows: usize,
    /// How many frames further in the second sequence.
    pub columns: usize,
    /// How often the cost of the pair it leads to counts; not NaN.
    pub multiply: f64,
    /// What is added to it; not NaN.
    pub add: f64,
}

impl DtwStep {
    /// A step that costs what the pair it leads to costs.
    pub fn new(rows: usize, columns: usize) -> Self {
        Self { rows, columns, multiply: 1.0, add: 0.0 }
    }

    /// Where a step to a pair comes from, if there is something.
    fn before(&self, (i, j): (usize, usize)) -> Option<(usize, usize)> {
        Some((i.checked_sub(self.rows)?, j.checked_sub(self.columns)?))
    }
}

/// Options of [`dtw`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct DtwOptions {
    /// The steps that a path is made of; of equally good ones the first is taken.
    /// Default: one frame further in both sequences, in the second, in the first.
    pub steps: Vec<DtwStep>,
    /// Whether the shorter sequence is looked for within the longer one (in [`dtw_of_costs`], the rows
    /// within the columns). Default: `false`.
    pub subsequence: bool,
    /// How far a path may stray from the diagonal, as a share of the shorter sequence; at least 0.
    /// librosa's `band_rad` is 0.25 if its `global_constraints` are asked for.
    /// Default: `None`, meaning anywhere.
    pub band_radius: Option<f64>,
}

impl Default for DtwOptions {
    fn default() -> Self {
        let steps = vec![DtwStep::new(1, 1), DtwStep::new(0, 1), DtwStep::new(1, 0)];
        Self { steps, subsequence: false, band_radius: None }
    }
}

impl DtwOptions {
    fn check(&self) -> Result<()> {
        let unfit = |step: &DtwStep| {
            (step.rows, step.columns) == (0, 0) || step.multiply.is_nan() || step.add.is_nan()
        };
        if self.steps.is_empty() || self.steps.iter().any(unfit) {
            let requirement = "hold steps, each of which leads further at a cost";
            return Err(Error::Values { name: "steps", requirement });
        }
        Ok(())
    }

    /// Whether a pair is near enough to the diagonal.
    fn band(&self, (n, m): (usize, usize)) -> Result<impl Fn(usize, usize) -> bool> {
        let radius = self.band_radius.unwrap_or(f64::INFINITY);
        if radius.is_nan() || radius < 0.0 {
            return Err(Error::parameter("band_radius", radius, "at least 0"));
        }
        let radius = (radius * n.min(m) as f64).round_ties_even();
        // The band is wider on the side of the longer sequence, so that both corners lie in it.
        let (right, left) = (m.saturating_sub(n) as f64, n.saturating_sub(m) as f64);
        Ok(move |i: usize, j: usize| {
            let off = j as f64 - i as f64;
            -radius - left < off && off < radius + right
        })
    }

    /// The path to the end, or to the best end of a subsequence.
    fn path_back<F: Real>(
        &self,
        cost: &Array2<F>,
        steps: &Array2<usize>,
    ) -> Result<Vec<(usize, usize)>> {
        let (n, m) = cost.dim();
        let last = cost.row(n - 1);
        let cheapest = || (1..m).fold(0, |best, j| if last[j] < last[best] { j } else { best });
        let mut at = (n - 1, if self.subsequence { cheapest() } else { m - 1 });
        if cost[at] == F::infinity() {
            let requirement = "lead from the beginning to the end";
            return Err(Error::Values { name: "steps", requirement });
        }
        let mut path = vec![at];
        while 0 < at.0 || (0 < at.1 && !self.subsequence) {
            at = self.steps[steps[at]].before(at).expect("what was reached came from somewhere");
            path.push(at);
        }
        path.reverse();
        Ok(path)
    }
}

/// What [`dtw`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment<F> {
    /// The cost of the best path to each pair of frames, `[n, m]`; infinite where none leads.
    pub cost: Array2<F>,
    /// The pairs of frames, ascending.
    pub path: Vec<(usize, usize)>,
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn name<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
        match result.unwrap_err() {
            Error::TooShort { name, .. }
            | Error::Shape { name, .. }
            | Error::Values { name, .. }
            | Error::NotFinite { name, .. }
            | Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn bad_sequences_are_named() {
        let (x, options) = (array![[1.0, 2.0]], DtwOptions::default());
        let with = |x: &Array2<f64>, y: &Array2<f64>| name(dtw(x, y, &Metric::Euclidean, &options));
        assert_eq!(with(&x, &array![[1.0], [2.0]]), "y");
        assert_eq!(with(&Array2::zeros((1, 0)), &x), "x");
        assert_eq!(with(&x, &Array2::zeros((1, 0))), "y");
        assert_eq!(with(&x, &array![[f64::NAN]]), "y");
    }

    #[test]
    fn bad_costs_and_options_are_named() {
        let default = DtwOptions::default();
        assert_eq!(name(dtw_of_costs(&Array2::<f32>::zeros((0, 2)), &default)), "costs");
        assert_eq!(name(dtw_of_costs(&array![[0.0, f32::NAN]], &default)), "costs");
        let steps = |steps: Vec<DtwStep>| {
            name(dtw_of_costs(
                &Array2::<f64>::ones((2, 4)),
                &DtwOptions { steps, ..Default::default() },
            ))
        };
        assert_eq!(steps(vec![]), "steps");
        assert_eq!(steps(vec![DtwStep::new(0, 0)]), "steps");
        assert_eq!(steps(vec![DtwStep { add: f64::NAN, ..DtwStep::new(1, 1) }]), "steps");
        // Diagonal steps do not lead from corner to corner.
        assert_eq!(steps(vec![DtwStep::new(1, 1)]), "steps");
        for bad in [-0.5, f64::NAN] {
            let options = DtwOptions { band_radius: Some(bad), ..Default::default() };
            assert_eq!(name(dtw_of_costs(&Array2::<f64>::ones((2, 4)), &options)), "band_radius");
        }
    }

    #[test]
    fn one_pair_is_a_path() {
        let alone = dtw_of_costs(&array![[3.0]], &DtwOptions::default()).unwrap();
        assert_eq!(alone, Alignment { cost: array![[3.0]], path: vec![(0, 0)] });
    }
}
