"""Golden values of onkai-mir's signals: tones, clicks, codes, prediction from librosa, sonify from mir_eval."""
import warnings

import librosa
import mir_eval
import numpy as np

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")
out = {}
RATE = 8000
F64, F32 = np.float64, np.float32
y = song(6000, RATE)

out["tone"] = librosa.tone(441.7, sr=RATE, length=3000)[::11]
out["tone_phase"] = librosa.tone(1200.0, sr=11025, length=777, phi=1.1)[::5]
out["chirp"] = librosa.chirp(fmin=110.0, fmax=3500.0, sr=RATE, length=8192)[::29]
out["chirp_linear"] = librosa.chirp(fmin=0.0, fmax=2000.0, sr=RATE, length=4096, linear=True, phi=0.3)[::17]

frames = np.array([3, 0, 4, 17, 4])
out["clicks"] = librosa.clicks(frames=frames, sr=RATE, hop_length=512)[::7]
out["clicks_cut"] = librosa.clicks(times=[0.11, 0.02, 0.9], sr=RATE, length=1000, click_freq=440.0, click_duration=0.05)
out["clicks_own"] = librosa.clicks(frames=frames, sr=RATE, hop_length=100, click=noise(600, 2).reshape(2, 300).astype(F32))[:, ::5]

x = np.clip(2.0 * noise(400, 11), -1, 1)
x[:4] = [0.0, -1.0, 1.0, 1e-9]
out["mu_input"] = x
for mu in (255, 15, 100.5):
    out[f"mu_{mu}"] = librosa.mu_compress(x, mu=mu, quantize=False)
    out[f"mu_levels_{mu}"] = librosa.mu_compress(x, mu=mu).astype(np.int64)
    out[f"mu_back_{mu}"] = librosa.mu_expand(x, mu=mu, quantize=False)
    out[f"mu_back_levels_{mu}"] = librosa.mu_expand(out[f"mu_levels_{mu}"], mu=mu)

stereo = np.stack([y, y[::-1] + 0.2 * noise(6000, 3)])
for key, dtype in (("f64", F64), ("f32", F32)):
    for order in (1, 2, 16, 37):
        out[f"lpc_{order}_{key}"] = librosa.lpc(stereo.astype(dtype), order=order)
    for size in (None, 1, 500):
        out[f"auto_{size}_{key}"] = librosa.autocorrelate(stereo.astype(dtype)[:, :1501], max_size=size)[:, ::3]
out["auto_axis"] = librosa.autocorrelate(y[:600].reshape(60, 10), axis=0, max_size=7)
out["auto_complex"] = librosa.autocorrelate(y[:700] * np.exp(2j * np.arange(700)), max_size=90)
out["lpc_short"] = librosa.lpc(y[100:107], order=6)

gram = np.abs(noise(5 * 12, 6)).reshape(5, 12) - 0.3
gram[3] *= 0.01
hz = np.array([110.04, 441.0, 987.77, 1500.0, 3999.0])
edges = 0.07 * np.arange(13) + 0.013
# In order: behind the last beginning mir_eval plays the column that is listed last.
intervals = np.stack([edges[:-1], edges[1:]], axis=1)
intervals[:, 1] -= 0.02


def square(x):
    return np.sign(np.sin(x)) + 0.5 * np.cos(3 * x)


for key, dtype in (("f64", F64), ("f32", F32)):
    tf = lambda *a, **k: mir_eval.sonify.time_frequency(gram.astype(dtype), hz.astype(dtype), *a, RATE, **k)[::13]
    out[f"tf_edges_{key}"] = tf(edges)
    out[f"tf_frames_{key}"] = tf(edges[:-1], length=9000)
    out[f"tf_intervals_{key}"] = tf(intervals, length=6001, n_dec=0, threshold=0.4)
    out[f"tf_wave_{key}"] = tf(intervals, function=square, n_dec=-1)
out["tf_short"] = mir_eval.sonify.time_frequency(gram, hz, intervals, RATE, length=2000)[::5]
out["tf_one"] = mir_eval.sonify.time_frequency(gram[:1, :1], hz[:1], np.array([[0.0, 0.2]]), RATE)[::5]

chroma = np.abs(noise(12 * 6, 4)).reshape(12, 6)
out["chroma"] = mir_eval.sonify.chroma(chroma, 0.2 * np.arange(6), RATE, length=10000)[::17]
out["chroma_intervals"] = mir_eval.sonify.chroma(chroma, intervals[:6], RATE, threshold=0.5)[::17]

times = np.array([0.05, 0.2, 0.41, 0.7, 0.9])
pitch = np.array([220.0, 330.0, np.nan, 247.0, -262.0])
contour = lambda **k: mir_eval.sonify.pitch_contour(times, pitch.copy(), RATE, **k)[::11]
out["contour"] = contour()
out["contour_amplitude"] = contour(amplitudes=np.array([0.2, 1.0, 0.5, 0.1, 0.8]), length=9000, kind="cubic")
out["contour_wave"] = contour(function=np.cos, kind="previous", length=5001)
save("mir", "sonify", out, ("numpy", "scipy", "librosa", "mir_eval"))
