//! An axis: which values it spans, how they are spread over it, and what they measure.

use onkai_core::{MelScale, hz_to_mel};

/// How values are spread over an axis: an increasing function of the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scale {
    Linear,
    /// A logarithm that turns linear around zero, as librosa's "log" axis does.
    SymLog,
    Mel(MelScale),
}

/// Below C2 the log axis is linear, and that part is as high as an octave (librosa's choice: it asks
/// for half an octave, and matplotlib doubles that; a bin of a usual STFT is wider than a semitone there).
const LOG_CORNER_HZ: f64 = 65.40639132514966;
const LOG_LINEAR_OCTAVES: f64 = 1.0;

impl Scale {
    /// Where `value` stands, in units that only differences have a meaning in.
    pub(crate) fn forward(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
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
}

/// What the numbers on an axis measure, hence how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    Number,
    Seconds,
    Hertz,
    Decibels,
}

/// An axis of a panel, or of a colour bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) scale: Scale,
    /// Least and greatest value; invariant: finite, and the first is less.
    pub(crate) range: [f64; 2],
    pub(crate) quantity: Quantity,
}

impl Axis {
    /// Where `value` stands: 0 at the axis's beginning, 1 at its end.
    pub(crate) fn fraction(&self, value: f64) -> f64 {
        let [low, high] = self.range.map(|v| self.scale.forward(v));
        (self.scale.forward(value) - low) / (high - low)
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
        let axis = Axis {
            scale: Scale::SymLog,
            range: [hz[0], hz[hz.len() - 1]],
            quantity: Quantity::Hertz,
        };
        let (first, last) = (expected[0], expected[expected.len() - 1]);
        let expected = expected.mapv(|v| (v - first) / (last - first));
        assert_close!(hz.mapv(|v| axis.fraction(v)), expected, 1e-13, 1e-13);
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
}
