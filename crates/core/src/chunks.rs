//! Filling an output chunk by chunk, on several threads where there are enough chunks.

use ndarray::{Array2, ArrayRef, Dimension, ShapeBuilder};

/// Makes an array of `n_rows` by `n_columns`, column by column in memory, by calling
/// `run(state, index, column)` for each column, filled with the default value before.
///
/// This is how spectrograms are made; for `make_state` and `min_columns` see [`for_each_chunk`].
/// Fresh memory is first touched by the thread that fills it.
///
/// # Examples
///
/// ```
/// let table = onkai_core::collect_columns((2, 3), 1, || (), |(), index, column| {
///     column[0] = index;
///     column[1] = 10 * index;
/// });
/// assert_eq!(table, ndarray::array![[0, 1, 2], [0, 10, 20]]);
/// ```
pub fn collect_columns<T, S>(
    (n_rows, n_columns): (usize, usize),
    min_columns: usize,
    make_state: impl Fn() -> S + Send + Sync,
    run: impl Fn(&mut S, usize, &mut [T]) + Send + Sync,
) -> Array2<T>
where
    T: Copy + Default + Send,
{
    let data = fresh::filled_by(n_rows * n_columns, |memory| {
        for_each_chunk(memory, n_rows, min_columns, make_state, |state, index, column| {
            run(state, index, fresh::defaulted(column));
        });
    });
    Array2::from_shape_vec((n_rows, n_columns).f(), data)
        .expect("made with as many elements as the shape")
}

/// Memory that is written once.
///
/// A spectrogram of a minute is 22 MB. Filling it with zeros first, on one thread, took as long as
/// all its Fourier transforms on two: each page is first touched, and so made, by that thread.
#[allow(unsafe_code, reason = "safe Rust writes a vector twice, the first time on one thread")]
mod fresh {
    use std::mem::MaybeUninit;

    use crate::large_pages::large_with_capacity;

    /// A vector of `len` elements, all of which `fill` must overwrite with [`defaulted`].
    pub(super) fn filled_by<T: Copy + Default>(
        len: usize,
        fill: impl FnOnce(&mut [MaybeUninit<T>]),
    ) -> Vec<T> {
        let mut data = large_with_capacity(len);
        fill(&mut data.spare_capacity_mut()[..len]);
        // SAFETY: `for_each_chunk` visits every element of a slice whose length is a multiple of the
        // chunk's, as `n_rows * n_columns` is, and `collect_columns`, the one caller, passes each
        // chunk through `defaulted`.
        unsafe { data.set_len(len) };
        data
    }

    /// Overwrites fresh memory with the default value.
    pub(super) fn defaulted<T: Copy + Default>(memory: &mut [MaybeUninit<T>]) -> &mut [T] {
        memory.fill(MaybeUninit::new(T::default()));
        // SAFETY: every element has just been initialized, and `MaybeUninit<T>` has the layout of `T`.
        unsafe { &mut *(std::ptr::from_mut(memory) as *mut [T]) }
    }
}

/// Calls `run(state, index, chunk)` for each chunk of `width` elements of `data`.
///
/// The one place where frames are spread over threads (feature `rayon`). `make_state` builds what a
/// worker reuses from chunk to chunk, such as scratch buffers; the result must not depend on how
/// often it is called. A worker takes at least `min_chunks` chunks in a row, so that building its
/// state and waking it pay. A last chunk that `data` does not fill is left out.
///
/// # Examples
///
/// ```
/// let mut squares = vec![0; 6];
/// onkai_core::for_each_chunk(&mut squares, 2, 1, || (), |(), index, chunk| {
///     chunk.fill(index * index);
/// });
/// assert_eq!(squares, [0, 0, 1, 1, 4, 4]);
/// ```
pub fn for_each_chunk<T, S>(
    data: &mut [T],
    width: usize,
    min_chunks: usize,
    make_state: impl Fn() -> S + Send + Sync,
    run: impl Fn(&mut S, usize, &mut [T]) + Send + Sync,
) where
    T: Send,
{
    // Zero-width chunks have nothing to fill; `chunks_exact_mut` refuses them.
    if width == 0 {
        return;
    }
    #[cfg(feature = "rayon")]
    if 2 * min_chunks <= data.len() / width {
        use rayon::prelude::*;
        data.par_chunks_exact_mut(width)
            .enumerate()
            .with_min_len(min_chunks)
            .for_each_init(make_state, |state, (index, chunk)| run(state, index, chunk));
        return;
    }
    #[cfg(not(feature = "rayon"))]
    let _ = min_chunks;
    let mut state = make_state();
    for (index, chunk) in data.chunks_exact_mut(width).enumerate() {
        run(&mut state, index, chunk);
    }
}

/// Calls `run` on each element of `x`, on several threads where `x` is large and lies in one piece.
///
/// For functions that cost more than reading and writing a number, such as logarithms.
///
/// # Examples
///
/// ```
/// let mut x = ndarray::array![1.0, 4.0, 9.0];
/// onkai_core::for_each_element(&mut x, |v: &mut f64| *v = v.sqrt());
/// assert_eq!(x, ndarray::array![1.0, 2.0, 3.0]);
/// ```
pub fn for_each_element<T, D>(x: &mut ArrayRef<T, D>, run: impl Fn(&mut T) + Send + Sync)
where
    T: Send,
    D: Dimension,
{
    #[cfg(feature = "rayon")]
    if 2 * ELEMENTS_PER_TASK <= x.len()
        && let Some(elements) = x.as_slice_memory_order_mut()
    {
        use rayon::prelude::*;
        elements
            .par_chunks_mut(ELEMENTS_PER_TASK)
            .for_each(|chunk| chunk.iter_mut().for_each(&run));
        return;
    }
    x.map_inplace(run);
}

/// Elements that a thread takes in a row: about 50 µs of logarithms.
#[cfg(feature = "rayon")]
const ELEMENTS_PER_TASK: usize = 1 << 13;
