//! Recordings of all kinds: several at once, odd names, rates, channels and lengths.

use std::path::PathBuf;

use serde_json::json;

use crate::command::{Desk, FILES, click};

#[test]
fn of_several_recordings_a_bad_one_is_reported_and_skipped() {
    let desk = Desk::new();
    desk.click_track("one.wav");
    desk.click_track("two.wav");
    desk.bytes("bad.wav", b"these are words");
    let args = ["analyze", "--json", "one.wav", "bad.wav", "gone.wav", "two.wav"];
    let run = desk.run(args).failed(1, "error: 2 of 4 recordings could not be analysed\n");
    let run = run.failed(1, "error: bad.wav: ").failed(1, "error: gone.wav: ");
    let files: Vec<_> = run.json_lines().iter().map(|report| report["file"].clone()).collect();
    assert_eq!(files, ["one.wav", "two.wav"]);
    assert_eq!(desk.list("onkai-out"), ["one", "two"]);
}

#[test]
fn recordings_of_one_name_get_folders_of_their_own() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("live")).unwrap();
    let files = ["song.wav", "live/song.wav", "Song.wave", "song-2.wav"];
    for (i, file) in files.iter().enumerate() {
        desk.wav(file, [1, 1000 + i], 22050, |_| 0.1);
    }
    desk.run(["analyze"].iter().chain(&files)).succeeded();
    let folders = ["song", "song-2", "Song-3", "song-2-2"];
    for (folder, i) in folders.iter().zip(0..) {
        let report = desk.report(format!("onkai-out/{folder}"));
        assert_eq!(report["n_samples"], 1000 + i, "{folder}");
    }
    assert_eq!(desk.list("onkai-out").len(), 4);
}

#[test]
fn a_name_may_have_spaces_dots_and_any_letters() {
    let desk = Desk::new();
    let cases = [
        ("my song.wav", "my song"),
        ("音階 ü.wav", "音階 ü"),
        ("v1.2.wav", "v1.2"),
        ("no ending", "no ending"),
        (".hidden", ".hidden"),
        ("-q.wav", "-q"),
        ("...wav", "...wav"),
    ];
    for (name, folder) in cases {
        desk.wav(name, [1, 3000], 22050, click);
        desk.run(["analyze", "--", name]).succeeded();
        assert_eq!(desk.report(format!("onkai-out/{folder}"))["file"], name);
    }
    assert_eq!(desk.list("onkai-out").len(), cases.len());
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_need_not_be_text() {
    use std::os::unix::ffi::OsStringExt;

    let desk = Desk::new();
    let name = PathBuf::from(std::ffi::OsString::from_vec(b"x\xff.wav".to_vec()));
    desk.click_track(&name);
    let args = ["analyze".as_ref(), "--json".as_ref(), name.as_os_str()];
    assert_eq!(desk.run(args).succeeded().json_lines()[0]["file"], "x\u{fffd}.wav");
    assert_eq!(desk.list("onkai-out"), ["x\u{fffd}"]);
}

#[test]
fn rates_and_channels_are_brought_to_one_channel_at_22050_hz() {
    let desk = Desk::new();
    for (n_channels, rate) in [(6, 48000), (1, 8000), (2, 96000), (3, 11025)] {
        let n_frames = 4 * rate as usize;
        let clicks = move |i: usize| if i % (rate as usize / 2) < 80 { 0.8 } else { 0.0 };
        desk.wav("a.wav", [n_channels, n_frames], rate, clicks);
        let report = &desk.run(["analyze", "--json", "a.wav"]).succeeded().json_lines()[0];
        assert_eq!(
            (&report["sample_rate"], &report["n_samples"]),
            (&json!(22050.0), &json!(88200))
        );
        assert!((report["tempo_bpm"].as_f64().unwrap() - 120.0).abs() < 4.0, "{report}");
    }
}

#[test]
fn every_format_of_the_decoder_is_analysed() {
    let desk = Desk::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../io/tests/golden/audio");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(20 < files.len());
    let args = ["analyze", "--json", "-q"].map(PathBuf::from);
    let run = desk.run(args.iter().chain(&files)).succeeded();
    assert_eq!(run.json_lines().len(), files.len());
}

#[test]
fn silence_has_no_tempo_no_beats_and_no_onsets() {
    let desk = Desk::new();
    for n_frames in [1, 2047, 66_150] {
        desk.wav("silence.wav", [2, n_frames], 22050, |_| 0.0);
        let run = desk.run(["analyze", "silence.wav"]).succeeded();
        for row in ["\n  tempo     none found\n", "\n  beats     0\n", "\n  onsets    0\n"] {
            assert!(run.stdout.contains(row), "{run:?}");
        }
        let report = desk.report("onkai-out/silence");
        assert_eq!(report["tempo_bpm"], 0.0);
        for key in ["beat_frames", "beat_times_s", "onset_frames", "onset_times_s"] {
            assert_eq!(report[key], json!([]));
        }
    }
}

#[test]
fn a_recording_may_be_shorter_than_a_frame() {
    let desk = Desk::new();
    for (n_frames, n_stft_frames) in
        [(1, 1), (2, 1), (511, 1), (512, 2), (1023, 2), (1024, 3), (1025, 3), (2047, 4), (2048, 5)]
    {
        desk.wav("short.wav", [1, n_frames], 22050, |i| 0.5 * (0.3 * i as f32).sin() + 0.1);
        let run = desk.run(["analyze", "--json", "short.wav"]).succeeded();
        let report = &run.json_lines()[0];
        assert_eq!(report["n_samples"], n_frames);
        assert_eq!(report["stft_shape"], json!([1025, n_stft_frames]));
        assert_eq!(desk.list("onkai-out/short"), FILES);
    }
}
