//! Draws one figure of each kind into a folder: `cargo run --example gallery -p onkai-plot -- FOLDER [DPI]`.

mod signals;
mod sound;
mod spectra;
mod frames;
mod curves;
mod grids;

use std::path::Path;

use onkai_plot::{Figure, Result};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let dpi = arguments.next().and_then(|dpi| dpi.parse().ok()).unwrap_or(100.0);
    let folder = Path::new(&folder);
    let figures: Vec<(&str, Figure)> = [
        sound::figures()?,
        spectra::figures()?,
        frames::figures()?,
        curves::figures()?,
        grids::figures()?,
    ]
    .into_iter()
    .flatten()
    .collect();
    for (name, figure) in &figures {
        let figure = Figure { dpi, ..figure.clone() };
        figure.save(folder.join(format!("{name}.png")))?;
        figure.save(folder.join(format!("{name}.svg")))?;
    }
    // All of them on one page, whose text and paper they follow.
    let mut page = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>Gallery</title>\n\
                    <meta name=\"color-scheme\" content=\"light dark\">\n"
        .to_owned();
    for (_, figure) in figures {
        page += &Figure { theme: onkai_plot::Theme::Page, ..figure }.to_html()?;
    }
    let path = folder.join("gallery.html");
    std::fs::write(&path, page).map_err(|source| onkai_plot::Error::Write { path, source })
}
