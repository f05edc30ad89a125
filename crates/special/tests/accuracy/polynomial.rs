//! Orthogonal polynomials.

use super::case::Family;

pub(super) const FAMILIES: &[Family] = &[];
