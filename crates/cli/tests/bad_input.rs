//! What cannot be analysed: the message names the file and what is wrong, the exit status is 1, and
//! nothing is written.

use std::fs;

use crate::command::Desk;

/// A header of 44 bytes, with what the test does not change, and 8000 samples behind it.
struct Wav {
    n_riff_bytes: u32,
    n_channels: u16,
    sample_rate: u32,
    n_data_bytes: u32,
}

impl Default for Wav {
    fn default() -> Self {
        Self { n_riff_bytes: 16_036, n_channels: 1, sample_rate: 8000, n_data_bytes: 16_000 }
    }
}

impl Wav {
    fn bytes(&self) -> Vec<u8> {
        let n_frame_bytes = 2 * self.n_channels;
        let n_second_bytes = self.sample_rate.wrapping_mul(n_frame_bytes.into());
        let mut bytes = Vec::new();
        bytes.extend(b"RIFF");
        bytes.extend(self.n_riff_bytes.to_le_bytes());
        bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
        bytes.extend(self.n_channels.to_le_bytes());
        bytes.extend(self.sample_rate.to_le_bytes());
        bytes.extend(n_second_bytes.to_le_bytes());
        bytes.extend(n_frame_bytes.to_le_bytes());
        bytes.extend(b"\x10\0data");
        bytes.extend(self.n_data_bytes.to_le_bytes());
        bytes.extend((0..8000_u32).flat_map(|i| ((i * 7919 % 20_000) as u16).to_le_bytes()));
        bytes
    }
}

/// Analyses `bad.wav`, which must fail with `problem`.
#[track_caller]
fn assert_refused(desk: &Desk, problem: &str) {
    let run = desk.run(["analyze", "bad.wav"]).failed(1, problem);
    assert!(
        run.stderr.starts_with("error: bad.wav: ") && run.stderr.lines().count() == 1,
        "{run:?}"
    );
    assert_eq!(run.stdout, "");
    assert!(!desk.path("onkai-out").exists());
}

#[test]
fn what_is_no_file() {
    let desk = Desk::new();
    assert_refused(&desk, "No such file");
    fs::create_dir(desk.path("bad.wav")).unwrap();
    assert_refused(&desk, "this is a directory, not a file");
}

#[test]
fn what_is_no_sound() {
    let desk = Desk::new();
    desk.bytes("bad.wav", b"");
    assert_refused(&desk, "the file is empty");
    desk.bytes("bad.wav", "Words, words, words.\n".repeat(100).as_bytes());
    assert_refused(&desk, "this looks like text");
    desk.bytes("bad.wav", &[7; 5000]);
    assert_refused(&desk, "can be read: WAV, ");
    desk.wav("bad.wav", [2, 0], 44100, |_| 0.0);
    assert_refused(&desk, "the file holds no samples");
}

#[test]
fn headers_that_make_no_sense() {
    let desk = Desk::new();
    let cases = [
        (Wav { n_channels: 0, ..Default::default() }, "zero channels"),
        (Wav { sample_rate: 0, ..Default::default() }, "a sample rate of 0 Hz"),
        (Wav { sample_rate: 1, ..Default::default() }, "its sample rate of 1 Hz is too far"),
        (Wav { sample_rate: u32::MAX, ..Default::default() }, "its sample rate of 4294967295 Hz"),
    ];
    for (wav, problem) in cases {
        desk.bytes("bad.wav", &wav.bytes());
        assert_refused(&desk, problem);
    }
}

#[test]
fn files_that_were_cut_off() {
    let desk = Desk::new();
    let whole = Wav::default().bytes();
    desk.bytes("bad.wav", &whole);
    desk.run(["info", "bad.wav"]).succeeded();
    desk.bytes("bad.wav", &whole[..5044]);
    assert_refused(&desk, "cut off: the WAV file ends after 2500 of 8000 frames");
    for n_bytes in [1, 11, 12, 20, 30, 43, 44, 45] {
        desk.bytes("bad.wav", &whole[..n_bytes]);
        assert_refused(&desk, "bad.wav: ");
    }
}

/// Of other formats, every tenth of the file. Some make sense when cut between two packets.
#[test]
fn compressed_files_that_were_cut_off_are_analysed_or_refused() {
    let desk = Desk::new();
    let folder = format!("{}/../io/tests/golden/audio", env!("CARGO_MANIFEST_DIR"));
    for name in ["long.flac", "long.ogg", "layer3.mp3", "aac.m4a", "alac.caf", "s16.aiff"] {
        let whole = fs::read(format!("{folder}/{name}")).unwrap();
        let files: Vec<String> = (1..10).map(|tenth| format!("{tenth} {name}")).collect();
        for (file, tenth) in files.iter().zip(1..) {
            desk.bytes(file, &whole[..whole.len() * tenth / 10]);
        }
        let run = desk.run(["analyze", "--json"].into_iter().chain(files.iter().map(|f| &f[..])));
        for file in &files {
            let is_refused = run.stderr.contains(&format!("error: {file}: "));
            let is_analysed = run.stdout.contains(&format!("\"file\":\"{file}\""));
            assert!(is_refused != is_analysed, "{file}: {run:?}");
        }
    }
}

#[test]
fn samples_that_are_no_numbers_or_too_large() {
    let desk = Desk::new();
    for (value, problem) in [
        (f32::NAN, "sample at frame 77, channel 0 is NaN"),
        (f32::INFINITY, "sample at frame 77, channel 0 is inf"),
        (f32::NEG_INFINITY, "sample at frame 77, channel 0 is -inf"),
        (1e30, "cannot be analysed: "),
    ] {
        desk.wav("bad.wav", [1, 5000], 22050, |i| if i == 77 { value } else { 0.1 });
        assert_refused(&desk, problem);
    }
}

/// The command must come to its message within 1 GiB of address space, threads and all.
#[cfg(target_os = "linux")]
#[test]
fn a_claim_of_4_gib_costs_no_memory() {
    let desk = Desk::new();
    let cases = [
        Wav { n_riff_bytes: u32::MAX - 1, n_data_bytes: u32::MAX - 255, ..Default::default() },
        Wav { n_data_bytes: u32::MAX - 255, sample_rate: 400, ..Default::default() },
        Wav { n_channels: 32_767, n_data_bytes: u32::MAX - 255, ..Default::default() },
    ];
    for wav in cases {
        desk.bytes("bad.wav", &wav.bytes());
        let limited = "ulimit -v 1048576 && exec \"$0\" analyze bad.wav";
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", limited, env!("CARGO_BIN_EXE_onkai")]);
        shell.current_dir(desk.path("")).env("RAYON_NUM_THREADS", "2");
        let output = shell.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.starts_with("error: bad.wav: "), "{stderr}");
        assert!(!desk.path("onkai-out").exists());
    }
}
