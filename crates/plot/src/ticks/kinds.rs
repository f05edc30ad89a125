//! What the numbers on an axis measure.

/// What the numbers on an axis measure, hence where its marks are and how they are written.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Axis, Ticks};
///
/// let names = ["do", "re", "mi"].map(str::to_owned);
/// let ticks = Ticks::At((0..3).map(f64::from).zip(names).collect());
/// let axis = Axis { ticks: Some(ticks), ..Default::default() };
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Ticks {
    /// Numbers, with steps of 1, 2 or 5; on a logarithmic axis powers of ten.
    #[default]
    Number,
    /// Numbers without a fraction: frames, bins, counts.
    Whole,
    /// Seconds: written as milliseconds below one second, as m:ss from a minute on, as h:mm:ss from an hour on.
    Time,
    /// Hertz; on a curved axis powers of two.
    Hertz,
    /// Hertz, written as notes: C1, C2; closer by, C♯4.
    Notes,
    /// Beats a minute; on a curved axis powers of two.
    Tempo,
    /// Decibels with their sign: +0 dB.
    Decibels,
    /// A unit with its prefix: 500 Hz, 1 kHz, 20 µs.
    Engineering {
        /// The unit; may be empty.
        unit: String,
    },
    /// Moments in seconds that are counted from 1: each of them has a mark as long as there is
    /// room, else every second, fourth and so on.
    Beats(Vec<f64>),
    /// Values and what is written there.
    At(Vec<(f64, String)>),
    /// None at all.
    Off,
}
