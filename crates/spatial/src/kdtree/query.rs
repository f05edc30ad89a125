//! The nearest neighbours.
//!
//! Counterpart of `scipy.spatial.KDTree.query`.

use ndarray::{Array2, ArrayRef2};
use onkai_core::{Error, Real, Result, for_each_chunk};

use super::nearest::{Nearest, Neighbor};
use super::norm::{Job, Norm, Space, dispatch};
use super::tree::KdTree;

/// The nearest neighbours of some points; see [`KdTree::query`].
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbors<F> {
    /// `[m, k]`, ascending in each row; infinite where there is no neighbour.
    pub distances: Array2<F>,
    /// `[m, k]`: rows of the points that the tree was made of; their number where there is none.
    pub indices: Array2<usize>,
}

/// Options of [`KdTree::query`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QueryOptions<F> {
    /// How many neighbours of each point.
    pub k: usize,
    /// A neighbour may be farther away than the true one by this share of the distance.
    pub eps: F,
    /// The norm, at least 1; infinity for the largest difference of a coordinate.
    pub p: F,
    /// Only points nearer than this are neighbours.
    pub distance_upper_bound: F,
}

impl<F: Real> Default for QueryOptions<F> {
    fn default() -> Self {
        Self { k: 1, eps: F::zero(), p: F::of(2.0), distance_upper_bound: F::infinity() }
    }
}

impl<F: Real> KdTree<F> {
    /// The `k` nearest neighbours of each row of `x`.
    ///
    /// # Shapes
    ///
    /// `x`: `[m, d]`. Returns distances and indices `[m, k]`. Where there are fewer than `k`
    /// neighbours, the distance is infinite and the index `self.len()`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the dimension is not that of the tree, [`Error::NotFinite`] for NaN,
    /// [`Error::Parameter`] when `k` is 0, `eps` negative or `p` below 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::{KdTree, KdTreeOptions, QueryOptions};
    ///
    /// let tree = KdTree::new(&array![[0.0], [1.0], [5.0]], &KdTreeOptions::default())?;
    /// let options = QueryOptions { k: 2, distance_upper_bound: 3.0, ..Default::default() };
    /// let nearest = tree.query(&array![[4.0]], &options)?;
    /// assert_eq!(nearest.distances, array![[1.0, f64::INFINITY]]);
    /// assert_eq!(nearest.indices, array![[2, 3]]);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// The results have two axes even if `k` is 1.
    pub fn query(&self, x: &ArrayRef2<F>, options: &QueryOptions<F>) -> Result<Neighbors<F>> {
        let &QueryOptions { k, eps, p, distance_upper_bound } = options;
        self.check_points("x", x)?;
        if k == 0 {
            return Err(Error::parameter("k", 0.0, "at least 1"));
        }
        check_eps(eps)?;
        if distance_upper_bound.is_nan() || distance_upper_bound < F::zero() {
            let value = distance_upper_bound.as_f64();
            return Err(Error::parameter("distance_upper_bound", value, "at least 0"));
        }
        let x = x.as_standard_layout();
        let x = x.as_slice().expect("made contiguous");
        let found = dispatch(p, self.dim, Query { tree: self, x, options })?;
        let m = x.len() / self.dim;
        let shaped = "one neighbour for each point and rank";
        Ok(Neighbors {
            distances: Array2::from_shape_vec((m, k), found.iter().map(|n| n.distance).collect())
                .expect(shaped),
            indices: Array2::from_shape_vec((m, k), found.iter().map(|n| n.index).collect())
                .expect(shaped),
        })
    }
}

pub(super) fn check_eps<F: Real>(eps: F) -> Result<()> {
    if eps.is_finite() && F::zero() <= eps {
        return Ok(());
    }
    Err(Error::parameter("eps", eps.as_f64(), "finite and at least 0"))
}

/// Fewer queries than this are not worth another thread.
const MIN_QUERIES: usize = 128;

struct Query<'a, F> {
    tree: &'a KdTree<F>,
    x: &'a [F],
    options: &'a QueryOptions<F>,
}

impl<F: Real> Job<F> for Query<'_, F> {
    type Output = Vec<Neighbor<F>>;

    fn run<N: Norm<F>, const D: usize>(self, space: Space<N>) -> Self::Output {
        let Self { tree, x, options } = self;
        let (k, dim) = (options.k, tree.dim);
        let missing = Neighbor { distance: F::infinity(), index: tree.len() };
        let mut found = vec![missing; x.len() / dim * k];
        let bound = space.sum_of(options.distance_upper_bound);
        let slack = space.sum_of((F::one() + options.eps).recip());
        for_each_chunk(
            &mut found,
            k,
            MIN_QUERIES,
            || Nearest::new(k),
            |nearest, i, out| {
                nearest.reset(bound);
                let mut search =
                    Search::<F, N, D> { tree, space, x: &x[i * dim..][..dim], slack, nearest };
                if !tree.is_empty() {
                    search.visit(0);
                }
                for (out, neighbor) in out.iter_mut().zip(nearest.sorted()) {
                    let distance = space.norm.root(neighbor.distance);
                    *out = Neighbor { distance, index: tree.ids[neighbor.index] };
                }
            },
        );
        found
    }
}

struct Search<'a, F, N, const D: usize> {
    tree: &'a KdTree<F>,
    space: Space<N>,
    x: &'a [F],
    /// Boxes are passed over from this share of the bound on.
    slack: F,
    nearest: &'a mut Nearest<F>,
}

impl<F: Real, N: Norm<F>, const D: usize> Search<'_, F, N, D> {
    fn visit(&mut self, node: usize) {
        let node = self.tree.nodes[node];
        if node.is_leaf() {
            for index in node.start..node.end {
                let point = self.space.point::<F, D>(self.tree, index);
                let distance = self.space.between::<F, D>(self.x, point);
                if distance < self.nearest.bound() {
                    self.nearest.add(Neighbor { distance, index });
                }
            }
            return;
        }
        let to_box = |child| (self.space.distance_to_box::<F, D>(self.x, self.tree, child), child);
        let (mut near, mut far) = (to_box(node.child), to_box(node.child + 1));
        if far.0 < near.0 {
            (near, far) = (far, near);
        }
        for (distance, child) in [near, far] {
            if distance < self.nearest.bound() * self.slack {
                self.visit(child);
            }
        }
    }
}
