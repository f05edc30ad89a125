//! Sound files, beside soundfile.

use onkai_io::audio;

use super::case::{Case, call, must};

/// The cases; to add one, add its line.
pub(super) const CASES: &[Case] = &[("decode", |inputs| {
    let path = inputs.recording().to_owned();
    Ok(call(move || must(audio::read(&path)).samples))
})];
