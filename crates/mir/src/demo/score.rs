//! What is played when: four bars of four beats, over and over.

/// The tempo of the clip, in beats per minute.
pub const TEMPO_BPM: f64 = 112.0;
/// The first beat, in seconds.
const FIRST_BEAT_S: f64 = 0.5;
/// Nothing begins in the last moments, so that the last notes are heard.
const TAIL_S: f64 = 0.4;

/// A note.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) time_s: f64,
    pub(super) voice: Voice,
}

/// Who plays, and what.
#[derive(Clone, Copy, Debug)]
pub(super) enum Voice {
    Kick,
    Snare,
    Hat { gain: f64 },
    Bass { hz: f64 },
    Chord { hz: [f64; 3] },
}

/// A minor, F, C, G as MIDI notes, low to high.
const CHORDS: [[f64; 3]; 4] =
    [[57.0, 60.0, 64.0], [53.0, 57.0, 60.0], [55.0, 60.0, 64.0], [55.0, 59.0, 62.0]];
/// The roots, two octaves below.
const ROOTS: [f64; 4] = [33.0, 29.0, 36.0, 31.0];
/// The eighths of a bar on which the bass plays.
const BASS_EIGHTHS: [usize; 5] = [0, 3, 4, 6, 7];

/// All notes of a clip of `duration_s`, in order.
pub(super) fn events(duration_s: f64) -> Vec<Event> {
    let mut events = vec![];
    for (eighth, time_s) in eighth_times_s(duration_s).into_iter().enumerate() {
        let (bar, place) = (eighth / 8, eighth % 8);
        let mut play = |voice| events.push(Event { time_s, voice });
        play(Voice::Hat { gain: if place % 2 == 0 { 0.25 } else { 0.4 } });
        match place {
            0 | 4 => play(Voice::Kick),
            2 | 6 => play(Voice::Snare),
            _ => {}
        }
        if BASS_EIGHTHS.contains(&place) {
            play(Voice::Bass { hz: midi_to_hz(ROOTS[bar % 4]) });
        }
        if place == 0 {
            play(Voice::Chord { hz: CHORDS[bar % 4].map(midi_to_hz) });
        }
    }
    events
}

/// When the eighths of a clip of `duration_s` begin, in seconds.
pub(super) fn eighth_times_s(duration_s: f64) -> Vec<f64> {
    let eighth_s = 30.0 / TEMPO_BPM;
    let n_eighths = ((duration_s - TAIL_S - FIRST_BEAT_S) / eighth_s).ceil() as usize;
    (0..n_eighths).map(|eighth| FIRST_BEAT_S + eighth as f64 * eighth_s).collect()
}

fn midi_to_hz(note: f64) -> f64 {
    440.0 * ((note - 69.0) / 12.0).exp2()
}
