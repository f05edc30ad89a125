//! All points within a radius.
//!
//! Counterpart of `scipy.spatial.KDTree.query_ball_point`.

use ndarray::{ArrayRef1, ArrayRef2};
use onkai_core::{Error, Real, Result, for_each_chunk};

use super::norm::{Job, Norm, Space, dispatch};
use super::query::check_eps;
use super::tree::KdTree;

/// Options of [`KdTree::query_ball_point`], [`KdTree::query_ball_tree`] and [`KdTree::query_pairs`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BallOptions<F> {
    /// The norm, at least 1; infinity for the largest difference of a coordinate.
    pub p: F,
    /// Points may be taken in or left out that lie within this share of the radius.
    pub eps: F,
}

impl<F: Real> Default for BallOptions<F> {
    fn default() -> Self {
        Self { p: F::of(2.0), eps: F::zero() }
    }
}

impl<F: Real> KdTree<F> {
    /// The points within a radius of each row of `x`, those at the radius among them.
    ///
    /// # Shapes
    ///
    /// `x`: `[m, d]`; `radii`: `[m]`, or `[1]` for all. Returns `m` lists of indices, ascending.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when dimensions or lengths do not fit, [`Error::NotFinite`] for points with
    /// NaN, [`Error::Values`] for radii with NaN, [`Error::Parameter`] for `p` below 1 or a negative
    /// `eps`.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::{BallOptions, KdTree, KdTreeOptions};
    ///
    /// let tree = KdTree::new(&array![[0.0], [1.0], [5.0]], &KdTreeOptions::default())?;
    /// let balls = tree.query_ball_point(&array![[0.5], [9.0]], &array![1.0], &BallOptions::default())?;
    /// assert_eq!(balls, [vec![0, 1], vec![]]);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    ///
    /// # Differences from SciPy
    ///
    /// The indices are always sorted.
    pub fn query_ball_point(
        &self,
        x: &ArrayRef2<F>,
        radii: &ArrayRef1<F>,
        options: &BallOptions<F>,
    ) -> Result<Vec<Vec<usize>>> {
        let mut balls = self.balls(x, radii, options, |ball: &mut Vec<usize>, start, end| {
            ball.extend_from_slice(&self.ids[start..end]);
        })?;
        for ball in &mut balls {
            ball.sort_unstable();
        }
        Ok(balls)
    }

    /// How many points lie within a radius of each row of `x`: the lengths of the lists of
    /// [`query_ball_point`](Self::query_ball_point), without making them.
    ///
    /// # Errors
    ///
    /// Those of [`query_ball_point`](Self::query_ball_point).
    pub fn query_ball_point_len(
        &self,
        x: &ArrayRef2<F>,
        radii: &ArrayRef1<F>,
        options: &BallOptions<F>,
    ) -> Result<Vec<usize>> {
        self.balls(x, radii, options, |count: &mut usize, start, end| *count += end - start)
    }

    /// What `add(out, start, end)`, called for ranges of rows within the ball of each point, makes of
    /// the default value.
    fn balls<T: Clone + Default + Send>(
        &self,
        x: &ArrayRef2<F>,
        radii: &ArrayRef1<F>,
        options: &BallOptions<F>,
        add: impl Fn(&mut T, usize, usize) + Send + Sync,
    ) -> Result<Vec<T>> {
        self.check_points("x", x)?;
        check_eps(options.eps)?;
        if radii.len() != 1 && radii.len() != x.nrows() {
            let (expected, actual) = (vec![x.nrows()], vec![radii.len()]);
            return Err(Error::Shape { name: "radii", expected, actual });
        }
        if radii.iter().any(|r| r.is_nan()) {
            return Err(Error::Values { name: "radii", requirement: "not be NaN" });
        }
        let mut out = vec![T::default(); x.nrows()];
        let job = Balls { tree: self, x, radii, eps: options.eps, out: &mut out, add };
        dispatch(options.p, self.dim, job)?;
        Ok(out)
    }
}

/// Fewer balls than this are not worth another thread.
const MIN_BALLS: usize = 64;

struct Balls<'a, F, T, A> {
    tree: &'a KdTree<F>,
    x: &'a ArrayRef2<F>,
    radii: &'a ArrayRef1<F>,
    eps: F,
    out: &'a mut [T],
    add: A,
}

impl<F: Real, T: Send, A: Fn(&mut T, usize, usize) + Send + Sync> Job<F> for Balls<'_, F, T, A> {
    type Output = ();

    fn run<N: Norm<F>, const D: usize>(self, space: Space<N>) {
        let Self { tree, x, radii, eps, out, add } = self;
        let wide = F::one() + eps;
        for_each_chunk(out, 1, MIN_BALLS, Vec::new, |row: &mut Vec<F>, i, out| {
            row.clear();
            row.extend(x.row(i));
            let radius = radii[if radii.len() == 1 { 0 } else { i }];
            // Nothing is nearer than nowhere.
            if radius < F::zero() || tree.is_empty() {
                return;
            }
            let ball = Ball::<F, N, D> {
                tree,
                space,
                x: row,
                radius: space.sum_of(radius),
                outside: space.sum_of(radius / wide),
                inside: space.sum_of(radius * wide),
            };
            ball.visit(0, &mut |start, end| add(&mut out[0], start, end));
        });
    }
}

struct Ball<'a, F, N, const D: usize> {
    tree: &'a KdTree<F>,
    space: Space<N>,
    x: &'a [F],
    radius: F,
    /// Boxes farther away than this are passed over, and such as reach no farther than `inside` taken.
    outside: F,
    inside: F,
}

impl<F: Real, N: Norm<F>, const D: usize> Ball<'_, F, N, D> {
    fn visit(&self, node_idx: usize, add: &mut impl FnMut(usize, usize)) {
        let node = self.tree.nodes[node_idx];
        if self.outside < self.space.distance_to_box::<F, D>(self.x, self.tree, node_idx) {
            return;
        }
        if self.space.across_box::<F, D>(self.x, self.tree, node_idx) <= self.inside {
            add(node.start, node.end);
        } else if node.is_leaf() {
            for i in node.start..node.end {
                let point = self.space.point::<F, D>(self.tree, i);
                if self.space.between::<F, D>(self.x, point) <= self.radius {
                    add(i, i + 1);
                }
            }
        } else {
            self.visit(node.child, add);
            self.visit(node.child + 1, add);
        }
    }
}
