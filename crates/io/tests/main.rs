//! Golden values, damaged files and properties of onkai-io.

mod audio;
mod scientific;
