//! Packed numbers: what they stand for, and which of them are missing.
//!
//! Counterpart of the option `maskandscale` of `scipy.io.netcdf_file`.

use ndarray::{ArrayD, Zip};
use onkai_core::Error as ArgumentError;

use crate::error::{Error, Result};
use crate::netcdf::data::{Data, DataType};
use crate::netcdf::dataset::{Attribute, AttributeValue, Variable};

/// Numbers, some of which are missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaled {
    /// The numbers; those that are missing are as the file has them, scaled like the others.
    pub values: ArrayD<f64>,
    /// Which are missing; of the same shape.
    pub is_missing: ArrayD<bool>,
}

impl Variable {
    /// What the numbers stand for: `stored · scale_factor + add_offset`, as the attributes have it.
    ///
    /// A number is missing if it equals the attribute `_FillValue` or, where there is none,
    /// `missing_value`, before it is scaled. NaN stands for NaN. Integers of 64 bits are rounded to
    /// double precision before they are compared.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when one of these attributes is not a single number (or character).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_io::netcdf::{Attribute, Variable};
    ///
    /// let mut t = Variable::new("t", &["time"], array![0_i16, 100, -999]);
    /// t.attributes.push(Attribute::numbers("scale_factor", array![0.5_f32]));
    /// t.attributes.push(Attribute::numbers("missing_value", array![-999_i16]));
    /// let scaled = t.scaled()?;
    /// assert_eq!(scaled.is_missing, array![false, false, true].into_dyn());
    /// assert_eq!(scaled.values[[1]], 50.0);
    /// # Ok::<(), onkai_io::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// The result is in double precision also where there is nothing to scale.
    pub fn scaled(&self) -> Result<Scaled> {
        let mut values = self.data.to_f64();
        let fill = self.single("_FillValue")?;
        let missing = if fill.is_some() { fill } else { self.single("missing_value")? };
        let is_missing = values.mapv(|v| {
            missing.is_some_and(|missing| v == missing || (v.is_nan() && missing.is_nan()))
        });
        if let Some(factor) = self.single("scale_factor")? {
            values *= factor;
        }
        if let Some(offset) = self.single("add_offset")? {
            values += offset;
        }
        Ok(Scaled { values, is_missing })
    }

    /// The attribute of that name, which must be a single number.
    fn single(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.attribute(name) else { return Ok(None) };
        let (number, found) = match value {
            AttributeValue::Numbers(data) if data.len() == 1 => {
                (data.to_f64().first().copied(), "")
            }
            AttributeValue::Text(text) if text.len() == 1 => {
                (text.bytes().next().map(f64::from), "")
            }
            AttributeValue::Numbers(_) => (None, "several numbers"),
            AttributeValue::Text(_) => (None, "a text"),
        };
        match number {
            Some(number) => Ok(Some(number)),
            None => Err(Error::WrongKind {
                variable: Some(format!("{}:{name}", self.name)),
                found: found.to_owned(),
                expected: "a single number".into(),
            }),
        }
    }
}

/// How numbers are packed into a type of fewer bytes.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_io::netcdf::{DataType, Packing, Scaled};
///
/// let packing = Packing { scale_factor: Some(0.01), ..Packing::new(DataType::Short, -999.0) };
/// let values = array![1.5, -0.25, 0.0].into_dyn();
/// let is_missing = array![false, false, true].into_dyn();
/// let packed = packing.pack("t", &["time"], &Scaled { values, is_missing })?;
/// assert_eq!(packed.data, array![150_i16, -25, -999].into());
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Packing {
    /// The type that is stored.
    pub data_type: DataType,
    /// What stands for a missing number, as it is stored.
    pub missing: f64,
    /// By what stored numbers are to be multiplied. Default: `None`, by nothing.
    pub scale_factor: Option<f64>,
    /// What is to be added to them then. Default: `None`, nothing.
    pub add_offset: Option<f64>,
}

impl Packing {
    /// Without scale and offset.
    pub fn new(data_type: DataType, missing: f64) -> Self {
        Self { data_type, missing, scale_factor: None, add_offset: None }
    }

