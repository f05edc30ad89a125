//! Which frames sound like which others.
//!
//! Counterpart of `librosa.segment.recurrence_matrix`.

use ndarray::{ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, check_finite};
use onkai_spatial::distance::Metric;

use super::bandwidth::Bandwidth;
use super::links::{Links, Recurrence};
use super::neighbors::nearest;
use crate::channels::time_axis;
use crate::frame_rows::frames_as_rows;

/// Links each frame to those that are most like it.
///
/// Element `[i, j]` of the result is not zero if frame `i` is one of the `k` nearest to frame `j` that
/// are at least `width` frames away from it.
///
/// # Shapes
///
/// `data`: `[..., n_features, n_frames]`. The result is `[n_frames, n_frames]`;
/// [`Recurrence::to_dense`] makes an array of it.
///
/// # Errors
///
/// [`Error::TooShort`] when `data` is empty, [`Error::NotFinite`]; [`Error::Parameter`] when `width` is 0 or
/// not less than half the frames (`(n_frames - 1) / 2`), or `k` is 0; those of the metric; for affinities,
/// [`Error::Shape`], [`Error::Values`] and [`Error::Parameter`] when the bandwidth is not positive, does
/// not fit, or cannot be estimated.
///
/// # Examples
///
/// ```
/// use ndarray::Array2;
/// use onkai_mir::segment::{RecurrenceOptions, recurrence_matrix};
///
/// // A melody of four notes, three times.
/// let notes = Array2::from_shape_fn((4, 12), |(k, t)| f64::from(u8::from(k == t % 4)) + 0.01 * t as f64);
/// let options = RecurrenceOptions { k: Some(2), ..Default::default() };
/// let links = recurrence_matrix(&notes, &options)?;
/// assert_eq!(links.neighbors(5), [1, 9]);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Without distances (the mode `connectivity`) librosa takes `k` of the `k + 2 width` nearest, whichever a
/// sort of equal numbers leaves in front; here they are the nearest in every mode. Frames that
/// are the same are linked, though their distance is 0, which librosa takes for no link. The cosine
/// distance from a frame of zeros is 1.
pub fn recurrence_matrix<F: Real, D: Dimension>(
    data: &ArrayRef<F, D>,
    options: &RecurrenceOptions<F>,
) -> Result<Recurrence<F>> {
    let n = data.len_of(time_axis("data", data)?);
    check_finite("data", data)?;
    let k = options.checked_k(n)?;
    let has_distances = !matches!(options.mode, RecurrenceMode::Connectivity);
    let (n_links, width) = if options.full && has_distances { (n, 1) } else { (k, options.width) };
    let mut links = nearest(&frames_as_rows(data), &options.metric, n_links, width)?;
    if options.symmetric {
        links = mutual(&links);
    }
    // At the frame itself the distance is 0, which no link of a distance matrix says.
    if options.self_links && !matches!(options.mode, RecurrenceMode::Distance) {
        for (frame, links) in links.iter_mut().enumerate() {
            let at = links.partition_point(|&(neighbor, _)| neighbor < frame);
            links.insert(at, (frame, F::zero()));
        }
    }
    match &options.mode {
        RecurrenceMode::Connectivity => {
            links.iter_mut().flatten().for_each(|(_, value)| *value = F::one());
        }
        RecurrenceMode::Distance => {}
        RecurrenceMode::Affinity { bandwidth } => bandwidth.apply(&mut links, k)?,
    }
    Ok(Recurrence::new(&links))
}

/// Options of [`recurrence_matrix`]; the defaults are those of librosa.
#[derive(Clone, Debug, PartialEq)]
pub struct RecurrenceOptions<F> {
    /// How many neighbours a frame has; at least 1.
    /// Default: `None`, meaning `2 ⌈√(n_frames - 2 width + 1)⌉`.
    pub k: Option<usize>,
    /// How far apart linked frames are at least; at least 1. Default: `1`.
    pub width: usize,
    /// What is near. Default: [`Metric::Euclidean`].
    pub metric: Metric<F>,
    /// Whether only frames are linked each of which is a neighbour of the other. Default: `false`.
    #[doc(alias = "sym")]
    pub symmetric: bool,
    /// What the numbers are. Default: [`RecurrenceMode::Connectivity`].
    pub mode: RecurrenceMode<F>,
    /// Whether each frame is linked to itself. Default: `false`.
    #[doc(alias = "self")]
    pub self_links: bool,
    /// Whether distances and affinities of all pairs are wanted, whatever `k` and `width`.
    /// Default: `false`.
    pub full: bool,
}

impl<F: Real> Default for RecurrenceOptions<F> {
    fn default() -> Self {
        Self {
            k: None,
            width: 1,
            metric: Metric::Euclidean,
            symmetric: false,
            mode: RecurrenceMode::Connectivity,
            self_links: false,
            full: false,
        }
    }
}

