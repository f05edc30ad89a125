//! Reads, writes, and tells what was lost.

use std::path::Path;

use onkai_io::Result;

use super::formats::{FORMATS, Format, known};

/// Converts a file; gives what the new one does not hold, or why there is none.
pub(crate) fn convert(from: &Path, to: &Path) -> std::result::Result<Vec<String>, String> {
    let (source, sink) = (format_of(from)?, format_of(to)?);
    let Some(write) = sink.write else {
        return Err(format!("{} files can only be read", sink.name));
    };
    let convert = || -> Result<Vec<String>> {
        let mut contents = (source.read)(from)?;
        let mut losses = std::mem::take(&mut contents.losses);
        losses.extend(write(to, contents)?);
        Ok(losses)
    };
    convert().map_err(|error| error.to_string())
}

fn format_of(path: &Path) -> std::result::Result<&'static Format, String> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let format = FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()));
    format.ok_or_else(|| {
        format!("{}: no format has this extension; known are {}", path.display(), known())
    })
}
