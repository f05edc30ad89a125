//! The convex hull in space.

use onkai_core::Result;

use super::flatness::first_simplex;
use super::points::{Points, cross, dot, minus, orient};

/// A triangle of a hull: its corners, counterclockwise seen from outside, and the triangles beyond
/// the edges opposite to each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) corners: [u32; 3],
    pub(super) neighbors: [u32; 3],
}

/// The faces of the hull of all points.
///
/// Points in a face or on an edge are no corners of it: where the construction took some in before
/// it knew better, it starts again from the true corners.
///
/// C. B. Barber, D. P. Dobkin, H. Huhdanpaa: The quickhull algorithm for convex hulls. ACM Transactions
/// on Mathematical Software 22 (1996), <https://doi.org/10.1145/235815.235821>
pub(super) fn faces(points: &Points) -> Result<Vec<Face>> {
    let first = first_simplex::<4>(points)?;
    let mut hull = Hull::new(points, first);
    hull.complete(&(0..points.len() as u32).collect::<Vec<_>>());
    let corners = hull.true_corners();
    if corners.len() == hull.n_corners() {
        return Ok(hull.compact());
    }
    let part = Points { coords: corners.iter().map(|&i| points.at(i)).collect(), ..points.clone() };
    let mut hull = Hull::new(&part, first_simplex::<4>(&part)?);
    hull.complete(&(0..corners.len() as u32).collect::<Vec<_>>());
    let mut faces = hull.compact();
    for face in &mut faces {
        face.corners = face.corners.map(|i| corners[i as usize]);
    }
    Ok(faces)
}

const NOBODY: u32 = u32::MAX;

struct Hull<'a> {
    points: &'a Points,
    faces: Vec<Face>,
    /// The points that are to be looked at because they lie outside of a face.
    outside: Vec<Vec<u32>>,
    is_alive: Vec<bool>,
    /// The round in which a face was last found to be visible.
    seen: Vec<u32>,
    round: u32,
    /// For the points of the horizon: the new face whose edge begins there.
    begins: Vec<u32>,
}

/// An edge of the horizon, counterclockwise around the hidden face behind it.
struct Edge {
    from: u32,
    to: u32,
    hidden: u32,
}

impl<'a> Hull<'a> {
    /// A tetrahedron.
    fn new(points: &'a Points, [a, b, c, d]: [u32; 4]) -> Self {
        let begins = vec![NOBODY; points.len()];
        let (faces, outside) = (Vec::new(), Vec::new());
        let (is_alive, seen) = (Vec::new(), Vec::new());
        let mut hull = Self { points, faces, outside, is_alive, seen, round: 0, begins };
        // The fourth point lies behind the first three if the orientation is positive, and so for
        // every even permutation. A neighbour is the face without the opposite corner.
        for (corners, neighbors) in [
            ([a, b, c], [1, 2, 3]),
            ([b, d, c], [2, 0, 3]),
            ([a, c, d], [1, 3, 0]),
            ([a, d, b], [1, 0, 2]),
        ] {
            hull.push(Face { corners, neighbors });
        }
        hull
    }

    fn push(&mut self, face: Face) -> u32 {
        self.faces.push(face);
        self.outside.push(Vec::new());
        self.is_alive.push(true);
        self.seen.push(0);
        self.faces.len() as u32 - 1
    }

    /// Whether `p` lies strictly outside of a face.
    fn is_visible(&self, face: u32, p: u32) -> bool {
        let [a, b, c] = self.faces[face as usize].corners;
        orient(&[a, b, c, p].map(|i| self.points.at(i))) < 0.0
    }

    /// Adds all points that lie outside.
    fn complete(&mut self, points: &[u32]) {
        self.distribute(points, 0);
        let mut stack: Vec<u32> = (0..4).collect();
        while let Some(face) = stack.pop() {
            if !self.is_alive[face as usize] {
                continue;
            }
            if let Some(p) = self.farthest(face) {
                let first = self.faces.len() as u32;
                self.add(face, p);
                stack.extend(first..self.faces.len() as u32);
            }
        }
    }

    /// Gives each point to a face, from face `first` on, that it lies outside of, if there is one.
    fn distribute(&mut self, points: &[u32], first: usize) {
        for &p in points {
            let mut faces = first as u32..self.faces.len() as u32;
            if let Some(face) = faces.find(|&face| self.is_visible(face, p)) {
                self.outside[face as usize].push(p);
            }
        }
    }

