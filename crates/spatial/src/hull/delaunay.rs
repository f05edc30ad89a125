//! Triangles between points such that no point lies within a triangle's circle, and the same in space.
//!
//! Counterpart of `scipy.spatial.Delaunay`.

use ndarray::{Array1, Array2, ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, check_finite, for_each_chunk};

use super::points::{GHOST, Points, cross, dot, minus};
use super::triangulation::Triangulation;
use crate::distance::check_shape;

/// The Delaunay triangulation of points of the plane or of space.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::Delaunay;
///
/// let points = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.5, 1.5]];
/// let triangulation = Delaunay::new(&points)?;
/// assert_eq!(triangulation.simplices.nrows(), 2);
/// let found = triangulation.find_simplex(&array![[0.2, 0.2], [5.0, 5.0]])?;
/// assert!(found[0].is_some() && found[1].is_none());
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Two and three dimensions only, and the triangulation is that of the numbers as they are: points
/// that lie on a line but for rounding get their thin triangles. Where more points lie on one circle
/// than a triangle has corners, any of the triangulations is right, and another may come out than in
/// SciPy.
///
/// # References
///
/// See A. Bowyer, D. F. Watson: The Computer Journal 24 (1981), for the construction;
/// J. R. Shewchuk: Discrete & Computational Geometry 18 (1997), for the exact predicates.
#[derive(Clone, Debug)]
pub struct Delaunay<F> {
    /// `[n, d + 1]`: the corners of each triangle, counterclockwise, or of each tetrahedron.
    pub simplices: Array2<usize>,
    /// `[n, d + 1]`: the simplex opposite to each corner; none outside.
    pub neighbors: Array2<Option<usize>>,
    /// Points that are no corners as they are equal to another: the point, and that other.
    pub duplicates: Vec<[usize; 2]>,
    points: Points,
    mesh: Mesh,
    scalar: std::marker::PhantomData<F>,
}

#[derive(Clone, Debug)]
enum Mesh {
    Plane(Triangulation<3>),
    Space(Triangulation<4>),
}

impl<F: Real> Delaunay<F> {
    /// Triangulates points.
    ///
    /// # Shapes
    ///
    /// `points`: `[n, d]` with `d` 2 or 3, `n > d`.
    ///
    /// # Errors
    ///
    /// [`Error::TooShort`] for too few points, [`Error::Shape`] for other dimensions,
    /// [`Error::NotFinite`] for NaN, and [`Error::Values`] when all points lie on a line or in a
    /// plane, as far as rounding lets one tell.
    pub fn new(points: &ArrayRef2<F>) -> Result<Self> {
        let points = Points::new(points)?;
        if points.dim == 2 {
            let mesh = Triangulation::new(&points)?;
            Ok(Self::from_mesh(points, &mesh.clone(), Mesh::Plane(mesh)))
        } else {
            let mesh = Triangulation::new(&points)?;
            Ok(Self::from_mesh(points, &mesh.clone(), Mesh::Space(mesh)))
        }
    }

    fn from_mesh<const N: usize>(points: Points, mesh: &Triangulation<N>, kept: Mesh) -> Self {
        let n = mesh.n_inside();
        let neighbor =
            |(i, k): (usize, usize)| Some(mesh.neighbors[i][k] as usize).filter(|&j| j < n);
        let mut duplicates: Vec<_> =
            mesh.duplicates.iter().map(|pair| pair.map(|i| i as usize)).collect();
        duplicates.sort_unstable();
        Self {
            simplices: Array2::from_shape_fn((n, N), |(i, k)| mesh.corners[i][k] as usize),
            neighbors: Array2::from_shape_fn((n, N), neighbor),
            duplicates,
            points,
            mesh: kept,
            scalar: std::marker::PhantomData,
        }
    }

