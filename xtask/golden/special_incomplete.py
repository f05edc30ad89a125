"""Incomplete gamma and beta functions and their inverses, by mpmath."""
import functools

import mpmath as mp
import scipy.special
from common import accuracy, even, save, spread

arrays = {}


def series(ratio):
    """1 + r(1) + r(1) r(2) + …, whose terms are positive and end up shrinking."""
    total, term, n = mp.mpf(1), mp.mpf(1), 0
    while True:
        n += 1
        factor = ratio(n)
        term *= factor
        total += term
        if factor < 1 and term < total * mp.eps * (1 - factor):
            return total


def lower_gamma(a, x):
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1)) * series(lambda n: x / (a + n))


def both_digits(lower, part):
    """Either part of 1 by the series of the lower one, with as many digits as the difference takes."""
    digits = 50
    while True:
        with mp.workdps(digits):
            value = lower() if part == "lower" else 1 - lower()
        if digits + mp.log10(abs(value) + mp.mpf(10) ** -2000) > 40:
            return value
        if digits >= 400:
            return mp.mpf(0)  # far below the least double
        digits = int(60 - mp.log10(abs(value) + mp.mpf(10) ** -400))


def gammainc(part):
    return functools.cache(lambda a, x: both_digits(lambda: lower_gamma(a, x), part))


def lower_beta(a, b, x):
    if x > 0.5:
        return 1 - lower_beta(b, a, 1 - x)
    log_factor = a * mp.log(x) + b * mp.log(1 - x) - mp.log(a) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    return mp.exp(log_factor) * series(lambda n: (a + b + n - 1) / (a + n) * x)


def betainc(part):
    return functools.cache(lambda a, b, x: both_digits(lambda: lower_beta(a, b, x), part))


def plain(value):
    return 1e-290 < value


gammas = list(zip(spread(1e-3, 300.0, 60, 1), spread(1e-3, 300.0, 60, 2)))
gammas += [(a, a * f) for a in spread(0.1, 2e4, 12, 3) for f in (0.7, 0.97, 1.0, 1.02, 1.3)]
gammas += [(a, a * (1 + k / a**0.5)) for a in (99.5, 1e4) for k in (-6.0, 0.0, 0.3, 30.0) if k > -(a**0.5)]
gammas += [(1e6, 1e6 - 500.0), (1e8, 1e8 - 3e3)]
gammas += [(a, x) for a in (1e-10, 1e-5, 0.01, 0.3) for x in (1e-300, 1e-8, 0.01, 0.5, 1.0, 1.49, 1.51, 4.0, 40.0, 600.0)]
gammas += [(0.5, 700.0), (15.0, 730.0), (30.0, 700.0), (1e-300, 2.0), (5.0, 1e-60), (1.0, 0.6), (90.0, 92.0)]
both = {part: gammainc(part) for part in ("lower", "upper")}
for name, part in (("gammainc", "lower"), ("gammaincc", "upper")):
    # SciPy says which values are far below the least double, and not worth hundreds of digits.
    points = [row for row in gammas if plain(getattr(scipy.special, name)(*row))]
    accuracy(arrays, name, both[part], points)

betas = list(zip(spread(1e-2, 300.0, 80, 4), spread(1e-2, 300.0, 80, 5), even(0.0, 1.0, 80, 6)))
betas += [(a, b, a / (a + b) * f) for a, b in zip(spread(0.1, 1e4, 20, 7), spread(0.1, 1e4, 20, 8)) for f in (0.5, 0.98, 1.0, 1.01) if a / (a + b) * f < 1]
betas += [(a, b, min(m + s * (m * (1 - m) / (a + b)) ** 0.5, 1 - 1e-9)) for a, b in ((1e5, 1e5), (4.5, 1e6), (19.0, 3e4)) for m in (a / (a + b),) for s in (-3.0, 0.2, 8.0) if m + s * (m * (1 - m) / (a + b)) ** 0.5 > 0]
betas += [(a, b, x) for a in (1e-10, 1e-3, 0.4) for b in (1e-6, 0.5, 2.0, 300.0) for x in (1e-200, 1e-6, 0.002, 0.1, 0.5, 0.9, 0.999999)]
betas += [(2.0, 3.0, 1e-300), (2.0, 3.0, 2.0**-1074), (0.001, 0.001, 2.0**-1060), (50.0, 1.0, 0.4), (1.0, 1e5, 1e-7), (1e-14, 3.0, 0.1)]
parts = {part: betainc(part) for part in ("lower", "upper")}
for name, part in (("betainc", "lower"), ("betaincc", "upper")):
    points = [row for row in betas if plain(getattr(scipy.special, name)(*row))]
    accuracy(arrays, name, parts[part], points)


