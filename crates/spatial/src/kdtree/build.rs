//! Cutting boxes until they hold few points.

use ndarray::ArrayRef2;
use onkai_core::Real;

use super::norm::{larger, smaller};
use super::tree::{KdTree, Node};

/// A cut that leaves less than one part in so many on a side is replaced by one at the median.
const LOPSIDED: usize = 16;
/// A box with at least so many points is cut on two threads.
#[cfg(feature = "rayon")]
const PARALLEL_FROM: usize = 1 << 14;

/// The tree of `points`, which are finite.
pub(super) fn build<F: Real>(points: &ArrayRef2<F>, leaf_size: usize) -> KdTree<F> {
    let (n, dim) = points.dim();
    let mut coords: Vec<F> = points.iter().copied().collect();
    let mut ids: Vec<usize> = (0..n).collect();
    let part = Part { coords: &mut coords, ids: &mut ids, start: 0 };
    // The dimensions of the plane and of space are known to the compiler.
    let tree = match dim {
        2 => Builder::<2> { dim, leaf_size }.tree(part),
        3 => Builder::<3> { dim, leaf_size }.tree(part),
        _ => Builder::<0> { dim, leaf_size }.tree(part),
    };
    KdTree { dim, coords, ids, nodes: tree.nodes, boxes: tree.boxes }
}

/// Points that are still to be sorted, the first of which will be row `start` of all.
struct Part<'a, F> {
    coords: &'a mut [F],
    ids: &'a mut [usize],
    start: usize,
}

/// Nodes and their boxes; the first one is the root of all.
struct Subtree<F> {
    nodes: Vec<Node>,
    boxes: Vec<F>,
}

/// `D` is the dimension, or 0 for one that is known only at run time.
#[derive(Clone, Copy)]
struct Builder<const D: usize> {
    dim: usize,
    leaf_size: usize,
}

impl<const D: usize> Builder<D> {
    fn dim(self) -> usize {
        if D == 0 { self.dim } else { D }
    }

    fn tree<F: Real>(self, part: Part<'_, F>) -> Subtree<F> {
        let mut out = Subtree { nodes: Vec::new(), boxes: Vec::new() };
        self.reserve(&mut out, 1);
        self.fill(&mut out, 0, part);
        out
    }

    /// Adds `n` nodes that are yet to be filled.
    fn reserve<F: Real>(self, out: &mut Subtree<F>, n: usize) -> usize {
        let first = out.nodes.len();
        out.nodes.resize(first + n, Node { start: 0, end: 0, child: 0 });
        out.boxes.resize((first + n) * 2 * self.dim(), F::zero());
        first
    }

    /// Fills node `slot` with `part`, and adds all below it.
    fn fill<F: Real>(self, out: &mut Subtree<F>, slot: usize, part: Part<'_, F>) {
        let Part { coords, ids, start } = part;
        let n = ids.len();
        let bounds = &mut out.boxes[slot * 2 * self.dim()..][..2 * self.dim()];
        self.measure(coords, bounds);
        out.nodes[slot] = Node { start, end: start + n, child: 0 };
        if n <= self.leaf_size {
            return;
        }
        let Some(n_left) = self.cut(coords, ids, bounds) else { return };
        let (left_coords, right_coords) = coords.split_at_mut(n_left * self.dim());
        let (left_ids, right_ids) = ids.split_at_mut(n_left);
        let left = Part { coords: left_coords, ids: left_ids, start };
        let right = Part { coords: right_coords, ids: right_ids, start: start + n_left };
        let child = self.reserve(out, 2);
        out.nodes[slot].child = child;
        #[cfg(feature = "rayon")]
        if PARALLEL_FROM <= n {
            let (left, right) = rayon::join(|| self.tree(left), || self.tree(right));
            self.graft(out, child, &left);
            self.graft(out, child + 1, &right);
            return;
        }
        self.fill(out, child, left);
        self.fill(out, child + 1, right);
    }

    /// Puts a tree of its own in the place of node `slot`.
    #[cfg(feature = "rayon")]
    fn graft<F: Real>(self, out: &mut Subtree<F>, slot: usize, tree: &Subtree<F>) {
        let (width, first) = (2 * self.dim(), out.nodes.len());
        let mut nodes = tree.nodes.iter().map(|node| match node.child {
            0 => *node,
            child => Node { child: first + child - 1, ..*node },
        });
        out.nodes[slot] = nodes.next().expect("a tree has a root");
        out.nodes.extend(nodes);
        out.boxes[slot * width..][..width].copy_from_slice(&tree.boxes[..width]);
        out.boxes.extend_from_slice(&tree.boxes[width..]);
    }

    /// Writes the smallest and largest coordinates.
    fn measure<F: Real>(self, coords: &[F], bounds: &mut [F]) {
        let (low, high) = bounds.split_at_mut(self.dim());
        low.fill(F::infinity());
        high.fill(F::neg_infinity());
        for point in coords.chunks_exact(self.dim()) {
            for ((low, high), &x) in low.iter_mut().zip(high.iter_mut()).zip(point) {
                *low = smaller(*low, x);
                *high = larger(*high, x);
            }
        }
    }

    /// Sorts the points into those below and those above a cut; how many lie below, if there are two
    /// different points at all.
    fn cut<F: Real>(self, coords: &mut [F], ids: &mut [usize], bounds: &[F]) -> Option<usize> {
        let (low, high) = bounds.split_at(self.dim());
        let mut axis = 0;
        for i in 1..self.dim() {
            if high[axis] - low[axis] < high[i] - low[i] {
                axis = i;
            }
        }
        let (low, high) = (low[axis], high[axis]);
        if low == high {
            return None;
        }
        let half = F::of(0.5);
        let n_left = self.partition(coords, ids, axis, |x| x < half * low + half * high);
        let n = ids.len();
        if n / LOPSIDED < n_left.min(n - n_left) {
            return Some(n_left);
        }
        let mut column: Vec<F> = coords.iter().skip(axis).step_by(self.dim()).copied().collect();
        let order = |a: &F, b: &F| a.partial_cmp(b).expect("finite numbers have an order");
        let median = *column.select_nth_unstable_by(n / 2, order).1;
        Some(if low < median {
            self.partition(coords, ids, axis, |x| x < median)
        } else {
            self.partition(coords, ids, axis, |x| x <= median)
        })
    }

    /// Brings the points of which `is_left` is true to the front and counts them.
    fn partition<F: Real>(
        self,
        coords: &mut [F],
        ids: &mut [usize],
        axis: usize,
        is_left: impl Fn(F) -> bool,
    ) -> usize {
        let dim = self.dim();
        let mut n_left = 0;
        // Each point is swapped, wherever it belongs: a branch would be guessed wrong half the time.
        for i in 0..ids.len() {
            let left = is_left(coords[i * dim + axis]);
            for k in 0..dim {
                coords.swap(i * dim + k, n_left * dim + k);
            }
            ids.swap(i, n_left);
            n_left += usize::from(left);
        }
        n_left
    }
}
