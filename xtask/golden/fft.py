"""Golden values of onkai-fft: plain transforms of many lengths."""
import scipy.fft as fft

from common import noise, save

LENGTHS = [1, 2, 3, 7, 16, 30, 101, 257, 1000]

arrays = {}
for n in LENGTHS:
    x = noise(n, 1)
    arrays[f"fft_{n}"] = fft.fft(x + 1j * noise(n, 2))
    arrays[f"rfft_{n}"] = fft.rfft(x)
save("fft", "fft", arrays)
