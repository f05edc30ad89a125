//! Delaunay triangulations, point by point.

use onkai_core::Result;

use super::curve::insertion_order;
use super::flatness::first_simplex;
use super::points::{GHOST, Points, orient};

/// Simplices of `N` corners that fill the plane or space: those between points are positively
/// oriented, those with the corner [`GHOST`] lie outside of a facet of the hull.
///
/// A. Bowyer: Computing Dirichlet tessellations. The Computer Journal 24 (1981),
/// <https://doi.org/10.1093/comjnl/24.2.162>; D. F. Watson in the same volume,
/// <https://doi.org/10.1093/comjnl/24.2.167>
#[derive(Clone, Debug)]
pub(super) struct Triangulation<const N: usize> {
    pub(super) corners: Vec<[u32; N]>,
    /// The simplices opposite to each corner.
    pub(super) neighbors: Vec<[u32; N]>,
    /// Points that are equal to another, and that other.
    pub(super) duplicates: Vec<[u32; 2]>,
}

/// Where a point is.
enum Place {
    /// In this simplex, or on its border.
    In(u32),
    /// Equal to this point.
    At(u32),
}

impl<const N: usize> Triangulation<N> {
    pub(super) fn new(points: &Points) -> Result<Self> {
        let first = first_simplex::<N>(points)?;
        let mut builder = Builder::new(points, first);
        for i in insertion_order(points) {
            if !first.contains(&i) {
                builder.insert(i);
            }
        }
        builder.mesh.put_ghosts_last();
        Ok(builder.mesh)
    }

    /// How many simplices lie inside the hull; they are the first ones.
    pub(super) fn n_inside(&self) -> usize {
        self.corners.partition_point(|corners| !corners.contains(&GHOST))
    }

    fn put_ghosts_last(&mut self) {
        let mut order: Vec<u32> = (0..self.corners.len() as u32).collect();
        order.sort_by_key(|&simplex| self.is_ghost(simplex));
        let mut number = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| number[old as usize] = new as u32);
        let neighbors = order.iter().map(|&old| self.neighbors[old as usize]);
        self.neighbors = neighbors.map(|n| n.map(|old| number[old as usize])).collect();
        self.corners = order.iter().map(|&old| self.corners[old as usize]).collect();
    }

    /// Whether a simplex lies outside of the hull.
    pub(super) fn is_ghost(&self, simplex: u32) -> bool {
        self.corners[simplex as usize].contains(&GHOST)
    }

    /// Walks from `start` to the simplex that holds `p`, or to one outside of the hull that `p` is
    /// visible from.
    ///
    /// In a Delaunay triangulation such a walk cannot go in circles (H. Edelsbrunner: An acyclicity
    /// theorem for cell complexes in d dimensions. Combinatorica 10 (1990),
    /// <https://doi.org/10.1007/BF02122779>), but among simplices of one sphere. There it is the
    /// changing order of the facets that leads out.
    pub(super) fn walk(&self, points: &Points, start: u32, p: [f64; 3]) -> u32 {
        let mut simplex = start;
        // A ghost has its neighbour inside the hull opposite to the corner at infinity.
        if let Some(k) = self.corners[simplex as usize].iter().position(|&c| c == GHOST) {
            simplex = self.neighbors[simplex as usize][k];
        }
        let mut random = 0_u32;
        'walk: loop {
            let corners = self.corners[simplex as usize].map(|c| points.at(c));
            random = random.wrapping_mul(1664525).wrapping_add(1013904223);
            let first = (random >> 16) as usize;
            for k in (0..N).map(|k| (first + k) % N) {
                let mut moved = corners;
                moved[k] = p;
                if orient(&moved) < 0.0 {
                    simplex = self.neighbors[simplex as usize][k];
                    if self.is_ghost(simplex) {
                        return simplex;
                    }
                    continue 'walk;
                }
            }
            return simplex;
        }
    }
}

struct Builder<'a, const N: usize> {
    points: &'a Points,
    mesh: Triangulation<N>,
    /// The round in which a simplex was last looked at, twice; and 1 more if it is to go.
    mark: Vec<u32>,
    round: u32,
    /// For the facets around the cavity: the new simplex there.
    new_at: Vec<[u32; N]>,
    /// Where the next walk begins.
    last: u32,
    cavity: Vec<u32>,
    facets: Vec<(u32, usize)>,
}

impl<'a, const N: usize> Builder<'a, N> {
    /// One simplex, and those around it.
    fn new(points: &'a Points, first: [u32; N]) -> Self {
        let mesh =
            Triangulation { corners: Vec::new(), neighbors: Vec::new(), duplicates: Vec::new() };
        let (cavity, facets) = (Vec::new(), Vec::new());
        let (mark, new_at) = (Vec::new(), Vec::new());
        let mut builder = Self { points, mesh, mark, round: 0, new_at, last: 0, cavity, facets };
        let mut around = [0; N];
        for (k, number) in around.iter_mut().enumerate() {
            *number = k as u32 + 1;
        }
        builder.push(first, around);
        for k in 0..N {
            // Seen from outside the orientation is the other: two corners change places.
            let mut corners = first;
            corners[k] = GHOST;
            let mut neighbors = around;
            neighbors[k] = 0;
            corners.swap((k + 1) % N, (k + 2) % N);
            neighbors.swap((k + 1) % N, (k + 2) % N);
            builder.push(corners, neighbors);
        }
        builder
    }

    fn push(&mut self, corners: [u32; N], neighbors: [u32; N]) -> u32 {
        self.mesh.corners.push(corners);
        self.mesh.neighbors.push(neighbors);
        self.mark.push(0);
        self.new_at.push([0; N]);
        self.mesh.corners.len() as u32 - 1
    }

