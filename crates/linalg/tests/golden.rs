//! Against SciPy: what is unique is compared as it stands, the rest by its values.

use ndarray::{Array, Array1, Array2, ArrayD, Axis, Dimension, array};
use num_complex::Complex;
use onkai_linalg::*;
use onkai_testing::{Golden, assert_close, noise};

use crate::matrices::{Make, adjoint, for_all_scalars, random};

const SIZES: [usize; 6] = [1, 2, 3, 5, 10, 33];

type C64 = Complex<f64>;

fn golden(name: &str) -> Golden {
    Golden::open(env!("CARGO_MANIFEST_DIR"), name)
}

/// A scalar with its name in the golden file, and the arrays of its kind.
trait Stored: Make {
    const NAME: &'static str;
    fn wide(self) -> C64;
    fn read(golden: &Golden, key: &str) -> ArrayD<C64>;
}

macro_rules! impl_stored {
    ($($t:ty, $name:literal, $wide:ty, |$x:ident| $convert:expr;)*) => {$(
        impl Stored for $t {
            const NAME: &'static str = $name;
            fn wide(self) -> C64 {
                let $x = self;
                $convert
            }
            fn read(golden: &Golden, key: &str) -> ArrayD<C64> {
                golden.array::<$wide>(key).mapv(C64::from)
            }
        }
    )*};
}
impl_stored! {
    f32, "f32", f64, |x| C64::from(f64::from(x));
    f64, "f64", f64, |x| C64::from(x);
    Complex<f32>, "c64", C64, |z| C64::new(f64::from(z.re), f64::from(z.im));
    Complex<f64>, "c128", C64, |z| z;
}

/// The arrays of one scalar type and size.
struct Case<'a> {
    golden: &'a Golden,
    key: String,
}

impl Case<'_> {
    /// Compares within so many rounding units of the largest expected value.
    fn check<T: Stored, D: Dimension>(&self, name: &str, actual: &Array<T, D>, units: f64) {
        let expected = T::read(self.golden, &format!("{}.{name}", self.key));
        let size = expected.iter().fold(0.0_f64, |m, v| m.max(v.norm()));
        let actual = actual.mapv(T::wide).into_dyn();
        assert_close!(actual, expected, 0.0, units * T::EPS * size, "{}.{name}", self.key);
    }

    fn check_real<T: Stored>(&self, name: &str, actual: &Array1<T::Real>, units: f64) {
        let expected = self.golden.array1::<f64>(&format!("{}.{name}", self.key));
        let size = expected.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
        let actual = actual.mapv(onkai_core::Real::as_f64);
        assert_close!(actual, expected, 0.0, units * T::EPS * size, "{}.{name}", self.key);
    }

    /// Each of SciPy's eigenvalues must be near one of ours, which none else is taken for.
    fn check_spectrum<T: Stored>(&self, name: &str, actual: &Array1<C64>, units: f64) {
        let expected = self.golden.array1::<C64>(&format!("{}.{name}", self.key));
        assert_spectrum(actual, &expected, units * T::EPS, &format!("{}.{name}", self.key));
    }
}

fn assert_spectrum(actual: &Array1<C64>, expected: &Array1<C64>, tolerance: f64, what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}");
    let size = expected.iter().fold(0.0_f64, |m, v| m.max(v.norm()));
    let mut left = actual.to_vec();
    for e in expected {
        let distance = |a: &C64| (a - e).norm();
        let nearest =
            (0..left.len()).min_by(|&i, &j| distance(&left[i]).total_cmp(&distance(&left[j])));
        let found = left.swap_remove(nearest.unwrap());
        assert!(distance(&found) <= tolerance * size, "{what}: {found} for {e}");
    }
}

