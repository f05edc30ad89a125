//! Golden values and properties of onkai-special.

mod accuracy;
mod contract;
mod quadrature;
