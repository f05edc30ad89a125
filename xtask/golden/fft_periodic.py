"""Golden values of onkai-fft: scipy.fftpack's operators on periodic sequences."""
import numpy as np
import scipy.fftpack as fftpack

from common import noise, save

arrays = {}
for n in (1, 2, 3, 8, 9, 30, 101):
    x = noise(n, 1)
    arrays[f"hilbert_{n}"] = fftpack.hilbert(x)
    arrays[f"ihilbert_{n}"] = fftpack.ihilbert(x)
    for order in (-2, -1, 0, 1, 2, 3):
        arrays[f"diff_{order}_{n}"] = fftpack.diff(x, order)
    arrays[f"diff_period_{n}"] = fftpack.diff(x, 2, 3.0)
    arrays[f"tilbert_{n}"] = fftpack.tilbert(x, 0.7)
    arrays[f"itilbert_{n}"] = fftpack.itilbert(x, 0.7, 3.0)
save("fft", "fft_periodic", arrays)
