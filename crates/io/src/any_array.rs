//! Arrays whose element type only the file knows.

use ndarray::{Array, ArrayD, Dimension, IxDyn};
use num_complex::Complex;

use crate::error::{Error, Result};

/// An array as a file held it.
///
/// [`TryFrom`] and [`to`](Self::to) turn it into an array of a type that is known. They change the type of
/// elements where no value is lost by it: `Array<f64, D>` takes integers, too, and `Array<u8, D>` takes
/// floats that are whole numbers from 0 to 255. An `Array1` takes whatever has at most one axis that is
/// longer than 1, as MATLAB knows no other vectors.
///
/// # Examples
///
/// ```
/// use ndarray::{Array1, Array2, array};
/// use onkai_io::AnyArray;
///
/// let any = AnyArray::from(array![[1_u8, 2, 3]]);
/// assert_eq!((any.type_name(), any.shape()), ("u8", &[1, 3][..]));
/// let wide: Array2<f64> = any.clone().try_into()?;
/// assert_eq!(wide, array![[1.0, 2.0, 3.0]]);
/// assert_eq!(any.clone().to::<i32, _>()?, array![1, 2, 3]);
///
/// let error = Array1::<u8>::try_from(AnyArray::from(array![0.5])).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "an array of f64 of shape [1] with 0.5 in it, but an array of u8 in 1 dimension was asked for"
/// );
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum AnyArray {
    /// Truth values.
    Bool(ArrayD<bool>),
    /// Integers.
    I8(ArrayD<i8>),
    /// Integers.
    I16(ArrayD<i16>),
    /// Integers.
    I32(ArrayD<i32>),
    /// Integers.
    I64(ArrayD<i64>),
    /// Integers without sign.
    U8(ArrayD<u8>),
    /// Integers without sign.
    U16(ArrayD<u16>),
    /// Integers without sign.
    U32(ArrayD<u32>),
    /// Integers without sign.
    U64(ArrayD<u64>),
    /// Numbers in single precision.
    F32(ArrayD<f32>),
    /// Numbers in double precision.
    F64(ArrayD<f64>),
    /// Complex numbers in single precision.
    C32(ArrayD<Complex<f32>>),
    /// Complex numbers in double precision.
    C64(ArrayD<Complex<f64>>),
}

/// Calls an expression with the array inside, whatever its type.
macro_rules! with_array {
    ($any:expr, $array:ident => $body:expr) => {
        match $any {
            $crate::AnyArray::Bool($array) => $body,
            $crate::AnyArray::I8($array) => $body,
            $crate::AnyArray::I16($array) => $body,
            $crate::AnyArray::I32($array) => $body,
            $crate::AnyArray::I64($array) => $body,
            $crate::AnyArray::U8($array) => $body,
            $crate::AnyArray::U16($array) => $body,
            $crate::AnyArray::U32($array) => $body,
            $crate::AnyArray::U64($array) => $body,
            $crate::AnyArray::F32($array) => $body,
            $crate::AnyArray::F64($array) => $body,
            $crate::AnyArray::C32($array) => $body,
            $crate::AnyArray::C64($array) => $body,
        }
    };
}
pub(crate) use with_array;

impl AnyArray {
    /// The lengths of the axes.
    pub fn shape(&self) -> &[usize] {
        with_array!(self, array => array.shape())
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        with_array!(self, array => array.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements' type in Rust, e.g. `"u8"` or `"Complex<f64>"`.
    pub fn type_name(&self) -> &'static str {
        fn name<T: Element>(_: &ArrayD<T>) -> &'static str {
            T::NAME
        }
        with_array!(self, array => name(array))
    }

    /// What this is, in words.
    pub(crate) fn description(&self) -> String {
        format!("an array of {} of shape {:?}", self.type_name(), self.shape())
    }

