//! What a panel shows.

mod any;
mod spectrogram;
mod waveform;
mod line;
mod vertical_lines;
mod dash;
mod cells;
mod columns;

pub use self::any::Mark;
pub use self::dash::Dash;
pub use self::line::{Line, LineOptions};
pub use self::spectrogram::{ColorBar, FrequencyAxis, Spectrogram, SpectrogramOptions};
pub use self::vertical_lines::{VerticalLines, VerticalLinesOptions};
pub use self::waveform::{Waveform, WaveformOptions};

pub(crate) use self::any::{Frame, Sample};
