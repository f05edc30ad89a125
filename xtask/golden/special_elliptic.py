"""Accuracy points of onkai-special's elliptic integrals and functions, from mpmath at 60 digits."""
import math

import mpmath
from mpmath import mp, mpf

from common import accuracy, noise, save

PARAMETERS = [0.0, 1e-300, 1e-20, 1e-9, 1e-4, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999, 1 - 1e-7, 1 - 1e-10, 1 - 2**-40, 1 - 2**-53]
ARGUMENTS = [0.0, 1e-310, 1e-200, -1e-12, 1e-8, 1e-4, 0.01, -0.1, 0.5, 1.0, 1.5, math.pi / 2, -2.0, 2.5, 3.0, math.pi, 3.7,
             4.9, -6.0, 7.0, 9.0, 12.0, 17.0, 18.5, 19.75, 20.0, 25.0, -31.0, 40.0, 63.0, 99.0]
FAR = [150.0, -1234.5, 1e4, 99999.0, 1e7, 1e10]


def quarter(m):
    return mpmath.ellipk(m)


def jacobi(u, m):
    """sn, cn, dn and the amplitude; m = 1 is hyperbolic, and its amplitude stays below a quarter turn."""
    if u == 0:
        return mpf(0), mpf(1), mpf(1), mpf(0)
    if m == 1:
        return mp.tanh(u), mp.sech(u), mp.sech(u), 2 * mp.atan(mp.tanh(u / 2))
    # Reduced by the period first, as large arguments cost mpmath digits.
    with mpmath.workdps(100):
        k = quarter(m)
        turns = mp.nint(u / (4 * k))
        v = u - 4 * k * turns
        sn, cn, dn = (mpmath.ellipfun(kind, v, m=m) for kind in ("sn", "cn", "dn"))
        return sn.real, cn.real, dn.real, mp.atan2(sn.real, cn.real) + 2 * mp.pi * turns


grid = [(u, m) for u in ARGUMENTS for m in PARAMETERS + [1.0]] + [(u, m) for u in FAR for m in PARAMETERS[::3]]
grid += [(float(100 * a), float(abs(b))) for a, b in zip(noise(80, 1), noise(80, 2))]
near = lambda u, m: abs(u) <= 100
arrays = {}
accuracy(arrays, "ellipj_sn", lambda u, m: jacobi(u, m)[0], grid, near,
         lambda u, m: abs(jacobi(u, m)[0]) if abs(u) < 1 else 1)
accuracy(arrays, "ellipj_cn", lambda u, m: jacobi(u, m)[1], grid, near, lambda u, m: jacobi(u, m)[2])
accuracy(arrays, "ellipj_dn", lambda u, m: jacobi(u, m)[2], grid, near)
accuracy(arrays, "ellipj_ph", lambda u, m: jacobi(u, m)[3], grid, near)

negative = [-1e-12, -0.3, -1.0, -2.5, -100.0, -1e6, -1e20, -1e100, -1e300]
complete = negative + PARAMETERS + [float(v) for v in noise(40, 3)]
accuracy(arrays, "ellipk", mpmath.ellipk, complete)
accuracy(arrays, "ellipe", mpmath.ellipe, complete + [1.0])
accuracy(arrays, "ellipkm1", lambda p: mpmath.ellipk(1 - p) if p > 1e-30 else mp.log(4 / mp.sqrt(p)),
         [5e-324, 1e-310, 1e-300, 1e-100, 1e-31, 1e-29, 1e-16, 1e-8, 1e-3, 0.1, 0.5, 0.9, 1.0, 1.5, 10.0, 1e5, 1e20])


def incomplete(kind):
    def value(phi, m):
        complete, function = (mpmath.ellipk, mpmath.ellipf) if kind == "f" else (mpmath.ellipe, mpmath.ellipe)
        with mpmath.workdps(90):
            turns = mp.nint(phi / mp.pi)
            rest = phi - turns * mp.pi
            if m == 1:
                part = mp.asinh(mp.tan(rest)) if kind == "f" else mp.sin(rest)
                return part + (2 * turns if kind == "e" else (mp.inf * turns if turns else 0))
            return function(rest, m) + 2 * turns * complete(m)
    return value


