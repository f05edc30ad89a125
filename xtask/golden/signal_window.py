"""Golden values of onkai-signal, from scipy.signal; mpmath where SciPy itself is off."""
import warnings

import mpmath as mp
import numpy as np
import scipy.signal as signal
from scipy.signal import windows

from common import noise, save

warnings.simplefilter("ignore")  # chebwin below 45 dB
mp.mp.dps = 40

# --- windows ---------------------------------------------------------------------------------

LENGTHS = [2, 3, 4, 5, 8, 17, 64, 101, 512]
WINDOWS = {
    "boxcar": "boxcar",
    "triang": "triang",
    "bartlett": "bartlett",
    "hann": "hann",
    "hamming": "hamming",
    "blackman": "blackman",
    "blackmanharris": "blackmanharris",
    "nuttall": "nuttall",
    "flattop": "flattop",
    "bohman": "bohman",
    "parzen": "parzen",
    "barthann": "barthann",
    "cosine": "cosine",
    "lanczos": "lanczos",
    "tukey": "tukey",
    "tukey_0.3": ("tukey", 0.3),
    "taylor": "taylor",
    "taylor_6_45_false": ("taylor", 6, 45, False),
    "exponential": "exponential",
    "exponential_3.5": ("exponential", None, 3.5),
    "gaussian_7.5": ("gaussian", 7.5),
    "general_gaussian_1.5_7": ("general_gaussian", 1.5, 7.0),
    "general_hamming_0.75": ("general_hamming", 0.75),
    "general_cosine": ("general_cosine", [1.0, 1.942604, 1.340318, 0.440811, 0.043097]),
}


def kaiser(n, beta):
    half = mp.mpf(n - 1) / 2
    top = mp.besseli(0, beta)
    return [mp.besseli(0, beta * mp.sqrt(1 - ((i - half) / half) ** 2)) / top for i in range(n)]


def kaiser_bessel_derived(n, beta):
    w = kaiser(n // 2 + 1, beta)
    half = [mp.sqrt(mp.fsum(w[: i + 1]) / mp.fsum(w)) for i in range(n // 2)]
    return half + half[::-1]


def chebwin(n, attenuation):
    """The window as the inverse transform of a Chebyshev polynomial, without SciPy's rounding."""
    order = n - 1
    beta = mp.cosh(mp.acosh(mp.mpf(10) ** (mp.mpf(attenuation) / 20)) / order)
    p = [mp.chebyt(order, beta * mp.cos(mp.pi * k / n)) for k in range(n)]
    half = mp.mpf(order) / 2
    w = [mp.fsum(p[k] * mp.cos(2 * mp.pi * k * (i - half) / n) for k in range(n)) for i in range(n)]
    return [v / max(w) for v in w]


def floats(values):
    return np.array([float(v) for v in values])


arrays = {}
for n in LENGTHS:
    for key, spec in WINDOWS.items():
        arrays[f"{key}_sym_{n}"] = signal.get_window(spec, n, fftbins=False)
        arrays[f"{key}_per_{n}"] = signal.get_window(spec, n, fftbins=True)
    arrays[f"exponential_1.5_2_per_{n}"] = windows.exponential(n, 1.5, 2.0, sym=False)
    if n == 512:
        continue
    for beta in (0, 8.6, 200):
        arrays[f"kaiser_{beta}_sym_{n}"] = floats(kaiser(n, beta))
        arrays[f"kaiser_{beta}_per_{n}"] = floats(kaiser(n + 1, beta)[:-1])
    if n % 2 == 0:
        arrays[f"kbd_8.6_sym_{n}"] = floats(kaiser_bessel_derived(n, 8.6))
    for attenuation in (30, 100):
        w = chebwin(n, attenuation)
        # The formula is SciPy's, whose values agree as far as they are exact.
        scipy_w = windows.chebwin(n, attenuation)
        assert np.abs(floats(w) - scipy_w).max() < 1e-11, np.abs(floats(w) - scipy_w).max()
        arrays[f"chebwin_{attenuation}_sym_{n}"] = floats(w)
        arrays[f"chebwin_{attenuation}_per_{n}"] = floats(chebwin(n + 1, attenuation)[:-1])
save("signal", "window", arrays, ("numpy", "scipy", "mpmath"))
