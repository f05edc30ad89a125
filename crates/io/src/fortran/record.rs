//! What is in a record.

use num_complex::Complex;

use crate::bytes::{ByteOrder, fix_order};
use crate::error::{Error, Result};

/// A number that Fortran programs write: integers, reals, complex and (as whole numbers) logicals.
pub trait Element: sealed::Element {}

mod sealed {
    /// Turns bytes into numbers and back.
    pub trait Element: Copy {
        const N_BYTES: usize;
        fn get(bytes: &[u8], order: crate::ByteOrder) -> Vec<Self>;
        fn put(values: &[Self], order: crate::ByteOrder, out: &mut Vec<u8>);
    }
}

macro_rules! impl_elements {
    ($($t:ty),*) => {$(
        impl Element for $t {}
        impl sealed::Element for $t {
            const N_BYTES: usize = size_of::<$t>();
            fn get(bytes: &[u8], order: ByteOrder) -> Vec<Self> {
                let mut numbers = vec![Self::default(); bytes.len() / Self::N_BYTES];
                bytemuck::cast_slice_mut(&mut numbers).copy_from_slice(bytes);
                fix_order(&mut numbers, order);
                numbers
            }
            fn put(values: &[Self], order: ByteOrder, out: &mut Vec<u8>) {
                let mut numbers = values.to_vec();
                fix_order(&mut numbers, order);
                out.extend(bytemuck::cast_slice::<Self, u8>(&numbers));
            }
        }
    )*};
}
impl_elements!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64, Complex<f32>, Complex<f64>);

/// What one `write` statement wrote.
///
/// # Examples
///
/// ```
/// use onkai_io::ByteOrder;
/// use onkai_io::fortran::Record;
///
/// // write(1) n, x
/// let mut record = Record::new(ByteOrder::Little);
/// record.push(&[2_i32]);
/// record.push(&[0.5_f64, 1.5]);
///
/// let mut items = record.items();
/// let n = items.next_one::<i32>()?;
/// let x = items.take::<f64>(n as usize)?;
/// items.end()?;
/// assert_eq!(x, [0.5, 1.5]);
/// # Ok::<(), onkai_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    order: ByteOrder,
    bytes: Vec<u8>,
}

impl Record {
    /// An empty record, whose numbers will have their bytes in this order.
    pub fn new(order: ByteOrder) -> Self {
        Self::from_bytes(Vec::new(), order)
    }

    /// A record of these bytes.
    pub fn from_bytes(bytes: Vec<u8>, order: ByteOrder) -> Self {
        Self { order, bytes }
    }

    /// Appends numbers; those of a matrix in Fortran's order, column by column.
    pub fn push<T: Element>(&mut self, values: &[T]) {
        T::put(values, self.order, &mut self.bytes);
    }

    /// The bytes as they are.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// In which order the bytes of numbers stand.
    pub fn order(&self) -> ByteOrder {
        self.order
    }

    /// The whole record as numbers of one type.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when the record's length is no multiple of the number's.
    ///
    /// # Examples
    ///
    /// ```
    /// use onkai_io::ByteOrder;
    /// use onkai_io::fortran::Record;
    ///
    /// let record = Record::from_bytes(vec![0, 1, 0, 2], ByteOrder::Big);
    /// assert_eq!(record.values::<i16>()?, [1, 2]);
    /// assert!(record.values::<f64>().is_err());
    /// # Ok::<(), onkai_io::Error>(())
    /// ```
    pub fn values<T: Element>(&self) -> Result<Vec<T>> {
        self.items().rest()
    }

    /// The record piece by piece, for items of several types.
    pub fn items(&self) -> Items<'_> {
        Items { order: self.order, rest: &self.bytes, n_bytes: self.bytes.len() }
    }
}

/// The items of a record, taken from its beginning one after another.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    order: ByteOrder,
    rest: &'a [u8],
    n_bytes: usize,
}

impl Items<'_> {
    /// The next `n` numbers.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when fewer bytes are left.
    pub fn take<T: Element>(&mut self, n: usize) -> Result<Vec<T>> {
        let expected = || format!("{n} numbers of {} bytes", T::N_BYTES);
        let n_bytes = n.checked_mul(T::N_BYTES);
        let Some((bytes, rest)) = n_bytes.and_then(|n| self.rest.split_at_checked(n)) else {
            return Err(self.wrong_kind(expected()));
        };
        self.rest = rest;
        Ok(T::get(bytes, self.order))
    }

    /// The next number.
    ///
    /// # Errors
    ///
    /// As [`take`](Self::take).
    pub fn next_one<T: Element>(&mut self) -> Result<T> {
        self.take(1).map(|values| values[0])
    }

    /// All that is left, as numbers of one type.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when that is no whole number of them.
    pub fn rest<T: Element>(&mut self) -> Result<Vec<T>> {
        if !self.rest.len().is_multiple_of(T::N_BYTES) {
            return Err(self.wrong_kind(format!("numbers of {} bytes", T::N_BYTES)));
        }
        self.take(self.rest.len() / T::N_BYTES)
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKind`] when something is.
    pub fn end(self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.wrong_kind("its end".to_owned())) }
    }

    fn wrong_kind(&self, expected: String) -> Error {
        Error::WrongKind {
            variable: None,
            found: format!("{} of {} bytes still to be read", self.rest.len(), self.n_bytes),
            expected: expected.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_either_order() {
        let z = [Complex::new(1.0_f32, -2.0)];
        for order in [ByteOrder::Little, ByteOrder::Big] {
            let mut record = Record::new(order);
            record.push(&[1_i16, -1]);
            record.push(&z);
            assert_eq!(record.bytes()[0], u8::from(order == ByteOrder::Little));
            let mut items = record.items();
            assert_eq!(items.take::<i16>(2).unwrap(), [1, -1]);
            assert_eq!(items.rest::<Complex<f32>>().unwrap(), z);
            items.end().unwrap();
        }
    }

    #[test]
    fn too_much_and_too_little_is_named() {
        let record = Record::from_bytes(vec![0; 10], ByteOrder::Little);
        let mut items = record.items();
        items.next_one::<f64>().unwrap();
        assert_eq!(
            items.take::<i32>(1).unwrap_err().to_string(),
            "2 of 10 bytes still to be read, but 1 numbers of 4 bytes was asked for"
        );
        assert!(items.take::<f64>(usize::MAX).is_err());
        assert!(items.rest::<i32>().is_err());
        assert!(items.clone().end().unwrap_err().to_string().contains("but its end was asked for"));
        assert_eq!(items.rest::<i16>().unwrap(), [0]);
        assert_eq!(Record::new(ByteOrder::Big).values::<f64>().unwrap(), []);
    }
}
