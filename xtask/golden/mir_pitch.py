"""Golden values of onkai-mir's yin and pyin, from librosa."""
import warnings

import librosa
import numpy as np
from librosa.core import pitch

from common import noise, save

warnings.filterwarnings("ignore")


def voice(n, rate):
    """A gliding tone with vibrato, a stretch of silence, a stretch of noise; crates/mir/tests/pitch.rs makes the same."""
    t = np.arange(n) / rate
    phase = 2 * np.pi * (180.0 * t + 45.0 * t * t) + 0.8 * np.sin(2 * np.pi * 5.0 * t)
    hiss = noise(n, 21)
    tone = sum(0.3 / h * np.sin(h * phase) for h in range(1, 6)) + 0.01 * hiss
    return np.select([(0.45 <= t) & (t < 0.6), (0.9 <= t) & (t < 1.05)], [0.0, 0.3 * hiss], tone)


def difference(frames, min_period, max_period):
    """What librosa's _cumulative_mean_normalized_difference means to compute: it forgets the first sample's energy in d[1]."""
    correlation = librosa.autocorrelate(frames, max_size=max_period + 1, axis=-2)
    head = np.cumsum(np.square(frames), axis=-2)[..., :max_period, :]
    curve = 2 * (correlation[..., :1, :] - correlation[..., 1:, :]) - head
    mean = np.cumsum(curve, axis=-2) / np.arange(1, max_period + 1)[:, np.newaxis].astype(frames.dtype)
    return (curve / (mean + librosa.util.tiny(mean)))[..., min_period - 1:, :]


def yin(y, **options):
    librosas = pitch._cumulative_mean_normalized_difference
    pitch._cumulative_mean_normalized_difference = difference
    try:
        return librosa.yin(y, **options)
    finally:
        pitch._cumulative_mean_normalized_difference = librosas


# Rate, samples, options.
YIN = {
    "default": (22050, 30870, dict(fmin=65.40639132514966, fmax=2093.004522404789)),
    "threshold": (16000, 20001, dict(fmin=100.0, fmax=700.0, frame_length=1024, hop_length=333, trough_threshold=0.3)),
    "left": (22050, 25000, dict(fmin=90.0, fmax=1000.0, frame_length=1501, center=False)),
    "reflect": (11025, 15000, dict(fmin=70.0, fmax=5000.0, frame_length=700, hop_length=100, pad_mode="reflect")),
    "tight": (8000, 9000, dict(fmin=50.0, fmax=900.0, frame_length=163, hop_length=400)),
}
PYIN = {
    "default": (22050, 30870, dict(fmin=65.40639132514966, fmax=2093.004522404789)),
    "options": (16000, 20001, dict(
        fmin=100.0, fmax=601.0, frame_length=1024, hop_length=200, n_thresholds=50, beta_parameters=(1, 18),
        boltzmann_parameter=1.0, resolution=0.2, max_transition_rate=20.0, switch_prob=0.05, no_trough_prob=0.1,
        fill_na=-1.0)),
    "left": (22050, 25000, dict(fmin=81.0, fmax=1000.0, frame_length=1501, center=False)),
    "fine": (11025, 14001, dict(
        fmin=70.0, fmax=900.0, frame_length=701, hop_length=150, resolution=0.05, max_transition_rate=50.0,
        pad_mode="edge", beta_parameters=(2.5, 10.0))),
    "slow": (22050, 22050, dict(fmin=120.0, fmax=500.0, frame_length=1024, max_transition_rate=0.5)),
    "best": (22050, 22050, dict(fmin=100.0, fmax=800.0, frame_length=1024, fill_na=None)),
}

out = {}
for key, dtype in (("f64", np.float64), ("f32", np.float32)):
    for name, (rate, n, options) in YIN.items():
        out[f"yin_{name}_{key}"] = yin(voice(n, rate).astype(dtype), sr=rate, **options).astype(dtype)
    for name, (rate, n, options) in PYIN.items():
        f0, voiced, prob = librosa.pyin(voice(n, rate).astype(dtype), sr=rate, **options)
        out[f"pyin_{name}_f0_{key}"] = f0
        out[f"pyin_{name}_voiced_{key}"] = voiced
        out[f"pyin_{name}_prob_{key}"] = prob
y = voice(12000, 8000)
stereo = np.stack([y, y[::-1]])
options = dict(sr=8000, fmin=100.0, fmax=700.0, frame_length=512)
out["yin_stereo"] = yin(stereo, **options)
f0, voiced, prob = librosa.pyin(stereo, **options)
out["pyin_stereo_f0"], out["pyin_stereo_voiced"], out["pyin_stereo_prob"] = f0, voiced, prob
save("mir", "pitch", out, ("numpy", "scipy", "librosa"))