    /// The array with elements of type `T` and dimensions `D`.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when an element has no equal in `T` (floats that are no whole numbers, numbers
    /// out of range or of too many digits, complex numbers where real ones are asked for, anything but
    /// `bool` where that is asked for), or when the number of dimensions is another.
    pub fn to<T: Element, D: Dimension>(self) -> Result<Array<T, D>> {
        let refuse = |found| {
            let dimensions = match D::NDIM {
                None => String::new(),
                Some(1) => " in 1 dimension".to_owned(),
                Some(n) => format!(" in {n} dimensions"),
            };
            let expected = format!("an array of {}{dimensions}", T::NAME).into();
            Error::WrongKind { variable: None, found, expected }
        };
        let fits = match D::NDIM {
            Some(1) => self.shape().iter().filter(|&&n| 1 < n).count() <= 1,
            Some(n) => n == self.shape().len(),
            None => true,
        };
        if !fits {
            return Err(refuse(self.description()));
        }
        let description = self.description();
        let array =
            T::unwrap(self).map_err(|value| refuse(format!("{description} with {value} in it")))?;
        let array = if D::NDIM == Some(1) { flat(array) } else { array };
        Ok(array.into_dimensionality().expect("the number of dimensions was checked"))
    }
}

/// One long axis.
fn flat<T: Clone>(array: ArrayD<T>) -> ArrayD<T> {
    let len = array.len();
    array.into_shape_with_order(IxDyn(&[len])).expect("there is one axis longer than 1 at most")
}

/// An element in the widest type of its kind, from which all others can be tried.
#[derive(Clone, Copy, Debug)]
pub enum Wide {
    /// A truth value.
    Bool(bool),
    /// Any integer.
    Int(i128),
    /// Any real number.
    Float(f64),
    /// Any complex number.
    Complex(Complex<f64>),
}

impl std::fmt::Display for Wide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
            Self::Complex(value) => write!(f, "{value}"),
        }
    }
}

/// The types of elements that arrays in files have: `bool`, integers of 8 to 64 bits, `f32`, `f64`, complex
/// numbers of those.
pub trait Element: sealed::Sealed + Copy + Default + PartialEq + std::fmt::Debug + 'static {
    /// The type's name.
    const NAME: &'static str;

    /// The element in the widest type of its kind.
    fn widen(self) -> Wide;

    /// The element that is equal to a wide one, if there is one.
    fn narrow(wide: Wide) -> Option<Self>;

    /// Forgets the type.
    fn wrap(array: ArrayD<Self>) -> AnyArray;

    /// The elements as this type.
    ///
    /// # Errors
    ///
    /// The first element that has no equal in this type, if there is one.
    fn unwrap(any: AnyArray) -> std::result::Result<ArrayD<Self>, Wide>;
}

mod sealed {
    pub trait Sealed {}
}

fn converted<S: Element, T: Element>(array: &ArrayD<S>) -> std::result::Result<ArrayD<T>, Wide> {
    let mut refused = None;
    let converted = array.map(|&x| {
        T::narrow(x.widen()).unwrap_or_else(|| {
            refused.get_or_insert(x.widen());
            T::default()
        })
    });
    refused.map_or(Ok(converted), Err)
}

macro_rules! impl_element {
    ($($variant:ident $type:ty: $name:literal, $widen:expr, $narrow:expr;)*) => {$(
        impl sealed::Sealed for $type {}

        impl Element for $type {
            const NAME: &'static str = $name;

            fn widen(self) -> Wide {
                ($widen)(self)
            }

            fn narrow(wide: Wide) -> Option<Self> {
                ($narrow)(wide)
            }

            fn wrap(array: ArrayD<Self>) -> AnyArray {
                AnyArray::$variant(array)
            }

            fn unwrap(any: AnyArray) -> std::result::Result<ArrayD<Self>, Wide> {
                match any {
                    AnyArray::$variant(array) => Ok(array),
                    any => with_array!(&any, array => converted(array)),
                }
            }
        }
    )*};
}

impl_element! {
    Bool bool: "bool", Wide::Bool, |wide| if let Wide::Bool(x) = wide { Some(x) } else { None };
    I8 i8: "i8", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    I16 i16: "i16", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    I32 i32: "i32", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    I64 i64: "i64", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    U8 u8: "u8", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    U16 u16: "u16", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    U32 u32: "u32", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    U64 u64: "u64", |x| Wide::Int(i128::from(x)), |wide| whole(wide)?.try_into().ok();
    F32 f32: "f32", |x| Wide::Float(f64::from(x)), |wide| single(real(wide)?);
    F64 f64: "f64", Wide::Float, real;
    C32 Complex<f32>: "Complex<f32>",
        |z: Complex<f32>| Wide::Complex(Complex::new(z.re.into(), z.im.into())),
        |wide| { let z = complex(wide)?; Some(Complex::new(single(z.re)?, single(z.im)?)) };
    C64 Complex<f64>: "Complex<f64>", Wide::Complex, complex;
}

