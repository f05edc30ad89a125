//! The one error type of the numeric crates.

/// What went wrong in an onkai function.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An option or scalar argument lies outside its documented range.
    #[error("`{name}` is {value}, but must be {requirement}")]
    Parameter {
        /// Name of the option or argument, as written in the signature.
        name: &'static str,
        /// The value that was given.
        value: f64,
        /// The documented requirement, e.g. `"at least 2"`.
        requirement: &'static str,
    },
    /// A name that should stand for one of an enum's values does not.
    #[error("`{value}` is no {name}; known are {known}")]
    UnknownName {
        /// What was to be named, e.g. `"window"`.
        name: &'static str,
        /// The text that was given.
        value: String,
        /// The names that are known.
        known: &'static str,
    },
    /// An array argument has too few elements.
    #[error("`{name}` has length {actual}, but needs at least {expected}")]
    TooShort {
        /// Name of the argument.
        name: &'static str,
        /// The least acceptable length.
        expected: usize,
        /// The length found.
        actual: usize,
    },
    /// An array argument has another shape than its partners require.
    #[error("`{name}` has shape {actual:?}, but must have {expected:?}")]
    Shape {
        /// Name of the argument.
        name: &'static str,
        /// The shape that fits.
        expected: Vec<usize>,
        /// The shape found.
        actual: Vec<usize>,
    },
    /// A matrix that must be square is not.
    #[error("expected square matrix: `{name}` has {n_rows} rows and {n_cols} columns")]
    NotSquare {
        /// Name of the argument.
        name: &'static str,
        /// How many rows it has.
        n_rows: usize,
        /// How many columns it has.
        n_cols: usize,
    },
    /// A matrix that must have an inverse has none.
    #[error("singular matrix: pivot {pivot} of `{name}` is zero")]
    Singular {
        /// Name of the argument.
        name: &'static str,
        /// Index of the first pivot that vanished in elimination, counted from 0.
        pivot: usize,
    },
    /// A matrix that must be positive definite is not.
    #[error(
        "`{name}` is not positive definite: its leading minor of order {order} is not positive"
    )]
    NotPositiveDefinite {
        /// Name of the argument.
        name: &'static str,
        /// Order of the first leading minor that is not positive, counted from 1.
        order: usize,
    },
    /// An array argument holds NaN or an infinity.
    #[error("`{name}` is not finite: element {index} is {value}")]
    NotFinite {
        /// Name of the argument.
        name: &'static str,
        /// Index of the first such element, in row-major order.
        index: usize,
        /// That element (the offending part of a complex one).
        value: f64,
    },
    /// An element of an array argument lies outside of the range that the task allows.
    #[error(
        "`{name}` is out of bounds: element {index} is {value}, but must lie in [{low}, {high}]"
    )]
    OutOfBounds {
        /// Name of the argument.
        name: &'static str,
        /// Index of the first such element, in row-major order.
        index: usize,
        /// That element.
        value: f64,
        /// The least value allowed.
        low: f64,
        /// The greatest value allowed.
        high: f64,
    },
    /// The values of an array argument do not fit each other or the task.
    #[error("`{name}` must {requirement}")]
    Values {
        /// Name of the argument.
        name: &'static str,
        /// The requirement, e.g. `"be sorted"`.
        requirement: &'static str,
    },
}

/// The result of a fallible onkai function.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Builds [`Error::Parameter`]; kept out of line so that hot callers stay small.
    #[cold]
    #[inline(never)]
    pub fn parameter(name: &'static str, value: f64, requirement: &'static str) -> Self {
        Self::Parameter { name, value, requirement }
    }
}
