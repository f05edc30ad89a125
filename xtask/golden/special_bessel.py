"""Bessel functions of real order and argument, by mpmath.

Where mpmath's own series would need as many digits as the argument is large, the orders next to 0 are raised by
the recurrence: of J as far as the order lies below the argument, of Y and K everywhere, at 70 digits.
"""
import functools
import math

import mpmath as mp
from common import accuracy, even, save, spread

DIGITS = 70
arrays = {}


def raised(low, high, mu, steps, x, sign):
    """From orders mu and mu + 1 to mu + steps and the next one."""
    for k in range(1, steps + 1):
        low, high = high, 2 * (mu + k) / x * high + sign * low
    return low, high


@functools.cache
def both(v, x):
    """J and Y, for 0 <= v: beyond the turning point J by the continued fraction of J(v + 1) / J(v) and the Wronskian."""
    with mp.workdps(DIGITS):
        steps = int(mp.floor(v))
        mu = v - steps
        y, y_next = raised(mp.bessely(mu, x), mp.bessely(mu + 1, x), mu, steps, x, -1)
        if steps < x:
            return raised(mp.besselj(mu, x), mp.besselj(mu + 1, x), mu, steps, x, -1)[0], y
        ratio = mp.mpf(0)
        for n in range(int(40 * mp.cbrt(x)) + 200, 0, -1):
            ratio = 1 / (2 * (v + n) / x - ratio)
        return 2 / (mp.pi * x) / (ratio * y - y_next), y


@functools.cache
def modified(v, x):
    """I and K, for 0 <= v: far out by mpmath alone, else I by the continued fraction of I(v + 1) / I(v) and the
    Wronskian."""
    with mp.workdps(DIGITS):
        if x > 1e6:
            return mp.besseli(v, x), mp.besselk(v, x)
        steps = int(mp.floor(v))
        mu = v - steps
        k, k_next = raised(mp.besselk(mu, x), mp.besselk(mu + 1, x), mu, steps, x, 1)
        ratio = mp.mpf(0)
        for n in range(int(mp.sqrt(v * v + 240 * x) - v) + 130, 0, -1):
            ratio = 1 / (2 * (v + n) / x + ratio)
        return 1 / (x * (k_next + ratio * k)), k


def parts(v):
    return mp.cospi(v), mp.sinpi(v)


def jv(v, x):
    if v < 0 and v == int(v) or x < 0:
        return (-1) ** int(v) * jv(-v, x) if v < 0 else (-1) ** int(v) * jv(v, -x)
    if v < 0:
        (j, y), (c, s) = both(-v, x), parts(-v)
        return c * j - s * y
    return both(v, x)[0]


def yv(v, x):
    if v < 0:
        (j, y), (c, s) = both(-v, x), parts(-v)
        return s * j + c * y
    return both(v, x)[1]


def iv(v, x):
    if v < 0:
        i, k = modified(-v, x)
        return i + 2 / mp.pi * parts(-v)[1] * k
    return modified(v, x)[0]


def kv(v, x):
    return modified(abs(v), x)[1]


def envelope(function):
    """The modulus of J + iY where they oscillate; below the turning point the value, or for negative orders, which mix
    J and Y, the sum of both shares."""
    def scale(v, x):
        x = abs(x)
        if abs(v) <= x:
            return mp.hypot(*both(abs(v), x))
        if v < 0 and v != int(v):
            (j, y), (c, s) = both(-v, x), parts(-v)
            return abs(c * j) + abs(s * y) if function is jv else abs(s * j) + abs(c * y)
        return abs(function(v, x))
    return scale


def shares(v, x):
    """I and K of which I of negative order is made."""
    if v >= 0:
        return abs(iv(v, x))
    i, k = modified(-v, x)
    return i + 2 / mp.pi * abs(parts(-v)[1]) * k


def is_ordinary(v, x, *_):
    return abs(v) <= 100 and 1e-8 <= abs(x) <= 1e3


def pairs(orders, arguments):
    return list(zip(orders, arguments))


