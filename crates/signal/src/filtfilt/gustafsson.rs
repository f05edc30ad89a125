//! Initial states for which filtering forward then backward, and backward then forward, agree.
//!
//! Counterpart of `scipy.signal.filtfilt` with `method="gust"`.

use ndarray::{Array1, Array2, ArrayRef1, Axis, s};
use onkai_core::{Result, check_finite};
use onkai_linalg::{LinalgScalar, LstsqOptions, lstsq};

use crate::lfilter::LinearFilter;

/// What is the same for all signals of a length.
///
/// Both orders of filtering are linear in the two initial states, those at the front and at the
/// back. The states solve a least squares problem, which makes the two results agree.
pub(super) struct Gustafsson<T> {
    filter: LinearFilter<T>,
    /// How many samples at each end the states act on: the whole signal if it is short.
    reach: usize,
    is_whole: bool,
    /// By how much the two results differ for each state.
    difference: Array2<T>,
    /// What each state adds to the result.
    effect: Array2<T>,
}

impl<T: LinalgScalar> Gustafsson<T> {
    pub(super) fn new(
        filter: &LinearFilter<T>,
        n: usize,
        response_len: Option<usize>,
    ) -> Result<Self> {
        let mut filter = filter.clone();
        filter.reset();
        let order = filter.state().len();
        let reach = response_len.filter(|&len| 2 * len < n).unwrap_or(n);
        let is_whole = reach == n;
        // What the states leave in the output of silence, by time and state.
        let mut observed = Array2::default((reach, order));
        for k in 0..order {
            let mut state = Array1::default(order);
            state[k] = T::one();
            filter.set_state(&state)?;
            observed.column_mut(k).assign(&filter.run(&Array1::default(reach)));
        }
        // The same backward through the filter.
        let mut twice = Array2::default((reach, order));
        for k in 0..order {
            filter.reset();
            let reversed = observed.slice(s![..;-1, k]);
            twice.column_mut(k).assign(&filter.run(&reversed).slice(s![..;-1]));
        }
        filter.reset();
        let (observed_reversed, twice_reversed) =
            (observed.slice(s![..;-1, ..]), twice.slice(s![..;-1, ..]));
        let front = &twice - &observed;
        let back = &observed_reversed - &twice_reversed;
        let (difference, effect) = if is_whole {
            (side_by_side(&front, &back), side_by_side(&twice, &observed_reversed.to_owned()))
        } else {
            (diagonal(&front, &back), diagonal(&twice, &observed_reversed.to_owned()))
        };
        Ok(Self { filter, reach, is_whole, difference, effect })
    }

    pub(super) fn run(&self, x: &ArrayRef1<T>) -> Result<Array1<T>> {
        let pass = |x: &ArrayRef1<T>| self.filter.clone().run(x);
        let forward = pass(x);
        let mut y = pass(&forward.slice(s![..;-1])).slice(s![..;-1]).to_owned();
        if self.difference.ncols() == 0 {
            return Ok(y);
        }
        check_finite("x", x)?;
        let backward = pass(&x.slice(s![..;-1])).slice(s![..;-1]).to_owned();
        let delta = pass(&backward) - &y;
        let delta = if self.is_whole { delta } else { self.ends(&delta) };
        let states = lstsq(&self.difference, &delta, &LstsqOptions::default())?.x;
        let effect = self.effect.dot(&states);
        if self.is_whole {
            y += &effect;
        } else {
            let (front, back) = effect.view().split_at(Axis(0), self.reach);
            let start = y.len() - self.reach;
            let mut head = y.slice_mut(s![..self.reach]);
            head += &front;
            let mut tail = y.slice_mut(s![start..]);
            tail += &back;
        }
        Ok(y)
    }

    fn ends(&self, delta: &ArrayRef1<T>) -> Array1<T> {
        let start = delta.len() - self.reach;
        delta.iter().take(self.reach).chain(delta.iter().skip(start)).copied().collect()
    }
}

fn side_by_side<T: LinalgScalar>(left: &Array2<T>, right: &Array2<T>) -> Array2<T> {
    let (rows, columns) = left.dim();
    Array2::from_shape_fn((rows, 2 * columns), |(i, j)| {
        if j < columns { left[[i, j]] } else { right[[i, j - columns]] }
    })
}

fn diagonal<T: LinalgScalar>(upper: &Array2<T>, lower: &Array2<T>) -> Array2<T> {
    let (rows, columns) = upper.dim();
    Array2::from_shape_fn((2 * rows, 2 * columns), |(i, j)| match (i < rows, j < columns) {
        (true, true) => upper[[i, j]],
        (false, false) => lower[[i - rows, j - columns]],
        _ => T::zero(),
    })
}
