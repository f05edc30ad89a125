//! The checks that several functions of this crate begin with.

use ndarray::ArrayRef1;
use onkai_core::{Error, Real, Result};

/// Refuses a sample of fewer than `least` values.
pub(crate) fn check_len(name: &'static str, len: usize, least: usize) -> Result<()> {
    if len < least {
        return Err(Error::TooShort { name, expected: least, actual: len });
    }
    Ok(())
}

/// Refuses a sample that is not as long as its partner.
pub(crate) fn check_same_len(name: &'static str, len: usize, expected: usize) -> Result<()> {
    if len != expected {
        return Err(Error::Shape { name, expected: vec![expected], actual: vec![len] });
    }
    Ok(())
}

/// Refuses what is not between 0 and `highest`, NaN included.
pub(crate) fn check_between(
    name: &'static str,
    value: f64,
    highest: f64,
    requirement: &'static str,
) -> Result<()> {
    if value.is_nan() || value < 0.0 || highest < value {
        return Err(Error::parameter(name, value, requirement));
    }
    Ok(())
}

/// Tables with more numbers than this would not fit into memory, or take hours.
pub(crate) const LARGEST_TABLE: f64 = (1_u32 << 27) as f64;

/// Refuses an exact p-value for samples whose distribution needs too large a table.
pub(crate) fn check_table(name: &'static str, size: f64) -> Result<()> {
    if LARGEST_TABLE < size {
        let requirement = "be smaller for an exact p-value; the approximate one is as good then";
        return Err(Error::Values { name, requirement });
    }
    Ok(())
}

/// Refuses a confidence level that is not strictly between 0 and 1.
pub(crate) fn check_level(level: f64) -> Result<()> {
    if level.is_nan() || level <= 0.0 || 1.0 <= level {
        return Err(Error::parameter("confidence_level", level, "between 0 and 1"));
    }
    Ok(())
}

/// Refuses weights that do not fit the sample, are negative or not finite, or sum to zero.
pub(crate) fn check_weights<T: Real>(weights: &ArrayRef1<T>, len: usize) -> Result<()> {
    check_same_len("weights", weights.len(), len)?;
    let fits = |w: &T| w.is_finite() && T::zero() <= *w;
    if !weights.iter().all(fits) || weights.iter().all(|w| *w == T::zero()) {
        let requirement = "be finite and not negative, with a positive sum";
        return Err(Error::Values { name: "weights", requirement });
    }
    Ok(())
}

/// The values in double precision.
pub(crate) fn doubles<T: Real>(x: &ArrayRef1<T>) -> Vec<f64> {
    x.iter().map(|v| v.as_f64()).collect()
}

pub(crate) fn has_nan(x: &[f64]) -> bool {
    x.iter().any(|v| v.is_nan())
}

/// The values in ascending order; NaN, where there is any, comes last.
pub(crate) fn sorted(x: &[f64]) -> Vec<f64> {
    let mut x = x.to_vec();
    x.sort_unstable_by(f64::total_cmp);
    x
}