near_integers = [n + e for n in (0.0, 1.0, 7.0, 40.0) for e in (1e-12, -1e-9, 1e-5, 0.5, -0.5) if n + e > 0]
moderate = (
    pairs(even(0, 100, 60, 1), spread(1e-8, 1e3, 60, 2))
    + pairs(even(0, 30, 50, 3), even(0, 50, 50, 4))
    + pairs([float(round(v)) for v in even(0, 60, 40, 5)], even(0, 100, 40, 6))
    + pairs(near_integers, even(0.1, 30, len(near_integers), 7))
    + [(v, v * f) for v in (1.5, 9.0, 29.5, 60.25, 79.5, 81.0, 100.0) for f in (0.8, 0.97, 1.0, 1.03, 1.3)]
    # Where one method takes over from another.
    + [(v, x * f) for v in (0.3, 2.5, 4.4, 29.6, 79.6) for x in (2.0, 20.0, math.sqrt(8 * (v + 1)), max(20.0, v * v))
       for f in (1 - 1e-9, 1 + 1e-9)]
)
large = pairs(spread(100, 1e4, 30, 8), spread(1, 1e5, 30, 9)) + [
    (v, v + w * v ** (1 / 3)) for v in (85.5, 150.0, 1234.5, 1e4) for w in (-11.0, -9.5, -3.0, 0.0, 3.0, 9.5, 11.0)
]
huge = pairs(spread(0.1, 1e4, 20, 10), spread(1e8, 1e12, 20, 11)) + [(0.5, 1e15), (2.0, 3e18), (7.25, 1e22)]
tiny = [(v, x) for v in (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.6) for x in (1e-250, 1e-100, 1e-30, 1e-15)]
ends = [(v, v * f) for v in (120.0, 250.5, 700.0, 1500.5) for f in (0.3, 0.1, 0.02, 1e-3)]
positive = moderate + large + tiny + ends
negative = [(-v, x) for v, x in moderate[::3] + tiny[::5] + ends[::3] if v] + [(-3000.5, 3500.0), (-3000.25, 2990.0)]
reflected = [(v, -x) for v, x in moderate if v == int(v)][::4]

accuracy(arrays, "jv", jv, positive + huge, is_ordinary, envelope(jv))
accuracy(arrays, "jv, v < 0 or x < 0", jv, negative + reflected, is_ordinary, envelope(jv))
accuracy(arrays, "yv", yv, positive + huge, is_ordinary, envelope(yv))
accuracy(arrays, "yv, v < 0", yv, negative, is_ordinary, envelope(yv))
large_x = pairs(even(0, 40, 12, 12), even(690, 760, 12, 13)) + pairs(even(100, 1500, 12, 14), even(500, 1400, 12, 15))
accuracy(arrays, "iv", iv, positive + large_x, is_ordinary)
accuracy(arrays, "kv", kv, positive + large_x, is_ordinary)
accuracy(arrays, "iv, v < 0", iv, negative + large_x[:4], is_ordinary, shares)
accuracy(arrays, "ive", lambda v, x: iv(v, x) * mp.exp(-x), moderate[::2] + large + huge[:20], is_ordinary)
accuracy(arrays, "kve", lambda v, x: kv(v, x) * mp.exp(x), moderate[::2] + large + huge[:20], is_ordinary)

single = spread(1e-8, 1e3, 40, 16) + even(0, 30, 60, 17) + [4.0, 8.0, 20.0, 8.000001, 2.404825557695773, 3.9576784]
beyond = spread(1e3, 1e10, 12, 18) + [1e-300, 1e-30, 1e22]


def one(name, function, order, points, scale=None):
    accuracy(arrays, name, lambda x: function(order, x), points, lambda x: 1e-8 <= abs(x) <= 1e3,
             scale and (lambda x: mp.hypot(*both(mp.mpf(order), abs(x)))))


