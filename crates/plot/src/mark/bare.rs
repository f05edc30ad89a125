//! The inside of a spectrogram alone, for a page that draws frame, numbers and cursors itself.

use std::collections::HashMap;

use onkai_core::Error;

use crate::axis::{Kind, Ruler};
use crate::color::Color;
use crate::error::Result;
use crate::mark::spectrogram::Spectrogram;
use crate::mark::{Drawn, Frame, Way};
use crate::png_file;
use crate::scene::{Pixels, Rect, Shape};
use crate::ticks::ticks;

/// Pixels along one side of a picture: what all browsers and viewers open.
const MAX_SIDE: usize = 32768;

impl Spectrogram {
    /// The cells alone as a PNG, for a page that draws the rest itself: no frame, no numbers, no
    /// margin. The x axis spans `x_range`, the y axis what it spans in a figure. What lies beyond the
    /// cells has the first colour of the map.
    ///
    /// # Shapes
    ///
    /// `x_range`: ends in the unit of the x axis; `size_px`: `[width, height]`, each from 1 to 32 768.
    ///
    /// # Errors
    ///
    /// `Values` when `x_range` is not finite or its ends do not increase, `Parameter` when a side is
    /// out of range.
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::Array2;
    /// use onkai_plot::{Spectrogram, SpectrogramOptions};
    ///
    /// let db = Array2::from_shape_fn((1025, 100), |(k, t)| -((k + t) as f32) / 20.0);
    /// let spectrogram = Spectrogram::new(&db, 22050.0, 512, &SpectrogramOptions::default())?;
    /// let second = spectrogram.to_bare_png([1.0, 2.0], [400, 256])?;
    /// assert!(second.starts_with(b"\x89PNG"));
    /// # Ok::<(), onkai_plot::Error>(())
    /// ```
    pub fn to_bare_png(&self, x_range: [f64; 2], size_px: [usize; 2]) -> Result<Vec<u8>> {
        let [low, high] = x_range;
        if !(low < high && (high - low).is_finite()) {
            let requirement = "hold finite ends, the first less than the second";
            return Err(Error::Values { name: "x_range", requirement }.into());
        }
        if let Some(&side) = size_px.iter().find(|side| !(1..=MAX_SIDE).contains(side)) {
            return Err(Error::parameter("size_px", side as f64, "from 1 to 32768").into());
        }
        let table = self.color_table();
        let pixels = self.bare_pixels(x_range, size_px, table[0]);
        let numbers: HashMap<[u8; 3], u8> = table.iter().copied().zip(0..=u8::MAX).collect();
        // A palette has no room for the gray of missing cells.
        let indices: Option<Vec<u8>> =
            pixels.rgb.chunks_exact(3).map(|p| numbers.get(p).copied()).collect();
        Ok(match indices {
            Some(indices) => png_file::encode_indexed(&indices, size_px, &table),
            None => png_file::encode(&pixels, None),
        })
    }

    /// Where the y axis has its marks if it is `length_pt` points long and labels are at least
    /// `spacing_pt` apart: from 0 at the bottom to 1 at the top, and what is written there (nothing at
    /// the small marks between).
    ///
    /// # Examples
    ///
    /// ```
    /// use ndarray::Array2;
    /// use onkai_plot::{SpecAxis, Spectrogram, SpectrogramOptions};
    ///
    /// let options = SpectrogramOptions { y: SpecAxis::Chroma(Default::default()), ..Default::default() };
    /// let chroma = Spectrogram::new(&Array2::<f32>::eye(12), 22050.0, 512, &options)?;
    /// let marks = chroma.y_marks(144.0, 12.0);
    /// assert_eq!(marks[0], (1.0 / 24.0, "C".to_owned()));
    /// # Ok::<(), onkai_plot::Error>(())
    /// ```
    pub fn y_marks(&self, length_pt: f64, spacing_pt: f64) -> Vec<(f64, String)> {
        let ruler = self.ruler(Way::Y, None);
        let marks = ticks(&ruler, length_pt, spacing_pt.min(0.45 * length_pt));
        marks.into_iter().map(|mark| (ruler.fraction(mark.value), mark.label)).collect()
    }

    /// The axis as a figure with this mark alone has it, unless its range is given.
    fn ruler(&self, way: Way, range: Option<[f64; 2]>) -> Ruler {
        let place = self.side(way);
        let Kind { scale, ticks, inverted, .. } = place.kind.clone();
        Ruler { scale, range: range.unwrap_or(place.range), ticks, inverted }
    }

