//! Matrices that are zero but for a few runs of neighbours in each row: filter banks.

use std::ops::Range;

use ndarray::Array2;
use num_complex::Complex;
use onkai_core::{Real, Scalar, dot};

/// The runs of all rows, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct SparseRows<T> {
    n_columns: usize,
    /// Which of `runs` make up each row.
    rows: Vec<Range<usize>>,
    runs: Vec<Run>,
    weights: Vec<T>,
}

/// Neighbours that are not zero.
#[derive(Clone, Debug)]
struct Run {
    columns: Range<usize>,
    weights: Range<usize>,
}

/// Zeros that it takes to end a run: beginning another costs as much as multiplying a few.
const GAP: usize = 8;

impl<T: Scalar> SparseRows<T> {
    /// No rows yet.
    pub(crate) fn new(n_columns: usize) -> Self {
        Self { n_columns, rows: vec![], runs: vec![], weights: vec![] }
    }

    /// Adds a row, given with its zeros.
    pub(crate) fn push(&mut self, row: &[T]) {
        debug_assert_eq!(row.len(), self.n_columns, "rows are equally long");
        let first_run = self.runs.len();
        let mut at = 0;
        while let Some(start) = next_weight(row, at) {
            let mut end = start + 1;
            while let Some(next) = next_weight(row, end).filter(|next| next - end < GAP) {
                end = next + 1;
            }
            let first = self.weights.len();
            self.weights.extend_from_slice(&row[start..end]);
            self.runs.push(Run { columns: start..end, weights: first..self.weights.len() });
            at = end;
        }
        self.rows.push(first_run..self.runs.len());
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// The runs of a row: where they begin, and their weights.
    fn runs_of(&self, row: usize) -> impl Iterator<Item = (&Range<usize>, &[T])> {
        let runs = &self.runs[self.rows[row].clone()];
        runs.iter().map(|run| (&run.columns, &self.weights[run.weights.clone()]))
    }

    /// All weights of a row that are stored, with a few zeros between.
    pub(crate) fn weights_of(&self, row: usize) -> impl Iterator<Item = T> {
        self.runs_of(row).flat_map(|(_, weights)| weights).copied()
    }

    /// The same rows with other weights; `f` must leave zero as it is.
    pub(crate) fn map<U: Scalar>(&self, f: impl Fn(T) -> U) -> SparseRows<U> {
        SparseRows {
            n_columns: self.n_columns,
            rows: self.rows.clone(),
            runs: self.runs.clone(),
            weights: self.weights.iter().map(|&w| f(w)).collect(),
        }
    }

    /// The matrix with its zeros, `[n_rows, n_columns]`.
    pub(crate) fn to_dense(&self) -> Array2<T> {
        let mut dense = Array2::zeros((self.n_rows(), self.n_columns));
        for (row, mut out) in dense.rows_mut().into_iter().enumerate() {
            for (columns, weights) in self.runs_of(row) {
                columns.clone().zip(weights).for_each(|(column, &w)| out[column] = w);
            }
        }
        dense
    }
}

/// The first column from `at` on that is not zero.
fn next_weight<T: Scalar>(row: &[T], at: usize) -> Option<usize> {
    row[at..].iter().position(|&w| w != T::zero()).map(|ahead| at + ahead)
}

impl<F: Real> SparseRows<F> {
    /// The product of each row with `x`.
    pub(crate) fn products(&self, x: &[F]) -> impl Iterator<Item = F> {
        let of_run = |(columns, weights): (&Range<usize>, _)| dot(weights, &x[columns.clone()]);
        (0..self.n_rows()).map(move |row| self.runs_of(row).map(of_run).sum())
    }
}

impl<F: Real> SparseRows<Complex<F>> {
    /// The product of each row with `x`; nothing is conjugated.
    pub(crate) fn complex_products(&self, x: &[Complex<F>]) -> impl Iterator<Item = Complex<F>> {
        let of_run =
            |(columns, weights): (&Range<usize>, _)| complex_dot(weights, &x[columns.clone()]);
        (0..self.n_rows()).map(move |row| self.runs_of(row).map(of_run).sum())
    }

