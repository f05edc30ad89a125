//! Single polynomials against SciPy 1.17.1.

use ndarray::{Array1, Axis, array, concatenate, s, stack};
use onkai_interpolate::{BarycentricInterpolator, KroghInterpolator};
use onkai_testing::{assert_close, noise};

use crate::sample::{abscissae, around, cube, golden, inside};

#[test]
fn values_and_derivatives_are_scipys() {
    let golden = golden("polynomial");
    for n in [1, 2, 5, 9_usize] {
        let seed = u32::try_from(n).unwrap();
        let x = abscissae(n, seed).slice(s![..;-1]).to_owned();
        let y = cube((2, n, 3), 10 + seed);
        let spread = if 1 < n { around(&x, 12, 20) } else { noise(12, 20) };
        let at = concatenate![Axis(0), spread, x];
        if 1 < n {
            let p = BarycentricInterpolator::new(&x, &y, Axis(1)).unwrap();
            for nu in 0..4 {
                let expected = golden.array::<f64>(&format!("barycentric_{n}_{nu}"));
                let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
                assert_close!(p.derivative_at(&at, nu), expected, 1e-10, 1e-11 * scale, "{n} {nu}");
            }
        }
        let p = KroghInterpolator::new(&x, &y, Axis(1)).unwrap();
        let derivatives = p.derivatives_at(&at, 3);
        let views: Vec<_> = derivatives.iter().map(|d| d.view()).collect();
        let expected = golden.array::<f64>(&format!("krogh_{n}"));
        let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
        assert_close!(stack(Axis(0), &views).unwrap(), expected, 1e-10, 1e-12 * scale, "{n}");

        let p = KroghInterpolator::new(&x, &y.slice(s![0, .., 0]), Axis(0)).unwrap();
        let derivatives = p.derivatives_at(&at.slice(s![..5]), n + 2);
        let views: Vec<_> = derivatives.iter().map(|d| d.view()).collect();
        let expected = golden.array2::<f64>(&format!("krogh_{n}_all"));
        let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
        assert_close!(stack(Axis(0), &views).unwrap(), expected, 1e-10, 1e-12 * scale, "{n}");
    }
}

#[test]
fn chebyshev_points_are_scipys() {
    let golden = golden("polynomial");
    let x = Array1::from_shape_fn(60, |i| (std::f64::consts::PI * (i as f64 + 0.5) / 60.0).cos());
    let f = x.mapv(|x| x.exp() * (5.0 * x).sin());
    let at = noise(30, 30);
    let p = BarycentricInterpolator::new(&x, &f, Axis(0)).unwrap();
    assert_close!(p.at(&at), golden.array1::<f64>("chebyshev"), 1e-10, 1e-13);
    let slopes = golden.array1::<f64>("chebyshev_slope");
    assert_close!(p.derivative_at(&at, 1), slopes, 1e-10, 1e-10);
    // SciPy is right after an odd number of points only; what it gives for all at once is.
    for (n, key) in [(31, "added"), (30, "chebyshev")] {
        let few = s![..n];
        let mut p = BarycentricInterpolator::new(&x.slice(few), &f.slice(few), Axis(0)).unwrap();
        p.add(&x.slice(s![n..]), &f.slice(s![n..])).unwrap();
        assert_close!(p.at(&at), golden.array1::<f64>(key), 1e-10, 1e-13, "{n}");
    }
}

#[test]
fn repeated_abscissae_are_scipys() {
    let golden = golden("polynomial");
    let x = array![0.0, 0.0, 0.0, 0.7, -1.1, -1.1, 2.0, 2.0, 2.0, 2.0];
    let p = KroghInterpolator::new(&x, &noise(10, 31), Axis(0)).unwrap();
    let at = inside(&array![-1.1, 2.0], 8, 32);
    let derivatives = p.derivatives_at(&at, 6);
    let views: Vec<_> = derivatives.iter().map(|d| d.view()).collect();
    let expected = golden.array2::<f64>("krogh_repeated");
    let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
    assert_close!(stack(Axis(0), &views).unwrap(), expected, 1e-10, 1e-12 * scale);
}
