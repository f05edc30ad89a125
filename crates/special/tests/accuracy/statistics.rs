//! Probabilities, entropies and counts.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