    /// Adds `Σ coefficient · conj(row)` to `out`.
    pub(crate) fn add_adjoint(
        &self,
        coefficients: impl Iterator<Item = Complex<F>>,
        out: &mut [Complex<F>],
    ) {
        for (row, coefficient) in coefficients.enumerate().take(self.n_rows()) {
            for (columns, weights) in self.runs_of(row) {
                for (o, w) in out[columns.clone()].iter_mut().zip(weights) {
                    *o += coefficient * w.conj();
                }
            }
        }
    }
}

/// `Σ w · x`: in it [`dot`] would take parts apart that lie side by side.
fn complex_dot<F: Real>(weights: &[Complex<F>], x: &[Complex<F>]) -> Complex<F> {
    let (weights, last_weights) = weights.as_chunks();
    let (x, last_x) = x.as_chunks();
    let mut sum = Complex::default();
    if !weights.is_empty() {
        let [straight, crossed] = product_parts(weights, x);
        let [a, b, c, d, e, f, g, h] = straight;
        sum.re = ((a + e) + (c + g)) - ((b + f) + (d + h));
        let [a, b, c, d, e, f, g, h] = crossed;
        sum.im = ((a + e) + (c + g)) + ((b + f) + (d + h));
    }
    for (&w, &x) in last_weights.iter().zip(last_x) {
        sum += w * x;
    }
    sum
}

/// The products of parts as they lie in memory, and those with the parts of `x` changed about, each
/// added up in eight places.
///
/// Not inlined, so that the sums go through memory: seeing how they are added up, the compiler would
/// keep fewer of them in a vector register.
#[inline(never)]
fn product_parts<F: Real>(weights: &[[Complex<F>; 4]], x: &[[Complex<F>; 4]]) -> [[F; 8]; 2] {
    let (mut straight, mut crossed) = ([F::zero(); 8], [F::zero(); 8]);
    for (&[a, b, c, d], &[e, f, g, h]) in weights.iter().zip(x) {
        let weights = [a.re, a.im, b.re, b.im, c.re, c.im, d.re, d.im];
        let x = [e.re, e.im, f.re, f.im, g.re, g.im, h.re, h.im];
        for i in 0..8 {
            straight[i] += weights[i] * x[i];
        }
        for i in 0..8 {
            crossed[i] += weights[i] * x[i ^ 1];
        }
    }
    [straight, crossed]
}

#[cfg(test)]
mod tests {
    use ndarray::Array1;
    use onkai_testing::{assert_close, noise};

    use super::*;

    /// Rows of 40 columns with gaps of all lengths, one of them empty.
    fn rows() -> (SparseRows<f64>, Array2<f64>) {
        let values = noise(160, 3);
        let dense = Array2::from_shape_fn((4, 40), |(i, j)| {
            if i == 2 || (j * (i + 1)) % 23 < 9 { 0.0 } else { values[40 * i + j] }
        });
        let mut rows = SparseRows::new(40);
        dense.rows().into_iter().for_each(|row| rows.push(&row.to_vec()));
        (rows, dense)
    }

    #[test]
    fn sparse_is_dense() {
        let (rows, dense) = rows();
        assert_eq!(rows.to_dense(), dense);
        assert!(rows.weights.len() < 120);
        let x = noise(40, 4);
        let products: Array1<f64> = rows.products(x.as_slice().unwrap()).collect();
        assert_close!(products, dense.dot(&x), 1e-14, 1e-15);
    }

    #[test]
    fn complex_products_and_their_adjoint() {
        let (rows, dense) = rows();
        let turn = |w: f64| Complex::new(w, 0.5 - w * w);
        let rows = rows.map(|w| if w == 0.0 { Complex::default() } else { turn(w) });
        let dense = dense.mapv(|w| if w == 0.0 { Complex::default() } else { turn(w) });
        let x: Array1<_> = noise(80, 5).iter().map(|&v| turn(v)).take(40).collect();
        let products: Array1<_> = rows.complex_products(x.as_slice().unwrap()).collect();
        assert_close!(products.clone(), dense.dot(&x), 1e-13, 1e-14);
        let mut back = vec![Complex::default(); 40];
        rows.add_adjoint(products.iter().copied(), &mut back);
        let expected = dense.t().mapv(Scalar::conj).dot(&products);
        assert_close!(Array1::from_vec(back), expected, 1e-13, 1e-13);
    }
}
