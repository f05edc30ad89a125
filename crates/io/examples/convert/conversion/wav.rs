//! WAV files: `samples` and `sample_rate`.

use std::path::Path;

use ndarray::{Array, Array2, Ix2, IxDyn};
use onkai_io::wav::{self, ReadOptions, Samples, Wav, WriteOptions};
use onkai_io::{AnyArray, Error, Result};

use super::contents::{Contents, Data};

pub(crate) fn read(path: &Path) -> Result<Contents> {
    let Wav { sample_rate, samples, .. } = wav::read(path, &ReadOptions::default())?;
    let samples: AnyArray = match samples {
        Samples::U8(x) => x.into(),
        Samples::I16(x) => x.into(),
        Samples::I32(x) => x.into(),
        Samples::I64(x) => x.into(),
        Samples::F32(x) => x.into(),
        Samples::F64(x) => x.into(),
    };
    let rate = Array::from_elem((), sample_rate).into();
    let items = vec![
        ("samples".to_owned(), Data::Array(samples)),
        ("sample_rate".to_owned(), Data::Array(rate)),
    ];
    Ok(Contents { items, losses: Vec::new() })
}

pub(crate) fn write(path: &Path, contents: Contents) -> Result<Vec<String>> {
    let (mut samples, mut rate, mut losses) = (None, None, Vec::new());
    for (name, data) in contents.items {
        match data {
            Data::Array(array) if name == "sample_rate" => rate = first(array),
            Data::Array(array) if name == "samples" || samples.is_none() => {
                match samples_of(array) {
                    Some(found) => samples = Some(found),
                    None => losses.push(format!("`{name}`, which is no sound")),
                }
            }
            _ => losses.push(format!("`{name}`, which is no sound")),
        }
    }
    let Some(samples) = samples else {
        let (path, what) = (path.to_owned(), "contents without samples".into());
        return Err(Error::Inexpressible { path, format: "WAV", what, variable: None });
    };
    let rate = rate.unwrap_or_else(|| {
        losses.push("nothing, but 44100 Hz is assumed, as there is no `sample_rate`".to_owned());
        44100
    });
    wav::write(path, &Wav::new(rate, samples), &WriteOptions::default())?;
    Ok(losses)
}

fn first(array: AnyArray) -> Option<u32> {
    array.to::<u32, IxDyn>().ok()?.first().copied()
}

/// Channels are rows; a vector is one channel.
fn samples_of(array: AnyArray) -> Option<Samples> {
    fn rows<T: onkai_io::Element>(array: AnyArray) -> Option<Array2<T>> {
        let array = array.to::<T, IxDyn>().ok()?;
        let array = if array.ndim() == 1 { array.insert_axis(ndarray::Axis(0)) } else { array };
        array.into_dimensionality::<Ix2>().ok()
    }
    match array {
        AnyArray::U8(_) => rows::<u8>(array).map(Samples::from),
        AnyArray::I16(_) => rows::<i16>(array).map(Samples::from),
        AnyArray::I32(_) => rows::<i32>(array).map(Samples::from),
        AnyArray::F32(_) => rows::<f32>(array).map(Samples::from),
        AnyArray::F64(_) => rows::<f64>(array).map(Samples::from),
        _ => None,
    }
}
