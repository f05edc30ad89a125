//! Matrices as products of simpler ones: `sklearn.decomposition`'s non-negative matrix factorization.
//!
//! Reading order: [`nmf`] and its [`NmfOptions`], [`nmf_transform`] with components that are known,
//! then [`BetaLoss`], what the factors are fitted by.

mod nmf;
mod truncated_svd;

pub use onkai_core::{Error, Result};

pub use crate::nmf::{
    BetaLoss, Nmf, NmfInit, NmfOptions, NmfSolver, NmfTransform, nmf, nmf_transform,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
