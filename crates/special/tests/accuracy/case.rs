//! What is measured: a name in a golden file, and the call.

use onkai_special::Complex;

use super::{
    bessel, elliptic, error_function, gamma, hypergeometric, incomplete, integral, polynomial,
    statistics,
};

/// A function under test: its name in the golden file, and how to call it with a row of arguments.
pub(crate) type Case = (&'static str, fn(&[f64]) -> Complex<f64>);

/// The cases of one golden file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family {
    /// Name of the golden file.
    pub(crate) golden: &'static str,
    /// What the family is called in the table.
    pub(crate) title: &'static str,
    /// Its functions.
    pub(crate) cases: &'static [Case],
}

/// All families, in the order of the table.
pub(crate) fn families() -> impl Iterator<Item = &'static Family> {
    [
        gamma::FAMILIES,
        incomplete::FAMILIES,
        error_function::FAMILIES,
        bessel::FAMILIES,
        elliptic::FAMILIES,
        integral::FAMILIES,
        hypergeometric::FAMILIES,
        polynomial::FAMILIES,
        statistics::FAMILIES,
    ]
    .into_iter()
    .flatten()
}

/// A real value, as cases give it.
pub(super) fn real(value: f64) -> Complex<f64> {
    Complex::new(value, 0.0)
}
