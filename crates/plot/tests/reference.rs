//! Pictures against those in `tests/reference`, which were looked at when they were made.
//!
//! After a change that is meant to be seen, `UPDATE_REFERENCES=1 cargo test -p onkai-plot` writes
//! them anew; look at them before you commit.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use crate::figures;

/// How far a colour may be off before the pixel counts as another one: processors round differently.
const COLOR_TOLERANCE: u8 = 24;
/// The part of all pixels that may be off.
const PIXEL_TOLERANCE: f64 = 1e-3;

fn decode(png: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (info.width, info.height, pixels)
}

/// How many pixels of two PNG files of one size differ by more than the tolerance.
pub(crate) fn n_pixels_off(actual: &[u8], expected: &[u8]) -> usize {
    let (width, height, actual) = decode(actual);
    let (expected_width, expected_height, expected) = decode(expected);
    assert_eq!((width, height), (expected_width, expected_height));
    let pixels = actual.chunks(3).zip(expected.chunks(3));
    let differs =
        |(a, e): &(&[u8], &[u8])| a.iter().zip(*e).any(|(a, e)| COLOR_TOLERANCE < a.abs_diff(*e));
    pixels.filter(differs).count()
}

fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(format!("{name}.png"))
}

#[test]
fn pictures_are_the_references() {
    for (name, figure) in figures::all() {
        let png = figure.to_png(72.0).unwrap();
        let path = reference(name);
        if std::env::var_os("UPDATE_REFERENCES").is_some() {
            fs::write(&path, &png).unwrap();
        }
        let n_off = n_pixels_off(&png, &fs::read(&path).unwrap());
        let n_pixels = 72.0 * 72.0 * figure.width_in * figure.height_in;
        assert!(n_off as f64 <= PIXEL_TOLERANCE * n_pixels, "{name}: {n_off} pixels are off");
    }
}

#[test]
fn a_picture_is_as_large_as_its_inches() {
    let (_, figure) = &figures::all()[0];
    for (dpi, size) in [(72.0, (360, 180)), (100.0, (500, 250)), (300.0, (1500, 750))] {
        let png = figure.to_png(dpi).unwrap();
        let reader = png::Decoder::new(Cursor::new(&png)).read_info().unwrap();
        let pixels_per_metre = reader.info().pixel_dims.unwrap().xppu;
        assert!((f64::from(pixels_per_metre) * 0.0254 - dpi).abs() < 0.02);
        let (width, height, _) = decode(&png);
        assert_eq!((width, height), size);
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    for (name, figure) in figures::all() {
        let (png, svg) = (figure.to_png(72.0).unwrap(), figure.to_svg().unwrap());
        #[cfg(feature = "rayon")]
        let again = {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
            pool.install(|| (figure.to_png(72.0).unwrap(), figure.to_svg().unwrap()))
        };
        #[cfg(not(feature = "rayon"))]
        let again = (figure.to_png(72.0).unwrap(), figure.to_svg().unwrap());
        assert!((png, svg) == again, "{name}");
    }
}
