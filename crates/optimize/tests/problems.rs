//! The standard problems of unconstrained minimization; `xtask/golden/optimize_minimize.py` has the same.
//!
//! J. J. Moré, B. S. Garbow, K. E. Hillstrom, *Testing unconstrained optimization software*, ACM Trans. Math.
//! Softw. 7 (1981) 17–41, doi:10.1145/355934.355936.

use ndarray::{Array1, Array2, ArrayRef1, array};
use onkai_optimize::{rosen, rosen_der, rosen_hess};

/// A matrix of second derivatives.
type Hessian = fn(&ArrayRef1<f64>) -> Array2<f64>;

/// A function with its derivatives, where to start and within which bounds to stay.
pub(crate) struct Problem {
    pub(crate) name: &'static str,
    pub(crate) fun: fn(&ArrayRef1<f64>) -> f64,
    pub(crate) gradient: fn(&ArrayRef1<f64>) -> Array1<f64>,
    pub(crate) hessian: Option<Hessian>,
    pub(crate) start: &'static [f64],
    pub(crate) limits: (f64, f64),
}

/// All of them.
pub(crate) const PROBLEMS: [Problem; 12] = [
    Problem {
        name: "rosen2",
        fun: rosen,
        gradient: rosen_der,
        hessian: Some(rosen_hess),
        start: &[-1.2, 1.0],
        limits: (-2.0, 0.8),
    },
    Problem {
        name: "rosen5",
        fun: rosen,
        gradient: rosen_der,
        hessian: Some(rosen_hess),
        start: &[-1.2, 1.0, -0.5, 0.7, 1.3],
        limits: (-1.5, 0.9),
    },
    Problem {
        name: "rosen10",
        fun: rosen,
        gradient: rosen_der,
        hessian: Some(rosen_hess),
        start: &[-1.2, 1.0, -1.2, 1.0, -1.2, 1.0, -1.2, 1.0, -1.2, 1.0],
        limits: (-2.0, 2.0),
    },
    Problem {
        name: "beale",
        fun: beale,
        gradient: beale_der,
        hessian: None,
        start: &[1.0, 1.0],
        limits: (0.0, 2.5),
    },
    Problem {
        name: "booth",
        fun: booth,
        gradient: booth_der,
        hessian: Some(|_| array![[10.0, 8.0], [8.0, 10.0]]),
        start: &[0.5, -1.0],
        limits: (-2.0, 2.0),
    },
    Problem {
        name: "himmelblau",
        fun: himmelblau,
        gradient: himmelblau_der,
        hessian: Some(himmelblau_hess),
        start: &[1.0, 1.0],
        limits: (0.0, 2.5),
    },
    Problem {
        name: "powell",
        fun: powell,
        gradient: powell_der,
        hessian: None,
        start: &[3.0, -1.0, 0.5, 1.0],
        limits: (0.1, 4.0),
    },
    Problem {
        name: "wood",
        fun: wood,
        gradient: wood_der,
        hessian: None,
        start: &[-3.0, -1.0, -3.0, -1.0],
        limits: (-4.0, 0.9),
    },
    Problem {
        name: "brown",
        fun: brown,
        gradient: brown_der,
        hessian: None,
        start: &[1.0, 1.0],
        limits: (0.0, 1e7),
    },
    Problem {
        name: "trigonometric",
        fun: |x| trigonometric_parts(x).iter().map(|f| f * f).sum(),
        gradient: trigonometric_der,
        hessian: None,
        start: &[0.2, 0.2, 0.2, 0.2, 0.2],
        limits: (0.05, 1.0),
    },
    Problem {
        name: "quadratic",
        fun: |x| 0.5 * x.iter().zip(weights(x.len())).map(|(x, w)| w * x * x).sum::<f64>(),
        gradient: |x| x.iter().zip(weights(x.len())).map(|(x, w)| w * x).collect(),
        hessian: Some(|x| Array2::from_diag(&Array1::from_iter(weights(x.len())))),
        start: &[1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        limits: (-1.0, 2.0),
    },
    Problem {
        name: "styblinski",
        fun: |x| 0.5 * x.iter().map(|x| x.powi(4) - 16.0 * x * x + 5.0 * x).sum::<f64>(),
        gradient: |x| x.mapv(|x| 2.0 * x.powi(3) - 16.0 * x + 2.5),
        hessian: Some(|x| Array2::from_diag(&x.mapv(|x| 6.0 * x * x - 16.0))),
        start: &[-1.0, 0.5, 1.5, -4.0],
        limits: (-2.0, 2.0),
    },
];

fn beale_parts(x: &ArrayRef1<f64>) -> [f64; 3] {
    let (a, b) = (x[0], x[1]);
    [1.5 - a + a * b, 2.25 - a + a * b.powi(2), 2.625 - a + a * b.powi(3)]
}

fn beale(x: &ArrayRef1<f64>) -> f64 {
    beale_parts(x).iter().map(|f| f * f).sum()
}

fn beale_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let (a, b) = (x[0], x[1]);
    let [r, s, t] = beale_parts(x);
    array![
        2.0 * r * (b - 1.0) + 2.0 * s * (b.powi(2) - 1.0) + 2.0 * t * (b.powi(3) - 1.0),
        2.0 * r * a + 4.0 * s * a * b + 6.0 * t * a * b.powi(2),
    ]
}

