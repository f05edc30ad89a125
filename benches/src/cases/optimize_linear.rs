//! Linear and constrained problems, beside `scipy.optimize`.

use ndarray::{Array2, ArrayRef1, array};
use onkai_optimize::{
    Bounds, Constraint, Goal, LinearProgram, LinprogOptions, MinimizeOptions, Minimizer,
    linear_sum_assignment, linprog, nnls,
};

use super::case::{Call, Case, call, must};
use crate::Inputs;

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[
    ("nnls", |inputs| {
        let (a, b) = (rows(inputs, 200, 100, 1), inputs.noise(200, 2));
        Ok(call(move || must(nnls(&a, &b, None)).x))
    }),
    ("linear_sum_assignment", |inputs| {
        let cost = rows(inputs, 1000, 1000, 1);
        Ok(call(move || must(linear_sum_assignment(&cost, Goal::Minimize)).columns.to_vec()))
    }),
    ("linprog", |inputs| Ok(program(inputs))),
    ("slsqp_hs71", |_| Ok(hs71())),
];

/// Rows of noise.
fn rows(inputs: &Inputs, n: usize, dim: usize, seed: u32) -> Array2<f64> {
    inputs.noise(n * dim, seed).into_shape_with_order((n, dim)).expect("n times dim elements")
}

/// 100 inequalities for 200 variables between 0 and 1.
fn program(inputs: &Inputs) -> Call {
    let (a, c) = (rows(inputs, 100, 200, 1), inputs.noise(200, 2));
    let b = a.sum_axis(ndarray::Axis(1)) * 0.5 + 0.1;
    let program =
        LinearProgram::new(c).less_or_equal(a, b).bounds(must(Bounds::uniform(200, 0.0, 1.0)));
    call(move || must(linprog(&program, &LinprogOptions::default())).x)
}

fn hs71() -> Call {
    let bounds = Some(must(Bounds::uniform(4, 1.0, 5.0)));
    let options = MinimizeOptions { bounds, ..Default::default() };
    call(move || {
        let minimizer =
            Minimizer::new(|x: &ArrayRef1<f64>| x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2])
                .constraint(Constraint::inequality(|x| array![x.product() - 25.0]))
                .constraint(Constraint::equality(|x| array![x.dot(x) - 40.0]));
        must(minimizer.run(&array![1.0, 5.0, 5.0, 1.0], &options)).x
    })
}
