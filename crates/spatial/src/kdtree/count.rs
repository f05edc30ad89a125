//! How many pairs of points lie within radii of each other.
//!
//! Counterpart of `scipy.spatial.KDTree.count_neighbors`.

use ndarray::{Array1, ArrayRef1};
use onkai_core::{Error, Real, Result};

use super::norm::{Job, Norm, Space, dispatch};
use super::tree::KdTree;

/// Options of [`KdTree::count_neighbors`] and [`KdTree::count_neighbors_weighted`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountOptions<F> {
    /// The norm, at least 1; infinity for the largest difference of a coordinate.
    pub p: F,
    /// Count all pairs up to each radius; else those above the radius before.
    pub cumulative: bool,
}

impl<F: Real> Default for CountOptions<F> {
    fn default() -> Self {
        Self { p: F::of(2.0), cumulative: true }
    }
}

/// Weights of the points of two trees; see [`KdTree::count_neighbors_weighted`].
#[derive(Clone, Copy, Debug)]
pub struct PairWeights<'a, F> {
    /// Those of the tree that is asked.
    pub own: &'a ArrayRef1<F>,
    /// Those of the other.
    pub other: &'a ArrayRef1<F>,
}

impl<F: Real> KdTree<F> {
    /// How many pairs of a point of this tree and one of another lie within each radius.
    ///
    /// # Shapes
    ///
    /// `radii`: `[r]`. Returns `[r]`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when the dimensions differ; [`Error::Values`] when a radius is NaN, or the
    /// radii are not ascending though `cumulative` is off; [`Error::Parameter`] for `p` below 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::array;
    /// use onkai_spatial::{CountOptions, KdTree, KdTreeOptions};
    ///
    /// let tree = KdTree::new(&array![[0.0], [1.0], [5.0]], &KdTreeOptions::default())?;
    /// let counts = tree.count_neighbors(&tree, &array![0.5, 4.0], &CountOptions::default())?;
    /// assert_eq!(counts, array![3, 7]);
    /// # Ok::<(), onkai_spatial::Error>(())
    /// ```
    pub fn count_neighbors(
        &self,
        other: &Self,
        radii: &ArrayRef1<F>,
        options: &CountOptions<F>,
    ) -> Result<Array1<usize>> {
        let pairs = |a: usize, b: usize| self.nodes[a].len() * other.nodes[b].len();
        self.count(other, radii, options, &Worth { nodes: &pairs, points: &|_, _| 1 })
    }

    /// The sum of the products of the weights of all pairs within each radius.
    ///
    /// # Shapes
    ///
    /// `radii`: `[r]`; `weights`: one for each point of the trees. Returns `[r]`.
    ///
    /// # Errors
    ///
    /// Those of [`count_neighbors`](Self::count_neighbors); [`Error::Shape`] when there is not one
    /// weight for each point.
    pub fn count_neighbors_weighted(
        &self,
        other: &Self,
        radii: &ArrayRef1<F>,
        weights: &PairWeights<'_, F>,
        options: &CountOptions<F>,
    ) -> Result<Array1<F>> {
        let here = Weights::new("weights.own", self, weights.own)?;
        let there = Weights::new("weights.other", other, weights.other)?;
        let pairs = |a: usize, b: usize| here.nodes[a] * there.nodes[b];
        let points = |i: usize, j: usize| here.points[i] * there.points[j];
        self.count(other, radii, options, &Worth { nodes: &pairs, points: &points })
    }

