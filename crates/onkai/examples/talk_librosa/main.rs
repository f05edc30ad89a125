//! The librosa talk, call by call, on a recording or on the demo clip.
//!
//! ```text
//! cargo run --release -p onkai --example talk_librosa                    a tour: what is computed, and the answer
//! cargo run --release -p onkai --example talk_librosa -- song.ogg        the same of a recording
//! cargo run --release -p onkai --example talk_librosa -- --json          the answers alone, for a machine
//! cargo run --release -p onkai --example talk_librosa -- --out FOLDER    with the talk's figures and sounds
//! ```
#![allow(clippy::print_stdout, reason = "an example prints")]

mod tour;
mod spectra;
mod effects;
mod rhythm;
mod features;
mod factors;
mod figures;
mod frames;
mod sounds;

use std::error::Error;
use std::path::PathBuf;

use onkai::mir::audio::{LoadOptions, Recording, load};
use onkai::mir::demo;

use tour::Tour;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::from_args(std::env::args().skip(1))?;
    let mut tour = Tour::default();
    let recording = tour.run("load", || options.recording())?;
    tour.load(&recording);
    let spectra = spectra::visit(&mut tour, &recording)?;
    let effects = effects::visit(&mut tour, &recording)?;
    let rhythm = rhythm::visit(&mut tour, &recording, &effects.percussive)?;
    features::visit(&mut tour, &recording, &effects.harmonic, &rhythm.percussive_beats)?;
    let factors = factors::visit(&mut tour, &spectra.stft)?;
    if options.json {
        println!("{}", tour.to_json("librosa_talk"));
    } else {
        tour.print();
    }
    if let Some(folder) = &options.out {
        std::fs::create_dir_all(folder)?;
        figures::draw(folder, &recording, (&spectra, &effects), &rhythm, &factors)?;
        sounds::write(folder, &recording, &effects, &rhythm, &factors)?;
    }
    Ok(())
}

/// What the command line asks for.
struct Options {
    audio: Option<PathBuf>,
    json: bool,
    out: Option<PathBuf>,
}

impl Options {
    fn from_args(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { audio: None, json: false, out: None };
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = true,
                "--out" => {
                    options.out = Some(args.next().ok_or("`--out` needs a folder")?.into());
                }
                _ if arg.starts_with('-') || options.audio.is_some() => {
                    return Err(format!(
                        "`{arg}` is unknown; known are AUDIO, --json and --out FOLDER"
                    ));
                }
                _ => options.audio = Some(arg.into()),
            }
        }
        Ok(options)
    }

    fn recording(&self) -> onkai::io::Result<Recording> {
        match &self.audio {
            Some(path) => load(path, &LoadOptions::default()),
            None => Ok(Recording { samples: demo::clip(), sample_rate: demo::SAMPLE_RATE }),
        }
    }
}
