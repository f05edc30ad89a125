"""Golden values of onkai-fft, from scipy.fft."""
import scipy.fft as fft

from common import noise, save

LENGTHS = [1, 2, 3, 7, 16, 30, 101, 257, 1000]

arrays = {}
for n in LENGTHS:
    x = noise(n, 1)
    arrays[f"fft_{n}"] = fft.fft(x + 1j * noise(n, 2))
    arrays[f"rfft_{n}"] = fft.rfft(x)
    for kind in (1, 2, 3, 4):
        if kind == 1 and n == 1:
            continue
        for norm in ("backward", "ortho", "forward"):
            arrays[f"dct{kind}_{norm}_{n}"] = fft.dct(x, type=kind, norm=norm)
save("fft", "fft", arrays)
