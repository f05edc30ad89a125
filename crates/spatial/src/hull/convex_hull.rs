//! The smallest convex set that holds some points.
//!
//! Counterpart of `scipy.spatial.ConvexHull`.

use ndarray::{Array1, Array2, ArrayRef2};
use onkai_core::{Real, Result};

use super::chain::corners;
use super::flatness::first_simplex;
use super::points::{Points, cross, dot, minus, norm};
use super::quickhull::faces;

/// The convex hull of points of the plane or of space, as edges or triangles.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::ConvexHull;
///
/// let points = array![[0.0, 0.0], [2.0, 0.0], [1.0, 0.5], [2.0, 1.0], [0.0, 1.0]];
/// let hull = ConvexHull::new(&points)?;
/// assert_eq!(hull.vertices, [0, 1, 3, 4]);
/// assert_eq!((hull.volume, hull.area), (2.0, 6.0));
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Two and three dimensions only. The hull is that of the numbers as they are: a point that sticks
/// out by a rounding error is a vertex, which Qhull may leave out. Facets of more than three corners
/// are cut into triangles, as with Qhull's option `Qt`. The orientation is SciPy's in the plane
/// (counterclockwise); in space the corners of a triangle are counterclockwise seen from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvexHull<F> {
    /// Rows of the points that are corners: counterclockwise in the plane, ascending in space.
    pub vertices: Vec<usize>,
    /// The facets by their corners: `[n, d]`.
    pub simplices: Array2<usize>,
    /// `[n, d]`: the facet that shares all corners with a facet but the one in the same column.
    pub neighbors: Array2<usize>,
    /// `[n, d + 1]`: the normal of a facet, of length 1 and pointing outwards, and the offset; `normal
    /// · x + offset` is negative inside.
    pub equations: Array2<F>,
    /// The volume; in the plane the area.
    pub volume: F,
    /// The area of the surface; in the plane the length of the border.
    pub area: F,
}

impl<F: Real> ConvexHull<F> {
    /// Finds the hull.
    ///
    /// # Shapes
    ///
    /// `points`: `[n, d]` with `d` 2 or 3, `n > d`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`](onkai_core::Error::TooShort) for too few points,
    /// [`Error::Shape`](onkai_core::Error::Shape) for other dimensions,
    /// [`Error::NotFinite`](onkai_core::Error::NotFinite) for NaN, and
    /// [`Error::Values`](onkai_core::Error::Values) when all points lie on a line or in a plane, as far
    /// as rounding lets one tell.
    pub fn new(points: &ArrayRef2<F>) -> Result<Self> {
        let points = Points::new(points)?;
        if points.dim == 2 { Self::in_plane(&points) } else { Self::in_space(&points) }
    }

    fn in_plane(points: &Points) -> Result<Self> {
        first_simplex::<3>(points)?;
        let vertices = corners(points);
        let n = vertices.len();
        let at = |i: usize| points.at(vertices[i % n]);
        let mut equations = Array2::zeros((n, 3));
        let (mut volume, mut area) = (0.0, 0.0);
        for i in 0..n {
            let along = minus(at(i + 1), at(i));
            let length = norm(along);
            let normal = [along[1] / length, -along[0] / length, 0.0];
            write_equation(&mut equations, i, normal, points, at(i));
            area += length;
            volume += cross(minus(at(i), at(0)), along)[2] / 2.0;
        }
        let vertices: Vec<usize> = vertices.iter().map(|&i| i as usize).collect();
        Ok(Self {
            simplices: Array2::from_shape_fn((n, 2), |(i, k)| vertices[(i + k) % n]),
            // Without its first corner, an edge meets the next one.
            neighbors: Array2::from_shape_fn((n, 2), |(i, k)| {
                (i + if k == 0 { 1 } else { n - 1 }) % n
            }),
            vertices,
            equations,
            volume: F::of(volume * points.scale * points.scale),
            area: F::of(area * points.scale),
        })
    }

    fn in_space(points: &Points) -> Result<Self> {
        let faces = faces(points)?;
        let n = faces.len();
        let mut equations = Array2::zeros((n, 4));
        let (mut volume, mut area) = (0.0, 0.0);
        let origin = points.at(faces[0].corners[0]);
        for (i, face) in faces.iter().enumerate() {
            let [a, b, c] = face.corners.map(|i| points.at(i));
            let normal = cross(minus(b, a), minus(c, a));
            let size = norm(normal);
            write_equation(&mut equations, i, normal.map(|x| x / size), points, a);
            area += size / 2.0;
            volume += dot(normal, minus(a, origin)) / 6.0;
        }
        let mut vertices: Vec<usize> =
            faces.iter().flat_map(|f| f.corners).map(|i| i as usize).collect();
        vertices.sort_unstable();
        vertices.dedup();
        Ok(Self {
            vertices,
            simplices: Array2::from_shape_fn((n, 3), |(i, k)| faces[i].corners[k] as usize),
            neighbors: Array2::from_shape_fn((n, 3), |(i, k)| faces[i].neighbors[k] as usize),
            equations,
            volume: F::of(volume * points.scale.powi(3)),
            area: F::of(area * points.scale.powi(2)),
        })
    }

    /// Whether each row of `x` lies in the hull, or no farther outside than `tolerance`.
    ///
    /// # Shapes
    ///
    /// `x`: `[m, d]`. Returns `[m]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](onkai_core::Error::Shape) when the dimension is another.
    pub fn contains(&self, x: &ArrayRef2<F>, tolerance: F) -> Result<Array1<bool>> {
        let dim = self.simplices.ncols();
        crate::distance::check_shape("x", &[x.nrows(), dim], x.shape())?;
        let (normals, offsets) = self.equations.view().split_at(ndarray::Axis(1), dim);
        let inside = |row: ndarray::ArrayView1<'_, F>| {
            let mut facets = normals.rows().into_iter().zip(offsets.column(0));
            facets.all(|(normal, &offset)| normal.dot(&row) + offset <= tolerance)
        };
        Ok(x.rows().into_iter().map(inside).collect())
    }
}

/// Writes the equation of a facet with a point on it.
fn write_equation<F: Real>(
    equations: &mut Array2<F>,
    i: usize,
    normal: [f64; 3],
    points: &Points,
    on_it: [f64; 3],
) {
    for k in 0..points.dim {
        equations[[i, k]] = F::of(normal[k]);
    }
    equations[[i, points.dim]] = F::of(-dot(normal, on_it) * points.scale);
}
