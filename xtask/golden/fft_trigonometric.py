"""Golden values of onkai-fft: cosine and sine transforms."""
import numpy as np
import scipy.fft as fft

from common import noise, save

LENGTHS = [1, 2, 3, 4, 5, 7, 8, 16, 17, 30, 45, 101]
NORMS = ("backward", "ortho", "forward")

arrays = {}
for n in LENGTHS:
    x = noise(n, 1)
    for kind in (1, 2, 3, 4):
        for name in ("dct", "idct", "dst", "idst"):
            if n == 1 and kind == 1 and name.endswith("ct"):
                continue
            for norm in NORMS:
                arrays[f"{name}{kind}_{norm}_{n}"] = getattr(fft, name)(x, kind, norm=norm)
x = noise(3 * 6 * 5, 4).reshape(3, 6, 5)
z = x + 1j * noise(90, 5).reshape(3, 6, 5)
for name in ("dct", "idct", "dst", "idst"):
    for kind in (1, 2, 3, 4):
        for n in (4, 6, 9):
            arrays[f"{name}{kind}_axis_{n}"] = getattr(fft, name)(x, kind, n, axis=1, norm="ortho")
        arrays[f"{name}{kind}_complex"] = getattr(fft, name)(z, kind, axis=0)
        arrays[f"{name}{kind}_narrow"] = getattr(fft, name)(x.astype(np.float32), kind)
        for norm, ortho in (("ortho", False), ("backward", True), ("forward", True)):
            arrays[f"{name}{kind}_{norm}_{ortho}"] = getattr(fft, name)(x, kind, norm=norm, orthogonalize=ortho)
save("fft", "fft_trigonometric", arrays)
