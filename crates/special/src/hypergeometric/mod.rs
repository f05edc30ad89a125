//! Hypergeometric functions and Lambert's W.