def solve(part, factor, target, start):
    """Newton's method on the logarithm over ln x, from SciPy's value; `factor` is x times the density."""
    x = mp.mpf(start)
    with mp.workdps(60):
        for _ in range(60):
            value = part(x)
            step = mp.log(value / target) * value / factor(x)
            x *= mp.exp(-step)
            if abs(step) < mp.mpf(10) ** -28:
                return x
    raise ValueError((target, start))


def gamma_factor(a):
    return lambda x: mp.exp(a * mp.log(x) - x - mp.loggamma(a))


def gammaincinv(a, p):
    return solve(lambda x: both["lower"](a, x), gamma_factor(a), p, scipy.special.gammaincinv(float(a), float(p)))


def gammainccinv(a, q):
    start = scipy.special.gammainccinv(float(a), float(q))
    return solve(lambda x: both["upper"](a, x), lambda x: -gamma_factor(a)(x), q, start)


quantiles = list(zip(spread(0.01, 200.0, 24, 9), even(0.0, 1.0, 24, 10)))
quantiles += list(zip(spread(0.05, 100.0, 16, 11), spread(1e-250, 0.5, 16, 12)))
quantiles += [(1e-3, 0.5), (1e-3, 0.999), (0.3, 1 - 1e-13), (1e3, 0.3), (1e3, 1e-12), (1.0, 0.5), (60.0, 1 - 1e-10)]
quantiles = [row for row in quantiles if min(scipy.special.gammaincinv(*row), scipy.special.gammainccinv(*row)) > 1e-300]
accuracy(arrays, "gammaincinv", gammaincinv, quantiles)
accuracy(arrays, "gammainccinv", gammainccinv, quantiles)


def betaincinv(a, b, p):
    start = scipy.special.betaincinv(float(a), float(b), float(p))
    if start > 0.5:
        return 1 - betaincinv_small(b, a, 1 - p, scipy.special.betainccinv(float(b), float(a), float(p)))
    return betaincinv_small(a, b, p, start)


def betaincinv_small(a, b, p, start):
    factor = lambda x: mp.exp(a * mp.log(x) + (b - 1) * mp.log(1 - x)) / mp.beta(a, b)
    return solve(lambda x: parts["lower"](a, b, x), factor, p, start)


shapes = list(zip(spread(0.05, 100.0, 32, 13), spread(0.05, 100.0, 32, 14)))
levels = even(0.0, 1.0, 20, 15) + spread(1e-200, 0.5, 12, 16)
fractiles = [(a, b, p) for (a, b), p in zip(shapes, levels)]
fractiles += [(1e-2, 2.0, 0.97), (2.0, 1e-2, 0.03), (300.0, 400.0, 0.4), (900.0, 3.0, 1e-9), (0.5, 0.5, 0.5), (1.0, 1.0, 1e-20)]


def inside(value):
    return 1e-300 < value < 1 - 1e-15


fractiles_below = [row for row in fractiles if inside(scipy.special.betaincinv(*row))]
fractiles_above = [(a, b, q) for a, b, q in fractiles if inside(scipy.special.betaincinv(b, a, q))]
accuracy(arrays, "betaincinv", betaincinv, fractiles_below)
accuracy(arrays, "betainccinv", lambda a, b, q: 1 - betaincinv(b, a, q), fractiles_above)

save("special", "incomplete", arrays, packages=("numpy", "scipy", "mpmath"))
