//! Integrals of elementary functions.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
