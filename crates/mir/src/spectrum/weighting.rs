//! How loud frequencies are to the ear.
//!
//! Counterpart of `librosa.A_weighting` and its kin, `frequency_weighting`,
//! `multi_frequency_weighting` and `perceptual_weighting`.

use std::str::FromStr;

use ndarray::{Array, Array1, Array2, ArrayRef, ArrayRef1, Axis, Dimension};
use onkai_core::{Error, Real, Result, check_finite};

use super::decibel::{DbOptions, power_to_db};

/// The gain that a weighting curve gives to frequencies, in decibels.
///
/// # Shapes
///
/// `frequencies_hz`: `[n]`, at least 0. Returns `[n]`, nowhere less than `min_db`. librosa's default is
/// `Some(-80.0)`, and `None` for [`Weighting::Z`]; without a limit, the gain of 0 Hz is minus infinity.
///
/// # Errors
///
/// [`Error::NotFinite`], [`Error::Values`] for a negative frequency, [`Error::Parameter`] when `min_db` is NaN.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{Weighting, frequency_weighting};
/// let db = frequency_weighting(&array![0.0, 100.0, 1000.0], Weighting::A, Some(-80.0))?;
/// assert!(db[0] == -80.0 && (db[1] + 19.1424_f64).abs() < 1e-3 && db[2].abs() < 1e-3);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn frequency_weighting<F: Real>(
    frequencies_hz: &ArrayRef1<F>,
    kind: Weighting,
    min_db: Option<f64>,
) -> Result<Array1<F>> {
    check_finite("frequencies_hz", frequencies_hz)?;
    if frequencies_hz.iter().any(|&hz| hz < F::zero()) {
        return Err(Error::Values {
            name: "frequencies_hz",
            requirement: "not be negative anywhere",
        });
    }
    let floor = min_db.unwrap_or(f64::NEG_INFINITY);
    if floor.is_nan() {
        return Err(Error::parameter("min_db", floor, "a number"));
    }
    Ok(frequencies_hz.map(|hz| F::of(kind.gain_db(hz.as_f64()).max(floor))))
}

/// [`frequency_weighting`] by several curves.
///
/// # Shapes
///
/// `frequencies_hz`: `[n]`. Returns `[kinds.len(), n]`.
///
/// # Errors
///
/// As [`frequency_weighting`].
///
/// # Examples
///
/// ```
/// use onkai_mir::{Weighting, fft_frequencies, multi_frequency_weighting};
/// let kinds = [Weighting::Z, Weighting::A, Weighting::C];
/// let db = multi_frequency_weighting(&fft_frequencies(22050.0, 2048)?, &kinds, Some(-80.0))?;
/// assert_eq!(db.dim(), (3, 1025));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn multi_frequency_weighting<F: Real>(
    frequencies_hz: &ArrayRef1<F>,
    kinds: &[Weighting],
    min_db: Option<f64>,
) -> Result<Array2<F>> {
    let mut db = Array2::zeros((kinds.len(), frequencies_hz.len()));
    for (mut row, &kind) in db.rows_mut().into_iter().zip(kinds) {
        row.assign(&frequency_weighting(frequencies_hz, kind, min_db)?);
    }
    Ok(db)
}

/// A power spectrogram in decibels as the ear weighs it: [`power_to_db`] and the gain of each bin.
///
/// The gain is at least -80 dB.
///
/// # Shapes
///
/// `power`: `[..., n_bins, n_frames]`; `frequencies_hz`: `[n_bins]`. Returns the shape of `power`.
///
/// # Errors
///
/// Those of [`power_to_db`] and [`frequency_weighting`]; [`Error::Shape`] when there is not one frequency a
/// bin, [`Error::TooShort`] when `power` has fewer than two axes.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{DbOptions, Weighting, perceptual_weighting};
/// let power = array![[1.0_f64, 10.0], [100.0, 1.0]];
/// let frequencies_hz = array![100.0, 1000.0];
/// let db = perceptual_weighting(&power, &frequencies_hz, Weighting::A, &DbOptions::default())?;
/// assert!((db[[0, 1]] - (10.0 - 19.1424)).abs() < 1e-3);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn perceptual_weighting<F: Real, D: Dimension>(
    power: &ArrayRef<F, D>,
    frequencies_hz: &ArrayRef1<F>,
    kind: Weighting,
    options: &DbOptions,
) -> Result<Array<F, D>> {
    let Some(bins) = power.ndim().checked_sub(2).map(Axis) else {
        return Err(Error::TooShort { name: "power.shape()", expected: 2, actual: power.ndim() });
    };
    let (n_bins, actual) = (power.len_of(bins), frequencies_hz.len());
    if n_bins != actual {
        let (expected, actual) = (vec![n_bins], vec![actual]);
        return Err(Error::Shape { name: "frequencies_hz", expected, actual });
    }
    let gain = frequency_weighting(frequencies_hz, kind, Some(-80.0))?;
    let mut db = power_to_db(power, options)?;
    // A broadcast sum goes along the last axis, also where frames lie in one piece.
    if db.stride_of(bins) == 1 {
        db.lanes_mut(bins).into_iter().for_each(|mut frame| frame += &gain);
    } else {
        db += &gain.insert_axis(Axis(1));
    }
    Ok(db)
}

