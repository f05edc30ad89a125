//! Where the bytes come from: a source of known length, read at positions.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use symphonia::core::io::MediaSource;

use crate::audio::reader::AudioSource;
use crate::error::{Error, Result};
use crate::wav::header::ReadAt;

/// A source with its length and the name to use in messages.
pub(super) struct Source {
    pub(super) path: PathBuf,
    inner: Box<dyn AudioSource>,
    len: u64,
}

impl Source {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        let metadata = file.metadata().map_err(|e| Error::io(path, e))?;
        if metadata.is_dir() {
            return Err(Error::NotAFile { path: path.to_owned(), what: "a directory" });
        }
        // A pipe or a terminal can be read once only, and formats are told by reading twice.
        if !metadata.is_file() {
            return Err(Error::NotAFile { path: path.to_owned(), what: "a pipe or device" });
        }
        Self::new(Box::new(file), path)
    }

    pub(super) fn new(mut inner: Box<dyn AudioSource>, path: &Path) -> Result<Self> {
        let len = inner.seek(SeekFrom::End(0)).map_err(|e| Error::io(path, e))?;
        if len == 0 {
            return Err(Error::Empty { path: path.to_owned() });
        }
        Ok(Self { path: path.to_owned(), inner, len })
    }

    /// Makes the source end earlier than it does.
    pub(super) fn cut_off_at(&mut self, end: u64) {
        self.len = self.len.min(end);
    }

    fn fill(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.seek(SeekFrom::Start(offset))?;
        let mut filled = 0;
        while filled < buffer.len() {
            match self.inner.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(n) => filled += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(filled)
    }
}

impl ReadAt for Source {
    fn path(&self) -> &Path {
        &self.path
    }

    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize> {
        self.fill(offset, buffer).map_err(|e| Error::io(&self.path, e))
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.len.saturating_sub(self.inner.stream_position()?);
        let n = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        self.inner.read(&mut buffer[..n])
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

impl MediaSource for Source {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.len)
    }
}
