"""Golden values of the librosa talk as crates/onkai/examples/talk_librosa tells it, from librosa, on a short signal.

An array is kept as its shape, the mean, largest and root mean square of its absolute values, and seven of them.
"""
import warnings

import librosa
import mir_eval
import numpy as np

from common import mir_song, save

warnings.filterwarnings("ignore")
RATE = 22050


def digest(a):
    size = np.abs(np.asarray(a)).astype(float).ravel()
    at = size[np.arange(7) * (size.size - 1) // 6]
    return [*np.shape(a), size.mean(), size.max(), np.sqrt((size**2).mean()), *at]


y = mir_song(5 * RATE, RATE).astype(np.float32)
spectrogram = librosa.stft(y)
magnitude, phase = librosa.magphase(spectrogram)
constant_q = librosa.cqt(y, sr=RATE)
harmonic, percussive = librosa.effects.hpss(y)
envelope = librosa.onset.onset_strength(y=y, sr=RATE)
tempo, beats = librosa.beat.beat_track(onset_envelope=envelope, sr=RATE)
tempo_percussive, beats_percussive = librosa.beat.beat_track(y=percussive, sr=RATE)
mfcc = librosa.feature.mfcc(y=y, sr=RATE, n_mfcc=13)
delta = librosa.feature.delta(mfcc)
timbre = librosa.util.sync(np.vstack([mfcc, delta]), beats_percussive)
chroma = librosa.util.sync(librosa.feature.chroma_cqt(y=harmonic, sr=RATE), beats_percussive, aggregate=np.median)
components, activations = librosa.decompose.decompose(magnitude, n_components=8, sort=True)
error = np.linalg.norm(magnitude - components @ activations) / np.linalg.norm(magnitude)
clicks = mir_eval.sonify.clicks(librosa.frames_to_time(beats, sr=RATE), RATE, length=len(y))
below_max = lambda a, **options: librosa.amplitude_to_db(np.abs(a), ref=np.max, **options)
rows = {
    "load": [len(y), RATE, len(y) / RATE, *digest(y)],
    "stft": digest(spectrogram),
    "stft_db_max_ref": digest(below_max(spectrogram)),
    "cqt": digest(constant_q),
    "cqt_db_top40": digest(below_max(constant_q, top_db=40)),
    "chroma_cqt": digest(librosa.feature.chroma_cqt(y=y, sr=RATE)),
    "chroma_stft": digest(librosa.feature.chroma_stft(y=y, sr=RATE)),
    "melspectrogram": digest(librosa.feature.melspectrogram(y=y, sr=RATE)),
    "mfcc20": digest(librosa.feature.mfcc(y=y, sr=RATE)),
    "tonnetz": digest(librosa.feature.tonnetz(y=y, sr=RATE)),
    "harmonic": digest(harmonic),
    "percussive": digest(percussive),
    "time_stretch_x2": digest(librosa.effects.time_stretch(y, rate=2.0)),
    "pitch_shift_+4": digest(librosa.effects.pitch_shift(y, sr=RATE, n_steps=4)),
    "pitch_shift_-6": digest(librosa.effects.pitch_shift(y, sr=RATE, n_steps=-6)),
    "onset_strength": digest(envelope),
    "onset_frames": librosa.onset.onset_detect(onset_envelope=envelope, sr=RATE),
    "tempo": np.atleast_1d(tempo),
    "beat_frames": beats,
    "clicks": digest(clicks),
    "tempo_percussive": np.atleast_1d(tempo_percussive),
    "beat_frames_percussive": beats_percussive,
    "mfcc13": digest(mfcc),
    "mfcc13_delta": digest(delta),
    "beat_mfcc_delta": digest(timbre),
    "beat_chroma": digest(chroma),
    "beat_features": digest(np.vstack([chroma, timbre])),
    "nmf": [*components.shape, *activations.shape, error],
    "istft_partial": digest(librosa.istft(components[:, :3] @ activations[:3] * phase)),
    "istft_roundtrip_max_error": [np.abs(librosa.istft(spectrogram, length=len(y)) - y).max()],
}
save("onkai", "talk_librosa", {k: np.asarray(v, dtype=float) for k, v in rows.items()}, ("numpy", "scipy", "librosa", "scikit-learn", "mir_eval"))
