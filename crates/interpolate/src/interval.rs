//! Finding the interval of an ascending grid that a point lies in.

use onkai_core::Real;

/// Finds intervals, starting where the last one was found or where an even grid would have it.
///
/// Sorted points cost a comparison or two each, points of a grid that is about even a few.
#[derive(Debug)]
pub(crate) struct Finder<'a, T> {
    grid: &'a [T],
    /// Intervals for each unit; makes the first guess.
    density: T,
    last: usize,
}

impl<'a, T: Real> Finder<'a, T> {
    /// For a grid of two points or more that does not descend.
    pub(crate) fn new(grid: &'a [T]) -> Self {
        let n_intervals = grid.len() - 1;
        let width = grid[n_intervals] - grid[0];
        let density = T::of_usize(n_intervals) / width;
        Self { grid, density: if density.is_finite() { density } else { T::zero() }, last: 0 }
    }

    /// The last interval `i` with `grid[i] <= x`, or the nearest one if `x` lies outside; for NaN, any.
    #[inline]
    pub(crate) fn find(&mut self, x: T) -> usize {
        let (grid, last, top) = (self.grid, self.last, self.grid.len() - 2);
        // Intervals are half-open, so that a point on a knot belongs to the one behind it.
        let is_in = |i: usize| grid[i] <= x && (x < grid[i + 1] || i == top);
        if is_in(last) {
            return last;
        }
        if last < top && is_in(last + 1) {
            self.last = last + 1;
            return last + 1;
        }
        self.last = self.search(x);
        self.last
    }

    /// Steps away from a guess, in strides that double, until the point is enclosed; then bisects.
    fn search(&self, x: T) -> usize {
        let (grid, top) = (self.grid, self.grid.len() - 2);
        if x.is_nan() || x < grid[1] {
            return 0;
        }
        if grid[top] <= x {
            return top;
        }
        let guess = ((x - grid[0]) * self.density).to_usize().unwrap_or(top).min(top);
        let distance = |i: usize| (x - grid[i]).abs();
        let start = if distance(guess) < distance(self.last) { guess } else { self.last };
        let mut stride = 1;
        let (mut low, mut high) = (start, start);
        if grid[start] <= x {
            loop {
                high = (low + stride).min(top);
                if high == top || x < grid[high] {
                    break;
                }
                low = high;
                stride *= 2;
            }
        } else {
            loop {
                low = high.saturating_sub(stride);
                if low == 0 || grid[low] <= x {
                    break;
                }
                high = low;
                stride *= 2;
            }
        }
        // grid[low] <= x < grid[high]
        while 1 < high - low {
            let middle = low.midpoint(high);
            if grid[middle] <= x { low = middle } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_of_points_gives_the_same_as_a_plain_search() {
        let mut grid: Vec<f64> = (0..50).map(|i| f64::from(i * i)).collect();
        grid[7] = grid[8];
        let plain = |x: f64| grid.partition_point(|g| *g <= x).clamp(1, 49) - 1;
        let mut finder = Finder::new(&grid);
        for i in 0..4000 {
            let x = f64::from((i * 7919) % 5000) / 2.0 - 20.0;
            assert_eq!(finder.find(x), plain(x), "{x}");
        }
        for i in 0..5000 {
            let x = f64::from(i) / 2.0 - 20.0;
            assert_eq!(finder.find(x), plain(x), "{x}");
        }
        finder.find(f64::NAN);
        assert_eq!(finder.find(f64::INFINITY), 48);
    }
}
