//! An axis: which values it spans, how they are spread over it, and what they measure.

use onkai_core::{MelScale, hz_to_mel};

use crate::ticks::Ticks;

/// An axis of a [`Panel`](crate::Panel), as far as its marks are not to decide.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Axis, Scale, Ticks};
///
/// let frequency = Axis {
///     scale: Some(Scale::Log),
///     ticks: Some(Ticks::Engineering { unit: "Hz".into() }),
///     range: Some([20.0, f64::INFINITY]),
///     ..Default::default()
/// };
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// What stands along the axis. Default: `None`, what the values are ("Time (s)"), if that is known.
    pub label: Option<String>,
    /// Least and greatest value; an infinite end stands for all there is to that side.
    /// Default: `None`, all there is.
    #[doc(alias = "xlim")]
    #[doc(alias = "ylim")]
    pub range: Option<[f64; 2]>,
    /// Default: `None`, as the first mark that asks for a scale has it, else linear.
    #[doc(alias = "semilogx")]
    #[doc(alias = "semilogy")]
    pub scale: Option<Scale>,
    /// Default: `None`, what the first mark with a unit measures, else numbers.
    pub ticks: Option<Ticks>,
    /// Turns the axis round. Default: `false`; the y axis of an [`Image`](crate::Image) is
    /// turned anyway, as its rows are counted from the top.
    pub inverted: bool,
}

/// How values are spread over an axis.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_plot::{Axis, Line, Panel, Scale};
///
/// let error = Line::new(&array![1.0, 2.0, 3.0], &array![1.0, 1e-3, 1e-9], &Default::default())?;
/// let y = Axis { scale: Some(Scale::Log), ..Default::default() };
/// let panel = Panel { y, ..error.into() };
/// # Ok::<(), onkai_plot::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Scale {
    /// Evenly.
    #[default]
    Linear,
    /// By their logarithm; what is not above zero is not shown.
    Log,
    /// By their logarithm above 65 Hz (C2) and evenly below, so that 0 has a place: the axis
    /// "log" of librosa.
    SymLog,
    /// As pitch is heard.
    Mel(MelScale),
}

/// Below C2 the log axis is linear, and that part is as high as an octave (librosa's choice: it asks
/// for half an octave, and matplotlib doubles that; a bin of a usual STFT is wider than a semitone there).
const LOG_CORNER_HZ: f64 = 65.40639132514966;
const LOG_LINEAR_OCTAVES: f64 = 1.0;
/// The part of a range that is left free beyond the data's ends.
const MARGIN: f64 = 0.05;

impl Scale {
    /// Where `value` stands, in units that only differences have a meaning in.
    pub(crate) fn forward(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log if 0.0 < value => value.log2(),
            Self::Log => f64::NEG_INFINITY,
            Self::SymLog => {
                let ratio = value.abs() / LOG_CORNER_HZ;
                let position = if ratio <= 1.0 {
                    LOG_LINEAR_OCTAVES * ratio
                } else {
                    LOG_LINEAR_OCTAVES + ratio.log2()
                };
                position.copysign(value)
            }
            Self::Mel(scale) => hz_to_mel(value.abs(), scale).copysign(value),
        }
    }

    /// Least and greatest of the values that have a place on this scale.
    pub(crate) fn extent(self, values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
        let floor = if self == Self::Log { 0.0 } else { f64::NEG_INFINITY };
        let shown = values.filter(|&v| floor < v && v < f64::INFINITY);
        shown.map(|v| [v, v]).reduce(union)
    }

    /// A range with some space beyond the ends that are to have it.
    pub(crate) fn with_margin(self, [low, high]: [f64; 2], ends: [bool; 2]) -> [f64; 2] {
        let part = ends.map(|end| if end { MARGIN } else { 0.0 });
        match self {
            Self::Linear => [low - part[0] * (high - low), high + part[1] * (high - low)],
            Self::Log => {
                let ratio = high / low;
                [low * ratio.powf(-part[0]), high * ratio.powf(part[1])]
            }
            Self::SymLog | Self::Mel(_) => [low, high],
        }
    }
}

/// The range that holds both.
pub(crate) fn union(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [a[0].min(b[0]), a[1].max(b[1])]
}

