//! Linear prediction.
//!
//! Counterpart of `librosa.lpc`.

use ndarray::{Array, ArrayRef, Dimension};
use onkai_core::{Error, Real, Result, as_contiguous, check_finite, for_each_chunk, map_lanes};

use crate::channels::time_axis;

/// The coefficients of the filter that predicts a signal best, by Burg's method.
///
/// The samples are nearly `-(a₁ y[n - 1] + … + a_p y[n - p])`, so that `a` as a filter leaves what cannot be
/// predicted, and its inverse has the signal's formants. Each order in turn chooses the reflection
/// coefficient that makes the errors of prediction forwards and backwards least in sum of squares.
///
/// # Shapes
///
/// `y`: `[..., n]`. Returns `[..., order + 1]`, the first of each channel 1.
///
/// # Errors
///
/// [`Error::Parameter`] when `order` is zero, [`Error::TooShort`] when there are not more samples than
/// that, [`Error::NotFinite`].
///
/// # Examples
///
/// ```
/// use ndarray::Array1;
/// // A decaying exponential is predicted from one sample.
/// let y = Array1::from_shape_fn(200, |n| 0.9_f64.powf(n as f64));
/// let a = onkai_mir::lpc(&y, 1)?;
/// assert!(a[0] == 1.0 && (a[1] + 1.8 / 1.81).abs() < 1e-9);
/// # Ok::<(), onkai_mir::Error>(())
/// ```
///
/// # Differences from librosa
///
/// Sums of squares are added up anew for each order, where librosa takes from the last one what has become
/// known; in single precision its digits are used up sooner. Time is the last axis.
///
/// # References
///
/// L. Marple, "A new autoregressive spectrum analysis algorithm", IEEE Transactions on Acoustics, Speech and
/// Signal Processing 28 (1980), <https://doi.org/10.1109/TASSP.1980.1163429>.
pub fn lpc<F: Real, D: Dimension>(y: &ArrayRef<F, D>, order: usize) -> Result<Array<F, D>> {
    let time = time_axis("y", y)?;
    if order == 0 {
        return Err(Error::parameter("order", 0.0, "at least 1"));
    }
    let n = y.len_of(time);
    if n <= order {
        return Err(Error::TooShort { name: "y", expected: order.saturating_add(1), actual: n });
    }
    check_finite("y", y)?;
    map_lanes(y, time, order + 1, |y, mut out| {
        for (out, a) in out.iter_mut().zip(burg(&as_contiguous(&y), order)) {
            *out = F::of(a);
        }
        Ok(())
    })
}

/// Samples that are changed and summed up while they are in the cache; what sums are made of, so that they
/// do not depend on threads.
const BLOCK: usize = 4096;

fn burg<F: Real>(y: &[F], order: usize) -> Vec<f64> {
    let mut a = vec![0.0; order + 1];
    a[0] = 1.0;
    let mut before = a.clone();
    let mut forward = y[1..].to_vec();
    let mut backward = y[..y.len() - 1].to_vec();
    // Errors that are not filtered yet, for the sums.
    let mut sums = filter(&mut forward, &mut backward, F::zero(), 0);
    for step in 1..=order {
        let reflection = -2.0 * sums.product / (sums.energy + F::min_positive_value().as_f64());
        std::mem::swap(&mut a, &mut before);
        let mirrored = before[..step].iter().rev();
        for ((a, same), mirrored) in a[1..=step].iter_mut().zip(&before[1..=step]).zip(mirrored) {
            *a = same + reflection * mirrored;
        }
        if step < order {
            let n = backward.len() + 1 - step;
            let forward = &mut forward[step - 1..];
            sums = filter(forward, &mut backward[..n], F::of(reflection), 1);
        }
    }
    a
}

/// What a reflection coefficient is made of.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Of forward errors times backward errors.
    product: f64,
    /// Of the squares of both.
    energy: f64,
}

