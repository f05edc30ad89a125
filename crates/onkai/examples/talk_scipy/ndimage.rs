//! Moving an array.

use ndarray::Array1;
use onkai::Result;
use onkai::ndimage::{InterpolationOptions, shift};

use crate::tour::{Chapter, row};

pub(crate) fn chapter() -> Result<Chapter> {
    let x = Array1::from_iter((0..10).map(f64::from));
    let moved = shift(&x, &[-3.0], &InterpolationOptions::default())?;
    let rows = vec![row("shift(-3)", "shift([0, 1, …, 9], -3)", moved.to_vec())];
    Ok(Chapter { key: "ndimage", title: "Images", rows })
}
