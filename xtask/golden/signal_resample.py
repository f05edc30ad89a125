"""Golden values of onkai-signal's resampler: soxr's HQ setting (librosa's default) where it is flat."""
import numpy as np
import soxr

from common import noise, save

RATES = [(44100, 22050), (44100, 48000), (48000, 22050), (44100, 16000), (22050, 44100), (44100, 44101), (96001, 22050)]
N = 3000


def signal(n, band):
    """Twenty tones in the lower half of `band` (cycles per sample), faded in and out so that the ends do not matter."""
    level, place, phase = noise(20, 1), noise(20, 2), noise(20, 3)
    t = np.arange(n)
    tones = sum(a * np.cos(2 * np.pi * (0.25 + 0.25 * p) * band * t + np.pi * q) for a, p, q in zip(level, place, phase))
    return tones * np.sin(np.pi * (t + 0.5) / n) ** 4


arrays = {}
for orig, target in RATES:
    x = signal(N, 0.5 * min(1.0, target / orig))
    arrays[f"soxr_{orig}_{target}"] = soxr.resample(x, orig, target, quality="HQ")
save("signal", "resample", arrays, packages=("numpy", "soxr"))
