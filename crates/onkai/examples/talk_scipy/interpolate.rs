//! Functions through points.

use std::f64::consts::PI;

use ndarray::{Array1, Axis};
use onkai::Result;
use onkai::interpolate::{Interp1d, Interp1dKind, Interp1dOptions};

use crate::tour::{Chapter, row};

pub(crate) fn chapter() -> Result<Chapter> {
    let x = Array1::linspace(0.0, 1.0, 10);
    let y = x.mapv(|x| (2.0 * PI * x).sin());
    let between = Array1::linspace(0.0, 1.0, 7);
    let values = |kind| -> Result<Vec<f64>> {
        let options = Interp1dOptions { kind, ..Default::default() };
        Ok(Interp1d::new(&x, &y, Axis(0), &options)?.at(&between)?.to_vec())
    };
    let rows = vec![
        row(
            "linear",
            "lines through ten points of a sine, at seven",
            values(Interp1dKind::Linear)?,
        ),
        row("cubic", "a cubic spline through them", values(Interp1dKind::Cubic)?),
    ];
    Ok(Chapter { key: "interpolate", title: "Interpolation", rows })
}
