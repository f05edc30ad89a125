//! `interp` and `Interp1d` against NumPy 2.4.6 and SciPy 1.17.1.

use ndarray::{Array1, Axis, array, concatenate, s};
use onkai_interpolate::{
    Interp1d, Interp1dKind, Interp1dOptions, InterpOptions, OutOfRange, interp,
};
use onkai_testing::{assert_close, noise};

use crate::sample::{abscissae, around, cube, golden, inside};

const RELATIVE: f64 = 1e-10;
const ABSOLUTE: f64 = 1e-12;

const KINDS: [&str; 9] = [
    "linear",
    "nearest",
    "nearest-up",
    "zero",
    "slinear",
    "quadratic",
    "cubic",
    "previous",
    "next",
];

#[test]
fn interp_is_numpys() {
    let golden = golden("cubic");
    let (x, y) = (abscissae(11, 1), noise(11, 2));
    let wide = around(&x, 40, 4);
    let values = interp(&wide, &x, &y, &InterpOptions::default()).unwrap();
    assert_close!(values, golden.array1::<f64>("interp"), RELATIVE, ABSOLUTE);
    let options = InterpOptions { left: Some(-2.0), right: Some(3.0), period: None };
    let values = interp(&wide, &x, &y, &options).unwrap();
    assert_close!(values, golden.array1::<f64>("interp_ends"), RELATIVE, ABSOLUTE);
    let options = InterpOptions { period: Some(2.5), ..Default::default() };
    let values = interp(&wide, &x.slice(s![..;-1]), &y, &options).unwrap();
    assert_close!(values, golden.array1::<f64>("interp_period"), RELATIVE, ABSOLUTE);
}

#[test]
fn all_kinds_are_scipys() {
    let golden = golden("cubic");
    let (x, y) = (abscissae(11, 1), noise(11, 2));
    let (at, wide) = (inside(&x, 40, 3), around(&x, 40, 4));
    let both = concatenate![Axis(0), at, x];
    let y3 = cube((2, 11, 3), 5);
    for name in KINDS {
        let kind: Interp1dKind = name.parse().unwrap();
        let made = |out_of_range| {
            let options = Interp1dOptions { kind, out_of_range, ..Default::default() };
            Interp1d::new(&x, &y, Axis(0), &options).unwrap()
        };
        let expected = |suffix: &str| golden.array1::<f64>(&format!("interp1d_{name}{suffix}"));
        let values = made(OutOfRange::Error).at(&both).unwrap();
        assert_close!(values, expected(""), RELATIVE, ABSOLUTE, "{name}");
        let values = made(OutOfRange::Fill { below: -2.0, above: 3.0 }).at(&wide).unwrap();
        assert_close!(values, expected("_fill"), RELATIVE, ABSOLUTE, "{name}");
        let values = made(OutOfRange::Extrapolate).at(&wide).unwrap();
        assert_close!(values, expected("_beyond"), RELATIVE, ABSOLUTE, "{name}");

        let options = Interp1dOptions { kind, ..Default::default() };
        let values = Interp1d::new(&x, &y3, Axis(1), &options).unwrap().at(&at).unwrap();
        let expected = golden.array::<f64>(&format!("interp1d_{name}_axis"));
        assert_close!(values, expected, RELATIVE, ABSOLUTE, "{name}");
    }
}

#[test]
fn order_degree_and_halves_are_scipys() {
    let golden = golden("cubic");
    let (x, y) = (abscissae(11, 1), noise(11, 2));
    let at = inside(&x, 40, 3);
    let order = golden.array1::<i64>("interp1d_order").mapv(|i| usize::try_from(i).unwrap());
    let shuffled = |v: &Array1<f64>| order.mapv(|i| v[i]);
    let options = Interp1dOptions { kind: Interp1dKind::Cubic, ..Default::default() };
    let f = Interp1d::new(&shuffled(&x), &shuffled(&y), Axis(0), &options).unwrap();
    let expected = golden.array1::<f64>("interp1d_unsorted");
    assert_close!(f.at(&at).unwrap(), expected, RELATIVE, ABSOLUTE);
    let options = Interp1dOptions { kind: Interp1dKind::Spline(5), ..Default::default() };
    let f = Interp1d::new(&x, &y, Axis(0), &options).unwrap();
    let expected = golden.array1::<f64>("interp1d_quintic");
    assert_close!(f.at(&at).unwrap(), expected, RELATIVE, ABSOLUTE);

    let line = array![0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
    let middles = &line.slice(s![..5]) + 0.5;
    let expected = golden.array2::<f64>("interp1d_halves");
    for (kind, expected) in
        [Interp1dKind::Nearest, Interp1dKind::NearestUp].into_iter().zip(expected.rows())
    {
        let options = Interp1dOptions { kind, ..Default::default() };
        let f = Interp1d::new(&line, &line, Axis(0), &options).unwrap();
        assert_eq!(f.at(&middles).unwrap(), expected);
    }
}
