"""Golden values of onkai-fft: single bins of long transforms, with more digits than any FFT has."""
import numpy as np

from common import noise, save

# A power of two, a product of small primes, primes.
LENGTHS = (1 << 20, 44100, 65537, 99991)
BINS = (0, 1, 12345, 20000)


def phases(n, step):
    """exp(-2 pi i step m / n) for m = 0 ... n-1 in long double, from exactly reduced fractions of a turn."""
    turn = (np.arange(n, dtype=np.int64) * step % n).astype(np.longdouble) / n
    pi = np.longdouble("3.14159265358979323846264338327950288")
    return np.cos(2 * pi * turn), -np.sin(2 * pi * turn)


arrays = {}
for n in LENGTHS:
    x = noise(n, 1).astype(np.longdouble)
    cos_sin = [phases(n, k) for k in BINS]
    arrays[f"rfft_{n}"] = np.array([complex(float((x * c).sum()), float((x * s).sum())) for c, s in cos_sin])
    # Type II: 2 sum x[m] cos(pi k (2m + 1) / 2n).
    twice = [phases(4 * n, k)[0][1 : 2 * n : 2] for k in BINS]
    arrays[f"dct_{n}"] = np.array([float(2 * (x * c).sum()) for c in twice])
save("fft", "fft_exact", arrays, ("numpy",))
