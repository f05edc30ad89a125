//! How MATLAB files are read and written.

use crate::bytes::ByteOrder;
use crate::limits::Limits;

/// How a MATLAB file is read.
///
/// # Examples
///
/// ```
/// use onkai_io::mat::ReadOptions;
///
/// let options = ReadOptions { squeeze_me: true, ..Default::default() };
/// assert!(options.chars_as_strings && !options.mat_dtype);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is SciPy's, and plainly on or off")]
pub struct ReadOptions {
    /// Whether axes of length 1 are left out: `[1, 3]` becomes `[3]`, and `[1, 1]` becomes `[]`.
    pub squeeze_me: bool,
    /// Only variables of these names are read, if any are given; a name that is missing is no error.
    pub variable_names: Option<Vec<String>>,
    /// Whether numbers come in the type that they have in MATLAB, rather than in the smaller one in which
    /// MATLAB has stored them: whole numbers up to 255 in an array of doubles are stored as `u8`.
    ///
    /// Which of the two makes no difference to [`MatFile::take`](super::MatFile::take) with a type that
    /// can hold the numbers.
    pub mat_dtype: bool,
    /// Whether the rows of char arrays come as strings.
    pub chars_as_strings: bool,
    /// The order of bytes, where the file is not to be believed.
    pub byte_order: Option<ByteOrder>,
    /// Whether compressed data that go on after a variable's end are an error.
    pub verify_compressed_data_integrity: bool,
    /// How much memory reading may take.
    pub limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            squeeze_me: false,
            variable_names: None,
            mat_dtype: false,
            chars_as_strings: true,
            byte_order: None,
            verify_compressed_data_integrity: true,
            limits: Limits::default(),
        }
    }
}

impl ReadOptions {
    /// The shape that an array is to have.
    pub(super) fn shaped(&self, shape: &[usize]) -> Vec<usize> {
        if !self.squeeze_me {
            shape.to_vec()
        } else if shape.contains(&0) {
            vec![0]
        } else {
            shape.iter().copied().filter(|&n| n != 1).collect()
        }
    }

    /// Everything as MATLAB itself would have it.
    pub fn matlab_compatible() -> Self {
        Self { mat_dtype: true, chars_as_strings: false, ..Self::default() }
    }
}

/// How arrays of one dimension are written, which MATLAB does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum OneDimension {
    /// `[n]` becomes `[1, n]`.
    #[default]
    Row,
    /// `[n]` becomes `[n, 1]`.
    Column,
}

/// How a MATLAB file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct WriteOptions {
    /// Whether variables are compressed (version 7) or not (versions 5 and 6).
    pub compress: bool,
    /// What becomes of arrays of one dimension.
    pub oned_as: OneDimension,
    /// Whether names of fields may have 63 characters, as MATLAB has it since 7.6, or 31.
    pub long_field_names: bool,
}
