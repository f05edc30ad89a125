"""Golden values of onkai-mir's harmonics, salience and tempogram ratios, from librosa; the signal is that of mir.py."""
import warnings

import librosa
import numpy as np

from common import mir_song as song, save

warnings.filterwarnings("ignore")
out = {}
y = song(12000, 8000)
for key, dtype in (("f64", np.float64), ("f32", np.float32)):
    magnitude = np.abs(librosa.stft(y.astype(dtype), n_fft=256, hop_length=700))
    freqs = librosa.fft_frequencies(sr=8000, n_fft=256)
    n = magnitude.shape[1]
    moving = freqs[:, np.newaxis] * (1 + 0.02 * np.arange(n)) + np.arange(n)
    for name, options in {
        "default": dict(harmonics=[1, 2, 3]), "fill": dict(harmonics=[0.5, 1.0, 2.5], fill_value=-1.0),
        "nearest": dict(harmonics=[1, 1.3], kind="nearest"), "cubic": dict(harmonics=[0.7, 1.3], kind="cubic"),
    }.items():
        # SciPy makes splines in double precision.
        out[f"harmonics_{name}_{key}"] = librosa.interp_harmonics(magnitude, freqs=freqs, **options)[:, ::5].astype(dtype)
    out[f"harmonics_moving_{key}"] = librosa.interp_harmonics(magnitude, freqs=moving, harmonics=[0.5, 1, 2])[:, ::5].astype(dtype)
    for name, options in {
        "default": dict(harmonics=[1, 2, 3, 4]),
        "weights": dict(harmonics=[0.5, 1, 2], weights=[0.2, 1.0, 0.5], fill_value=0.0),
        "full": dict(harmonics=[1, 2, 3], filter_peaks=False, kind="nearest"),
        "max": dict(harmonics=[1, 2, 3], aggregate=np.max, fill_value=-1.0),
    }.items():
        out[f"salience_{name}_{key}"] = librosa.salience(magnitude, freqs=freqs, **options)[::2].astype(dtype)
    f0 = 200.0 + 40.0 * np.arange(n)
    for name, options in {
        "default": dict(harmonics=[1, 2, 3, 30]), "fill": dict(harmonics=[0.5, 1.5, 25.0], fill_value=2.0, kind="cubic"),
    }.items():
        out[f"f0_{name}_{key}"] = librosa.f0_harmonics(magnitude, f0=f0, freqs=freqs, **options).astype(dtype)
    out[f"f0_moving_{key}"] = librosa.f0_harmonics(magnitude, f0=f0, freqs=moving, harmonics=[1, 2, 3]).astype(dtype)

y = song(8 * 22050, 22050)
envelope = librosa.onset.onset_strength(y=y, sr=22050, dtype=np.float64)
out["envelope"] = envelope
tempogram = librosa.feature.tempogram(onset_envelope=envelope, sr=22050)
# librosa's nan_to_num drops a tempogram's own type, as its interpolation does: both stay in double precision here.
for name, options in {
    "default": {}, "bpm": dict(bpm=np.linspace(80.0, 160.0, len(envelope))),
    "factors": dict(factors=np.array([0.5, 1.0, 7.0]), fill_value=-2.0, start_bpm=80.0, std_bpm=0.5, kind="nearest"),
    "mean": dict(aggregate=np.mean), "limit": dict(max_tempo=110.0),
}.items():
    ratio = librosa.feature.tempogram_ratio(tg=tempogram, sr=22050, **options)
    out[f"ratio_{name}"] = ratio if name == "mean" else ratio[:, ::9]
save("mir", "harmonic", out, ("numpy", "scipy", "librosa"))
