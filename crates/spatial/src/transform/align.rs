//! The rotation that turns some vectors into others.
//!
//! Counterpart of `scipy.spatial.transform.Rotation.align_vectors`.

use nalgebra::{Matrix3, Vector3};
use ndarray::{Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite};

use super::array::check_weights;
use super::matrix::quat_of;
use super::quaternion::{cross, dot, length, product, unit};
use super::rotation::Rotation;
use crate::distance::check_shape;

/// The best rotation; see [`align_vectors`].
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment<F> {
    /// It turns the second vectors towards the first ones.
    pub rotation: Rotation<F>,
    /// The root of the weighted sum of the squared distances that are left.
    pub rssd: F,
    /// `[3, 3]`: how errors of the first vectors pass into the rotation vector, as a covariance for
    /// errors of variance 1; none where a vector is turned exactly.
    pub sensitivity: Option<Array2<F>>,
    /// Whether it is the only best one; it is not if, say, all vectors are parallel.
    pub is_unique: bool,
}

/// The rotation `C` with the least `Σ wᵢ |aᵢ - C bᵢ|²`.
///
/// One weight may be infinite: then that vector is turned exactly into the direction of its partner,
/// and the others decide about the rest. So it is with a single pair.
///
/// # Shapes
///
/// `a` and `b`: `[n, 3]`; `weights`: `[n]`, or `None` for equal ones.
///
/// # Errors
///
/// [`Error::TooShort`] when there are no vectors, [`Error::Shape`] when the shapes do not fit,
/// [`Error::NotFinite`] for NaN, [`Error::Values`] when a weight is negative or NaN, more than one is
/// infinite, or a vector that is to be turned exactly has no direction.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::transform::align_vectors;
///
/// let a = array![[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]];
/// let b = array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
/// let alignment = align_vectors(&a, &b, None)?;
/// assert!((alignment.rotation.as_rotvec()[2] - std::f64::consts::FRAC_PI_2).abs() < 1e-12);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # References
///
/// W. Kabsch: A discussion of the solution for the best rotation to relate two sets of vectors. Acta
/// Crystallographica A34 (1978), <https://doi.org/10.1107/S0567739478001680>. F. L. Markley: Attitude
/// determination using vector observations: a fast optimal matrix algorithm. Journal of the
/// Astronautical Sciences 41 (1993).
pub fn align_vectors<F: Real>(
    a: &ArrayRef2<F>,
    b: &ArrayRef2<F>,
    weights: Option<&ArrayRef1<F>>,
) -> Result<Alignment<F>> {
    check_shape("a", &[a.nrows(), 3], a.shape())?;
    check_shape("b", a.shape(), b.shape())?;
    let n = a.nrows();
    if n == 0 {
        return Err(Error::TooShort { name: "a", expected: 1, actual: 0 });
    }
    check_finite("a", a)?;
    check_finite("b", b)?;
    let weights: Vec<f64> = match weights {
        None => vec![1.0; n],
        Some(w) => {
            check_weights(w, n)?;
            w.iter().map(|w| w.as_f64()).collect()
        }
    };
    let rows = |x: &ArrayRef2<F>| -> Vec<[f64; 3]> {
        x.rows().into_iter().map(|v| [v[0].as_f64(), v[1].as_f64(), v[2].as_f64()]).collect()
    };
    let pairs = Pairs { a: rows(a), b: rows(b), weights };
    let mut infinite = (0..n).filter(|&i| pairs.weights[i].is_infinite());
    match (infinite.next(), infinite.next()) {
        (_, Some(_)) => {
            let requirement = "have at most one that is infinite";
            Err(Error::Values { name: "weights", requirement })
        }
        (Some(primary), None) => pairs.exact(primary),
        (None, None) if n == 1 => pairs.exact(0),
        (None, None) => pairs.best(),
    }
}

struct Pairs {
    a: Vec<[f64; 3]>,
    b: Vec<[f64; 3]>,
    weights: Vec<f64>,
}

