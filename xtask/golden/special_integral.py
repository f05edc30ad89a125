"""Accuracy points of onkai-special's exponential, sine and cosine integrals, dilogarithm and zeta functions, from mpmath at 60 digits."""
import math

import mpmath
from mpmath import mp, mpf

from common import accuracy, noise, save


def spread(low, high, n, seed):
    """Numbers between powers of ten, evenly in the logarithm."""
    return [float(10 ** (low + (high - low) * (v + 1) / 2)) for v in noise(n, seed)]


def around(x, steps=(-1e-3, -1e-6, -1e-10, 1e-9, 1e-5, 1e-2)):
    """A point, its neighbours among doubles, and points close by."""
    x = float(x)
    return [x, math.nextafter(x, 0), math.nextafter(x, math.inf)] + [x * (1 + s) for s in steps]


arrays = {}
ei_zero = mp.findroot(mp.ei, mpf("0.37"))
chi_zero = mp.findroot(mp.chi, mpf("0.52"))
positive = [5e-324, 1e-300, 1e-20, 1e-5, 1.0, 2.0, 4.0, 6.0, 10.0, 12.0, 20.0, 24.0, 40.0, 48.0] + spread(-3, 2, 120, 1)
large = [150.0, 300.0, 500.0, 690.0, 700.0]
expi = positive + large + around(ei_zero) + [709.7, 710.0, 714.0, 716.0, 720.0, -0.5, -1.0, -3.0, -30.0, -300.0, -700.0, -1e-300]
accuracy(arrays, "expi", lambda x: mp.ei(x).real, expi)
# Beyond 700 the values are no normal numbers any more.
accuracy(arrays, "exp1", lambda x: mp.e1(x).real, positive + large + [-0.3, -2.0, -40.0, -float(ei_zero), 710.0, 745.0, 800.0])


def expn(n, x):
    """The series for small arguments, else the continued fraction: mpmath's own takes minutes for large orders."""
    n = int(n)
    if n == 0:
        return mp.exp(-x) / x
    if x == 0:
        return mpf(1) / (n - 1)
    with mpmath.workdps(100):
        if x < 2:
            total = (-x) ** (n - 1) / mp.factorial(n - 1) * (mp.psi(0, n) - mp.log(x))
            return total - sum((-x) ** m / ((m - n + 1) * mp.factorial(m)) for m in range(90) if m != n - 1)
        fraction = mpf(0)
        for k in range(1500, 0, -1):
            fraction = k * (n + k - 1) / (x + n + 2 * k - fraction)
        return mp.exp(-x) / (x + n - fraction)


accuracy(arrays, "expn", expn,
         [(float(n), x) for n in (0, 1, 2, 3, 5, 10, 50, 300, 5000, 10**6)
          for x in [1e-300, 1e-10, 0.01, 0.3, 0.99, 1.0, 1.01, 1.5, 2.0, 3.3, 10.0, 50.0, 200.0, 690.0] if not (n == 0 and x < 1e-200)]
         + [(float(n), 0.0) for n in (2, 3, 77)])

oscillating = positive + [v for k in range(1, 12) for v in (k * math.pi, (k + 0.5) * math.pi)] + around(mp.findroot(mp.ci, 0.6))
oscillating += around(mp.findroot(mp.ci, 3.38)) + around(mp.findroot(mp.ci, 6.4))
far = [150.0, 1e3, 12345.678, 1e5, 1e8, 1e15, 1e300]
signed = oscillating + far + [-v for v in oscillating[::3]]
accuracy(arrays, "sici_si", lambda x: mp.si(x), signed)
# Where the cosine integral swings its errors are measured by the swing.
accuracy(arrays, "sici_ci", lambda x: mp.ci(abs(x)), signed, True,
         lambda x: max(abs(mp.ci(abs(x))), 1 / max(abs(x), mpf(1))))
hyperbolic = positive + large + around(chi_zero) + [709.7, 715.0, -1.0, -0.01, -300.0, -2.0]
accuracy(arrays, "shichi_shi", lambda x: mp.shi(x), hyperbolic)
accuracy(arrays, "shichi_chi", lambda x: mp.chi(abs(x)), hyperbolic)

accuracy(arrays, "spence", lambda x: mpmath.polylog(2, 1 - x).real,
         [0.0, 5e-324, 1e-300, 1e-20, 1e-5, 0.1, 0.4999, 0.5, 0.7, 1.0, 1.5, 2.0, 2.001, 10.0, 1e5, 1e20, 1e300] + around(1.0) + spread(-3, 3, 60, 2))


def zetac(s):
    # zeta(1074) differs from 1 in the 324th digit.
    with mpmath.workdps(400):
        return mpmath.zeta(s) - 1


reals = [0.0, 1e-300, -1e-300, 1e-10, 0.5, 0.999, 1 - 1e-10, 1 + 1e-10, 1.001, 1.5, 2.0, 3.0, 4.0, 7.5, 20.0, 33.3, 50.0, 52.0, 53.0, 60.0, 120.0]
reals += [float(12 * v) for v in noise(80, 3)] + [-0.5, -1.0, -3.0, -7.0, -11.0, -20.5, -31.0] + [-2.0, -4.0, -18.0, -2 + 1e-9, -4.0000001, -20.000001]
outer = [-50.3, -77.0, -99.9, -120.5, -169.0, -171.5, -200.25, -230.0, -259.5, -268.0]
accuracy(arrays, "zeta", mpmath.zeta, [(v,) for v in reals + outer], lambda x: abs(x) < 200)
# Left of 0 the values cross 1 again and again: errors are measured by at least 1.
accuracy(arrays, "zetac", zetac, [(v,) for v in reals + outer + [1000.0, 1074.0]], lambda x: abs(x) < 200,
         lambda x: abs(zetac(x)) if x > 1 else max(abs(zetac(x)), 1))
shifts = [1e-300, 1e-10, 1e-3, 0.1, 0.5, 1.0, 1.7, 2.0, 5.5, 9.99, 10.0, 12.3, 100.0, 1e4, 1e8, 1e20]


def hurwitz(x, q):
    # mpmath's precision is absolute here, and values are as small as 1e-300.
    with mpmath.workdps(400):
        return mpmath.zeta(x, q)


accuracy(arrays, "hurwitz", hurwitz,
         [(x, q) for x in (1 + 1e-9, 1.001, 1.1, 1.5, 2.0, 3.0, 4.7, 10.0, 25.5, 60.0) for q in shifts if abs(x * math.log10(q)) < 300]
         + [(x, q) for x in (2.0, 3.0, 4.0, 7.0) for q in (-0.5, -0.3, -1.25, -7.7, -30.01)]
         + [(300.0, q) for q in (0.5, 1.0, 3.0, 10.0)] + [(1500.0, 1.01)])
save("special", "special_integral", arrays, ("mpmath", "numpy"))
