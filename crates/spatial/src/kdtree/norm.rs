//! The distances that a tree knows: p-norms, computed without the root until the end.

use onkai_core::{Error, Real, Result};

use super::tree::KdTree;

/// A p-norm, as a sum (or maximum) of terms of the coordinates.
pub(super) trait Norm<F: Real>: Copy + Send + Sync {
    /// What a difference of coordinates, not negative, contributes.
    fn term(self, difference: F) -> F;
    /// Adds a term.
    fn add(self, sum: F, term: F) -> F;
    /// The distance of a sum.
    fn root(self, sum: F) -> F;
}

/// p = 2.
#[derive(Clone, Copy)]
pub(super) struct L2;
/// p = 1.
#[derive(Clone, Copy)]
pub(super) struct L1;
/// Infinite p.
#[derive(Clone, Copy)]
pub(super) struct Max;
/// Any p.
#[derive(Clone, Copy)]
pub(super) struct Lp<F>(F);

impl<F: Real> Norm<F> for L2 {
    #[inline]
    fn term(self, difference: F) -> F {
        difference * difference
    }
    #[inline]
    fn add(self, sum: F, term: F) -> F {
        sum + term
    }
    #[inline]
    fn root(self, sum: F) -> F {
        sum.sqrt()
    }
}

impl<F: Real> Norm<F> for L1 {
    #[inline]
    fn term(self, difference: F) -> F {
        difference
    }
    #[inline]
    fn add(self, sum: F, term: F) -> F {
        sum + term
    }
    #[inline]
    fn root(self, sum: F) -> F {
        sum
    }
}

impl<F: Real> Norm<F> for Max {
    #[inline]
    fn term(self, difference: F) -> F {
        difference
    }
    #[inline]
    fn add(self, sum: F, term: F) -> F {
        larger(sum, term)
    }
    #[inline]
    fn root(self, sum: F) -> F {
        sum
    }
}

impl<F: Real> Norm<F> for Lp<F> {
    #[inline]
    fn term(self, difference: F) -> F {
        difference.powf(self.0)
    }
    #[inline]
    fn add(self, sum: F, term: F) -> F {
        sum + term
    }
    #[inline]
    fn root(self, sum: F) -> F {
        sum.powf(self.0.recip())
    }
}

/// Something to be computed with a norm, in a dimension that the compiler knows (`D`) or not (0).
pub(super) trait Job<F: Real> {
    type Output;
    fn run<N: Norm<F>, const D: usize>(self, space: Space<N>) -> Self::Output;
}

/// Runs `job` with the p-norm in `dim` dimensions.
pub(super) fn dispatch<F: Real, J: Job<F>>(p: F, dim: usize, job: J) -> Result<J::Output> {
    if p.is_nan() || p < F::one() {
        return Err(Error::parameter("p", p.as_f64(), "at least 1"));
    }
    Ok(if p == F::of(2.0) {
        match dim {
            2 => job.run::<_, 2>(Space { norm: L2, dim }),
            3 => job.run::<_, 3>(Space { norm: L2, dim }),
            _ => job.run::<_, 0>(Space { norm: L2, dim }),
        }
    } else if p == F::one() {
        job.run::<_, 0>(Space { norm: L1, dim })
    } else if p.is_infinite() {
        job.run::<_, 0>(Space { norm: Max, dim })
    } else {
        job.run::<_, 0>(Space { norm: Lp(p), dim })
    })
}

/// A norm in a number of dimensions. All results are sums of terms, without the root.
#[derive(Clone, Copy)]
pub(super) struct Space<N> {
    pub(super) norm: N,
    dim: usize,
}

impl<N> Space<N> {
    #[inline]
    fn dim<const D: usize>(&self) -> usize {
        if D == 0 { self.dim } else { D }
    }

    /// Row `i` of the points of a tree.
    #[inline]
    pub(super) fn point<'a, F, const D: usize>(&self, tree: &'a KdTree<F>, i: usize) -> &'a [F] {
        let dim = self.dim::<D>();
        &tree.coords[i * dim..][..dim]
    }

    /// The box of a node.
    #[inline]
    fn bounds<'a, F, const D: usize>(
        &self,
        tree: &'a KdTree<F>,
        node: usize,
    ) -> (&'a [F], &'a [F]) {
        let dim = self.dim::<D>();
        tree.boxes[2 * node * dim..][..2 * dim].split_at(dim)
    }

    /// The sum for a radius: what a single coordinate that differs so much contributes.
    #[inline]
    pub(super) fn sum_of<F: Real>(&self, radius: F) -> F
    where
        N: Norm<F>,
    {
        self.norm.term(radius)
    }

    /// Between two points.
    #[inline]
    pub(super) fn between<F: Real, const D: usize>(&self, a: &[F], b: &[F]) -> F
    where
        N: Norm<F>,
    {
        let dim = self.dim::<D>();
        let mut sum = F::zero();
        for (&a, &b) in a[..dim].iter().zip(&b[..dim]) {
            sum = self.norm.add(sum, self.norm.term((a - b).modulus()));
        }
        sum
    }

    /// From a point to the nearest point of a box.
    #[inline]
    pub(super) fn distance_to_box<F: Real, const D: usize>(
        &self,
        x: &[F],
        tree: &KdTree<F>,
        node: usize,
    ) -> F
    where
        N: Norm<F>,
    {
        let (low, high) = self.bounds::<F, D>(tree, node);
        let mut sum = F::zero();
        for ((&x, &low), &high) in x[..low.len()].iter().zip(low).zip(high) {
            let outside = larger(larger(low - x, x - high), F::zero());
            sum = self.norm.add(sum, self.norm.term(outside));
        }
        sum
    }

    /// From a point to the farthest point of a box.
    #[inline]
    pub(super) fn across_box<F: Real, const D: usize>(
        &self,
        x: &[F],
        tree: &KdTree<F>,
        node: usize,
    ) -> F
    where
        N: Norm<F>,
    {
        let (low, high) = self.bounds::<F, D>(tree, node);
        let mut sum = F::zero();
        for ((&x, &low), &high) in x[..low.len()].iter().zip(low).zip(high) {
            sum = self.norm.add(sum, self.norm.term(larger(x - low, high - x)));
        }
        sum
    }

    /// Between the nearest, and between the farthest points of two boxes.
    #[inline]
    pub(super) fn between_boxes<F: Real, const D: usize>(
        &self,
        (a, a_node): (&KdTree<F>, usize),
        (b, b_node): (&KdTree<F>, usize),
    ) -> (F, F)
    where
        N: Norm<F>,
    {
        let (a_low, a_high) = self.bounds::<F, D>(a, a_node);
        let (b_low, b_high) = self.bounds::<F, D>(b, b_node);
        let (mut near, mut far) = (F::zero(), F::zero());
        for k in 0..a_low.len() {
            let gap = larger(larger(a_low[k] - b_high[k], b_low[k] - a_high[k]), F::zero());
            let span = larger(a_high[k] - b_low[k], b_high[k] - a_low[k]);
            near = self.norm.add(near, self.norm.term(gap));
            far = self.norm.add(far, self.norm.term(span));
        }
        (near, far)
    }
}

/// The larger of two numbers that are not NaN, in one instruction.
#[inline]
pub(super) fn larger<F: Real>(a: F, b: F) -> F {
    if b < a { a } else { b }
}

/// The smaller of two numbers that are not NaN, in one instruction.
#[inline]
pub(super) fn smaller<F: Real>(a: F, b: F) -> F {
    if a < b { a } else { b }
}
