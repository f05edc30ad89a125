//! One cache of plans for the whole process.
//!
//! Planning chooses an algorithm and computes its twiddle factors, which for short transforms takes
//! far longer than running them. With the cache a single call is as good as a plan.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use onkai_core::Result;

/// How many plans are kept. A plan of `n` samples holds some `3 n` complex numbers; SciPy keeps 16
/// for each scalar type.
const CAPACITY: usize = 64;

/// The plan of type `P` for `n` samples: a clone of the one that is kept, or made and kept.
/// `variant` tells plans apart that have the same type.
pub(crate) fn cached<P: Clone + Send + 'static>(
    n: usize,
    variant: u8,
    make: impl FnOnce() -> Result<P>,
) -> Result<P> {
    let key = (TypeId::of::<P>(), n, variant);
    if let Some(plan) = lock().get(key) {
        return Ok(plan.downcast_ref::<P>().expect("stored under its own type").clone());
    }
    // Made while nobody waits: long plans take milliseconds, and plans are made of plans.
    let plan = make()?;
    lock().put(key, Box::new(plan.clone()));
    Ok(plan)
}

type Key = (TypeId, usize, u8);

/// What is kept, each with the time of its last use.
#[derive(Default)]
struct Plans {
    kept: HashMap<Key, (u64, Box<dyn Any + Send>)>,
    clock: u64,
}

impl Plans {
    fn get(&mut self, key: Key) -> Option<&dyn Any> {
        self.clock += 1;
        let (last_use, plan) = self.kept.get_mut(&key)?;
        *last_use = self.clock;
        Some(&**plan)
    }

    fn put(&mut self, key: Key, plan: Box<dyn Any + Send>) {
        if CAPACITY <= self.kept.len()
            && let Some((&oldest, _)) = self.kept.iter().min_by_key(|(_, (last_use, _))| *last_use)
        {
            self.kept.remove(&oldest);
        }
        self.clock += 1;
        self.kept.insert(key, (self.clock, plan));
    }
}

fn lock() -> MutexGuard<'static, Plans> {
    static PLANS: LazyLock<Mutex<Plans>> = LazyLock::new(Mutex::default);
    // It holds only finished plans, so it is sound after a panic elsewhere.
    PLANS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_made_once_while_it_is_in_use_and_forgotten_when_it_is_not() {
        #[derive(Clone, PartialEq, Debug)]
        struct Own(usize);
        let own = |n, made| cached(n, 0, || Ok(Own(made))).unwrap();
        assert_eq!(own(1, 10), Own(10));
        assert_eq!(cached(1, 1, || Ok(Own(11))), Ok(Own(11)), "another variant");
        for n in 2..2 * CAPACITY {
            assert_eq!(own(n, n), Own(n));
            assert_eq!(own(1, 20), Own(10), "still in use");
        }
        for n in 1000..1000 + CAPACITY {
            own(n, n);
        }
        assert_eq!(own(1, 20), Own(20));
        assert!(lock().kept.len() <= CAPACITY);
    }
}
