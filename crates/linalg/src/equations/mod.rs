//! Equations for a matrix.

mod sylvester;
mod lyapunov;
mod riccati;
mod riccati_equation;
mod stable_subspace;

pub use self::lyapunov::{solve_continuous_lyapunov, solve_discrete_lyapunov};
pub use self::riccati::{Riccati, RiccatiOptions, solve_continuous_are, solve_discrete_are};
pub use self::sylvester::solve_sylvester;
