//! The gamma function and its relatives.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