    /// The simplex that holds each row of `x`; none for those outside of the hull. A point on the
    /// border between simplices is in one of them.
    ///
    /// # Shapes
    ///
    /// `x`: `[m, d]`. Returns `m` answers.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the dimension is another, [`Error::NotFinite`] for NaN.
    pub fn find_simplex(&self, x: &ArrayRef2<F>) -> Result<Vec<Option<usize>>> {
        check_shape("x", &[x.nrows(), self.points.dim], x.shape())?;
        check_finite("x", x)?;
        let mut found = vec![None; x.nrows()];
        // Each walk begins where the last one ended.
        for_each_chunk(
            &mut found,
            1,
            256,
            || 0,
            |last, i, out| {
                let mut p = [0.0; 3];
                p.iter_mut().zip(x.row(i)).for_each(|(p, x)| *p = x.as_f64() / self.points.scale);
                let (simplex, outside) = match &self.mesh {
                    Mesh::Plane(mesh) => walk(mesh, &self.points, *last, p),
                    Mesh::Space(mesh) => walk(mesh, &self.points, *last, p),
                };
                *last = simplex;
                out[0] = (!outside).then_some(simplex as usize);
            },
        );
        Ok(found)
    }

    /// The facets of the convex hull by their corners: `[m, d]`.
    pub fn convex_hull(&self) -> Array2<usize> {
        match &self.mesh {
            Mesh::Plane(mesh) => hull_facets(mesh),
            Mesh::Space(mesh) => hull_facets(mesh),
        }
    }

    /// The points that share an edge with each point, ascending; none for duplicates.
    pub fn vertex_neighbors(&self) -> Vec<Vec<usize>> {
        let mut neighbors = vec![Vec::new(); self.points.len()];
        for simplex in self.simplices.rows() {
            for &a in simplex {
                neighbors[a].extend(simplex.iter().filter(|&&b| b != a));
            }
        }
        for list in &mut neighbors {
            list.sort_unstable();
            list.dedup();
        }
        neighbors
    }

    /// The barycentric coordinates of a point with respect to the corners of a simplex: they add up to
    /// 1, and none is negative inside.
    ///
    /// # Shapes
    ///
    /// `x`: `[d]`. Returns `[d + 1]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the dimension is another, [`Error::Parameter`] when there is no such
    /// simplex.
    pub fn barycentric(&self, simplex: usize, x: &ArrayRef1<F>) -> Result<Array1<F>> {
        check_shape("x", &[self.points.dim], x.shape())?;
        if self.simplices.nrows() <= simplex {
            let requirement = "the number of a simplex";
            return Err(Error::parameter("simplex", simplex as f64, requirement));
        }
        let mut p = [0.0; 3];
        p.iter_mut().zip(x).for_each(|(p, x)| *p = x.as_f64() / self.points.scale);
        let corners: Vec<[f64; 3]> =
            self.simplices.row(simplex).iter().map(|&i| self.points.at(i as u32)).collect();
        let volume = volume(&corners);
        let share = |k: usize| {
            let mut moved = corners.clone();
            moved[k] = p;
            F::of(self::volume(&moved) / volume)
        };
        Ok((0..corners.len()).map(share).collect())
    }
}

/// Twice the signed area of a triangle, or minus six times the volume of a tetrahedron.
fn volume(corners: &[[f64; 3]]) -> f64 {
    let normal = cross(minus(corners[1], corners[0]), minus(corners[2], corners[0]));
    match corners.get(3) {
        Some(&top) => dot(normal, minus(top, corners[0])),
        None => normal[2],
    }
}

fn walk<const N: usize>(
    mesh: &Triangulation<N>,
    points: &Points,
    start: u32,
    p: [f64; 3],
) -> (u32, bool) {
    let simplex = mesh.walk(points, start, p);
    (simplex, mesh.is_ghost(simplex))
}

fn hull_facets<const N: usize>(mesh: &Triangulation<N>) -> Array2<usize> {
    let ghosts = &mesh.corners[mesh.n_inside()..];
    let facets = ghosts.iter().flatten().filter(|&&c| c != GHOST).map(|&c| c as usize);
    Array2::from_shape_vec((ghosts.len(), N - 1), facets.collect())
        .expect("a simplex at infinity has all its corners but one among the points")
}
