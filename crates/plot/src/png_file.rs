//! Pixels as a PNG file in memory.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};

use crate::scene::Pixels;

/// Encodes `pixels`, and notes how many of them make an inch.
pub(crate) fn encode(pixels: &Pixels, dpi: Option<f64>) -> Vec<u8> {
    let mut file = Vec::new();
    write(pixels, dpi, &mut file).expect("memory takes every write, and no image is empty");
    file
}

fn write(pixels: &Pixels, dpi: Option<f64>, out: &mut Vec<u8>) -> Result<(), png::EncodingError> {
    let mut encoder = Encoder::new(out, pixels.width as u32, pixels.height as u32);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // A spectrogram has 256 colours: deflate finds them again and again if no filter mixes them up.
    // Its second level takes a sixth of the time of the usual sixth, for a tenth more bytes.
    encoder.set_deflate_compression(DeflateCompression::Level(2));
    encoder.set_filter(Filter::NoFilter);
    encoder.set_pixel_dims(dpi.map(|dpi| {
        let per_metre = (dpi / 0.0254).round() as u32;
        PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.rgb)?;
    writer.finish()
}

/// Encodes pixels that are numbers of colours in `table`.
pub(crate) fn encode_indexed(
    indices: &[u8],
    size_px: [usize; 2],
    table: &[[u8; 3]; 256],
) -> Vec<u8> {
    let mut file = Vec::new();
    write_indexed(indices, size_px, table, &mut file)
        .expect("memory takes every write, and no image is empty");
    file
}

fn write_indexed(
    indices: &[u8],
    [width, height]: [usize; 2],
    table: &[[u8; 3]; 256],
    out: &mut Vec<u8>,
) -> Result<(), png::EncodingError> {
    let mut encoder = Encoder::new(out, width as u32, height as u32);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(table.as_flattened().to_vec());
    encoder.set_deflate_compression(DeflateCompression::Level(6));
    // Numbers of a map's colours are levels: neighbours differ by little.
    encoder.set_filter(Filter::Adaptive);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(indices)?;
    writer.finish()
}
