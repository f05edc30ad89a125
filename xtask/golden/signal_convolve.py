"""Golden values of onkai-signal's convolutions and correlations, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save


def real(shape, seed):
    return noise(int(np.prod(shape)), seed).reshape(shape)


def complex_(shape, seed):
    return real(shape, seed) + 1j * real(shape, seed + 100)


MODES = ("full", "same", "valid")
# Shapes of both operands; crates/signal/tests/convolve.rs has the same.
SHAPES = {
    "odd": ((31,), (7,)),
    "even": ((24,), (6,)),
    "short_first": ((5,), (18,)),
    "one": ((1,), (1,)),
    "long": ((150,), (40,)),
    "images": ((9, 14), (4, 3)),
    "cubes": ((5, 4, 6), (2, 3, 2)),
}
arrays = {}
for name, (a, b) in SHAPES.items():
    for mode in MODES:
        x, y = real(a, 1), real(b, 2)
        arrays[f"convolve_{name}_{mode}"] = signal.convolve(x, y, mode, "direct")
        arrays[f"correlate_{name}_{mode}"] = signal.correlate(x, y, mode, "direct")
        if mode == "valid":
            continue
        x, y = complex_(a, 3), complex_(b, 4)
        arrays[f"convolve_{name}_{mode}_complex"] = signal.convolve(x, y, mode, "fft")
        arrays[f"correlate_{name}_{mode}_complex"] = signal.correlate(x, y, mode, "fft")
# Along some axes only, the others as they are or broadcast.
for mode in MODES:
    arrays[f"axes_1_{mode}"] = signal.fftconvolve(real((3, 40), 5), real((1, 9), 6), mode, axes=1)
    arrays[f"axes_1_pairs_{mode}"] = signal.fftconvolve(real((3, 10), 5), real((3, 19), 6), mode, axes=1)
    arrays[f"axes_02_{mode}"] = signal.fftconvolve(real((12, 2, 11), 5), real((5, 1, 3), 6), mode, axes=[0, 2])
    arrays[f"oa_{mode}"] = signal.oaconvolve(real((30, 22), 7), real((3, 4), 8), mode)
for n, k in ((7, 4), (8, 5), (6, 6), (9, 1)):
    for mode in MODES:
        arrays[f"lags_{n}_{k}_{mode}"] = signal.correlation_lags(n, k, mode).astype(np.int64)

# Images with boundaries, the second one larger than the first in one case.
IMAGES = {"small": ((9, 12), (4, 3)), "odd": ((8, 7), (3, 5)), "larger": ((3, 4), (7, 6))}
for name, (a, b) in IMAGES.items():
    for mode in MODES:
        for boundary in ("fill", "wrap", "symm"):
            key = f"{name}_{mode}_{boundary}"
            x, y = real(a, 9), real(b, 10)
            arrays[f"convolve2d_{key}"] = signal.convolve2d(x, y, mode, boundary, 0.5)
            arrays[f"correlate2d_{key}"] = signal.correlate2d(x, y, mode, boundary, 0.5)
    x, y = complex_(a, 11), complex_(b, 12)
    arrays[f"correlate2d_{name}_complex"] = signal.correlate2d(x, y, "full", "wrap")
save("signal", "convolve", arrays)