/// What the elements of a recurrence matrix tell of linked frames.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RecurrenceMode<F> {
    /// That they are linked: 1.
    #[default]
    Connectivity,
    /// Their distance.
    Distance,
    /// How like they are: `exp(-distance / bandwidth)`.
    Affinity {
        /// How fast it falls.
        bandwidth: Bandwidth<F>,
    },
}

impl<F: Real> RecurrenceOptions<F> {
    /// Checks the options for `n` frames and gives the number of neighbours.
    fn checked_k(&self, n: usize) -> Result<usize> {
        if self.width == 0 || (n - 1) / 2 <= self.width {
            let requirement = "at least 1 and less than (n_frames - 1) / 2";
            return Err(Error::parameter("width", self.width as f64, requirement));
        }
        if self.k == Some(0) {
            return Err(Error::parameter("k", 0.0, "at least 1"));
        }
        if let RecurrenceMode::Affinity { bandwidth } = &self.mode {
            bandwidth.check(n)?;
        }
        let usual = 2.0 * ((n - 2 * self.width + 1) as f64).sqrt().ceil();
        Ok(self.k.unwrap_or(usual as usize))
    }
}

/// The links that go both ways, with the smaller of the two values.
fn mutual<F: Real>(links: &[Links<F>]) -> Vec<Links<F>> {
    let back = |frame: usize, neighbor: usize| {
        let links = &links[neighbor];
        let at = links.binary_search_by_key(&frame, |&(other, _)| other).ok()?;
        Some(links[at].1)
    };
    let both = |(frame, links): (usize, &Links<F>)| {
        let links = links.iter();
        links
            .filter_map(|&(neighbor, value)| Some((neighbor, value.min(back(frame, neighbor)?))))
            .collect()
    };
    links.iter().enumerate().map(both).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};

    use super::*;

    fn named(data: &Array2<f64>, options: &RecurrenceOptions<f64>) -> &'static str {
        match recurrence_matrix(data, options).unwrap_err() {
            Error::Parameter { name, .. }
            | Error::TooShort { name, .. }
            | Error::NotFinite { name, .. }
            | Error::Shape { name, .. }
            | Error::Values { name, .. } => name,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn bad_input_is_named() {
        let data = Array2::from_shape_fn((2, 9), |(k, t)| (k * t) as f64);
        let default = RecurrenceOptions::default;
        for width in [0, 4, usize::MAX] {
            assert_eq!(named(&data, &RecurrenceOptions { width, ..default() }), "width");
        }
        assert_eq!(named(&data, &RecurrenceOptions { k: Some(0), ..default() }), "k");
        assert_eq!(named(&Array2::zeros((3, 0)), &default()), "data");
        assert_eq!(named(&Array2::zeros((3, 1)), &default()), "width");
        assert_eq!(named(&array![[0.0, 1.0, f64::NAN, 2.0, 3.0]], &default()), "data");
        let affinity = |bandwidth| RecurrenceOptions {
            mode: RecurrenceMode::Affinity { bandwidth },
            ..default()
        };
        assert_eq!(named(&data, &affinity(Bandwidth::Value(0.0))), "bandwidth");
        assert_eq!(named(&data, &affinity(Bandwidth::Pairs(Array2::ones((8, 9))))), "bandwidth");
        assert_eq!(named(&data, &affinity(Bandwidth::Pairs(Array2::zeros((9, 9))))), "bandwidth");
        // Nothing differs, so that there is no distance to take for a bandwidth.
        assert_eq!(named(&Array2::ones((2, 9)), &affinity(Bandwidth::MedianK)), "data");
        assert_eq!(named(&Array2::ones((2, 9)), &affinity(Bandwidth::MeanK)), "data");
    }

    #[test]
    fn frames_that_are_the_same_are_linked() {
        let data = array![[0.0, 5.0, 0.0, 5.0, 0.0, 5.0, 0.0]];
        let mode = RecurrenceMode::Affinity { bandwidth: Bandwidth::Value(1.0) };
        let options = RecurrenceOptions { k: Some(2), mode, ..Default::default() };
        let links = recurrence_matrix(&data, &options).unwrap();
        assert_eq!((links.neighbors(3), links.values(3)), (&[1, 5][..], &[1.0, 1.0][..]));
    }

    #[test]
    fn silence_is_at_a_right_angle_to_everything() {
        let mut data = Array2::from_shape_fn((3, 8), |(k, t)| ((k + 1) * (t + 1) % 5) as f64);
        data.column_mut(2).fill(0.0);
        let options = RecurrenceOptions {
            metric: Metric::Cosine,
            mode: RecurrenceMode::Distance,
            full: true,
            ..Default::default()
        };
        let links = recurrence_matrix(&data, &options).unwrap();
        assert!(links.values(2).iter().all(|&distance| distance == 1.0));
        assert_eq!(links.n_links(), 8 * 7);
    }
}
