//! Elliptic integrals and functions.
