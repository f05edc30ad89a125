"""Golden values of onkai-fft: chirp z-transform, zoom FFT (scipy.signal), and both by their sums at 50 digits."""
import mpmath
import numpy as np
import scipy.signal as signal

from common import noise, save

arrays = {}
z = (noise(3 * 11 * 4, 1) + 1j * noise(3 * 11 * 4, 2)).reshape(3, 11, 4)
W, A = 0.97 * np.exp(-0.3j), 0.8 + 0.3j
arrays["czt_default"] = signal.czt(z, axis=1)
arrays["czt_more"] = signal.czt(z, 17, axis=1)
arrays["czt_fewer"] = signal.czt(z, 5)
arrays["czt_spiral"] = signal.czt(z, 9, W, A, axis=1)
arrays["czt_real"] = signal.czt(z.real, 9, W, A)
arrays["zoom_default"] = signal.zoom_fft(z, 2, axis=1)
arrays["zoom_part"] = signal.zoom_fft(z, [0.2, 0.5], 13, axis=1)
arrays["zoom_rate"] = signal.zoom_fft(z, [100, 300], 8, fs=8000, endpoint=True, axis=1)
arrays["zoom_down"] = signal.zoom_fft(z, [0.5, -0.2], 6)
arrays["points_default"] = signal.czt_points(7)
arrays["points_spiral"] = signal.czt_points(6, W, A)


def exact(x, points):
    """Sum of x[n] z^-n, by Horner's rule."""
    with mpmath.workdps(50):
        return [complex(mpmath.polyval([mpmath.mpf(float(v)) for v in x[::-1]], 1 / point)) for point in points]


# A long zoom: 44.1 kHz, 440 to 450 Hz. SciPy's phases lose digits here.
x = noise(4410, 3)
with mpmath.workdps(50):
    turns = [(mpmath.mpf(440) + mpmath.mpf(10) * k / 1000) / 44100 for k in (0, 1, 250, 999)]
    arrays["zoom_long"] = exact(x, [mpmath.expjpi(2 * t) for t in turns])
save("fft", "fft_chirp", arrays, ("numpy", "scipy", "mpmath"))
