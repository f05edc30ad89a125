//! Golden values and properties of onkai-linalg.

mod sample;
mod named_matrices;
mod structured;
mod measures;
mod functions;
mod equations;
