//! Distances between four cities.

use ndarray::array;
use onkai::Result;
use onkai::spatial::distance::{Metric, cdist, pdist};

use crate::tour::{Chapter, matrix, row};

pub(crate) fn chapter() -> Result<Chapter> {
    let cities =
        array![[35.0456, -85.2672], [35.1174, -89.9711], [35.9728, -83.9422], [36.1667, -86.7833]];
    let rows = vec![
        row(
            "cdist",
            "cdist(cities, cities)",
            matrix(&cdist(&cities, &cities, &Metric::Euclidean)?),
        ),
        row("pdist", "pdist(cities)", pdist(&cities, &Metric::Euclidean)?.to_vec()),
    ];
    Ok(Chapter { key: "spatial", title: "Space", rows })
}
