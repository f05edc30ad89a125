"""Golden values of onkai-signal's changes of rate, from scipy.signal."""
import numpy as np
import scipy.signal as signal

from common import noise, save

MODES = ("constant", "symmetric", "reflect", "edge", "wrap", "smooth", "line", "antisymmetric", "antireflect")
# Taps, samples, up, down.
UPFIRDN = [(7, 20, 1, 1), (7, 20, 3, 2), (8, 21, 2, 5), (1, 5, 4, 3), (31, 6, 3, 1), (40, 3, 2, 1)]
arrays = {}
for m, n, up, down in UPFIRDN:
    for mode in MODES:
        arrays[f"upfirdn_{m}_{n}_{up}_{down}_{mode}"] = signal.upfirdn(noise(m, 1), noise(n, 2), up, down, mode=mode, cval=0.0)
    z = noise(n, 3) + 1j * noise(n, 4)
    arrays[f"upfirdn_{m}_{n}_{up}_{down}_complex"] = signal.upfirdn(noise(m, 1) + 0j, z, up, down)
arrays["upfirdn_cval"] = signal.upfirdn(noise(9, 1), noise(12, 2), 3, 2, mode="constant", cval=0.7)
table = noise(60, 5).reshape(4, 15)
for axis in (0, 1):
    arrays[f"upfirdn_axis_{axis}"] = signal.upfirdn(noise(5, 1), table, 2, 3, axis=axis)
    arrays[f"poly_axis_{axis}"] = signal.resample_poly(table, 3, 2, axis=axis)
    arrays[f"fft_axis_{axis}"] = signal.resample(table, 9, axis=axis)

POLY = [(1, 2, 101), (3, 2, 60), (147, 160, 400), (4, 6, 33), (5, 1, 7), (2, 7, 1)]
for up, down, n in POLY:
    arrays[f"poly_{up}_{down}_{n}"] = signal.resample_poly(noise(n, 6), up, down)
    z = noise(n, 7) + 1j * noise(n, 8)
    arrays[f"poly_{up}_{down}_{n}_complex"] = signal.resample_poly(z, up, down)
for pad in MODES[1:] + ("mean", "median", "minimum", "maximum"):
    arrays[f"poly_pad_{pad}"] = signal.resample_poly(noise(50, 9) + 2, 3, 4, padtype=pad)
arrays["poly_cval"] = signal.resample_poly(noise(50, 9) + 2, 3, 4, cval=2.5)
arrays["poly_hann"] = signal.resample_poly(noise(50, 9), 3, 4, window="hann")
arrays["poly_taps"] = signal.resample_poly(noise(50, 9), 3, 4, window=noise(17, 10))
arrays["poly_taps_even"] = signal.resample_poly(noise(50, 9), 5, 3, window=noise(12, 10))

# Samples before and after.
FFT = [(20, 50), (20, 7), (21, 50), (21, 8), (20, 20), (21, 13), (1, 4), (6, 1), (2, 5), (8, 4), (4, 8)]
for n, num in FFT:
    for key, x in (("real", noise(n, 11)), ("complex", noise(n, 11) + 1j * noise(n, 12))):
        arrays[f"fft_{n}_{num}_{key}"] = signal.resample(x, num)
        arrays[f"fft_{n}_{num}_{key}_hamming"] = signal.resample(x, num, window="hamming")
        arrays[f"fft_{n}_{num}_{key}_weights"] = signal.resample(x, num, window=noise(n, 13))
    arrays[f"fft_{n}_{num}_spectrum"] = signal.resample(noise(n, 11) + 1j * noise(n, 12), num, domain="freq")
for n, q in ((200, 4), (101, 3), (64, 1), (150, 13)):
    x = noise(n, 14)
    for zero_phase in (False, True):
        arrays[f"decimate_{n}_{q}_iir_{int(zero_phase)}"] = signal.decimate(x, q, zero_phase=zero_phase)
        if q > 1:
            arrays[f"decimate_{n}_{q}_fir_{int(zero_phase)}"] = signal.decimate(x, q, ftype="fir", zero_phase=zero_phase)
arrays["decimate_orders"] = np.concatenate([signal.decimate(table, 2, 3, axis=1).ravel(), signal.decimate(table, 2, 6, "fir", axis=0).ravel()])
save("signal", "rates", arrays)
