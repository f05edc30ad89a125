//! Power and amplitude in decibels.
//!
//! Counterpart of `librosa.power_to_db`, `amplitude_to_db`, `db_to_power` and `db_to_amplitude`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, check_finite, check_positive, for_each_element, largest};

use crate::aggregate::Aggregate;

/// Power in decibels.
///
/// ```text
/// 10 · log₁₀(max(amin, S)) - 10 · log₁₀(max(amin, ref)),   then at least its maximum - top_db
/// ```
///
/// # Shapes
///
/// Returns the shape of `power`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{Aggregate, DbOptions, DbReference, power_to_db};
///
/// let options = DbOptions { reference: DbReference::Of(Aggregate::Max), ..Default::default() };
/// let db = power_to_db(&array![1.0, 10.0, 0.0], &options)?;
/// assert!((db - array![-10.0, 0.0, -80.0]).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn power_to_db<F: Real, D: Dimension>(
    power: &ArrayRef<F, D>,
    options: &DbOptions,
) -> Result<Array<F, D>> {
    check_finite("power", power)?;
    let amin = options.amin.unwrap_or(1e-10);
    let reference = options.reference.among(power.iter().copied());
    scaled_db(power, |s| s, &Floors { amin, reference, top_db: options.top_db })
}

/// Amplitude in decibels: [`power_to_db`] of its square.
///
/// ```text
/// 20 · log₁₀(max(amin, |S|)) - 20 · log₁₀(max(amin, |ref|)),   then at least its maximum - top_db
/// ```
///
/// # Shapes
///
/// Returns the shape of `amplitude`.
///
/// # Errors
///
/// [`Error::Parameter`] when an option is out of range, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_mir::{DbOptions, amplitude_to_db};
///
/// let db = amplitude_to_db(&array![1.0, 10.0], &DbOptions::default())?;
/// assert!((db - array![0.0, 20.0]).iter().all(|d: &f64| d.abs() < 1e-12));
/// # Ok::<(), onkai_mir::Error>(())
/// ```
pub fn amplitude_to_db<F: Real, D: Dimension>(
    amplitude: &ArrayRef<F, D>,
    options: &DbOptions,
) -> Result<Array<F, D>> {
    check_finite("amplitude", amplitude)?;
    let amin = options.amin.unwrap_or(1e-5);
    // The sign of `amin` would be lost in its square.
    check_positive("amin", amin)?;
    let reference = options.reference.among(amplitude.iter().map(|v| v.modulus()));
    let floors =
        Floors { amin: amin * amin, reference: reference * reference, top_db: options.top_db };
    scaled_db(amplitude, |s| s * s, &floors)
}

/// The power that [`power_to_db`] turns into `db` with `reference` as its reference value.
///
/// ```text
/// ref · 10^(db / 10)
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_mir::db_to_power(&array![0.0, 20.0], 2.0), array![2.0, 200.0]);
/// ```
pub fn db_to_power<F: Real, D: Dimension>(db: &ArrayRef<F, D>, reference: f64) -> Array<F, D> {
    let (reference, tenth, ten) = (F::of(reference), F::of(0.1), F::of(10.0));
    db.map(|&v| reference * ten.powf(v * tenth))
}

/// The amplitude that [`amplitude_to_db`] turns into `db` with `reference` as its reference value.
///
/// ```text
/// ref · 10^(db / 20)
/// ```
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// assert_eq!(onkai_mir::db_to_amplitude(&array![0.0, 20.0], 2.0), array![2.0, 20.0]);
/// ```
pub fn db_to_amplitude<F: Real, D: Dimension>(db: &ArrayRef<F, D>, reference: f64) -> Array<F, D> {
    let (reference, twentieth, ten) = (F::of(reference), F::of(0.05), F::of(10.0));
    db.map(|&v| reference * ten.powf(v * twentieth))
}

/// Options of [`power_to_db`] and [`amplitude_to_db`]; the defaults are those of librosa.
#[derive(Clone, Copy, Debug)]
pub struct DbOptions {
    /// What is 0 dB. Default: the value 1.
    pub reference: DbReference,
    /// Anything less counts as this; above 0.
    /// Default: `None`, meaning `1e-10` of a power and `1e-5` of an amplitude.
    pub amin: Option<f64>,
    /// How far below the maximum the result may reach, in dB; at least 0. Default: `Some(80.0)`.
    pub top_db: Option<f64>,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self { reference: DbReference::Value(1.0), amin: None, top_db: Some(80.0) }
    }
}

/// What is 0 dB.
#[derive(Clone, Copy, Debug)]
pub enum DbReference {
    /// A value; of an array of amplitudes, an amplitude. Its sign does not matter.
    Value(f64),
    /// What all elements (amplitudes without their sign) sum up to, such as [`Aggregate::Max`].
    Of(Aggregate),
}