/// A curve of how loud frequencies are to the ear.
///
/// # References
///
/// IEC 61672-1 for A and C, IEC 60651 for B, IEC 537 for D.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// For quiet sounds; the usual one.
    #[doc(alias = "A_weighting")]
    #[default]
    A,
    /// For sounds of medium level.
    #[doc(alias = "B_weighting")]
    B,
    /// For loud sounds.
    #[doc(alias = "C_weighting")]
    C,
    /// For the noise of aeroplanes.
    #[doc(alias = "D_weighting")]
    D,
    /// All frequencies the same.
    #[doc(alias = "Z_weighting")]
    Z,
}

// The corners of the filters as librosa has them, in hertz.
const HIGH: f64 = 12194.217;
const LOW: f64 = 20.598997;
const A_MIDDLE: [f64; 2] = [107.65265, 737.86223];
const B_MIDDLE: f64 = 158.48932;

impl Weighting {
    /// The gain at one frequency, in decibels; minus infinity at zero, but for [`Z`](Self::Z).
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_mir::Weighting;
    /// assert!((Weighting::D.gain_db(6000.0) - 8.0636).abs() < 1e-3);
    /// ```
    pub fn gain_db(self, frequency_hz: f64) -> f64 {
        let f2 = frequency_hz * frequency_hz;
        // The square of a corner, and of the filter's response there: f² / (f² + corner²).
        let pass = |corner: f64| f2 / (f2 + corner * corner);
        let power = match self {
            Self::Z => return 0.0,
            Self::A => {
                let [first, second] = A_MIDDLE;
                (stop(f2, HIGH) * pass(LOW)).powi(2) * pass(first) * pass(second)
            }
            Self::B => (stop(f2, HIGH) * pass(LOW)).powi(2) * pass(B_MIDDLE),
            Self::C => (stop(f2, HIGH) * pass(LOW)).powi(2),
            Self::D => d_power(f2),
        };
        let at_1_khz = match self {
            Self::A => 2.0,
            Self::B => 0.17,
            Self::C => 0.062,
            Self::D | Self::Z => 0.0,
        };
        at_1_khz + 10.0 * power.log10()
    }
}

/// The response of a filter that lets low frequencies through.
fn stop(f2: f64, corner: f64) -> f64 {
    corner * corner / (f2 + corner * corner)
}

/// The D curve: a resonance between two corners.
fn d_power(f2: f64) -> f64 {
    const SCALE: f64 = 0.0083046305;
    let resonance = |centre: f64, width: f64| {
        let apart = centre * centre - f2;
        apart * apart + width * width * f2
    };
    let corner = |c: f64| c * c + f2;
    f2 * resonance(1018.7, 1039.6)
        / (SCALE.powi(4) * resonance(3136.5, 3424.0) * corner(282.7) * corner(1160.0))
}

impl FromStr for Weighting {
    type Err = Error;

    /// Reads the letter, in either case.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "A" | "a" => Ok(Self::A),
            "B" | "b" => Ok(Self::B),
            "C" | "c" => Ok(Self::C),
            "D" | "d" => Ok(Self::D),
            "Z" | "z" => Ok(Self::Z),
            _ => Err(Error::UnknownName {
                name: "weighting",
                value: name.to_owned(),
                known: "A, B, C, D, Z",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array0, array};

    use super::*;

    #[test]
    fn curves_agree_at_a_thousand_hertz_but_d() {
        for kind in [Weighting::A, Weighting::B, Weighting::C, Weighting::Z] {
            assert!(kind.gain_db(1000.0).abs() < 0.01, "{kind:?}");
        }
        assert_eq!(Weighting::A.gain_db(0.0), f64::NEG_INFINITY);
    }

    #[test]
    fn bad_frequencies_and_limits_are_named() {
        let run = |hz, min_db| frequency_weighting(&array![1.0, hz], Weighting::A, min_db);
        assert!(matches!(
            run(f64::NAN, None),
            Err(Error::NotFinite { name: "frequencies_hz", .. })
        ));
        assert!(matches!(run(-1.0, None), Err(Error::Values { name: "frequencies_hz", .. })));
        assert!(matches!(run(1.0, Some(f64::NAN)), Err(Error::Parameter { name: "min_db", .. })));
        assert_eq!(
            frequency_weighting(&Array1::<f32>::zeros(0), Weighting::B, None).unwrap().len(),
            0
        );
        assert_eq!("d".parse(), Ok(Weighting::D));
        assert!("E".parse::<Weighting>().is_err());
    }

    #[test]
    fn shapes_that_do_not_fit_are_told() {
        let (hz, options) = (array![1.0, 2.0], DbOptions::default());
        let flat = perceptual_weighting(&array![1.0, 2.0], &hz, Weighting::A, &options);
        assert!(matches!(flat, Err(Error::TooShort { expected: 2, actual: 1, .. })));
        let none = perceptual_weighting(&Array0::<f64>::zeros(()), &hz, Weighting::A, &options);
        assert!(none.is_err());
        let long = perceptual_weighting(&array![[1.0], [1.0], [1.0]], &hz, Weighting::A, &options);
        assert!(matches!(long, Err(Error::Shape { name: "frequencies_hz", .. })));
        let nan = perceptual_weighting(&array![[f64::NAN], [1.0]], &hz, Weighting::A, &options);
        assert!(matches!(nan, Err(Error::NotFinite { name: "power", .. })));
    }
}
