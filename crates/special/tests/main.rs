//! Golden values and properties of onkai-special.

mod accuracy;
mod bessel;
mod contract;
