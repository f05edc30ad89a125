//! Pictures of sound and of numbers: waveforms, spectrograms, curves and the like, as SVG, PNG and HTML.
//!
//! Reading order: [`Figure`], its [`Panel`]s with their [`Axis`] and [`Ticks`], and what they show
//! ([`Spectrogram`], [`Image`], [`Waveform`], [`Line`], [`Scatter`], [`Stem`], [`Bars`], [`Histogram`],
//! [`Fill`], [`VerticalLines`]); [`Color`], [`ColorMap`] and [`Theme`]; then how a figure becomes a scene
//! of simple shapes (`contents`, `ticks`, `layout`, `draw`), which writers turn into text or pixels.

mod figure;
mod panel;
mod axis;
mod ticks;
mod mark;
mod color;
mod color_map;
mod color_map_tables;
mod theme;
mod error;
mod contents;
mod layout;
mod draw;
mod legend;
mod scene;
mod font;
mod markup;
mod svg;
mod html;
mod raster;
mod png_file;
#[cfg(doctest)]
mod readme;

pub use crate::axis::{Axis, Scale};
pub use crate::color::Color;
pub use crate::color_map::ColorMap;
pub use crate::error::{Error, Result};
pub use crate::figure::{Figure, Format, Share};
pub use crate::mark::{
    Bars, BarsOptions, ChromaNames, ColorBar, CqtBins, Dash, Fill, FillOptions, Histogram,
    HistogramOptions, Image, ImageOptions, Line, LineOptions, Mark, Marker, MelBands, Origin,
    Scatter, ScatterOptions, SpecAxis, Spectrogram, SpectrogramOptions, Stem, StemOptions, Step,
    VerticalLines, VerticalLinesOptions, Waveform, WaveformOptions,
};
pub use crate::markup::{data_url, escape_markup};
pub use crate::panel::{Aspect, Panel};
pub use crate::theme::Theme;
pub use crate::ticks::Ticks;
pub use onkai_core::MelScale;