ANGLES = [0.0, 1e-310, 1e-200, 1e-10, -1e-5, 0.01, -0.3, 0.7, 1.0, 1.3, 1.5, 1.57, 1.5707, math.pi / 2 - 1e-9, math.pi / 2, 1.6, -2.0, 3.0, math.pi, 4.5,
          3 * math.pi / 2, 6.3, -10.0, 50.0, 99.9]
grid = [(phi, m) for phi in ANGLES for m in negative[1::2] + negative[2:4] + PARAMETERS]
grid += [(phi, 1.0) for phi in ANGLES if abs(phi) < 1.5708]
grid += [(float(100 * a), float(1 - 20 * abs(b))) for a, b in zip(noise(80, 4), noise(80, 5))]
# Angles of thousands of turns, and parameters that leave the integrand a spike, are off the ordinary range.
grid += [(phi, m) for phi in (1e3, -12345.6, 1e7, 1e12) for m in (-3.0, 0.0, 0.4, 0.999)]
usual = lambda phi, m: abs(phi) <= 100
accuracy(arrays, "ellipkinc", incomplete("f"), grid, usual)
accuracy(arrays, "ellipeinc", incomplete("e"), grid, usual)

sizes = [0.0, 1e-300, 1e-30, 1e-5, 0.3, 1.0, 1.0000001, 2.0, 77.0, 1e10, 1e200]
two = [(x, y) for x in sizes for y in sizes if y]
three = [(x, y, z) for i, x in enumerate(sizes) for j, y in enumerate(sizes[i:], i) for z in sizes[j:] if y]
three += [tuple(float(3 + 3 * v) for v in row) for row in noise(90, 6).reshape(30, 3)]
accuracy(arrays, "elliprc", mpmath.elliprc, two + [(x, -y) for x, y in two if x][::2])
accuracy(arrays, "elliprf", mpmath.elliprf, three)
accuracy(arrays, "elliprd", mpmath.elliprd, three)
some = [(0.0, 0.3, 1.0), (0.0, 1e-5, 77.0), (0.1, 0.1, 0.1), (1.0, 2.0, 77.0), (1e-5, 0.3, 1e10), (0.3, 1.0, 1.0000001), (2.0, 2.0, 3.0), (1e-30, 1.0, 1e10)]
four = [(*row, p) for row in some for p in (1e-10, 1e-3, 0.3, 1.0, 1.5, 50.0, 1e8)]
four += [tuple(float(3 + 3 * v) for v in row) for row in noise(160, 7).reshape(40, 4)]
accuracy(arrays, "elliprj", mpmath.elliprj, four)


def principal_value(x, y, z, p):
    """DLMF 19.20.14, with the parameter that the integral's symmetry makes positive."""
    with mpmath.workdps(120):
        x, y, z = sorted((x, y, z))
        q = -p
        r = (z * (x + y + q) - x * y) / (z + q)
        value = (r - z) * mpmath.elliprj(x, y, z, r) - 3 * mpmath.elliprf(x, y, z)
        value += 3 * mp.sqrt(x * y * z / (x * y + q * r)) * mpmath.elliprc(x * y + q * r, q * r)
        return value / (q + z)


accuracy(arrays, "elliprj_negative", principal_value, [(*row, p) for row in some for p in (-1e-3, -0.3, -1.2, -50.0, -1e8)], False)


def carlson_rg(x, y, z):
    return mpmath.elliprg(x, y, z)


accuracy(arrays, "elliprg", carlson_rg, [row for row in three if max(row) / max(min(v for v in row if v), 1e-300) < 1e60] + [(0.0, 0.0, 4.0)])
save("special", "special_elliptic", arrays, ("mpmath", "numpy"))
