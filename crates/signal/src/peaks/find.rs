//! Peaks that keep the limits one sets.
//!
//! Counterpart of `scipy.signal.find_peaks`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result, as_contiguous};

use super::border::Interval;
use super::maxima::{Maximum, local_maxima};
use super::prominences::{PeakProminences, check, prominences};
use super::widths::{PeakWidths, check_rel_height, widths};

/// Finds the samples that are higher than their neighbours, and keeps those whose properties lie in the
/// given intervals.
///
/// Of several equal samples side by side the middle one is taken, rounded down. Conditions are applied
/// in the order of the fields of [`FindPeaksOptions`].
///
/// # Shapes
///
/// `x`: `[n]`. Returns the indices of peaks in ascending order, and those properties that a condition
/// asked for.
///
/// # Errors
///
/// [`Error::Parameter`] when `distance` is below 1 or NaN, `window_len` below 2, `rel_height` negative or
/// a bound NaN; [`Error::Shape`] for bounds that are not as many as samples. A sample next to a NaN is no
/// peak; too short a signal has none.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_signal::{FindPeaksOptions, find_peaks};
/// let x = array![0.0, 2.0, 1.0, 3.0, 0.0, 0.5, 0.0];
/// let options = FindPeaksOptions { prominence: Some(0.7.into()), ..Default::default() };
/// let found = find_peaks(&x, &options)?;
/// assert_eq!(found.peaks, [1, 3]);
/// assert_eq!(found.prominences.unwrap().prominences, array![1.0, 3.0]);
/// # Ok::<(), onkai_signal::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Of equally high peaks nearer than `distance` the last is kept; in SciPy that depends on NumPy's sort.
/// f32 is not turned into f64.
pub fn find_peaks<F: Real>(x: &ArrayRef1<F>, options: &FindPeaksOptions<F>) -> Result<Peaks<F>> {
    options.check(x.len())?;
    let x = &*as_contiguous(x);
    let mut maxima = local_maxima(x);
    retain(&mut maxima, options.plateau_size.as_ref(), |m| {
        let size = F::of_usize(m.right - m.left + 1);
        (size, size)
    });
    retain(&mut maxima, options.height.as_ref(), |m| (x[m.peak], x[m.peak]));
    let steps = |peak: usize| (x[peak] - x[peak - 1], x[peak] - x[peak + 1]);
    retain(&mut maxima, options.threshold.as_ref(), |m| {
        let (left, right) = steps(m.peak);
        if right < left { (right, left) } else { (left, right) }
    });
    if let Some(distance) = options.distance {
        keep_apart(x, &mut maxima, distance);
    }
    let mut found = Peaks { peaks: maxima.iter().map(|m| m.peak).collect(), ..Peaks::none() };
    if options.prominence.is_some() || options.width.is_some() {
        let mut kept: Vec<usize> = (0..maxima.len()).collect();
        let bases = prominences(x, &found.peaks, options.window_len);
        if let Some(interval) = &options.prominence {
            let value = |i: usize| bases.prominences[i];
            kept.retain(|&i| interval.holds(found.peaks[i], value(i), value(i)));
        }
        found.peaks = kept.iter().map(|&i| found.peaks[i]).collect();
        let mut bases = bases.selected(&kept);
        if let Some(interval) = &options.width {
            let sizes = widths(x, &found.peaks, options.rel_height, &bases);
            let value = |i: usize| sizes.widths[i];
            let holds = |&i: &usize| interval.holds(found.peaks[i], value(i), value(i));
            let wide: Vec<usize> = (0..found.peaks.len()).filter(holds).collect();
            found.peaks = wide.iter().map(|&i| found.peaks[i]).collect();
            kept = wide.iter().map(|&i| kept[i]).collect();
            bases = bases.selected(&wide);
            found.widths = Some(sizes.selected(&wide));
        }
        found.prominences = Some(bases);
        maxima = kept.iter().map(|&i| maxima[i]).collect();
    }
    if options.plateau_size.is_some() {
        found.left_edges = Some(maxima.iter().map(|m| m.left).collect());
        found.right_edges = Some(maxima.iter().map(|m| m.right).collect());
    }
    if options.height.is_some() {
        found.heights = Some(maxima.iter().map(|m| x[m.peak]).collect());
    }
    if options.threshold.is_some() {
        found.left_thresholds = Some(maxima.iter().map(|m| steps(m.peak).0).collect());
        found.right_thresholds = Some(maxima.iter().map(|m| steps(m.peak).1).collect());
    }
    Ok(found)
}

