"""Accuracy points of onkai-special's orthogonal polynomials and Gauss quadrature, from mpmath at 60 digits."""
import math

import mpmath
import numpy as np
import scipy.special as scipy
from scipy import linalg
from mpmath import mp, mpf

from common import accuracy, noise, save


def recurrence(n, x, step):
    """The polynomial of degree n by its recurrence, with digits to spare."""
    with mpmath.workdps(80 + int(n) // 4):
        before, last = mpf(0), mpf(1)
        for k in range(1, int(n) + 1):
            slope, offset, back = step(k)
            before, last = last, (slope * x + offset) * last - back * before
        return last


def jacobi_step(a, b):
    def step(k):
        s = a + b
        if k == 1:
            return (s + 2) / 2, (a - b) / 2, 0
        d = 2 * k * (k + s) * (2 * k + s - 2)
        return ((2 * k + s - 1) * (2 * k + s) * (2 * k + s - 2) / d, (2 * k + s - 1) * (a * a - b * b) / d,
                2 * (k + a - 1) * (k + b - 1) * (2 * k + s) / d)
    return step


STEPS = {
    "legendre": lambda: lambda k: (mpf(2 * k - 1) / k, 0, mpf(k - 1) / k),
    "chebyt": lambda: lambda k: (1 if k == 1 else 2, 0, 1),
    "chebyu": lambda: lambda k: (2, 0, 1),
    "hermite": lambda: lambda k: (2, 0, 2 * (k - 1)),
    "hermitenorm": lambda: lambda k: (1, 0, k - 1),
    "laguerre": lambda: lambda k: (mpf(-1) / k, mpf(2 * k - 1) / k, mpf(k - 1) / k),
    "genlaguerre": lambda a: lambda k: (mpf(-1) / k, (2 * k - 1 + a) / k, (k - 1 + a) / k),
    "gegenbauer": lambda a: lambda k: (2 * (k + a - 1) / k, 0, (k + 2 * a - 2) / k),
    "jacobi": jacobi_step,
}


def polynomial(name):
    return lambda n, *rest: recurrence(n, rest[-1], STEPS[name](*rest[:-1]))


DEGREES = [0, 1, 2, 3, 5, 8, 17, 40, 100, 333, 1000]
inside = [0.0, 1e-300, 1e-9, 0.5, 1.0, -1.0, 1 - 1e-9, math.nextafter(1, 0)] + [float(v) for v in noise(12, 1)]
outside = [1 + 1e-9, -1.3, 2.0, -7.5, 1e3, -1e20]
arrays = {}
for name in ("legendre", "chebyt", "chebyu"):
    # Doubles beside zeros, where the terms cancel.
    zeros = [(float(n), float(x)) for n in (5, 40, 333) for x in getattr(scipy, f"roots_{name}")(n)[0][:: max(1, n // 5)]]
    points = [(float(n), x) for n in DEGREES for x in inside] + [(float(n), x) for n in DEGREES[:8] for x in outside]
    accuracy(arrays, f"eval_{name}", polynomial(name), points + zeros)
accuracy(arrays, "eval_chebyt_large", polynomial("chebyt"),
         [(n, x) for n in (4097.0, 20000.0) for x in (0.3, -0.999, 1.0, 1.0001, -1.001)] + [(300.0, 3.0), (301.0, -5.0), (2.0, 1e150)])
line = [0.0, 1e-9, 0.3, 1.0, -1.7, 2.5, -4.0, 6.0, 11.0, -20.0, 45.0]
for name in ("hermite", "hermitenorm"):
    accuracy(arrays, f"eval_{name}", polynomial(name), [(float(n), x) for n in DEGREES[:9] for x in line])
half = [0.0, 1e-9, 0.1, 1.0, 3.3, 10.0, 40.0, 200.0, 1500.0, -0.5, -5.0]
accuracy(arrays, "eval_laguerre", polynomial("laguerre"), [(float(n), x) for n in DEGREES for x in half])
accuracy(arrays, "eval_genlaguerre", polynomial("genlaguerre"),
         [(float(n), a, x) for n in (1, 4, 20, 150) for a in (-0.9, 0.5, 3.0, 20.25, -2.5) for x in half])
accuracy(arrays, "eval_gegenbauer", polynomial("gegenbauer"),
         [(float(n), a, x) for n in (1, 4, 20, 150) for a in (-0.3, 0.5, 2.0, 30.5) for x in inside[:12] + outside[:4]])
accuracy(arrays, "eval_jacobi", polynomial("jacobi"),
         [(float(n), a, b, x) for n in (1, 2, 4, 20, 150) for a, b in ((-0.5, -0.5), (-0.7, -0.3), (0.0, 1.5), (3.0, -0.9), (12.5, 40.0))
          for x in inside[:12] + outside[:4]])


def monic(name, *p):
    """Recurrence coefficients of the monic polynomials and the integral of the weight: (a_k, b_k squared, total)."""
    s = sum(p)
    return {
        "legendre": lambda: (lambda k: mpf(0), lambda k: mpf(k * k) / (4 * k * k - 1), mpf(2)),
        "hermite": lambda: (lambda k: mpf(0), lambda k: mpf(k) / 2, mp.sqrt(mp.pi)),
        "hermitenorm": lambda: (lambda k: mpf(0), lambda k: mpf(k), mp.sqrt(2 * mp.pi)),
        "laguerre": lambda: (lambda k: mpf(2 * k + 1), lambda k: mpf(k * k), mpf(1)),
        "genlaguerre": lambda: (lambda k: 2 * k + 1 + p[0], lambda k: k * (k + p[0]), mp.gamma(p[0] + 1)),
        "gegenbauer": lambda: (lambda k: mpf(0), lambda k: 1 / (2 * (1 + p[0])) if k == 1 else k * (k + 2 * p[0] - 1) / (4 * (k + p[0]) * (k + p[0] - 1)),
                               mp.beta(p[0] + mpf(1) / 2, mpf(1) / 2)),
        "jacobi": lambda: (lambda k: (p[1] - p[0]) / (s + 2) if k == 0 else (p[1]**2 - p[0]**2) / ((2 * k + s) * (2 * k + s + 2)),
                           lambda k: 4 * (1 + p[0]) * (1 + p[1]) / ((2 + s)**2 * (3 + s)) if k == 1
                           else 4 * k * (k + p[0]) * (k + p[1]) * (k + s) / ((2 * k + s)**2 * (2 * k + s + 1) * (2 * k + s - 1)),
                           2 ** (s + 1) * mp.beta(p[0] + 1, p[1] + 1)),
        "chebyt": lambda: (lambda k: mpf(0), lambda k: mpf(1) / (2 if k == 1 else 4), mp.pi),
        "chebyu": lambda: (lambda k: mpf(0), lambda k: mpf(1) / 4, mp.pi / 2),
    }[name]()


def node_and_weight(rule, n, start):
    """A zero by Newton's method from an eigenvalue, and its weight by Christoffel's sum."""
    center, square, total = rule
    x = mpf(start)
    for _ in range(7):
        before, last, d_before, d_last, norm, total_sum = mpf(0), mpf(1), mpf(0), mpf(0), mpf(1), mpf(0)
        for k in range(n):
            total_sum += last * last / norm
            a, b = center(k), square(k) if k else mpf(0)
            before, last, d_before, d_last = last, (x - a) * last - b * before, d_last, last + (x - a) * d_last - b * d_before
            norm *= square(k + 1)
        step = last / d_last
        if abs(step) < mpf(10) ** -40 * (abs(x) + mpf(10) ** -10):
            break
        x -= step
    return x, total / total_sum


RULES = [("legendre", ()), ("hermite", ()), ("hermitenorm", ()), ("laguerre", ()), ("genlaguerre", (-0.9,)), ("genlaguerre", (7.5,)),
         ("gegenbauer", (-0.4,)), ("gegenbauer", (2.5,)), ("jacobi", (-0.5, 0.75)), ("jacobi", (3.0, -0.97)), ("jacobi", (-0.25, -0.75)), ("chebyt", ()), ("chebyu", ())]
for name, parameters in RULES:
    rows = []
    for n in (1, 2, 3, 10, 31, 1000):
        some = range(n) if n <= 31 else [0, 1, 7, n // 2 - 1, n // 2, n - 3, n - 1] if not parameters else [0, n // 2, n - 1]
        with mpmath.workdps(50):
            rule = monic(name, *map(mpf, parameters))
            diagonal = [float(rule[0](k)) for k in range(n)]
            # SciPy's own rules of a thousand nodes have NaN for some of the families.
            starts = linalg.eigvalsh_tridiagonal(diagonal, [float(mp.sqrt(rule[1](k))) for k in range(1, n)]) if n > 1 else diagonal
            rows += [(n, i, *map(float, node_and_weight(rule, n, float(starts[i])))) for i in some]
    arrays["roots_" + "_".join([name, *map(str, parameters)])] = np.array(rows, dtype=float)
save("special", "special_polynomial", arrays, ("mpmath", "numpy", "scipy"))
