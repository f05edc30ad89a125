//! Golden values, damaged files and properties of onkai-io.

mod audio;
#[cfg(test)]
mod scientific;
#[cfg(test)]
mod dump;
#[cfg(test)]
mod mat;
#[cfg(test)]
mod npy;
