//! Numbers read off a stream of bytes, in either order, checked against what is really there.

use std::borrow::Cow;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use bytemuck::Pod;

use crate::error::{Error, Result};

/// In which order the bytes of a number stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ByteOrder {
    /// The least significant byte first, as on x86 and ARM.
    #[default]
    Little,
    /// The most significant byte first.
    Big,
}

impl ByteOrder {
    /// The order of the machine that runs this.
    pub const NATIVE: Self = if cfg!(target_endian = "big") { Self::Big } else { Self::Little };
}

/// A number of fixed size whose bytes can be turned round.
pub(crate) trait Number: Pod + Default {
    /// The same number with its bytes in the opposite order.
    fn swapped(self) -> Self;
}

macro_rules! impl_number {
    ($($integer:ident)*, $($float:ident)*) => {
        $(impl Number for $integer {
            fn swapped(self) -> Self {
                self.swap_bytes()
            }
        })*
        $(impl Number for $float {
            fn swapped(self) -> Self {
                Self::from_bits(self.to_bits().swap_bytes())
            }
        })*
    };
}

impl_number!(u8 i8 u16 i16 u32 i32 u64 i64, f32 f64);

/// Puts numbers that were copied from a file in `order` into the machine's order, or the other way
/// round.
pub(crate) fn fix_order<T: Number>(numbers: &mut [T], order: ByteOrder) {
    if order != ByteOrder::NATIVE && size_of::<T>() != 1 {
        numbers.iter_mut().for_each(|x| *x = x.swapped());
    }
}

/// The number of elements of a shape that a file states; `None` if memory could never hold them.
pub(crate) fn checked_len(shape: &[usize]) -> Option<usize> {
    // An empty axis makes the product zero, but ndarray wants the product of the others to fit.
    let product = shape.iter().filter(|&&n| n != 0).try_fold(1_usize, |p, &n| p.checked_mul(n))?;
    let len = if shape.contains(&0) { 0 } else { product };
    (product <= isize::MAX as usize).then_some(len)
}

/// Bytes read at once where it is not known how many there are.
const CHUNK: usize = 1 << 16;
/// Bytes read at once where it is known: a part of the cache next to the processor's innermost.
const BLOCK: usize = 1 << 18;

/// A stream that knows its name, where it stands and, unless it is being unpacked, where it ends.
///
/// Whatever length a file claims, no more memory is allocated than there are bytes to fill it.
#[derive(Debug)]
pub(crate) struct ByteReader<R> {
    inner: R,
    path: PathBuf,
    format: &'static str,
    order: ByteOrder,
    position: u64,
    /// The length, if it is known.
    len: Option<u64>,
}

impl<R: Read + Seek> ByteReader<R> {
    /// Reads from the beginning of a file or the like; `path` is its name in messages.
    ///
    /// [`Error::Empty`] if there is not a single byte.
    pub(crate) fn new(mut inner: R, path: &Path, format: &'static str) -> Result<Self> {
        let ends = inner.seek(SeekFrom::End(0)).and_then(|len| inner.rewind().map(|()| len));
        let len = ends.map_err(|e| Error::io(path, e))?;
        if len == 0 {
            return Err(Error::Empty { path: path.to_owned() });
        }
        let order = ByteOrder::Little;
        Ok(Self { inner, path: path.to_owned(), format, order, position: 0, len: Some(len) })
    }

    /// Goes to a byte; behind the end is an error.
    pub(crate) fn seek(&mut self, to: u64) -> Result<()> {
        if let Some(len) = self.len
            && len < to
        {
            let problem = format!("it ends after {len} bytes, but should go on to byte {to}");
            return Err(self.malformed(problem));
        }
        // Going relative keeps what a `BufReader` has read ahead.
        let offset = to.wrapping_sub(self.position).cast_signed();
        self.inner.seek_relative(offset).map_err(|e| Error::io(&self.path, e))?;
        self.position = to;
        Ok(())
    }
}

impl<R: Read> ByteReader<R> {
    /// Reads what a decoder unpacks from a part of the file that `outer` reads.
    pub(crate) fn unpacked<O>(inner: R, outer: &ByteReader<O>) -> Self {
        Self {
            inner,
            path: outer.path.clone(),
            format: outer.format,
            order: outer.order,
            position: 0,
            len: None,
        }
    }

    /// The bytes that follow, in this order, least significant first by default.
    pub(crate) fn set_order(&mut self, order: ByteOrder) {
        self.order = order;
    }

