//! Bessel and Airy functions.
//!
//! Reading order: the public functions, then the two kernels that choose a method
//! (`oscillating`, `growing`), then the methods.

mod order_01;
mod first_second;
mod modified;
mod derivative;
mod spherical;
mod zeros;
mod airy;
mod oscillating;
mod oscillating_01;
mod oscillating_01_tables;
mod growing;
mod growing_01;
mod growing_01_tables;
mod fit;
mod asymptotic;
mod debye;
mod debye_tables;
mod arctangent;
mod arctangent_tables;
mod temme;
mod temme_tables;
mod continued_fraction;
mod miller;
mod scaled;

use oscillating::Oscillating;

pub use airy::{Airy, ai_zeros, airy, airye, bi_zeros};
pub use derivative::{ivp, jvp, kvp, yvp};
pub use first_second::{hankel1, hankel2, jn, jv, yn, yv};
pub use modified::{iv, ive, kn, kv, kve};
pub use order_01::{i0, i0e, i1, i1e, j0, j1, k0, k0e, k1, k1e, y0, y1};
pub use spherical::{
    spherical_in, spherical_in_derivative, spherical_jn, spherical_jn_derivative, spherical_kn,
    spherical_kn_derivative, spherical_yn, spherical_yn_derivative,
};
pub use zeros::{jn_zeros, jnp_zeros, yn_zeros, ynp_zeros};