fn decompositions<T: Stored>()
where
    T::Complex: Stored,
{
    let golden = golden("decompositions");
    for n in SIZES {
        let case = Case { golden: &golden, key: format!("{}.{n}", T::NAME) };
        let (a, b) = (random::<T>(n, n, 40), random::<T>(n, 2, 41));
        let solution = solve(&a, &b, &SolveOptions::default()).unwrap();
        let units = 4.0 * n as f64 / onkai_core::Real::as_f64(solution.rcond);
        case.check("det", &array![det(&a).unwrap()], units);
        case.check("solve", &solution.x, units);
        case.check_real::<T>("svdvals", &svdvals(&a).unwrap(), 10.0 * n as f64);
        case.check_spectrum::<T>(
            "eigvals",
            &eigvals(&a).unwrap().mapv(Stored::wide),
            200.0 * n as f64,
        );
        let h = &a + &adjoint(&a);
        let options = EighOptions::default();
        case.check_real::<T>("eigvalsh", &eigvalsh(&h, &options).unwrap(), 10.0 * n as f64);
        let s = random::<T>(n, n, 42);
        let s = s.dot(&adjoint(&s)) + Array2::from_diag_elem(n, T::make(1.0, 0.0));
        case.check("cholesky", &cholesky(&s, Side::Lower).unwrap(), 50.0 * n as f64);
        let pencil = eigh_generalized(&h, &s, PencilKind::AvBv, &options).unwrap();
        case.check_real::<T>("eigvalsh_pencil", &pencil.w, 200.0 * n as f64);
        let w = eig_generalized(&a, &s, EigVectors::None).unwrap().w.mapv(Stored::wide);
        case.check_spectrum::<T>("eigvals_pencil", &w, 1000.0 * n as f64);
        if n <= 10 {
            rectangles::<T>(&case, &a, n);
        }
    }
}

fn rectangles<T: Stored>(case: &Case<'_>, a: &Array2<T>, n: usize) {
    let f = lu(a).unwrap();
    let p = case.golden.array1::<i64>(&format!("{}.lu_p", case.key));
    assert_eq!(f.p.iter().map(|&i| i as i64).collect::<Array1<_>>(), p);
    case.check("lu_l", &f.l, 100.0 * n as f64);
    case.check("lu_u", &f.u, 100.0 * n as f64);
    let t = random::<T>(n + 3, n, 43);
    case.check("pinv", &pinv(&t, &PinvOptions::default()).unwrap().inverse, 100.0 * n as f64);
    let fit = lstsq(&t, &random::<T>(n + 3, 2, 44), &LstsqOptions::default()).unwrap();
    case.check("lstsq", &fit.x, 100.0 * n as f64);
    let r = qr_r(&t).unwrap().mapv(|v| T::from_real(v.modulus()));
    let expected = case.golden.array2::<f64>(&format!("{}.qr_r", case.key));
    let r = r.mapv(|v| v.wide().re);
    assert_close!(r, expected, 0.0, 100.0 * T::EPS * n as f64, "{}.qr_r", case.key);
    let p = case.golden.array1::<i64>(&format!("{}.qr_pivots", case.key));
    let f = qr_pivoted(&t, QrForm::Full).unwrap();
    assert_eq!(f.p.iter().map(|&i| i as i64).collect::<Array1<_>>(), p);
    let f = polar(a, PolarSide::Right).unwrap();
    let units = 50.0 * n as f64 / onkai_core::Real::as_f64(inv_with_rcond(a).unwrap().rcond);
    case.check("polar_u", &f.u, units);
    case.check("polar_p", &f.p, units);
    let q = orth(&t, None).unwrap();
    case.check("projection", &q.dot(&adjoint(&q)), 100.0 * n as f64);
}

#[test]
fn decompositions_are_scipy_s() {
    for_all_scalars!(decompositions);
}