fn booth(x: &ArrayRef1<f64>) -> f64 {
    (x[0] + 2.0 * x[1] - 7.0).powi(2) + (2.0 * x[0] + x[1] - 5.0).powi(2)
}

fn booth_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let (r, s) = (x[0] + 2.0 * x[1] - 7.0, 2.0 * x[0] + x[1] - 5.0);
    array![2.0 * r + 4.0 * s, 4.0 * r + 2.0 * s]
}

fn himmelblau(x: &ArrayRef1<f64>) -> f64 {
    (x[0].powi(2) + x[1] - 11.0).powi(2) + (x[0] + x[1].powi(2) - 7.0).powi(2)
}

fn himmelblau_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let (r, s) = (x[0].powi(2) + x[1] - 11.0, x[0] + x[1].powi(2) - 7.0);
    array![4.0 * x[0] * r + 2.0 * s, 2.0 * r + 4.0 * x[1] * s]
}

fn himmelblau_hess(x: &ArrayRef1<f64>) -> Array2<f64> {
    let mixed = 4.0 * x[0] + 4.0 * x[1];
    array![
        [12.0 * x[0].powi(2) + 4.0 * x[1] - 42.0, mixed],
        [mixed, 4.0 * x[0] + 12.0 * x[1].powi(2) - 26.0],
    ]
}

fn powell(x: &ArrayRef1<f64>) -> f64 {
    (x[0] + 10.0 * x[1]).powi(2)
        + 5.0 * (x[2] - x[3]).powi(2)
        + (x[1] - 2.0 * x[2]).powi(4)
        + 10.0 * (x[0] - x[3]).powi(4)
}

fn powell_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let (r, s) = (x[0] + 10.0 * x[1], x[2] - x[3]);
    let (t, u) = ((x[1] - 2.0 * x[2]).powi(3), (x[0] - x[3]).powi(3));
    array![2.0 * r + 40.0 * u, 20.0 * r + 4.0 * t, 10.0 * s - 8.0 * t, -10.0 * s - 40.0 * u]
}

fn wood(x: &ArrayRef1<f64>) -> f64 {
    100.0 * (x[1] - x[0].powi(2)).powi(2)
        + (1.0 - x[0]).powi(2)
        + 90.0 * (x[3] - x[2].powi(2)).powi(2)
        + (1.0 - x[2]).powi(2)
        + 10.1 * ((x[1] - 1.0).powi(2) + (x[3] - 1.0).powi(2))
        + 19.8 * (x[1] - 1.0) * (x[3] - 1.0)
}

fn wood_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let (r, s) = (x[1] - x[0].powi(2), x[3] - x[2].powi(2));
    array![
        -400.0 * x[0] * r - 2.0 * (1.0 - x[0]),
        200.0 * r + 20.2 * (x[1] - 1.0) + 19.8 * (x[3] - 1.0),
        -360.0 * x[2] * s - 2.0 * (1.0 - x[2]),
        180.0 * s + 20.2 * (x[3] - 1.0) + 19.8 * (x[1] - 1.0),
    ]
}

fn brown(x: &ArrayRef1<f64>) -> f64 {
    (x[0] - 1e6).powi(2) + (x[1] - 2e-6).powi(2) + (x[0] * x[1] - 2.0).powi(2)
}

fn brown_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let r = x[0] * x[1] - 2.0;
    array![2.0 * (x[0] - 1e6) + 2.0 * x[1] * r, 2.0 * (x[1] - 2e-6) + 2.0 * x[0] * r]
}

fn trigonometric_parts(x: &ArrayRef1<f64>) -> Array1<f64> {
    let rest = x.len() as f64 - x.iter().map(|x| x.cos()).sum::<f64>();
    let part = |(i, x): (usize, &f64)| rest + (i + 1) as f64 * (1.0 - x.cos()) - x.sin();
    x.iter().enumerate().map(part).collect()
}

fn trigonometric_der(x: &ArrayRef1<f64>) -> Array1<f64> {
    let parts = trigonometric_parts(x);
    let sum = parts.sum();
    let slope = |(i, x): (usize, &f64)| {
        2.0 * x.sin() * sum + 2.0 * parts[i] * ((i + 1) as f64 * x.sin() - x.cos())
    };
    x.iter().enumerate().map(slope).collect()
}

fn weights(n: usize) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(1.0), |w| Some(10.0 * w)).take(n)
}