    /// Packs numbers into a variable whose attributes say how: `(value - add_offset) / scale_factor`,
    /// rounded to even where the type has whole numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Argument`] when a packed number, or the missing one, does not fit the type; when
    /// `scale_factor` is zero; when the arrays' shapes differ.
    ///
    /// # Differences from SciPy
    ///
    /// What does not fit is an error; SciPy stores its lower bits.
    pub fn pack(&self, name: &str, dimensions: &[&str], scaled: &Scaled) -> Result<Variable> {
        let Scaled { values, is_missing } = scaled;
        if values.shape() != is_missing.shape() {
            let (expected, actual) = (values.shape().to_vec(), is_missing.shape().to_vec());
            return Err(ArgumentError::Shape { name: "is_missing", expected, actual }.into());
        }
        let (factor, offset) = (self.scale_factor.unwrap_or(1.0), self.add_offset.unwrap_or(0.0));
        if factor == 0.0 || !factor.is_finite() || !offset.is_finite() {
            let requirement = "finite and not zero, and `add_offset` finite";
            return Err(ArgumentError::parameter("scale_factor", factor, requirement).into());
        }
        let is_whole = !matches!(self.data_type, DataType::Float | DataType::Double);
        let packed = Zip::from(values).and(is_missing).map_collect(|&value, &is_missing| {
            let packed = if is_missing { self.missing } else { (value - offset) / factor };
            if is_whole { packed.round_ties_even() } else { packed }
        });
        let data = Data::from_f64(&packed, self.data_type);
        let missing = Data::from_f64(&ndarray::arr1(&[self.missing]).into_dyn(), self.data_type);
        if is_whole && (missing.to_f64()[[0]] != self.missing || data.to_f64() != packed) {
            let requirement = "fit the stored type when they are packed";
            return Err(ArgumentError::Values { name: "values", requirement }.into());
        }
        let mut variable = Variable::new(name, dimensions, data);
        for name in ["missing_value", "_FillValue"] {
            variable.attributes.push(match self.data_type {
                DataType::Char => Attribute::text(name, char::from(self.missing as u8)),
                _ => Attribute::numbers(name, missing.clone()),
            });
        }
        for (name, value) in [("scale_factor", self.scale_factor), ("add_offset", self.add_offset)]
        {
            variable
                .attributes
                .extend(value.map(|v| Attribute::numbers(name, ndarray::arr1(&[v]))));
        }
        Ok(variable)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn scaled(values: &[f64], missing: &[bool]) -> Scaled {
        Scaled {
            values: ndarray::arr1(values).into_dyn(),
            is_missing: ndarray::arr1(missing).into_dyn(),
        }
    }

    #[test]
    fn packing_and_scaling_are_inverse() {
        let packing = Packing {
            scale_factor: Some(0.25),
            add_offset: Some(10.0),
            ..Packing::new(DataType::Byte, -128.0)
        };
        let x = scaled(&[10.25, 9.0, -22.0], &[false, false, true]);
        let variable = packing.pack("x", &["n"], &x).unwrap();
        assert_eq!(variable.data, array![1_i8, -4, -128].into());
        assert_eq!(variable.scaled().unwrap(), x);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let bytes = Packing::new(DataType::Byte, -128.0);
        for value in [128.0, f64::NAN, -129.0] {
            assert!(bytes.pack("x", &["n"], &scaled(&[value], &[false])).is_err());
        }
        assert!(Packing::new(DataType::Byte, 0.5).pack("x", &[], &scaled(&[], &[])).is_err());
        let zero = Packing { scale_factor: Some(0.0), ..bytes.clone() };
        let message = zero.pack("x", &["n"], &scaled(&[1.0], &[false])).unwrap_err().to_string();
        assert!(message.contains("`scale_factor` is 0"), "{message}");
        assert!(bytes.pack("x", &["n"], &scaled(&[1.0], &[])).is_err());
        let floats = Packing::new(DataType::Float, f64::NAN);
        let nan = floats.pack("x", &["n"], &scaled(&[f64::NAN, 1.0], &[true, false])).unwrap();
        assert_eq!(nan.scaled().unwrap().is_missing, array![true, false].into_dyn());
    }

    #[test]
    fn attributes_must_be_single_numbers() {
        let mut x = Variable::new("x", &["n"], array![1_i32]);
        x.attributes.push(Attribute::text("scale_factor", "two"));
        let message = x.scaled().unwrap_err().to_string();
        assert!(
            message.contains("`x:scale_factor` holds a text, but a single number"),
            "{message}"
        );
        x.attributes[0] = Attribute::numbers("add_offset", array![1.0, 2.0]);
        assert!(x.scaled().is_err());
    }
}
