//! The SciPy talk, call by call.
//!
//! ```text
//! cargo run --release -p onkai --example talk_scipy                 a tour: what is computed, and the answer
//! cargo run --release -p onkai --example talk_scipy -- --seed 7     the noisy parts with other noise
//! cargo run --release -p onkai --example talk_scipy -- --json       the answers alone, for a machine
//! ```
#![allow(clippy::print_stdout, reason = "an example prints")]

mod tour;
mod special;
mod linalg;
mod optimize;
mod interpolate;
mod signal;
mod fft;
mod stats;
mod spatial;
mod ndimage;
mod factors;

use std::error::Error;

use tour::Chapter;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::from_args(std::env::args().skip(1))?;
    let chapters = [
        special::chapter(),
        linalg::chapter()?,
        fft::chapter(options.seed)?,
        interpolate::chapter()?,
        signal::chapter(options.seed)?,
        optimize::chapter(options.seed)?,
        stats::chapter(options.seed)?,
        spatial::chapter()?,
        ndimage::chapter()?,
        factors::chapter(options.seed)?,
    ];
    if options.json {
        println!("{}", tour::to_json("scipy_talk", &chapters));
    } else {
        chapters.iter().for_each(Chapter::print);
    }
    Ok(())
}

/// What the command line asks for.
struct Options {
    json: bool,
    seed: u64,
}

impl Options {
    fn from_args(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { json: false, seed: 0 };
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = true,
                "--seed" => {
                    let text = args.next().ok_or("`--seed` needs a number")?;
                    options.seed = text.parse().map_err(|_| format!("`{text}` is no seed"))?;
                }
                _ => return Err(format!("`{arg}` is unknown; known are --json and --seed NUMBER")),
            }
        }
        Ok(options)
    }
}
