"""The error function and its relatives, by mpmath."""
import mpmath as mp
from common import accuracy, both, even, noise, save, spread

arrays = {}


tiny = [5e-324, 1e-310, 1e-300, 1e-30, 1e-17, 1e-9]
points = both(spread(1e-8, 6.0, 60, 1) + even(0.0, 6.5, 60, 2) + [0.5, 1.0, 2.0, 5.99] + tiny)
accuracy(arrays, "erf", mp.erf, points)
accuracy(arrays, "erfc", mp.erfc, points + even(6.0, 27.2, 60, 3))


def erfcx(x):
    return mp.exp(x * x) * mp.erfc(x) if x < 1e4 else (1 - 1 / (2 * x * x) + 3 / (4 * x**4)) / (x * mp.sqrt(mp.pi))


accuracy(arrays, "erfcx", erfcx, points + even(-26.6, 0.0, 40, 4) + spread(1.0, 1e300, 60, 5))


def inverse(f, slope, start, y):
    """Newton's method; mpmath's own secant method stalls in the tails."""
    with mp.workdps(80):
        x = mp.mpf(start)
        for _ in range(200):
            step = (f(x) - y) / slope(x)
            x -= step
            if abs(step) < abs(x) * mp.mpf(10) ** -70:
                return x
    raise ValueError(y)


def log_erfc(x):
    return mp.log(mp.erfc(x))


def log_erfc_slope(x):
    return -2 / mp.sqrt(mp.pi) * mp.exp(-x * x) / mp.erfc(x)


def erfcinv(y):
    if y > 1:
        return -erfcinv(2 - y)
    if y > 0.4:
        return erfinv(1 - y)
    return inverse(log_erfc, log_erfc_slope, mp.sqrt(-mp.log(y)), mp.log(y))


def erfinv(y):
    if abs(y) > 0.6:
        return mp.sign(y) * erfcinv(1 - abs(y))
    return inverse(mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x), y, y)


def ndtr(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def ndtri_exp(y):
    with mp.workdps(80):
        return -mp.sqrt(2) * erfcinv(2 * mp.exp(y)) if y < -0.5 else mp.sqrt(2) * erfcinv(-2 * mp.expm1(y))


inner = both(even(0.0, 1.0, 60, 6) + spread(1e-8, 1.0, 20, 7) + [1 - 1e-10, 1 - 1e-16 * 2, 0.5] + tiny)
accuracy(arrays, "erfinv", erfinv, inner)
near_one = [1.0 + s * 2.0**-k for k in (20, 40, 51) for s in (1, -1)]
accuracy(arrays, "erfcinv", erfcinv, even(0.0, 2.0, 60, 8) + spread(1e-300, 0.5, 60, 9) + near_one + [2 - 2.0**-52, 5e-324])
accuracy(arrays, "ndtr", ndtr, points + even(-37.5, 0.0, 60, 10))
accuracy(arrays, "ndtri", lambda p: -mp.sqrt(2) * erfcinv(2 * p), even(0.0, 1.0, 60, 11) + spread(1e-300, 0.5, 60, 12) + [0.5 * v for v in near_one])
accuracy(arrays, "log_ndtr", lambda x: mp.log1p(-ndtr(-x)) if x > 0 else mp.log(ndtr(x)), points + [-v for v in spread(1.0, 1e8, 40, 13)] + even(0.0, 37.0, 20, 14))
near_half = [float(-mp.log(2)) + s * 2.0**-k for k in (3, 20, 40, 52) for s in (1, 0, -1)]
accuracy(arrays, "ndtri_exp", ndtri_exp, [-v for v in spread(1e-300, 1e5, 80, 15)] + near_half + [-0.3, -1.3])


def box(half_width, n, seed):
    z = noise(2 * n, seed) * half_width
    return [complex(a, b) for a, b in zip(z[::2], z[1::2])]


def wofz(z):
    # The continued fraction's start where mpmath's series would take millions of digits.
    if abs(z) > 1e3 and z.imag >= 0:
        return 1j / (mp.sqrt(mp.pi) * z) * (1 + 1 / (2 * z**2) + 3 / (4 * z**4) + 15 / (8 * z**6) + 105 / (16 * z**8))
    with mp.workdps(60 + int(abs(z) ** 2)):
        return mp.exp(-z * z) * mp.erfc(-1j * z)


upper = [complex(z.real, abs(z.imag)) for z in box(3.0, 80, 16) + box(12.0, 60, 17)]
upper += [complex(x, y) for x in (0.0, 1e-10, 0.51, 5.5, 7.9, 25.0, 1e5, 1e12, 1e200) for y in (1e-300, 1e-12, 1e-3, 0.3, 6.2)]
upper += [complex(x, 0.0) for x in (0.01, 0.7, 2.0, 3.3, 15.0)] + [complex(1e-300, 1e-300), 0j]
lower = [complex(z.real, -abs(z.imag)) for z in box(3.0, 60, 18)] + [complex(x, -y) for x in (0.0, 3.0, 9.5, 24.0) for y in (1e-9, 0.5, 8.0)]
accuracy(arrays, "wofz", wofz, upper + lower)
accuracy(arrays, "dawsn", lambda x: mp.sqrt(mp.pi) / 2 * mp.exp(-x * x) * mp.erfi(x) if abs(x) < 1e2
         else (1 + 1 / (2 * x**2) + 3 / (4 * x**4) + 15 / (8 * x**6) + 105 / (16 * x**8) + 945 / (32 * x**10) + 10395 / (64 * x**12)) / (2 * x),
         both(spread(1e-8, 50.0, 80, 19) + tiny + [0.5, 0.92, 1e3, 1e8, 1e100]))
waves = both(spread(1e-8, 1e3, 80, 20) + even(0.0, 8.0, 60, 21) + [1.25, 1e5, 1e-100, 1e7 + 0.3])
accuracy(arrays, "fresnel s", mp.fresnels, waves)
accuracy(arrays, "fresnel c", mp.fresnelc, waves)

save("special", "error_function", arrays, packages=("numpy", "mpmath"))
