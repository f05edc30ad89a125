//! Grids of panels.

use ndarray::Array1;
use onkai_plot::{Axis, Figure, Line, LineOptions, Panel, Result, Share, Theme};

use crate::sound;

pub(crate) fn figures() -> Result<Vec<(&'static str, Figure)>> {
    Ok(vec![("grid", grid()?), ("own-axes", own_axes()?), ("dark", dark()?)])
}

fn sine(title: &str, cycles: f64, height: f64) -> Result<Panel> {
    let x = Array1::linspace(0.0, 1.0, 300);
    let y = x.mapv(|x: f64| height * (std::f64::consts::TAU * cycles * x).sin());
    let panel = Line::new(&x, &y, &LineOptions::default())?.into();
    Ok(Panel { title: title.into(), ..panel })
}

/// One range for each row and each column, numbers at the outer panels alone.
fn grid() -> Result<Figure> {
    Ok(Figure {
        title: "Shared axes, columns of different widths".into(),
        width_in: 9.0,
        height_in: 6.0,
        panels: vec![
            Panel { span: 3, ..sine("Over all columns", 9.0, 1.0)? },
            sine("Wide", 5.0, 1.0)?,
            sine("Half as wide", 3.0, 0.5)?,
            sine("Half as wide", 2.0, 0.8)?,
            Panel {
                x: Axis { label: Some("Phase".into()), ..Default::default() },
                ..sine("Low", 5.0, 2.0)?
            },
            sine("Low", 3.0, 2.0)?,
            sine("Low", 2.0, 1.5)?,
        ],
        widths: vec![2.0, 1.0, 1.0],
        heights: vec![1.0, 2.0, 1.0],
        share_x: Share::Lines,
        share_y: Share::Lines,
        ..Default::default()
    })
}

fn own_axes() -> Result<Figure> {
    Ok(Figure {
        title: "Axes of their own".into(),
        width_in: 9.0,
        height_in: 5.0,
        panels: vec![
            sine("One", 1.0, 1.0)?,
            sine("A thousand", 2.0, 1000.0)?,
            sine("A millionth", 3.0, 1e-6)?,
            Panel {
                y: Axis { inverted: true, label: Some("Down".into()), ..Default::default() },
                ..sine("Turned", 4.0, 10.0)?
            },
        ],
        widths: vec![1.0; 2],
        ..Default::default()
    })
}

fn dark() -> Result<Figure> {
    let figures = sound::figures()?;
    let (_, panels) = figures.into_iter().next_back().unwrap_or_default();
    Ok(Figure { theme: Theme::Dark, title: "On dark paper".into(), ..panels })
}
