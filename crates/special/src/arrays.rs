//! Functions over arrays.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{for_each_chunk, large_zeros};

/// Elements that a thread takes in a row: upwards of 20 µs of work.
const ELEMENTS_PER_TASK: usize = 1 << 11;

/// Calls `f` on each element of `x`, on this thread.
///
/// The compiler sees `f` and builds the loop around it, so that nothing is looked up per element.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_special::{gamma, map};
/// assert_eq!(map(&array![[1.0, 2.0], [3.0, 4.0]], gamma), array![[1.0, 1.0], [2.0, 6.0]]);
/// ```
pub fn map<T: Copy, U, D: Dimension>(x: &ArrayRef<T, D>, f: impl Fn(T) -> U) -> Array<U, D> {
    x.mapv(f)
}

/// Calls `f` on each element of `x`, spread over threads (feature `rayon`) where `x` is large.
///
/// The result is that of [`map`], whatever the number of threads.
///
/// # Shapes
///
/// `x`: any. Returns the same shape.
///
/// # Examples
///
/// ```
/// use ndarray::Array;
/// use onkai_special::{gamma, map, par_map};
/// let x = Array::linspace(1.0, 9.0, 100_000);
/// assert_eq!(par_map(&x, gamma), map(&x, gamma));
/// ```
pub fn par_map<T, U, D>(x: &ArrayRef<T, D>, f: impl Fn(T) -> U + Send + Sync) -> Array<U, D>
where
    T: Copy + Sync,
    U: Clone + Default + Send,
    D: Dimension,
{
    let x = x.as_standard_layout();
    let elements = x.as_slice().expect("the standard layout lies in one piece");
    let mut values = large_zeros(elements.len());
    for_each_chunk(
        &mut values,
        1,
        ELEMENTS_PER_TASK,
        || (),
        |(), index, value| {
            value[0] = f(elements[index]);
        },
    );
    Array::from_shape_vec(x.raw_dim(), values).expect("as many values as elements")
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, Array3, array, s};

    use super::*;

    #[test]
    fn layouts_and_threads_do_not_matter() {
        let x = Array2::from_shape_fn((120, 90), |(i, j)| (i * 91 + j) as f64);
        let square = |v: f64| v * v;
        for view in [x.view(), x.t(), x.slice(s![..;-2, 1..;3])] {
            let expected = Array2::from_shape_fn(view.raw_dim(), |index| square(view[index]));
            assert_eq!(map(&view, square), expected);
            assert_eq!(par_map(&view, square), expected);
        }
    }

    #[test]
    fn empty_and_zero_dimensional_arrays_pass() {
        assert_eq!(par_map(&Array3::<f32>::zeros((2, 0, 3)), |v| v).shape(), [2, 0, 3]);
        assert_eq!(par_map(&ndarray::arr0(2.0), |v| v + 1.0), ndarray::arr0(3.0));
    }

    #[test]
    fn results_may_have_another_type() {
        assert_eq!(par_map(&array![1.5_f32, -2.0], |v| v < 0.0), array![false, true]);
    }
}
