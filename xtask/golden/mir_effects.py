"""Golden values of onkai-mir's effects, decompose and sync, from librosa; the signals are those of mir.py."""
import warnings

import librosa
import numpy as np

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")
out = {}
RATE = 8000
F64, F32 = np.float64, np.float32
# Of long results every few values tell as much and need less space.
y = song(12000, RATE)

magnitude = np.abs(librosa.stft(y, n_fft=256))
for name, options in {
    "default": {},
    "kernels": dict(kernel_size=(17, 9), power=1.0),
    "margins": dict(kernel_size=(31, 12), margin=(1.0, 5.0), power=3.0),
    "hard": dict(power=np.inf, margin=1.2),
}.items():
    for key, dtype in (("f64", F64), ("f32", F32)):
        harmonic, percussive = librosa.decompose.hpss(magnitude.astype(dtype), **options)
        out[f"hpss_{name}_harmonic_{key}"] = harmonic[:, ::9]
        out[f"hpss_{name}_percussive_{key}"] = percussive[:, ::9]

for key, dtype in (("f64", F64), ("f32", F32)):
    x = y.astype(dtype)
    harmonic, percussive = librosa.effects.hpss(x, n_fft=512, margin=2.0)
    out[f"effects_harmonic_{key}"], out[f"effects_percussive_{key}"] = harmonic[::7], percussive[::7]
for name, rate in (("double", 2.0), ("slow", 0.8), ("fast", 1.37)):
    out[f"stretch_{name}"] = librosa.effects.time_stretch(y, rate=rate, n_fft=512)[::7]
out["stretch_odd"] = librosa.effects.time_stretch(y, rate=0.6, n_fft=400, hop_length=90)[::7]
stft = librosa.stft(y, n_fft=512)
out["vocoder"] = librosa.phase_vocoder(stft, rate=0.7)[:, ::19]
for name, steps, bins in (("up", 4, 12), ("down", -6, 12), ("quarter", 1, 24)):
    out[f"shift_{name}"] = librosa.effects.pitch_shift(y, sr=RATE, n_steps=steps, bins_per_octave=bins, n_fft=512)[::7]

gated = y * (np.arange(12000) % 5000 > 1800)
for name, options in {
    "default": {},
    "short": dict(top_db=30, frame_length=500, hop_length=100),
    "ref": dict(top_db=20, ref=0.1, frame_length=256, hop_length=64),
}.items():
    out[f"trim_{name}"] = librosa.effects.trim(gated, **options)[1]
    out[f"split_{name}"] = librosa.effects.split(gated, **options)
stereo = np.stack([gated, np.roll(gated, 900)])
out["split_stereo"] = librosa.effects.split(stereo, top_db=30, frame_length=500, hop_length=100)
pieces = np.array([(7000, 9000), (100, 1234), (7000, 9000), (11900, 12000)])
out["remix_zeros"] = librosa.effects.remix(y, pieces)[::3]
out["remix"] = librosa.effects.remix(y, pieces, align_zeros=False)[::3]
for coef in (0.97, 0.5):
    out[f"pre_{coef}"] = librosa.effects.preemphasis(y, coef=coef)[::5]
    out[f"de_{coef}"] = librosa.effects.deemphasis(y, coef=coef)[::5]

for key, dtype in (("f64", F64), ("f32", F32)):
    x = y.astype(dtype)
    for name, options in {
        "default": {},
        "odd": dict(frame_length=501, hop_length=200, pad_mode="reflect"),
        "left": dict(frame_length=512, hop_length=128, center=False),
    }.items():
        out[f"rms_{name}_{key}"] = librosa.feature.rms(y=x, dtype=dtype, **options)[0]
    out[f"rms_stft_{key}"] = librosa.feature.rms(S=np.abs(librosa.stft(x, n_fft=512)), frame_length=512, dtype=dtype)[0]
    out[f"rms_stft_odd_{key}"] = librosa.feature.rms(S=np.abs(librosa.stft(x, n_fft=301)), frame_length=301, dtype=dtype)[0]
out["zcr_default"] = librosa.feature.zero_crossing_rate(gated)[0]
out["zcr_odd"] = librosa.feature.zero_crossing_rate(gated, frame_length=333, hop_length=100, center=False, threshold=0.05)[0]
out["zc"] = np.flatnonzero(librosa.zero_crossings(np.round(4 * y[:400]), zero_pos=False, pad=False))
out["zc_default"] = np.flatnonzero(librosa.zero_crossings(np.round(4 * y[:400])))

data = noise(5 * 40, 9).reshape(5, 40)
beats = np.array([3, 11, 12, 20, 33])
for name, function in (("mean", np.mean), ("median", np.median), ("max", np.max)):
    out[f"sync_{name}"] = librosa.util.sync(data, beats, aggregate=function)
    out[f"sync_{name}_bare"] = librosa.util.sync(data, beats, aggregate=function, pad=False)
out["match"] = librosa.util.match_events(20 * (noise(30, 4) + 1), np.arange(0.0, 40.0, 3.1))
save("mir", "effects", out, ("numpy", "scipy", "librosa"))