    pub(crate) fn order(&self) -> ByteOrder {
        self.order
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes have been read.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// How many bytes follow; `None` where only reading would tell.
    pub(crate) fn left(&self) -> Option<u64> {
        self.len.map(|len| len - self.position)
    }

    /// The source, in the place where this stands.
    pub(crate) fn inner(&mut self) -> &mut R {
        &mut self.inner
    }

    /// An error at the byte where this stands.
    pub(crate) fn malformed(&self, problem: impl Into<Cow<'static, str>>) -> Error {
        Error::malformed(&self.path, self.format, problem, Some(self.position))
    }

    /// An error about something that is known to exist.
    pub(crate) fn unsupported(&self, what: impl Into<Cow<'static, str>>) -> Error {
        Error::unsupported(&self.path, self.format, what)
    }

    /// Fills `buffer`.
    pub(crate) fn fill(&mut self, buffer: &mut [u8]) -> Result<()> {
        self.check_left(buffer.len() as u64)?;
        match self.inner.read_exact(buffer) {
            Ok(()) => self.position += buffer.len() as u64,
            Err(error) => return Err(self.read_error(error, buffer.len())),
        }
        Ok(())
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The next number.
    pub(crate) fn number<T: Number>(&mut self) -> Result<T> {
        let mut number = [T::default()];
        self.fill(bytemuck::cast_slice_mut(&mut number))?;
        fix_order(&mut number, self.order);
        Ok(number[0])
    }

    /// The next `n` numbers.
    pub(crate) fn numbers<T: Number>(&mut self, n: usize) -> Result<Vec<T>> {
        let mut numbers = Vec::new();
        self.numbers_into(&mut numbers, n)?;
        Ok(numbers)
    }

    /// Appends the next `n` numbers.
    pub(crate) fn numbers_into<T: Number>(&mut self, out: &mut Vec<T>, n: usize) -> Result<()> {
        let n_bytes = (n as u64).checked_mul(size_of::<T>() as u64);
        let Some(n_bytes) = n_bytes.filter(|&n_bytes| n_bytes <= isize::MAX as u64) else {
            return Err(self.malformed(format!("it states a length of {n} numbers")));
        };
        self.check_left(n_bytes)?;
        let mut n_left = n;
        while 0 < n_left {
            // Where the end is known, the bytes are there. Else memory at most doubles with what came.
            let at_once = match self.len {
                Some(_) => n_left,
                None => n_left.min((CHUNK / size_of::<T>()).max(out.len())),
            };
            let start = out.len();
            if start == 0 {
                *out = vec![T::default(); at_once];
            } else {
                out.resize(start + at_once, T::default());
            }
            // Block by block, so that bytes are turned round while they are in the cache.
            for block in out[start..].chunks_mut(BLOCK / size_of::<T>()) {
                self.fill(bytemuck::cast_slice_mut(block))?;
                fix_order(block, self.order);
            }
            n_left -= at_once;
        }
        Ok(())
    }

    /// The next `n` bytes.
    pub(crate) fn bytes(&mut self, n: usize) -> Result<Vec<u8>> {
        self.numbers(n)
    }

    /// Reads `n` bytes and forgets them.
    pub(crate) fn skip(&mut self, n: u64) -> Result<()> {
        self.check_left(n)?;
        let mut part = self.inner.by_ref().take(n);
        match std::io::copy(&mut part, &mut std::io::sink()) {
            Ok(n_read) if n_read == n => self.position += n,
            Ok(_) => return Err(self.cut_off(n)),
            Err(error) => return Err(self.read_error(error, 0)),
        }
        Ok(())
    }

    fn check_left(&self, needed: u64) -> Result<()> {
        match self.left() {
            Some(left) if left < needed => Err(self.cut_off(needed)),
            _ => Ok(()),
        }
    }

    fn cut_off(&self, needed: u64) -> Error {
        let there = match self.left() {
            Some(left) => format!("{left} are left"),
            None => "the compressed data end before".to_owned(),
        };
        self.malformed(format!("it is cut off: {needed} bytes should follow, but {there}"))
    }

    #[cold]
    fn read_error(&self, error: std::io::Error, needed: usize) -> Error {
        match error.kind() {
            ErrorKind::UnexpectedEof => self.cut_off(needed as u64),
            // What decoders say; an error of our own comes through them as it is.
            ErrorKind::InvalidData | ErrorKind::InvalidInput if self.len.is_none() => {
                self.malformed(format!("compressed data are damaged ({error})"))
            }
            _ => match error.downcast::<Error>() {
                Ok(error) => error,
                Err(error) => Error::io(&self.path, error),
            },
        }
    }
}

/// Lets bytes through up to a limit, then fails with [`Error::OverLimit`].
///
/// It stands between a decoder and its [`ByteReader`].
#[derive(Debug)]
pub(crate) struct Limited<'a, R> {
    inner: R,
    /// How many bytes may still come, of all parts of the file.
    left: &'a mut u64,
    error: Option<Error>,
}

impl<'a, R> Limited<'a, R> {
    /// `left` starts as the limit and is counted down, so that several decoders share it.
    pub(crate) fn new<O: Read>(
        inner: R,
        left: &'a mut u64,
        limit: u64,
        outer: &ByteReader<O>,
    ) -> Self {
        let error = Error::OverLimit { path: outer.path.clone(), format: outer.format, limit };
        Self { inner, left, error: Some(error) }
    }
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if *self.left == 0 && !buffer.is_empty() {
            // A stream that ends exactly at the limit is within it.
            return match (self.inner.read(&mut [0])?, self.error.take()) {
                (0, error) => {
                    self.error = error;
                    Ok(0)
                }
                (_, Some(error)) => Err(std::io::Error::other(error)),
                (_, None) => Err(ErrorKind::Other.into()),
            };
        }
        let n = buffer.len().min(usize::try_from(*self.left).unwrap_or(usize::MAX));
        let n = self.inner.read(&mut buffer[..n])?;
        *self.left -= n as u64;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn reader(bytes: &[u8]) -> ByteReader<Cursor<&[u8]>> {
        ByteReader::new(Cursor::new(bytes), Path::new("a.bin"), "test").unwrap()
    }

