//! Arguments: what is wrong usage, what `info` and `completions` print.

use crate::command::Desk;

#[test]
fn wrong_usage_ends_with_status_2_and_tells_the_right_one() {
    let desk = Desk::new();
    let none: [&str; 0] = [];
    desk.run(none).failed(2, "Usage: onkai <COMMAND>");
    desk.run(["analyse"]).failed(2, "analyze");
    desk.run(["analyze", "--loud"]).failed(2, "Usage: onkai analyze");
    desk.run(["analyze", "--out"]).failed(2, "--out");
    desk.run(["info"]).failed(2, "AUDIO");
    desk.run(["completions", "cmd.exe"]).failed(2, "possible values: bash");
    assert!(desk.list(".").is_empty());
}

#[test]
fn help_and_version_are_on_standard_output() {
    let desk = Desk::new();
    let help = desk.run(["analyze", "--help"]).succeeded().stdout;
    for word in ["[AUDIO]...", "--out <DIR>", "--json", "--quiet", "onkai-out/NAME"] {
        assert!(help.contains(word), "{help}");
    }
    let version = desk.run(["--version"]).succeeded().stdout;
    assert_eq!(version, concat!("onkai ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn completions_are_scripts_for_five_shells() {
    let desk = Desk::new();
    for (shell, start) in [
        ("bash", "_onkai()"),
        ("zsh", "#compdef onkai"),
        ("fish", "complete -c onkai"),
        ("elvish", "set edit:completion:arg-completer[onkai]"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName 'onkai'"),
    ] {
        let script = desk.run(["completions", shell]).succeeded().stdout;
        assert!(script.contains(start) && script.contains("analyze"), "{script}");
    }
}

#[test]
fn info_tells_what_the_header_says() {
    let desk = Desk::new();
    desk.wav("a b.wav", [6, 12_345], 48000, |_| 0.0);
    let text = desk.run(["info", "a b.wav"]).succeeded().stdout;
    let expected = "a b.wav
  format       WAV, float PCM
  sample size  32 bits
  sample rate  48000 Hz
  channels     6
  length       0:00.3 (0.257 s, 12345 samples a channel)
";
    assert_eq!(text, expected);
}

#[test]
fn info_skips_what_it_cannot_read() {
    let desk = Desk::new();
    desk.click_track("good.wav");
    desk.bytes("bad.wav", b"these are words");
    let run = desk.run(["info", "missing.wav", "bad.wav", "good.wav"]);
    let run = run.failed(1, "error: missing.wav: ").failed(1, "error: bad.wav: ");
    assert!(run.stdout.starts_with("good.wav\n"), "{run:?}");
}
