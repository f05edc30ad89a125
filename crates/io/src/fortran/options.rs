//! How a compiler writes records.

use onkai_core::Error as ArgumentError;

use crate::bytes::ByteOrder;
use crate::error::Result;

pub(super) const FORMAT: &str = "Fortran";

/// How the program that wrote (or is to read) a file marks its records.
///
/// # Examples
///
/// ```
/// use onkai_io::ByteOrder;
/// use onkai_io::fortran::{FileOptions, Marker};
///
/// // As most compilers write on today's machines.
/// let options = FileOptions::default();
/// assert_eq!((options.marker, options.order), (Marker::Bytes4, ByteOrder::Little));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileOptions {
    /// How long the markers are. Default: [`Marker::Bytes4`].
    pub marker: Marker,
    /// In which order bytes stand, those of markers and of numbers. Default: the least significant
    /// first.
    pub order: ByteOrder,
    /// The longest piece that a record with markers of 4 bytes is written in, in bytes; at most
    /// 2147483639, which is gfortran's and the default.
    pub max_piece_len: u32,
}

/// How long record markers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Marker {
    /// Of 4 bytes, signed: longer records come in pieces, as gfortran and Intel's compilers write them.
    #[default]
    Bytes4,
    /// Of 8 bytes: old versions of gfortran, and new ones with `-frecord-marker=8`.
    Bytes8,
}

/// What gfortran takes, so that a piece with its markers is not longer than 2 GiB.
const MAX_PIECE_LEN: u32 = 2147483639;

impl Default for FileOptions {
    fn default() -> Self {
        Self { marker: Marker::Bytes4, order: ByteOrder::Little, max_piece_len: MAX_PIECE_LEN }
    }
}

impl FileOptions {
    pub(super) fn check(self) -> Result<()> {
        if self.max_piece_len == 0 || MAX_PIECE_LEN < self.max_piece_len {
            let value = self.max_piece_len.into();
            return Err(ArgumentError::parameter("max_piece_len", value, "1 to 2147483639").into());
        }
        Ok(())
    }
}