impl Pairs {
    /// By Kabsch's method.
    fn best<F: Real>(&self) -> Result<Alignment<F>> {
        let mut product = Matrix3::zeros();
        let mut squares = 0.0;
        for ((&a, &b), &w) in self.a.iter().zip(&self.b).zip(&self.weights) {
            product += Vector3::from(a) * Vector3::from(b).transpose() * w;
            squares += w * (dot(a, a) + dot(b, b));
        }
        let svd = product.svd(true, true);
        let (Some(u), Some(vt)) = (svd.u, svd.v_t) else {
            // Both were asked for.
            return Err(Error::Values { name: "a", requirement: "have a product with `b`" });
        };
        let mut s = svd.singular_values;
        let mut mirror = Matrix3::identity();
        if u.determinant() * vt.determinant() < 0.0 {
            // The best orthogonal matrix would be a mirror; the least costs least to turn round.
            s[2] = -s[2];
            mirror[(2, 2)] = -1.0;
        }
        let rotation = u * mirror * vt;
        let zeta = (s[0] + s[1]) * (s[1] + s[2]) * (s[2] + s[0]);
        let kappa = s[0] * s[1] + s[1] * s[2] + s[2] * s[0];
        let mean_weight = self.weights.iter().sum::<f64>() / self.weights.len() as f64;
        let crossed = product * rotation.transpose();
        let sensitivity =
            (Matrix3::identity() * kappa + crossed * crossed.transpose()) * (mean_weight / zeta);
        Ok(Alignment {
            rotation: Rotation { quat: quat_of(&rotation).map(F::of) },
            rssd: F::of((squares - 2.0 * s.sum()).max(0.0).sqrt()),
            sensitivity: Some(Array2::from_shape_fn((3, 3), |(i, j)| F::of(sensitivity[(i, j)]))),
            is_unique: 1e-15 * s[0] < s[1] + s[2],
        })
    }

    /// Turns one vector exactly, and fits the others by turning about it.
    fn exact<F: Real>(&self, primary: usize) -> Result<Alignment<F>> {
        let (a, b) = (self.a[primary], self.b[primary]);
        let (a_length, b_length) = (length(a), length(b));
        if a_length == 0.0 || b_length == 0.0 {
            let requirement = "have a direction where a vector is to be turned exactly";
            return Err(Error::Values {
                name: if a_length == 0.0 { "a" } else { "b" },
                requirement,
            });
        }
        let (axis, from) = (a.map(|x| x / a_length), b.map(|x| x / b_length));
        let shortest = shortest_turn(from, axis);
        let turned: Vec<[f64; 3]> =
            self.b.iter().map(|&v| Rotation { quat: shortest }.apply(v)).collect();
        let (mut sine, mut cosine) = (0.0, 0.0);
        for i in (0..self.a.len()).filter(|&i| i != primary) {
            let w = self.weights[i];
            sine += w * dot(self.a[i], cross(axis, turned[i]));
            cosine += w * (dot(self.a[i], turned[i]) - dot(self.a[i], axis) * dot(turned[i], axis));
        }
        let half = sine.atan2(cosine) / 2.0;
        let [x, y, z] = axis.map(|x| x * half.sin());
        let quat = unit(product([x, y, z, half.cos()], shortest));
        let mut rest = 0.0;
        for i in 0..self.a.len() {
            let turned = Rotation { quat }.apply(self.b[i]);
            let left = [0, 1, 2].map(|k| self.a[i][k] - turned[k]);
            // An infinite weight is met in direction; only a single pair counts what length is left.
            let w = if self.a.len() == 1 { 1.0 } else { self.weights[i] };
            if w.is_finite() {
                rest += w * dot(left, left);
            }
        }
        Ok(Alignment {
            rotation: Rotation { quat: quat.map(F::of) },
            rssd: F::of(rest.sqrt()),
            sensitivity: None,
            is_unique: sine != 0.0 || cosine != 0.0,
        })
    }
}

/// The quaternion that turns one unit vector into another on the shortest way.
fn shortest_turn(from: [f64; 3], to: [f64; 3]) -> [f64; 4] {
    let axis = cross(from, to);
    let cosine = dot(from, to);
    if cosine < -1.0 + 1e-12 && length(axis) < 1e-12 {
        // Opposite: half a turn about anything at right angles.
        let smallest = (1..3).fold(0, |k, i| if from[i].abs() < from[k].abs() { i } else { k });
        let mut other = [0.0; 3];
        other[smallest] = 1.0;
        let [x, y, z] = cross(from, other);
        return unit([x, y, z, 0.0]);
    }
    let [x, y, z] = axis;
    unit([x, y, z, 1.0 + cosine])
}
