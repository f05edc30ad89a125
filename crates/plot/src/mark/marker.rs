//! Figures that stand for points.

/// The figure that stands for a point.
///
/// # Examples
///
/// ```
/// use onkai_plot::{LineOptions, Marker};
/// let options = LineOptions { marker: Some(Marker::Square), ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marker {
    /// ●
    #[default]
    Circle,
    /// ■
    Square,
    /// ◆
    Diamond,
    /// ▲
    Triangle,
    /// ×
    Cross,
    /// +
    Plus,
}

/// Width of the strokes of a cross, in points.
pub(crate) const CROSS_WIDTH: f64 = 1.2;

impl Marker {
    /// The strokes of a figure that is but lines, from -1 to 1 both ways; `None` for an area.
    pub(crate) fn strokes(self) -> Option<[[[f64; 2]; 2]; 2]> {
        match self {
            Self::Cross => Some([[[-0.8, -0.8], [0.8, 0.8]], [[-0.8, 0.8], [0.8, -0.8]]]),
            Self::Plus => Some([[[-1.0, 0.0], [1.0, 0.0]], [[0.0, -1.0], [0.0, 1.0]]]),
            _ => None,
        }
    }

    /// The corners of a figure that has any, from -1 to 1 both ways, y down.
    pub(crate) fn corners(self) -> &'static [[f64; 2]] {
        match self {
            // As large as a circle of that height looks.
            Self::Square => &[[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
            Self::Diamond => &[[0.0, -1.15], [1.15, 0.0], [0.0, 1.15], [-1.15, 0.0]],
            Self::Triangle => &[[0.0, -1.1], [1.0, 0.75], [-1.0, 0.75]],
            Self::Circle | Self::Cross | Self::Plus => &[],
        }
    }
}
