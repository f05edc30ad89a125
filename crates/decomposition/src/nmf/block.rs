//! A few samples and their row of the factor, which a thread works on while they are in its cache.

use ndarray::{Array2, ArrayRef2, ArrayView2, Axis, s};
use onkai_core::{Real, for_each_chunk};
use onkai_linalg::{LinalgScalar, matmul};

/// Samples in a block. Fixed, so that sums over blocks do not depend on the number of threads.
const BLOCK_LEN: usize = 128;

/// Samples, their activations, and what the block adds to the sums over all samples.
pub(super) struct Block<'a, F> {
    /// The samples, `[n, n_features]`.
    pub(super) x: ArrayView2<'a, F>,
    /// Their rows of `w`, lying on their side: `[n_components, n]`.
    pub(super) wt: Array2<F>,
    /// What the last pass over the block added up.
    pub(super) sums: Sums<F>,
}

/// What a pass over samples adds up for the update of `h`, and to see how far the solver is.
pub(super) struct Sums<F> {
    /// `[n_components, n_features]`: the samples weighted by the activations.
    pub(super) cross: Array2<F>,
    /// `[n_components, n_components]` or `[n_components, n_features]`: what divides it.
    pub(super) weight: Array2<F>,
    /// How far the activations moved (coordinate descent).
    pub(super) violation: f64,
}

/// The product of factors and samples, whose sizes were checked at the beginning.
pub(super) fn product<F: LinalgScalar>(a: &ArrayRef2<F>, b: &ArrayRef2<F>) -> Array2<F> {
    matmul(a, b).expect("the sizes of factors fit")
}

/// Cuts the samples into blocks.
pub(super) fn blocks<'a, F: Real>(x: &'a ArrayRef2<F>, w: &ArrayRef2<F>) -> Vec<Block<'a, F>> {
    x.axis_chunks_iter(Axis(0), BLOCK_LEN)
        .zip(w.axis_chunks_iter(Axis(0), BLOCK_LEN))
        .map(|(x, w)| Block { x, wt: w.t().as_standard_layout().into_owned(), sums: Sums::empty() })
        .collect()
}

/// Calls `run` on every block, on several threads, and adds up what they give, in their order.
pub(super) fn for_each_block<F: Real>(
    blocks: &mut [Block<'_, F>],
    run: impl Fn(&mut Block<'_, F>) + Send + Sync,
) -> Sums<F> {
    for_each_chunk(blocks, 1, 1, || (), |(), _, block| run(&mut block[0]));
    let mut total = Sums::empty();
    for block in blocks {
        total.add(&mut block.sums);
    }
    total
}

/// Puts the activations together again.
pub(super) fn join<F: Real>(blocks: &[Block<'_, F>], shape: (usize, usize)) -> Array2<F> {
    let mut w = Array2::zeros(shape);
    for (index, block) in blocks.iter().enumerate() {
        let start = index * BLOCK_LEN;
        w.slice_mut(s![start..start + block.x.nrows(), ..]).assign(&block.wt.t());
    }
    w
}

impl<F: Real> Sums<F> {
    fn empty() -> Self {
        Self { cross: Array2::zeros((0, 0)), weight: Array2::zeros((0, 0)), violation: 0.0 }
    }

    /// Adds what a block gave, and takes it away from the block.
    fn add(&mut self, other: &mut Self) {
        let other = std::mem::replace(other, Self::empty());
        self.violation += other.violation;
        if self.cross.is_empty() {
            (self.cross, self.weight) = (other.cross, other.weight);
        } else {
            self.cross += &other.cross;
            self.weight += &other.weight;
        }
    }
}
