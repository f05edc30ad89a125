//! `PPoly` against SciPy 1.17.1.

use ndarray::{Array1, Array2, Axis, s, stack};
use onkai_interpolate::{Extrapolation, PPoly, RootOptions};
use onkai_testing::assert_close;

use crate::sample::{abscissae, around, cube, golden};

const RELATIVE: f64 = 1e-10;
const ABSOLUTE: f64 = 1e-11;

const MODES: [(&str, Extrapolation); 3] = [
    ("on", Extrapolation::Continue),
    ("none", Extrapolation::None),
    ("periodic", Extrapolation::Periodic),
];

#[test]
fn values_derivatives_and_integrals_are_scipys() {
    let golden = golden("cubic");
    let x = abscissae(6, 8);
    let spread = around(&x, 30, 9);
    let p = PPoly::new(&cube((4, 5, 2), 7), &x, Axis(0)).unwrap();
    for (name, mode) in MODES {
        let p = p.clone().with_extrapolation(mode);
        for nu in 0..5 {
            let expected = golden.array2::<f64>(&format!("ppoly_{name}_{nu}"));
            assert_close!(p.derivative_at(&spread, nu), expected, RELATIVE, ABSOLUTE);
            assert_close!(p.derivative(nu).at(&spread), expected, RELATIVE, ABSOLUTE);
        }
        let expected = golden.array2::<f64>(&format!("ppoly_{name}_anti"));
        assert_close!(p.antiderivative(2).at(&spread), expected, RELATIVE, ABSOLUTE);
        let bounds = [
            (x[0] + 0.3, x[5] - 0.2),
            (x[0] - 1.0, x[5] + 7.0),
            (x[2] + 0.1, x[1] + 0.1),
            (x[0] - 9.0, x[0] - 8.5),
        ];
        let integrals = bounds.map(|(a, b)| p.integrate(a, b));
        let integrals: Array2<f64> =
            stack(Axis(0), &integrals.each_ref().map(|i| i.view())).unwrap();
        let expected = golden.array2::<f64>(&format!("ppoly_{name}_integral"));
        assert_close!(integrals, expected, RELATIVE, ABSOLUTE, "{name}");
    }
}

#[test]
fn roots_are_scipys() {
    let golden = golden("cubic");
    let c = cube((4, 5, 2), 7);
    let p = PPoly::new(&c.slice(s![.., .., 0]), &abscissae(6, 8), Axis(0)).unwrap();
    for (name, value) in [("0.0", 0.0), ("0.2", 0.2)] {
        for beyond in [false, true] {
            for jumps in [false, true] {
                let key = format!("ppoly_roots_{name}_{}_{}", u8::from(beyond), u8::from(jumps));
                let options = RootOptions { discontinuity: jumps, extrapolate: Some(beyond) };
                let roots = Array1::from(p.solve(value, &options).into_scalar());
                assert_close!(roots, golden.array1::<f64>(&key), RELATIVE, ABSOLUTE, "{key}");
            }
        }
    }
}