/// What a mark measures along an axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kind {
    pub(crate) scale: Scale,
    pub(crate) ticks: Ticks,
    /// What the axis is called; `None` for what its ticks are called.
    pub(crate) label: Option<&'static str>,
    pub(crate) inverted: bool,
}

impl Kind {
    pub(crate) fn linear(ticks: Ticks) -> Self {
        Self { scale: Scale::Linear, ticks, label: None, inverted: false }
    }
}

/// An axis of a panel, or of a colour bar, with all that was left open decided.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruler {
    pub(crate) scale: Scale,
    /// Least and greatest value; invariant: finite, the first is less, and above zero if the scale is `Log`.
    pub(crate) range: [f64; 2],
    pub(crate) ticks: Ticks,
    pub(crate) inverted: bool,
}

impl Ruler {
    pub(crate) fn linear(range: [f64; 2], ticks: Ticks) -> Self {
        Self { scale: Scale::Linear, range, ticks, inverted: false }
    }

    /// Where `value` stands: 0 at the least value, 1 at the greatest.
    pub(crate) fn position(&self, value: f64) -> f64 {
        let [low, high] = self.range.map(|v| self.scale.forward(v));
        (self.scale.forward(value) - low) / (high - low)
    }

    /// Where `value` stands: 0 at the left or at the bottom, 1 at the right or at the top.
    pub(crate) fn fraction(&self, value: f64) -> f64 {
        let position = self.position(value);
        if self.inverted { 1.0 - position } else { position }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_testing::{Golden, assert_close};

    use super::*;

    fn golden() -> Golden {
        Golden::open(env!("CARGO_MANIFEST_DIR"), "plot")
    }

    #[test]
    fn the_log_axis_is_matplotlibs() {
        // Positions mean nothing but by their differences: both are brought to 0 .. 1.
        let hz: Array1<f64> = golden().array1("hz");
        let expected: Array1<f64> = golden().array1("log");
        let range = [hz[0], hz[hz.len() - 1]];
        let ruler = Ruler { scale: Scale::SymLog, ..Ruler::linear(range, Ticks::Hertz) };
        let (first, last) = (expected[0], expected[expected.len() - 1]);
        let expected = expected.mapv(|v| (v - first) / (last - first));
        assert_close!(hz.mapv(|v| ruler.fraction(v)), expected, 1e-13, 1e-13);
    }

    #[test]
    fn scales_are_odd_and_increase() {
        for scale in
            [Scale::Linear, Scale::SymLog, Scale::Mel(MelScale::Slaney), Scale::Mel(MelScale::Htk)]
        {
            let mut last = f64::NEG_INFINITY;
            for i in -2000..2000 {
                let value = f64::from(i) * 7.3;
                let position = scale.forward(value);
                assert!(last < position, "{scale:?} at {value}");
                assert_eq!(scale.forward(-value), -position, "{scale:?} at {value}");
                last = position;
            }
        }
    }

    #[test]
    fn a_logarithm_knows_nothing_below_zero() {
        let values = [f64::NAN, -3.0, 0.0, 2.0, 8.0, f64::INFINITY];
        assert_eq!(Scale::Log.extent(values.into_iter()), Some([2.0, 8.0]));
        assert_eq!(Scale::Linear.extent(values.into_iter()), Some([-3.0, 8.0]));
        assert_eq!(Scale::Log.extent([-1.0].into_iter()), None);
        let ruler = Ruler { scale: Scale::Log, ..Ruler::linear([1.0, 16.0], Ticks::Number) };
        assert_eq!(ruler.fraction(4.0), 0.5);
        assert_eq!(ruler.fraction(0.0), f64::NEG_INFINITY);
        let turned = Ruler { inverted: true, ..ruler };
        assert_eq!(turned.fraction(2.0), 0.75);
    }

    #[test]
    fn margins_are_those_that_were_asked_for() {
        assert_eq!(Scale::Linear.with_margin([0.0, 20.0], [false, true]), [0.0, 21.0]);
        let [low, high] = Scale::Log.with_margin([1.0, 1e20], [true, true]);
        assert!((low / 0.1 - 1.0).abs() < 1e-12 && (high / 1e21 - 1.0).abs() < 1e-12);
    }
}
