"""Golden values of onkai-signal's Savitzky-Golay filter, from scipy.signal; its coefficients from mpmath."""
import math

import mpmath as mp
import numpy as np
import scipy.signal as signal

from common import noise, save

mp.mp.dps = 60

# Window, order, derivative, spacing.
CASES = [(3, 1, 0, 1.0), (5, 2, 0, 1.0), (5, 2, 1, 0.5), (9, 1, 1, 1.0), (9, 2, 2, 1.0), (9, 8, 3, 2.0), (1, 0, 0, 1.0), (31, 5, 4, 0.25), (101, 3, 1, 1.0)]
# Even windows, whose middle lies between two samples.
EVEN = [(2, 1, 0, 1.0), (6, 3, 0, 1.0), (6, 3, 1, 0.5), (40, 4, 2, 1.0)]


def coefficients(window, order, deriv, delta, pos):
    """The least-squares fit in 60 digits; in the order in which they are convolved."""
    times = [mp.mpf(i) - mp.mpf(pos) for i in range(window)]
    design = mp.matrix(window, order + 1)
    for i, t in enumerate(times):
        for p in range(order + 1):
            design[i, p] = t**p
    unit = mp.matrix(order + 1, 1)
    unit[deriv] = mp.factorial(deriv) / mp.mpf(delta) ** deriv
    solved = mp.lu_solve(design.T * design, unit)
    c = np.array([float(v) for v in design * solved])[::-1]
    s = signal.savgol_coeffs(window, order, deriv, delta, pos)
    assert np.abs(c - s).max() <= 1e-9 * np.abs(c).max()
    return c


arrays = {}
for window, order, deriv, delta in CASES + EVEN:
    key = f"{window}_{order}_{deriv}"
    arrays[f"coeffs_{key}"] = coefficients(window, order, deriv, delta, (window - 1) / 2)
    arrays[f"first_{key}"] = coefficients(window, order, deriv, delta, 0)
    for mode in ("interp", "mirror", "nearest", "wrap", "constant"):
        x = noise(120, 1)
        arrays[f"{mode}_{key}"] = signal.savgol_filter(x, window, order, deriv, delta, mode=mode, cval=0.3)
cube = noise(12 * 15 * 10, 2).reshape(12, 15, 10)
for axis in range(3):
    arrays[f"cube_{axis}"] = signal.savgol_filter(cube, 9, 2, 1, axis=axis)
x = noise(3, 3)
for mode in ("mirror", "nearest", "wrap", "constant"):
    arrays[f"short_{mode}"] = signal.savgol_filter(x, 9, 2, 0, mode=mode, cval=0.3)
save("signal", "savgol", arrays, ("numpy", "scipy", "mpmath"))
