//! How much memory a stranger's file may take.

/// What reading a file may cost beyond its own size.
///
/// Values that stand in a file as they are take as much memory as the file does. Compressed data and
/// repeated references may unpack to a thousand times that; a small file that was made for the purpose
/// would fill all memory. Readers stop with [`Error::OverLimit`](crate::Error::OverLimit) there, and
/// allocate no more than has really come out of the file until then.
///
/// # Examples
///
/// ```
/// use onkai_io::Limits;
///
/// assert_eq!(Limits::default().max_unpacked_bytes, 4 << 30);
/// let careful = Limits { max_unpacked_bytes: 10_000_000 };
/// assert!(careful.max_unpacked_bytes < Limits::default().max_unpacked_bytes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// How many bytes may come out of all the compressed parts of one file together; 4 GiB by
    /// default.
    pub max_unpacked_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_unpacked_bytes: 4 << 30 }
    }
}
