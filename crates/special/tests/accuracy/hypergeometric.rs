//! Hypergeometric functions and Lambert's W.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
