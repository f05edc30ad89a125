"""Golden values of onkai-fft: frequencies, shifts, fast lengths."""
import numpy as np
import scipy.fft as fft

from common import noise, save

arrays = {}
for n in (1, 2, 3, 8, 9):
    arrays[f"fftfreq_{n}"] = fft.fftfreq(n, 0.1)
    arrays[f"rfftfreq_{n}"] = fft.rfftfreq(n, 0.1)
x = noise(60, 1).reshape(3, 4, 5)
arrays["shift_all"] = fft.fftshift(x)
arrays["unshift_all"] = fft.ifftshift(x)
arrays["shift_0_2"] = fft.fftshift(x, axes=(0, 2))
arrays["unshift_0_2"] = fft.ifftshift(x, axes=(0, 2))
lengths = np.concatenate([np.arange(0, 700), [1009, 9973, 65537, 99991, 1000003, 2**20 + 1, 10**9 + 7, 2**40 + 1, 10**15 + 37]])
arrays["lengths"] = lengths
for name, real in (("complex", False), ("real", True)):
    arrays[f"next_{name}"] = np.array([fft.next_fast_len(int(n), real) for n in lengths])
    arrays[f"prev_{name}"] = np.array([fft.prev_fast_len(int(n), real) for n in lengths])
save("fft", "fft_helpers", arrays)
