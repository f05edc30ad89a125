//! Constraints of a minimization.
//!
//! Counterpart of the dictionaries with `type`, `fun` and `jac` that `scipy.optimize.minimize` takes.

use ndarray::{Array1, Array2, ArrayRef1};

/// Whether a constraint's functions must be zero or only not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// `c(x) = 0`.
    Equality,
    /// `c(x) ≥ 0`.
    Inequality,
}

/// A function of several variables and values.
pub(crate) type VectorFn<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a>;
/// A function whose value is a matrix: a Jacobian or a Hessian.
pub(crate) type MatrixFn<'a> = Box<dyn FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a>;

/// One or more conditions `c(x) = 0` or `c(x) ≥ 0`.
///
/// # Shapes
///
/// `c` takes `x`: `[n]` and gives `[m]`; its Jacobian gives `[m, n]`. Without one, differences of
/// values take its place.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Constraint, ConstraintKind};
/// // On or outside the unit circle.
/// let mut outside = Constraint::inequality(|x| array![x[0] * x[0] + x[1] * x[1] - 1.0])
///     .jacobian(|x| array![[2.0 * x[0], 2.0 * x[1]]]);
/// assert_eq!(outside.kind(), ConstraintKind::Inequality);
/// assert_eq!(outside.values(&array![1.0, 2.0]), array![4.0]);
/// ```
pub struct Constraint<'a> {
    pub(crate) kind: ConstraintKind,
    pub(crate) fun: VectorFn<'a>,
    pub(crate) jacobian: Option<MatrixFn<'a>>,
}

impl<'a> Constraint<'a> {
    /// The conditions `c(x) = 0`.
    pub fn equality(c: impl FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a) -> Self {
        Self { kind: ConstraintKind::Equality, fun: Box::new(c), jacobian: None }
    }

    /// The conditions `c(x) ≥ 0`.
    pub fn inequality(c: impl FnMut(&ArrayRef1<f64>) -> Array1<f64> + 'a) -> Self {
        Self { kind: ConstraintKind::Inequality, fun: Box::new(c), jacobian: None }
    }

    /// Gives the derivatives: row `i` holds those of `cᵢ`.
    #[must_use]
    pub fn jacobian(mut self, j: impl FnMut(&ArrayRef1<f64>) -> Array2<f64> + 'a) -> Self {
        self.jacobian = Some(Box::new(j));
        self
    }

    /// The values `c(x)`, `[m]`.
    pub fn values(&mut self, x: &ArrayRef1<f64>) -> Array1<f64> {
        (self.fun)(x)
    }

    /// Whether it is an equality or an inequality.
    pub fn kind(&self) -> ConstraintKind {
        self.kind
    }
}

impl std::fmt::Debug for Constraint<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Constraint")
            .field("kind", &self.kind)
            .field("jacobian", &self.jacobian.is_some())
            .finish_non_exhaustive()
    }
}
