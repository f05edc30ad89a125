//! Whom to give which job: the cheapest one-to-one assignment.
//!
//! Counterpart of `scipy.optimize.linear_sum_assignment`.

use ndarray::{Array1, Array2, ArrayRef2};
use onkai_core::{Error, Result};

/// What a sum shall be.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Goal, linear_sum_assignment};
/// let gain = array![[1.0, 5.0], [2.0, 3.0]];
/// let best = linear_sum_assignment(&gain, Goal::Maximize)?;
/// assert_eq!(best.total(&gain), 7.0);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// As small as possible.
    #[default]
    Minimize,
    /// As large as possible.
    Maximize,
}

/// The assignment of rows to columns, each used at most once, with the least (or greatest) sum of costs.
///
/// ```text
/// Σ cost[rows[k], columns[k]]   is least
/// ```
///
/// Each row (each column, if those are fewer) is assigned. Infinite costs (−∞ where the sum shall be
/// large) forbid a pair.
///
/// # Shapes
///
/// `cost`: `[m, n]`; the result's arrays: `[min(m, n)]`.
///
/// # Errors
///
/// [`Error::Values`] if a cost is NaN or the infinity that no sum could avoid to take, or if what is
/// forbidden leaves no complete assignment.
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_optimize::{Goal, linear_sum_assignment};
/// let cost = array![[4.0, 1.0, 3.0], [2.0, 0.0, 5.0], [3.0, 2.0, 2.0]];
/// let best = linear_sum_assignment(&cost, Goal::Minimize)?;
/// assert_eq!(best.columns, array![1, 0, 2]);
/// assert_eq!(best.total(&cost), 5.0);
/// # Ok::<(), onkai_optimize::Error>(())
/// ```
///
/// # References
///
/// D. F. Crouse, "On implementing 2D rectangular assignment algorithms", *IEEE Transactions on
/// Aerospace and Electronic Systems* 52 (2016) 1679-1696,
/// [doi:10.1109/TAES.2016.140952](https://doi.org/10.1109/TAES.2016.140952).
#[doc(alias = "hungarian")]
pub fn linear_sum_assignment(cost: &ArrayRef2<f64>, goal: Goal) -> Result<Assignment> {
    let forbidden = if goal == Goal::Maximize { f64::INFINITY } else { f64::NEG_INFINITY };
    if cost.iter().any(|&c| c.is_nan() || c == forbidden) {
        let requirement = match goal {
            Goal::Minimize => "not hold NaN or -inf",
            Goal::Maximize => "not hold NaN or inf",
        };
        return Err(Error::Values { name: "cost", requirement });
    }
    let (m, n) = cost.dim();
    let is_tall = n < m;
    let oriented = if is_tall { cost.t() } else { cost.view() };
    let sign = if goal == Goal::Maximize { -1.0 } else { 1.0 };
    let costs: Vec<f64> = oriented.iter().map(|c| sign * c).collect();
    let mut search = Search::new(costs, m.min(n), m.max(n));
    for row in 0..m.min(n) {
        if !search.assign(row) {
            let requirement = "allow a complete assignment: the cost matrix is infeasible";
            return Err(Error::Values { name: "cost", requirement });
        }
    }
    let column_of = search.column_of;
    Ok(if is_tall {
        let mut pairs: Vec<(usize, usize)> =
            column_of.iter().enumerate().map(|(row, &column)| (column, row)).collect();
        pairs.sort_unstable();
        let (rows, columns): (Vec<usize>, Vec<usize>) = pairs.into_iter().unzip();
        Assignment { rows: rows.into(), columns: columns.into() }
    } else {
        Assignment { rows: (0..m).collect(), columns: column_of.into() }
    })
}

/// Pairs of rows and columns, by rising row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Indices of rows.
    pub rows: Array1<usize>,
    /// The column that each is assigned.
    pub columns: Array1<usize>,
}

impl Assignment {
    /// The sum of the costs of the pairs; `cost` must be the matrix (or one of its shape).
    pub fn total(&self, cost: &ArrayRef2<f64>) -> f64 {
        self.rows.iter().zip(&self.columns).filter_map(|(&i, &j)| cost.get([i, j])).sum()
    }

    /// The assignment as a matrix of the shape of the costs, `true` where row and column belong together.
    pub fn to_matrix(&self, shape: (usize, usize)) -> Array2<bool> {
        let mut matrix = Array2::from_elem(shape, false);
        for (&i, &j) in self.rows.iter().zip(&self.columns) {
            if let Some(cell) = matrix.get_mut([i, j]) {
                *cell = true;
            }
        }
        matrix
    }
}

const NONE: usize = usize::MAX;

/// Rows that are assigned one by one along shortest augmenting paths.
///
/// Prices of rows and columns keep all reduced costs `cost − row_price − column_price` from being
/// negative, and those of assigned pairs zero; a path of least reduced cost from a new row to a
/// column that is free then keeps the assignment the cheapest of its size.
struct Search {
    costs: Vec<f64>,
    n: usize,
    row_price: Vec<f64>,
    column_price: Vec<f64>,
    column_of: Vec<usize>,
    row_of: Vec<usize>,
    /// Length of the shortest path found to each column, and the row before it.
    distance: Vec<f64>,
    previous: Vec<usize>,
    /// Columns not reached for good; in the end those that were.
    waiting: Vec<usize>,
    reached: Vec<usize>,
}

