//! What a panel shows.

mod any;
mod frame;
mod spectrogram;
mod bare;
mod spec_axis;
mod image;
mod waveform;
mod line;
mod scatter;
mod stem;
mod bars;
mod histogram;
mod fill;
mod vertical_lines;
mod dash;
mod marker;
mod points;
mod levels;
mod cells;
mod columns;

pub use self::any::Mark;
pub use self::bars::{Bars, BarsOptions};
pub use self::dash::Dash;
pub use self::fill::{Fill, FillOptions};
pub use self::histogram::{Histogram, HistogramOptions};
pub use self::image::{Image, ImageOptions, Origin};
pub use self::levels::ColorBar;
pub use self::line::{Line, LineOptions, Step};
pub use self::marker::Marker;
pub use self::scatter::{Scatter, ScatterOptions};
pub use self::spec_axis::{ChromaNames, CqtBins, MelBands, SpecAxis};
pub use self::spectrogram::{Spectrogram, SpectrogramOptions};
pub use self::stem::{Stem, StemOptions};
pub use self::vertical_lines::{VerticalLines, VerticalLinesOptions};
pub use self::waveform::{Waveform, WaveformOptions};

pub(crate) use self::any::{Drawn, Sample, Way};
pub(crate) use self::frame::Frame;
pub(crate) use self::marker::CROSS_WIDTH;
