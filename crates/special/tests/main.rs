//! Golden values and properties of onkai-special.

mod accuracy;
mod bessel;
mod contract;
mod talk;
mod quadrature;
mod log_sum_exp;
