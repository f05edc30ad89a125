//! Which point's value a step function has.

use onkai_core::Real;

use super::kind::Interp1dKind;
use crate::interval::Finder;

/// Tells for points, one after the other, whose value they take.
#[derive(Debug)]
pub(super) struct Steps<'a, T> {
    kind: Interp1dKind,
    x: &'a [T],
    finder: Option<Finder<'a, T>>,
}

impl<'a, T: Real> Steps<'a, T> {
    pub(super) fn new(kind: Interp1dKind, x: &'a [T]) -> Self {
        Self { kind, x, finder: (1 < x.len()).then(|| Finder::new(x)) }
    }

    /// The index of the point whose value holds at `at`; beyond the ends that of the nearest one.
    #[inline]
    pub(super) fn index(&mut self, at: T) -> usize {
        let Some(finder) = &mut self.finder else { return 0 };
        let i = finder.find(at);
        let (low, high) = (self.x[i], self.x[i + 1]);
        let takes_upper = match self.kind {
            // Halves are added, as a sum may overflow.
            Interp1dKind::Nearest => low / T::of(2.0) + high / T::of(2.0) < at,
            Interp1dKind::NearestUp => low / T::of(2.0) + high / T::of(2.0) <= at,
            Interp1dKind::Next => low < at,
            _ => high <= at,
        };
        i + usize::from(takes_upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_down_or_up_and_points_are_their_own() {
        let x = [0.0, 1.0, 2.0];
        let at = [-1.0, 0.0, 0.5, 1.0, 1.2, 1.5, 2.0, 9.0];
        let indices = |kind| {
            let mut steps = Steps::new(kind, &x);
            at.map(|at| steps.index(at))
        };
        assert_eq!(indices(Interp1dKind::Nearest), [0, 0, 0, 1, 1, 1, 2, 2]);
        assert_eq!(indices(Interp1dKind::NearestUp), [0, 0, 1, 1, 1, 2, 2, 2]);
        assert_eq!(indices(Interp1dKind::Previous), [0, 0, 0, 1, 1, 1, 2, 2]);
        assert_eq!(indices(Interp1dKind::Next), [0, 0, 1, 1, 2, 2, 2, 2]);
    }
}
