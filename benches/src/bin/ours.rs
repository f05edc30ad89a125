//! `ours RECORDING FOLDER`: times onkai's calls as `cargo xtask bench` asks on standard input.

use std::path::Path;

use anyhow::{Result, bail};
use onkai_benches::{Inputs, serve};

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [recording, folder] = arguments.as_slice() else { bail!("usage: ours RECORDING FOLDER") };
    let inputs = Inputs::new(Path::new(recording), Path::new(folder));
    serve(&inputs, std::io::stdin().lock(), std::io::stdout().lock())
}
