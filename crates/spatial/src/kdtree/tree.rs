//! Points sorted into boxes.
//!
//! Counterpart of `scipy.spatial.KDTree`.

use ndarray::{ArrayRef2, ArrayView1};
use onkai_core::{Error, Real, Result, check_finite};

use super::build::build;

/// Points of any dimension, sorted into nested boxes so that neighbours are found without looking at
/// all of them.
///
/// The tree owns a copy of the points. It is made once and may be asked by many threads at once.
///
/// A box is cut across its longest side, in the middle; only where that leaves nearly all points on
/// one side, at the median. So the tree stays shallow whatever the points are, many equal ones among
/// them.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_spatial::{KdTree, KdTreeOptions, QueryOptions};
///
/// let points = array![[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]];
/// let tree = KdTree::new(&points, &KdTreeOptions::default())?;
/// let nearest = tree.query(&array![[0.9, 0.1]], &QueryOptions { k: 2, ..Default::default() })?;
/// assert_eq!(nearest.indices, array![[1, 0]]);
/// # Ok::<(), onkai_spatial::Error>(())
/// ```
///
/// # References
///
/// J. L. Bentley: Multidimensional binary search trees used for associative searching. Communications
/// of the ACM 18 (1975), <https://doi.org/10.1145/361002.361007>. S. Maneewongvatana, D. M. Mount:
/// Analysis of approximate nearest neighbor searching with clustered point sets (1999),
/// <https://arxiv.org/abs/cs/9901013>
#[derive(Clone, Debug)]
pub struct KdTree<F> {
    pub(super) dim: usize,
    /// Row `i` of the coordinates is point `ids[i]`; the points of a node lie side by side.
    pub(super) coords: Vec<F>,
    pub(super) ids: Vec<usize>,
    /// The first one is the root.
    pub(super) nodes: Vec<Node>,
    /// The tight box of each node: `dim` lower bounds, then `dim` upper ones.
    pub(super) boxes: Vec<F>,
}

/// A box with the points from `start` to `end`; if it is cut, its halves are the nodes `child` and
/// `child + 1`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) start: usize,
    pub(super) end: usize,
    /// 0 for a leaf: the root is nobody's child.
    pub(super) child: usize,
}

impl Node {
    pub(super) fn is_leaf(self) -> bool {
        self.child == 0
    }

    pub(super) fn len(self) -> usize {
        self.end - self.start
    }
}

/// Options of [`KdTree::new`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdTreeOptions {
    /// Boxes with more points than this are cut. It changes nothing but the speed; SciPy has 10.
    pub leaf_size: usize,
}

impl Default for KdTreeOptions {
    fn default() -> Self {
        Self { leaf_size: 24 }
    }
}

impl<F: Real> KdTree<F> {
    /// Sorts points into a tree, on several threads where there are many.
    ///
    /// # Shapes
    ///
    /// `points`: `[n, d]`, `d ≥ 1`; `n` may be 0.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] for NaN and infinite coordinates, [`Error::TooShort`] for points without
    /// coordinates, [`Error::Parameter`] for a leaf size of 0.
    pub fn new(points: &ArrayRef2<F>, options: &KdTreeOptions) -> Result<Self> {
        if points.ncols() == 0 {
            return Err(Error::TooShort { name: "points", expected: 1, actual: 0 });
        }
        if options.leaf_size == 0 {
            return Err(Error::parameter("leaf_size", 0.0, "at least 1"));
        }
        check_finite("points", points)?;
        Ok(build(points, options.leaf_size))
    }

    /// How many points there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many coordinates a point has.
    pub fn dim(&self) -> usize {
        self.dim
    }

    /// The smallest coordinates of all points; infinite where there are none.
    pub fn mins(&self) -> ArrayView1<'_, F> {
        self.boxes[..self.dim].into()
    }

    /// The largest coordinates of all points; minus infinity where there are none.
    pub fn maxes(&self) -> ArrayView1<'_, F> {
        self.boxes[self.dim..2 * self.dim].into()
    }

    /// Refuses points of another dimension, and such as are not finite.
    pub(super) fn check_points(&self, name: &'static str, x: &ArrayRef2<F>) -> Result<()> {
        if x.ncols() != self.dim {
            let (expected, actual) = (vec![x.nrows(), self.dim], x.shape().to_vec());
            return Err(Error::Shape { name, expected, actual });
        }
        check_finite(name, x)
    }

    /// Refuses a tree of another dimension.
    pub(super) fn check_other(&self, other: &Self) -> Result<()> {
        if other.dim == self.dim {
            return Ok(());
        }
        let (expected, actual) = (vec![other.len(), self.dim], vec![other.len(), other.dim]);
        Err(Error::Shape { name: "other", expected, actual })
    }
}