/// What [`find_peaks`] asks of peaks; by default nothing. The conditions are applied in this order.
///
/// `Some(Interval::default())` keeps all peaks and tells the property.
#[derive(Clone, Debug, PartialEq)]
pub struct FindPeaksOptions<F> {
    /// How many equal samples make the top.
    pub plateau_size: Option<Interval<F>>,
    /// The height.
    pub height: Option<Interval<F>>,
    /// The step down to either neighbour: the smaller one is at least `min`, the larger at most `max`.
    pub threshold: Option<Interval<F>>,
    /// The least distance between peaks in samples, at least 1; of two that are nearer the lower one is
    /// left out, of equal ones the first.
    pub distance: Option<f64>,
    /// The prominence, see [`peak_prominences`](crate::peak_prominences).
    pub prominence: Option<Interval<F>>,
    /// The width in samples, see [`peak_widths`](crate::peak_widths).
    pub width: Option<Interval<F>>,
    /// Samples about a peak that prominences are measured in. Default: `None`, all.
    #[doc(alias = "wlen")]
    pub window_len: Option<usize>,
    /// Where widths are measured. Default: `0.5`, halfway.
    pub rel_height: f64,
}

impl<F> Default for FindPeaksOptions<F> {
    fn default() -> Self {
        Self {
            plateau_size: None,
            height: None,
            threshold: None,
            distance: None,
            prominence: None,
            width: None,
            window_len: None,
            rel_height: 0.5,
        }
    }
}

impl<F: Real> FindPeaksOptions<F> {
    fn check(&self, n: usize) -> Result<()> {
        let intervals = [
            ("plateau_size", &self.plateau_size),
            ("height", &self.height),
            ("threshold", &self.threshold),
            ("prominence", &self.prominence),
            ("width", &self.width),
        ];
        for (name, interval) in intervals {
            interval.as_ref().map_or(Ok(()), |interval| interval.check(name, n))?;
        }
        if let Some(distance) = self.distance.filter(|&distance| !(1.0..).contains(&distance)) {
            return Err(Error::parameter("distance", distance, "at least 1"));
        }
        check_rel_height(self.rel_height)?;
        check(n, &[], self.window_len)
    }
}

/// What [`find_peaks`] returns: the peaks, and an element for each in every property that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Peaks<F> {
    /// Their indices, ascending.
    pub peaks: Vec<usize>,
    /// The first samples of the plateaus; their sizes are `right - left + 1`.
    pub left_edges: Option<Vec<usize>>,
    /// The last samples of the plateaus.
    pub right_edges: Option<Vec<usize>>,
    /// The heights.
    pub heights: Option<Array1<F>>,
    /// The steps down to the neighbours before.
    pub left_thresholds: Option<Array1<F>>,
    /// The steps down to the neighbours after.
    pub right_thresholds: Option<Array1<F>>,
    /// Prominences and bases, told for a width, too.
    pub prominences: Option<PeakProminences<F>>,
    /// Widths and what belongs to them.
    pub widths: Option<PeakWidths<F>>,
}

impl<F> Peaks<F> {
    fn none() -> Self {
        Self {
            peaks: Vec::new(),
            left_edges: None,
            right_edges: None,
            heights: None,
            left_thresholds: None,
            right_thresholds: None,
            prominences: None,
            widths: None,
        }
    }
}

fn retain<F: Real>(
    maxima: &mut Vec<Maximum>,
    interval: Option<&Interval<F>>,
    range: impl Fn(&Maximum) -> (F, F),
) {
    if let Some(interval) = interval {
        maxima.retain(|m| {
            let (least, greatest) = range(m);
            interval.holds(m.peak, least, greatest)
        });
    }
}

