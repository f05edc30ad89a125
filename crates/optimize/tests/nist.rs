//! NIST's Statistical Reference Datasets for nonlinear regression, with their certified parameters.
//!
//! <https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml>

use ndarray::{Array1, ArrayRef1};
use onkai_optimize::{CurveFitOptions, LeastSquaresMethod, LeastSquaresOptions, XScale, curve_fit};

type Model = fn(f64, &ArrayRef1<f64>) -> f64;

struct Set {
    name: &'static str,
    model: Model,
    x: Vec<f64>,
    y: Vec<f64>,
    starts: [Vec<f64>; 2],
    certified: Vec<f64>,
    residual_sum: f64,
}

fn misra1a() -> Set {
    Set {
        name: "Misra1a",
        model: |x, b| b[0] * (1.0 - (-b[1] * x).exp()),
        x: vec![
            77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1,
            689.1, 760.0,
        ],
        y: vec![
            10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40,
            75.47, 81.78,
        ],
        starts: [vec![500.0, 0.0001], vec![250.0, 0.0005]],
        certified: vec![2.3894212918e2, 5.5015643181e-4],
        residual_sum: 1.2455138894e-1,
    }
}

fn thurber() -> Set {
    Set {
        name: "Thurber",
        model: |x, b| {
            (b[0] + b[1] * x + b[2] * x * x + b[3] * x.powi(3))
                / (1.0 + b[4] * x + b[5] * x * x + b[6] * x.powi(3))
        },
        x: vec![
            -3.067, -2.981, -2.921, -2.912, -2.840, -2.797, -2.702, -2.699, -2.633, -2.481, -2.363,
            -2.322, -1.501, -1.460, -1.274, -1.212, -1.100, -1.046, -0.915, -0.714, -0.566, -0.545,
            -0.400, -0.309, -0.109, -0.103, 0.010, 0.119, 0.377, 0.790, 0.963, 1.006, 1.115, 1.572,
            1.841, 2.047, 2.200,
        ],
        y: vec![
            80.574, 84.248, 87.264, 87.195, 89.076, 89.608, 89.868, 90.101, 92.405, 95.854,
            100.696, 101.060, 401.672, 390.724, 567.534, 635.316, 733.054, 759.087, 894.206,
            990.785, 1090.109, 1080.914, 1122.643, 1178.351, 1260.531, 1273.514, 1288.339,
            1327.543, 1353.863, 1414.509, 1425.208, 1421.384, 1442.962, 1464.350, 1468.705,
            1447.894, 1457.628,
        ],
        starts: [
            vec![1000.0, 1000.0, 400.0, 40.0, 0.7, 0.3, 0.03],
            vec![1300.0, 1500.0, 500.0, 75.0, 1.0, 0.4, 0.05],
        ],
        certified: vec![
            1.2881396800e3,
            1.4910792535e3,
            5.8323836877e2,
            7.5416644291e1,
            9.6629502864e-1,
            3.9797285797e-1,
            4.9727297349e-2,
        ],
        residual_sum: 5.6427082397e3,
    }
}

fn mgh09() -> Set {
    Set {
        name: "MGH09",
        model: |x, b| b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3]),
        x: vec![4.0, 2.0, 1.0, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625],
        y: vec![
            0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
        ],
        starts: [vec![25.0, 39.0, 41.5, 39.0], vec![0.25, 0.39, 0.415, 0.39]],
        certified: vec![1.9280693458e-1, 1.9128232873e-1, 1.2305650693e-1, 1.3606233068e-1],
        residual_sum: 3.0750560385e-4,
    }
}

fn mgh10() -> Set {
    Set {
        name: "MGH10",
        model: |x, b| b[0] * (b[1] / (x + b[2])).exp(),
        x: (0..16).map(|i| f64::from(50 + 5 * i)).collect(),
        y: vec![
            34780.0, 28610.0, 23650.0, 19630.0, 16370.0, 13720.0, 11540.0, 9744.0, 8261.0, 7030.0,
            6005.0, 5147.0, 4427.0, 3820.0, 3307.0, 2872.0,
        ],
        starts: [vec![2.0, 400000.0, 25000.0], vec![0.02, 4000.0, 250.0]],
        certified: vec![5.6096364710e-3, 6.1813463463e3, 3.4522363462e2],
        residual_sum: 8.7945855171e1,
    }
}

