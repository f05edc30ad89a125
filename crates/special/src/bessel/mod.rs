//! Bessel and Airy functions.
