"""Incomplete gamma and beta functions and their inverses, by mpmath."""
import mpmath as mp
from common import accuracy, noise, save

arrays = {}


def spread(low, high, n, seed):
    """n points between the bounds, even on a logarithmic scale."""
    return [float(v) for v in low * (high / low) ** (0.5 * (noise(n, seed) + 1.0))]


def even(low, high, n, seed):
    return [float(v) for v in low + (high - low) * 0.5 * (noise(n, seed) + 1.0)]


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
    digits = 60
    while True:
        with mp.workdps(digits):
            value = lower() if part == "lower" else 1 - lower()
        if digits + mp.log10(abs(value) + mp.mpf(10) ** -2000) > 40:
            return value
        digits = int(60 - mp.log10(abs(value) + mp.mpf(10) ** -400))


def gammainc(part):
    return lambda a, x: both_digits(lambda: lower_gamma(a, x), part)


def lower_beta(a, b, x):
    if x * (a + b) > a:
        return 1 - lower_beta(b, a, 1 - x)
    log_factor = a * mp.log(x) + b * mp.log(1 - x) - mp.log(a) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    return mp.exp(log_factor) * series(lambda n: (a + b + n - 1) / (a + n) * x)


def betainc(part):
    return lambda a, b, x: both_digits(lambda: lower_beta(a, b, x), part)


def plain(value):
    return 1e-290 < value


gammas = list(zip(spread(1e-3, 1e3, 120, 1), spread(1e-3, 1e3, 120, 2)))
gammas += [(a, a * f) for a in spread(0.1, 3e5, 30, 3) for f in (0.7, 0.97, 1.0, 1.02, 1.3)]
gammas += [(a, a * (1 + k / a**0.5)) for a in (99.5, 1e4, 1e6, 1e7, 1e8) for k in (-6.0, -1.0, 0.0, 0.3, 5.0, 30.0) if k > -(a**0.5)]
gammas += [(a, x) for a in (1e-10, 1e-5, 0.01, 0.3) for x in (1e-300, 1e-8, 0.01, 0.5, 1.0, 1.49, 1.51, 4.0, 40.0, 600.0)]
gammas += [(0.5, 700.0), (15.0, 730.0), (30.0, 700.0), (1e-300, 2.0), (5.0, 1e-60), (1.0, 0.6), (90.0, 92.0)]
both = {part: gammainc(part) for part in ("lower", "upper")}
for name, part in (("gammainc", "lower"), ("gammaincc", "upper")):
    points = [row for row in gammas if plain(both[part](*map(mp.mpf, row)))]
    accuracy(arrays, name, both[part], points)

betas = list(zip(spread(1e-2, 1e3, 100, 4), spread(1e-2, 1e3, 100, 5), even(0.0, 1.0, 100, 6)))
betas += [(a, b, a / (a + b) * f) for a, b in zip(spread(0.1, 1e5, 30, 7), spread(0.1, 1e5, 30, 8)) for f in (0.5, 0.98, 1.0, 1.01) if a / (a + b) * f < 1]
betas += [(a, b, min(m + s * (m * (1 - m) / (a + b)) ** 0.5, 1 - 1e-9)) for a, b in ((1e5, 1e5), (3e5, 2e3), (4.5, 1e6), (19.0, 3e4)) for m in (a / (a + b),) for s in (-3.0, 0.2, 8.0) if m + s * (m * (1 - m) / (a + b)) ** 0.5 > 0]
betas += [(a, b, x) for a in (1e-10, 1e-3, 0.4) for b in (1e-6, 0.5, 2.0, 300.0) for x in (1e-200, 1e-6, 0.002, 0.1, 0.5, 0.9, 0.999999)]
betas += [(2.0, 3.0, 1e-300), (2.0, 3.0, 2.0**-1074), (0.001, 0.001, 2.0**-1060), (50.0, 1.0, 0.4), (1.0, 1e5, 1e-7), (1e-14, 3.0, 0.1)]
parts = {part: betainc(part) for part in ("lower", "upper")}
for name, part in (("betainc", "lower"), ("betaincc", "upper")):
    points = [row for row in betas if plain(parts[part](*map(mp.mpf, row)))]
    accuracy(arrays, name, parts[part], points)


def solve(forward, target, low, high):
    """Bisection in floating point numbers, then secant steps: slow, but it cannot go astray."""
    with mp.workdps(30):
        for _ in range(60):
            middle = mp.sqrt(low * high)
            low, high = (middle, high) if forward(middle) < target else (low, middle)
    with mp.workdps(60):
        x, y = low, high
        fx, fy = (mp.log(forward(v) / target) for v in (x, y))
        for _ in range(12):
            if fx == fy or abs(y - x) < mp.mpf(10) ** -45 * x:
                break
            x, y = y, y - fy * (y - x) / (fy - fx)
            fx, fy = fy, mp.log(forward(y) / target)
    return y


def gammaincinv(a, p):
    return solve(lambda x: both["lower"](a, x), p, mp.mpf(10) ** -330, 10 * a + 2000)


def gammainccinv(a, q):
    return solve(lambda x: 1 / both["upper"](a, x), 1 / q, mp.mpf(10) ** -330, 10 * a + 2000)


def representable(rows, inverse):
    return [row for row in rows if inverse(*map(mp.mpf, row)) > 1e-300]


quantiles = list(zip(spread(0.01, 300.0, 36, 9), even(0.0, 1.0, 36, 10)))
quantiles += list(zip(spread(0.05, 300.0, 24, 11), spread(1e-250, 0.5, 24, 12)))
quantiles += [(1e-3, 0.5), (1e-3, 0.999), (0.3, 1 - 1e-13), (5e3, 0.3), (5e3, 1e-12), (1.0, 0.5), (60.0, 1 - 1e-10)]
accuracy(arrays, "gammaincinv", gammaincinv, representable(quantiles, gammaincinv))
accuracy(arrays, "gammainccinv", gammainccinv, representable(quantiles, gammainccinv))


def betaincinv(a, b, p):
    if p > lower_beta(a, b, mp.mpf(0.5)):
        return 1 - solve(lambda y: parts["lower"](b, a, y), 1 - p, mp.mpf(10) ** -330, mp.mpf(0.5))
    return solve(lambda x: parts["lower"](a, b, x), p, mp.mpf(10) ** -330, mp.mpf(0.5))


shapes = list(zip(spread(0.05, 300.0, 40, 13), spread(0.05, 300.0, 40, 14)))
levels = even(0.0, 1.0, 24, 15) + spread(1e-200, 0.5, 16, 16)
fractiles = [(a, b, p) for (a, b), p in zip(shapes, levels)]
fractiles += [(1e-2, 2.0, 0.97), (2.0, 1e-2, 0.03), (1e3, 1e3, 0.4), (2e3, 3.0, 1e-9), (0.5, 0.5, 0.5), (1.0, 1.0, 1e-20)]
accuracy(arrays, "betaincinv", betaincinv, representable(fractiles, betaincinv))
accuracy(arrays, "betainccinv", lambda a, b, q: betaincinv(a, b, 1 - q), representable(fractiles, lambda a, b, q: betaincinv(a, b, 1 - q)))

save("special", "incomplete", arrays, packages=("numpy", "mpmath"))
