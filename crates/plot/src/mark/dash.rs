//! Broken lines.

/// Whether and how a line is broken.
///
/// # Examples
///
/// ```
/// use onkai_plot::{Dash, LineOptions};
/// let options = LineOptions { dash: Dash::Dotted, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Long dashes.
    Dashed,
    /// Short ones.
    Dotted,
}

impl Dash {
    /// Lengths of dash and gap in points, for a line that is `width` points wide.
    pub(crate) fn lengths(self, width: f64) -> [f64; 2] {
        // Proportions of matplotlib's "--" and ":".
        let (dash, gap) = match self {
            Self::Solid => (1.0, 0.0),
            Self::Dashed => (3.7, 1.6),
            Self::Dotted => (1.0, 1.65),
        };
        // Thinner lines than a point keep its rhythm, or they would look gray.
        [dash * width.max(1.0), gap * width.max(1.0)]
    }
}