impl Search {
    fn new(costs: Vec<f64>, m: usize, n: usize) -> Self {
        Self {
            costs,
            n,
            row_price: vec![0.0; m],
            column_price: vec![0.0; n],
            column_of: vec![NONE; m],
            row_of: vec![NONE; n],
            distance: vec![f64::INFINITY; n],
            previous: vec![NONE; n],
            waiting: Vec::with_capacity(n),
            reached: Vec::with_capacity(n),
        }
    }

    /// Assigns one more row; whether that is possible.
    fn assign(&mut self, first: usize) -> bool {
        let Some((sink, length)) = self.shortest_path(first) else { return false };
        self.row_price[first] += length;
        for &column in &self.reached {
            let slack = length - self.distance[column];
            let row = self.row_of[column];
            if row != NONE {
                self.row_price[row] += slack;
            }
            self.column_price[column] -= slack;
        }
        let mut column = sink;
        loop {
            let row = self.previous[column];
            self.row_of[column] = row;
            std::mem::swap(&mut self.column_of[row], &mut column);
            if row == first {
                return true;
            }
        }
    }

    /// The nearest free column and how far it is; Dijkstra's algorithm.
    fn shortest_path(&mut self, first: usize) -> Option<(usize, f64)> {
        // From the last column to the first, so that equal costs give the matrix's diagonal.
        self.waiting.clear();
        self.waiting.extend((0..self.n).rev());
        self.reached.clear();
        self.distance.fill(f64::INFINITY);
        let (mut row, mut length) = (first, 0.0);
        loop {
            let costs = &self.costs[row * self.n..(row + 1) * self.n];
            let offset = length - self.row_price[row];
            let (mut best, mut lowest) = (NONE, f64::INFINITY);
            for (place, &column) in self.waiting.iter().enumerate() {
                let through = offset + costs[column] - self.column_price[column];
                let mut distance = self.distance[column];
                if through < distance {
                    self.previous[column] = row;
                    self.distance[column] = through;
                    distance = through;
                }
                // Of equally near columns a free one ends the search at once.
                if distance < lowest || (distance == lowest && self.row_of[column] == NONE) {
                    (best, lowest) = (place, distance);
                }
            }
            if lowest == f64::INFINITY {
                return None;
            }
            length = lowest;
            let column = self.waiting.swap_remove(best);
            self.reached.push(column);
            match self.row_of[column] {
                NONE => return Some((column, length)),
                next => row = next,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn rows_may_be_fewer_or_more_than_columns() {
        let cost = array![[10.0, 2.0, 8.0], [1.0, 3.0, 9.0]];
        let best = linear_sum_assignment(&cost, Goal::Minimize).unwrap();
        assert_eq!((best.rows, best.columns), (array![0, 1], array![1, 0]));
        let best = linear_sum_assignment(&cost.t(), Goal::Maximize).unwrap();
        assert_eq!((best.rows.clone(), best.columns.clone()), (array![0, 2], array![0, 1]));
        assert_eq!(best.total(&cost.t()), 19.0);
        let matrix = best.to_matrix((3, 2));
        assert_eq!(matrix, array![[true, false], [false, false], [false, true]]);
    }

    #[test]
    fn infinities_forbid() {
        let inf = f64::INFINITY;
        let cost = array![[1.0, inf], [0.0, inf]];
        let error = linear_sum_assignment(&cost, Goal::Minimize).unwrap_err();
        assert!(error.to_string().contains("infeasible"));
        let cost = array![[1.0, inf, 5.0], [0.0, inf, inf]];
        let best = linear_sum_assignment(&cost, Goal::Minimize).unwrap();
        assert_eq!(best.columns, array![2, 0]);
        assert!(linear_sum_assignment(&-cost, Goal::Maximize).is_ok());
    }

    #[test]
    fn bad_costs_are_refused() {
        for bad in [f64::NAN, f64::NEG_INFINITY] {
            let error = linear_sum_assignment(&array![[bad]], Goal::Minimize).unwrap_err();
            assert!(matches!(error, Error::Values { name: "cost", .. }));
            assert!(linear_sum_assignment(&array![[-bad]], Goal::Maximize).is_err());
        }
    }

    #[test]
    fn of_nothing_nothing_is_assigned() {
        for shape in [(0, 0), (0, 3), (3, 0)] {
            let best = linear_sum_assignment(&Array2::zeros(shape), Goal::Minimize).unwrap();
            assert!(best.rows.is_empty() && best.columns.is_empty());
        }
    }

    #[test]
    fn equal_costs_give_the_diagonal() {
        let best = linear_sum_assignment(&Array2::zeros((4, 4)), Goal::Minimize).unwrap();
        assert_eq!(best.columns, array![0, 1, 2, 3]);
    }
}
