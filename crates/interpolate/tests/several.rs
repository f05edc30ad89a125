//! Grids and scattered points against SciPy 1.17.1.

use ndarray::{Array1, Array2, ArrayD, ArrayView1, Axis, IxDyn, array, s, stack};
use onkai_interpolate::{
    GridMethod, GridOptions, OutOfGrid, RBFInterpolator, RbfKernel, RbfOptions, RbfPolynomial,
    RbfSmoothing, RegularGridInterpolator, interpn,
};
use onkai_testing::{assert_close, noise};

use crate::sample::{abscissae, around, golden, inside, matrix};

const RELATIVE: f64 = 1e-10;
const ABSOLUTE: f64 = 1e-11;

fn columns(columns: &[Array1<f64>]) -> Array2<f64> {
    let views: Vec<_> = columns.iter().map(|c| c.view()).collect();
    stack(Axis(1), &views).unwrap()
}

fn lines(lengths: &[usize]) -> Vec<Array1<f64>> {
    lengths.iter().zip(1..).map(|(&n, seed)| abscissae(n, seed)).collect()
}

#[test]
fn grids_of_one_to_three_variables_are_scipys() {
    let golden = golden("several");
    for lengths in [&[9][..], &[7, 8], &[6, 7, 6]] {
        let dims = lengths.len();
        let lines = lines(lengths);
        let grid: Vec<ArrayView1<'_, f64>> = lines.iter().map(|line| line.view()).collect();
        let values = noise(lengths.iter().product(), 10 + u32::try_from(dims).unwrap());
        let values = values.into_shape_with_order(IxDyn(lengths)).unwrap();
        let made = |seed, points: fn(&Array1<f64>, usize, u32) -> Array1<f64>| {
            let drawn: Vec<_> = lines.iter().zip(seed..).map(|(g, s)| points(g, 20, s)).collect();
            columns(&drawn)
        };
        let (at, wide) = (made(20, inside), made(30, around));
        let knots: Vec<_> = lines.iter().map(|g| g.slice(s![1..6]).to_owned()).collect();
        for name in ["linear", "nearest", "slinear", "cubic", "quintic", "pchip"] {
            let method: GridMethod = name.parse().unwrap();
            let check = |out_of_grid, points: &Array2<f64>, suffix: &str| {
                let options = GridOptions { method, out_of_grid };
                let f = RegularGridInterpolator::new(&grid, &values, &options).unwrap();
                let key = format!("grid_{dims}_{name}{suffix}");
                let expected = golden.array::<f64>(&key);
                let scale = expected.iter().fold(1.0_f64, |m, v| m.max(v.abs()));
                assert_close!(f.at(points).unwrap(), expected, RELATIVE, 1e-12 * scale, "{key}");
            };
            check(OutOfGrid::Error, &at, "");
            check(OutOfGrid::Error, &columns(&knots), "_knots");
            check(OutOfGrid::Fill(-3.0), &wide, "_fill");
            check(OutOfGrid::Extrapolate, &wide, "_beyond");
        }
    }
}

#[test]
fn values_that_are_arrays_and_derivatives_are_scipys() {
    let golden = golden("several");
    let lines = lines(&[7, 8]);
    let values: ArrayD<f64> =
        noise(7 * 8 * 6, 40).into_shape_with_order(IxDyn(&[7, 8, 2, 3])).unwrap();
    let at = columns(&[inside(&lines[0], 10, 20), inside(&lines[1], 10, 21)]);
    let down = lines[0].slice(s![..;-1]);
    let upside_down = values.slice_axis(Axis(0), (..).into()).to_owned();
    let upside_down = upside_down.slice_each_axis(|axis| {
        if axis.axis == Axis(0) { ndarray::Slice::new(0, None, -1) } else { (..).into() }
    });
    for name in ["linear", "nearest", "cubic", "pchip"] {
        let options = GridOptions { method: name.parse().unwrap(), ..Default::default() };
        let grid = [down, lines[1].view()];
        let f = RegularGridInterpolator::new(&grid, &upside_down, &options).unwrap();
        let expected = golden.array::<f64>(&format!("trailing_{name}"));
        assert_close!(f.at(&at).unwrap(), expected, RELATIVE, ABSOLUTE, "{name}");
    }
    let grid = [lines[0].view(), lines[1].view()];
    let numbers = values.slice(s![.., .., 0, 0]);
    let options = GridOptions { method: GridMethod::Cubic, ..Default::default() };
    let f = RegularGridInterpolator::new(&grid, &numbers, &options).unwrap();
    for nu in [[1, 0], [0, 2], [1, 1]] {
        let expected = golden.array::<f64>(&format!("grid_slope_{}{}", nu[0], nu[1]));
        assert_close!(f.derivative_at(&at, &nu).unwrap(), expected, 1e-9, 1e-9, "{nu:?}");
    }
    let options = GridOptions { method: GridMethod::Pchip, ..Default::default() };
    let at = interpn(&grid, &numbers, &at, &options).unwrap();
    assert_close!(at, golden.array::<f64>("interpn"), RELATIVE, ABSOLUTE);
}

