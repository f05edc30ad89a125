//! Triangular factors of an indefinite symmetric matrix.
//!
//! Counterpart of `scipy.linalg.ldl`.

use ndarray::{Array2, ArrayRef2};
use num_traits::{Float, Zero};
use onkai_core::{Real, Result, check_finite};

use crate::check::order_of;
use crate::cholesky::Side;
use crate::col_major::ColMajor;
use crate::scalar::LinalgScalar;

/// Factors a symmetric or Hermitian matrix that need not be positive definite.
///
/// ```text
/// a = L · D · L^H        (L^T where `hermitian` is off)
/// ```
///
/// `D` has blocks of order one and two on its diagonal; the rows `p` of `L` make a triangle.
///
/// # Shapes
///
/// `a`, `l`, `d`: `[n, n]`, `p`: `n` entries.
///
/// # Errors
///
/// [`Error::NotSquare`](crate::Error::NotSquare), [`Error::NotFinite`](crate::Error::NotFinite).
///
/// # Examples
///
/// ```
/// use ndarray::array;
/// use onkai_linalg::{LdlOptions, ldl};
/// let a = array![[2.0, -1.0, 3.0], [-1.0, 2.0, 0.0], [3.0, 0.0, 1.0]];
/// let f = ldl(&a, &LdlOptions::default())?;
/// let back = f.l.dot(&f.d).dot(&f.l.t());
/// assert!((back - a).iter().all(|d: &f64| d.abs() < 1e-14));
/// # Ok::<(), onkai_linalg::Error>(())
/// ```
///
/// # References
///
/// J. R. Bunch, L. Kaufman, *Some stable methods for calculating inertia and solving symmetric linear
/// systems*, Math. Comp. 31 (1977), doi:10.1090/S0025-5718-1977-0428694-0.
pub fn ldl<T: LinalgScalar>(a: &ArrayRef2<T>, options: &LdlOptions) -> Result<Ldl<T>> {
    let n = order_of("a", a)?;
    if options.check_finite {
        check_finite("a", a)?;
    }
    // Of an upper triangle the reversed matrix is factored, so that elimination starts at its end.
    let upper = options.side == Side::Upper;
    let place = |i: usize| if upper { n - 1 - i } else { i };
    let mut work = ColMajor::zeros(n, n);
    for j in 0..n {
        for i in j..n {
            let v = a[(place(i), place(j))];
            let v = if i == j && options.hermitian { T::from_real(v.re()) } else { v };
            work[(i, j)] = v;
            work[(j, i)] = options.mirrored(v);
        }
    }
    let factors = BunchKaufman::of(work, options);
    let mut l = Array2::zeros((n, n));
    let mut d = Array2::zeros((n, n));
    for j in 0..n {
        for i in 0..n {
            l[(place(factors.rows[i]), place(j))] = factors.l_at(i, j);
            d[(place(i), place(j))] = factors.d_at(i, j);
        }
    }
    let mut p = vec![0; n];
    for (i, &row) in factors.rows.iter().enumerate() {
        p[place(i)] = place(row);
    }
    Ok(Ldl { l, d, p })
}

/// How [`ldl`] takes its matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LdlOptions {
    /// The triangle that is read; the factor is of the same kind.
    pub side: Side,
    /// Whether a complex matrix is Hermitian rather than symmetric.
    pub hermitian: bool,
    /// Whether NaN and infinities are refused.
    pub check_finite: bool,
}

impl Default for LdlOptions {
    fn default() -> Self {
        Self { side: Side::Lower, hermitian: true, check_finite: true }
    }
}

impl LdlOptions {
    fn mirrored<T: LinalgScalar>(self, v: T) -> T {
        if self.hermitian { v.conj() } else { v }
    }
}

/// What [`ldl`] gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Ldl<T> {
    /// The factor, whose rows `p` are a triangle with ones on its diagonal.
    pub l: Array2<T>,
    /// Blocks of order one and two on the diagonal.
    pub d: Array2<T>,
    /// The order in which the rows of `l` make a triangle.
    pub p: Vec<usize>,
}

/// Elimination on a full symmetric matrix with the pivots of Bunch and Kaufman.
struct BunchKaufman<'a, T> {
    a: ColMajor<T>,
    rows: Vec<usize>,
    /// Whether a block of order two starts here.
    pairs: Vec<bool>,
    options: &'a LdlOptions,
}

