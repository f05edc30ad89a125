"""Golden values of onkai-mir's notation and conversions, from librosa. Names are lines of UTF-8."""
import warnings

import librosa
import numpy as np

from common import save, spread

warnings.filterwarnings("ignore")
out = {}


def text(key, names):
    out[key] = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


# Keys: two accidentals of either kind reach every branch; three, the recursion.
ACCIDENTALS = ["", "#", "b", "##", "𝄫", "♯♯♯", "bbb", "#b", "n"]
MODES = ["maj", "min", "ion", "dorian", "phryg", "lydian", "mix", "aeolian", "locr"]
keys = [f"{letter}{sign}:{mode}" for letter in "CDEFGAB" for sign in ACCIDENTALS for mode in MODES]
text("keys", keys)
for name, options in {"": {}, "_ascii": dict(unicode=False), "_natural": dict(natural=True)}.items():
    text(f"key_notes{name}", [" ".join(librosa.key_to_notes(k, **options)) for k in keys])
out["key_degrees"] = np.array([librosa.key_to_degrees(k) for k in keys])

unisons = ["C", "F#", "Bb", "G𝄪", "e𝄫", "B"]
fifths = range(-9, 10)
text("unisons", unisons)
text("fifths", [" ".join(librosa.fifths_to_note(unison=u, fifths=f) for f in fifths) for u in unisons])

notes = ["C", "C4", "c-1", "B#3", "Cb4", "A4+50", "E𝄪2-37", "f♭♭5", "G!0+1", "d♮♯+7-99", "Bbb-2"]
text("notes", notes)
out["note_midi"] = np.array([librosa.note_to_midi(n, round_midi=False) for n in notes])
out["note_hz"] = np.array([librosa.note_to_hz(n, round_midi=False) for n in notes])

hz = np.array(spread(8.2, 15000.0, 60, 3))
out["hz"], out["hz_midi"] = hz, librosa.hz_to_midi(hz)
out["hz_octs"] = librosa.hz_to_octs(hz, tuning=0.3, bins_per_octave=24)
out["octs_hz"] = librosa.octs_to_hz(out["hz_octs"], tuning=-0.2, bins_per_octave=36)
out["tuning"] = librosa.A4_to_tuning(np.array([415.0, 432.0, 440.0, 466.2]), bins_per_octave=36)
out["a4"] = librosa.tuning_to_A4(np.array([-0.5, 0.0, 0.21]), bins_per_octave=24)
out["fft_frequencies"] = librosa.fft_frequencies(sr=16000, n_fft=301)
# A key whose C and B are C and B: of B♯ and C♭ librosa tells another octave than it reads.
text("hz_notes", librosa.hz_to_note(hz, key="Bb:maj"))
text("hz_notes_ascii", librosa.hz_to_note(hz, octave=False, unicode=False))
# Cents as rounded, which librosa does before it cuts off what rounding left.
midi = np.array([60.25, 60.5, 61.5, 69.75, 23.0, 40.125])
out["midi"] = midi
text("midi_notes", librosa.midi_to_note(midi, cents=True))

text("mela", librosa.list_mela())
out["mela_degrees"] = np.array([librosa.mela_to_degrees(i + 1) for i in range(72)])
text("mela_svara", [" ".join(librosa.mela_to_svara(i + 1)) for i in range(72)])
text("mela_svara_long", [" ".join(librosa.mela_to_svara(i + 1, abbr=False, unicode=False)) for i in range(72)])
text("thaat", librosa.list_thaat())
out["thaat_degrees"] = np.array([librosa.thaat_to_degrees(t) for t in librosa.list_thaat()])
steps = np.arange(-30, 40) + 60.2
for name, options in {"": {}, "_long": dict(abbr=False), "_ascii": dict(unicode=False), "_plain": dict(octave=False)}.items():
    text(f"svara_h{name}", librosa.midi_to_svara_h(steps, Sa=59.9, **options))
    text(f"svara_c{name}", librosa.midi_to_svara_c(steps, Sa=59.9, mela=33, **options))
text("hz_svara_h", librosa.hz_to_svara_h(hz, Sa=261.6))
text("hz_svara_c", librosa.hz_to_svara_c(hz, Sa=261.6, mela="natakapriya"))
text("note_svara_h", librosa.note_to_svara_h(notes, Sa="C4"))
text("note_svara_c", librosa.note_to_svara_c(notes, Sa="C4", mela=5))

# All of the intervals that librosa knows.
from librosa.core.intervals import INTERVALS

ratios = [float(np.prod([float(p) ** e for p, e in powers.items()])) for powers in INTERVALS.values()]
# Six decimals of some end in a half, which numpy rounds away from librosa's own table.
ratios = [r for r in ratios if round(r * 2.0 ** -np.floor(np.log2(r)), 6) in INTERVALS]
ratios = np.array(ratios + [5 / 8, 9.0, 1 / 7, 1.333333, 1.428571])
out["intervals"] = ratios
text("fjs", librosa.interval_to_fjs(ratios))
text("fjs_ascii", librosa.interval_to_fjs(ratios, unison="Eb", unicode=False))
text("fjs_narrow", librosa.interval_to_fjs(ratios[:60], tolerance=1.02))
just = 110.0 * np.array([1.25, 1.0, 7 / 4, 3.0, 10 / 9])
out["just_hz"] = just
text("hz_fjs", librosa.hz_to_fjs(just))
text("hz_fjs_named", librosa.hz_to_fjs(just, fmin=55.0, unison="Bb", unicode=True))
save("mir", "notation", out, ("numpy", "librosa"))
