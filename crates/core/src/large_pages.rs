//! Large arrays in large pages.

/// A vector of `len` zeros, or what else is `T`'s default; if it is large, in large pages.
///
/// The operating system makes memory page by page, each when it is first touched. A page has 4 KiB as
/// a rule, and making it costs more than filling it: of the time to read a sound of 100 MB from the
/// file cache, half went into that, and 2 MiB at once make it twice as fast. The vector is an ordinary
/// one, which may be more than it needs by a part of a page. Systems other than Linux decide for
/// themselves.
///
/// # Examples
///
/// ```
/// assert_eq!(onkai_core::large_zeros::<f32>(3), [0.0; 3]);
/// ```
///
/// # References
///
/// Linux kernel, "Transparent Hugepage Support".
/// <https://docs.kernel.org/admin-guide/mm/transhuge.html>
pub fn large_zeros<T: Clone + Default>(len: usize) -> Vec<T> {
    let mut memory = vec![T::default(); len];
    prefer(&mut memory);
    memory
}

/// An empty vector with room for `capacity`; if that is much, in large pages, as [`large_zeros`].
///
/// # Examples
///
/// ```
/// assert!(onkai_core::large_with_capacity::<f32>(3).is_empty());
/// ```
pub fn large_with_capacity<T>(capacity: usize) -> Vec<T> {
    let mut memory = Vec::with_capacity(capacity);
    prefer(memory.spare_capacity_mut());
    memory
}

/// Bytes from which on large pages pay: allocators serve smaller requests from memory that they have
/// kept, whose pages are there already.
const MIN_BYTES: usize = 1 << 22;

/// Asks for large pages where `memory` has not been touched yet; elsewhere it changes nothing.
fn prefer<T>(memory: &mut [T]) {
    if MIN_BYTES <= size_of_val(memory) {
        system::prefer(memory);
    }
}

#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "the kernel is asked through the C library, which safe Rust cannot")]
mod system {
    /// A multiple of every page size that Linux runs with.
    const ALIGNMENT: usize = 1 << 16;

    pub(super) fn prefer<T>(memory: &mut [T]) {
        let bytes = memory.as_mut_ptr_range();
        let begin = bytes.start.addr().next_multiple_of(ALIGNMENT);
        let end = bytes.end.addr() / ALIGNMENT * ALIGNMENT;
        if begin < end {
            let begin_ptr = bytes.start.with_addr(begin).cast();
            // SAFETY: the range lies within `memory`, and the advice is about how its pages are made,
            // never about what they hold. A system that does not follow it does no harm.
            unsafe {
                libc::madvise(begin_ptr, end - begin, libc::MADV_HUGEPAGE);
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) fn prefer<T>(_: &mut [T]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_and_small_vectors_are_zeros() {
        for len in [0, 1, MIN_BYTES / 8 - 1, MIN_BYTES / 8, MIN_BYTES] {
            let x = large_zeros::<f64>(len);
            assert_eq!(x.len(), len);
            assert!(x.iter().all(|&v| v == 0.0));
        }
    }

    #[test]
    fn a_vector_with_room_grows_as_any_other() {
        let mut x = large_with_capacity::<u8>(MIN_BYTES + 1);
        assert!(x.is_empty() && MIN_BYTES < x.capacity());
        x.resize(2 * MIN_BYTES, 7);
        assert!(x.iter().all(|&v| v == 7));
    }

    #[test]
    fn what_memory_holds_stays() {
        let mut x: Vec<u32> = (0..MIN_BYTES as u32).collect();
        prefer(&mut x);
        assert!(x.iter().zip(0..).all(|(&v, k)| v == k));
    }
}
