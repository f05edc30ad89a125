//! Golden values and properties of onkai-linalg.
