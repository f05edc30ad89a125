//! The points between which COBYLA's linear models interpolate.

use ndarray::{Array1, Array2, ArrayRef1, Axis};
use onkai_linalg::inv;

/// A vertex is too near to the opposite face below this part of the radius, too far from the best
/// vertex above that multiple of it (Powell's α and β).
const NEAREST: f64 = 0.25;
const FARTHEST: f64 = 2.1;

/// A point with the objective and the constraints there.
#[derive(Clone, Debug)]
pub(super) struct Vertex {
    pub(super) x: Array1<f64>,
    pub(super) fun: f64,
    /// Each must not be negative.
    pub(super) constraints: Array1<f64>,
    /// By how much the worst of them is.
    pub(super) violation: f64,
}

impl Vertex {
    pub(super) fn merit(&self, penalty: f64) -> f64 {
        self.fun + penalty * self.violation
    }
}

/// `n + 1` points; the first is the best.
pub(super) struct Simplex {
    pub(super) vertices: Vec<Vertex>,
}

/// The lines through the vertices.
pub(super) struct Models {
    pub(super) gradient: Array1<f64>,
    pub(super) normals: Array2<f64>,
    /// Row `j` is perpendicular to the face opposite to vertex `j + 1`, on which it grows by 1.
    pub(super) inverse: Array2<f64>,
    /// How far each vertex but the best lies from the opposite face, and from the best one.
    pub(super) heights: Array1<f64>,
    pub(super) edges: Array1<f64>,
}

impl Simplex {
    /// Brings the vertex of least merit to the front; whether it was not there.
    pub(super) fn sort(&mut self, penalty: f64) -> bool {
        let rank = |v: &Vertex| {
            let second = if penalty == 0.0 { v.violation } else { 0.0 };
            (v.merit(penalty), second)
        };
        let mut best = 0;
        for (j, vertex) in self.vertices.iter().enumerate() {
            if rank(vertex) < rank(&self.vertices[best]) {
                best = j;
            }
        }
        self.vertices.swap(0, best);
        best != 0
    }

    pub(super) fn best(&self) -> &Vertex {
        &self.vertices[0]
    }

    /// The models; nothing if the vertices lie in a plane as far as rounding lets see.
    pub(super) fn models(&self) -> Option<Models> {
        let n = self.best().x.len();
        let mut edges = Array2::zeros((n, n));
        for (mut row, vertex) in edges.axis_iter_mut(Axis(0)).zip(&self.vertices[1..]) {
            row.assign(&(&vertex.x - &self.best().x));
        }
        let lengths = edges.map_axis(Axis(1), |edge| edge.dot(&edge).sqrt());
        // Edges stand in rows: `inverse` has the perpendiculars in its columns.
        let inverse = inv(&edges).ok()?;
        let changes = |of: &dyn Fn(&Vertex) -> f64| -> Array1<f64> {
            self.vertices[1..].iter().map(|v| of(v) - of(self.best())).collect()
        };
        let m = self.best().constraints.len();
        let mut normals = Array2::zeros((m, n));
        for (i, mut row) in normals.axis_iter_mut(Axis(0)).enumerate() {
            row.assign(&inverse.dot(&changes(&|v| v.constraints[i])));
        }
        let gradient = inverse.dot(&changes(&|v| v.fun));
        let inverse = inverse.reversed_axes();
        let heights = inverse.map_axis(Axis(1), |row| 1.0 / row.dot(&row).sqrt());
        let is_finite = gradient.iter().chain(&normals).chain(&heights).all(|v| v.is_finite());
        is_finite.then_some(Models { gradient, normals, inverse, heights, edges: lengths })
    }
}

impl Models {
    /// The vertex (counted without the best) that spoils the models most, if one does.
    pub(super) fn worst(&self, radius: f64) -> Option<usize> {
        let argmax =
            |x: &ArrayRef1<f64>| (0..x.len()).reduce(|a, b| if x[b] > x[a] { b } else { a });
        let farthest = argmax(&self.edges)?;
        if self.edges[farthest] > FARTHEST * radius {
            return Some(farthest);
        }
        let flattest = argmax(&-&self.heights)?;
        (self.heights[flattest] < NEAREST * radius).then_some(flattest)
    }

    /// Which vertex (counted without the best) gives way to a new point at `step` from the best one,
    /// which lowers the merit or not.
    pub(super) fn replaced(
        &self,
        simplex: &Simplex,
        step: &Array1<f64>,
        improves: bool,
        radius: f64,
    ) -> Option<usize> {
        let shares = self.inverse.dot(step).mapv(f64::abs);
        let mut least = if improves { 0.0 } else { 1.0 };
        let mut chosen = None;
        for (j, &share) in shares.iter().enumerate() {
            if share > least {
                (least, chosen) = (share, Some(j));
            }
        }
        // Rather one that is far off, if that leaves the simplex round enough.
        let mut longest = 1.1 * radius;
        for (j, &share) in shares.iter().enumerate() {
            let height = share * self.heights[j];
            if height >= NEAREST * radius || height >= self.heights[j] {
                let distance = if improves {
                    let edge = &simplex.vertices[j + 1].x - &simplex.best().x;
                    let apart = step - &edge;
                    apart.dot(&apart).sqrt()
                } else {
                    self.edges[j]
                };
                if distance > longest {
                    (longest, chosen) = (distance, Some(j));
                }
            }
        }
        chosen
    }
}