for order in (0, 1):
    v = mp.mpf(order)
    one(f"j{order}", jv, v, single + beyond + [-3.5, -30.0], scale=True)
    one(f"y{order}", yv, v, single + beyond, scale=True)
    growing = single + even(690, 715, 12, 19)
    one(f"i{order}", lambda v, x: mp.besseli(v, x), v, growing + [-3.5, 1e-300])
    one(f"k{order}", lambda v, x: mp.besselk(v, x), v, growing + even(715, 745, 12, 20) + [1e-300, 1.0, 2.5])
    one(f"i{order}e", lambda v, x: mp.besseli(v, x) * mp.exp(-abs(x)), v, single + beyond + [-3.5])
    one(f"k{order}e", lambda v, x: mp.besselk(v, x) * mp.exp(x), v, single + beyond + [1.0, 2.5])


def derivative(function, first, second):
    """The n-th derivative from f' = (first f(v - 1) + second f(v + 1)) / 2, and the size of its terms."""
    def terms(v, x, n):
        n = int(n)
        return [mp.binomial(n, k) * first ** (n - k) * second**k * function(v - n + 2 * k, x) / mp.mpf(2) ** n
                for k in range(n + 1)]
    return lambda *a: mp.fsum(terms(*a)), lambda *a: mp.fsum(map(abs, terms(*a)))


slopes = [(v, x, float(1 + i % 4)) for i, (v, x) in enumerate(moderate[::6])]
for name, function, signs in (("jvp", jv, (1, -1)), ("yvp", yv, (1, -1)), ("ivp", iv, (1, 1)), ("kvp", kv, (-1, -1))):
    value, scale = derivative(function, *signs)
    accuracy(arrays, name, value, slopes, is_ordinary, scale)


def spherical(function):
    return lambda n, x: mp.sqrt(mp.pi / (2 * x)) * function(n + mp.mpf(1) / 2, x)


def oscillates(value, other):
    return lambda n, x: mp.hypot(value(n, x), other(n, x)) if n <= x else abs(value(n, x))


def slope(value, sign):
    return lambda n, x: n / x * value(n, x) + sign * value(n + 1, x)


orders = [float(math.floor(v)) for v in even(0, 100, 50, 21)] + [0.0, 1.0, 2.0, 3.0] * 5
points = pairs(orders, spread(1e-8, 1e3, 25, 22) + even(0, 120, 25, 23) + even(0, 10, 20, 24))
points += [(0.0, 1e-200), (1.0, 1e-200), (2.0, 1e-120), (60.0, 1e-3), (65.0, 0.00077), (500.0, 505.0), (3.0, 1e9)]
sj, sy, si, sk = map(spherical, (jv, yv, iv, kv))
accuracy(arrays, "spherical_jn", sj, points, is_ordinary, oscillates(sj, sy))
accuracy(arrays, "spherical_yn", sy, points, is_ordinary, oscillates(sy, sj))
accuracy(arrays, "spherical_in", si, points[:-1], is_ordinary)
accuracy(arrays, "spherical_kn", sk, points[:-1], is_ordinary)
accuracy(arrays, "spherical_jn'", slope(sj, -1), points, is_ordinary, oscillates(slope(sj, -1), slope(sy, -1)))
accuracy(arrays, "spherical_yn'", slope(sy, -1), points, is_ordinary, oscillates(slope(sy, -1), slope(sj, -1)))
accuracy(arrays, "spherical_in'", slope(si, 1), points[:-1], is_ordinary)
accuracy(arrays, "spherical_kn'", slope(sk, -1), points[:-1], is_ordinary)

# mpmath has its zero of J0' at 0 as the first.
which = [(float(n), float(k)) for n in (0, 1, 2, 10, 33, 100) for k in (1, 2, 3, 12)]
for name, zero, flag in (("jn_zeros", mp.besseljzero, 0), ("yn_zeros", mp.besselyzero, 0),
                         ("jnp_zeros", mp.besseljzero, 1), ("ynp_zeros", mp.besselyzero, 1)):
    def nth(n, k, zero=zero, flag=flag, skipped=name == "jnp_zeros"):
        return zero(int(n), int(k) + (1 if skipped and n == 0 else 0), derivative=flag)
    with mp.workdps(30):
        values = {row: nth(*row) for row in which}
    accuracy(arrays, name, lambda n, k, values=values: values[float(n), float(k)], which)

save("special", "bessel", arrays, packages=("mpmath", "numpy"))
