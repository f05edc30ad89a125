//! Names of notes, keys, intervals and svara, and conversions.

use ndarray::{Array1, Array2};
use onkai_mir::notation::{
    FjsOptions, HzToFjsOptions, Key, KeyNotesOptions, Mela, NoteName, SvaraOptions, Thaat,
    hz_to_fjs, hz_to_svara_c, hz_to_svara_h, interval_to_fjs, midi_to_svara_c, midi_to_svara_h,
    note_to_svara_c, note_to_svara_h,
};
use onkai_mir::{
    NoteOptions, a4_to_tuning, fft_frequencies, hz_to_midi, hz_to_note, hz_to_octs, midi_to_hz,
    midi_to_note, note_to_hz, note_to_midi, octs_to_hz, tuning_to_a4,
};
use onkai_testing::{Golden, assert_close};

use crate::signals::golden;

fn lines(golden: &Golden, key: &str) -> Vec<String> {
    let text = String::from_utf8(golden.array1::<u8>(key).to_vec()).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn rows(golden: &Golden, key: &str) -> Vec<Vec<usize>> {
    let rows: Array2<i64> = golden.array2(key);
    let index = |&v: &i64| usize::try_from(v).unwrap();
    rows.rows().into_iter().map(|row| row.iter().map(index).collect()).collect()
}

#[test]
fn keys_are_spelled_as_in_librosa() {
    let golden = golden("notation");
    let default = KeyNotesOptions::default();
    for (suffix, options) in [
        ("", default),
        ("_ascii", KeyNotesOptions { unicode: false, ..default }),
        ("_natural", KeyNotesOptions { natural: true, ..default }),
    ] {
        let names = lines(&golden, &format!("key_notes{suffix}"));
        for (key, names) in lines(&golden, "keys").iter().zip(names) {
            assert_eq!(key.parse::<Key>().unwrap().note_names(&options).join(" "), names, "{key}");
        }
    }
    for (key, degrees) in lines(&golden, "keys").iter().zip(rows(&golden, "key_degrees")) {
        assert_eq!(key.parse::<Key>().unwrap().degrees().to_vec(), degrees, "{key}");
    }
}

#[test]
fn fifths_are_named_as_in_librosa() {
    let golden = golden("notation");
    for (unison, names) in lines(&golden, "unisons").iter().zip(lines(&golden, "fifths")) {
        let unison: NoteName = unison.parse().unwrap();
        for (fifths, name) in (-9..).zip(names.split(' ')) {
            // librosa writes three accidentals in two ways; the sum is the same.
            let expected: NoteName = name.parse().unwrap();
            assert_eq!(unison.up_fifths(fifths), expected);
            if expected.accidentals().abs() < 3 {
                assert_eq!(unison.up_fifths(fifths).to_string(), name);
            }
        }
    }
}

#[test]
fn notes_are_read_and_written_as_in_librosa() {
    let golden = golden("notation");
    let notes = lines(&golden, "notes");
    let midi: Array1<f64> = notes.iter().map(|note| note_to_midi(note).unwrap()).collect();
    assert_close!(midi, golden.array1::<f64>("note_midi"), 0.0, 1e-12);
    let hz: Array1<f64> = notes.iter().map(|note| note_to_hz(note).unwrap()).collect();
    assert_close!(hz, golden.array1::<f64>("note_hz"), 1e-13, 0.0);

    let hz: Array1<f64> = golden.array1("hz");
    let options = NoteOptions { key: "Bb:maj".parse().unwrap(), ..Default::default() };
    let names: Vec<_> = hz.iter().map(|&hz| hz_to_note(hz, &options).unwrap()).collect();
    assert_eq!(names, lines(&golden, "hz_notes"));
    let options = NoteOptions { octave: false, unicode: false, ..Default::default() };
    let names: Vec<_> = hz.iter().map(|&hz| hz_to_note(hz, &options).unwrap()).collect();
    assert_eq!(names, lines(&golden, "hz_notes_ascii"));
    let options = NoteOptions { cents: true, ..Default::default() };
    let midi = golden.array1::<f64>("midi");
    let names: Vec<_> = midi.iter().map(|&midi| midi_to_note(midi, &options).unwrap()).collect();
    assert_eq!(names, lines(&golden, "midi_notes"));
}

#[test]
fn pitches_are_converted_as_in_librosa() {
    let golden = golden("notation");
    let hz: Array1<f64> = golden.array1("hz");
    let midi: Array1<f64> = golden.array1("hz_midi");
    assert_close!(hz.mapv(hz_to_midi), midi, 1e-12, 0.0);
    assert_close!(midi.mapv(midi_to_hz), hz, 1e-12, 0.0);
    let single = hz.mapv(|hz| hz_to_midi(hz as f32));
    assert_close!(single, midi.mapv(|v| v as f32), 0.0, 1e-4);
    let a4_hz = tuning_to_a4(0.3, 24).unwrap();
    let octs: Array1<f64> = golden.array1("hz_octs");
    assert_close!(hz.mapv(|hz| hz_to_octs(hz, a4_hz)), octs, 0.0, 1e-12);
    let a4_hz = tuning_to_a4(-0.2, 36).unwrap();
    assert_close!(octs.mapv(|octs| octs_to_hz(octs, a4_hz)), golden.array1("octs_hz"), 1e-12, 0.0);
    let tunings = [415.0, 432.0, 440.0, 466.2].map(|a4_hz| a4_to_tuning(a4_hz, 36).unwrap());
    assert_close!(Array1::from_iter(tunings), golden.array1::<f64>("tuning"), 0.0, 1e-12);
    let a4 = [-0.5, 0.0, 0.21].map(|tuning| tuning_to_a4(tuning, 24).unwrap());
    assert_close!(Array1::from_iter(a4), golden.array1::<f64>("a4"), 1e-13, 0.0);
    let expected: Array1<f64> = golden.array1("fft_frequencies");
    assert_close!(fft_frequencies(16000.0, 301).unwrap(), expected, 1e-14, 0.0);
}

#[test]
fn ragas_are_those_of_librosa() {
    let golden = golden("notation");
    let (short, long) = (
        SvaraOptions::default(),
        SvaraOptions { abbr: false, unicode: false, ..Default::default() },
    );
    for (i, mela) in Mela::all().enumerate() {
        assert_eq!(mela.name(), lines(&golden, "mela")[i]);
        assert_eq!(mela.degrees().to_vec(), rows(&golden, "mela_degrees")[i]);
        assert_eq!(mela.svara(&short).join(" "), lines(&golden, "mela_svara")[i]);
        assert_eq!(mela.svara(&long).join(" "), lines(&golden, "mela_svara_long")[i]);
    }
    assert_eq!(Thaat::ALL.map(Thaat::name).to_vec(), lines(&golden, "thaat"));
    for (thaat, degrees) in Thaat::ALL.iter().zip(rows(&golden, "thaat_degrees")) {
        assert_eq!(thaat.degrees().to_vec(), degrees);
    }
}

#[test]
fn svara_are_named_as_in_librosa() {
    let golden = golden("notation");
    let default = SvaraOptions::default();
    let steps: Vec<f64> = (-30..40).map(|step| f64::from(step) + 60.2).collect();
    let mela = Mela::new(33).unwrap();
    for (suffix, options) in [
        ("", default),
        ("_long", SvaraOptions { abbr: false, ..default }),
        ("_ascii", SvaraOptions { unicode: false, ..default }),
        ("_plain", SvaraOptions { octave: false, ..default }),
    ] {
        let name = |&midi: &f64| midi_to_svara_h(midi, 59.9, &options).unwrap();
        let names: Vec<_> = steps.iter().map(name).collect();
        assert_eq!(names, lines(&golden, &format!("svara_h{suffix}")));
        let name = |&midi: &f64| midi_to_svara_c(midi, 59.9, mela, &options).unwrap();
        let names: Vec<_> = steps.iter().map(name).collect();
        assert_eq!(names, lines(&golden, &format!("svara_c{suffix}")));
    }
    let hz: Array1<f64> = golden.array1("hz");
    let mela: Mela = "natakapriya".parse().unwrap();
    let names: Vec<_> = hz.iter().map(|&hz| hz_to_svara_h(hz, 261.6, &default).unwrap()).collect();
    assert_eq!(names, lines(&golden, "hz_svara_h"));
    let name = |&hz: &f64| hz_to_svara_c(hz, 261.6, mela, &default).unwrap();
    assert_eq!(hz.iter().map(name).collect::<Vec<_>>(), lines(&golden, "hz_svara_c"));
    let mela = Mela::new(5).unwrap();
    let notes = lines(&golden, "notes");
    for (i, note) in notes.iter().enumerate() {
        let name = note_to_svara_h(note, "C4", &default).unwrap();
        assert_eq!(name, lines(&golden, "note_svara_h")[i]);
        let name = note_to_svara_c(note, "C4", mela, &default).unwrap();
        assert_eq!(name, lines(&golden, "note_svara_c")[i]);
    }
}

#[test]
fn intervals_are_named_as_in_librosa() {
    let golden = golden("notation");
    let intervals: Array1<f64> = golden.array1("intervals");
    let default = FjsOptions::default();
    for (key, options) in [
        ("fjs", default),
        ("fjs_ascii", FjsOptions { unison: "Eb".parse().unwrap(), unicode: false, ..default }),
        ("fjs_narrow", FjsOptions { tolerance: 1.02, ..default }),
    ] {
        for (&interval, expected) in intervals.iter().zip(lines(&golden, key)) {
            let name = interval_to_fjs(interval, &options).unwrap();
            // The other order of three accidentals and more.
            let expected = ['♯', '♭'].iter().fold(expected, |text, &sign| {
                let double = if sign == '♯' { '𝄪' } else { '𝄫' };
                let letter = text.chars().next().unwrap();
                let signs: Vec<_> = text.chars().skip(1).take_while(|&c| c == double).collect();
                let rest: String = text.chars().skip(1 + signs.len()).collect();
                match rest.strip_prefix(sign) {
                    Some(rest) => format!("{letter}{sign}{}{rest}", String::from_iter(&signs)),
                    None => text,
                }
            });
            assert_eq!(name, expected, "{interval}");
        }
    }
    let just: Vec<f64> = golden.array1("just_hz").to_vec();
    let names = hz_to_fjs(&just, &HzToFjsOptions::default()).unwrap();
    assert_eq!(names, lines(&golden, "hz_fjs"));
    let unison = Some("Bb".parse().unwrap());
    let options = HzToFjsOptions { fmin_hz: Some(55.0), unison, unicode: true };
    assert_eq!(hz_to_fjs(&just, &options).unwrap(), lines(&golden, "hz_fjs_named"));
}
