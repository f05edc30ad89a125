//! Numbers read off a stream of bytes, in either order, checked against what is really there.

use std::borrow::Cow;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use bytemuck::Pod;
use num_complex::Complex;
use onkai_core::large_zeros;

use crate::error::{Error, Result};
use crate::limits::Budget;

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

/// Both parts of a complex number are turned round.
impl<F: Number> Number for Complex<F>
where
    Self: Pod,
{
    fn swapped(self) -> Self {
        Self { re: self.re.swapped(), im: self.im.swapped() }
    }
}

impl_number!(u8 i8 u16 i16 u32 i32 u64 i64, f32 f64);

/// Puts numbers that were copied from a file in `order` into the machine's order, or the other way
/// round.
pub(crate) fn fix_order<T: Number>(numbers: &mut [T], order: ByteOrder) {
    if order != ByteOrder::NATIVE && size_of::<T>() != 1 {
        for x in numbers {
            *x = x.swapped();
        }
    }
}

/// The number of elements of a shape that a file states; `None` if memory could never hold them.
pub(crate) fn checked_len(shape: &[usize]) -> Option<usize> {
    // An empty axis makes the product zero, but ndarray wants the product of the others to fit.
    let product = shape.iter().filter(|&&n| n != 0).try_fold(1_usize, |p, &n| p.checked_mul(n))?;
    let len = if shape.contains(&0) { 0 } else { product };
    isize::try_from(product).is_ok().then_some(len)
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
    /// Whether someone else has moved the source since.
    is_lent: bool,
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
        Ok(Self {
            inner,
            path: path.to_owned(),
            format,
            order,
            position: 0,
            len: Some(len),
            is_lent: false,
        })
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
        let moved = if std::mem::take(&mut self.is_lent) {
            self.inner.seek(SeekFrom::Start(to)).map(|_| ())
        } else {
            self.inner.seek_relative(to.wrapping_sub(self.position).cast_signed())
        };
        moved.map_err(|e| Error::io(&self.path, e))?;
        self.position = to;
        Ok(())
    }

    /// The next `n` bytes as a source of their own; [`seek`](Self::seek) must follow.
    pub(crate) fn lend(&mut self, n: u64) -> Result<std::io::Take<&mut R>> {
        self.check_left(n)?;
        self.is_lent = true;
        Ok(self.inner.by_ref().take(n))
    }
}

impl<R: Read> ByteReader<R> {
    /// Reads what a decoder unpacks from a part of a file; `order` is the bytes' in there.
    pub(crate) fn unpacked(inner: R, path: &Path, format: &'static str, order: ByteOrder) -> Self {
        Self { inner, path: path.to_owned(), format, order, position: 0, len: None, is_lent: false }
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
        self.len.map(|len| len.saturating_sub(self.position))
    }

    /// Lets the source end earlier, or again where it ended before; gives the end that it had.
    pub(crate) fn set_end(&mut self, end: Option<u64>) -> Option<u64> {
        std::mem::replace(&mut self.len, end)
    }

    /// An error at the byte where this stands.
    pub(crate) fn malformed(&self, problem: impl Into<Cow<'static, str>>) -> Error {
        Error::malformed(&self.path, self.format, problem, Some(self.position))
    }

    /// An error at another byte.
    pub(crate) fn malformed_at(&self, problem: impl Into<Cow<'static, str>>, at: u64) -> Error {
        Error::malformed(&self.path, self.format, problem, Some(at))
    }

    /// The error of a budget that is used up.
    pub(crate) fn over_limit(&self, budget: &Budget) -> Error {
        Error::OverLimit { path: self.path.clone(), format: self.format, limit: budget.limit }
    }