fn whole(wide: Wide) -> Option<i128> {
    match wide {
        Wide::Bool(x) => Some(x.into()),
        Wide::Int(x) => Some(x),
        // The largest of our integers is below 2^64.
        Wide::Float(x) => (x.fract() == 0.0 && x.abs() < 1e30).then_some(x as i128),
        Wide::Complex(_) => None,
    }
}

fn real(wide: Wide) -> Option<f64> {
    match wide {
        Wide::Bool(x) => Some(x.into()),
        Wide::Int(x) => ((x as f64) as i128 == x).then_some(x as f64),
        Wide::Float(x) => Some(x),
        Wide::Complex(_) => None,
    }
}

fn complex(wide: Wide) -> Option<Complex<f64>> {
    match wide {
        Wide::Complex(z) => Some(z),
        other => real(other).map(Complex::from),
    }
}

fn single(x: f64) -> Option<f32> {
    (f64::from(x as f32) == x || x.is_nan()).then_some(x as f32)
}

impl<T: Element, D: Dimension> From<Array<T, D>> for AnyArray {
    fn from(array: Array<T, D>) -> Self {
        T::wrap(array.into_dyn())
    }
}

impl<T: Element, D: Dimension> TryFrom<AnyArray> for Array<T, D> {
    type Error = Error;

    fn try_from(any: AnyArray) -> Result<Self> {
        any.to()
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array0, Array1, Array2, Ix1, Ix2, array};

    use super::*;

    #[test]
    fn types_change_where_nothing_is_lost() {
        let whole = AnyArray::from(array![[1.0, -2.0], [3.0, 4.0]]);
        assert_eq!(whole.clone().to::<i8, Ix2>().unwrap(), array![[1, -2], [3, 4]]);
        assert_eq!(whole.clone().to::<f32, Ix2>().unwrap(), array![[1.0, -2.0], [3.0, 4.0]]);
        assert_eq!(whole.clone().to::<Complex<f32>, Ix2>().unwrap()[[0, 1]].re, -2.0);
        assert!(whole.clone().to::<u64, Ix2>().is_err());
        assert!(whole.to::<bool, Ix2>().is_err());
        let truth = AnyArray::from(array![true, false]);
        assert_eq!(truth.to::<f64, Ix1>().unwrap(), array![1.0, 0.0]);
        let nan = AnyArray::from(array![f64::NAN]).to::<f32, Ix1>().unwrap();
        assert!(nan[0].is_nan());
    }

    #[test]
    fn values_that_would_change_are_refused() {
        let refusal =
            |any: AnyArray, to: fn(AnyArray) -> Option<Error>| to(any).unwrap().to_string();
        let message =
            refusal(AnyArray::from(array![(1_i64 << 53) + 1]), |any| any.to::<f64, Ix1>().err());
        assert!(message.contains("with 9007199254740993 in it"), "{message}");
        refusal(AnyArray::from(array![0.1]), |any| any.to::<f32, Ix1>().err());
        refusal(AnyArray::from(array![2.0_f64.powi(64)]), |any| any.to::<u64, Ix1>().err());
        refusal(AnyArray::from(array![f64::INFINITY]), |any| any.to::<i64, Ix1>().err());
        refusal(AnyArray::from(array![u64::MAX]), |any| any.to::<i64, Ix1>().err());
        refusal(AnyArray::from(array![Complex::new(1.0, 0.0)]), |any| any.to::<f64, Ix1>().err());
    }

    #[test]
    fn vectors_may_lie_in_more_dimensions() {
        let any = AnyArray::from(array![[[1.0], [2.0]]]);
        assert_eq!(Array1::<f64>::try_from(any.clone()).unwrap(), array![1.0, 2.0]);
        assert!(Array2::<f64>::try_from(any).is_err());
        assert!(Array1::<f64>::try_from(AnyArray::from(array![[1.0, 2.0], [3.0, 4.0]])).is_err());
        assert_eq!(AnyArray::from(Array0::<f64>::zeros(())).to::<f64, Ix1>().unwrap(), array![0.0]);
        assert!(AnyArray::from(Array2::<f64>::zeros((1, 0))).to::<f64, Ix1>().unwrap().is_empty());
        assert!(AnyArray::from(Array2::<f64>::zeros((0, 0))).to::<f64, Ix1>().unwrap().is_empty());
    }
}
