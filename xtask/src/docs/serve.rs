//! `cargo xtask docs --serve`: the site on this machine's loopback address, built again when a source changes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use super::build::build;
use super::stage::files_below;
use crate::workspace::Workspace;

/// How often the sources are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// A browser that says nothing for so long is left alone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the site until the program is stopped.
pub(super) fn serve(workspace: &Workspace, site: &Path, port: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} of this machine; `--port` takes another"))?;
    println!("http://127.0.0.1:{port}/ (stop with Ctrl-C)");
    let root = site.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let root = root.clone();
            // A browser that went away in the middle is no matter for the others.
            thread::spawn(move || answer(&root, &stream).ok());
        }
    });
    let mut seen = newest(workspace)?;
    loop {
        thread::sleep(LOOK);
        let now = newest(workspace)?;
        if seen < now {
            seen = now;
            println!("a source has changed; building");
            if let Err(error) = build(workspace, site) {
                eprintln!("error: {error:#}");
            }
        }
    }
}

/// When a source of the book was changed last.
fn newest(workspace: &Workspace) -> Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for file in files_below(&workspace.root.join("docs"))? {
        newest = newest.max(fs::metadata(&file)?.modified()?);
    }
    Ok(newest)
}

/// Answers one request.
fn answer(root: &Path, mut stream: &TcpStream) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    let target = line.split_whitespace().nth(1).unwrap_or("/");
    let path = file(root, target);
    let (status, kind, body) = match path.as_ref().and_then(|path| fs::read(path).ok()) {
        Some(body) => ("200 OK", kind(path.as_deref().unwrap_or(root)), body),
        None => ("404 Not Found", "text/plain", b"there is no such page".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)?;
    Ok(())
}

/// The file that a request means; never one outside of `root`.
fn file(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let relative = PathBuf::from(decoded(path.trim_start_matches('/')));
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = root.join(relative);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

/// A path without its percent signs.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|code| str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What browsers call the content of a file.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wav" => "audio/wav",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_stay_inside_of_the_site() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert_eq!(file(root, "/a%20b/c.html?q#x").unwrap(), root.join("a b/c.html"));
        assert_eq!(file(root, "/").unwrap(), root.join("index.html"));
        assert_eq!(file(root, "/../secret"), None);
        assert_eq!(file(root, "/%2e%2e/secret"), None);
        assert_eq!(file(root, "/a%zz").unwrap(), root.join("a%zz"));
    }
}