    /// Takes from a budget what something costs beyond its bytes in the file.
    pub(crate) fn charge(&self, budget: &Budget, n: usize, each: usize) -> Result<()> {
        let cost = (n as u64).saturating_mul(each as u64);
        if budget.take(cost) { Ok(()) } else { Err(self.over_limit(budget)) }
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
        let Some(n_bytes) = n_bytes.filter(|&n_bytes| isize::try_from(n_bytes).is_ok()) else {
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
                *out = large_zeros(at_once);
            } else {
                out.resize(start + at_once, T::default());
            }
            // Block by block if bytes are to be turned round, which is done while they are in the cache.
            let is_native = self.order == ByteOrder::NATIVE || size_of::<T>() == 1;
            let block_len = if is_native { at_once } else { BLOCK / size_of::<T>() };
            for block in out[start..].chunks_mut(block_len) {
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

    /// Whether not a byte follows; if one does, it is gone.
    pub(crate) fn is_at_end(&mut self) -> Result<bool> {
        match self.left() {
            Some(left) => Ok(left == 0),
            None => match self.inner.read(&mut [0]) {
                Ok(n) => Ok(n == 0),
                Err(error) => Err(self.read_error(error, 1)),
            },
        }
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
/// It stands between a decoder and its [`ByteReader`]; several decoders share a budget.
#[derive(Debug)]
pub(crate) struct Limited<'a, R> {
    inner: R,
    budget: &'a Budget,
    over_limit: Option<Error>,
}

impl<'a, R> Limited<'a, R> {
    pub(crate) fn new(inner: R, budget: &'a Budget, over_limit: Error) -> Self {
        Self { inner, budget, over_limit: Some(over_limit) }
    }
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.budget.left()).unwrap_or(usize::MAX);
        let len = buffer.len().min(left);
        if len == 0 && !buffer.is_empty() {
            // A stream that ends exactly at the limit is within it.
            return match self.inner.read(&mut [0])? {
                0 => Ok(0),
                _ => Err(self
                    .over_limit
                    .take()
                    .map_or(ErrorKind::Other.into(), std::io::Error::other)),
            };
        }
        let n = self.inner.read(&mut buffer[..len])?;
        let within = self.budget.take(n as u64);
        debug_assert!(within, "no more was read than was left");
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::limits::Limits;

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
        let mut part = unpacked(std::io::repeat(7).take(100_000));
        assert_eq!(part.bytes(90_000).unwrap(), vec![7; 90_000]);
        let message = part.bytes(1 << 50).unwrap_err().to_string();
        assert!(message.contains("the compressed data end before"), "{message}");
    }

    #[test]
    fn a_part_can_be_lent() {
        let mut bytes = reader(&[0, 1, 2, 3, 4, 5]);
        bytes.skip(1).unwrap();
        let mut part = Vec::new();
        bytes.lend(3).unwrap().read_to_end(&mut part).unwrap();
        assert_eq!(part, [1, 2, 3]);
        assert!(bytes.lend(6).is_err());
        bytes.seek(5).unwrap();
        assert_eq!(bytes.number::<u8>().unwrap(), 5);
        let end = bytes.set_end(Some(5));
        assert!(bytes.number::<u8>().is_err());
        bytes.set_end(end);
        bytes.seek(0).unwrap();
        assert_eq!(bytes.left(), Some(6));
    }

    fn unpacked<R: Read>(inner: R) -> ByteReader<R> {
        ByteReader::unpacked(inner, Path::new("a.bin"), "test", ByteOrder::Little)
    }

    #[test]
    fn a_limit_is_shared_and_is_an_error() {
        let outer = reader(&[0]);
        let part =
            |budget, n| Limited::new(std::io::repeat(7).take(n), budget, outer.over_limit(budget));
        let budget = Budget::new(Limits { max_unpacked_bytes: 10 });
        assert_eq!(unpacked(part(&budget, 6)).bytes(6).unwrap().len(), 6);
        let error = unpacked(part(&budget, 9)).bytes(5).unwrap_err();
        assert!(matches!(error, Error::OverLimit { limit: 10, .. }), "{error}");
        let budget = Budget::new(Limits { max_unpacked_bytes: 4 });
        let mut all = Vec::new();
        part(&budget, 4).read_to_end(&mut all).unwrap();
        assert_eq!(all.len(), 4);
        assert!(outer.charge(&budget, 1, 1).is_err());
        assert!(outer.charge(&Budget::new(Limits::default()), usize::MAX, 2).is_err());
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
