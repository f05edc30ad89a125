//! What lies nearer to one point than to all others.
//!
//! Counterpart of `scipy.spatial.Voronoi`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Real, Result};

use super::points::{GHOST, Points, cross, dot, minus, norm};
use super::triangulation::Triangulation;

/// The Voronoi diagram of points of the plane or of space.
///
/// A vertex `None` stands for infinity, where SciPy writes -1.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::Voronoi;
///
/// let points = array![[0.0, 0.0], [2.0, 0.0], [0.0, 2.0], [2.0, 2.0], [1.0, 1.0]];
/// let diagram = Voronoi::new(&points)?;
/// assert_eq!(diagram.vertices.nrows(), 4);
/// let around_the_last = &diagram.regions[diagram.point_region[4]];
/// assert!(around_the_last.len() == 4 && around_the_last.iter().all(Option::is_some));
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # Differences from SciPy
///
/// Two and three dimensions only. As in SciPy, a ridge of space that has one vertex only, and from
/// there reaches to infinity, is not listed. There is no empty region. A point that is equal to another has
/// that one's region, where SciPy has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Voronoi<F> {
    /// `[n, d]`: the points with at least `d + 1` nearest neighbours.
    pub vertices: Array2<F>,
    /// `[m, 2]`: the two points that a ridge (an edge in the plane, a polygon in space) lies between.
    pub ridge_points: Array2<usize>,
    /// The corners of each ridge; in space one after the other around it.
    pub ridge_vertices: Vec<Vec<Option<usize>>>,
    /// The corners of each region; in the plane one after the other, counterclockwise, in space
    /// ascending. `None` comes first in unbounded ones.
    pub regions: Vec<Vec<Option<usize>>>,
    /// `[n_points]`: the region of each point.
    pub point_region: Vec<usize>,
}

impl<F: Real> Voronoi<F> {
    /// Makes the diagram.
    ///
    /// # Shapes
    ///
    /// `points`: `[n, d]` with `d` 2 or 3, `n > d`.
    ///
    /// # Errors
    ///
    /// Those of [`Delaunay::new`](super::Delaunay::new).
    pub fn new(points: &ArrayRef2<F>) -> Result<Self> {
        let points = Points::new(points)?;
        // Centres that rounding alone may keep apart are one.
        let noise = 32.0 * F::epsilon().as_f64();
        if points.dim == 2 {
            let mesh = Triangulation::<3>::new(&points)?;
            let dual = Dual::new(&points, &mesh, noise);
            let ridges = dual.ridges_in_plane();
            let regions = dual.regions_in_plane(&ridges);
            Ok(Self::from_parts(&dual, ridges, regions))
        } else {
            let mesh = Triangulation::<4>::new(&points)?;
            let dual = Dual::new(&points, &mesh, noise);
            Ok(Self::from_parts(&dual, dual.ridges_in_space(), dual.regions_in_space()))
        }
    }

    /// Puts the diagram together from its ridges and the region of each point.
    fn from_parts<const N: usize>(
        dual: &Dual<'_, N>,
        ridges: Vec<Ridge>,
        mut of_point: Vec<Vec<Option<usize>>>,
    ) -> Self {
        let n_points = dual.points.len();
        let mut twin: Vec<usize> = (0..n_points).collect();
        dual.mesh.duplicates.iter().for_each(|&[p, of]| twin[p as usize] = of as usize);
        let mut regions = Vec::with_capacity(n_points);
        let mut point_region = vec![0; n_points];
        for p in (0..n_points).filter(|&p| twin[p] == p) {
            point_region[p] = regions.len();
            regions.push(std::mem::take(&mut of_point[p]));
        }
        for p in 0..n_points {
            point_region[p] = point_region[twin[p]];
        }
        let shape = (dual.vertices.len(), dual.points.dim);
        let scale = dual.points.scale;
        Self {
            vertices: Array2::from_shape_fn(shape, |(i, k)| F::of(dual.vertices[i][k] * scale)),
            ridge_points: Array2::from_shape_fn((ridges.len(), 2), |(i, k)| ridges[i].points[k]),
            ridge_vertices: ridges.into_iter().map(|ridge| ridge.vertices).collect(),
            regions,
            point_region,
        }
    }
}