    fn insert(&mut self, i: u32) {
        match self.locate(i) {
            Place::At(other) => self.mesh.duplicates.push([i, other]),
            Place::In(simplex) => {
                self.dig(simplex, i);
                self.fill(i);
            }
        }
    }

    fn locate(&self, i: u32) -> Place {
        let p = self.points.at(i);
        let simplex = self.mesh.walk(self.points, self.last, p);
        let corners = self.mesh.corners[simplex as usize];
        match corners.into_iter().find(|&c| c != GHOST && self.points.at(c) == p) {
            Some(corner) => Place::At(corner),
            None => Place::In(simplex),
        }
    }

    /// Whether `p` lies inside the circumscribed sphere, which for a simplex at infinity is the half
    /// space outside of its facet, and in the plane of the facet the sphere of the simplex inside.
    fn is_in_sphere(&self, simplex: u32, p: [f64; 3]) -> bool {
        let corners = self.mesh.corners[simplex as usize];
        let Some(k) = corners.iter().position(|&c| c == GHOST) else {
            return 0.0 < self.points.in_sphere(corners, p);
        };
        let mut at = [p; N];
        for (at, (j, &corner)) in at.iter_mut().zip(corners.iter().enumerate()) {
            if j != k {
                *at = self.points.at(corner);
            }
        }
        let side = orient(&at);
        if side == 0.0 {
            let inside = self.mesh.neighbors[simplex as usize][k];
            return 0.0 < self.points.in_sphere(self.mesh.corners[inside as usize], p);
        }
        0.0 < side
    }

    /// Collects the simplices whose spheres hold point `i`, of which `first` is one, and the facets
    /// around them.
    fn dig(&mut self, first: u32, i: u32) {
        let p = self.points.at(i);
        self.round += 2;
        self.cavity.clear();
        self.facets.clear();
        self.cavity.push(first);
        self.mark[first as usize] = self.round + 1;
        let mut done = 0;
        while let Some(&simplex) = self.cavity.get(done) {
            done += 1;
            for k in 0..N {
                let beyond = self.mesh.neighbors[simplex as usize][k];
                if self.mark[beyond as usize] < self.round {
                    let goes = self.is_in_sphere(beyond, p);
                    self.mark[beyond as usize] = self.round + u32::from(goes);
                    if goes {
                        self.cavity.push(beyond);
                    }
                }
                if self.mark[beyond as usize] == self.round {
                    self.facets.push((simplex, k));
                }
            }
        }
    }

    /// Fills the cavity with simplices between point `i` and the facets around it.
    fn fill(&mut self, i: u32) {
        let first_new = self.mesh.corners.len() as u32;
        let facets = std::mem::take(&mut self.facets);
        for &(simplex, k) in &facets {
            let mut corners = self.mesh.corners[simplex as usize];
            corners[k] = i;
            let beyond = self.mesh.neighbors[simplex as usize][k];
            let mut neighbors = [0; N];
            neighbors[k] = beyond;
            let new = self.push(corners, neighbors);
            self.new_at[simplex as usize][k] = new;
        }
        for (number, &(simplex, k)) in facets.iter().enumerate() {
            let new = first_new + number as u32;
            for j in (0..N).filter(|&j| j != k) {
                self.mesh.neighbors[new as usize][j] = self.around_ridge(simplex, k, j);
            }
            let beyond = self.mesh.neighbors[new as usize][k] as usize;
            let back = self.mesh.neighbors[beyond].iter().position(|&n| n == simplex);
            // A neighbour may have been turned to its new one already, but only for another facet.
            self.mesh.neighbors[beyond][back.expect("neighbours know each other")] = new;
        }
        self.facets = facets;
        self.reuse();
    }

    /// The new simplex that shares the ridge without corners `k` and `j` with the one at facet `k`:
    /// found by turning around the ridge through the cavity.
    fn around_ridge(&self, simplex: u32, k: usize, j: usize) -> u32 {
        let (mut here, mut out) = (simplex, j);
        let mut pivot = self.mesh.corners[here as usize][k];
        loop {
            let next = self.mesh.neighbors[here as usize][out];
            if self.mark[next as usize] != self.round + 1 {
                return self.new_at[here as usize][out];
            }
            let (corners, neighbors) =
                (&self.mesh.corners[next as usize], &self.mesh.neighbors[next as usize]);
            let back =
                neighbors.iter().position(|&n| n == here).expect("neighbours know each other");
            out = corners.iter().position(|&c| c == pivot).expect("the pivot is shared");
            pivot = corners[back];
            here = next;
        }
    }

    /// Moves the last simplices into the places of those that went.
    fn reuse(&mut self) {
        self.last = self.mesh.corners.len() as u32 - 1;
        // From the last place on, so that what is moved is never something that goes.
        self.cavity.sort_unstable_by(|a, b| b.cmp(a));
        for &to in &self.cavity {
            let from = self.mesh.corners.len() as u32 - 1;
            if to != from {
                for beyond in self.mesh.neighbors[from as usize] {
                    let back = &mut self.mesh.neighbors[beyond as usize];
                    back.iter_mut().filter(|n| **n == from).for_each(|n| *n = to);
                }
            }
            self.mesh.corners.swap_remove(to as usize);
            self.mesh.neighbors.swap_remove(to as usize);
            self.mark.swap_remove(to as usize);
            self.new_at.pop();
            if self.last == from {
                self.last = to;
            }
        }
    }
}