impl<'a, T: LinalgScalar> BunchKaufman<'a, T> {
    fn of(a: ColMajor<T>, options: &'a LdlOptions) -> Self {
        let n = a.n_rows();
        let mut this = Self { a, rows: (0..n).collect(), pairs: vec![false; n], options };
        let mut k = 0;
        while k < n {
            let (pivot, order) = this.pivot(k);
            this.exchange(k + order - 1, pivot, k);
            if order == 1 {
                this.eliminate_one(k);
            } else {
                this.eliminate_two(k);
            }
            k += order;
        }
        this
    }

    /// Which row goes to the end of the next block, and its order.
    fn pivot(&self, k: usize) -> (usize, usize) {
        // The number that bounds the growth of elements best, from the paper.
        let alpha = T::Real::of((1.0 + 17.0_f64.sqrt()) / 8.0);
        let n = self.a.n_rows();
        let largest_of = |j: usize, without: usize| {
            (k..n).filter(|&i| i != without).fold((k, T::Real::zero()), |best, i| {
                let size = self.a[(i, j)].modulus_bound();
                if best.1 < size { (i, size) } else { best }
            })
        };
        let head = self.a[(k, k)].modulus_bound();
        let (row, below) = largest_of(k, k);
        if head.max(below) == T::Real::zero() || alpha * below <= head {
            return (k, 1);
        }
        let (_, beside) = largest_of(row, row);
        if alpha * below * (below / beside) <= head {
            (k, 1)
        } else if alpha * beside <= self.a[(row, row)].modulus_bound() {
            (row, 1)
        } else {
            (row, 2)
        }
    }

    /// Exchanges two rows everywhere, and the columns right of `k`.
    fn exchange(&mut self, p: usize, q: usize, k: usize) {
        if p == q {
            return;
        }
        self.rows.swap(p, q);
        for j in 0..self.a.n_cols() {
            self.a.col_mut(j).swap(p, q);
        }
        let [x, y] = self.a.two_cols_mut(p, q);
        x[k..].swap_with_slice(&mut y[k..]);
    }

    fn eliminate_one(&mut self, k: usize) {
        let n = self.a.n_rows();
        let d = self.a[(k, k)];
        if d == T::zero() {
            return;
        }
        for j in k + 1..n {
            let factor = self.options.mirrored(self.a[(j, k)] / d);
            let [x, y] = self.a.two_cols_mut(k, j);
            for (y, x) in y[k + 1..].iter_mut().zip(&x[k + 1..]) {
                *y -= *x * factor;
            }
            self.real_diagonal(j);
        }
        self.a.col_mut(k)[k + 1..].iter_mut().for_each(|v| *v = *v / d);
    }

    fn eliminate_two(&mut self, k: usize) {
        let n = self.a.n_rows();
        self.pairs[k] = true;
        let (d11, d21, d22) = (self.a[(k, k)], self.a[(k + 1, k)], self.a[(k + 1, k + 1)]);
        let d12 = self.options.mirrored(d21);
        // Divided by the element that made the block necessary, so that nothing overflows.
        let (a, c) = (d11 / d21, d22 / d12);
        let scale = T::one() / (a * c - T::one());
        let rows: Vec<[T; 2]> = (k + 2..n)
            .map(|i| {
                let (x, y) = (self.a[(i, k)] / d21, self.a[(i, k + 1)] / d12);
                [scale * (c * x - y), scale * (a * y - x)]
            })
            .collect();
        for (j, l) in (k + 2..n).zip(&rows) {
            let (f, g) = (self.options.mirrored(l[0]), self.options.mirrored(l[1]));
            for i in k + 2..n {
                let update = self.a[(i, k)] * f + self.a[(i, k + 1)] * g;
                self.a[(i, j)] -= update;
            }
            self.real_diagonal(j);
        }
        for (i, l) in (k + 2..n).zip(&rows) {
            (self.a[(i, k)], self.a[(i, k + 1)]) = (l[0], l[1]);
        }
    }

    fn real_diagonal(&mut self, j: usize) {
        if self.options.hermitian {
            self.a[(j, j)] = T::from_real(self.a[(j, j)].re());
        }
    }

    fn l_at(&self, i: usize, j: usize) -> T {
        if i == j {
            T::one()
        } else if i < j || (self.pairs[j] && i == j + 1) {
            T::zero()
        } else {
            self.a[(i, j)]
        }
    }

    fn d_at(&self, i: usize, j: usize) -> T {
        if i == j {
            self.a[(i, i)]
        } else if i == j + 1 && self.pairs[j] {
            self.a[(i, j)]
        } else if j == i + 1 && self.pairs[i] {
            self.options.mirrored(self.a[(j, i)])
        } else {
            T::zero()
        }
    }
}