/// Passes the errors of both directions through one stage of the lattice, and sums up over the pairs of
/// the next order, which leaves out the first `lag` forward errors and the last `lag` backward ones.
fn filter<F: Real>(forward: &mut [F], backward: &mut [F], reflection: F, lag: usize) -> Sums {
    let n = forward.len();
    let blocks = forward.chunks_mut(BLOCK).zip(backward.chunks_mut(BLOCK));
    let mut parts: Vec<_> = blocks.map(|blocks| (blocks, Sums::default())).collect();
    for_each_chunk(
        &mut parts,
        1,
        8,
        || (),
        |(), _, part| {
            let ((forward, backward), sums) = &mut part[0];
            for (f, b) in forward.iter_mut().zip(backward.iter_mut()) {
                (*f, *b) = (*f + reflection * *b, *b + reflection * *f);
            }
            sums.energy = dot(forward, forward) + dot(backward, backward);
            sums.product = dot(&forward[lag..], &backward[..backward.len() - lag]);
        },
    );
    let mut sums = Sums::default();
    for (_, part) in &parts {
        sums.product += part.product;
        sums.energy += part.energy;
    }
    if lag == 1 {
        // Pairs whose halves are in two blocks, and the errors that have no partner.
        for start in (BLOCK..n).step_by(BLOCK) {
            sums.product += (forward[start] * backward[start - 1]).as_f64();
        }
        let (first, last) = (forward[0].as_f64(), backward[n - 1].as_f64());
        sums.energy = (sums.energy - first * first - last * last).max(0.0);
    }
    sums
}

/// A sum of products, in eight sums that a processor can add at once.
fn dot<F: Real>(x: &[F], y: &[F]) -> f64 {
    let mut sums = [F::zero(); 8];
    let (mut xs, mut ys) = (x.chunks_exact(8), y.chunks_exact(8));
    for (x, y) in xs.by_ref().zip(ys.by_ref()) {
        for ((sum, &x), &y) in sums.iter_mut().zip(x).zip(y) {
            *sum += x * y;
        }
    }
    let rest = xs.remainder().iter().zip(ys.remainder()).map(|(&x, &y)| (x * y).as_f64());
    rest.sum::<f64>() + sums.into_iter().map(F::as_f64).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, Axis, array};
    use onkai_testing::{assert_close, noise};

    use super::*;

    /// The method as the paper has it, without blocks.
    fn plain(y: &[f64], order: usize) -> Vec<f64> {
        let (mut f, mut b) = (y[1..].to_vec(), y[..y.len() - 1].to_vec());
        let mut a = vec![1.0];
        for _ in 0..order {
            let product: f64 = f.iter().zip(&b).map(|(f, b)| f * b).sum();
            let energy: f64 = f.iter().chain(&b).map(|e| e * e).sum();
            let k = -2.0 * product / energy;
            a.push(0.0);
            let mirrored: Vec<_> = a.iter().rev().copied().collect();
            a.iter_mut().zip(&mirrored).for_each(|(a, m)| *a += k * m);
            let next = f.iter().zip(&b).map(|(f, b)| (f + k * b, b + k * f));
            (f, b) = next.unzip();
            f.remove(0);
            b.pop();
        }
        a
    }

    #[test]
    fn blocks_agree_with_one_loop() {
        for n in [3, 100, BLOCK, BLOCK + 1, BLOCK + 2, 3 * BLOCK + 5] {
            let y = noise(n, 3);
            let order = 9.min(n - 1);
            let expected = Array1::from(plain(y.as_slice().unwrap(), order));
            assert_close!(lpc(&y, order).unwrap(), expected, 0.0, 1e-11, "{n}");
        }
    }

    #[test]
    fn channels_are_on_their_own() {
        let y = Array2::from_shape_vec((3, 400), noise(1200, 5).to_vec()).unwrap();
        let all = lpc(&y, 6).unwrap();
        for (channel, row) in y.axis_iter(Axis(0)).enumerate() {
            assert_eq!(all.row(channel), lpc(&row, 6).unwrap());
        }
    }

    #[test]
    fn silence_predicts_itself() {
        assert_eq!(lpc(&Array1::<f32>::zeros(50), 3).unwrap(), array![1.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn bad_arguments_are_named() {
        let y = array![1.0, 2.0, 0.5];
        assert!(matches!(lpc(&y, 0), Err(Error::Parameter { name: "order", .. })));
        assert_eq!(lpc(&y, 3), Err(Error::TooShort { name: "y", expected: 4, actual: 3 }));
        assert!(lpc(&y, usize::MAX).is_err());
        assert!(lpc(&Array1::<f64>::zeros(0), 1).is_err());
        assert!(matches!(lpc(&array![1.0, f64::NAN, 2.0], 1), Err(Error::NotFinite { .. })));
    }
}