impl DbReference {
    fn among<F: Real>(self, elements: impl Iterator<Item = F>) -> f64 {
        match self {
            Self::Value(value) => value.abs(),
            Self::Of(aggregate) => aggregate.of(elements, &mut vec![]).as_f64(),
        }
    }
}

/// The limits of [`scaled_db`], all of powers.
struct Floors {
    amin: f64,
    reference: f64,
    top_db: Option<f64>,
}

fn scaled_db<F: Real, D: Dimension>(
    x: &ArrayRef<F, D>,
    power: impl Fn(F) -> F + Send + Sync,
    floors: &Floors,
) -> Result<Array<F, D>> {
    check_positive("amin", floors.amin)?;
    let mut db = x.to_owned();
    if db.is_empty() {
        return Ok(db);
    }
    // 10 · log₁₀ x by the natural logarithm, which is twice as fast in most C libraries.
    let db_per_neper = F::of(10.0 / std::f64::consts::LN_10);
    // A limit that single precision cannot tell from zero would give minus infinity.
    let amin = F::of(floors.amin).max(F::min_positive_value());
    let zero_db = db_per_neper * amin.max(F::of(floors.reference)).ln();
    if !zero_db.is_finite() {
        return Err(Error::parameter("reference", floors.reference, "finite"));
    }
    for_each_element(&mut db, |v| *v = db_per_neper * amin.max(power(*v)).ln() - zero_db);
    limit_range(&mut db, floors.top_db)?;
    Ok(db)
}

/// Raises what lies more than `top_db` below the maximum.
pub(crate) fn limit_range<F: Real, D: Dimension>(
    db: &mut ArrayRef<F, D>,
    top_db: Option<f64>,
) -> Result<()> {
    let Some(top_db) = top_db else { return Ok(()) };
    if top_db.is_nan() || top_db < 0.0 {
        return Err(Error::parameter("top_db", top_db, "at least 0"));
    }
    let loudest = match db.as_slice_memory_order() {
        Some(elements) => largest(elements),
        None => db.fold(F::neg_infinity(), |most, &v| most.max(v)),
    };
    let floor = loudest - F::of(top_db);
    for_each_element(db, |v| *v = v.max(floor));
    Ok(())
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};
    use onkai_testing::assert_close;

    use super::*;

    #[test]
    fn there_and_back() {
        let amplitude = array![1.0, 0.5, 3.0, 0.01];
        let options = DbOptions { reference: DbReference::Value(2.0), ..Default::default() };
        let db = amplitude_to_db(&amplitude, &options).unwrap();
        assert_close!(db_to_amplitude(&db, 2.0), amplitude, 1e-14, 0.0);
        let db = power_to_db(&amplitude, &options).unwrap();
        assert_close!(db_to_power(&db, 2.0), amplitude, 1e-14, 0.0);
    }

    #[test]
    fn a_function_sees_magnitudes() {
        let mean = Aggregate::Function(|x| {
            let (sum, n) = x.fold((0.0, 0.0), |(sum, n), v| (sum + v, n + 1.0));
            sum / n
        });
        let options = DbOptions { reference: DbReference::Of(mean), ..Default::default() };
        let db = amplitude_to_db(&array![-1.0, 3.0, -2.0], &options).unwrap();
        assert_close!(db, array![-6.020599913279624, 3.521825181113625, 0.0], 1e-14, 1e-14);
    }

    #[test]
    fn silence_is_its_own_floor() {
        let db = power_to_db(&Array1::<f32>::zeros(3), &DbOptions::default()).unwrap();
        assert_close!(db, array![-100.0, -100.0, -100.0], 1e-6, 0.0);
        let max = DbOptions { reference: DbReference::Of(Aggregate::Max), ..Default::default() };
        let db = power_to_db(&Array1::<f32>::zeros(3), &max).unwrap();
        assert_close!(db, Array1::<f32>::zeros(3), 0.0, 1e-4);
        assert_eq!(power_to_db(&Array1::<f32>::zeros(0), &max).unwrap().len(), 0);
    }

    #[test]
    fn bad_options_and_values_are_named() {
        let x = array![1.0];
        let named = |options: DbOptions| match amplitude_to_db(&x, &options).unwrap_err() {
            Error::Parameter { name, .. } => name,
            other => panic!("{other}"),
        };
        let default = DbOptions::default();
        assert_eq!(named(DbOptions { amin: Some(0.0), ..default }), "amin");
        assert_eq!(named(DbOptions { amin: Some(-1.0), ..default }), "amin");
        assert_eq!(named(DbOptions { top_db: Some(-1.0), ..default }), "top_db");
        assert_eq!(named(DbOptions { top_db: Some(f64::NAN), ..default }), "top_db");
        let infinite = DbReference::Value(f64::INFINITY);
        assert_eq!(named(DbOptions { reference: infinite, ..default }), "reference");
        assert!(power_to_db(&array![f64::NAN], &default).is_err());
    }
}
