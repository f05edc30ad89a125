//! What to do about NaN, decided in one place.
//!
//! Counterpart of the `nan_policy` argument of `scipy.stats`.

use ndarray::{Array1, ArrayRef1, CowArray, Ix1};
use onkai_core::{Error, Real, Result};

use super::check::check_same_len;

/// What becomes of NaN in a sample.
///
/// Every function of this crate propagates, which is SciPy's default: NaN among the values gives a
/// NaN result. For another policy, send the sample through [`NanPolicy::apply`] first, or two
/// paired samples through [`NanPolicy::apply_pairs`]; [`over_axis`](crate::over_axis) and
/// [`map_axis`](crate::map_axis) do so with every lane.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_stats::{NanPolicy, mean};
///
/// let x = array![1.0, f64::NAN, 3.0];
/// assert!(mean(&x)?.is_nan());
/// assert_eq!(mean(&NanPolicy::Omit.apply("x", &x)?)?, 2.0);
/// assert!(NanPolicy::Raise.apply("x", &x).is_err());
/// # Ok::<(), onkai_stats::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NanPolicy {
    /// NaN stays, and makes the result NaN. The default.
    #[default]
    Propagate,
    /// Elements that are NaN are left out.
    Omit,
    /// NaN is an error.
    Raise,
}

/// Two paired samples after a [`NanPolicy`].
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<T> {
    /// The first sample.
    pub x: Array1<T>,
    /// The second sample, as long as the first.
    pub y: Array1<T>,
}

impl NanPolicy {
    /// The sample as this policy leaves it; a copy is made only where something is left out.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] with the first NaN under [`NanPolicy::Raise`].
    pub fn apply<'a, T: Real>(
        self,
        name: &'static str,
        x: &'a ArrayRef1<T>,
    ) -> Result<CowArray<'a, T, Ix1>> {
        match (self, x.iter().position(|v| v.is_nan())) {
            (Self::Raise, Some(index)) => Err(Error::NotFinite { name, index, value: f64::NAN }),
            (Self::Omit, Some(_)) => {
                let kept = x.iter().copied().filter(|v| !v.is_nan());
                Ok(kept.collect::<Array1<T>>().into())
            }
            _ => Ok(x.view().into()),
        }
    }

    /// Two paired samples as this policy leaves them: a pair with a NaN on either side is left out.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the lengths differ; [`Error::NotFinite`] under [`NanPolicy::Raise`].
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_stats::NanPolicy;
    ///
    /// let pairs = NanPolicy::Omit.apply_pairs(&array![1.0, 2.0, f64::NAN], &array![5.0, 6.0, 7.0])?;
    /// assert_eq!(pairs.y, array![5.0, 6.0]);
    /// # Ok::<(), onkai_stats::Error>(())
    /// ```
    pub fn apply_pairs<T: Real>(self, x: &ArrayRef1<T>, y: &ArrayRef1<T>) -> Result<Pairs<T>> {
        check_same_len("y", y.len(), x.len())?;
        if self != Self::Omit {
            let (x, y) = (self.apply("x", x)?, self.apply("y", y)?);
            return Ok(Pairs { x: x.into_owned(), y: y.into_owned() });
        }
        let kept = || x.iter().zip(y).filter(|(a, b)| !a.is_nan() && !b.is_nan());
        Ok(Pairs { x: kept().map(|(a, _)| *a).collect(), y: kept().map(|(_, b)| *b).collect() })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn each_policy_does_what_it_says() {
        let x = array![f32::NAN, 1.0, 2.0];
        assert!(NanPolicy::default().apply("x", &x).unwrap()[0].is_nan());
        assert_eq!(NanPolicy::Omit.apply("x", &x).unwrap(), array![1.0, 2.0]);
        let error = NanPolicy::Raise.apply("x", &x).unwrap_err();
        assert_eq!(error.to_string(), "`x` is not finite: element 0 is NaN");
        assert!(NanPolicy::Raise.apply("x", &array![f64::INFINITY]).is_ok());
    }

    #[test]
    fn pairs_go_together() {
        let (x, y) = (array![1.0, f64::NAN, 3.0], array![f64::NAN, 2.0, 4.0]);
        let pairs = NanPolicy::Omit.apply_pairs(&x, &y).unwrap();
        assert_eq!(pairs, Pairs { x: array![3.0], y: array![4.0] });
        assert_eq!(NanPolicy::Propagate.apply_pairs(&x, &y).unwrap().x.len(), 3);
        assert!(matches!(
            NanPolicy::Raise.apply_pairs(&x, &y),
            Err(Error::NotFinite { name: "x", index: 1, .. })
        ));
        let error = NanPolicy::Omit.apply_pairs(&x, &array![1.0]).unwrap_err();
        assert_eq!(error.to_string(), "`y` has shape [1], but must have [3]");
    }
}
