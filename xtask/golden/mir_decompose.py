"""Golden values of onkai-mir's decompose and segment, and of effects' further options, from librosa; signals are those of mir.py."""
import warnings

import librosa
import numpy as np
import scipy.sparse
from sklearn.decomposition import NMF

from common import mir_song as song, noise, save

warnings.filterwarnings("ignore")
out = {}
RATE = 8000
F64, F32 = np.float64, np.float32
y = song(12000, RATE)
magnitude = np.abs(librosa.stft(y, n_fft=256))
n_bins, n_frames = magnitude.shape


class Started:
    """NMF that starts from these factors, which librosa has no way to pass."""

    def __init__(self, n_features, n_samples, dtype, k=4, **options):
        self.w, self.h = (noise(n * k, 3).reshape(shape).astype(dtype) + 1.5 for n, shape in
                          ((n_samples, (n_samples, k)), (n_features, (k, n_features))))
        self.nmf = NMF(n_components=k, init="custom", **options)

    def fit_transform(self, x):
        w = self.nmf.fit_transform(np.ascontiguousarray(x), W=self.w.copy(), H=self.h.copy())
        self.components_ = self.nmf.components_
        return w

    def transform(self, x):
        return self.nmf.transform(np.ascontiguousarray(x))


for key, dtype in (("f64", F64), ("f32", F32)):
    s = magnitude.astype(dtype)
    for name, options in {
        "cd": dict(max_iter=30, tol=0.0),
        "sparse": dict(max_iter=20, tol=0.0, alpha_W=1e-3, alpha_H=2e-3, l1_ratio=0.5),
        "kl": dict(max_iter=20, tol=0.0, solver="mu", beta_loss="kullback-leibler"),
    }.items():
        solver = Started(n_bins, n_frames, dtype, **options)
        components, activations = librosa.decompose.decompose(s, transformer=solver, sort=True)
        out[f"nmf_{name}_components_{key}"] = components[::2]
        out[f"nmf_{name}_activations_{key}"] = activations[:, ::5]
        if name == "cd":
            _, activations = librosa.decompose.decompose(s[:, 40:90], transformer=solver, fit=False)
            out[f"nmf_fixed_{key}"] = activations[:, ::2]
    components, activations = librosa.decompose.decompose(s, n_components=6, sort=True)
    error = np.linalg.norm(s - components @ activations) / np.linalg.norm(s)
    out[f"nmf_default_error_{key}"] = np.array([error])
    out[f"nmf_default_components_{key}"] = components[::4]
stereo = np.stack([magnitude, np.abs(librosa.stft(np.roll(y, 3000), n_fft=256))])
solver = Started(2 * n_bins, n_frames, F64, max_iter=15, tol=0.0)
components, activations = librosa.decompose.decompose(stereo, transformer=solver)
out["nmf_stereo_components"] = components[:, ::3].reshape(-1, 4)
out["nmf_stereo_activations"] = activations[:, ::5]

# In the mode `connectivity` librosa 0.11 keeps k links of more without looking at the distances, so their pattern comes
# from the distances.
data = noise(12 * 37, 11).reshape(12, 37)
stereo = noise(2 * 6 * 30, 12).reshape(2, 6, 30)
recurrence = librosa.segment.recurrence_matrix
for key, dtype in (("f64", F64), ("f32", F32)):
    x = data.astype(dtype)
    for name, options in {
        "default": {},
        "wide": dict(k=5, width=4),
        "mutual": dict(k=6, width=2, sym=True),
        "cosine": dict(k=4, metric="cosine"),
        "manhattan": dict(k=3, metric="manhattan", self=True),
        "full": dict(full=True),
    }.items():
        out[f"distance_{name}_{key}"] = recurrence(x, mode="distance", **options).astype(dtype)
out["distance_stereo"] = recurrence(stereo, mode="distance", k=4)
out["distance_many"] = recurrence(data, mode="distance", k=100, width=3)
pairs = 1.5 + noise(37 * 37, 13).reshape(37, 37)
for name, options in {
    "default": {},
    "self": dict(k=4, self=True),
    "value": dict(k=4, bandwidth=0.7),
    "pairs": dict(k=4, bandwidth=pairs),
    "mean_k": dict(k=4, bandwidth="mean_k"),
    "gmean_k": dict(k=4, width=2, bandwidth="gmean_k"),
    "mean_k_avg": dict(k=4, bandwidth="mean_k_avg", self=True),
    "gmean_k_avg": dict(k=4, bandwidth="gmean_k_avg"),
    "mean_k_avg_and_pair": dict(k=4, metric="cosine", bandwidth="mean_k_avg_and_pair"),
    "full": dict(k=4, full=True, bandwidth="mean_k"),
}.items():
    out[f"affinity_{name}"] = recurrence(data, mode="affinity", **options)

for key, dtype in (("f64", F64), ("f32", F32)):
    x = data.astype(dtype)
    out[f"nn_mean_{key}"] = librosa.decompose.nn_filter(x, mode="distance")
    out[f"nn_median_{key}"] = librosa.decompose.nn_filter(x, aggregate=np.median, mode="distance", metric="cosine", k=5)
    rec = recurrence(x, mode="affinity", k=6, sparse=True)
    out[f"nn_weighted_{key}"] = librosa.decompose.nn_filter(x, rec=rec, aggregate=np.average)
dense = (noise(30 * 30, 14).reshape(30, 30) > 0.6).astype(float)
dense[:, 4] = 0
out["nn_stereo"] = librosa.decompose.nn_filter(stereo, rec=scipy.sparse.csc_matrix(dense), aggregate=np.max).reshape(12, 30)

two = np.stack([y[:900], y[900:1800]])
for name, zi in (("pre", [[0.3], [-0.2]]), ("de", [[0.1], [0.4]])):
    function = getattr(librosa.effects, f"{name}emphasis")
    for key, dtype in (("f64", F64), ("f32", F32)):
        filtered, zf = function(two.astype(dtype), coef=0.9, zi=np.array(zi), return_zf=True)
        out[f"{name}_y_{key}"], out[f"{name}_zf_{key}"] = filtered[:, ::4], zf
out["pre_start_zf"] = librosa.effects.preemphasis(two, return_zf=True)[1]
options = dict(kernel_size=(13, 21), power=1.5, margin=(1.5, 3.0), n_fft=400, hop_length=120, win_length=360)
out["harmonic"] = librosa.effects.harmonic(y, **options)[::7]
out["percussive"] = librosa.effects.percussive(y, **options)[::7]
for name, steps, bins in (("down", -5, 24), ("fraction", 2.5, 12)):
    shifted = librosa.effects.pitch_shift(y, sr=RATE, n_steps=steps, bins_per_octave=bins, scale=True, n_fft=512)
    out[f"shift_{name}"] = shifted[::7]
out["stretch_window"] = librosa.effects.time_stretch(y, rate=1.25, n_fft=500, hop_length=100, win_length=450, window="hamming", center=False)[::7]
save("mir", "decompose", out, ("numpy", "scipy", "librosa", "scikit-learn"))
