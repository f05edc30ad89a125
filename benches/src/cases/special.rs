//! Special functions, beside `scipy.special`.

use super::case::Case;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[];