fn eckerle4() -> Set {
    let mut x: Vec<f64> = (0..7).map(|i| 400.0 + 5.0 * f64::from(i)).collect();
    x.extend((0..21).map(|i| 435.0 + 1.5 * f64::from(i)));
    x.extend((0..7).map(|i| 470.0 + 5.0 * f64::from(i)));
    Set {
        name: "Eckerle4",
        model: |x, b| b[0] / b[1] * (-0.5 * ((x - b[2]) / b[1]).powi(2)).exp(),
        x,
        y: vec![
            0.0001575, 0.0001699, 0.0002350, 0.0003102, 0.0004917, 0.0008710, 0.0017418, 0.0046400,
            0.0065895, 0.0097302, 0.0149002, 0.0237310, 0.0401683, 0.0712559, 0.1264458, 0.2073413,
            0.2902366, 0.3445623, 0.3698049, 0.3668534, 0.3106727, 0.2078154, 0.1164354, 0.0616764,
            0.0337200, 0.0194023, 0.0117831, 0.0074357, 0.0022732, 0.0008800, 0.0004579, 0.0002345,
            0.0001586, 0.0001143, 0.0000710,
        ],
        starts: [vec![1.0, 10.0, 500.0], vec![1.5, 5.0, 450.0]],
        certified: vec![1.5543827178, 4.0888321754, 4.5154121844e2],
        residual_sum: 1.4635887487e-3,
    }
}

fn box_bod() -> Set {
    Set {
        name: "BoxBOD",
        model: |x, b| b[0] * (1.0 - (-b[1] * x).exp()),
        x: vec![1.0, 2.0, 3.0, 5.0, 7.0, 10.0],
        y: vec![109.0, 149.0, 149.0, 191.0, 213.0, 224.0],
        starts: [vec![1.0, 1.0], vec![100.0, 0.75]],
        certified: vec![2.1380940889e2, 5.4723748542e-1],
        residual_sum: 1.1680088766e3,
    }
}

fn check(set: &Set, start: usize, least_squares: Option<LeastSquaresOptions>) {
    let (x, y) = (Array1::from(set.x.clone()), Array1::from(set.y.clone()));
    let model = |x: &ArrayRef1<f64>, b: &ArrayRef1<f64>| x.mapv(|x| (set.model)(x, b));
    let p0 = Array1::from(set.starts[start].clone());
    let options = CurveFitOptions { least_squares, ..Default::default() };
    let fit = curve_fit(model, &x, &y, &p0, &options).unwrap();
    let sum = fit.residuals.dot(&fit.residuals);
    let what = format!("{} from start {start}: {fit:?}", set.name);
    assert!((sum / set.residual_sum - 1.0).abs() < 1e-6, "{what}");
    for (found, certified) in fit.parameters.iter().zip(&set.certified) {
        assert!((found / certified - 1.0).abs() < 1e-4, "{what}");
    }
}

fn tight(method: LeastSquaresMethod) -> LeastSquaresOptions {
    LeastSquaresOptions {
        method,
        ftol: 1e-12,
        xtol: 1e-12,
        gtol: 1e-14,
        x_scale: XScale::Jacobian,
        max_nfev: Some(4000),
        ..Default::default()
    }
}

#[test]
fn certified_parameters_are_found_from_the_near_start() {
    for set in [misra1a(), thurber(), mgh09(), mgh10(), eckerle4(), box_bod()] {
        check(&set, 1, Some(tight(LeastSquaresMethod::Lm)));
        check(&set, 1, Some(tight(LeastSquaresMethod::Trf)));
    }
}

#[test]
fn certified_parameters_are_found_from_far_where_scipy_finds_them() {
    for set in [misra1a(), thurber()] {
        check(&set, 0, Some(tight(LeastSquaresMethod::Lm)));
    }
}

#[test]
fn minpack_defaults_fit_the_easy_sets() {
    for set in [misra1a(), thurber(), box_bod()] {
        check(&set, 1, None);
    }
}
