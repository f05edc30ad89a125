//! From Rust's types to MATLAB's and back.

use ndarray::{Array, ArrayD, Dimension, IxDyn};
use num_complex::Complex;

use super::value::{MatSparse, MatStruct, MatValue, wrong_kind};
use crate::any_array::{AnyArray, Element};
use crate::error::{Error, Result};
use crate::sparse::Sparse;

/// What an array that becomes a [`MatValue`] may have as elements: numbers and truth values
/// ([`Element`]), `String`, `char`, and `MatValue` itself, which makes a cell array.
pub trait MatElement: sealed::Sealed + Sized {
    /// The array as a value.
    fn into_value(array: ArrayD<Self>) -> MatValue;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! impl_numbers {
    ($($type:ty),*) => {$(
        impl sealed::Sealed for $type {}

        impl MatElement for $type {
            fn into_value(array: ArrayD<Self>) -> MatValue {
                MatValue::Array(Self::wrap(array))
            }
        }

        impl From<$type> for MatValue {
            fn from(value: $type) -> Self {
                Self::Array(<$type>::wrap(ArrayD::from_elem(IxDyn(&[]), value)))
            }
        }

        impl TryFrom<MatValue> for $type {
            type Error = Error;

            fn try_from(value: MatValue) -> Result<Self> {
                value.into_scalar()
            }
        }
    )*};
}

impl_numbers!(bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Complex<f32>, Complex<f64>);

macro_rules! impl_others {
    ($($type:ty: $variant:ident),*) => {$(
        impl sealed::Sealed for $type {}

        impl MatElement for $type {
            fn into_value(array: ArrayD<Self>) -> MatValue {
                MatValue::$variant(array)
            }
        }
    )*};
}

impl_others!(String: Text, char: Char, MatValue: Cell);

impl<T: MatElement, D: Dimension> From<Array<T, D>> for MatValue {
    fn from(array: Array<T, D>) -> Self {
        T::into_value(array.into_dyn())
    }
}

impl From<AnyArray> for MatValue {
    fn from(array: AnyArray) -> Self {
        Self::Array(array)
    }
}

impl From<String> for MatValue {
    fn from(text: String) -> Self {
        Self::Text(ArrayD::from_elem(IxDyn(&[]), text))
    }
}

impl From<&str> for MatValue {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<MatStruct> for MatValue {
    fn from(fields: MatStruct) -> Self {
        Self::Struct(fields)
    }
}

impl From<MatSparse> for MatValue {
    fn from(sparse: MatSparse) -> Self {
        Self::Sparse(sparse)
    }
}

macro_rules! impl_sparse {
    ($($type:ty: $variant:ident, $expected:literal;)*) => {$(
        impl From<Sparse<$type>> for MatValue {
            fn from(sparse: Sparse<$type>) -> Self {
                Self::Sparse(MatSparse::$variant(sparse))
            }
        }

        impl TryFrom<MatValue> for Sparse<$type> {
            type Error = Error;

            fn try_from(value: MatValue) -> Result<Self> {
                match value {
                    MatValue::Sparse(MatSparse::$variant(sparse)) => Ok(sparse),
                    other => Err(wrong_kind(other.description(), $expected.to_owned())),
                }
            }
        }
    )*};
}

impl_sparse! {
    f64: Real, "a sparse matrix of real numbers";
    Complex<f64>: Complex, "a sparse matrix of complex numbers";
    bool: Logical, "a sparse matrix of truth values";
}

impl<T: Element, D: Dimension> TryFrom<MatValue> for Array<T, D> {
    type Error = Error;

    fn try_from(value: MatValue) -> Result<Self> {
        value.into_array()
    }
}

impl TryFrom<MatValue> for String {
    type Error = Error;

    fn try_from(value: MatValue) -> Result<Self> {
        value.into_text()
    }
}

impl TryFrom<MatValue> for MatStruct {
    type Error = Error;

    fn try_from(value: MatValue) -> Result<Self> {
        match value {
            MatValue::Struct(fields) | MatValue::Object { fields, .. } => Ok(fields),
            other => Err(wrong_kind(other.description(), "structs".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    #[test]
    fn scalars_and_arrays_go_there_and_back() {
        assert_eq!(f64::try_from(MatValue::from(3_u8)).unwrap(), 3.0);
        assert!(u8::try_from(MatValue::from(300.0)).is_err());
        assert_eq!(String::try_from(MatValue::from("αβ")).unwrap(), "αβ");
        let x = Array1::<i16>::try_from(MatValue::from(array![[1_i16], [2]])).unwrap();
        assert_eq!(x, array![1, 2]);
        let cell = MatValue::from(array![MatValue::from(1.0), MatValue::from("a")]);
        assert!(matches!(cell, MatValue::Cell(_)));
    }

    #[test]
    fn sparse_kinds_are_told_apart() {
        let sparse = Sparse::new([2, 2], vec![1], vec![0], vec![2.5]).unwrap();
        let value = MatValue::from(sparse.clone());
        assert_eq!(Sparse::<f64>::try_from(value.clone()).unwrap(), sparse);
        let message = Sparse::<bool>::try_from(value.clone()).unwrap_err().to_string();
        assert_eq!(
            message,
            "a sparse matrix of shape [2, 2], but a sparse matrix of truth values was asked for"
        );
        assert!(MatStruct::try_from(value).is_err());
    }
}
