//! Arrays of each of netCDF's types.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;

use ndarray::{ArrayD, Dimension, IxDyn};

use crate::bytes::{ByteOrder, Number, fix_order};
use crate::error::Error;

macro_rules! types {
    ($($(#[$doc:meta])* $kind:ident: $number:ty = $tag:literal, $fill:expr;)*) => {
        /// A type of numbers (or of characters, which are bytes).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum DataType {
            $($(#[$doc])* $kind,)*
        }

        /// An array of one of netCDF's types, row-major.
        ///
        /// It is made by `from` of an array in any number of dimensions, but for characters, and taken
        /// apart by `match` or, where one type is expected, by `try_from`.
        ///
        /// # Examples
        ///
        /// ```
        /// use ndarray::{ArrayD, array};
        /// use onkai_io::netcdf::{Data, DataType};
        ///
        /// let data = Data::from(array![[1_i32, 2]]);
        /// assert_eq!((data.data_type(), data.shape()), (DataType::Int, &[1, 2][..]));
        /// assert_eq!(data.to_f64()[[0, 1]], 2.0);
        /// assert_eq!(ArrayD::<i32>::try_from(data)?.len(), 2);
        /// # Ok::<(), onkai_io::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq)]
        pub enum Data {
            $($(#[$doc])* $kind(ArrayD<$number>),)*
        }

        impl DataType {
            /// The number by which files name the type.
            pub(super) fn tag(self) -> u32 {
                match self {
                    $(Self::$kind => $tag,)*
                }
            }

            pub(super) fn from_tag(tag: u32) -> Option<Self> {
                match tag {
                    $($tag => Some(Self::$kind),)*
                    _ => None,
                }
            }

            /// How many bytes an element takes.
            pub fn n_bytes(self) -> usize {
                match self {
                    $(Self::$kind => size_of::<$number>(),)*
                }
            }

            /// The bytes of an element that was never written.
            pub(super) fn fill(self) -> Vec<u8> {
                match self {
                    $(Self::$kind => { let fill: $number = $fill; fill.to_be_bytes().to_vec() })*
                }
            }
        }

        impl Data {
            /// The type of the elements.
            pub fn data_type(&self) -> DataType {
                match self {
                    $(Self::$kind(_) => DataType::$kind,)*
                }
            }

            /// The shape.
            pub fn shape(&self) -> &[usize] {
                match self {
                    $(Self::$kind(a) => a.shape(),)*
                }
            }

            /// How many elements there are.
            pub fn len(&self) -> usize {
                match self {
                    $(Self::$kind(a) => a.len(),)*
                }
            }

            /// The numbers in double precision; 64-bit integers are rounded to it.
            #[allow(clippy::cast_lossless, reason = "one macro body serves all widths")]
            pub fn to_f64(&self) -> ArrayD<f64> {
                match self {
                    $(Self::$kind(a) => a.mapv(|v| v as f64),)*
                }
            }

            /// Rounds to a type; what does not fit becomes the nearest number that does.
            pub(super) fn from_f64(values: &ArrayD<f64>, data_type: DataType) -> Self {
                match data_type {
                    $(DataType::$kind => Self::$kind(values.mapv(|v| v as $number)),)*
                }
            }

            /// Reads `shape` elements by `read`, which is told how many.
            pub(super) fn read_with<R: ReadNumbers>(
                data_type: DataType,
                shape: &[usize],
                source: &mut R,
            ) -> crate::Result<Self> {
                Ok(match data_type {
                    $(DataType::$kind => {
                        let numbers = source.read::<$number>()?;
                        let array = ArrayD::from_shape_vec(IxDyn(shape), numbers);
                        Self::$kind(array.expect("as many as the shape has"))
                    })*
                })
            }

            /// The same elements, row-major in memory.
            pub(super) fn standard(&self) -> Cow<'_, Self> {
                match self {
                    $(Self::$kind(a) if !a.is_standard_layout() => {
                        Cow::Owned(Self::$kind(a.as_standard_layout().into_owned()))
                    })*
                    _ => Cow::Borrowed(self),
                }
            }

            /// Writes elements `range`, most significant byte first; they must be [`standard`](Self::standard).
            pub(super) fn write_range(
                &self,
                range: Range<usize>,
                sink: &mut impl Write,
            ) -> std::io::Result<()> {
                match self {
                    $(Self::$kind(a) => write_numbers(a, range, sink),)*
                }
            }
        }
    };
}

types! {
    /// Whole numbers of 8 bits.
    Byte: i8 = 1, -127;
    /// Characters, a byte each.
    Char: u8 = 2, 0;
    /// Whole numbers of 16 bits.
    Short: i16 = 3, -32767;
    /// Whole numbers of 32 bits.
    Int: i32 = 4, -2147483647;
    /// Numbers in single precision.
    Float: f32 = 5, 9.969_209_968_386_869e36;
    /// Numbers in double precision.
    Double: f64 = 6, 9.969209968386869e36;
    /// Whole numbers of 8 bits, none negative; CDF-5 only.
    UByte: u8 = 7, 255;
    /// Whole numbers of 16 bits, none negative; CDF-5 only.
    UShort: u16 = 8, 65535;
    /// Whole numbers of 32 bits, none negative; CDF-5 only.
    UInt: u32 = 9, 4294967295;
    /// Whole numbers of 64 bits; CDF-5 only.
    Int64: i64 = 10, -9223372036854775806;
    /// Whole numbers of 64 bits, none negative; CDF-5 only.
    UInt64: u64 = 11, 18446744073709551614;
}

/// Something that knows which numbers are wanted, and reads them as a type.
pub(super) trait ReadNumbers {
    fn read<T: Number>(&mut self) -> crate::Result<Vec<T>>;
}

impl Data {
    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An array of characters.
    pub fn from_text(text: &str) -> Self {
        Self::Char(text.bytes().collect::<ndarray::Array1<_>>().into_dyn())
    }
}

/// Elements that are turned round at once.
const BLOCK: usize = 1 << 15;

fn write_numbers<T: Number>(
    array: &ArrayD<T>,
    range: Range<usize>,
    sink: &mut impl Write,
) -> std::io::Result<()> {
    let all = array.as_slice().expect("in standard layout, as the caller sees to");
    let mut block = Vec::with_capacity(BLOCK.min(range.len()));
    for part in all[range].chunks(BLOCK) {
        block.clear();
        block.extend_from_slice(part);
        fix_order(&mut block, ByteOrder::Big);
        sink.write_all(bytemuck::cast_slice(&block))?;
    }
    Ok(())
}

macro_rules! conversions {
    ($($number:ty => $kind:ident),*) => {
        $(
            impl<D: Dimension> From<ndarray::Array<$number, D>> for Data {
                fn from(array: ndarray::Array<$number, D>) -> Self {
                    Self::$kind(array.into_dyn())
                }
            }
            impl TryFrom<Data> for ArrayD<$number> {
                type Error = Error;

                /// Takes an array of exactly this type.
                fn try_from(data: Data) -> Result<Self, Error> {
                    match data {
                        Data::$kind(array) => Ok(array),
                        other => Err(Error::WrongKind {
                            variable: None,
                            found: format!("{:?} numbers", other.data_type()),
                            expected: concat!("an array of ", stringify!($number)).into(),
                        }),
                    }
                }
            }
        )*
    };
}

conversions!(i8 => Byte, i16 => Short, i32 => Int, f32 => Float, f64 => Double,
    u8 => UByte, u16 => UShort, u32 => UInt, i64 => Int64, u64 => UInt64);

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn elements_are_written_in_order_whatever_the_layout() {
        let a = array![[1_i16, 2, 3], [4, 5, 6]];
        let mut bytes = Vec::new();
        let turned = Data::from(a.clone().reversed_axes());
        turned.standard().write_range(1..4, &mut bytes).unwrap();
        assert_eq!(bytes, [0, 4, 0, 2, 0, 5]);
        bytes.clear();
        Data::from(a).write_range(1..3, &mut bytes).unwrap();
        assert_eq!(bytes, [0, 2, 0, 3]);
    }

    #[test]
    fn another_type_is_refused() {
        let error = ArrayD::<f32>::try_from(Data::from(array![1.0_f64])).unwrap_err();
        let message = error.to_string();
        assert!(message.contains("Double numbers, but an array of f32"), "{message}");
        let text = Data::from_text("ab");
        assert_eq!((text.len(), text.is_empty(), text.data_type()), (2, false, DataType::Char));
        assert_eq!(DataType::from_tag(12), None);
    }
}
