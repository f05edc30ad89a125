//! Bessel and Airy functions.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
