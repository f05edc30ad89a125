"""Golden values of onkai-mir's loudness weighting, from librosa."""
import warnings

import librosa
import numpy as np

from common import noise, save

warnings.filterwarnings("ignore")
out = {}
hz = librosa.fft_frequencies(sr=44100, n_fft=150)
for kind in "ABCDZ":
    out[f"default_{kind}"] = librosa.frequency_weighting(hz, kind=kind)
    out[f"floor_{kind}"] = librosa.frequency_weighting(hz, kind=kind, min_db=-20.0)
    out[f"open_{kind}"] = librosa.frequency_weighting(hz[1:], kind=kind, min_db=None)
out["multi"] = librosa.multi_frequency_weighting(hz, kinds="ZAD", min_db=-60.0)
power = (noise(2 * 76 * 9, 5).reshape(2, 76, 9) * 3) ** 2
for key, dtype in (("f64", np.float64), ("f32", np.float32)):
    for name, options in {"default": {}, "c": dict(kind="C", ref=np.max, top_db=30.0), "d": dict(kind="D", ref=0.2, amin=1e-3, top_db=None)}.items():
        out[f"perceptual_{name}_{key}"] = librosa.perceptual_weighting(power.astype(dtype), hz, **options).astype(dtype)
save("mir", "weighting", out, ("numpy", "librosa"))