/// Leaves out what is too near a higher peak, the highest one first.
fn keep_apart<F: Real>(x: &[F], maxima: &mut Vec<Maximum>, distance: f64) {
    let distance = distance.ceil();
    let mut order: Vec<usize> = (0..maxima.len()).collect();
    // A stable sort by height: of equal ones the last comes first when read backwards.
    order.sort_by(|&a, &b| x[maxima[a].peak].as_f64().total_cmp(&x[maxima[b].peak].as_f64()));
    let mut is_kept = vec![true; maxima.len()];
    let is_near =
        |a: usize, b: usize| ((maxima[a].peak.abs_diff(maxima[b].peak)) as f64) < distance;
    for &index in order.iter().rev() {
        if !is_kept[index] {
            continue;
        }
        for other in (0..index).rev().take_while(|&other| is_near(index, other)) {
            is_kept[other] = false;
        }
        for other in (index + 1..maxima.len()).take_while(|&other| is_near(index, other)) {
            is_kept[other] = false;
        }
    }
    let mut kept = is_kept.into_iter();
    maxima.retain(|_| kept.next().unwrap_or(false));
}

impl<F: Real> PeakProminences<F> {
    fn selected(&self, kept: &[usize]) -> Self {
        Self {
            prominences: kept.iter().map(|&i| self.prominences[i]).collect(),
            left_bases: kept.iter().map(|&i| self.left_bases[i]).collect(),
            right_bases: kept.iter().map(|&i| self.right_bases[i]).collect(),
        }
    }
}

impl<F: Real> PeakWidths<F> {
    fn selected(&self, kept: &[usize]) -> Self {
        let select = |values: &Array1<F>| kept.iter().map(|&i| values[i]).collect();
        Self {
            widths: select(&self.widths),
            width_heights: select(&self.width_heights),
            left_ips: select(&self.left_ips),
            right_ips: select(&self.right_ips),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::super::border::PeakBound;
    use super::*;

    fn message(options: &FindPeaksOptions<f64>) -> String {
        find_peaks(&array![0.0, 1.0, 0.0], options).unwrap_err().to_string()
    }

    #[test]
    fn bad_input_is_named() {
        for distance in [0.5, -1.0, f64::NAN] {
            let options = FindPeaksOptions { distance: Some(distance), ..Default::default() };
            assert!(message(&options).starts_with("`distance` is"), "{distance}");
        }
        let options = FindPeaksOptions { window_len: Some(1), ..Default::default() };
        assert_eq!(message(&options), "`window_len` is 1, but must be larger than 1");
        let options = FindPeaksOptions { rel_height: -1.0, ..Default::default() };
        assert_eq!(message(&options), "`rel_height` is -1, but must be not negative");
        let options = FindPeaksOptions { height: Some(f64::NAN.into()), ..Default::default() };
        assert_eq!(message(&options), "`height` is NaN, but must be a number");
        let max = Some(PeakBound::PerSample(array![1.0]));
        let height = Some(Interval { min: None, max });
        let options = FindPeaksOptions { height, ..Default::default() };
        assert_eq!(message(&options), "`height` has shape [1], but must have [3]");
    }

    #[test]
    fn the_higher_one_stays_and_the_last_of_equal_ones() {
        let found = |x: &[f64], distance| {
            let options = FindPeaksOptions { distance: Some(distance), ..Default::default() };
            find_peaks(&Array1::from(x.to_vec()), &options).unwrap().peaks
        };
        let equal = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];
        assert_eq!(found(&equal, 2.0), [1, 3, 5]);
        assert_eq!(found(&equal, 2.5), [1, 5]);
        // The middle one is left out by the last, and so leaves out none.
        assert_eq!(found(&[0.0, 1.0, 0.0, 2.0, 0.0, 3.0, 0.0], 3.0), [1, 5]);
        assert_eq!(found(&[0.0, 1.0, 0.0, 4.0, 0.0, 3.0, 0.0], 3.0), [3]);
    }

    #[test]
    fn short_signals_have_no_peaks() {
        for n in 0..3 {
            let options = FindPeaksOptions { width: Some(0.0.into()), ..Default::default() };
            let found = find_peaks(&Array1::<f64>::ones(n), &options).unwrap();
            assert!(found.peaks.is_empty());
        }
    }
}
