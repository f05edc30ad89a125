//! Systems, factors and functions of matrices.

use ndarray::{Array1, Array2, Axis, array, stack};
use onkai::Result;
use onkai::linalg::{
    EigVectors, LstsqOptions, NormOrder, PinvOptions, SolveOptions, SvdVectors, det,
    eig_generalized, eigvals, inv, logm, lstsq, lu, norm, pinv, schur, solve, svd,
};
use serde_json::{Value, json};

use crate::tour::{Chapter, Row, complex, demo, matrix, row};

pub(crate) fn chapter() -> Result<Chapter> {
    let a = array![[1.0, 2.0], [3.0, 4.0]];
    let mut rows = vec![
        row("det", "det([[1, 2], [3, 4]])", det(&a)?),
        row("det_singular", "det([[3, 2], [6, 4]])", det(&array![[3.0, 2.0], [6.0, 4.0]])?),
        row("inv", "inv(a)", matrix(&inv(&a)?)),
        row(
            "solve",
            "solve(a, [[5], [6]])",
            matrix(&solve(&a, &array![[5.0], [6.0]], &SolveOptions::default())?.x),
        ),
        row("norm", "norm(a, order)", norms(&a)?),
    ];
    rows.extend(refusals());
    rows.extend(factors(&a)?);
    rows.push(row("lstsq", "lstsq([exp(-x), x], 5 exp(-x) + 2 x)", least_squares()?));
    Ok(Chapter { key: "linalg", title: "Linear algebra", rows })
}

/// What has no answer says why.
fn refusals() -> [Row; 2] {
    let message = |error: Option<onkai::Error>| error.map_or(String::new(), |e| e.to_string());
    [
        demo("det of a 3 x 4 matrix", message(det(&Array2::<f64>::zeros((3, 4))).err())),
        demo("inv([[3, 2], [6, 4]])", message(inv(&array![[3.0, 2.0], [6.0, 4.0]]).err())),
    ]
}

fn norms(a: &Array2<f64>) -> Result<Value> {
    Ok(json!({
        "fro": norm(a, NormOrder::Frobenius)?,
        "1": norm(a, NormOrder::L1)?,
        "-1": norm(a, NormOrder::NegL1)?,
        "inf": norm(a, NormOrder::Inf)?,
        "-inf": norm(a, NormOrder::NegInf)?,
        "2": norm(a, NormOrder::L2)?,
        "-2": norm(a, NormOrder::NegL2)?,
    }))
}

fn factors(a: &Array2<f64>) -> Result<Vec<Row>> {
    let wide = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let pencil = eig_generalized(a, &array![[2.0, 1.0], [1.0, 3.0]], EigVectors::None)?;
    let (triangles, form) = (lu(a)?, schur(a)?);
    let log = logm(a)?.logm.complex();
    let list = |values: Array1<num_complex::Complex<f64>>| -> Value {
        values.into_iter().map(complex).collect()
    };
    Ok(vec![
        row("eigvals", "eigvals(a)", list(eigvals(a)?)),
        row("svd_s", "svd([[1, 2, 3], [4, 5, 6]]).s", svd(&wide, SvdVectors::Full)?.s.to_vec()),
        row(
            "lu",
            "lu(a)",
            json!([matrix(&triangles.permutation()), matrix(&triangles.l), matrix(&triangles.u)]),
        ),
        row("schur", "schur(a)", json!([matrix(&form.t), matrix(&form.z)])),
        row(
            "logm",
            "logm(a)",
            log.rows().into_iter().map(|row| list(row.to_owned())).collect::<Value>(),
        ),
        row(
            "pinv",
            "pinv([[1, 2, 3], [4, 5, 6]])",
            matrix(&pinv(&wide, &PinvOptions::default())?.inverse),
        ),
        row("generalised_eigvals", "eigvals(a, [[2, 1], [1, 3]])", list(pencil.w)),
    ])
}

fn least_squares() -> Result<Value> {
    let x = Array1::from_iter((1..11).map(|i| 0.1 * f64::from(i)));
    let m = stack![Axis(1), x.mapv(|x| (-x).exp()), x];
    let z = x.mapv(|x| 5.0 * (-x).exp() + 2.0 * x);
    let fit = lstsq(&m, &z, &LstsqOptions::default())?;
    Ok(json!({ "c": fit.x.to_vec(), "rank": fit.rank, "singular": fit.s.to_vec() }))
}
