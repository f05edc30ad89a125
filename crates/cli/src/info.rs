//! `onkai info`: what a recording's header says.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use onkai_io::audio::{AudioInfo, info};

use crate::args::InfoArgs;
use crate::output::{clock_time, complain, print_line};
use crate::panics::caught;

/// Runs the command; exit status 1 if any file could not be read.
pub(crate) fn run(args: &InfoArgs) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for path in &args.files {
        let shown = caught(&path.to_string_lossy(), || Ok(info(path)?))
            .and_then(|info| print_line(&text(path, &info)));
        if let Err(error) = shown {
            complain(&error);
            status = ExitCode::FAILURE;
        }
    }
    status
}

fn text(path: &Path, info: &AudioInfo) -> String {
    let mut text = path.display().to_string();
    let mut row = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {name:<12} {value}");
    };
    row("format", format!("{}, {}", info.format.name(), info.codec.name()));
    if let Some(bits) = info.bits_per_sample {
        row("sample size", format!("{bits} bits"));
    }
    row("sample rate", format!("{} Hz", info.sample_rate));
    row("channels", info.n_channels.to_string());
    match (info.n_frames, info.duration_s()) {
        (Some(n_frames), Some(seconds)) => {
            row(
                "length",
                format!(
                    "{} ({seconds:.3} s, {n_frames} samples a channel)",
                    clock_time(seconds, 1)
                ),
            );
        }
        _ => row("length", "not stated by the file".into()),
    }
    text
}
