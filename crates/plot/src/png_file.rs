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