    fn count<T: Copy + Default + std::ops::AddAssign>(
        &self,
        other: &Self,
        radii: &ArrayRef1<F>,
        options: &CountOptions<F>,
        worth: &Worth<'_, T>,
    ) -> Result<Array1<T>> {
        self.check_other(other)?;
        if radii.iter().any(|r| r.is_nan()) {
            return Err(Error::Values { name: "radii", requirement: "not be NaN" });
        }
        let mut order: Vec<usize> = (0..radii.len()).collect();
        order.sort_by(|&i, &j| radii[i].partial_cmp(&radii[j]).expect("checked for NaN"));
        if !options.cumulative && order.windows(2).any(|pair| pair[1] < pair[0]) {
            let requirement = "be ascending if the counts are not cumulative";
            return Err(Error::Values { name: "radii", requirement });
        }
        let sorted: Vec<F> = order.iter().map(|&i| radii[i]).collect();
        let job = Counts { a: self, b: other, radii: &sorted, worth };
        let mut bins = dispatch(options.p, self.dim, job)?;
        if options.cumulative {
            for i in 1..radii.len() {
                let before = bins[i - 1];
                bins[i] += before;
            }
        }
        let mut counts = Array1::default(radii.len());
        order.iter().zip(bins).for_each(|(&i, bin)| counts[i] = bin);
        Ok(counts)
    }
}

/// What all pairs of points of two nodes, and what two points, add to a count.
struct Worth<'a, T> {
    nodes: &'a dyn Fn(usize, usize) -> T,
    points: &'a dyn Fn(usize, usize) -> T,
}

/// Weights in the order of a tree, and their sums in each node.
struct Weights<F> {
    points: Vec<F>,
    nodes: Vec<F>,
}

impl<F: Real> Weights<F> {
    fn new(name: &'static str, tree: &KdTree<F>, weights: &ArrayRef1<F>) -> Result<Self> {
        if weights.len() != tree.len() {
            let (expected, actual) = (vec![tree.len()], vec![weights.len()]);
            return Err(Error::Shape { name, expected, actual });
        }
        let points: Vec<F> = tree.ids.iter().map(|&i| weights[i]).collect();
        let nodes = tree.nodes.iter().map(|n| points[n.start..n.end].iter().copied().sum());
        Ok(Self { nodes: nodes.collect(), points })
    }
}

struct Counts<'a, F, T> {
    a: &'a KdTree<F>,
    b: &'a KdTree<F>,
    /// Ascending.
    radii: &'a [F],
    worth: &'a Worth<'a, T>,
}

impl<F: Real, T: Copy + Default + std::ops::AddAssign> Job<F> for Counts<'_, F, T> {
    type Output = Vec<T>;

    /// One bin for each radius, and one for all beyond.
    fn run<N: Norm<F>, const D: usize>(self, space: Space<N>) -> Self::Output {
        let mut bins = vec![T::default(); self.radii.len() + 1];
        if !self.a.is_empty() && !self.b.is_empty() {
            // Negative radii hold nothing, and their powers would not be in order.
            let sum_of = |&r: &F| if r < F::zero() { -F::one() } else { space.sum_of(r) };
            let sums: Vec<F> = self.radii.iter().map(sum_of).collect();
            self.visit::<N, D>(space, &sums, (0, 0), &mut bins);
        }
        bins
    }
}

impl<F: Real, T: Copy + Default + std::ops::AddAssign> Counts<'_, F, T> {
    fn visit<N: Norm<F>, const D: usize>(
        &self,
        space: Space<N>,
        sums: &[F],
        (i, j): (usize, usize),
        bins: &mut [T],
    ) {
        let (near, far) = space.between_boxes::<F, D>((self.a, i), (self.b, j));
        let bin_of = |sum: F| sums.partition_point(|&r| r < sum);
        let bin = bin_of(near);
        let (a, b) = (self.a.nodes[i], self.b.nodes[j]);
        if bin == bin_of(far) {
            bins[bin] += (self.worth.nodes)(i, j);
        } else if a.is_leaf() && b.is_leaf() {
            for x in a.start..a.end {
                for y in b.start..b.end {
                    let (p, q) = (space.point::<F, D>(self.a, x), space.point::<F, D>(self.b, y));
                    bins[bin_of(space.between::<F, D>(p, q))] += (self.worth.points)(x, y);
                }
            }
        } else if b.is_leaf() || (!a.is_leaf() && b.len() <= a.len()) {
            self.visit::<N, D>(space, sums, (a.child, j), bins);
            self.visit::<N, D>(space, sums, (a.child + 1, j), bins);
        } else {
            self.visit::<N, D>(space, sums, (i, b.child), bins);
            self.visit::<N, D>(space, sums, (i, b.child + 1), bins);
        }
    }
}
