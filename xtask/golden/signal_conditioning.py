"""Golden values of onkai-signal's detrending, analytic signals, median and Wiener filters, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save

arrays = {}
for n in (1, 2, 3, 50, 51):
    x = noise(n, 1) + np.linspace(0, 3, n) + 2
    arrays[f"constant_{n}"] = signal.detrend(x, type="constant")
    arrays[f"linear_{n}"] = signal.detrend(x)
    arrays[f"hilbert_{n}"] = signal.hilbert(noise(n, 2))
arrays["linear_pieces"] = signal.detrend(noise(50, 1), bp=[30, 7, 31, 50])
arrays["linear_complex"] = signal.detrend(noise(20, 1) + 1j * noise(20, 2), bp=[9])
table = noise(60, 3).reshape(5, 12)
for axis in (0, 1):
    arrays[f"linear_axis_{axis}"] = signal.detrend(table, axis=axis)
    arrays[f"hilbert_axis_{axis}"] = signal.hilbert(table, axis=axis)
arrays["hilbert_short"] = signal.hilbert(noise(20, 2), 15)
arrays["hilbert_long"] = signal.hilbert(noise(20, 2), 33)
for shape in ((6, 8), (5, 7), (1, 4)):
    arrays[f"hilbert2_{shape[0]}_{shape[1]}"] = signal.hilbert2(noise(shape[0] * shape[1], 4).reshape(shape))
arrays["hilbert2_resized"] = signal.hilbert2(table, (4, 15))
for size in (1, 3, 7, 31):
    arrays[f"medfilt_{size}"] = signal.medfilt(noise(45, 5), size)
arrays["medfilt_table"] = signal.medfilt(table, (3, 5))
arrays["medfilt2d"] = signal.medfilt2d(table, 3)
domain = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 1]])
for rank in (0, 2, 5):
    arrays[f"order_{rank}"] = signal.order_filter(table, domain, rank)
for size in (3, 4, 5, 8):
    arrays[f"wiener_{size}"] = signal.wiener(noise(45, 6), size)
    arrays[f"wiener_{size}_noise"] = signal.wiener(noise(45, 6), size, 0.25)
arrays["wiener_table"] = signal.wiener(table, (3, 4))
save("signal", "conditioning", arrays)
