//! Elliptic integrals and functions.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