    #[test]
    fn numbers_come_in_either_order() {
        let mut bytes = reader(&[1, 2, 3, 4, 0, 0, 0x80, 0x3f, 0x3f, 0x80, 0, 0, 9]);
        assert_eq!(bytes.number::<u16>().unwrap(), 0x0201);
        bytes.set_order(ByteOrder::Big);
        assert_eq!(bytes.number::<i16>().unwrap(), 0x0304);
        bytes.set_order(ByteOrder::Little);
        assert_eq!(bytes.number::<f32>().unwrap(), 1.0);
        bytes.set_order(ByteOrder::Big);
        assert_eq!(bytes.numbers::<f32>(1).unwrap(), [1.0]);
        assert_eq!((bytes.position(), bytes.left()), (12, Some(1)));
        bytes.seek(1).unwrap();
        bytes.skip(1).unwrap();
        assert_eq!(bytes.array::<2>().unwrap(), [3, 4]);
    }

    #[test]
    fn what_is_not_there_is_not_allocated() {
        let mut bytes = reader(&[0; 10]);
        let message = bytes.numbers::<f64>(1 << 50).unwrap_err().to_string();
        assert_eq!(
            message,
            "a.bin: damaged test file: it is cut off: 9007199254740992 bytes should follow, but 10 \
             are left (at byte 0)"
        );
        assert!(bytes.numbers::<f64>(usize::MAX).is_err());
        assert!(bytes.seek(11).is_err());
        assert!(bytes.skip(11).is_err());
        bytes.seek(10).unwrap();
        assert!(bytes.number::<u8>().is_err());
        // A stream whose length is unknown is read as far as it goes.
        let outer = reader(&[0]);
        let mut part = ByteReader::unpacked(std::io::repeat(7).take(100_000), &outer);
        assert_eq!(part.bytes(90_000).unwrap(), vec![7; 90_000]);
        let message = part.bytes(1 << 50).unwrap_err().to_string();
        assert!(message.contains("the compressed data end before"), "{message}");
    }

    #[test]
    fn a_limit_is_shared_and_is_an_error() {
        let outer = reader(&[0]);
        let mut left = 10;
        let part = Limited::new(std::io::repeat(7).take(6), &mut left, 10, &outer);
        assert_eq!(ByteReader::unpacked(part, &outer).bytes(6).unwrap().len(), 6);
        let part = Limited::new(std::io::repeat(7), &mut left, 10, &outer);
        let error = ByteReader::unpacked(part, &outer).bytes(5).unwrap_err();
        assert!(matches!(error, Error::OverLimit { limit: 10, .. }), "{error}");
        let mut left = 4;
        let mut all = Vec::new();
        let mut part = Limited::new(std::io::repeat(7).take(4), &mut left, 4, &outer);
        part.read_to_end(&mut all).unwrap();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn nothing_at_all_is_an_error() {
        let error = ByteReader::new(Cursor::new(&[] as &[u8]), Path::new("a"), "test").unwrap_err();
        assert!(matches!(error, Error::Empty { .. }));
    }

    #[test]
    fn shapes_that_no_memory_holds_are_known() {
        assert_eq!(checked_len(&[2, 3]), Some(6));
        assert_eq!(checked_len(&[]), Some(1));
        assert_eq!(checked_len(&[0, 3]), Some(0));
        assert_eq!(checked_len(&[1 << 40, 1 << 40]), None);
        assert_eq!(checked_len(&[0, 1 << 40, 1 << 40]), None);
    }
}