    fn bare_pixels(
        &self,
        x_range: [f64; 2],
        [width, height]: [usize; 2],
        beyond: [u8; 3],
    ) -> Pixels {
        let (x, y) = (self.ruler(Way::X, Some(x_range)), self.ruler(Way::Y, None));
        let rect = Rect { left: 0.0, top: 0.0, width: width as f64, height: height as f64 };
        let shapes = self.draw(&Frame { rect, x: &x, y: &y, scale: 1.0 }, Color::rgb(0));
        let mut all = Pixels { width, height, rgb: beyond.repeat(width * height) };
        for shape in shapes {
            if let Shape::Image { rect, pixels } = shape {
                let (left, top) = (rect.left.round() as usize, rect.top.round() as usize);
                for (i, row) in pixels.rgb.chunks_exact(3 * pixels.width).enumerate() {
                    let from = 3 * ((top + i) * width + left);
                    all.rgb[from..from + row.len()].copy_from_slice(row);
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use png::{ColorType, Decoder, Transformations};

    use super::*;
    use crate::color_map::ColorMap;
    use crate::mark::{ColorBar, SpecAxis, SpectrogramOptions};

    fn decoded(file: &[u8]) -> (ColorType, Vec<u8>) {
        let mut decoder = Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let kind = reader.info().color_type;
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (kind, pixels)
    }

    fn grays(data: &Array2<f32>) -> Spectrogram {
        in_colors(data, ColorMap::Gray)
    }

    fn in_colors(data: &Array2<f32>, map: ColorMap) -> Spectrogram {
        let options = SpectrogramOptions {
            x: SpecAxis::Frames,
            y: SpecAxis::Plain,
            color_map: Some(map),
            min_level: Some(0.0),
            max_level: Some(255.0),
            color_bar: ColorBar::Hidden,
            ..Default::default()
        };
        Spectrogram::new(data, 22050.0, 512, &options).unwrap()
    }

    #[test]
    fn a_cell_for_a_pixel_and_the_first_colour_beyond() {
        let spectrogram = grays(&array![[10.0, 20.0], [30.0, 40.0]]);
        let (kind, pixels) = decoded(&spectrogram.to_bare_png([-0.5, 2.5], [3, 2]).unwrap());
        assert_eq!(kind, ColorType::Indexed);
        let reds: Vec<u8> = pixels.into_iter().step_by(3).collect();
        // The first row is at the bottom.
        assert_eq!(reds, [30, 40, 0, 10, 20, 0]);
        let (_, right) = decoded(&spectrogram.to_bare_png([0.5, 1.5], [1, 1]).unwrap());
        assert_eq!(right, [30; 3]);
    }

    #[test]
    fn missing_cells_are_gray() {
        let spectrogram = in_colors(&array![[f32::NAN, 0.0]], ColorMap::Magma);
        let (kind, pixels) = decoded(&spectrogram.to_bare_png([-0.5, 1.5], [2, 1]).unwrap());
        assert_eq!((kind, &pixels[..]), (ColorType::Rgb, &[0xb0, 0xb0, 0xb0, 0, 0, 4][..]));
    }

    #[test]
    fn bad_sizes_and_ranges_are_named() {
        let spectrogram = grays(&array![[1.0]]);
        let message = |range, size| spectrogram.to_bare_png(range, size).unwrap_err().to_string();
        for range in [[1.0, 1.0], [0.0, f64::INFINITY], [f64::NAN, 1.0]] {
            assert!(message(range, [1, 1]).starts_with("`x_range` must hold"), "{range:?}");
        }
        for size in [[0, 1], [1, 0], [32769, 1]] {
            assert!(message([0.0, 1.0], size).starts_with("`size_px` is "), "{size:?}");
        }
    }

    #[test]
    fn marks_lie_on_the_axis() {
        let db = Array2::from_shape_fn((1025, 3), |(k, _)| -(k as f32) / 20.0);
        let options = SpectrogramOptions { y: SpecAxis::Log, ..Default::default() };
        let spectrogram = Spectrogram::new(&db, 22050.0, 512, &options).unwrap();
        let marks = spectrogram.y_marks(200.0, 14.0);
        assert!(marks.is_sorted_by(|a, b| a.0 < b.0));
        assert!(marks.iter().all(|(at, _)| (0.0..=1.0).contains(at)));
        assert!(marks.iter().any(|(_, text)| text == "1024"), "{marks:?}");
    }
}
