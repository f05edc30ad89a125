//! Pictures of sound: waveforms, spectrograms and curves over time, as SVG and PNG.
//!
//! Reading order: [`Figure`], its [`Panel`]s and what they show ([`Spectrogram`], [`Waveform`],
//! [`Line`], [`VerticalLines`]); [`Color`] and [`ColorMap`]; then how a figure becomes a scene of
//! simple shapes (`axis`, `ticks`, `layout`, `draw`), which two writers turn into text or pixels.

mod figure;
mod mark;
mod color;
mod color_map;
mod color_map_tables;
mod error;
mod axis;
mod ticks;
mod layout;
mod draw;
mod legend;
mod scene;
mod font;
mod svg;
mod raster;
mod png_file;
#[cfg(doctest)]
mod readme;

pub use crate::color::Color;
pub use crate::color_map::ColorMap;
pub use crate::error::{Error, Result};
pub use crate::figure::{Figure, Panel};
pub use crate::mark::{
    ColorBar, Dash, FrequencyAxis, Line, LineOptions, Mark, Spectrogram, SpectrogramOptions,
    VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};
pub use onkai_core::MelScale;
