//! Linear algebra, beside `scipy.linalg`.

use super::case::Case;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[];