struct Ridge {
    points: [usize; 2],
    vertices: Vec<Option<usize>>,
}

/// The triangulation, and the centres of its spheres.
struct Dual<'a, const N: usize> {
    points: &'a Points,
    mesh: &'a Triangulation<N>,
    n_inside: usize,
    /// Which vertex the centre of a simplex is: simplices on one sphere have one.
    vertex_of: Vec<usize>,
    vertices: Vec<[f64; 3]>,
}

impl<'a, const N: usize> Dual<'a, N> {
    fn new(points: &'a Points, mesh: &'a Triangulation<N>, noise: f64) -> Self {
        let n_inside = mesh.n_inside();
        let centre = |corners: &[u32; N]| centre(&corners.map(|c| points.at(c)));
        let centres: Vec<[f64; 3]> = mesh.corners[..n_inside].iter().map(centre).collect();
        let mut leader: Vec<usize> = (0..n_inside).collect();
        for i in 0..n_inside {
            for k in 0..N {
                let j = mesh.neighbors[i][k] as usize;
                if j < i {
                    let radius = norm(minus(centres[i], points.at(mesh.corners[i][0])));
                    let apart = norm(minus(centres[i], centres[j]));
                    let back = mesh.neighbors[j].iter().position(|&n| n as usize == i);
                    let tip = mesh.corners[j][back.expect("neighbours know each other")];
                    let one = apart <= noise * (2.0 + radius)
                        || points.in_sphere(mesh.corners[i], points.at(tip)) == 0.0;
                    if one {
                        let (a, b) = (find(&mut leader, i), find(&mut leader, j));
                        leader[a.max(b)] = a.min(b);
                    }
                }
            }
        }
        let (mut vertex_of, mut vertices) = (vec![0; n_inside], Vec::new());
        for i in 0..n_inside {
            let first = find(&mut leader, i);
            if first == i {
                vertex_of[i] = vertices.len();
                vertices.push(centres[i]);
            } else {
                vertex_of[i] = vertex_of[first];
            }
        }
        Self { points, mesh, n_inside, vertex_of, vertices }
    }

    /// The vertex of a simplex; none at infinity.
    fn vertex(&self, simplex: u32) -> Option<usize> {
        self.vertex_of.get(simplex as usize).copied()
    }

    /// Edges of the diagram, which cross those between two triangles.
    fn ridges_in_plane(&self) -> Vec<Ridge> {
        let mut ridges = Vec::new();
        for i in 0..self.n_inside {
            for k in 0..N {
                let beyond = self.mesh.neighbors[i][k];
                let (here, there) = (self.vertex(i as u32), self.vertex(beyond));
                if (beyond as usize) < i || here == there {
                    continue;
                }
                let corner = |j: usize| self.mesh.corners[i][(k + j) % N] as usize;
                // Infinity is less than any vertex.
                let vertices = vec![here.min(there), here.max(there)];
                ridges.push(Ridge { points: [corner(1), corner(2)], vertices });
            }
        }
        ridges
    }

