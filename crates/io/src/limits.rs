//! How much memory a stranger's file may take.

use std::cell::Cell;

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

/// What is left of a limit while a file is read.
#[derive(Debug)]
pub(crate) struct Budget {
    /// The limit.
    pub(crate) limit: u64,
    left: Cell<u64>,
}

impl Budget {
    pub(crate) fn new(limits: Limits) -> Self {
        let limit = limits.max_unpacked_bytes;
        Self { limit, left: Cell::new(limit) }
    }

    /// Adds what is there anyway.
    pub(crate) fn and(self, n_bytes: u64) -> Self {
        self.left.set(self.left.get().saturating_add(n_bytes));
        self
    }

    pub(crate) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Takes so many bytes; `false` if there are not as many left.
    #[must_use]
    pub(crate) fn take(&self, n_bytes: u64) -> bool {
        let left = self.left.get().checked_sub(n_bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }
}