    fn farthest(&self, face: u32) -> Option<u32> {
        let [a, b, c] = self.faces[face as usize].corners.map(|i| self.points.at(i));
        let normal = cross(minus(b, a), minus(c, a));
        let height = |p: u32| dot(normal, minus(self.points.at(p), a));
        let mut best: Option<(u32, f64)> = None;
        for &p in &self.outside[face as usize] {
            let height = height(p);
            if best.is_none_or(|(_, most)| most < height) {
                best = Some((p, height));
            }
        }
        best.map(|(p, _)| p)
    }

    /// Replaces the faces that are visible from `p`, `face` among them, by a cone with the tip `p`.
    fn add(&mut self, face: u32, p: u32) {
        let (visible, horizon) = self.look(face, p);
        let mut homeless = Vec::new();
        for &face in &visible {
            self.is_alive[face as usize] = false;
            homeless.append(&mut self.outside[face as usize]);
        }
        homeless.retain(|&q| q != p);
        let first = self.faces.len();
        for edge in &horizon {
            let corners = [edge.from, edge.to, p];
            let new = self.push(Face { corners, neighbors: [NOBODY, NOBODY, edge.hidden] });
            self.begins[edge.from as usize] = new;
            let behind = &mut self.faces[edge.hidden as usize];
            let opposite = behind.corners.iter().position(|&c| c != edge.from && c != edge.to);
            behind.neighbors[opposite.expect("two corners of three are the edge's")] = new;
        }
        for (i, edge) in horizon.iter().enumerate() {
            let next = self.begins[edge.to as usize];
            self.faces[first + i].neighbors[0] = next;
            self.faces[next as usize].neighbors[1] = (first + i) as u32;
        }
        self.distribute(&homeless, first);
    }

    /// The faces that are visible from `p`, and the edges around them.
    fn look(&mut self, face: u32, p: u32) -> (Vec<u32>, Vec<Edge>) {
        self.round += 1;
        self.seen[face as usize] = self.round;
        let (mut visible, mut horizon) = (vec![face], Vec::new());
        let mut done = 0;
        while let Some(&face) = visible.get(done) {
            done += 1;
            let Face { corners, neighbors } = self.faces[face as usize];
            for (k, &beyond) in neighbors.iter().enumerate() {
                if self.seen[beyond as usize] == self.round {
                    continue;
                }
                if self.is_visible(beyond, p) {
                    self.seen[beyond as usize] = self.round;
                    visible.push(beyond);
                } else {
                    let (from, to) = (corners[(k + 1) % 3], corners[(k + 2) % 3]);
                    horizon.push(Edge { from, to, hidden: beyond });
                }
            }
        }
        (visible, horizon)
    }

    fn alive(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter().zip(&self.is_alive).filter(|(_, alive)| **alive).map(|(face, _)| face)
    }

    fn n_corners(&self) -> usize {
        // Euler's formula for a closed surface of triangles: half as many faces as corners, plus 2.
        self.alive().count() / 2 + 2
    }

    /// The corners at which three or more faces meet that lie in different planes; ascending.
    fn true_corners(&self) -> Vec<u32> {
        let mut n_sharp = vec![0_u8; self.points.len()];
        for face in self.alive() {
            for (k, &beyond) in face.neighbors.iter().enumerate() {
                let other = self.faces[beyond as usize].corners;
                let [a, b, c] = face.corners;
                let tip = other.into_iter().find(|c| !face.corners.contains(c));
                let tip = tip.expect("neighbours share two corners of three");
                if orient(&[a, b, c, tip].map(|i| self.points.at(i))) != 0.0 {
                    // An edge is met from both of its faces; each counts one of its ends.
                    let from = &mut n_sharp[face.corners[(k + 1) % 3] as usize];
                    *from = from.saturating_add(1);
                }
            }
        }
        (0..self.points.len() as u32).filter(|&i| 3 <= n_sharp[i as usize]).collect()
    }

    /// The faces, numbered anew.
    fn compact(&self) -> Vec<Face> {
        let mut number = vec![NOBODY; self.faces.len()];
        let alive = (0..self.faces.len()).filter(|&i| self.is_alive[i]);
        alive.enumerate().for_each(|(new, old)| number[old] = new as u32);
        let renumbered =
            |face: &Face| Face { neighbors: face.neighbors.map(|i| number[i as usize]), ..*face };
        self.alive().map(renumbered).collect()
    }
}
