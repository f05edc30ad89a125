//! What the solvers of this folder share: checks, and right-hand sides one by one.

use ndarray::{Array, ArrayRef, ArrayView1, Axis, Dimension};
use onkai_core::{Error, Result, Scalar};

/// Refuses a right-hand side that has not `n` rows.
pub(super) fn check_rows<T, D: Dimension>(
    name: &'static str,
    b: &ArrayRef<T, D>,
    n: usize,
) -> Result<()> {
    if b.ndim() == 0 || b.len_of(Axis(0)) != n {
        let mut expected = b.shape().to_vec();
        match expected.first_mut() {
            Some(first) => *first = n,
            None => expected.push(n),
        }
        return Err(Error::Shape { name, expected, actual: b.shape().to_vec() });
    }
    Ok(())
}

/// Replaces each right-hand side, a lane along the first axis, by what `solve` makes of it.
pub(super) fn for_each_column<T: Scalar, D: Dimension>(
    b: &ArrayRef<T, D>,
    solve: impl Fn(&mut [T]),
) -> Array<T, D> {
    let mut x = b.to_owned();
    let mut column = Vec::with_capacity(x.len_of(Axis(0)));
    for mut lane in x.lanes_mut(Axis(0)) {
        column.clear();
        column.extend(lane.iter().copied());
        solve(&mut column);
        lane.assign(&ArrayView1::from(&column));
    }
    x
}
