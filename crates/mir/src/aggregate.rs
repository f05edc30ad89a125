//! Many values summed up in one.

use std::fmt;

use onkai_core::Real;

/// How many values become one: the mean, the median, ... or a function of the caller's.
#[derive(Clone, Copy, Default)]
pub enum Aggregate {
    /// The arithmetic mean, added up in double precision.
    #[default]
    Mean,
    /// The middle value; the mean of the two middle values if there is an even number.
    Median,
    /// The largest value.
    Max,
    /// The smallest value.
    Min,
    /// A function of all values.
    Function(fn(&mut dyn Iterator<Item = f64>) -> f64),
}

impl Aggregate {
    /// One value for all `values`; `scratch` is overwritten. NaN if there are none.
    pub(crate) fn of<F: Real>(self, values: impl Iterator<Item = F>, scratch: &mut Vec<F>) -> F {
        match self {
            Self::Mean => {
                let (n, sum) = values.fold((0, 0.0), |(n, sum), v| (n + 1, sum + v.as_f64()));
                F::of(sum / f64::from(n))
            }
            Self::Median => {
                scratch.clear();
                scratch.extend(values);
                median(scratch)
            }
            Self::Max => values.fold(F::nan(), F::max),
            Self::Min => values.fold(F::nan(), F::min),
            Self::Function(function) => F::of(function(&mut values.map(Real::as_f64))),
        }
    }
}

impl fmt::Debug for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mean => "Mean",
            Self::Median => "Median",
            Self::Max => "Max",
            Self::Min => "Min",
            Self::Function(_) => "Function(..)",
        })
    }
}

/// The median of `values`, which are reordered; NaN if there are none.
pub(crate) fn median<F: Real>(values: &mut [F]) -> F {
    let n = values.len();
    if n == 0 {
        return F::nan();
    }
    let order = |a: &F, b: &F| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
    let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, order);
    if n % 2 == 1 {
        return upper;
    }
    let lower = below.iter().copied().fold(F::neg_infinity(), F::max);
    (lower + upper) / F::of(2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(aggregate: Aggregate, values: &[f64]) -> f64 {
        aggregate.of(values.iter().copied(), &mut vec![])
    }

    #[test]
    fn each_sums_up() {
        let values = [3.0, 1.0, 2.0, 10.0];
        assert_eq!(of(Aggregate::Mean, &values), 4.0);
        assert_eq!(of(Aggregate::Median, &values), 2.5);
        assert_eq!(of(Aggregate::Median, &values[..3]), 2.0);
        assert_eq!(of(Aggregate::Max, &values), 10.0);
        assert_eq!(of(Aggregate::Min, &values), 1.0);
        assert_eq!(of(Aggregate::Function(|x| x.map(|v| v * v).sum()), &values), 114.0);
        assert!(of(Aggregate::Mean, &[]).is_nan() && of(Aggregate::Median, &[]).is_nan());
    }
}
