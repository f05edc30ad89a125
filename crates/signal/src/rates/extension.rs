//! What a filter sees beyond the ends of a signal.

use std::str::FromStr;

use onkai_core::{Error, PadMode, Result, Scalar};

/// How [`upfirdn`](crate::upfirdn) continues a signal beyond its ends.
///
/// ```text
/// symmetric    b a | a b c | c b         antisymmetric  -b -a | a b c | -c -b
/// reflect      c b | a b c | b a         antireflect    2a-c 2a-b | a b c | 2c-b 2c-a
/// edge         a a | a b c | c c         wrap            b c | a b c | a b
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ExtensionMode<T> {
    /// One value, SciPy's `cval`.
    Constant(T),
    /// Mirrored about the ends; the first and last sample are repeated.
    Symmetric,
    /// Mirrored about the first and last sample.
    Reflect,
    /// The first or last sample.
    Edge,
    /// The signal repeated.
    Wrap,
    /// Along the line through the two samples at the end.
    Smooth,
    /// Along the line through the first and the last sample.
    Line,
    /// Mirrored about the ends and negated.
    Antisymmetric,
    /// Turned by half a turn about the first and the last sample.
    Antireflect,
}

impl<T: Scalar> Default for ExtensionMode<T> {
    /// Zeros.
    fn default() -> Self {
        Self::Constant(T::zero())
    }
}

impl<T: Scalar> ExtensionMode<T> {
    /// `x`, which is not empty, with `before` and `after` samples more.
    pub(crate) fn extend(self, x: &[T], before: usize, after: usize) -> Vec<T> {
        let mut out = Vec::with_capacity(before + x.len() + after);
        out.extend((0..before).map(|i| self.sample(x, i.cast_signed() - before.cast_signed())));
        out.extend_from_slice(x);
        out.extend((0..after).map(|i| self.sample(x, (x.len() + i).cast_signed())));
        out
    }

    /// The sample at position `i` beyond the ends.
    fn sample(self, x: &[T], i: isize) -> T {
        let times = |v: T, count: isize| v.scale(real::<T>(count));
        let (first, last) = (x[0], x[x.len() - 1]);
        let end = (x.len() - 1).cast_signed();
        match self {
            Self::Constant(value) => value,
            Self::Symmetric => PadMode::Symmetric.sample(x, i),
            Self::Reflect => PadMode::Reflect.sample(x, i),
            Self::Edge => PadMode::Edge.sample(x, i),
            Self::Wrap => PadMode::Wrap.sample(x, i),
            _ if end == 0 && self != Self::Antisymmetric => first,
            Self::Smooth if i < 0 => first + times(x[1] - first, i),
            Self::Smooth => last + times(last - x[x.len() - 2], i - end),
            Self::Line => {
                let slope = (last - first).scale(real::<T>(1) / real::<T>(end));
                if i < 0 { first + times(slope, i) } else { last + times(slope, i - end) }
            }
            Self::Antisymmetric => {
                let mirrored = PadMode::Symmetric.sample(x, i);
                if i.div_euclid(end + 1) % 2 == 0 { mirrored } else { -mirrored }
            }
            Self::Antireflect => {
                let (turns, phase) = (i.div_euclid(2 * end), i.rem_euclid(2 * end));
                let sample = |i: isize| x[i.cast_unsigned()];
                let value = if phase <= end {
                    sample(phase)
                } else {
                    last + last - sample(2 * end - phase)
                };
                value + times(last - first, 2 * turns)
            }
        }
    }
}

/// A count, which may be negative.
fn real<T: Scalar>(count: isize) -> T::Real {
    use onkai_core::Real;
    let size = T::Real::of_usize(count.unsigned_abs());
    if count < 0 { -size } else { size }
}

impl<T: Scalar> FromStr for ExtensionMode<T> {
    type Err = Error;

    /// Reads SciPy's names; `"constant"` means zeros.
    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "constant" => Self::Constant(T::zero()),
            "symmetric" => Self::Symmetric,
            "reflect" => Self::Reflect,
            "edge" => Self::Edge,
            "wrap" => Self::Wrap,
            "smooth" => Self::Smooth,
            "line" => Self::Line,
            "antisymmetric" => Self::Antisymmetric,
            "antireflect" => Self::Antireflect,
            _ => {
                return Err(Error::UnknownName {
                    name: "extension mode",
                    value: name.to_owned(),
                    known: "constant, symmetric, reflect, edge, wrap, smooth, line, antisymmetric, \
                            antireflect",
                });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sample_can_be_continued() {
        for name in ["symmetric", "reflect", "edge", "wrap", "smooth", "line", "antireflect"] {
            let mode: ExtensionMode<f64> = name.parse().unwrap();
            assert_eq!(mode.extend(&[3.0], 2, 2), [3.0; 5], "{name}");
        }
        let odd = ExtensionMode::Antisymmetric.extend(&[3.0], 2, 3);
        assert_eq!(odd, [3.0, -3.0, 3.0, -3.0, 3.0, -3.0]);
        assert!("mirror".parse::<ExtensionMode<f32>>().is_err());
    }

    #[test]
    fn lines_go_on() {
        for mode in [ExtensionMode::Line, ExtensionMode::Smooth, ExtensionMode::Antireflect] {
            assert_eq!(mode.extend(&[1.0, 2.0], 3, 2), [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
        }
    }
}
