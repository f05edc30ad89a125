//! One cache of planned transforms for the whole process.
//!
//! rustfft's planner chooses an algorithm and computes its twiddle factors, which for short
//! transforms takes far longer than running them. Its planners keep what they have planned, so one
//! of each kind behind a lock makes every later plan of the same length a look-up.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use onkai_core::Real;
use realfft::RealFftPlanner;
use rustdct::DctPlanner;
use rustfft::FftPlanner;

/// Runs `f` with the process's planner of complex transforms over `F`.
pub(crate) fn with_complex_planner<F: Real, R>(f: impl FnOnce(&mut FftPlanner<F>) -> R) -> R {
    with_planner(FftPlanner::<F>::new, f)
}

/// Runs `f` with the process's planner of real transforms over `F`.
pub(crate) fn with_real_planner<F: Real, R>(f: impl FnOnce(&mut RealFftPlanner<F>) -> R) -> R {
    with_planner(RealFftPlanner::<F>::new, f)
}

/// Runs `f` with the process's planner of cosine transforms over `F`.
pub(crate) fn with_cosine_planner<F: Real, R>(f: impl FnOnce(&mut DctPlanner<F>) -> R) -> R {
    with_planner(DctPlanner::<F>::new, f)
}

/// The planners, by their type: a generic function can have no static of a generic type.
static PLANNERS: LazyLock<Mutex<HashMap<TypeId, Box<dyn Any + Send>>>> =
    LazyLock::new(Mutex::default);

fn with_planner<P: Any + Send, R>(make: fn() -> P, f: impl FnOnce(&mut P) -> R) -> R {
    // A planner holds only finished plans, so it is sound after a panic elsewhere.
    let mut planners = PLANNERS.lock().unwrap_or_else(PoisonError::into_inner);
    let planner = planners.entry(TypeId::of::<P>()).or_insert_with(|| Box::new(make()));
    f(planner.downcast_mut().expect("stored under its own type"))
}
