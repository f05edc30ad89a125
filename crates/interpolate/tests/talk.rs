//! What the talk on SciPy shows: a sine through ten points, read at seven.

use ndarray::{Array1, Axis};
use onkai_interpolate::{Interp1d, Interp1dOptions};
use onkai_testing::assert_close;

use crate::sample::golden;

#[test]
fn linear_and_cubic() {
    let golden = golden("cubic");
    let xs = Array1::linspace(0.0, 1.0, 10);
    let ys = xs.mapv(|x| (std::f64::consts::TAU * x).sin());
    let xn = Array1::linspace(0.0, 1.0, 7);
    for kind in ["linear", "cubic"] {
        let options = Interp1dOptions { kind: kind.parse().unwrap(), ..Default::default() };
        let f = Interp1d::new(&xs, &ys, Axis(0), &options).unwrap();
        let expected = golden.array1::<f64>(&format!("talk_{kind}"));
        assert_close!(f.at(&xn).unwrap(), expected, 1e-12, 1e-14, "{kind}");
    }
    let linear = Interp1d::new(&xs, &ys, Axis(0), &Interp1dOptions::default()).unwrap();
    assert!((linear.at(&xn).unwrap()[1] - 0.81379768).abs() < 1e-8);
}