const KERNELS: [&str; 8] = [
    "linear",
    "thin_plate_spline",
    "cubic",
    "quintic",
    "multiquadric",
    "inverse_multiquadric",
    "inverse_quadratic",
    "gaussian",
];

#[test]
fn all_kernels_are_scipys() {
    let golden = golden("several");
    let (y, x) = (matrix(30, 2, 50), matrix(20, 2, 51) * 1.2);
    let d = matrix(30, 2, 52);
    let first = d.column(0);
    for name in KERNELS {
        let kernel: RbfKernel = name.parse().unwrap();
        let with = |epsilon| RbfOptions { kernel, epsilon: Some(epsilon), ..Default::default() };
        let close = |values: ArrayD<f64>, suffix: &str| {
            let expected = golden.array::<f64>(&format!("rbf_{name}{suffix}"));
            assert_close!(values, expected, 1e-9, 1e-9, "{name}{suffix}");
        };
        let f = RBFInterpolator::new(&y, &d, &with(3.0)).unwrap();
        close(f.at(&x).unwrap().into_dyn(), "");
        let smoothing = RbfSmoothing::Each((noise(30, 53) + 1.0) * 0.2);
        let f = RBFInterpolator::new(&y, &first, &RbfOptions { smoothing, ..with(2.0) }).unwrap();
        close(f.at(&x).unwrap().into_dyn(), "_smooth");
        let polynomial = RbfPolynomial::Degree(2);
        let f = RBFInterpolator::new(&y, &first, &RbfOptions { polynomial, ..with(2.0) }).unwrap();
        close(f.at(&x).unwrap().into_dyn(), "_degree");
        let options = RbfOptions { neighbors: Some(9), ..with(2.0) };
        let f = RBFInterpolator::new(&y, &d, &options).unwrap();
        close(f.at(&x).unwrap().into_dyn(), "_neighbors");
    }
}

#[test]
fn other_dimensions_and_options_are_scipys() {
    let golden = golden("several");
    let (y, x) = (matrix(30, 2, 50), matrix(20, 2, 51) * 1.2);
    let d = matrix(30, 2, 52);
    let close = |values: ArrayD<f64>, key: &str| {
        assert_close!(values, golden.array::<f64>(key), 1e-9, 1e-9, "{key}");
    };
    let f = RBFInterpolator::new(&y, &d, &RbfOptions::default()).unwrap();
    close(f.at(&x).unwrap().into_dyn(), "rbf_default");
    let options = RbfOptions {
        kernel: RbfKernel::Gaussian,
        epsilon: Some(2.0),
        smoothing: RbfSmoothing::Same(0.1),
        polynomial: RbfPolynomial::None,
        neighbors: None,
    };
    let f = RBFInterpolator::new(&y, &d, &options).unwrap();
    close(f.at(&x).unwrap().into_dyn(), "rbf_plain");
    let line = matrix(12, 1, 54);
    let options = RbfOptions { kernel: RbfKernel::Cubic, ..Default::default() };
    let f = RBFInterpolator::new(&line, &line.column(0).mapv(f64::sin), &options).unwrap();
    close(f.at(&matrix(7, 1, 55)).unwrap().into_dyn(), "rbf_line");
    let space = matrix(25, 3, 56);
    let products = space.map_axis(Axis(1), |row| row.product());
    let options =
        RbfOptions { kernel: RbfKernel::Quintic, epsilon: Some(0.7), ..Default::default() };
    let f = RBFInterpolator::new(&space, &products, &options).unwrap();
    close(f.at(&matrix(7, 3, 57)).unwrap().into_dyn(), "rbf_space");
    assert!(f.at(&array![[0.0, f64::NAN, 0.0]]).unwrap()[0].is_nan());
}
