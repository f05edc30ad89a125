//! MATLAB files.

mod damaged;
mod golden;
mod written;
