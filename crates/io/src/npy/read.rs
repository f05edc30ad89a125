//! Reading .npy files.
//!
//! Counterpart of `numpy.load`.

use std::io::{Read, Seek};
use std::path::Path;

use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use num_complex::Complex;

use super::header::{Header, NPY};
use crate::any_array::{AnyArray, Element};
use crate::bytes::{ByteReader, Number, checked_len};
use crate::error::Result;
use crate::file;

/// Reads the array of a .npy file.
///
/// The order in memory is the file's. Numbers of half precision come in single precision.
///
/// # Errors
///
/// [`Error::Io`](crate::Error::Io), [`Error::NotAFile`](crate::Error::NotAFile),
/// [`Error::Empty`](crate::Error::Empty) when there is nothing to read;
/// [`Error::Unsupported`](crate::Error::Unsupported) for text, dates, records and pickled Python objects,
/// which are never run; [`Error::Malformed`](crate::Error::Malformed) for damage.
///
/// # Examples
///
/// ```
/// use ndarray::{Array2, array};
/// use onkai_io::npy;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("x.npy");
/// npy::write(&path, &array![[1_i32, 2], [3, 4]].into())?;
/// let x: Array2<f64> = npy::read(&path)?.try_into()?;
/// assert_eq!(x, array![[1.0, 2.0], [3.0, 4.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "load")]
pub fn read(path: impl AsRef<Path>) -> Result<AnyArray> {
    let path = path.as_ref();
    read_from(file::open(path)?, path)
}

/// As [`read`], from something that is not a file on disk; `name` stands for the path in messages.
///
/// # Errors
///
/// As [`read`].
pub fn read_from(source: impl Read + Seek, name: impl AsRef<Path>) -> Result<AnyArray> {
    read_array(&mut ByteReader::new(source, name.as_ref(), NPY)?)
}

/// Reads a file from its first byte.
pub(crate) fn read_array<R: Read>(bytes: &mut ByteReader<R>) -> Result<AnyArray> {
    let header = Header::read(bytes)?;
    bytes.set_order(header.order);
    match (header.kind, header.size) {
        (b'b', _) => Ok(AnyArray::Bool(typed::<u8, R>(bytes, &header)?.mapv(|x| x != 0))),
        (b'i', 1) => any::<i8, R>(bytes, &header),
        (b'i', 2) => any::<i16, R>(bytes, &header),
        (b'i', 4) => any::<i32, R>(bytes, &header),
        (b'i', _) => any::<i64, R>(bytes, &header),
        (b'u', 1) => any::<u8, R>(bytes, &header),
        (b'u', 2) => any::<u16, R>(bytes, &header),
        (b'u', 4) => any::<u32, R>(bytes, &header),
        (b'u', _) => any::<u64, R>(bytes, &header),
        (b'f', 2) => Ok(AnyArray::F32(typed::<u16, R>(bytes, &header)?.mapv(half_to_single))),
        (b'f', 4) => any::<f32, R>(bytes, &header),
        (b'f', _) => any::<f64, R>(bytes, &header),
        (_, 8) => any::<Complex<f32>, R>(bytes, &header),
        _ => any::<Complex<f64>, R>(bytes, &header),
    }
}

fn any<T: Number + Element, R: Read>(
    bytes: &mut ByteReader<R>,
    header: &Header,
) -> Result<AnyArray> {
    typed::<T, R>(bytes, header).map(T::wrap)
}

fn typed<T: Number, R: Read>(bytes: &mut ByteReader<R>, header: &Header) -> Result<ArrayD<T>> {
    let n = checked_len(&header.shape).expect("the header's shape was checked");
    let numbers = bytes.numbers(n)?;
    let shape = IxDyn(&header.shape).set_f(header.is_fortran);
    Ok(ArrayD::from_shape_vec(shape, numbers).expect("as many as the shape has"))
}

/// A number of half precision, which has 5 bits of exponent and 10 of fraction.
fn half_to_single(bits: u16) -> f32 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f32::from(bits & 0x3ff));
    match exponent {
        // Below the least exponent the leading one is left out.
        0 => sign * fraction * 2.0_f32.powi(-24),
        31 if fraction == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        _ => sign * (1024.0 + fraction) * 2.0_f32.powi(exponent - 25),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn half_precision_is_exact() {
        for (bits, value) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333251953125),
            (0x7bff, 65504.0),
            (0x0001, 2.0_f32.powi(-24)),
            (0x03ff, 1023.0 * 2.0_f32.powi(-24)),
            (0xfc00, f32::NEG_INFINITY),
        ] {
            assert_eq!(half_to_single(bits), value);
        }
        assert!(half_to_single(0x7e00).is_nan());
        assert!(half_to_single(0x8000).is_sign_negative());
    }

    #[test]
    fn damage_is_named() {
        let refusal =
            |bytes: &[u8]| read_from(Cursor::new(bytes), "x.npy").unwrap_err().to_string();
        assert!(refusal(b"PK\x03\x04....").contains("does not begin as a .npy file does"));
        assert!(refusal(b"\x93NUMPY\x09\0\0\0").contains("version 9 of the format"));
        assert!(
            refusal(b"\x93NUMPY\x02\0\xff\xff\xff\xff").contains("a header of 4294967295 bytes")
        );
        assert!(refusal(b"\x93NUMPY\x01\0\xff\0{").contains("cut off"));
        let header =
            b"{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846975,), }\n";
        let mut bytes = b"\x93NUMPY\x01\0".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header);
        let message = refusal(&bytes);
        assert!(
            message.contains("9223372036854775800 bytes should follow, but 0 are left"),
            "{message}"
        );
    }
}
