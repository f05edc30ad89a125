"""The librosa talk in Python, step by step: `talk_librosa.py RECORDING` prints how long each took, as JSON.

The steps, their names and their order are those of crates/onkai/examples/talk_librosa, and as there each runs twice, of
which the second run counts: librosa compiles some of its functions when they are first called.
"""
import json
import sys
import time
import warnings

import librosa
import mir_eval
import numpy as np

warnings.filterwarnings("ignore")
seconds = {}


def run(name, step):
    step()
    start = time.perf_counter()
    result = step()
    seconds[name] = time.perf_counter() - start
    return result


y, rate = run("load", lambda: librosa.load(sys.argv[1]))
spectrogram = run("stft", lambda: librosa.stft(y))
run("cqt", lambda: librosa.cqt(y, sr=rate))
run("chroma_cqt", lambda: librosa.feature.chroma_cqt(y=y, sr=rate))
run("chroma_stft", lambda: librosa.feature.chroma_stft(y=y, sr=rate))
run("tonnetz", lambda: librosa.feature.tonnetz(y=y, sr=rate))
run("melspectrogram", lambda: librosa.feature.melspectrogram(y=y, sr=rate))
run("mfcc", lambda: librosa.feature.mfcc(y=y, sr=rate))
harmonic, percussive = run("hpss", lambda: librosa.effects.hpss(y))
run("time_stretch_x2", lambda: librosa.effects.time_stretch(y, rate=2.0))
run("pitch_shift", lambda: librosa.effects.pitch_shift(y, sr=rate, n_steps=4))
strength = run("onset_strength", lambda: librosa.onset.onset_strength(y=y, sr=rate))
run("onset_detect", lambda: librosa.onset.onset_detect(onset_envelope=strength, sr=rate))
_, beats = run("beat_track", lambda: librosa.beat.beat_track(onset_envelope=strength, sr=rate))
times = librosa.frames_to_time(beats, sr=rate)
run("clicks", lambda: mir_eval.sonify.clicks(times, rate, length=len(y)))
_, beats = librosa.beat.beat_track(y=percussive, sr=rate)
mfcc = librosa.feature.mfcc(y=y, sr=rate, n_mfcc=13)
change = run("delta", lambda: librosa.feature.delta(mfcc))
timbre = run("sync", lambda: librosa.util.sync(np.vstack([mfcc, change]), beats))
notes = librosa.util.sync(librosa.feature.chroma_cqt(y=harmonic, sr=rate), beats, aggregate=np.median)
features = np.vstack([notes, timbre])
magnitude, phase = librosa.magphase(spectrogram)
parts = run("decompose_nmf8", lambda: librosa.decompose.decompose(magnitude, n_components=8, sort=True))
components, activations = parts
run("istft", lambda: librosa.istft(components[:, :3] @ activations[:3] * phase))
print(json.dumps({"librosa_talk": {"seconds_warm": seconds}}))
