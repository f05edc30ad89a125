//! The normal distribution, and what a sample tells.

use ndarray::Array1;
use onkai::Result;
use onkai::stats::{
    Continuous, Fit, FitOptions, HistogramOptions, Normal, ScoreOptions, histogram, mean, median,
    scoreatpercentile,
};
use serde_json::{Value, json};

use crate::tour::{Chapter, demo, row};

pub(crate) fn chapter(seed: u64) -> Result<Chapter> {
    let s = Array1::from_shape_fn(1000, |n| 2.0 * (n as f64 * 12.9898).sin());
    let density: Vec<f64> = [0.0, 1.0, 2.0].iter().map(|&x| Normal.pdf(x)).collect();
    let fit = Normal::fit(&s, &FitOptions::default())?;
    let scores = [50.0, 90.0].map(|q| scoreatpercentile(&s, q, &ScoreOptions::default()));
    let [half, most] = scores;
    let rows = vec![
        row("norm.pdf(0,1,2)", "Normal.pdf(0), (1), (2)", density),
        row(
            "norm.fit(2*sin(12.9898 n))",
            "fit of a normal distribution to 2 sin(12.9898 n)",
            json!([fit.loc, fit.scale]),
        ),
        row("scoreatpercentile", "scoreatpercentile 50 and 90", json!([half?, most?])),
        demo("mean and median of the same", json!([mean(&s)?, median(&s)?])),
        demo(
            "a density histogram of 1000 normal numbers, and the curve",
            histogram_and_curve(seed)?,
        ),
    ];
    Ok(Chapter { key: "stats", title: "Statistics", rows })
}

/// Heights of the bars, and of the fitted density in their middles.
fn histogram_and_curve(seed: u64) -> Result<Value> {
    let sample = Normal.rvs(1000, seed);
    let bars = histogram(&sample, &HistogramOptions { density: true, ..Default::default() })?;
    let fit = Normal::fit(&sample, &FitOptions::default())?;
    let fitted = Normal.at(fit.loc, fit.scale)?;
    let middles = bars.edges.windows(2).into_iter().map(|edge| 0.5 * (edge[0] + edge[1]));
    let curve: Vec<f64> = middles.map(|x| fitted.pdf(x)).collect();
    Ok(json!({ "bars": bars.values.to_vec(), "curve": curve }))
}
