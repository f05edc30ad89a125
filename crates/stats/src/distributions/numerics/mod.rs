//! What many distributions need: saddle-point densities, logarithms of tails, quadrature, inversion.

mod saddle_point;
mod log_tails;
mod double_exponential;
mod invert;
mod expectation;
mod normal_interval;
mod beta_odds;
mod student_quantile;

pub(crate) use beta_odds::{lower_odds, upper_odds};
pub(crate) use double_exponential::{finite_integral, log_tail_integral};
pub(crate) use expectation::{
    default_entropy, default_moments, expect, light_entropy, light_moments,
};
pub(crate) use invert::{solve_lower, solve_upper};
pub(crate) use log_tails::{log_betainc, log_gammainc, log_gammaincc, log_of_tail};
pub(crate) use normal_interval::log_normal_interval;
pub(crate) use saddle_point::{log_binomial_term, log_poisson_term};
pub(crate) use student_quantile::{TailAndCentre, student_tail_quantile};