#[test]
fn hard_matrices() {
    let golden = golden("hard_matrices");
    let real = |key| golden.array1::<f64>(key);
    let complex = |key| golden.array1::<C64>(key);
    let (d, e) = (Array1::from_shape_fn(21, |i| (i as f64 - 10.0).abs()), Array1::ones(20));
    let w = |subset| eigvalsh_tridiagonal(&d, &e, subset).unwrap();
    assert_close!(w(EighSubset::All), real("wilkinson.w"), 0.0, 1e-13);
    assert_close!(w(EighSubset::ByIndex(3, 7)), real("wilkinson.some"), 0.0, 1e-13);

    let grcar = Array2::from_shape_fn((20, 20), |(i, j)| match j as i64 - i as i64 {
        -1 => -1.0,
        0..=3 => 1.0,
        _ => 0.0,
    });
    // Its eigenvalues are famous for their sensitivity.
    assert_spectrum(&eigvals(&grcar).unwrap(), &complex("grcar.eigvals"), 1e-11, "grcar");
    assert_close!(svdvals(&grcar).unwrap(), real("grcar.svdvals"), 1e-13, 0.0);

    let graded = noise(64, 50).into_shape_with_order((8, 8)).unwrap();
    let graded =
        Array2::from_shape_fn((8, 8), |(i, j)| graded[(i, j)] * (-4.0 * (i + j) as f64).exp2());
    let mut w = eigvals(&graded).unwrap().to_vec();
    w.sort_by(|a, b| b.norm().total_cmp(&a.norm()));
    // Small eigenvalues, too, to most of their digits.
    for (a, e) in w.iter().zip(complex("graded.eigvals")) {
        assert!((a.norm() - e.norm()).abs() <= 1e-7 * e.norm(), "{a} for {e}");
    }
    assert_close!(svdvals(&graded).unwrap(), real("graded.svdvals"), 1e-6, 0.0);

    let plain = noise(36, 51).into_shape_with_order((6, 6)).unwrap();
    let power = |i: usize| 10.0_f64.powi(3 * i as i32 - 9);
    let unbalanced = Array2::from_shape_fn((6, 6), |(i, j)| plain[(i, j)] * power(i) / power(j));
    let w = eigvals(&unbalanced).unwrap();
    assert_spectrum(&w, &complex("unbalanced.eigvals"), 1e-13, "unbalanced");

    let hilbert = Array2::from_shape_fn((10, 10), |(i, j)| 1.0 / (i + j + 1) as f64);
    assert_close!(array![det(&hilbert).unwrap()], real("hilbert.det"), 1e-3, 0.0);
    assert_close!(svdvals(&hilbert).unwrap(), real("hilbert.svdvals"), 0.0, 1e-15);
}

#[test]
fn factors_that_are_unique() {
    let golden = golden("hard_matrices");
    let mut sym = noise(49, 52).into_shape_with_order((7, 7)).unwrap();
    sym = &sym + &sym.t();
    sym.diag_mut().fill(0.0);
    for (side, name) in [(Side::Lower, "lower"), (Side::Upper, "upper")] {
        let f = ldl(&sym, &LdlOptions { side, ..Default::default() }).unwrap();
        assert_close!(f.l, golden.array2::<f64>(&format!("ldl.{name}.l")), 0.0, 1e-13, "{name}");
        assert_close!(f.d, golden.array2::<f64>(&format!("ldl.{name}.d")), 0.0, 1e-13, "{name}");
        let p = golden.array1::<i64>(&format!("ldl.{name}.p"));
        assert_eq!(f.p.iter().map(|&i| i as i64).collect::<Array1<_>>(), p, "{name}");
    }
    let a = noise(25, 53).into_shape_with_order((5, 5)).unwrap();
    let t = schur_complex(&a).unwrap().t;
    let w = t.diag().to_owned();
    assert_spectrum(&w, &golden.array1::<C64>("schur.eigvals"), 1e-13, "schur");
    let h = hessenberg(&a).unwrap().h.mapv(f64::abs);
    assert_close!(h, golden.array2::<f64>("hessenberg.h"), 0.0, 1e-13);
    let r = rq(&noise(30, 54).into_shape_with_order((5, 6)).unwrap(), QrForm::Full).unwrap().r;
    assert_close!(r.mapv(f64::abs), golden.array2::<f64>("rq.r"), 0.0, 1e-13);
    let (h, s) = (&a + &a.t(), a.dot(&a.t()) + Array2::<f64>::eye(5));
    let expected = golden.array2::<f64>("eigh_types.w");
    let kinds = [PencilKind::AvBv, PencilKind::AbV, PencilKind::BaV];
    for (kind, expected) in kinds.into_iter().zip(expected.axis_iter(Axis(0))) {
        let w = eigh_generalized(&h, &s, kind, &EighOptions::default()).unwrap().w;
        assert_close!(w, expected, 0.0, 1e-12, "{kind:?}");
    }
}
