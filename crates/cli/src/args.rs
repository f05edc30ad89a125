//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::features::Feature;

/// Music analysis: tempo, beats and onsets, with pictures and clicks to check them by.
#[derive(Debug, Parser)]
#[command(name = "onkai", version, about)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find tempo, beats and onsets of recordings and draw what was found
    Analyze(AnalyzeArgs),
    /// Tell format, rate, channels and length of recordings, without decoding them
    Info(InfoArgs),
    /// Print a script that completes this command's words in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct AnalyzeArgs {
    /// Recordings: WAV, Ogg Vorbis, FLAC, MP3, AAC, ALAC, AIFF, CAF. Without any, a built-in clip
    #[arg(value_name = "AUDIO")]
    pub(crate) files: Vec<PathBuf>,

    /// Where to write: into DIR, or into DIR/NAME if there are several recordings
    /// [default: onkai-out/NAME]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Also write harmonic.wav and percussive.wav, what lasts and what is short
    #[arg(long)]
    pub(crate) parts: bool,

    /// Also write features.npz: these features frame by frame, and between beats
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(crate) features: Vec<Feature>,

    /// Also write report.html: pictures, sounds and tables in one page that needs no network
    #[arg(long)]
    pub(crate) report: bool,

    /// Print the results as JSON instead of a summary, a line for each recording
    #[arg(long)]
    pub(crate) json: bool,

    /// Print errors only (and the JSON, if asked for)
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InfoArgs {
    /// Recordings
    #[arg(value_name = "AUDIO", required = true)]
    pub(crate) files: Vec<PathBuf>,
}
