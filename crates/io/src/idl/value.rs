//! What an IDL variable holds.

use ndarray::ArrayD;
use num_complex::Complex;

use crate::error::Error;

/// What an IDL variable holds: an array of one type, in no dimension for a scalar.
///
/// The first index is the one that changes slowest: an IDL array of `[a, b]` has shape `[b, a]` here, as
/// in SciPy. Within a [`Structure`], an array has the structure's dimensions first, then its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A variable that was never set.
    Null,
    /// Whole numbers of 8 bits, none negative: `BYTE`.
    U8(ArrayD<u8>),
    /// Whole numbers of 16 bits: `INT`.
    I16(ArrayD<i16>),
    /// Whole numbers of 32 bits: `LONG`.
    I32(ArrayD<i32>),
    /// Whole numbers of 64 bits: `LONG64`.
    I64(ArrayD<i64>),
    /// Whole numbers of 16 bits, none negative: `UINT`.
    U16(ArrayD<u16>),
    /// Whole numbers of 32 bits, none negative: `ULONG`.
    U32(ArrayD<u32>),
    /// Whole numbers of 64 bits, none negative: `ULONG64`.
    U64(ArrayD<u64>),
    /// Numbers in single precision: `FLOAT`.
    F32(ArrayD<f32>),
    /// Numbers in double precision: `DOUBLE`.
    F64(ArrayD<f64>),
    /// Complex numbers in single precision: `COMPLEX`.
    C32(ArrayD<Complex<f32>>),
    /// Complex numbers in double precision: `DCOMPLEX`.
    C64(ArrayD<Complex<f64>>),
    /// Texts: `STRING`. Bytes are taken for Latin-1.
    Text(ArrayD<String>),
    /// References to values on the heap.
    Pointer(ArrayD<Pointer>),
    /// References to objects, which are structures on the heap.
    Object(ArrayD<Pointer>),
    /// Records.
    Structure(Structure),
}

/// A reference to a value on the heap, by its number; zero for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(pub i32);

impl Pointer {
    /// Whether it points nowhere.
    pub fn is_null(self) -> bool {
        self.0 == 0
    }
}

/// Records of the same fields, stored field by field.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// The structure's name in IDL; empty for one without.
    pub name: String,
    /// The names of the structures that it inherits from.
    pub inherits: Vec<String>,
    /// The dimensions of the array of records; a single record has shape `[1]`.
    pub shape: Vec<usize>,
    /// The fields: name, and the values of all records.
    pub fields: Vec<(String, Value)>,
}

impl Structure {
    /// The field of that name, in whatever case.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

macro_rules! impl_value {
    ($($kind:ident: $t:ty),*) => {
        impl Value {
            /// The shape; empty for a scalar and for a variable that was never set.
            pub fn shape(&self) -> &[usize] {
                match self {
                    Self::Null => &[],
                    $(Self::$kind(a) => a.shape(),)*
                    Self::Object(a) => a.shape(),
                    Self::Structure(structure) => &structure.shape,
                }
            }

            fn kind(&self) -> &'static str {
                match self {
                    Self::Null => "nothing",
                    $(Self::$kind(_) => concat!("values of type ", stringify!($t)),)*
                    Self::Object(_) => "objects",
                    Self::Structure(_) => "a structure",
                }
            }
        }

        $(
            impl From<ArrayD<$t>> for Value {
                fn from(array: ArrayD<$t>) -> Self {
                    Self::$kind(array)
                }
            }

            impl TryFrom<Value> for ArrayD<$t> {
                type Error = Error;

                /// Takes values of exactly this type.
                fn try_from(value: Value) -> Result<Self, Error> {
                    match value {
                        Value::$kind(array) => Ok(array),
                        other => Err(Error::WrongKind {
                            variable: None,
                            found: other.kind().to_owned(),
                            expected: concat!("an array of ", stringify!($t)).into(),
                        }),
                    }
                }
            }
        )*
    };
}

impl_value!(U8: u8, I16: i16, I32: i32, I64: i64, U16: u16, U32: u32, U64: u64, F32: f32, F64: f64,
    C32: Complex<f32>, C64: Complex<f64>, Text: String, Pointer: Pointer);

#[cfg(test)]
mod tests {
    use ndarray::{arr0, arr1};

    use super::*;

    #[test]
    fn another_type_is_refused() {
        let value = Value::from(arr1(&[1.0_f32, 2.0]).into_dyn());
        assert_eq!(value.shape(), [2]);
        let message = ArrayD::<f64>::try_from(value).unwrap_err().to_string();
        assert!(message.contains("values of type f32, but an array of f64"), "{message}");
        let number = ArrayD::<i16>::try_from(Value::from(arr0(7_i16).into_dyn())).unwrap();
        assert_eq!(number, arr0(7_i16).into_dyn());
        assert_eq!((Value::Null.shape(), Pointer(0).is_null()), (&[][..], true));
    }

    #[test]
    fn fields_are_found_in_any_case() {
        let fields = vec![("RA".to_owned(), Value::Null)];
        let structure = Structure { name: String::new(), inherits: vec![], shape: vec![1], fields };
        assert_eq!(structure.field("ra"), Some(&Value::Null));
        assert_eq!(structure.field("r"), None);
    }
}
