//! All pairs of points that lie within a radius of each other, from one tree or two.
//!
//! Counterpart of `scipy.spatial.KDTree.query_ball_tree`, `query_pairs` and `sparse_distance_matrix`.

use onkai_core::{Error, Real, Result};

use super::ball::BallOptions;
use super::norm::{Job, Norm, Space, dispatch};
use super::query::check_eps;
use super::tree::{KdTree, Node};

/// The distances that are not left out, each with its place in the matrix; see
/// [`KdTree::sparse_distance_matrix`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SparseDistances<F> {
    /// Indices of points of the one tree, ascending.
    pub rows: Vec<usize>,
    /// Indices of points of the other, ascending for equal rows.
    pub columns: Vec<usize>,
    /// The distances between them.
    pub distances: Vec<F>,
}

impl<F: Real> KdTree<F> {
    /// For each point of this tree the points of another within a radius, the indices ascending.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the dimensions differ, [`Error::Parameter`] for a radius that is NaN, `p`
    /// below 1 or a negative `eps`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::{BallOptions, KdTree, KdTreeOptions};
    ///
    /// let a = KdTree::new(&array![[0.0], [1.0], [5.0]], &KdTreeOptions::default())?;
    /// let b = KdTree::new(&array![[0.5], [9.0]], &KdTreeOptions::default())?;
    /// let near = a.query_ball_tree(&b, 1.0, &BallOptions::default())?;
    /// assert_eq!(near, [vec![0], vec![0], vec![]]);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    pub fn query_ball_tree(
        &self,
        other: &Self,
        radius: F,
        options: &BallOptions<F>,
    ) -> Result<Vec<Vec<usize>>> {
        let mut balls = vec![Vec::new(); self.len()];
        self.for_each_pair(Some(other), radius, options, |i, j, _| {
            balls[self.ids[i]].push(other.ids[j]);
        })?;
        for ball in &mut balls {
            ball.sort_unstable();
        }
        Ok(balls)
    }

    /// All pairs of points of this tree within a radius of each other, each once: the lower index
    /// first, and the pairs in ascending order.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for a radius that is NaN, `p` below 1 or a negative `eps`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::{BallOptions, KdTree, KdTreeOptions};
    ///
    /// let tree = KdTree::new(&array![[0.0], [1.0], [5.0], [0.5]], &KdTreeOptions::default())?;
    /// let pairs = tree.query_pairs(0.5, &BallOptions::default())?;
    /// assert_eq!(pairs, [[0, 3], [1, 3]]);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    pub fn query_pairs(&self, radius: F, options: &BallOptions<F>) -> Result<Vec<[usize; 2]>> {
        let mut pairs = Vec::new();
        self.for_each_pair(None, radius, options, |i, j, _| {
            let (i, j) = (self.ids[i], self.ids[j]);
            pairs.push([i.min(j), i.max(j)]);
        })?;
        pairs.sort_unstable();
        Ok(pairs)
    }

    /// The distances from points of this tree to those of another, as far as they are not above
    /// `max_distance`, as a sparse matrix.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the dimensions differ, [`Error::Parameter`] for a distance that is NaN or
    /// `p` below 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::{KdTree, KdTreeOptions};
    ///
    /// let a = KdTree::new(&array![[0.0], [1.0], [5.0]], &KdTreeOptions::default())?;
    /// let b = KdTree::new(&array![[0.5], [1.0]], &KdTreeOptions::default())?;
    /// let near = a.sparse_distance_matrix(&b, 0.5, 2.0)?;
    /// assert_eq!((near.rows, near.columns), (vec![0, 1, 1], vec![0, 0, 1]));
    /// assert_eq!(near.distances, [0.5, 0.5, 0.0]);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    pub fn sparse_distance_matrix(
        &self,
        other: &Self,
        max_distance: F,
        p: F,
    ) -> Result<SparseDistances<F>> {
        let options = BallOptions { p, ..Default::default() };
        let mut triplets = Vec::new();
        self.for_each_pair(Some(other), max_distance, &options, |i, j, distance| {
            triplets.push((self.ids[i], other.ids[j], distance()));
        })?;
        triplets.sort_unstable_by_key(|&(i, j, _)| (i, j));
        Ok(SparseDistances {
            rows: triplets.iter().map(|t| t.0).collect(),
            columns: triplets.iter().map(|t| t.1).collect(),
            distances: triplets.iter().map(|t| t.2).collect(),
        })
    }

    /// Calls `take(row here, row there, distance)` for all pairs within a radius; without another tree
    /// for pairs of different points of this one, each in one order only.
    fn for_each_pair(
        &self,
        other: Option<&Self>,
        radius: F,
        options: &BallOptions<F>,
        take: impl FnMut(usize, usize, &dyn Fn() -> F),
    ) -> Result<()> {
        let (once, other) = (other.is_none(), other.unwrap_or(self));
        self.check_other(other)?;
        check_eps(options.eps)?;
        if radius.is_nan() {
            return Err(Error::parameter("radius", radius.as_f64(), "a number"));
        }
        let pairs = Pairs { a: self, b: other, radius, eps: options.eps, once, take };
        dispatch(options.p, self.dim, pairs)
    }
}

