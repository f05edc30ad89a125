//! Scratch memory that outlives a call.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

/// One set of buffers, kept between calls by all clones of a plan.
///
/// A transform of 2²⁰ samples needs 16 MB of scratch. Given back to the system after each call and
/// handed out anew page by page, that took twice as long as the transform itself.
pub(crate) struct Spare<S>(Arc<Mutex<Option<S>>>);

impl<S> Spare<S> {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// The spare buffers, or new ones while somebody else has them.
    pub(crate) fn borrow(&self, make: impl FnOnce() -> S) -> Loan<S> {
        // Buffers hold nothing that matters, so they are sound after a panic elsewhere.
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        Loan { buffers: Some(kept.unwrap_or_else(make)), home: self.clone() }
    }
}

impl<S> Clone for Spare<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Buffers on loan; they go back when this is dropped.
pub(crate) struct Loan<S> {
    buffers: Option<S>,
    home: Spare<S>,
}

impl<S> Deref for Loan<S> {
    type Target = S;

    fn deref(&self) -> &S {
        self.buffers.as_ref().expect("given back only when dropped")
    }
}

impl<S> DerefMut for Loan<S> {
    fn deref_mut(&mut self) -> &mut S {
        self.buffers.as_mut().expect("given back only when dropped")
    }
}

impl<S> Drop for Loan<S> {
    fn drop(&mut self) {
        *self.home.0.lock().unwrap_or_else(PoisonError::into_inner) = self.buffers.take();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_come_back_and_are_never_shared() {
        let spare = Spare::new();
        let mut first = spare.borrow(|| vec![1]);
        first.push(2);
        let second = spare.borrow(|| vec![3]);
        assert_eq!((&**first, &**second), (&[1, 2][..], &[3][..]));
        drop(second);
        drop(first);
        assert_eq!(**spare.borrow(Vec::new), [1, 2]);
    }
}
