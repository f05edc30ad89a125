//! How much memory a call takes at most.

use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Runs `call` and tells how many bytes more than before it held at its peak.
///
/// What other threads take in the meantime counts, too.
pub(crate) fn peak_during(call: impl FnOnce()) -> usize {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    call();
    ALLOCATOR.peak_usage().saturating_sub(before)
}
