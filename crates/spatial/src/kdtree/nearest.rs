//! The nearest points seen so far.

use onkai_core::Real;

/// A point of the tree and how far away it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbor<F> {
    pub(super) distance: F,
    pub(super) index: usize,
}

/// Up to this many neighbours are kept in order; more are sorted at the end.
const ORDERED_UP_TO: usize = 24;

/// The `k` nearest points seen so far, nearer than a bound.
#[derive(Debug)]
pub(super) struct Nearest<F> {
    k: usize,
    /// With many neighbours up to `2 k` candidates, the farther half of which goes when it is full.
    found: Vec<Neighbor<F>>,
    bound: F,
}

impl<F: Real> Nearest<F> {
    pub(super) fn new(k: usize) -> Self {
        Self { k, found: Vec::new(), bound: F::infinity() }
    }

    pub(super) fn reset(&mut self, bound: F) {
        self.found.clear();
        self.bound = bound;
    }

    /// Points at this distance or farther are of no use.
    #[inline]
    pub(super) fn bound(&self) -> F {
        self.bound
    }

    /// Adds a point that is nearer than the bound.
    #[inline]
    pub(super) fn add(&mut self, neighbor: Neighbor<F>) {
        if self.k == 1 {
            self.found.clear();
            self.found.push(neighbor);
            self.bound = neighbor.distance;
        } else if self.k <= ORDERED_UP_TO {
            self.insert(neighbor);
        } else {
            self.found.push(neighbor);
            if self.found.len() == 2 * self.k {
                let (_, kth, _) = self.found.select_nth_unstable_by(self.k - 1, nearer);
                self.bound = kth.distance;
                self.found.truncate(self.k);
            }
        }
    }

    fn insert(&mut self, neighbor: Neighbor<F>) {
        if self.found.len() < self.k {
            self.found.push(neighbor);
        }
        let mut at = self.found.len() - 1;
        while 0 < at && neighbor.distance < self.found[at - 1].distance {
            self.found[at] = self.found[at - 1];
            at -= 1;
        }
        self.found[at] = neighbor;
        if self.found.len() == self.k {
            self.bound = self.found[self.k - 1].distance;
        }
    }

    /// The neighbours, the nearest first.
    pub(super) fn sorted(&mut self) -> &[Neighbor<F>] {
        if ORDERED_UP_TO < self.k {
            self.found.sort_unstable_by(nearer);
            self.found.truncate(self.k);
        }
        &self.found
    }
}

fn nearer<F: Real>(a: &Neighbor<F>, b: &Neighbor<F>) -> std::cmp::Ordering {
    let by_distance = a.distance.partial_cmp(&b.distance).expect("distances are numbers");
    by_distance.then(a.index.cmp(&b.index))
}
