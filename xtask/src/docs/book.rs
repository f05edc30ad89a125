//! mdBook, which this program has in itself only with the feature `book`: the other chores compile without it.

use std::path::{Path, PathBuf};

#[cfg(not(feature = "book"))]
use anyhow::Context;
use anyhow::Result;

/// Options of `cargo xtask render-book`.
#[derive(Debug, clap::Args)]
pub(crate) struct RenderOptions {
    /// The folder of `book.toml`.
    book: PathBuf,
    /// The folder that the pages are written to.
    out: PathBuf,
}

/// Makes pages of a book's sources.
#[cfg(feature = "book")]
pub(crate) fn render(options: &RenderOptions) -> Result<()> {
    let mut pages = mdbook_driver::MDBook::load(&options.book)?;
    pages.config.build.build_dir.clone_from(&options.out);
    pages.build()
}

/// Has the program that has mdBook in it make pages of a book's sources.
#[cfg(not(feature = "book"))]
pub(crate) fn render(options: &RenderOptions) -> Result<()> {
    let status = crate::workspace::cargo()
        .args(["run", "--quiet", "--package", "xtask", "--features", "book"])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .args(["--", "render-book"])
        .args([&options.book, &options.out])
        .status()
        .context("cargo does not start")?;
    anyhow::ensure!(status.success(), "mdBook failed ({status})");
    Ok(())
}

impl RenderOptions {
    pub(super) fn new(book: &Path, out: &Path) -> Self {
        Self { book: book.to_owned(), out: out.to_owned() }
    }
}