    /// Polygons of the diagram, whose corners are the centres of the tetrahedra around an edge.
    fn ridges_in_space(&self) -> Vec<Ridge> {
        let mut ridges = Vec::new();
        for i in 0..self.n_inside {
            for (a, b) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
                let ring = self.ring(i as u32, a, b);
                // An edge is met from all tetrahedra around it; the first one counts.
                if ring.iter().any(|&simplex| (simplex as usize) < i) {
                    continue;
                }
                let mut vertices: Vec<_> =
                    ring.iter().map(|&simplex| self.vertex(simplex)).collect();
                vertices.dedup();
                while 1 < vertices.len() && vertices.first() == vertices.last() {
                    vertices.pop();
                }
                if let Some(infinity) = vertices.iter().position(Option::is_none) {
                    vertices.rotate_left(infinity);
                }
                if 3 <= vertices.len() {
                    let points = [a, b].map(|k| self.mesh.corners[i][k] as usize);
                    ridges.push(Ridge { points, vertices });
                }
            }
        }
        ridges
    }

    /// The simplices around the edge between two corners of one, one after the other.
    fn ring(&self, start: u32, a: usize, b: usize) -> Vec<u32> {
        let corners = self.mesh.corners[start as usize];
        let edge = [corners[a], corners[b]];
        let mut ring = vec![start];
        let mut here = start;
        let others = |simplex: u32| {
            (0..N).filter(move |&k| !edge.contains(&self.mesh.corners[simplex as usize][k]))
        };
        let mut out = others(here).next().expect("two corners of four are the edge's");
        loop {
            let next = self.mesh.neighbors[here as usize][out];
            if next == start {
                return ring;
            }
            let back = self.mesh.neighbors[next as usize].iter().position(|&n| n == here);
            let back = back.expect("neighbours know each other");
            out =
                others(next).find(|&k| k != back).expect("two corners of four are not the edge's");
            here = next;
            ring.push(here);
        }
    }

    /// The vertices around each point, ascending, infinity first.
    fn regions_in_space(&self) -> Vec<Vec<Option<usize>>> {
        let mut regions = vec![Vec::new(); self.points.len()];
        for (simplex, corners) in self.mesh.corners.iter().enumerate() {
            for &corner in corners.iter().filter(|&&c| c != GHOST) {
                regions[corner as usize].push(self.vertex(simplex as u32));
            }
        }
        for region in &mut regions {
            region.sort_unstable();
            region.dedup();
        }
        regions
    }

    /// The vertices around each point, counterclockwise, infinity first.
    fn regions_in_plane(&self, ridges: &[Ridge]) -> Vec<Vec<Option<usize>>> {
        let mut of_point = vec![Vec::new(); self.points.len()];
        for ridge in ridges {
            ridge.points.iter().for_each(|&p| of_point[p].push(ridge.vertices.as_slice()));
        }
        of_point.iter().enumerate().map(|(p, mine)| self.around(p, mine)).collect()
    }

    /// The vertices of a region of the plane, one after the other along its border.
    fn around(&self, point: usize, ridges: &[&[Option<usize>]]) -> Vec<Option<usize>> {
        // Of an unbounded region the chain begins at infinity.
        let Some(first) =
            ridges.iter().position(|r| r[0].is_none()).or((!ridges.is_empty()).then_some(0))
        else {
            return Vec::new();
        };
        let mut border = vec![ridges[first][0]];
        let mut used = vec![false; ridges.len()];
        used[first] = true;
        let mut end = ridges[first][1];
        while end != border[0] {
            border.push(end);
            let next = (0..ridges.len()).find(|&r| !used[r] && ridges[r].contains(&end));
            let Some(next) = next else { break };
            used[next] = true;
            end = if ridges[next][0] == end { ridges[next][1] } else { ridges[next][0] };
        }
        let finite: Vec<usize> = border.iter().flatten().copied().collect();
        if let [a, b, ..] = finite[..] {
            let from = self.points.at(point as u32);
            let turn = cross(minus(self.vertices[a], from), minus(self.vertices[b], from))[2];
            if turn < 0.0 {
                border[1..].reverse();
            }
        }
        border
    }
}

fn find(leader: &mut [usize], mut i: usize) -> usize {
    while leader[i] != i {
        leader[i] = leader[leader[i]];
        i = leader[i];
    }
    i
}

/// The centre of the circle or sphere through the corners.
fn centre<const N: usize>(corners: &[[f64; 3]; N]) -> [f64; 3] {
    let origin = corners[0];
    let (u, v) = (minus(corners[1], origin), minus(corners[2], origin));
    let (uu, vv) = (dot(u, u), dot(v, v));
    let offset = if N == 3 {
        let twice = 2.0 * cross(u, v)[2];
        [(uu * v[1] - vv * u[1]) / twice, (vv * u[0] - uu * v[0]) / twice, 0.0]
    } else {
        let w = minus(corners[N - 1], origin);
        let (vw, wu, uv) = (cross(v, w), cross(w, u), cross(u, v));
        let (ww, twice) = (dot(w, w), 2.0 * dot(u, vw));
        [0, 1, 2].map(|k| (uu * vw[k] + vv * wu[k] + ww * uv[k]) / twice)
    };
    [0, 1, 2].map(|k| origin[k] + offset[k])
}
