"""The gamma function and its relatives, by mpmath."""
import mpmath as mp
import numpy as np
from common import accuracy, even, save, spread

arrays = {}
NEAR = [1e-15, -1e-15, 3e-11, -3e-11, 1e-7, -1e-7, 1e-4, -1e-4]


def next_to(points, steps):
    """Doubles that lie a few steps beside the exact points."""
    return [float(p) + s * float(np.spacing(float(p))) for p in points for s in steps]


def lowest(x):
    return abs(x) < 1e-300


positive = spread(1e-3, 12.0, 60, 1) + even(0.0, 3.0, 40, 2) + even(12.0, 171.0, 60, 3) + [171.6, 0.5, 1.5, 2.5, 33.0]
negative = [-v for v in even(0.0, 22.0, 80, 4) + even(22.0, 170.0, 40, 5)]
near_poles = [n + e * max(1.0, -n) for n in (0.0, -1.0, -2.0, -7.0, -20.0, -21.0, -100.0) for e in NEAR]
tiny = [1e-300, -1e-300, 2e-308, 1e-30, -1e-30, 1e-17]
accuracy(arrays, "gamma", mp.gamma, positive + negative + near_poles + tiny + [-175.3, -180.2, -182.7])
accuracy(arrays, "rgamma", mp.rgamma, positive + negative + near_poles + [1e-320, 5e-324, 1e-30, 175.2, 178.4, -165.5])


def log_abs_gamma(x):
    return mp.log(abs(mp.gamma(x))) if x < 0 else mp.loggamma(x)


with mp.workdps(40):
    zeros = []
    guesses = [-2.457, -2.747, -3.143] + [-n + sign / mp.factorial(n) for n in range(4, 16) for sign in (1, -1)]
    for guess in guesses:
        zeros.append(mp.findroot(lambda x: abs(mp.gamma(x)) - 1, (guess, guess + abs(guess - mp.nint(guess)) / 1000)))
    digamma_zeros = [mp.findroot(mp.digamma, 1.4616)]
    for n in (0, 1, 2, 3, 10, 19, 20, 21, 50, 1000, 123456):
        offset = mp.atan(mp.pi / mp.log(n + 1.5)) / mp.pi if n else mp.mpf(0.496)
        digamma_zeros.append(mp.findroot(mp.digamma, -n - 1 + offset if n else mp.mpf(-0.504)))
near_one = [n + e for n in (1.0, 2.0) for e in NEAR + [0.01, -0.01, 0.1, -0.1, 0.3, -0.3]]
large = spread(20.0, 1e300, 60, 6) + [1e305]
accuracy(arrays, "gammaln", log_abs_gamma, positive + near_one + large + tiny + negative + near_poles
         + next_to(zeros, (0, 1, -3, 1000)) + [-1000.25, -1e6 - 0.125, -2.0**40 - 0.5])

digamma_points = positive + negative + near_poles + tiny + large + [-1e3 - 0.25, -1e8 - 0.125]
accuracy(arrays, "digamma", mp.digamma, digamma_points + next_to(digamma_zeros, (0, 1, -3, 1000, -10**6)))


def polygamma(n, x):
    return mp.psi(int(n), x)


orders = [(float(n), x) for n in (1, 2, 3, 7, 20) for x in spread(1e-4, 1e6, 25, 7) + even(0.0, 30.0, 10, 8)]
orders += [(float(n), x) for n in (60, 100, 170) for x in spread(0.5, 500.0, 12, 9)]
accuracy(arrays, "polygamma", polygamma, orders)


def negative_polygamma(n, x):
    n = int(n)
    s = n + 1
    period = (-1) ** n * mp.diff(lambda t: mp.pi * mp.cot(mp.pi * t), x - mp.floor(x), n)
    return (-1) ** n * mp.psi(n, 1 - x) - (-1) ** n * period


mp.mp.dps = 60
arguments = [(float(n), -x) for n in (1, 2, 3, 5) for x in even(0.0, 40.0, 15, 10) + [1000.3]]
accuracy(arrays, "polygamma, x < 0", negative_polygamma, arguments, ordinary=False)


def beta(a, b):
    return mp.beta(a, b)


pairs = list(zip(spread(1e-5, 1e3, 60, 11), spread(1e-3, 60.0, 60, 12))) + list(zip(even(0, 60, 40, 13), even(0, 60, 40, 14)))
pairs += [(400.0, 350.5), (1e5, 3.25), (1e8, 1e-8), (1e12, 12.5), (1e14, 3.3), (1e20, 1e-5), (1e-200, 1e-200), (500.25, 1e-300)]
accuracy(arrays, "beta", beta, pairs)
signed = [(-0.5, 3.3), (-1.5, 0.25), (-20.3, 5.1), (-3.7, -2.2), (-60.5, 30.25), (-250.3, 260.0), (-1000.5, 0.5)]
accuracy(arrays, "beta, negative", lambda a, b: mp.gammaprod([a, b], [a + b]), signed, ordinary=False)


def betaln(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


logs = list(zip(spread(1e-3, 1e10, 60, 15), spread(1e-3, 1e10, 60, 16)))
logs += [(1.0 + e, 1.0) for e in NEAR] + [(0.5, 2.0 + 0.7), (3.0, 0.2753), (1e14, 2e14), (1e14, 3.0), (1e200, 1e190), (1e30, 1e5), (1e16, 5.5e12)]
accuracy(arrays, "betaln", betaln, pairs + logs)

save("special", "gamma", arrays, packages=("numpy", "mpmath"))
