"""Golden values of onkai-mir's spectral features, from librosa; the signals are those of mir.py."""
import warnings

import librosa
import numpy as np

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")
out = {}
feature = librosa.feature
y = song(12000, 8000)
stereo = np.stack([y[:6000], y[6000:]])
OTHER = dict(n_fft=401, hop_length=160, win_length=300, window="hamming", pad_mode="reflect")
LEFT = dict(n_fft=512, hop_length=200, center=False)
# Something of each kind of frequencies: rising unevenly, and other in each frame (reassigned ones are).
bins = np.cumsum(40.0 + 35.0 * noise(65, 21))
magnitude = np.abs(librosa.stft(y, n_fft=128, hop_length=500))
per_frame = np.linspace(0.0, 4000.0, 65)[:, None] + 90.0 * noise(magnitude.size, 22).reshape(magnitude.shape)
out["bins"], out["per_frame"] = bins, per_frame
about = 700.0 + 300.0 * noise(magnitude.shape[1], 23)
out["about"] = about

for key, dtype in (("f64", np.float64), ("f32", np.float32)):
    x, s = y.astype(dtype), magnitude.astype(dtype)
    out[f"magnitude_{key}"] = s
    audio = {
        "centroid": (feature.spectral_centroid, dict(sr=8000), {}),
        "bandwidth": (feature.spectral_bandwidth, dict(sr=8000), dict(norm=False, p=1.5)),
        "contrast": (feature.spectral_contrast, dict(sr=22050), dict(n_bands=4, fmin=150.0, quantile=0.1)),
        "flatness": (feature.spectral_flatness, {}, dict(power=1.3, amin=1e-3)),
        "rolloff": (feature.spectral_rolloff, dict(sr=8000), dict(roll_percent=0.3)),
        "poly": (feature.poly_features, dict(sr=8000), dict(order=3)),
    }
    for name, (function, always, options) in audio.items():
        out[f"{name}_default_{key}"] = function(y=x, **always)
        out[f"{name}_other_{key}"] = function(y=x, **always, **options, **OTHER)[:, ::3]
        out[f"{name}_left_{key}"] = function(y=x, **always, **LEFT)[:, ::3]
        out[f"{name}_stereo_{key}"] = function(y=stereo.astype(dtype), **always)
    spectrogram = {
        "centroid": (feature.spectral_centroid, {}),
        "bandwidth": (feature.spectral_bandwidth, dict(p=3.0)),
        "bandwidth_about": (feature.spectral_bandwidth, dict(centroid=about[None, :], p=0.7)),
        "rolloff": (feature.spectral_rolloff, dict(roll_percent=0.6)),
        "poly": (feature.poly_features, dict(order=2)),
    }
    for name, (function, options) in spectrogram.items():
        out[f"{name}_fixed_{key}"] = function(S=s, freq=bins, **options)
        out[f"{name}_per_frame_{key}"] = function(S=s, freq=per_frame, **options)
        out[f"{name}_fft_{key}"] = function(S=s, sr=8000, n_fft=128, **options)
    for name, options in {"linear": dict(linear=True, quantile=0.3), "db": dict(quantile=0.99)}.items():
        out[f"contrast_{name}_{key}"] = feature.spectral_contrast(S=s, freq=bins, sr=8000, fmin=100.0, n_bands=4, **options)
    out[f"flatness_of_{key}"] = feature.spectral_flatness(S=s**2, power=1.0, amin=1e-6)
# librosa widens most of what it is given to double precision; so are the rest.
out = {key: np.asarray(value, dtype=np.float64) for key, value in out.items()}
save("mir", "spectral_features", out, ("numpy", "scipy", "librosa"))
