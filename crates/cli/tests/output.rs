//! Where the results go, and what happens when they cannot go there.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::command::{Desk, FILES};

#[test]
fn out_is_the_folder_of_one_recording_and_holds_those_of_several() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    desk.click_track("b.wav");
    let run = desk.run(["analyze", "a.wav", "--out", "x/y"]).succeeded();
    assert!(run.stdout.contains("written   x/y/{"), "{run:?}");
    assert_eq!(desk.list("x/y"), FILES);
    desk.run(["analyze", "a.wav", "b.wav", "--out", "z"]).succeeded();
    assert_eq!(desk.list("z"), ["a", "b"]);
    assert_eq!(desk.list("z/b"), FILES);
    assert!(!desk.path("onkai-out").exists());
}

#[test]
fn a_folder_keeps_what_else_it_holds() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    fs::create_dir(desk.path("out")).unwrap();
    desk.bytes("out/mine.txt", b"mine");
    desk.bytes("out/analysis.json", b"an older one");
    desk.run(["analyze", "a.wav", "--out", "out"]).succeeded();
    assert_eq!(desk.report("out")["file"], "a.wav");
    assert_eq!(fs::read(desk.path("out/mine.txt")).unwrap(), b"mine");
    assert_eq!(desk.list("out").len(), FILES.len() + 1);
}

#[test]
fn a_failed_recording_leaves_a_folder_as_it_was() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out")).unwrap();
    desk.run(["analyze", "a.wav", "--out", "out"]).failed(1, "error: a.wav: ");
    assert!(desk.list("out").is_empty());
}

#[test]
fn out_may_not_be_a_file_nor_lie_below_one() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    desk.bytes("taken", b"");
    for out in ["taken", "taken/out"] {
        let run = desk.run(["analyze", "a.wav", "--out", out]);
        let run = run.failed(1, &format!("error: {out}: cannot be made: "));
        assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("", 1));
    }
    assert_eq!(desk.list("."), ["a.wav", "taken"]);
}

/// Not even root may write there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let desk = Desk::new();
    desk.run(["analyze", "--out", "/proc/onkai"]).failed(1, "error: /proc/onkai: cannot be made: ");
    desk.run(["analyze", "--out", "/proc"]).failed(1, "error: /proc: cannot be written to: ");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("out/mel.png/precious")).unwrap();
    let run = desk.run(["analyze", "--out", "out"]).failed(1, "mel.png: cannot be written: ");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    assert!(desk.path("out/mel.png/precious").exists());
    assert!(desk.list("out").iter().all(|name| !name.starts_with(".onkai")));
}

#[cfg(unix)]
#[test]
fn files_have_the_permissions_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::new();
    desk.click_track("a.wav");
    desk.run(["analyze", "a.wav"]).succeeded();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode();
    desk.bytes("any", b"");
    for name in FILES {
        assert_eq!(mode(&format!("onkai-out/a/{name}")), mode("any"), "{name}");
    }
}

#[test]
fn a_pipe_that_is_closed_early_ends_the_command_quietly() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    let runs: [&[&str]; 3] = [
        &["analyze", "--json", "a.wav", "a.wav", "a.wav"],
        &["info", "a.wav"],
        &["completions", "zsh"],
    ];
    for args in runs {
        let mut command = desk.command();
        command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    }
}

#[test]
fn results_are_printed_as_soon_as_they_are_there() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    let mut command = desk.command();
    command.args(["analyze", "--json", "a.wav", "a.wav"]).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"file\":\"a.wav\",") && first.ends_with("}\n"), "{first}");
    // The reader is gone by now, as with `head -1`.
    assert!(child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_told_if_that_is_possible() {
    let desk = Desk::new();
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    for args in [&["analyze"][..], &["completions", "bash"]] {
        let output = desk.command().args(args).stdout(full()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.starts_with("error: standard output cannot be written: "), "{stderr}");
        assert_eq!(output.status.code(), Some(1));
        let mute = desk.command().args(args).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(mute.code(), Some(1));
    }
}

#[test]
fn nothing_but_errors_goes_to_a_standard_error_that_is_no_terminal() {
    let desk = Desk::new();
    desk.click_track("a.wav");
    desk.click_track("b.wav");
    assert_eq!(desk.run(["analyze", "a.wav", "b.wav"]).succeeded().stderr, "");
}