struct Pairs<'a, F, T> {
    a: &'a KdTree<F>,
    b: &'a KdTree<F>,
    radius: F,
    eps: F,
    once: bool,
    take: T,
}

impl<F: Real, T: FnMut(usize, usize, &dyn Fn() -> F)> Job<F> for Pairs<'_, F, T> {
    type Output = ();

    fn run<N: Norm<F>, const D: usize>(self, space: Space<N>) {
        if self.radius < F::zero() || self.a.is_empty() || self.b.is_empty() {
            return;
        }
        let wide = F::one() + self.eps;
        let mut walk = Walk::<F, N, T, D> {
            a: self.a,
            b: self.b,
            space,
            radius: space.sum_of(self.radius),
            outside: space.sum_of(self.radius / wide),
            inside: space.sum_of(self.radius * wide),
            once: self.once,
            take: self.take,
        };
        walk.visit(0, 0);
    }
}

struct Walk<'a, F, N, T, const D: usize> {
    a: &'a KdTree<F>,
    b: &'a KdTree<F>,
    space: Space<N>,
    radius: F,
    outside: F,
    inside: F,
    once: bool,
    take: T,
}

impl<F, N, T, const D: usize> Walk<'_, F, N, T, D>
where
    F: Real,
    N: Norm<F>,
    T: FnMut(usize, usize, &dyn Fn() -> F),
{
    fn visit(&mut self, i: usize, j: usize) {
        let (near, far) = self.space.between_boxes::<F, D>((self.a, i), (self.b, j));
        if self.outside < near {
            return;
        }
        let (a, b) = (self.a.nodes[i], self.b.nodes[j]);
        if far <= self.inside {
            self.points(a, b, F::infinity());
        } else if a.is_leaf() && b.is_leaf() {
            self.points(a, b, self.radius);
        } else if self.once && i == j {
            // The same box twice: the pair of its halves is met in one order.
            self.visit(a.child, a.child);
            self.visit(a.child, a.child + 1);
            self.visit(a.child + 1, a.child + 1);
        } else if b.is_leaf() || (!a.is_leaf() && b.len() <= a.len()) {
            self.visit(a.child, j);
            self.visit(a.child + 1, j);
        } else {
            self.visit(i, b.child);
            self.visit(i, b.child + 1);
        }
    }

    fn points(&mut self, a: Node, b: Node, radius: F) {
        let same = self.once && a.start == b.start;
        for i in a.start..a.end {
            let first = if same { i + 1 } else { b.start };
            for j in first..b.end {
                let (x, y) =
                    (self.space.point::<F, D>(self.a, i), self.space.point::<F, D>(self.b, j));
                let distance = || self.space.between::<F, D>(x, y);
                if radius.is_infinite() || distance() <= radius {
                    (self.take)(i, j, &|| self.space.norm.root(distance()));
                }
            }
        }
    }
}
