//! Golden values and properties of onkai-special.

mod accuracy;
mod bessel;
mod contract;
mod log_sum_exp;
